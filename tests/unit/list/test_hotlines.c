#include "written.h"

#define HEADING "label,number,hours\n"
#define THREE                                                                                      \
  "Trực ban,0237 0867 113,24/24\nTrưởng Công an,0530 000 678,24/24\nCảnh sát,113,24/24\n"

static void test_read(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaList) list = read_written(HEADING THREE, khoa_hotlines_read, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(khoa_list_rows(list), ==, 3);
  g_assert_cmpstr(khoa_list_hotline(list, 0)->label, ==, "Trực ban");
  g_assert_cmpstr(khoa_list_hotline(list, 0)->number, ==, "+842370867113");
  g_assert_cmpstr(khoa_list_hotline(list, 1)->number, ==, "+84530000678");
  g_assert_cmpstr(khoa_list_hotline(list, 2)->number, ==, "113");
  g_assert_cmpuint(khoa_list_hotline(list, 2)->line, ==, 4);
}

/* Article 5: 3 to 5. */
static void test_count(void) {
  for (int count = 1; count <= 7; count++) {
    g_autoptr(GString) text = g_string_new(HEADING);
    for (int i = 0; i < count; i++)
      g_string_append_printf(text, "Trực ban,0237 0867 11%d,24/24\n", i);
    g_autoptr(GError) error = NULL;
    g_autoptr(KhoaList) list = read_written(text->str, khoa_hotlines_read, &error);
    g_assert_cmpint(list != NULL, ==, count >= 3 && count <= 5);
    if (list == NULL)
      g_assert_nonnull(strstr(error->message, "3 to 5"));
  }
}

static void test_hours(void) {
  static const char *const right[] = {"24/24", "24/7",    "24h",    "24H/24H",     "24 giờ/ngày",
                                      "24x7",  "24 / 24", "24/24h", "Cả ngày đêm", "24 trên 24"};
  for (gsize i = 0; i < G_N_ELEMENTS(right); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strdup_printf(HEADING THREE "Chữa cháy,114,%s\n", right[i]);
    g_autoptr(KhoaList) list = read_written(text, khoa_hotlines_read, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(khoa_list_rows(list), ==, 4);
  }
  assert_faults(HEADING "a,111,8/24\nb,112,7h-17h\nc,113,\nd,114,cả ngày\n", khoa_hotlines_read,
                FAULTS("2: hours: is \"8/24\": every number has to answer 24/24 (article 5",
                       "3: hours: is \"7h-17h\"", "4: hours: is empty",
                       "5: hours: is \"cả ngày\""));
  assert_faults("label,number\na,111\nb,112\nc,113\n", khoa_hotlines_read,
                FAULTS("1: hours: the list lacks this column"));
}

static void test_faults(void) {
  assert_faults("STT,Đầu số,Nhãn,Giờ trực\n"
                "1,0237 0867 113,Một,24/24\n"
                "2,(0237) 0.867.113,Hai,24/24\n"
                "3,01681234567,Ba,24/24\n"
                "4,,Bốn,24/24\n"
                "5,9x,,\n",
                khoa_hotlines_read,
                FAULTS("3: Đầu số: 0237 0867 113 stands on line 2 already",
                       "4: Đầu số: 01681234567 is an 11-digit mobile that was renumbered in 2018: "
                       "give its new form, 0381 234 567",
                       "5: Đầu số: is empty", "6: Nhãn: is empty",
                       "6: Đầu số: 9x has a letter or sign", "6: Giờ trực: is empty"));
}

static void test_label_length(void) {
  g_autofree char *forty = g_strnfill(KHOA_HOTLINE_LABEL_MAX - 1, 'a');
  g_autoptr(GError) error = NULL;
  g_autofree char *fits = g_strdup_printf(HEADING THREE "%sế,114,24/24\n", forty);
  g_autofree char *too_long = g_strdup_printf(HEADING THREE "%sếế,114,24/24\n", forty);
  g_autoptr(KhoaList) list = read_written(fits, khoa_hotlines_read, &error);
  g_assert_no_error(error);
  g_autofree char *expected = g_strdup_printf("5: label: \"%sếế\" has 41 characters", forty);
  assert_faults(too_long, khoa_hotlines_read, FAULTS(expected));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/list/hotlines/read", test_read);
  g_test_add_func("/list/hotlines/count", test_count);
  g_test_add_func("/list/hotlines/hours", test_hours);
  g_test_add_func("/list/hotlines/faults", test_faults);
  g_test_add_func("/list/hotlines/label-length", test_label_length);
  return g_test_run();
}

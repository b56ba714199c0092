#include "written.h"

#define HEADING "reference,kind,village,head,address,phone,keychains,lock_tags,remarks\n"

static KhoaList *read_of_15667(const char *path, GError **error) {
  return khoa_subjects_read(path, "15667", error);
}

static KhoaList *read_of_any(const char *path, GError **error) {
  return khoa_subjects_read(path, NULL, error);
}

static void test_read(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaList) list =
      read_written(HEADING "hk 0 1,household,Thôn 1,Lê Văn A,Ngõ 2,530000678,4,2,\n"
                           "đ2,Cơ quan,Thôn 2,Trạm Y tế,,,,,xa\n"
                           "3,CỬA HÀNG,Thôn 2,Tạp hóa,,0237.0867.113,\"1,0\",12.00,\n"
                           "4,Đơn vị,Thôn 2,Đội,,,0,100,\n",
                   read_of_15667, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(khoa_list_rows(list), ==, 4);

  const KhoaSubjectRow *row = khoa_list_subject(list, 0);
  g_assert_cmpuint(row->line, ==, 2);
  g_assert_cmpstr(row->reference, ==, "HK01");
  g_assert_cmpint(row->kind, ==, KHOA_SUBJECT_HOUSEHOLD);
  g_assert_cmpstr(row->unit, ==, "15667");
  g_assert_cmpstr(row->village, ==, "Thôn 1");
  g_assert_cmpstr(row->head, ==, "Lê Văn A");
  g_assert_cmpstr(row->address, ==, "Ngõ 2");
  g_assert_cmpstr(row->phone, ==, "+84530000678");
  g_assert_cmpuint(row->keychains, ==, 4);
  g_assert_cmpuint(row->lock_tags, ==, 2);
  g_assert_cmpstr(row->remarks, ==, "");

  row = khoa_list_subject(list, 1);
  g_assert_cmpstr(row->reference, ==, "Đ2");
  g_assert_cmpint(row->kind, ==, KHOA_SUBJECT_AGENCY);
  g_assert_cmpstr(row->phone, ==, "");
  g_assert_cmpuint(row->keychains, ==, 1);
  g_assert_cmpuint(row->lock_tags, ==, 1);
  g_assert_cmpstr(row->remarks, ==, "xa");

  row = khoa_list_subject(list, 2);
  g_assert_cmpint(row->kind, ==, KHOA_SUBJECT_BUSINESS);
  g_assert_cmpuint(row->keychains, ==, 1);
  g_assert_cmpuint(row->lock_tags, ==, 12);

  row = khoa_list_subject(list, 3);
  g_assert_cmpint(row->kind, ==, KHOA_SUBJECT_UNIT);
  g_assert_cmpuint(row->keychains, ==, 0);
  g_assert_cmpuint(row->lock_tags, ==, KHOA_TAGS_EACH_MAX);
}

static void test_kind_words(void) {
  static const char *const words[] = {"household", "agency", "unit", "business"};
  for (int kind = KHOA_SUBJECT_HOUSEHOLD; kind <= KHOA_SUBJECT_BUSINESS; kind++)
    g_assert_cmpstr(khoa_subject_kind_word(kind), ==, words[kind - 1]);
}

static void test_unit(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaList) list = read_written("reference,kind,village,head,unit\n"
                                          "1,hộ,Thôn 1,A,15667\n1,hộ,Thôn 1,B,15664\n",
                                          read_of_any, &error);
  g_assert_no_error(error); /* a reference is unique within its unit */
  g_assert_cmpstr(khoa_list_subject(list, 1)->unit, ==, "15664");

  assert_faults("reference,kind,village,head,Mã xã\n"
                "1,hộ,Thôn 1,A,\n2,hộ,Thôn 1,B,Xã Thọ Sơn\n",
                read_of_any, FAULTS("2: Mã xã: is empty", "3: Mã xã: is no unit's code"));
  assert_faults("reference,kind,village,head,unit\n1,hộ,Thôn 1,A,15667\n2,hộ,Thôn 1,B,15664\n",
                read_of_15667, FAULTS("3: unit: isn't 15667"));
  assert_faults("reference,kind,village,head\n1,hộ,Thôn 1,A\n2,hộ,Thôn 1,B\n", read_of_any,
                FAULTS(" says nowhere of which unit it is"));
}

static void test_references(void) {
  g_autofree char *longest = g_strnfill(KHOA_REFERENCE_MAX, 'x');
  g_autofree char *text = g_strdup_printf(HEADING "HK 1,hộ,Thôn 1,A,,,,,\n"
                                                  "hk1,hộ,Thôn 1,B,,,,,\n"
                                                  ",hộ,Thôn 1,C,,,,,\n"
                                                  ",hộ,Thôn 1,D,,,,,\n"
                                                  "\"3,8E+11\",hộ,Thôn 1,E,,,,,\n"
                                                  "%s,hộ,Thôn 1,F,,,,,\n"
                                                  "%sx,hộ,Thôn 1,G,,,,,\n"
                                                  " h k 1,hộ,Thôn 1,H,,,,,\n",
                                          longest, longest);
  assert_faults(text, read_of_15667,
                FAULTS("3: reference: is that of line 2 already", "4: reference: is empty",
                       "5: reference: is empty", "6: reference: was shortened by the spreadsheet",
                       "8: reference: is longer than 64",
                       "9: reference: is that of line 2 already"));
}

static void test_counts(void) {
  assert_faults("reference,kind,village,head,Móc khóa\n"
                "1,hộ,Thôn 1,A,-1\n2,hộ,Thôn 1,A,1.5\n3,hộ,Thôn 1,A,101\n4,hộ,Thôn 1,A,hai\n"
                "5,hộ,Thôn 1,A,99999999999999999999999\n6,hộ,Thôn 1,A,\"1,000\"\n"
                "7,hộ,Thôn 1,A,2 cái\n8,hộ,Thôn 1,A,\"2,0\"\n9,hộ,Thôn 1,A,+3\n",
                read_of_15667,
                FAULTS("2: Móc khóa: is negative: give a whole number from 0 to 100",
                       "3: Móc khóa: is no whole number", "4: Móc khóa: is too many",
                       "5: Móc khóa: is no number", "6: Móc khóa: is too many",
                       "7: Móc khóa: is no whole number", "8: Móc khóa: is no number",
                       "10: Móc khóa: is no number"));
}

/* Every fault at once, by the headings that stand in the list, and no word of anybody (article 6).
 */
static void test_faults_name_nobody(void) {
  static const char text[] = "Mã hộ;Loại;Thôn;Chủ hộ;Địa chỉ;SĐT;Số thẻ ổ khóa\n"
                             "REF77;nhà trọ;;;Ngõ Bí Mật;0912 BIMAT;x\n"
                             "REF77;hộ;Thôn Kín;Lê Bí Mật;Ngõ Kín;01681234567;1\n";
  g_autoptr(GError) error = NULL;
  assert_faults(text, read_of_15667,
                FAULTS("2: Loại: is no kind", "2: Thôn: is empty", "2: Chủ hộ: is empty",
                       "2: SĐT: has a letter or sign", "2: Số thẻ ổ khóa: is no number",
                       "3: SĐT: is an 11-digit mobile that was renumbered in 2018: give its new "
                       "form, which starts with 038",
                       "3: Mã hộ: is that of line 2 already"));
  g_assert_null(read_written(text, read_of_15667, &error));
  static const char *const secrets[] = {"REF77", "trọ", "Mật", "MAT", "Kín", "0168", "234567"};
  for (gsize i = 0; i < G_N_ELEMENTS(secrets); i++)
    g_assert_null(strstr(error->message, secrets[i]));
}

/* One bad row in many is found, and nothing of the list kept. */
static void test_many_rows(void) {
  g_autoptr(GString) text = g_string_new(HEADING);
  for (int i = 0; i < 20000; i++)
    g_string_append_printf(text, "HK%d,hộ,Thôn %d,Lê Văn A,,0530000678,4,1,\n", i, i % 9);
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaList) list = read_written(text->str, read_of_15667, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(khoa_list_rows(list), ==, 20000);
  g_assert_cmpstr(khoa_list_subject(list, 19999)->reference, ==, "HK19999");
  g_string_append(text, "HK5,hộ,Thôn 1,Lê Văn A,,,,,\n");
  assert_faults(text->str, read_of_15667, FAULTS("20002: reference: is that of line 7 already"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/list/subjects/read", test_read);
  g_test_add_func("/list/subjects/kind-words", test_kind_words);
  g_test_add_func("/list/subjects/unit", test_unit);
  g_test_add_func("/list/subjects/references", test_references);
  g_test_add_func("/list/subjects/counts", test_counts);
  g_test_add_func("/list/subjects/faults-name-nobody", test_faults_name_nobody);
  g_test_add_func("/list/subjects/many-rows", test_many_rows);
  return g_test_run();
}

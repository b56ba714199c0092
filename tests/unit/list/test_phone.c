#include "list/phone.h"

typedef struct Case {
  const char *text;
  KhoaPhoneFault fault;
  const char *number;
} Case;

static const Case cases[] = {
    {"0912345678", KHOA_PHONE_OK, "+84912345678"},
    {"0912.345.678", KHOA_PHONE_OK, "+84912345678"},
    {" 0912 345-678 ", KHOA_PHONE_OK, "+84912345678"},
    {"0912\u00a0345\u2013678", KHOA_PHONE_OK, "+84912345678"}, /* no-break space, en dash */
    {"'0912345678", KHOA_PHONE_OK, "+84912345678"},            /* Excel's mark of a text */
    {"912345678", KHOA_PHONE_OK, "+84912345678"},              /* lost its 0 */
    {"+84 912 345 678", KHOA_PHONE_OK, "+84912345678"},
    {"(+84) 0912 345 678", KHOA_PHONE_OK, "+84912345678"},
    {"84912345678", KHOA_PHONE_OK, "+84912345678"},
    {"0084912345678", KHOA_PHONE_OK, "+84912345678"},
    {"845678901", KHOA_PHONE_OK, "+84845678901"}, /* 084, an operator, not the country */
    {"0845678901", KHOA_PHONE_OK, "+84845678901"},
    {"84845678901", KHOA_PHONE_OK, "+84845678901"},
    {"0312345678", KHOA_PHONE_OK, "+84312345678"},
    {"0512345678", KHOA_PHONE_OK, "+84512345678"},
    {"0712345678", KHOA_PHONE_OK, "+84712345678"},
    {"(0237) 3.867.113", KHOA_PHONE_OK, "+842373867113"},
    {"2373867113", KHOA_PHONE_OK, "+842373867113"},
    {"842373867113", KHOA_PHONE_OK, "+842373867113"},
    {"024 3826 8888", KHOA_PHONE_OK, "+842438268888"},
    {"110", KHOA_PHONE_OK, "110"},
    {"113", KHOA_PHONE_OK, "113"},
    {"119", KHOA_PHONE_OK, "119"},

    {"0912 345 67x", KHOA_PHONE_CHARACTER, ""},
    {"gọi 113", KHOA_PHONE_CHARACTER, ""},
    {"0237,3867,113", KHOA_PHONE_CHARACTER, ""},
    {"091+2345678", KHOA_PHONE_CHARACTER, ""},
    {"٠٩١٢٣٤٥٦٧٨", KHOA_PHONE_CHARACTER, ""}, /* digits, but not ours */
    {"9,12E+08", KHOA_PHONE_SCIENTIFIC, ""},
    {"9.12346e+08", KHOA_PHONE_SCIENTIFIC, ""},
    {"0912345678/0987654321", KHOA_PHONE_SEVERAL, ""},
    {"0912345678; 0987654321", KHOA_PHONE_SEVERAL, ""},
    {"", KHOA_PHONE_LENGTH, ""},
    {"0", KHOA_PHONE_LENGTH, ""},
    {"+84", KHOA_PHONE_LENGTH, ""},
    {"09123456789", KHOA_PHONE_LENGTH, ""},
    {"091234567", KHOA_PHONE_LENGTH, ""},
    {"0237 386 711", KHOA_PHONE_LENGTH, ""}, /* a digit is missing */
    {"024 826 8888", KHOA_PHONE_LENGTH, ""},
    {"0912345678.0", KHOA_PHONE_LENGTH, ""},
    {"0123456789012345678901234567890", KHOA_PHONE_LENGTH, ""},
    {"867113", KHOA_PHONE_AREA, ""},
    {"3867113", KHOA_PHONE_AREA, ""},
    {"38268888", KHOA_PHONE_AREA, ""},
    {"18001091", KHOA_PHONE_PREFIX, ""},
    {"0412345678", KHOA_PHONE_PREFIX, ""},
    {"0612345678", KHOA_PHONE_PREFIX, ""},
    {"120", KHOA_PHONE_PREFIX, ""},
    {"0113", KHOA_PHONE_PREFIX, ""},
    {"+84113", KHOA_PHONE_PREFIX, ""},
    {"01751234567", KHOA_PHONE_PREFIX, ""},
    {"01681234567", KHOA_PHONE_OLD_MOBILE, "+84381234567"},
    {"1201234567", KHOA_PHONE_OLD_MOBILE, "+84701234567"},
    {"+84 199 123 4567", KHOA_PHONE_OLD_MOBILE, "+84591234567"},
    {"+1 212 555 0100", KHOA_PHONE_FOREIGN, ""},
    {"0085612345678", KHOA_PHONE_FOREIGN, ""},
};

static void test_parse(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    char number[KHOA_PHONE_SIZE] = "untouched";
    g_test_message("%s", cases[i].text);
    g_assert_cmpint(khoa_phone_parse(number, cases[i].text), ==, cases[i].fault);
    g_assert_cmpstr(number, ==, cases[i].number);
  }
}

static void test_words(void) {
  for (int i = 0; i < KHOA_PHONE_FAULTS; i++) {
    g_assert_nonnull(khoa_phone_fault_words(i));
    for (int j = 0; j < i; j++)
      g_assert_cmpstr(khoa_phone_fault_words(i), !=, khoa_phone_fault_words(j));
  }
}

static void test_format(void) {
  static const char *const printed[][2] = {
      {"+84912345678", "0912 345 678"},
      {"+842373867113", "0237 3867 113"},
      {"+842438268888", "024 3826 8888"},
      {"+842838268888", "028 3826 8888"},
      {"113", "113"},
      {"", ""},
      {"+842", "02"},
      {"+84", "0"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(printed); i++) {
    g_autofree char *text = khoa_phone_format(printed[i][0]);
    g_assert_cmpstr(text, ==, printed[i][1]);
  }
}

/* What is printed is read back as the same number; with the 0 lost too. */
static void test_round_trip(void) {
  for (int i = 0; i < 20000; i++) {
    char typed[16], number[KHOA_PHONE_SIZE], again[KHOA_PHONE_SIZE];
    g_snprintf(typed, sizeof typed, "0%c%08d", "35789"[g_test_rand_int_range(0, 5)],
               g_test_rand_int_range(0, 100000000));
    if (i % 2 == 0)
      g_snprintf(typed, sizeof typed, "02%09d", g_test_rand_int_range(0, 1000000000));
    g_assert_cmpint(khoa_phone_parse(number, typed), ==, KHOA_PHONE_OK);
    g_autofree char *printed = khoa_phone_format(number);
    g_assert_cmpint(khoa_phone_parse(again, printed), ==, KHOA_PHONE_OK);
    g_assert_cmpstr(again, ==, number);
    g_assert_cmpint(khoa_phone_parse(again, typed + 1), ==, KHOA_PHONE_OK);
    g_assert_cmpstr(again, ==, number);
  }
}

/* Whatever is typed, the answer is a fault or a number that stands fast. */
static void test_noise(void) {
  static const char alphabet[] = "0123456789+84 .-()/eE,x";
  for (int i = 0; i < 50000; i++) {
    char noise[32], number[KHOA_PHONE_SIZE], again[KHOA_PHONE_SIZE];
    const int length = g_test_rand_int_range(0, 31);
    for (int j = 0; j < length; j++)
      noise[j] = alphabet[g_test_rand_int_range(0, sizeof alphabet - 2)];
    noise[length] = '\0';
    if (khoa_phone_parse(number, noise) == KHOA_PHONE_OK) {
      g_assert_cmpint(khoa_phone_parse(again, number), ==, KHOA_PHONE_OK);
      g_assert_cmpstr(again, ==, number);
    }
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/list/phone/parse", test_parse);
  g_test_add_func("/list/phone/words", test_words);
  g_test_add_func("/list/phone/format", test_format);
  g_test_add_func("/list/phone/round-trip", test_round_trip);
  g_test_add_func("/list/phone/noise", test_noise);
  return g_test_run();
}

#include "list/phone.h"

typedef struct Case {
  const char *text;
  KhoaPhoneFault fault;
  const char *number;
} Case;

static const Case cases[] = {
    {"0530000678", KHOA_PHONE_OK, "+84530000678"},
    {"0530.000.678", KHOA_PHONE_OK, "+84530000678"},
    {" 0530 000-678 ", KHOA_PHONE_OK, "+84530000678"},
    {"0530\u00a0000\u2013678", KHOA_PHONE_OK, "+84530000678"}, /* no-break space, en dash */
    {"'0530000678", KHOA_PHONE_OK, "+84530000678"},            /* Excel's mark of a text */
    {"530000678", KHOA_PHONE_OK, "+84530000678"},              /* lost its 0 */
    {"+84 530 000 678", KHOA_PHONE_OK, "+84530000678"},
    {"(+84) 0530 000 678", KHOA_PHONE_OK, "+84530000678"},
    {"84530000678", KHOA_PHONE_OK, "+84530000678"},
    {"0084530000678", KHOA_PHONE_OK, "+84530000678"},
    {"840000000", KHOA_PHONE_OK, "+84840000000"}, /* 084, an operator, not the country */
    {"0840000000", KHOA_PHONE_OK, "+84840000000"},
    {"84840000000", KHOA_PHONE_OK, "+84840000000"},
    {"0300000000", KHOA_PHONE_OK, "+84300000000"},
    {"0500000000", KHOA_PHONE_OK, "+84500000000"},
    {"0700000000", KHOA_PHONE_OK, "+84700000000"},
    {"(0237) 0.867.113", KHOA_PHONE_OK, "+842370867113"},
    {"2370867113", KHOA_PHONE_OK, "+842370867113"},
    {"842370867113", KHOA_PHONE_OK, "+842370867113"},
    {"024 0826 8888", KHOA_PHONE_OK, "+842408268888"},
    {"069 2000 000", KHOA_PHONE_OK, "+84692000000"}, /* the police's own network */
    {"110", KHOA_PHONE_OK, "110"},
    {"113", KHOA_PHONE_OK, "113"},
    {"119", KHOA_PHONE_OK, "119"},

    {"0530 000 67x", KHOA_PHONE_CHARACTER, ""},
    {"gọi 113", KHOA_PHONE_CHARACTER, ""},
    {"0237,0867,113", KHOA_PHONE_CHARACTER, ""},
    {"053+0000678", KHOA_PHONE_CHARACTER, ""},
    {"٠٩١٢٣٤٥٦٧٨", KHOA_PHONE_CHARACTER, ""}, /* digits, but not ours */
    {"9,12E+08", KHOA_PHONE_SCIENTIFIC, ""},
    {"9.12346e+08", KHOA_PHONE_SCIENTIFIC, ""},
    {"0530000678/0530000321", KHOA_PHONE_SEVERAL, ""},
    {"0530000678; 0530000321", KHOA_PHONE_SEVERAL, ""},
    {"", KHOA_PHONE_LENGTH, ""},
    {"0", KHOA_PHONE_LENGTH, ""},
    {"+84", KHOA_PHONE_LENGTH, ""},
    {"05300006789", KHOA_PHONE_LENGTH, ""},
    {"053000067", KHOA_PHONE_LENGTH, ""},
    {"0237 386 711", KHOA_PHONE_LENGTH, ""}, /* a digit is missing */
    {"024 826 8888", KHOA_PHONE_LENGTH, ""},
    {"0530000678.0", KHOA_PHONE_LENGTH, ""},
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
      {"+84530000678", "0530 000 678"},
      {"+842370867113", "0237 0867 113"},
      {"+842408268888", "024 0826 8888"},
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

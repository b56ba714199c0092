#include "tag/code.h"

#include "unit/tag/vectors.h"

static void assert_fault(const char *text, KhoaCodeFault expected) {
  guint32 batch = 4711, index = 4711;
  KhoaCodeFault fault = khoa_code_parse(&batch, &index, text, strlen(text));
  g_assert_cmpint(fault, ==, expected);
  if (fault != KHOA_CODE_OK) {
    g_assert_cmpuint(batch, ==, 4711);
    g_assert_cmpuint(index, ==, 4711);
  }
}

static void assert_means(const char *text, guint32 batch, guint32 index) {
  guint32 b, i;
  g_assert_cmpint(khoa_code_parse(&b, &i, text, strlen(text)), ==, KHOA_CODE_OK);
  g_assert_cmpuint(b, ==, batch);
  g_assert_cmpuint(i, ==, index);
}

static void test_vectors(void) {
  g_autoptr(JsonParser) parser = load_vectors();
  guint n = 0;
  for (JsonObject *vector; (vector = vectors_at(parser, "codes", n)) != NULL; n++) {
    guint32 batch = (guint32)json_object_get_int_member(vector, "batch");
    guint32 index = (guint32)json_object_get_int_member(vector, "index");
    char code[KHOA_CODE_SIZE];
    khoa_code_print(code, batch, index);
    g_assert_cmpstr(code, ==, json_object_get_string_member(vector, "printed"));
    assert_means(code, batch, index);
  }
  g_assert_cmpuint(n, ==, 6);
}

static void test_round_trip(void) {
  static const guint32 batches[] = {0, 1, 9, 9999, 10000, 99999, 100000, 999999, 1000000, 9999999};
  static const guint32 indexes[] = {1, 9, 10, 12345, 99999};
  for (gsize b = 0; b < G_N_ELEMENTS(batches); b++)
    for (gsize i = 0; i < G_N_ELEMENTS(indexes); i++) {
      char code[KHOA_CODE_SIZE];
      khoa_code_print(code, batches[b], indexes[i]);
      assert_means(code, batches[b], indexes[i]);
    }
}

static void test_dashes_and_spaces(void) {
  assert_means("01230456738", 123, 4567);
  assert_means("0123 04567 38", 123, 4567);
  assert_means(" 0-1-2-3 - 04567--38 ", 123, 4567);
}

static void test_shape(void) {
  static const char *const texts[] = {
      "",
      "-",
      "0123-04567-3",       /* a digit short */
      "0123-04567-38-1234", /* too long */
      "0123-04567-3x",
      "0123_04567_38",
      "00123-04567-38", /* another spelling of a four-digit batch */
      "0123-04567-38\n",
      "٠123-04567-38",
  };
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
    assert_fault(texts[i], KHOA_CODE_SHAPE);
}

static void test_range(void) {
  char code[KHOA_CODE_SIZE];
  khoa_code_print(code, 123, 0);
  assert_fault(code, KHOA_CODE_RANGE);
}

/* 97 is 0 and 98 is 1 to the arithmetic, but there is one spelling. */
static void test_check_digits_have_one_spelling(void) {
  char code[KHOA_CODE_SIZE];
  for (guint32 index = 1; index < 1000; index++) {
    khoa_code_print(code, 1, index);
    char *check = code + strlen(code) - 2;
    int value = atoi(check);
    g_assert_cmpint(value, >=, 2);
    g_assert_cmpint(value, <=, 98);
    int alias = value >= 97 ? value - 97 : value + 97;
    if (alias <= 99) {
      check[0] = (char)('0' + alias / 10);
      check[1] = (char)('0' + alias % 10);
      assert_fault(code, KHOA_CODE_CHECK);
    }
  }
}

static void assert_misread(const char *code) {
  guint32 batch, index;
  g_assert_cmpint(khoa_code_parse(&batch, &index, code, strlen(code)), !=, KHOA_CODE_OK);
}

static void try_all_misreadings(const char *code) {
  for (gsize i = 0; code[i] != '\0'; i++) {
    char wrong[KHOA_CODE_SIZE];
    g_strlcpy(wrong, code, sizeof wrong);
    if (code[i] == '-')
      continue;
    for (char c = '0'; c <= '9'; c++) {
      wrong[i] = c;
      if (c != code[i])
        assert_misread(wrong);
    }
    wrong[i] = code[i];
    gsize next = code[i + 1] == '-' ? i + 2 : i + 1;
    if (code[next] != '\0' && code[next] != code[i]) {
      wrong[i] = code[next];
      wrong[next] = code[i];
      assert_misread(wrong);
    }
  }
}

static void test_misreadings(void) {
  for (int round = 0; round < 3000; round++) {
    char code[KHOA_CODE_SIZE];
    guint32 limit = round % 2 == 0 ? 10000 : 10000000;
    khoa_code_print(code, (guint32)g_test_rand_int_range(1, (gint32)limit),
                    (guint32)g_test_rand_int_range(1, 100000));
    try_all_misreadings(code);
  }
}

static void test_random_bytes(void) {
  for (int round = 0; round < 100000; round++) {
    char text[20];
    guint32 batch, index;
    gsize length = (gsize)g_test_rand_int_range(0, sizeof text + 1);
    for (gsize i = 0; i < length; i++)
      text[i] = (char)g_test_rand_int_range(round % 2 ? 0 : '-', round % 2 ? 256 : '9' + 1);
    if (khoa_code_parse(&batch, &index, text, length) == KHOA_CODE_OK) {
      char code[KHOA_CODE_SIZE];
      khoa_code_print(code, batch, index);
      assert_means(code, batch, index);
    }
  }
}

static void test_words(void) {
  for (int fault = KHOA_CODE_OK; fault <= KHOA_CODE_RANGE; fault++)
    g_assert_nonnull(khoa_code_fault_words((KhoaCodeFault)fault));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/code/vectors", test_vectors);
  g_test_add_func("/code/round-trip", test_round_trip);
  g_test_add_func("/code/dashes-and-spaces", test_dashes_and_spaces);
  g_test_add_func("/code/shape", test_shape);
  g_test_add_func("/code/range", test_range);
  g_test_add_func("/code/one-spelling", test_check_digits_have_one_spelling);
  g_test_add_func("/code/misreadings", test_misreadings);
  g_test_add_func("/code/random-bytes", test_random_bytes);
  g_test_add_func("/code/words", test_words);
  return g_test_run();
}

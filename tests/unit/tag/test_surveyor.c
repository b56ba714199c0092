/* Enrolments: the vector, and what isn't one. */
#include "tag/surveyor.h"

#include "unit/tag/vectors.h"

#define KEY "AkQyWxkORtmxvld3BCzxYEXPu3ZgikN7hCw/EtU87cHn"
#define PRINT "E79765F49D13024C"

static KhoaEnrolmentFault parse(const char *text) {
  guint8 key[KHOA_SURVEYOR_KEY_SIZE];
  return khoa_enrolment_parse(key, text, strlen(text));
}

static void test_vector(void) {
  gsize length;
  g_autofree char *text = read_file("tests/vectors/survey.enrol", &length);
  guint8 key[KHOA_SURVEYOR_KEY_SIZE];
  char print[KHOA_FINGERPRINT_SIZE], grouped[KHOA_FINGERPRINT_GROUPED_SIZE];
  g_assert_cmpint(khoa_enrolment_parse(key, text, length - 1), ==, KHOA_ENROLMENT_OK);
  g_assert_cmpuint(key[0], ==, 2);
  khoa_fingerprint_print(print, key);
  khoa_fingerprint_group(grouped, key);
  g_assert_cmpstr(print, ==, PRINT);
  g_assert_cmpstr(grouped, ==, "E797 65F4 9D13 024C");
}

static void test_faults(void) {
  static const struct {
    const char *text;
    KhoaEnrolmentFault fault;
  } cases[] = {
      {"", KHOA_ENROLMENT_FORMAT},
      {"khoa-survey", KHOA_ENROLMENT_FORMAT},
      {"https://example.org/khoa-surveyor-1:" KEY ":" PRINT, KHOA_ENROLMENT_FORMAT},
      {"Khoa-surveyor-1:" KEY ":" PRINT, KHOA_ENROLMENT_FORMAT},
      {"khoa-surveyor-2:" KEY ":" PRINT, KHOA_ENROLMENT_VERSION},
      {"khoa-surveyor-1", KHOA_ENROLMENT_VERSION},
      {"khoa-surveyor-1:" KEY, KHOA_ENROLMENT_CHECK},
      {"khoa-surveyor-1:" KEY ":", KHOA_ENROLMENT_CHECK},
      {"khoa-surveyor-1:" KEY ":E79765F49D13024", KHOA_ENROLMENT_CHECK},
      {"khoa-surveyor-1:" KEY ":E79765F49D13024D", KHOA_ENROLMENT_CHECK},
      {"khoa-surveyor-1:" KEY ":e79765f49d13024c", KHOA_ENROLMENT_CHECK},
      {"khoa-surveyor-1:" KEY ":" PRINT " ", KHOA_ENROLMENT_CHECK},
      {"khoa-surveyor-1:AkQyWxkORtmxvld3BCzxYEXPu3ZgikN7hCw/EtU87cHo:" PRINT, KHOA_ENROLMENT_CHECK},
      {"khoa-surveyor-1:AkQy:" PRINT, KHOA_ENROLMENT_KEY},
      {"khoa-surveyor-1::" PRINT, KHOA_ENROLMENT_KEY},
      {"khoa-surveyor-1:BEQyWxkORtmxvld3BCzxYEXPu3ZgikN7hCw/EtU87cHn:" PRINT, KHOA_ENROLMENT_KEY},
      {"khoa-surveyor-1:" KEY "A:" PRINT, KHOA_ENROLMENT_KEY},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_test_message("%s", cases[i].text);
    g_assert_cmpint(parse(cases[i].text), ==, cases[i].fault);
    g_assert_nonnull(khoa_enrolment_fault_words(cases[i].fault));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  g_test_add_func("/surveyor/vector", test_vector);
  g_test_add_func("/surveyor/faults", test_faults);
  return g_test_run();
}

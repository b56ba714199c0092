#include "list/fault.h"

static void test_raise(void) {
  g_autoptr(KhoaFaults) faults = khoa_faults_new("a.csv");
  g_autoptr(GError) error = NULL;
  khoa_faults_add(faults, 7, "phone", "has %d digits", 3);
  khoa_faults_add(faults, 3, NULL, "is torn");
  khoa_faults_add(faults, 3, "village", "is empty");
  khoa_faults_add(faults, 0, NULL, "is old");
  g_assert_false(khoa_faults_raise(faults, &error));
  g_assert_error(error, KHOA_LIST_ERROR, 0);
  g_assert_cmpstr(error->message, ==,
                  "a.csv: is old\n"
                  "a.csv:3: is torn\n"
                  "a.csv:3: village: is empty\n"
                  "a.csv:7: phone: has 3 digits");
}

static void test_raise_keeps_the_faults(void) {
  g_autoptr(KhoaFaults) faults = khoa_faults_new("a.csv");
  khoa_faults_add(faults, 2, NULL, "second");
  khoa_faults_add(faults, 1, NULL, "first");
  khoa_faults_raise(faults, NULL);
  const KhoaFault *found = faults->list->pdata[0];
  g_assert_cmpstr(found->what, ==, "second");
}

static void test_many(void) {
  g_autoptr(KhoaFaults) faults = khoa_faults_new("a.csv");
  g_autoptr(GError) error = NULL;
  for (guint line = 1; line <= KHOA_FAULTS_MAX + 5; line++)
    khoa_faults_add(faults, line, NULL, "is wrong");
  g_assert_cmpuint(faults->list->len, ==, KHOA_FAULTS_MAX);
  g_assert_cmpuint(faults->count, ==, KHOA_FAULTS_MAX + 5);
  khoa_faults_raise(faults, &error);
  g_assert_true(g_str_has_suffix(error->message, ":1000: is wrong\na.csv: 5 more faults"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/list/fault/raise", test_raise);
  g_test_add_func("/list/fault/raise-keeps", test_raise_keeps_the_faults);
  g_test_add_func("/list/fault/many", test_many);
  return g_test_run();
}

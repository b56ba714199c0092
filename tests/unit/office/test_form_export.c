/* The form's roster: whom it names, and that only its passphrase opens it. */
#include "office/form_export.h"

#include "office/acts.h"
#include "reg/subject.h"
#include "reg/tag.h"
#include "tag/form.h"
#include "unit/office/lists.h"

#include <stdlib.h>

#define PASSPHRASE "bon tu de nho"
#define ROWS                                                                                       \
  "H1,household,Thôn 1,Lê Văn Mẫu,,,1,1,\n"                                                   \
  "H2,household,Thôn 2,Trần Thị Mẫu,,,1,1,\n"                                               \
  "H3,household,Thôn 1,Ngô Văn Mẫu,,,1,1,\n"

static void set_up_households(Fixture *f, gconstpointer data) {
  set_up(f, data);
  assert_imports(f, UNITS, UNIT ",Xã Thọ Sơn,\n" OTHER_UNIT ",Thị trấn Triệu Sơn,\n", "2 0 0");
  assert_imports(f, HOUSEHOLDS, ROWS, "3 0 0");
  /* A tag at each status for the first household. */
  run_outside(f, "PRAGMA foreign_keys = OFF;"
                 "INSERT INTO layout VALUES (zeroblob(32), 'x', 'x');"
                 "INSERT INTO batch VALUES (7, 2, '" UNIT "', 1, 'x', 'x', '', zeroblob(32), 'x',"
                 " '2026-11-20', '', 6, zeroblob(32), zeroblob(64), NULL, NULL);"
                 "INSERT INTO tag SELECT 7, id + 1, 1, id, zeroblob(64) FROM status");
}
#undef ADD
#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up_households, test, tear_down)

static void make(const Fixture *f, const KhoaFormOrder *order, KhoaForm *form, gsize *households) {
  g_autoptr(GError) error = NULL;
  KhoaBundleFault fault;
  gsize length;
  char *text = khoa_form_make(f->office, order, &length, households, &error);
  g_assert_no_error(error);
  g_assert_null(strstr(text, "Mẫu"));
  g_assert_null(strstr(text, "Thôn"));
  g_assert_true(khoa_form_parse(form, text, length, &fault));
  free(text);
}

static void test_without_roster(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaForm form;
  gsize households;
  run_outside(f, "INSERT INTO round VALUES ('" UNIT "', '2026-Q4', 1, NULL),"
                 " ('" UNIT "', '2026-Q3', 1, 2), ('" OTHER_UNIT "', '2027-Q1', 1, NULL),"
                 " ('" OTHER_UNIT "', '2026-Q4', 1, NULL);"
                 "UPDATE weakness SET retired = 1 WHERE id = 2");
  make(f, &(KhoaFormOrder){.sequence = 9}, &form, &households);
  g_assert_cmpuint(form.sequence, ==, 9);
  g_assert_cmpint(form.created, ==, NOW);
  g_assert_true(khoa_authority_equal(&form.authority, &f->office->authority));
  g_assert_cmpstr(form.grades[0], ==, f->office->config->grades[0]);
  g_assert_cmpuint(form.n_weaknesses, ==, 9);
  g_assert_cmpuint(form.weaknesses[1].number, ==, 3);
  g_assert_cmpuint(form.n_rounds, ==, 3);
  g_assert_cmpstr(form.rounds[0].unit, ==, OTHER_UNIT);
  g_assert_cmpstr(form.rounds[1].name, ==, "2027-Q1");
  g_assert_cmpstr(form.rounds[2].unit, ==, UNIT);
  g_assert_false(form.has_roster);
  khoa_form_clear(&form);
  make(f, &(KhoaFormOrder){.unit = UNIT, .sequence = 9}, &form, &households);
  g_assert_cmpuint(form.n_rounds, ==, 1);
  khoa_form_clear(&form);
}

static void test_roster(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaForm form;
  KhoaRoster roster;
  KhoaBundleFault fault;
  gsize households;
  make(f, &(KhoaFormOrder){UNIT, 9, PASSPHRASE}, &form, &households);
  g_assert_cmpuint(households, ==, 3);
  g_assert_true(form.has_roster);
  g_assert_cmpuint(form.roster.ops, ==, 3);
  g_assert_cmpuint(form.roster.memory, ==, 65536);
  g_assert_false(khoa_roster_open(&roster, &form.roster, "bon tu de quen", 14, &fault));
  g_assert_true(khoa_roster_open(&roster, &form.roster, PASSPHRASE, strlen(PASSPHRASE), &fault));
  g_assert_cmpstr(roster.unit, ==, UNIT);
  g_assert_cmpuint(roster.n_households, ==, 3);
  const KhoaRosterHousehold *first = &roster.households[0];
  g_assert_cmpuint(first->number, ==, 1);
  g_assert_cmpstr(first->village, ==, "Thôn 1");
  g_assert_cmpstr(first->head, ==, "Lê Văn Mẫu");
  g_assert_cmpstr(roster.households[1].village, ==, "Thôn 1");
  g_assert_cmpstr(roster.households[2].head, ==, "Trần Thị Mẫu");
  /* Of all statuses printed and in use. */
  g_assert_cmpuint(first->n_tags, ==, 2);
  g_assert_true(khoa_roster_find(&roster, 7, KHOA_STATUS_PRINTED + 1) == first);
  g_assert_true(khoa_roster_find(&roster, 7, KHOA_STATUS_IN_USE + 1) == first);
  g_assert_null(khoa_roster_find(&roster, 7, KHOA_STATUS_LOST + 1));
  khoa_roster_clear(&roster);
  khoa_form_clear(&form);
}

static void test_nobody(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaForm form;
  gsize households;
  make(f, &(KhoaFormOrder){OTHER_UNIT, 1, PASSPHRASE}, &form, &households);
  g_assert_cmpuint(households, ==, 0);
  g_assert_true(form.has_roster);
  khoa_form_clear(&form);
}

static void test_passphrases(void) {
  static const char *const bad[] = {"", "11 letters.", "b\xe1\xbb\x91n t\xe1\xbb\xab d\xe1\xbb\x85",
                                    "twelve\tand more", "twelve and\x7fmore"};
  g_assert_true(khoa_roster_passphrase_check("12 letters..", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(khoa_roster_passphrase_check(bad[i], &error));
    assert_mentions(error, "the roster's passphrase");
    g_assert_true(!*bad[i] || !strstr(error->message, bad[i]));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD("/office/form-export/without-roster", test_without_roster);
  ADD("/office/form-export/roster", test_roster);
  ADD("/office/form-export/nobody", test_nobody);
  g_test_add_func("/office/form-export/passphrases", test_passphrases);
  return g_test_run();
}

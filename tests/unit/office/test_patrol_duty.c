/* Rolls and patrols: what is stored, who counts as what on which day, and the duty of two a week.
 */
#include "office/committee.h"
#include "office/patrol.h"
#include "office/patrol_duty.h"
#include "unit/office/lists.h"

#define ROLL                                                                                       \
  "role,name,village,phone\n"                                                                      \
  "head,Lê Hòa Mẫu,,0530001068\nstanding-deputy,Hà An Mẫu,,\ndeputy,Đỗ Tú Mẫu,,\n"    \
  "policeman,Cao Nga Mẫu,,\nvillage-head,Bùi Minh Mẫu,Thôn 1,\nmilitia-head,Vũ Lâm Mẫu,Thôn 1,\n"
#define PATROLS "date,time,leader,policemen,village_heads,militia_heads,others,reached,findings\n"
#define FULL "Cao Nga Mẫu,Bùi Minh Mẫu,Vũ Lâm Mẫu,"

static void import_roll(const Fixture *f, const char *text, const char *from,
                        const char *expected) {
  KhoaImported imported;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = write_in(f, "roll.csv", text);
  khoa_import_members(f->office, path, UNIT, from, FALSE, &imported, &error);
  g_assert_no_error(error);
  g_autofree char *counts = g_strdup_printf("%zu %zu %zu %zu", imported.added, imported.updated,
                                            imported.unchanged, imported.absent);
  g_assert_cmpstr(counts, ==, expected);
  khoa_imported_clear(&imported);
}

static void import_patrols(const Fixture *f, const char *rows, const char *expected) {
  KhoaImported imported;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = g_strconcat(PATROLS, rows, NULL);
  g_autofree char *path = write_in(f, "patrols.csv", text);
  khoa_import_patrols(f->office, path, UNIT, FALSE, &imported, &error);
  g_assert_no_error(error);
  assert_counts(&imported, expected);
}

static gboolean add_week(const KhoaPatrolWeek *week, gpointer text, GError **error) {
  (void)error;
  g_string_append_printf(text, "%s %u/%u%s%s", week->week ? week->week + strlen("2026-") : "-",
                         week->complete, week->patrols, week->due ? "" : " free",
                         week->over ? "" : " open");
  g_string_append_printf(text, "%s%s\n", week->what ? ": " : "", week->what ? week->what : "");
  return TRUE;
}

static void assert_weeks(const Fixture *f, const char *period, const char *expected) {
  KhoaPeriod parsed;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) text = g_string_new(NULL);
  g_assert_true(khoa_period_parse(&parsed, period, NULL));
  khoa_patrol_weeks(f->office, UNIT, &parsed, add_week, text, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(text->str, ==, expected);
}

static void test_weeks(Fixture *f, gconstpointer data) {
  (void)data;
  import_roll(f, ROLL, "2026-10-27", "6 0 0 0"); /* a Tuesday */
  import_patrols(f,
                 "2026-10-27,19:30,Lê Hòa Mẫu," FULL ",5,\n" /* before the duty */
                 "2026-11-02,19:30,lê hoà mẫu," FULL ",5,\n" /* Monday */
                 "2026-11-08,23:59,Hà An Mẫu," FULL ",5,\n"  /* Sunday */
                 "2026-11-09,00:00,Đỗ Tú Mẫu," FULL ",5,\n"
                 "2026-11-23,07:00,Đỗ Tú Mẫu," FULL ",5,\n", /* today */
                 "5 0 0");
  assert_weeks(f, "2026-10-26..2026-12-31",
               "W44 1/1 free\nW45 2/2\nW46 1/1: 1 of 2 patrols\nW47 0/0: 0 of 2 patrols\n"
               "W48 1/1 open\n");
  assert_weeks(f, "2026-11",
               "W45 2/2\nW46 1/1: 1 of 2 patrols\nW47 0/0: 0 of 2 patrols\n"
               "W48 1/1 open\n");
}

/* What each patrol lacks, one a day. */
static void test_composition(Fixture *f, gconstpointer data) {
  (void)data;
  static const struct {
    const char *row, *lacks; /* row: behind day and time */
  } cases[] = {
      {"Lê Hòa Mẫu," FULL ",5,", NULL},
      {"Lê Hòa Mẫu,Cao Nga Mẫu; Mai Mẫu,Bùi Minh Mẫu,Vũ Lâm Mẫu,Ai Khác Mẫu,5,", NULL},
      {"Cao Lan Mẫu," FULL ",5,", "leader not on the roll"},
      {"Bùi Minh Mẫu,Cao Nga Mẫu,,Vũ Lâm Mẫu,,5,",
       "leader neither head nor deputy, no village-head"},
      {"Hà An Mẫu,,,,,5,", "no policeman, no village-head, no militia-head"},
      {"Hà An Mẫu,,Bùi Minh Mẫu,Vũ Lâm Mẫu,Cao Nga Mẫu,5,", "no policeman"},
      {"Hà An Mẫu,Bùi Minh Mẫu,Cao Nga Mẫu,Vũ Lâm Mẫu,,5,",
       "policeman not on the roll, village-head not on the roll"},
      {"Hà An Mẫu,Cao Nga Mẫu,Bùi Minh Mẫu,Vũ Lam Mẫu,,5,", "militia-head not on the roll"},
  };
  import_roll(f, ROLL, "2026-01-01", "6 0 0 0");
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *day = g_strdup_printf("2026-02-%02u", i + 2); /* from a Monday on */
    g_autofree char *row = g_strdup_printf("%s,20:00,%s\n", day, cases[i].row);
    g_autofree char *told = g_strdup_printf("%s 20:00: %s", day, cases[i].lacks);
    g_autoptr(GString) found = g_string_new(NULL);
    KhoaPeriod period;
    import_patrols(f, row, "1 0 0");
    g_assert_true(khoa_period_parse(&period, "2026-02", NULL));
    g_assert_true(khoa_patrol_weeks(f->office, UNIT, &period, add_week, found, NULL));
    g_test_message("%s", found->str);
    if (cases[i].lacks)
      g_assert_nonnull(strstr(found->str, told));
    else
      g_assert_null(strstr(found->str, day));
  }
}

/* A patrol is judged by the roll of its day, whichever was imported first. */
static void test_roll_of_the_day(Fixture *f, gconstpointer data) {
  (void)data;
  import_patrols(f,
                 "2026-11-10,19:30,Lê Hòa Mẫu," FULL ",5,\n"
                 "2026-11-12,19:30,Lê Hòa Mẫu," FULL ",5,\n"
                 "2026-11-17,19:30,Lê Hòa Mẫu," FULL ",5,\n"
                 "2026-11-18,19:30,Hà An Mẫu," FULL ",5,\n",
                 "4 0 0");
  assert_weeks(f, "2026-11-09..2026-11-15",
               "- 0/0 free open: no committee\n"
               "W46 0/2 free: 2026-11-10 19:30: no committee on that day; "
               "2026-11-12 19:30: no committee on that day\n");
  import_roll(f, ROLL, "2026-11-01", "6 0 0 0");
  assert_weeks(f, "2026-11-09..2026-11-22", "W46 2/2\nW47 2/2\n");
  import_roll(f,
              "role,name,village\nhead,Mai Sen Mẫu,\nstanding-deputy,Hà An Mẫu,\n"
              "policeman,Cao Nga Mẫu,\nvillage-head,Bùi Minh Mẫu,Thôn 1\n"
              "militia-head,Vũ Lâm Mẫu,Thôn 1\n",
              "2026-11-16", "1 0 4 2");
  assert_weeks(f, "2026-11-09..2026-11-22",
               "W46 2/2\nW47 1/2: 1 of 2 patrols; 2026-11-17 19:30: leader not on the roll\n");
  g_autoptr(GPtrArray) rolls = khoa_committee_list(f->office->db, UNIT, NULL);
  g_assert_cmpuint(rolls->len, ==, 2);
  g_assert_cmpstr(((KhoaCommitteeRecord *)rolls->pdata[0])->until, ==, "2026-11-15");
  g_assert_null(((KhoaCommitteeRecord *)rolls->pdata[1])->until);
}

static void test_rolls(Fixture *f, gconstpointer data) {
  (void)data;
  import_roll(f, ROLL, "2026-11-01", "6 0 0 0");
  const gint64 entries = get_int(f, "SELECT count(*) FROM log");
  import_roll(f, ROLL, NULL, "0 0 6 0");
  import_roll(f, ROLL, "2026-11-05", "0 0 6 0");
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM committee"), ==, 1);
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM log"), ==, entries);
  /* A telephone number is a change, also on the same day: then the older roll never held. */
  import_roll(f, "role,name,phone\nhead,Lê Hòa Mẫu,0530001069\n", "2026-11-01", "0 1 0 5");
  g_autoptr(GPtrArray) rolls = khoa_committee_list(f->office->db, UNIT, NULL);
  g_assert_cmpuint(rolls->len, ==, 1);
  KhoaCommitteeRecord *roll = rolls->pdata[0];
  g_autofree char *lacks = khoa_committee_lacks(roll);
  g_assert_cmpstr(lacks, ==, "standing-deputy");
  /* Who it is stands nowhere but sealed. */
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM committee_member WHERE instr(sealed, 'Lê')"), ==,
                  0);
  g_autoptr(KhoaPerson) person = khoa_person_open(
      ((KhoaMemberRecord *)roll->members->pdata[0])->sealed, f->office->privacy_secret, NULL);
  g_assert_cmpstr(person->head, ==, "Lê Hòa Mẫu");
  g_assert_cmpstr(person->phone, ==, "+84530001069");
}

static void test_patrol_once(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const changed[] = {
      "2026-11-10,19:30,Lê Hòa Mẫu," FULL ",6,\n",
      "2026-11-10,19:30,Lê Hòa Mẫu," FULL ",5,x\n",
      "2026-11-10,19:30,Lê Hòa Mẫu," FULL "Ai Mẫu,5,\n",
      "2026-11-10,19:30,Lê Hòa Mẫu,Cao Nga Mẫu,,Vũ Lâm Mẫu,,5,\n",
  };
  import_patrols(f, "2026-11-10,19:30,Lê Hòa Mẫu," FULL ",5,\n", "1 0 0");
  import_patrols(f, "10/11/2026,19h30,LÊ HOÀ MẪU," FULL ",5,\n", "0 1 0"); /* the name as written */
  import_patrols(f, "2026-11-10,19:30,Lê Hòa Mẫu," FULL ",5,\n", "0 1 0");
  for (gsize i = 0; i < G_N_ELEMENTS(changed); i++)
    import_patrols(f, changed[i], "0 1 0");
  import_patrols(f, changed[G_N_ELEMENTS(changed) - 1], "0 0 1");
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM patrol WHERE struck = 0"), ==, 1);
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM patrol"), ==, 7);
  /* Another time, day or leader is another patrol; so is one that comes again after a strike. */
  import_patrols(f,
                 "2026-11-10,20:30,Lê Hòa Mẫu," FULL ",5,\n2026-11-11,19:30,Lê Hòa Mẫu," FULL
                 ",5,\n"
                 "2026-11-10,19:30,Hà An Mẫu," FULL ",5,\n",
                 "3 0 0");
  g_autoptr(GError) error = NULL;
  g_assert_true(khoa_patrol_strike_out(f->office, 10, "", &error));
  g_assert_false(khoa_patrol_strike_out(f->office, 10, "", &error));
  assert_mentions(error, "there is no patrol 10, or it is struck out already");
  import_patrols(f, "2026-11-10,19:30,Hà An Mẫu," FULL ",5,\n", "1 0 0");
}

/* All or none. */
static void test_refused(Fixture *f, gconstpointer data) {
  (void)data;
  static const struct {
    const char *rows, *words;
  } cases[] = {
      {"2026-11-10,19:30,Lê Mẫu," FULL ",5,\n2026-11-24,19:30,Lê Mẫu," FULL ",5,\n",
       "patrols.csv:3: date: 2026-11-24 is in the future"},
      {"2026-11-10,19:30,Lê Mẫu," FULL ",5,\n2026-11-10,19:30,," FULL ",5,\n",
       "patrols.csv:3: leader: is empty"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    KhoaImported imported;
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strconcat(PATROLS, cases[i].rows, NULL);
    g_autofree char *path = write_in(f, "patrols.csv", text);
    g_assert_false(khoa_import_patrols(f->office, path, UNIT, FALSE, &imported, &error));
    assert_mentions(error, cases[i].words);
    g_assert_cmpint(get_int(f, "SELECT count(*) FROM patrol"), ==, 0);
  }
  g_autoptr(GError) error = NULL;
  KhoaImported imported;
  g_autofree char *path = write_in(f, "roll.csv", ROLL);
  g_assert_false(
      khoa_import_members(f->office, path, UNIT, "2026-11-24", FALSE, &imported, &error));
  assert_mentions(error, "2026-11-24 is in the future");
  g_clear_error(&error);
  g_assert_false(khoa_import_members(f->office, path, "99999", NULL, FALSE, &imported, &error));
  assert_mentions(error, "unit 99999 isn't in the registry");
  g_clear_error(&error);
  g_assert_true(khoa_import_members(f->office, path, UNIT, NULL, TRUE, &imported, &error));
  assert_counts(&imported, "6 0 0");
  g_assert_cmpint(get_int(f, "SELECT count(*) FROM committee"), ==, 0);
}

/* What SQL itself refuses. */
static void test_rules(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const statements[] = {
      "UPDATE committee SET since = '2026-01-01'",
      "DELETE FROM committee",
      "UPDATE committee_member SET role = 3",
      "DELETE FROM committee_member",
      "INSERT INTO committee_member SELECT committee, 9, 1, village, name_hash, content_hash, "
      "sealed"
      " FROM committee_member WHERE position = 1",
      "INSERT INTO committee_member SELECT committee, 9, 5, NULL, name_hash, content_hash, sealed"
      " FROM committee_member WHERE position = 1",
      "UPDATE patrol SET day = '2026-01-01'",
      "UPDATE patrol SET reached = 9",
      "DELETE FROM patrol",
      "UPDATE patrol_member SET role = 4",
      "DELETE FROM patrol_member",
      "INSERT INTO patrol SELECT 9, unit, day, time, leader, reached, content_hash, sealed, 0"
      " FROM patrol",
      "INSERT INTO patrol SELECT 9, unit, day, '24:30', leader, reached, content_hash, sealed, 0"
      " FROM patrol",
      "INSERT INTO patrol SELECT 9, unit, '2026-11-31', time, leader, reached, content_hash, "
      "sealed,"
      " 0 FROM patrol",
  };
  import_roll(f, ROLL, NULL, "6 0 0 0");
  import_patrols(f, "2026-11-10,19:30,Lê Hòa Mẫu," FULL ",5,\n", "1 0 0");
  for (gsize i = 0; i < G_N_ELEMENTS(statements); i++) {
    g_autoptr(GError) error = NULL;
    g_test_message("%s", statements[i]);
    g_assert_false(khoa_db_run(f->office->db, &error, statements[i], ""));
    g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
  }
  g_assert_true(khoa_db_run(f->office->db, NULL, "UPDATE patrol SET struck = 1", ""));
  g_assert_false(khoa_db_run(f->office->db, NULL, "UPDATE patrol SET struck = 0", ""));
}

int main(int argc, char **argv) {
  if (sodium_init() < 0)
    return 1;
  g_test_init(&argc, &argv, NULL);
  ADD_UNITS("/office/patrol/weeks", test_weeks);
  ADD_UNITS("/office/patrol/composition", test_composition);
  ADD_UNITS("/office/patrol/roll-of-the-day", test_roll_of_the_day);
  ADD_UNITS("/office/patrol/rolls", test_rolls);
  ADD_UNITS("/office/patrol/once", test_patrol_once);
  ADD_UNITS("/office/patrol/refused", test_refused);
  ADD_UNITS("/office/patrol/rules", test_rules);
  return g_test_run();
}

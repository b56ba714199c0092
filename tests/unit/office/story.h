/* Half a year of a small office, told day by day as its commands would write it: two communes,
 * three households, surveys, patrols. Times are Viet Nam's. */
#ifndef KHOA_TESTS_OFFICE_STORY_H
#define KHOA_TESTS_OFFICE_STORY_H

#include "office/committee.h"
#include "office/patrol.h"
#include "reg/replacement.h"
#include "reg/round.h"
#include "unit/office/issued.h"
#include "unit/office/lists.h"

/* From now on it is this time, "2026-07-31T23:59:59". */
static inline void set_clock(const Fixture *f, const char *local) {
  g_autofree char *iso = g_strconcat(local, "+07", NULL);
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(iso, NULL);
  g_assert_nonnull(time);
  f->office->now = g_date_time_to_unix(time);
}

static inline void add_numbers(const Fixture *f, const char *unit, const char *since) {
  g_assert_cmpint(add_hotlines(f, unit, since), >, 0);
}

static inline void add_homes(const Fixture *f, const char *unit, const char *rows) {
  KhoaImported imported;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = g_strconcat(headings[HOUSEHOLDS], rows, NULL);
  g_autofree char *path = write_in(f, "homes.csv", text);
  khoa_import_subjects(f->office, path, unit, FALSE, &imported, &error);
  g_assert_no_error(error);
  khoa_imported_clear(&imported);
}

/* A batch whose tags are these households', one each. */
typedef struct Issue {
  gint64 number;
  KhoaKind kind;
  const char *unit, *day, *fund;
  gint64 hotline_set, cost, count;
  gint64 subjects[4];
  KhoaTagName replaces; /* of its one tag */
} Issue;

static inline void issue_batch(const Fixture *f, const Issue *issue) {
  g_autoptr(GError) error = NULL;
  KhoaBatchRecord batch = {.number = issue->number,
                           .kind = issue->kind,
                           .unit = (char *)issue->unit,
                           .hotline_set = issue->hotline_set,
                           .office_name = (char *)OFFICE_NAME,
                           .unit_name = (char *)"Xã Thọ Sơn",
                           .prefix = (char *)PREFIX,
                           .sheet = (char *)"paper=a4",
                           .day = (char *)issue->day,
                           .fund = (char *)issue->fund,
                           .count = issue->count,
                           .cost = issue->cost,
                           .cost_covered = TRUE,
                           .public_key = {(guint8)issue->number}};
  khoa_layout_put(f->office->db, batch.layout, "keychain", ARTWORK, &error);
  khoa_batch_add(f->office->db, &batch, &error);
  for (gint64 i = 1; i <= issue->count && !error; i++) {
    const KhoaTagRecord tag = {.batch = issue->number,
                               .index = i,
                               .subject = issue->subjects[i - 1],
                               .replaces_batch = issue->replaces.batch,
                               .replaces_index = issue->replaces.index};
    khoa_tag_add(f->office->db, &tag, &error);
    if (tag.replaces_batch)
      khoa_replacement_link(f->office->db, &tag, &error);
  }
  g_assert_no_error(error);
  g_autofree char *object = g_strdup_printf("batch %" G_GINT64_FORMAT, issue->number);
  g_autofree char *detail = g_strdup_printf("%" G_GINT64_FORMAT " tags", issue->count);
  log_act(f, KHOA_ACT_ISSUE, object, detail);
}

static inline void find_again(const Fixture *f, gint64 batch, gint64 index) {
  gboolean changed;
  g_autoptr(GError) error = NULL;
  g_autofree char *object =
      g_strdup_printf("batch %" G_GINT64_FORMAT ": %" G_GINT64_FORMAT, batch, index);
  khoa_tag_set_status(f->office->db, batch, index, KHOA_STATUS_IN_USE, &changed, &error);
  g_assert_no_error(error);
  log_act(f, KHOA_ACT_FOUND, object, "");
}

static inline void queue(const Fixture *f, gint64 batch, gint64 index) {
  gboolean changed;
  g_autoptr(GError) error = NULL;
  g_autofree char *object =
      g_strdup_printf("batch %" G_GINT64_FORMAT ": %" G_GINT64_FORMAT, batch, index);
  khoa_replacement_queue(f->office->db, batch, index, "damaged", &changed, &error);
  g_assert_no_error(error);
  log_act(f, KHOA_ACT_QUEUE, object, "damaged");
}

static inline void open_round(const Fixture *f, const char *unit, const char *round) {
  gboolean changed;
  g_autoptr(GError) error = NULL;
  khoa_round_open(f->office->db, unit, round, f->office->now, &changed, &error);
  g_assert_no_error(error);
}

/* A record at the unit's desk, now. tag: "batch, idx", or "NULL, NULL"; grade and weakness 0: none.
 */
static inline void record(const Fixture *f, const char *unit, const char *round, const char *tag,
                          gint64 subject, int found, int grade, int weakness) {
  g_autofree char *sql = g_strdup_printf(
      "PRAGMA foreign_keys = OFF;"
      "INSERT OR IGNORE INTO surveyor VALUES (%s, '%s', 'Lan', NULL, 1, NULL);"
      "INSERT INTO survey_record (surveyor, number, file, mode, unit, round, time, batch, idx,"
      " subject, found, grade, private) SELECT %s, count(*) + 1, 1, 1, '%s', '%s', "
      "%" G_GINT64_FORMAT ", %s, %" G_GINT64_FORMAT
      ", %d, nullif(%d, 0), zeroblob(32) FROM survey_record;"
      "INSERT INTO survey_weakness SELECT %s, (SELECT count(*) FROM survey_record), %d WHERE %d;",
      unit, unit, unit, unit, round, f->office->now, tag, subject, found, grade, unit, weakness,
      weakness);
  run_outside(f, sql);
}

static inline void add_patrols(const Fixture *f) {
  KhoaImported imported;
  g_autoptr(GError) error = NULL;
  g_autofree char *roll =
      write_in(f, "roll.csv",
               "role,name,village,phone\nhead,Lê Hòa Mẫu,,\nstanding-deputy,Hà An Mẫu,,\n"
               "policeman,Cao Nga Mẫu,,\nvillage-head,Bùi Minh Mẫu,Thôn 1,\n"
               "militia-head,Vũ Lâm Mẫu,Thôn 1,\n");
  g_autofree char *patrols =
      write_in(f, "patrols.csv",
               "date,time,leader,policemen,village_heads,militia_heads,reached\n"
               "2026-11-02,19:30,Lê Hòa Mẫu,Cao Nga Mẫu,Bùi Minh Mẫu,Vũ Lâm Mẫu,5\n"
               "2026-11-03,19:30,Hà An Mẫu,Cao Nga Mẫu,Bùi Minh Mẫu,Vũ Lâm Mẫu,6\n"
               "2026-11-04,19:30,Hà An Mẫu,Cao Nga Mẫu,Bùi Minh Mẫu,Vũ Lâm Mẫu,7\n"
               "2026-11-10,19:30,Ngô Tý Mẫu,Cao Nga Mẫu,Bùi Minh Mẫu,Vũ Lâm Mẫu,1\n");
  khoa_import_members(f->office, roll, UNIT, "2026-11-01", FALSE, &imported, &error);
  g_assert_no_error(error);
  khoa_imported_clear(&imported);
  khoa_import_patrols(f->office, patrols, UNIT, FALSE, &imported, &error);
  g_assert_no_error(error);
  khoa_imported_clear(&imported);
}

/* Households 1 and 2 are UNIT's, 3 the other's. */
static inline void tell_summer(const Fixture *f) {
  set_clock(f, "2026-07-01T08:00:00");
  assert_imports(f, UNITS, "15667,Xã Thọ Sơn,\n15664,Thị trấn Triệu Sơn,\n", "2 0 0");
  add_numbers(f, UNIT, "2026-07-01");
  add_numbers(f, OTHER_UNIT, "2026-07-01");
  add_homes(f, UNIT, "H1,household,Thôn 1,Lê Mẫu,,,2,1,\nH2,household,Thôn 2,Hà Mẫu,,,1,2,\n");
  add_homes(f, OTHER_UNIT, "H3,household,Phố 1,Vũ Mẫu,,,1,1,\n");
  set_clock(f, "2026-07-10T08:00:00");
  issue_batch(f, &(Issue){.number = 1,
                          .kind = KHOA_KIND_LOCK_TAG,
                          .unit = UNIT,
                          .day = "2026-07-10",
                          .fund = "budget",
                          .hotline_set = 1,
                          .cost = 15000,
                          .count = 3,
                          .subjects = {1, 2, 2}});
  issue_batch(f, &(Issue){.number = 2,
                          .kind = KHOA_KIND_KEYCHAIN,
                          .unit = OTHER_UNIT,
                          .day = "2026-07-10",
                          .fund = "donation",
                          .hotline_set = 2,
                          .cost = 12000,
                          .count = 1,
                          .subjects = {3}});
  set_clock(f, "2026-07-31T23:59:59");
  set_status(f, 1, 1, KHOA_STATUS_IN_USE);
  set_clock(f, "2026-08-01T00:00:00");
  set_status(f, 1, 2, KHOA_STATUS_IN_USE);
  set_clock(f, "2026-08-16T08:00:00");
  open_round(f, UNIT, "2026-Q3");
  record(f, UNIT, "2026-Q3", "1, 1", 1, 1, 2, 3);
  set_clock(f, "2026-08-20T08:00:00");
  set_status(f, 1, 2, KHOA_STATUS_LOST);
  set_clock(f, "2026-08-25T08:00:00");
  find_again(f, 1, 2);
  set_clock(f, "2026-09-05T08:00:00");
  set_status(f, 1, 3, KHOA_STATUS_SPOILED);
  queue(f, 1, 1);
}

static inline void tell_autumn(const Fixture *f) {
  set_clock(f, "2026-10-02T08:00:00");
  issue_batch(f, &(Issue){.number = 3,
                          .kind = KHOA_KIND_LOCK_TAG,
                          .unit = UNIT,
                          .day = "2026-10-02",
                          .fund = "",
                          .hotline_set = 1,
                          .count = 1,
                          .subjects = {1},
                          .replaces = {1, 1}});
  set_clock(f, "2026-10-03T08:00:00");
  set_status(f, 3, 1, KHOA_STATUS_IN_USE);
  set_status(f, 1, 1, KHOA_STATUS_REPLACED);
  set_clock(f, "2026-10-05T08:00:00");
  add_numbers(f, UNIT, "2026-10-05");
  set_clock(f, "2026-10-10T08:00:00");
  open_round(f, UNIT, "2026-Q4");
  open_round(f, OTHER_UNIT, "2026-Q4");
  record(f, UNIT, "2026-Q4", "3, 1", 1, 1, 1, 0);
  set_clock(f, "2026-10-11T08:00:00");
  record(f, UNIT, "2026-Q4", "3, 1", 1, 1, 4, 0); /* looked at again: the newest grade counts */
  record(f, UNIT, "2026-Q4", "1, 1", 1, 1, 3, 5); /* replaced: still on the door */
  record(f, UNIT, "2026-Q4", "NULL, NULL", 2, 7, 0, 0);
  record(f, OTHER_UNIT, "2026-Q4", "NULL, NULL", 3, 6, 0, 0);
  record(f, OTHER_UNIT, "2026-Q4", "NULL, NULL", 1, 1, 1, 1); /* of no household of the unit */
  set_clock(f, "2026-12-02T08:00:00");
  add_patrols(f);
}

static inline void set_up_story(Fixture *f, gconstpointer data) {
  set_up(f, data);
  tell_summer(f);
  tell_autumn(f);
}
#define ADD_STORY(path, test) g_test_add(path, Fixture, NULL, set_up_story, test, tear_down)

#endif

/* What the registry's tests share: a registry in a folder of its own, a few records, and the means
 * of somebody who gets at the file with another program. */
#ifndef KHOA_TESTS_REG_FIXTURE_H
#define KHOA_TESTS_REG_FIXTURE_H

#include "reg/batch.h"
#include "reg/hotline.h"
#include "reg/subject.h"
#include "reg/tag.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* g_assert_cmpmem() turns sizes into int, which our warnings refuse. */
#define assert_bytes(found, expected, size) g_assert_true(memcmp(found, expected, size) == 0)

#define UNIT "15667"
#define OTHER_UNIT "15664"
#define DAY "2026-11-20"

typedef struct Fixture {
  char *folder, *path;
  KhoaDb *db;
} Fixture;

static inline KhoaDb *open_registry(const char *path, gboolean create) {
  g_autoptr(GError) error = NULL;
  KhoaDb *db = khoa_db_open(path, create, &error);
  g_assert_no_error(error);
  return db;
}

static inline void set_up(Fixture *f, gconstpointer data) {
  (void)data;
  f->folder = g_dir_make_tmp("khoa-reg-XXXXXX", NULL);
  f->path = g_build_filename(f->folder, "registry.db", NULL);
  f->db = open_registry(f->path, TRUE);
}

static inline void close_registry(Fixture *f) {
  g_clear_pointer(&f->db, khoa_db_close);
}

static inline void reopen(Fixture *f) {
  close_registry(f);
  f->db = open_registry(f->path, FALSE);
}

static inline void tear_down(Fixture *f, gconstpointer data) {
  (void)data;
  close_registry(f);
  g_autoptr(GDir) entries = g_dir_open(f->folder, 0, NULL);
  for (const char *name = g_dir_read_name(entries); name; name = g_dir_read_name(entries)) {
    g_autofree char *path = g_build_filename(f->folder, name, NULL);
    g_assert_cmpint(g_unlink(path), ==, 0);
  }
  g_assert_cmpint(g_rmdir(f->folder), ==, 0);
  g_free(f->folder);
  g_free(f->path);
}

#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up, test, tear_down)

/* As the sqlite3 shell would. */
static inline void run_outside(const char *path, const char *sql) {
  sqlite3 *handle;
  char *fault = NULL;
  g_assert_cmpint(sqlite3_open(path, &handle), ==, SQLITE_OK);
  sqlite3_exec(handle, sql, NULL, NULL, &fault);
  g_assert_cmpstr(fault, ==, NULL);
  g_assert_cmpint(sqlite3_close(handle), ==, SQLITE_OK);
}

/* sql: a literal, as everywhere. */
static inline gint64 get_int(KhoaDb *db, const char *sql) {
  gint64 value;
  g_autoptr(GError) error = NULL;
  khoa_db_get_int(db, &value, -1, &error, sql, "");
  g_assert_no_error(error);
  return value;
}

static inline void run(KhoaDb *db, const char *sql) {
  g_autoptr(GError) error = NULL;
  khoa_db_run(db, &error, sql, "");
  g_assert_no_error(error);
}

static inline void assert_refused(KhoaDb *db, const char *sql) {
  g_autoptr(GError) error = NULL;
  g_test_message("%s", sql);
  g_assert_false(khoa_db_run(db, &error, sql, ""));
  g_assert_error(error, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT);
}

/* Each of them, ended by a NULL. */
static inline void assert_all_refused(KhoaDb *db, const char *const *statements) {
  for (; *statements; statements++)
    assert_refused(db, *statements);
}

static inline void assert_mentions(const GError *error, const char *words) {
  g_assert_nonnull(error);
  if (!strstr(error->message, words))
    g_assert_cmpstr(error->message, ==, words);
}

static inline void begin(KhoaDb *db) {
  g_autoptr(GError) error = NULL;
  khoa_db_begin(db, &error);
  g_assert_no_error(error);
}

static inline void commit(KhoaDb *db) {
  g_autoptr(GError) error = NULL;
  khoa_db_commit(db, &error);
  g_assert_no_error(error);
}

static inline KhoaChange put_unit(KhoaDb *db, const char *code, const char *name,
                                  const char *parent) {
  KhoaChange change = KHOA_UNCHANGED;
  g_autoptr(GError) error = NULL;
  khoa_unit_put(db, code, name, parent, &change, &error);
  g_assert_no_error(error);
  return change;
}

/* A set of `count` numbers that aren't stored yet. */
static inline KhoaHotlinesRecord *new_hotlines(const char *unit, const char *since, gsize count) {
  KhoaHotlinesRecord *hotlines = g_new0(KhoaHotlinesRecord, 1);
  hotlines->unit = g_strdup(unit);
  hotlines->since = g_strdup(since);
  hotlines->count = count;
  for (gsize i = 0; i < count; i++) {
    hotlines->numbers[i].number = g_strdup_printf("+84237086711%zu", i);
    hotlines->numbers[i].label = g_strdup_printf("Trực ban %zu", i + 1);
  }
  return hotlines;
}

static inline gint64 add_hotlines(KhoaDb *db, const char *unit, const char *since) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaHotlinesRecord) hotlines = new_hotlines(unit, since, 3);
  khoa_hotlines_add(db, hotlines, &error);
  g_assert_no_error(error);
  return hotlines->id;
}

/* Two units with numbers: sets 1 and 2. */
static inline void add_units(KhoaDb *db) {
  put_unit(db, UNIT, "Xã Thọ Sơn", NULL);
  put_unit(db, OTHER_UNIT, "Thị trấn Triệu Sơn", NULL);
  g_assert_cmpint(add_hotlines(db, UNIT, "2026-11-01"), ==, 1);
  g_assert_cmpint(add_hotlines(db, OTHER_UNIT, "2026-11-01"), ==, 2);
}

/* Its id; reference: what its hash is made of. */
static inline gint64 add_subject(KhoaDb *db, guint8 reference, const char *village, int keychains,
                                 int lock_tags) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) sealed = g_bytes_new_static("sealed", 6);
  KhoaSubjectRecord subject = {.unit = (char *)UNIT,
                               .village = (char *)village,
                               .kind = 1,
                               .keychains = keychains,
                               .lock_tags = lock_tags,
                               .sealed = sealed};
  memset(subject.reference_hash, reference, sizeof subject.reference_hash);
  khoa_subject_put(db, &subject, &error);
  g_assert_no_error(error);
  return khoa_db_last_id(db);
}

/* Of UNIT, with its set 1; points to literals only. */
static inline KhoaBatchRecord sample_batch(gint64 number, KhoaKind kind, gint64 count) {
  KhoaBatchRecord batch = {.number = number,
                           .kind = kind,
                           .unit = (char *)UNIT,
                           .hotline_set = 1,
                           .office_name = (char *)"Công an huyện Triệu Sơn",
                           .unit_name = (char *)"Xã Thọ Sơn",
                           .prefix = (char *)"https://antt.example.gov.vn/#",
                           .sheet = (char *)"paper=a4",
                           .day = (char *)DAY,
                           .fund = (char *)"budget",
                           .count = count};
  memcpy(batch.public_key, &number, sizeof number);
  memset(batch.layout, 'L', sizeof batch.layout);
  memset(batch.endorsement, 'E', sizeof batch.endorsement);
  return batch;
}

static inline void add_layout(KhoaDb *db) {
  guint8 hash[KHOA_SHA256_SIZE];
  g_autoptr(GError) error = NULL;
  memset(hash, 'L', sizeof hash);
  khoa_layout_put(db, hash, "keychain", "<svg/>", &error);
  g_assert_no_error(error);
}

/* Needs add_units(). */
static inline void add_batch(KhoaDb *db, gint64 number, KhoaKind kind, gint64 count) {
  g_autoptr(GError) error = NULL;
  const KhoaBatchRecord batch = sample_batch(number, kind, count);
  add_layout(db);
  khoa_batch_add(db, &batch, &error);
  g_assert_no_error(error);
}

static inline void add_tag(KhoaDb *db, gint64 batch, gint64 index, gint64 subject,
                           KhoaStatus status) {
  g_autoptr(GError) error = NULL;
  KhoaTagRecord tag = {.batch = batch, .index = index, .subject = subject, .status = status};
  memset(tag.signature, (int)index, sizeof tag.signature);
  khoa_tag_add(db, &tag, &error);
  g_assert_no_error(error);
}

#endif

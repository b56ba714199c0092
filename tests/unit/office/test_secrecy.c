/* Names in the clear are found wherever they stand in the office's folder; a sound office is clean,
 * and no finding tells what it found. */
#include "office/forget.h"
#include "office/secrecy.h"
#include "unit/office/lists.h"

#include <fcntl.h>
#include <sys/wait.h>

#define NAME "Đỗ Thị Bí Mẫu"
#define PHONE "+84530005354"

static void set_up_households(Fixture *f, gconstpointer data) {
  set_up_units(f, data);
  assert_imports(f, HOTLINES,
                 "Trực ban,0237 0867 110,24/24\nCông an xã,0237 0867 111,24/24\n"
                 "Cảnh sát,113,24/24\n",
                 "3 0 0");
  assert_imports(f, HOUSEHOLDS,
                 "REF-0001,hộ,Thôn Đông," NAME ",\"Ngõ 12, Thôn Đông\",0530005354,1,1,đi làm xa\n"
                 "H2,hộ,Thôn Đông,Lê A,Thôn Đông,0237 0867 110,1,1,ốm\n"
                 "1234567,cơ quan,Thôn Đông,Triệu Sơn,,,1,1,\n",
                 "3 0 0");
  g_autofree char *list = path_in(f, "list.csv");
  g_assert_cmpint(g_remove(list), ==, 0);
}

static void note(const KhoaFinding *finding, gpointer data) {
  g_string_append_printf(data, "%s %s: %s\n", khoa_finding_word(finding->kind), finding->object,
                         finding->what);
}

/* Each finding in a line; the caller's. */
static char *check(const Fixture *f, guint faults) {
  g_autoptr(GError) error = NULL;
  GString *told = g_string_new(NULL);
  KhoaFindings findings = {note, told, {0}};
  khoa_secrecy_check(f->office, &findings, &error);
  g_assert_no_error(error);
  static const char *const data[] = {"Bí Mẫu", "53000", "530 00", "REF-", "Ngõ", "làm xa"};
  for (gsize i = 0; i < G_N_ELEMENTS(data); i++)
    g_assert_null(strstr(told->str, data[i]));
  if (findings.counts[KHOA_FINDING_FAULT] != faults)
    g_error("%u faults, not %u: %s", findings.counts[KHOA_FINDING_FAULT], faults, told->str);
  return g_string_free(told, FALSE);
}

static void assert_clean(const Fixture *f) {
  g_autofree char *told = check(f, 0);
  g_assert_nonnull(strstr(told, "note secrecy: "));
}

static void assert_found(const Fixture *f, const char *words) {
  g_autofree char *told = check(f, 1);
  if (!strstr(told, words))
    g_assert_cmpstr(told, ==, words);
}

static void test_sound_office(Fixture *f, gconstpointer data) {
  (void)data;
  g_autofree char *told = check(f, 0);
  /* Of 12 data: H2, Lê A, ốm, 1234567 are too short; the village as an address, the hotline as a
   * phone (in three forms), a part of the unit's name as a name are public. */
  g_assert_nonnull(strstr(told, "note secrecy: 8 references"));
  g_assert_nonnull(strstr(told, "of 3 sealed records"));
  g_assert_nonnull(strstr(told, "left out: 4 too short"));
  g_assert_nonnull(strstr(told, "and 5 texts that are public too"));
}

static void test_files(Fixture *f, gconstpointer data) {
  (void)data;
  g_autofree char *deep = path_in(f, "bundles/.0001.x"), *utf16 = NULL;
  g_assert_cmpint(g_mkdir(deep, 0700), ==, 0);
  static const struct {
    const char *file, *text, *words;
  } planted[] = {
      {"khoa.ini.Ab12Cd", "x" NAME "x",
       "fault khoa.ini.Ab12Cd: a name stands in the clear at byte 1\n"},
      {"a.svg", "<text>" NAME " " NAME "</text>",
       "fault a.svg: a name stands in the clear at byte 6, and at 1 more places\n"},
      {"bundles/.0001.x/f", PHONE, "fault bundles/.0001.x/f: a telephone number stands"},
      {"phone", "0530005354", "fault phone: a telephone number stands"},
      {"phone", "0530 005 354", "fault phone: a telephone number stands"},
      {"x.csv", "a;Ngõ 12, Thôn Đông;b", "fault x.csv: an address stands in the clear at byte 2"},
      {"x.csv", "REF-0001", "fault x.csv: a household's reference stands"},
      {"x.csv", "đi làm xa\n", "fault x.csv: a remark stands"},
      {"registry.db-journal", NAME, "fault registry.db-journal: a name stands"},
      {"nfd",
       "\xc4\x90"
       "o\xcc\x82"
       "\xcc\x83"
       " Thi\xcc\xa3"
       " Bi\xcc\x81"
       " Ma\xcc\x82"
       "\xcc\x83"
       "u",
       "fault nfd: a name stands"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(planted); i++) {
    g_autofree char *path = write_in(f, planted[i].file, planted[i].text);
    assert_found(f, planted[i].words);
    g_assert_cmpint(g_remove(path), ==, 0);
  }
  assert_clean(f);
}

/* Also across the pieces in which a file is read. */
static void test_large_files(Fixture *f, gconstpointer data) {
  (void)data;
  for (gsize before = 40; before < 80; before++) {
    gsize at = 2 * 1024 * 1024 - before;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *zeros = g_strnfill(at, '0');
    g_string_append(text, zeros);
    g_string_append(text, NAME);
    g_free(write_in(f, "large", text->str));
    g_autofree char *words = g_strdup_printf("fault large: a name stands in the clear at byte "
                                             "%zu\n",
                                             at);
    assert_found(f, words);
  }
}

static void test_names_of_files(Fixture *f, gconstpointer data) {
  (void)data;
  g_autofree char *folder = path_in(f, "bundles/" NAME);
  g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
  assert_found(f, "fault bundles: a name stands in the name of a file");
  g_free(write_in(f, "bundles/" NAME "/x", PHONE));
  g_autofree char *told = check(f, 2);
  g_assert_nonnull(strstr(told, "fault bundles/.../x: a telephone number stands"));
}

static void test_what_cannot_be_read(Fixture *f, gconstpointer data) {
  (void)data;
  g_autofree char *link = path_in(f, "bundles/link");
  g_assert_cmpint(symlink("/etc/passwd", link), ==, 0);
  g_autofree char *told = check(f, 0);
  g_assert_nonnull(strstr(told, "unknown bundles/link: is a link"));
}

static void test_reports_are_asked_for(Fixture *f, gconstpointer data) {
  (void)data;
  g_autofree char *reports = path_in(f, "reports");
  g_assert_true(khoa_folder_make(reports, NULL));
  g_free(write_in(f, "reports/list.csv", NAME));
  g_free(write_in(f, "reports/handover-0001.pdf", "%PDF"));
  g_autofree char *told = check(f, 0);
  g_assert_nonnull(strstr(told, "note reports/list.csv: a name stands"));
  g_assert_nonnull(strstr(told, "note reports/handover-0001.pdf: is a signing sheet"));
}

/* The registry */

static void test_log(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  khoa_office_log_alone(f->office, "tag revoke", "batch 1: 1", "asked by " NAME, &error);
  g_assert_no_error(error);
  assert_found(f, "fault registry.db-wal: a name stands");
  run_outside(f, "PRAGMA wal_checkpoint(TRUNCATE)");
  assert_found(f, "fault registry.db: a name stands");
}

static void test_index(Fixture *f, gconstpointer data) {
  (void)data;
  run_outside(f, "CREATE TABLE planted (t TEXT PRIMARY KEY) WITHOUT ROWID;"
                 "INSERT INTO planted VALUES ('" NAME "'); PRAGMA wal_checkpoint(TRUNCATE)");
  assert_found(f, "fault registry.db: a name stands");
}

/* What another program deleted without overwriting it: in the write-ahead log, then in a free page,
 * until the registry is rewritten. */
static void test_deleted(Fixture *f, gconstpointer data) {
  (void)data;
  run_outside(f, "PRAGMA secure_delete = OFF; CREATE TABLE planted (t TEXT);"
                 "INSERT INTO planted VALUES ('" NAME "'); DROP TABLE planted");
  assert_found(f, "fault registry.db-wal: a name stands");
  run_outside(f, "PRAGMA wal_checkpoint(TRUNCATE)");
  assert_found(f, "fault registry.db: a name stands");
  g_assert_cmpint(get_int(f, "PRAGMA freelist_count"), >, 0);
  g_assert_true(khoa_household_purge(f->office, NULL));
  assert_clean(f);
}

/* SQLite's locks must outlive the look into its files. */
static gboolean is_locked(const Fixture *f, const char *name) {
  g_autofree char *path = path_in(f, name);
  pid_t child = fork();
  if (child == 0) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int descriptor = open(path, O_RDWR);
    _exit(fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK);
  }
  int status;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  return WEXITSTATUS(status) == 1;
}

static void test_locks_stay(Fixture *f, gconstpointer data) {
  (void)data;
  g_assert_true(is_locked(f, "registry.db"));
  g_assert_true(is_locked(f, "registry.db-shm"));
  assert_clean(f);
  g_assert_true(is_locked(f, "registry.db"));
  g_assert_true(is_locked(f, "registry.db-shm"));
}

static void test_wrong_key(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) told = g_string_new(NULL);
  KhoaFindings findings = {note, told, {0}};
  f->office->privacy_secret[0] ^= 8;
  g_assert_false(khoa_secrecy_check(f->office, &findings, &error));
  assert_mentions(error, "doesn't open with this privacy.key");
}

#define ADD_HOUSEHOLDS(path, test)                                                                 \
  g_test_add(path, Fixture, NULL, set_up_households, test, tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD_HOUSEHOLDS("/office/secrecy/sound-office", test_sound_office);
  ADD_HOUSEHOLDS("/office/secrecy/files", test_files);
  ADD_HOUSEHOLDS("/office/secrecy/large-files", test_large_files);
  ADD_HOUSEHOLDS("/office/secrecy/names-of-files", test_names_of_files);
  ADD_HOUSEHOLDS("/office/secrecy/what-cannot-be-read", test_what_cannot_be_read);
  ADD_HOUSEHOLDS("/office/secrecy/reports-are-asked-for", test_reports_are_asked_for);
  ADD_HOUSEHOLDS("/office/secrecy/log", test_log);
  ADD_HOUSEHOLDS("/office/secrecy/index", test_index);
  ADD_HOUSEHOLDS("/office/secrecy/deleted", test_deleted);
  ADD_HOUSEHOLDS("/office/secrecy/locks-stay", test_locks_stay);
  ADD_HOUSEHOLDS("/office/secrecy/wrong-key", test_wrong_key);
  return g_test_run();
}

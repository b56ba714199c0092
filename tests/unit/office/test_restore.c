/* What is whole as a container may still be no office: then nothing is left of it. */
#include "unit/office/issued.h"

#include "office/backup.h"
#include "office/bundle_export.h"
#include "office/restore.h"
#include "reg/archive.h"

#include <gio/gio.h>

#define PASSPHRASE "khác hẳn"

/* An office with all that a backup needs. */
static void set_up_whole(Fixture *f, gconstpointer data) {
  set_up(f, data);
  char text[KHOA_SECRET_KEY_TEXT_MAX];
  KhoaAuthority authority;
  KhoaSecretKey *key = khoa_secret_key_new();
  khoa_secret_key_authority(key, &authority);
  g_assert_cmpint(khoa_secret_key_print_file(text, sizeof text, key, PASSPHRASE), ==,
                  KHOA_MINISIGN_OK);
  g_free(write_in(f, "privacy.key", text));
  khoa_authority_print_file(text, sizeof text, &authority);
  g_free(write_in(f, "privacy.pub", text));
  khoa_secret_key_free(key);
  khoa_office_free(f->office);
  f->office = open_office(f->folder);
}

static char *back_up(const Fixture *f) {
  g_autoptr(GError) error = NULL;
  g_auto(KhoaBackup) backup = {0};
  char *path = path_in(f, "saved");
  khoa_backup_write(f->office, path, TRUE, &backup, &error);
  g_assert_no_error(error);
  return path;
}

static gboolean restore(const Fixture *f, const char *backup, KhoaRestored *restored,
                        GError **error) {
  g_autofree char *folder = path_in(f, "new");
  const KhoaWorld world = {folder, ".", "Lan", NOW, NULL};
  const KhoaRestoreOrder order = {backup, NULL, 10};
  return khoa_restore_check(&world, backup, error) &&
         khoa_restore(&world, &order, PASSPHRASE, restored, error);
}

static void test_round_trip(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  KhoaRestored restored;
  add_unit(f, UNIT, "Xã Thọ Sơn");
  f->office->authority_key = khoa_secret_key_new();
  add_batch(f, &(Order){7, KHOA_KIND_KEYCHAIN, UNIT, add_hotlines(f, UNIT, DAY), PREFIX, 3});
  g_autofree char *path = back_up(f), *folder = path_in(f, "new");
  g_assert_true(restore(f, path, &restored, &error));
  g_assert_no_error(error);
  g_assert_cmpint(restored.reserved.batch, ==, 17);
  g_assert_cmpint(restored.reserved.bundle, ==, 10);
  g_autoptr(KhoaOffice) office = open_office(folder);
  assert_bytes(office->index_key, f->office->index_key, 32);
}

/* Its files, one of them in another form. */
typedef struct Forged {
  const char *name, *path;
  KhoaArchive *from, *to;
  GPtrArray *names, *streams;
} Forged;

static GOutputStream *take(const char *name, guint64 size, gpointer data, GError **error) {
  (void)size, (void)error;
  Forged *forged = data;
  GOutputStream *stream = g_memory_output_stream_new_resizable();
  g_ptr_array_add(forged->names, g_strdup(name));
  g_ptr_array_add(forged->streams, g_object_ref(stream));
  return stream;
}

static void put(const Forged *forged, const char *name, GMemoryOutputStream *stream) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_memory_output_stream_steal_as_bytes(stream);
  g_autoptr(GInputStream) content = g_memory_input_stream_new_from_bytes(bytes);
  if (strcmp(name, forged->name) == 0) {
    gsize length;
    char *other = read_bytes(forged->path, &length);
    g_clear_object(&content);
    content = g_memory_input_stream_new_from_data(other, (gssize)length, g_free);
  }
  g_assert_true(khoa_archive_add(forged->to, name, content, &error));
}

/* Puts another content for a name into a backup, with hashes that fit. */
static void forge(const Fixture *f, const char *backup, const char *name, const char *path) {
  g_autoptr(GError) error = NULL;
  g_autofree char *target = write_in(f, "forged", "");
  Forged forged = {name,
                   path,
                   khoa_archive_open(backup, &error),
                   khoa_archive_create(target, &error),
                   g_ptr_array_new_with_free_func(g_free),
                   g_ptr_array_new_with_free_func(g_object_unref)};
  g_assert_true(khoa_archive_extract(forged.from, take, &forged, &error));
  for (guint i = 0; i < forged.names->len; i++)
    put(&forged, g_ptr_array_index(forged.names, i), g_ptr_array_index(forged.streams, i));
  g_assert_true(khoa_archive_finish(forged.to, &error));
  g_assert_no_error(error);
  khoa_archive_free(forged.from);
  khoa_archive_free(forged.to);
  g_ptr_array_unref(forged.names);
  g_ptr_array_unref(forged.streams);
  g_assert_cmpint(g_rename(target, backup), ==, 0);
}

static void assert_refused(const Fixture *f, const char *backup, const char *words) {
  g_autoptr(GError) error = NULL;
  KhoaRestored restored;
  const guint files = files_in(f->folder);
  g_assert_false(restore(f, backup, &restored, &error));
  g_test_message("%s", error->message);
  g_assert_true(g_str_has_prefix(error->message, backup));
  assert_mentions(error, words);
  g_assert_cmpuint(files_in(f->folder), ==, files);
}

static void test_forged_files(Fixture *f, gconstpointer data) {
  (void)data;
  g_autofree char *ini = write_in(f, "other.ini", "[office]\nname = X\npaper = wide\n");
  g_autofree char *zeros = write_in(f, "zeros",
                                    "0123456789012345678901234567890123456789"
                                    "0123456789012345678901234567890123456789");
  const struct {
    const char *name, *path, *words;
  } cases[] = {{"khoa.ini", ini, "khoa.ini"},
               {"authority.pub", zeros, "authority.pub"},
               {"privacy.key", zeros, "privacy.key"},
               {"index.sealed", zeros, "doesn't open with this privacy.key"},
               {"registry.db", zeros, "not a registry"}};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *backup = back_up(f);
    forge(f, backup, cases[i].name, cases[i].path);
    assert_refused(f, backup, cases[i].words);
  }
}

/* A reference to nothing: SQLite's file is whole, the registry isn't. */
static void test_damaged_registry(Fixture *f, gconstpointer data) {
  (void)data;
  add_unit(f, UNIT, "Xã Thọ Sơn");
  add_hotlines(f, UNIT, DAY);
  g_autofree char *backup = back_up(f), *registry = path_in(f, "registry.db");
  g_clear_pointer(&f->office, khoa_office_free); /* leaves no WAL */
  run_outside(f, "PRAGMA foreign_keys = OFF; DELETE FROM unit; PRAGMA wal_checkpoint(TRUNCATE)");
  forge(f, backup, "registry.db", registry);
  assert_refused(f, backup, "the registry is damaged");
}

/* From now on the office's authority is another, to which the one before it handed over. */
static void hand_over(KhoaOffice *office) {
  KhoaSuccessionRecord record = {.step = {.from = office->authority, .date = TODAY}};
  guint8 message[KHOA_SUCCESSION_MESSAGE_SIZE];
  KhoaSecretKey *key = khoa_secret_key_new();
  khoa_secret_key_authority(key, &office->authority);
  record.step.to = office->authority;
  khoa_succession_message(message, &record.step.from, &record.step.to, TODAY);
  khoa_secret_key_endorse(office->authority_key, record.step.signature, message, sizeof message);
  char from[KHOA_AUTHORITY_TEXT_SIZE], to[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_authority_print(from, &record.step.from);
  khoa_authority_print(to, &record.step.to);
  g_autofree char *detail = g_strdup_printf("%s to %s", from, to);
  guint8 adopted[KHOA_ADOPTION_MESSAGE_SIZE];
  g_assert_true(khoa_batch_adoption_message(office->db, 0, adopted, NULL));
  khoa_secret_key_endorse(key, record.adoption, adopted, sizeof adopted);
  g_assert_true(khoa_succession_add(office->db, &record, NULL));
  g_assert_true(khoa_office_log_alone(office, KHOA_ACT_AUTHORITY, "authority", detail, NULL));
  g_array_append_val(office->successions, record);
  khoa_secret_key_free(office->authority_key);
  office->authority_key = key;
}

static char *export(const Fixture *f, const char *name) {
  KhoaExported exported;
  g_autoptr(GError) error = NULL;
  char *path = path_in(f, name);
  khoa_bundle_export(f->office, &(KhoaExportOrder){.path = path}, &exported, &error);
  g_assert_no_error(error);
  g_free(exported.path);
  return path;
}

/* A bundle of a former authority, of today's, of one that follows it, and of somebody else. */
static void test_whose_bundle(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaOffice *office = f->office;
  KhoaSeen seen = {0};
  g_autoptr(GError) error = NULL, stranger = NULL;
  add_unit(f, UNIT, "Xã Thọ Sơn");
  g_autofree char *first = export(f, "first.khoa");
  hand_over(office);
  const KhoaAuthority today = office->authority;
  g_autofree char *second = export(f, "second.khoa");
  hand_over(office);
  g_autofree char *third = export(f, "third.khoa");
  office->authority = today;
  g_array_set_size(office->successions, 1);
  g_assert_true(khoa_restore_see(office, first, &seen, &error));
  g_assert_cmpint(seen.highest.bundle, ==, 1);
  g_assert_true(khoa_restore_see(office, second, &seen, &error));
  g_assert_cmpint(seen.highest.bundle, ==, 2);
  g_assert_false(seen.succeeded);
  g_assert_true(khoa_restore_see(office, third, &seen, &error));
  g_assert_cmpint(seen.highest.bundle, ==, 3);
  g_assert_true(seen.succeeded);
  g_array_set_size(office->successions, 0);
  seen = (KhoaSeen){0};
  g_assert_false(khoa_restore_see(office, first, &seen, &stranger));
  assert_mentions(stranger, "signed by another office");
  g_assert_cmpint(seen.highest.bundle, ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
#define ADD_WHOLE(path, test) g_test_add(path, Fixture, NULL, set_up_whole, test, tear_down)
  ADD_WHOLE("/office/restore/round-trip", test_round_trip);
  ADD_WHOLE("/office/restore/forged-files", test_forged_files);
  ADD_WHOLE("/office/restore/damaged-registry", test_damaged_registry);
  ADD("/office/restore/whose-bundle", test_whose_bundle);
  return g_test_run();
}

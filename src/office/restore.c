#include "restore.h"

#include "backup_names.h"
#include "file.h"
#include "keys.h"
#include "reg/archive.h"
#include "reg/snapshot.h"
#include "seal.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <sodium.h>

typedef struct Reading {
  const char *folder; /* being filled; NULL while only names are looked at */
  const char *backup;
  guint seen;
} Reading;

static gboolean check_entry(const char *name, guint64 size, gpointer data, GError **error) {
  Reading *reading = data;
  if (khoa_backup_takes(name, size, &reading->seen))
    return TRUE;
  g_autofree char *shown = g_strdup(name);
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("%s: holds '%s' of %" PRIu64 " bytes, which no backup by khoa does: don't "
                "trust it"),
              reading->backup, g_strdelimit(shown, "\r\n", '?'), size);
  return FALSE;
}

static GOutputStream *make_file(const char *name, guint64 size, gpointer data, GError **error) {
  const Reading *reading = data;
  if (!check_entry(name, size, data, error))
    return NULL;
  g_autofree char *path = g_build_filename(reading->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname(path);
  g_autoptr(GFile) file = g_file_new_for_path(path);
  if (!khoa_folder_make(folder, error))
    return NULL;
  return (GOutputStream *)g_file_create(file, G_FILE_CREATE_PRIVATE, NULL, error);
}

static gboolean check_list(KhoaArchive *archive, const char *backup, GError **error) {
  Reading reading = {NULL, backup, 0};
  if (!khoa_archive_list(archive, check_entry, &reading, error))
    return FALSE;
  const char *lacking = khoa_backup_lacks(reading.seen);
  if (lacking)
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("%s: %s is missing from it: take another backup"),
                backup, lacking);
  return !lacking;
}

gboolean khoa_restore_check(const KhoaWorld *world, const char *backup, GError **error) {
  g_autoptr(KhoaArchive) archive = NULL;
  if (!khoa_office_is_free(world->folder, error))
    return FALSE;
  archive = khoa_archive_open(backup, error);
  return archive && check_list(archive, backup, error);
}

static gboolean extract(const char *backup, const char *folder, GError **error) {
  Reading reading = {folder, backup, 0};
  g_autoptr(KhoaArchive) archive = khoa_archive_open(backup, error);
  return archive && check_list(archive, backup, error) && khoa_office_make_folders(folder, error) &&
         khoa_archive_extract(archive, make_file, &reading, error);
}

/* Opens the sealed index key with the privacy key and writes it to its place. */
static gboolean write_index_key(const char *sealed_path, const KhoaSecretKey *key, const char *path,
                                GError **error) {
  guint8 public[crypto_box_PUBLICKEYBYTES];
  guint8 *secret = sodium_malloc(crypto_box_SECRETKEYBYTES + KHOA_INDEX_KEY_SIZE);
  g_autofree char *sealed = NULL;
  gsize length;
  gboolean done = FALSE;
  if (!secret) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("no guarded memory for the privacy key"));
    return FALSE;
  }
  guint8 *index_key = secret + crypto_box_SECRETKEYBYTES;
  khoa_secret_key_x25519(key, secret);
  crypto_scalarmult_base(public, secret);
  if (khoa_file_read(sealed_path, KHOA_BACKUP_INDEX_KEY_SIZE, &sealed, &length, error)) {
    if (length == KHOA_BACKUP_INDEX_KEY_SIZE &&
        crypto_box_seal_open(index_key, (guint8 *)sealed, length, public, secret) == 0)
      done = khoa_file_write(path, index_key, KHOA_INDEX_KEY_SIZE, FALSE, error);
    else
      g_set_error(
          error, KHOA_OFFICE_ERROR, 0,
          _("the sealed index key doesn't open with this privacy.key: take another backup"));
  }
  sodium_free(secret);
  return done;
}

static gboolean unseal(const char *folder, const char *passphrase, GError **error) {
  g_autofree char *public_path = g_build_filename(folder, "privacy.pub", NULL);
  g_autofree char *sealed_path = g_build_filename(folder, KHOA_BACKUP_INDEX_KEY, NULL);
  g_autofree char *path = g_build_filename(folder, "index.key", NULL);
  KhoaAuthority privacy;
  if (!khoa_keys_read_public(public_path, &privacy, error))
    return FALSE;
  KhoaSecretKey *key = khoa_keys_unlock(folder, "privacy", passphrase, &privacy, error);
  gboolean done = key && write_index_key(sealed_path, key, path, error);
  khoa_secret_key_free(key);
  if (done && g_unlink(sealed_path) == 0)
    return TRUE;
  if (done)
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("%s: can't be removed: %s"), sealed_path,
                g_strerror(errno));
  return FALSE;
}

static gboolean look_around(KhoaOffice *office, const KhoaRestoreOrder *order, KhoaSeen *seen,
                            GError **error) {
  /* The backup's own files may be newer than its registry. */
  if (!khoa_numbers_highest(office->db, &seen->highest, error) ||
      !khoa_restore_see(office, office->folder, seen, error))
    return FALSE;
  for (const char *const *path = order->seen; path && *path; path++)
    if (!khoa_restore_see(office, *path, seen, error))
      return FALSE;
  return TRUE;
}

static gboolean reserve(KhoaOffice *office, const KhoaRestoreOrder *order, KhoaRestored *restored,
                        GError **error) {
  KhoaSeen seen = {0};
  if (!khoa_db_begin(office->db, error))
    return FALSE;
  gboolean looked = look_around(office, order, &seen, error);
  const KhoaNumbers up_to = {seen.highest.batch + order->margin,
                             seen.highest.bundle + order->margin};
  g_autofree char *detail = g_strdup_printf(
      "batches to %" G_GINT64_FORMAT ", bundles to %" G_GINT64_FORMAT, up_to.batch, up_to.bundle);
  *restored = (KhoaRestored){up_to, seen.succeeded};
  if (looked && khoa_numbers_reserve(office->db, &up_to, error) &&
      khoa_office_log(office, "restore", "registry", detail, error) &&
      khoa_db_commit(office->db, error))
    return TRUE;
  khoa_db_rollback(office->db);
  return FALSE;
}

/* The folder that an error names is gone by the time it is read: it is the backup's file. */
static void name_backup(GError *error, const char *folder, const char *backup) {
  g_autofree char *inside = g_strconcat(folder, "/", NULL);
  g_autoptr(GString) message = g_string_new(error->message);
  g_string_replace(message, inside, "", 0);
  if (!g_str_has_prefix(message->str, backup)) {
    g_string_prepend(message, ": ");
    g_string_prepend(message, backup);
  }
  g_free(error->message);
  error->message = g_strdup(message->str);
}

/* The office as the backup has it, whole, in the folder. */
static KhoaOffice *bring_back(const KhoaWorld *world, const char *backup, const char *passphrase,
                              const char *folder, GError **error) {
  KhoaWorld here = *world;
  GError *fault = NULL;
  g_autoptr(KhoaOffice) office = NULL;
  here.folder = folder;
  if (extract(backup, folder, &fault) && unseal(folder, passphrase, &fault))
    office = khoa_office_open(&here, &fault);
  if (office && khoa_db_check(office->db, &fault))
    return g_steal_pointer(&office);
  name_backup(fault, folder, backup);
  g_propagate_error(error, fault);
  return NULL;
}

gboolean khoa_restore(const KhoaWorld *world, const KhoaRestoreOrder *order,
                      const char *privacy_passphrase, KhoaRestored *restored, GError **error) {
  if (!khoa_office_is_free(world->folder, error))
    return FALSE;
  g_autofree char *folder = khoa_folder_begin(world->folder, error);
  if (!folder)
    return FALSE;
  KhoaOffice *office = bring_back(world, order->backup, privacy_passphrase, folder, error);
  gboolean ready = office && reserve(office, order, restored, error);
  khoa_office_free(office); /* closes the registry before it moves */
  if (ready) {
    g_rmdir(world->folder);
    if (khoa_folder_publish(folder, world->folder, error))
      return TRUE;
  }
  khoa_folder_remove(folder);
  return FALSE;
}

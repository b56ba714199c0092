#include "backup.h"

#include "acts.h"
#include "backup_names.h"
#include "file.h"
#include "keys.h"
#include "reg/archive.h"
#include "reg/snapshot.h"
#include "seal.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

_Static_assert(KHOA_BACKUP_INDEX_KEY_SIZE == KHOA_INDEX_KEY_SIZE + crypto_box_SEALBYTES,
               "a sealed box");

void khoa_backup_clear(KhoaBackup *backup) {
  g_clear_pointer(&backup->out, g_ptr_array_unref);
}

/* A backup being written. */
typedef struct Writing {
  KhoaOffice *office;
  KhoaArchive *archive;
  KhoaBackup *backup;
  guint seen;
} Writing;

/* Files that it holds in another form. */
static const char *const held_otherwise[] = {"registry.db", "registry.db-wal", "registry.db-shm",
                                             "index.key", NULL};

static gboolean add_file(Writing *writing, const char *name, const char *path, GError **error) {
  g_autoptr(GFile) file = g_file_new_for_path(path);
  g_autoptr(GFileInputStream) stream = g_file_read(file, NULL, error);
  if (!stream)
    return FALSE;
  writing->backup->files++;
  return khoa_archive_add(writing->archive, name, G_INPUT_STREAM(stream), error);
}

static gint by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* What stands in a folder, but for hidden files, in the order of names; NULL if it can't be read.
 */
static GPtrArray *list_folder(const char *path, GError **error) {
  g_autoptr(GDir) entries = g_dir_open(path, 0, error);
  if (!entries)
    return NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; (name = g_dir_read_name(entries));)
    if (name[0] != '.')
      g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, by_name);
  return names;
}

static gboolean add_folder(Writing *writing, const char *folder, GError **error);

static gboolean add_entry(Writing *writing, const char *name, GError **error) {
  g_autofree char *path = khoa_office_path(writing->office, name);
  GStatBuf status;
  if (g_strv_contains(held_otherwise, name) || g_lstat(path, &status) != 0)
    return TRUE; /* or gone since it was listed */
  if (S_ISDIR(status.st_mode))
    return add_folder(writing, name, error);
  if (S_ISREG(status.st_mode) && khoa_backup_takes(name, (guint64)status.st_size, &writing->seen))
    return add_file(writing, name, path, error);
  g_ptr_array_add(writing->backup->out, g_strdup(name));
  return TRUE;
}

/* folder: from the office's on; "" is that itself. */
static gboolean add_folder(Writing *writing, const char *folder, GError **error) {
  g_autofree char *path = khoa_office_path(writing->office, folder);
  g_autoptr(GPtrArray) names = list_folder(path, error);
  for (guint i = 0; names && i < names->len; i++) {
    g_autofree char *name = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
    if (!add_entry(writing, name, error))
      return FALSE;
  }
  return names != NULL;
}

static gboolean add_index_key(Writing *writing, GError **error) {
  guint8 sealed[KHOA_BACKUP_INDEX_KEY_SIZE];
  crypto_box_seal(sealed, writing->office->index_key, KHOA_INDEX_KEY_SIZE,
                  writing->office->privacy_public);
  khoa_backup_takes(KHOA_BACKUP_INDEX_KEY, sizeof sealed, &writing->seen);
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data(sealed, sizeof sealed, NULL);
  writing->backup->files++;
  return khoa_archive_add(writing->archive, KHOA_BACKUP_INDEX_KEY, stream, error);
}

/* Of a damaged registry none is made: it would replace good ones. It comes first: what others give
 * out meanwhile is then newer than it, and a restore that finds the files goes on above their
 * numbers. */
static gboolean add_registry(Writing *writing, const char *path, GError **error) {
  g_autoptr(KhoaDraft) copy = khoa_draft_begin(path, TRUE, error);
  khoa_backup_takes(KHOA_BACKUP_REGISTRY, 0, &writing->seen);
  return copy && khoa_db_check(writing->office->db, error) &&
         khoa_db_snapshot(writing->office->db, khoa_draft_name(copy), error) &&
         add_file(writing, KHOA_BACKUP_REGISTRY, khoa_draft_name(copy), error);
}

/* A thief of the stick must get no key: those in the folder are encrypted. */
static gboolean check_keys(KhoaOffice *office, GError **error) {
  static const char *const names[] = {"authority", "privacy"};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *file = g_strconcat(names[i], ".key", NULL);
    g_autofree char *path = khoa_office_path(office, file);
    if (g_file_test(path, G_FILE_TEST_EXISTS) &&
        !khoa_keys_guarded(office->folder, names[i], error))
      return FALSE;
  }
  return TRUE;
}

static gboolean fill(KhoaOffice *office, const char *path, const char *name, KhoaBackup *backup,
                     GError **error) {
  g_autoptr(KhoaArchive) archive =
      check_keys(office, error) ? khoa_archive_create(name, error) : NULL;
  Writing writing = {office, archive, backup, 0};
  if (!archive || !add_registry(&writing, path, error) || !add_index_key(&writing, error) ||
      !add_folder(&writing, "", error))
    return FALSE;
  const char *lacking = khoa_backup_lacks(writing.seen);
  if (!lacking)
    return khoa_archive_finish(archive, error);
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("%s is missing from the office's folder, and without it a backup is worth nothing: "
                "put it back"),
              lacking);
  return FALSE;
}

/* Registry and keys were copied one after the other, and must be of the same authority's time. */
static gboolean check_authority(KhoaOffice *office, GError **error) {
  gint64 count;
  if (!khoa_succession_count(office->db, &count, error))
    return FALSE;
  if (count == office->successions->len)
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("the authority was handed over meanwhile: make the backup again"));
  return FALSE;
}

/* The entry in the log and the file come together as nearly as a file system lets them. */
static gboolean place(KhoaOffice *office, KhoaDraft *draft, const char *path, GError **error) {
  g_autofree char *object = g_path_get_basename(path);
  if (!khoa_db_begin(office->db, error))
    return FALSE;
  gboolean placed = check_authority(office, error) &&
                    khoa_office_log(office, KHOA_ACT_BACKUP, object, "", error) &&
                    khoa_draft_place(draft, error);
  if (placed && khoa_db_commit(office->db, error))
    return TRUE;
  khoa_db_rollback(office->db);
  if (placed)
    g_prefix_error(error, _("%s is whole, but the log doesn't know of it: "), path);
  return FALSE;
}

gboolean khoa_backup_write(KhoaOffice *office, const char *path, gboolean replace,
                           KhoaBackup *backup, GError **error) {
  GStatBuf status;
  *backup = (KhoaBackup){.out = g_ptr_array_new_with_free_func(g_free)};
  if (!replace && g_file_test(path, G_FILE_TEST_EXISTS)) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("%s is there already: --force replaces it, or give another name"), path);
    return FALSE;
  }
  g_autoptr(KhoaDraft) draft = khoa_draft_begin(path, replace, error);
  if (!draft)
    return FALSE;
  if (!fill(office, path, khoa_draft_name(draft), backup, error) ||
      !khoa_draft_sync(draft, error)) {
    g_prefix_error(error, _("%s can't be made: "), path);
    return FALSE;
  }
  if (g_stat(khoa_draft_name(draft), &status) == 0)
    backup->size = (guint64)status.st_size;
  return place(office, draft, path, error);
}

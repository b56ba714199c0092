#include "office.h"

#include "acts.h"
#include "file.h"
#include "founding.h"
#include "keys.h"
#include "lineage.h"
#include "reg/log.h"
#include "seal.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#define VIETNAM_OFFSET (7 * 3600)

G_DEFINE_QUARK(khoa - office - error - quark, khoa_office_error)

static const char *const folders[] = {"layouts", "bundles", "batches", "reports"};

static void close_descriptor(gpointer descriptor) {
  close(*(int *)descriptor);
}

static KhoaOffice *office_new(const KhoaWorld *world) {
  KhoaOffice *office = g_new0(KhoaOffice, 1);
  office->folder = g_strdup(world->folder);
  office->data = g_strdup(world->data);
  office->actor = g_strdup(world->actor);
  office->now = world->now;
  office->descriptors = g_array_new(FALSE, FALSE, sizeof(int));
  g_array_set_clear_func(office->descriptors, close_descriptor);
  return office;
}

void khoa_office_free(KhoaOffice *office) {
  if (!office)
    return;
  khoa_secret_key_free(office->authority_key);
  sodium_free(office->privacy_secret);
  sodium_free(office->index_key);
  g_clear_pointer(&office->successions, g_array_unref);
  khoa_db_close(office->db);
  g_array_unref(office->descriptors);
  khoa_config_free(office->config);
  g_free(office->folder);
  g_free(office->data);
  g_free(office->actor);
  g_free(office);
}

char *khoa_office_path(const KhoaOffice *office, const char *name) {
  return g_build_filename(office->folder, name, NULL);
}

char *khoa_office_day(gint64 time) {
  g_autoptr(GTimeZone) here = g_time_zone_new_offset(VIETNAM_OFFSET);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(time);
  g_autoptr(GDateTime) local = utc ? g_date_time_to_timezone(utc, here) : NULL;
  return local ? g_date_time_format(local, "%Y-%m-%d") : g_strdup("?");
}

char *khoa_office_today(const KhoaOffice *office) {
  return khoa_office_day(office->now);
}

char *khoa_day_words(const char *day) {
  if (strlen(day) != strlen("2026-11-23"))
    return g_strdup(day);
  /* translators: year, month, day */
  return g_strdup_printf(C_("day", "%.4s-%.2s-%.2s"), day, day + 5, day + 8);
}

gboolean khoa_office_log(KhoaOffice *office, const char *act, const char *object,
                         const char *detail, GError **error) {
  return khoa_log_append(office->db, office->now, office->actor, act, object, detail, error);
}

gboolean khoa_office_is_free(const char *folder, GError **error) {
  g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
  if (entries ? !g_dir_read_name(entries) : !g_file_test(folder, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("%s isn't an empty folder: an office needs one, or a name not yet taken"), folder);
  return FALSE;
}

gboolean khoa_office_make_folders(const char *folder, GError **error) {
  for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
    g_autofree char *path = g_build_filename(folder, folders[i], NULL);
    if (!khoa_folder_make(path, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean fill_registry(const KhoaWorld *world, const char *folder, const char *founding,
                              GError **error) {
  g_autofree char *path = g_build_filename(folder, "registry.db", NULL);
  g_autoptr(KhoaDb) db = khoa_db_open(path, TRUE, error);
  if (!db)
    return FALSE;
  g_chmod(path, 0600);
  return khoa_db_begin(db, error) &&
         khoa_log_append(db, world->now, world->actor, KHOA_ACT_INIT, "office", founding, error) &&
         khoa_db_commit(db, error);
}

static gboolean fill_folder(const KhoaWorld *world, const char *folder, const char *name,
                            const char *prefix, const char *passphrase,
                            const char *privacy_passphrase, GError **error) {
  g_autofree char *settings = khoa_config_text(name, prefix);
  g_autofree char *ini = g_build_filename(folder, "khoa.ini", NULL);
  KhoaAuthority authority, privacy;
  if (!khoa_file_write(ini, settings, strlen(settings), FALSE, error) ||
      !khoa_keys_make(folder, "authority", passphrase, &authority, error) ||
      !khoa_keys_make(folder, "privacy", privacy_passphrase, &privacy, error) ||
      !khoa_keys_make_index(folder, error))
    return FALSE;
  guint8 *index_key = khoa_keys_read_index(folder, error);
  if (!index_key)
    return FALSE;
  g_autofree char *founding = khoa_founding_print(&authority, &privacy, index_key);
  sodium_free(index_key);
  return khoa_office_make_folders(folder, error) && fill_registry(world, folder, founding, error);
}

gboolean khoa_office_init(const KhoaWorld *world, const char *name, const char *prefix,
                          const char *passphrase, const char *privacy_passphrase, GError **error) {
  g_autofree char *clean_name = g_utf8_normalize(name, -1, G_NORMALIZE_NFC);
  g_autofree char *address = khoa_config_prefix(prefix, error);
  if (!address)
    return FALSE;
  if (!clean_name || !*g_strstrip(clean_name) || strpbrk(clean_name, "\r\n")) {
    g_set_error(
        error, KHOA_OFFICE_ERROR, 0,
        _("the office's name must be one line of text, as it is to be printed on the tags"));
    return FALSE;
  }
  if (!khoa_office_is_free(world->folder, error))
    return FALSE;
  /* Built beside its place, then renamed: an office is whole or not there. An empty folder that is
   * there already gives way. */
  g_autofree char *folder = khoa_folder_begin(world->folder, error);
  if (!folder)
    return FALSE;
  if (fill_folder(world, folder, clean_name, address, passphrase, privacy_passphrase, error)) {
    g_rmdir(world->folder);
    if (khoa_folder_publish(folder, world->folder, error))
      return TRUE;
  }
  khoa_folder_remove(folder);
  return FALSE;
}

static gboolean load_config(KhoaOffice *office, GError **error) {
  g_autofree char *ini = khoa_office_path(office, "khoa.ini");
  office->config = khoa_config_load(ini, error);
  return office->config != NULL;
}

static gboolean read_authority(KhoaOffice *office, GError **error) {
  return khoa_keys_read_own(office->folder, "authority", &office->authority, error);
}

static gboolean read_privacy(KhoaOffice *office, GError **error) {
  if (!khoa_keys_read_own(office->folder, "privacy", &office->privacy, error))
    return FALSE;
  if (crypto_sign_ed25519_pk_to_curve25519(office->privacy_public, office->privacy.key) == 0)
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("privacy.pub: not a usable key: restore it from a backup"));
  return FALSE;
}

static gboolean read_index(KhoaOffice *office, GError **error) {
  office->index_key = khoa_keys_read_index(office->folder, error);
  return office->index_key != NULL;
}

static gboolean open_registry(KhoaOffice *office, GError **error) {
  g_autofree char *path = khoa_office_path(office, "registry.db");
  office->db = khoa_db_open(path, FALSE, error);
  return office->db != NULL;
}

enum { AUTHORITY = 1, PRIVACY = 2, REGISTRY = 4, LINEAGE = 8 };

/* What an office consists of; `gives` and `needs`: what must be there for which later part. */
static const struct {
  const char *object;
  gboolean (*open)(KhoaOffice *office, GError **error);
  unsigned gives, needs;
} parts[] = {
    {"khoa.ini", load_config, 0, 0},
    {"authority.pub", read_authority, AUTHORITY, 0},
    {"privacy.pub", read_privacy, PRIVACY, 0},
    {"index.key", read_index, 0, 0},
    {"registry", open_registry, 0, 0},
    {"successions", khoa_lineage_load, LINEAGE, AUTHORITY | REGISTRY},
    {"keys", khoa_founding_check, 0, LINEAGE | PRIVACY},
};

static gboolean has(const KhoaOffice *office, const char *name) {
  g_autofree char *path = khoa_office_path(office, name);
  return g_file_test(path, G_FILE_TEST_EXISTS);
}

static gboolean refuse_folder(const KhoaOffice *office, GError **error) {
  g_set_error(error, KHOA_OFFICE_ERROR, KHOA_OFFICE_NONE,
              _("%s isn't an office (no khoa.ini and registry.db): name one by -C FOLDER or "
                "KHOA_HOME, or make one by 'khoa init'"),
              office->folder);
  return FALSE;
}

KhoaOffice *khoa_office_open(const KhoaWorld *world, GError **error) {
  g_autoptr(KhoaOffice) office = office_new(world);
  gboolean open =
      (has(office, "khoa.ini") && has(office, "registry.db")) || refuse_folder(office, error);
  for (gsize i = 0; i < G_N_ELEMENTS(parts) && open; i++)
    open = parts[i].open(office, error);
  return open ? g_steal_pointer(&office) : NULL;
}

KhoaOffice *khoa_office_open_damaged(const KhoaWorld *world, KhoaFindings *findings,
                                     GError **error) {
  g_autoptr(KhoaOffice) office = office_new(world);
  g_autofree char *registry = khoa_office_path(office, "registry.db");
  unsigned given = 0;
  if (!has(office, "khoa.ini") && !has(office, "registry.db") && !refuse_folder(office, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
    GError *fault = NULL;
    if (parts[i].needs & ~given)
      continue;
    if (parts[i].open(office, &fault))
      given |= parts[i].gives;
    else
      khoa_finding_error(findings, KHOA_FINDING_FAULT, parts[i].object, NULL, fault);
    if (parts[i].open == open_registry && !office->db)
      office->db = khoa_db_open_as_is(registry, NULL);
    if (office->db)
      given |= REGISTRY;
  }
  return g_steal_pointer(&office);
}

gboolean khoa_office_unlock_authority(KhoaOffice *office, const char *passphrase, GError **error) {
  if (!office->authority_key && khoa_keys_guarded(office->folder, "authority", error))
    office->authority_key =
        khoa_keys_unlock(office->folder, "authority", passphrase, &office->authority, error);
  return office->authority_key != NULL;
}

gboolean khoa_office_log_alone(KhoaOffice *office, const char *act, const char *object,
                               const char *detail, GError **error) {
  if (!khoa_db_begin(office->db, error))
    return FALSE;
  if (khoa_office_log(office, act, object, detail, error) && khoa_db_commit(office->db, error))
    return TRUE;
  khoa_db_rollback(office->db);
  return FALSE;
}

gboolean khoa_office_unlock_privacy(KhoaOffice *office, const char *passphrase, const char *purpose,
                                    GError **error) {
  KhoaSecretKey *key =
      khoa_keys_guarded(office->folder, "privacy", error)
          ? khoa_keys_unlock(office->folder, "privacy", passphrase, &office->privacy, error)
          : NULL;
  guint8 *secret = key ? sodium_malloc(crypto_box_SECRETKEYBYTES) : NULL;
  if (secret)
    khoa_secret_key_x25519(key, secret);
  else if (key)
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("no guarded memory for the privacy key"));
  khoa_secret_key_free(key);
  if (!secret || !khoa_office_log_alone(office, KHOA_ACT_READ_NAMES, purpose, "", error)) {
    sodium_free(secret);
    return FALSE;
  }
  sodium_free(office->privacy_secret);
  office->privacy_secret = secret;
  return TRUE;
}

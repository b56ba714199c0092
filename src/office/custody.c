#include "custody.h"

#include "keys.h"
#include "lineage.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <string.h>

KhoaSecretKey *khoa_custody_unlock(KhoaOffice *office, const char *name, const char *passphrase,
                                   GError **error) {
  KhoaAuthority public_key;
  return khoa_keys_read_own(office->folder, name, &public_key, error)
             ? khoa_keys_unlock(office->folder, name, passphrase, &public_key, error)
             : NULL;
}

/* Within a transaction, so that no other khoa changes keys meanwhile. */
static gboolean is_current(KhoaOffice *office, const char *name, const KhoaSecretKey *key,
                           GError **error) {
  KhoaAuthority public_key, ours;
  if (!khoa_keys_read_own(office->folder, name, &public_key, error))
    return FALSE;
  khoa_secret_key_authority(key, &ours);
  if (khoa_authority_equal(&public_key, &ours))
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("%s.key was replaced by another khoa meanwhile: run this again"), name);
  return FALSE;
}

static KhoaDraft *draft_and_log(KhoaOffice *office, const char *name, const KhoaSecretKey *key,
                                const char *passphrase, const char *act, GError **error) {
  g_autofree char *file = g_strconcat(name, ".key", NULL);
  g_autofree char *path = khoa_office_path(office, file);
  if (!is_current(office, name, key, error))
    return NULL;
  if (g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("%s: a link: remove it, the key belongs there itself"), path);
    return NULL;
  }
  khoa_draft_sweep(path);
  g_autoptr(KhoaDraft) draft = khoa_keys_draft(office->folder, name, key, passphrase, TRUE, error);
  return draft && khoa_office_log(office, act, file, "", error) ? g_steal_pointer(&draft) : NULL;
}

gboolean khoa_custody_keep(KhoaOffice *office, const char *name, const KhoaSecretKey *key,
                           const char *passphrase, const char *act, GError **error) {
  if (!khoa_db_begin(office->db, error))
    return FALSE;
  g_autoptr(KhoaDraft) draft = draft_and_log(office, name, key, passphrase, act, error);
  gboolean logged = draft && khoa_db_commit(office->db, error);
  khoa_db_rollback(office->db);
  /* Placed under the lock too, or it might take the place of a key that was handed over to. */
  if (!logged || !khoa_db_begin(office->db, error))
    return FALSE;
  gboolean placed = is_current(office, name, key, error) && khoa_draft_place(draft, error);
  khoa_db_rollback(office->db);
  return placed;
}

/* Shares and their texts, in guarded memory. */
typedef struct Sheets {
  KhoaShare shares[KHOA_SHARES_MAX];
  guint8 secret[KHOA_SHARE_SIZE];
  char text[KHOA_SHARE_TEXT_MAX];
} Sheets;

static Sheets *sheets_new(GError **error) {
  Sheets *sheets = sodium_malloc(sizeof *sheets);
  if (sheets)
    memset(sheets, 0, sizeof *sheets);
  else
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("no guarded memory for the shares"));
  return sheets;
}

static gboolean fill_shares(Sheets *sheets, const char *name, const KhoaSecretKey *key,
                            guint needed, guint count, GError **error) {
  KhoaAuthority public_key;
  khoa_secret_key_authority(key, &public_key);
  khoa_secret_key_seed(key, sheets->secret);
  for (guint i = 0; i < count; i++) {
    g_strlcpy(sheets->shares[i].key, name, sizeof sheets->shares[i].key);
    memcpy(sheets->shares[i].of, public_key.number, sizeof public_key.number);
  }
  if (khoa_shares_make(sheets->shares, needed, count, sheets->secret))
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0, _("no memory for the shares"));
  return FALSE;
}

static gboolean write_shares(Sheets *sheets, const char *name, guint count, const char *folder,
                             GError **error) {
  for (guint i = 0; i < count; i++) {
    g_autofree char *file = g_strdup_printf("%s-share-%u-of-%u.txt", name, i + 1, count);
    g_autofree char *path = g_build_filename(folder, file, NULL);
    khoa_share_print(sheets->text, &sheets->shares[i]);
    if (!khoa_file_write(path, sheets->text, strlen(sheets->text), FALSE, error))
      return FALSE;
  }
  return TRUE;
}

/* In the open, and not beside its place: what a crash leaves of shares must not lie hidden. */
static gboolean fill_folder(KhoaOffice *office, Sheets *sheets, const char *name, guint needed,
                            guint count, const char *folder, GError **error) {
  if (!khoa_folder_is_free(folder, error) || !khoa_folder_make(folder, error))
    return FALSE;
  g_autofree char *act = g_strconcat(name, " split", NULL);
  g_autofree char *object = g_strconcat(name, ".key", NULL);
  g_autofree char *detail = g_strdup_printf("any %u of %u", needed, count);
  if (write_shares(sheets, name, count, folder, error) &&
      khoa_office_log_alone(office, act, object, detail, error))
    return TRUE;
  khoa_folder_remove(folder);
  return FALSE;
}

gboolean khoa_custody_split(KhoaOffice *office, const char *name, const KhoaSecretKey *key,
                            guint needed, guint count, const char *folder, GError **error) {
  Sheets *sheets = sheets_new(error);
  if (!sheets)
    return FALSE;
  gboolean done = fill_shares(sheets, name, key, needed, count, error) &&
                  fill_folder(office, sheets, name, needed, count, folder, error);
  sodium_free(sheets);
  return done;
}

static gboolean read_share(KhoaShare *share, const char *path, GError **error) {
  char *text;
  gsize length;
  if (!khoa_file_read(path, KHOA_SHARE_TEXT_MAX * 4, &text, &length, error))
    return FALSE;
  gboolean parsed = khoa_share_parse(share, path, text, error);
  sodium_memzero(text, length);
  g_free(text);
  return parsed;
}

/* Whose a share is that isn't of this key. */
static gboolean check_belongs(const KhoaOffice *office, const KhoaShare *share, const char *path,
                              const char *name, const KhoaAuthority *public_key, GError **error) {
  const KhoaSuccession *handover = khoa_lineage_handover_of(office, share->of);
  gboolean same_name = strcmp(share->key, name) == 0;
  if (same_name && memcmp(share->of, public_key->number, sizeof share->of) == 0)
    return TRUE;
  if (!same_name)
    g_set_error(error, KHOA_SHARES_ERROR, 0, _("%s: a share of %s.key, not of %s.key"), path,
                share->key, name);
  else if (handover) {
    g_autofree char *day = khoa_day_words(handover->date);
    g_set_error(error, KHOA_SHARES_ERROR, 0,
                _("%s: a share of the authority that handed over on %s: it restores nothing any "
                  "more; destroy it, and ask for a share of the present authority's key"),
                path, day);
  } else
    g_set_error(error, KHOA_SHARES_ERROR, 0,
                _("%s: a share of another key than this office's %s.key"), path, name);
  return FALSE;
}

static KhoaSecretKey *restore(Sheets *sheets, const char *name, const KhoaAuthority *public_key,
                              GError **error) {
  KhoaAuthority found;
  KhoaSecretKey *key = khoa_shares_join(sheets->shares, sheets->secret)
                           ? khoa_secret_key_from_seed(sheets->secret, public_key->number)
                           : NULL;
  if (!key) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("no guarded memory for the key"));
    return NULL;
  }
  khoa_secret_key_authority(key, &found);
  if (khoa_authority_equal(&found, public_key))
    return key;
  khoa_secret_key_free(key);
  g_set_error(error, KHOA_SHARES_ERROR, 0,
              _("these shares don't give the key of %s.pub: one of them was made up; try others"),
              name);
  return NULL;
}

static KhoaSecretKey *join(KhoaOffice *office, Sheets *sheets, const char *name, char *const *paths,
                           guint given, GError **error) {
  KhoaAuthority public_key;
  if (!khoa_keys_read_own(office->folder, name, &public_key, error))
    return NULL;
  for (guint i = 0; i < given; i++)
    if (!read_share(&sheets->shares[i], paths[i], error) ||
        !check_belongs(office, &sheets->shares[i], paths[i], name, &public_key, error))
      return NULL;
  return khoa_shares_fit(sheets->shares, paths, given, error)
             ? restore(sheets, name, &public_key, error)
             : NULL;
}

KhoaSecretKey *khoa_custody_join(KhoaOffice *office, const char *name, char *const *paths,
                                 guint given, GError **error) {
  Sheets *sheets = sheets_new(error);
  KhoaSecretKey *key = sheets ? join(office, sheets, name, paths, given, error) : NULL;
  sodium_free(sheets);
  return key;
}

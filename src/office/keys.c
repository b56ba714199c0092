#include "keys.h"

#include "seal.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <string.h>

#define KEY_FILE_MAX 8192

G_DEFINE_QUARK(khoa - keys - error - quark, khoa_keys_error)

static gboolean fail(const char *path, KhoaMinisignFault fault, GError **error) {
  g_set_error(error, KHOA_KEYS_ERROR, (int)fault, "%s: %s", path,
              _(khoa_minisign_fault_words(fault)));
  return FALSE;
}

static char *key_path(const char *folder, const char *name, const char *ending) {
  g_autofree char *file = g_strconcat(name, ending, NULL);
  return g_build_filename(folder, file, NULL);
}

KhoaDraft *khoa_keys_draft(const char *folder, const char *name, const KhoaSecretKey *key,
                           const char *passphrase, gboolean replace, GError **error) {
  char text[KHOA_SECRET_KEY_TEXT_MAX];
  g_autofree char *path = key_path(folder, name, ".key");
  KhoaMinisignFault fault = khoa_secret_key_print_file(text, sizeof text, key, passphrase);
  if (fault == KHOA_MINISIGN_OK)
    return khoa_draft_new(path, replace, text, strlen(text), error);
  fail(path, fault, error);
  return NULL;
}

gboolean khoa_keys_write(const char *folder, const char *name, const KhoaSecretKey *key,
                         const char *passphrase, gboolean replace, GError **error) {
  char text[KHOA_AUTHORITY_FILE_SIZE];
  KhoaAuthority public_key;
  g_autofree char *public_path = key_path(folder, name, ".pub");
  g_autoptr(KhoaDraft) secret = khoa_keys_draft(folder, name, key, passphrase, replace, error);
  if (!secret || !khoa_draft_place(secret, error))
    return FALSE;
  khoa_secret_key_authority(key, &public_key);
  khoa_authority_print_file(text, sizeof text, &public_key);
  return khoa_file_write(public_path, text, strlen(text), replace, error);
}

gboolean khoa_keys_make(const char *folder, const char *name, const char *passphrase,
                        KhoaAuthority *public_key, GError **error) {
  KhoaSecretKey *key = khoa_secret_key_new();
  if (!key)
    return fail(name, KHOA_MINISIGN_MEMORY, error);
  khoa_secret_key_authority(key, public_key);
  gboolean made = khoa_keys_write(folder, name, key, passphrase, FALSE, error);
  khoa_secret_key_free(key);
  return made;
}

gboolean khoa_keys_move(const char *folder, const char *from, const char *to, GError **error) {
  static const char *const endings[] = {".key", ".pub"};
  for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
    g_autofree char *old_path = key_path(folder, from, endings[i]);
    g_autofree char *new_path = key_path(folder, to, endings[i]);
    if ((i > 0 || g_file_test(old_path, G_FILE_TEST_EXISTS)) &&
        !khoa_move(old_path, new_path, TRUE, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean read_public(const char *path, KhoaFileCare care, KhoaAuthority *public_key,
                            GError **error) {
  g_autofree char *text = NULL;
  gsize length;
  if (!khoa_file_read_with_care(path, care, KEY_FILE_MAX, &text, &length, error))
    return FALSE;
  KhoaMinisignFault fault = khoa_authority_parse_file(public_key, text, length);
  return fault == KHOA_MINISIGN_OK || fail(path, fault, error);
}

gboolean khoa_keys_read_public(const char *path, KhoaAuthority *public_key, GError **error) {
  return read_public(path, KHOA_FILE_NAMED, public_key, error);
}

gboolean khoa_keys_read_own(const char *folder, const char *name, KhoaAuthority *public_key,
                            GError **error) {
  g_autofree char *path = key_path(folder, name, ".pub");
  return read_public(path, KHOA_FILE_OWN, public_key, error);
}

KhoaSecretKey *khoa_keys_unlock(const char *folder, const char *name, const char *passphrase,
                                const KhoaAuthority *public_key, GError **error) {
  g_autofree char *path = key_path(folder, name, ".key");
  g_autofree char *text = NULL;
  gsize length;
  if (!khoa_file_read_with_care(path, KHOA_FILE_SECRET, KEY_FILE_MAX, &text, &length, error))
    return NULL;
  KhoaSecretKey *key;
  KhoaMinisignFault fault = khoa_secret_key_parse_file(&key, text, length, passphrase);
  sodium_memzero(text, length); /* the key itself, if it isn't encrypted */
  if (fault != KHOA_MINISIGN_OK) {
    fail(path, fault, error);
    return NULL;
  }
  KhoaAuthority belongs_to;
  khoa_secret_key_authority(key, &belongs_to);
  if (khoa_authority_equal(&belongs_to, public_key))
    return key;
  khoa_secret_key_free(key);
  g_set_error(error, KHOA_KEYS_ERROR, KHOA_MINISIGN_OTHER_KEY,
              _("%s: the key doesn't belong to %s.pub: restore both from the same backup"), path,
              name);
  return NULL;
}

gboolean khoa_keys_guarded(const char *folder, const char *name, GError **error) {
  g_autofree char *path = key_path(folder, name, ".key");
  g_autofree char *text = NULL;
  gsize length;
  if (!khoa_file_read_with_care(path, KHOA_FILE_SECRET, KEY_FILE_MAX, &text, &length, error))
    return FALSE;
  gboolean open = khoa_secret_key_is_open(text, length);
  sodium_memzero(text, length);
  if (open)
    g_set_error(error, KHOA_KEYS_ERROR, KHOA_MINISIGN_PASSPHRASE,
                _("%s: not encrypted: whoever gets at the file has the key; 'khoa %s passphrase' "
                  "puts it behind one (whatever you give as its present one)"),
                path, name);
  return !open;
}

gboolean khoa_keys_make_index(const char *folder, GError **error) {
  guint8 key[KHOA_INDEX_KEY_SIZE];
  randombytes_buf(key, sizeof key);
  g_autofree char *path = g_build_filename(folder, "index.key", NULL);
  gboolean made = khoa_file_write(path, key, sizeof key, FALSE, error);
  sodium_memzero(key, sizeof key);
  return made;
}

guint8 *khoa_keys_read_index(const char *folder, GError **error) {
  g_autofree char *path = g_build_filename(folder, "index.key", NULL);
  g_autofree char *content = NULL;
  gsize length;
  if (!khoa_file_read_with_care(path, KHOA_FILE_SECRET, KEY_FILE_MAX, &content, &length, error))
    return NULL;
  guint8 *key = length == KHOA_INDEX_KEY_SIZE ? sodium_malloc(KHOA_INDEX_KEY_SIZE) : NULL;
  if (key)
    memcpy(key, content, length);
  else
    g_set_error(error, KHOA_KEYS_ERROR, KHOA_MINISIGN_FORMAT,
                _("%s: damaged: restore it from a backup"), path);
  sodium_memzero(content, length);
  return key;
}

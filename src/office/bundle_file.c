#include "bundle_file.h"

#include "file.h"
#include "keys.h"

#include <string.h>

G_DEFINE_QUARK(khoa - bundle - error - quark, khoa_bundle_error)

static gboolean parse(const char *path, const char *text, gsize length, KhoaBundle *bundle,
                      GError **error) {
  KhoaBundleFault fault;
  if (khoa_bundle_parse(bundle, text, length, &fault))
    return TRUE;
  if (fault.line)
    g_set_error(error, KHOA_BUNDLE_ERROR, 0, "%s:%zu: not a good status bundle: %s", path,
                fault.line, fault.what);
  else
    g_set_error(error, KHOA_BUNDLE_ERROR, 0, "%s: not a good status bundle: %s", path, fault.what);
  return FALSE;
}

static gboolean check_signature(const char *path, const char *text, gsize length,
                                const KhoaBundle *bundle, GError **error) {
  g_autofree char *signature_path = g_strconcat(path, ".minisig", NULL);
  g_autofree char *signature = NULL;
  gsize signature_length;
  if (!khoa_file_read(signature_path, KHOA_SIGNATURE_TEXT_MAX * 4, &signature, &signature_length,
                      error)) {
    g_prefix_error(error, "%s needs its signature beside it: ", path);
    return FALSE;
  }
  KhoaMinisignFault fault = khoa_minisign_verify(&bundle->authority, (const guint8 *)text, length,
                                                 signature, signature_length, NULL);
  if (fault == KHOA_MINISIGN_OK)
    return TRUE;
  g_set_error(error, KHOA_BUNDLE_ERROR, (int)fault, "%s: %s", signature_path,
              khoa_minisign_fault_words(fault));
  return FALSE;
}

static gboolean check_authority(const char *path, const KhoaBundle *bundle,
                                const KhoaAuthority *authority, GError **error) {
  if (!authority || khoa_bundle_follows(bundle, authority))
    return TRUE;
  char theirs[KHOA_AUTHORITY_TEXT_SIZE], ours[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_authority_print(theirs, &bundle->authority);
  khoa_authority_print(ours, authority);
  g_set_error(error, KHOA_BUNDLE_ERROR, KHOA_MINISIGN_OTHER_KEY,
              "%s: by another authority (%s) than the trusted one (%s)", path, theirs, ours);
  return FALSE;
}

gboolean khoa_bundle_file_read(const char *path, const KhoaAuthority *authority, KhoaBundle *bundle,
                               GError **error) {
  g_autofree char *text = NULL;
  gsize length;
  if (!khoa_file_read(path, KHOA_BUNDLE_BYTES_MAX, &text, &length, error) ||
      !parse(path, text, length, bundle, error))
    return FALSE;
  if (check_authority(path, bundle, authority, error) &&
      check_signature(path, text, length, bundle, error))
    return TRUE;
  khoa_bundle_clear(bundle);
  return FALSE;
}

gboolean khoa_authority_from_text(const char *text, KhoaAuthority *authority, GError **error) {
  if (khoa_authority_parse(authority, text, strlen(text)) == KHOA_MINISIGN_OK)
    return TRUE;
  return khoa_keys_read_public(text, authority, error);
}

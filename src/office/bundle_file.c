#include "bundle_file.h"

#include "file.h"
#include "keys.h"
#include "lineage.h"
#include "pins.h"
#include "reg/bundle.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>

G_DEFINE_QUARK(khoa - bundle - error - quark, khoa_bundle_error)

static gboolean parse(const char *path, const char *text, gsize length, KhoaBundle *bundle,
                      GError **error) {
  KhoaBundleFault fault;
  if (khoa_bundle_parse(bundle, text, length, &fault))
    return TRUE;
  if (fault.line)
    g_set_error(error, KHOA_BUNDLE_ERROR, 0, _("%s:%zu: not a good status bundle: %s"), path,
                fault.line, _(fault.what));
  else
    g_set_error(error, KHOA_BUNDLE_ERROR, 0, _("%s: not a good status bundle: %s"), path,
                _(fault.what));
  return FALSE;
}

gboolean khoa_bundle_check_signature(const char *path, const char *text, gsize length,
                                     const KhoaAuthority *authority, GError **error) {
  g_autofree char *signature_path = g_strconcat(path, ".minisig", NULL);
  g_autofree char *signature = NULL;
  gsize signature_length;
  if (!khoa_file_read(signature_path, KHOA_SIGNATURE_TEXT_MAX * 4, &signature, &signature_length,
                      error)) {
    g_prefix_error(error, _("%s needs its signature beside it: "), path);
    return FALSE;
  }
  KhoaMinisignFault fault = khoa_minisign_verify(authority, (const guint8 *)text, length, signature,
                                                 signature_length, NULL);
  if (fault == KHOA_MINISIGN_OK)
    return TRUE;
  g_set_error(error, KHOA_BUNDLE_ERROR, (int)fault,
              _("%s: %s: the two files may be of two bundles, or one was changed; copy both again "
                "from one place, the file and its .minisig"),
              signature_path, _(khoa_minisign_fault_words(fault)));
  return FALSE;
}

static gboolean check_authority(const char *path, const KhoaBundle *bundle, const KhoaTrust *trust,
                                GError **error) {
  if (!trust || khoa_bundle_follows(bundle, &trust->authority))
    return TRUE;
  char theirs[KHOA_AUTHORITY_TEXT_SIZE], ours[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_authority_print(theirs, &bundle->authority);
  khoa_authority_print(ours, &trust->authority);
  gboolean former = trust->office && khoa_lineage_includes(trust->office, &bundle->authority);
  g_set_error(error, KHOA_BUNDLE_ERROR, KHOA_MINISIGN_OTHER_KEY,
              _("%s: by %s authority (%s) than the trusted one (%s)%s"), path,
              former ? _("an earlier") : _("another"), theirs, ours,
              former ? _(", to which it handed over: make a new bundle by 'khoa bundle export'")
                     : "");
  return FALSE;
}

/* sha256: of the text; may be NULL. */
static gboolean read_signed(const char *path, const KhoaTrust *trust, KhoaBundle *bundle,
                            guint8 sha256[32], GError **error) {
  g_autofree char *text = NULL;
  gsize length;
  if (!khoa_file_read(path, KHOA_BUNDLE_BYTES_MAX, &text, &length, error) ||
      !parse(path, text, length, bundle, error))
    return FALSE;
  if (sha256)
    crypto_hash_sha256(sha256, (const guint8 *)text, length);
  if (check_authority(path, bundle, trust, error) &&
      khoa_bundle_check_signature(path, text, length, &bundle->authority, error))
    return TRUE;
  khoa_bundle_clear(bundle);
  return FALSE;
}

gboolean khoa_bundle_file_read(const char *path, const KhoaAuthority *authority, KhoaBundle *bundle,
                               GError **error) {
  KhoaTrust trust = {0};
  if (authority)
    trust.authority = *authority;
  return read_signed(path, authority ? &trust : NULL, bundle, NULL, error);
}

/* What the office's own registry says of it. */
static gboolean check_given_out(const char *path, KhoaOffice *office, const KhoaBundle *bundle,
                                const guint8 sha256[32], GError **error) {
  gboolean other;
  gint64 newest;
  if (!khoa_bundle_given_out(office->db, (gint64)bundle->sequence, sha256, khoa_pins_unit(bundle),
                             &other, &newest, error))
    return FALSE;
  if (other)
    g_set_error(
        error, KHOA_BUNDLE_ERROR, 0,
        _("%s: another bundle %" PRIu64
          " than the one that this office gave out: either its registry was set back, or its "
          "key may be stolen ('khoa authority handover' makes a new one)"),
        path, bundle->sequence);
  else if (bundle->sequence < (guint64)newest)
    g_set_error(error, KHOA_BUNDLE_ERROR, 0,
                _("%s: bundle %" PRIu64 ", but this office gave out bundle %" PRId64
                  " since: use that, or make a new one by 'khoa bundle export'"),
                path, bundle->sequence, newest);
  else
    return TRUE;
  return FALSE;
}

gboolean khoa_bundle_file_accept(const char *path, const KhoaTrust *trust, KhoaBundle *bundle,
                                 char **warning, GError **error) {
  guint8 sha256[32];
  *warning = NULL;
  if (!read_signed(path, trust, bundle, sha256, error))
    return FALSE;
  if ((!trust->office || check_given_out(path, trust->office, bundle, sha256, error)) &&
      (!trust->state ||
       khoa_pins_accept(trust->state, path, &trust->authority, bundle, sha256, warning, error)))
    return TRUE;
  khoa_bundle_clear(bundle);
  return FALSE;
}

gboolean khoa_authority_from_text(const char *text, KhoaAuthority *authority, GError **error) {
  if (khoa_authority_parse(authority, text, strlen(text)) == KHOA_MINISIGN_OK)
    return TRUE;
  return khoa_keys_read_public(text, authority, error);
}

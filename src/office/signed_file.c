#include "signed_file.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

void khoa_signed_file_clear(KhoaSignedFile *file) {
  g_clear_pointer(&file->path, g_free);
  g_clear_pointer(&file->text, khoa_draft_free);
  g_clear_pointer(&file->signature, khoa_draft_free);
}

gboolean khoa_signed_file_draft(KhoaSignedFile *file, const KhoaOffice *office, const char *path,
                                const char *text, gsize length, const char *comment,
                                GError **error) {
  KhoaMinisignFault fault =
      khoa_minisign_sign(file->signed_by, sizeof file->signed_by, office->authority_key,
                         (const guint8 *)text, length, comment);
  if (fault != KHOA_MINISIGN_OK) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("%s: can't sign it: %s"), path,
                _(khoa_minisign_fault_words(fault)));
    return FALSE;
  }
  g_autofree char *beside = g_strconcat(path, ".minisig", NULL);
  file->path = g_strdup(path);
  file->signature = khoa_draft_new(beside, TRUE, file->signed_by, strlen(file->signed_by), error);
  if (file->signature)
    file->text = khoa_draft_new(path, TRUE, text, length, error);
  return file->text != NULL;
}

gboolean khoa_signed_file_clear_place(const KhoaSignedFile *file, GError **error) {
  return g_unlink(file->path) == 0 || errno == ENOENT ||
         khoa_file_fail(file->path, _("replace it"), error);
}

gboolean khoa_signed_file_place(KhoaSignedFile *file, GError **error) {
  return khoa_draft_place(file->signature, error) && khoa_draft_place(file->text, error);
}

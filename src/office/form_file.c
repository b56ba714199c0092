#include "form_file.h"

#include "bundle_file.h"
#include "file.h"

#include <glib/gi18n.h>

#define BYTES_MAX (16 * 1024 * 1024) /* what the parser takes */

char *khoa_form_path(const char *bundle_path) {
  gsize length = strlen(bundle_path);
  if (g_str_has_suffix(bundle_path, ".khoa"))
    length -= strlen(".khoa");
  return g_strdup_printf("%.*s.form", (int)length, bundle_path);
}

static gboolean parse(const char *path, const char *text, gsize length, KhoaForm *form,
                      GError **error) {
  KhoaBundleFault fault;
  if (khoa_form_parse(form, text, length, &fault))
    return TRUE;
  if (fault.line)
    g_set_error(error, KHOA_BUNDLE_ERROR, 0, _("%s:%zu: not a good survey form: %s"), path,
                fault.line, _(fault.what));
  else
    g_set_error(error, KHOA_BUNDLE_ERROR, 0, _("%s: not a good survey form: %s"), path,
                _(fault.what));
  return FALSE;
}

static gboolean belongs(const char *path, const KhoaForm *form, const KhoaBundle *bundle,
                        GError **error) {
  if (form->sequence == bundle->sequence &&
      khoa_authority_equal(&form->authority, &bundle->authority))
    return TRUE;
  g_set_error(error, KHOA_BUNDLE_ERROR, 0,
              _("%s: isn't the form of the bundle beside it: copy both again from one place"),
              path);
  return FALSE;
}

gboolean khoa_form_file_read(const char *bundle_path, const KhoaBundle *bundle, KhoaForm *form,
                             gboolean *found, GError **error) {
  g_autofree char *path = khoa_form_path(bundle_path), *text = NULL;
  gsize length;
  *form = (KhoaForm){0};
  *found = g_file_test(path, G_FILE_TEST_EXISTS);
  if (!*found)
    return TRUE;
  if (!khoa_file_read(path, BYTES_MAX, &text, &length, error) ||
      !parse(path, text, length, form, error))
    return FALSE;
  if (belongs(path, form, bundle, error) &&
      khoa_bundle_check_signature(path, text, length, &bundle->authority, error))
    return TRUE;
  khoa_form_clear(form);
  return FALSE;
}

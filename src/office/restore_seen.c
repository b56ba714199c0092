#include "restore_seen.h"

#include "bundle_file.h"
#include "lineage.h"

#include <glib/gi18n.h>

static void note(const KhoaBundle *bundle, KhoaSeen *seen) {
  KhoaNumbers *highest = &seen->highest;
  if (bundle->n_batches)
    highest->batch = MAX(highest->batch, (gint64)bundle->batches[bundle->n_batches - 1].number);
  highest->bundle = MAX(highest->bundle, (gint64)MIN(bundle->sequence, KHOA_SEQUENCE_MAX));
}

static gboolean see_bundle(KhoaOffice *office, const char *path, KhoaSeen *seen, GError **error) {
  KhoaBundle bundle;
  if (!khoa_bundle_file_read(path, NULL, &bundle, error))
    return FALSE;
  gboolean ours = khoa_lineage_includes(office, &bundle.authority);
  gboolean follows = !ours && khoa_bundle_follows(&bundle, &office->authority);
  if (ours || follows)
    note(&bundle, seen);
  else
    g_set_error(error, KHOA_BUNDLE_ERROR, 0, _("%s: signed by another office"), path);
  seen->succeeded |= follows;
  khoa_bundle_clear(&bundle);
  return ours || follows;
}

/* The highest number that the pattern's first group finds in the names in a folder; FALSE if there
 * is no such folder. */
static gboolean see_names(const char *path, const char *folder, const char *pattern,
                          gint64 *highest) {
  g_autofree char *inner = g_build_filename(path, folder, NULL);
  g_autoptr(GDir) entries = g_dir_open(inner, 0, NULL);
  g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_RAW, 0, NULL);
  for (const char *name; entries && (name = g_dir_read_name(entries));) {
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(regex, name, 0, &match))
      continue;
    g_autofree char *digits = g_match_info_fetch(match, 1);
    *highest = MAX(*highest, g_ascii_strtoll(digits, NULL, 10));
  }
  return entries != NULL;
}

gboolean khoa_restore_see(KhoaOffice *office, const char *path, KhoaSeen *seen, GError **error) {
  KhoaNumbers *highest = &seen->highest;
  if (!g_file_test(path, G_FILE_TEST_IS_DIR))
    return see_bundle(office, path, seen, error);
  /* Also 0012-print-1, and .0012.XXXXXX that a crash left. */
  gboolean batches = see_names(path, "batches", "^\\.?([0-9]{4,7})(?![0-9])", &highest->batch);
  gboolean bundles =
      see_names(path, "bundles", "^khoa-(?:[0-9]+-)?([0-9]{6,15})\\.khoa", &highest->bundle);
  if (batches || bundles)
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("%s isn't an office's folder: there is neither batches/ nor bundles/ in it"), path);
  return FALSE;
}

#include "proof_views.h"

#include "proof_sheets.h"
#include "proof_singles.h"

#include <glib/gi18n.h>

#define PAGE_DPI 200.0
#define SCAN_DPI 300.0 /* as scanners have it; a code's module still gets 4 pixels */

typedef struct Views {
  KhoaProof *proof;
  KhoaFound *found;
  KhoaSheets *sheets; /* NULL of a file that was drawn */
  GArray *singles;    /* KhoaTagName, of the pictures of single tags */
} Views;

static Views views_new(KhoaOffice *office, KhoaProof *proof) {
  return (Views){proof, khoa_found_new(office, proof),
                 proof->pictures ? khoa_sheets_new(office) : NULL,
                 g_array_new(FALSE, FALSE, sizeof(KhoaTagName))};
}

static void views_clear(Views *views) {
  khoa_found_free(views->found);
  khoa_sheets_free(views->sheets);
  g_array_unref(views->singles);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Views, views_clear)

static gboolean look(Views *views, const KhoaPicture *picture, guint number, GError **error) {
  g_autoptr(GPtrArray) scans = khoa_scan_photo(picture);
  if (views->sheets &&
      !khoa_sheets_look(views->sheets, picture, number, scans, views->proof, error))
    return FALSE;
  return khoa_found_add(views->found, number, scans, error);
}

static gboolean look_at_file(Views *views, const char *path, guint number, GError **error) {
  KhoaTagName tag;
  g_autoptr(KhoaPicture) picture = khoa_picture_load(path, error);
  if (!picture)
    return FALSE;
  if (!khoa_single_named(path, &tag))
    return look(views, picture, number, error);
  g_array_append_val(views->singles, tag);
  return khoa_single_look(picture, number, tag, views->found, views->proof, error);
}

static void tell(const Views *views, guint number, const KhoaProgress *progress) {
  if (progress)
    progress->tell(_("proof"), number, views->proof->pages, progress->data);
}

static gboolean end(Views *views, GError **error) {
  if (views->sheets)
    khoa_sheets_end(views->sheets, views->found, views->proof);
  khoa_singles_end(views->singles, views->found, views->proof);
  return khoa_found_end(views->found, error);
}

static KhoaPicture *draw(KhoaRaster *raster, guint page, double dpi, GError **error) {
  g_autoptr(KhoaPicture) picture = g_new0(KhoaPicture, 1);
  if (!khoa_raster_page(raster, page, dpi, &picture->grey, &picture->width, &picture->height,
                        &picture->stride, error))
    return NULL;
  return g_steal_pointer(&picture);
}

gboolean khoa_views_prove(KhoaOffice *office, KhoaRaster *raster, const KhoaProgress *progress,
                          KhoaProof *proof, GError **error) {
  proof->pictures = khoa_raster_is_scan(raster, 0);
  g_auto(Views) views = views_new(office, proof);
  for (guint page = 0; page < proof->pages; page++) {
    g_autoptr(KhoaPicture) picture =
        draw(raster, page, proof->pictures ? SCAN_DPI : PAGE_DPI, error);
    if (!picture || !look(&views, picture, page + 1, error))
      return FALSE;
    tell(&views, page + 1, progress);
  }
  return end(&views, error);
}

gboolean khoa_proof_pictures(KhoaOffice *office, char *const *paths, guint n,
                             const KhoaProgress *progress, KhoaProof *proof, GError **error) {
  khoa_proof_init(proof);
  proof->pages = n;
  proof->pictures = TRUE;
  g_auto(Views) views = views_new(office, proof);
  for (guint i = 0; i < n; i++) {
    if (!look_at_file(&views, paths[i], i + 1, error))
      return FALSE;
    tell(&views, i + 1, progress);
  }
  return end(&views, error);
}

#include "press.h"
#include "draft.h"
#include "prepress.h"
#include "press_parts.h"
#include "tagops.h"

#include <glib/gi18n.h>

GQuark khoa_press_error_quark(void) {
  return g_quark_from_static_string("khoa-press-error");
}

/* Pages */

static KhoaPlace place_of(const KhoaPressJob *job, guint64 n) {
  KhoaPlace place = khoa_sheet_place(job->sheet, n);
  return job->face == KHOA_FACE_BACK ? khoa_sheet_mirror(job->sheet, place) : place;
}

/* From mm of the tag as it stands, its trim corner at (0, 0), to the page. */
static cairo_matrix_t enter_place(const KhoaPress *press, const KhoaPlace *place) {
  double width = press->job->sheet->trim_width, height = press->job->sheet->trim_height;
  const cairo_matrix_t turns[] = {{1, 0, 0, 1, 0, 0},
                                  {0, 1, -1, 0, height, 0},
                                  {-1, 0, 0, -1, width, height},
                                  {0, -1, 1, 0, 0, width}};
  cairo_matrix_t matrix = press->page;
  cairo_matrix_translate(&matrix, place->x, place->y);
  cairo_matrix_multiply(&matrix, &turns[place->quarters], &matrix);
  return matrix;
}

static void put_drawing(const KhoaPress *press, guint64 drawing, const cairo_matrix_t *at,
                        GString *operators) {
  const KhoaSheet *sheet = press->job->sheet;
  double bleed = sheet->bleed;
  const KhoaBox kept = {-bleed, -bleed, sheet->trim_width + 2 * bleed,
                        sheet->trim_height + 2 * bleed};
  khoa_ops_drawing(operators, drawing, at, press->job->clip ? &kept : NULL);
}

static gboolean put_tag(const KhoaPress *press, guint64 n, const cairo_matrix_t *at,
                        const guint64 *parts, GString *operators, GError **error) {
  const KhoaPressJob *job = press->job;
  KhoaPressTag tag = {0};
  KhoaCodePlace place;
  KhoaBox qr;
  if (!job->source(n, &tag, job->source_data, error))
    return FALSE;
  put_drawing(press, parts[press->samples[KHOA_PART_FACE]], at, operators);
  if (tag.symbol && khoa_tag_faces_qr(job->faces, job->face, &qr.x, &qr.y, &qr.width))
    khoa_ops_symbol(operators, tag.symbol, &qr, at);
  if (khoa_tag_faces_code(job->faces, job->face, tag.code, &place))
    khoa_ops_code(operators, parts[press->samples[KHOA_PART_CODE]], tag.code, place, at);
  khoa_symbol_free(tag.symbol);
  return TRUE;
}

static gboolean put_place(const KhoaPress *press, guint64 n, const guint64 *parts,
                          GString *operators, GError **error) {
  KhoaPlace place = place_of(press->job, n);
  const cairo_matrix_t at = enter_place(press, &place);
  if (press->samples[KHOA_PART_FACE] >= 0 && !put_tag(press, n, &at, parts, operators, error))
    return FALSE;
  if (press->samples[KHOA_PART_CUT] >= 0)
    put_drawing(press, parts[press->samples[KHOA_PART_CUT]], &at, operators);
  return TRUE;
}

/* How many tags are on the sheets up to this one. */
static guint64 tags_up_to(const KhoaPress *press, guint64 sheet) {
  const KhoaSheet *plan = press->job->sheet;
  return MIN(press->job->count, khoa_sheet_tags(plan, sheet));
}

static gboolean draw_page(guint64 sheet, const guint64 *parts, GString *operators, gpointer data,
                          GError **error) {
  const KhoaPress *press = data;
  for (guint64 n = tags_up_to(press, sheet - 1); n < tags_up_to(press, sheet); n++)
    if (!put_place(press, n, parts, operators, error))
      return FALSE;
  if (!press->slug)
    return TRUE;
  g_autofree char *number = g_strdup_printf("%" G_GUINT64_FORMAT, sheet);
  khoa_ops_code(operators, parts[press->samples[KHOA_PART_NUMBER]], number,
                khoa_slug_place(press->slug), &press->page);
  return TRUE;
}

static void tell(guint64 sheet, gpointer data) {
  const KhoaPress *press = data;
  const KhoaPressJob *job = press->job;
  if (job->progress)
    job->progress(tags_up_to(press, sheet), job->count, job->progress_data);
}

/* The whole file */

/* The trim boxes of a sheet and `beyond` mm around them. PDF counts from the bottom. */
static KhoaPdfBox box_around_grid(const KhoaPressJob *job, double beyond) {
  KhoaRect grid = khoa_sheet_grid(job->sheet, job->face);
  KhoaRect box = khoa_sheet_calibrated(job->sheet, (KhoaRect){grid.x - beyond, grid.y - beyond,
                                                              grid.width + 2 * beyond,
                                                              grid.height + 2 * beyond});
  double height = job->sheet->height;
  return (KhoaPdfBox){
      .left = box.x * KHOA_POINTS_PER_MM,
      .bottom = (height - box.y - box.height) * KHOA_POINTS_PER_MM,
      .right = (box.x + box.width) * KHOA_POINTS_PER_MM,
      .top = (height - box.y) * KHOA_POINTS_PER_MM,
  };
}

static gboolean write_book(KhoaPress *press, const GString *samples, KhoaDraft *file,
                           GError **error) {
  const KhoaPressJob *job = press->job;
  int box[4];
  khoa_tag_faces_cut_box(job->faces, box);
  const KhoaBook book = {
      .pages = press->sheets,
      .frames = press->frames,
      .parts = press->parts,
      .width = job->sheet->width * KHOA_POINTS_PER_MM,
      .height = job->sheet->height * KHOA_POINTS_PER_MM,
      .draw = draw_page,
      .told = tell,
      .data = press,
  };
  const KhoaPrepress wanted = {
      .bleed = box_around_grid(job, job->sheet->bleed),
      .trim = box_around_grid(job, 0),
      .palette = job->palette,
      .cut_box = press->samples[KHOA_PART_CUT] >= 0 ? box : NULL,
      .book = &book,
  };
  return khoa_prepress(samples->str, samples->len, &wanted, file, error) &&
         khoa_draft_place(file, error);
}

/* Millimetres of the sheet's plan to points, as the printer's calibration has it. */
static cairo_matrix_t page_matrix(const KhoaSheetOptions *options) {
  cairo_matrix_t matrix;
  cairo_matrix_init_scale(&matrix, KHOA_POINTS_PER_MM, KHOA_POINTS_PER_MM);
  cairo_matrix_translate(&matrix, options->offset_x, options->offset_y);
  cairo_matrix_scale(&matrix, options->scale_x, options->scale_y);
  return matrix;
}

gboolean khoa_press_write(const KhoaPressJob *job, const char *path, GError **error) {
  if (job->count == 0) {
    g_set_error(error, KHOA_PRESS_ERROR, 0, _("%s: there is no tag to draw"), path);
    return FALSE;
  }
  KhoaPress press = {.job = job,
                     .sheets = khoa_sheet_count(job->sheet, job->count),
                     .page = page_matrix(&job->sheet->options)};
  g_autoptr(KhoaDraft) file = khoa_draft_begin(path, FALSE, error);
  g_autoptr(GString) samples = file ? khoa_press_samples(&press, error) : NULL;
  gboolean done = samples && write_book(&press, samples, file, error);
  khoa_slug_free(press.slug);
  return done;
}

gboolean khoa_press_try(KhoaTagFaces *faces, const KhoaPalette *palette, GError **error) {
  g_autoptr(GString) pdf = g_string_new(NULL);
  cairo_surface_t *surface = khoa_press_surface(pdf, 100, 100);
  cairo_t *cr = cairo_create(surface);
  for (KhoaFace face = KHOA_FACE_FRONT; face <= KHOA_FACE_BACK; face++) {
    khoa_tag_faces_draw(faces, face, cr, NULL, "");
    cairo_show_page(cr);
  }
  cairo_destroy(cr);
  cairo_surface_destroy(surface);
  const KhoaPrepress wanted = {.palette = palette};
  return khoa_prepress(pdf->str, pdf->len, &wanted, NULL, error);
}

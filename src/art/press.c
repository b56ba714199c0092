#include "press.h"
#include "draft.h"
#include "inks.h"
#include "prepress.h"

#include <cairo-pdf.h>

#define POINTS_PER_MM (72 / 25.4)
#define HAIRLINE_MM (0.25 / POINTS_PER_MM)
#define SLUG_SIZE_MM 2.2
#define SLUG_WEIGHT 400

static const char *const face_names[] = {"mặt trước", "mặt sau"};
static const char cut_name[] = "đường cắt";

typedef struct Press {
  const KhoaPressJob *job;
  KhoaDraft *drawn;    /* what cairo writes */
  KhoaDraft *file;     /* what is made of it */
  GError *write_error; /* cairo knows at most that there was one */
  cairo_surface_t *surface;
  cairo_t *cr;
  GArray *crop_marks, *registration;
  guint64 sheets;
} Press;

GQuark khoa_press_error_quark(void) {
  return g_quark_from_static_string("khoa-press-error");
}

/* cairo's document */

static cairo_status_t write_bytes(void *closure, const unsigned char *data, unsigned int length) {
  Press *press = closure;
  if (!press->write_error)
    khoa_draft_write(press->drawn, data, length, &press->write_error);
  return press->write_error ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void press_open(Press *press) {
  const KhoaPressJob *job = press->job;
  press->crop_marks = khoa_sheet_crop_marks(job->sheet, job->face);
  press->registration = khoa_sheet_registration(job->sheet, job->face);
  press->sheets = khoa_sheet_count(job->sheet, job->count);
  press->surface = cairo_pdf_surface_create_for_stream(
      write_bytes, press, job->sheet->width * POINTS_PER_MM, job->sheet->height * POINTS_PER_MM);
  cairo_pdf_surface_restrict_to_version(press->surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata(press->surface, CAIRO_PDF_METADATA_TITLE, job->title);
  cairo_pdf_surface_set_metadata(press->surface, CAIRO_PDF_METADATA_KEYWORDS, job->keywords);
  cairo_pdf_surface_set_metadata(press->surface, CAIRO_PDF_METADATA_CREATE_DATE, job->date);
  cairo_pdf_surface_set_metadata(press->surface, CAIRO_PDF_METADATA_CREATOR, "khoa");
  press->cr = cairo_create(press->surface);
}

static gboolean press_is_well(Press *press, GError **error) {
  if (press->write_error) {
    g_propagate_error(error, g_steal_pointer(&press->write_error));
    return FALSE;
  }
  cairo_status_t status = cairo_status(press->cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status(press->surface);
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error(error, KHOA_PRESS_ERROR, 0, "the sheets can't be drawn: %s",
                cairo_status_to_string(status));
  return status == CAIRO_STATUS_SUCCESS;
}

static void press_close(Press *press) {
  g_clear_pointer(&press->cr, cairo_destroy);
  g_clear_pointer(&press->surface, cairo_surface_destroy);
  g_clear_pointer(&press->crop_marks, g_array_unref);
  g_clear_pointer(&press->registration, g_array_unref);
  g_clear_error(&press->write_error);
  g_clear_pointer(&press->drawn, khoa_draft_free);
  g_clear_pointer(&press->file, khoa_draft_free);
}

/* One sheet */

/* A ring with a cross through it. */
static void trace_registration(cairo_t *cr, KhoaRect square) {
  double x = square.x + square.width / 2, y = square.y + square.height / 2;
  cairo_new_sub_path(cr);
  cairo_arc(cr, x, y, square.width / 3, 0, 2 * G_PI);
  cairo_move_to(cr, square.x, y);
  cairo_line_to(cr, square.x + square.width, y);
  cairo_move_to(cr, x, square.y);
  cairo_line_to(cr, x, square.y + square.height);
}

static void draw_marks(Press *press) {
  cairo_t *cr = press->cr;
  for (guint i = 0; i < press->crop_marks->len; i++) {
    KhoaRect mark = g_array_index(press->crop_marks, KhoaRect, i);
    cairo_move_to(cr, mark.x, mark.y);
    cairo_line_to(cr, mark.x + mark.width, mark.y + mark.height);
  }
  for (guint i = 0; i < press->registration->len; i++)
    trace_registration(cr, g_array_index(press->registration, KhoaRect, i));
  cairo_set_source_rgb(cr, KHOA_REGISTRATION_RED, KHOA_REGISTRATION_GREEN, KHOA_REGISTRATION_BLUE);
  cairo_set_line_width(cr, HAIRLINE_MM);
  cairo_stroke(cr);
}

/* A slug too long for the sheet is made smaller. */
static gboolean draw_slug(Press *press, guint64 sheet, GError **error) {
  const KhoaPressJob *job = press->job;
  if (job->sheet->slug == 0)
    return TRUE;
  g_autofree char *text = g_strdup_printf(
      "%s · tờ %" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT " · %s", job->slug, sheet, press->sheets,
      job->cut == KHOA_PRESS_CUT_ALONE ? cut_name : face_names[job->face]);
  g_autoptr(PangoLayout) layout =
      khoa_fonts_layout(job->fonts, job->slug_family, SLUG_WEIGHT, SLUG_SIZE_MM, text, error);
  if (!layout)
    return FALSE;
  KhoaRect strip = khoa_sheet_slug(job->sheet, job->face);
  PangoRectangle extents;
  pango_layout_get_extents(layout, NULL, &extents);
  double width = pango_units_to_double(extents.width);
  double height = pango_units_to_double(extents.height);
  double shrink = MIN(1, strip.width / width);
  cairo_save(press->cr);
  cairo_set_source_rgb(press->cr, 0, 0, 0);
  cairo_translate(press->cr, strip.x, strip.y + (strip.height - height * shrink) / 2);
  cairo_scale(press->cr, shrink, shrink);
  pango_cairo_show_layout(press->cr, layout);
  cairo_restore(press->cr);
  return TRUE;
}

static KhoaPlace place_of(const KhoaPressJob *job, guint64 n) {
  KhoaPlace place = khoa_sheet_place(job->sheet, n);
  return job->face == KHOA_FACE_BACK ? khoa_sheet_mirror(job->sheet, place) : place;
}

/* The place's own coordinates: mm from the tag's trim corner, as the tag stands. */
static void enter_place(cairo_t *cr, const KhoaSheet *sheet, const KhoaPlace *place) {
  double width = sheet->trim_width, height = sheet->trim_height;
  const cairo_matrix_t turns[] = {{1, 0, 0, 1, 0, 0},
                                  {0, 1, -1, 0, height, 0},
                                  {-1, 0, 0, -1, width, height},
                                  {0, -1, 1, 0, 0, width}};
  cairo_translate(cr, place->x, place->y);
  cairo_transform(cr, &turns[place->quarters]);
}

static void clip_to_bleed(cairo_t *cr, const KhoaSheet *sheet) {
  double bleed = sheet->bleed;
  cairo_rectangle(cr, -bleed, -bleed, sheet->trim_width + 2 * bleed,
                  sheet->trim_height + 2 * bleed);
  cairo_clip(cr);
}

static gboolean draw_tag(Press *press, guint64 n, GError **error) {
  const KhoaPressJob *job = press->job;
  KhoaPressTag tag = {0};
  gboolean alone = job->cut == KHOA_PRESS_CUT_ALONE;
  if (!alone && !job->source(n, &tag, job->source_data, error))
    return FALSE;
  KhoaPlace place = place_of(job, n);
  cairo_save(press->cr);
  enter_place(press->cr, job->sheet, &place);
  if (job->clip)
    clip_to_bleed(press->cr, job->sheet);
  if (!alone)
    khoa_tag_faces_draw(job->faces, job->face, press->cr, tag.symbol, tag.code);
  if (job->cut != KHOA_PRESS_CUT_NONE)
    khoa_tag_faces_draw_cut(job->faces, job->face, press->cr);
  cairo_restore(press->cr);
  return TRUE;
}

/* The sheet that starts with the n-th tag; *n becomes the next sheet's first. */
static gboolean draw_sheet(Press *press, guint64 *n, GError **error) {
  const KhoaSheet *sheet = press->job->sheet;
  guint64 number = khoa_sheet_place(sheet, *n).sheet;
  cairo_save(press->cr);
  cairo_scale(press->cr, POINTS_PER_MM, POINTS_PER_MM);
  cairo_translate(press->cr, sheet->options.offset_x, sheet->options.offset_y);
  cairo_scale(press->cr, sheet->options.scale_x, sheet->options.scale_y);
  draw_marks(press);
  gboolean done = draw_slug(press, number, error);
  for (; done && *n < press->job->count && khoa_sheet_place(sheet, *n).sheet == number; ++*n)
    done = draw_tag(press, *n, error);
  cairo_restore(press->cr);
  cairo_show_page(press->cr);
  return done && press_is_well(press, error);
}

/* The whole file */

static gboolean draw_sheets(Press *press, GError **error) {
  const KhoaPressJob *job = press->job;
  for (guint64 n = 0; n < job->count;) {
    if (!draw_sheet(press, &n, error))
      return FALSE;
    if (job->progress)
      job->progress(n, job->count, job->progress_data);
  }
  cairo_surface_finish(press->surface);
  return press_is_well(press, error);
}

/* The trim boxes of a sheet and `beyond` mm around them. PDF counts from the bottom. */
static KhoaPdfBox box_around_grid(const KhoaPressJob *job, double beyond) {
  KhoaRect grid = khoa_sheet_grid(job->sheet, job->face);
  KhoaRect box = khoa_sheet_calibrated(job->sheet, (KhoaRect){grid.x - beyond, grid.y - beyond,
                                                              grid.width + 2 * beyond,
                                                              grid.height + 2 * beyond});
  double height = job->sheet->height;
  return (KhoaPdfBox){
      .left = box.x * POINTS_PER_MM,
      .bottom = (height - box.y - box.height) * POINTS_PER_MM,
      .right = (box.x + box.width) * POINTS_PER_MM,
      .top = (height - box.y) * POINTS_PER_MM,
  };
}

/* What cairo drew, made into what a press takes. */
static gboolean finish(Press *press, GError **error) {
  const KhoaPressJob *job = press->job;
  if (!khoa_draft_flush(press->drawn, error))
    return FALSE;
  g_autoptr(GMappedFile) pdf = g_mapped_file_new(khoa_draft_name(press->drawn), FALSE, error);
  if (!pdf)
    return FALSE;
  int box[4];
  gboolean has_cut = job->cut != KHOA_PRESS_CUT_NONE && khoa_tag_faces_cut_box(job->faces, box);
  const KhoaPrepress wanted = {
      .bleed = box_around_grid(job, job->sheet->bleed),
      .trim = box_around_grid(job, 0),
      .palette = job->palette,
      .cut_box = has_cut ? box : NULL,
  };
  return khoa_prepress(g_mapped_file_get_contents(pdf), g_mapped_file_get_length(pdf), &wanted,
                       press->file, error) &&
         khoa_draft_place(press->file, error);
}

gboolean khoa_press_write(const KhoaPressJob *job, const char *path, GError **error) {
  if (job->count == 0) {
    g_set_error(error, KHOA_PRESS_ERROR, 0, "%s: there is no tag to draw", path);
    return FALSE;
  }
  Press press = {.job = job, .drawn = khoa_draft_begin(path, FALSE, error)};
  press.file = press.drawn ? khoa_draft_begin(path, FALSE, error) : NULL;
  gboolean done = FALSE;
  if (press.file) {
    press_open(&press);
    done = draw_sheets(&press, error) && finish(&press, error);
  }
  press_close(&press);
  return done;
}

static cairo_status_t keep_bytes(void *closure, const unsigned char *data, unsigned int length) {
  g_string_append_len(closure, (const char *)data, length);
  return CAIRO_STATUS_SUCCESS;
}

gboolean khoa_press_try(KhoaTagFaces *faces, const KhoaPalette *palette, GError **error) {
  g_autoptr(GString) pdf = g_string_new(NULL);
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(keep_bytes, pdf, 100, 100);
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
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

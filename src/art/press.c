#include "press.h"
#include "inks.h"
#include "newfile.h"
#include "prepress.h"
#include "slug.h"
#include "tagops.h"

#include <cairo-pdf.h>
#include <string.h>

#define POINTS_PER_MM (72 / 25.4)
#define HAIRLINE_MM (0.25 / POINTS_PER_MM)

static const char *const face_names[] = {"mặt trước", "mặt sau"};
static const char cut_name[] = "đường cắt";

/* What pages are put together from, besides their frames. */
typedef enum Part { PART_FACE, PART_CUT, PART_CODE, PART_NUMBER, PARTS } Part;

typedef struct Press {
  const KhoaPressJob *job;
  KhoaSlug *slug; /* NULL: sheets have none */
  guint64 sheets;
  cairo_matrix_t page; /* mm on a calibrated sheet to points on the page */
  int samples[PARTS];  /* which of the parts' samples, from 0; -1: none is needed */
  guint parts;
} Press;

GQuark khoa_press_error_quark(void) {
  return g_quark_from_static_string("khoa-press-error");
}

/* What cairo draws: frames of sheets, by how many digits their numbers have, then the parts */

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

static void draw_marks(const KhoaPressJob *job, cairo_t *cr) {
  g_autoptr(GArray) crop_marks = khoa_sheet_crop_marks(job->sheet, job->face);
  g_autoptr(GArray) registration = khoa_sheet_registration(job->sheet, job->face);
  for (guint i = 0; i < crop_marks->len; i++) {
    KhoaRect mark = g_array_index(crop_marks, KhoaRect, i);
    cairo_move_to(cr, mark.x, mark.y);
    cairo_line_to(cr, mark.x + mark.width, mark.y + mark.height);
  }
  for (guint i = 0; i < registration->len; i++)
    trace_registration(cr, g_array_index(registration, KhoaRect, i));
  cairo_set_source_rgb(cr, KHOA_REGISTRATION_RED, KHOA_REGISTRATION_GREEN, KHOA_REGISTRATION_BLUE);
  cairo_set_line_width(cr, HAIRLINE_MM);
  cairo_stroke(cr);
}

static gboolean make_slug(Press *press, GError **error) {
  const KhoaPressJob *job = press->job;
  if (job->sheet->slug == 0)
    return TRUE;
  g_autofree char *before = g_strdup_printf("%s · tờ ", job->slug);
  g_autofree char *longest = g_strdup_printf("%" G_GUINT64_FORMAT, press->sheets);
  g_autofree char *after = g_strdup_printf(
      "/%s · %s", longest, job->cut == KHOA_PRESS_CUT_ALONE ? cut_name : face_names[job->face]);
  press->slug = khoa_slug_new(job->fonts, job->slug_family, khoa_sheet_slug(job->sheet, job->face),
                              before, after, longest, error);
  return press->slug != NULL;
}

static guint count_digits(guint64 number) {
  guint digits = 1;
  for (; number >= 10; number /= 10)
    digits++;
  return digits;
}

static void draw_frames(const Press *press, cairo_t *cr) {
  g_autoptr(GString) number = g_string_new(NULL);
  for (guint i = 0; i < count_digits(press->sheets); i++) {
    g_string_append_c(number, '0');
    cairo_save(cr);
    cairo_transform(cr, &press->page);
    draw_marks(press->job, cr);
    if (press->slug)
      khoa_slug_draw(press->slug, cr, number->str);
    cairo_restore(cr);
    cairo_show_page(cr);
  }
}

static void draw_part(const Press *press, Part part, cairo_t *cr) {
  static const char letters[] = "0123456789-";
  const KhoaPressJob *job = press->job;
  if (part == PART_FACE)
    khoa_tag_faces_draw_shared(job->faces, job->face, cr);
  else if (part == PART_CUT)
    khoa_tag_faces_draw_cut(job->faces, job->face, cr);
  else if (part == PART_CODE)
    khoa_tag_faces_draw_code(job->faces, job->face, cr, letters);
  else
    khoa_slug_draw_letters(press->slug, cr, letters);
}

/* Where they stand on a page, since cairo leaves out what is beyond its edges. */
static void draw_parts(const Press *press, cairo_t *cr) {
  for (Part part = 0; part < PARTS; part++) {
    if (press->samples[part] < 0)
      continue;
    cairo_save(cr);
    cairo_transform(cr, &press->page);
    draw_part(press, part, cr);
    cairo_restore(cr);
    cairo_show_page(cr);
  }
}

static void number_parts(Press *press) {
  const KhoaPressJob *job = press->job;
  KhoaCodePlace place;
  int box[4];
  gboolean tags = job->cut != KHOA_PRESS_CUT_ALONE;
  const gboolean needed[PARTS] = {
      [PART_FACE] = tags,
      [PART_CUT] = job->cut != KHOA_PRESS_CUT_NONE && khoa_tag_faces_cut_box(job->faces, box),
      [PART_CODE] = tags && khoa_tag_faces_code(job->faces, job->face, "", &place),
      [PART_NUMBER] = press->slug != NULL,
  };
  for (Part part = 0; part < PARTS; part++)
    press->samples[part] = needed[part] ? (int)press->parts++ : -1;
}

static cairo_status_t keep_bytes(void *closure, const unsigned char *data, unsigned int length) {
  g_string_append_len(closure, (const char *)data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean is_drawn(cairo_status_t status, GError **error) {
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error(error, KHOA_PRESS_ERROR, 0, "the sheets can't be drawn: %s",
                cairo_status_to_string(status));
  return status == CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *new_pdf(GString *pdf, double width, double height) {
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(keep_bytes, pdf, width, height);
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
  return surface;
}

static GString *draw_samples(const Press *press, GError **error) {
  const KhoaPressJob *job = press->job;
  g_autoptr(GString) pdf = g_string_new(NULL);
  cairo_surface_t *surface =
      new_pdf(pdf, job->sheet->width * POINTS_PER_MM, job->sheet->height * POINTS_PER_MM);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, job->title);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_KEYWORDS, job->keywords);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, job->date);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "khoa");
  cairo_t *cr = cairo_create(surface);
  draw_frames(press, cr);
  draw_parts(press, cr);
  cairo_status_t status = cairo_status(cr);
  cairo_destroy(cr);
  cairo_surface_finish(surface);
  gboolean drawn = is_drawn(status, error) && is_drawn(cairo_surface_status(surface), error);
  cairo_surface_destroy(surface);
  return drawn ? g_steal_pointer(&pdf) : NULL;
}

/* Pages */

static KhoaPlace place_of(const KhoaPressJob *job, guint64 n) {
  KhoaPlace place = khoa_sheet_place(job->sheet, n);
  return job->face == KHOA_FACE_BACK ? khoa_sheet_mirror(job->sheet, place) : place;
}

/* From mm of the tag as it stands, its trim corner at (0, 0), to the page. */
static cairo_matrix_t enter_place(const Press *press, const KhoaPlace *place) {
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

static void put_drawing(const Press *press, guint64 drawing, const cairo_matrix_t *at,
                        GString *operators) {
  const KhoaSheet *sheet = press->job->sheet;
  double bleed = sheet->bleed;
  const KhoaBox kept = {-bleed, -bleed, sheet->trim_width + 2 * bleed,
                        sheet->trim_height + 2 * bleed};
  khoa_ops_drawing(operators, drawing, at, press->job->clip ? &kept : NULL);
}

static gboolean put_tag(const Press *press, guint64 n, const cairo_matrix_t *at,
                        const guint64 *parts, GString *operators, GError **error) {
  const KhoaPressJob *job = press->job;
  KhoaPressTag tag = {0};
  KhoaCodePlace place;
  KhoaBox qr;
  if (!job->source(n, &tag, job->source_data, error))
    return FALSE;
  put_drawing(press, parts[press->samples[PART_FACE]], at, operators);
  if (tag.symbol && khoa_tag_faces_qr(job->faces, job->face, &qr.x, &qr.y, &qr.width))
    khoa_ops_symbol(operators, tag.symbol, &qr, at);
  if (khoa_tag_faces_code(job->faces, job->face, tag.code, &place))
    khoa_ops_code(operators, parts[press->samples[PART_CODE]], tag.code, place, at);
  khoa_symbol_free(tag.symbol);
  return TRUE;
}

static gboolean put_place(const Press *press, guint64 n, const guint64 *parts, GString *operators,
                          GError **error) {
  KhoaPlace place = place_of(press->job, n);
  const cairo_matrix_t at = enter_place(press, &place);
  if (press->samples[PART_FACE] >= 0 && !put_tag(press, n, &at, parts, operators, error))
    return FALSE;
  if (press->samples[PART_CUT] >= 0)
    put_drawing(press, parts[press->samples[PART_CUT]], &at, operators);
  return TRUE;
}

/* How many tags are on the sheets up to this one. */
static guint64 tags_up_to(const Press *press, guint64 sheet) {
  const KhoaSheet *plan = press->job->sheet;
  return MIN(press->job->count, khoa_sheet_tags(plan, sheet));
}

static gboolean draw_page(guint64 sheet, const guint64 *parts, GString *operators, gpointer data,
                          GError **error) {
  const Press *press = data;
  for (guint64 n = tags_up_to(press, sheet - 1); n < tags_up_to(press, sheet); n++)
    if (!put_place(press, n, parts, operators, error))
      return FALSE;
  if (!press->slug)
    return TRUE;
  g_autofree char *number = g_strdup_printf("%" G_GUINT64_FORMAT, sheet);
  khoa_ops_code(operators, parts[press->samples[PART_NUMBER]], number, khoa_slug_place(press->slug),
                &press->page);
  return TRUE;
}

static void tell(guint64 sheet, gpointer data) {
  const Press *press = data;
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
      .left = box.x * POINTS_PER_MM,
      .bottom = (height - box.y - box.height) * POINTS_PER_MM,
      .right = (box.x + box.width) * POINTS_PER_MM,
      .top = (height - box.y) * POINTS_PER_MM,
  };
}

static gboolean write_book(Press *press, const GString *samples, KhoaNewFile *file,
                           GError **error) {
  const KhoaPressJob *job = press->job;
  int box[4];
  khoa_tag_faces_cut_box(job->faces, box);
  const KhoaBook book = {
      .pages = press->sheets,
      .frames = count_digits(press->sheets),
      .parts = press->parts,
      .width = job->sheet->width * POINTS_PER_MM,
      .height = job->sheet->height * POINTS_PER_MM,
      .draw = draw_page,
      .told = tell,
      .data = press,
  };
  const KhoaPrepress wanted = {
      .bleed = box_around_grid(job, job->sheet->bleed),
      .trim = box_around_grid(job, 0),
      .palette = job->palette,
      .cut_box = press->samples[PART_CUT] >= 0 ? box : NULL,
      .book = &book,
  };
  return khoa_prepress(samples->str, samples->len, &wanted, file, error) &&
         khoa_new_file_commit(file, error);
}

static gboolean write_file(Press *press, KhoaNewFile *file, GError **error) {
  if (!make_slug(press, error))
    return FALSE;
  number_parts(press);
  g_autoptr(GString) samples = draw_samples(press, error);
  return samples && write_book(press, samples, file, error);
}

/* Millimetres of the sheet's plan to points, as the printer's calibration has it. */
static cairo_matrix_t page_matrix(const KhoaSheetOptions *options) {
  cairo_matrix_t matrix;
  cairo_matrix_init_scale(&matrix, POINTS_PER_MM, POINTS_PER_MM);
  cairo_matrix_translate(&matrix, options->offset_x, options->offset_y);
  cairo_matrix_scale(&matrix, options->scale_x, options->scale_y);
  return matrix;
}

gboolean khoa_press_write(const KhoaPressJob *job, const char *path, GError **error) {
  if (job->count == 0) {
    g_set_error(error, KHOA_PRESS_ERROR, 0, "%s: there is no tag to draw", path);
    return FALSE;
  }
  Press press = {.job = job,
                 .sheets = khoa_sheet_count(job->sheet, job->count),
                 .page = page_matrix(&job->sheet->options)};
  g_autoptr(KhoaNewFile) file = khoa_new_file_open(path, error);
  gboolean done = file && write_file(&press, file, error);
  khoa_slug_free(press.slug);
  return done;
}

gboolean khoa_press_try(KhoaTagFaces *faces, const KhoaPalette *palette, GError **error) {
  g_autoptr(GString) pdf = g_string_new(NULL);
  cairo_surface_t *surface = new_pdf(pdf, 100, 100);
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

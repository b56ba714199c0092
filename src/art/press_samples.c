/* What cairo draws of a PDF for the press: a sheet's frame for each length of its number, and a
 * sample of each part that pages are put together from. */
#include "inks.h"
#include "press_parts.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

#define HAIRLINE_MM (0.25 / KHOA_POINTS_PER_MM)

static const char *const face_names[] = {"mặt trước", "mặt sau"};
static const char cut_name[] = "đường cắt";

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

static gboolean make_slug(KhoaPress *press, GError **error) {
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

static void draw_frames(const KhoaPress *press, cairo_t *cr) {
  g_autoptr(GString) number = g_string_new(NULL);
  for (guint i = 0; i < press->frames; i++) {
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

static void draw_part(const KhoaPress *press, KhoaPart part, cairo_t *cr) {
  static const char letters[] = "0123456789-";
  const KhoaPressJob *job = press->job;
  if (part == KHOA_PART_FACE)
    khoa_tag_faces_draw_shared(job->faces, job->face, cr);
  else if (part == KHOA_PART_CUT)
    khoa_tag_faces_draw_cut(job->faces, job->face, cr);
  else if (part == KHOA_PART_CODE)
    khoa_tag_faces_draw_code(job->faces, job->face, cr, letters);
  else
    khoa_slug_draw_letters(press->slug, cr, letters);
}

/* Where they stand on a page, since cairo leaves out what is beyond its edges. */
static void draw_parts(const KhoaPress *press, cairo_t *cr) {
  for (KhoaPart part = 0; part < KHOA_PARTS; part++) {
    if (press->samples[part] < 0)
      continue;
    cairo_save(cr);
    cairo_transform(cr, &press->page);
    draw_part(press, part, cr);
    cairo_restore(cr);
    cairo_show_page(cr);
  }
}

static void number_parts(KhoaPress *press) {
  const KhoaPressJob *job = press->job;
  KhoaCodePlace place;
  int box[4];
  gboolean tags = job->cut != KHOA_PRESS_CUT_ALONE;
  const gboolean needed[KHOA_PARTS] = {
      [KHOA_PART_FACE] = tags,
      [KHOA_PART_CUT] = job->cut != KHOA_PRESS_CUT_NONE && khoa_tag_faces_cut_box(job->faces, box),
      [KHOA_PART_CODE] = tags && khoa_tag_faces_code(job->faces, job->face, "", &place),
      [KHOA_PART_NUMBER] = press->slug != NULL,
  };
  for (KhoaPart part = 0; part < KHOA_PARTS; part++)
    press->samples[part] = needed[part] ? (int)press->parts++ : -1;
}

static cairo_status_t keep_bytes(void *closure, const unsigned char *data, unsigned int length) {
  g_string_append_len(closure, (const char *)data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean is_drawn(cairo_status_t status, GError **error) {
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error(error, KHOA_PRESS_ERROR, 0, _("the sheets can't be drawn: %s"),
                cairo_status_to_string(status));
  return status == CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *khoa_press_surface(GString *pdf, double width, double height) {
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(keep_bytes, pdf, width, height);
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
  return surface;
}

static GString *draw_samples(const KhoaPress *press, GError **error) {
  const KhoaPressJob *job = press->job;
  g_autoptr(GString) pdf = g_string_new(NULL);
  cairo_surface_t *surface = khoa_press_surface(pdf, job->sheet->width * KHOA_POINTS_PER_MM,
                                                job->sheet->height * KHOA_POINTS_PER_MM);
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

GString *khoa_press_samples(KhoaPress *press, GError **error) {
  press->frames = count_digits(press->sheets);
  if (!make_slug(press, error))
    return NULL;
  number_parts(press);
  return draw_samples(press, error);
}

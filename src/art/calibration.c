#include "calibration.h"

#include "draft.h"
#include "typeset.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <math.h>

#define POINTS_PER_MM (72 / 25.4)
#define HAIRLINE_MM 0.15
#define SIDE_MIN 50.0
#define INSET_MAX 30.0
#define RULER 20 /* mm from an edge that its ruler shows */
#define OFFSET_MAX 20.0
#define SCALE_OFF_MAX 0.1

G_DEFINE_QUARK(khoa - calibration - error - quark, khoa_calibration_error)

gboolean khoa_calibration_crosses(KhoaCrosses *crosses, const KhoaPaper *paper, GError **error) {
  if (MIN(paper->width, paper->height) < SIDE_MIN) {
    g_set_error(error, KHOA_CALIBRATION_ERROR, 0,
                _("%s has no sheet to measure: give one of at least %g mm a side, such as a4"),
                paper->name, SIDE_MIN);
    return FALSE;
  }
  double inset = MIN(INSET_MAX, floor(MIN(paper->width, paper->height) / 4));
  *crosses = (KhoaCrosses){inset, paper->width - 2 * inset, paper->height - 2 * inset};
  return TRUE;
}

/* What the printer makes of p is m * p + b; to hit p, it must be told (p - b) / m. */
static gboolean solve_one(double inset, double span, double measured_inset, double measured_span,
                          double *offset, double *scale) {
  double m = measured_span / span, b = measured_inset - m * inset;
  *scale = round(1 / m * 1e4) / 1e4;
  *offset = round(-b / m * 1e2) / 1e2 + 0.0; /* no -0 */
  return fabs(*scale - 1) <= SCALE_OFF_MAX && fabs(*offset) <= OFFSET_MAX;
}

gboolean khoa_calibration_solve(KhoaCorrection *correction, const KhoaPaper *paper,
                                const KhoaMeasured *measured, GError **error) {
  KhoaCrosses drawn;
  if (!khoa_calibration_crosses(&drawn, paper, error))
    return FALSE;
  if (solve_one(drawn.inset, drawn.across, measured->left, measured->across, &correction->offset_x,
                &correction->scale_x) &&
      solve_one(drawn.inset, drawn.down, measured->top, measured->down, &correction->offset_y,
                &correction->scale_y))
    return TRUE;
  g_set_error(
      error, KHOA_CALIBRATION_ERROR, 0,
      _("no printer errs that much: on %s, a and b are drawn as %g mm, c as %g and d as %g, "
        "and %g, %g, %g and %g were measured: print the sheet at 100 %% and measure again"),
      paper->name, drawn.inset, drawn.across, drawn.down, measured->left, measured->top,
      measured->across, measured->down);
  return FALSE;
}

/* The sheet */

typedef struct Sheet {
  const KhoaPaper *paper;
  KhoaCrosses crosses;
  KhoaTypeset *typeset;
  cairo_t *cr;
} Sheet;

static void put(const Sheet *sheet, guint style, const char *text, double x, double y,
                double width) {
  khoa_typeset_put(sheet->typeset, sheet->cr, style, text,
                   (KhoaTextBox){x, y, width, PANGO_ALIGN_LEFT});
}

static void draw_line(const Sheet *sheet, double x, double y, double width, double height) {
  cairo_move_to(sheet->cr, x, y);
  cairo_line_to(sheet->cr, x + width, y + height);
  cairo_stroke(sheet->cr);
}

static void draw_cross(const Sheet *sheet, const char *name, double x, double y) {
  draw_line(sheet, x - 6, y, 12, 0);
  draw_line(sheet, x, y - 6, 0, 12);
  put(sheet, KHOA_STYLE_STRONG, name, x + 1.5, y + 1, 10);
}

/* A line each millimetre from every edge: the first one seen tells what the printer can't reach. */
static void draw_rulers(const Sheet *sheet) {
  double width = sheet->paper->width, height = sheet->paper->height;
  int reach = (int)MIN(RULER, sheet->crosses.inset - 7);
  for (int mm = 0; mm <= reach; mm++) {
    double length = mm % 5 == 0 ? 6 : 3;
    draw_line(sheet, mm, height / 2, 0, length);
    draw_line(sheet, width - mm, height / 2, 0, length);
    draw_line(sheet, width / 2, mm, length, 0);
    draw_line(sheet, width / 2, height - mm, length, 0);
    g_autofree char *number = g_strdup_printf("%d", mm);
    if (mm == 0 || mm % 5 != 0)
      continue;
    put(sheet, KHOA_STYLE_SMALL, number, mm - 1, height / 2 - 4, 10);
    put(sheet, KHOA_STYLE_SMALL, number, width - mm - 1, height / 2 - 4, 10);
    put(sheet, KHOA_STYLE_SMALL, number, width / 2 - 5, mm - 2, 10);
    put(sheet, KHOA_STYLE_SMALL, number, width / 2 - 5, height - mm - 2, 10);
  }
}

/* A dimension line with its letter. */
static void draw_distances(const Sheet *sheet) {
  double inset = sheet->crosses.inset, across = sheet->crosses.across, down = sheet->crosses.down;
  const double dash[] = {1, 1};
  cairo_set_dash(sheet->cr, dash, 2, 0);
  draw_line(sheet, 0, inset, inset - 6, 0);
  draw_line(sheet, inset, 0, 0, inset - 6);
  draw_line(sheet, inset + 6, inset, across - 12, 0);
  draw_line(sheet, inset, inset + 6, 0, down - 12);
  cairo_set_dash(sheet->cr, NULL, 0, 0);
  put(sheet, KHOA_STYLE_STRONG, "a", inset / 2, inset + 0.5, 10);
  put(sheet, KHOA_STYLE_STRONG, "b", inset + 1.5, inset / 2 - 2, 10);
  put(sheet, KHOA_STYLE_STRONG, "c", inset + across / 3, inset + 0.5, 10);
  put(sheet, KHOA_STYLE_STRONG, "d", inset + 1.5, inset + down / 3, 10);
}

static char *instructions(const Sheet *sheet) {
  const KhoaCrosses *crosses = &sheet->crosses;
  return g_strdup_printf(
      "1. In tờ này đúng cỡ 100 %% (Actual size), trên giấy %s, bằng chính máy in và khay giấy sẽ "
      "in "
      "thẻ.\n"
      "2. Dùng thước thép, đo đến nửa milimét hoặc nhỏ hơn:\n"
      "     a  từ mép trái tờ giấy đến dấu A  (đúng ra %g mm)\n"
      "     b  từ mép trên tờ giấy đến dấu A  (đúng ra %g mm)\n"
      "     c  từ dấu A đến dấu B  (đúng ra %g mm)\n"
      "     d  từ dấu A đến dấu C  (đúng ra %g mm)\n"
      "3. Gõ bốn số đo, phần lẻ sau dấu chấm, TÊN là tên đặt cho máy in:\n"
      "     khoa print --calibrate --paper %s --printer TÊN --measured a,b,c,d\n"
      "4. Chép các dòng khoa trả lời vào cuối tệp khoa.ini. Từ đó in bằng:\n"
      "     khoa print LÔ --printer TÊN\n"
      "5. Vạch nhỏ nhất còn thấy ở mỗi mép là phần máy in không in tới: ghi số lớn nhất vào "
      "khoa.ini, "
      "[print] margin.",
      sheet->paper->name, crosses->inset, crosses->inset, crosses->across, crosses->down,
      sheet->paper->name);
}

/* Between the crosses, where there is room. */
static gboolean draw_instructions(const Sheet *sheet, GError **error) {
  const KhoaCrosses *crosses = &sheet->crosses;
  double x = crosses->inset + 10, y = crosses->inset + 12, width = crosses->across - 20;
  g_autofree char *text = instructions(sheet);
  double height;
  if (!khoa_typeset_measure(sheet->typeset, KHOA_STYLE_BODY, text, width, &height, error))
    return FALSE;
  if (height + 24 > crosses->down / 2)
    return TRUE;
  put(sheet, KHOA_STYLE_TITLE, "Tờ căn chỉnh máy in", x, y, width);
  put(sheet, KHOA_STYLE_BODY, text, x, y + 12, width);
  return TRUE;
}

static gboolean draw(const Sheet *sheet, GError **error) {
  cairo_t *cr = sheet->cr;
  double inset = sheet->crosses.inset;
  cairo_scale(cr, POINTS_PER_MM, POINTS_PER_MM);
  cairo_set_source_rgb(cr, 0, 0, 0);
  cairo_set_line_width(cr, HAIRLINE_MM);
  draw_rulers(sheet);
  draw_distances(sheet);
  draw_cross(sheet, "A", inset, inset);
  draw_cross(sheet, "B", inset + sheet->crosses.across, inset);
  draw_cross(sheet, "C", inset, inset + sheet->crosses.down);
  return draw_instructions(sheet, error);
}

static cairo_status_t keep_bytes(void *closure, const unsigned char *data, unsigned int length) {
  g_string_append_len(closure, (const char *)data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean draw_pdf(Sheet *sheet, GString *pdf, GError **error) {
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
      keep_bytes, pdf, sheet->paper->width * POINTS_PER_MM, sheet->paper->height * POINTS_PER_MM);
  sheet->cr = cairo_create(surface);
  gboolean drawn = draw(sheet, error);
  cairo_status_t status = cairo_status(sheet->cr);
  cairo_destroy(sheet->cr);
  cairo_surface_finish(surface);
  status = status ? status : cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  if (drawn && status != CAIRO_STATUS_SUCCESS)
    g_set_error(error, KHOA_CALIBRATION_ERROR, 0, _("the sheet can't be drawn: %s"),
                cairo_status_to_string(status));
  return drawn && status == CAIRO_STATUS_SUCCESS;
}

gboolean khoa_calibration_write(const KhoaPaper *paper, KhoaFonts *fonts, const char *path,
                                GError **error) {
  g_autoptr(KhoaTypeset) typeset = NULL;
  g_autoptr(GString) pdf = g_string_new(NULL);
  Sheet sheet = {.paper = paper};
  if (!khoa_calibration_crosses(&sheet.crosses, paper, error) ||
      !(typeset = khoa_typeset_new(fonts, khoa_form_styles, KHOA_STYLE_COUNT, error)))
    return FALSE;
  sheet.typeset = typeset;
  if (!draw_pdf(&sheet, pdf, error))
    return FALSE;
  g_autoptr(KhoaDraft) file = khoa_draft_begin(path, FALSE, error);
  return file && khoa_draft_write(file, pdf->str, pdf->len, error) && khoa_draft_place(file, error);
}

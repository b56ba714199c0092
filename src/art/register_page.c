#include "register_page.h"

#include <glib/gi18n.h>
#include <math.h>

/* The left margin is wide enough to file the paper. */
#define LEFT 20.0
#define RIGHT (KHOA_REGISTER_WIDTH - 12.0)
#define TOP 14.0
#define BOTTOM (KHOA_REGISTER_HEIGHT - 15.0)
#define FOOT (KHOA_REGISTER_HEIGHT - 11.0)
#define WIDTH (RIGHT - LEFT)
#define MIDDLE ((LEFT + RIGHT) / 2)

#define PAD_X 1.5
#define PAD_Y 1.2
#define GAP 5.0
#define NOTICE_WIDTH 130.0
#define SIGNER_WIDTH 100.0
#define CLOSING_HEIGHT 40.0 /* half of it free for a signature */

#define RULE 0.2
#define DARK 0.0
#define LIGHT 0.72

static gboolean check_letters(KhoaTypeset *typeset, const char *text, GError **error) {
  double height;
  if (khoa_typeset_measure(typeset, KHOA_STYLE_STRONG, text, WIDTH, &height, error))
    return TRUE;
  g_prefix_error(error, _("'%s' has "), text);
  return FALSE;
}

gboolean khoa_register_paper_init(KhoaRegisterPaper *paper, const KhoaRegisterForm *form,
                                  KhoaTypeset *typeset, GError **error) {
  const char *texts[] = {form->office, form->unit, form->title, form->facts,
                         form->notice, form->slug, form->signer};
  double sum = 0;
  *paper = (KhoaRegisterPaper){.form = form, .typeset = typeset, .edges = {LEFT}};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
    if (!check_letters(typeset, texts[i], error))
      return FALSE;
  for (gsize i = 0; i < form->n_columns; i++)
    sum += form->columns[i].width;
  for (gsize i = 0; i < form->n_columns; i++)
    paper->edges[i + 1] = paper->edges[i] + form->columns[i].width * WIDTH / sum;
  return TRUE;
}

static double cell_width(const KhoaRegisterPaper *paper, gsize column) {
  return paper->edges[column + 1] - paper->edges[column] - 2 * PAD_X;
}

static void rule(cairo_t *cr, double x, double y, double width, double grey) {
  if (!cr)
    return;
  cairo_set_source_rgb(cr, grey, grey, grey);
  cairo_move_to(cr, x, y);
  cairo_line_to(cr, x + width, y);
  cairo_stroke(cr);
  cairo_set_source_rgb(cr, DARK, DARK, DARK);
}

/* Below, each draw function starts at y and returns the y where it ends; without a context it only
 * measures. */

static double put(const KhoaRegisterPaper *paper, cairo_t *cr, guint style, const char *text,
                  KhoaTextBox box) {
  return box.y + khoa_typeset_put(paper->typeset, cr, style, text, box);
}

/* Office and unit at left, the nation's name and motto at right, each over a short rule. */
static double draw_agency(const KhoaRegisterPaper *paper, cairo_t *cr, double y) {
  const double width = (WIDTH - 2 * GAP) / 2, right = RIGHT - width;
  KhoaTextBox left_box = {LEFT, y, width, PANGO_ALIGN_CENTER};
  KhoaTextBox right_box = {right, y, width, PANGO_ALIGN_CENTER};
  left_box.y = put(paper, cr, KHOA_STYLE_AGENCY, paper->form->office, left_box);
  left_box.y = put(paper, cr, KHOA_STYLE_AGENCY_STRONG, paper->form->unit, left_box);
  right_box.y =
      put(paper, cr, KHOA_STYLE_AGENCY_STRONG, "Cộng hòa xã hội chủ nghĩa Việt Nam", right_box);
  right_box.y = put(paper, cr, KHOA_STYLE_MOTTO, "Độc lập - Tự do - Hạnh phúc", right_box);
  rule(cr, LEFT + width / 2 - 15, left_box.y + 0.8, 30, DARK);
  rule(cr, right + width / 2 - 26, right_box.y + 0.8, 52, DARK);
  return fmax(left_box.y, right_box.y) + GAP;
}

static double draw_notice(const KhoaRegisterPaper *paper, cairo_t *cr, double y) {
  const KhoaTextBox box = {MIDDLE - NOTICE_WIDTH / 2, y + PAD_Y, NOTICE_WIDTH, PANGO_ALIGN_CENTER};
  double end = put(paper, cr, KHOA_STYLE_STRONG, paper->form->notice, box) + PAD_Y;
  if (cr) {
    cairo_rectangle(cr, box.x, y, box.width, end - y);
    cairo_stroke(cr);
  }
  return end;
}

static double draw_heading(const KhoaRegisterPaper *paper, cairo_t *cr, double y) {
  KhoaTextBox box = {LEFT, draw_agency(paper, cr, y), WIDTH, PANGO_ALIGN_CENTER};
  box.y = put(paper, cr, KHOA_STYLE_TITLE, paper->form->title, box) + 0.5;
  box.y = put(paper, cr, KHOA_STYLE_BODY, paper->form->facts, box) + 2;
  return draw_notice(paper, cr, box.y) + GAP;
}

static void draw_cell(const KhoaRegisterPaper *paper, cairo_t *cr, gsize column, guint style,
                      const char *text, double y, double height) {
  gboolean centred = style == KHOA_STYLE_STRONG || paper->form->columns[column].centred;
  KhoaTextBox box = {paper->edges[column] + PAD_X, y, cell_width(paper, column),
                     centred ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT};
  double needed = khoa_typeset_put(paper->typeset, NULL, style, text, box);
  box.y += (height - needed) / 2;
  khoa_typeset_put(paper->typeset, cr, style, text, box);
}

/* The lines between columns, and the one above them. */
static void draw_grid(const KhoaRegisterPaper *paper, cairo_t *cr, double y, double height,
                      gboolean follows) {
  rule(cr, LEFT, y, WIDTH, follows ? LIGHT : DARK);
  for (gsize i = 0; i <= paper->form->n_columns; i++) {
    cairo_move_to(cr, paper->edges[i], y);
    cairo_line_to(cr, paper->edges[i], y + height);
  }
  cairo_stroke(cr);
}

static void draw_shade(cairo_t *cr, double y, double height, double grey) {
  cairo_set_source_rgb(cr, grey, grey, grey);
  cairo_rectangle(cr, LEFT, y, WIDTH, height);
  cairo_fill(cr);
  cairo_set_source_rgb(cr, DARK, DARK, DARK);
}

static double draw_titles(const KhoaRegisterPaper *paper, cairo_t *cr, double y) {
  const KhoaRegisterForm *form = paper->form;
  double height = 0;
  for (gsize i = 0; i < form->n_columns; i++)
    height = fmax(height,
                  khoa_typeset_put(paper->typeset, NULL, KHOA_STYLE_STRONG, form->columns[i].title,
                                   (KhoaTextBox){.width = cell_width(paper, i)}));
  height += 2 * PAD_Y;
  if (cr) {
    draw_shade(cr, y, height, 0.88);
    draw_grid(paper, cr, y, height, FALSE);
    for (gsize i = 0; i < form->n_columns; i++)
      draw_cell(paper, cr, i, KHOA_STYLE_STRONG, form->columns[i].title, y, height);
  }
  return y + height;
}

static double draw_group(const KhoaRegisterPaper *paper, cairo_t *cr, double y,
                         const KhoaRegisterSection *section, gboolean opens) {
  g_autofree char *text = g_strconcat(section->heading, opens ? "" : " (tiếp theo)", NULL);
  KhoaTextBox box = {LEFT + PAD_X, y + PAD_Y, WIDTH - 2 * PAD_X, PANGO_ALIGN_LEFT};
  double height = khoa_typeset_put(paper->typeset, NULL, KHOA_STYLE_STRONG, text, box) + 2 * PAD_Y;
  if (cr) {
    draw_shade(cr, y, height, 0.95);
    cairo_rectangle(cr, LEFT, y, WIDTH, height);
    cairo_stroke(cr);
    khoa_typeset_put(paper->typeset, cr, KHOA_STYLE_STRONG, text, box);
  }
  return y + height;
}

/* All that stands above a page's rows. */
static double draw_head(const KhoaRegisterPaper *paper, cairo_t *cr,
                        const KhoaRegisterSection *section, gboolean opens) {
  double y = opens ? draw_heading(paper, cr, TOP) : TOP;
  y = draw_titles(paper, cr, y);
  return draw_group(paper, cr, y, section, opens);
}

static double draw_rows(const KhoaRegisterPaper *paper, cairo_t *cr, double y,
                        const KhoaRegisterPage *page) {
  for (guint i = page->first; i < page->first + page->count; i++) {
    const KhoaRegisterRow *row = &g_array_index(page->section->rows, KhoaRegisterRow, i);
    draw_grid(paper, cr, y, row->height, row->follows && i > page->first);
    for (gsize column = 0; column < paper->form->n_columns; column++)
      draw_cell(paper, cr, column, KHOA_STYLE_BODY, row->cells[column], y, row->height);
    y += row->height;
  }
  rule(cr, LEFT, y, WIDTH, DARK);
  return y;
}

static double draw_closing(const KhoaRegisterPaper *paper, cairo_t *cr, double y,
                           const KhoaRegisterSection *section) {
  KhoaTextBox left = {LEFT, y + GAP, WIDTH - SIGNER_WIDTH - GAP, PANGO_ALIGN_LEFT};
  KhoaTextBox right = {RIGHT - SIGNER_WIDTH, y + GAP, SIGNER_WIDTH, PANGO_ALIGN_CENTER};
  left.y = put(paper, cr, KHOA_STYLE_BODY, section->closing, left);
  right.y = put(paper, cr, KHOA_STYLE_BODY, "……………………, ngày …… tháng …… năm 20……", right);
  right.y = put(paper, cr, KHOA_STYLE_STRONG, paper->form->signer, right);
  put(paper, cr, KHOA_STYLE_SMALL, "(Ký, ghi rõ họ tên)", right);
  return fmax(left.y, y + CLOSING_HEIGHT);
}

static void draw_foot(const KhoaRegisterPaper *paper, cairo_t *cr, const KhoaRegisterPage *page) {
  g_autofree char *number = g_strdup_printf("Trang %u/%u", page->number, page->total);
  KhoaTextBox box = {LEFT, FOOT, WIDTH, PANGO_ALIGN_RIGHT};
  khoa_typeset_put(paper->typeset, cr, KHOA_STYLE_SMALL, number, box);
  box.width -= 30;
  box.alignment = PANGO_ALIGN_LEFT;
  khoa_typeset_put(paper->typeset, cr, KHOA_STYLE_SMALL, paper->form->slug, box);
}

gboolean khoa_register_section_measure(const KhoaRegisterPaper *paper, KhoaRegisterSection *section,
                                       GError **error) {
  if (!check_letters(paper->typeset, section->heading, error) ||
      !check_letters(paper->typeset, section->closing, error))
    return FALSE;
  section->first_room = BOTTOM - draw_head(paper, NULL, section, TRUE);
  section->room = BOTTOM - draw_head(paper, NULL, section, FALSE);
  section->closing_height = draw_closing(paper, NULL, 0, section);
  if (paper->form->row_height + section->closing_height <= section->room)
    return TRUE;
  g_set_error(error, KHOA_REGISTER_ERROR, 0, _("'%s' leaves no room for rows: shorten it"),
              section->heading);
  return FALSE;
}

/* A row must have a place on a page that the closing is on too. */
gboolean khoa_register_row_measure(const KhoaRegisterPaper *paper,
                                   const KhoaRegisterSection *section, const char *const *cells,
                                   double *height, GError **error) {
  *height = paper->form->row_height;
  for (gsize i = 0; i < paper->form->n_columns; i++) {
    double needed;
    if (!khoa_typeset_measure(paper->typeset, KHOA_STYLE_BODY, cells[i], cell_width(paper, i),
                              &needed, error)) {
      g_prefix_error(error, _("'%s' has "), paper->form->columns[i].title);
      return FALSE;
    }
    *height = fmax(*height, needed + 2 * PAD_Y);
    if (*height + section->closing_height > section->room) {
      g_set_error(error, KHOA_REGISTER_ERROR, 0, _("'%s' is too long for a page: shorten it"),
                  paper->form->columns[i].title);
      return FALSE;
    }
  }
  return TRUE;
}

void khoa_register_page_draw(const KhoaRegisterPaper *paper, cairo_t *cr,
                             const KhoaRegisterPage *page) {
  cairo_set_source_rgb(cr, DARK, DARK, DARK);
  cairo_set_line_width(cr, RULE);
  double y = draw_head(paper, cr, page->section, page->opens);
  y = draw_rows(paper, cr, y, page);
  if (page->first + page->count == page->section->rows->len)
    draw_closing(paper, cr, y, page->section);
  draw_foot(paper, cr, page);
}

#include "sheet.h"

#include <math.h>

static const KhoaPaper papers[] = {
    {"a4", 210, 297, FALSE},
    {"a3", 297, 420, FALSE},
    {"sra3", 320, 450, FALSE},
    {"roll", 0, 0, TRUE},
};

GQuark khoa_sheet_error_quark(void) {
  return g_quark_from_static_string("khoa-sheet-error");
}

const KhoaPaper *khoa_paper_find(const char *name) {
  for (gsize i = 0; i < G_N_ELEMENTS(papers); i++)
    if (g_str_equal(papers[i].name, name))
      return &papers[i];
  return NULL;
}

const char *khoa_paper_names(void) {
  return "a4, a3, sra3, roll";
}

/* Planning */

static gboolean in_range(const KhoaSheet *sheet, GError **error) {
  const KhoaSheetOptions *o = &sheet->options;
  const struct {
    const char *name;
    double value, least, most;
  } numbers[] = {
      {"tag width (mm)", sheet->trim_width, 5, 1000},
      {"tag height (mm)", sheet->trim_height, 5, 1000},
      {"bleed (mm)", sheet->bleed, 0, 20},
      {"gap (mm)", o->gap, 0, 100},
      {"margin (mm)", o->margin, 0, 100},
      {"offset across (mm)", o->offset_x, -20, 20},
      {"offset down (mm)", o->offset_y, -20, 20},
      {"scale across", o->scale_x, 0.9, 1.1},
      {"scale down", o->scale_y, 0.9, 1.1},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
    if (!(numbers[i].value >= numbers[i].least && numbers[i].value <= numbers[i].most)) {
      g_set_error(error, KHOA_SHEET_ERROR, 0, "%s is %g: choose %g to %g", numbers[i].name,
                  numbers[i].value, numbers[i].least, numbers[i].most);
      return FALSE;
    }
  return TRUE;
}

/* From the trim boxes to the edge of what can be printed: bleed and marks. */
static double border(const KhoaSheet *sheet) {
  return sheet->options.margin + sheet->bleed + KHOA_MARK_DISTANCE + KHOA_MARK_LENGTH;
}

static guint how_many(double room, double trim, double pitch) {
  /* The sliver forgives what binary fractions do to millimetres. */
  return room + 1e-6 < trim ? 0 : 1 + (guint)floor((room - trim) / pitch + 1e-6);
}

static void lay_out(KhoaSheet *sheet, double width, double height) {
  double room_x = width - 2 * border(sheet);
  double room_y = height - 2 * border(sheet) - sheet->slug;
  sheet->width = width;
  sheet->height = height;
  sheet->columns = how_many(room_x, sheet->trim_width, sheet->pitch_x);
  sheet->rows = how_many(room_y, sheet->trim_height, sheet->pitch_y);
  KhoaRect grid = khoa_sheet_grid(sheet, KHOA_FACE_FRONT);
  sheet->x = border(sheet) + (room_x - grid.width) / 2;
  sheet->y = border(sheet) + (room_y - grid.height) / 2;
}

static guint places(const KhoaSheet *sheet) {
  return sheet->columns * sheet->rows;
}

static void lay_out_better_way(KhoaSheet *sheet, const KhoaPaper *paper) {
  KhoaSheet landscape = *sheet;
  lay_out(sheet, paper->width, paper->height);
  lay_out(&landscape, paper->height, paper->width);
  if (places(&landscape) > places(sheet))
    *sheet = landscape;
}

static gboolean has_room(const KhoaSheet *sheet, const KhoaPaper *paper, GError **error) {
  if (places(sheet) == 0) {
    double edge = 2 * border(sheet);
    g_set_error(
        error, KHOA_SHEET_ERROR, 0,
        "a tag with its crop marks needs %g x %g mm, %s paper has %g x %g mm: choose larger "
        "paper, a smaller margin or roll",
        sheet->trim_width + edge, sheet->trim_height + edge + sheet->slug, paper->name,
        paper->width, paper->height);
    return FALSE;
  }
  if (sheet->options.start_at > places(sheet)) {
    g_set_error(error, KHOA_SHEET_ERROR, 0, "the sheet has %u places, so none to start at %u",
                places(sheet), sheet->options.start_at);
    return FALSE;
  }
  return TRUE;
}

static gboolean stays_on_page(const KhoaSheet *sheet, GError **error) {
  for (KhoaFace face = KHOA_FACE_FRONT; face <= KHOA_FACE_BACK; face++) {
    KhoaRect grid = khoa_sheet_grid(sheet, face);
    double bleed = sheet->bleed;
    KhoaRect rect =
        khoa_sheet_calibrated(sheet, (KhoaRect){grid.x - bleed, grid.y - bleed,
                                                grid.width + 2 * bleed, grid.height + 2 * bleed});
    if (rect.x < 0 || rect.y < 0 || rect.x + rect.width > sheet->width ||
        rect.y + rect.height > sheet->height) {
      g_set_error(error, KHOA_SHEET_ERROR, 0,
                  "the printer's calibration (offset %g, %g mm; scale %g, %g) moves tags off the "
                  "page: choose a smaller one or a wider margin",
                  sheet->options.offset_x, sheet->options.offset_y, sheet->options.scale_x,
                  sheet->options.scale_y);
      return FALSE;
    }
  }
  return TRUE;
}

static KhoaSheetOptions with_defaults(KhoaSheetOptions options, double bleed) {
  /* Only a gap that is meant as one: a negative or absurd one is for in_range() to refuse. */
  if (options.gap >= 0)
    options.gap = MAX(options.gap, 2 * bleed);
  options.start_at = MAX(options.start_at, 1);
  options.scale_x = options.scale_x == 0 ? 1 : options.scale_x;
  options.scale_y = options.scale_y == 0 ? 1 : options.scale_y;
  return options;
}

gboolean khoa_sheet_plan(KhoaSheet *sheet, const KhoaPaper *paper, double trim_width,
                         double trim_height, double bleed, const KhoaSheetOptions *options,
                         GError **error) {
  KhoaSheet plan = {
      .trim_width = trim_width,
      .trim_height = trim_height,
      .bleed = bleed,
      .slug = paper->roll ? 0 : KHOA_SLUG_HEIGHT,
      .options = with_defaults(*options, bleed),
  };
  if (!in_range(&plan, error))
    return FALSE;
  plan.pitch_x = trim_width + plan.options.gap;
  plan.pitch_y = trim_height + plan.options.gap;
  if (paper->roll)
    lay_out(&plan, trim_width + 2 * border(&plan), trim_height + 2 * border(&plan));
  else
    lay_out_better_way(&plan, paper);
  if (!has_room(&plan, paper, error) || !stays_on_page(&plan, error))
    return FALSE;
  *sheet = plan;
  return TRUE;
}

/* Places */

KhoaPlace khoa_sheet_place(const KhoaSheet *sheet, guint64 n) {
  n += sheet->options.start_at - 1;
  guint row = (guint)(n % places(sheet)) / sheet->columns;
  guint column = (guint)(n % places(sheet)) % sheet->columns;
  return (KhoaPlace){
      .sheet = (guint)(n / places(sheet)) + 1,
      .row = row + 1,
      .column = column + 1,
      .x = sheet->x + column * sheet->pitch_x,
      .y = sheet->y + row * sheet->pitch_y,
  };
}

guint64 khoa_sheet_count(const KhoaSheet *sheet, guint64 tags) {
  return tags == 0 ? 0 : khoa_sheet_place(sheet, tags - 1).sheet;
}

/* Turning a portrait page over its long edge swaps left and right, a landscape page top and
 * bottom. */
static gboolean is_landscape(const KhoaSheet *sheet) {
  return sheet->width > sheet->height;
}

static KhoaRect mirrored(const KhoaSheet *sheet, KhoaRect rect) {
  if (is_landscape(sheet))
    rect.y = sheet->height - rect.y - rect.height;
  else
    rect.x = sheet->width - rect.x - rect.width;
  return rect;
}

KhoaPlace khoa_sheet_mirror(const KhoaSheet *sheet, KhoaPlace place) {
  KhoaRect trim = {place.x, place.y, sheet->trim_width, sheet->trim_height};
  trim = mirrored(sheet, trim);
  place.x = trim.x;
  place.y = trim.y;
  place.turned = is_landscape(sheet);
  return place;
}

/* What else a page shows */

KhoaRect khoa_sheet_grid(const KhoaSheet *sheet, KhoaFace face) {
  KhoaRect grid = {sheet->x, sheet->y, sheet->columns * sheet->pitch_x - sheet->options.gap,
                   sheet->rows * sheet->pitch_y - sheet->options.gap};
  return face == KHOA_FACE_BACK ? mirrored(sheet, grid) : grid;
}

KhoaRect khoa_sheet_slug(const KhoaSheet *sheet, KhoaFace face) {
  double margin = sheet->options.margin;
  KhoaRect slug = {margin, sheet->height - margin - sheet->slug, sheet->width - 2 * margin,
                   sheet->slug};
  return face == KHOA_FACE_BACK ? mirrored(sheet, slug) : slug;
}

/* A pair of marks for each edge of a column: above and below the grid; likewise for rows. */
GArray *khoa_sheet_marks(const KhoaSheet *sheet, KhoaFace face) {
  GArray *marks = g_array_new(FALSE, FALSE, sizeof(KhoaRect));
  KhoaRect grid = khoa_sheet_grid(sheet, face);
  double near = sheet->bleed + KHOA_MARK_DISTANCE, far = near + KHOA_MARK_LENGTH;
  for (guint i = 0; i < 2 * sheet->columns; i++) {
    double x = grid.x + i / 2 * sheet->pitch_x + i % 2 * sheet->trim_width;
    KhoaRect above = {x, grid.y - far, 0, KHOA_MARK_LENGTH};
    KhoaRect below = {x, grid.y + grid.height + near, 0, KHOA_MARK_LENGTH};
    g_array_append_val(marks, above);
    g_array_append_val(marks, below);
  }
  for (guint i = 0; i < 2 * sheet->rows; i++) {
    double y = grid.y + i / 2 * sheet->pitch_y + i % 2 * sheet->trim_height;
    KhoaRect left = {grid.x - far, y, KHOA_MARK_LENGTH, 0};
    KhoaRect right = {grid.x + grid.width + near, y, KHOA_MARK_LENGTH, 0};
    g_array_append_val(marks, left);
    g_array_append_val(marks, right);
  }
  return marks;
}

KhoaRect khoa_sheet_calibrated(const KhoaSheet *sheet, KhoaRect rect) {
  const KhoaSheetOptions *o = &sheet->options;
  return (KhoaRect){rect.x * o->scale_x + o->offset_x, rect.y * o->scale_y + o->offset_y,
                    rect.width * o->scale_x, rect.height * o->scale_y};
}

KhoaRect khoa_sheet_on_page(const KhoaSheet *sheet, const KhoaPlace *place, KhoaRect rect) {
  if (place->turned) {
    rect.x = sheet->trim_width - rect.x - rect.width;
    rect.y = sheet->trim_height - rect.y - rect.height;
  }
  rect.x += place->x;
  rect.y += place->y;
  return khoa_sheet_calibrated(sheet, rect);
}

#include "sheet.h"

#include <glib/gi18n.h>
#include <math.h>

GQuark khoa_sheet_error_quark(void) {
  return g_quark_from_static_string("khoa-sheet-error");
}

/* Planning */

static gboolean in_range(const KhoaSheet *sheet, GError **error) {
  const KhoaSheetOptions *o = &sheet->options;
  const struct {
    const char *name;
    double value, least, most;
  } numbers[] = {
      {_("tag width (mm)"), sheet->trim_width, 5, 1000},
      {_("tag height (mm)"), sheet->trim_height, 5, 1000},
      {"bleed (mm)", sheet->bleed, 0, 20},
      {"gap (mm)", o->gap, 0, 100},
      {"margin (mm)", o->margin, 0, 100},
      {_("offset across (mm)"), o->offset_x, -20, 20},
      {_("offset down (mm)"), o->offset_y, -20, 20},
      {_("scale across"), o->scale_x, 0.9, 1.1},
      {_("scale down"), o->scale_y, 0.9, 1.1},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
    if (!(numbers[i].value >= numbers[i].least && numbers[i].value <= numbers[i].most)) {
      g_set_error(error, KHOA_SHEET_ERROR, 0, _("%s is %g: choose %g to %g"), numbers[i].name,
                  numbers[i].value, numbers[i].least, numbers[i].most);
      return FALSE;
    }
  return TRUE;
}

static gboolean has_marks(const KhoaSheet *sheet) {
  return sheet->options.marks != KHOA_MARKS_NONE;
}

/* From the trim boxes outwards: the bleed and the marks. */
static double surround(const KhoaSheet *sheet) {
  return sheet->bleed + (has_marks(sheet) ? KHOA_MARK_DISTANCE + KHOA_MARK_LENGTH : 0);
}

/* From the trim boxes to the edge of the page. */
static double border(const KhoaSheet *sheet) {
  return sheet->options.margin + surround(sheet);
}

/* A tag's sides as it lies on the page. */
static double cell_width(const KhoaSheet *sheet) {
  return sheet->turned ? sheet->trim_height : sheet->trim_width;
}

static double cell_height(const KhoaSheet *sheet) {
  return sheet->turned ? sheet->trim_width : sheet->trim_height;
}

static guint how_many(double room, double trim, double pitch) {
  /* The sliver forgives what binary fractions do to millimetres. */
  return room + 1e-6 < trim ? 0 : 1 + (guint)floor((room - trim) / pitch + 1e-6);
}

static KhoaSheet laid_out(const KhoaSheet *plan, double width, double height, gboolean turned) {
  KhoaSheet sheet = *plan;
  sheet.turned = turned;
  sheet.pitch_x = cell_width(&sheet) + sheet.options.gap;
  sheet.pitch_y = cell_height(&sheet) + sheet.options.gap;
  double room_x = width - 2 * border(&sheet);
  double room_y = height - 2 * border(&sheet) - sheet.slug;
  sheet.width = width;
  sheet.height = height;
  sheet.columns = how_many(room_x, cell_width(&sheet), sheet.pitch_x);
  sheet.rows = how_many(room_y, cell_height(&sheet), sheet.pitch_y);
  KhoaRect grid = khoa_sheet_grid(&sheet, KHOA_FACE_FRONT);
  sheet.x = border(&sheet) + (room_x - grid.width) / 2;
  sheet.y = border(&sheet) + (room_y - grid.height) / 2;
  return sheet;
}

guint khoa_sheet_places(const KhoaSheet *sheet) {
  return sheet->columns * sheet->rows;
}

static KhoaSheet best_way(const KhoaSheet *plan, const KhoaPaper *paper) {
  KhoaSheet best = laid_out(plan, paper->width, paper->height, FALSE);
  for (int way = 1; way < 4; way++) {
    gboolean sideways = (way & 1) != 0, turned = (way & 2) != 0;
    if ((sideways && paper->fixed) || (turned && !plan->options.may_turn))
      continue;
    KhoaSheet sheet = laid_out(plan, sideways ? paper->height : paper->width,
                               sideways ? paper->width : paper->height, turned);
    if (khoa_sheet_places(&sheet) > khoa_sheet_places(&best))
      best = sheet;
  }
  return best;
}

static gboolean has_room(const KhoaSheet *sheet, const KhoaPaper *paper, GError **error) {
  if (khoa_sheet_places(sheet) == 0) {
    double edge = 2 * border(sheet);
    g_set_error(
        error, KHOA_SHEET_ERROR, 0,
        _("a tag with its %s needs %g x %g mm, %s paper has %g x %g mm: choose larger paper, "
          "a smaller margin%s or roll"),
        has_marks(sheet) ? _("crop marks") : _("bleed and margins"), sheet->trim_width + edge,
        sheet->trim_height + edge + sheet->slug, paper->name, paper->width, paper->height,
        has_marks(sheet) ? _(", no marks") : "");
    return FALSE;
  }
  if (sheet->options.start_at > khoa_sheet_places(sheet)) {
    g_set_error(error, KHOA_SHEET_ERROR, 0, _("the sheet has %u places, so none to start at %u"),
                khoa_sheet_places(sheet), sheet->options.start_at);
    return FALSE;
  }
  return TRUE;
}

/* How far the rectangle reaches beyond the page, mm; not above 0 if it doesn't. */
static double beyond_page(const KhoaSheet *sheet, KhoaRect rect) {
  double across = MAX(-rect.x, rect.x + rect.width - sheet->width);
  double down = MAX(-rect.y, rect.y + rect.height - sheet->height);
  return MAX(across, down);
}

static gboolean stays_on_page(const KhoaSheet *sheet, GError **error) {
  double room = surround(sheet), beyond = 0;
  for (KhoaFace face = KHOA_FACE_FRONT; face <= KHOA_FACE_BACK; face++) {
    KhoaRect grid = khoa_sheet_grid(sheet, face);
    KhoaRect all = {grid.x - room, grid.y - room, grid.width + 2 * room, grid.height + 2 * room};
    beyond = MAX(beyond, beyond_page(sheet, khoa_sheet_calibrated(sheet, all)));
  }
  if (beyond < 1e-6)
    return TRUE;
  g_set_error(
      error, KHOA_SHEET_ERROR, 0,
      _("the printer's calibration (offset %g, %g mm; scale %g, %g) moves tags or marks off "
        "the page, by %.2f mm: choose a smaller one or a wider margin"),
      sheet->options.offset_x, sheet->options.offset_y, sheet->options.scale_x,
      sheet->options.scale_y, beyond);
  return FALSE;
}

static KhoaSheetOptions with_defaults(KhoaSheetOptions options, const KhoaPaper *paper,
                                      double bleed) {
  if (paper->card) {
    options.margin = 0;
    options.marks = KHOA_MARKS_NONE;
  }
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
      .bleed = paper->card ? 0 : bleed,
      .slug = paper->roll || options->marks == KHOA_MARKS_NONE ? 0 : KHOA_SLUG_HEIGHT,
      .options = with_defaults(*options, paper, bleed),
  };
  if (!in_range(&plan, error))
    return FALSE;
  double edge = 2 * border(&plan);
  plan = paper->roll ? laid_out(&plan, trim_width + edge, trim_height + edge, FALSE)
                     : best_way(&plan, paper);
  if (!has_room(&plan, paper, error) || !stays_on_page(&plan, error))
    return FALSE;
  *sheet = plan;
  return TRUE;
}

/* Places */

KhoaPlace khoa_sheet_place(const KhoaSheet *sheet, guint64 n) {
  guint places = khoa_sheet_places(sheet);
  n += sheet->options.start_at - 1;
  guint row = (guint)(n % places) / sheet->columns, column = (guint)(n % places) % sheet->columns;
  return (KhoaPlace){
      .sheet = (guint)(n / places) + 1,
      .row = row + 1,
      .column = column + 1,
      .x = sheet->x + column * sheet->pitch_x,
      .y = sheet->y + row * sheet->pitch_y,
      .quarters = sheet->turned ? 1 : 0,
  };
}

guint64 khoa_sheet_count(const KhoaSheet *sheet, guint64 tags) {
  return tags == 0 ? 0 : khoa_sheet_place(sheet, tags - 1).sheet;
}

guint64 khoa_sheet_tags(const KhoaSheet *sheet, guint64 sheets) {
  return sheets == 0 ? 0 : sheets * khoa_sheet_places(sheet) - (sheet->options.start_at - 1);
}

/* Whether turning the sheet over swaps top and bottom, not left and right. */
static gboolean swaps_top(const KhoaSheet *sheet) {
  gboolean landscape = sheet->width > sheet->height;
  return landscape == (sheet->options.duplex == KHOA_DUPLEX_LONG);
}

static KhoaRect mirrored(const KhoaSheet *sheet, KhoaRect rect) {
  if (swaps_top(sheet))
    rect.y = sheet->height - rect.y - rect.height;
  else
    rect.x = sheet->width - rect.x - rect.width;
  return rect;
}

KhoaPlace khoa_sheet_mirror(const KhoaSheet *sheet, KhoaPlace place) {
  KhoaRect trim = {place.x, place.y, cell_width(sheet), cell_height(sheet)};
  trim = mirrored(sheet, trim);
  place.x = trim.x;
  place.y = trim.y;
  place.quarters = ((swaps_top(sheet) ? 6 : 4) - place.quarters) % 4;
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
GArray *khoa_sheet_crop_marks(const KhoaSheet *sheet, KhoaFace face) {
  GArray *marks = g_array_new(FALSE, FALSE, sizeof(KhoaRect));
  KhoaMarks wanted = sheet->options.marks;
  if (wanted != KHOA_MARKS_CROP && wanted != KHOA_MARKS_CROP_REGISTRATION)
    return marks;
  KhoaRect grid = khoa_sheet_grid(sheet, face);
  double near = sheet->bleed + KHOA_MARK_DISTANCE, far = near + KHOA_MARK_LENGTH;
  for (guint i = 0; i < 2 * sheet->columns; i++) {
    double x = grid.x + i / 2 * sheet->pitch_x + i % 2 * cell_width(sheet);
    KhoaRect above = {x, grid.y - far, 0, KHOA_MARK_LENGTH};
    KhoaRect below = {x, grid.y + grid.height + near, 0, KHOA_MARK_LENGTH};
    g_array_append_val(marks, above);
    g_array_append_val(marks, below);
  }
  for (guint i = 0; i < 2 * sheet->rows; i++) {
    double y = grid.y + i / 2 * sheet->pitch_y + i % 2 * cell_height(sheet);
    KhoaRect left = {grid.x - far, y, KHOA_MARK_LENGTH, 0};
    KhoaRect right = {grid.x + grid.width + near, y, KHOA_MARK_LENGTH, 0};
    g_array_append_val(marks, left);
    g_array_append_val(marks, right);
  }
  return marks;
}

/* One at each side of the grid, opposite the middle of a tag, where no crop mark stands. */
GArray *khoa_sheet_registration(const KhoaSheet *sheet, KhoaFace face) {
  GArray *marks = g_array_new(FALSE, FALSE, sizeof(KhoaRect));
  KhoaMarks wanted = sheet->options.marks;
  if (wanted != KHOA_MARKS_REGISTRATION && wanted != KHOA_MARKS_CROP_REGISTRATION)
    return marks;
  const double side = KHOA_MARK_LENGTH, far = sheet->bleed + KHOA_MARK_DISTANCE + side;
  KhoaRect grid = khoa_sheet_grid(sheet, KHOA_FACE_FRONT);
  double x = grid.x + (sheet->columns - 1) / 2 * sheet->pitch_x + (cell_width(sheet) - side) / 2;
  double y = grid.y + (sheet->rows - 1) / 2 * sheet->pitch_y + (cell_height(sheet) - side) / 2;
  const KhoaRect four[] = {{x, grid.y - far, side, side},
                           {x, grid.y + grid.height + far - side, side, side},
                           {grid.x - far, y, side, side},
                           {grid.x + grid.width + far - side, y, side, side}};
  for (gsize i = 0; i < G_N_ELEMENTS(four); i++) {
    KhoaRect mark = face == KHOA_FACE_BACK ? mirrored(sheet, four[i]) : four[i];
    g_array_append_val(marks, mark);
  }
  return marks;
}

KhoaRect khoa_sheet_calibrated(const KhoaSheet *sheet, KhoaRect rect) {
  const KhoaSheetOptions *o = &sheet->options;
  return (KhoaRect){rect.x * o->scale_x + o->offset_x, rect.y * o->scale_y + o->offset_y,
                    rect.width * o->scale_x, rect.height * o->scale_y};
}

/* A rectangle of the tag as it lies on the page, from the top left corner of the place. */
static KhoaRect turned(const KhoaSheet *sheet, int quarters, KhoaRect rect) {
  double right = sheet->trim_width - rect.x - rect.width;
  double below = sheet->trim_height - rect.y - rect.height;
  switch (quarters) {
  case 1:
    return (KhoaRect){below, rect.x, rect.height, rect.width};
  case 2:
    return (KhoaRect){right, below, rect.width, rect.height};
  case 3:
    return (KhoaRect){rect.y, right, rect.height, rect.width};
  default:
    return rect;
  }
}

KhoaRect khoa_sheet_on_page(const KhoaSheet *sheet, const KhoaPlace *place, KhoaRect rect) {
  KhoaRect lying = turned(sheet, place->quarters, rect);
  lying.x += place->x;
  lying.y += place->y;
  return khoa_sheet_calibrated(sheet, lying);
}

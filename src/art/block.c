#include "block.h"

static void clear_mark(gpointer data) {
  g_clear_object(&((KhoaMark *)data)->layout);
}

static void clear_block(gpointer data) {
  KhoaBlock *block = data;
  g_array_unref(block->marks);
  g_clear_pointer(&block->head, khoa_block_unref);
  g_free(block->outline);
}

KhoaBlock *khoa_block_new(void) {
  KhoaBlock *block = g_rc_box_new0(KhoaBlock);
  block->marks = g_array_new(FALSE, FALSE, sizeof(KhoaMark));
  g_array_set_clear_func(block->marks, clear_mark);
  return block;
}

KhoaBlock *khoa_block_ref(KhoaBlock *block) {
  return g_rc_box_acquire(block);
}

void khoa_block_unref(KhoaBlock *block) {
  g_rc_box_release_full(block, clear_block);
}

void khoa_block_text(KhoaBlock *block, PangoLayout *layout, double x, double y, double grey) {
  KhoaMark mark = {KHOA_MARK_TEXT, x, y, 0, 0, grey, layout, -1};
  g_array_append_val(block->marks, mark);
}

void khoa_block_line(KhoaBlock *block, PangoLayout *layout, int line, double x, double baseline) {
  KhoaMark mark = {KHOA_MARK_TEXT, x, baseline, 0, 0, 0, g_object_ref(layout), line};
  g_array_append_val(block->marks, mark);
}

void khoa_block_mark(KhoaBlock *block, KhoaMarkKind kind, double x, double y, double width,
                     double height, double grey) {
  KhoaMark mark = {kind, x, y, width, height, grey, NULL, -1};
  g_array_append_val(block->marks, mark);
}

static void draw_text(const KhoaMark *mark, cairo_t *cr) {
  cairo_move_to(cr, mark->x, mark->y);
  if (mark->line < 0)
    pango_cairo_show_layout(cr, mark->layout);
  else
    pango_cairo_show_layout_line(cr, pango_layout_get_line_readonly(mark->layout, mark->line));
}

static void draw_rule(const KhoaMark *mark, cairo_t *cr) {
  static const double dots[] = {0, 1.1};
  cairo_set_line_width(cr, KHOA_RULE);
  if (mark->kind == KHOA_MARK_DOTS) {
    cairo_set_line_width(cr, 2 * KHOA_RULE);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(cr, dots, G_N_ELEMENTS(dots), 0);
  }
  cairo_move_to(cr, mark->x, mark->y);
  cairo_rel_line_to(cr, mark->width, mark->height);
  cairo_stroke(cr);
}

static void draw_area(const KhoaMark *mark, cairo_t *cr) {
  cairo_rectangle(cr, mark->x, mark->y, mark->width, mark->height);
  cairo_set_line_width(cr, KHOA_RULE);
  if (mark->kind == KHOA_MARK_FILL)
    cairo_fill(cr);
  else
    cairo_stroke(cr);
}

static void (*const draw[])(const KhoaMark *, cairo_t *) = {
    [KHOA_MARK_TEXT] = draw_text, [KHOA_MARK_RULE] = draw_rule,  [KHOA_MARK_DOTS] = draw_rule,
    [KHOA_MARK_FILL] = draw_area, [KHOA_MARK_FRAME] = draw_area,
};

void khoa_block_draw(const KhoaBlock *block, cairo_t *cr, double x, double y) {
  for (guint i = 0; i < block->marks->len; i++) {
    const KhoaMark *mark = &g_array_index(block->marks, KhoaMark, i);
    cairo_save(cr);
    cairo_translate(cr, x, y);
    cairo_set_source_rgb(cr, mark->grey, mark->grey, mark->grey);
    draw[mark->kind](mark, cr);
    cairo_restore(cr);
  }
}

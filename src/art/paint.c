#include "paint.h"

#include <glib/gi18n.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <string.h>

#define PIXELS_PER_MM 16.0
#define PIXELS_MAX (8.0 * 1024 * 1024)

struct KhoaShapePainter {
  RsvgHandle *handle;
  RsvgRectangle view;
};

static RsvgHandle *load(const char *svg, GError **error) {
  g_autoptr(GInputStream) stream =
      g_memory_input_stream_new_from_data(svg, (gssize)strlen(svg), NULL);
  return rsvg_handle_new_from_stream_sync(stream, NULL, RSVG_HANDLE_FLAGS_NONE, NULL, error);
}

static RsvgRectangle view_of(const KhoaLayout *layout) {
  return (RsvgRectangle){0, 0, khoa_layout_width(layout), khoa_layout_height(layout)};
}

gboolean khoa_paint_svg(cairo_t *cr, const KhoaLayout *layout, const char *svg, GError **error) {
  RsvgRectangle view = view_of(layout);
  RsvgHandle *handle = load(svg, error);
  gboolean painted = handle && rsvg_handle_render_document(handle, cr, &view, error);
  g_clear_object(&handle);
  if (!painted)
    g_prefix_error(error, _("can't be drawn: "));
  return painted;
}

gboolean khoa_paint_cut(cairo_t *cr, const KhoaLayout *layout, const KhoaDrawing *drawing,
                        KhoaFace face, GError **error) {
  if (!drawing->cut)
    return TRUE;
  cairo_save(cr);
  if (face == KHOA_FACE_BACK) {
    cairo_translate(cr, khoa_layout_width(layout), 0);
    cairo_scale(cr, -1, 1);
  }
  gboolean painted = khoa_paint_svg(cr, layout, drawing->cut, error);
  cairo_restore(cr);
  return painted;
}

KhoaShapePainter *khoa_shape_painter_new(const KhoaLayout *layout, const KhoaDrawing *drawing,
                                         GError **error) {
  RsvgHandle *handle = load(drawing->art, error);
  if (!handle)
    return NULL;
  KhoaShapePainter *painter = g_new(KhoaShapePainter, 1);
  *painter = (KhoaShapePainter){handle, view_of(layout)};
  return painter;
}

void khoa_shape_painter_free(KhoaShapePainter *painter) {
  if (!painter)
    return;
  g_object_unref(painter->handle);
  g_free(painter);
}

gboolean khoa_shape_paint(KhoaShapePainter *painter, const KhoaShape *shape, cairo_t *cr,
                          GError **error) {
  return rsvg_handle_render_layer(painter->handle, cr, shape->id, &painter->view, error);
}

double khoa_paint_scale(double width, double height) {
  return fmin(PIXELS_PER_MM, sqrt(PIXELS_MAX / (width * height)));
}

#include "paint.h"

#include <librsvg/rsvg.h>
#include <string.h>

gboolean khoa_paint_svg(cairo_t *cr, const char *svg, double width, double height, const char *name,
                        GError **error) {
  g_autoptr(GInputStream) stream =
      g_memory_input_stream_new_from_data(svg, (gssize)strlen(svg), NULL);
  RsvgHandle *handle =
      rsvg_handle_new_from_stream_sync(stream, NULL, RSVG_HANDLE_FLAGS_NONE, NULL, error);
  RsvgRectangle view = {0, 0, width, height};
  gboolean painted = handle && rsvg_handle_render_document(handle, cr, &view, error);
  g_clear_object(&handle);
  if (!painted)
    g_prefix_error(error, "%s: can't be drawn: ", name);
  return painted;
}

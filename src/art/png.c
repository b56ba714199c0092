#include "png.h"

#include <glib/gi18n.h>
#include <math.h>
#include <png.h>
#include <setjmp.h>

#define INCHES_A_METRE (1000 / 25.4)

G_DEFINE_QUARK(khoa - png - error - quark, khoa_png_error)

/* What libpng's callbacks need; its errors must not return. */
typedef struct Writer {
  GByteArray *bytes;
  jmp_buf failed;
  GError **error;
} Writer;

G_NORETURN static void fail(png_structp png, png_const_charp message) {
  Writer *writer = png_get_error_ptr(png);
  g_set_error(writer->error, KHOA_PNG_ERROR, 0, _("the picture can't be written: %s"), message);
  longjmp(writer->failed, 1);
}

static void ignore(png_structp png, png_const_charp message) {
  (void)png, (void)message;
}

static void append(png_structp png, png_bytep data, size_t length) {
  g_byte_array_append(png_get_io_ptr(png), data, (guint)length);
}

static void flush(png_structp png) {
  (void)png;
}

static void write_rows(png_structp png, png_infop info, cairo_surface_t *image, double dpi) {
  int width = cairo_image_surface_get_width(image), height = cairo_image_surface_get_height(image);
  int stride = cairo_image_surface_get_stride(image);
  png_uint_32 pixels = (png_uint_32)lround(dpi * INCHES_A_METRE);
  png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, 8, PNG_COLOR_TYPE_RGB,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_pHYs(png, info, pixels, pixels, PNG_RESOLUTION_METER);
  png_write_info(png, info);
  /* cairo's pixels are 32-bit numbers, 0x00rrggbb. */
  if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
    png_set_bgr(png);
  png_set_filler(png, 0, G_BYTE_ORDER == G_LITTLE_ENDIAN ? PNG_FILLER_AFTER : PNG_FILLER_BEFORE);
  cairo_surface_flush(image);
  for (int y = 0; y < height; y++)
    png_write_row(png, cairo_image_surface_get_data(image) + y * stride);
  png_write_end(png, info);
}

/* The writer is the caller's, so what it holds outlives the jump. */
static gboolean write_all(Writer *writer, png_structp png, png_infop info, cairo_surface_t *image,
                          double dpi) {
  if (setjmp(writer->failed) != 0)
    return FALSE;
  png_set_write_fn(png, writer->bytes, append, flush);
  write_rows(png, info, image, dpi);
  return TRUE;
}

GByteArray *khoa_png_write(cairo_surface_t *image, double dpi, GError **error) {
  Writer writer = {.bytes = g_byte_array_new(), .error = error};
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &writer, fail, ignore);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  g_assert(info); /* no memory: GLib ends the program too */
  if (!write_all(&writer, png, info, image, dpi))
    g_clear_pointer(&writer.bytes, g_byte_array_unref);
  png_destroy_write_struct(&png, &info);
  return writer.bytes;
}

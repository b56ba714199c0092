#include "picture.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <png.h>
#include <setjmp.h>
#include <stdio.h> /* jpeglib.h needs it */
#include <string.h>

#include <jerror.h>
#include <jpeglib.h>

#define FILE_MAX (128 * 1024 * 1024) /* bytes; 64 megapixels compress to far less */
#define JPEG_SCANS_MAX 100           /* a progressive JPEG of thousands would take hours */

GQuark khoa_picture_error_quark(void) {
  return g_quark_from_static_string("khoa-picture-error");
}

KhoaPicture *khoa_picture_new(int width, int height) {
  KhoaPicture *picture = g_new(KhoaPicture, 1);
  gsize bytes = (gsize)width * (gsize)height;
  *picture = (KhoaPicture){width, height, width, g_malloc(bytes), FALSE};
  memset(picture->grey, 255, bytes);
  return picture;
}

void khoa_picture_free(KhoaPicture *picture) {
  if (!picture)
    return;
  g_free(picture->grey);
  g_free(picture);
}

/* Asked before anything of that size is allocated. */
static gboolean fits(guint64 width, guint64 height, const char *path, GError **error) {
  if (width > 0 && height > 0 && width <= KHOA_PICTURE_PIXELS_MAX / height)
    return TRUE;
  g_set_error(
      error, KHOA_PICTURE_ERROR, 0,
      _("%s: %" PRIu64 " x %" PRIu64 " pixels; a picture has 1 to %d megapixels, make it smaller"),
      path, width, height, KHOA_PICTURE_PIXELS_MAX / (1024 * 1024));
  return FALSE;
}

static void set_damaged(GError **error, const char *path, const char *format, const char *detail) {
  g_set_error(error, KHOA_PICTURE_ERROR, 0,
              _("%s: damaged or truncated %s (%s): copy it again or take another photo"), path,
              format, detail);
}

/* PNG */

static KhoaPicture *load_png(const guint8 *bytes, gsize length, const char *path, GError **error) {
  png_image image = {.version = PNG_IMAGE_VERSION};
  g_autoptr(KhoaPicture) picture = NULL;
  if (png_image_begin_read_from_memory(&image, bytes, length)) {
    if (!fits(image.width, image.height, path, error)) {
      png_image_free(&image);
      return NULL;
    }
    picture = khoa_picture_new((int)image.width, (int)image.height);
    picture->transparent = (image.format & PNG_FORMAT_FLAG_ALPHA) != 0;
    image.format = PNG_FORMAT_GRAY;
    png_color white = {255, 255, 255};
    if (png_image_finish_read(&image, &white, picture->grey, picture->stride, NULL))
      return g_steal_pointer(&picture);
  }
  set_damaged(error, path, "PNG", image.message);
  png_image_free(&image);
  return NULL;
}

/* JPEG: libjpeg reports by callbacks that must not return. */

typedef struct JpegReader {
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf failed;
  char message[JMSG_LENGTH_MAX];
  KhoaPicture *picture;
} JpegReader;

G_NORETURN static void jpeg_failed(j_common_ptr jpeg) {
  JpegReader *reader = jpeg->client_data;
  reader->errors.format_message(jpeg, reader->message);
  longjmp(reader->failed, 1);
}

/* libjpeg fills what a truncated file lacks with grey and merely warns. Its other warnings are of
 * oddities that cameras produce. */
static void jpeg_warned(j_common_ptr jpeg, int level) {
  int code = jpeg->err->msg_code;
  if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER))
    jpeg_failed(jpeg);
}

static void jpeg_progressed(j_common_ptr jpeg) {
  JpegReader *reader = jpeg->client_data;
  if (reader->jpeg.input_scan_number > JPEG_SCANS_MAX)
    ERREXIT(jpeg, JERR_BAD_PROGRESSION);
}

static void jpeg_reader_init(JpegReader *reader, const guint8 *bytes, gsize length) {
  reader->jpeg.err = jpeg_std_error(&reader->errors);
  reader->errors.error_exit = jpeg_failed;
  reader->errors.emit_message = jpeg_warned;
  reader->jpeg.client_data = reader;
  jpeg_create_decompress(&reader->jpeg);
  reader->progress.progress_monitor = jpeg_progressed;
  reader->jpeg.progress = &reader->progress;
  jpeg_mem_src(&reader->jpeg, bytes, length);
}

static void jpeg_read_rows(struct jpeg_decompress_struct *jpeg, KhoaPicture *picture) {
  jpeg_start_decompress(jpeg);
  while (jpeg->output_scanline < jpeg->output_height) {
    JSAMPROW row = picture->grey + (gsize)jpeg->output_scanline * (gsize)picture->stride;
    jpeg_read_scanlines(jpeg, &row, 1);
  }
  jpeg_finish_decompress(jpeg);
}

/* The reader is the caller's, so what it holds outlives the jump. */
static gboolean jpeg_read(JpegReader *reader, const guint8 *bytes, gsize length, const char *path,
                          GError **error) {
  struct jpeg_decompress_struct *jpeg = &reader->jpeg;
  if (setjmp(reader->failed) != 0) {
    set_damaged(error, path, "JPEG", reader->message);
    return FALSE;
  }
  jpeg_reader_init(reader, bytes, length);
  jpeg_read_header(jpeg, TRUE);
  if (!fits(jpeg->image_width, jpeg->image_height, path, error))
    return FALSE;
  if (jpeg->num_components == 4) {
    g_set_error(error, KHOA_PICTURE_ERROR, 0, _("%s: a CMYK picture; save it as RGB or grey"),
                path);
    return FALSE;
  }
  jpeg->out_color_space = JCS_GRAYSCALE;
  reader->picture = khoa_picture_new((int)jpeg->image_width, (int)jpeg->image_height);
  jpeg_read_rows(jpeg, reader->picture);
  return TRUE;
}

static KhoaPicture *load_jpeg(const guint8 *bytes, gsize length, const char *path, GError **error) {
  JpegReader reader = {0};
  if (!jpeg_read(&reader, bytes, length, path, error))
    g_clear_pointer(&reader.picture, khoa_picture_free);
  jpeg_destroy_decompress(&reader.jpeg);
  return reader.picture;
}

/* Files */

static const struct {
  const char *magic;
  gsize length;
  KhoaPicture *(*load)(const guint8 *bytes, gsize length, const char *path, GError **error);
} formats[] = {
    {"\x89PNG\r\n\x1a\n", 8, load_png},
    {"\xff\xd8\xff", 3, load_jpeg},
};

/* Not g_file_get_contents(): a pipe or device has no size to check beforehand. */
static GByteArray *read_file(const char *path, GError **error) {
  g_autoptr(GFile) file = g_file_new_for_path(path);
  g_autoptr(GFileInputStream) stream = g_file_read(file, NULL, error);
  if (!stream) {
    g_prefix_error(error, "%s: ", path);
    return NULL;
  }
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  g_autofree guint8 *chunk = g_malloc(1 << 16);
  gssize n;
  while ((n = g_input_stream_read(G_INPUT_STREAM(stream), chunk, 1 << 16, NULL, error)) > 0 &&
         bytes->len <= FILE_MAX)
    g_byte_array_append(bytes, chunk, (guint)n);
  if (n < 0) {
    g_prefix_error(error, "%s: ", path);
    return NULL;
  }
  if (n > 0) {
    g_set_error(error, KHOA_PICTURE_ERROR, 0, _("%s: more than %d MB; make the picture smaller"),
                path, FILE_MAX / (1024 * 1024));
    return NULL;
  }
  return g_steal_pointer(&bytes);
}

KhoaPicture *khoa_picture_parse(const guint8 *bytes, gsize length, const char *name,
                                GError **error) {
  for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
    if (length >= formats[i].length && memcmp(bytes, formats[i].magic, formats[i].length) == 0)
      return formats[i].load(bytes, length, name, error);
  g_set_error(error, KHOA_PICTURE_ERROR, 0,
              _("%s: neither PNG nor JPEG; save the picture as one of them"), name);
  return NULL;
}

KhoaPicture *khoa_picture_load(const char *path, GError **error) {
  g_autoptr(GByteArray) file = read_file(path, error);
  return file ? khoa_picture_parse(file->data, file->len, path, error) : NULL;
}

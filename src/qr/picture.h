/* PNG and JPEG files -> 8-bit grey pixels, bounded. Bytes may come from strangers. */
#ifndef KHOA_QR_PICTURE_H
#define KHOA_QR_PICTURE_H

#include <glib.h>

#define KHOA_PICTURE_PIXELS_MAX (64 * 1024 * 1024) /* 64 megapixels */

typedef struct KhoaPicture {
  int width, height;    /* pixels */
  int stride;           /* bytes a row */
  guint8 *grey;         /* 0 black, 255 white */
  gboolean transparent; /* the file can hold transparent pixels */
} KhoaPicture;

/* By content, not by name. Transparent pixels are laid on white. Errors (KHOA_PICTURE_ERROR) name
 * the file and what to do: neither PNG nor JPEG, truncated or damaged, CMYK, too many pixels (with
 * the numbers), or GIO's own when it can't be read. EXIF orientation needs no care: codes are found
 * at any angle. */
KhoaPicture *khoa_picture_load(const char *path, GError **error);
/* The same from a file's bytes; name: for errors. */
KhoaPicture *khoa_picture_parse(const guint8 *bytes, gsize length, const char *name,
                                GError **error);
KhoaPicture *khoa_picture_new(int width, int height); /* white; grey is the picture's own */
void khoa_picture_free(KhoaPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaPicture, khoa_picture_free)

#define KHOA_PICTURE_ERROR khoa_picture_error_quark()
GQuark khoa_picture_error_quark(void);

#endif

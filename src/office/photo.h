/* Photos of tags -> the texts of all QR codes in them. */
#ifndef KHOA_OFFICE_PHOTO_H
#define KHOA_OFFICE_PHOTO_H

#include <glib.h>

/* GBytes *, from top to bottom; empty if there is no code. Errors as khoa_picture_load()'s. */
GPtrArray *khoa_photo_texts(const char *path, GError **error);
/* Whether a name ends as pictures' do: .png, .jpg, .jpeg. */
gboolean khoa_photo_is_named(const char *path);
/* The paths of all pictures in a folder, in order of their names; the caller's. An error if there
 * is none. */
GStrv khoa_photos_in(const char *folder, GError **error);

#endif

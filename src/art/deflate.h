/* zlib's format, which a PDF's streams are packed in (FlateDecode), all at once. */
#ifndef KHOA_ART_DEFLATE_H
#define KHOA_ART_DEFLATE_H

#include <glib.h>

GByteArray *khoa_deflate(const char *bytes, gsize length);
/* NULL if the bytes aren't whole, or hold more than 256 MB. */
GByteArray *khoa_inflate(const char *bytes, gsize length);

#endif

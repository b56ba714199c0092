#include "deflate.h"

#include <zlib.h>

#define PLAIN_MAX (256 * 1024 * 1024)

GByteArray *khoa_deflate(const char *bytes, gsize length) {
  uLongf room = compressBound(length);
  GByteArray *packed = g_byte_array_new();
  g_byte_array_set_size(packed, (guint)room);
  /* Most of what pages hold are codes' modules, which don't pack: trying harder takes twice as long
   * and makes files 3 % smaller. */
  int status = compress2(packed->data, &room, (const Bytef *)bytes, length, Z_BEST_SPEED);
  g_assert(status == Z_OK); /* there is room for it */
  g_byte_array_set_size(packed, (guint)room);
  return packed;
}

GByteArray *khoa_inflate(const char *bytes, gsize length) {
  g_autoptr(GByteArray) plain = g_byte_array_new();
  int status = Z_BUF_ERROR;
  for (uLongf room = 65536; status == Z_BUF_ERROR && room <= PLAIN_MAX; room *= 4) {
    uLongf size = room;
    g_byte_array_set_size(plain, (guint)room);
    status = uncompress(plain->data, &size, (const Bytef *)bytes, length);
    if (status == Z_OK)
      g_byte_array_set_size(plain, (guint)size);
  }
  return status == Z_OK ? g_steal_pointer(&plain) : NULL;
}

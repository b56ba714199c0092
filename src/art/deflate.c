#include "deflate.h"

#include <zlib.h>

#define PLAIN_MAX (256 * 1024 * 1024)

GByteArray *khoa_deflate(const char *bytes, gsize length) {
  z_stream stream = {.next_in = (Bytef *)bytes, .avail_in = (uInt)length};
  /* Most of what pages hold are codes' modules, which don't pack: trying harder takes twice as long
   * and makes files 3 % smaller. More memory makes blocks longer, which saves a quarter of it. */
  int status =
      deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, MAX_WBITS, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY);
  g_assert(status == Z_OK);
  GByteArray *packed = g_byte_array_new();
  g_byte_array_set_size(packed, (guint)deflateBound(&stream, length));
  stream.next_out = packed->data;
  stream.avail_out = packed->len;
  status = deflate(&stream, Z_FINISH);
  g_assert(status == Z_STREAM_END); /* there is room for it */
  g_byte_array_set_size(packed, (guint)stream.total_out);
  deflateEnd(&stream);
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

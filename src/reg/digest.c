#include "digest.h"

#include <string.h>

void khoa_digest_text(crypto_generichash_state *state, const char *text) {
  /* No text holds a NUL, so the NUL behind each keeps two from being read as one. */
  crypto_generichash_update(state, (const guint8 *)(text ? text : ""), text ? strlen(text) + 1 : 1);
}

void khoa_digest_int(crypto_generichash_state *state, gint64 number) {
  char text[32];
  g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, number);
  khoa_digest_text(state, text);
}

void khoa_digest_blobs(crypto_generichash_state *state, KhoaRows *row, int first, int last) {
  for (int column = first; column <= last; column++) {
    gsize size;
    const void *bytes = khoa_rows_blob(row, column, &size);
    khoa_digest_int(state, (gint64)size);
    crypto_generichash_update(state, bytes, size);
  }
}

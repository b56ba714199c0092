#include "base64.h"

#include <sodium.h>

void khoa_base64_encode(char *text, const uint8_t *bytes, size_t size) {
  sodium_bin2base64(text, KHOA_BASE64_LENGTH(size) + 1, bytes, size,
                    sodium_base64_VARIANT_ORIGINAL);
}

static bool is_ascii(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++)
    if ((uint8_t)text[i] > 127)
      return false;
  return true;
}

bool khoa_base64_decode(uint8_t *bytes, size_t size, const char *text, size_t length) {
  size_t found;
  /* libsodium 1.0.18 takes some bytes above 127 for characters of the alphabet. */
  return length == KHOA_BASE64_LENGTH(size) && is_ascii(text, length) &&
         sodium_base642bin(bytes, size, text, length, NULL, &found, NULL,
                           sodium_base64_VARIANT_ORIGINAL) == 0 &&
         found == size;
}

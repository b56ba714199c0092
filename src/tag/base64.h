/* Standard base64 with padding; each content has exactly one spelling. */
#ifndef KHOA_TAG_BASE64_H
#define KHOA_TAG_BASE64_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KHOA_BASE64_LENGTH(size) (((size) + 2) / 3 * 4)

/* Writes KHOA_BASE64_LENGTH(size) characters and a NUL. */
void khoa_base64_encode(char *text, const uint8_t *bytes, size_t size);
/* False unless text is the one spelling of exactly `size` bytes; bytes may then hold anything. */
bool khoa_base64_decode(uint8_t *bytes, size_t size, const char *text, size_t length);

#endif

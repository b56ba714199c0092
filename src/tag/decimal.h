/* Plain decimal digits, without printf: the verify-only build stays small. */
#ifndef KHOA_TAG_DECIMAL_H
#define KHOA_TAG_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Writes the last `width` digits of value, zero-padded, without a NUL. */
void khoa_decimal_put(char *digits, size_t width, uint64_t value);
/* False, and nothing written, unless all of text is digits, at least one, and the value fits. */
bool khoa_decimal_get(uint64_t *value, const char *text, size_t length);

#endif

/* The printed code, for people, when a QR code can't be read: BBBB-IIIII-CC.
 * Batch (at least 4 digits), index (5 digits), check digits by ISO/IEC 7064 MOD 97-10 over the
 * digits of both. It names a tag and proves nothing. */
#ifndef KHOA_TAG_CODE_H
#define KHOA_TAG_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KHOA_CODE_SIZE 17 /* 7 + 1 + 5 + 1 + 2 and a NUL */

typedef enum KhoaCodeFault {
  KHOA_CODE_OK,
  KHOA_CODE_SHAPE, /* not digits in this shape */
  KHOA_CODE_CHECK, /* a digit was misread: the check digits don't fit */
  KHOA_CODE_RANGE, /* batch or index out of range */
} KhoaCodeFault;

const char *khoa_code_fault_words(KhoaCodeFault fault);

/* batch 0 to 9,999,999 (0: a specimen), index 1 to 99,999. */
void khoa_code_print(char code[KHOA_CODE_SIZE], uint32_t batch, uint32_t index);
/* Takes dashes and spaces anywhere, or none. On a fault nothing is written. */
KhoaCodeFault khoa_code_parse(uint32_t *batch, uint32_t *index, const char *text, size_t length);

#endif

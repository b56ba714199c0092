#include "code.h"

#include "decimal.h"
#include "payload.h"
#include "tag/mark.h"

#define INDEX_DIGITS 5
#define CHECK_DIGITS 2
#define BATCH_DIGITS_MIN 4
#define BATCH_DIGITS_MAX 7
#define TAIL_DIGITS (INDEX_DIGITS + CHECK_DIGITS)

static const char *const fault_words[] = {
    [KHOA_CODE_OK] = N_("no fault"),
    [KHOA_CODE_SHAPE] = N_("not a code of the form 0123-04567-38"),
    [KHOA_CODE_CHECK] = N_("the check digits don't fit: a digit was misread"),
    [KHOA_CODE_RANGE] = N_("batch or index out of range"),
};

const char *khoa_code_fault_words(KhoaCodeFault fault) {
  return fault_words[fault];
}

static uint64_t check_digits(uint64_t batch, uint64_t index) {
  return 98 - (batch * 100000 + index) * 100 % 97;
}

static size_t batch_digits(uint32_t batch) {
  size_t digits = BATCH_DIGITS_MIN;
  for (uint32_t limit = 10000; digits < BATCH_DIGITS_MAX && batch >= limit; limit *= 10)
    digits++;
  return digits;
}

void khoa_code_print(char code[KHOA_CODE_SIZE], uint32_t batch, uint32_t index) {
  size_t digits = batch_digits(batch);
  khoa_decimal_put(code, digits, batch);
  code[digits] = '-';
  khoa_decimal_put(code + digits + 1, INDEX_DIGITS, index);
  code[digits + 1 + INDEX_DIGITS] = '-';
  khoa_decimal_put(code + digits + 2 + INDEX_DIGITS, CHECK_DIGITS, check_digits(batch, index));
  code[digits + 2 + TAIL_DIGITS] = '\0';
}

/* Copies the digits without dashes and spaces; 0 if there are too many. */
static size_t gather(char digits[BATCH_DIGITS_MAX + TAIL_DIGITS], const char *text, size_t length) {
  size_t count = 0;
  for (size_t i = 0; i < length; i++) {
    if (text[i] == '-' || text[i] == ' ')
      continue;
    if (count == BATCH_DIGITS_MAX + TAIL_DIGITS)
      return 0;
    digits[count++] = text[i];
  }
  return count;
}

KhoaCodeFault khoa_code_parse(uint32_t *batch, uint32_t *index, const char *text, size_t length) {
  char digits[BATCH_DIGITS_MAX + TAIL_DIGITS];
  size_t count = gather(digits, text, length);
  if (count < BATCH_DIGITS_MIN + TAIL_DIGITS)
    return KHOA_CODE_SHAPE;
  size_t width = count - TAIL_DIGITS;
  uint64_t b, i, check;
  if ((width > BATCH_DIGITS_MIN && digits[0] == '0') || !khoa_decimal_get(&b, digits, width) ||
      !khoa_decimal_get(&i, digits + width, INDEX_DIGITS) ||
      !khoa_decimal_get(&check, digits + width + INDEX_DIGITS, CHECK_DIGITS))
    return KHOA_CODE_SHAPE;
  if (check != check_digits(b, i))
    return KHOA_CODE_CHECK;
  if (b > KHOA_BATCH_MAX || i < 1)
    return KHOA_CODE_RANGE;
  *batch = (uint32_t)b;
  *index = (uint32_t)i;
  return KHOA_CODE_OK;
}

#include "decimal.h"

void khoa_decimal_put(char *digits, size_t width, uint64_t value) {
  while (width > 0) {
    digits[--width] = (char)('0' + value % 10);
    value /= 10;
  }
}

bool khoa_decimal_get(uint64_t *value, const char *text, size_t length) {
  uint64_t sum = 0;
  for (size_t i = 0; i < length; i++) {
    if (text[i] < '0' || text[i] > '9')
      return false;
    uint64_t digit = (uint64_t)(text[i] - '0');
    if (sum > (UINT64_MAX - digit) / 10)
      return false;
    sum = sum * 10 + digit;
  }
  if (length == 0)
    return false;
  *value = sum;
  return true;
}

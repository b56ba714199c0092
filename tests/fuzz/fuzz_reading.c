/* Any bytes as a scanned text and as a printed code: what is taken has exactly one spelling. */
#include <stdlib.h>
#include <string.h>

#include "tag/code.h"
#include "tag/verdict.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool truth) {
  if (!truth)
    abort();
}

static void try_reading(const char *text, size_t length) {
  static const KhoaFacts nothing_known;
  KhoaReading reading;
  khoa_reading_parse(&reading, text, length);
  must(reading.prefix_length <= length);
  must(khoa_digits_fault_words(reading.fault) != NULL);
  KhoaVerdictWord word = khoa_verdict_find(&reading, &nothing_known).word;
  if (reading.fault != KHOA_DIGITS_OK) {
    must(word == KHOA_VERDICT_NOT_A_TAG);
    return;
  }
  char digits[KHOA_DIGITS + 1];
  khoa_digits_encode(digits, reading.payload, reading.signature);
  must(length - reading.prefix_length == KHOA_DIGITS);
  must(memcmp(digits, text + reading.prefix_length, KHOA_DIGITS) == 0);
  must(word != KHOA_VERDICT_GENUINE);
}

static void try_code(const char *text, size_t length) {
  uint32_t batch, index, batch_again, index_again;
  char code[KHOA_CODE_SIZE];
  if (khoa_code_parse(&batch, &index, text, length) != KHOA_CODE_OK)
    return;
  khoa_code_print(code, batch, index);
  must(khoa_code_parse(&batch_again, &index_again, code, strlen(code)) == KHOA_CODE_OK);
  must(batch == batch_again && index == index_again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  try_reading((const char *)data, size);
  try_code((const char *)data, size);
  return 0;
}

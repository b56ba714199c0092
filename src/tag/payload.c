#include "payload.h"

#include <string.h>

#include "decimal.h"
#include "tag/mark.h"

#define RAW_SIZE (KHOA_PAYLOAD_SIZE + KHOA_SIGNATURE_SIZE)
#define GROUP_SIZE 7 /* bytes; the last group has what is left, 1 byte */
#define GROUP_DIGITS 17
#define LAST_GROUP_DIGITS 3

static const struct {
  KhoaKind kind;
  const char *word;
} kinds[] = {
    {KHOA_KIND_KEYCHAIN, N_("keychain")},
    {KHOA_KIND_LOCK_TAG, N_("lock-tag")},
    {KHOA_KIND_SPECIMEN, N_("specimen")},
};

static const char *const fault_words[] = {
    [KHOA_DIGITS_OK] = N_("no fault"),
    [KHOA_DIGITS_LENGTH] = N_("not 173 digits"),
    [KHOA_DIGITS_CHARACTER] = N_("a character that isn't a digit"),
    [KHOA_DIGITS_GROUP_RANGE] = N_("a group of digits is out of range"),
    [KHOA_DIGITS_VERSION] = N_("unsupported version"),
    [KHOA_DIGITS_KIND] = N_("unknown kind"),
    [KHOA_DIGITS_BATCH_RANGE] = N_("batch out of range"),
    [KHOA_DIGITS_INDEX_RANGE] = N_("index out of range"),
};

const char *khoa_kind_word(KhoaKind kind) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (kinds[i].kind == kind)
      return kinds[i].word;
  return NULL;
}

bool khoa_kind_from_word(const char *word, KhoaKind *kind) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (strcmp(kinds[i].word, word) == 0) {
      *kind = kinds[i].kind;
      return true;
    }
  }
  return false;
}

const char *khoa_digits_fault_words(KhoaDigitsFault fault) {
  return fault_words[fault];
}

static KhoaDigitsFault check_ranges(KhoaTag tag) {
  bool specimen = tag.kind == KHOA_KIND_SPECIMEN;
  if (khoa_kind_word(tag.kind) == NULL)
    return KHOA_DIGITS_KIND;
  if (tag.batch > KHOA_BATCH_MAX || (tag.batch == 0) != specimen)
    return KHOA_DIGITS_BATCH_RANGE;
  if (tag.index < 1 || tag.index > KHOA_INDEX_MAX)
    return KHOA_DIGITS_INDEX_RANGE;
  return KHOA_DIGITS_OK;
}

static void put_bytes(uint8_t *bytes, size_t size, uint64_t value) {
  while (size > 0) {
    bytes[--size] = (uint8_t)value;
    value >>= 8;
  }
}

static uint64_t get_bytes(const uint8_t *bytes, size_t size) {
  uint64_t value = 0;
  for (size_t i = 0; i < size; i++)
    value = value << 8 | bytes[i];
  return value;
}

bool khoa_payload_pack(uint8_t payload[KHOA_PAYLOAD_SIZE], KhoaTag tag) {
  if (check_ranges(tag) != KHOA_DIGITS_OK)
    return false;
  payload[0] = (uint8_t)(KHOA_FORMAT_VERSION << 4 | (int)tag.kind);
  put_bytes(payload + 1, 3, tag.batch);
  put_bytes(payload + 4, 3, tag.index);
  return true;
}

KhoaDigitsFault khoa_payload_unpack(KhoaTag *tag, const uint8_t payload[KHOA_PAYLOAD_SIZE]) {
  if (payload[0] >> 4 != KHOA_FORMAT_VERSION)
    return KHOA_DIGITS_VERSION;
  KhoaTag found = {
      .kind = (KhoaKind)(payload[0] & 15),
      .batch = (uint32_t)get_bytes(payload + 1, 3),
      .index = (uint32_t)get_bytes(payload + 4, 3),
  };
  KhoaDigitsFault fault = check_ranges(found);
  if (fault == KHOA_DIGITS_OK)
    *tag = found;
  return fault;
}

static size_t group_size(size_t offset) {
  return offset + GROUP_SIZE <= RAW_SIZE ? GROUP_SIZE : RAW_SIZE - offset;
}

static size_t group_digits(size_t size) {
  return size == GROUP_SIZE ? GROUP_DIGITS : LAST_GROUP_DIGITS;
}

void khoa_digits_encode(char digits[KHOA_DIGITS + 1], const uint8_t payload[KHOA_PAYLOAD_SIZE],
                        const uint8_t signature[KHOA_SIGNATURE_SIZE]) {
  uint8_t raw[RAW_SIZE];
  memcpy(raw, payload, KHOA_PAYLOAD_SIZE);
  memcpy(raw + KHOA_PAYLOAD_SIZE, signature, KHOA_SIGNATURE_SIZE);
  for (size_t offset = 0; offset < RAW_SIZE; offset += GROUP_SIZE) {
    size_t size = group_size(offset);
    khoa_decimal_put(digits, group_digits(size), get_bytes(raw + offset, size));
    digits += group_digits(size);
  }
  *digits = '\0';
}

static KhoaDigitsFault decode_groups(uint8_t raw[RAW_SIZE], const char *digits) {
  for (size_t offset = 0; offset < RAW_SIZE; offset += GROUP_SIZE) {
    size_t size = group_size(offset);
    uint64_t value = 0;
    khoa_decimal_get(&value, digits, group_digits(size));
    if (value >> (8 * size) != 0)
      return KHOA_DIGITS_GROUP_RANGE;
    put_bytes(raw + offset, size, value);
    digits += group_digits(size);
  }
  return KHOA_DIGITS_OK;
}

static bool only_digits(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (text[i] < '0' || text[i] > '9')
      return false;
  return true;
}

KhoaDigitsFault khoa_digits_decode(KhoaTag *tag, uint8_t payload[KHOA_PAYLOAD_SIZE],
                                   uint8_t signature[KHOA_SIGNATURE_SIZE], const char *digits,
                                   size_t length) {
  uint8_t raw[RAW_SIZE];
  if (!only_digits(digits, length))
    return KHOA_DIGITS_CHARACTER; /* first: a foreign digit takes more than one byte */
  if (length != KHOA_DIGITS)
    return KHOA_DIGITS_LENGTH;
  KhoaDigitsFault fault = decode_groups(raw, digits);
  if (fault == KHOA_DIGITS_OK)
    fault = khoa_payload_unpack(tag, raw);
  if (fault != KHOA_DIGITS_OK)
    return fault;
  memcpy(payload, raw, KHOA_PAYLOAD_SIZE);
  memcpy(signature, raw + KHOA_PAYLOAD_SIZE, KHOA_SIGNATURE_SIZE);
  return KHOA_DIGITS_OK;
}

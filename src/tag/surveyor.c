#include "surveyor.h"

#include <sodium.h>
#include <string.h>

#include "base64.h"
#include "tag/mark.h"

#define DIGITS (KHOA_FINGERPRINT_SIZE - 1)

static const char start[] = "khoa-surveyor-";
static const char version[] = "1:";

static const char *const fault_words[] = {
    [KHOA_ENROLMENT_OK] = N_("no fault"),
    [KHOA_ENROLMENT_FORMAT] = N_("not an enrolment, which begins with khoa-surveyor-1:"),
    [KHOA_ENROLMENT_VERSION] = N_("an enrolment of an unsupported version"),
    [KHOA_ENROLMENT_KEY] = N_("the key in it is damaged"),
    [KHOA_ENROLMENT_CHECK] = N_("the fingerprint isn't the key's: it was mistyped or cut off"),
};

const char *khoa_enrolment_fault_words(KhoaEnrolmentFault fault) {
  return fault_words[fault];
}

void khoa_fingerprint_print(char text[KHOA_FINGERPRINT_SIZE],
                            const uint8_t key[KHOA_SURVEYOR_KEY_SIZE]) {
  static const char digits[] = "0123456789ABCDEF";
  uint8_t hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, key, KHOA_SURVEYOR_KEY_SIZE);
  for (size_t i = 0; i < DIGITS; i++)
    text[i] = digits[i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2] & 15];
  text[DIGITS] = '\0';
}

void khoa_fingerprint_group(char grouped[KHOA_FINGERPRINT_GROUPED_SIZE],
                            const uint8_t key[KHOA_SURVEYOR_KEY_SIZE]) {
  char text[KHOA_FINGERPRINT_SIZE];
  khoa_fingerprint_print(text, key);
  for (size_t i = 0; i < DIGITS / 4; i++) {
    memcpy(grouped + 5 * i, text + 4 * i, 4);
    grouped[5 * i + 4] = ' ';
  }
  grouped[KHOA_FINGERPRINT_GROUPED_SIZE - 1] = '\0';
}

/* The key between the version and the last colon. */
static KhoaEnrolmentFault read_key(uint8_t key[KHOA_SURVEYOR_KEY_SIZE], const char *text,
                                   size_t length) {
  const char *colon = memchr(text, ':', length);
  uint8_t read[KHOA_SURVEYOR_KEY_SIZE];
  char fingerprint[KHOA_FINGERPRINT_SIZE];
  if (colon == NULL)
    return KHOA_ENROLMENT_CHECK;
  if (!khoa_base64_decode(read, sizeof read, text, (size_t)(colon - text)) ||
      (read[0] != 2 && read[0] != 3))
    return KHOA_ENROLMENT_KEY;
  khoa_fingerprint_print(fingerprint, read);
  if ((size_t)(text + length - (colon + 1)) != DIGITS ||
      memcmp(colon + 1, fingerprint, DIGITS) != 0)
    return KHOA_ENROLMENT_CHECK;
  memcpy(key, read, sizeof read);
  return KHOA_ENROLMENT_OK;
}

KhoaEnrolmentFault khoa_enrolment_parse(uint8_t key[KHOA_SURVEYOR_KEY_SIZE], const char *text,
                                        size_t length) {
  size_t head = sizeof start - 1, tail = sizeof version - 1;
  if (length < head || memcmp(text, start, head) != 0)
    return KHOA_ENROLMENT_FORMAT;
  text += head;
  length -= head;
  if (length < tail || memcmp(text, version, tail) != 0)
    return KHOA_ENROLMENT_VERSION;
  return read_key(key, text + tail, length - tail);
}

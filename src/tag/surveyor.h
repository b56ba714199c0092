/* A surveyor's phone, by its public key: an enrolment's text and the fingerprint (docs/FORMAT.md).
 * Nothing here knows the curve: whether the key is a point on it is for whoever verifies by it. */
#ifndef KHOA_TAG_SURVEYOR_H
#define KHOA_TAG_SURVEYOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KHOA_SURVEYOR_KEY_SIZE 33        /* P-256, a compressed point: 2 or 3, then x big-endian */
#define KHOA_FINGERPRINT_SIZE 17         /* 16 capital hexadecimal digits and a NUL */
#define KHOA_FINGERPRINT_GROUPED_SIZE 20 /* the same in groups of four */

typedef enum KhoaEnrolmentFault {
  KHOA_ENROLMENT_OK,
  KHOA_ENROLMENT_FORMAT,  /* not this text at all */
  KHOA_ENROLMENT_VERSION, /* of a version that isn't known here */
  KHOA_ENROLMENT_KEY,     /* not the base64 of a compressed point */
  KHOA_ENROLMENT_CHECK,   /* the fingerprint isn't the key's: mistyped, or cut off */
} KhoaEnrolmentFault;

const char *khoa_enrolment_fault_words(KhoaEnrolmentFault fault);

/* "khoa-surveyor-1:KEY:FINGERPRINT", all of the text. On a fault nothing is written. */
KhoaEnrolmentFault khoa_enrolment_parse(uint8_t key[KHOA_SURVEYOR_KEY_SIZE], const char *text,
                                        size_t length);

void khoa_fingerprint_print(char text[KHOA_FINGERPRINT_SIZE],
                            const uint8_t key[KHOA_SURVEYOR_KEY_SIZE]);
/* "0123 4567 89AB CDEF", to be read out. */
void khoa_fingerprint_group(char grouped[KHOA_FINGERPRINT_GROUPED_SIZE],
                            const uint8_t key[KHOA_SURVEYOR_KEY_SIZE]);

#endif

/* The signature of a tag: Ed25519 (RFC 8032, pure) by its batch's key over the 11 ASCII bytes
 * "khoa-tag-v1", one zero byte and the 7 payload bytes. */
#ifndef KHOA_TAG_VERIFY_H
#define KHOA_TAG_VERIFY_H

#include "payload.h"

#define KHOA_PUBLIC_KEY_SIZE 32
#define KHOA_TAG_MESSAGE_SIZE 19

/* The published key of specimens, which proves nothing. */
extern const uint8_t khoa_specimen_public_key[KHOA_PUBLIC_KEY_SIZE];

void khoa_tag_message(uint8_t message[KHOA_TAG_MESSAGE_SIZE],
                      const uint8_t payload[KHOA_PAYLOAD_SIZE]);
bool khoa_tag_verify(const uint8_t payload[KHOA_PAYLOAD_SIZE],
                     const uint8_t signature[KHOA_SIGNATURE_SIZE],
                     const uint8_t public_key[KHOA_PUBLIC_KEY_SIZE]);

#endif

#include "verify.h"

#include <sodium.h>
#include <string.h>

#define MESSAGE_NAME "khoa-tag-v1"

const uint8_t khoa_specimen_public_key[KHOA_PUBLIC_KEY_SIZE] = {
    0x55, 0x3b, 0xcc, 0xeb, 0x96, 0xe5, 0x63, 0x35, 0xad, 0xd6, 0x23, 0xce, 0x36, 0x14, 0x0d, 0x85,
    0x85, 0xfd, 0x9d, 0xa7, 0x87, 0xf5, 0xdc, 0x58, 0x2b, 0x86, 0x0d, 0x34, 0x23, 0xe8, 0x0b, 0x6f,
};

void khoa_tag_message(uint8_t message[KHOA_TAG_MESSAGE_SIZE],
                      const uint8_t payload[KHOA_PAYLOAD_SIZE]) {
  /* The name goes in with its NUL, which is the zero byte. */
  memcpy(message, MESSAGE_NAME, sizeof MESSAGE_NAME);
  memcpy(message + sizeof MESSAGE_NAME, payload, KHOA_PAYLOAD_SIZE);
}

bool khoa_tag_verify(const uint8_t payload[KHOA_PAYLOAD_SIZE],
                     const uint8_t signature[KHOA_SIGNATURE_SIZE],
                     const uint8_t public_key[KHOA_PUBLIC_KEY_SIZE]) {
  uint8_t message[KHOA_TAG_MESSAGE_SIZE];
  khoa_tag_message(message, payload);
  return crypto_sign_verify_detached(signature, message, sizeof message, public_key) == 0;
}

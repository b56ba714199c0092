#include "sign.h"

#include <sodium.h>

struct KhoaSigner {
  uint8_t public_key[KHOA_PUBLIC_KEY_SIZE];
  uint8_t secret_key[crypto_sign_SECRETKEYBYTES];
};

static const char specimen_seed[] = "khoa specimen key proves nothing";
_Static_assert(sizeof specimen_seed == KHOA_SEED_SIZE + 1, "a seed is 32 bytes");

KhoaSigner *khoa_signer_new(void) {
  KhoaSigner *signer = sodium_malloc(sizeof *signer);
  if (signer == NULL)
    return NULL;
  crypto_sign_keypair(signer->public_key, signer->secret_key);
  sodium_mprotect_readonly(signer);
  return signer;
}

KhoaSigner *khoa_signer_new_from_seed(const uint8_t seed[KHOA_SEED_SIZE]) {
  KhoaSigner *signer = sodium_malloc(sizeof *signer);
  if (signer == NULL)
    return NULL;
  crypto_sign_seed_keypair(signer->public_key, signer->secret_key, seed);
  sodium_mprotect_readonly(signer);
  return signer;
}

KhoaSigner *khoa_signer_new_specimen(void) {
  return khoa_signer_new_from_seed((const uint8_t *)specimen_seed);
}

void khoa_signer_free(KhoaSigner *signer) {
  sodium_free(signer); /* wipes */
}

const uint8_t *khoa_signer_public_key(const KhoaSigner *signer) {
  return signer->public_key;
}

void khoa_signer_sign(const KhoaSigner *signer, uint8_t signature[KHOA_SIGNATURE_SIZE],
                      const uint8_t payload[KHOA_PAYLOAD_SIZE]) {
  uint8_t message[KHOA_TAG_MESSAGE_SIZE];
  khoa_tag_message(message, payload);
  crypto_sign_detached(signature, NULL, message, sizeof message, signer->secret_key);
}

/* A batch's signing key: made for one batch, kept in guarded memory, wiped after its last tag.
 * Left out of verify-only builds. sodium_init() must have been called. */
#ifndef KHOA_TAG_SIGN_H
#define KHOA_TAG_SIGN_H

#include "verify.h"

#define KHOA_SEED_SIZE 32

/* Opaque; lives in sodium_malloc() memory. */
typedef struct KhoaSigner KhoaSigner;

/* A new random key pair; NULL when guarded memory can't be had. */
KhoaSigner *khoa_signer_new(void);
/* The key pair of a known seed: the specimens' key, and test vectors. */
KhoaSigner *khoa_signer_new_from_seed(const uint8_t seed[KHOA_SEED_SIZE]);
KhoaSigner *khoa_signer_new_specimen(void);
/* Wipes the key. NULL is fine. */
void khoa_signer_free(KhoaSigner *signer);

const uint8_t *khoa_signer_public_key(const KhoaSigner *signer);
void khoa_signer_sign(const KhoaSigner *signer, uint8_t signature[KHOA_SIGNATURE_SIZE],
                      const uint8_t payload[KHOA_PAYLOAD_SIZE]);

#endif

#include "note.h"

#include <sodium.h>
#include <string.h>

static size_t padded_size(size_t length) {
  return (length / KHOA_NOTE_PAD + 1) * KHOA_NOTE_PAD;
}

size_t khoa_note_sealed_size(size_t length) {
  return padded_size(length) + crypto_box_SEALBYTES;
}

bool khoa_note_seal(uint8_t *sealed, const uint8_t privacy[32], uint8_t seed[32], const char *text,
                    size_t length) {
  uint8_t plain[KHOA_NOTE_SEALED_MAX] = {0}, public[crypto_box_PUBLICKEYBYTES];
  uint8_t nonce[crypto_box_NONCEBYTES], shared[crypto_box_BEFORENMBYTES];
  if (length > KHOA_NOTE_MAX || crypto_box_beforenm(shared, privacy, seed) != 0)
    return false;
  crypto_scalarmult_base(public, seed);
  /* The nonce that crypto_box_seal() takes: both public keys, hashed. */
  crypto_generichash_state state;
  crypto_generichash_init(&state, NULL, 0, sizeof nonce);
  crypto_generichash_update(&state, public, sizeof public);
  crypto_generichash_update(&state, privacy, 32);
  crypto_generichash_final(&state, nonce, sizeof nonce);
  if (length > 0)
    memcpy(plain, text, length);
  plain[length] = 0x80;
  memcpy(sealed, public, sizeof public);
  crypto_box_easy_afternm(sealed + sizeof public, plain, padded_size(length), nonce, shared);
  sodium_memzero(plain, sizeof plain);
  sodium_memzero(shared, sizeof shared);
  sodium_memzero(seed, 32);
  return true;
}

/* What libsodium's own sources ask of the rest of libsodium, for a module that verifies and holds
 * no secret. */
#include <sodium.h>
#include <stdlib.h>

void _crypto_sign_ed25519_ref10_hinit(crypto_hash_sha512_state *state, int prehashed);

/* Pure Ed25519: nothing goes in front. */
void _crypto_sign_ed25519_ref10_hinit(crypto_hash_sha512_state *state, int prehashed) {
  if (prehashed)
    abort();
  crypto_hash_sha512_init(state);
}

void sodium_memzero(void *bytes, size_t size) {
  volatile unsigned char *byte = bytes;
  while (size-- > 0)
    *byte++ = 0;
}

int sodium_memcmp(const void *a, const void *b, size_t size) {
  const unsigned char *x = a, *y = b;
  unsigned char differ = 0;
  while (size-- > 0)
    differ |= *x++ ^ *y++;
  return differ == 0 ? 0 : -1;
}

int sodium_is_zero(const unsigned char *bytes, size_t size) {
  unsigned char any = 0;
  while (size-- > 0)
    any |= *bytes++;
  return any == 0;
}

void sodium_misuse(void) {
  abort();
}

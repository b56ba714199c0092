/* What the sources of libsodium in web.mk ask of the rest of it. */
#include <private/ed25519_ref10.h>
#include <sodium.h>
#include <stdlib.h>

void _crypto_sign_ed25519_ref10_hinit(crypto_hash_sha512_state *state, int prehashed);
void khoa_scalarmult_base(ge25519_p3 *product, const unsigned char *scalar);

/* Pure Ed25519: nothing goes in front. */
void _crypto_sign_ed25519_ref10_hinit(crypto_hash_sha512_state *state, int prehashed) {
  if (prehashed)
    abort();
  crypto_hash_sha512_init(state);
}

/* In place of ge25519_scalarmult_base(), whose table would be a third of the module; a few times
 * slower, and called once for each note that is sealed. */
void khoa_scalarmult_base(ge25519_p3 *product, const unsigned char *scalar) {
  unsigned char encoded[32] = {0x58};
  ge25519_p3 base;
  for (size_t i = 1; i < sizeof encoded; i++)
    encoded[i] = 0x66;
  if (ge25519_frombytes(&base, encoded) != 0)
    abort();
  ge25519_scalarmult(product, scalar, &base);
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

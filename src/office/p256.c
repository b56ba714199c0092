#include "p256.h"

#include <gmp.h>
#include <nettle/ecc-curve.h>
#include <nettle/ecdsa.h>
#include <nettle/sha2.h>

#define SIZE 32

static void set_bytes(mpz_t number, const guint8 bytes[SIZE]) {
  mpz_import(number, SIZE, 1, 1, 1, 0, bytes);
}

/* y of y² = x³ - 3x + b modulo p, which is 3 modulo 4: the root is a power. There may be none,
 * which the curve's own check of the point tells then. */
static void find_y(mpz_t y, const mpz_t x, gboolean odd) {
  mpz_t p, b, exponent;
  mpz_init_set_str(p, "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  mpz_init_set_str(b, "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
  mpz_init(exponent);
  mpz_powm_ui(y, x, 3, p);
  mpz_submul_ui(y, x, 3);
  mpz_add(y, y, b);
  mpz_add_ui(exponent, p, 1);
  mpz_tdiv_q_2exp(exponent, exponent, 2);
  mpz_powm(y, y, exponent, p);
  if (mpz_odd_p(y) != (odd ? 1 : 0))
    mpz_sub(y, p, y);
  mpz_clears(p, b, exponent, NULL);
}

static gboolean set_point(struct ecc_point *point, const guint8 key[KHOA_SURVEYOR_KEY_SIZE]) {
  mpz_t x, y;
  if (key[0] != 2 && key[0] != 3)
    return FALSE;
  mpz_inits(x, y, NULL);
  set_bytes(x, key + 1);
  find_y(y, x, key[0] == 3);
  gboolean on_curve = ecc_point_set(point, x, y);
  mpz_clears(x, y, NULL);
  return on_curve;
}

gboolean khoa_p256_valid(const guint8 key[KHOA_SURVEYOR_KEY_SIZE]) {
  struct ecc_point point;
  ecc_point_init(&point, nettle_get_secp_256r1());
  gboolean valid = set_point(&point, key);
  ecc_point_clear(&point);
  return valid;
}

gboolean khoa_p256_verify(const guint8 key[KHOA_SURVEYOR_KEY_SIZE], const guint8 signature[64],
                          const void *message, gsize length) {
  struct ecc_point point;
  struct dsa_signature numbers;
  struct sha256_ctx hash;
  guint8 digest[SHA256_DIGEST_SIZE];
  sha256_init(&hash);
  sha256_update(&hash, length, message);
  sha256_digest(&hash, sizeof digest, digest);
  ecc_point_init(&point, nettle_get_secp_256r1());
  dsa_signature_init(&numbers);
  set_bytes(numbers.r, signature);
  set_bytes(numbers.s, signature + SIZE);
  gboolean good = set_point(&point, key) && ecdsa_verify(&point, sizeof digest, digest, &numbers);
  dsa_signature_clear(&numbers);
  ecc_point_clear(&point);
  return good;
}

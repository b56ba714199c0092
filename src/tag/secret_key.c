#include "secret_key.h"

#include <stdio.h>
#include <string.h>

#include "minisign_file.h"

/* scrypt with N = 2^16, r = 8 takes 64 MiB; the work is 4 N r p, which libsodium turns back into
 * these numbers. */
#define OUR_MEMORY ((uint64_t)64 << 20)
#define OUR_WORK ((uint64_t)4 << 21) /* p = 4 */
#define MEMORY_MIN ((uint64_t)crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_MIN)
#define MEMORY_MAX ((uint64_t)2 << 30)
#define WORK_MIN ((uint64_t)crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_MIN)
#define WORK_MAX ((uint64_t)crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_SENSITIVE * 8)

struct KhoaSecretKey {
  uint8_t number[KHOA_KEY_NUMBER_SIZE];
  uint8_t key[crypto_sign_SECRETKEYBYTES]; /* its second half is the public key */
};

/* Everything secret on the way between a file and a key, in guarded memory. */
typedef struct Work {
  KhoaSecretKeyFile file;
  uint8_t stream[sizeof(KhoaSealedKey)];
  uint8_t public_key[crypto_sign_PUBLICKEYBYTES];
  uint8_t secret_key[crypto_sign_SECRETKEYBYTES];
} Work;

KhoaSecretKey *khoa_secret_key_new(void) {
  uint8_t public_key[crypto_sign_PUBLICKEYBYTES];
  KhoaSecretKey *key = sodium_malloc(sizeof *key);
  if (key == NULL)
    return NULL;
  randombytes_buf(key->number, sizeof key->number);
  crypto_sign_keypair(public_key, key->key);
  sodium_mprotect_readonly(key);
  return key;
}

KhoaSecretKey *khoa_secret_key_from_seed(const uint8_t seed[KHOA_SECRET_SEED_SIZE],
                                         const uint8_t number[KHOA_KEY_NUMBER_SIZE]) {
  uint8_t public_key[crypto_sign_PUBLICKEYBYTES];
  KhoaSecretKey *key = sodium_malloc(sizeof *key);
  if (key == NULL)
    return NULL;
  memcpy(key->number, number, sizeof key->number);
  crypto_sign_seed_keypair(public_key, key->key, seed);
  sodium_mprotect_readonly(key);
  return key;
}

void khoa_secret_key_seed(const KhoaSecretKey *key, uint8_t seed[KHOA_SECRET_SEED_SIZE]) {
  crypto_sign_ed25519_sk_to_seed(seed, key->key);
}

void khoa_secret_key_free(KhoaSecretKey *key) {
  sodium_free(key); /* wipes */
}

void khoa_secret_key_authority(const KhoaSecretKey *key, KhoaAuthority *authority) {
  memcpy(authority->number, key->number, sizeof key->number);
  crypto_sign_ed25519_sk_to_pk(authority->key, key->key);
}

void khoa_secret_key_x25519(const KhoaSecretKey *key, uint8_t secret[32]) {
  crypto_sign_ed25519_sk_to_curve25519(secret, key->key);
}

static void put_le64(uint8_t bytes[8], uint64_t value) {
  for (size_t i = 0; i < 8; i++)
    bytes[i] = (uint8_t)(value >> (8 * i));
}

static uint64_t get_le64(const uint8_t bytes[8]) {
  uint64_t value = 0;
  for (size_t i = 8; i > 0; i--)
    value = value << 8 | bytes[i - 1];
  return value;
}

static void find_checksum(uint8_t checksum[32], const KhoaSecretKeyFile *file) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, NULL, 0, 32);
  crypto_generichash_update(&state, file->algorithm, sizeof file->algorithm);
  crypto_generichash_update(&state, file->sealed.number, sizeof file->sealed.number);
  crypto_generichash_update(&state, file->sealed.key, sizeof file->sealed.key);
  crypto_generichash_final(&state, checksum, 32);
  sodium_memzero(&state, sizeof state);
}

/* Encrypts and decrypts alike. */
static KhoaMinisignFault apply_passphrase(Work *work, const char *passphrase) {
  uint64_t ops = get_le64(work->file.work), memory = get_le64(work->file.memory);
  if (ops < WORK_MIN || ops > WORK_MAX || memory < MEMORY_MIN || memory > MEMORY_MAX)
    return KHOA_MINISIGN_LIMITS;
  if (crypto_pwhash_scryptsalsa208sha256(work->stream, sizeof work->stream, passphrase,
                                         strlen(passphrase), work->file.salt, ops,
                                         (size_t)memory) != 0)
    return KHOA_MINISIGN_LIMITS;
  uint8_t *sealed = (uint8_t *)&work->file.sealed;
  for (size_t i = 0; i < sizeof work->stream; i++)
    sealed[i] ^= work->stream[i];
  return KHOA_MINISIGN_OK;
}

static KhoaMinisignFault seal(Work *work, const KhoaSecretKey *key, const char *passphrase) {
  KhoaSecretKeyFile *file = &work->file;
  memcpy(file->algorithm, "Ed", 2);
  memcpy(file->kdf, "Sc", 2);
  memcpy(file->checksum_kind, "B2", 2);
  randombytes_buf(file->salt, sizeof file->salt);
  put_le64(file->work, OUR_WORK);
  put_le64(file->memory, OUR_MEMORY);
  memcpy(file->sealed.number, key->number, sizeof key->number);
  memcpy(file->sealed.key, key->key, sizeof key->key);
  find_checksum(file->sealed.checksum, file);
  return apply_passphrase(work, passphrase);
}

KhoaMinisignFault khoa_secret_key_print_file(char *text, size_t size, const KhoaSecretKey *key,
                                             const char *passphrase) {
  char line[KHOA_BASE64_LENGTH(sizeof(KhoaSecretKeyFile)) + 1];
  Work *work = sodium_malloc(sizeof *work);
  if (work == NULL)
    return KHOA_MINISIGN_MEMORY;
  KhoaMinisignFault fault = seal(work, key, passphrase);
  if (fault == KHOA_MINISIGN_OK) {
    khoa_base64_encode(line, (const uint8_t *)&work->file, sizeof work->file);
    snprintf(text, size, KHOA_UNTRUSTED_COMMENT "minisign encrypted secret key\n%s\n", line);
  }
  sodium_free(work);
  return fault;
}

/* The stock tool leaves the checksum of an unencrypted key zero, so the key vouches for itself. */
static bool key_is_whole(Work *work, bool encrypted) {
  const KhoaSealedKey *sealed = &work->file.sealed;
  find_checksum(work->stream, &work->file);
  if (encrypted && sodium_memcmp(work->stream, sealed->checksum, sizeof sealed->checksum) != 0)
    return false;
  crypto_sign_seed_keypair(work->public_key, work->secret_key, sealed->key);
  return sodium_memcmp(work->secret_key, sealed->key, sizeof sealed->key) == 0;
}

static bool is_encrypted(const KhoaSecretKeyFile *file) {
  static const uint8_t no_kdf[2] = {0, 0};
  return memcmp(file->kdf, no_kdf, sizeof no_kdf) != 0;
}

bool khoa_secret_key_is_open(const char *text, size_t length) {
  KhoaLine lines[KHOA_MINISIGN_LINES];
  KhoaSecretKeyFile file;
  bool open =
      khoa_minisign_split(lines, KHOA_MINISIGN_SECRET_KEY, text, length) == KHOA_MINISIGN_OK &&
      khoa_base64_decode((uint8_t *)&file, sizeof file, lines[1].text, lines[1].length) &&
      !is_encrypted(&file);
  sodium_memzero(&file, sizeof file);
  return open;
}

static KhoaMinisignFault unseal(Work *work, KhoaLine line, const char *passphrase) {
  KhoaSecretKeyFile *file = &work->file;
  if (!khoa_base64_decode((uint8_t *)file, sizeof *file, line.text, line.length))
    return KHOA_MINISIGN_FORMAT;
  bool encrypted = is_encrypted(file);
  if (memcmp(file->algorithm, "Ed", 2) != 0 || memcmp(file->checksum_kind, "B2", 2) != 0 ||
      (encrypted && memcmp(file->kdf, "Sc", 2) != 0))
    return KHOA_MINISIGN_ALGORITHM;
  KhoaMinisignFault fault = encrypted ? apply_passphrase(work, passphrase) : KHOA_MINISIGN_OK;
  if (fault == KHOA_MINISIGN_OK && !key_is_whole(work, encrypted))
    fault = KHOA_MINISIGN_PASSPHRASE;
  return fault;
}

KhoaMinisignFault khoa_secret_key_parse_file(KhoaSecretKey **key, const char *text, size_t length,
                                             const char *passphrase) {
  KhoaLine lines[KHOA_MINISIGN_LINES];
  *key = NULL;
  KhoaMinisignFault fault = khoa_minisign_split(lines, KHOA_MINISIGN_SECRET_KEY, text, length);
  if (fault != KHOA_MINISIGN_OK)
    return fault;
  Work *work = sodium_malloc(sizeof *work);
  if (work == NULL)
    return KHOA_MINISIGN_MEMORY;
  fault = unseal(work, lines[1], passphrase);
  if (fault == KHOA_MINISIGN_OK) {
    *key = sodium_malloc(sizeof **key);
    if (*key == NULL)
      fault = KHOA_MINISIGN_MEMORY;
  }
  if (*key != NULL) {
    memcpy((*key)->number, work->file.sealed.number, sizeof(*key)->number);
    memcpy((*key)->key, work->file.sealed.key, sizeof(*key)->key);
    sodium_mprotect_readonly(*key);
  }
  sodium_free(work);
  return fault;
}

KhoaMinisignFault khoa_minisign_sign(char *text, size_t size, const KhoaSecretKey *key,
                                     const uint8_t *content, size_t length,
                                     const char *trusted_comment) {
  KhoaSignatureFile file = {.algorithm = "ED"};
  uint8_t hash[crypto_generichash_BYTES_MAX], global[crypto_sign_BYTES];
  uint8_t message[crypto_sign_BYTES + KHOA_COMMENT_MAX];
  char first[KHOA_BASE64_LENGTH(sizeof file) + 1], second[KHOA_BASE64_LENGTH(sizeof global) + 1];
  size_t comment_length = strlen(trusted_comment);
  if (!khoa_minisign_comment_valid(trusted_comment, comment_length))
    return KHOA_MINISIGN_FORMAT;

  memcpy(file.number, key->number, sizeof file.number);
  crypto_generichash(hash, sizeof hash, content, length, NULL, 0);
  crypto_sign_detached(file.signature, NULL, hash, sizeof hash, key->key);
  memcpy(message, file.signature, sizeof file.signature);
  memcpy(message + sizeof file.signature, trusted_comment, comment_length);
  crypto_sign_detached(global, NULL, message, sizeof file.signature + comment_length, key->key);

  khoa_base64_encode(first, (const uint8_t *)&file, sizeof file);
  khoa_base64_encode(second, global, sizeof global);
  snprintf(text, size,
           KHOA_UNTRUSTED_COMMENT "signature from minisign secret key\n%s\n" KHOA_TRUSTED_COMMENT
                                  "%s\n%s\n",
           first, trusted_comment, second);
  return KHOA_MINISIGN_OK;
}

void khoa_secret_key_endorse(const KhoaSecretKey *key, uint8_t signature[64],
                             const uint8_t *message, size_t length) {
  crypto_sign_detached(signature, NULL, message, length, key->key);
}

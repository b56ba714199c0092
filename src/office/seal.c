#include "seal.h"

#include <sodium.h>
#include <string.h>

#define PLAIN_VERSION 1
#define PAD_BLOCK 64
#define FIELDS 5
#define HEAD (crypto_box_PUBLICKEYBYTES + crypto_box_NONCEBYTES)

G_DEFINE_QUARK(khoa - seal - error - quark, khoa_seal_error)

struct KhoaSealer {
  guint8 shared[crypto_box_BEFORENMBYTES];
  guint8 public[crypto_box_PUBLICKEYBYTES];
};

static void wipe_text(char *text) {
  if (text)
    sodium_memzero(text, strlen(text));
  g_free(text);
}

void khoa_person_free(KhoaPerson *person) {
  if (!person)
    return;
  wipe_text(person->reference);
  wipe_text(person->head);
  wipe_text(person->address);
  wipe_text(person->phone);
  wipe_text(person->remarks);
  g_free(person);
}

KhoaSealer *khoa_sealer_new(const guint8 privacy_public[KHOA_PRIVACY_KEY_SIZE]) {
  KhoaSealer *sealer = sodium_malloc(sizeof *sealer);
  if (!sealer)
    g_error("no guarded memory");
  guint8 secret[crypto_box_SECRETKEYBYTES];
  crypto_box_keypair(sealer->public, secret);
  int result = crypto_box_beforenm(sealer->shared, privacy_public, secret);
  sodium_memzero(secret, sizeof secret);
  if (result == 0)
    return sealer;
  sodium_free(sealer);
  return NULL;
}

void khoa_sealer_free(KhoaSealer *sealer) {
  sodium_free(sealer);
}

/* The plain text; wipe it after use. */
static GByteArray *write_plain(const KhoaPerson *person) {
  const char *fields[FIELDS] = {person->reference, person->head, person->address, person->phone,
                                person->remarks};
  gsize length = 1;
  for (gsize i = 0; i < FIELDS; i++)
    length += strlen(fields[i]) + 1;
  /* Room for the padding, so that the array never moves and leaves a copy behind. */
  GByteArray *plain = g_byte_array_sized_new((guint)(length + PAD_BLOCK));
  g_byte_array_append(plain, &(guint8){PLAIN_VERSION}, 1);
  for (gsize i = 0; i < FIELDS; i++)
    g_byte_array_append(plain, (const guint8 *)fields[i], (guint)strlen(fields[i]) + 1);
  return plain;
}

static void wipe_plain(GByteArray *plain) {
  sodium_memzero(plain->data, plain->len);
  g_byte_array_free(plain, TRUE);
}

GBytes *khoa_sealer_seal(KhoaSealer *sealer, const KhoaPerson *person) {
  GByteArray *plain = write_plain(person);
  gsize unpadded = plain->len, padded;
  g_byte_array_set_size(plain, (guint)(unpadded + PAD_BLOCK));
  sodium_pad(&padded, plain->data, unpadded, PAD_BLOCK, plain->len);
  gsize size = HEAD + crypto_box_MACBYTES + padded;
  guint8 *sealed = g_malloc(size);
  memcpy(sealed, sealer->public, crypto_box_PUBLICKEYBYTES);
  guint8 *nonce = sealed + crypto_box_PUBLICKEYBYTES;
  randombytes_buf(nonce, crypto_box_NONCEBYTES);
  crypto_box_easy_afternm(sealed + HEAD, plain->data, padded, nonce, sealer->shared);
  wipe_plain(plain);
  return g_bytes_new_take(sealed, size);
}

/* Takes the fields out of an opened plain text of `length` bytes. */
static KhoaPerson *read_plain(const guint8 *plain, gsize length) {
  KhoaPerson *person = g_new0(KhoaPerson, 1);
  char **fields[FIELDS] = {&person->reference, &person->head, &person->address, &person->phone,
                           &person->remarks};
  gsize at = 1, i = 0;
  for (; i < FIELDS && at < length && plain[0] == PLAIN_VERSION; i++) {
    const guint8 *end = memchr(plain + at, 0, length - at);
    if (!end)
      break;
    *fields[i] = g_strdup((const char *)plain + at);
    at = (gsize)(end - plain) + 1;
  }
  if (i == FIELDS && at == length)
    return person;
  khoa_person_free(person);
  return NULL;
}

KhoaPerson *khoa_person_open(GBytes *sealed, const guint8 privacy_secret[KHOA_PRIVACY_KEY_SIZE],
                             GError **error) {
  gsize size, length = 0;
  const guint8 *bytes = g_bytes_get_data(sealed, &size);
  KhoaPerson *person = NULL;
  if (size > HEAD + crypto_box_MACBYTES) {
    gsize padded = size - HEAD - crypto_box_MACBYTES;
    guint8 *plain = g_malloc(padded);
    if (crypto_box_open_easy(plain, bytes + HEAD, size - HEAD, bytes + crypto_box_PUBLICKEYBYTES,
                             bytes, privacy_secret) == 0 &&
        sodium_unpad(&length, plain, padded, PAD_BLOCK) == 0)
      person = read_plain(plain, length);
    sodium_memzero(plain, padded);
    g_free(plain);
  }
  if (!person)
    g_set_error(
        error, KHOA_SEAL_ERROR, 0,
        "sealed data doesn't open with this privacy.key: it is another office's, or damaged");
  return person;
}

static void hash_texts(guint8 hash[32], const guint8 index_key[KHOA_INDEX_KEY_SIZE],
                       const char *const *texts) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, index_key, KHOA_INDEX_KEY_SIZE, 32);
  for (; *texts; texts++)
    crypto_generichash_update(&state, (const guint8 *)*texts, strlen(*texts) + 1);
  crypto_generichash_final(&state, hash, 32);
  sodium_memzero(&state, sizeof state);
}

void khoa_reference_hash(guint8 hash[32], const guint8 index_key[KHOA_INDEX_KEY_SIZE],
                         const char *unit, const char *reference) {
  hash_texts(hash, index_key, (const char *[]){"reference", unit, reference, NULL});
}

void khoa_content_hash(guint8 hash[32], const guint8 index_key[KHOA_INDEX_KEY_SIZE],
                       const KhoaPerson *person, const char *rest) {
  hash_texts(hash, index_key,
             (const char *[]){"content", person->reference, person->head, person->address,
                              person->phone, person->remarks, rest, NULL});
}

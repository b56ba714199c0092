#include "seal.h"

#include <glib/gi18n.h>
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
  guint8 *plain; /* guarded too, `room` bytes: of the person at hand */
  gsize room;
};

void khoa_person_free(KhoaPerson *person) {
  sodium_free(person);
}

KhoaSealer *khoa_sealer_new(const guint8 privacy_public[KHOA_PRIVACY_KEY_SIZE]) {
  KhoaSealer *sealer = sodium_malloc(sizeof *sealer);
  if (!sealer)
    g_error("no guarded memory");
  sealer->plain = NULL;
  sealer->room = 0;
  guint8 secret[crypto_box_SECRETKEYBYTES];
  crypto_box_keypair(sealer->public, secret);
  int result = crypto_box_beforenm(sealer->shared, privacy_public, secret);
  sodium_memzero(secret, sizeof secret);
  if (result == 0)
    return sealer;
  khoa_sealer_free(sealer);
  return NULL;
}

void khoa_sealer_free(KhoaSealer *sealer) {
  if (!sealer)
    return;
  sodium_free(sealer->plain);
  sodium_free(sealer);
}

static void make_room(KhoaSealer *sealer, gsize room) {
  if (sealer->room >= room)
    return;
  sodium_free(sealer->plain);
  sealer->plain = sodium_malloc(room);
  sealer->room = room;
  if (!sealer->plain)
    g_error("no guarded memory");
}

/* Writes the fields, each with its NUL, behind the version; returns the length. plain: NULL to only
 * measure it. */
static gsize write_plain(guint8 *plain, const KhoaPerson *person) {
  const char *fields[FIELDS] = {person->reference, person->head, person->address, person->phone,
                                person->remarks};
  gsize length = 1;
  if (plain)
    plain[0] = PLAIN_VERSION;
  for (gsize i = 0; i < FIELDS; i++) {
    gsize size = strlen(fields[i]) + 1;
    if (plain)
      memcpy(plain + length, fields[i], size);
    length += size;
  }
  return length;
}

GBytes *khoa_sealer_seal(KhoaSealer *sealer, const KhoaPerson *person) {
  gsize length = write_plain(NULL, person), padded;
  make_room(sealer, length + PAD_BLOCK);
  write_plain(sealer->plain, person);
  sodium_pad(&padded, sealer->plain, length, PAD_BLOCK, sealer->room);
  gsize size = HEAD + crypto_box_MACBYTES + padded;
  guint8 *sealed = g_malloc(size);
  memcpy(sealed, sealer->public, crypto_box_PUBLICKEYBYTES);
  guint8 *nonce = sealed + crypto_box_PUBLICKEYBYTES;
  randombytes_buf(nonce, crypto_box_NONCEBYTES);
  crypto_box_easy_afternm(sealed + HEAD, sealer->plain, padded, nonce, sealer->shared);
  return g_bytes_new_take(sealed, size);
}

/* Points the fields into an opened plain text of `length` bytes. */
static gboolean read_plain(KhoaPerson *person, char *plain, gsize length) {
  char **fields[FIELDS] = {&person->reference, &person->head, &person->address, &person->phone,
                           &person->remarks};
  gsize at = 1, i = 0;
  for (; i < FIELDS && at < length && plain[0] == PLAIN_VERSION; i++) {
    const char *end = memchr(plain + at, 0, length - at);
    if (!end)
      break;
    *fields[i] = plain + at;
    at = (gsize)(end - plain) + 1;
  }
  return i == FIELDS && at == length;
}

KhoaPerson *khoa_person_open(GBytes *sealed, const guint8 privacy_secret[KHOA_PRIVACY_KEY_SIZE],
                             GError **error) {
  gsize size, length = 0;
  const guint8 *bytes = g_bytes_get_data(sealed, &size);
  if (size > HEAD + crypto_box_MACBYTES) {
    gsize padded = size - HEAD - crypto_box_MACBYTES;
    /* A multiple of a pointer's size: guarded memory ends where a page ends. */
    KhoaPerson *person = sodium_malloc(sizeof *person + (padded | (sizeof(void *) - 1)) + 1);
    if (!person)
      g_error("no guarded memory");
    guint8 *plain = (guint8 *)(person + 1);
    if (crypto_box_open_easy(plain, bytes + HEAD, size - HEAD, bytes + crypto_box_PUBLICKEYBYTES,
                             bytes, privacy_secret) == 0 &&
        sodium_unpad(&length, plain, padded, PAD_BLOCK) == 0 &&
        read_plain(person, (char *)plain, length))
      return person;
    khoa_person_free(person);
  }
  g_set_error(
      error, KHOA_SEAL_ERROR, 0,
      _("sealed data doesn't open with this privacy.key: it is another office's, or damaged"));
  return NULL;
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

void khoa_index_name(guint8 name[32], const guint8 index_key[KHOA_INDEX_KEY_SIZE]) {
  hash_texts(name, index_key, (const char *[]){"index", NULL});
}

void khoa_reference_hash(guint8 hash[32], const guint8 index_key[KHOA_INDEX_KEY_SIZE],
                         const char *unit, const char *reference) {
  hash_texts(hash, index_key, (const char *[]){"reference", unit, reference, NULL});
}

void khoa_name_hash(guint8 hash[32], const guint8 index_key[KHOA_INDEX_KEY_SIZE], const char *unit,
                    const char *name) {
  hash_texts(hash, index_key, (const char *[]){"name", unit, name, NULL});
}

void khoa_content_hash(guint8 hash[32], const guint8 index_key[KHOA_INDEX_KEY_SIZE],
                       const KhoaPerson *person, const char *rest) {
  hash_texts(hash, index_key,
             (const char *[]){"content", person->reference, person->head, person->address,
                              person->phone, person->remarks, rest, NULL});
}

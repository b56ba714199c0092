/* A surveyor's phone, for tests: the same seed is the same phone.
 *
 *   phone SEED enrol                                 its enrolment
 *   phone SEED sign <TEXT                            the text and a signature over it
 *   phone SEED file UNIT NUMBER PREVIOUS CREATED <RECORDS   a survey file; PREVIOUS: the file
 * before phone seal KEY TEXT                              a note, sealed to a bundle's privacy key
 */
#include <gmp.h>
#include <nettle/ecc-curve.h>
#include <nettle/ecdsa.h>
#include <nettle/sha2.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIZE 32
#define NOTE_BLOCK 64

static void die(const char *why) {
  fprintf(stderr, "phone: %s\n", why);
  exit(2);
}

static void hash(uint8_t digest[SIZE], const void *bytes, size_t length) {
  crypto_hash_sha256(digest, bytes, length);
}

typedef struct Phone {
  struct ecc_scalar secret;
  uint8_t key[1 + SIZE];
} Phone;

static void phone_init(Phone *phone, const char *seed) {
  uint8_t digest[SIZE];
  struct ecc_point point;
  mpz_t secret, x, y;
  hash(digest, seed, strlen(seed));
  mpz_inits(secret, x, y, NULL);
  mpz_import(secret, SIZE, 1, 1, 1, 0, digest);
  ecc_scalar_init(&phone->secret, nettle_get_secp_256r1());
  if (!ecc_scalar_set(&phone->secret, secret))
    die("another seed, please");
  ecc_point_init(&point, nettle_get_secp_256r1());
  ecc_point_mul_g(&point, &phone->secret);
  ecc_point_get(&point, x, y);
  memset(phone->key, 0, sizeof phone->key);
  phone->key[0] = mpz_odd_p(y) ? 3 : 2;
  size_t length = (mpz_sizeinbase(x, 2) + 7) / 8;
  mpz_export(phone->key + 1 + SIZE - length, NULL, 1, 1, 1, 0, x);
  mpz_clears(secret, x, y, NULL);
  ecc_point_clear(&point);
}

static void print_base64(const uint8_t *bytes, size_t size, const char *after) {
  size_t room = sodium_base64_ENCODED_LEN(size, sodium_base64_VARIANT_ORIGINAL);
  char *text = malloc(room);
  if (text == NULL)
    die("no memory");
  fputs(sodium_bin2base64(text, room, bytes, size, sodium_base64_VARIANT_ORIGINAL), stdout);
  fputs(after, stdout);
  free(text);
}

static void enrol(const Phone *phone) {
  uint8_t digest[SIZE];
  hash(digest, phone->key, sizeof phone->key);
  fputs("khoa-surveyor-1:", stdout);
  print_base64(phone->key, sizeof phone->key, ":");
  for (int i = 0; i < 8; i++)
    printf("%02X", digest[i]);
  putchar('\n');
}

static void random_bytes(void *context, size_t length, uint8_t *bytes) {
  (void)context;
  randombytes_buf(bytes, length);
}

static void sign(const Phone *phone, const char *text, size_t length) {
  uint8_t digest[SIZE], signature[2 * SIZE] = {0};
  struct dsa_signature numbers;
  hash(digest, text, length);
  dsa_signature_init(&numbers);
  ecdsa_sign(&phone->secret, NULL, random_bytes, sizeof digest, digest, &numbers);
  size_t r = (mpz_sizeinbase(numbers.r, 2) + 7) / 8, s = (mpz_sizeinbase(numbers.s, 2) + 7) / 8;
  mpz_export(signature + SIZE - r, NULL, 1, 1, 1, 0, numbers.r);
  mpz_export(signature + 2 * SIZE - s, NULL, 1, 1, 1, 0, numbers.s);
  dsa_signature_clear(&numbers);
  fwrite(text, 1, length, stdout);
  fputs("signature ", stdout);
  print_base64(signature, sizeof signature, "\n");
}

/* All of a file behind what is there. */
static void append(char **text, size_t *length, FILE *file) {
  size_t got;
  do {
    *text = realloc(*text, *length + (1 << 16));
    if (*text == NULL)
      die("no memory");
    got = fread(*text + *length, 1, 1 << 16, file);
    *length += got;
  } while (got > 0);
}

static void print_previous(FILE *head, const char *path) {
  uint8_t digest[SIZE];
  char hex[2 * SIZE + 1] = "-", *text = NULL;
  size_t length = 0;
  if (strcmp(path, "-") != 0) {
    FILE *file = fopen(path, "rb");
    if (file == NULL)
      die("can't read the file before");
    append(&text, &length, file);
    fclose(file);
    hash(digest, text, length);
    sodium_bin2hex(hex, sizeof hex, digest, sizeof digest);
    free(text);
  }
  fprintf(head, "previous %s\n", hex);
}

static void sign_file(const Phone *phone, char **arguments) {
  char key[sodium_base64_ENCODED_LEN(1 + SIZE, sodium_base64_VARIANT_ORIGINAL)], *text;
  size_t length;
  FILE *whole = open_memstream(&text, &length);
  if (whole == NULL)
    die("no memory");
  sodium_bin2base64(key, sizeof key, phone->key, sizeof phone->key, sodium_base64_VARIANT_ORIGINAL);
  fprintf(whole, "khoa-survey 1\nsurveyor %s\nunit %s\nfile %s\n", key, arguments[0], arguments[1]);
  print_previous(whole, arguments[2]);
  fprintf(whole, "created %s\n", arguments[3]);
  for (int byte; (byte = getchar()) != EOF;)
    fputc(byte, whole);
  fputs("end\n", whole);
  fclose(whole);
  sign(phone, text, length);
  free(text);
}

static void seal(const char *key_text, const char *note) {
  uint8_t key[crypto_box_PUBLICKEYBYTES], plain[4096], sealed[sizeof plain + crypto_box_SEALBYTES];
  size_t padded, length = strlen(note);
  if (length + NOTE_BLOCK > sizeof plain ||
      sodium_base642bin(key, sizeof key, key_text, strlen(key_text), NULL, NULL, NULL,
                        sodium_base64_VARIANT_ORIGINAL) != 0)
    die("not a key, or too long");
  memcpy(plain, note, length);
  sodium_pad(&padded, plain, length, NOTE_BLOCK, sizeof plain);
  crypto_box_seal(sealed, plain, padded, key);
  print_base64(sealed, padded + crypto_box_SEALBYTES, "\n");
}

int main(int argc, char **argv) {
  Phone phone;
  if (sodium_init() < 0)
    die("no randomness");
  if (argc == 4 && strcmp(argv[1], "seal") == 0) {
    seal(argv[2], argv[3]);
    return 0;
  }
  if (argc < 3)
    die("see the top of phone.c");
  phone_init(&phone, argv[1]);
  if (argc == 3 && strcmp(argv[2], "enrol") == 0) {
    enrol(&phone);
  } else if (argc == 3 && strcmp(argv[2], "sign") == 0) {
    char *text = NULL;
    size_t length = 0;
    append(&text, &length, stdin);
    sign(&phone, text, length);
    free(text);
  } else if (argc == 7 && strcmp(argv[2], "file") == 0) {
    sign_file(&phone, argv + 3);
  } else {
    die("see the top of phone.c");
  }
  ecc_scalar_clear(&phone.secret);
  return 0;
}

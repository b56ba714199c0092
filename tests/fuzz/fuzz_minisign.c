/* Any bytes as a public key, a signature and a secret key of minisign. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "tag/secret_key.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool truth) {
  if (!truth)
    abort();
}

static void try_public_key(const char *text, size_t size) {
  KhoaAuthority authority, again;
  char printed[KHOA_AUTHORITY_FILE_SIZE];
  if (khoa_authority_parse_file(&authority, text, size) != KHOA_MINISIGN_OK)
    return;
  khoa_authority_print_file(printed, sizeof printed, &authority);
  must(khoa_authority_parse_file(&again, printed, strlen(printed)) == KHOA_MINISIGN_OK);
  must(khoa_authority_equal(&authority, &again));
}

static void try_signature(const char *text, size_t size) {
  static const KhoaAuthority nobody;
  char comment[KHOA_COMMENT_MAX + 1];
  KhoaMinisignFault fault =
      khoa_minisign_verify(&nobody, (const uint8_t *)text, size, text, size, comment);
  must(fault != KHOA_MINISIGN_OK);
}

static void try_secret_key(const char *text, size_t size) {
  KhoaSecretKey *key;
  char printed[KHOA_SIGNATURE_TEXT_MAX];
  /* "EdSc": an encrypted key would spend its time in scrypt. */
  if (memmem(text, size, "RWRTY", 5) != NULL)
    return;
  KhoaMinisignFault fault = khoa_secret_key_parse_file(&key, text, size, "");
  must((fault == KHOA_MINISIGN_OK) == (key != NULL));
  if (key != NULL)
    must(khoa_minisign_sign(printed, sizeof printed, key, (const uint8_t *)text, size, "") ==
         KHOA_MINISIGN_OK);
  khoa_secret_key_free(key);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  must(sodium_init() >= 0);
  try_public_key((const char *)data, size);
  try_signature((const char *)data, size);
  try_secret_key((const char *)data, size);
  return 0;
}

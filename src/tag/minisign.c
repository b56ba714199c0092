#include "minisign.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "minisign_file.h"
#include "tag/mark.h"

static const char *const fault_words[] = {
    [KHOA_MINISIGN_OK] = N_("no fault"),
    [KHOA_MINISIGN_FORMAT] = N_("not a minisign file, or damaged"),
    [KHOA_MINISIGN_OTHER_KIND] = N_("another kind of minisign file"),
    [KHOA_MINISIGN_ALGORITHM] = N_("an unknown algorithm"),
    [KHOA_MINISIGN_OTHER_KEY] = N_("signed by another key"),
    [KHOA_MINISIGN_SIGNATURE] = N_("the signature doesn't fit the content"),
    [KHOA_MINISIGN_COMMENT] = N_("the trusted comment was changed"),
    [KHOA_MINISIGN_PASSPHRASE] = N_("wrong passphrase, or a damaged secret key"),
    [KHOA_MINISIGN_LIMITS] = N_("the key asks for too much memory or work"),
    [KHOA_MINISIGN_MEMORY] = N_("no guarded memory"),
};

const char *khoa_minisign_fault_words(KhoaMinisignFault fault) {
  return fault_words[fault];
}

bool khoa_authority_equal(const KhoaAuthority *a, const KhoaAuthority *b) {
  return memcmp(a, b, sizeof *a) == 0;
}

void khoa_authority_print(char text[KHOA_AUTHORITY_TEXT_SIZE], const KhoaAuthority *authority) {
  KhoaPublicKeyFile file = {"Ed", *authority};
  khoa_base64_encode(text, (const uint8_t *)&file, sizeof file);
}

KhoaMinisignFault khoa_authority_parse(KhoaAuthority *authority, const char *text, size_t length) {
  KhoaPublicKeyFile file;
  if (!khoa_base64_decode((uint8_t *)&file, sizeof file, text, length))
    return KHOA_MINISIGN_FORMAT;
  if (memcmp(file.algorithm, "Ed", 2) != 0)
    return KHOA_MINISIGN_ALGORITHM;
  *authority = file.authority;
  return KHOA_MINISIGN_OK;
}

KhoaMinisignFault khoa_authority_parse_file(KhoaAuthority *authority, const char *text,
                                            size_t length) {
  KhoaLine lines[KHOA_MINISIGN_LINES];
  if (khoa_minisign_lines(lines, text, length) == 1)
    return khoa_authority_parse(authority, lines[0].text, lines[0].length);
  KhoaMinisignFault fault = khoa_minisign_split(lines, KHOA_MINISIGN_PUBLIC_KEY, text, length);
  if (fault != KHOA_MINISIGN_OK)
    return fault;
  return khoa_authority_parse(authority, lines[1].text, lines[1].length);
}

void khoa_authority_print_file(char *text, size_t size, const KhoaAuthority *authority) {
  char line[KHOA_AUTHORITY_TEXT_SIZE];
  uint64_t number = 0;
  for (size_t i = KHOA_KEY_NUMBER_SIZE; i > 0; i--)
    number = number << 8 | authority->number[i - 1];
  khoa_authority_print(line, authority);
  snprintf(text, size, KHOA_UNTRUSTED_COMMENT "minisign public key %016" PRIX64 "\n%s\n", number,
           line);
}

bool khoa_authority_endorsed(const KhoaAuthority *authority, const uint8_t signature[64],
                             const uint8_t *message, size_t length) {
  return crypto_sign_verify_detached(signature, message, length, authority->key) == 0;
}

/* A signature file taken apart. */
typedef struct Parts {
  KhoaSignatureFile file;
  KhoaLine comment, global; /* global: base64, over the first signature and the comment */
} Parts;

/* Cuts the words "trusted comment: " off the line. */
static bool take_comment(KhoaLine *line) {
  size_t words = strlen(KHOA_TRUSTED_COMMENT);
  if (line->length < words || memcmp(line->text, KHOA_TRUSTED_COMMENT, words) != 0)
    return false;
  *line = (KhoaLine){line->text + words, line->length - words};
  return khoa_minisign_comment_valid(line->text, line->length);
}

/* What kind of file it is, and that the authority's key is named in it. */
static KhoaMinisignFault take_apart(Parts *parts, const KhoaAuthority *authority, const char *text,
                                    size_t length) {
  KhoaLine lines[KHOA_MINISIGN_LINES];
  KhoaMinisignFault fault = khoa_minisign_split(lines, KHOA_MINISIGN_SIGNATURE_FILE, text, length);
  if (fault != KHOA_MINISIGN_OK)
    return fault;
  parts->comment = lines[2];
  parts->global = lines[3];
  if (!khoa_base64_decode((uint8_t *)&parts->file, sizeof parts->file, lines[1].text,
                          lines[1].length) ||
      !take_comment(&parts->comment))
    return KHOA_MINISIGN_FORMAT;
  const uint8_t *algorithm = parts->file.algorithm;
  if (memcmp(algorithm, "ED", 2) != 0 && memcmp(algorithm, "Ed", 2) != 0)
    return KHOA_MINISIGN_ALGORITHM;
  return memcmp(parts->file.number, authority->number, KHOA_KEY_NUMBER_SIZE) == 0
             ? KHOA_MINISIGN_OK
             : KHOA_MINISIGN_OTHER_KEY;
}

/* The content's signature: of its hash, or of the content itself in a legacy file. */
static KhoaMinisignFault check_content(const KhoaAuthority *authority,
                                       const KhoaSignatureFile *file, const uint8_t *content,
                                       size_t length) {
  uint8_t hash[crypto_generichash_BYTES_MAX];
  if (memcmp(file->algorithm, "ED", 2) == 0) {
    crypto_generichash(hash, sizeof hash, content, length, NULL, 0);
    content = hash;
    length = sizeof hash;
  }
  return khoa_authority_endorsed(authority, file->signature, content, length)
             ? KHOA_MINISIGN_OK
             : KHOA_MINISIGN_SIGNATURE;
}

/* The second signature: of the first and the trusted comment, which may be NULL. */
static KhoaMinisignFault check_comment(const KhoaAuthority *authority, const Parts *parts,
                                       char *trusted_comment) {
  uint8_t signature[crypto_sign_BYTES];
  uint8_t message[crypto_sign_BYTES + KHOA_COMMENT_MAX];
  const KhoaLine *comment = &parts->comment;
  if (!khoa_base64_decode(signature, sizeof signature, parts->global.text, parts->global.length))
    return KHOA_MINISIGN_FORMAT;
  memcpy(message, parts->file.signature, crypto_sign_BYTES);
  memcpy(message + crypto_sign_BYTES, comment->text, comment->length);
  if (!khoa_authority_endorsed(authority, signature, message, crypto_sign_BYTES + comment->length))
    return KHOA_MINISIGN_COMMENT;
  if (trusted_comment != NULL) {
    memcpy(trusted_comment, comment->text, comment->length);
    trusted_comment[comment->length] = '\0';
  }
  return KHOA_MINISIGN_OK;
}

KhoaMinisignFault khoa_minisign_verify(const KhoaAuthority *authority, const uint8_t *content,
                                       size_t length, const char *signature,
                                       size_t signature_length,
                                       char trusted_comment[KHOA_COMMENT_MAX + 1]) {
  Parts parts;
  KhoaMinisignFault fault = take_apart(&parts, authority, signature, signature_length);
  if (fault == KHOA_MINISIGN_OK)
    fault = check_content(authority, &parts.file, content, length);
  return fault == KHOA_MINISIGN_OK ? check_comment(authority, &parts, trusted_comment) : fault;
}

KhoaMinisignFault khoa_minisign_verify_comment(const KhoaAuthority *authority,
                                               const char *signature, size_t signature_length,
                                               char trusted_comment[KHOA_COMMENT_MAX + 1]) {
  Parts parts;
  KhoaMinisignFault fault = take_apart(&parts, authority, signature, signature_length);
  return fault == KHOA_MINISIGN_OK ? check_comment(authority, &parts, trusted_comment) : fault;
}

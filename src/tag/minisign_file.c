#include "minisign_file.h"

#include <string.h>

_Static_assert(sizeof(KhoaPublicKeyFile) == 42 && sizeof(KhoaSignatureFile) == 74 &&
                   sizeof(KhoaSecretKeyFile) == 158,
               "minisign's files");

/* How many lines a file has, and how long its second line is: no two kinds are alike. */
static const struct {
  size_t lines, second_length;
} shapes[] = {
    [KHOA_MINISIGN_PUBLIC_KEY] = {2, KHOA_BASE64_LENGTH(sizeof(KhoaPublicKeyFile))},
    [KHOA_MINISIGN_SECRET_KEY] = {2, KHOA_BASE64_LENGTH(sizeof(KhoaSecretKeyFile))},
    [KHOA_MINISIGN_SIGNATURE_FILE] = {4, KHOA_BASE64_LENGTH(sizeof(KhoaSignatureFile))},
};

static bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

size_t khoa_minisign_lines(KhoaLine lines[KHOA_MINISIGN_LINES], const char *text, size_t length) {
  size_t count = 0;
  while (length > 0 && is_line_end(text[length - 1]))
    length--;
  const char *end = text + length;
  for (const char *at = text; at < end; count++) {
    if (count == KHOA_MINISIGN_LINES)
      return 0;
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    if (stop == NULL)
      stop = end;
    size_t carriage_return = stop > at && stop[-1] == '\r';
    lines[count] = (KhoaLine){at, (size_t)(stop - at) - carriage_return};
    at = stop + 1;
  }
  return count;
}

static bool starts_with(KhoaLine line, const char *start) {
  return line.length >= strlen(start) && memcmp(line.text, start, strlen(start)) == 0;
}

KhoaMinisignFault khoa_minisign_split(KhoaLine lines[KHOA_MINISIGN_LINES], KhoaMinisignKind kind,
                                      const char *text, size_t length) {
  size_t count = khoa_minisign_lines(lines, text, length);
  if (count < 2 || !starts_with(lines[0], KHOA_UNTRUSTED_COMMENT))
    return KHOA_MINISIGN_FORMAT;
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
    if (shapes[i].lines == count && shapes[i].second_length == lines[1].length)
      return i == kind ? KHOA_MINISIGN_OK : KHOA_MINISIGN_OTHER_KIND;
  return KHOA_MINISIGN_FORMAT;
}

bool khoa_minisign_comment_valid(const char *comment, size_t length) {
  for (size_t i = 0; i < length; i++)
    if ((uint8_t)comment[i] < ' ' && comment[i] != '\t')
      return false;
  return length <= KHOA_COMMENT_MAX;
}

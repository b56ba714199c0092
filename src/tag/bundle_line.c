#include "bundle_line.h"

#include <stdint.h>
#include <string.h>

/* The length of the valid UTF-8 character at s that is no control character; 0: there is none. */
static size_t character_length(const uint8_t *s, size_t left) {
  static const uint32_t least[] = {0, 0, 0xa0, 0x800, 0x10000}; /* by length, C1 left out */
  if (s[0] < 0x80)
    return s[0] >= ' ' && s[0] != 0x7f;
  size_t length = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
  if (s[0] < 0xc0 || s[0] > 0xf7 || length > left)
    return 0;
  uint32_t code = s[0] & (0x7fu >> length);
  for (size_t i = 1; i < length; i++) {
    if ((s[i] & 0xc0) != 0x80)
      return 0;
    code = code << 6 | (s[i] & 0x3fu);
  }
  bool surrogate = code >= 0xd800 && code <= 0xdfff;
  return code >= least[length] && code <= 0x10ffff && !surrogate ? length : 0;
}

bool khoa_line_clean(const char *line, size_t length) {
  const uint8_t *at = (const uint8_t *)line;
  while (length > 0) {
    size_t taken = character_length(at, length);
    if (taken == 0)
      return false;
    at += taken;
    length -= taken;
  }
  return true;
}

bool khoa_line_split(char *line, char **fields, size_t n, bool last_is_text) {
  for (size_t i = 0; i < n; i++) {
    char *space = i + 1 < n ? strchr(line, ' ') : line + strlen(line);
    if (space == NULL || space == line)
      return false;
    *space = '\0';
    fields[i] = line;
    line = space + 1;
  }
  const char *last = fields[n - 1];
  return last_is_text ? last[0] != ' ' && last[strlen(last) - 1] != ' ' : !strchr(last, ' ');
}

/* How many of the characters at text are in the range or among others. */
static size_t span(const char *text, char least, char greatest, const char *others) {
  size_t n = 0;
  while (text[n] != '\0' &&
         ((text[n] >= least && text[n] <= greatest) || strchr(others, text[n]) != NULL))
    n++;
  return n;
}

bool khoa_prefix_valid(const char *prefix) {
  static const char scheme[] = "https://";
  if (strncmp(prefix, scheme, strlen(scheme)) != 0)
    return false;
  const char *host = prefix + strlen(scheme);
  const char *rest = host + span(host, 'a', 'z', "0123456789-.");
  size_t length = strlen(rest);
  return rest > host && (*rest == '/' || *rest == ':') && length >= 2 &&
         strcspn(rest, "#") == length - 1 && rest[length - 2] == '/' &&
         span(rest, '!', '~', "") == length;
}

bool khoa_hotline_number_valid(const char *number) {
  bool international = number[0] == '+';
  const char *digits = number + international;
  size_t length = span(digits, '0', '9', "");
  if (digits[length] != '\0')
    return false;
  return international ? length >= 7 && length <= 15 && digits[0] != '0' : length == 3;
}

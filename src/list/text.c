#include "text.h"

#include <string.h>

#include "table.h"

static const gunichar D_WITH_STROKE =
    0x111; /* đ: the one Vietnamese letter that doesn't decompose */

/* All of Latin up to U+02FF, and Vietnam's own block, is NFC as it stands (Unicode's NFC_QC). */
static gboolean surely_composed(gunichar c) {
  return c < 0x300 || (c >= 0x1e00 && c <= 0x1eff);
}

static gboolean needs_composing(const char *text) {
  for (; *text != '\0'; text = g_utf8_next_char(text))
    if ((guchar)*text >= 0x80 && !surely_composed(g_utf8_get_char(text)))
      return TRUE;
  return FALSE;
}

static void append_tidied(GString *out, const char *text) {
  const gsize start = out->len;
  gboolean gap = FALSE;
  for (; *text != '\0'; text = g_utf8_next_char(text)) {
    const gunichar c = g_utf8_get_char(text);
    if (g_unichar_isspace(c) || g_unichar_iscntrl(c)) {
      gap = out->len > start;
      continue;
    }
    if (g_unichar_type(c) == G_UNICODE_FORMAT)
      continue;
    if (gap)
      g_string_append_c(out, ' ');
    gap = FALSE;
    g_string_append_len(out, text, g_utf8_next_char(text) - text);
  }
}

void khoa_text_wipe(char *text) {
  if (text != NULL)
    explicit_bzero(text, strlen(text));
  g_free(text);
}

void khoa_text_wipe_string(GString *text) {
  explicit_bzero(text->str, text->allocated_len);
  g_string_free(text, TRUE);
}

void khoa_text_tidy(GString *out, const char *text, gsize length) {
  if (!needs_composing(text)) {
    append_tidied(out, text);
    return;
  }
  char *composed = g_utf8_normalize(text, (gssize)length, G_NORMALIZE_NFC);
  append_tidied(out, composed != NULL ? composed : text);
  khoa_text_wipe(composed);
}

char *khoa_fold(const char *text) {
  char *plain = g_utf8_normalize(text, -1, G_NORMALIZE_NFKD);
  /* With room for all: a string that grows leaves copies behind. */
  GString *folded = g_string_sized_new(plain != NULL ? strlen(plain) : 0);
  for (const char *p = plain; p != NULL && *p != '\0'; p = g_utf8_next_char(p)) {
    const gunichar c = g_unichar_tolower(g_utf8_get_char(p));
    if (c == D_WITH_STROKE)
      g_string_append_c(folded, 'd');
    else if (g_unichar_isalnum(c))
      g_string_append_unichar(folded, c);
  }
  khoa_text_wipe(plain);
  return g_string_free(folded, FALSE);
}

gboolean khoa_text_is_scientific(const char *text) {
  const char *e = text + strspn(text, "0123456789.,");
  if (e == text || g_ascii_tolower(e[0]) != 'e' || (e[1] != '+' && e[1] != '-'))
    return FALSE;
  const gsize digits = strspn(e + 2, "0123456789");
  return digits > 0 && e[2 + digits] == '\0';
}

#include "inks.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct Word {
  const char *start;
  gsize length;
} Word;

/* Behind the string that begins at `at` with an opening bracket. */
static const char *skip_string(const char *at, const char *end) {
  int depth = 0;
  for (; at < end; at++) {
    if (*at == '\\')
      at++;
    else if (*at == '(')
      depth++;
    else if (*at == ')' && --depth == 0)
      return at + 1;
  }
  return end;
}

/* The next word that is no string, or FALSE at the end. Brackets of arrays and hexadecimal strings
 * may hang on words: none of them is a colour's. */
static gboolean next_word(const char **at, const char *end, Word *word) {
  const char *from = *at;
  while (from < end && (g_ascii_isspace(*from) || *from == '('))
    from = *from == '(' ? skip_string(from, end) : from + 1;
  const char *to = from;
  while (to < end && !g_ascii_isspace(*to) && *to != '(')
    to++;
  *word = (Word){from, (gsize)(to - from)};
  *at = to;
  return from < end;
}

static gboolean is(Word word, const char *text) {
  return word.length == strlen(text) && memcmp(word.start, text, word.length) == 0;
}

static gboolean same(Word a, Word b) {
  return a.length == b.length && memcmp(a.start, b.start, a.length) == 0;
}

static double value(Word word) {
  return g_ascii_strtod(word.start, NULL); /* a blank follows: the operator is behind it */
}

static guint32 to_rgb(const Word rgb[3]) {
  guint32 all = 0;
  for (int i = 0; i < 3; i++)
    all = all << 8 | (guint32)CLAMP(lround(value(rgb[i]) * 255), 0, 255);
  return all;
}

static gboolean is_registration(const Word rgb[3]) {
  static const double parts[] = {KHOA_REGISTRATION_RED, KHOA_REGISTRATION_GREEN,
                                 KHOA_REGISTRATION_BLUE};
  gboolean is_it = TRUE;
  for (int i = 0; i < 3; i++)
    is_it = is_it && fabs(value(rgb[i]) - parts[i]) < 1e-6;
  return is_it;
}

/* Appends what sets the colour instead; stroke: for lines, not areas. */
static gboolean put_colour(const KhoaInks *inks, const Word rgb[3], gboolean stroke, GString *to,
                           GError **error) {
  const char *ink = inks->cut ? KHOA_INK_CUT : is_registration(rgb) ? KHOA_INK_ALL : NULL;
  if (ink) {
    g_string_append_printf(to, stroke ? "/%s CS 1 SCN" : "/%s cs 1 scn", ink);
  } else if (same(rgb[0], rgb[1]) && same(rgb[1], rgb[2])) {
    g_string_append_len(to, rgb[0].start, (gssize)rgb[0].length);
    g_string_append(to, stroke ? " G" : " g");
  } else if (inks->palette) {
    const char *cmyk = khoa_palette_cmyk(inks->palette, to_rgb(rgb), error);
    if (!cmyk)
      return FALSE;
    g_string_append_printf(to, stroke ? "%s K" : "%s k", cmyk);
  } else {
    const char *end = rgb[2].start + rgb[2].length;
    g_string_append_len(to, rgb[0].start, end - rgb[0].start);
    g_string_append(to, stroke ? " RG" : " rg");
  }
  return TRUE;
}

gboolean khoa_inks_apply(const KhoaInks *inks, const char *operators, gsize length, GString *to,
                         GError **error) {
  const char *at = operators, *end = operators + length, *copied = operators;
  Word words[4] = {{0}}; /* the last ones */
  while (next_word(&at, end, &words[3])) {
    gboolean stroke = is(words[3], "RG");
    if (words[0].start && (stroke || is(words[3], "rg"))) {
      g_string_append_len(to, copied, words[0].start - copied);
      if (!put_colour(inks, words, stroke, to, error))
        return FALSE;
      copied = at;
    }
    memmove(words, words + 1, 3 * sizeof *words);
  }
  g_string_append_len(to, copied, end - copied);
  return TRUE;
}

gboolean khoa_inks_check_picture(const KhoaCairoObject *object, GError **error) {
  if (!object->stream || !khoa_cairo_pdf_find(object->text, object->text_end, "/Subtype /Image") ||
      !khoa_cairo_pdf_find(object->text, object->text_end, "/ColorSpace /DeviceRGB"))
    return TRUE;
  g_set_error_literal(error, KHOA_LAYOUT_ERROR, 0,
                      _("has a picture in colour, for whose pixels no inks can be stated: make it "
                        "grey, or print in RGB"));
  return FALSE;
}

#include "encoding.h"

#include <glib/gi18n.h>
#include <string.h>

#define SAVE_AS N_("save it in Excel as \"CSV UTF-8 (Comma delimited)\"")

/* What offices send in place of a list, by its first bytes. */
static const struct {
  const char *magic;
  const char *what; /* and then SAVE_AS */
} formats[] = {
    {"PK\003\004",
     N_("is a workbook (Excel .xlsx or LibreOffice .ods), not a CSV list: open it and")},
    {"\xd0\xcf\x11\xe0", N_("is an old Excel workbook (.xls), not a CSV list: open it and")},
    {"%PDF", N_("is a PDF, not a CSV list: get the list itself and")},
    {"{\\rtf", N_("is a text document, not a CSV list: copy its table to a spreadsheet and")},
    {"<", N_("is a web page or XML (some programs call it .xls), not a CSV list: open it and")},
};

static const struct {
  const char *bom;
  const char *charset; /* NULL: UTF-8 */
} boms[] = {{"\xef\xbb\xbf", NULL}, {"\xff\xfe", "UTF-16LE"}, {"\xfe\xff", "UTF-16BE"}};

static gboolean starts_with(const char *bytes, gsize length, const char *start) {
  const gsize n = strlen(start);
  return length >= n && memcmp(bytes, start, n) == 0;
}

static const char *foreign_format(const char *bytes, gsize length) {
  for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
    if (starts_with(bytes, length, formats[i].magic))
      return formats[i].what;
  return NULL;
}

/* UTF-16 without a BOM shows by its zero bytes: delimiters, digits and line ends are ASCII, so that
 * many bytes of one parity are zero and none of the other. */
static const char *bare_utf16(const char *bytes, gsize length) {
  gsize zeros[2] = {0, 0};
  const gsize seen = MIN(length, 4096);
  for (gsize i = 0; i < seen; i++)
    zeros[i % 2] += bytes[i] == '\0';
  if (length % 2 != 0 || MAX(zeros[0], zeros[1]) * 8 <= seen)
    return NULL;
  if (zeros[0] == 0)
    return "UTF-16LE";
  return zeros[1] == 0 ? "UTF-16BE" : NULL;
}

static guint line_at(const char *text, gsize offset) {
  guint line = 1;
  for (gsize i = 0; i < offset; i++)
    line += text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n');
  return line;
}

static GString *from_utf16(const char *bytes, gsize length, const char *charset,
                           KhoaFaults *faults) {
  gsize written = 0;
  GString *decoded = NULL;
  char *text = g_convert(bytes, (gssize)length, "UTF-8", charset, NULL, &written, NULL);
  if (text == NULL || memchr(text, '\0', written) != NULL)
    khoa_faults_add(faults, 0, NULL, _("is damaged (broken UTF-16): open it again and %s"),
                    _(SAVE_AS));
  else
    decoded = g_string_new_len(text, (gssize)written);
  if (text != NULL)
    explicit_bzero(text, written);
  g_free(text);
  return decoded;
}

static GString *from_utf8(const char *bytes, gsize length, KhoaFaults *faults) {
  const char *end = NULL;
  if (memchr(bytes, '\0', length) != NULL) {
    khoa_faults_add(faults, 0, NULL, _("is not a text file: open it and %s"), _(SAVE_AS));
    return NULL;
  }
  if (!g_utf8_validate_len(bytes, length, &end)) {
    khoa_faults_add(faults, line_at(bytes, (gsize)(end - bytes)), NULL,
                    _("is not in Unicode (an older code such as TCVN3, VNI or Windows-1258, or "
                      "damaged): %s; text typed in a .Vn or VNI font has to be converted "
                      "to Unicode first, for instance with UniKey"),
                    _(SAVE_AS));
    return NULL;
  }
  return g_string_new_len(bytes, (gssize)length);
}

static void unify_line_ends(GString *text) {
  char *to = text->str;
  for (const char *from = text->str; *from != '\0'; from++) {
    if (*from != '\r')
      *to++ = *from;
    else if (from[1] != '\n')
      *to++ = '\n';
  }
  g_string_truncate(text, (gsize)(to - text->str));
}

static gsize count_before_letters(const char *text, const char *sign) {
  gsize count = 0;
  for (const char *p = strstr(text, sign); p != NULL; p = strstr(p + 1, sign)) {
    const gunichar next = g_utf8_get_char(p + strlen(sign));
    count += g_unichar_isalpha(next) || next == 0xd7; /* ×, TCVN3's ì */
  }
  return count;
}

/* TCVN3 and VNI texts pass through Unicode programs as Latin letters: đ shows as ® or ñ in front of
 * a vowel. A tenth of the lines is far more than any foreign name would bring. */
static gboolean typed_in_old_font(const GString *text) {
  const gsize signs = count_before_letters(text->str, "®") + count_before_letters(text->str, "ñ");
  gsize lines = 1;
  for (const char *p = strchr(text->str, '\n'); p != NULL; p = strchr(p + 1, '\n'))
    lines++;
  return signs > 2 && signs * 10 > lines;
}

static gboolean blank(const GString *text) {
  return strspn(text->str, " \t\n") == text->len;
}

GString *khoa_encoding_decode(const char *bytes, gsize length, KhoaFaults *faults) {
  if (length == 0)
    bytes = ""; /* the caller's may be NULL */
  const char *charset = bare_utf16(bytes, length);
  for (gsize i = 0; i < G_N_ELEMENTS(boms); i++)
    if (starts_with(bytes, length, boms[i].bom)) {
      charset = boms[i].charset;
      bytes += strlen(boms[i].bom);
      length -= strlen(boms[i].bom);
      break;
    }

  const char *foreign = foreign_format(bytes, length);
  if (foreign != NULL) {
    khoa_faults_add(faults, 0, NULL, "%s %s", _(foreign), _(SAVE_AS));
    return NULL;
  }
  g_autoptr(GString) text = charset != NULL ? from_utf16(bytes, length, charset, faults)
                                            : from_utf8(bytes, length, faults);
  if (text == NULL)
    return NULL;
  unify_line_ends(text);
  if (blank(text)) {
    khoa_faults_add(faults, 0, NULL,
                    _("is empty: a list needs a heading line and a line for each row"));
    return NULL;
  }
  if (typed_in_old_font(text)) {
    khoa_faults_add(
        faults, 0, NULL,
        _("is typed in an old TCVN3 (.Vn) or VNI font: convert it to Unicode first, for "
          "instance with UniKey; then %s"),
        _(SAVE_AS));
    return NULL;
  }
  return g_steal_pointer(&text);
}

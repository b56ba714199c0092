#include "symbol.h"

#include "mask.h"

#include <glib/gi18n.h>
#include <qrencode.h>
#include <string.h>

/* Digits alone in version 40-L; nothing longer fits, so nothing longer is allocated. */
#define TEXT_MAX 7089

GQuark khoa_symbol_error_quark(void) {
  return g_quark_from_static_string("khoa-symbol-error");
}

static const struct {
  char letter;
  QRecLevel encoder;
  unsigned format; /* in the symbol's format information */
} levels[] = {
    [KHOA_LEVEL_L] = {'L', QR_ECLEVEL_L, 1},
    [KHOA_LEVEL_M] = {'M', QR_ECLEVEL_M, 0},
    [KHOA_LEVEL_Q] = {'Q', QR_ECLEVEL_Q, 3},
    [KHOA_LEVEL_H] = {'H', QR_ECLEVEL_H, 2},
};

/* The library has this and doesn't say so in its header; a build of it may hide it. */
extern QRcode *QRcode_encodeMask(QRinput *input, int mask) __attribute__((weak));

G_DEFINE_AUTOPTR_CLEANUP_FUNC(QRinput, QRinput_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QRcode, QRcode_free)

gboolean khoa_level_from_letter(const char *letter, KhoaLevel *level) {
  for (gsize i = 0; i < G_N_ELEMENTS(levels); i++)
    if (letter[0] == levels[i].letter && letter[1] == '\0') {
      *level = (KhoaLevel)i;
      return TRUE;
    }
  return FALSE;
}

char khoa_level_letter(KhoaLevel level) {
  return levels[level].letter;
}

static gboolean append(QRinput *input, QRencodeMode mode, const char *text) {
  gsize length = strlen(text);
  return length == 0 || QRinput_append(input, mode, (int)length, (const unsigned char *)text) == 0;
}

/* The library's own search for the best mask takes six times as long as all the rest of a symbol,
 * and comes to the same. */
static QRcode *encode_input(QRinput *input, KhoaLevel level) {
  int version = QRinput_getVersion(input);
  if (!QRcode_encodeMask || version == 0 || 17 + 4 * version > KHOA_MASK_SIZE_MAX)
    return QRcode_encodeInput(input);
  QRcode *code = QRcode_encodeMask(input, 0);
  if (code && code->width <= KHOA_MASK_SIZE_MAX)
    khoa_mask_choose(code->data, code->width, levels[level].format);
  return code;
}

/* The encoder takes a larger version than asked for where the text needs it; 0 asks for the
 * smallest. */
static QRcode *encode(int version, KhoaLevel level, const char *prefix, const char *digits,
                      GError **error) {
  g_autoptr(QRinput) input = QRinput_new2(version, levels[level].encoder);
  QRcode *code = NULL;
  if (input && append(input, QR_MODE_8, prefix) && append(input, QR_MODE_NUM, digits))
    code = encode_input(input, level);
  if (!code)
    g_set_error(error, KHOA_SYMBOL_ERROR, 0,
                _("%zu characters and %zu digits make no QR code: too many, or not digits"),
                strlen(prefix), strlen(digits));
  return code;
}

static int version_needed(int version, KhoaLevel level, const char *prefix, const char *digits,
                          GError **error) {
  g_autoptr(QRcode) code = encode(version, level, prefix, digits, error);
  return code ? code->version : 0;
}

gboolean khoa_symbol_plan(KhoaSymbolForm *form, gsize prefix_length, gsize digits_length,
                          KhoaLevel minimum, GError **error) {
  g_autofree char *prefix = g_strnfill(MIN(prefix_length, TEXT_MAX + 1), 'a');
  g_autofree char *digits = g_strnfill(MIN(digits_length, TEXT_MAX + 1), '0');
  int version = version_needed(0, minimum, prefix, digits, error);
  if (version == 0)
    return FALSE;
  KhoaLevel level = minimum;
  while (level < KHOA_LEVEL_H &&
         version_needed(version, level + 1, prefix, digits, NULL) == version)
    level++;
  *form = (KhoaSymbolForm){.version = version, .size = 17 + 4 * version, .level = level};
  return TRUE;
}

KhoaSymbol *khoa_symbol_new(const KhoaSymbolForm *form, const char *prefix, const char *digits,
                            GError **error) {
  g_autoptr(QRcode) code = encode(form->version, form->level, prefix, digits, error);
  if (!code)
    return NULL;
  if (code->version != form->version) {
    g_set_error(error, KHOA_SYMBOL_ERROR, 0,
                _("%zu characters and %zu digits need QR version %d-%c, more than the planned %d"),
                strlen(prefix), strlen(digits), code->version, khoa_level_letter(form->level),
                form->version);
    return NULL;
  }
  KhoaSymbol *symbol = g_new(KhoaSymbol, 1);
  gsize n = (gsize)code->width * (gsize)code->width;
  *symbol = (KhoaSymbol){.size = code->width, .modules = g_new(guint8, n)};
  for (gsize i = 0; i < n; i++)
    symbol->modules[i] = code->data[i] & 1; /* the other bits say what the module is for */
  return symbol;
}

void khoa_symbol_free(KhoaSymbol *symbol) {
  if (!symbol)
    return;
  g_free(symbol->modules);
  g_free(symbol);
}

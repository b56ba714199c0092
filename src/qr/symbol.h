/* Text segments -> QR modules (ISO/IEC 18004), by libqrencode. Knows nothing of tags.
 *
 * A text is a prefix in byte mode followed by digits in numeric mode; either may be empty. All
 * texts of one form (same lengths) get the same version and level, so a batch plans once. */
#ifndef KHOA_QR_SYMBOL_H
#define KHOA_QR_SYMBOL_H

#include <glib.h>

#define KHOA_QUIET_ZONE 4 /* modules, on every side */

typedef enum KhoaLevel { KHOA_LEVEL_L, KHOA_LEVEL_M, KHOA_LEVEL_Q, KHOA_LEVEL_H } KhoaLevel;

/* False if no level has that letter (L, M, Q, H). */
gboolean khoa_level_from_letter(const char *letter, KhoaLevel *level);
char khoa_level_letter(KhoaLevel level);

typedef struct KhoaSymbolForm {
  int version;     /* 1 to 40 */
  int size;        /* modules on a side without quiet zone: 17 + 4 * version */
  KhoaLevel level; /* the highest that fits this version */
} KhoaSymbolForm;

/* The smallest version that holds the text at `minimum`, then the highest level that version
 * still holds. Error KHOA_SYMBOL_ERROR when no version does. */
gboolean khoa_symbol_plan(KhoaSymbolForm *form, gsize prefix_length, gsize digits_length,
                          KhoaLevel minimum, GError **error);

typedef struct KhoaSymbol {
  int size;
  guint8 *modules; /* size * size, row by row, 1 is dark */
} KhoaSymbol;

/* digits: only 0-9. The result is the caller's; error KHOA_SYMBOL_ERROR if it doesn't fit. Safe to
 * call from several threads. */
KhoaSymbol *khoa_symbol_new(const KhoaSymbolForm *form, const char *prefix, const char *digits,
                            GError **error);
void khoa_symbol_free(KhoaSymbol *symbol);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaSymbol, khoa_symbol_free)

#define KHOA_SYMBOL_ERROR khoa_symbol_error_quark()
GQuark khoa_symbol_error_quark(void);

#endif

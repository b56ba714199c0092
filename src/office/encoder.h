/* The QR symbols of a run of tags, in order, encoded ahead of the drawing by all cores: finding the
 * best mask costs more than everything else about a tag. What comes out doesn't depend on how many
 * threads there are. */
#ifndef KHOA_OFFICE_ENCODER_H
#define KHOA_OFFICE_ENCODER_H

#include "qr/symbol.h"

typedef struct KhoaEncoder KhoaEncoder;

/* The text's digits of the n-th tag, written into `digits`; FALSE if there can be none. Called from
 * several threads at once. */
typedef gboolean (*KhoaEncoderSpell)(guint64 n, char *digits, gpointer data);

/* count symbols of one form and prefix; all arguments must outlive the encoder. digits_size: what
 * `spell` needs, NUL included. */
KhoaEncoder *khoa_encoder_new(const KhoaSymbolForm *form, const char *prefix, guint64 count,
                              gsize digits_size, KhoaEncoderSpell spell, gpointer data);
void khoa_encoder_free(KhoaEncoder *encoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaEncoder, khoa_encoder_free)

/* The next symbol, from the first to the last; the encoder's own, good until the next call. NULL
 * with an error if its text doesn't fit or can't be. */
const KhoaSymbol *khoa_encoder_next(KhoaEncoder *encoder, GError **error);

#endif

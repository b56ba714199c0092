/* A tag on a page as a PDF's operators. What a page names was drawn before: "/x12" a drawing,
 * "/f12" a font, by object number. */
#ifndef KHOA_ART_TAGOPS_H
#define KHOA_ART_TAGOPS_H

#include "tagface.h"

/* A drawing in mm, its corner where `at` puts (0, 0); clip: a box in mm beyond which nothing of it
 * shows, or NULL. */
void khoa_ops_drawing(GString *to, guint64 drawing, const cairo_matrix_t *at, const KhoaBox *clip);
/* The symbol's modules, in the place of its quiet zone. */
void khoa_ops_symbol(GString *to, const KhoaSymbol *symbol, const KhoaBox *place,
                     const cairo_matrix_t *at);
/* Digits and dashes, all else is left out. */
void khoa_ops_code(GString *to, guint64 font, const char *code, KhoaCodePlace place,
                   const cairo_matrix_t *at);

#endif

/* One tag on a cairo context. All that a batch's tags share is drawn once and painted for each;
 * what differs is the QR code, a one-bit mask, and the printed code, ready-shaped glyphs. */
#ifndef KHOA_ART_TAGFACE_H
#define KHOA_ART_TAGFACE_H

#include "codeline.h"
#include "fonts.h"
#include "layout.h"
#include "qr/symbol.h"

/* What all tags of a batch say; UTF-8, NFC, already in the form people read. */
typedef struct KhoaTagText {
  const char *office; /* "Công an huyện Triệu Sơn" */
  const char *unit;   /* "Xã Thọ Sơn" */
  const char *date;   /* issue date as printed, "20/11/2026" */
  struct {
    const char *number; /* "0237 0867 113" or "113" */
    const char *label;  /* whose it is */
  } hotlines[5];
  gsize n_hotlines;  /* 3 to 5 */
  gboolean specimen; /* MẪU over each face */
} KhoaTagText;

typedef struct KhoaTagFaces KhoaTagFaces;

/* Lays out and records both faces for codes of `form` (NULL for a layout that has none), and holds
 * them to the rules of rules.h. The error (KHOA_LAYOUT_ERROR) has a line for each fault, with
 * element and millimetres: a text that doesn't fit at its smallest size, a glyph that no font has,
 * a module that is too small. The layout and fonts must outlive the result. */
KhoaTagFaces *khoa_tag_faces_new(const KhoaLayout *layout, KhoaFonts *fonts,
                                 const KhoaTagText *text, const KhoaSymbolForm *form,
                                 GError **error);
/* The same with faults, and faces in spite of them; NULL only if there aren't 3 to 5 hotlines.
 * Those of khoa_layout_faults_new_issued() aren't held to the rules. */
KhoaTagFaces *khoa_tag_faces_make(const KhoaLayout *layout, KhoaFonts *fonts,
                                  const KhoaTagText *text, const KhoaSymbolForm *form,
                                  KhoaLayoutFaults *faults);
void khoa_tag_faces_free(KhoaTagFaces *faces);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaTagFaces, khoa_tag_faces_free)

/* Draws with the trim box's top left corner at (0, 0), in mm, bleed outside it, without the cut
 * line. symbol: NULL leaves its place white; code: the printed code, NULL for a layout that has
 * none. Errors are the context's own, found by its owner. */
void khoa_tag_faces_draw(KhoaTagFaces *faces, KhoaFace face, cairo_t *cr, const KhoaSymbol *symbol,
                         const char *code);
/* Parts of it: what all tags share, and the printed code, if the face has one. */
void khoa_tag_faces_draw_shared(KhoaTagFaces *faces, KhoaFace face, cairo_t *cr);
void khoa_tag_faces_draw_code(KhoaTagFaces *faces, KhoaFace face, cairo_t *cr, const char *code);
/* Where it stands; FALSE if the face has none. */
gboolean khoa_tag_faces_code(const KhoaTagFaces *faces, KhoaFace face, const char *code,
                             KhoaCodePlace *place);
/* The cut line alone, as that face has it; nothing if the layout has none. */
void khoa_tag_faces_draw_cut(KhoaTagFaces *faces, KhoaFace face, cairo_t *cr);
/* All of a face but the symbol's modules, by lines alone and not from what was recorded: letters
 * become outlines with all the precision that the context has. The layout must have that face. */
gboolean khoa_tag_faces_draw_anew(KhoaTagFaces *faces, KhoaFace face, cairo_t *cr, const char *code,
                                  gboolean cut, GError **error);
/* FALSE if the layout has no cut line; else what it is drawn within, a box that nothing else that
 * is drawn has: left, top, right and bottom, mm from the trim corner. */
gboolean khoa_tag_faces_cut_box(const KhoaTagFaces *faces, int box[4]);
/* Whether that face holds the QR code; and where, quiet zone included, mm from the trim corner. */
gboolean khoa_tag_faces_qr(const KhoaTagFaces *faces, KhoaFace face, double *x, double *y,
                           double *size);

#endif

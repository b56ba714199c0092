/* A register: a list with a cell to sign on each line, on A4 landscape, with the heading that
 * Vietnamese offices put on their papers (Decree 30/2020/NĐ-CP, appendix I).
 *
 * It comes in sections, each a paper of its own, for one person to carry: it starts on a new page
 * with the heading, its pages repeat the table's head, and it ends with a place for a signature.
 * Pages are numbered throughout. The same input gives the same bytes. */
#ifndef KHOA_ART_REGISTER_H
#define KHOA_ART_REGISTER_H

#include "fonts.h"

#define KHOA_REGISTER_COLUMNS_MAX 12

typedef struct KhoaRegisterColumn {
  const char *title;
  double width; /* in proportion to the other columns' */
  gboolean centred;
} KhoaRegisterColumn;

/* What all sections share; must outlive the register. */
typedef struct KhoaRegisterForm {
  const char *office, *unit; /* top left: whose paper it is, and for whom */
  const char *title;
  const char *facts;  /* the line below the title */
  const char *notice; /* the framed line below that: how to keep the paper */
  const char *slug;   /* at the foot of every page, before "Trang i/n" */
  const char *signer; /* who signs at a section's end */
  const char *date;   /* ISO 8601 with zone, the document's creation date */
  double row_height;  /* mm; rows whose cells need more grow */
  const KhoaRegisterColumn *columns;
  gsize n_columns; /* 1 to KHOA_REGISTER_COLUMNS_MAX */
} KhoaRegisterForm;

typedef struct KhoaRegister KhoaRegister;

/* Errors here and below: the fonts lack a face or a letter (KHOA_FONTS_ERROR), or a text leaves no
 * room on a page (KHOA_REGISTER_ERROR). They name a row's column, never what stands in it: that may
 * be somebody's name. */
KhoaRegister *khoa_register_new(KhoaFonts *fonts, const KhoaRegisterForm *form, GError **error);
/* Wipes the cells. */
void khoa_register_free(KhoaRegister *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaRegister, khoa_register_free)

/* heading: above the section's rows; closing: below them, beside the signature. A section without
 * rows has no page. */
gboolean khoa_register_begin(KhoaRegister *list, const char *heading, const char *closing,
                             GError **error);
/* A row of the section begun last; cells: n_columns texts, copied, which wrap where they are too
 * long. follows: it belongs to the row before, so the line between the two is light. */
gboolean khoa_register_add(KhoaRegister *list, const char *const *cells, gboolean follows,
                           GError **error);

/* The finished PDF, the caller's to wipe and unref. */
GByteArray *khoa_register_pdf(const KhoaRegister *list, guint *pages, GError **error);

#define KHOA_REGISTER_ERROR khoa_register_error_quark()
GQuark khoa_register_error_quark(void);

#endif

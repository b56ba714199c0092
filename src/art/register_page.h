/* The pages of a register: how much room each part takes, and drawing one. Used by register.c
 * alone. Lengths are mm. */
#ifndef KHOA_ART_REGISTER_PAGE_H
#define KHOA_ART_REGISTER_PAGE_H

#include "register.h"
#include "typeset.h"

#define KHOA_REGISTER_WIDTH 297.0
#define KHOA_REGISTER_HEIGHT 210.0

typedef struct KhoaRegisterRow {
  double height;
  gboolean follows;
  char *cells[KHOA_REGISTER_COLUMNS_MAX]; /* as many as there are columns */
} KhoaRegisterRow;

typedef struct KhoaRegisterSection {
  char *heading, *closing;
  GArray *rows; /* KhoaRegisterRow elements */
} KhoaRegisterSection;

typedef struct KhoaRegisterPage {
  const KhoaRegisterSection *section;
  gboolean opens;     /* it is the section's first page */
  guint first, count; /* of the section's rows */
  guint number, total;
} KhoaRegisterPage;

typedef struct KhoaRegisterPaper {
  const KhoaRegisterForm *form;
  KhoaTypeset *typeset;
  double edges[KHOA_REGISTER_COLUMNS_MAX + 1]; /* x of the columns' borders */
} KhoaRegisterPaper;

/* Form and typeset stay the caller's; an error names the text that has a letter too many. */
gboolean khoa_register_paper_init(KhoaRegisterPaper *paper, const KhoaRegisterForm *form,
                                  KhoaTypeset *typeset, GError **error);
/* The height of a row with these cells; an error names the column. */
gboolean khoa_register_row_height(const KhoaRegisterPaper *paper, const char *const *cells,
                                  double *height, GError **error);
/* What a page has for rows: a section's first page, or a further one. */
double khoa_register_room(const KhoaRegisterPaper *paper, const KhoaRegisterSection *section,
                          gboolean opens);
/* What a section's last page needs below its rows. */
double khoa_register_closing(const KhoaRegisterPaper *paper, const KhoaRegisterSection *section);

void khoa_register_page_draw(const KhoaRegisterPaper *paper, cairo_t *cr,
                             const KhoaRegisterPage *page);

#endif

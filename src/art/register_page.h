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
  double first_room, room; /* for rows, on the first page and on further ones */
  double closing_height;   /* needed below the last row */
  GArray *rows;            /* KhoaRegisterRow elements */
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

/* Form and typeset stay the caller's; an error names the text with a letter that the fonts lack. */
gboolean khoa_register_paper_init(KhoaRegisterPaper *paper, const KhoaRegisterForm *form,
                                  KhoaTypeset *typeset, GError **error);
/* Fills in what heading and closing leave for rows; an error names the heading. */
gboolean khoa_register_section_measure(const KhoaRegisterPaper *paper, KhoaRegisterSection *section,
                                       GError **error);
/* The height of a row with these cells; an error names the column. */
gboolean khoa_register_row_measure(const KhoaRegisterPaper *paper,
                                   const KhoaRegisterSection *section, const char *const *cells,
                                   double *height, GError **error);

void khoa_register_page_draw(const KhoaRegisterPaper *paper, cairo_t *cr,
                             const KhoaRegisterPage *page);

#endif

/* Sheet sizes: those that have a name, and any other by its sides. Millimetres. */
#ifndef KHOA_ART_PAPER_H
#define KHOA_ART_PAPER_H

#include <glib.h>

typedef struct KhoaPaper {
  const char *name;     /* as it was given */
  double width, height; /* portrait unless fixed */
  gboolean roll;        /* one tag a page, the page as large as the tag and its marks */
  gboolean card;        /* a roll's page that is the tag alone: no bleed, margin or marks */
  gboolean fixed;       /* goes into the press as it was given: the page isn't turned */
} KhoaPaper;

/* "a4", "sra3", "roll", "card"..., or a sheet as it is fed, its width and height: "320x450",
 * "85.6x54". paper->name is `name` itself. An error (KHOA_PAPER_ERROR) lists what there is. */
gboolean khoa_paper_parse(KhoaPaper *paper, const char *name, GError **error);
/* Those that have names; the caller's. */
char **khoa_paper_names(void);

#define KHOA_PAPER_ERROR khoa_paper_error_quark()
GQuark khoa_paper_error_quark(void);

#endif

/* What stays together on a page: texts, rules and grey areas. Lengths are mm, places are counted
 * from its top left corner. */
#ifndef KHOA_ART_BLOCK_H
#define KHOA_ART_BLOCK_H

#include <pango/pangocairo.h>

#define KHOA_RULE 0.2 /* as thick as all rules are */

typedef struct KhoaBlock {
  double before; /* left free above it, but not at a page's top */
  double height;
  gboolean keeps;         /* stays on one page with the block after it */
  gboolean breaks;        /* begins a page */
  struct KhoaBlock *head; /* drawn again above it where it begins a page; a reference */
  char *outline;          /* the title in the reader's list of contents, or NULL */
  GArray *marks;
} KhoaBlock;

typedef enum KhoaMarkKind {
  KHOA_MARK_TEXT,
  KHOA_MARK_RULE,  /* from x, y over width and height, one of which is 0 */
  KHOA_MARK_DOTS,  /* the same, to write on by hand */
  KHOA_MARK_FILL,  /* an area */
  KHOA_MARK_FRAME, /* its edge */
} KhoaMarkKind;

typedef struct KhoaMark {
  KhoaMarkKind kind;
  double x, y, width, height; /* y of a single line: its baseline */
  double grey;                /* 0 black, 1 white */
  PangoLayout *layout;
  int line; /* the only one of the layout that is drawn; -1: all */
} KhoaMark;

KhoaBlock *khoa_block_new(void);
KhoaBlock *khoa_block_ref(KhoaBlock *block);
void khoa_block_unref(KhoaBlock *block);

/* The layout goes over to the block. */
void khoa_block_text(KhoaBlock *block, PangoLayout *layout, double x, double y, double grey);
/* One line of a layout that stays the caller's. */
void khoa_block_line(KhoaBlock *block, PangoLayout *layout, int line, double x, double baseline);
void khoa_block_mark(KhoaBlock *block, KhoaMarkKind kind, double x, double y, double width,
                     double height, double grey);

void khoa_block_draw(const KhoaBlock *block, cairo_t *cr, double x, double y);

#endif

/* A document of many pages, put together from a few that cairo drew as samples: its first ones are
 * the frames that lie behind pages, each of the others holds one drawing or one font to draw with.
 * So a page costs what differs on it, and cairo's work doesn't grow with the document. */
#ifndef KHOA_ART_BOOK_H
#define KHOA_ART_BOOK_H

#include "cairopdf.h"
#include "inks.h"
#include "pdfout.h"

#define KHOA_BOOK_PARTS 4 /* at most */

typedef struct KhoaBook {
  guint64 pages;
  guint frames; /* page n (from 1) lies before that of as many digits as n has, or the last */
  guint parts;  /* samples behind the frames */
  double width, height; /* of a page, points */
  /* Appends what a page shows besides its frame: points from its top left corner, black the colour
   * at first. parts: numbers of the samples' drawings and fonts, by which pages name them: "/x12",
   * "/f12". Called from several threads at once. */
  gboolean (*draw)(guint64 page, const guint64 *parts, GString *operators, gpointer data,
                   GError **error);
  void (*told)(guint64 page, gpointer data); /* after each page */
  gpointer data;
} KhoaBook;

/* What the samples came to. */
typedef struct KhoaBinding {
  const KhoaBook *book;
  GPtrArray *frames;  /* GString: their operators, in the press's inks */
  guint64 *resources; /* object numbers, by frame */
  guint64 parts[KHOA_BOOK_PARTS];
  guint64 root;         /* object number of the tree of pages */
  guint64 first;        /* free object number, the first of khoa_book_objects() */
  const GString *boxes; /* of a page but for its MediaBox */
} KhoaBinding;

/* boxes must outlive the binding. */
void khoa_binding_init(KhoaBinding *binding, const KhoaBook *book, const GString *boxes,
                       guint64 first, guint64 root);
void khoa_binding_clear(KhoaBinding *binding);
/* The n-th sample. */
void khoa_binding_take(KhoaBinding *binding, guint n, const KhoaCairoObject *content,
                       const KhoaCairoObject *resources);
/* Whether that were all samples, and whatever the objects hold by those numbers is a drawing, or a
 * font whose letters have their usual codes. */
gboolean khoa_binding_is_whole(const KhoaBinding *binding, guint samples,
                               const KhoaCairoObject *objects, guint64 count);
/* What a frame's resources must name: " /x12 12 0 R", " /f13 13 0 R". */
void khoa_binding_name_parts(const KhoaBinding *binding, const KhoaCairoObject *objects,
                             GString *drawings, GString *fonts);

/* How many objects the pages take besides the root. */
guint64 khoa_book_objects(const KhoaBook *book);
gboolean khoa_book_write(const KhoaBinding *binding, KhoaPdfOut *out, GError **error);

#endif

/* The objects of a PDF file that cairo wrote, one after the other. Reads what cairo writes up to
 * PDF 1.4 and no more: a plain cross-reference table, one object a number, no object streams.
 *
 * Why not a PDF library: qpdf looks at every object, which cost 60 us and 6 kB of memory a tag,
 * more than drawing it. */
#ifndef KHOA_ART_CAIROPDF_H
#define KHOA_ART_CAIROPDF_H

#include <glib.h>

typedef struct KhoaCairoPdf {
  const char *bytes, *end;
  const char *objects, *objects_end; /* from the first object to the cross-reference table */
  const char *entries;               /* the table's lines, one an object */
  guint64 count;                     /* of objects; number 0 is none */
  guint64 root, info; /* numbers of the catalogue and of the document's information */
} KhoaCairoPdf;

/* FALSE if the bytes, which it goes on reading, aren't such a file. */
gboolean khoa_cairo_pdf_open(KhoaCairoPdf *pdf, const char *bytes, gsize length);

typedef struct KhoaCairoObject {
  guint64 number;
  const char *start, *end;     /* from its number to behind "endobj" and the line's end */
  const char *text, *text_end; /* what it says: all between "obj" and "endobj" or "stream" */
  const char *stream;          /* NULL if it has none */
  gsize stream_length;
  guint64
      length; /* number of the object that holds the stream's length; 0: it stands in the text */
} KhoaCairoObject;

/* All of them, by number, without a start where there is none; the caller's. NULL if something else
 * stands among them. */
KhoaCairoObject *khoa_cairo_pdf_objects(const KhoaCairoPdf *pdf);

/* Where `word` stands from `from` on, NULL if it doesn't before `end`. */
const char *khoa_cairo_pdf_find(const char *from, const char *end, const char *word);
/* The object's number in "/Key 12 0 R", 0 if there is none. */
guint64 khoa_cairo_pdf_reference(const char *text, const char *end, const char *key);

#endif

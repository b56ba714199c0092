#include "cairopdf.h"

#include <string.h>

#define XREF_LINE 20 /* bytes of an entry in the cross-reference table */
#define TRAILER_MAX 1024

const char *khoa_cairo_pdf_find(const char *from, const char *end, const char *word) {
  return memmem(from, (gsize)(end - from), word, strlen(word));
}

/* What follows `word`, if that is what stands at `from`; which a damaged file may have beyond the
 * end. */
static const char *skip(const char *from, const char *end, const char *word) {
  gsize n = strlen(word);
  return from <= end && n <= (gsize)(end - from) && memcmp(from, word, n) == 0 ? from + n : NULL;
}

static const char *at_offset(const KhoaCairoPdf *pdf, guint64 offset) {
  return offset < (guint64)(pdf->end - pdf->bytes) ? pdf->bytes + offset : pdf->end;
}

guint64 khoa_cairo_pdf_reference(const char *text, const char *end, const char *key) {
  const char *at = khoa_cairo_pdf_find(text, end, key);
  char *after = NULL;
  guint64 number = at ? g_ascii_strtoull(at + strlen(key), &after, 10) : 0;
  return number && skip(after, end, " 0 R") ? number : 0;
}

/* The file ends in "trailer << ... >> startxref NUMBER %%EOF", a line each. */
gboolean khoa_cairo_pdf_open(KhoaCairoPdf *pdf, const char *bytes, gsize length) {
  *pdf = (KhoaCairoPdf){.bytes = bytes, .end = bytes + length};
  if (length == 0)
    return FALSE;
  const char *end = pdf->end, *tail = end - MIN(length, TRAILER_MAX);
  const char *trailer = khoa_cairo_pdf_find(tail, end, "\ntrailer\n<<");
  const char *startxref = trailer ? khoa_cairo_pdf_find(trailer, end, "\nstartxref\n") : NULL;
  const char *eof = startxref ? khoa_cairo_pdf_find(startxref, end, "\n%%EOF\n") : NULL;
  if (!eof || eof + strlen("\n%%EOF\n") != end)
    return FALSE; /* no number that is read below runs over the end */
  guint64 xref = g_ascii_strtoull(startxref + strlen("\nstartxref\n"), NULL, 10);
  pdf->objects_end = at_offset(pdf, xref);
  pdf->objects = skip(bytes, pdf->objects_end, "%PDF-1.4\n%\xb5\xed\xae\xfb\n");
  const char *count = skip(pdf->objects_end, end, "xref\n0 ");
  if (!pdf->objects || !count)
    return FALSE;
  pdf->count = g_ascii_strtoull(count, (char **)&pdf->entries, 10);
  pdf->entries++; /* the line's end */
  pdf->root = khoa_cairo_pdf_reference(trailer, startxref, "/Root ");
  pdf->info = khoa_cairo_pdf_reference(trailer, startxref, "/Info ");
  return pdf->entries < trailer &&
         (guint64)(trailer + 1 - pdf->entries) == pdf->count * XREF_LINE && pdf->root && pdf->info;
}

/* The number that is all an object says. */
static gboolean number_in(const KhoaCairoPdf *pdf, guint64 object, guint64 *number) {
  char head[32];
  if (object >= pdf->count)
    return FALSE;
  guint64 offset = g_ascii_strtoull(pdf->entries + object * XREF_LINE, NULL, 10);
  g_snprintf(head, sizeof head, "%" G_GUINT64_FORMAT " 0 obj\n", object);
  const char *text = skip(at_offset(pdf, offset), pdf->objects_end, head);
  if (!text)
    return FALSE;
  *number = g_ascii_strtoull(text, NULL, 10);
  return TRUE;
}

static gboolean take_stream(const KhoaCairoPdf *pdf, KhoaCairoObject *object) {
  guint64 length;
  object->length = khoa_cairo_pdf_reference(object->text, object->text_end, "/Length ");
  const char *direct = khoa_cairo_pdf_find(object->text, object->text_end, "/Length ");
  if (object->length) {
    if (!number_in(pdf, object->length, &length))
      return FALSE;
  } else if (direct) {
    length = g_ascii_strtoull(direct + strlen("/Length "), NULL, 10);
  } else {
    return FALSE;
  }
  if (length > (guint64)(pdf->objects_end - object->stream))
    return FALSE;
  object->stream_length = (gsize)length;
  object->end = skip(object->stream + length, pdf->objects_end, "\nendstream\nendobj\n");
  return object->end != NULL;
}

/* The object at *at, which then moves behind it. FALSE if what stands there is none. */
static gboolean next_object(const KhoaCairoPdf *pdf, const char **at, KhoaCairoObject *object) {
  char *after;
  *object = (KhoaCairoObject){.start = *at};
  object->number = g_ascii_strtoull(*at, &after, 10);
  object->text = skip(after, pdf->objects_end, " 0 obj\n");
  if (object->number == 0 || object->number >= pdf->count || !object->text)
    return FALSE;
  const char *end = khoa_cairo_pdf_find(object->text, pdf->objects_end, "\nendobj\n");
  if (!end)
    return FALSE;
  const char *stream = khoa_cairo_pdf_find(object->text, end, "\nstream\n");
  object->text_end = stream ? stream : end;
  object->end = end + strlen("\nendobj\n");
  object->stream = stream ? stream + strlen("\nstream\n") : NULL;
  if (stream && !take_stream(pdf, object))
    return FALSE;
  *at = object->end;
  return TRUE;
}

KhoaCairoObject *khoa_cairo_pdf_objects(const KhoaCairoPdf *pdf) {
  g_autofree KhoaCairoObject *objects = g_new0(KhoaCairoObject, pdf->count);
  const char *at = pdf->objects;
  KhoaCairoObject object;
  while (at < pdf->objects_end) {
    if (!next_object(pdf, &at, &object))
      return NULL;
    objects[object.number] = object;
  }
  return g_steal_pointer(&objects);
}

#include "pdfbox.h"

#include <string.h>

/* Why not a PDF library: qpdf looks at every object, which cost 60 us and 6 kB of memory a tag,
 * more than drawing it. */

#define XREF_LINE 20 /* bytes of an entry in the cross-reference table */
#define TRAILER_MAX 1024

typedef struct Pdf {
  const char *bytes, *end;
  guint64 xref;                    /* offset of the cross-reference table */
  const char *entries;             /* its lines, one an object */
  guint64 n;                       /* of objects; 0 is none */
  const char *trailer, *startxref; /* the keywords, each after a line's end */
} Pdf;

typedef struct Update {
  GString *bytes, *table; /* objects, and their lines in a cross-reference table */
  guint64 start;          /* offset in the file where the bytes will stand */
} Update;

GQuark khoa_pdf_error_quark(void) {
  return g_quark_from_static_string("khoa-pdf-error");
}

static const char *find(const char *from, const char *end, const char *word) {
  return memmem(from, (gsize)(end - from), word, strlen(word));
}

/* What follows `word`, if that is what stands at `from`. */
static const char *skip(const char *from, const char *end, const char *word) {
  gsize n = strlen(word);
  return n <= (gsize)(end - from) && memcmp(from, word, n) == 0 ? from + n : NULL;
}

static const char *at_offset(const Pdf *pdf, guint64 offset) {
  return offset < (guint64)(pdf->end - pdf->bytes) ? pdf->bytes + offset : pdf->end;
}

/* The file ends in "trailer << ... >> startxref NUMBER %%EOF", a line each. */
static gboolean read_structure(Pdf *pdf) {
  if (pdf->bytes == pdf->end)
    return FALSE;
  const char *tail = pdf->end - MIN(pdf->end - pdf->bytes, TRAILER_MAX);
  pdf->trailer = find(tail, pdf->end, "\ntrailer\n<<");
  pdf->startxref = pdf->trailer ? find(pdf->trailer, pdf->end, "\nstartxref\n") : NULL;
  const char *eof = pdf->startxref ? find(pdf->startxref, pdf->end, "\n%%EOF\n") : NULL;
  if (!eof || eof + strlen("\n%%EOF\n") != pdf->end)
    return FALSE; /* no number that is read below runs over the end */
  pdf->xref = g_ascii_strtoull(pdf->startxref + strlen("\nstartxref\n"), NULL, 10);
  const char *count = skip(at_offset(pdf, pdf->xref), pdf->end, "xref\n0 ");
  if (!count)
    return FALSE;
  pdf->n = g_ascii_strtoull(count, (char **)&pdf->entries, 10);
  pdf->entries++; /* the line's end */
  return pdf->entries < pdf->trailer &&
         (guint64)(pdf->trailer + 1 - pdf->entries) == pdf->n * XREF_LINE;
}

static const char *object(const Pdf *pdf, guint64 id) {
  if (id == 0 || id >= pdf->n)
    return NULL;
  guint64 offset = g_ascii_strtoull(pdf->entries + id * XREF_LINE, NULL, 10);
  char head[32];
  g_snprintf(head, sizeof head, "%" G_GUINT64_FORMAT " 0 obj\n", id);
  return skip(at_offset(pdf, offset), pdf->end, head);
}

static void start_object(Update *update, guint64 id) {
  g_string_append_printf(update->table,
                         "%" G_GUINT64_FORMAT " 1\n%010" G_GUINT64_FORMAT " 00000 n \n", id,
                         update->start + update->bytes->len);
  g_string_append_printf(update->bytes, "%" G_GUINT64_FORMAT " 0 obj\n", id);
}

/* The names in a dictionary of drawings, " /x6 6 0 R /x7 7 0 R /x6 6 0 R", each once. */
static char *unique(const char *names, const char *end) {
  g_autofree char *text = g_strndup(names, (gsize)(end - names));
  g_auto(GStrv) entries = g_strsplit(text, " /", -1);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  GString *result = g_string_new(entries[0]);
  for (char **entry = entries + 1; *entry; entry++)
    if (g_hash_table_add(seen, *entry))
      g_string_append_printf(result, " /%s", *entry);
  return g_string_free(result, FALSE);
}

static gboolean mend_resources(const Pdf *pdf, guint64 id, Update *update) {
  const char *text = object(pdf, id);
  const char *end = text ? find(text, pdf->end, "\nendobj\n") : NULL;
  if (!end)
    return FALSE;
  const char *drawings = find(text, end, "/XObject <<");
  if (!drawings)
    return TRUE;
  drawings += strlen("/XObject <<");
  const char *drawings_end = find(drawings, end, " >>");
  if (!drawings_end)
    return FALSE;
  g_autofree char *mended = unique(drawings, drawings_end);
  start_object(update, id);
  g_string_append_len(update->bytes, text, drawings - text);
  g_string_append(update->bytes, mended);
  g_string_append_len(update->bytes, drawings_end, end + strlen("\nendobj\n") - drawings_end);
  return TRUE;
}

/* Page objects start with "<< /Type /Page "; the tree's, with "/Pages". */
static gboolean add_page(const Pdf *pdf, guint64 id, const char *boxes, Update *update) {
  const char *text = object(pdf, id), *inside = text ? skip(text, pdf->end, "<< ") : NULL;
  if (!inside || !skip(inside, pdf->end, "/Type /Page "))
    return TRUE;
  const char *end = find(inside, pdf->end, "\nendobj\n");
  const char *resources = end ? find(inside, end, "/Resources ") : NULL;
  if (!resources)
    return FALSE;
  start_object(update, id);
  g_string_append_printf(update->bytes, "<< %s\n   ", boxes);
  g_string_append_len(update->bytes, inside, end + strlen("\nendobj\n") - inside);
  guint64 resources_id = g_ascii_strtoull(resources + strlen("/Resources "), NULL, 10);
  return mend_resources(pdf, resources_id, update);
}

/* cairo 1.16 forgets the "D:" that a date starts with. */
static gboolean mend_date(const Pdf *pdf, Update *update) {
  const char *info = find(pdf->trailer, pdf->startxref, "/Info ");
  guint64 id = info ? g_ascii_strtoull(info + strlen("/Info "), NULL, 10) : 0;
  const char *text = object(pdf, id);
  const char *end = text ? find(text, pdf->end, "\nendobj\n") : NULL;
  if (!end)
    return FALSE;
  const char *date = find(text, end, "/CreationDate (");
  if (!date || skip(date, end, "/CreationDate (D:"))
    return TRUE;
  date += strlen("/CreationDate (");
  start_object(update, id);
  g_string_append_len(update->bytes, text, date - text);
  g_string_append(update->bytes, "D:");
  g_string_append_len(update->bytes, date, end + strlen("\nendobj\n") - date);
  return TRUE;
}

/* A thousandth of a point is a third of a micrometre. */
static void append_box(GString *boxes, const char *name, const KhoaPdfBox *box) {
  const double sides[] = {box->left, box->bottom, box->right, box->top};
  g_string_append_printf(boxes, "/%s [", name);
  for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf(boxes, " %s", g_ascii_formatd(number, sizeof number, "%.3f", sides[i]));
  }
  g_string_append(boxes, " ] ");
}

static void add_trailer(const Pdf *pdf, Update *update) {
  guint64 xref = update->start + update->bytes->len;
  const char *inside = pdf->trailer + strlen("\ntrailer\n<<");
  g_string_append_printf(update->bytes, "xref\n%strailer\n<< /Prev %" G_GUINT64_FORMAT,
                         update->table->str, pdf->xref);
  g_string_append_len(update->bytes, inside, pdf->startxref - inside);
  g_string_append_printf(update->bytes, "\nstartxref\n%" G_GUINT64_FORMAT "\n%%%%EOF\n", xref);
}

GString *khoa_pdf_boxes(const char *bytes, gsize length, const KhoaPdfBox *bleed,
                        const KhoaPdfBox *trim, GError **error) {
  Pdf pdf = {.bytes = bytes, .end = bytes + length};
  g_autoptr(GString) boxes = g_string_new(NULL), table = g_string_new(NULL);
  g_autoptr(GString) all = g_string_new(NULL);
  Update update = {all, table, length};
  append_box(boxes, "BleedBox", bleed);
  append_box(boxes, "TrimBox", trim);
  gboolean done = read_structure(&pdf);
  for (guint64 id = 1; done && id < pdf.n; id++)
    done = add_page(&pdf, id, boxes->str, &update);
  if (!done || !mend_date(&pdf, &update)) {
    g_set_error(error, KHOA_PDF_ERROR, 0, "the PDF isn't one that cairo wrote up to version 1.4");
    return NULL;
  }
  add_trailer(&pdf, &update);
  return g_steal_pointer(&all);
}

#include "pdfbox.h"

#include <qpdf/qpdf-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DECIMALS 4 /* of a point: 35 nm */

/* Letting qpdf write the file anew would cost 6 kB of memory and 74 us a tag, a tenth of it with
 * an update: only the page dictionaries are read and written again. */

GQuark khoa_pdf_error_quark(void) {
  return g_quark_from_static_string("khoa-pdf-error");
}

/* Of the file as it is: its length, and where its newest cross-reference table starts. */
typedef struct Tail {
  guint64 length, xref;
} Tail;

static gboolean read_tail(const char *path, Tail *tail) {
  static const char keyword[] = "\nstartxref\n";
  char end[64] = "";
  FILE *file = fopen(path, "rb");
  if (!file)
    return FALSE;
  gboolean read = fseek(file, -(long)(sizeof end - 1), SEEK_END) == 0 &&
                  fread(end, 1, sizeof end - 1, file) == sizeof end - 1;
  long length = ftell(file);
  char table[5] = "";
  const char *start = read ? g_strrstr(end, keyword) : NULL;
  if (start) {
    *tail = (Tail){(guint64)length, g_ascii_strtoull(start + strlen(keyword), NULL, 10)};
    read = fseek(file, (long)tail->xref, SEEK_SET) == 0 && fread(table, 1, 4, file) == 4;
  }
  fclose(file);
  return start && read && strcmp(table, "xref") == 0;
}

static qpdf_oh box_object(qpdf_data pdf, const KhoaPdfBox *box) {
  const double sides[] = {box->left, box->bottom, box->right, box->top};
  qpdf_oh array = qpdf_oh_new_array(pdf);
  for (int i = 0; i < 4; i++)
    qpdf_oh_append_item(pdf, array, qpdf_oh_new_real_from_double(pdf, sides[i], DECIMALS));
  return array;
}

/* Each page goes to `update` again, with its boxes, and gets a line in the table. */
static void append_pages(qpdf_data pdf, const KhoaPdfBox *bleed, const KhoaPdfBox *trim,
                         guint64 length, GString *update, GString *table) {
  qpdf_oh bleed_object = box_object(pdf, bleed), trim_object = box_object(pdf, trim);
  int pages = qpdf_get_num_pages(pdf);
  for (int i = 0; i < pages; i++) {
    qpdf_oh page = qpdf_get_page_n(pdf, (size_t)i);
    qpdf_oh_replace_key(pdf, page, "/BleedBox", bleed_object);
    qpdf_oh_replace_key(pdf, page, "/TrimBox", trim_object);
    int id = qpdf_oh_get_object_id(pdf, page);
    g_string_append_printf(table, "%d 1\n%010" G_GUINT64_FORMAT " 00000 n \n", id,
                           length + update->len);
    g_string_append_printf(update, "%d 0 obj\n%s\nendobj\n", id,
                           qpdf_oh_unparse_resolved(pdf, page));
    qpdf_oh_release(pdf, page);
  }
}

static void append_trailer(qpdf_data pdf, const Tail *tail, GString *update, const GString *table) {
  guint64 xref = tail->length + update->len;
  qpdf_oh trailer = qpdf_get_trailer(pdf);
  qpdf_oh_replace_key(pdf, trailer, "/Prev", qpdf_oh_new_integer(pdf, (long long)tail->xref));
  g_string_append_printf(update, "xref\n%strailer\n%s\nstartxref\n%" G_GUINT64_FORMAT "\n%%%%EOF\n",
                         table->str, qpdf_oh_unparse_resolved(pdf, trailer), xref);
}

static GString *make_update(qpdf_data pdf, const Tail *tail, const KhoaPdfBox *bleed,
                            const KhoaPdfBox *trim) {
  GString *update = g_string_new(NULL), *table = g_string_new(NULL);
  append_pages(pdf, bleed, trim, tail->length, update, table);
  append_trailer(pdf, tail, update, table);
  g_string_free(table, TRUE);
  return update;
}

GString *khoa_pdf_boxes(const char *path, const KhoaPdfBox *bleed, const KhoaPdfBox *trim,
                        GError **error) {
  Tail tail;
  if (!read_tail(path, &tail)) {
    g_set_error(error, KHOA_PDF_ERROR, 0, "%s: no PDF with a plain cross-reference table", path);
    return NULL;
  }
  qpdf_data pdf = qpdf_init();
  qpdf_silence_errors(pdf);
  qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
  qpdf_set_attempt_recovery(pdf, QPDF_FALSE);
  GString *update = NULL;
  if (qpdf_read(pdf, path, NULL) == QPDF_SUCCESS)
    update = make_update(pdf, &tail, bleed, trim);
  if (qpdf_has_error(pdf)) { /* kept by qpdf since the call that failed */
    g_set_error(error, KHOA_PDF_ERROR, 0, "%s", qpdf_get_error_full_text(pdf, qpdf_get_error(pdf)));
    if (update)
      g_string_free(g_steal_pointer(&update), TRUE);
  }
  qpdf_cleanup(&pdf);
  return update;
}

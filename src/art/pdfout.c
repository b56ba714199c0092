#include "pdfout.h"

#include <string.h>

static gboolean put(KhoaPdfOut *out, const char *bytes, gsize length, GError **error) {
  out->offset += length;
  return !out->file || khoa_draft_write(out->file, bytes, length, error);
}

gboolean khoa_pdf_out_init(KhoaPdfOut *out, KhoaDraft *file, guint64 count, GError **error) {
  static const char head[] = "%PDF-1.5\n%\xb5\xed\xae\xfb\n"; /* layers came with 1.5 */
  *out = (KhoaPdfOut){.file = file, .count = count, .offsets = g_new0(guint64, count)};
  return put(out, head, strlen(head), error);
}

void khoa_pdf_out_clear(KhoaPdfOut *out) {
  g_clear_pointer(&out->offsets, g_free);
}

gboolean khoa_pdf_out_object(KhoaPdfOut *out, guint64 number, const GString *text, GError **error) {
  static const char tail[] = "\nendobj\n";
  g_autofree char *head = g_strdup_printf("%" G_GUINT64_FORMAT " 0 obj\n", number);
  out->offsets[number] = out->offset;
  return put(out, head, strlen(head), error) && put(out, text->str, text->len, error) &&
         put(out, tail, strlen(tail), error);
}

gboolean khoa_pdf_out_copy(KhoaPdfOut *out, guint64 number, const char *bytes, gsize length,
                           GError **error) {
  out->offsets[number] = out->offset;
  return put(out, bytes, length, error);
}

gboolean khoa_pdf_out_end(KhoaPdfOut *out, guint64 root, guint64 info, GError **error) {
  guint64 xref = out->offset;
  g_autoptr(GString) text = g_string_new(NULL);
  g_string_printf(text, "xref\n0 %" G_GUINT64_FORMAT "\n0000000000 65535 f \n", out->count);
  for (guint64 number = 1; number < out->count; number++)
    g_string_append_printf(text, "%010" G_GUINT64_FORMAT " %s \n", out->offsets[number],
                           out->offsets[number] ? "00000 n" : "65535 f");
  g_string_append_printf(text,
                         "trailer\n<< /Size %" G_GUINT64_FORMAT "\n   /Root %" G_GUINT64_FORMAT
                         " 0 R\n   /Info %" G_GUINT64_FORMAT
                         " 0 R\n>>\nstartxref\n%" G_GUINT64_FORMAT "\n%%%%EOF\n",
                         out->count, root, info, xref);
  return put(out, text->str, text->len, error);
}

#include "report.h"
#include "report_pdf.h"

#include <glib/gi18n.h>

static const KhoaReportFormat formats[] = {
    {".pdf", khoa_report_make_pdf, TRUE},
    {".csv", khoa_report_make_csv, FALSE},
    {".json", khoa_report_make_json, FALSE},
    {".xlsx", khoa_report_make_xlsx, TRUE},
};

const KhoaReportFormat *khoa_report_format(const char *path, GError **error) {
  g_autoptr(GString) known = g_string_new(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
    if (g_str_has_suffix(path, formats[i].suffix))
      return &formats[i];
    g_string_append_printf(known, "%s%s", i ? ", " : "", formats[i].suffix);
  }
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("%s: the name's end says which kind of file it is to be: %s"), path, known->str);
  return NULL;
}

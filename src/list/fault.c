#include "fault.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK(khoa - list - error - quark, khoa_list_error)

static void fault_free(gpointer data) {
  KhoaFault *fault = data;
  g_free(fault->column);
  g_free(fault->what);
  g_free(fault);
}

KhoaFaults *khoa_faults_new(const char *file) {
  KhoaFaults *faults = g_new0(KhoaFaults, 1);
  faults->file = g_strdup(file);
  faults->list = g_ptr_array_new_with_free_func(fault_free);
  return faults;
}

void khoa_faults_free(KhoaFaults *faults) {
  if (faults == NULL)
    return;
  g_ptr_array_unref(faults->list);
  g_free(faults->file);
  g_free(faults);
}

void khoa_faults_add(KhoaFaults *faults, guint line, const char *column, const char *format, ...) {
  if (faults->count++ >= KHOA_FAULTS_MAX)
    return;
  KhoaFault *fault = g_new0(KhoaFault, 1);
  fault->line = line;
  fault->column = g_strdup(column);
  va_list arguments;
  va_start(arguments, format);
  fault->what = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_ptr_array_add(faults->list, fault);
}

static gint by_line(gconstpointer a, gconstpointer b) {
  const KhoaFault *const *left = a, *const *right = b;
  return ((*left)->line > (*right)->line) - ((*left)->line < (*right)->line);
}

static void append_fault(GString *text, const char *file, const KhoaFault *fault) {
  if (text->len > 0)
    g_string_append_c(text, '\n');
  g_string_append(text, file);
  if (fault->line > 0)
    g_string_append_printf(text, ":%u", fault->line);
  if (fault->column != NULL)
    g_string_append_printf(text, ": %s", g_dpgettext2(NULL, "column", fault->column));
  g_string_append_printf(text, ": %s", fault->what);
}

gboolean khoa_faults_raise(const KhoaFaults *faults, GError **error) {
  /* A list is read in two passes, cells and then rows; people mend it from the top. */
  g_autoptr(GPtrArray) sorted = g_ptr_array_copy(faults->list, NULL, NULL);
  g_ptr_array_set_free_func(sorted, NULL);
  g_ptr_array_sort(sorted, by_line);

  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < sorted->len; i++)
    append_fault(text, faults->file, sorted->pdata[i]);
  if (faults->count > sorted->len)
    g_string_append_printf(text, _("\n%s: %zu more faults"), faults->file,
                           faults->count - sorted->len);
  g_set_error_literal(error, KHOA_LIST_ERROR, 0, text->str);
  return FALSE;
}

#include "faults.h"

#include <glib/gi18n.h>

typedef struct Fault {
  long line;
  char *text; /* what and message */
} Fault;

struct KhoaLayoutFaults {
  char *file;
  gboolean ruled;
  GPtrArray *list;   /* Fault *, as found */
  GHashTable *known; /* texts with their lines */
};

G_DEFINE_QUARK(khoa - layout - error - quark, khoa_layout_error)

static void fault_free(gpointer data) {
  Fault *fault = data;
  g_free(fault->text);
  g_free(fault);
}

KhoaLayoutFaults *khoa_layout_faults_new(const char *file) {
  KhoaLayoutFaults *faults = g_new0(KhoaLayoutFaults, 1);
  faults->file = g_strdup(file);
  faults->ruled = TRUE;
  faults->list = g_ptr_array_new_with_free_func(fault_free);
  faults->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return faults;
}

KhoaLayoutFaults *khoa_layout_faults_new_issued(const char *file) {
  KhoaLayoutFaults *faults = khoa_layout_faults_new(file);
  faults->ruled = FALSE;
  return faults;
}

gboolean khoa_layout_faults_ruled(const KhoaLayoutFaults *faults) {
  return faults->ruled;
}

void khoa_layout_faults_free(KhoaLayoutFaults *faults) {
  if (!faults)
    return;
  g_free(faults->file);
  g_ptr_array_unref(faults->list);
  g_hash_table_unref(faults->known);
  g_free(faults);
}

const char *khoa_layout_faults_file(const KhoaLayoutFaults *faults) {
  return faults->file;
}

static void add(KhoaLayoutFaults *faults, long line, char *text) {
  if (!g_hash_table_add(faults->known, g_strdup_printf("%ld:%s", line, text)) ||
      faults->list->len >= KHOA_LAYOUT_FAULTS_MAX) {
    g_free(text);
    return;
  }
  Fault *fault = g_new(Fault, 1);
  *fault = (Fault){line, text};
  g_ptr_array_add(faults->list, fault);
}

gboolean khoa_layout_fault(KhoaLayoutFaults *faults, long line, const char *what,
                           const char *format, ...) {
  va_list values;
  va_start(values, format);
  g_autofree char *message = g_strdup_vprintf(format, values);
  va_end(values);
  add(faults, line, g_strconcat(what ? what : "", what ? ": " : "", message, NULL));
  return FALSE;
}

gboolean khoa_layout_fault_take(KhoaLayoutFaults *faults, long line, const char *what,
                                GError *error) {
  khoa_layout_fault(faults, line, what, "%s", error->message);
  g_error_free(error);
  return FALSE;
}

gsize khoa_layout_faults_count(const KhoaLayoutFaults *faults) {
  return g_hash_table_size(faults->known);
}

static gint by_line(gconstpointer a, gconstpointer b) {
  const Fault *const *x = a, *const *y = b;
  return ((*x)->line > (*y)->line) - ((*x)->line < (*y)->line);
}

char **khoa_layout_faults_lines(const KhoaLayoutFaults *faults) {
  g_autoptr(GPtrArray) sorted = g_ptr_array_copy(faults->list, NULL, NULL);
  g_ptr_array_set_free_func(sorted, NULL);
  g_ptr_array_sort(sorted, by_line);
  GPtrArray *lines = g_ptr_array_new();
  for (guint i = 0; i < sorted->len; i++) {
    const Fault *fault = g_ptr_array_index(sorted, i);
    g_ptr_array_add(lines, fault->line > 0 ? g_strdup_printf("%s:%ld: %s", faults->file,
                                                             fault->line, fault->text)
                                           : g_strdup_printf("%s: %s", faults->file, fault->text));
  }
  gsize more = khoa_layout_faults_count(faults) - lines->len;
  if (more > 0)
    g_ptr_array_add(lines, g_strdup_printf(_("%s: %zu more faults"), faults->file, more));
  g_ptr_array_add(lines, NULL);
  return (char **)g_ptr_array_free(lines, FALSE);
}

gboolean khoa_layout_faults_none(const KhoaLayoutFaults *faults, GError **error) {
  if (khoa_layout_faults_count(faults) == 0)
    return TRUE;
  g_auto(GStrv) lines = khoa_layout_faults_lines(faults);
  g_autofree char *text = g_strjoinv("\n", lines);
  g_set_error_literal(error, KHOA_LAYOUT_ERROR, 0, text);
  return FALSE;
}

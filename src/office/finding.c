#include "office.h"

#include <glib/gi18n.h>

static const char *const words[KHOA_FINDING_KINDS] = {
    [KHOA_FINDING_FAULT] = N_("fault"),
    [KHOA_FINDING_UNKNOWN] = N_("unknown"),
    [KHOA_FINDING_REPAIRED] = N_("repaired"),
    [KHOA_FINDING_NOTE] = N_("note"),
};

const char *khoa_finding_word(KhoaFindingKind kind) {
  return words[kind];
}

static void report(KhoaFindings *findings, KhoaFindingKind kind, const char *object,
                   const char *remedy, const char *what) {
  findings->counts[kind]++;
  findings->visit(&(KhoaFinding){kind, object, what, remedy}, findings->data);
}

void khoa_finding(KhoaFindings *findings, KhoaFindingKind kind, const char *object,
                  const char *remedy, const char *what, ...) {
  va_list arguments;
  va_start(arguments, what);
  g_autofree char *text = g_strdup_vprintf(what, arguments);
  va_end(arguments);
  report(findings, kind, object, remedy, text);
}

void khoa_finding_error(KhoaFindings *findings, KhoaFindingKind kind, const char *object,
                        const char *remedy, GError *error) {
  report(findings, kind, object, remedy, error->message);
  g_error_free(error);
}

char *khoa_finding_line(const KhoaFinding *finding) {
  return g_strdup_printf("%s: %s%s%s", finding->object, finding->what, finding->remedy ? "; " : "",
                         finding->remedy ? finding->remedy : "");
}

static void add_line(const KhoaFinding *finding, gpointer lines) {
  g_autofree char *line = khoa_finding_line(finding);
  if (finding->kind == KHOA_FINDING_FAULT || finding->kind == KHOA_FINDING_UNKNOWN)
    g_string_append_printf(lines, "%s%s", ((GString *)lines)->len ? "\n" : "", line);
}

KhoaFindings khoa_findings_to_lines(GString *lines) {
  return (KhoaFindings){.visit = add_line, .data = lines};
}

gboolean khoa_findings_accept(const KhoaFindings *findings, const GString *lines, GError **error) {
  if (findings->counts[KHOA_FINDING_FAULT] + findings->counts[KHOA_FINDING_UNKNOWN] == 0)
    return TRUE;
  g_set_error_literal(error, KHOA_OFFICE_ERROR, 0, lines->str);
  return FALSE;
}

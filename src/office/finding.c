#include "finding.h"

static const char *const words[KHOA_FINDING_KINDS] = {
    [KHOA_FINDING_FAULT] = "fault",
    [KHOA_FINDING_UNKNOWN] = "unknown",
    [KHOA_FINDING_REPAIRED] = "repaired",
    [KHOA_FINDING_NOTE] = "note",
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

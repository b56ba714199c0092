/* What a check of the office finds: named one by one as they are found, so that one fault doesn't
 * hide the next. A check that can't be made is a finding of its own, never silence. */
#ifndef KHOA_OFFICE_FINDING_H
#define KHOA_OFFICE_FINDING_H

#include <glib/gi18n.h>

typedef enum KhoaFindingKind {
  KHOA_FINDING_FAULT,
  KHOA_FINDING_UNKNOWN,  /* couldn't be checked; the object may be good or bad */
  KHOA_FINDING_REPAIRED, /* was a fault until now */
  KHOA_FINDING_NOTE,     /* worth knowing, and in order */
} KhoaFindingKind;
#define KHOA_FINDING_KINDS 4

typedef struct KhoaFinding {
  KhoaFindingKind kind;
  const char *object; /* "batch 12: 5,7-9", "authority.pub" */
  const char *what;   /* what is wrong with it */
  const char *remedy; /* what to do; NULL if there is nothing to do */
} KhoaFinding;

/* "fault", "unknown", "repaired", "note". */
const char *khoa_finding_word(KhoaFindingKind kind);

/* The texts are good until it returns. */
typedef void (*KhoaFindingVisit)(const KhoaFinding *finding, gpointer data);

/* Where checks report to. */
typedef struct KhoaFindings {
  KhoaFindingVisit visit;
  gpointer data;
  guint counts[KHOA_FINDING_KINDS];
} KhoaFindings;

/* remedy: NULL for none; what: printf's, lowercase, no full stop. */
void khoa_finding(KhoaFindings *findings, KhoaFindingKind kind, const char *object,
                  const char *remedy, const char *what, ...) G_GNUC_PRINTF(5, 6);
/* The same with an error's message for the words; frees the error. */
void khoa_finding_error(KhoaFindings *findings, KhoaFindingKind kind, const char *object,
                        const char *remedy, GError *error);

/* "batch 12: what is wrong; the remedy"; the caller's. */
char *khoa_finding_line(const KhoaFinding *finding);

/* Findings for whoever builds on the registry and can't go on with a fault: they are gathered in
 * `lines`, and an error of those lines is set if there was a fault or something unknown. */
KhoaFindings khoa_findings_to_lines(GString *lines);
gboolean khoa_findings_accept(const KhoaFindings *findings, const GString *lines, GError **error);

#define KHOA_REMEDY_BACKUP _("restore a backup")
#define KHOA_REMEDY_REPAIR _("'khoa doctor --repair' puts it right")

#endif

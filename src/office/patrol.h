/* The patrol book (article 8.2b): patrols into it, out of it, and read from it. */
#ifndef KHOA_OFFICE_PATROL_H
#define KHOA_OFFICE_PATROL_H

#include "import.h"
#include "period.h"
#include "reg/patrol.h"
#include "seal.h"

/* unit: as for khoa_import_subjects(). A row that is there with other members, numbers or findings
 * takes the place of the one that is there, which is struck out. */
gboolean khoa_import_patrols(KhoaOffice *office, const char *path, const char *unit,
                             gboolean dry_run, KhoaImported *imported, GError **error);
/* One patrol, as a list's row would hold it. */
gboolean khoa_patrol_add(KhoaOffice *office, const KhoaPatrolText *text, const char *unit,
                         KhoaImported *imported, GError **error);
/* Strikes out patrol `id`; reason: one line for the log, or "". */
gboolean khoa_patrol_strike_out(KhoaOffice *office, gint64 id, const char *reason, GError **error);

typedef struct KhoaPatrolView {
  const KhoaPatrolRecord *patrol; /* without its members */
  const KhoaPerson *person;       /* head: the leader, address: the route, remarks: the findings;
                                     NULL while the key is locked */
  const char *members;            /* "policeman: NAME; ..."; NULL while it is locked */
} KhoaPatrolView;
typedef gboolean (*KhoaPatrolViewVisit)(const KhoaPatrolView *view, gpointer data, GError **error);
/* Each patrol of a unit (NULL: all) in a period that isn't struck out. */
gboolean khoa_patrol_view(KhoaOffice *office, const char *unit, const KhoaPeriod *period,
                          KhoaPatrolViewVisit visit, gpointer data, GError **error);

#endif

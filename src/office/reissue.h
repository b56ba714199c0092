/* Reissue: numbers have changed, and every tag that carries the old ones is to be replaced. This
 * queues; 'khoa issue' prints. */
#ifndef KHOA_OFFICE_REISSUE_H
#define KHOA_OFFICE_REISSUE_H

#include "issue.h"
#include "reg/exchange.h"

#define KHOA_REISSUE_HOTLINES "hotlines" /* the one reason that there is */

/* What was queued for a unit and kind. */
typedef struct KhoaReissued {
  char *unit;
  KhoaKind kind;
  KhoaIssued planned; /* what it is to print, as khoa.ini says: paper, layouts, prices */
} KhoaReissued;

/* KhoaReissued *, by unit (NULL: every one) and kind, without those that had nothing to queue: so a
 * second time gives an empty list. All or none; with dry_run none. */
GPtrArray *khoa_reissue(KhoaOffice *office, const char *unit, gboolean dry_run, GError **error);

#endif

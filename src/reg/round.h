/* Rounds: a unit's survey of one quarter, open or closed. */
#ifndef KHOA_REG_ROUND_H
#define KHOA_REG_ROUND_H

#include "db.h"

typedef struct KhoaRoundRecord {
  char *unit, *name;     /* name: "2026-Q4" */
  gint64 opened, closed; /* UTC seconds; closed 0: it is open */
} KhoaRoundRecord;
void khoa_round_record_free(KhoaRoundRecord *round);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaRoundRecord, khoa_round_record_free)

/* A new one, or a closed one again. *changed is FALSE when it was open before. */
gboolean khoa_round_open(KhoaDb *db, const char *unit, const char *name, gint64 time,
                         gboolean *changed, GError **error);
/* *changed is FALSE when there is none, or it was closed before. */
gboolean khoa_round_close(KhoaDb *db, const char *unit, const char *name, gint64 time,
                          gboolean *changed, GError **error);
/* KhoaRoundRecord *, of that unit and name (each NULL: any), oldest quarter first, then by unit. */
GPtrArray *khoa_round_list(KhoaDb *db, const char *unit, const char *name, GError **error);
/* *round is NULL if there is none. */
gboolean khoa_round_find(KhoaDb *db, const char *unit, const char *name, KhoaRoundRecord **round,
                         GError **error);

#endif

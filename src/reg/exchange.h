/* The exchange of tags that carry numbers which aren't their unit's newest any more. */
#ifndef KHOA_REG_EXCHANGE_H
#define KHOA_REG_EXCHANGE_H

#include "tag.h"

/* Queues a replacement for each tag of a unit and kind that is printed or in use with old numbers,
 * isn't queued and has no heir in its place (see replacement.h). KhoaTagName elements: those queued
 * now. */
GArray *khoa_exchange_queue(KhoaDb *db, const char *unit, KhoaKind kind, const char *reason,
                            GError **error);

/* How far it is in a village. Each household's tag is counted once, as what has its place now. */
typedef struct KhoaExchange {
  const char *unit, *village;
  KhoaKind kind;
  gint64 old;       /* printed or in use with old numbers, and nothing queued */
  gint64 queued;    /* the replacement isn't issued yet */
  gint64 printed;   /* a replacement with current numbers, not handed over yet */
  gint64 exchanged; /* such a one, handed over */
} KhoaExchange;
typedef gboolean (*KhoaExchangeVisit)(const KhoaExchange *exchange, gpointer data, GError **error);
/* Each village of a unit (NULL: all) that has to do with it, by unit, in the office's order. */
gboolean khoa_exchange_each(KhoaDb *db, const char *unit, KhoaExchangeVisit visit, gpointer data,
                            GError **error);

#endif

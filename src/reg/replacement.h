/* Replacements: which tags wait for one, and which tag was issued for which.
 *
 * A tag stands in the queue once at most. When the tag that replaces it is issued, the entry
 * becomes a link, which stays. A replacement may be replaced in its turn, even before it is handed
 * over: the heirs of a tag are those issued for it, those issued for them, and so on. A household
 * never comes to two tags for one, since a tag isn't queued while an heir holds or held its
 * place. */
#ifndef KHOA_REG_REPLACEMENT_H
#define KHOA_REG_REPLACEMENT_H

#include "tag.h"

/* Queues a tag that is printed, in use or lost. *changed is FALSE when it was queued before. An
 * error (KHOA_DB_CONSTRAINT) names the tag and says why not: its status, or the heir that has its
 * place; one that was spoiled or revoked hasn't. */
gboolean khoa_replacement_queue(KhoaDb *db, gint64 batch, gint64 index, const char *reason,
                                gboolean *changed, GError **error);
/* Takes a tag off the queue; *changed is FALSE when it wasn't there. */
gboolean khoa_replacement_cancel(KhoaDb *db, gint64 batch, gint64 index, gboolean *changed,
                                 GError **error);
gboolean khoa_replacement_is_queued(KhoaDb *db, gint64 batch, gint64 index, gboolean *queued,
                                    GError **error);

/* The tag, which was just added, was issued for the queued one that it names. */
gboolean khoa_replacement_link(KhoaDb *db, const KhoaTagRecord *tag, GError **error);

/* KhoaTagRecord elements: a tag's heirs, newest first. */
GArray *khoa_replacement_heirs(KhoaDb *db, gint64 batch, gint64 index, GError **error);
/* The same the other way: the tags of which it is an heir, newest first. */
GArray *khoa_replacement_forebears(KhoaDb *db, gint64 batch, gint64 index, GError **error);

/* The heir that was certainly handed over (in use, replaced or lost); else the newest printed one;
 * NULL if all are spoiled or revoked. Points into heirs. */
const KhoaTagRecord *khoa_replacement_holder(const GArray *heirs);

#endif

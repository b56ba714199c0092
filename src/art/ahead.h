/* Things made in order by all cores at once, a few ahead of whoever takes them. What comes out
 * doesn't depend on how many threads there are. */
#ifndef KHOA_ART_AHEAD_H
#define KHOA_ART_AHEAD_H

#include <glib.h>

typedef struct KhoaAhead KhoaAhead;

/* Makes the n-th, from 0; NULL with an error. Called from several threads at once. */
typedef gpointer (*KhoaAheadMake)(guint64 n, gpointer data, GError **error);

/* count of them; destroy: for those that nobody takes. data must outlive the result. */
KhoaAhead *khoa_ahead_new(guint64 count, KhoaAheadMake make, GDestroyNotify destroy, gpointer data);
void khoa_ahead_free(KhoaAhead *ahead);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaAhead, khoa_ahead_free)

/* The next one, from the first to the last, the caller's; NULL with what its making failed of. */
gpointer khoa_ahead_next(KhoaAhead *ahead, GError **error);

#endif

/* Since when tags are lost, replaced, spoiled or revoked: the log knows. */
#ifndef KHOA_OFFICE_ENDED_H
#define KHOA_OFFICE_ENDED_H

#include "office.h"
#include "reg/seen.h"

typedef struct KhoaEnded KhoaEnded;
/* Of the tags of that list; reads the log if any of them has ended. */
KhoaEnded *khoa_ended_new(const KhoaOffice *office, const KhoaSeenList *list, GError **error);
void khoa_ended_free(KhoaEnded *ended);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaEnded, khoa_ended_free)

/* UTC seconds; 0: it hasn't ended. */
gint64 khoa_ended_since(const KhoaEnded *ended, const KhoaSeen *seen);

#endif

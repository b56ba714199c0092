/* What is to be printed: tags that subjects should have and don't, and queued replacements. */
#ifndef KHOA_REG_DUE_H
#define KHOA_REG_DUE_H

#include "tag.h"

typedef struct KhoaTagsDue {
  gint64 subject;
  gint64 count;
  KhoaTagName replaces; /* batch 0: none; else count is 1 */
} KhoaTagsDue;

/* KhoaTagsDue elements of a unit, village by village in the order in which the office listed them;
 * or of one subject (not 0). A subject has those tags of a kind that are printed or in use, but for
 * one whose place an heir has, which counts instead; and a lost one whose replacement is queued
 * counts as if it were there. */
GArray *khoa_tags_due(KhoaDb *db, const char *unit, gint64 subject, KhoaKind kind, GError **error);

/* The same of queued replacements, one element each. */
GArray *khoa_replacements_due(KhoaDb *db, const char *unit, gint64 subject, KhoaKind kind,
                              GError **error);

/* How many more such tags a subject has than it should; 0: none. */
gboolean khoa_tags_surplus(KhoaDb *db, gint64 subject, KhoaKind kind, gint64 *surplus,
                           GError **error);

#endif

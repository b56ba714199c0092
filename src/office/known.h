/* What a registry or a status bundle knows of the tag that a reading names, in one shape for both.
 */
#ifndef KHOA_OFFICE_KNOWN_H
#define KHOA_OFFICE_KNOWN_H

#include "office.h"
#include "tag/verdict.h"

/* Points into its source, or into what khoa_source_look_again() gave. */
typedef struct KhoaKnown {
  KhoaFacts facts;
  const char *unit, *unit_name; /* NULL if the batch isn't known; so are the hotlines */
  const KhoaHotline *hotlines;  /* as printed on the batch's tags */
  gsize n_hotlines;
} KhoaKnown;

typedef struct KhoaSource KhoaSource;
/* The office must outlive the source. */
KhoaSource *khoa_source_new(KhoaOffice *office);
/* Takes over what the bundle holds. */
KhoaSource *khoa_source_new_bundle(const KhoaBundle *bundle);
void khoa_source_free(KhoaSource *source);
/* NULL for a registry. */
const KhoaBundle *khoa_source_bundle(const KhoaSource *source);

/* A registry's batches are read, and their endorsements checked, once until this is called: it
 * makes the source read them anew. What was read since is alive as long as the result: unref it. */
GHashTable *khoa_source_look_again(KhoaSource *source);
/* Between these a registry is seen as it is at one moment, and many questions cost one lock. Not
 * within a transaction. */
gboolean khoa_source_begin(KhoaSource *source, GError **error);
void khoa_source_end(KhoaSource *source);
/* Errors are the registry's alone. */
gboolean khoa_source_know(KhoaSource *source, const KhoaReading *reading, KhoaKnown *known,
                          GError **error);

#endif

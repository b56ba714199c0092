/* What a status bundle says, gathered from a registry under audit. */
#ifndef KHOA_OFFICE_BUNDLE_CONTENT_H
#define KHOA_OFFICE_BUNDLE_CONTENT_H

#include "audit.h"
#include "tag/bundle.h"

/* The records that the bundle's struct points into. */
typedef struct KhoaBundleContent {
  GPtrArray *units, *hotlines, *batches; /* records */
  GPtrArray *prefixes;
  GPtrArray *statuses; /* guint8 * */
  gsize tags;          /* of all batches */
  KhoaBundle bundle;
} KhoaBundleContent;
void khoa_bundle_content_clear(KhoaBundleContent *content);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaBundleContent, khoa_bundle_content_clear)

/* unit: NULL for the whole office. All but the sequence, which the caller gives. What is wrong with
 * a batch or its tags is one of the audit's findings. */
gboolean khoa_bundle_gather(KhoaAudit *audit, const char *unit, KhoaBundleContent *content,
                            GError **error);

#endif

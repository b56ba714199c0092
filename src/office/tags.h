/* A tag's life: status changes of single tags, lists and parts of batches, all or none, logged. */
#ifndef KHOA_OFFICE_TAGS_H
#define KHOA_OFFICE_TAGS_H

#include "office.h"
#include "tag/bundle.h"

typedef struct KhoaTagName {
  guint32 batch, index;
} KhoaTagName;

/* A printed code, or a scanned text: that one must bear a good signature, since a forgery names a
 * tag that it isn't. The error names the text and what is wrong with it. */
gboolean khoa_tag_name_parse(KhoaOffice *office, const char *text, KhoaTagName *name,
                             GError **error);
/* Appends the tags of a batch, or those that `only` ("40-63") names (NULL: all), as KhoaTagName. */
gboolean khoa_tag_names_of_batch(KhoaOffice *office, gint64 batch, const char *only, GArray *names,
                                 GError **error);

/* act: the log's word ("handover"); reason: one line, may be "". *changed counts the tags that had
 * another status before. */
gboolean khoa_tags_set_status(KhoaOffice *office, const GArray *names, KhoaStatus status,
                              const char *act, const char *reason, guint *changed, GError **error);

#endif

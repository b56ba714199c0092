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

typedef struct KhoaTagsChanged {
  guint changed, unchanged; /* unchanged: had that status before */
  guint passed_over;        /* can't go there from where they are */
} KhoaTagsChanged;

/* act: the log's word ("tag handover"); reason: one line, may be "". A tag that can't take that
 * status is passed over, as a spoiled one when a whole batch is handed over, or else (`all`) an
 * error. */
gboolean khoa_tags_set_status(KhoaOffice *office, const GArray *names, KhoaStatus status,
                              gboolean all, const char *act, const char *reason,
                              KhoaTagsChanged *changed, GError **error);

#endif

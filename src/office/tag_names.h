/* How people name tags: by printed code, by scan, by batch, by printed sheet, by what a survey
 * found.
 */
#ifndef KHOA_OFFICE_TAG_NAMES_H
#define KHOA_OFFICE_TAG_NAMES_H

#include "office.h"
#include "reg/tag.h"

/* A printed code, or a scanned text: that one must bear a good signature, since a forgery names a
 * tag that it isn't. The error names the text and what is wrong with it. */
gboolean khoa_tag_name_parse(KhoaOffice *office, const char *text, KhoaTagName *name,
                             GError **error);

/* Which tags of a batch: all, or those with these indexes, or on these sheets of its own files. */
typedef struct KhoaTagsOfBatch {
  gint64 batch;
  const char *only, *sheets; /* lists such as "40-63,70", not both; NULL: all */
} KhoaTagsOfBatch;
/* Appends them as KhoaTagName elements. */
gboolean khoa_tag_names_of_batch(KhoaOffice *office, const KhoaTagsOfBatch *choice, GArray *names,
                                 GError **error);

/* Which tags of a survey round: those that were seen so when they were last seen in it. What bears
 * a tag's number and is forged or altered isn't that tag. */
typedef struct KhoaTagsFound {
  const char *found; /* "damaged", "unreadable" or both, with a comma */
  const char *round; /* as khoa_round_name() gives it */
  const char *unit;  /* that saw them; NULL: any */
} KhoaTagsFound;
gboolean khoa_tag_names_found(KhoaOffice *office, const KhoaTagsFound *choice, GArray *names,
                              GError **error);

#endif

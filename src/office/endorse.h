/* A batch's endorsement: the authority's signature over all that its tags say and how they are
 * drawn, hotlines and artwork included, so that a row changed by hand is found before it does harm.
 */
#ifndef KHOA_OFFICE_ENDORSE_H
#define KHOA_OFFICE_ENDORSE_H

#include "office.h"
#include "reg/batch.h"

/* Fills in the batch's endorsement; the authority must be unlocked. */
gboolean khoa_batch_endorse(KhoaOffice *office, KhoaBatchRecord *batch, GError **error);

/* Whether the endorsement fits the batch as it stands. An error if its hotlines are missing. */
gboolean khoa_batch_fits(KhoaOffice *office, const KhoaBatchRecord *batch, gboolean *fits,
                         GError **error);

/* *batch is NULL if there is none of that number. An error says that the endorsement doesn't fit:
 * then somebody changed the registry by hand. */
gboolean khoa_batch_find_endorsed(KhoaOffice *office, gint64 number, KhoaBatchRecord **batch,
                                  GError **error);
/* The same; that there is none is an error too. */
KhoaBatchRecord *khoa_batch_load(KhoaOffice *office, gint64 number, GError **error);

/* KhoaTagRecord elements: all of a batch's tags in order; an error if one is missing or was changed
 * in anything but its status. */
GArray *khoa_batch_whole(KhoaOffice *office, const KhoaBatchRecord *batch, GError **error);
/* Whether a tag is signed by the batch's key (about 50 us). */
gboolean khoa_batch_signed_tag(const KhoaBatchRecord *batch, const KhoaTagRecord *tag);
/* Whether each of them is signed by the batch's key (about 50 us a tag); the error names the first
 * that isn't. */
gboolean khoa_batch_signed(const KhoaBatchRecord *batch, const GArray *tags, GError **error);

#endif

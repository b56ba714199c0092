/* The office's authorities, each having handed over to the next. What a former one endorsed in its
 * time stays endorsed; whoever steals its key afterwards can endorse nothing with it, since its
 * successor signed for all endorsements that there were. */
#ifndef KHOA_OFFICE_LINEAGE_H
#define KHOA_OFFICE_LINEAGE_H

#include "office.h"

/* Fills office->successions from the registry: an error, and none, unless each is signed by the key
 * that hands over, goes on from the one before, and the last ends in authority.pub. A handover that
 * was cut short after it was registered is finished first: authority.next.* take their places. */
gboolean khoa_lineage_load(KhoaOffice *office, GError **error);

/* Takes in what another khoa handed over since the office was opened; the authority is locked then.
 * For a program that runs all day. An error in a damaged office that has none. */
gboolean khoa_lineage_refresh(KhoaOffice *office, GError **error);
/* Whether the unlocked key is still the authority's; within the transaction in which it signs, so
 * that no former authority does. */
gboolean khoa_lineage_may_sign(KhoaOffice *office, GError **error);

/* The authority in whose time a batch was issued. */
const KhoaAuthority *khoa_lineage_signer(const KhoaOffice *office, gint64 batch);
/* Whether the endorsements up to the last succession are those that the new authority signed for;
 * looked at once, and only for a batch of a former authority. */
gboolean khoa_lineage_adopted(KhoaOffice *office, gint64 batch, GError **error);
/* The office's authorities, oldest first, from 0 to the number of successions. */
const KhoaAuthority *khoa_lineage_at(const KhoaOffice *office, guint i);
/* The succession by which the key of that number handed over; NULL if none did. */
const KhoaSuccession *khoa_lineage_handover_of(const KhoaOffice *office,
                                               const guint8 number[KHOA_KEY_NUMBER_SIZE]);
/* Whether it is the authority of this office, or was. */
gboolean khoa_lineage_includes(const KhoaOffice *office, const KhoaAuthority *authority);

#endif

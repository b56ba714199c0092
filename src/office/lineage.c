#include "lineage.h"

#include "reg/batch.h"

static const KhoaSuccessionRecord *record_at(const KhoaOffice *office, guint i) {
  return &g_array_index(office->successions, KhoaSuccessionRecord, i);
}

static gboolean follows(const KhoaSuccession *step, const KhoaSuccession *before) {
  guint8 message[KHOA_SUCCESSION_MESSAGE_SIZE];
  khoa_succession_message(message, &step->from, &step->to, step->date);
  return (!before || khoa_authority_equal(&before->to, &step->from)) &&
         khoa_authority_endorsed(&step->from, step->signature, message, sizeof message);
}

static gboolean verify(const KhoaOffice *office, GError **error) {
  const KhoaSuccession *last = NULL;
  for (guint i = 0; i < office->successions->len; i++) {
    const KhoaSuccession *step = &record_at(office, i)->step;
    if (!follows(step, last)) {
      g_set_error(error, KHOA_OFFICE_ERROR, 0,
                  "the registry's successions were changed by hand: restore a backup");
      return FALSE;
    }
    last = step;
  }
  if (!last || khoa_authority_equal(&last->to, &office->authority))
    return TRUE;
  g_set_error(
      error, KHOA_OFFICE_ERROR, 0,
      "authority.pub isn't the authority that the registry's last succession names: restore "
      "both from the same backup");
  return FALSE;
}

gboolean khoa_lineage_load(KhoaOffice *office, GError **error) {
  office->successions = khoa_succession_list(office->db, error);
  if (office->successions && verify(office, error))
    return TRUE;
  g_clear_pointer(&office->successions, g_array_unref);
  return FALSE;
}

const KhoaAuthority *khoa_lineage_at(const KhoaOffice *office, guint i) {
  return i < office->successions->len ? &record_at(office, i)->step.from : &office->authority;
}

const KhoaAuthority *khoa_lineage_signer(const KhoaOffice *office, gint64 batch) {
  for (guint i = 0; i < office->successions->len; i++)
    if (batch <= record_at(office, i)->last_batch)
      return &record_at(office, i)->step.from;
  return &office->authority;
}

gboolean khoa_lineage_adopted(KhoaOffice *office, gint64 batch, GError **error) {
  guint n = office->successions->len;
  const KhoaSuccessionRecord *last = n ? record_at(office, n - 1) : NULL;
  if (office->adopted || !last || batch > last->last_batch)
    return TRUE;
  guint8 message[KHOA_ADOPTION_MESSAGE_SIZE];
  if (!khoa_batch_adoption_message(office->db, last->last_batch, message, error))
    return FALSE;
  office->adopted =
      khoa_authority_endorsed(&office->authority, last->adoption, message, sizeof message);
  if (!office->adopted)
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                "a batch up to %" G_GINT64_FORMAT " was changed in the registry by hand: the "
                "endorsements aren't those that the authority took over; restore a backup",
                last->last_batch);
  return office->adopted;
}

gboolean khoa_lineage_includes(const KhoaOffice *office, const KhoaAuthority *authority) {
  gboolean found = FALSE;
  for (guint i = 0; i <= office->successions->len && !found; i++)
    found = khoa_authority_equal(khoa_lineage_at(office, i), authority);
  return found;
}

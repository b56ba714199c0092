#include "lineage.h"

#include "keys.h"
#include "reg/batch.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

static const KhoaSuccessionRecord *record_at(const KhoaOffice *office, guint i) {
  return &g_array_index(office->successions, KhoaSuccessionRecord, i);
}

/* Whether the i-th goes on from the one before it, and to a key that never was the authority. */
static gboolean follows(const KhoaOffice *office, guint i) {
  const KhoaSuccession *step = &record_at(office, i)->step;
  const KhoaSuccession *before = i ? &record_at(office, i - 1)->step : NULL;
  guint8 message[KHOA_SUCCESSION_MESSAGE_SIZE];
  for (guint earlier = 0; earlier <= i; earlier++)
    if (khoa_authority_equal(&step->to, &record_at(office, earlier)->step.from))
      return FALSE;
  khoa_succession_message(message, &step->from, &step->to, step->date);
  return (!before || (khoa_authority_equal(&before->to, &step->from) &&
                      strcmp(before->date, step->date) <= 0)) &&
         khoa_authority_endorsed(&step->from, step->signature, message, sizeof message);
}

static gboolean refuse_line(GError **error) {
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("the registry's successions were changed by hand: restore a backup"));
  return FALSE;
}

static gboolean read_line(KhoaOffice *office, GError **error) {
  GArray *list = khoa_succession_list(office->db, error);
  if (!list)
    return FALSE;
  g_clear_pointer(&office->successions, g_array_unref);
  office->successions = list;
  for (guint i = 0; i < list->len; i++)
    if (!follows(office, i))
      return refuse_line(error);
  return TRUE;
}

static const KhoaSuccession *last_step(const KhoaOffice *office) {
  guint n = office->successions->len;
  return n ? &record_at(office, n - 1)->step : NULL;
}

static gboolean ends_in(const KhoaOffice *office, const KhoaAuthority *authority) {
  const KhoaSuccession *last = last_step(office);
  return !last || khoa_authority_equal(&last->to, authority);
}

/* Whoever can change files alone must not choose the authority: the keys change places only along
 * the last succession, which the old key signed. */
static gboolean put_next_in_place(const KhoaOffice *office, GError **error) {
  KhoaAuthority next;
  g_autofree char *path = khoa_office_path(office, "authority.next.pub");
  if (!g_file_test(path, G_FILE_TEST_EXISTS) ||
      !khoa_authority_equal(&last_step(office)->from, &office->authority))
    return TRUE;
  if (!khoa_keys_read_own(office->folder, "authority.next", &next, error))
    return FALSE;
  return !ends_in(office, &next) ||
         khoa_keys_move(office->folder, "authority.next", "authority", error);
}

static gboolean finish_handover(KhoaOffice *office, GError **error) {
  if (!read_line(office, error) ||
      !khoa_keys_read_own(office->folder, "authority", &office->authority, error) ||
      (!ends_in(office, &office->authority) && !put_next_in_place(office, error)) ||
      !khoa_keys_read_own(office->folder, "authority", &office->authority, error))
    return FALSE;
  if (ends_in(office, &office->authority))
    return TRUE;
  g_set_error(
      error, KHOA_OFFICE_ERROR, 0,
      _("authority.pub isn't the authority that the registry's last succession names: restore "
        "both from the same backup"));
  return FALSE;
}

/* The registry's lock keeps other khoas from handing over meanwhile. */
static gboolean finish_alone(KhoaOffice *office, GError **error) {
  if (!khoa_db_begin(office->db, error))
    return FALSE;
  gboolean finished = finish_handover(office, error);
  khoa_db_rollback(office->db);
  return finished;
}

gboolean khoa_lineage_load(KhoaOffice *office, GError **error) {
  if (read_line(office, error) &&
      (ends_in(office, &office->authority) || finish_alone(office, error)))
    return TRUE;
  g_clear_pointer(&office->successions, g_array_unref);
  return FALSE;
}

const KhoaAuthority *khoa_lineage_at(const KhoaOffice *office, guint i) {
  return i < office->successions->len ? &record_at(office, i)->step.from : &office->authority;
}

gboolean khoa_lineage_refresh(KhoaOffice *office, GError **error) {
  gint64 count;
  if (!office->successions) {
    g_set_error(
        error, KHOA_OFFICE_ERROR, 0,
        _("whose authority this is can't be told: put authority.pub and the registry right"));
    return FALSE;
  }
  guint known = office->successions->len;
  if (!khoa_succession_count(office->db, &count, error))
    return FALSE;
  if (count == known)
    return TRUE;
  if (!read_line(office, error))
    return FALSE;
  if (office->successions->len <= known ||
      !khoa_authority_equal(&record_at(office, known)->step.from, &office->authority))
    return refuse_line(error);
  office->authority = last_step(office)->to;
  office->adopted = FALSE;
  g_clear_pointer(&office->authority_key, khoa_secret_key_free);
  return TRUE;
}

gboolean khoa_lineage_may_sign(KhoaOffice *office, GError **error) {
  if (!khoa_lineage_refresh(office, error))
    return FALSE;
  if (!office->authority_key)
    g_set_error(
        error, KHOA_OFFICE_ERROR, 0,
        _("the authority was handed over by another khoa meanwhile: run this again, with the "
          "new authority's passphrase"));
  return office->authority_key != NULL;
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
                _("a batch up to %" PRId64 " was changed in the registry by hand: the "
                  "endorsements aren't those that the authority took over; restore a backup"),
                last->last_batch);
  return office->adopted;
}

const KhoaSuccession *khoa_lineage_handover_of(const KhoaOffice *office,
                                               const guint8 number[KHOA_KEY_NUMBER_SIZE]) {
  for (guint i = 0; i < office->successions->len; i++) {
    const KhoaSuccession *step = &record_at(office, i)->step;
    if (memcmp(step->from.number, number, KHOA_KEY_NUMBER_SIZE) == 0)
      return step;
  }
  return NULL;
}

gboolean khoa_lineage_includes(const KhoaOffice *office, const KhoaAuthority *authority) {
  gboolean found = FALSE;
  for (guint i = 0; i <= office->successions->len && !found; i++)
    found = khoa_authority_equal(khoa_lineage_at(office, i), authority);
  return found;
}

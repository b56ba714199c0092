#include "authority.h"

#include "acts.h"
#include "endorse.h"
#include "keys.h"
#include "lineage.h"

#include <glib/gi18n.h>
#include <string.h>

#define NEXT "authority.next"

static gboolean check_endorsements(KhoaOffice *office, GError **error) {
  g_autoptr(GPtrArray) batches = khoa_batch_list(office->db, NULL, error);
  for (guint i = 0; batches && i < batches->len; i++) {
    const KhoaBatchRecord *batch = g_ptr_array_index(batches, i);
    g_autoptr(KhoaBatchRecord) endorsed = khoa_batch_load(office, batch->number, error);
    if (!endorsed)
      return FALSE;
  }
  return batches != NULL;
}

/* Fills in all but the new key's part. */
static gboolean sign_succession(KhoaOffice *office, const KhoaSecretKey *next,
                                KhoaSuccessionRecord *record, GError **error) {
  guint n = office->successions->len;
  const KhoaSuccessionRecord *last =
      n ? &g_array_index(office->successions, KhoaSuccessionRecord, n - 1) : NULL;
  g_autofree char *today = khoa_office_today(office);
  if (last && strcmp(last->step.date, today) > 0) {
    g_autofree char *then = khoa_day_words(last->step.date), *now = khoa_day_words(today);
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("the authority was handed over on %s, and by this machine's clock it is %s: set "
                  "the clock"),
                then, now);
    return FALSE;
  }
  KhoaSuccession *step = &record->step;
  guint8 message[KHOA_SUCCESSION_MESSAGE_SIZE];
  step->from = office->authority;
  khoa_secret_key_authority(next, &step->to);
  g_strlcpy(step->date, today, sizeof step->date);
  khoa_succession_message(message, &step->from, &step->to, step->date);
  khoa_secret_key_endorse(office->authority_key, step->signature, message, sizeof message);
  return TRUE;
}

static gboolean sign_adoption(KhoaOffice *office, const KhoaSecretKey *next,
                              KhoaSuccessionRecord *record, GError **error) {
  guint8 message[KHOA_ADOPTION_MESSAGE_SIZE];
  gint64 number;
  if (!khoa_batch_next_number(office->db, &number, error) || !check_endorsements(office, error) ||
      !khoa_batch_adoption_message(office->db, number - 1, message, error))
    return FALSE;
  record->last_batch = number - 1;
  khoa_secret_key_endorse(next, record->adoption, message, sizeof message);
  return TRUE;
}

static gboolean register_succession(KhoaOffice *office, const KhoaSuccessionRecord *record,
                                    GError **error) {
  char from[KHOA_AUTHORITY_TEXT_SIZE], to[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_authority_print(from, &record->step.from);
  khoa_authority_print(to, &record->step.to);
  g_autofree char *detail = g_strdup_printf("%s to %s", from, to);
  return khoa_succession_add(office->db, record, error) &&
         khoa_office_log(office, KHOA_ACT_AUTHORITY, "authority", detail, error);
}

/* What an earlier handover left that was never registered gives way. */
static gboolean place_next(KhoaOffice *office, const KhoaSecretKey *next, const char *passphrase,
                           GError **error) {
  static const char *const names[] = {"authority.key", "authority.pub", NEXT ".key", NEXT ".pub"};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *path = khoa_office_path(office, names[i]);
    khoa_draft_sweep(path);
  }
  return khoa_keys_write(office->folder, NEXT, next, passphrase, TRUE, error);
}

/* Within the transaction. */
static gboolean hand_over(KhoaOffice *office, const KhoaSecretKey *next, const char *passphrase,
                          GError **error) {
  KhoaSuccessionRecord record;
  return khoa_lineage_may_sign(office, error) && sign_succession(office, next, &record, error) &&
         sign_adoption(office, next, &record, error) &&
         place_next(office, next, passphrase, error) && register_succession(office, &record, error);
}

gboolean khoa_authority_handover(KhoaOffice *office, const char *new_passphrase, GError **error) {
  KhoaSecretKey *next = khoa_secret_key_new();
  if (!next) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("no guarded memory for the new key"));
    return FALSE;
  }
  if (!khoa_db_begin(office->db, error) || !hand_over(office, next, new_passphrase, error) ||
      !khoa_db_commit(office->db, error)) {
    khoa_db_rollback(office->db);
    khoa_secret_key_free(next);
    return FALSE;
  }
  khoa_secret_key_free(office->authority_key);
  office->authority_key = next;
  office->adopted = FALSE;
  return khoa_lineage_load(office, error);
}

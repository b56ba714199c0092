/* What belongs to surveys against the log: who may survey, which rounds there are, what a lock can
 * lack, and the records of each file. */
#include "audit.h"
#include "reg/round.h"
#include "reg/survey_places.h"
#include "reg/surveyor.h"
#include "reg/weakness.h"
#include "survey_intake.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

static void blame(KhoaAudit *audit, const char *object, const char *what) {
  khoa_finding(audit->findings, KHOA_FINDING_FAULT, object, KHOA_REMEDY_BACKUP, "%s", what);
}

#define ADDED _("was added by hand: the log doesn't tell of it")

/* What the log knows, and isn't among `there` (objects as keys). prefix: of what findings call it.
 */
static void blame_missing(KhoaAudit *audit, GHashTable *logged, GHashTable *there,
                          const char *prefix) {
  g_autoptr(GList) objects = g_list_sort(g_hash_table_get_keys(logged), (GCompareFunc)strcmp);
  for (const GList *each = objects; each; each = each->next) {
    g_autofree char *object = g_strconcat(prefix, each->data, NULL);
    if (!g_hash_table_contains(there, each->data))
      blame(audit, object, _("is missing from the registry"));
  }
}

static void check_surveyor(KhoaAudit *audit, const KhoaSurveyorRecord *surveyor,
                           const char *object) {
  const KhoaLedgerSurveyor *entry = g_hash_table_lookup(audit->ledger->surveyors, object);
  guint8 digest[KHOA_SURVEYOR_DIGEST_SIZE];
  khoa_surveyor_digest(digest, surveyor);
  if (!entry)
    blame(audit, object, ADDED);
  else if (!khoa_cover_fits(entry->detail, KHOA_COVER_SURVEYOR, digest))
    blame(audit, object, _("was changed by hand: unit, name, key or day aren't those of the log"));
  else if (surveyor->removed != (entry->removed ? MAX(entry->removed, surveyor->added) : 0))
    blame(audit, object, _("was changed by hand: the log tells otherwise of its removal"));
}

static gboolean check_surveyors(KhoaAudit *audit, GError **error) {
  g_autoptr(GPtrArray) surveyors = khoa_surveyor_list(audit->office->db, NULL, error);
  g_autoptr(GHashTable) there = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; surveyors && i < surveyors->len; i++) {
    const KhoaSurveyorRecord *surveyor = g_ptr_array_index(surveyors, i);
    char *object = g_strdup_printf("surveyor %" PRId64, surveyor->id);
    check_surveyor(audit, surveyor, object);
    g_hash_table_add(there, object);
  }
  if (surveyors)
    blame_missing(audit, audit->ledger->surveyors, there, "");
  return surveyors != NULL;
}

static gboolean check_rounds(KhoaAudit *audit, GError **error) {
  g_autoptr(GPtrArray) rounds = khoa_round_list(audit->office->db, NULL, NULL, error);
  g_autoptr(GHashTable) there = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; rounds && i < rounds->len; i++) {
    const KhoaRoundRecord *round = g_ptr_array_index(rounds, i);
    char *key = g_strdup_printf("%s %s", round->unit, round->name);
    g_autofree char *object = g_strconcat(_("round "), key, NULL);
    const KhoaLedgerRound *entry = g_hash_table_lookup(audit->ledger->rounds, key);
    if (!entry)
      blame(audit, object, ADDED);
    else if (round->opened != entry->opened ||
             round->closed != (entry->closed ? MAX(entry->closed, entry->opened) : 0))
      blame(audit, object, _("was opened or closed by hand: the log tells otherwise"));
    g_hash_table_add(there, key);
  }
  if (rounds)
    blame_missing(audit, audit->ledger->rounds, there, _("round "));
  return rounds != NULL;
}

/* The list that every office begins with isn't in the log. */
static gboolean is_original(const guint8 digest[KHOA_WEAKNESSES_DIGEST_SIZE], gboolean *original,
                            GError **error) {
  g_autoptr(KhoaDb) blank = khoa_db_open_blank(error);
  g_autoptr(GPtrArray) list = blank ? khoa_weakness_list(blank, error) : NULL;
  guint8 first[KHOA_WEAKNESSES_DIGEST_SIZE];
  if (!list)
    return FALSE;
  khoa_weaknesses_digest(first, list);
  *original = memcmp(first, digest, sizeof first) == 0;
  return TRUE;
}

static gboolean check_weaknesses(KhoaAudit *audit, GError **error) {
  g_autoptr(GPtrArray) list = khoa_weakness_list(audit->office->db, error);
  const char *logged = audit->ledger->weaknesses;
  guint8 digest[KHOA_WEAKNESSES_DIGEST_SIZE];
  gboolean good = TRUE;
  if (!list)
    return FALSE;
  khoa_weaknesses_digest(digest, list);
  if (logged)
    good = khoa_cover_fits(logged, KHOA_COVER_WEAKNESSES, digest);
  else if (!is_original(digest, &good, error))
    return FALSE;
  if (!good)
    blame(audit, _("weaknesses"), _("the list was changed by hand"));
  return TRUE;
}

gboolean khoa_audit_surveying(KhoaAudit *audit, GError **error) {
  return check_surveyors(audit, error) && check_rounds(audit, error) &&
         check_weaknesses(audit, error);
}

/* A file whose records are read. */
typedef struct Reading {
  KhoaAudit *audit;
  crypto_generichash_state digest;
  gboolean edited; /* a village, position or note is another, or was erased without need */
} Reading;

static gboolean is_erased(const KhoaSurveyRecord *record) {
  return !*record->village && !record->has_position && !record->note_size;
}

static gboolean read_row(const KhoaSurveyRow *row, gpointer data, GError **error) {
  Reading *reading = data;
  const KhoaOffice *office = reading->audit->office;
  guint8 hash[32];
  gboolean forgotten = FALSE;
  khoa_survey_digest_add(&reading->digest, row);
  if (!office->index_key) /* a damaged office, which is a finding of its own */
    return TRUE;
  khoa_survey_private(hash, office->index_key, row);
  if (memcmp(hash, row->private, sizeof hash) == 0)
    return TRUE;
  if (is_erased(&row->record) &&
      !khoa_survey_household_forgotten(office->db, &row->record, &forgotten, error))
    return FALSE;
  reading->edited |= !forgotten;
  return TRUE;
}

static gboolean check_file(KhoaAudit *audit, const KhoaSurveyFileRecord *file, const char *object,
                           GError **error) {
  const char *detail = g_hash_table_lookup(audit->ledger->surveys, object);
  const KhoaSurveyFilter filter = {.surveyor = file->surveyor, .file = file->number};
  Reading reading = {.audit = audit};
  guint8 digest[KHOA_SURVEY_DIGEST_SIZE];
  khoa_survey_digest_init(&reading.digest);
  if (!khoa_survey_each(audit->office->db, &filter, read_row, &reading, error))
    return FALSE;
  khoa_survey_digest_end(&reading.digest, file, digest);
  if (!detail)
    blame(audit, object, ADDED);
  else if (!khoa_cover_fits(detail, KHOA_COVER_RECORDS, digest))
    blame(audit, object, _("was changed by hand: the file or a record in it isn't as it came"));
  else if (reading.edited)
    blame(audit, object, _("was changed by hand: a record's village, position or note"));
  return TRUE;
}

gboolean khoa_audit_surveys(KhoaAudit *audit, GError **error) {
  g_autoptr(GArray) files = khoa_survey_file_list(audit->office->db, 0, error);
  g_autoptr(GHashTable) there = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; files && i < files->len; i++) {
    const KhoaSurveyFileRecord *file = &g_array_index(files, KhoaSurveyFileRecord, i);
    char *object = khoa_survey_object(file);
    g_hash_table_add(there, object);
    if (!check_file(audit, file, object, error))
      return FALSE;
  }
  if (files)
    blame_missing(audit, audit->ledger->surveys, there, "");
  return files != NULL;
}

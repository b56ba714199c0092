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
  const KhoaSurveyFileRecord *file;
  crypto_generichash_state digest;
  gboolean edited; /* a village, position or note is another, or was erased without need */
} Reading;

/* All of them: in the order of the records, which come from one walk over the table, since by file
 * a year's take several times as long. */
typedef struct Readings {
  KhoaAudit *audit;
  Reading *of, *newest; /* newest: whose record was read last */
  guint count;
  gint64 strays; /* records of no file */
} Readings;

static void readings_clear(Readings *readings) {
  g_aligned_free(readings->of);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Readings, readings_clear)

static void readings_start(Readings *readings, KhoaAudit *audit, const GArray *files) {
  readings->audit = audit;
  readings->count = files->len;
  readings->of = g_aligned_alloc0(files->len, sizeof(Reading), _Alignof(Reading));
  for (guint i = 0; i < files->len; i++) {
    readings->of[i].file = &g_array_index(files, KhoaSurveyFileRecord, i);
    khoa_survey_digest_init(&readings->of[i].digest);
  }
}

static gboolean is_of(const Reading *reading, const KhoaSurveyRow *row) {
  return reading && reading->file->surveyor == row->surveyor && reading->file->number == row->file;
}

/* NULL: there is no such file. */
static Reading *reading_of(Readings *readings, const KhoaSurveyRow *row) {
  for (guint i = 0; !is_of(readings->newest, row); i++) {
    if (i == readings->count)
      return NULL;
    readings->newest = &readings->of[i];
  }
  return readings->newest;
}

static gboolean is_erased(const KhoaSurveyRecord *record) {
  return !*record->village && !record->has_position && !record->note_size;
}

static gboolean read_row(const KhoaSurveyRow *row, gpointer data, GError **error) {
  Readings *readings = data;
  const KhoaOffice *office = readings->audit->office;
  Reading *reading = reading_of(readings, row);
  guint8 hash[32];
  gboolean forgotten = FALSE;
  if (!reading) {
    readings->strays++;
    return TRUE;
  }
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

static void check_file(KhoaAudit *audit, Reading *reading, const char *object) {
  const char *detail = g_hash_table_lookup(audit->ledger->surveys, object);
  guint8 digest[KHOA_SURVEY_DIGEST_SIZE];
  khoa_survey_digest_end(&reading->digest, reading->file, digest);
  if (!detail)
    blame(audit, object, ADDED);
  else if (!khoa_cover_fits(detail, KHOA_COVER_RECORDS, digest))
    blame(audit, object, _("was changed by hand: the file or a record in it isn't as it came"));
  else if (reading->edited)
    blame(audit, object, _("was changed by hand: a record's village, position or note"));
}

gboolean khoa_audit_surveys(KhoaAudit *audit, GError **error) {
  g_autoptr(GArray) files = khoa_survey_file_list(audit->office->db, 0, error);
  g_autoptr(GHashTable) there = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_auto(Readings) readings = {0};
  if (!files)
    return FALSE;
  readings_start(&readings, audit, files);
  if (!khoa_survey_each(audit->office->db, &(KhoaSurveyFilter){0}, read_row, &readings, error))
    return FALSE;
  for (guint i = 0; i < files->len; i++) {
    char *object = khoa_survey_object(readings.of[i].file);
    g_hash_table_add(there, object);
    check_file(audit, &readings.of[i], object);
  }
  blame_missing(audit, audit->ledger->surveys, there, "");
  if (readings.strays)
    blame(audit, _("survey records"), _("were added by hand: they are of no file that came"));
  return TRUE;
}

#include "survey_intake.h"

#include "acts.h"
#include "ledger.h"
#include "reg/batch.h"
#include "reg/round.h"
#include "reg/survey_places.h"
#include "seal.h"
#include "tag/code.h"
#include "tag/date.h"
#include "tags.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

KhoaSurveyIntake *khoa_survey_intake_new(KhoaOffice *office, const KhoaSurveyorRecord *surveyor,
                                         gint64 file) {
  KhoaSurveyIntake *intake = g_new0(KhoaSurveyIntake, 1);
  intake->office = office;
  intake->surveyor = surveyor;
  intake->file = file;
  intake->left = g_ptr_array_new_with_free_func(g_free);
  intake->rounds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  intake->villages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  intake->strange = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  intake->handovers = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  khoa_survey_digest_init(&intake->digest);
  return intake;
}

void khoa_survey_intake_free(KhoaSurveyIntake *intake) {
  if (!intake)
    return;
  g_ptr_array_unref(intake->left);
  g_hash_table_unref(intake->rounds);
  g_hash_table_unref(intake->villages);
  g_hash_table_unref(intake->strange);
  g_array_unref(intake->handovers);
  g_free(intake);
}

char *khoa_survey_object(const KhoaSurveyFileRecord *file) {
  return g_strdup_printf("surveyor %" G_GINT64_FORMAT " file %" G_GINT64_FORMAT, file->surveyor,
                         file->number);
}

void khoa_survey_private(guint8 hash[32], const guint8 *index_key, const KhoaSurveyRow *row) {
  static const char domain[] = "survey"; /* hashed with its NUL */
  const KhoaSurveyRecord *record = &row->record;
  const guint64 numbers[] = {GUINT64_TO_BE((guint64)row->surveyor),
                             GUINT64_TO_BE((guint64)record->number),
                             GUINT64_TO_BE((guint64)record->has_position),
                             GUINT64_TO_BE((guint64)(gint64)record->latitude),
                             GUINT64_TO_BE((guint64)(gint64)record->longitude)};
  crypto_generichash_state state;
  crypto_generichash_init(&state, index_key, KHOA_INDEX_KEY_SIZE, 32);
  crypto_generichash_update(&state, (const guint8 *)domain, sizeof domain);
  crypto_generichash_update(&state, (const guint8 *)numbers, sizeof numbers);
  crypto_generichash_update(&state, (const guint8 *)record->village, strlen(record->village) + 1);
  crypto_generichash_update(&state, record->note, record->note_size);
  crypto_generichash_final(&state, hash, 32);
  sodium_memzero(&state, sizeof state);
}

static void leave(KhoaSurveyIntake *intake, const KhoaTagName *name, const char *why, ...)
    G_GNUC_PRINTF(3, 4);
static void leave(KhoaSurveyIntake *intake, const KhoaTagName *name, const char *why, ...) {
  char code[KHOA_CODE_SIZE];
  va_list arguments;
  khoa_code_print(code, name->batch, name->index);
  va_start(arguments, why);
  g_autofree char *words = g_strdup_vprintf(why, arguments);
  va_end(arguments);
  g_ptr_array_add(intake->left, g_strdup_printf(_("tag %s isn't marked: %s"), code, words));
}

static gboolean check_time(const KhoaSurveyIntake *intake, const KhoaSurveyRecord *record,
                           GError **error) {
  if (record->time <= intake->office->now + KHOA_SURVEY_AHEAD_MAX)
    return TRUE;
  char time[KHOA_TIME_SIZE];
  khoa_time_print(time, record->time);
  g_set_error(
      error, KHOA_OFFICE_ERROR, 0,
      _("is of %s, which is still to come: the phone's clock, or this computer's, is wrong"), time);
  return FALSE;
}

static gboolean is_known(const KhoaSurveyIntake *intake, const KhoaSurveyRecord *record,
                         gboolean *known, GError **error) {
  KhoaSurveyRow row;
  return khoa_survey_find(intake->office->db, intake->surveyor->id, record->number, &row, known,
                          error);
}

/* Open, unless the record came before: then its round may be closed by now. */
static gboolean check_round(KhoaSurveyIntake *intake, const KhoaSurveyRecord *record,
                            GError **error) {
  const char *unit = intake->surveyor->unit, *name = record->round;
  g_autoptr(KhoaRoundRecord) round = NULL;
  gboolean known;
  if (!*name || g_hash_table_contains(intake->rounds, name))
    return TRUE;
  if (!khoa_round_find(intake->office->db, unit, name, &round, error))
    return FALSE;
  if (round && !round->closed) {
    g_hash_table_add(intake->rounds, g_strdup(name));
    return TRUE;
  }
  if (!is_known(intake, record, &known, error))
    return FALSE;
  if (!known)
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("is of round %s, which %s: 'khoa survey open %s --unit %s' opens it%s"), name,
                round ? _("is closed") : _("was never opened"), name, unit,
                round ? _(" again") : "");
  return known;
}

static gboolean check_household(const KhoaSurveyIntake *intake, guint32 household, GError **error) {
  gboolean known = TRUE;
  if (household && !khoa_survey_household_known(intake->office->db, intake->surveyor->unit,
                                                household, &known, error))
    return FALSE;
  if (!known)
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("is of household %u, and unit %s has none of that number"), household,
                intake->surveyor->unit);
  return known;
}

static gboolean add_village(const char *village, gpointer villages, GError **error) {
  (void)error;
  g_hash_table_add(villages, g_strdup(village));
  return TRUE;
}

/* A slip of the finger shouldn't keep a file out; whoever looks at coverage should know of it. */
static gboolean look_at_village(KhoaSurveyIntake *intake, const char *village, GError **error) {
  if (!*village)
    return TRUE;
  if (g_hash_table_size(intake->villages) == 0 &&
      !khoa_survey_villages_each(intake->office->db, intake->surveyor->unit, add_village,
                                 intake->villages, error))
    return FALSE;
  if (!g_hash_table_contains(intake->villages, village))
    g_hash_table_add(intake->strange, g_strdup(village));
  return TRUE;
}

/* What it tells of a household goes if that was forgotten meanwhile; the hash tells the record
 * again all the same. */
static gboolean fill(const KhoaSurveyIntake *intake, KhoaSurveyRow *row, GError **error) {
  KhoaSurveyRecord *record = &row->record;
  gboolean forgotten;
  khoa_survey_private(row->private, intake->office->index_key, row);
  if (!khoa_survey_household_forgotten(intake->office->db, record, &forgotten, error))
    return FALSE;
  if (forgotten) {
    *record->village = '\0';
    record->has_position = FALSE;
    record->note_size = 0;
  }
  return TRUE;
}

static gboolean compare(const KhoaSurveyIntake *intake, const KhoaSurveyRow *row, GError **error) {
  KhoaSurveyRow before;
  gboolean found;
  if (!khoa_survey_find(intake->office->db, row->surveyor, row->record.number, &before, &found,
                        error))
    return FALSE;
  if (found && khoa_survey_same(&before, row))
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("has a number under which surveyor %" PRId64
                " brought something else before: ask whether the phone was set up anew, and enrol "
                "it again"),
              row->surveyor);
  return FALSE;
}

static void count(KhoaSurveyIntake *intake, const KhoaSurveyRow *row) {
  const KhoaSurveyRecord *record = &row->record;
  const KhoaTagName name = {record->batch, record->index};
  intake->added++;
  intake->early += record->time < intake->surveyor->added;
  khoa_survey_digest_add(&intake->digest, row);
  if (record->mode != KHOA_SURVEY_HANDOVER)
    return;
  if (record->verdict.signature == KHOA_SIGNATURE_BAD ||
      record->verdict.word <= KHOA_VERDICT_ALTERED)
    leave(intake, &name, _("its code was %s, so nobody knows which tag was given"),
          _(khoa_verdict_word(record->verdict.word)));
  else
    g_array_append_val(intake->handovers, name);
}

static gboolean put(KhoaSurveyIntake *intake, const KhoaSurveyRow *row, GError **error) {
  gboolean known;
  GError *fault = NULL;
  if (!khoa_survey_put(intake->office->db, row, &known, &fault)) {
    /* The schema knows the list of weaknesses. */
    if (g_error_matches(fault, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT)) {
      g_clear_error(&fault);
      g_set_error(
          &fault, KHOA_OFFICE_ERROR, 0,
          _("names a weakness that isn't on the office's list: 'khoa survey weakness' shows "
            "it"));
    }
    g_propagate_error(error, fault);
    return FALSE;
  }
  if (known) {
    intake->known++;
    return compare(intake, row, error);
  }
  count(intake, row);
  return TRUE;
}

gboolean khoa_survey_intake_put(KhoaSurveyIntake *intake, const KhoaSurveyRecord *record,
                                GError **error) {
  KhoaSurveyRow row = {.surveyor = intake->surveyor->id, .file = intake->file, .record = *record};
  g_strlcpy(row.unit, intake->surveyor->unit, sizeof row.unit);
  if (check_time(intake, record, error) && check_round(intake, record, error) &&
      check_household(intake, record->household, error) &&
      look_at_village(intake, record->village, error) && fill(intake, &row, error) &&
      put(intake, &row, error))
    return TRUE;
  g_prefix_error(error, _("record %u "), record->number);
  return FALSE;
}

/* Those that this surveyor has to do with. */
static GArray *choose_handovers(KhoaSurveyIntake *intake, GError **error) {
  g_autoptr(GArray) chosen = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  for (guint i = 0; i < intake->handovers->len; i++) {
    const KhoaTagName name = g_array_index(intake->handovers, KhoaTagName, i);
    g_autofree char *unit = NULL;
    if (!khoa_batch_get_unit(intake->office->db, name.batch, &unit, error))
      return NULL;
    if (!unit)
      leave(intake, &name, _("it isn't in the registry"));
    else if (strcmp(unit, intake->surveyor->unit) != 0)
      leave(intake, &name, _("it is of unit %s"), unit);
    else
      g_array_append_val(chosen, name);
  }
  return g_steal_pointer(&chosen);
}

static gboolean hand_over(KhoaSurveyIntake *intake, GError **error) {
  g_autofree char *reason =
      g_strdup_printf("file %" G_GINT64_FORMAT " of surveyor %" G_GINT64_FORMAT, intake->file,
                      intake->surveyor->id);
  const KhoaTagsOrder order = {.act = KHOA_ACT_HANDOVER, .reason = reason};
  g_auto(KhoaTagsChanged) changed = {0};
  g_autoptr(GArray) chosen = choose_handovers(intake, error);
  if (!chosen || !khoa_tags_change(intake->office, chosen, &order, &changed, error))
    return FALSE;
  intake->handed_over = changed.changed;
  for (guint i = 0; i < changed.reasons->len; i++)
    g_ptr_array_add(intake->left, g_strdup(g_ptr_array_index(changed.reasons, i)));
  return TRUE;
}

static gboolean log_intake(KhoaSurveyIntake *intake, const KhoaSurveyFileRecord *file,
                           const char *act, GError **error) {
  guint8 digest[KHOA_SURVEY_DIGEST_SIZE];
  khoa_survey_digest_end(&intake->digest, file, digest);
  g_autofree char *cover = khoa_cover_print(KHOA_COVER_RECORDS, digest);
  g_autofree char *object = khoa_survey_object(file);
  g_autofree char *detail = g_strdup_printf("%" G_GINT64_FORMAT " records, %u of them new%s",
                                            file->records, intake->added, cover);
  return khoa_office_log(intake->office, act, object, detail, error);
}

gboolean khoa_survey_intake_finish(KhoaSurveyIntake *intake, KhoaSurveyFileRecord *file,
                                   const char *act, GError **error) {
  file->surveyor = intake->surveyor->id;
  file->number = intake->file;
  file->imported = intake->office->now;
  file->records = (gint64)intake->added + intake->known;
  return khoa_survey_file_add(intake->office->db, file, error) &&
         log_intake(intake, file, act, error) && hand_over(intake, error);
}

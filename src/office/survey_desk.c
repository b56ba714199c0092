#include "survey_desk.h"

#include "acts.h"
#include "ranges.h"
#include "reg/round.h"
#include "reg/subject.h"
#include "reg/survey_places.h"
#include "surveyors.h"
#include "tag/code.h"
#include "tag/note.h"

#include <glib/gi18n.h>
#include <string.h>

struct KhoaDesk {
  KhoaOffice *office;
  KhoaVerifier *verifier;
  KhoaRoundRecord *round;
  /* Of a sitting: */
  KhoaSurveyorRecord *surveyor;
  KhoaSurveyIntake *intake;
  gint64 next;    /* record's number */
  gint64 created; /* the first record's time */
};

void khoa_desk_free(KhoaDesk *desk) {
  if (!desk)
    return;
  khoa_desk_cancel(desk);
  khoa_verifier_free(desk->verifier);
  khoa_round_record_free(desk->round);
  g_free(desk);
}

const char *khoa_desk_unit(const KhoaDesk *desk) {
  return desk->round->unit;
}

const char *khoa_desk_round(const KhoaDesk *desk) {
  return desk->round->name;
}

void khoa_desk_look_clear(KhoaDeskLook *look) {
  khoa_answer_clear(&look->answer);
  g_clear_pointer(&look->unit, g_free);
  g_clear_pointer(&look->village, g_free);
}

/* The newest that is open; the caller's. */
static KhoaRoundRecord *choose_round(KhoaDb *db, const char *unit, const char *name,
                                     GError **error) {
  g_autoptr(GPtrArray) rounds = khoa_round_list(db, unit, name, error);
  guint units = 0, newest = 0;
  for (guint i = 0; rounds && i < rounds->len; i++) {
    const KhoaRoundRecord *round = rounds->pdata[i], *before = rounds->pdata[newest];
    if (round->closed)
      continue;
    units = units && strcmp(round->name, before->name) == 0 ? units + 1 : 1;
    newest = i;
  }
  if (units == 1)
    return g_ptr_array_steal_index(rounds, newest);
  if (rounds && units)
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("%u units have a survey open: name yours by --unit"),
                units);
  else if (rounds)
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("no survey %s%sis open%s%s: 'khoa survey open' opens one"), name ? name : "",
                name ? " " : "", unit ? _(" for unit ") : "", unit ? unit : "");
  return NULL;
}

KhoaDesk *khoa_desk_new(KhoaOffice *office, const char *unit, const char *round, GError **error) {
  g_autoptr(KhoaUnitRecord) known = unit ? khoa_unit_get(office->db, unit, error) : NULL;
  KhoaRoundRecord *open = unit && !known ? NULL : choose_round(office->db, unit, round, error);
  if (!open)
    return NULL;
  KhoaDesk *desk = g_new0(KhoaDesk, 1);
  desk->office = office;
  desk->verifier = khoa_verifier_new(office);
  desk->round = open;
  return desk;
}

GPtrArray *khoa_desk_weaknesses(const KhoaDesk *desk, GError **error) {
  GPtrArray *weaknesses = khoa_weakness_list(desk->office->db, error);
  for (guint i = 0; weaknesses && i < weaknesses->len;)
    if (((const KhoaWeaknessRecord *)weaknesses->pdata[i])->retired)
      g_ptr_array_remove_index(weaknesses, i);
    else
      i++;
  return weaknesses;
}

/* Whose it is, as the registry has it. */
static gboolean find_owner(const KhoaDesk *desk, const KhoaSurveyRecord *record, KhoaDeskLook *look,
                           GError **error) {
  KhoaTagRecord tag;
  gboolean found = FALSE;
  gint64 id = record->household;
  if (!id && !khoa_tag_find(desk->office->db, record->batch, record->index, &tag, &found, error))
    return FALSE;
  if (found)
    id = tag.subject;
  g_autoptr(KhoaSubjectRecord) subject = id ? khoa_subject_get(desk->office->db, id, error) : NULL;
  if (!subject)
    return id == 0;
  look->household = id;
  look->unit = g_strdup(subject->unit);
  look->village = g_strdup(subject->village);
  return TRUE;
}

static gboolean look_at_household(const KhoaDesk *desk, const char *number,
                                  KhoaSurveyRecord *record, GError **error) {
  guint64 household;
  gboolean known = FALSE;
  if (g_ascii_string_to_unsigned(number, 10, 1, KHOA_SURVEY_NUMBER_MAX, &household, NULL) &&
      !khoa_survey_household_known(desk->office->db, khoa_desk_unit(desk), (gint64)household,
                                   &known, error))
    return FALSE;
  record->household = (guint32)household;
  if (!known)
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("unit %s has no household '%s'"),
                khoa_desk_unit(desk), number);
  return known;
}

static gboolean refuse(const KhoaAnswer *answer, GError **error) {
  g_set_error(error, KHOA_OFFICE_ERROR, 0, "%s: %s", answer->word, answer->note);
  return FALSE;
}

/* Of a forged tag the answer tells nothing, and the record what it bears. */
static gboolean look_at_tag(KhoaDesk *desk, const char *text, gsize length,
                            KhoaSurveyRecord *record, KhoaAnswer *answer, GError **error) {
  KhoaReading reading;
  if (!khoa_verifier_ask(desk->verifier, text, length, answer, error))
    return FALSE;
  khoa_reading_parse(&reading, text, length);
  record->has_verdict = reading.fault == KHOA_DIGITS_OK;
  if (record->has_verdict)
    record->verdict = answer->verdict;
  const KhoaTag tag = record->has_verdict ? reading.tag : answer->tag;
  record->batch = tag.batch;
  record->index = tag.index;
  gboolean registered = answer->verdict.status != KHOA_STATUS_UNKNOWN;
  if (record->has_verdict ? tag.kind == KHOA_KIND_SPECIMEN : !registered)
    return refuse(answer, error);
  return TRUE;
}

gboolean khoa_desk_look(KhoaDesk *desk, const char *text, gsize length, gint64 now,
                        KhoaSurveyRecord *record, KhoaDeskLook *look, GError **error) {
  *look = (KhoaDeskLook){0};
  *record = (KhoaSurveyRecord){.mode = KHOA_SURVEY_LOOK, .time = now};
  g_strlcpy(record->round, khoa_desk_round(desk), sizeof record->round);
  gboolean household = length > 1 && g_ascii_tolower(*text) == 'h' && g_ascii_isdigit(text[1]);
  gboolean seen = household ? look_at_household(desk, text + 1, record, error)
                            : look_at_tag(desk, text, length, record, &look->answer, error);
  return seen && find_owner(desk, record, look, error);
}

static gboolean parse_weaknesses(const char *list, KhoaSurveyRecord *record, GError **error) {
  g_autoptr(GArray) numbers = khoa_ranges_parse(list, 1, KHOA_WEAKNESS_MAX, error);
  for (guint i = 0; numbers && i < numbers->len; i++)
    record->weaknesses[record->n_weaknesses++] = (guint8)g_array_index(numbers, gint64, i);
  return numbers != NULL;
}

static gboolean parse_found(char **fields, guint count, KhoaSurveyRecord *record, GError **error) {
  guint64 grade = 0;
  const char *what = NULL;
  record->found = khoa_found_from_word(fields[1]);
  if (!record->found)
    what = _("say present, damaged, unreadable, missing, wrong-place, refused or nobody-home");
  else if (count > 2 && strcmp(fields[2], "-") != 0 &&
           !g_ascii_string_to_unsigned(fields[2], 10, 1, KHOA_GRADE_MAX, &grade, NULL))
    what = _("a grade is 1 to 4, or - for none");
  record->grade = (int)grade;
  if (!what && count > 3 && !parse_weaknesses(fields[3], record, error))
    return FALSE;
  what = what ? what : _(khoa_survey_record_fault(record));
  if (what)
    g_set_error_literal(error, KHOA_OFFICE_ERROR, 0, what);
  return !what;
}

gboolean khoa_desk_parse(KhoaDesk *desk, const char *line, gint64 now, KhoaSurveyRecord *record,
                         GError **error) {
  g_autofree char *spaced = g_strstrip(g_strdelimit(g_strdup(line), "\t", ' '));
  g_autoptr(GPtrArray) fields = g_ptr_array_new();
  g_auto(KhoaDeskLook) look = {0};
  g_auto(GStrv) pieces = g_strsplit(spaced, " ", -1);
  for (char **piece = pieces; *piece; piece++)
    if (**piece)
      g_ptr_array_add(fields, *piece);
  if (fields->len < 2 || fields->len > 4) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("write CODE FOUND GRADE WEAKNESSES, such as '0012-00345-67 present 3 2,5'"));
    return FALSE;
  }
  char **field = (char **)fields->pdata;
  return khoa_desk_look(desk, field[0], strlen(field[0]), now, record, &look, error) &&
         parse_found(field, fields->len, record, error);
}

gboolean khoa_desk_note(const KhoaDesk *desk, const char *text, KhoaSurveyRecord *record,
                        GError **error) {
  guint8 seed[32];
  gsize length = strlen(text);
  randombytes_buf(seed, sizeof seed);
  if (!g_utf8_validate(text, (gssize)length, NULL) || length > KHOA_NOTE_TEXT_MAX ||
      !khoa_note_seal(record->note, desk->office->privacy_public, seed, text, length)) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("a note has at most %d bytes, some 600 letters"),
                KHOA_NOTE_TEXT_MAX);
    return FALSE;
  }
  record->note_size = khoa_note_sealed_size(length);
  return TRUE;
}

gboolean khoa_desk_begin(KhoaDesk *desk, gint64 now, GError **error) {
  gint64 file;
  desk->office->now = now;
  if (!khoa_db_begin(desk->office->db, error))
    return FALSE;
  desk->created = 0;
  desk->surveyor = khoa_surveyor_desk(desk->office, khoa_desk_unit(desk), error);
  if (desk->surveyor &&
      khoa_survey_next_numbers(desk->office->db, desk->surveyor->id, &file, &desk->next, error)) {
    desk->intake = khoa_survey_intake_new(desk->office, desk->surveyor, file);
    return TRUE;
  }
  khoa_desk_cancel(desk);
  return FALSE;
}

gboolean khoa_desk_put(KhoaDesk *desk, KhoaSurveyRecord *record, GError **error) {
  record->number = (guint32)desk->next++;
  desk->created = desk->created ? desk->created : record->time;
  return khoa_survey_intake_put(desk->intake, record, error);
}

gboolean khoa_desk_finish(KhoaDesk *desk, GError **error) {
  KhoaSurveyFileRecord file = {.desk = TRUE, .created = desk->created};
  gboolean done = khoa_survey_intake_finish(desk->intake, &file, KHOA_ACT_SURVEY_RECORD, error) &&
                  khoa_db_commit(desk->office->db, error);
  khoa_desk_cancel(desk);
  return done;
}

void khoa_desk_cancel(KhoaDesk *desk) {
  khoa_db_rollback(desk->office->db);
  g_clear_pointer(&desk->intake, khoa_survey_intake_free);
  g_clear_pointer(&desk->surveyor, khoa_surveyor_record_free);
}

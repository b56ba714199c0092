#include "survey_lines.h"

#include <string.h>

#include "base64.h"
#include "code.h"
#include "decimal.h"
#include "tag/mark.h"

#define NOTE_LEAST (KHOA_NOTE_MAX - 1024 + KHOA_NOTE_BLOCK)

static const char *const found_words[KHOA_FOUND_END] = {
    [KHOA_FOUND_PRESENT] = NC_("found", "present"),
    [KHOA_FOUND_DAMAGED] = NC_("found", "damaged"),
    [KHOA_FOUND_UNREADABLE] = NC_("found", "unreadable"),
    [KHOA_FOUND_MISSING] = NC_("found", "missing"),
    [KHOA_FOUND_WRONG_PLACE] = NC_("found", "wrong-place"),
    [KHOA_FOUND_REFUSED] = NC_("found", "refused"),
    [KHOA_FOUND_NOBODY_HOME] = NC_("found", "nobody-home"),
};

const char *khoa_found_word(KhoaSurveyFound found) {
  return found > 0 && found < KHOA_FOUND_END ? found_words[found] : NULL;
}

KhoaSurveyFound khoa_found_from_word(const char *word) {
  int found = KHOA_FOUND_END - 1;
  while (found > 0 && strcmp(found_words[found], word) != 0)
    found--;
  return (KhoaSurveyFound)found;
}

bool khoa_survey_number(uint64_t *value, const char *field, uint64_t least, uint64_t greatest) {
  return khoa_decimal_get(value, field, strlen(field)) && (*field != '0' || !field[1]) &&
         *value >= least && *value <= greatest;
}

static const char *read_tag(KhoaSurveyRecord *record, char **fields) {
  char code[KHOA_CODE_SIZE];
  KhoaCodeFault fault =
      khoa_code_parse(&record->batch, &record->index, fields[0], strlen(fields[0]));
  if (fault != KHOA_CODE_OK)
    return khoa_code_fault_words(fault);
  khoa_code_print(code, record->batch, record->index);
  if (strcmp(code, fields[0]) != 0)
    return N_("a printed code has one spelling, such as 0123-04567-38");
  return NULL;
}

static const char *read_household(KhoaSurveyRecord *record, char **fields) {
  uint64_t number;
  if (!khoa_survey_number(&number, fields[0], 1, KHOA_SURVEY_NUMBER_MAX))
    return N_("not a household's number");
  record->household = (uint32_t)number;
  return NULL;
}

static const char *read_village(KhoaSurveyRecord *record, char **fields) {
  size_t length = strlen(fields[0]);
  if (length >= sizeof record->village)
    return N_("a village's name has at most 200 bytes");
  memcpy(record->village, fields[0], length + 1);
  return NULL;
}

static const char *read_found(KhoaSurveyRecord *record, char **fields) {
  record->found = khoa_found_from_word(fields[0]);
  return record->found ? NULL : N_("an unknown word for what was found");
}

static const char *read_grade(KhoaSurveyRecord *record, char **fields) {
  uint64_t grade;
  if (!khoa_survey_number(&grade, fields[0], 1, KHOA_GRADE_MAX))
    return N_("a grade is 1 to 4");
  record->grade = (int)grade;
  return NULL;
}

static const char *read_weaknesses(KhoaSurveyRecord *record, char **fields) {
  uint64_t number, before = 0;
  for (char *at = fields[0], *comma; at != NULL; at = comma) {
    comma = strchr(at, ',');
    if (comma != NULL)
      *comma++ = '\0';
    if (!khoa_survey_number(&number, at, before + 1, KHOA_WEAKNESS_MAX))
      return N_("weaknesses are rising numbers from 1 to 99, such as 2,5");
    record->weaknesses[record->n_weaknesses++] = (uint8_t)number;
    before = number;
  }
  return NULL;
}

/* "-19.812": exactly three decimals, no leading zeros, no negative zero. */
static bool take_degrees(int32_t *thousandths, char *field, uint64_t greatest) {
  bool negative = *field == '-';
  char *point = strchr(field, '.');
  uint64_t whole, rest;
  if (point == NULL || strlen(point) != 4)
    return false;
  *point = '\0';
  if (!khoa_survey_number(&whole, field + negative, 0, greatest) ||
      !khoa_decimal_get(&rest, point + 1, 3) || (whole == greatest && rest > 0) ||
      (negative && whole + rest == 0))
    return false;
  int32_t value = (int32_t)(whole * 1000 + rest);
  *thousandths = negative ? -value : value;
  return true;
}

static const char *read_position(KhoaSurveyRecord *record, char **fields) {
  record->has_position = take_degrees(&record->latitude, fields[0], 90) &&
                         take_degrees(&record->longitude, fields[1], 180);
  return record->has_position ? NULL : N_("not a position such as 19.812 105.590");
}

/* Words with a space in them are written with a dash; NULL, the unknown, as that word. */
static bool is_word(const char *word, const char *field) {
  if (word == NULL)
    word = "unknown";
  while (*word != '\0' && (*word == *field || (*word == ' ' && *field == '-'))) {
    word++;
    field++;
  }
  return *word == '\0' && *field == '\0';
}

static bool take_verdict(KhoaVerdictWord *value, const char *field) {
  for (int i = 0; i < KHOA_VERDICT_COUNT; i++)
    if (is_word(khoa_verdict_word((KhoaVerdictWord)i), field)) {
      *value = (KhoaVerdictWord)i;
      return true;
    }
  return false;
}

static bool take_signature(KhoaSignatureAxis *value, const char *field) {
  for (int i = KHOA_SIGNATURE_UNKNOWN; i <= KHOA_SIGNATURE_BAD; i++)
    if (is_word(khoa_signature_word((KhoaSignatureAxis)i), field)) {
      *value = (KhoaSignatureAxis)i;
      return true;
    }
  return false;
}

static bool take_address(KhoaAddressAxis *value, const char *field) {
  for (int i = KHOA_ADDRESS_UNKNOWN; i <= KHOA_ADDRESS_FOREIGN; i++)
    if (is_word(khoa_address_word((KhoaAddressAxis)i), field)) {
      *value = (KhoaAddressAxis)i;
      return true;
    }
  return false;
}

static bool take_status(KhoaStatus *value, const char *field) {
  for (int i = KHOA_STATUS_UNKNOWN; i < KHOA_STATUS_COUNT; i++)
    if (is_word(khoa_status_word((KhoaStatus)i), field)) {
      *value = (KhoaStatus)i;
      return true;
    }
  return false;
}

static bool take_freshness(KhoaFreshness *value, const char *field) {
  for (int i = KHOA_FRESHNESS_UNKNOWN; i <= KHOA_FRESHNESS_CLOCK_WRONG; i++)
    if (is_word(khoa_freshness_word((KhoaFreshness)i), field)) {
      *value = (KhoaFreshness)i;
      return true;
    }
  return false;
}

static const char *read_verdict(KhoaSurveyRecord *record, char **fields) {
  KhoaVerdict *verdict = &record->verdict;
  if (!khoa_survey_number(&record->bundle, fields[0], 0, INT64_MAX))
    return N_("not the number of a bundle");
  record->has_verdict =
      take_verdict(&verdict->word, fields[1]) && take_signature(&verdict->signature, fields[2]) &&
      take_address(&verdict->address, fields[3]) && take_status(&verdict->status, fields[4]) &&
      take_freshness(&record->freshness, fields[5]);
  return record->has_verdict ? NULL : N_("an unknown word in the verdict");
}

/* Its length tells how many blocks it has. */
static const char *read_note(KhoaSurveyRecord *record, char **fields) {
  size_t length = strlen(fields[0]), size = NOTE_LEAST;
  while (size < KHOA_NOTE_MAX && KHOA_BASE64_LENGTH(size) < length)
    size += KHOA_NOTE_BLOCK;
  if (!khoa_base64_decode(record->note, size, fields[0], length))
    return N_("the note isn't a sealed one: damaged, or of a wrong length");
  record->note_size = size;
  return NULL;
}

const KhoaSurveyLine khoa_survey_lines[KHOA_SURVEY_LINES] = {
    {"tag", 1, false, read_tag},           {"household", 1, false, read_household},
    {"village", 1, true, read_village},    {"found", 1, false, read_found},
    {"grade", 1, false, read_grade},       {"weaknesses", 1, false, read_weaknesses},
    {"position", 2, false, read_position}, {"verdict", 6, false, read_verdict},
    {"note", 1, false, read_note},
};

static const char *handover_fault(const KhoaSurveyRecord *record) {
  if (record->index == 0 || !record->has_verdict)
    return N_("a hand-over needs tag and verdict");
  if (record->village[0] || record->found || record->grade || record->n_weaknesses)
    return N_("a hand-over has tag, household, position, verdict and note alone");
  return NULL;
}

const char *khoa_survey_record_fault(const KhoaSurveyRecord *record) {
  if (record->mode == KHOA_SURVEY_HANDOVER)
    return handover_fault(record);
  if (!record->found)
    return N_("a survey needs what was found");
  if (record->index == 0 && !record->household && !record->village[0])
    return N_("a survey needs a tag, a household or a village");
  if (record->found >= KHOA_FOUND_REFUSED && (record->grade || record->n_weaknesses))
    return N_("where nobody let the surveyor in there is no grade and no weakness");
  if (record->has_verdict && record->index == 0)
    return N_("a verdict needs its tag");
  return NULL;
}

#include "survey.h"

#include <sodium.h>
#include <string.h>

#include "base64.h"
#include "bundle_line.h"
#include "date.h"
#include "survey_lines.h"
#include "tag/mark.h"

/* How every file ends: nothing in between, nothing behind. */
static const char end_line[] = "end\n";
static const char signature_word[] = "signature ";
#define SIGNATURE_TEXT KHOA_BASE64_LENGTH(64)
#define SIGNATURE_LINE (sizeof signature_word - 1 + SIGNATURE_TEXT + 1)

static bool fail(KhoaSurveyReader *reader, const char *what) {
  reader->fault = (KhoaSurveyFault){what, reader->line};
  return false;
}

static bool fail_whole(KhoaSurveyReader *reader, const char *what) {
  reader->fault = (KhoaSurveyFault){what, 0};
  return false;
}

/* Copies the next line into the buffer, NUL-terminated. */
static bool take_line(KhoaSurveyReader *reader) {
  const char *stop = memchr(reader->at, '\n', (size_t)(reader->end - reader->at));
  reader->line++;
  if (stop == NULL)
    return fail(reader, N_("the file is cut off"));
  size_t length = (size_t)(stop - reader->at);
  if (length > KHOA_SURVEY_LINE_MAX)
    return fail(reader, N_("the line is too long"));
  if (!khoa_line_clean(reader->at, length))
    return fail(reader, N_("a control character, or not UTF-8"));
  memcpy(reader->buffer, reader->at, length);
  reader->buffer[length] = '\0';
  reader->at = stop + 1;
  return true;
}

/* Cuts the line in the buffer into its keyword, which must be this one, and n fields behind it. */
static bool split(KhoaSurveyReader *reader, const char *keyword, char **fields, size_t n,
                  bool last_is_text) {
  char *all[1 + KHOA_SURVEY_FIELDS_MAX];
  if (!khoa_line_split(reader->buffer, all, 1 + n, last_is_text) || strcmp(all[0], keyword) != 0)
    return false;
  memcpy(fields, all + 1, n * sizeof *fields);
  return true;
}

/* A line of the head: one keyword, one field. */
static bool take_field(KhoaSurveyReader *reader, const char *keyword, char **field) {
  return take_line(reader) &&
         (split(reader, keyword, field, 1, false) ||
          fail(reader, N_("not the line that must stand here, with one space between its fields")));
}

static bool read_version(KhoaSurveyReader *reader) {
  char *version;
  if (!take_line(reader))
    return false;
  if (!split(reader, "khoa-survey", &version, 1, false))
    return fail(reader, N_("not a survey file, which begins with 'khoa-survey 1'"));
  return strcmp(version, "1") == 0 ||
         fail(reader, N_("a survey file of an unsupported version: install a newer khoa"));
}

static bool read_surveyor(KhoaSurveyReader *reader) {
  char *key;
  if (!take_field(reader, "surveyor", &key))
    return false;
  return khoa_base64_decode(reader->head.key, sizeof reader->head.key, key, strlen(key)) ||
         fail(reader, N_("base64 is damaged or of a wrong length"));
}

static bool read_unit(KhoaSurveyReader *reader) {
  char *unit;
  if (!take_field(reader, "unit", &unit))
    return false;
  if (strlen(unit) >= sizeof reader->head.unit)
    return fail(reader, N_("a unit's code has at most 10 digits"));
  memcpy(reader->head.unit, unit, strlen(unit) + 1);
  return true;
}

static bool read_number(KhoaSurveyReader *reader) {
  char *field;
  uint64_t number;
  if (!take_field(reader, "file", &field))
    return false;
  if (!khoa_survey_number(&number, field, 1, KHOA_SURVEY_NUMBER_MAX))
    return fail(reader, N_("files are numbered from 1"));
  reader->head.number = (uint32_t)number;
  return true;
}

static bool read_previous(KhoaSurveyReader *reader) {
  char *hex;
  size_t got;
  if (!take_field(reader, "previous", &hex))
    return false;
  reader->head.has_previous = reader->head.number > 1;
  if (!reader->head.has_previous)
    return strcmp(hex, "-") == 0 || fail(reader, N_("file 1 has none before it: -"));
  bool lower = hex[strspn(hex, "0123456789abcdef")] == '\0';
  return (lower && strlen(hex) == 64 &&
          sodium_hex2bin(reader->head.previous, 32, hex, 64, NULL, &got, NULL) == 0) ||
         fail(reader, N_("not a SHA-256 of 64 small hexadecimal digits"));
}

static bool read_created(KhoaSurveyReader *reader) {
  char *time;
  return take_field(reader, "created", &time) &&
         (khoa_time_parse(&reader->head.created, time) ||
          fail(reader, N_("not a real time like 2026-11-23T08:00:00Z")));
}

/* The two lines at the end, from behind. */
static bool read_signature(KhoaSurveyReader *reader, const char *text, size_t length) {
  size_t tail = sizeof end_line - 1 + SIGNATURE_LINE;
  const char *at = text + length - tail;
  if ((size_t)(reader->end - reader->at) < tail || text[length - 1] != '\n' || at[-1] != '\n' ||
      memcmp(at, end_line, sizeof end_line - 1) != 0)
    return fail_whole(reader,
                      N_("the file is cut off: it doesn't close with its end and signature"));
  reader->end = at;
  at += sizeof end_line - 1;
  reader->signed_length = (size_t)(at - text);
  return (memcmp(at, signature_word, sizeof signature_word - 1) == 0 &&
          khoa_base64_decode(reader->signature, sizeof reader->signature,
                             at + sizeof signature_word - 1, SIGNATURE_TEXT)) ||
         fail_whole(reader, N_("the signature in the last line is damaged"));
}

bool khoa_survey_open(KhoaSurveyReader *reader, const char *text, size_t length) {
  *reader = (KhoaSurveyReader){.at = text, .end = text + length};
  if (length == 0)
    return fail_whole(reader, N_("the file is empty"));
  if (length > KHOA_SURVEY_BYTES_MAX)
    return fail_whole(reader, N_("more than 64 MiB"));
  return read_version(reader) && read_surveyor(reader) && read_unit(reader) &&
         read_number(reader) && read_previous(reader) && read_created(reader) &&
         read_signature(reader, text, length);
}

static bool read_start(KhoaSurveyReader *reader, KhoaSurveyRecord *record) {
  char *fields[4];
  uint64_t number;
  if (!split(reader, "record", fields, 4, false))
    return fail(reader, N_("not the first line of a record, one space between its fields"));
  if (!khoa_survey_number(&number, fields[0], reader->newest + 1, KHOA_SURVEY_NUMBER_MAX))
    return fail(reader, N_("records are numbered in rising order"));
  if (++reader->records > KHOA_SURVEY_RECORDS_MAX)
    return fail(reader, N_("more than 100,000 records"));
  record->number = reader->newest = (uint32_t)number;
  bool survey = strcmp(fields[1], "survey") == 0;
  if (!survey && strcmp(fields[1], "handover") != 0)
    return fail(reader, N_("a record is of survey or handover"));
  record->mode = survey ? KHOA_SURVEY_LOOK : KHOA_SURVEY_HANDOVER;
  if (survey ? !khoa_round_valid(fields[2]) : strcmp(fields[2], "-") != 0)
    return fail(reader, N_("a survey has a round such as 2026-Q4, a hand-over has -"));
  if (survey)
    memcpy(record->round, fields[2], sizeof record->round);
  return khoa_time_parse(&record->time, fields[3]) ||
         fail(reader, N_("not a real time like 2026-11-23T08:00:00Z"));
}

/* The keyword of the line in the buffer. */
static bool is(const KhoaSurveyReader *reader, const char *keyword) {
  size_t length = strlen(keyword);
  return strncmp(reader->buffer, keyword, length) == 0 &&
         (reader->buffer[length] == ' ' || reader->buffer[length] == '\0');
}

/* Reads the line in the buffer if it is one of those from *next on, and moves *next behind it. */
static bool read_line(KhoaSurveyReader *reader, KhoaSurveyRecord *record, size_t *next) {
  char *fields[KHOA_SURVEY_FIELDS_MAX];
  size_t i = *next;
  while (i < KHOA_SURVEY_LINES && !is(reader, khoa_survey_lines[i].keyword))
    i++;
  if (i == KHOA_SURVEY_LINES)
    return fail(reader, N_("an unknown line, or one that is repeated or out of order"));
  const KhoaSurveyLine *line = &khoa_survey_lines[i];
  if (!split(reader, line->keyword, fields, line->fields, line->last_is_text))
    return fail(reader, N_("not the fields of this line, one space between them"));
  const char *what = line->read(record, fields);
  *next = i + 1;
  return what == NULL || fail(reader, what);
}

bool khoa_survey_next(KhoaSurveyReader *reader, KhoaSurveyRecord *record) {
  if (!reader->line_taken && (reader->at == reader->end || !take_line(reader)))
    return false;
  reader->line_taken = false;
  *record = (KhoaSurveyRecord){0};
  reader->record_line = reader->line;
  if (!read_start(reader, record))
    return false;
  size_t next = 0;
  while (reader->at < reader->end) {
    if (!take_line(reader))
      return false;
    reader->line_taken = is(reader, "record");
    if (reader->line_taken)
      break;
    if (!read_line(reader, record, &next))
      return false;
  }
  const char *what = khoa_survey_record_fault(record);
  if (what != NULL)
    reader->fault = (KhoaSurveyFault){what, reader->record_line};
  return what == NULL;
}

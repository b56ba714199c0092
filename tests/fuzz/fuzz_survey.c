/* Any bytes as a survey file and an enrolment: refused with a line, or records that keep the rules.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "tag/survey.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool truth) {
  if (!truth)
    abort();
}

static void check_record(const KhoaSurveyRecord *record) {
  must(khoa_survey_record_fault(record) == NULL);
  must(strlen(record->village) < sizeof record->village);
  must((record->mode == KHOA_SURVEY_LOOK) == khoa_round_valid(record->round));
  must((record->mode == KHOA_SURVEY_LOOK) == (khoa_found_word(record->found) != NULL));
  must(record->grade >= 0 && record->grade <= KHOA_GRADE_MAX);
  must(record->n_weaknesses <= KHOA_WEAKNESS_MAX && record->note_size <= KHOA_NOTE_MAX);
  must(record->batch <= KHOA_BATCH_MAX && record->index <= KHOA_INDEX_MAX);
  must(abs(record->latitude) <= 90000 && abs(record->longitude) <= 180000);
  must(!record->has_verdict || khoa_verdict_word(record->verdict.word) != NULL);
  must(khoa_status_word(record->verdict.status) != NULL);
}

static void try_survey(const char *text, size_t size) {
  KhoaSurveyReader reader;
  KhoaSurveyRecord record;
  uint32_t before = 0;
  if (khoa_survey_open(&reader, text, size)) {
    must(reader.signed_length < size && reader.head.number > 0);
    for (; khoa_survey_next(&reader, &record); before = record.number) {
      must(record.number > before && reader.record_line < reader.line + 1);
      check_record(&record);
    }
    must(reader.fault.what != NULL || reader.at == reader.end);
  } else {
    must(reader.fault.what != NULL);
  }
  must(reader.fault.line <= size + 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  uint8_t key[KHOA_SURVEYOR_KEY_SIZE];
  char grouped[KHOA_FINGERPRINT_GROUPED_SIZE];
  try_survey((const char *)data, size);
  if (khoa_enrolment_parse(key, (const char *)data, size) == KHOA_ENROLMENT_OK)
    khoa_fingerprint_group(grouped, key);
  return 0;
}

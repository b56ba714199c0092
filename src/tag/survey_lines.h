/* The lines of a record behind its first: a table of what each is called and how it is read. */
#ifndef KHOA_TAG_SURVEY_LINES_H
#define KHOA_TAG_SURVEY_LINES_H

#include "survey.h"

#define KHOA_SURVEY_FIELDS_MAX 6

typedef struct KhoaSurveyLine {
  const char *keyword;
  size_t fields;
  bool last_is_text; /* the last field may hold spaces */
  /* NULL, or what is wrong. */
  const char *(*read)(KhoaSurveyRecord *record, char **fields);
} KhoaSurveyLine;

/* In the order in which they stand. */
#define KHOA_SURVEY_LINES 9
extern const KhoaSurveyLine khoa_survey_lines[KHOA_SURVEY_LINES];

/* Plain digits without leading zeros, within the range: each number has one spelling. */
bool khoa_survey_number(uint64_t *value, const char *field, uint64_t least, uint64_t greatest);

#endif

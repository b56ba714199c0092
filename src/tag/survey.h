/* What a surveyor's phone brings home: one signed text of records (docs/FORMAT.md). Read strictly,
 * one record at a time into the caller's struct, so that 100,000 need no more memory than one.
 * Who signed it is not decided here: the caller verifies `signature` over the first `signed_length`
 * bytes by `head.key` before he believes a record. */
#ifndef KHOA_TAG_SURVEY_H
#define KHOA_TAG_SURVEY_H

#include "form.h"
#include "note.h"
#include "surveyor.h"
#include "verdict.h"

#define KHOA_SURVEY_BYTES_MAX ((size_t)64 << 20)
#define KHOA_SURVEY_RECORDS_MAX 100000
#define KHOA_SURVEY_NUMBER_MAX 999999999 /* of files, records, households */
#define KHOA_SURVEY_LINE_MAX 1500        /* bytes; the longest is a note */
#define KHOA_SURVEY_UNIT_SIZE 11         /* with the NUL, as the next two */
#define KHOA_SURVEY_ROUND_SIZE 8         /* "2026-Q4" */
#define KHOA_SURVEY_VILLAGE_SIZE 201

typedef enum KhoaSurveyMode { KHOA_SURVEY_LOOK = 1, KHOA_SURVEY_HANDOVER } KhoaSurveyMode;

/* Numbers that stand in registries: never renumbered. */
typedef enum KhoaSurveyFound {
  KHOA_FOUND_PRESENT = 1,
  KHOA_FOUND_DAMAGED,
  KHOA_FOUND_UNREADABLE,
  KHOA_FOUND_MISSING,
  KHOA_FOUND_WRONG_PLACE,
  KHOA_FOUND_REFUSED,
  KHOA_FOUND_NOBODY_HOME,
  KHOA_FOUND_END,
} KhoaSurveyFound;

/* "present", ... "nobody-home"; NULL for any other number. */
const char *khoa_found_word(KhoaSurveyFound found);
/* 0: none has that word. */
KhoaSurveyFound khoa_found_from_word(const char *word);

typedef struct KhoaSurveyHead {
  uint8_t key[KHOA_SURVEYOR_KEY_SIZE];
  char unit[KHOA_SURVEY_UNIT_SIZE];
  uint32_t number;   /* of the file, from 1 */
  bool has_previous; /* all but file 1 */
  uint8_t previous[32];
  int64_t created; /* UTC seconds, by the phone's clock */
} KhoaSurveyHead;

typedef struct KhoaSurveyRecord {
  uint32_t number;
  KhoaSurveyMode mode;
  char round[KHOA_SURVEY_ROUND_SIZE];     /* "" for a hand-over */
  int64_t time;                           /* UTC seconds, by the phone's clock */
  uint32_t batch, index;                  /* index 0: no tag */
  uint32_t household;                     /* its number in the registry; 0: none */
  char village[KHOA_SURVEY_VILLAGE_SIZE]; /* "": none */
  KhoaSurveyFound found;                  /* 0 for a hand-over */
  int grade;                              /* 1 to 4; 0: none */
  uint8_t weaknesses[KHOA_WEAKNESS_MAX];  /* rising */
  size_t n_weaknesses;
  bool has_position;
  int32_t latitude, longitude; /* 1/1000 degree */
  bool has_verdict;
  uint64_t bundle; /* sequence; 0: none */
  KhoaVerdict verdict;
  KhoaFreshness freshness;
  uint8_t note[KHOA_NOTE_MAX]; /* sealed */
  size_t note_size;            /* 0: none */
} KhoaSurveyRecord;

typedef struct KhoaSurveyFault {
  const char *what; /* a few words; NULL when there is no fault */
  size_t line;      /* from 1; 0 when the fault is of the whole text */
} KhoaSurveyFault;

typedef struct KhoaSurveyReader {
  KhoaSurveyHead head;
  size_t signed_length; /* of the text: up to and with the line "end" */
  uint8_t signature[64];
  const char *at, *end; /* of the caller's text: where the records go on, and where they end */
  size_t line, records;
  size_t record_line; /* the newest record's first */
  uint32_t newest;    /* and its number */
  bool line_taken;    /* `buffer` holds the next record's first line */
  KhoaSurveyFault fault;
  char buffer[KHOA_SURVEY_LINE_MAX + 1];
} KhoaSurveyReader;

/* Reads head and signature. The text must stay until all records are read. False with the fault. */
bool khoa_survey_open(KhoaSurveyReader *reader, const char *text, size_t length);
/* The next record. False at the end, and on a fault: then reader->fault.what isn't NULL. */
bool khoa_survey_next(KhoaSurveyReader *reader, KhoaSurveyRecord *record);

/* What a record must have and may not: NULL, or a few words on what is wrong. Records made at a
 * desk follow the same rules. */
const char *khoa_survey_record_fault(const KhoaSurveyRecord *record);

#endif

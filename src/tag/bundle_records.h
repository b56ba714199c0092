/* The bundle's records: a table of what each is called, where it may stand and how it is read into
 * the struct. bundle_parse.c cuts the text into lines and follows the table. */
#ifndef KHOA_TAG_BUNDLE_RECORDS_H
#define KHOA_TAG_BUNDLE_RECORDS_H

#include "bundle.h"
#include "bundle_index.h"

#define KHOA_FIELDS_MAX 7

typedef enum KhoaRecordKind {
  KHOA_RECORD_START, /* stands before the first line */
  KHOA_RECORD_VERSION,
  KHOA_RECORD_SEQUENCE,
  KHOA_RECORD_CREATED,
  KHOA_RECORD_STALE_AFTER,
  KHOA_RECORD_AUTHORITY,
  KHOA_RECORD_SUCCESSION,
  KHOA_RECORD_PRIVACY,
  KHOA_RECORD_PREFIX,
  KHOA_RECORD_UNIT,
  KHOA_RECORD_HOTLINES,
  KHOA_RECORD_NUMBER,
  KHOA_RECORD_BATCH,
  KHOA_RECORD_STATUS,
  KHOA_RECORD_END,
  KHOA_RECORD_COUNT,
} KhoaRecordKind;

/* The struct so far, its arrays long enough for the whole text, and the line that is read. */
typedef struct KhoaBundleParser {
  KhoaBundle bundle;
  char *at, *end; /* of our own copy of the text, which is cut into strings as it is read */
  size_t line;
  KhoaRecordKind kind;     /* of the newest record */
  uint8_t *status;         /* room for the statuses that are still to come */
  KhoaIndexEntry *entries; /* of all three */
  KhoaIndex prefixes, units, sets;
  KhoaBundleFault fault;
} KhoaBundleParser;

typedef struct KhoaRecord {
  const char *keyword;
  size_t fields;
  bool last_is_text; /* the last field may hold spaces */
  uint32_t after;    /* bits of the kinds that may stand right before it */
  bool (*read)(KhoaBundleParser *p, char **fields);
} KhoaRecord;

extern const KhoaRecord khoa_records[KHOA_RECORD_COUNT];

/* Notes the fault with the line that is read; false. */
bool khoa_bundle_fail(KhoaBundleParser *p, const char *what);

#endif

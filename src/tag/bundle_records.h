/* The bundle's records: what each is called, where it may stand and how it is read into the struct.
 */
#ifndef KHOA_TAG_BUNDLE_RECORDS_H
#define KHOA_TAG_BUNDLE_RECORDS_H

#include "bundle_index.h"
#include "records.h"

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

/* The struct so far, its arrays long enough for the whole text. */
typedef struct KhoaBundleParser {
  KhoaBundle bundle;
  uint8_t *status;         /* room for the statuses that are still to come */
  KhoaIndexEntry *entries; /* of all three */
  KhoaIndex prefixes, units, sets;
} KhoaBundleParser;

/* Read into a KhoaBundleParser. */
extern const KhoaRecords khoa_bundle_records;

#endif

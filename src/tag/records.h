/* Texts of records, a line each: cut into lines, held against a table of which records there are
 * and which may follow which, and read field by field. The bundle, the form and the roster are read
 * so. */
#ifndef KHOA_TAG_RECORDS_H
#define KHOA_TAG_RECORDS_H

#include "bundle.h"

#define KHOA_FIELDS_MAX 7
#define KHOA_RECORD_KINDS_MAX 16
/* 20 million tags; keeps all sizes far from overflow. */
#define KHOA_TEXT_MAX ((size_t)16 << 20)

typedef struct KhoaReader {
  char *at, *end; /* of our own copy of the text, which is cut into strings as it is read */
  size_t line;
  size_t kind; /* of the newest record: its place in the table; 0 stands before the first line */
  void *into;  /* what the records are read into */
  KhoaBundleFault fault;
} KhoaReader;

typedef struct KhoaRecord {
  const char *keyword;
  size_t fields;
  bool last_is_text; /* the last field may hold spaces */
  uint32_t after;    /* bits of the kinds that may stand right before it */
  bool (*read)(KhoaReader *r, char **fields);
} KhoaRecord;

/* kinds: with the empty one at 0; the last is the text's end. */
typedef struct KhoaRecords {
  const KhoaRecord *table;
  size_t kinds;
} KhoaRecords;

/* How many lines of each kind a text has, whether they stand well or not. */
void khoa_records_count(const KhoaRecords *records, size_t counts[KHOA_RECORD_KINDS_MAX],
                        const char *text, size_t length);
/* Reads all the text up to its last byte. False with the reader's fault set. */
bool khoa_records_read(const KhoaRecords *records, KhoaReader *r);

/* The fault of a text that a later program wrote. */
extern const char khoa_records_later[];
/* The first record's, whose only field is the format's version: 1. */
bool khoa_read_version(KhoaReader *r, char **fields);

/* Notes the fault with the line that is read; false. */
bool khoa_reader_fail(KhoaReader *r, const char *what);

/* One field each; false with the fault noted. Numbers are plain digits without leading zeros, so
 * that each has one spelling. */
bool khoa_take_number(KhoaReader *r, const char *field, uint64_t least, uint64_t greatest,
                      uint64_t *value);
bool khoa_take_number32(KhoaReader *r, const char *field, uint32_t least, uint32_t greatest,
                        uint32_t *value);
bool khoa_take_bytes(KhoaReader *r, const char *field, uint8_t *bytes, size_t size);
bool khoa_take_time(KhoaReader *r, const char *field, int64_t *seconds);
bool khoa_take_authority(KhoaReader *r, const char *field, KhoaAuthority *authority);

#endif

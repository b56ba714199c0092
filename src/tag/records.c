#include "records.h"

#include <string.h>

#include "base64.h"
#include "bundle_line.h"
#include "date.h"
#include "decimal.h"
#include "tag/mark.h"

bool khoa_reader_fail(KhoaReader *r, const char *what) {
  r->fault = (KhoaBundleFault){what, r->line};
  return false;
}

/* 0 if the line begins with no keyword. */
static size_t find_kind(const KhoaRecords *records, const char *line, size_t length) {
  const char *space = memchr(line, ' ', length);
  size_t word = space != NULL ? (size_t)(space - line) : length;
  size_t kind = records->kinds - 1;
  while (kind > 0 && (strlen(records->table[kind].keyword) != word ||
                      memcmp(records->table[kind].keyword, line, word) != 0))
    kind--;
  return kind;
}

void khoa_records_count(const KhoaRecords *records, size_t counts[KHOA_RECORD_KINDS_MAX],
                        const char *text, size_t length) {
  const char *end = text + length;
  memset(counts, 0, KHOA_RECORD_KINDS_MAX * sizeof *counts);
  while (text < end) {
    const char *stop = memchr(text, '\n', (size_t)(end - text));
    if (stop == NULL)
      stop = end;
    counts[find_kind(records, text, (size_t)(stop - text))]++;
    text = stop + 1;
  }
}

static bool follow_order(const KhoaRecords *records, KhoaReader *r, size_t next) {
  if (next == 0)
    return khoa_reader_fail(r, N_("unknown record"));
  if (records->table[next].after & 1u << r->kind)
    return true;
  return khoa_reader_fail(r, next > r->kind ? N_("a record is missing before this one")
                                            : N_("a record is repeated or out of order"));
}

/* Cuts the next line off the text and makes it a string. */
static char *take_line(KhoaReader *r, size_t *length) {
  char *line = r->at;
  char *stop = memchr(line, '\n', (size_t)(r->end - line));
  r->line++;
  if (stop == NULL) {
    khoa_reader_fail(r, line == r->end ? N_("the end is missing") : N_("the line has no end"));
    return NULL;
  }
  *length = (size_t)(stop - line);
  if (!khoa_line_clean(line, *length)) {
    khoa_reader_fail(r, N_("a control character, or not UTF-8"));
    return NULL;
  }
  *stop = '\0';
  r->at = stop + 1;
  return line;
}

static bool read_record(const KhoaRecords *records, KhoaReader *r) {
  char *fields[1 + KHOA_FIELDS_MAX]; /* the keyword first */
  size_t length;
  char *line = take_line(r, &length);
  if (line == NULL)
    return false;
  size_t kind = find_kind(records, line, length);
  if (!follow_order(records, r, kind))
    return false;
  const KhoaRecord *record = &records->table[kind];
  if (!khoa_line_split(line, fields, 1 + record->fields, record->last_is_text))
    return khoa_reader_fail(r, N_("not the fields of this record, one space between them"));
  if (!record->read(r, fields + 1))
    return false;
  r->kind = kind;
  return true;
}

bool khoa_records_read(const KhoaRecords *records, KhoaReader *r) {
  while (r->kind != records->kinds - 1)
    if (!read_record(records, r))
      return false;
  r->line++;
  return r->at == r->end || khoa_reader_fail(r, N_("something stands after the end"));
}

const char khoa_records_later[] = N_("unsupported version: install a newer khoa");

bool khoa_read_version(KhoaReader *r, char **fields) {
  return strcmp(fields[0], "1") == 0 || khoa_reader_fail(r, khoa_records_later);
}

bool khoa_take_number(KhoaReader *r, const char *field, uint64_t least, uint64_t greatest,
                      uint64_t *value) {
  bool plain = khoa_decimal_get(value, field, strlen(field)) && (*field != '0' || !field[1]);
  if (!plain || *value < least || *value > greatest)
    return khoa_reader_fail(r, N_("a number is out of range or not written plainly"));
  return true;
}

bool khoa_take_number32(KhoaReader *r, const char *field, uint32_t least, uint32_t greatest,
                        uint32_t *value) {
  uint64_t wide;
  if (!khoa_take_number(r, field, least, greatest, &wide))
    return false;
  *value = (uint32_t)wide;
  return true;
}

bool khoa_take_bytes(KhoaReader *r, const char *field, uint8_t *bytes, size_t size) {
  return khoa_base64_decode(bytes, size, field, strlen(field)) ||
         khoa_reader_fail(r, N_("base64 is damaged or of a wrong length"));
}

bool khoa_take_time(KhoaReader *r, const char *field, int64_t *seconds) {
  return khoa_time_parse(seconds, field) ||
         khoa_reader_fail(r, N_("not a real time like 2026-11-23T08:00:00Z"));
}

bool khoa_take_authority(KhoaReader *r, const char *field, KhoaAuthority *authority) {
  return khoa_authority_parse(authority, field, strlen(field)) == KHOA_MINISIGN_OK ||
         khoa_reader_fail(r, N_("not a public key of minisign"));
}

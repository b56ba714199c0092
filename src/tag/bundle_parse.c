#include <stdlib.h>
#include <string.h>

#include "bundle_line.h"
#include "bundle_records.h"

#define TEXT_MAX ((size_t)16 << 20) /* 20 million tags; keeps all sizes far from overflow */

/* START if the line begins with no keyword. */
static KhoaRecordKind find_kind(const char *line, size_t length) {
  const char *space = memchr(line, ' ', length);
  size_t word = space != NULL ? (size_t)(space - line) : length;
  size_t kind = KHOA_RECORD_COUNT - 1;
  while (kind > KHOA_RECORD_START && (strlen(khoa_records[kind].keyword) != word ||
                                      memcmp(khoa_records[kind].keyword, line, word) != 0))
    kind--;
  return (KhoaRecordKind)kind;
}

static void count_records(size_t counts[KHOA_RECORD_COUNT], const char *text, size_t length) {
  const char *end = text + length;
  while (text < end) {
    const char *stop = memchr(text, '\n', (size_t)(end - text));
    if (stop == NULL)
      stop = end;
    counts[find_kind(text, (size_t)(stop - text))]++;
    text = stop + 1;
  }
}

/* Room for all the text's records, and our copy of the text with the statuses behind it: they are
 * shorter than their base64. */
static bool allocate(KhoaBundleParser *p, const char *text, size_t length) {
  size_t counts[KHOA_RECORD_COUNT] = {0};
  count_records(counts, text, length);
  size_t prefixes = counts[KHOA_RECORD_PREFIX], units = counts[KHOA_RECORD_UNIT];
  size_t sets = counts[KHOA_RECORD_HOTLINES];
  KhoaBundle *b = &p->bundle;
  p->at = b->storage = malloc(2 * length + 1);
  if (p->at == NULL)
    return false;
  b->successions = calloc(counts[KHOA_RECORD_SUCCESSION] + 1, sizeof *b->successions);
  b->prefixes = calloc(prefixes + 1, sizeof *b->prefixes);
  b->units = calloc(units + 1, sizeof *b->units);
  b->hotlines = calloc(sets + 1, sizeof *b->hotlines);
  b->batches = calloc(counts[KHOA_RECORD_BATCH] + 1, sizeof *b->batches);
  p->entries = calloc(prefixes + units + sets + 1, sizeof *p->entries);
  if (b->successions == NULL || b->prefixes == NULL || b->units == NULL || b->hotlines == NULL ||
      b->batches == NULL || p->entries == NULL)
    return false;
  memcpy(p->at, text, length);
  p->end = p->at + length;
  p->status = (uint8_t *)p->end;
  p->prefixes.entries = p->entries;
  p->units.entries = p->prefixes.entries + prefixes;
  p->sets.entries = p->units.entries + units;
  return true;
}

/* A hotline set ends where another record than a number follows. */
static bool set_ends_well(KhoaBundleParser *p, KhoaRecordKind next) {
  if (p->kind != KHOA_RECORD_NUMBER || next == KHOA_RECORD_NUMBER ||
      p->bundle.hotlines[p->bundle.n_hotlines - 1].count >= KHOA_HOTLINES_MIN)
    return true;
  return khoa_bundle_fail(p, "fewer than 3 numbers in the hotline set before this line");
}

static bool follow_order(KhoaBundleParser *p, KhoaRecordKind next) {
  if (next == KHOA_RECORD_START)
    return khoa_bundle_fail(p, "unknown record");
  if (khoa_records[next].after & 1u << p->kind)
    return set_ends_well(p, next);
  return khoa_bundle_fail(p, next > p->kind ? "a record is missing before this one"
                                            : "a record is repeated or out of order");
}

/* Cuts the next line off the text and makes it a string. */
static char *take_line(KhoaBundleParser *p, size_t *length) {
  char *line = p->at;
  char *stop = memchr(line, '\n', (size_t)(p->end - line));
  p->line++;
  if (stop == NULL) {
    khoa_bundle_fail(p, line == p->end ? "the end is missing" : "the line has no end");
    return NULL;
  }
  *length = (size_t)(stop - line);
  if (!khoa_line_clean(line, *length)) {
    khoa_bundle_fail(p, "a control character, or not UTF-8");
    return NULL;
  }
  *stop = '\0';
  p->at = stop + 1;
  return line;
}

static bool read_record(KhoaBundleParser *p) {
  char *fields[1 + KHOA_FIELDS_MAX]; /* the keyword first */
  size_t length;
  char *line = take_line(p, &length);
  if (line == NULL)
    return false;
  KhoaRecordKind kind = find_kind(line, length);
  if (!follow_order(p, kind))
    return false;
  const KhoaRecord *record = &khoa_records[kind];
  if (!khoa_line_split(line, fields, 1 + record->fields, record->last_is_text))
    return khoa_bundle_fail(p, "not the fields of this record, one space between them");
  p->kind = kind;
  return record->read(p, fields + 1);
}

static bool read_all(KhoaBundleParser *p) {
  while (p->kind != KHOA_RECORD_END)
    if (!read_record(p))
      return false;
  p->line++;
  return p->at == p->end || khoa_bundle_fail(p, "something stands after the end");
}

bool khoa_bundle_parse(KhoaBundle *bundle, const char *text, size_t length,
                       KhoaBundleFault *fault) {
  KhoaBundleParser p = {.kind = KHOA_RECORD_START};
  if (length > TEXT_MAX)
    p.fault.what = "more than 16 MiB";
  else if (!allocate(&p, text, length))
    p.fault.what = "not enough memory";
  else
    read_all(&p);
  free(p.entries);
  if (p.fault.what != NULL)
    khoa_bundle_clear(&p.bundle);
  *bundle = p.bundle;
  *fault = p.fault;
  return fault->what == NULL;
}

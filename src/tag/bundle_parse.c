#include <stdlib.h>
#include <string.h>

#include "bundle_records.h"
#include "tag/mark.h"

/* Room for all the text's records, and our copy of the text with the statuses behind it: they are
 * shorter than their base64. */
static bool allocate(KhoaBundleParser *p, KhoaReader *r, const char *text, size_t length) {
  size_t counts[KHOA_RECORD_KINDS_MAX];
  khoa_records_count(&khoa_bundle_records, counts, text, length);
  size_t prefixes = counts[KHOA_RECORD_PREFIX], units = counts[KHOA_RECORD_UNIT];
  size_t sets = counts[KHOA_RECORD_HOTLINES];
  KhoaBundle *b = &p->bundle;
  r->at = b->storage = malloc(2 * length + 1);
  if (r->at == NULL)
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
  memcpy(r->at, text, length);
  r->end = r->at + length;
  p->status = (uint8_t *)r->end;
  p->prefixes.entries = p->entries;
  p->units.entries = p->prefixes.entries + prefixes;
  p->sets.entries = p->units.entries + units;
  return true;
}

bool khoa_bundle_parse(KhoaBundle *bundle, const char *text, size_t length,
                       KhoaBundleFault *fault) {
  KhoaBundleParser p = {0};
  KhoaReader r = {.into = &p};
  if (length > KHOA_TEXT_MAX)
    khoa_reader_fail(&r, N_("more than 16 MiB"));
  else if (!allocate(&p, &r, text, length))
    khoa_reader_fail(&r, N_("not enough memory"));
  else
    khoa_records_read(&khoa_bundle_records, &r);
  free(p.entries);
  if (r.fault.what != NULL)
    khoa_bundle_clear(&p.bundle);
  *bundle = p.bundle;
  *fault = r.fault;
  return fault->what == NULL;
}

#include "bundle_records.h"

#include <string.h>

#include "bundle_line.h"
#include "date.h"
#include "tag/mark.h"

static bool take_date(KhoaReader *r, const char *field, char date[KHOA_DATE_SIZE]) {
  if (!khoa_date_valid(field))
    return khoa_reader_fail(r, N_("not a real date like 2026-11-23"));
  memcpy(date, field, KHOA_DATE_SIZE);
  return true;
}

static bool find(KhoaReader *r, KhoaIndex *index, const char *key, size_t *place) {
  return khoa_index_find(index, key, place) ||
         khoa_reader_fail(r, N_("no such unit or hotline set in this file"));
}

static bool read_sequence(KhoaReader *r, char **fields) {
  KhoaBundleParser *p = r->into;
  return khoa_take_number(r, fields[0], 1, UINT64_MAX, &p->bundle.sequence);
}

static bool read_created(KhoaReader *r, char **fields) {
  KhoaBundleParser *p = r->into;
  return khoa_take_time(r, fields[0], &p->bundle.created);
}

static bool read_stale_after(KhoaReader *r, char **fields) {
  KhoaBundleParser *p = r->into;
  return khoa_take_number32(r, fields[0], 1, UINT32_MAX, &p->bundle.stale_after);
}

static bool read_authority(KhoaReader *r, char **fields) {
  KhoaBundleParser *p = r->into;
  return khoa_take_authority(r, fields[0], &p->bundle.authority);
}

static bool read_succession(KhoaReader *r, char **fields) {
  KhoaBundleParser *p = r->into;
  KhoaSuccession *this = &p->bundle.successions[p->bundle.n_successions];
  uint8_t message[KHOA_SUCCESSION_MESSAGE_SIZE];
  if (!khoa_take_authority(r, fields[0], &this->from) ||
      !khoa_take_authority(r, fields[1], &this->to) || !take_date(r, fields[2], this->date) ||
      !khoa_take_bytes(r, fields[3], this->signature, sizeof this->signature))
    return false;
  if (p->bundle.n_successions > 0 && !khoa_authority_equal(&this[-1].to, &this->from))
    return khoa_reader_fail(r, N_("the succession doesn't go on from the one before it"));
  if (p->bundle.n_successions > 0 && strcmp(this[-1].date, this->date) > 0)
    return khoa_reader_fail(r, N_("the succession is older than the one before it"));
  khoa_succession_message(message, &this->from, &this->to, this->date);
  if (!khoa_authority_endorsed(&this->from, this->signature, message, sizeof message))
    return khoa_reader_fail(r, N_("the old key didn't sign this succession"));
  p->bundle.n_successions++;
  return true;
}

/* Stands right after the successions, whose end it checks. */
static bool read_privacy(KhoaReader *r, char **fields) {
  KhoaBundleParser *p = r->into;
  const KhoaBundle *bundle = &p->bundle;
  size_t n = bundle->n_successions;
  if (n > 0 && !khoa_authority_equal(&bundle->successions[n - 1].to, &bundle->authority))
    return khoa_reader_fail(r, N_("the successions don't end in the authority"));
  return khoa_take_bytes(r, fields[0], p->bundle.privacy, sizeof bundle->privacy);
}

static bool read_prefix(KhoaReader *r, char **fields) {
  KhoaBundleParser *p = r->into;
  if (!khoa_prefix_valid(fields[0]))
    return khoa_reader_fail(r, N_("not an address like https://host.example/#"));
  p->bundle.prefixes[p->bundle.n_prefixes++] = fields[0];
  khoa_index_add(&p->prefixes, fields[0], r->line);
  return true;
}

static bool read_unit(KhoaReader *r, char **fields) {
  KhoaBundleParser *p = r->into;
  p->bundle.units[p->bundle.n_units++] = (KhoaUnit){fields[0], fields[1]};
  khoa_index_add(&p->units, fields[0], r->line);
  return true;
}

/* A hotline set ends where another record than a number follows. */
static bool set_ended_well(KhoaReader *r) {
  const KhoaBundle *bundle = &((KhoaBundleParser *)r->into)->bundle;
  return r->kind != KHOA_RECORD_NUMBER ||
         bundle->hotlines[bundle->n_hotlines - 1].count >= KHOA_HOTLINES_MIN ||
         khoa_reader_fail(r, N_("fewer than 3 numbers in the hotline set before this line"));
}

static bool read_hotlines(KhoaReader *r, char **fields) {
  KhoaBundleParser *p = r->into;
  KhoaHotlineSet *set = &p->bundle.hotlines[p->bundle.n_hotlines];
  size_t unit;
  if (!set_ended_well(r) || !khoa_take_number32(r, fields[0], 1, UINT32_MAX, &set->id) ||
      !find(r, &p->units, fields[1], &unit) || !take_date(r, fields[2], set->since))
    return false;
  set->unit = &p->bundle.units[unit];
  p->bundle.n_hotlines++;
  khoa_index_add(&p->sets, fields[0], r->line);
  return true;
}

static bool read_number(KhoaReader *r, char **fields) {
  KhoaBundleParser *p = r->into;
  KhoaHotlineSet *set = &p->bundle.hotlines[p->bundle.n_hotlines - 1];
  uint32_t id;
  if (!khoa_take_number32(r, fields[0], set->id, set->id, &id))
    return khoa_reader_fail(r, N_("the number isn't of the hotline set above it"));
  if (set->count == KHOA_HOTLINES_MAX)
    return khoa_reader_fail(r, N_("more than 5 numbers in a hotline set"));
  if (!khoa_hotline_number_valid(fields[1]))
    return khoa_reader_fail(r, N_("not a telephone number like +842370867113 or 113"));
  set->numbers[set->count++] = (KhoaHotline){fields[1], fields[2]};
  return true;
}

static bool take_kind(KhoaReader *r, const char *field, KhoaKind *kind) {
  if (!khoa_kind_from_word(field, kind) || *kind == KHOA_KIND_SPECIMEN)
    return khoa_reader_fail(r, N_("a batch is of keychain or lock-tag"));
  return true;
}

static bool read_batch(KhoaReader *r, char **fields) {
  KhoaBundleParser *p = r->into;
  KhoaBatch *batch = &p->bundle.batches[p->bundle.n_batches];
  size_t unit, set;
  if (!set_ended_well(r) || !khoa_take_number32(r, fields[0], 1, KHOA_BATCH_MAX, &batch->number) ||
      !take_kind(r, fields[1], &batch->kind) || !find(r, &p->units, fields[2], &unit) ||
      !find(r, &p->sets, fields[3], &set) || !take_date(r, fields[4], batch->issued) ||
      !khoa_take_number32(r, fields[5], 1, KHOA_INDEX_MAX, &batch->count) ||
      !khoa_take_bytes(r, fields[6], batch->public_key, sizeof batch->public_key))
    return false;
  if (p->bundle.n_batches > 0 && batch[-1].number >= batch->number)
    return khoa_reader_fail(r, N_("batches don't stand in rising order"));
  batch->unit = &p->bundle.units[unit];
  batch->hotlines = &p->bundle.hotlines[set];
  p->bundle.n_batches++;
  return true;
}

static bool nibbles_valid(const uint8_t *nibbles, uint32_t count) {
  for (uint32_t i = 0; i < count / 2; i++)
    if ((nibbles[i] & 15) >= KHOA_STATUS_COUNT || nibbles[i] >> 4 >= KHOA_STATUS_COUNT)
      return false;
  return count % 2 == 0 || nibbles[count / 2] < KHOA_STATUS_COUNT;
}

static bool read_status(KhoaReader *r, char **fields) {
  KhoaBundleParser *p = r->into;
  KhoaBatch *batch = &p->bundle.batches[p->bundle.n_batches - 1];
  size_t size = (batch->count + 1) / 2;
  uint32_t number;
  if (!khoa_take_number32(r, fields[0], batch->number, batch->number, &number))
    return khoa_reader_fail(r, N_("the status isn't of the batch above it"));
  if (!khoa_take_bytes(r, fields[1], p->status, size))
    return false;
  if (!nibbles_valid(p->status, batch->count))
    return khoa_reader_fail(r, N_("an unknown status"));
  batch->status = p->status;
  p->status += size;
  return true;
}

static bool read_end(KhoaReader *r, char **fields) {
  KhoaBundleParser *p = r->into;
  (void)fields;
  if (!set_ended_well(r))
    return false;
  KhoaIndex *indexes[] = {&p->prefixes, &p->units, &p->sets};
  for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++) {
    size_t line = khoa_index_repeated(indexes[i]);
    if (line != 0) {
      r->line = line;
      return khoa_reader_fail(r, N_("an address, unit or hotline set is repeated"));
    }
  }
  return true;
}

#define AFTER(kind) (1u << KHOA_RECORD_##kind)

static const KhoaRecord table[KHOA_RECORD_COUNT] = {
    [KHOA_RECORD_START] = {.keyword = ""},
    [KHOA_RECORD_VERSION] = {"khoa-bundle", 1, false, AFTER(START), khoa_read_version},
    [KHOA_RECORD_SEQUENCE] = {"sequence", 1, false, AFTER(VERSION), read_sequence},
    [KHOA_RECORD_CREATED] = {"created", 1, false, AFTER(SEQUENCE), read_created},
    [KHOA_RECORD_STALE_AFTER] = {"stale-after", 1, false, AFTER(CREATED), read_stale_after},
    [KHOA_RECORD_AUTHORITY] = {"authority", 1, false, AFTER(STALE_AFTER), read_authority},
    [KHOA_RECORD_SUCCESSION] = {"succession", 4, false, AFTER(AUTHORITY) | AFTER(SUCCESSION),
                                read_succession},
    [KHOA_RECORD_PRIVACY] = {"privacy", 1, false, AFTER(AUTHORITY) | AFTER(SUCCESSION),
                             read_privacy},
    [KHOA_RECORD_PREFIX] = {"prefix", 1, false, AFTER(PRIVACY) | AFTER(PREFIX), read_prefix},
    [KHOA_RECORD_UNIT] = {"unit", 2, true, AFTER(PRIVACY) | AFTER(PREFIX) | AFTER(UNIT), read_unit},
    [KHOA_RECORD_HOTLINES] = {"hotlines", 3, false, AFTER(UNIT) | AFTER(NUMBER), read_hotlines},
    [KHOA_RECORD_NUMBER] = {"number", 3, true, AFTER(HOTLINES) | AFTER(NUMBER), read_number},
    [KHOA_RECORD_BATCH] = {"batch", 7, false, AFTER(NUMBER) | AFTER(BATCH) | AFTER(STATUS),
                           read_batch},
    [KHOA_RECORD_STATUS] = {"status", 2, false, AFTER(BATCH), read_status},
    [KHOA_RECORD_END] = {"end", 0, false,
                         AFTER(PRIVACY) | AFTER(PREFIX) | AFTER(UNIT) | AFTER(NUMBER) |
                             AFTER(BATCH) | AFTER(STATUS),
                         read_end},
};

const KhoaRecords khoa_bundle_records = {table, KHOA_RECORD_COUNT};

#include "bundle_records.h"

#include <string.h>

#include "base64.h"
#include "bundle_line.h"
#include "date.h"
#include "decimal.h"

bool khoa_bundle_fail(KhoaBundleParser *p, const char *what) {
  p->fault = (KhoaBundleFault){what, p->line};
  return false;
}

/* Plain digits without leading zeros, so that each number has one spelling. */
static bool take_number(KhoaBundleParser *p, const char *field, uint64_t least, uint64_t greatest,
                        uint64_t *value) {
  bool plain = khoa_decimal_get(value, field, strlen(field)) && (*field != '0' || !field[1]);
  if (!plain || *value < least || *value > greatest)
    return khoa_bundle_fail(p, "a number is out of range or not written plainly");
  return true;
}

static bool take_number32(KhoaBundleParser *p, const char *field, uint32_t least, uint32_t greatest,
                          uint32_t *value) {
  uint64_t wide;
  if (!take_number(p, field, least, greatest, &wide))
    return false;
  *value = (uint32_t)wide;
  return true;
}

static bool take_bytes(KhoaBundleParser *p, const char *field, uint8_t *bytes, size_t size) {
  return khoa_base64_decode(bytes, size, field, strlen(field)) ||
         khoa_bundle_fail(p, "base64 is damaged or of a wrong length");
}

static bool take_date(KhoaBundleParser *p, const char *field, char date[KHOA_DATE_SIZE]) {
  if (!khoa_date_valid(field))
    return khoa_bundle_fail(p, "not a real date like 2026-11-23");
  memcpy(date, field, KHOA_DATE_SIZE);
  return true;
}

static bool take_authority(KhoaBundleParser *p, const char *field, KhoaAuthority *authority) {
  return khoa_authority_parse(authority, field, strlen(field)) == KHOA_MINISIGN_OK ||
         khoa_bundle_fail(p, "not a public key of minisign");
}

static bool find(KhoaBundleParser *p, KhoaIndex *index, const char *key, size_t *place) {
  return khoa_index_find(index, key, place) ||
         khoa_bundle_fail(p, "no such unit or hotline set in this file");
}

static bool read_version(KhoaBundleParser *p, char **fields) {
  return strcmp(fields[0], "1") == 0 || khoa_bundle_fail(p, "unsupported version");
}

static bool read_sequence(KhoaBundleParser *p, char **fields) {
  return take_number(p, fields[0], 1, UINT64_MAX, &p->bundle.sequence);
}

static bool read_created(KhoaBundleParser *p, char **fields) {
  return khoa_time_parse(&p->bundle.created, fields[0]) ||
         khoa_bundle_fail(p, "not a real time like 2026-11-23T08:00:00Z");
}

static bool read_stale_after(KhoaBundleParser *p, char **fields) {
  return take_number32(p, fields[0], 1, UINT32_MAX, &p->bundle.stale_after);
}

static bool read_authority(KhoaBundleParser *p, char **fields) {
  return take_authority(p, fields[0], &p->bundle.authority);
}

static bool read_succession(KhoaBundleParser *p, char **fields) {
  KhoaSuccession *this = &p->bundle.successions[p->bundle.n_successions];
  uint8_t message[KHOA_SUCCESSION_MESSAGE_SIZE];
  if (!take_authority(p, fields[0], &this->from) || !take_authority(p, fields[1], &this->to) ||
      !take_date(p, fields[2], this->date) ||
      !take_bytes(p, fields[3], this->signature, sizeof this->signature))
    return false;
  if (p->bundle.n_successions > 0 && !khoa_authority_equal(&this[-1].to, &this->from))
    return khoa_bundle_fail(p, "the succession doesn't go on from the one before it");
  if (p->bundle.n_successions > 0 && strcmp(this[-1].date, this->date) > 0)
    return khoa_bundle_fail(p, "the succession is older than the one before it");
  khoa_succession_message(message, &this->from, &this->to, this->date);
  if (!khoa_authority_endorsed(&this->from, this->signature, message, sizeof message))
    return khoa_bundle_fail(p, "the old key didn't sign this succession");
  p->bundle.n_successions++;
  return true;
}

/* Stands right after the successions, whose end it checks. */
static bool read_privacy(KhoaBundleParser *p, char **fields) {
  const KhoaBundle *bundle = &p->bundle;
  size_t n = bundle->n_successions;
  if (n > 0 && !khoa_authority_equal(&bundle->successions[n - 1].to, &bundle->authority))
    return khoa_bundle_fail(p, "the successions don't end in the authority");
  return take_bytes(p, fields[0], p->bundle.privacy, sizeof bundle->privacy);
}

static bool read_prefix(KhoaBundleParser *p, char **fields) {
  if (!khoa_prefix_valid(fields[0]))
    return khoa_bundle_fail(p, "not an address like https://host.example/#");
  p->bundle.prefixes[p->bundle.n_prefixes++] = fields[0];
  khoa_index_add(&p->prefixes, fields[0], p->line);
  return true;
}

static bool read_unit(KhoaBundleParser *p, char **fields) {
  p->bundle.units[p->bundle.n_units++] = (KhoaUnit){fields[0], fields[1]};
  khoa_index_add(&p->units, fields[0], p->line);
  return true;
}

static bool read_hotlines(KhoaBundleParser *p, char **fields) {
  KhoaHotlineSet *set = &p->bundle.hotlines[p->bundle.n_hotlines];
  size_t unit;
  if (!take_number32(p, fields[0], 1, UINT32_MAX, &set->id) ||
      !find(p, &p->units, fields[1], &unit) || !take_date(p, fields[2], set->since))
    return false;
  set->unit = &p->bundle.units[unit];
  p->bundle.n_hotlines++;
  khoa_index_add(&p->sets, fields[0], p->line);
  return true;
}

static bool read_number(KhoaBundleParser *p, char **fields) {
  KhoaHotlineSet *set = &p->bundle.hotlines[p->bundle.n_hotlines - 1];
  uint32_t id;
  if (!take_number32(p, fields[0], set->id, set->id, &id))
    return khoa_bundle_fail(p, "the number isn't of the hotline set above it");
  if (set->count == KHOA_HOTLINES_MAX)
    return khoa_bundle_fail(p, "more than 5 numbers in a hotline set");
  if (!khoa_hotline_number_valid(fields[1]))
    return khoa_bundle_fail(p, "not a telephone number like +842370867113 or 113");
  set->numbers[set->count++] = (KhoaHotline){fields[1], fields[2]};
  return true;
}

static bool take_kind(KhoaBundleParser *p, const char *field, KhoaKind *kind) {
  if (!khoa_kind_from_word(field, kind) || *kind == KHOA_KIND_SPECIMEN)
    return khoa_bundle_fail(p, "a batch is of keychain or lock-tag");
  return true;
}

static bool read_batch(KhoaBundleParser *p, char **fields) {
  KhoaBatch *batch = &p->bundle.batches[p->bundle.n_batches];
  size_t unit, set;
  if (!take_number32(p, fields[0], 1, KHOA_BATCH_MAX, &batch->number) ||
      !take_kind(p, fields[1], &batch->kind) || !find(p, &p->units, fields[2], &unit) ||
      !find(p, &p->sets, fields[3], &set) || !take_date(p, fields[4], batch->issued) ||
      !take_number32(p, fields[5], 1, KHOA_INDEX_MAX, &batch->count) ||
      !take_bytes(p, fields[6], batch->public_key, sizeof batch->public_key))
    return false;
  if (p->bundle.n_batches > 0 && batch[-1].number >= batch->number)
    return khoa_bundle_fail(p, "batches don't stand in rising order");
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

static bool read_status(KhoaBundleParser *p, char **fields) {
  KhoaBatch *batch = &p->bundle.batches[p->bundle.n_batches - 1];
  size_t size = (batch->count + 1) / 2;
  uint32_t number;
  if (!take_number32(p, fields[0], batch->number, batch->number, &number))
    return khoa_bundle_fail(p, "the status isn't of the batch above it");
  if (!take_bytes(p, fields[1], p->status, size))
    return false;
  if (!nibbles_valid(p->status, batch->count))
    return khoa_bundle_fail(p, "an unknown status");
  batch->status = p->status;
  p->status += size;
  return true;
}

static bool read_end(KhoaBundleParser *p, char **fields) {
  (void)fields;
  KhoaIndex *indexes[] = {&p->prefixes, &p->units, &p->sets};
  for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++) {
    size_t line = khoa_index_repeated(indexes[i]);
    if (line != 0) {
      p->line = line;
      return khoa_bundle_fail(p, "an address, unit or hotline set is repeated");
    }
  }
  return true;
}

#define AFTER(kind) (1u << KHOA_RECORD_##kind)

const KhoaRecord khoa_records[KHOA_RECORD_COUNT] = {
    [KHOA_RECORD_START] = {.keyword = ""},
    [KHOA_RECORD_VERSION] = {"khoa-bundle", 1, false, AFTER(START), read_version},
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

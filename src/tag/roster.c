#include "roster.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "bundle_index.h"
#include "code.h"
#include "records.h"
#include "tag/mark.h"

enum {
  START, /* stands before the first line */
  VERSION,
  UNIT,
  VILLAGE,
  HOUSEHOLD,
  TAG,
  END,
  KINDS,
};

struct KhoaRosterStore {
  char *text; /* NULL where it is the caller's */
  size_t size;
  KhoaRosterTag *tags;
  size_t *owners;          /* of each tag, the household's place */
  KhoaIndexEntry *entries; /* of all three */
  KhoaIndex villages, numbers, codes;
};

typedef struct Parser {
  KhoaRoster *roster;
  const char *village;
} Parser;

static bool read_unit(KhoaReader *r, char **fields) {
  Parser *p = r->into;
  p->roster->unit = fields[0];
  return true;
}

static bool read_village(KhoaReader *r, char **fields) {
  Parser *p = r->into;
  p->village = fields[0];
  khoa_index_add(&p->roster->store->villages, fields[0], r->line);
  return true;
}

static bool read_household(KhoaReader *r, char **fields) {
  Parser *p = r->into;
  KhoaRosterHousehold *this = &p->roster->households[p->roster->n_households];
  *this = (KhoaRosterHousehold){.village = p->village, .head = fields[1]};
  if (!khoa_take_number(r, fields[0], 1, INT64_MAX, &this->number))
    return false;
  this->tags = p->roster->store->tags + p->roster->store->codes.count;
  khoa_index_add(&p->roster->store->numbers, fields[0], r->line);
  p->roster->n_households++;
  return true;
}

static bool read_tag(KhoaReader *r, char **fields) {
  Parser *p = r->into;
  struct KhoaRosterStore *store = p->roster->store;
  size_t place = store->codes.count, household = p->roster->n_households - 1;
  KhoaRosterTag *tag = &store->tags[place];
  char code[KHOA_CODE_SIZE] = "";
  if (khoa_code_parse(&tag->batch, &tag->index, fields[0], strlen(fields[0])) == KHOA_CODE_OK)
    khoa_code_print(code, tag->batch, tag->index);
  if (strcmp(code, fields[0]) != 0)
    return khoa_reader_fail(r, N_("not a printed code like 0012-00345-67"));
  store->owners[place] = household;
  p->roster->households[household].n_tags++;
  khoa_index_add(&store->codes, fields[0], r->line);
  return true;
}

static bool read_end(KhoaReader *r, char **fields) {
  (void)fields;
  struct KhoaRosterStore *store = ((Parser *)r->into)->roster->store;
  KhoaIndex *indexes[] = {&store->villages, &store->numbers, &store->codes};
  for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++) {
    size_t line = khoa_index_repeated(indexes[i]);
    if (line != 0) {
      r->line = line;
      return khoa_reader_fail(r, N_("a village, household or tag is repeated"));
    }
  }
  return true;
}

#define AFTER(kind) (1u << (kind))

static const KhoaRecord table[KINDS] = {
    [START] = {.keyword = ""},
    [VERSION] = {"khoa-roster", 1, false, AFTER(START), khoa_read_version},
    [UNIT] = {"unit", 1, false, AFTER(VERSION), read_unit},
    [VILLAGE] = {"village", 1, true, AFTER(UNIT) | AFTER(HOUSEHOLD) | AFTER(TAG), read_village},
    [HOUSEHOLD] = {"household", 2, true, AFTER(VILLAGE) | AFTER(HOUSEHOLD) | AFTER(TAG),
                   read_household},
    [TAG] = {"tag", 1, false, AFTER(HOUSEHOLD) | AFTER(TAG), read_tag},
    [END] = {"end", 0, false, AFTER(UNIT) | AFTER(HOUSEHOLD) | AFTER(TAG), read_end},
};

static const KhoaRecords records = {table, KINDS};

static bool allocate(KhoaRoster *roster, const char *text, size_t length) {
  size_t counts[KHOA_RECORD_KINDS_MAX];
  khoa_records_count(&records, counts, text, length);
  size_t villages = counts[VILLAGE], households = counts[HOUSEHOLD], tags = counts[TAG];
  struct KhoaRosterStore *store = roster->store = calloc(1, sizeof *store);
  roster->households = calloc(households + 1, sizeof *roster->households);
  if (store == NULL || roster->households == NULL)
    return false;
  store->tags = calloc(tags + 1, sizeof *store->tags);
  store->owners = calloc(tags + 1, sizeof *store->owners);
  store->entries = calloc(villages + households + tags + 1, sizeof *store->entries);
  if (store->tags == NULL || store->owners == NULL || store->entries == NULL)
    return false;
  store->villages.entries = store->entries;
  store->numbers.entries = store->entries + villages;
  store->codes.entries = store->entries + villages + households;
  return true;
}

bool khoa_roster_parse(KhoaRoster *roster, char *text, size_t length, KhoaBundleFault *fault) {
  Parser p = {.roster = roster};
  KhoaReader r = {.at = text, .end = text + length, .into = &p};
  *roster = (KhoaRoster){0};
  if (length > KHOA_TEXT_MAX)
    khoa_reader_fail(&r, N_("more than 16 MiB"));
  else if (!allocate(roster, text, length))
    khoa_reader_fail(&r, N_("not enough memory"));
  else
    khoa_records_read(&records, &r);
  *fault = r.fault;
  if (fault->what != NULL)
    khoa_roster_clear(roster);
  return fault->what == NULL;
}

void khoa_roster_clear(KhoaRoster *roster) {
  struct KhoaRosterStore *store = roster->store;
  if (store != NULL) {
    if (store->text != NULL)
      sodium_memzero(store->text, store->size);
    free(store->text);
    free(store->tags);
    free(store->owners);
    free(store->entries);
    free(store);
    free(roster->households);
  }
  *roster = (KhoaRoster){0};
}

bool khoa_roster_key(uint8_t key[32], const KhoaSealedRoster *sealed, const char *passphrase,
                     size_t length) {
  return crypto_pwhash_argon2id(key, 32, passphrase, length, sealed->salt, sealed->ops,
                                (size_t)sealed->memory * 1024,
                                crypto_pwhash_argon2id_ALG_ARGON2ID13) == 0;
}

/* NULL with *fault set; the plain text has sealed->size - crypto_secretbox_MACBYTES bytes. */
static char *decrypt(const KhoaSealedRoster *sealed, const char *passphrase, size_t length,
                     KhoaBundleFault *fault) {
  uint8_t key[crypto_secretbox_KEYBYTES];
  char *text = malloc(sealed->size + 1);
  *fault = (KhoaBundleFault){N_("not enough memory"), 0};
  if (text != NULL && khoa_roster_key(key, sealed, passphrase, length)) {
    int result =
        crypto_secretbox_open_easy((uint8_t *)text, sealed->box, sealed->size, sealed->nonce, key);
    sodium_memzero(key, sizeof key);
    if (result == 0)
      return text;
    *fault = (KhoaBundleFault){N_("the passphrase is wrong, or the roster is damaged"), 0};
  }
  free(text);
  return NULL;
}

bool khoa_roster_open(KhoaRoster *roster, const KhoaSealedRoster *sealed, const char *passphrase,
                      size_t length, KhoaBundleFault *fault) {
  *roster = (KhoaRoster){0};
  char *text = decrypt(sealed, passphrase, length, fault);
  if (text == NULL)
    return false;
  size_t size = sealed->size - crypto_secretbox_MACBYTES;
  if (!khoa_roster_parse(roster, text, size, fault)) {
    sodium_memzero(text, size);
    free(text);
    return false;
  }
  roster->store->text = text;
  roster->store->size = size;
  return true;
}

const KhoaRosterHousehold *khoa_roster_find(const KhoaRoster *roster, uint32_t batch,
                                            uint32_t index) {
  char code[KHOA_CODE_SIZE];
  size_t place;
  khoa_code_print(code, batch, index);
  if (!khoa_index_find(&roster->store->codes, code, &place))
    return NULL;
  return &roster->households[roster->store->owners[place]];
}

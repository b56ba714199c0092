#include "form.h"

#include <stdlib.h>
#include <string.h>

#include "records.h"
#include "tag/mark.h"

enum {
  START, /* stands before the first line */
  VERSION,
  SEQUENCE,
  CREATED,
  AUTHORITY,
  GRADE,
  WEAKNESS,
  ROUND,
  ROSTER,
  END,
  KINDS,
};

bool khoa_round_valid(const char *text) {
  static const char *const allowed[] = {"23456789", "0123456789", "0123456789", "0123456789",
                                        "-",        "Q",          "1234"};
  for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
    if (text[i] == '\0' || strchr(allowed[i], text[i]) == NULL)
      return false;
  return text[sizeof allowed / sizeof *allowed] == '\0';
}

static bool read_sequence(KhoaReader *r, char **fields) {
  KhoaForm *form = r->into;
  return khoa_take_number(r, fields[0], 1, UINT64_MAX, &form->sequence);
}

static bool read_created(KhoaReader *r, char **fields) {
  KhoaForm *form = r->into;
  return khoa_take_time(r, fields[0], &form->created);
}

static bool read_authority(KhoaReader *r, char **fields) {
  KhoaForm *form = r->into;
  return khoa_take_authority(r, fields[0], &form->authority);
}

/* What stands behind the grades finds out whether they are all there. */
static bool grades_complete(KhoaReader *r) {
  const KhoaForm *form = r->into;
  return form->grades[KHOA_GRADE_MAX - 1] != NULL ||
         khoa_reader_fail(r, N_("a grade is missing before this line"));
}

static bool read_grade(KhoaReader *r, char **fields) {
  KhoaForm *form = r->into;
  uint32_t next = 1, number;
  while (next <= KHOA_GRADE_MAX && form->grades[next - 1] != NULL)
    next++;
  if (next > KHOA_GRADE_MAX || !khoa_take_number32(r, fields[0], next, next, &number))
    return khoa_reader_fail(r, N_("grades are 1 to 4, in this order"));
  form->grades[number - 1] = fields[1];
  return true;
}

static bool read_weakness(KhoaReader *r, char **fields) {
  KhoaForm *form = r->into;
  KhoaWeakness *this = &form->weaknesses[form->n_weaknesses];
  if (!grades_complete(r) || !khoa_take_number32(r, fields[0], 1, KHOA_WEAKNESS_MAX, &this->number))
    return false;
  if (form->n_weaknesses > 0 && this[-1].number >= this->number)
    return khoa_reader_fail(r, N_("weaknesses don't stand in rising order"));
  this->name = fields[1];
  form->n_weaknesses++;
  return true;
}

static bool read_round(KhoaReader *r, char **fields) {
  KhoaForm *form = r->into;
  KhoaRound *this = &form->rounds[form->n_rounds];
  if (!grades_complete(r))
    return false;
  if (!khoa_round_valid(fields[1]))
    return khoa_reader_fail(r, N_("not a quarter like 2026-Q4"));
  *this = (KhoaRound){fields[0], fields[1]};
  int order = form->n_rounds > 0 ? strcmp(this[-1].unit, this->unit) : -1;
  if (order > 0 || (order == 0 && strcmp(this[-1].name, this->name) >= 0))
    return khoa_reader_fail(r, N_("rounds don't stand in rising order"));
  form->n_rounds++;
  return true;
}

/* Into the room behind our copy of the text. */
static bool read_box(KhoaReader *r, KhoaSealedRoster *roster, const char *base64) {
  size_t length = strlen(base64), size = length / 4 * 3;
  for (size_t i = length; i > 0 && base64[i - 1] == '='; i--)
    size--;
  roster->box = (uint8_t *)r->end;
  roster->size = size;
  return khoa_take_bytes(r, base64, roster->box, size);
}

static bool read_roster(KhoaReader *r, char **fields) {
  KhoaForm *form = r->into;
  KhoaSealedRoster *roster = &form->roster;
  form->has_roster = true;
  return grades_complete(r) &&
         khoa_take_number32(r, fields[0], 1, KHOA_ROSTER_OPS_MAX, &roster->ops) &&
         khoa_take_number32(r, fields[1], KHOA_ROSTER_MEMORY_MIN, KHOA_ROSTER_MEMORY_MAX,
                            &roster->memory) &&
         khoa_take_bytes(r, fields[2], roster->salt, sizeof roster->salt) &&
         khoa_take_bytes(r, fields[3], roster->nonce, sizeof roster->nonce) &&
         read_box(r, roster, fields[4]);
}

static bool read_end(KhoaReader *r, char **fields) {
  (void)fields;
  return grades_complete(r);
}

#define AFTER(kind) (1u << (kind))

static const KhoaRecord table[KINDS] = {
    [START] = {.keyword = ""},
    [VERSION] = {"khoa-form", 1, false, AFTER(START), khoa_read_version},
    [SEQUENCE] = {"sequence", 1, false, AFTER(VERSION), read_sequence},
    [CREATED] = {"created", 1, false, AFTER(SEQUENCE), read_created},
    [AUTHORITY] = {"authority", 1, false, AFTER(CREATED), read_authority},
    [GRADE] = {"grade", 2, true, AFTER(AUTHORITY) | AFTER(GRADE), read_grade},
    [WEAKNESS] = {"weakness", 2, true, AFTER(GRADE) | AFTER(WEAKNESS), read_weakness},
    [ROUND] = {"round", 2, false, AFTER(GRADE) | AFTER(WEAKNESS) | AFTER(ROUND), read_round},
    [ROSTER] = {"roster", 5, false, AFTER(GRADE) | AFTER(WEAKNESS) | AFTER(ROUND), read_roster},
    [END] = {"end", 0, false, AFTER(GRADE) | AFTER(WEAKNESS) | AFTER(ROUND) | AFTER(ROSTER),
             read_end},
};

static const KhoaRecords records = {table, KINDS};

/* Room for all records, and our copy of the text with the roster's box behind it. */
static bool allocate(KhoaForm *form, KhoaReader *r, const char *text, size_t length) {
  size_t counts[KHOA_RECORD_KINDS_MAX];
  khoa_records_count(&records, counts, text, length);
  r->at = form->storage = malloc(2 * length + 1);
  if (r->at == NULL)
    return false;
  form->weaknesses = calloc(counts[WEAKNESS] + 1, sizeof *form->weaknesses);
  form->rounds = calloc(counts[ROUND] + 1, sizeof *form->rounds);
  if (form->weaknesses == NULL || form->rounds == NULL)
    return false;
  memcpy(r->at, text, length);
  r->end = r->at + length;
  return true;
}

bool khoa_form_parse(KhoaForm *form, const char *text, size_t length, KhoaBundleFault *fault) {
  KhoaReader r = {.into = form};
  *form = (KhoaForm){0};
  if (length > KHOA_TEXT_MAX)
    khoa_reader_fail(&r, N_("more than 16 MiB"));
  else if (!allocate(form, &r, text, length))
    khoa_reader_fail(&r, N_("not enough memory"));
  else
    khoa_records_read(&records, &r);
  *fault = r.fault;
  if (fault->what != NULL)
    khoa_form_clear(form);
  return fault->what == NULL;
}

void khoa_form_clear(KhoaForm *form) {
  if (form->storage != NULL) {
    free(form->weaknesses);
    free(form->rounds);
    free(form->storage);
  }
  *form = (KhoaForm){0};
}

/* The survey form: what a surveyor's phone may ask, and with a roster whom it will meet
 * (docs/FORMAT.md). Text <-> struct, strict both ways, like the bundle that it is made with. The
 * signature beside it is minisign.h's business. */
#ifndef KHOA_TAG_FORM_H
#define KHOA_TAG_FORM_H

#include "bundle.h"
#include "roster.h"

#define KHOA_FORM_VERSION 1
#define KHOA_GRADE_MAX 4 /* 1 worst, 4 best */
#define KHOA_WEAKNESS_MAX 99

typedef struct KhoaWeakness {
  uint32_t number; /* 1 to KHOA_WEAKNESS_MAX */
  const char *name;
} KhoaWeakness;

typedef struct KhoaRound {
  const char *unit; /* its code */
  const char *name; /* "2026-Q4" */
} KhoaRound;

typedef struct KhoaForm {
  uint64_t sequence; /* the bundle's */
  int64_t created;   /* UTC seconds since 1970 */
  KhoaAuthority authority;
  const char *grades[KHOA_GRADE_MAX]; /* what each grade means */
  KhoaWeakness *weaknesses;           /* in rising order of number */
  size_t n_weaknesses;
  KhoaRound *rounds; /* that are open, in rising order of unit, then name, byte by byte */
  size_t n_rounds;
  bool has_roster;
  KhoaSealedRoster roster;
  void *storage; /* what khoa_form_parse() allocated; NULL in a struct that the caller filled */
} KhoaForm;

/* Whether that is a round's name: a year from 2000 and a quarter, "2026-Q4". */
bool khoa_round_valid(const char *name);

/* Strict: each form has exactly one spelling, the one that khoa_form_print() writes. At most
 * 16 MiB. False with *fault set and *form zeroed on any fault. The text may go away afterwards.
 * Free with khoa_form_clear(). */
bool khoa_form_parse(KhoaForm *form, const char *text, size_t length, KhoaBundleFault *fault);
void khoa_form_clear(KhoaForm *form);

/* Writes the text that khoa_form_parse() takes; malloc()ed, NUL-terminated, the caller's to free().
 * NULL with *fault set if the struct breaks a rule of the format or memory is short; the fault's
 * line is then of the text that would have been written. */
char *khoa_form_print(const KhoaForm *form, size_t *length, KhoaBundleFault *fault);

#endif

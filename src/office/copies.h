/* Copied tags: what a survey's sightings of one round say against each other and against the
 * registry. A copy of a genuine code scans as well as the original, so nobody sees it at a gate;
 * only that a tag was seen where it can't be gives it away.
 *
 * Positions come rounded to about 100 m, so two of one door may lie 150 m apart, and a phone among
 * houses errs by as much again. Hence two sightings are two places from 500 m on, and a tag is far
 * from its village beyond 2 km, or 5 times as far as that village's tags commonly are from their
 * middle, if that is more. The middle is the median of latitudes and of longitudes over at least 5
 * tags, each counted once: so neither copies nor wrong positions move it much. */
#ifndef KHOA_OFFICE_COPIES_H
#define KHOA_OFFICE_COPIES_H

#include "office.h"
#include "reg/seen.h"
#include "tag_past.h"

#define KHOA_PLACES_APART 500 /* m */
#define KHOA_FAR_MIN 2000     /* m */
#define KHOA_FAR_FACTOR 5
#define KHOA_VILLAGE_TAGS_MIN 5

typedef enum KhoaCopyKind {
  KHOA_COPY_FORGED,     /* one that the phone called forged */
  KHOA_COPY_ALTERED,    /* a genuine code behind a foreign address */
  KHOA_COPY_ENDED,      /* was reported lost, replaced, spoiled or revoked before it was seen */
  KHOA_COPY_HOUSEHOLDS, /* seen at two households */
  KHOA_COPY_PLACES,     /* seen at two places, or in two villages */
  KHOA_COPY_ELSEWHERE,  /* seen at another household, village or commune than its own */
  KHOA_COPY_FAR,        /* seen far from its village */
} KhoaCopyKind;

/* "forged", "households", ... */
const char *khoa_copy_word(KhoaCopyKind kind);

typedef struct KhoaCopy {
  KhoaCopyKind kind;
  char *what;                   /* "seen 3.2 km apart"; names nobody */
  const KhoaSeen *first, *last; /* last: NULL where one sighting tells all */
} KhoaCopy;

typedef struct KhoaCopies {
  KhoaSeenList *list; /* that they point into */
  GArray *found;      /* KhoaCopy elements, by tag */
} KhoaCopies;
void khoa_copies_free(KhoaCopies *copies);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaCopies, khoa_copies_free)

/* Of a round (rounds.h), by what is known now. unit: what concerns it, by a sighting there or as
 * the tag's own; sightings in all units are held against each other. NULL: everything. */
KhoaCopies *khoa_copies_find(KhoaOffice *office, const char *round, const char *unit,
                             GError **error);
/* The same by what was seen before a time, and of tags as they stood then. */
KhoaCopies *khoa_copies_find_past(KhoaOffice *office, const char *round, const char *unit,
                                  const KhoaTagPast *past, gint64 before, GError **error);

#endif

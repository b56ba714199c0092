/* The figures of reports (articles 13 to 15): what each counts, and what it is called. A figure is
 * a sum over rows, each of one unit: so units add up to the office, and report_rows.h can list what
 * is behind it. */
#ifndef KHOA_OFFICE_FIGURE_H
#define KHOA_OFFICE_FIGURE_H

#include "tag/payload.h"

#include <glib.h>

/* Of all tags, of keychains, of lock tags: the first one + KhoaKind is that kind's. */
#define KHOA_OF_TAGS(name)                                                                         \
  KHOA_FIGURE_TAGS_##name, KHOA_FIGURE_KEYCHAINS_##name, KHOA_FIGURE_LOCK_TAGS_##name
/* Of the survey's round, and of the one before it: the first one + 1. */
#define KHOA_OF_ROUNDS(name) KHOA_FIGURE_##name, KHOA_FIGURE_##name##_BEFORE

typedef enum KhoaFigure {
  KHOA_OF_TAGS(WANTED), /* KHOA_FIGURE_TAGS_WANTED, KHOA_FIGURE_KEYCHAINS_WANTED, ... */
  KHOA_OF_TAGS(COVERED),
  KHOA_OF_TAGS(DUE),
  KHOA_OF_TAGS(QUEUED),
  KHOA_OF_TAGS(ISSUED),
  KHOA_OF_TAGS(WAITING),
  KHOA_OF_TAGS(HANDED_OVER),
  KHOA_OF_TAGS(IN_USE),
  KHOA_OF_TAGS(OUTDATED),
  KHOA_OF_TAGS(LOST),
  KHOA_OF_TAGS(FOUND),
  KHOA_OF_TAGS(REPLACED),
  KHOA_OF_TAGS(SPOILED),
  KHOA_OF_TAGS(REVOKED),

  KHOA_OF_ROUNDS(HOUSEHOLDS), /* KHOA_FIGURE_HOUSEHOLDS, KHOA_FIGURE_HOUSEHOLDS_BEFORE */
  KHOA_OF_ROUNDS(SURVEYED),
  KHOA_OF_ROUNDS(REFUSED),
  KHOA_OF_ROUNDS(NOBODY_HOME),
  KHOA_OF_ROUNDS(UNSEEN),
  KHOA_OF_ROUNDS(LOCKS),
  KHOA_OF_ROUNDS(LOCKS_SEEN),
  KHOA_OF_ROUNDS(GRADE_1),
  KHOA_OF_ROUNDS(GRADE_2),
  KHOA_OF_ROUNDS(GRADE_3),
  KHOA_OF_ROUNDS(GRADE_4),

  KHOA_FIGURE_COPIES,
  KHOA_FIGURE_COPIES_FORGED, /* in the order of KhoaCopyKind */
  KHOA_FIGURE_COPIES_ALTERED,
  KHOA_FIGURE_COPIES_ENDED,
  KHOA_FIGURE_COPIES_HOUSEHOLDS,
  KHOA_FIGURE_COPIES_PLACES,
  KHOA_FIGURE_COPIES_ELSEWHERE,
  KHOA_FIGURE_COPIES_FAR,

  KHOA_FIGURE_PATROLS,
  KHOA_FIGURE_PATROLS_COMPLETE,
  KHOA_FIGURE_PATROLS_DUE,
  KHOA_FIGURE_PATROLS_FULFILLED,
  KHOA_FIGURE_PATROLS_MISSING,
  KHOA_FIGURE_WEEKS_SHORT,
  KHOA_FIGURE_PEOPLE_REACHED,

  KHOA_FIGURE_COST,
  KHOA_FIGURE_COST_BUDGET, /* in the order of khoa_funds[] */
  KHOA_FIGURE_COST_DEFENCE_SECURITY,
  KHOA_FIGURE_COST_DONATION,
  KHOA_FIGURE_COST_UNSTATED,
  KHOA_FIGURE_FUNDED_BUDGET, /* tags, likewise */
  KHOA_FIGURE_FUNDED_DEFENCE_SECURITY,
  KHOA_FIGURE_FUNDED_DONATION,
  KHOA_FIGURE_FUNDED_UNSTATED,
  KHOA_FIGURE_BATCHES,
  KHOA_FIGURE_BATCHES_UNPRICED,

  KHOA_FIGURE_NAMED,                              /* how many have a name of their own */
  KHOA_FIGURE_WEAKNESS = KHOA_FIGURE_NAMED - 1,   /* + 1 to 99: of the weakness of that id */
  KHOA_FIGURE_COUNT = KHOA_FIGURE_WEAKNESS + 100, /* of all */
} KhoaFigure;

typedef enum KhoaSection {
  KHOA_SECTION_TAGS,
  KHOA_SECTION_SURVEY,
  KHOA_SECTION_WEAKNESSES,
  KHOA_SECTION_COPIES,
  KHOA_SECTION_PATROLS,
  KHOA_SECTION_COSTS,
  KHOA_SECTION_COUNT
} KhoaSection;
/* "tags", and as an official document calls it. */
const char *khoa_section_word(KhoaSection section);
const char *khoa_section_title(KhoaSection section);

typedef enum KhoaWhen {
  KHOA_AT_END, /* how things stand when the period ends */
  KHOA_WITHIN, /* what happened in it, from its first day to its last */
  KHOA_IN_ROUND,
  KHOA_IN_ROUND_BEFORE,
} KhoaWhen;
/* "at the end", "within", "round", "round before". */
const char *khoa_when_word(KhoaWhen when);

typedef struct KhoaFigureInfo {
  const char *name; /* "lock-tags.due": for commands, CSV, JSON */
  KhoaSection section;
  KhoaWhen when;
  KhoaKind kind;           /* of the tags that it counts; 0: both, or no tags */
  gboolean dong;           /* else a plain count */
  const char *label;       /* English, for people at the terminal; the same for both kinds */
  const char *title;       /* Vietnamese, as official documents print it, whatever the locale */
  const char *description; /* one sentence: exactly what is counted */
} KhoaFigureInfo;
/* A weakness's: name "weakness.3"; label and title are empty, since the office's list says what it
 * is called (KhoaReport.weaknesses). */
const KhoaFigureInfo *khoa_figure_info(KhoaFigure figure);
/* FALSE: none is called that; the error names them. */
gboolean khoa_figure_find(KhoaFigure *figure, const char *name, GError **error);

/* Shares that are derived from two figures, in per mille. */
typedef enum KhoaRatio {
  KHOA_RATIO_TAGS,          /* households' tags that they have / should have */
  KHOA_RATIO_SURVEY,        /* households surveyed / households */
  KHOA_RATIO_SURVEY_BEFORE, /* the same of the round before */
  KHOA_RATIO_PATROLS,       /* patrols that fulfil the duty / duty */
  KHOA_RATIO_COUNT
} KhoaRatio;
typedef struct KhoaRatioInfo {
  const char *name; /* "ratio.tags" */
  KhoaFigure part, whole;
  const char *label, *title;
} KhoaRatioInfo;
const KhoaRatioInfo *khoa_ratio_info(KhoaRatio ratio);

/* Article 14's: "budget", "defence-security", "donation", and "" where none was stated. */
#define KHOA_FUNDS 4
extern const char *const khoa_funds[KHOA_FUNDS];
/* As official documents print it. */
const char *khoa_fund_title(gsize fund);

#endif

/* The tally that reports are made of: each mark adds an amount to one figure of one unit, and names
 * the row that it comes from. A report sums marks up, an explanation lists them: so both tell the
 * same. Rows are named by number and day, never by person. */
#ifndef KHOA_OFFICE_TALLY_H
#define KHOA_OFFICE_TALLY_H

#include "report.h"
#include "tag_past.h"

typedef struct KhoaMark {
  KhoaFigure figure;
  guint unit; /* its place in KhoaTally.units */
  gint64 amount;
  /* The row; 0 and NULL where it doesn't apply. */
  gint64 batch, index; /* a tag, or with index 0 a batch */
  gint64 household, patrol;
  const char *week, *day, *time;
  gint64 moment;    /* UTC seconds, when there is no day */
  const char *what; /* more about it, such as a copy's kind */
} KhoaMark;
typedef void (*KhoaMarkVisit)(const KhoaMark *mark, gpointer data);

/* A quarter's survey, in all units. */
typedef struct KhoaTallyRound {
  char *name;
  gint64 begin, end; /* of the quarter, UTC seconds */
} KhoaTallyRound;

/* What is looked at. */
typedef struct KhoaTally {
  KhoaOffice *office;
  const KhoaPeriod *period;
  const char *only; /* this unit's marks alone; NULL: all */
  KhoaMarkVisit visit;
  gpointer data;

  char first[KHOA_DATE_SIZE], until[KHOA_DATE_SIZE]; /* the days that are counted, both of it */
  gboolean over;                                     /* the period is, and its last week */
  gint64 begin, end;             /* the same as UTC seconds: from begin on, before end */
  gint64 begin_entry, end_entry; /* the log's last entries before these */
  GArray *rounds;                /* KhoaTallyRound elements, oldest first, up to the period's */
  const KhoaTallyRound *round;   /* the newest whose quarter reaches into the period; NULL: none */
  const KhoaTallyRound *round_before; /* likewise */
  gint64 before_entry;                /* the log's last one in its quarter */
  GPtrArray *units;    /* KhoaUnitRecord *, by code: those that there were at the end */
  GHashTable *by_code; /* code -> place + 1 */
  KhoaTagPast *tags;
} KhoaTally;

/* Fills in what is looked at. Refused: a unit that there isn't, a period that has not begun. */
gboolean khoa_tally_init(KhoaTally *tally, KhoaOffice *office, const KhoaReportOrder *order,
                         GError **error);
void khoa_tally_clear(KhoaTally *tally);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaTally, khoa_tally_clear)
/* Visits all marks, in an order that is always the same. */
gboolean khoa_tally_walk(KhoaTally *tally, KhoaMarkVisit visit, gpointer data, GError **error);

/* For the files that find marks: the unit's place, -1 if it isn't looked at; and one more mark. */
gint khoa_tally_unit(const KhoaTally *tally, const char *code);
void khoa_tally_add(const KhoaTally *tally, KhoaFigure figure, const char *unit, gint64 amount,
                    const KhoaMark *row);

/* The parts of the walk. Tags and surveys as `tags` stands. */
gboolean khoa_tally_tags(const KhoaTally *tally, GError **error);
void khoa_tally_move(const KhoaTagMove *move, gpointer tally);
gboolean khoa_tally_survey(const KhoaTally *tally, gboolean before, GError **error);
gboolean khoa_tally_copies(const KhoaTally *tally, GError **error);
gboolean khoa_tally_patrols(const KhoaTally *tally, GError **error);
gboolean khoa_tally_costs(const KhoaTally *tally, GError **error);

#endif

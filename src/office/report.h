/* Reports (article 13): an office's figures of a month, quarter, half-year, year or any period, by
 * commune and for all, and the communes ranked for commendation (article 15).
 *
 * The same registry and period give the same report, whenever it is printed. Tags' lives come from
 * the log, up to its last entry before the period's end; batches count by their day, patrols by
 * theirs, and a survey's records by their own time. So what happens later changes nothing; what is
 * entered later about the period, such as a patrol book or a phone's file that comes late, does,
 * and so does the forgetting of a household, after which a copied tag's places are gone. A period
 * that isn't over is reported up to now.
 *
 * A chair signs it: so the registry is held against its log and endorsements first (audit.h), and
 * what was changed by hand is named instead of counted. Audit and figures see one state of the
 * registry, since nobody else writes meanwhile; writers read nothing but the report.
 *
 * Nothing in a report names a person. */
#ifndef KHOA_OFFICE_REPORT_H
#define KHOA_OFFICE_REPORT_H

#include "figure.h"
#include "office.h"
#include "period.h"

typedef enum KhoaReportKind {
  KHOA_REPORT_MONTH,
  KHOA_REPORT_QUARTER,
  KHOA_REPORT_HALF,
  KHOA_REPORT_YEAR,
  KHOA_REPORT_PERIOD, /* any */
  KHOA_REPORT_KINDS
} KhoaReportKind;
/* "month", "quarter", "half", "year", "period". */
const char *khoa_report_word(KhoaReportKind kind);

typedef struct KhoaReportOrder {
  KhoaReportKind kind;
  KhoaPeriod period;
  const char *name;   /* of the period, "2026-Q4" or "2026-11-01..2026-11-15" */
  const char *unit;   /* only this one's; NULL: the office's */
  gboolean unaudited; /* somebody else holds the registry against what was signed */
} KhoaReportOrder;

/* Of one unit, or the sum of all. */
typedef struct KhoaReportUnit {
  char *code, *name; /* code: NULL for the sum; name then: the office's */
  gboolean commune;  /* no other unit is part of it: it has a committee's duties, and a rank */
  gint64 values[KHOA_FIGURE_COUNT];
  gint ratios[KHOA_RATIO_COUNT]; /* per mille, rounded down; -1: nothing to take a share of */
  gint score;         /* article 15, per mille, see khoa_report_rule(); of no commune: 0 */
  guint rank;         /* from 1; equal scores share one; 0: not ranked */
  gboolean commended; /* fulfils the rule for being proposed */
} KhoaReportUnit;

typedef struct KhoaReport {
  KhoaReportKind kind;
  KhoaPeriod period;
  char *period_name;          /* "2026-11" */
  char first[KHOA_DATE_SIZE]; /* its days, both of it */
  char last[KHOA_DATE_SIZE];
  char until[KHOA_DATE_SIZE]; /* the last day that is counted: `last`, or today if that is before */
  gboolean over;              /* the period is, and its last week */
  char *office;               /* its name */
  char *unit;                 /* that it is about; NULL: all */
  char *round, *round_before; /* "2026-Q4": the survey's; NULL: there was none */
  GPtrArray *units;           /* KhoaReportUnit *, by code; those that are no communes only if they
                                 count for something; of one unit's report that one alone */
  KhoaReportUnit sum;         /* of them all */
  GPtrArray *ranking;         /* KhoaReportUnit *, of units, the best first, equals by code */
  GArray *weaknesses;         /* KhoaReportWeakness elements, the most frequent first */
  GArray *weeks;              /* KhoaReportWeek elements, by commune and week */
} KhoaReport;

/* A commune's week that has begun, if it has the duty in it or patrolled. */
typedef struct KhoaReportWeek {
  guint unit; /* its place in KhoaReport.units */
  char week[KHOA_WEEK_SIZE];
  guint complete; /* patrols that lack nothing */
  gboolean over;
} KhoaReportWeek;

typedef struct KhoaReportWeakness {
  KhoaFigure figure; /* KHOA_FIGURE_WEAKNESS + its id: sum.values[figure] says how often */
  char *name;        /* as the office words it, Vietnamese */
} KhoaReportWeakness;

/* The period's figures. Refused: a unit that there isn't, a period that has not begun, a registry
 * that isn't as it was signed, with a line for each fault. */
KhoaReport *khoa_report_new(KhoaOffice *office, const KhoaReportOrder *order, GError **error);
void khoa_report_free(KhoaReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaReport, khoa_report_free)

/* A row behind a figure; what doesn't apply is 0 or NULL. */
typedef struct KhoaReportRow {
  const char *unit;
  gint64 amount;       /* that it adds to the figure: all of them together are the figure */
  gint64 batch, index; /* a tag, or with index 0 a batch */
  KhoaKind kind;       /* the tag's; 0: no tag of this office */
  gint64 household, patrol;
  const char *week, *day, *time; /* "2026-W47"; YYYY-MM-DD and HH:MM, in Viet Nam */
  const char *what;              /* more about it; names nobody */
} KhoaReportRow;
typedef void (*KhoaReportRowVisit)(const KhoaReportRow *row, gpointer data);
/* Each row behind a figure of the report, in an order that is always the same. */
gboolean khoa_report_explain(KhoaOffice *office, const KhoaReportOrder *order, KhoaFigure figure,
                             KhoaReportRowVisit visit, gpointer data, GError **error);

/* The order for a kind and a period as people name it (NULL: the newest one of that kind that is
 * over; KHOA_REPORT_PERIOD needs one). Refused: a period of another kind. *name: order->name's,
 * the caller's. */
gboolean khoa_report_order(KhoaReportOrder *order, const KhoaOffice *office, KhoaReportKind kind,
                           const char *period, char **name, GError **error);

/* FALSE: a cost that is 0 because no price was known when its tags were printed: a dash. */
gboolean khoa_report_knows(const KhoaReportUnit *unit, KhoaFigure figure);

/* The shares whose mean ranks communes. */
#define KHOA_RANKED_BY 3
extern const KhoaRatio khoa_ranked_by[KHOA_RANKED_BY];
/* How communes are ranked, and from when on they are proposed for commendation: a sentence or two,
 * in English and as official documents print it. */
const char *khoa_report_rule(void);
const char *khoa_report_rule_title(void);

/* A kind of file that a report is made into, by its name's end: whole, in gettext's language. */
typedef struct KhoaReportFormat {
  const char *suffix; /* ".csv" */
  GBytes *(*make)(KhoaOffice *office, const KhoaReport *report, GError **error);
  gboolean official; /* to be handed in: in Vietnamese unless another language is asked for */
} KhoaReportFormat;
/* NULL with an error that names the ones that there are. The table is in report_format.c. */
const KhoaReportFormat *khoa_report_format(const char *path, GError **error);

/* Those that there are; the office is for its folders and khoa.ini alone. */
GBytes *khoa_report_make_csv(KhoaOffice *office, const KhoaReport *report, GError **error);
GBytes *khoa_report_make_json(KhoaOffice *office, const KhoaReport *report, GError **error);
GBytes *khoa_report_make_xlsx(KhoaOffice *office, const KhoaReport *report, GError **error);

#endif

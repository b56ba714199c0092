#include "commands.h"
#include "office/coverage.h"
#include "office/household.h"
#include "office/lookup.h"
#include "office/rounds.h"
#include "office/survey_rounds.h"
#include "output.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

typedef struct Question {
  char *unit, *village;
  gboolean missing, names;
} Question;

static void question_clear(Question *question) {
  g_free(question->unit);
  g_free(question->village);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Question, question_clear)

/* The answer: for people households and locks in tables of their own, since one is wider than a
 * terminal; for programs in one. With --missing one alone is used. */
typedef struct Tables {
  KhoaListing first, locks;
  gboolean two;
} Tables;

static void tables_start(Tables *tables, gboolean json, const Question *question) {
  tables->two = !json && !question->missing;
  khoa_listing_start(
      &tables->first, json,
      tables->two          ? N_("unit village households surveyed refused nobody_home missing")
      : !question->missing ? N_("unit village households surveyed refused nobody_home missing "
                                "locks seen damaged unreadable gone misplaced grade_1 grade_2 "
                                "grade_3 grade_4")
      : question->names    ? N_("unit village household why tags reference head")
                           : N_("unit village household why tags"));
  if (tables->two)
    khoa_listing_start(&tables->locks, json,
                       N_("unit village locks seen damaged unreadable gone moved grade_1 2 3 4"));
}

static void tables_end(Tables *tables) {
  const gboolean any = tables->two && tables->locks.cells->len > tables->locks.n_columns;
  khoa_listing_end(&tables->first);
  if (any)
    putchar('\n');
  if (tables->two)
    khoa_listing_end(&tables->locks);
}

static void list_numbers(KhoaListing *listing, const gint64 *numbers, gsize count) {
  for (gsize i = 0; i < count; i++)
    khoa_listing_int(listing, numbers[i]);
}

static void list_counts(Tables *tables, const char *unit, const char *village,
                        const KhoaCounts *counts) {
  const gint64 households[] = {counts->households, counts->surveyed, counts->refused,
                               counts->nobody_home, counts->missing};
  const gint64 locks[] = {
      counts->locks,
      counts->locks_seen,
      counts->found[KHOA_FOUND_DAMAGED],
      counts->found[KHOA_FOUND_UNREADABLE],
      counts->found[KHOA_FOUND_MISSING],
      counts->found[KHOA_FOUND_WRONG_PLACE],
      counts->grades[1],
      counts->grades[2],
      counts->grades[3],
      counts->grades[4],
  };
  KhoaListing *second = tables->two ? &tables->locks : &tables->first;
  khoa_listing_text(&tables->first, unit);
  khoa_listing_text(&tables->first, village);
  list_numbers(&tables->first, households, G_N_ELEMENTS(households));
  if (tables->two) {
    khoa_listing_text(second, unit);
    khoa_listing_text(second, village);
  }
  list_numbers(second, locks, G_N_ELEMENTS(locks));
}

/* A commune's villages, and then the commune. */
static void list_coverage(Tables *tables, const char *unit, const Question *question,
                          const KhoaCoverage *coverage) {
  for (guint i = 0; i < coverage->villages->len; i++) {
    const KhoaVillage *village = &g_array_index(coverage->villages, KhoaVillage, i);
    list_counts(tables, unit, village->name, &village->counts);
  }
  if (!question->village)
    list_counts(tables, unit, NULL, &coverage->sum);
}

/* Households to walk to; the order of both lists is the same. */
typedef struct Walk {
  KhoaListing *listing;
  const GArray *still;
  guint next;
} Walk;

static char *codes_of(const KhoaHousehold *household) {
  GString *codes = g_string_new(NULL);
  for (guint i = 0; i < household->tags->len; i++) {
    const KhoaTagRecord *tag = &g_array_index(household->tags, KhoaTagRecord, i);
    g_autofree char *code = khoa_tag_code(tag);
    if (tag->kind == KHOA_KIND_LOCK_TAG &&
        (tag->status == KHOA_STATUS_PRINTED || tag->status == KHOA_STATUS_IN_USE))
      g_string_append_printf(codes, "%s%s", codes->len ? " " : "", code);
  }
  return g_string_free(codes, FALSE);
}

static gboolean list_still(const KhoaHousehold *household, gpointer data, GError **error) {
  Walk *walk = data;
  (void)error;
  const KhoaStill *still =
      walk->next < walk->still->len ? &g_array_index(walk->still, KhoaStill, walk->next) : NULL;
  if (!still || still->subject != household->subject->id)
    return TRUE;
  g_autofree char *codes = codes_of(household);
  walk->next++;
  khoa_listing_text(walk->listing, household->subject->unit);
  khoa_listing_text(walk->listing, still->village);
  khoa_listing_int(walk->listing, still->subject);
  khoa_listing_text(walk->listing, still->nobody_home ? _("nobody home") : _("not seen"));
  khoa_listing_text(walk->listing, codes);
  if (household->person) {
    khoa_listing_text(walk->listing, household->person->reference);
    khoa_listing_text(walk->listing, household->person->head);
  }
  return TRUE;
}

static gboolean list_unit(KhoaCli *cli, const KhoaRoundRecord *round, const Question *question,
                          Tables *tables, gboolean *complete, GError **error) {
  g_autoptr(KhoaCoverage) coverage =
      khoa_coverage_new(cli->office, round->unit, question->village, round->name, error);
  if (!coverage)
    return FALSE;
  *complete &= khoa_coverage_complete(coverage);
  if (coverage->strays)
    khoa_cli_tell(_("khoa: unit %s: records that are of no household of it and count for none: "
                    "%" PRId64),
                  round->unit, coverage->strays);
  if (question->village && !coverage->villages->len && question->unit) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("unit %s has no household in %s"), round->unit,
                question->village);
    return FALSE;
  }
  if (!question->missing) {
    list_coverage(tables, round->unit, question, coverage);
    return TRUE;
  }
  Walk walk = {&tables->first, coverage->still, 0};
  return khoa_household_each(cli->office, round->unit, list_still, &walk, error);
}

static void tell_state(const KhoaRoundRecord *round) {
  g_autofree char *plain = khoa_office_day(round->closed ? round->closed : round->opened);
  g_autofree char *day = khoa_day_words(plain);
  khoa_cli_tell(_("%s in unit %s: %s %s"), round->name, round->unit,
                round->closed ? _("closed on") : _("open since"), day);
}

static int list(KhoaCli *cli, const char *name, const Question *question) {
  GError *error = NULL;
  g_autoptr(GPtrArray) rounds = khoa_round_list(cli->office->db, question->unit, name, &error);
  gboolean complete = TRUE, listed = rounds != NULL;
  Tables tables;
  tables_start(&tables, cli->json, question);
  for (guint i = 0; listed && i < rounds->len; i++) {
    const KhoaRoundRecord *round = g_ptr_array_index(rounds, i);
    if (!cli->json)
      tell_state(round);
    listed = list_unit(cli, round, question, &tables, &complete, &error);
  }
  tables_end(&tables);
  return !listed ? khoa_cli_fail(error) : complete ? KHOA_EXIT_YES : KHOA_EXIT_NO;
}

int khoa_cmd_survey_status(KhoaCli *cli, int argc, char **argv) {
  g_auto(Question) question = {0};
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &question.unit, N_("Only this unit's"), N_("CODE")},
      {"village", 0, 0, G_OPTION_ARG_STRING, &question.village, N_("Only this village"),
       N_("NAME")},
      {"missing", 0, 0, G_OPTION_ARG_NONE, &question.missing, N_("Who is still to be surveyed"),
       NULL},
      {"names", 0, 0, G_OPTION_ARG_NONE, &question.names,
       N_("With --missing: reference and head of household"), NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  g_autofree char *round =
      khoa_round_name(cli->office, question.unit, argc > 1 ? argv[1] : NULL, &error);
  if (round && question.names && !question.missing)
    g_set_error(&error, KHOA_OFFICE_ERROR, 0, _("--names goes with --missing"));
  else if (round && question.names)
    khoa_cli_unlock_privacy(cli, cli->command->name, &error);
  return error ? khoa_cli_fail(error) : list(cli, round, &question);
}

#include "report_listing.h"

#include "output.h"

#include <glib/gi18n.h>
#include <stdio.h>

static const KhoaFigureInfo *info_of(int figure) {
  return khoa_figure_info((KhoaFigure)figure);
}

/* "97.5 %"; NULL: there is nothing to take a share of. The caller's. */
static char *percent(gint per_mille) {
  return per_mille < 0 ? NULL : g_strdup_printf(_("%d.%d %%"), per_mille / 10, per_mille % 10);
}

static void list_tags(const KhoaReport *report) {
  KhoaListing rows;
  khoa_listing_start(&rows, FALSE, N_("tags keychains lock_tags both"));
  for (int i = KHOA_FIGURE_TAGS_WANTED; i <= KHOA_FIGURE_TAGS_REVOKED; i += 3) {
    khoa_listing_text(&rows, khoa_word("figure", info_of(i)->label));
    khoa_listing_int(&rows, report->sum.values[i + KHOA_KIND_KEYCHAIN]);
    khoa_listing_int(&rows, report->sum.values[i + KHOA_KIND_LOCK_TAG]);
    khoa_listing_int(&rows, report->sum.values[i]);
  }
  khoa_listing_end(&rows);
}

static void list_change(KhoaListing *rows, gint64 now, gint64 before) {
  g_autofree char *change = g_strdup_printf("%+" G_GINT64_FORMAT, now - before);
  khoa_listing_text(rows, change);
}

static void list_survey(const KhoaReport *report) {
  KhoaListing rows;
  printf(report->round_before ? _("round %s; before it %s\n") : _("round %s\n"), report->round,
         report->round_before);
  khoa_listing_start(&rows, FALSE,
                     report->round_before ? N_("survey now before change") : N_("survey now"));
  for (int i = KHOA_FIGURE_HOUSEHOLDS; i <= KHOA_FIGURE_GRADE_4; i += 2) {
    const gint64 *value = &report->sum.values[i];
    khoa_listing_text(&rows, khoa_word("figure", info_of(i)->label));
    khoa_listing_int(&rows, value[0]);
    if (report->round_before)
      khoa_listing_int(&rows, value[1]);
    if (report->round_before)
      list_change(&rows, value[0], value[1]);
  }
  khoa_listing_end(&rows);
}

static void list_weaknesses(const KhoaReport *report) {
  KhoaListing rows;
  khoa_listing_start(&rows, FALSE, N_("weakness count what"));
  for (guint i = 0; i < report->weaknesses->len; i++) {
    const KhoaReportWeakness *one = &g_array_index(report->weaknesses, KhoaReportWeakness, i);
    khoa_listing_text(&rows, info_of((int)one->figure)->name);
    khoa_listing_int(&rows, report->sum.values[one->figure]);
    khoa_listing_text(&rows, one->name);
  }
  khoa_listing_end(&rows);
}

static void list_section(const KhoaReport *report, KhoaSection section) {
  static const char *const columns[KHOA_SECTION_COUNT] = {
      [KHOA_SECTION_COPIES] = N_("copies value"),
      [KHOA_SECTION_PATROLS] = N_("patrols value"),
      [KHOA_SECTION_COSTS] = N_("costs value"),
  };
  KhoaListing rows;
  khoa_listing_start(&rows, FALSE, columns[section]);
  for (int i = 0; i < KHOA_FIGURE_NAMED; i++) {
    if (info_of(i)->section != section)
      continue;
    khoa_listing_text(&rows, khoa_word("figure", info_of(i)->label));
    if (info_of(i)->dong)
      khoa_listing_dong(&rows, report->sum.values[i]);
    else
      khoa_listing_int(&rows, report->sum.values[i]);
  }
  khoa_listing_end(&rows);
}

static void list_percent(KhoaListing *rows, gint per_mille) {
  g_autofree char *text = percent(per_mille);
  khoa_listing_text(rows, text);
}

static void list_ranking(const KhoaReport *report) {
  KhoaListing rows;
  khoa_listing_start(&rows, FALSE, N_("rank unit name tags survey patrols score commended"));
  for (guint i = 0; i < report->ranking->len; i++) {
    const KhoaReportUnit *unit = g_ptr_array_index(report->ranking, i);
    khoa_listing_int(&rows, unit->rank);
    khoa_listing_text(&rows, unit->code);
    khoa_listing_text(&rows, unit->name);
    list_percent(&rows, unit->ratios[KHOA_RATIO_TAGS]);
    list_percent(&rows, unit->ratios[KHOA_RATIO_SURVEY]);
    list_percent(&rows, unit->ratios[KHOA_RATIO_PATROLS]);
    list_percent(&rows, unit->score);
    khoa_listing_bool(&rows, unit->commended);
  }
  khoa_listing_end(&rows);
}

void khoa_report_list(const KhoaReport *report) {
  const char *name = report->unit && report->units->len
                         ? ((const KhoaReportUnit *)g_ptr_array_index(report->units, 0))->name
                         : report->office;
  g_autofree char *first = khoa_day_words(report->first), *until = khoa_day_words(report->until);
  printf(_("%s, %s: %s to %s\n\n"), name, report->period_name, first, until);
  list_tags(report);
  putchar('\n');
  if (report->round) {
    list_survey(report);
    putchar('\n');
  }
  if (report->weaknesses->len) {
    list_weaknesses(report);
    putchar('\n');
  }
  for (KhoaSection section = KHOA_SECTION_COPIES; section < KHOA_SECTION_COUNT; section++) {
    list_section(report, section);
    putchar('\n');
  }
  if (!report->unit) {
    list_ranking(report);
    puts(_(khoa_report_rule()));
  }
}

#include "report_numbers.h"

#include <glib/gi18n.h>
#include <string.h>

#define NO_BREAK "\xc2\xa0"
#define MINUS "–"

static const char *const quarters[] = {"I", "II", "III", "IV"};

/* With a mark between each three digits. */
static char *group_digits(guint64 number) {
  g_autofree char *digits = g_strdup_printf("%" G_GUINT64_FORMAT, number);
  gsize n = strlen(digits);
  GString *text = g_string_new(NULL);
  for (gsize i = 0; i < n; i++) {
    if (i > 0 && (n - i) % 3 == 0)
      /* translators: in whole numbers, "12,000" */
      g_string_append(text, C_("between thousands", ","));
    g_string_append_c(text, digits[i]);
  }
  return g_string_free(text, FALSE);
}

static char *with_sign(gint64 number, const char *positive, char *(*write)(guint64)) {
  g_autofree char *digits = write((guint64)ABS(number));
  return g_strconcat(number < 0 ? MINUS : number > 0 ? positive : "", digits, NULL);
}

static char *write_share(guint64 share) {
  g_autofree char *whole = group_digits(share / 10);
  /* translators: in numbers that aren't whole, "85.3" */
  return g_strdup_printf("%s%s%u", whole, C_("decimal", "."), (unsigned)(share % 10));
}

char *khoa_say_number(gint64 number) {
  return with_sign(number, "", group_digits);
}

char *khoa_say_figure(const KhoaReportUnit *unit, KhoaFigure figure) {
  return khoa_report_knows(unit, figure) ? khoa_say_number(unit->values[figure]) : g_strdup(MINUS);
}

char *khoa_say_share(gint share) {
  return share < 0 ? g_strdup(MINUS) : write_share((guint64)share);
}

char *khoa_say_percent(gint share) {
  g_autofree char *text = khoa_say_share(share);
  return share < 0 ? g_steal_pointer(&text) : g_strconcat(text, NO_BREAK "%", NULL);
}

char *khoa_say_change(gint64 change) {
  return with_sign(change, "+", group_digits);
}

char *khoa_say_share_change(gint change) {
  return with_sign(change, "+", write_share);
}

gint khoa_share_of(gint64 part, gint64 whole) {
  return whole > 0 ? (gint)(part * 1000 / whole) : -1;
}

char *khoa_say_day(const char *day) {
  return g_strdup_printf("%.2s/%.2s/%.4s", day + 8, day + 5, day);
}

/* In Vietnamese "tháng 11"; the decree wants two digits for January and February. */
static const char *month_name(const char *day) {
  static const char *const names[] = {
      NC_("month", "January"), NC_("month", "February"), NC_("month", "March"),
      NC_("month", "April"),   NC_("month", "May"),      NC_("month", "June"),
      NC_("month", "July"),    NC_("month", "August"),   NC_("month", "September"),
      NC_("month", "October"), NC_("month", "November"), NC_("month", "December")};
  guint64 month = g_ascii_strtoull(day + 5, NULL, 10);
  return g_dpgettext2(NULL, "month", names[(month - 1) % G_N_ELEMENTS(names)]);
}

char *khoa_say_date(const char *day) {
  unsigned number = (unsigned)g_ascii_strtoull(day + 8, NULL, 10);
  /* translators: a date: day, month as "tháng 11", year; the day with two digits */
  return g_strdup_printf(_("%u %s %.4s"), number, month_name(day), day);
}

char *khoa_say_quarter(const char *name) {
  guint quarter = (guint)(name[6] - '1') % G_N_ELEMENTS(quarters);
  /* translators: a quarter by its Roman numeral, and its year */
  return g_strdup_printf(_("quarter %s of %.4s"), quarters[quarter], name);
}

char *khoa_say_period(const KhoaReport *report) {
  const char *name = report->period_name;
  if (report->kind == KHOA_REPORT_QUARTER)
    return khoa_say_quarter(name);
  if (report->kind == KHOA_REPORT_HALF)
    return g_strdup_printf(g_str_has_suffix(name, "1") ? _("the first half of %.4s")
                                                       : _("the second half of %.4s"),
                           name);
  if (report->kind == KHOA_REPORT_YEAR)
    return g_strdup_printf(_("the year %.4s"), name);
  if (report->kind == KHOA_REPORT_MONTH)
    /* translators: month as "tháng 11", year */
    return g_strdup_printf(C_("month and year", "%s %.4s"), month_name(name), name);
  g_autofree char *first = khoa_say_day(report->first), *last = khoa_say_day(report->last);
  return g_strdup_printf(_("from %s to %s"), first, last);
}

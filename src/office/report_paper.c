#include "report_paper.h"

#include "art/official.h"
#include "report_numbers.h"

#include <glib/gi18n.h>
#include <string.h>

#define DOTS "……………"
#define FEW_DOTS "……"

/* The lines that semicolons separate, each after `before`; those of `fallback` if there are none.
 */
static GStrv lines_of(const KhoaConfig *config, const char *key, const char *const *fallback) {
  g_autofree char *text = khoa_config_report(config, key);
  if (!text)
    return g_strdupv((GStrv)fallback);
  g_auto(GStrv) parts = g_strsplit(text, ";", -1);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
  for (char **part = parts; *part; part++)
    if (*g_strstrip(*part))
      g_ptr_array_add(lines, g_strdup(*part));
  g_ptr_array_add(lines, NULL);
  return (GStrv)g_ptr_array_free(g_steal_pointer(&lines), FALSE);
}

/* Each begins with a dash and ends with a semicolon, the last with a full stop. */
static void punctuate(GStrv recipients) {
  for (char **line = recipients; *line; line++) {
    g_autofree char *bare = *line;
    *line = g_strdup_printf("- %s%s", bare, line[1] ? ";" : ".");
  }
}

static char *word_or(const KhoaConfig *config, const char *key, const char *fallback) {
  char *word = khoa_config_report(config, key);
  return word ? word : g_strdup(fallback);
}

static char *make_date(const KhoaConfig *config, const char *today) {
  g_autofree char *when = khoa_config_report(config, "date");
  if (when && strcmp(when, "today") == 0)
    return khoa_say_date(today);
  return g_strdup(_("date ……………………"));
}

/* Where lines break is the translation's to say.
 * Half a year is summed up, and a year (article 13b); other periods are reported on (13a). */
static char *make_title(const KhoaReport *report) {
  g_autofree char *period = khoa_say_period(report);
  if (report->kind == KHOA_REPORT_HALF)
    return g_strdup_printf(
        _("Half-yearly summary of the work\nof the model “Khóa an toàn an ninh trật tự”, %s"),
        period);
  if (report->kind == KHOA_REPORT_YEAR)
    return g_strdup_printf(
        _("Annual summary of the work\nof the model “Khóa an toàn an ninh trật tự”, %s"), period);
  return g_strdup_printf(_("The model “Khóa an toàn an ninh trật tự”:\nits work and results, %s"),
                         period);
}

static char *make_abstract(const KhoaReport *report) {
  g_autofree char *title = make_title(report);
  if (!report->unit || report->units->len == 0)
    return g_steal_pointer(&title);
  const KhoaReportUnit *unit = g_ptr_array_index(report->units, 0);
  /* translators: a report's title, and the commune that it is about */
  return g_strdup_printf(_("%s,\nin %s"), title, unit->name);
}

KhoaReportPaper *khoa_report_paper_new(const KhoaConfig *config, const KhoaReport *report,
                                       const char *today) {
  const char *recipients[] = {DOTS, DOTS, _("Kept: records"), NULL};
  const char *signers[] = {DOTS, NULL};
  KhoaReportPaper *paper = g_new0(KhoaReportPaper, 1);
  g_autofree char *symbol = word_or(config, "symbol", "BC");
  paper->parent = khoa_config_report(config, "parent");
  paper->issuer = word_or(config, "issuer", report->office);
  paper->place = word_or(config, "place", DOTS);
  paper->number = g_strdup_printf("%s/%s", FEW_DOTS, symbol);
  paper->date = make_date(config, today);
  paper->abstract = make_abstract(report);
  paper->recipients = lines_of(config, "recipients", recipients);
  paper->signers = lines_of(config, "signer", signers);
  punctuate(paper->recipients);
  return paper;
}

void khoa_report_paper_free(KhoaReportPaper *paper) {
  if (!paper)
    return;
  g_free(paper->parent);
  g_free(paper->issuer);
  g_free(paper->place);
  g_free(paper->number);
  g_free(paper->date);
  g_free(paper->abstract);
  g_strfreev(paper->recipients);
  g_strfreev(paper->signers);
  g_free(paper);
}

void khoa_report_paper_head(const KhoaReportPaper *paper, KhoaDocument *document) {
  g_autofree char *number = g_strdup_printf(_("No. %s"), paper->number);
  g_autofree char *date = g_strdup_printf("%s, %s", paper->place, paper->date);
  const KhoaOfficialHead head = {
      .nation = _("Socialist Republic of Viet Nam"),
      .motto = _("Independence - Freedom - Happiness"),
      .parent = paper->parent,
      .issuer = paper->issuer,
      .number = number,
      .date = date,
      .kind = C_("kind of document", "Report"),
      .abstract = paper->abstract,
  };
  khoa_official_head(document, &head);
}

void khoa_report_paper_end(const KhoaReportPaper *paper, KhoaDocument *document) {
  const KhoaOfficialEnd end = {
      .to = _("Sent to:"),
      .recipients = (const char *const *)paper->recipients,
      .titles = (const char *const *)paper->signers,
  };
  khoa_official_end(document, &end);
}

char *khoa_report_paper_reference(const KhoaReportPaper *paper) {
  /* translators: below an annex's title: the report's number, its date, who issues it */
  return g_strdup_printf(_("(Annex to report No. %s, %s, by %s)"), paper->number, paper->date,
                         paper->issuer);
}

#include "report_text.h"

#include "art/official.h"
#include "report_numbers.h"
#include "report_words.h"

#include <glib/gi18n.h>

#define IN_TEXT 8 /* units: more of them make an annex */
#define BARS_MOST 40
#define BARS_LEAST 20
#define NUMBER_WIDTH 8.0
#define NAME_WIDTH 36.0
#define FIGURE_WIDTH 13.0

static const char *const roman[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"};

void khoa_text_section(KhoaReportText *text, const char *title) {
  g_autofree char *line =
      g_strdup_printf("%s. %s", roman[text->sections++ % G_N_ELEMENTS(roman)], title);
  text->headings = 0;
  khoa_document_text(text->document, KHOA_DOCUMENT_SECTION, line);
}

void khoa_text_heading(KhoaReportText *text, const char *title) {
  g_autofree char *line = g_strdup_printf("%u. %s", ++text->headings, title);
  khoa_document_text(text->document, KHOA_DOCUMENT_HEADING, line);
}

void khoa_text_say(KhoaReportText *text, const char *format, ...) {
  va_list words;
  va_start(words, format);
  g_autofree char *paragraph = g_strdup_vprintf(format, words);
  va_end(words);
  khoa_document_text(text->document, KHOA_DOCUMENT_BODY, paragraph);
}

void khoa_text_table(KhoaReportText *text, const char *caption) {
  g_autofree char *line = g_strdup_printf(_("Table %u. %s"), ++text->tables, caption);
  khoa_document_text(text->document, KHOA_DOCUMENT_CAPTION, line);
}

void khoa_text_chart(KhoaReportText *text, const char *caption) {
  g_autofree char *line = g_strdup_printf(_("Chart %u. %s"), ++text->charts, caption);
  khoa_document_text(text->document, KHOA_DOCUMENT_CAPTION, line);
}

/* English words are made for listings, in small letters. */
const char *khoa_text_figure(KhoaReportText *text, KhoaFigure figure) {
  char *word = g_string_chunk_insert(text->words, khoa_report_figure_title(text->report, figure));
  *word = g_ascii_toupper(*word);
  return word;
}

static char *cell_of(const KhoaReportUnit *unit, const KhoaUnitColumn *column) {
  return column->share ? khoa_say_share(unit->ratios[column->of])
                       : khoa_say_figure(unit, (KhoaFigure)column->of);
}

/* number: "", and the office's name gives way to a word, for the sum. */
static void add_unit(KhoaReportText *text, const KhoaReportUnit *unit, const char *number,
                     const GPtrArray *columns) {
  gboolean sum = !*number;
  g_auto(GStrv) cells = g_new0(char *, columns->len + 3);
  cells[0] = g_strdup(number);
  cells[1] = g_strdup(sum ? C_("report", "Total") : unit->name);
  for (guint i = 0; i < columns->len; i++)
    cells[i + 2] = cell_of(unit, g_ptr_array_index(columns, i));
  khoa_document_row(text->document, (const char *const *)cells, sum);
}

/* const KhoaUnitColumn *, those that are shown. */
static GPtrArray *columns_of(const KhoaReportText *text, const KhoaUnitTable *table) {
  GPtrArray *columns = g_ptr_array_new();
  for (gsize i = 0; i < table->n; i++)
    if (!table->columns[i].if_any || text->report->sum.values[table->columns[i].of] != 0)
      g_ptr_array_add(columns, (gpointer)&table->columns[i]);
  return columns;
}

static const char *translated(const char *words) {
  return words ? g_dpgettext2(NULL, "report", words) : NULL;
}

static void add_units(KhoaReportText *text, const KhoaUnitTable *table) {
  g_autoptr(GPtrArray) columns = columns_of(text, table);
  KhoaColumn heads[KHOA_COLUMNS_MAX] = {
      {C_("report", "No."), NUMBER_WIDTH, PANGO_ALIGN_CENTER, NULL},
      {C_("report", "Unit"), NAME_WIDTH, PANGO_ALIGN_LEFT, NULL}};
  for (guint i = 0; i < columns->len; i++) {
    const KhoaUnitColumn *column = g_ptr_array_index(columns, i);
    const char *title = translated(column->title);
    heads[i + 2] = (KhoaColumn){title ? title : khoa_text_figure(text, (KhoaFigure)column->of),
                                FIGURE_WIDTH, PANGO_ALIGN_RIGHT, translated(column->group)};
  }
  khoa_document_table(text->document, heads, columns->len + 2);
  for (guint i = 0; i < text->report->units->len; i++) {
    g_autofree char *number = g_strdup_printf("%u", i + 1);
    add_unit(text, g_ptr_array_index(text->report->units, i), number, columns);
  }
  add_unit(text, &text->report->sum, "", columns);
  khoa_document_table_end(text->document);
}

/* A large office's tables would tear its text apart. */
void khoa_text_units(KhoaReportText *text, const KhoaUnitTable *table) {
  guint units = text->report->units->len;
  if (units <= 1)
    return;
  if (units > IN_TEXT) {
    g_ptr_array_add(text->annexes, (gpointer)table);
    khoa_text_say(text, _("For figures by commune see annex %s."),
                  roman[(text->annexes->len - 1) % G_N_ELEMENTS(roman)]);
    return;
  }
  khoa_text_table(text, _(table->title));
  add_units(text, table);
}

void khoa_text_annexes(KhoaReportText *text, const char *reference) {
  for (guint i = 0; i < text->annexes->len; i++) {
    const KhoaUnitTable *table = g_ptr_array_index(text->annexes, i);
    g_autofree char *number = g_strdup_printf(_("Annex %s"), roman[i % G_N_ELEMENTS(roman)]);
    khoa_official_annex(text->document, number, _(table->title), reference);
    add_units(text, table);
  }
}

/* The communes that have such a share, const KhoaReportUnit *. */
static GPtrArray *compared(const KhoaReportText *text, KhoaRatio ratio) {
  const GPtrArray *units = text->report->units;
  GPtrArray *communes = g_ptr_array_new();
  for (guint i = 0; i < units->len; i++) {
    KhoaReportUnit *unit = g_ptr_array_index(units, i);
    if (unit->commune && unit->ratios[ratio] >= 0)
      g_ptr_array_add(communes, unit);
  }
  return communes;
}

static gint by_ratio(gconstpointer a, gconstpointer b, gpointer ratio) {
  const KhoaReportUnit *x = *(KhoaReportUnit *const *)a, *y = *(KhoaReportUnit *const *)b;
  return x->ratios[*(KhoaRatio *)ratio] - y->ratios[*(KhoaRatio *)ratio];
}

static void add_bars(KhoaReportText *text, const GPtrArray *communes, KhoaRatio ratio) {
  g_autofree KhoaBar *bars = g_new0(KhoaBar, communes->len);
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < communes->len; i++) {
    const KhoaReportUnit *unit = g_ptr_array_index(communes, i);
    char *value = khoa_say_percent(unit->ratios[ratio]);
    g_ptr_array_add(values, value);
    bars[i] = (KhoaBar){unit->name, value, unit->ratios[ratio] / 1000.0};
  }
  khoa_document_bars(text->document, bars, communes->len);
}

void khoa_text_communes(KhoaReportText *text, const char *caption, KhoaRatio ratio) {
  g_autoptr(GPtrArray) communes = compared(text, ratio);
  if (communes->len < 2)
    return;
  g_autofree char *least = NULL;
  if (communes->len > BARS_MOST) {                          /* a province's: those that need help */
    g_ptr_array_sort_with_data(communes, by_ratio, &ratio); /* which keeps the order of equals */
    g_ptr_array_set_size(communes, BARS_LEAST);
    least = g_strdup_printf(_("%s (the %d lowest)"), caption, BARS_LEAST);
  }
  khoa_text_chart(text, least ? least : caption);
  add_bars(text, communes, ratio);
}

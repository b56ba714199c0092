#include "report_json.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void add_text(JsonBuilder *json, const char *name, const char *text) {
  json_builder_set_member_name(json, name);
  if (text)
    json_builder_add_string_value(json, text);
  else
    json_builder_add_null_value(json);
}

static void add_int(JsonBuilder *json, const char *name, gint64 number) {
  json_builder_set_member_name(json, name);
  json_builder_add_int_value(json, number);
}

static void add_bool(JsonBuilder *json, const char *name, gboolean value) {
  json_builder_set_member_name(json, name);
  json_builder_add_boolean_value(json, value);
}

static void begin_object(JsonBuilder *json, const char *name) {
  if (name)
    json_builder_set_member_name(json, name);
  json_builder_begin_object(json);
}

static void begin_array(JsonBuilder *json, const char *name) {
  json_builder_set_member_name(json, name);
  json_builder_begin_array(json);
}

/* null: not known. */
static void add_value(JsonBuilder *json, const KhoaReportUnit *unit, KhoaFigure figure) {
  const char *name = khoa_figure_info(figure)->name;
  if (khoa_report_knows(unit, figure))
    add_int(json, name, unit->values[figure]);
  else
    add_text(json, name, NULL);
}

/* Every figure that has a name of its own, and the weaknesses that were found. */
static void add_values(JsonBuilder *json, const KhoaReport *report, const KhoaReportUnit *unit) {
  begin_object(json, "values");
  for (int i = 0; i < KHOA_FIGURE_NAMED; i++)
    add_value(json, unit, (KhoaFigure)i);
  for (guint i = 0; i < report->weaknesses->len; i++)
    add_value(json, unit, g_array_index(report->weaknesses, KhoaReportWeakness, i).figure);
  json_builder_end_object(json);
  begin_object(json, "per_mille");
  for (int i = 0; i < KHOA_RATIO_COUNT; i++)
    if (unit->ratios[i] >= 0)
      add_int(json, khoa_ratio_info((KhoaRatio)i)->name, unit->ratios[i]);
  json_builder_end_object(json);
}

static void add_unit(JsonBuilder *json, const KhoaReport *report, const KhoaReportUnit *unit) {
  json_builder_begin_object(json);
  add_text(json, "code", unit->code);
  add_text(json, "name", unit->name);
  if (unit->rank) {
    add_int(json, "rank", unit->rank);
    add_int(json, "score", unit->score);
    add_bool(json, "commended", unit->commended);
  }
  add_values(json, report, unit);
  json_builder_end_object(json);
}

static void add_figures(JsonBuilder *json) {
  begin_object(json, "figures");
  for (int i = 0; i < KHOA_FIGURE_NAMED; i++) {
    const KhoaFigureInfo *info = khoa_figure_info((KhoaFigure)i);
    begin_object(json, info->name);
    add_text(json, "section", khoa_section_word(info->section));
    add_text(json, "when", khoa_when_word(info->when));
    add_text(json, "title", info->title);
    add_text(json, "description", info->description);
    json_builder_end_object(json);
  }
  json_builder_end_object(json);
}

static void add_weaknesses(JsonBuilder *json, const KhoaReport *report) {
  begin_array(json, "weaknesses");
  for (guint i = 0; i < report->weaknesses->len; i++) {
    const KhoaReportWeakness *weakness = &g_array_index(report->weaknesses, KhoaReportWeakness, i);
    begin_object(json, NULL);
    add_text(json, "figure", khoa_figure_info(weakness->figure)->name);
    add_text(json, "name", weakness->name);
    add_int(json, "count", report->sum.values[weakness->figure]);
    json_builder_end_object(json);
  }
  json_builder_end_array(json);
}

static void add_head(JsonBuilder *json, const KhoaReport *report) {
  add_text(json, "office", report->office);
  add_text(json, "unit", report->unit);
  add_text(json, "kind", khoa_report_word(report->kind));
  add_text(json, "period", report->period_name);
  add_text(json, "first", report->first);
  add_text(json, "last", report->last);
  add_text(json, "until", report->until);
  add_bool(json, "over", report->over);
  add_text(json, "round", report->round);
  add_text(json, "round_before", report->round_before);
}

char *khoa_report_json(const KhoaReport *report, gboolean pretty) {
  g_autoptr(JsonBuilder) json = json_builder_new();
  begin_object(json, NULL);
  add_head(json, report);
  begin_object(json, "sum");
  add_values(json, report, &report->sum);
  json_builder_end_object(json);
  begin_array(json, "units");
  for (guint i = 0; i < report->units->len; i++)
    add_unit(json, report, g_ptr_array_index(report->units, i));
  json_builder_end_array(json);
  add_weaknesses(json, report);
  add_text(json, "rule", khoa_report_rule());
  add_figures(json);
  json_builder_end_object(json);
  g_autoptr(JsonNode) root = json_builder_get_root(json);
  return json_to_string(root, pretty);
}

GBytes *khoa_report_make_json(KhoaOffice *office, const KhoaReport *report, GError **error) {
  g_autofree char *text = khoa_report_json(report, TRUE);
  char *line = g_strconcat(text, "\n", NULL);
  (void)office, (void)error;
  return g_bytes_new_take(line, strlen(line));
}

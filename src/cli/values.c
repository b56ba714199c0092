#include "values.h"

#include "office/artwork.h"
#include "office/figure.h"
#include "office/lookup.h"
#include "office/print_options.h"
#include "topics.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct {
  const char *option;
  const char *words[4];
} few[] = {
    {"kind", {"keychain", "lock-tag"}},
    {"fund", {NC_("fund", "budget"), NC_("fund", "defence-security"), NC_("fund", "donation")}},
    {"language", {"en", "vi"}}, /* in the order of KhoaLanguage */
    {"format", {"pdf", "svg", "png"}},
    {"language", {"en", "vi"}},
    {"found", {"damaged", "unreadable", "damaged,unreadable"}},
};

const char *const *khoa_value_words(const char *option) {
  for (gsize i = 0; i < G_N_ELEMENTS(few); i++)
    if (strcmp(few[i].option, option) == 0)
      return few[i].words;
  return NULL;
}

static void add_units(KhoaOffice *office, GStrvBuilder *values) {
  g_autoptr(GPtrArray) units = khoa_unit_list(office->db, NULL, NULL);
  for (guint i = 0; units && i < units->len; i++)
    g_strv_builder_add(values, ((const KhoaUnitRecord *)g_ptr_array_index(units, i))->code);
}

static void add_batches(KhoaOffice *office, GStrvBuilder *values) {
  g_autoptr(GPtrArray) batches = khoa_batch_list(office->db, NULL, NULL);
  for (guint i = 0; batches && i < batches->len; i++) {
    const KhoaBatchRecord *batch = g_ptr_array_index(batches, i);
    g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, batch->number);
    g_strv_builder_add(values, number);
  }
}

static void add_rounds(KhoaOffice *office, GStrvBuilder *values) {
  g_autoptr(GPtrArray) rounds = khoa_round_list(office->db, NULL, NULL, NULL);
  for (guint i = 0; rounds && i < rounds->len; i++)
    g_strv_builder_add(values, ((const KhoaRoundRecord *)g_ptr_array_index(rounds, i))->name);
}

static void add_layouts(KhoaOffice *office, GStrvBuilder *values) {
  g_auto(GStrv) names = khoa_artwork_names(office);
  g_strv_builder_addv(values, (const char **)names);
}

/* What only an office knows. */
static const struct {
  const char *name;
  void (*add)(KhoaOffice *office, GStrvBuilder *values);
} known[] = {
    {"unit", add_units},   {"UNIT", add_units},   {"batch", add_batches},  {"BATCH", add_batches},
    {"round", add_rounds}, {"ROUND", add_rounds}, {"layout", add_layouts},
};

static char **ask_office(const KhoaWorld *world, const char *name) {
  g_autoptr(KhoaOffice) office = NULL;
  g_autoptr(GStrvBuilder) values = g_strv_builder_new();
  for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
    if (strcmp(known[i].name, name) == 0 && (office = khoa_office_open(world, NULL)))
      known[i].add(office, values);
  return office ? g_strv_builder_end(values) : NULL;
}

static char **figure_names(void) {
  g_autoptr(GStrvBuilder) names = g_strv_builder_new();
  for (int i = 0; i < KHOA_FIGURE_COUNT; i++)
    g_strv_builder_add(names, khoa_figure_info((KhoaFigure)i)->name);
  return g_strv_builder_end(names);
}

char **khoa_values(const KhoaWorld *world, const char *name) {
  const char *const *words = khoa_value_words(name);
  if (words)
    return g_strdupv((char **)words);
  if (strcmp(name, "explain") == 0)
    return figure_names();
  if (strcmp(name, "TOPIC") == 0)
    return khoa_topic_names();
  char **of_print = khoa_print_option_words(name);
  return of_print ? of_print : ask_office(world, name);
}

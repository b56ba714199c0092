#include "print_options.h"

#include "ranges.h"
#include "tag/payload.h"

#include <string.h>

static void defaults(KhoaPrintOptions *options, const char *paper) {
  *options = (KhoaPrintOptions){
      .paper = g_strdup(paper), .start_at = 1, .copies = 1, .printer = {0, 0, 1, 1}};
}

gboolean khoa_print_options_init(KhoaPrintOptions *options, const KhoaConfig *config,
                                 const char *paper, const char *printer, GError **error) {
  defaults(options, paper ? paper : config->paper);
  options->gap = config->gap;
  options->margin = config->margin;
  return khoa_config_printer(config, printer, &options->printer, error);
}

void khoa_print_options_clear(KhoaPrintOptions *options) {
  g_clear_pointer(&options->paper, g_free);
  g_clear_pointer(&options->only, g_array_unref);
}

/* With all the digits that people write, so that what is read again draws the same. */
static void append_number(GString *text, const char *before, double number) {
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append(text, before);
  g_string_append(text, g_ascii_formatd(digits, sizeof digits, "%.15g", number));
}

char *khoa_print_options_print(const KhoaPrintOptions *options) {
  GString *text = g_string_new(NULL);
  g_string_printf(text, "paper=%s", options->paper);
  append_number(text, " gap=", options->gap);
  append_number(text, " margin=", options->margin);
  g_string_append_printf(text, " start=%" G_GINT64_FORMAT " copies=%" G_GINT64_FORMAT,
                         options->start_at, options->copies);
  append_number(text, " offset=", options->printer.offset_x);
  append_number(text, ",", options->printer.offset_y);
  append_number(text, " scale=", options->printer.scale_x);
  append_number(text, ",", options->printer.scale_y);
  if (options->only) {
    g_autofree char *only = khoa_ranges_print(options->only);
    g_string_append_printf(text, " only=%s", only);
  }
  return g_string_free(text, FALSE);
}

/* A number, or two with a comma between them, each in its range. */
typedef struct Numbers {
  const char *key;
  double *first, *second; /* second: NULL if there is but one */
  double least, most;
} Numbers;

static gboolean take_number(const char **at, double *number, const Numbers *numbers) {
  char *end;
  *number = g_ascii_strtod(*at, &end);
  gboolean taken = end != *at && *number >= numbers->least && *number <= numbers->most;
  *at = end;
  return taken;
}

static gboolean take_numbers(const char *value, const Numbers *numbers) {
  if (!take_number(&value, numbers->first, numbers))
    return FALSE;
  if (numbers->second && (*value++ != ',' || !take_number(&value, numbers->second, numbers)))
    return FALSE;
  return !*value;
}

static gboolean take_int(const char *value, gint64 most, gint64 *number) {
  return g_ascii_string_to_signed(value, 10, 1, most, number, NULL);
}

/* One word, "gap=4". */
static gboolean take_word(KhoaPrintOptions *options, const char *word) {
  g_auto(GStrv) pair = g_strsplit(word, "=", 2);
  if (!pair[0] || !pair[1])
    return FALSE;
  const char *key = pair[0], *value = pair[1];
  if (strcmp(key, "paper") == 0) {
    g_free(options->paper);
    options->paper = g_strdup(value);
    return TRUE;
  }
  if (strcmp(key, "only") == 0)
    return !options->only &&
           (options->only = khoa_ranges_parse(value, 1, KHOA_INDEX_MAX, NULL)) != NULL;
  const Numbers numbers[] = {
      {"gap", &options->gap, NULL, 0, 100},
      {"margin", &options->margin, NULL, 0, 100},
      {"offset", &options->printer.offset_x, &options->printer.offset_y, -20, 20},
      {"scale", &options->printer.scale_x, &options->printer.scale_y, 0.9, 1.1},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
    if (strcmp(key, numbers[i].key) == 0)
      return take_numbers(value, &numbers[i]);
  return (strcmp(key, "start") == 0 && take_int(value, KHOA_PLACES_MAX, &options->start_at)) ||
         (strcmp(key, "copies") == 0 && take_int(value, KHOA_COPIES_MAX, &options->copies));
}

gboolean khoa_print_options_parse(KhoaPrintOptions *options, const char *text, GError **error) {
  defaults(options, "");
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  for (char **word = words; *word; word++)
    if (!take_word(options, *word)) {
      g_set_error(error, KHOA_CONFIG_ERROR, 0, "'%s' isn't a print option of khoa", *word);
      return FALSE;
    }
  return TRUE;
}

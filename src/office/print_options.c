#include "print_options.h"

#include "art/paper.h"
#include "art/sheet.h"
#include "ranges.h"
#include "tag/payload.h"

#include <glib/gi18n.h>
#include <stddef.h>
#include <string.h>

static void defaults(KhoaPrintOptions *options, const char *paper) {
  *options = (KhoaPrintOptions){
      .paper = g_strdup(paper), .bleed = -1, .start_at = 1, .copies = 1, .printer = {0, 0, 1, 1}};
}

/* The office's own words for what it always wants. */
static gboolean take_configured(KhoaPrintOptions *options, const KhoaConfig *config,
                                GError **error) {
  static const char *const keys[] = {"marks", "duplex", "cut", "colour"};
  for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
    g_autofree char *value = khoa_config_print_option(config, keys[i]);
    if (!khoa_print_options_set(options, keys[i], value, error)) {
      g_prefix_error(error, _("khoa.ini: [print] "));
      return FALSE;
    }
  }
  return TRUE;
}

gboolean khoa_print_options_init(KhoaPrintOptions *options, const KhoaConfig *config,
                                 const char *paper, const char *printer, GError **error) {
  defaults(options, paper ? paper : config->paper);
  options->gap = config->gap;
  options->margin = config->margin;
  options->turn = TRUE;
  return take_configured(options, config, error) &&
         khoa_config_printer(config, printer, &options->printer, error);
}

void khoa_print_options_clear(KhoaPrintOptions *options) {
  g_clear_pointer(&options->paper, g_free);
  g_clear_pointer(&options->only, g_array_unref);
}

/* What the words of a line are: millimetres, counts, or one of a few words. */

typedef struct Length {
  const char *key;
  gsize field;
  double most;
} Length;

static const Length lengths[] = {
    {"gap", offsetof(KhoaPrintOptions, gap), 100},
    {"margin", offsetof(KhoaPrintOptions, margin), 100},
    {"bleed", offsetof(KhoaPrintOptions, bleed), 20},
};

typedef struct Choice {
  const char *key;
  gsize field;
  const char *words[5]; /* by value; 0 is what there was before there was the word */
} Choice;

static const Choice choices[] = {
    {"turn", offsetof(KhoaPrintOptions, turn), {"no", "yes"}},
    {"marks",
     offsetof(KhoaPrintOptions, marks),
     {[KHOA_MARKS_CROP] = "crop",
      [KHOA_MARKS_CROP_REGISTRATION] = "crop,registration",
      [KHOA_MARKS_REGISTRATION] = "registration",
      [KHOA_MARKS_NONE] = "none"}},
    {"duplex",
     offsetof(KhoaPrintOptions, duplex),
     {[KHOA_DUPLEX_LONG] = "long", [KHOA_DUPLEX_SHORT] = "short"}},
    {"collate",
     offsetof(KhoaPrintOptions, collate),
     {[KHOA_COLLATE_SETS] = "sets", [KHOA_COLLATE_TAGS] = "tags"}},
    {"cut",
     offsetof(KhoaPrintOptions, cut),
     {[KHOA_CUT_LAYER] = "layer", [KHOA_CUT_FILE] = "file", [KHOA_CUT_NONE] = "none"}},
    {"colour",
     offsetof(KhoaPrintOptions, inks),
     {[KHOA_INKS_RGB] = "rgb", [KHOA_INKS_CMYK] = "cmyk"}},
};

static void *field(const KhoaPrintOptions *options, gsize offset) {
  return (char *)options + offset;
}

static const Length *find_length(const char *key) {
  for (gsize i = 0; i < G_N_ELEMENTS(lengths); i++)
    if (strcmp(lengths[i].key, key) == 0)
      return &lengths[i];
  return NULL;
}

static const Choice *find_choice(const char *key) {
  for (gsize i = 0; i < G_N_ELEMENTS(choices); i++)
    if (strcmp(choices[i].key, key) == 0)
      return &choices[i];
  return NULL;
}

char **khoa_print_option_words(const char *key) {
  const Choice *choice = find_choice(key);
  if (strcmp(key, "paper") == 0)
    return khoa_paper_names();
  return choice ? g_strdupv((char **)choice->words) : NULL;
}

/* Writing */

/* With all the digits that people write, so that what is read again draws the same. */
static void append_number(GString *text, const char *before, double number) {
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append(text, before);
  g_string_append(text, g_ascii_formatd(digits, sizeof digits, "%.15g", number));
}

static void append_choices(GString *text, const KhoaPrintOptions *options) {
  if (options->bleed >= 0)
    append_number(text, " bleed=", options->bleed);
  for (gsize i = 0; i < G_N_ELEMENTS(choices); i++) {
    int value = *(int *)field(options, choices[i].field);
    if (value != 0)
      g_string_append_printf(text, " %s=%s", choices[i].key, choices[i].words[value]);
  }
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
  append_choices(text, options);
  if (options->only) {
    g_autofree char *only = khoa_ranges_print(options->only);
    g_string_append_printf(text, " only=%s", only);
  }
  return g_string_free(text, FALSE);
}

/* Reading */

static gboolean take_number(const char **at, double *number, double least, double most) {
  char *end;
  *number = g_ascii_strtod(*at, &end);
  gboolean taken = end != *at && *number >= least && *number <= most;
  *at = end;
  return taken;
}

/* "1.5,-2" */
static gboolean take_pair(const char *value, double *first, double *second, double least,
                          double most) {
  return take_number(&value, first, least, most) && *value++ == ',' &&
         take_number(&value, second, least, most) && !*value;
}

static gboolean take_int(const char *value, gint64 most, gint64 *number) {
  return g_ascii_string_to_signed(value, 10, 1, most, number, NULL);
}

static gboolean take_length(KhoaPrintOptions *options, const Length *length, const char *value,
                            GError **error) {
  const char *at = value;
  double number;
  if (take_number(&at, &number, 0, length->most) && !*at) {
    *(double *)field(options, length->field) = number;
    return TRUE;
  }
  g_set_error(error, KHOA_CONFIG_ERROR, 0, _("%s takes 0 to %g mm, with a point, not '%s'"),
              length->key, length->most, value);
  return FALSE;
}

static gboolean take_choice(KhoaPrintOptions *options, const Choice *choice, const char *value,
                            GError **error) {
  for (int i = 0; choice->words[i]; i++)
    if (strcmp(choice->words[i], value) == 0) {
      *(int *)field(options, choice->field) = i;
      return TRUE;
    }
  g_autofree char *words = g_strjoinv(" or ", (char **)choice->words);
  g_set_error(error, KHOA_CONFIG_ERROR, 0, _("%s is %s, not '%s'"), choice->key, words, value);
  return FALSE;
}

gboolean khoa_print_options_set(KhoaPrintOptions *options, const char *key, const char *value,
                                GError **error) {
  const Length *length = find_length(key);
  if (!value)
    return TRUE;
  return length ? take_length(options, length, value, error)
                : take_choice(options, find_choice(key), value, error);
}

/* One word, "gap=4". */
static gboolean take_word(KhoaPrintOptions *options, const char *word) {
  g_auto(GStrv) pair = g_strsplit(word, "=", 2);
  if (!pair[0] || !pair[1])
    return FALSE;
  const char *key = pair[0], *value = pair[1];
  KhoaPrinter *printer = &options->printer;
  if (strcmp(key, "paper") == 0) {
    g_free(options->paper);
    options->paper = g_strdup(value);
    return TRUE;
  }
  if (strcmp(key, "only") == 0)
    return !options->only &&
           (options->only = khoa_ranges_parse(value, 1, KHOA_INDEX_MAX, NULL)) != NULL;
  if (strcmp(key, "offset") == 0)
    return take_pair(value, &printer->offset_x, &printer->offset_y, -20, 20);
  if (strcmp(key, "scale") == 0)
    return take_pair(value, &printer->scale_x, &printer->scale_y, 0.9, 1.1);
  if (find_length(key) || find_choice(key))
    return khoa_print_options_set(options, key, value, NULL);
  return (strcmp(key, "start") == 0 && take_int(value, KHOA_PLACES_MAX, &options->start_at)) ||
         (strcmp(key, "copies") == 0 && take_int(value, KHOA_COPIES_MAX, &options->copies));
}

gboolean khoa_print_options_parse(KhoaPrintOptions *options, const char *text, GError **error) {
  defaults(options, "");
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  for (char **word = words; *word; word++)
    if (!take_word(options, *word)) {
      g_set_error(error, KHOA_CONFIG_ERROR, 0, _("'%s' isn't a print option of khoa"), *word);
      return FALSE;
    }
  return TRUE;
}

/* The options that say how sheets are filled: the same for issue and print. */
#ifndef KHOA_CLI_SHEET_WORDS_H
#define KHOA_CLI_SHEET_WORDS_H

#include "office/print_options.h"

#include <glib/gi18n.h>

/* As they were typed; NULL: not. */
typedef struct KhoaSheetWords {
  char *paper, *printer;
  char *gap, *margin, *bleed, *marks, *duplex, *turn, *cut, *colour;
} KhoaSheetWords;

/* Entries of a command's table of options. */
#define KHOA_SHEET_ENTRIES(words)                                                                  \
  {"paper",                                                                                        \
   0,                                                                                              \
   0,                                                                                              \
   G_OPTION_ARG_STRING,                                                                            \
   &(words).paper,                                                                                 \
   N_("a6, a5, a4, a3, a2, b5, b4, sra4, sra3, letter, roll, card, or WxH in mm as it is fed"),    \
   N_("PAPER")},                                                                                   \
      {"printer",                                                                                  \
       0,                                                                                          \
       0,                                                                                          \
       G_OPTION_ARG_STRING,                                                                        \
       &(words).printer,                                                                           \
       N_("Calibrated as khoa.ini's [printer NAME] says"),                                         \
       N_("NAME")},                                                                                \
      {"gap",                                                                                      \
       0,                                                                                          \
       0,                                                                                          \
       G_OPTION_ARG_STRING,                                                                        \
       &(words).gap,                                                                               \
       N_("Between tags; at least the bleed of both is left"),                                     \
       "MM"},                                                                                      \
      {"margin",                                                                                   \
       0,                                                                                          \
       0,                                                                                          \
       G_OPTION_ARG_STRING,                                                                        \
       &(words).margin,                                                                            \
       N_("That the printer can't reach, at each edge"),                                           \
       "MM"},                                                                                      \
      {"bleed", 0, 0, G_OPTION_ARG_STRING, &(words).bleed, N_("Less than the layout's"), "MM"},    \
      {"marks",                                                                                    \
       0,                                                                                          \
       0,                                                                                          \
       G_OPTION_ARG_STRING,                                                                        \
       &(words).marks,                                                                             \
       N_("crop, registration, crop,registration or none"),                                        \
       N_("MARKS")},                                                                               \
      {"duplex",                                                                                   \
       0,                                                                                          \
       0,                                                                                          \
       G_OPTION_ARG_STRING,                                                                        \
       &(words).duplex,                                                                            \
       N_("The edge that sheets are turned over for the back: long or short"),                     \
       N_("EDGE")},                                                                                \
      {"turn",                                                                                     \
       0,                                                                                          \
       0,                                                                                          \
       G_OPTION_ARG_STRING,                                                                        \
       &(words).turn,                                                                              \
       N_("Turn tags by a quarter where a sheet then holds more: yes or no"),                      \
       N_("YES|NO")},                                                                              \
      {"cut",                                                                                      \
       0,                                                                                          \
       0,                                                                                          \
       G_OPTION_ARG_STRING,                                                                        \
       &(words).cut,                                                                               \
       N_("The cut line: layer, file (cut.pdf) or none"),                                          \
       N_("WHERE")},                                                                               \
  {                                                                                                \
    "colour", 0, 0, G_OPTION_ARG_STRING, &(words).colour,                                          \
        N_("rgb, or cmyk by the layout's data-cmyk"), N_("INKS")                                   \
  }

void khoa_sheet_words_clear(KhoaSheetWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaSheetWords, khoa_sheet_words_clear)
/* Changes what was typed; options start as the office's or a batch's. Errors name the option. */
gboolean khoa_sheet_words_apply(const KhoaSheetWords *words, const KhoaConfig *config,
                                KhoaPrintOptions *options, GError **error);

#endif

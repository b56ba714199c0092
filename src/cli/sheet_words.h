/* The options that say how sheets are filled: the same for issue and print. */
#ifndef KHOA_CLI_SHEET_WORDS_H
#define KHOA_CLI_SHEET_WORDS_H

#include "office/print_options.h"

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
   "a6, a5, a4, a3, a2, b5, b4, sra4, sra3, letter, roll, card, or WxH in mm as it is fed",        \
   "PAPER"},                                                                                       \
      {"printer",                                                                                  \
       0,                                                                                          \
       0,                                                                                          \
       G_OPTION_ARG_STRING,                                                                        \
       &(words).printer,                                                                           \
       "Calibrated as khoa.ini's [printer NAME] says",                                             \
       "NAME"},                                                                                    \
      {"gap",                                                                                      \
       0,                                                                                          \
       0,                                                                                          \
       G_OPTION_ARG_STRING,                                                                        \
       &(words).gap,                                                                               \
       "Between tags; at least the bleed of both is left",                                         \
       "MM"},                                                                                      \
      {"margin",                                                                                   \
       0,                                                                                          \
       0,                                                                                          \
       G_OPTION_ARG_STRING,                                                                        \
       &(words).margin,                                                                            \
       "That the printer can't reach, at each edge",                                               \
       "MM"},                                                                                      \
      {"bleed", 0, 0, G_OPTION_ARG_STRING, &(words).bleed, "Less than the layout's", "MM"},        \
      {"marks",                                                                                    \
       0,                                                                                          \
       0,                                                                                          \
       G_OPTION_ARG_STRING,                                                                        \
       &(words).marks,                                                                             \
       "crop, registration, crop,registration or none",                                            \
       "MARKS"},                                                                                   \
      {"duplex",                                                                                   \
       0,                                                                                          \
       0,                                                                                          \
       G_OPTION_ARG_STRING,                                                                        \
       &(words).duplex,                                                                            \
       "The edge that sheets are turned over for the back: long or short",                         \
       "EDGE"},                                                                                    \
      {"turn",                                                                                     \
       0,                                                                                          \
       0,                                                                                          \
       G_OPTION_ARG_STRING,                                                                        \
       &(words).turn,                                                                              \
       "Turn tags by a quarter where a sheet then holds more: yes or no",                          \
       "YES|NO"},                                                                                  \
      {"cut",                                                                                      \
       0,                                                                                          \
       0,                                                                                          \
       G_OPTION_ARG_STRING,                                                                        \
       &(words).cut,                                                                               \
       "The cut line: layer, file (cut.pdf) or none",                                              \
       "WHERE"},                                                                                   \
  {                                                                                                \
    "colour", 0, 0, G_OPTION_ARG_STRING, &(words).colour,                                          \
        "rgb, or cmyk by the layout's data-cmyk", "INKS"                                           \
  }

void khoa_sheet_words_clear(KhoaSheetWords *words);
/* Changes what was typed; options start as the office's or a batch's. Errors name the option. */
gboolean khoa_sheet_words_apply(const KhoaSheetWords *words, const KhoaConfig *config,
                                KhoaPrintOptions *options, GError **error);

#endif

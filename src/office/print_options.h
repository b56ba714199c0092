/* How sheets are filled: which tags, on what paper, by which printer, in which inks. In one line of
 * text, as a batch and a PDF's keywords keep it:
 *
 *   paper=a4 gap=4 margin=5 start=1 copies=1 offset=0,0 scale=1,1 turn=yes only=5,7-9
 *
 * What isn't in a line is as it was before there was a word for it, so that a batch of any version
 * is drawn on the same places again. */
#ifndef KHOA_OFFICE_PRINT_OPTIONS_H
#define KHOA_OFFICE_PRINT_OPTIONS_H

#include "config.h"

#define KHOA_PLACES_MAX 10000 /* more than any sheet has */
#define KHOA_COPIES_MAX 1000

typedef enum KhoaCollate {
  KHOA_COLLATE_SETS, /* 1, 2, 3, 1, 2, 3 */
  KHOA_COLLATE_TAGS  /* 1, 1, 2, 2, 3, 3 */
} KhoaCollate;

typedef enum KhoaCut {
  KHOA_CUT_LAYER, /* over the tags, in a layer and a spot colour of its own */
  KHOA_CUT_FILE,  /* in cut.pdf alone */
  KHOA_CUT_NONE
} KhoaCut;

typedef enum KhoaInkSet { KHOA_INKS_RGB, KHOA_INKS_CMYK } KhoaInkSet;

typedef struct KhoaPrintOptions {
  char *paper;
  double gap, margin;      /* mm */
  double bleed;            /* mm, of at most the layout's; below 0: the layout's */
  gint64 start_at, copies; /* both from 1 */
  int marks;               /* KhoaMarks */
  int duplex;              /* KhoaDuplex */
  int turn;                /* whether tags may be turned by a quarter where that gains places */
  int collate;             /* KhoaCollate */
  int cut;                 /* KhoaCut */
  int inks;                /* KhoaInkSet */
  KhoaPrinter printer;
  GArray *only; /* gint64 indexes, rising; NULL: all */
} KhoaPrintOptions;

/* The words that an option of that name may be, as far as they are a few; NULL otherwise, else the
 * caller's. */
char **khoa_print_option_words(const char *key);

/* From khoa.ini; paper and printer may be NULL for its defaults. Tags may be turned. */
gboolean khoa_print_options_init(KhoaPrintOptions *options, const KhoaConfig *config,
                                 const char *paper, const char *printer, GError **error);
void khoa_print_options_clear(KhoaPrintOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaPrintOptions, khoa_print_options_clear)

/* One option by its word in the text, such as "marks"; value NULL: left as it is. The error says
 * what the option takes. */
gboolean khoa_print_options_set(KhoaPrintOptions *options, const char *key, const char *value,
                                GError **error);

char *khoa_print_options_print(const KhoaPrintOptions *options);
gboolean khoa_print_options_parse(KhoaPrintOptions *options, const char *text, GError **error);

#endif

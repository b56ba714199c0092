/* How sheets are filled: which tags, on what paper, by which printer. In one line of text, as a
 * batch and a PDF's keywords keep it:
 *
 *   paper=a4 gap=4 margin=5 start=1 copies=1 offset=0,0 scale=1,1 only=5,7-9 */
#ifndef KHOA_OFFICE_PRINT_OPTIONS_H
#define KHOA_OFFICE_PRINT_OPTIONS_H

#include "config.h"

#define KHOA_PLACES_MAX 10000 /* more than any sheet has */
#define KHOA_COPIES_MAX 1000

typedef struct KhoaPrintOptions {
  char *paper;
  double gap, margin;      /* mm */
  gint64 start_at, copies; /* both from 1 */
  KhoaPrinter printer;
  GArray *only; /* gint64 indexes, rising; NULL: all */
} KhoaPrintOptions;

/* From khoa.ini; paper and printer may be NULL for its defaults. */
gboolean khoa_print_options_init(KhoaPrintOptions *options, const KhoaConfig *config,
                                 const char *paper, const char *printer, GError **error);
void khoa_print_options_clear(KhoaPrintOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaPrintOptions, khoa_print_options_clear)

char *khoa_print_options_print(const KhoaPrintOptions *options);
gboolean khoa_print_options_parse(KhoaPrintOptions *options, const char *text, GError **error);

#endif

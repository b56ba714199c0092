/* A print run: the tags of a batch onto sheets, as front.pdf, back.pdf where the layout has a back,
 * and manifest.csv. Nothing drawn depends on clock, locale, thread order or machine: the same batch
 * and options give the same bytes. */
#ifndef KHOA_OFFICE_RUN_H
#define KHOA_OFFICE_RUN_H

#include "office.h"
#include "print_options.h"
#include "reg/batch.h"

/* Told after each sheet; what: the file being written. */
typedef struct KhoaProgress {
  void (*tell)(const char *what, guint64 done, guint64 total, gpointer data);
  gpointer data;
} KhoaProgress;

/* Loaded and laid out before anything is registered, so that a text that doesn't fit or a paper
 * that is too small is found in time. */
typedef struct KhoaRun KhoaRun;

/* batch: its texts, hotline set and prefix; a count of 0 for specimens, which have MẪU across.
 * name and svg: the artwork. */
KhoaRun *khoa_run_new(KhoaOffice *office, const KhoaBatchRecord *batch, const char *name,
                      const char *svg, const KhoaPrintOptions *options, GError **error);
void khoa_run_free(KhoaRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaRun, khoa_run_free)

/* tags: KhoaTagRecord elements, in the order of drawing, signatures by the batch's key. Writes the
 * files into a folder; options.only is the caller's to apply. */
gboolean khoa_run_write(KhoaRun *run, const GArray *tags, const char *folder,
                        const KhoaProgress *progress, GError **error);
/* How many sheets so many tags take. */
guint64 khoa_run_sheets(const KhoaRun *run, guint64 tags);

#endif

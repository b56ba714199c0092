/* A print run: the tags of a batch onto sheets, as front.pdf, back.pdf where the layout has a back,
 * cut.pdf if the cut line is to have a file of its own, and manifest.csv; or each tag for itself,
 * as a picture. Nothing drawn depends on clock, locale, thread order or machine: the same batch and
 * options give the same bytes. */
#ifndef KHOA_OFFICE_RUN_H
#define KHOA_OFFICE_RUN_H

#include "art/layout.h"
#include "office.h"
#include "print_options.h"
#include "reg/batch.h"
#include "reg/tag.h"

/* Told after each sheet; what: the file being written. */
typedef struct KhoaProgress {
  void (*tell)(const char *what, guint64 done, guint64 total, gpointer data);
  gpointer data;
} KhoaProgress;

/* Loaded and laid out before anything is registered, so that a text that doesn't fit or a paper
 * that is too small is found in time. */
typedef struct KhoaRun KhoaRun;

/* batch: its texts, hotline set and prefix; a count of 0 for specimens, which have MẪU across.
 * name and svg: the artwork, which is held to the rules of `layout check`. */
KhoaRun *khoa_run_new(KhoaOffice *office, const KhoaBatchRecord *batch, const char *name,
                      const char *svg, const KhoaPrintOptions *options, GError **error);
/* The same of a batch that is issued: its artwork is refused for nothing but what keeps it from
 * being drawn (khoa_layout_faults_new_issued()), so that a rule of today's can't take away files
 * that were drawn by those of its day. */
KhoaRun *khoa_run_again(KhoaOffice *office, const KhoaBatchRecord *batch, const char *name,
                        const char *svg, const KhoaPrintOptions *options, GError **error);
void khoa_run_free(KhoaRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaRun, khoa_run_free)

/* tags: KhoaTagRecord elements, in the order of drawing, signatures by the batch's key. Writes the
 * files into a folder; options.only is the caller's to apply. */
gboolean khoa_run_write(KhoaRun *run, const GArray *tags, const char *folder,
                        const KhoaProgress *progress, GError **error);
/* The same as one of several volumes, from 1: front-1.pdf, back-1.pdf, manifest-1.csv. */
gboolean khoa_run_write_volume(KhoaRun *run, const GArray *tags, const char *folder, guint volume,
                               const KhoaProgress *progress, GError **error);

typedef enum KhoaFormat { KHOA_FORMAT_PDF, KHOA_FORMAT_SVG, KHOA_FORMAT_PNG } KhoaFormat;
/* Each face of each tag as a picture of its trimmed size, named by its printed code:
 * 0012-00345-67-front.svg. format: SVG, or PNG by so many dpi. Options of sheets mean nothing here,
 * but for the cut line: a layer is drawn in SVG pictures, in the layout's own colour, never in PNG.
 */
gboolean khoa_run_write_pictures(KhoaRun *run, const GArray *tags, const char *folder,
                                 KhoaFormat format, double dpi, const KhoaProgress *progress,
                                 GError **error);

/* Where a code stands in a finished file, and what it must say. */
typedef struct KhoaRunCode {
  guint sheet;       /* page, from 1 */
  double x, y, size; /* mm from the page's top left, quiet zone included */
  char *text;
} KhoaRunCode;
void khoa_run_code_clear(KhoaRunCode *code);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaRunCode, khoa_run_code_clear)

/* "front.pdf", "back.pdf"; NULL for a face that the layout doesn't have. */
const char *khoa_run_file(const KhoaRun *run, KhoaFace face);
gboolean khoa_run_has_codes(const KhoaRun *run, KhoaFace face);
/* Which of the tags is drawn at the n-th place (from 0), copies counted. */
const KhoaTagRecord *khoa_run_tag(const KhoaRun *run, const GArray *tags, guint64 n);
/* The code of the n-th tag drawn (from 0), which is `tag`, on a face that has codes. */
gboolean khoa_run_code(const KhoaRun *run, KhoaFace face, guint64 n, const KhoaTagRecord *tag,
                       KhoaRunCode *code, GError **error);

/* Where the n-th tag drawn (from 0) stands, all from 1, as seen on the front. */
void khoa_run_place(const KhoaRun *run, guint64 n, guint *sheet, guint *row, guint *column);
/* How many sheets so many tags take, copies counted in; and how many tags go onto so many, of which
 * the first is begun at the place `start_at`. */
guint64 khoa_run_sheets(const KhoaRun *run, guint64 tags);
guint64 khoa_run_tags(const KhoaRun *run, guint64 sheets, gint64 start_at);

#endif

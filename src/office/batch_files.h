/* The files of a batch: batches/NNNN/ with front.pdf, back.pdf, manifest.csv, SHA256SUMS over them
 * and SHA256SUMS.minisig by the authority. Drawn from the registry alone, so a batch whose files a
 * crash took can always be finished, with the same bytes. */
#ifndef KHOA_OFFICE_BATCH_FILES_H
#define KHOA_OFFICE_BATCH_FILES_H

#include "endorse.h"
#include "run.h"

/* "batches/0012" in the office's folder; the caller's. */
char *khoa_batch_folder(const KhoaOffice *office, gint64 number);
/* A run that draws the batch by these options, with its own artwork from the registry. */
KhoaRun *khoa_batch_run(KhoaOffice *office, const KhoaBatchRecord *batch,
                        const KhoaPrintOptions *options, GError **error);
/* KhoaTagRecord elements: the batch's tags in order, or those that `only` names (gint64, rising;
 * NULL: all); one that the batch doesn't have is an error. */
GArray *khoa_batch_tags(KhoaOffice *office, const KhoaBatchRecord *batch, const GArray *only,
                        GError **error);

/* One khoa draws at a time: another that finds a batch unfinished waits, then finds it done.
 * Closing the descriptor lets go of the lock; -1: an error. */
int khoa_batch_lock(const KhoaOffice *office, GError **error);
/* Draws and signs a batch's files, puts them in place and records their hashes, unless that has
 * been done. The authority must be unlocked. `run` may be NULL: made from the registry. */
gboolean khoa_batch_finish(KhoaOffice *office, const KhoaBatchRecord *batch, KhoaRun *run,
                           const KhoaProgress *progress, GError **error);
/* The same for every batch that has none yet; finished: gets their numbers (gint64). */
gboolean khoa_batch_finish_all(KhoaOffice *office, const KhoaProgress *progress, GArray *finished,
                               GError **error);

/* The files that may be drawn for a batch, NULL-terminated. */
extern const char *const khoa_batch_file_names[];
/* SHA256SUMS over those of them that are recorded; the caller's. */
char *khoa_batch_sums(KhoaOffice *office, gint64 number, GError **error);
/* What the log's entry of the drawing covers of it. */
void khoa_batch_sums_hash(guint8 hash[KHOA_SHA256_SIZE], const char *sums);
/* Signs and writes such a text into a batch's folder. The authority must be unlocked. */
gboolean khoa_batch_write_sums(KhoaOffice *office, gint64 number, const char *sums,
                               const char *folder, GError **error);

#endif

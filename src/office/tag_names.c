#include "tag_names.h"

#include "batch_files.h"
#include "ranges.h"
#include "tag/code.h"
#include "verify.h"

#include <string.h>

#define SHOWN_MAX 60 /* bytes of a text that an error repeats */

/* A scanned text names a tag only if it is genuine: else a forgery's scan would hand over or revoke
 * the tag whose number it bears. */
static gboolean name_scanned(KhoaOffice *office, const char *text, KhoaTagName *name,
                             GError **error) {
  g_autoptr(KhoaVerifier) verifier = khoa_verifier_new(office);
  g_auto(KhoaAnswer) answer = {0};
  if (!khoa_verifier_ask(verifier, text, strlen(text), &answer, error))
    return FALSE;
  const KhoaVerdict *verdict = &answer.verdict;
  *name = (KhoaTagName){answer.tag.batch, answer.tag.index};
  if (verdict->signature == KHOA_SIGNATURE_GOOD && verdict->word != KHOA_VERDICT_ALTERED &&
      verdict->word != KHOA_VERDICT_SPECIMEN)
    return TRUE;
  g_autofree char *shown = g_utf8_make_valid(text, (gssize)MIN(strlen(text), SHOWN_MAX));
  if (verdict->word == KHOA_VERDICT_NOT_A_TAG)
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                "'%s' is neither a printed code such as 0123-04567-38 nor a scanned text: %s",
                shown, answer.note);
  else
    g_set_error(error, KHOA_OFFICE_ERROR, 0, "'%s...' is %s: %s", shown, answer.word, answer.note);
  return FALSE;
}

gboolean khoa_tag_name_parse(KhoaOffice *office, const char *text, KhoaTagName *name,
                             GError **error) {
  return khoa_code_parse(&name->batch, &name->index, text, strlen(text)) == KHOA_CODE_OK ||
         name_scanned(office, text, name, error);
}

/* Which of the batch's tags stand on these sheets of its own files. */
static GArray *indexes_on(KhoaOffice *office, const KhoaBatchRecord *batch, const char *list,
                          GError **error) {
  g_auto(KhoaPrintOptions) options = {0};
  guint64 count = (guint64)batch->count;
  g_autoptr(KhoaRun) run = khoa_print_options_parse(&options, batch->sheet, error)
                               ? khoa_batch_run(office, batch, &options, error)
                               : NULL;
  guint64 most = run ? khoa_run_sheets(run, count) : 0;
  g_autoptr(GArray) sheets = run ? khoa_ranges_parse(list, 1, (gint64)most, error) : NULL;
  if (!sheets)
    return NULL;
  g_autofree gboolean *chosen = g_new0(gboolean, most + 1), *stands = g_new0(gboolean, count);
  for (guint i = 0; i < sheets->len; i++)
    chosen[g_array_index(sheets, gint64, i)] = TRUE;
  for (guint64 n = 0; n < count * (guint64)options.copies; n++) {
    guint sheet, row, column;
    khoa_run_place(run, n, &sheet, &row, &column);
    stands[n % count] |= chosen[sheet];
  }
  GArray *indexes = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (gint64 index = 1; index <= batch->count; index++)
    if (stands[index - 1])
      g_array_append_val(indexes, index);
  return indexes;
}

/* The indexes that a choice names; NULL with an error if it names others. */
static GArray *choose(KhoaOffice *office, const KhoaBatchRecord *batch,
                      const KhoaTagsOfBatch *choice, GError **error) {
  g_autofree char *all = g_strdup_printf("1-%" G_GINT64_FORMAT, batch->count);
  if (choice->sheets)
    return indexes_on(office, batch, choice->sheets, error);
  return khoa_ranges_parse(choice->only ? choice->only : all, 1, batch->count, error);
}

gboolean khoa_tag_names_of_batch(KhoaOffice *office, const KhoaTagsOfBatch *choice, GArray *names,
                                 GError **error) {
  g_autoptr(KhoaBatchRecord) batch = khoa_batch_load(office, choice->batch, error);
  g_autoptr(GArray) indexes = batch ? choose(office, batch, choice, error) : NULL;
  for (guint i = 0; indexes && i < indexes->len; i++) {
    KhoaTagName name = {(guint32)batch->number, (guint32)g_array_index(indexes, gint64, i)};
    g_array_append_val(names, name);
  }
  return indexes != NULL;
}

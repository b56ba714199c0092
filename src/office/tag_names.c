#include "tag_names.h"

#include "batch_files.h"
#include "ranges.h"
#include "reg/seen.h"
#include "tag/code.h"
#include "verify.h"

#include <glib/gi18n.h>
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
                _("'%s' is neither a printed code such as 0123-04567-38 nor a scanned text: %s"),
                shown, answer.note);
  else
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("'%s...' is %s: %s"), shown, answer.word,
                answer.note);
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

/* found[]: by KhoaSurveyFound. */
static gboolean parse_found(const char *list, gboolean found[KHOA_FOUND_END], GError **error) {
  g_auto(GStrv) words = g_strsplit(list, ",", -1);
  gboolean good = *words != NULL;
  for (char **word = words; *word && good; word++) {
    KhoaSurveyFound one = khoa_found_from_word(g_strstrip(*word));
    good = one == KHOA_FOUND_DAMAGED || one == KHOA_FOUND_UNREADABLE;
    found[one] = TRUE;
  }
  if (!good)
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("--found %s: give damaged, unreadable or damaged,unreadable; what is missing is "
                  "'khoa tag lost'"),
                list);
  return good;
}

gboolean khoa_tag_names_found(KhoaOffice *office, const KhoaTagsFound *choice, GArray *names,
                              GError **error) {
  gboolean found[KHOA_FOUND_END] = {0};
  if (!parse_found(choice->found, found, error))
    return FALSE;
  g_autoptr(KhoaSeenList) list = khoa_seen_list(office->db, choice->round, G_MAXINT64, error);
  for (guint i = 0, count; list && i < list->seen->len; i += count) {
    const KhoaSeen *last = NULL, *seen = &g_array_index(list->seen, KhoaSeen, i);
    count = khoa_seen_count(list, i);
    for (guint n = 0; n < count; n++)
      if (seen[n].kind && seen[n].verdict != KHOA_VERDICT_FORGED &&
          seen[n].verdict != KHOA_VERDICT_ALTERED &&
          (!choice->unit || strcmp(choice->unit, seen[n].unit) == 0))
        last = &seen[n];
    const KhoaTagName name = {(guint32)seen->batch, (guint32)seen->index};
    if (last && found[last->found])
      g_array_append_val(names, name);
  }
  return list != NULL;
}

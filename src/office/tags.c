#include "tags.h"

#include "batch_files.h"
#include "ranges.h"
#include "reg/tag.h"
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

gboolean khoa_tag_names_of_batch(KhoaOffice *office, gint64 number, const char *only, GArray *names,
                                 GError **error) {
  g_autoptr(KhoaBatchRecord) batch = khoa_batch_load(office, number, error);
  if (!batch)
    return FALSE;
  g_autofree char *all = g_strdup_printf("1-%" G_GINT64_FORMAT, batch->count);
  g_autoptr(GArray) indexes = khoa_ranges_parse(only ? only : all, 1, batch->count, error);
  for (guint i = 0; indexes && i < indexes->len; i++) {
    KhoaTagName name = {(guint32)number, (guint32)g_array_index(indexes, gint64, i)};
    g_array_append_val(names, name);
  }
  return indexes != NULL;
}

static gint compare_names(gconstpointer a, gconstpointer b) {
  const KhoaTagName *x = a, *y = b;
  if (x->batch != y->batch)
    return x->batch < y->batch ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

/* One entry for each batch: which of its tags changed, so that the log alone tells each tag's life.
 */
static gboolean log_changes(KhoaOffice *office, GArray *changed, const char *act,
                            const char *reason, GError **error) {
  g_array_sort(changed, compare_names);
  for (guint i = 0, end; i < changed->len; i = end) {
    guint32 batch = g_array_index(changed, KhoaTagName, i).batch;
    g_autoptr(GArray) indexes = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (end = i; end < changed->len && g_array_index(changed, KhoaTagName, end).batch == batch;
         end++) {
      gint64 index = g_array_index(changed, KhoaTagName, end).index;
      g_array_append_val(indexes, index);
    }
    g_autofree char *list = khoa_ranges_print(indexes);
    g_autofree char *object = g_strdup_printf("batch %u: %s", batch, list);
    if (!khoa_office_log(office, act, object, reason, error))
      return FALSE;
  }
  return TRUE;
}

/* done: gets the tags that changed. */
static gboolean set_each(KhoaOffice *office, const GArray *names, KhoaStatus status, gboolean all,
                         GArray *done, KhoaTagsChanged *changed, GError **error) {
  for (guint i = 0; i < names->len; i++) {
    const KhoaTagName *name = &g_array_index(names, KhoaTagName, i);
    gboolean different = FALSE;
    GError *fault = NULL;
    gboolean set =
        khoa_tag_set_status(office->db, name->batch, name->index, status, &different, &fault);
    if (!set && (all || !g_error_matches(fault, KHOA_DB_ERROR, KHOA_DB_CONSTRAINT))) {
      g_propagate_error(error, fault);
      return FALSE;
    }
    g_clear_error(&fault);
    changed->passed_over += !set;
    changed->unchanged += set && !different;
    if (set && different)
      g_array_append_vals(done, name, 1);
  }
  changed->changed = done->len;
  return TRUE;
}

static gboolean is_line(const char *text) {
  while (*text && !g_ascii_iscntrl(*text))
    text++;
  return !*text;
}

gboolean khoa_tags_set_status(KhoaOffice *office, const GArray *names, KhoaStatus status,
                              gboolean all, const char *act, const char *reason,
                              KhoaTagsChanged *changed, GError **error) {
  g_autoptr(GArray) done = g_array_new(FALSE, FALSE, sizeof(KhoaTagName));
  *changed = (KhoaTagsChanged){0};
  if (!is_line(reason)) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, "the reason must be one line of text");
    return FALSE;
  }
  if (!khoa_db_begin(office->db, error))
    return FALSE;
  if (set_each(office, names, status, all, done, changed, error) &&
      log_changes(office, done, act, reason, error) && khoa_db_commit(office->db, error))
    return TRUE;
  khoa_db_rollback(office->db);
  return FALSE;
}

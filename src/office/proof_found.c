#include "proof_found.h"

#include "batch_files.h"
#include "qr/scan.h"
#include "tag/code.h"
#include "verify.h"

#include <glib/gi18n.h>

struct KhoaFound {
  KhoaOffice *office;
  KhoaProof *proof;
  KhoaVerifier *verifier;
  GHashTable *pages;   /* printed code -> page on which it was first found */
  GHashTable *batches; /* numbers met */
};

KhoaFound *khoa_found_new(KhoaOffice *office, KhoaProof *proof) {
  KhoaFound *found = g_new0(KhoaFound, 1);
  found->office = office;
  found->proof = proof;
  found->verifier = khoa_verifier_new(office);
  found->pages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  found->batches = g_hash_table_new(NULL, NULL);
  return found;
}

void khoa_found_free(KhoaFound *found) {
  if (!found)
    return;
  khoa_verifier_free(found->verifier);
  g_hash_table_unref(found->pages);
  g_hash_table_unref(found->batches);
  g_free(found);
}

/* A good signature under one of our addresses or none: whatever became of the tag since. */
static gboolean is_ours(const KhoaAnswer *answer) {
  return answer->code && answer->verdict.word != KHOA_VERDICT_ALTERED &&
         answer->verdict.signature == KHOA_SIGNATURE_GOOD;
}

static void count(KhoaFound *found, guint page, const KhoaAnswer *answer) {
  guint before = GPOINTER_TO_UINT(g_hash_table_lookup(found->pages, answer->code));
  if (before && found->proof->pictures && before != page)
    return;
  if (before) {
    khoa_proof_add(found->proof, page, answer->code, _("twice: also on page %u"), before);
    return;
  }
  g_hash_table_insert(found->pages, g_strdup(answer->code), GUINT_TO_POINTER(page));
  g_hash_table_add(found->batches, GUINT_TO_POINTER(answer->tag.batch));
  found->proof->read++;
}

gboolean khoa_found_add(KhoaFound *found, guint page, const GPtrArray *scans, GError **error) {
  for (guint i = 0; i < scans->len; i++) {
    const KhoaScan *scan = g_ptr_array_index(scans, i);
    g_auto(KhoaAnswer) answer = {0};
    if (!khoa_verifier_ask(found->verifier, scan->text, scan->length, &answer, error))
      return FALSE;
    if (is_ours(&answer))
      count(found, page, &answer);
    else
      khoa_proof_add(found->proof, page, answer.code, "%s", answer.word);
  }
  return TRUE;
}

gboolean khoa_found_has(const KhoaFound *found, KhoaTagName tag) {
  char code[KHOA_CODE_SIZE];
  khoa_code_print(code, tag.batch, tag.index);
  return g_hash_table_contains(found->pages, code);
}

static gboolean check_batch(KhoaFound *found, guint32 number, GError **error) {
  if (number == 0) /* specimens are of no batch: all that were found are all there are */
    return TRUE;
  g_autoptr(KhoaBatchRecord) batch = khoa_batch_load(found->office, number, error);
  for (guint32 index = 1; batch && index <= batch->count; index++) {
    KhoaTagName tag = {number, index};
    if (!khoa_found_has(found, tag))
      khoa_proof_add_tag(found->proof, 0, tag, _("missing"));
  }
  if (batch)
    found->proof->expected += (guint64)batch->count;
  return batch != NULL;
}

static gboolean check_batches(KhoaFound *found, GError **error) {
  GHashTableIter iter;
  gpointer number;
  g_hash_table_iter_init(&iter, found->batches);
  while (g_hash_table_iter_next(&iter, &number, NULL))
    if (!check_batch(found, GPOINTER_TO_UINT(number), error))
      return FALSE;
  return TRUE;
}

gboolean khoa_found_end(KhoaFound *found, GError **error) {
  if (found->proof->read == 0)
    khoa_proof_add(found->proof, 0, NULL, _("holds no code that can be read"));
  if (!found->proof->pictures && !check_batches(found, error))
    return FALSE;
  found->proof->expected = MAX(found->proof->expected, found->proof->read);
  return TRUE;
}

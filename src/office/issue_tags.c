#include "issue_tags.h"

#include "art/ahead.h"
#include "reg/replacement.h"

#define SLICE 128 /* tags that a core signs at once */

static void sign_tag(KhoaTagRecord *tag, const KhoaSigner *signer) {
  guint8 payload[KHOA_PAYLOAD_SIZE];
  const KhoaTag name = {tag->kind, (guint32)tag->batch, (guint32)tag->index};
  gboolean packed = khoa_payload_pack(payload, name);
  g_assert(packed); /* the schema keeps batch and index in range */
  khoa_signer_sign(signer, tag->signature, payload);
}

typedef struct Signing {
  const KhoaSigner *signer;
  GArray *tags;
} Signing;

static gpointer sign_slice(guint64 n, gpointer data, GError **error) {
  const Signing *signing = data;
  (void)error;
  for (guint i = (guint)n * SLICE; i < MIN(((guint)n + 1) * SLICE, signing->tags->len); i++)
    sign_tag(&g_array_index(signing->tags, KhoaTagRecord, i), signing->signer);
  return data;
}

static void keep(gpointer data) {
  (void)data;
}

/* On all cores. */
static void sign_tags(GArray *tags, const KhoaSigner *signer) {
  Signing signing = {signer, tags};
  guint64 slices = (tags->len + SLICE - 1) / SLICE;
  g_autoptr(KhoaAhead) ahead = khoa_ahead_new(slices, sign_slice, keep, &signing);
  for (guint64 n = 0; n < slices; n++)
    khoa_ahead_next(ahead, NULL);
}

GArray *khoa_issue_tags(const KhoaBatchRecord *batch, const GArray *due, const KhoaSigner *signer) {
  GArray *tags = g_array_sized_new(FALSE, FALSE, sizeof(KhoaTagRecord), (guint)batch->count);
  KhoaTagRecord tag = {.batch = batch->number, .kind = batch->kind, .status = KHOA_STATUS_PRINTED};
  for (guint i = 0; i < due->len; i++) {
    const KhoaTagsDue *one = &g_array_index(due, KhoaTagsDue, i);
    tag.subject = one->subject;
    tag.replaces_batch = one->replaces.batch;
    tag.replaces_index = one->replaces.index;
    for (gint64 n = 0; n < one->count && tag.index < batch->count; n++) {
      tag.index++;
      g_array_append_val(tags, tag);
    }
  }
  sign_tags(tags, signer);
  return tags;
}

GArray *khoa_issue_specimen_tags(guint count) {
  GArray *tags = g_array_sized_new(FALSE, FALSE, sizeof(KhoaTagRecord), count);
  KhoaSigner *signer = khoa_signer_new_specimen();
  for (guint i = 1; signer && i <= count; i++) {
    KhoaTagRecord tag = {.kind = KHOA_KIND_SPECIMEN, .index = i};
    g_array_append_val(tags, tag);
  }
  sign_tags(tags, signer);
  khoa_signer_free(signer);
  return tags;
}

gboolean khoa_issue_tags_add(KhoaOffice *office, const GArray *tags, GError **error) {
  for (guint i = 0; i < tags->len; i++) {
    const KhoaTagRecord *tag = &g_array_index(tags, KhoaTagRecord, i);
    if (!khoa_tag_add(office->db, tag, error) ||
        (tag->replaces_batch && !khoa_replacement_link(office->db, tag, error)))
      return FALSE;
  }
  return TRUE;
}

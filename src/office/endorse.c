#include "endorse.h"

#include "lineage.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

static GBytes *message_of(KhoaOffice *office, const KhoaBatchRecord *batch, GError **error) {
  g_autoptr(KhoaHotlinesRecord) hotlines = khoa_hotlines_get(office->db, batch->hotline_set, error);
  return hotlines ? khoa_batch_endorsement_message(batch, hotlines) : NULL;
}

gboolean khoa_batch_endorse(KhoaOffice *office, KhoaBatchRecord *batch, GError **error) {
  g_autoptr(GBytes) message = message_of(office, batch, error);
  if (!message || !khoa_lineage_may_sign(office, error))
    return FALSE;
  gsize length;
  const guint8 *bytes = g_bytes_get_data(message, &length);
  khoa_secret_key_endorse(office->authority_key, batch->endorsement, bytes, length);
  return TRUE;
}

gboolean khoa_batch_fits(KhoaOffice *office, const KhoaBatchRecord *batch, gboolean *fits,
                         GError **error) {
  g_autoptr(GBytes) message = message_of(office, batch, error);
  if (!message || !khoa_lineage_refresh(office, error))
    return FALSE;
  gsize length;
  const guint8 *bytes = g_bytes_get_data(message, &length);
  *fits = khoa_authority_endorsed(khoa_lineage_signer(office, batch->number), batch->endorsement,
                                  bytes, length);
  return TRUE;
}

static gboolean check(KhoaOffice *office, const KhoaBatchRecord *batch, GError **error) {
  gboolean fits;
  if (!khoa_batch_fits(office, batch, &fits, error))
    return FALSE;
  if (fits)
    return khoa_lineage_adopted(office, batch->number, error);
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("batch %" PRId64 " was changed in the registry by hand: the authority's "
                "endorsement doesn't fit it; restore a backup"),
              batch->number);
  return FALSE;
}

gboolean khoa_batch_find_endorsed(KhoaOffice *office, gint64 number, KhoaBatchRecord **batch,
                                  GError **error) {
  if (!khoa_batch_find(office->db, number, batch, error))
    return FALSE;
  if (!*batch || check(office, *batch, error))
    return TRUE;
  g_clear_pointer(batch, khoa_batch_record_free);
  return FALSE;
}

KhoaBatchRecord *khoa_batch_load(KhoaOffice *office, gint64 number, GError **error) {
  KhoaBatchRecord *batch;
  if (khoa_batch_find_endorsed(office, number, &batch, error) && !batch)
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("batch %" PRId64 " isn't in the registry: 'khoa issue' makes batches"), number);
  return batch;
}

static gboolean refuse(const KhoaBatchRecord *batch, gint64 index, GError **error) {
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("batch %" PRId64 ": tag %" PRId64 " of %" PRId64
                " is missing from the registry or was changed by hand: restore a backup"),
              batch->number, index, batch->count);
  return FALSE;
}

static gboolean check_digest(const KhoaBatchRecord *batch, const GArray *tags, GError **error) {
  guint8 digest[KHOA_TAGS_DIGEST_SIZE];
  if (!batch->tags_covered)
    return khoa_batch_signed(batch, tags, error);
  khoa_tags_digest(digest, tags);
  if (memcmp(digest, batch->tags, sizeof digest) == 0)
    return TRUE;
  /* Some tag's: a bad signature names it. */
  if (khoa_batch_signed(batch, tags, error))
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("batch %" PRId64 ": whose a tag is, or which one it replaces, was changed "
                  "in the registry by hand: restore a backup"),
                batch->number);
  return FALSE;
}

GArray *khoa_batch_whole(KhoaOffice *office, const KhoaBatchRecord *batch, GError **error) {
  g_autoptr(GArray) tags = khoa_tag_list(office->db, batch->number, 0, error);
  if (!tags)
    return NULL;
  guint good = 0;
  while (good < tags->len && g_array_index(tags, KhoaTagRecord, good).index == (gint64)good + 1)
    good++;
  if (good == tags->len && good == batch->count)
    return check_digest(batch, tags, error) ? g_steal_pointer(&tags) : NULL;
  refuse(batch, (gint64)good + 1, error);
  return NULL;
}

gboolean khoa_batch_signed_tag(const KhoaBatchRecord *batch, const KhoaTagRecord *tag) {
  const KhoaTag name = {tag->kind, (guint32)tag->batch, (guint32)tag->index};
  guint8 payload[KHOA_PAYLOAD_SIZE];
  return khoa_payload_pack(payload, name) &&
         khoa_tag_verify(payload, tag->signature, batch->public_key);
}

gboolean khoa_batch_signed(const KhoaBatchRecord *batch, const GArray *tags, GError **error) {
  for (guint i = 0; i < tags->len; i++) {
    const KhoaTagRecord *tag = &g_array_index(tags, KhoaTagRecord, i);
    if (!khoa_batch_signed_tag(batch, tag))
      return refuse(batch, tag->index, error);
  }
  return TRUE;
}

/* Units, batches and tags without drawing them: put into the registry as issue does, signed by
 * keys of known seeds. */
#ifndef KHOA_TESTS_OFFICE_ISSUED_H
#define KHOA_TESTS_OFFICE_ISSUED_H

#include "office/acts.h"
#include "office/endorse.h"
#include "reg/hotline.h"
#include "reg/subject.h"
#include "reg/tag.h"
#include "tag/sign.h"
#include "unit/office/fixture.h"

#define DAY "2026-11-20"
#define ARTWORK "<svg/>"
#define OLD_PREFIX "https://old.example.vn/#"

static inline void log_act(const Fixture *f, const char *act, const char *object,
                           const char *detail) {
  g_autoptr(GError) error = NULL;
  khoa_office_log_alone(f->office, act, object, detail, &error);
  g_assert_no_error(error);
}

static inline void add_unit(const Fixture *f, const char *code, const char *name) {
  KhoaChange change;
  g_autoptr(GError) error = NULL;
  khoa_unit_put(f->office->db, code, name, NULL, &change, &error);
  g_assert_no_error(error);
  log_act(f, KHOA_ACT_UNITS, "units", "");
}

/* Its id. */
static inline gint64 add_hotlines(const Fixture *f, const char *unit, const char *since) {
  g_autoptr(GError) error = NULL;
  KhoaHotlinesRecord set = {.unit = (char *)unit,
                            .since = (char *)since,
                            .count = 3,
                            .numbers = {{(char *)"+842373867113", (char *)"Trực ban Công an xã"},
                                        {(char *)"+84530000678", (char *)"Trưởng Công an xã"},
                                        {(char *)"113", (char *)"Cảnh sát 113"}}};
  khoa_hotlines_add(f->office->db, &set, &error);
  g_assert_no_error(error);
  log_act(f, KHOA_ACT_HOTLINES, unit, "");
  return set.id;
}

static inline gint64 add_subject(const Fixture *f, const char *unit) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) sealed = g_bytes_new_static("sealed", 6);
  KhoaSubjectRecord subject = {.unit = (char *)unit,
                               .village = (char *)"Thôn 1",
                               .kind = 1,
                               .keychains = 9,
                               .lock_tags = 9,
                               .sealed = sealed};
  randombytes_buf(subject.reference_hash, sizeof subject.reference_hash);
  khoa_subject_put(f->office->db, &subject, &error);
  g_assert_no_error(error);
  return khoa_db_last_id(f->office->db);
}

static inline KhoaSigner *signer_of(gint64 batch) {
  guint8 seed[KHOA_SEED_SIZE] = {0};
  memcpy(seed, &batch, sizeof batch);
  return khoa_signer_new_from_seed(seed);
}

static inline void sign(guint8 signature[KHOA_SIGNATURE_SIZE], const KhoaSigner *signer,
                        KhoaTag tag) {
  guint8 payload[KHOA_PAYLOAD_SIZE];
  g_assert_true(khoa_payload_pack(payload, tag));
  khoa_signer_sign(signer, signature, payload);
}

/* What an order of issue comes down to. */
typedef struct Order {
  gint64 number;
  KhoaKind kind;
  const char *unit;
  gint64 hotline_set;
  const char *prefix;
  gint64 count;
} Order;

static inline void add_batch_of(const Fixture *f, const Order *order, const char *artwork) {
  g_autoptr(GError) error = NULL;
  KhoaSigner *signer = signer_of(order->number);
  KhoaBatchRecord batch = {.number = order->number,
                           .kind = order->kind,
                           .unit = (char *)order->unit,
                           .hotline_set = order->hotline_set,
                           .office_name = (char *)OFFICE_NAME,
                           .unit_name = (char *)"Xã Thọ Sơn",
                           .prefix = (char *)order->prefix,
                           .sheet = (char *)"paper=a4",
                           .day = (char *)DAY,
                           .fund = (char *)"",
                           .count = order->count};
  memcpy(batch.public_key, khoa_signer_public_key(signer), sizeof batch.public_key);
  crypto_hash_sha256(batch.layout, (const guint8 *)artwork, strlen(artwork));
  khoa_batch_endorse(f->office, &batch, &error);
  khoa_layout_put(f->office->db, batch.layout, "keychain", artwork, &error);
  khoa_batch_add(f->office->db, &batch, &error);
  g_assert_no_error(error);
  KhoaTagRecord tag = {.batch = order->number, .subject = add_subject(f, order->unit)};
  for (tag.index = 1; tag.index <= order->count; tag.index++) {
    sign(tag.signature, signer, (KhoaTag){order->kind, (guint32)order->number, (guint32)tag.index});
    khoa_tag_add(f->office->db, &tag, &error);
    g_assert_no_error(error);
  }
  khoa_signer_free(signer);
  g_autofree char *object = g_strdup_printf("batch %" G_GINT64_FORMAT, order->number);
  g_autofree char *detail = g_strdup_printf("%" G_GINT64_FORMAT " tags", order->count);
  log_act(f, KHOA_ACT_ISSUE, object, detail);
}

/* Of artwork that can't be drawn. */
static inline void add_batch(const Fixture *f, const Order *order) {
  add_batch_of(f, order, ARTWORK);
}

static inline void set_status(const Fixture *f, gint64 batch, gint64 index, KhoaStatus status) {
  gboolean changed;
  g_autoptr(GError) error = NULL;
  const char *const acts[KHOA_STATUS_COUNT] = {
      [KHOA_STATUS_IN_USE] = KHOA_ACT_HANDOVER, [KHOA_STATUS_REPLACED] = KHOA_ACT_REPLACED,
      [KHOA_STATUS_LOST] = KHOA_ACT_LOST,       [KHOA_STATUS_REVOKED] = KHOA_ACT_REVOKE,
      [KHOA_STATUS_SPOILED] = KHOA_ACT_SPOIL,
  };
  khoa_tag_set_status(f->office->db, batch, index, status, &changed, &error);
  g_assert_no_error(error);
  g_autofree char *object =
      g_strdup_printf("batch %" G_GINT64_FORMAT ": %" G_GINT64_FORMAT, batch, index);
  log_act(f, acts[status], object, "");
}

static inline KhoaStatus get_status(const Fixture *f, gint64 batch, gint64 index) {
  KhoaTagRecord tag;
  gboolean found;
  g_autoptr(GError) error = NULL;
  khoa_tag_find(f->office->db, batch, index, &tag, &found, &error);
  g_assert_no_error(error);
  g_assert_true(found);
  return tag.status;
}

/* What its QR code says, by a batch's key that needn't be the tag's own; the caller's. */
static inline char *text_signed_by(gint64 signing_batch, const char *prefix, KhoaTag tag) {
  guint8 payload[KHOA_PAYLOAD_SIZE], signature[KHOA_SIGNATURE_SIZE];
  char digits[KHOA_DIGITS + 1];
  KhoaSigner *signer = signing_batch ? signer_of(signing_batch) : khoa_signer_new_specimen();
  g_assert_true(khoa_payload_pack(payload, tag));
  khoa_signer_sign(signer, signature, payload);
  khoa_signer_free(signer);
  khoa_digits_encode(digits, payload, signature);
  return g_strconcat(prefix, digits, NULL);
}

#endif

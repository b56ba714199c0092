#include "bundle.h"
#include "tag/mark.h"

#include <stdlib.h>
#include <string.h>

#define SUCCESSION_NAME "khoa-succession-v1"

static const char *const status_words[KHOA_STATUS_COUNT] = {
    [KHOA_STATUS_PRINTED] = N_("printed"),   [KHOA_STATUS_IN_USE] = N_("in use"),
    [KHOA_STATUS_REPLACED] = N_("replaced"), [KHOA_STATUS_LOST] = N_("lost"),
    [KHOA_STATUS_REVOKED] = N_("revoked"),   [KHOA_STATUS_SPOILED] = N_("spoiled"),
};

const char *khoa_status_word(KhoaStatus status) {
  return status == KHOA_STATUS_UNKNOWN ? N_("unknown") : status_words[status];
}

void khoa_bundle_clear(KhoaBundle *bundle) {
  if (bundle->storage != NULL) {
    free(bundle->successions);
    free(bundle->prefixes);
    free(bundle->units);
    free(bundle->hotlines);
    free(bundle->batches);
    free(bundle->storage);
  }
  *bundle = (KhoaBundle){0};
}

static int compare_number(const void *number, const void *batch) {
  uint32_t a = *(const uint32_t *)number, b = ((const KhoaBatch *)batch)->number;
  return (a > b) - (a < b);
}

const KhoaBatch *khoa_bundle_batch(const KhoaBundle *bundle, uint32_t number) {
  if (bundle->n_batches == 0)
    return NULL;
  return bsearch(&number, bundle->batches, bundle->n_batches, sizeof *bundle->batches,
                 compare_number);
}

const KhoaHotlineSet *khoa_bundle_current_hotlines(const KhoaBundle *bundle, const KhoaUnit *unit) {
  const KhoaHotlineSet *current = NULL;
  for (size_t i = 0; i < bundle->n_hotlines; i++) {
    const KhoaHotlineSet *set = &bundle->hotlines[i];
    if (set->unit == unit && (current == NULL || strcmp(set->since, current->since) >= 0))
      current = set;
  }
  return current;
}

KhoaStatus khoa_batch_status(const KhoaBatch *batch, uint32_t index) {
  if (batch->status == NULL || index < 1 || index > batch->count)
    return KHOA_STATUS_UNKNOWN;
  unsigned byte = batch->status[(index - 1) / 2];
  return (KhoaStatus)(index % 2 == 1 ? byte & 15 : byte >> 4);
}

void khoa_status_pack(uint8_t *nibbles, uint32_t index, KhoaStatus status) {
  uint8_t *byte = &nibbles[(index - 1) / 2];
  *byte =
      (uint8_t)(index % 2 == 1 ? (*byte & 0xf0) | (int)status : (*byte & 0x0f) | (int)status << 4);
}

void khoa_succession_message(uint8_t message[KHOA_SUCCESSION_MESSAGE_SIZE],
                             const KhoaAuthority *from, const KhoaAuthority *to,
                             const char date[KHOA_DATE_SIZE]) {
  /* The name goes in with its NUL, which is the zero byte; the date without. */
  memcpy(message, SUCCESSION_NAME, sizeof SUCCESSION_NAME);
  message += sizeof SUCCESSION_NAME;
  memcpy(message, from->key, sizeof from->key);
  message += sizeof from->key;
  memcpy(message, to->key, sizeof to->key);
  memcpy(message + sizeof to->key, date, KHOA_DATE_SIZE - 1);
}

bool khoa_bundle_follows(const KhoaBundle *bundle, const KhoaAuthority *pinned) {
  if (khoa_authority_equal(pinned, &bundle->authority))
    return true;
  for (size_t i = 0; i < bundle->n_successions; i++)
    if (khoa_authority_equal(pinned, &bundle->successions[i].from))
      return true;
  return false;
}

#include <stdlib.h>
#include <string.h>

#include "base64.h"
#include "bundle.h"
#include "date.h"
#include "tag/mark.h"
#include "writer.h"

static void put_head(KhoaWriter *w, const KhoaBundle *bundle) {
  char created[KHOA_TIME_SIZE] = "", authority[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_time_print(created, bundle->created);
  khoa_authority_print(authority, &bundle->authority);
  khoa_writer_put(w, "khoa-bundle %d", KHOA_BUNDLE_VERSION);
  khoa_writer_put(w, "sequence %llu", (unsigned long long)bundle->sequence);
  khoa_writer_put(w, "created %s", created);
  khoa_writer_put(w, "stale-after %u", bundle->stale_after);
  khoa_writer_put(w, "authority %s", authority);
}

static void put_succession(KhoaWriter *w, const KhoaSuccession *succession) {
  char from[KHOA_AUTHORITY_TEXT_SIZE], to[KHOA_AUTHORITY_TEXT_SIZE];
  char signature[KHOA_BASE64_LENGTH(sizeof succession->signature) + 1];
  khoa_authority_print(from, &succession->from);
  khoa_authority_print(to, &succession->to);
  khoa_base64_encode(signature, succession->signature, sizeof succession->signature);
  khoa_writer_put(w, "succession %s %s %s %s", from, to, succession->date, signature);
}

static void put_hotlines(KhoaWriter *w, const KhoaHotlineSet *set) {
  khoa_writer_put(w, "hotlines %u %s %s", set->id, set->unit->code, set->since);
  if (set->count > KHOA_HOTLINES_MAX) {
    w->fault = N_("more than 5 numbers in a hotline set");
    return;
  }
  for (size_t i = 0; i < set->count; i++)
    khoa_writer_put(w, "number %u %s %s", set->id, khoa_writer_word(w, set->numbers[i].number),
                    set->numbers[i].label);
}

static void put_status(KhoaWriter *w, const KhoaBatch *batch) {
  size_t size = (batch->count + 1) / 2;
  char *base64 = malloc(KHOA_BASE64_LENGTH(size) + 1);
  if (base64 == NULL) {
    w->fault = N_("not enough memory");
    return;
  }
  khoa_base64_encode(base64, batch->status, size);
  khoa_writer_put(w, "status %u %s", batch->number, base64);
  free(base64);
}

static void put_batch(KhoaWriter *w, const KhoaBatch *batch) {
  const char *kind = khoa_kind_word(batch->kind);
  char key[KHOA_BASE64_LENGTH(sizeof batch->public_key) + 1];
  khoa_base64_encode(key, batch->public_key, sizeof batch->public_key);
  khoa_writer_put(w, "batch %u %s %s %u %s %u %s", batch->number, kind != NULL ? kind : "?",
                  batch->unit->code, batch->hotlines->id, batch->issued, batch->count, key);
  if (batch->status != NULL)
    put_status(w, batch);
}

static void put_all(KhoaWriter *w, const KhoaBundle *bundle) {
  char privacy[KHOA_BASE64_LENGTH(sizeof bundle->privacy) + 1];
  put_head(w, bundle);
  for (size_t i = 0; i < bundle->n_successions; i++)
    put_succession(w, &bundle->successions[i]);
  khoa_base64_encode(privacy, bundle->privacy, sizeof bundle->privacy);
  khoa_writer_put(w, "privacy %s", privacy);
  for (size_t i = 0; i < bundle->n_prefixes; i++)
    khoa_writer_put(w, "prefix %s", bundle->prefixes[i]);
  for (size_t i = 0; i < bundle->n_units; i++)
    khoa_writer_put(w, "unit %s %s", khoa_writer_word(w, bundle->units[i].code),
                    bundle->units[i].name);
  for (size_t i = 0; i < bundle->n_hotlines; i++)
    put_hotlines(w, &bundle->hotlines[i]);
  for (size_t i = 0; i < bundle->n_batches; i++)
    put_batch(w, &bundle->batches[i]);
  khoa_writer_put(w, "end");
}

char *khoa_bundle_print(const KhoaBundle *bundle, size_t *length, KhoaBundleFault *fault) {
  KhoaWriter w = {0};
  KhoaBundle check;
  put_all(&w, bundle);
  *fault = (KhoaBundleFault){w.fault, 0};
  /* The rules stand in one place: what can't be read back isn't written. */
  if (w.fault != NULL || !khoa_bundle_parse(&check, w.text, w.length, fault)) {
    free(w.text);
    return NULL;
  }
  khoa_bundle_clear(&check);
  *length = w.length;
  return w.text;
}

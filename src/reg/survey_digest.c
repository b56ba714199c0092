#include "survey.h"

#include <string.h>

static void add_numbers(crypto_generichash_state *state, const gint64 *numbers, gsize n) {
  guint8 bytes[32 * 8];
  for (gsize i = 0; i < n; i++) {
    guint64 number = GUINT64_TO_BE((guint64)numbers[i]);
    memcpy(bytes + 8 * i, &number, sizeof number);
  }
  crypto_generichash_update(state, bytes, 8 * n);
}

static void add_text(crypto_generichash_state *state, const char *text) {
  crypto_generichash_update(state, (const guint8 *)text, strlen(text) + 1);
}

void khoa_survey_digest_init(crypto_generichash_state *state) {
  crypto_generichash_init(state, NULL, 0, KHOA_SURVEY_DIGEST_SIZE);
  add_text(state, "khoa-survey-v1");
}

void khoa_survey_digest_add(crypto_generichash_state *state, const KhoaSurveyRow *row) {
  const KhoaSurveyRecord *r = &row->record;
  const gint64 numbers[] = {
      row->surveyor,
      r->number,
      r->mode,
      r->time,
      r->batch,
      r->index,
      r->household,
      r->found,
      r->grade,
      r->has_verdict,
      (gint64)r->bundle,
      r->verdict.word,
      r->verdict.signature,
      r->verdict.address,
      r->verdict.status,
      r->freshness,
      (gint64)r->n_weaknesses,
  };
  add_numbers(state, numbers, G_N_ELEMENTS(numbers));
  crypto_generichash_update(state, r->weaknesses, r->n_weaknesses);
  add_text(state, row->unit);
  add_text(state, r->round);
  crypto_generichash_update(state, row->private, sizeof row->private);
}

void khoa_survey_digest_end(crypto_generichash_state *state, const KhoaSurveyFileRecord *file,
                            guint8 digest[KHOA_SURVEY_DIGEST_SIZE]) {
  const gint64 numbers[] = {file->surveyor, file->number,   file->desk,   file->has_previous,
                            file->created,  file->imported, file->records};
  add_numbers(state, numbers, G_N_ELEMENTS(numbers));
  crypto_generichash_update(state, file->sha256, sizeof file->sha256);
  crypto_generichash_update(state, file->previous, sizeof file->previous);
  crypto_generichash_final(state, digest, KHOA_SURVEY_DIGEST_SIZE);
}

gboolean khoa_survey_same(const KhoaSurveyRow *a, const KhoaSurveyRow *b) {
  const KhoaSurveyRow *rows[] = {a, b};
  guint8 hashes[2][KHOA_SURVEY_DIGEST_SIZE];
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    crypto_generichash_state state;
    khoa_survey_digest_init(&state);
    khoa_survey_digest_add(&state, rows[i]);
    crypto_generichash_final(&state, hashes[i], sizeof hashes[i]);
  }
  return memcmp(hashes[0], hashes[1], sizeof hashes[0]) == 0;
}

#include <stdlib.h>
#include <string.h>

#include "base64.h"
#include "date.h"
#include "form.h"
#include "tag/mark.h"
#include "writer.h"

static void put_roster(KhoaWriter *w, const KhoaSealedRoster *roster) {
  char salt[KHOA_BASE64_LENGTH(sizeof roster->salt) + 1];
  char nonce[KHOA_BASE64_LENGTH(sizeof roster->nonce) + 1];
  char *box = malloc(KHOA_BASE64_LENGTH(roster->size) + 1);
  if (box == NULL) {
    w->fault = N_("not enough memory");
    return;
  }
  khoa_base64_encode(salt, roster->salt, sizeof roster->salt);
  khoa_base64_encode(nonce, roster->nonce, sizeof roster->nonce);
  khoa_base64_encode(box, roster->box, roster->size);
  khoa_writer_put(w, "roster %u %u %s %s %s", roster->ops, roster->memory, salt, nonce, box);
  free(box);
}

static void put_all(KhoaWriter *w, const KhoaForm *form) {
  char created[KHOA_TIME_SIZE] = "", authority[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_time_print(created, form->created);
  khoa_authority_print(authority, &form->authority);
  khoa_writer_put(w, "khoa-form %d", KHOA_FORM_VERSION);
  khoa_writer_put(w, "sequence %llu", (unsigned long long)form->sequence);
  khoa_writer_put(w, "created %s", created);
  khoa_writer_put(w, "authority %s", authority);
  for (unsigned i = 0; i < KHOA_GRADE_MAX; i++)
    khoa_writer_put(w, "grade %u %s", i + 1, form->grades[i]);
  for (size_t i = 0; i < form->n_weaknesses; i++)
    khoa_writer_put(w, "weakness %u %s", form->weaknesses[i].number, form->weaknesses[i].name);
  for (size_t i = 0; i < form->n_rounds; i++)
    khoa_writer_put(w, "round %s %s", khoa_writer_word(w, form->rounds[i].unit),
                    form->rounds[i].name);
  if (form->has_roster)
    put_roster(w, &form->roster);
  khoa_writer_put(w, "end");
}

char *khoa_form_print(const KhoaForm *form, size_t *length, KhoaBundleFault *fault) {
  KhoaWriter w = {0};
  KhoaForm check;
  put_all(&w, form);
  *fault = (KhoaBundleFault){w.fault, 0};
  /* The rules stand in one place: what can't be read back isn't written. */
  if (w.fault != NULL || !khoa_form_parse(&check, w.text, w.length, fault)) {
    free(w.text);
    return NULL;
  }
  khoa_form_clear(&check);
  *length = w.length;
  return w.text;
}

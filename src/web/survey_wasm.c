/* What surveyors' phones ask of the trust core: the form, the roster, sealed notes. As khoa_wasm.c.
 */
#include <stdlib.h>
#include <string.h>

#include "exported.h"
#include "json.h"
#include "tag/base64.h"
#include "tag/code.h"
#include "tag/form.h"
#include "tag/note.h"
#include "tag/verdict.h"

/* Takes a form that is signed by that authority (minisign's base64). Its "form" goes to
 * khoa_web_roster_open(); a "fault" instead says why it was refused. */
char *EXPORT(khoa_web_form_open)(const char *text, size_t length, const char *signature,
                                 size_t signature_length, const char *authority,
                                 size_t authority_length);
void EXPORT(khoa_web_form_close)(KhoaForm *form);
/* A "roster" for the functions below, and its villages; or a "fault". It lives as long as the
 * module, which the page throws away to lock it. */
char *EXPORT(khoa_web_roster_open)(const KhoaForm *form, const char *passphrase, size_t length);
/* The households of the village at that place. */
char *EXPORT(khoa_web_roster_village)(const KhoaRoster *roster, size_t place);
/* The tag's "household", by its printed code; null if there is none. */
char *EXPORT(khoa_web_roster_find)(const KhoaRoster *roster, const char *code, size_t length);
/* The "note" as a survey file holds it. seed: 32 random bytes. */
char *EXPORT(khoa_web_note_seal)(const char *privacy, size_t privacy_length, uint8_t *seed,
                                 size_t seed_length, const char *text, size_t length);
/* The "code" that a scanned text claims to be, whoever wrote it; null if it claims none. */
char *EXPORT(khoa_web_claimed)(const char *text, size_t length);

static void put_choices(KhoaJson *json, const KhoaForm *form) {
  khoa_json_open(json, "grades", '[');
  for (size_t i = 0; i < KHOA_GRADE_MAX; i++)
    khoa_json_text(json, NULL, form->grades[i]);
  khoa_json_close(json, ']');
  khoa_json_open(json, "weaknesses", '[');
  for (size_t i = 0; i < form->n_weaknesses; i++) {
    khoa_json_open(json, NULL, '{');
    khoa_json_number(json, "number", form->weaknesses[i].number);
    khoa_json_text(json, "name", form->weaknesses[i].name);
    khoa_json_close(json, '}');
  }
  khoa_json_close(json, ']');
  khoa_json_open(json, "rounds", '[');
  for (size_t i = 0; i < form->n_rounds; i++) {
    khoa_json_open(json, NULL, '{');
    khoa_json_text(json, "unit", form->rounds[i].unit);
    khoa_json_text(json, "name", form->rounds[i].name);
    khoa_json_close(json, '}');
  }
  khoa_json_close(json, ']');
}

static char *describe(const KhoaForm *form) {
  KhoaJson json = {0};
  khoa_json_open(&json, NULL, '{');
  khoa_json_number(&json, "form", (int64_t)(uintptr_t)form);
  khoa_json_number(&json, "sequence", (int64_t)form->sequence);
  khoa_json_number(&json, "created", form->created);
  khoa_json_bool(&json, "roster", form->has_roster);
  put_choices(&json, form);
  khoa_json_close(&json, '}');
  return json.text;
}

char *khoa_web_form_open(const char *text, size_t length, const char *signature,
                         size_t signature_length, const char *authority, size_t authority_length) {
  KhoaAuthority trusted;
  KhoaBundleFault fault = {"no memory", 0};
  if (khoa_authority_parse(&trusted, authority, authority_length) != KHOA_MINISIGN_OK)
    return khoa_json_refuse("pin", 0, NULL);
  KhoaMinisignFault signed_ = khoa_minisign_verify(&trusted, (const uint8_t *)text, length,
                                                   signature, signature_length, NULL);
  if (signed_ != KHOA_MINISIGN_OK)
    return khoa_json_refuse(signed_ == KHOA_MINISIGN_OTHER_KEY ? "authority" : "signature", 0,
                            khoa_minisign_fault_words(signed_));
  KhoaForm *form = malloc(sizeof *form);
  if (form == NULL || !khoa_form_parse(form, text, length, &fault)) {
    free(form);
    return khoa_json_refuse_text(&fault);
  }
  if (khoa_authority_equal(&form->authority, &trusted))
    return describe(form);
  khoa_web_form_close(form);
  return khoa_json_refuse("authority", 0, NULL);
}

void khoa_web_form_close(KhoaForm *form) {
  khoa_form_clear(form);
  free(form);
}

/* The place of the first household behind `from` that is of another village. */
static size_t village_end(const KhoaRoster *roster, size_t from) {
  size_t end = from + 1;
  while (end < roster->n_households &&
         roster->households[end].village == roster->households[from].village)
    end++;
  return end;
}

char *khoa_web_roster_open(const KhoaForm *form, const char *passphrase, size_t length) {
  KhoaBundleFault fault;
  KhoaJson json = {0};
  KhoaRoster *roster = malloc(sizeof *roster);
  if (roster == NULL || !khoa_roster_open(roster, &form->roster, passphrase, length, &fault))
    return khoa_json_refuse("roster", fault.line, fault.what);
  khoa_json_open(&json, NULL, '{');
  khoa_json_number(&json, "roster", (int64_t)(uintptr_t)roster);
  khoa_json_text(&json, "unit", roster->unit);
  khoa_json_number(&json, "households", (int64_t)roster->n_households);
  khoa_json_open(&json, "villages", '[');
  for (size_t i = 0; i < roster->n_households; i = village_end(roster, i))
    khoa_json_text(&json, NULL, roster->households[i].village);
  khoa_json_close(&json, ']');
  khoa_json_close(&json, '}');
  return json.text;
}

static void put_household(KhoaJson *json, const char *key, const KhoaRosterHousehold *household) {
  khoa_json_open(json, key, '{');
  khoa_json_number(json, "number", (int64_t)household->number);
  khoa_json_text(json, "village", household->village);
  khoa_json_text(json, "head", household->head);
  khoa_json_number(json, "tags", (int64_t)household->n_tags);
  khoa_json_close(json, '}');
}

char *khoa_web_roster_village(const KhoaRoster *roster, size_t place) {
  KhoaJson json = {0};
  size_t from = 0;
  while (place-- > 0 && from < roster->n_households)
    from = village_end(roster, from);
  khoa_json_open(&json, NULL, '[');
  for (size_t i = from; from < roster->n_households && i < village_end(roster, from); i++)
    put_household(&json, NULL, &roster->households[i]);
  khoa_json_close(&json, ']');
  return json.text;
}

char *khoa_web_roster_find(const KhoaRoster *roster, const char *code, size_t length) {
  KhoaJson json = {0};
  uint32_t batch, index;
  const KhoaRosterHousehold *found = NULL;
  if (khoa_code_parse(&batch, &index, code, length) == KHOA_CODE_OK)
    found = khoa_roster_find(roster, batch, index);
  khoa_json_open(&json, NULL, '{');
  if (found != NULL)
    put_household(&json, "household", found);
  else
    khoa_json_text(&json, "household", NULL);
  khoa_json_close(&json, '}');
  return json.text;
}

char *khoa_web_note_seal(const char *privacy, size_t privacy_length, uint8_t *seed,
                         size_t seed_length, const char *text, size_t length) {
  uint8_t key[32], sealed[KHOA_NOTE_MAX];
  char base64[KHOA_BASE64_LENGTH(sizeof sealed) + 1];
  if (seed_length != 32 || !khoa_base64_decode(key, sizeof key, privacy, privacy_length) ||
      !khoa_note_seal(sealed, key, seed, text, length))
    return khoa_json_refuse("note", 0, NULL);
  khoa_base64_encode(base64, sealed, khoa_note_sealed_size(length));
  KhoaJson json = {0};
  khoa_json_open(&json, NULL, '{');
  khoa_json_text(&json, "note", base64);
  khoa_json_close(&json, '}');
  return json.text;
}

char *khoa_web_claimed(const char *text, size_t length) {
  KhoaReading reading;
  char code[KHOA_CODE_SIZE];
  KhoaJson json = {0};
  khoa_reading_parse(&reading, text, length);
  bool claims = reading.fault == KHOA_DIGITS_OK && reading.tag.kind != KHOA_KIND_SPECIMEN;
  if (claims)
    khoa_code_print(code, reading.tag.batch, reading.tag.index);
  khoa_json_open(&json, NULL, '{');
  khoa_json_text(&json, "code", claims ? code : NULL);
  khoa_json_close(&json, '}');
  return json.text;
}

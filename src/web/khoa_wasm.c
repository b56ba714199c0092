/* The trust core as the scanner page calls it: src/tag compiled to WebAssembly. Texts go in as
 * bytes in memory from khoa_web_alloc(), answers come out as JSON; src/web/tag.js is the other
 * side. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "exported.h"
#include "json.h"
#include "list/grouping.h"
#include "tag/base64.h"
#include "tag/code.h"
#include "tag/verdict.h"

#define SECONDS_A_DAY 86400
#define CODE_TEXT_MAX 40 /* a printed code with room for dashes and spaces */

void *EXPORT(khoa_web_alloc)(size_t size);
void EXPORT(khoa_web_free)(void *memory);
/* Takes a bundle that is signed by the authority (minisign's base64), or by one that it handed over
 * to. Its "bundle" goes to khoa_web_ask(); a "fault" instead says why it was refused: "pin" (the
 * authority is none), "format", "newer", "signature", or "authority" (detail: by whose key it is).
 */
char *EXPORT(khoa_web_bundle_open)(const char *text, size_t length, const char *signature,
                                   size_t signature_length, const char *authority,
                                   size_t authority_length);
void EXPORT(khoa_web_bundle_close)(KhoaBundle *bundle);
/* What is to be said of a scanned text or a typed code. bundle: NULL if there is none yet. now: UTC
 * seconds. */
char *EXPORT(khoa_web_ask)(const KhoaBundle *bundle, const char *text, size_t length, double now);

void *khoa_web_alloc(size_t size) {
  void *memory = malloc(size > 0 ? size : 1);
  if (memory == NULL)
    abort();
  return memory;
}

void khoa_web_free(void *memory) {
  free(memory);
}

static void put_hash(KhoaJson *json, const char *text, size_t length) {
  uint8_t hash[32];
  char hex[2 * sizeof hash + 1];
  crypto_generichash(hash, sizeof hash, (const uint8_t *)text, length, NULL, 0);
  sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
  khoa_json_text(json, "hash", hex);
}

static void put_head(KhoaJson *json, const KhoaBundle *bundle) {
  char authority[KHOA_AUTHORITY_TEXT_SIZE];
  char privacy[KHOA_BASE64_LENGTH(sizeof bundle->privacy) + 1];
  int64_t tags = 0;
  for (size_t i = 0; i < bundle->n_batches; i++)
    tags += bundle->batches[i].count;
  khoa_authority_print(authority, &bundle->authority);
  khoa_base64_encode(privacy, bundle->privacy, sizeof bundle->privacy);
  khoa_json_number(json, "sequence", (int64_t)bundle->sequence);
  khoa_json_number(json, "created", bundle->created);
  khoa_json_number(json, "staleAfter", bundle->stale_after);
  khoa_json_text(json, "authority", authority);
  khoa_json_text(json, "privacy", privacy);
  khoa_json_number(json, "batches", (int64_t)bundle->n_batches);
  khoa_json_number(json, "tags", tags);
}

static void put_units(KhoaJson *json, const KhoaBundle *bundle) {
  khoa_json_open(json, "units", '[');
  for (size_t i = 0; i < bundle->n_units; i++) {
    khoa_json_open(json, NULL, '{');
    khoa_json_text(json, "code", bundle->units[i].code);
    khoa_json_text(json, "name", bundle->units[i].name);
    khoa_json_close(json, '}');
  }
  khoa_json_close(json, ']');
}

/* NULL if the bundle is good. */
static char *check(const KhoaBundle *bundle, const char *text, size_t length, const char *signature,
                   size_t signature_length, const KhoaAuthority *pinned) {
  KhoaMinisignFault fault = khoa_minisign_verify(&bundle->authority, (const uint8_t *)text, length,
                                                 signature, signature_length, NULL);
  if (fault != KHOA_MINISIGN_OK)
    return khoa_json_refuse("signature", 0, khoa_minisign_fault_words(fault));
  if (khoa_bundle_follows(bundle, pinned))
    return NULL;
  char authority[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_authority_print(authority, &bundle->authority);
  return khoa_json_refuse("authority", 0, authority);
}

static char *describe(const KhoaBundle *bundle, const char *text, size_t length) {
  KhoaJson json = {0};
  khoa_json_open(&json, NULL, '{');
  khoa_json_number(&json, "bundle", (int64_t)(uintptr_t)bundle);
  put_hash(&json, text, length);
  put_head(&json, bundle);
  put_units(&json, bundle);
  khoa_json_close(&json, '}');
  return json.text;
}

char *khoa_web_bundle_open(const char *text, size_t length, const char *signature,
                           size_t signature_length, const char *authority,
                           size_t authority_length) {
  KhoaAuthority pinned;
  KhoaBundleFault fault;
  if (khoa_authority_parse(&pinned, authority, authority_length) != KHOA_MINISIGN_OK)
    return khoa_json_refuse("pin", 0, NULL);
  KhoaBundle *bundle = khoa_web_alloc(sizeof *bundle);
  if (!khoa_bundle_parse(bundle, text, length, &fault)) {
    free(bundle);
    return khoa_json_refuse_text(&fault);
  }
  char *refused = check(bundle, text, length, signature, signature_length, &pinned);
  if (refused == NULL)
    return describe(bundle, text, length);
  khoa_web_bundle_close(bundle);
  return refused;
}

void khoa_web_bundle_close(KhoaBundle *bundle) {
  khoa_bundle_clear(bundle);
  free(bundle);
}

static const char *colour_word(KhoaColour colour) {
  static const char *const words[] = {
      [KHOA_GREY] = "grey", [KHOA_RED] = "red", [KHOA_AMBER] = "amber", [KHOA_GREEN] = "green"};
  return words[colour];
}

static const char *status_word(KhoaStatus status) {
  return status == KHOA_STATUS_UNKNOWN ? NULL : khoa_status_word(status);
}

static void put_numbers(KhoaJson *json, const char *key, const KhoaHotlineSet *set) {
  khoa_json_open(json, key, '[');
  for (size_t i = 0; set != NULL && i < set->count; i++) {
    char printed[KHOA_PRINTED_SIZE];
    khoa_phone_group(printed, set->numbers[i].number);
    khoa_json_open(json, NULL, '{');
    khoa_json_text(json, "number", set->numbers[i].number);
    khoa_json_text(json, "printed", printed);
    khoa_json_text(json, "label", set->numbers[i].label);
    khoa_json_close(json, '}');
  }
  khoa_json_close(json, ']');
}

/* "hotlines": what the tag must show; "current": whom to call today. */
static void put_known(KhoaJson *json, const KhoaBundle *bundle, const KhoaBatch *batch) {
  khoa_json_text(json, "unit", batch->unit->code);
  khoa_json_text(json, "unitName", batch->unit->name);
  khoa_json_text(json, "issued", batch->issued);
  put_numbers(json, "hotlines", batch->hotlines);
  put_numbers(json, "current", khoa_bundle_current_hotlines(bundle, batch->unit));
}

static void put_tag(KhoaJson *json, KhoaTag tag) {
  char code[KHOA_CODE_SIZE];
  khoa_code_print(code, tag.batch, tag.index);
  khoa_json_text(json, "code", code);
  khoa_json_number(json, "batch", tag.batch);
  khoa_json_number(json, "index", tag.index);
}

/* A text on its way to its answer. */
typedef struct Question {
  const KhoaBundle *bundle;
  KhoaReading reading; /* of a printed code only the tag */
  KhoaFacts facts;
  const KhoaBatch *batch; /* NULL: not known */
  KhoaJson json;
} Question;

static void answer_code(Question *question) {
  KhoaJson *json = &question->json;
  KhoaTag tag = question->reading.tag;
  KhoaCodeVerdict verdict = khoa_verdict_of_code(&question->facts, tag.index);
  khoa_json_text(json, "verdict", khoa_code_verdict_word(&verdict));
  khoa_json_text(json, "colour", colour_word(verdict.colour));
  khoa_json_text(json, "byStatus", khoa_verdict_word(verdict.by_status));
  khoa_json_text(json, "signature", NULL);
  khoa_json_text(json, "address", NULL);
  khoa_json_text(json, "status", status_word(verdict.status));
  put_tag(json, tag);
  if (!verdict.registered)
    return;
  khoa_json_text(json, "kind", khoa_kind_word(question->facts.kind));
  put_known(json, question->bundle, question->batch);
}

static void answer_reading(Question *question) {
  KhoaJson *json = &question->json;
  const KhoaReading *reading = &question->reading;
  KhoaVerdict verdict = khoa_verdict_find(reading, &question->facts);
  khoa_json_text(json, "verdict", khoa_verdict_word(verdict.word));
  khoa_json_text(json, "colour", colour_word(khoa_verdict_colour(verdict.word)));
  khoa_json_text(json, "signature", khoa_signature_word(verdict.signature));
  /* Without a bundle nobody has said which addresses are ours. */
  khoa_json_text(json, "address",
                 question->bundle || verdict.address == KHOA_ADDRESS_NONE
                     ? khoa_address_word(verdict.address)
                     : NULL);
  khoa_json_text(json, "status", status_word(verdict.status));
  if (reading->fault != KHOA_DIGITS_OK)
    khoa_json_text(json, "why", khoa_digits_fault_words(reading->fault));
  khoa_json_bool(json, "newer", reading->fault == KHOA_DIGITS_VERSION);
  if (!khoa_verdict_tells_tag(&verdict))
    return;
  put_tag(json, reading->tag);
  khoa_json_text(json, "kind", khoa_kind_word(reading->tag.kind));
  if (khoa_verdict_tells_known(&verdict))
    put_known(json, question->bundle, question->batch);
}

static void put_freshness(KhoaJson *json, const KhoaBundle *bundle, int64_t now) {
  if (bundle == NULL) {
    khoa_json_text(json, "freshness", NULL);
    return;
  }
  int64_t age = (now - bundle->created) / SECONDS_A_DAY;
  khoa_json_text(json, "freshness", khoa_freshness_word(khoa_bundle_freshness(bundle, now)));
  khoa_json_number(json, "age", age > 0 ? age : 0);
  khoa_json_number(json, "sequence", (int64_t)bundle->sequence);
}

char *khoa_web_ask(const KhoaBundle *bundle, const char *text, size_t length, double now) {
  Question question = {.bundle = bundle, .facts.status = KHOA_STATUS_UNKNOWN};
  KhoaTag *tag = &question.reading.tag;
  KhoaCodeFault code = KHOA_CODE_SHAPE;
  if (length <= CODE_TEXT_MAX)
    code = khoa_code_parse(&tag->batch, &tag->index, text, length);
  if (code != KHOA_CODE_OK)
    khoa_reading_parse(&question.reading, text, length);
  if (bundle != NULL)
    khoa_bundle_facts(bundle, &question.reading, &question.facts, &question.batch);
  khoa_json_open(&question.json, NULL, '{');
  (code == KHOA_CODE_OK ? answer_code : answer_reading)(&question);
  khoa_json_bool(&question.json, "typed", code == KHOA_CODE_OK);
  khoa_json_bool(&question.json, "misread", code == KHOA_CODE_CHECK || code == KHOA_CODE_RANGE);
  put_freshness(&question.json, bundle, (int64_t)now);
  khoa_json_close(&question.json, '}');
  return question.json.text;
}

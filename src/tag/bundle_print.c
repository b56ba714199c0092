#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base64.h"
#include "bundle.h"
#include "date.h"

/* Text that grows, a line at a time. The first fault stays. */
typedef struct Writer {
  char *text;
  size_t length, size;
  const char *fault;
} Writer;

static bool reserve(Writer *w, size_t room) {
  if (w->size - w->length > room)
    return true;
  size_t size = 2 * w->size + room + 1;
  char *text = w->fault == NULL ? realloc(w->text, size) : NULL;
  if (text == NULL) {
    w->fault = w->fault != NULL ? w->fault : "not enough memory";
    return false;
  }
  w->text = text;
  w->size = size;
  return true;
}

/* One line, given without its end. */
__attribute__((format(printf, 2, 3))) static void put(Writer *w, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (!reserve(w, (size_t)length + 1))
    return;
  char *line = w->text + w->length;
  va_start(arguments, format);
  vsnprintf(line, (size_t)length + 1, format, arguments);
  va_end(arguments);
  /* A line end in a name would smuggle in a record; khoa_bundle_parse() finds all other faults. */
  if (strchr(line, '\n') != NULL)
    w->fault = "a field holds a line end";
  memcpy(line + length, "\n", 2);
  w->length += (size_t)length + 1;
}

/* Goes into the middle of a line, where a space would be read as the field's end. */
static const char *word(Writer *w, const char *field) {
  if (strchr(field, ' ') != NULL)
    w->fault = "a space in a unit's code or a telephone number";
  return field;
}

static void put_head(Writer *w, const KhoaBundle *bundle) {
  char created[KHOA_TIME_SIZE] = "", authority[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_time_print(created, bundle->created);
  khoa_authority_print(authority, &bundle->authority);
  put(w, "khoa-bundle %d", KHOA_BUNDLE_VERSION);
  put(w, "sequence %llu", (unsigned long long)bundle->sequence);
  put(w, "created %s", created);
  put(w, "stale-after %u", bundle->stale_after);
  put(w, "authority %s", authority);
}

static void put_succession(Writer *w, const KhoaSuccession *succession) {
  char from[KHOA_AUTHORITY_TEXT_SIZE], to[KHOA_AUTHORITY_TEXT_SIZE];
  char signature[KHOA_BASE64_LENGTH(sizeof succession->signature) + 1];
  khoa_authority_print(from, &succession->from);
  khoa_authority_print(to, &succession->to);
  khoa_base64_encode(signature, succession->signature, sizeof succession->signature);
  put(w, "succession %s %s %s %s", from, to, succession->date, signature);
}

static void put_hotlines(Writer *w, const KhoaHotlineSet *set) {
  put(w, "hotlines %u %s %s", set->id, set->unit->code, set->since);
  if (set->count > KHOA_HOTLINES_MAX) {
    w->fault = "more than 5 numbers in a hotline set";
    return;
  }
  for (size_t i = 0; i < set->count; i++)
    put(w, "number %u %s %s", set->id, word(w, set->numbers[i].number), set->numbers[i].label);
}

static void put_status(Writer *w, const KhoaBatch *batch) {
  size_t size = (batch->count + 1) / 2;
  char *base64 = malloc(KHOA_BASE64_LENGTH(size) + 1);
  if (base64 == NULL) {
    w->fault = "not enough memory";
    return;
  }
  khoa_base64_encode(base64, batch->status, size);
  put(w, "status %u %s", batch->number, base64);
  free(base64);
}

static void put_batch(Writer *w, const KhoaBatch *batch) {
  const char *kind = khoa_kind_word(batch->kind);
  char key[KHOA_BASE64_LENGTH(sizeof batch->public_key) + 1];
  khoa_base64_encode(key, batch->public_key, sizeof batch->public_key);
  put(w, "batch %u %s %s %u %s %u %s", batch->number, kind != NULL ? kind : "?", batch->unit->code,
      batch->hotlines->id, batch->issued, batch->count, key);
  if (batch->status != NULL)
    put_status(w, batch);
}

static void put_all(Writer *w, const KhoaBundle *bundle) {
  char privacy[KHOA_BASE64_LENGTH(sizeof bundle->privacy) + 1];
  put_head(w, bundle);
  for (size_t i = 0; i < bundle->n_successions; i++)
    put_succession(w, &bundle->successions[i]);
  khoa_base64_encode(privacy, bundle->privacy, sizeof bundle->privacy);
  put(w, "privacy %s", privacy);
  for (size_t i = 0; i < bundle->n_prefixes; i++)
    put(w, "prefix %s", bundle->prefixes[i]);
  for (size_t i = 0; i < bundle->n_units; i++)
    put(w, "unit %s %s", word(w, bundle->units[i].code), bundle->units[i].name);
  for (size_t i = 0; i < bundle->n_hotlines; i++)
    put_hotlines(w, &bundle->hotlines[i]);
  for (size_t i = 0; i < bundle->n_batches; i++)
    put_batch(w, &bundle->batches[i]);
  put(w, "end");
}

char *khoa_bundle_print(const KhoaBundle *bundle, size_t *length, KhoaBundleFault *fault) {
  Writer w = {0};
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

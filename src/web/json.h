/* Writes an answer for the page: a JSON text that grows as it is written. No depth is kept: the
 * caller opens and closes. Memory that can't be had stops the module. */
#ifndef KHOA_WEB_JSON_H
#define KHOA_WEB_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tag/bundle.h"

typedef struct KhoaJson {
  char *text; /* NUL-terminated; free() it */
  size_t length, size;
} KhoaJson;

/* key: NULL inside an array and at the top. */
void khoa_json_open(KhoaJson *json, const char *key, char bracket);
void khoa_json_close(KhoaJson *json, char bracket);
/* value: UTF-8; NULL writes null. */
void khoa_json_text(KhoaJson *json, const char *key, const char *value);
void khoa_json_number(KhoaJson *json, const char *key, int64_t value);
void khoa_json_bool(KhoaJson *json, const char *key, bool value);

/* A whole answer: the "fault", a word that the page has words for; the "line" where it is, or 0;
 * and the "detail" in words, or NULL. */
char *khoa_json_refuse(const char *fault, size_t line, const char *detail);
/* The same of a text that can't be read: "newer" if a later program wrote it, else "format". */
char *khoa_json_refuse_text(const KhoaBundleFault *fault);

#endif

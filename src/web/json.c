#include "json.h"

#include <stdlib.h>
#include <string.h>

#include "tag/decimal.h"
#include "tag/records.h"

static void put(KhoaJson *json, const char *text, size_t length) {
  if (json->length + length + 1 > json->size) {
    json->size = 2 * (json->length + length + 1);
    json->text = realloc(json->text, json->size);
    if (json->text == NULL)
      abort();
  }
  memcpy(json->text + json->length, text, length);
  json->length += length;
  json->text[json->length] = '\0';
}

static void put_quoted(KhoaJson *json, const char *text) {
  static const char hex[] = "0123456789abcdef";
  put(json, "\"", 1);
  for (; *text != '\0'; text++) {
    unsigned char c = (unsigned char)*text;
    if (c == '"' || c == '\\')
      put(json, "\\", 1);
    if (c < 0x20)
      put(json, (const char[]){'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6);
    else
      put(json, text, 1);
  }
  put(json, "\"", 1);
}

/* What stands in front of a value. */
static void begin(KhoaJson *json, const char *key) {
  if (json->length > 0 && strchr("{[", json->text[json->length - 1]) == NULL)
    put(json, ",", 1);
  if (key == NULL)
    return;
  put_quoted(json, key);
  put(json, ":", 1);
}

void khoa_json_open(KhoaJson *json, const char *key, char bracket) {
  begin(json, key);
  put(json, &bracket, 1);
}

void khoa_json_close(KhoaJson *json, char bracket) {
  put(json, &bracket, 1);
}

void khoa_json_text(KhoaJson *json, const char *key, const char *value) {
  begin(json, key);
  if (value == NULL)
    put(json, "null", 4);
  else
    put_quoted(json, value);
}

void khoa_json_number(KhoaJson *json, const char *key, int64_t value) {
  char digits[20];
  uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  size_t width = 1;
  for (uint64_t rest = size; rest >= 10; rest /= 10)
    width++;
  begin(json, key);
  khoa_decimal_put(digits, width, size);
  put(json, "-", value < 0 ? 1 : 0);
  put(json, digits, width);
}

void khoa_json_bool(KhoaJson *json, const char *key, bool value) {
  begin(json, key);
  put(json, value ? "true" : "false", value ? 4 : 5);
}

char *khoa_json_refuse(const char *fault, size_t line, const char *detail) {
  KhoaJson json = {0};
  khoa_json_open(&json, NULL, '{');
  khoa_json_text(&json, "fault", fault);
  khoa_json_number(&json, "line", (int64_t)line);
  khoa_json_text(&json, "detail", detail);
  khoa_json_close(&json, '}');
  return json.text;
}

char *khoa_json_refuse_text(const KhoaBundleFault *fault) {
  bool later = strcmp(fault->what, khoa_records_later) == 0;
  return khoa_json_refuse(later ? "newer" : "format", fault->line, fault->what);
}

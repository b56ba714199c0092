/* What the tests of this folder share: the vectors, files and hexadecimal bytes. */
#ifndef KHOA_TEST_VECTORS_H
#define KHOA_TEST_VECTORS_H

#include <json-glib/json-glib.h>
#include <sodium.h>
#include <string.h>

/* g_assert_cmpmem() turns sizes into int, which our warnings refuse. */
#define assert_bytes(found, expected, size) g_assert_true(memcmp(found, expected, size) == 0)

static inline char *read_file(const char *path, gsize *length) {
  char *text;
  GError *error = NULL;
  g_file_get_contents(path, &text, length, &error);
  g_assert_no_error(error);
  return text;
}

static inline JsonParser *load_vectors(void) {
  JsonParser *parser = json_parser_new();
  GError *error = NULL;
  json_parser_load_from_file(parser, "tests/vectors/tag-vectors.json", &error);
  g_assert_no_error(error);
  return parser;
}

static inline JsonObject *vectors_object(JsonParser *parser) {
  return json_node_get_object(json_parser_get_root(parser));
}

/* The list's i-th object; NULL behind the last. */
static inline JsonObject *vectors_at(JsonParser *parser, const char *list, guint i) {
  JsonArray *array = json_object_get_array_member(vectors_object(parser), list);
  return i < json_array_get_length(array) ? json_array_get_object_element(array, i) : NULL;
}

/* A member in hexadecimal that has exactly `size` bytes. */
static inline void vectors_bytes(JsonObject *object, const char *member, guint8 *bytes,
                                 gsize size) {
  const char *hex = json_object_get_string_member(object, member);
  size_t found;
  g_assert_cmpint(sodium_hex2bin(bytes, size, hex, strlen(hex), NULL, &found, NULL), ==, 0);
  g_assert_cmpuint(found, ==, size);
}

#endif

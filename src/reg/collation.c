#include "collation.h"

#include <string.h>
#include <unicode/ucol.h>

static int compare_bytes(int left_size, const void *left, int right_size, const void *right) {
  int order = memcmp(left, right, (size_t)(left_size < right_size ? left_size : right_size));
  return order ? order : left_size - right_size;
}

static int compare(void *collator, int left_size, const void *left, int right_size,
                   const void *right) {
  /* Most rows that are sorted next to each other are of one village. */
  int bytes = compare_bytes(left_size, left, right_size, right);
  UErrorCode fault = U_ZERO_ERROR;
  int order = bytes ? ucol_strcollUTF8(collator, left, left_size, right, right_size, &fault) : 0;
  return order ? order : bytes;
}

static void destroy(void *collator) {
  ucol_close(collator);
}

/* What can't be made is missing, and SQLite tells so. */
static void make(void *nothing, sqlite3 *handle, int encoding, const char *name) {
  UErrorCode fault = U_ZERO_ERROR;
  (void)nothing, (void)encoding;
  if (strcmp(name, "vi") != 0)
    return;
  UCollator *collator = ucol_open("vi", &fault);
  ucol_setAttribute(collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &fault);
  if (U_SUCCESS(fault))
    sqlite3_create_collation_v2(handle, name, SQLITE_UTF8, collator, compare, destroy);
  else
    ucol_close(collator);
}

int khoa_collation_offer(sqlite3 *handle) {
  return sqlite3_collation_needed(handle, NULL, make);
}

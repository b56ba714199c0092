/* Finds a record by the text of its key while a bundle is parsed: filled in the order of the file,
 * sorted once at the first look-up. */
#ifndef KHOA_TAG_BUNDLE_INDEX_H
#define KHOA_TAG_BUNDLE_INDEX_H

#include <stdbool.h>
#include <stddef.h>

typedef struct KhoaIndexEntry {
  const char *key; /* must stay */
  size_t place;    /* of the record in its array */
  size_t line;
} KhoaIndexEntry;

/* The entries are the caller's, with room for all keys. */
typedef struct KhoaIndex {
  KhoaIndexEntry *entries;
  size_t count;
  bool sorted;
} KhoaIndex;

/* Not after the first look-up. */
void khoa_index_add(KhoaIndex *index, const char *key, size_t line);
/* The first line that repeats an earlier key; 0 if none does. */
size_t khoa_index_repeated(KhoaIndex *index);
/* False if no record has that key. */
bool khoa_index_find(KhoaIndex *index, const char *key, size_t *place);

#endif

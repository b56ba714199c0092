#include "bundle_index.h"

#include <stdlib.h>
#include <string.h>

static int compare_keys(const void *a, const void *b) {
  return strcmp(((const KhoaIndexEntry *)a)->key, ((const KhoaIndexEntry *)b)->key);
}

/* Equal keys in the order of the file. */
static int compare_entries(const void *a, const void *b) {
  size_t x = ((const KhoaIndexEntry *)a)->line, y = ((const KhoaIndexEntry *)b)->line;
  int order = compare_keys(a, b);
  return order != 0 ? order : (x > y) - (x < y);
}

static void sort(KhoaIndex *index) {
  if (!index->sorted && index->count > 0)
    qsort(index->entries, index->count, sizeof *index->entries, compare_entries);
  index->sorted = true;
}

void khoa_index_add(KhoaIndex *index, const char *key, size_t line) {
  index->entries[index->count] = (KhoaIndexEntry){key, index->count, line};
  index->count++;
}

size_t khoa_index_repeated(KhoaIndex *index) {
  size_t first = 0;
  sort(index);
  for (size_t i = 1; i < index->count; i++) {
    const KhoaIndexEntry *entry = &index->entries[i];
    if (compare_keys(entry - 1, entry) == 0 && (first == 0 || entry->line < first))
      first = entry->line;
  }
  return first;
}

bool khoa_index_find(KhoaIndex *index, const char *key, size_t *place) {
  sort(index);
  if (index->count == 0)
    return false;
  KhoaIndexEntry wanted = {.key = key};
  const KhoaIndexEntry *entry =
      bsearch(&wanted, index->entries, index->count, sizeof wanted, compare_keys);
  if (entry == NULL)
    return false;
  *place = entry->place;
  return true;
}

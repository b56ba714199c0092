#include "heading.h"

#include <csv.h>
#include <string.h>

#include "text.h"

#define LOOKED_AT_BYTES 65536
#define LOOKED_AT_RECORDS 20

GHashTable *khoa_heading_names(const KhoaColumn *columns, gsize n) {
  GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < n; i++) {
    g_auto(GStrv) others = g_strsplit(columns[i].headings, "|", -1);
    g_hash_table_insert(names, khoa_fold(columns[i].name), GUINT_TO_POINTER(i + 1));
    for (char **other = others; *other != NULL; other++)
      g_hash_table_insert(names, khoa_fold(*other), GUINT_TO_POINTER(i + 1));
  }
  return names;
}

typedef struct Search {
  GHashTable *names;
  guint record;
  gboolean filled; /* this line is a record, not blank */
  guint32 found;   /* a bit for each column seen in this record */
  gint best;
  KhoaHeading heading; /* of the best so far */
  unsigned char delimiter;
} Search;

static void look_at_field(void *field, size_t length, void *data) {
  Search *search = data;
  search->filled = TRUE;
  if (search->record >= LOOKED_AT_RECORDS || length == 0)
    return;
  char *folded = khoa_fold(field);
  const guint column = GPOINTER_TO_UINT(g_hash_table_lookup(search->names, folded));
  khoa_text_wipe(folded);
  if (column > 0)
    search->found |= 1u << (column - 1);
}

static void look_at_end(G_GNUC_UNUSED int c, void *data) {
  Search *search = data;
  const gint score = __builtin_popcount(search->found);
  if (score > search->best) {
    search->best = score;
    search->heading = (KhoaHeading){search->delimiter, search->record};
  }
  search->record += search->filled ? 1 : 0;
  search->filled = FALSE;
  search->found = 0;
}

static void search_with(Search *search, const GString *text, unsigned char delimiter) {
  struct csv_parser parser;
  csv_init(&parser, CSV_APPEND_NULL);
  csv_set_blk_size(&parser, KHOA_FIELD_BYTES_MAX); /* at once: growing leaves copies behind */
  csv_set_delim(&parser, delimiter);
  search->delimiter = delimiter;
  search->record = 0;
  csv_parse(&parser, text->str, MIN(text->len, LOOKED_AT_BYTES), look_at_field, look_at_end,
            search);
  csv_fini(&parser, look_at_field, look_at_end, search);
  explicit_bzero(parser.entry_buf, parser.entry_size);
  csv_free(&parser);
}

/* Excel obeys a first line `sep=;` and so do we. */
static gboolean named_delimiter(const GString *text, char delimiter[2]) {
  if (g_ascii_strncasecmp(text->str, "sep=", 4) != 0 || text->str[4] == '\0' ||
      strchr("\"\n", text->str[4]) != NULL || text->str[5] != '\n')
    return FALSE;
  delimiter[0] = text->str[4];
  delimiter[1] = '\0';
  return TRUE;
}

gboolean khoa_heading_find(KhoaHeading *heading, const GString *text, GHashTable *names) {
  Search search = {.names = names};
  char named[2];
  const char *candidates = named_delimiter(text, named) ? named : ",;\t";
  for (; *candidates != '\0'; candidates++)
    search_with(&search, text, (unsigned char)*candidates);
  *heading = search.heading;
  return search.best > 0;
}

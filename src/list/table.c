#include "table.h"

#include <csv.h>
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "encoding.h"
#include "heading.h"
#include "text.h"

struct KhoaTable {
  const KhoaColumn *columns;
  gsize n;
  guint32 headings[KHOA_COLUMNS_MAX]; /* each column's in the text; 0: not in this list */
  GString *text;                      /* every cell, each ended by a NUL; "" stands at 0 */
  GArray *cells;                      /* guint32: n places in the text for each row */
  GArray *lines;                      /* guint: of each row */
  GPtrArray *ignored;
};

/* What a field's heading says about it; else the number of its column. */
enum { NO_HEADING = -1, PASSED_OVER = -2 };

typedef struct Reader {
  KhoaTable *table;
  GHashTable *names;
  KhoaFaults *faults;
  KhoaHeading heading;
  GArray *map;        /* gint for each field of the heading */
  guint record;       /* records before this one */
  guint field;        /* of this record */
  guint line, starts; /* where we are, where this record started */
  gboolean filled;    /* this record has a cell of a column */
  gboolean wrong;     /* the heading has a fault */
  gboolean stopped;   /* nothing after this is worth reading */
} Reader;

static const char *cell_text(const KhoaTable *table, guint32 cell) {
  return table->text->str + cell;
}

/* 0 for an empty cell. */
static guint32 keep_cell(KhoaTable *table, const char *text, gsize length) {
  const gsize cell = table->text->len;
  khoa_text_tidy(table->text, text, length);
  if (table->text->len == cell)
    return 0;
  g_string_append_c(table->text, '\0');
  return (guint32)cell;
}

/* The column that only counts the rows: nobody misses it. */
static gboolean is_ordinal(const char *folded) {
  static const char *const words[] = {"stt", "tt", "sothutu", "no", NULL};
  return g_strv_contains(words, folded);
}

static void read_heading(Reader *reader, const char *text, gsize length) {
  KhoaTable *table = reader->table;
  const guint32 cell = keep_cell(table, text, length);
  g_autofree char *folded = khoa_fold(cell_text(table, cell));
  const gint found = GPOINTER_TO_INT(g_hash_table_lookup(reader->names, folded)) - 1;
  const gint place = cell == 0 ? NO_HEADING : found < 0 ? PASSED_OVER : found;
  g_array_append_val(reader->map, place);
  if (place == PASSED_OVER && !is_ordinal(folded))
    g_ptr_array_add(table->ignored, g_strdup(cell_text(table, cell)));
  if (place < 0)
    return;
  if (table->headings[place] != 0) {
    khoa_faults_add(reader->faults, reader->starts, table->columns[place].name,
                    _("both \"%s\" and \"%s\" mean this column: rename or remove one"),
                    cell_text(table, table->headings[place]), cell_text(table, cell));
    reader->wrong = TRUE;
  }
  table->headings[place] = cell;
}

static void end_heading(Reader *reader) {
  for (gsize i = 0; i < reader->table->n; i++) {
    const KhoaColumn *column = &reader->table->columns[i];
    if (!column->required || reader->table->headings[i] != 0)
      continue;
    g_auto(GStrv) others = g_strsplit(column->headings, "|", -1);
    g_autofree char *known = g_strjoinv("\", \"", others);
    khoa_faults_add(
        reader->faults, reader->starts, column->name,
        _("the list lacks this column: add it with the heading \"%s\" or one of \"%s\""),
        column->name, known);
    reader->wrong = TRUE;
  }
  reader->stopped = reader->wrong;
}

static gint heading_of(const Reader *reader, guint field) {
  return field < reader->map->len ? g_array_index(reader->map, gint, field) : NO_HEADING;
}

static void read_cell(Reader *reader, char *text, gsize length) {
  KhoaTable *table = reader->table;
  const gint place = heading_of(reader, reader->field);
  if (reader->field == 0)
    g_array_set_size(table->cells, table->cells->len + (guint)table->n);
  if (place == PASSED_OVER)
    return;
  if (place >= 0 && table->columns[place].several)
    g_strdelimit(text, "\n", ';');

  const guint32 cell = keep_cell(table, text, length);
  if (cell == 0)
    return;
  reader->filled = TRUE;
  if (place == NO_HEADING)
    khoa_faults_add(
        reader->faults, reader->starts, NULL,
        _("field %u has no heading above it: give it one or empty it; a text that holds "
          "the delimiter needs quotation marks"),
        reader->field + 1);
  else if (length > KHOA_FIELD_BYTES_MAX)
    khoa_faults_add(reader->faults, reader->starts, khoa_table_heading(table, (gsize)place),
                    _("is longer than %d bytes: shorten it, or look for a missing quotation mark"),
                    KHOA_FIELD_BYTES_MAX);
  else
    g_array_index(table->cells, guint32, table->cells->len - table->n + (guint)place) = cell;
}

static void end_row(Reader *reader) {
  KhoaTable *table = reader->table;
  if (!reader->filled)
    g_array_set_size(table->cells, table->cells->len - (guint)table->n);
  else if (table->lines->len < KHOA_ROWS_MAX)
    g_array_append_val(table->lines, reader->starts);
  else {
    khoa_faults_add(reader->faults, reader->starts, NULL,
                    _("is one row too many: split the list, %d "
                      "rows are the most"),
                    KHOA_ROWS_MAX);
    reader->stopped = TRUE;
  }
  reader->filled = FALSE;
}

static guint count_lines(const char *text, gsize length) {
  guint lines = 0;
  for (const char *p = memchr(text, '\n', length); p != NULL;
       p = memchr(p + 1, '\n', length - (gsize)(p + 1 - text)))
    lines++;
  return lines;
}

static gboolean passing_over(const Reader *reader) {
  return reader->stopped || reader->record < reader->heading.record;
}

static void on_field(void *text, size_t length, void *data) {
  Reader *reader = data;
  if (reader->field == 0)
    reader->starts = reader->line;
  reader->line += count_lines(text, length);
  if (!passing_over(reader)) {
    if (reader->record == reader->heading.record)
      read_heading(reader, text, length);
    else
      read_cell(reader, text, length);
  }
  reader->field++;
}

/* c: what ended the line, -1 at the end of the file. */
static void on_end(int c, void *data) {
  Reader *reader = data;
  reader->line += c == '\n';
  if (reader->field == 0)
    return; /* a blank line */
  if (!passing_over(reader)) {
    if (reader->record == reader->heading.record)
      end_heading(reader);
    else
      end_row(reader);
  }
  reader->record++;
  reader->field = 0;
}

/* FALSE if quotation marks don't pair up: where rows end is then anybody's guess. */
static gboolean split(Reader *reader, const GString *text) {
  struct csv_parser parser;
  csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL | CSV_APPEND_NULL);
  csv_set_realloc_func(&parser, g_realloc);        /* aborts without memory, as all of GLib does */
  csv_set_blk_size(&parser, KHOA_FIELD_BYTES_MAX); /* at once: growing leaves copies behind */
  csv_set_delim(&parser, reader->heading.delimiter);
  const gsize done = csv_parse(&parser, text->str, text->len, on_field, on_end, reader);
  const gboolean paired =
      done == text->len && csv_fini(&parser, on_field, on_end, reader) == CSV_SUCCESS;
  explicit_bzero(parser.entry_buf, parser.entry_size);
  csv_free(&parser);
  if (!paired)
    khoa_faults_add(
        reader->faults, reader->field > 0 ? reader->starts : reader->line, NULL,
        _("quotation marks don't pair up in this row (noticed on line %u): put the field "
          "in quotation marks and write each one inside it twice"),
        1 + count_lines(text->str, done));
  return paired;
}

static KhoaTable *table_new(const KhoaColumn *columns, gsize n, gsize length) {
  KhoaTable *table = g_new0(KhoaTable, 1);
  table->columns = columns;
  table->n = n;
  table->text = g_string_sized_new(length + 2); /* so that it need not grow */
  g_string_append_c(table->text, '\0');
  table->cells = g_array_new(FALSE, TRUE, sizeof(guint32));
  table->lines = g_array_new(FALSE, FALSE, sizeof(guint));
  table->ignored = g_ptr_array_new_with_free_func(g_free);
  return table;
}

static gboolean fill(KhoaTable *table, const GString *text, KhoaFaults *faults) {
  g_autoptr(GHashTable) names = khoa_heading_names(table->columns, table->n);
  g_autoptr(GArray) map = g_array_new(FALSE, FALSE, sizeof(gint));
  Reader reader = {.table = table, .names = names, .faults = faults, .map = map, .line = 1};
  if (!khoa_heading_find(&reader.heading, text, names)) {
    khoa_faults_add(faults, 0, NULL,
                    _("no heading line found: the first line has to name the columns, as \"%s\", "
                      "\"%s\""),
                    table->columns[0].name, table->columns[1].name);
    return FALSE;
  }
  if (!split(&reader, text) || reader.stopped)
    return FALSE;
  g_ptr_array_add(table->ignored, NULL);
  if (table->lines->len == 0)
    khoa_faults_add(faults, 0, NULL,
                    _("nothing stands below the heading: add a line for each row"));
  return table->lines->len > 0;
}

/* Wipes the text. */
static KhoaTable *table_of(GString *text, const KhoaColumn *columns, gsize n, KhoaFaults *faults) {
  g_return_val_if_fail(n >= 2 && n <= KHOA_COLUMNS_MAX, NULL);
  g_autoptr(KhoaTable) table = table_new(columns, n, text->len);
  const gboolean filled = fill(table, text, faults);
  khoa_text_wipe_string(text);
  return filled ? g_steal_pointer(&table) : NULL;
}

KhoaTable *khoa_table_parse(const char *bytes, gsize length, const KhoaColumn *columns, gsize n,
                            KhoaFaults *faults) {
  GString *text = khoa_encoding_decode(bytes, length, faults);
  return text != NULL ? table_of(text, columns, n, faults) : NULL;
}

/* NULL, or why the file isn't to be read. */
static const char *refusal(const char *path) {
  GStatBuf status;
  if (g_stat(path, &status) != 0)
    return g_strerror(errno);
  if (!S_ISREG(status.st_mode))
    return _("it is not a file");
  if (status.st_size > KHOA_TABLE_BYTES_MAX)
    return _("it is larger than 256 MB: split it");
  return NULL;
}

KhoaTable *khoa_table_read(const char *path, const KhoaColumn *columns, gsize n,
                           KhoaFaults *faults) {
  const char *refused = refusal(path);
  char *bytes = NULL;
  gsize length = 0;
  g_autoptr(GError) error = NULL;
  if (refused == NULL && !g_file_get_contents(path, &bytes, &length, &error))
    refused = error->message;
  if (refused != NULL) {
    khoa_faults_add(faults, 0, NULL, _("can't be read: %s"), refused);
    return NULL;
  }
  GString *text = khoa_encoding_decode(bytes, length, faults);
  explicit_bzero(bytes, length);
  g_free(bytes);
  return text != NULL ? table_of(text, columns, n, faults) : NULL;
}

void khoa_table_free(KhoaTable *table) {
  if (table == NULL)
    return;
  khoa_text_wipe_string(table->text);
  g_array_unref(table->cells);
  g_array_unref(table->lines);
  g_ptr_array_unref(table->ignored);
  g_free(table);
}

gsize khoa_table_rows(const KhoaTable *table) {
  return table->lines->len;
}

guint khoa_table_line(const KhoaTable *table, gsize row) {
  return g_array_index(table->lines, guint, row);
}

const char *khoa_table_get(const KhoaTable *table, gsize row, gsize column) {
  return cell_text(table, g_array_index(table->cells, guint32, row * table->n + column));
}

const char *khoa_table_heading(const KhoaTable *table, gsize column) {
  return khoa_table_has(table, column) ? cell_text(table, table->headings[column])
                                       : table->columns[column].name;
}

gboolean khoa_table_has(const KhoaTable *table, gsize column) {
  return table->headings[column] != 0;
}

const char *const *khoa_table_ignored(const KhoaTable *table) {
  return (const char *const *)table->ignored->pdata;
}

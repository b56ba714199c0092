/* Any list that an office's spreadsheet saves as text -> rows of UTF-8 (NFC) fields.
 *
 * Takes UTF-8 with and without BOM and UTF-16 LE and BE; comma, semicolon or tab (or what Excel's
 * first line `sep=` names); CRLF, LF or CR; quotes and line breaks inside fields; NFD text; title
 * lines above the heading; headings in any order, in any of the names that a column lists, whatever
 * their case, accents and spacing; trailing empty rows and columns. Bytes may come from strangers:
 * bounded, nothing is assumed. */
#ifndef KHOA_LIST_TABLE_H
#define KHOA_LIST_TABLE_H

#include "fault.h"

#define KHOA_TABLE_BYTES_MAX (256L * 1024 * 1024)
#define KHOA_ROWS_MAX 1000000
#define KHOA_FIELD_BYTES_MAX 4096
#define KHOA_COLUMNS_MAX 32

typedef struct KhoaColumn {
  const char *name;     /* English heading */
  const char *headings; /* other names it goes by, separated by '|' */
  gboolean required;    /* the list must have this column */
  gboolean several;     /* of more than one thing: a line break in a cell parts two, as ';' does */
} KhoaColumn;

typedef struct KhoaTable KhoaTable;

/* columns: n of them, at most KHOA_COLUMNS_MAX. NULL with one fault or more added to `faults` if
 * the file can't be read, is binary, empty, in no known encoding, has a stray quotation mark, lacks
 * or repeats a heading, or has no rows or too many. Faults of single rows (a field without a
 * heading, a field too long) are added too, and the table returned, so that the caller finds the
 * rows' other faults. An unknown heading is no fault: its column is passed over and named by
 * khoa_table_ignored(). */
KhoaTable *khoa_table_read(const char *path, const KhoaColumn *columns, gsize n,
                           KhoaFaults *faults);
/* The same of bytes in memory. */
KhoaTable *khoa_table_parse(const char *bytes, gsize length, const KhoaColumn *columns, gsize n,
                            KhoaFaults *faults);
void khoa_table_free(KhoaTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaTable, khoa_table_free)

/* Rows below the heading that hold anything in a column of the list: one that a spreadsheet only
 * numbered isn't a row. */
gsize khoa_table_rows(const KhoaTable *table);
/* The line of the file on which a row begins, from 1. */
guint khoa_table_line(const KhoaTable *table, gsize row);
/* Spaces trimmed and folded (line breaks inside a field become one space); "" if the list doesn't
 * have the column or the row ends before it. */
const char *khoa_table_get(const KhoaTable *table, gsize row, gsize column);
/* The column's heading as this list writes it, its English name if the list doesn't have it: what a
 * fault calls it, since that is where people look. */
const char *khoa_table_heading(const KhoaTable *table, gsize column);
gboolean khoa_table_has(const KhoaTable *table, gsize column);
/* Headings that no column claimed, as written, but for a row number's; NULL-terminated, the table's
 * own. */
const char *const *khoa_table_ignored(const KhoaTable *table);

/* Lower case, accents and đ taken off, anything but letters and digits dropped: how headings and
 * kind words are compared. The caller's. */
char *khoa_fold(const char *text);

#endif

/* What the readers of units, hotlines and subjects share. */
#ifndef KHOA_LIST_LIST_H
#define KHOA_LIST_LIST_H

#include "lists.h"

/* Headings of columns that more than one list has. */
#define KHOA_UNIT_HEADINGS "Mã xã|Mã đơn vị|Mã xã/phường|Mã ĐVHC|Đơn vị"
#define KHOA_VILLAGE_HEADINGS                                                                                               \
  "Thôn|Xóm|Thôn/Xóm|Tổ dân phố|TDP|Thôn/Tổ dân phố|Thôn/Xóm/Tổ dân phố|Thôn/Phố|Phố|Khu phố|" \
  "Khu dân cư|Khu|Tổ|Làng|Bản|Ấp"
#define KHOA_PHONE_HEADINGS                                                                                                            \
  "Điện thoại|Số điện thoại|SĐT|ĐT|Số ĐT|Điện thoại liên hệ|SĐT liên hệ|Số liên lạc|Di động|Tel|" \
  "Mobile"

struct KhoaList {
  KhoaTable *table;
  GArray *rows;       /* KhoaUnitRow, KhoaHotlineRow, KhoaSubjectRow, ... */
  GArray *units;      /* KhoaListUnit */
  GArray *members;    /* KhoaPatrolMember, of all rows */
  GPtrArray *strings; /* char *, wiped with the list: what the table's own text doesn't hold */
};

/* Checks one row of the table and appends it to the list, or adds faults. */
typedef struct KhoaListReader KhoaListReader;
struct KhoaListReader {
  const KhoaColumn *columns;
  gsize n_columns;
  gsize row_size;
  void (*row)(KhoaListReader *reader, gsize row);
  void (*whole)(KhoaListReader *reader); /* the list as such, after its rows; or NULL */
  const char *unit;                      /* of all rows; NULL if the list has to say it */

  KhoaList *list;
  KhoaFaults *faults;
  GHashTable *seen;  /* key -> line */
  GHashTable *units; /* codes seen */
};

/* Gives the list a text to free; returns it. */
const char *khoa_list_keep(KhoaListReader *reader, char *text);
/* Fills in list, faults, seen and units, and calls row for every row. */
KhoaList *khoa_list_read(KhoaListReader *reader, const char *path, GError **error);
/* The same of a single row, of a cell for each column: NULL for none. Faults call it `name`. */
KhoaList *khoa_list_read_cells(KhoaListReader *reader, const char *name, const char *const *cells,
                               GError **error);

const char *khoa_list_cell(const KhoaListReader *reader, gsize row, gsize column);
/* The same; a fault if it is empty. */
const char *khoa_list_filled_cell(KhoaListReader *reader, gsize row, gsize column);
void khoa_list_fault(KhoaListReader *reader, gsize row, gsize column, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
/* The cell of the column that tells each row's unit: a code, or where it is empty the reader's. A
 * fault if that is none, or another. */
const char *khoa_list_unit_cell(KhoaListReader *reader, gsize row, gsize column);
/* A fault if neither the reader nor the list tells a unit. */
void khoa_list_unit_said(KhoaListReader *reader, gsize column);
/* A number in E.164, or "". */
const char *khoa_list_phone_cell(KhoaListReader *reader, gsize row, gsize column);
/* One person's name. */
const char *khoa_list_name_cell(KhoaListReader *reader, gsize row, gsize column);
/* A whole number as spreadsheets write it: 2, 2.0, 2,00; `otherwise` for an empty cell. A fault if
 * it is none from 0 to most. */
guint khoa_list_count(KhoaListReader *reader, gsize row, gsize column, guint most, guint otherwise);
/* The line that had the key before, 0 if this row is the first. The key has to live as long as the
 * list. */
guint khoa_list_seen(KhoaListReader *reader, gsize row, const char *key);
/* Whether text is an administrative unit's code. */
gboolean khoa_list_is_code(const char *text);

#endif

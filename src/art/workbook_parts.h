/* Between the files that make workbooks. */
#ifndef KHOA_ART_WORKBOOK_PARTS_H
#define KHOA_ART_WORKBOOK_PARTS_H

#include "workbook.h"

#include <xlsxwriter.h>

struct KhoaWorkbook {
  int memory;         /* descriptor of the file, which has no name */
  lxw_workbook *book; /* NULL once it is closed */
  GPtrArray *grids;
  lxw_format *formats[KHOA_LOOKS][KHOA_CELL_KINDS];
  lxw_format *warning;
  lxw_error fault; /* the first */
};

struct KhoaGrid {
  KhoaWorkbook *book;
  lxw_worksheet *sheet;
  char *name;
  guint head; /* rows that each page repeats */
};

#define KHOA_WORKBOOK_FONT "Times New Roman"

/* Remembers a fault, if it is one and the first. */
void khoa_workbook_note(KhoaWorkbook *book, lxw_error fault);
/* When all cells are filled: puts values of formulas into the charts that show them. */
void khoa_workbook_remember(KhoaWorkbook *book);
/* A file that Linux shows of a descriptor. */
char *khoa_workbook_place(int descriptor);
/* Whether each part of a file is there to its last byte: libxlsxwriter doesn't notice when its
 * temporary files find no room, and packs what there is of them. */
gboolean khoa_workbook_whole(const char *path, GError **error);

#endif

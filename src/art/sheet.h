/* Imposition: where each tag stands on which sheet. Pure arithmetic; millimetres from the page's
 * top left corner. */
#ifndef KHOA_ART_SHEET_H
#define KHOA_ART_SHEET_H

#include "layout.h"

/* Crop marks stand outside the bleed, so that no trimmed tag shows one. */
#define KHOA_MARK_LENGTH 3.0
#define KHOA_MARK_DISTANCE 1.0 /* from the bleed to the mark */
#define KHOA_SLUG_HEIGHT 4.0   /* of the strip along a page edge; a roll has none */

typedef struct KhoaPaper {
  const char *name;     /* "a4", "a3", "sra3", "roll" */
  double width, height; /* mm, portrait */
  gboolean roll;        /* one tag a page, the page as large as the tag and its marks */
} KhoaPaper;

/* NULL if there is none; khoa_paper_names() for the error's remedy. */
const KhoaPaper *khoa_paper_find(const char *name);
const char *khoa_paper_names(void);

typedef struct KhoaSheetOptions {
  double gap;                /* between trim boxes, at least 2 * bleed is taken; mm */
  double margin;             /* that the press can't print on, each side; mm */
  guint start_at;            /* first place used on the first sheet, from 1; 0 is 1 */
  double offset_x, offset_y; /* printer calibration, mm, added to every position */
  double scale_x, scale_y;   /* 0 is 1 */
} KhoaSheetOptions;

typedef struct KhoaSheet {
  double width, height; /* of the page, mm; landscape if that holds more */
  guint columns, rows;
  double x, y;             /* trim corner of the first place */
  double pitch_x, pitch_y; /* from one place to the next */
  double trim_width, trim_height, bleed;
  double slug;              /* height of the slug's strip, 0 if there is none */
  KhoaSheetOptions options; /* with the defaults filled in */
} KhoaSheet;

/* Room is kept for crop marks and the slug line. Error (KHOA_SHEET_ERROR) with the numbers when
 * not one tag fits, start_at is beyond the sheet, an option is out of range, or the calibration
 * moves tags off the page. */
gboolean khoa_sheet_plan(KhoaSheet *sheet, const KhoaPaper *paper, double trim_width,
                         double trim_height, double bleed, const KhoaSheetOptions *options,
                         GError **error);

typedef struct KhoaPlace {
  guint sheet, row, column; /* from 1, as seen on the front */
  double x, y;              /* trim corner */
  gboolean turned;          /* the tag stands on its head */
} KhoaPlace;

/* The place of the n-th tag drawn, from 0, row by row. */
KhoaPlace khoa_sheet_place(const KhoaSheet *sheet, guint64 n);
/* The same place seen from behind, the sheet turned over its long edge. On a landscape page backs
 * are turned, so that a tag's two faces meet as a page's do: left behind right, top behind top. */
KhoaPlace khoa_sheet_mirror(const KhoaSheet *sheet, KhoaPlace place);
guint64 khoa_sheet_count(const KhoaSheet *sheet, guint64 tags);

typedef struct KhoaRect {
  double x, y, width, height;
} KhoaRect;

/* Of one face: all trim boxes together; the slug's strip; the crop marks, lines without width or
 * without height (KhoaRect, the caller's). Before calibration. */
KhoaRect khoa_sheet_grid(const KhoaSheet *sheet, KhoaFace face);
KhoaRect khoa_sheet_slug(const KhoaSheet *sheet, KhoaFace face);
GArray *khoa_sheet_marks(const KhoaSheet *sheet, KhoaFace face);

/* Where the printer is told to put a rectangle of the page: scaled from its top left corner, then
 * moved. The same for both faces: the printer errs in its own direction. */
KhoaRect khoa_sheet_calibrated(const KhoaSheet *sheet, KhoaRect rect);
/* Where on the finished page a rectangle of the tag at `place` is, given from its trim corner. */
KhoaRect khoa_sheet_on_page(const KhoaSheet *sheet, const KhoaPlace *place, KhoaRect rect);

#define KHOA_SHEET_ERROR khoa_sheet_error_quark()
GQuark khoa_sheet_error_quark(void);

#endif

/* Imposition: where each tag stands on which sheet. Pure arithmetic; millimetres from the page's
 * top left corner. */
#ifndef KHOA_ART_SHEET_H
#define KHOA_ART_SHEET_H

#include "layout.h"
#include "paper.h"

/* Marks stand outside the bleed, so that no trimmed tag shows one. */
#define KHOA_MARK_LENGTH 3.0   /* also the side of a registration mark */
#define KHOA_MARK_DISTANCE 1.0 /* from the bleed to the mark */
#define KHOA_SLUG_HEIGHT                                                                           \
  4.0 /* of the strip along a page edge; a roll and a bare sheet have none                         \
       */

typedef enum KhoaMarks {
  KHOA_MARKS_CROP,
  KHOA_MARKS_CROP_REGISTRATION,
  KHOA_MARKS_REGISTRATION,
  KHOA_MARKS_NONE, /* a bare sheet: no slug either, and no room kept for any */
  KHOA_MARKS_COUNT
} KhoaMarks;

/* Over which edge of the page the sheet is turned for the back. */
typedef enum KhoaDuplex { KHOA_DUPLEX_LONG, KHOA_DUPLEX_SHORT, KHOA_DUPLEX_COUNT } KhoaDuplex;

typedef struct KhoaSheetOptions {
  double gap;                /* between trim boxes, at least 2 * bleed is taken; mm */
  double margin;             /* that the press can't print on, each side; mm */
  guint start_at;            /* first place used on the first sheet, from 1; 0 is 1 */
  double offset_x, offset_y; /* printer calibration, mm, added to every position */
  double scale_x, scale_y;   /* 0 is 1 */
  KhoaMarks marks;
  KhoaDuplex duplex;
  gboolean may_turn; /* tags by a quarter, where a sheet then holds more of them */
} KhoaSheetOptions;

typedef struct KhoaSheet {
  double width, height; /* of the page, mm; landscape if that holds more and the paper allows it */
  guint columns, rows;
  double x, y;                           /* trim corner of the first place */
  double pitch_x, pitch_y;               /* from one place to the next */
  double trim_width, trim_height, bleed; /* of a tag standing upright */
  gboolean turned;                       /* tags lie on their right side */
  double slug;                           /* height of the slug's strip, 0 if there is none */
  KhoaSheetOptions options;              /* with the defaults filled in */
} KhoaSheet;

/* Room is kept for the marks and the slug line. Of all ways to lay the sheet out the one that holds
 * most tags is taken: the page upright, else on its side, else (if they may) the tags turned by a
 * quarter, each only if it gains places. Error (KHOA_SHEET_ERROR) with the numbers when not one tag
 * fits, start_at is beyond the sheet, an option is out of range, or the calibration moves tags or
 * marks off the page. */
gboolean khoa_sheet_plan(KhoaSheet *sheet, const KhoaPaper *paper, double trim_width,
                         double trim_height, double bleed, const KhoaSheetOptions *options,
                         GError **error);

typedef struct KhoaPlace {
  guint sheet, row,
      column;   /* from 1, as seen on the front: rows from above, columns from the left */
  double x, y;  /* top left corner of the trim as it lies on the page */
  int quarters; /* 0 to 3 quarter turns clockwise, by which the tag lies there */
} KhoaPlace;

/* The place of the n-th tag drawn, from 0, row by row. */
KhoaPlace khoa_sheet_place(const KhoaSheet *sheet, guint64 n);
/* The same place seen from behind, the sheet turned over the edge that `duplex` says: so turned
 * that a tag's two faces meet as a page's do, left behind right, top behind top. */
KhoaPlace khoa_sheet_mirror(const KhoaSheet *sheet, KhoaPlace place);
guint khoa_sheet_places(const KhoaSheet *sheet);
guint64 khoa_sheet_count(const KhoaSheet *sheet, guint64 tags);
/* How many tags have room on so many sheets, the first of which is begun at start_at. */
guint64 khoa_sheet_tags(const KhoaSheet *sheet, guint64 sheets);

typedef struct KhoaRect {
  double x, y, width, height;
} KhoaRect;

/* Of one face: all trim boxes together; the slug's strip; the crop marks, lines without width or
 * without height; the squares of the registration marks (KhoaRect, the caller's; empty if the sheet
 * has none). Before calibration. */
KhoaRect khoa_sheet_grid(const KhoaSheet *sheet, KhoaFace face);
KhoaRect khoa_sheet_slug(const KhoaSheet *sheet, KhoaFace face);
GArray *khoa_sheet_crop_marks(const KhoaSheet *sheet, KhoaFace face);
GArray *khoa_sheet_registration(const KhoaSheet *sheet, KhoaFace face);

/* Where the printer is told to put a rectangle of the page: scaled from its top left corner, then
 * moved. The same for both faces: the printer errs in its own direction. */
KhoaRect khoa_sheet_calibrated(const KhoaSheet *sheet, KhoaRect rect);
/* Where on the finished page a rectangle of the tag at `place` is, given from its trim corner. */
KhoaRect khoa_sheet_on_page(const KhoaSheet *sheet, const KhoaPlace *place, KhoaRect rect);

#define KHOA_SHEET_ERROR khoa_sheet_error_quark()
GQuark khoa_sheet_error_quark(void);

#endif

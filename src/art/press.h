/* The finished PDF of one face of a run of tags: sheets with marks and a slug line, page boxes,
 * metadata, in a press's inks. cairo draws what tags and sheets share, once; what differs is put
 * onto pages by all cores at once. The same input gives the same bytes: no clock, locale, thread or
 * machine in them. */
#ifndef KHOA_ART_PRESS_H
#define KHOA_ART_PRESS_H

#include "fonts.h"
#include "palette.h"
#include "sheet.h"
#include "tagface.h"

#define KHOA_PRESS_CODE_SIZE 20

typedef struct KhoaPressTag {
  KhoaSymbol *symbol;              /* the press's to free; NULL: its place stays white */
  char code[KHOA_PRESS_CODE_SIZE]; /* printed code */
} KhoaPressTag;

/* The n-th tag to draw, from 0. Called from several threads at once. */
typedef gboolean (*KhoaPressSource)(guint64 n, KhoaPressTag *tag, gpointer data, GError **error);
/* Told after each sheet; may be NULL. */
typedef void (*KhoaPressProgress)(guint64 done, guint64 total, gpointer data);

/* The cut line as a layer over the tags, or not at all, or alone without the tags. */
typedef enum KhoaPressCut {
  KHOA_PRESS_CUT_LAYER,
  KHOA_PRESS_CUT_NONE,
  KHOA_PRESS_CUT_ALONE
} KhoaPressCut;

typedef struct KhoaPressJob {
  const KhoaSheet *sheet;
  KhoaTagFaces *faces;
  KhoaFace face;
  KhoaFonts *fonts;        /* for the slug */
  const char *slug_family; /* with a regular weight (400) among them */
  guint64 count;           /* tags */
  KhoaPressCut cut;
  gboolean clip;              /* each tag to the sheet's bleed, which is less than the layout's */
  const KhoaPalette *palette; /* for four inks; NULL: RGB */
  KhoaPressSource source;     /* not asked for the cut line alone */
  gpointer source_data;
  KhoaPressProgress progress;
  gpointer progress_data;
  const char *title; /* document title */
  const char *slug; /* "khoa · lô 0012 · móc khóa · Xã Thọ Sơn"; " · tờ i/n · mặt trước" is added */
  const char *keywords; /* machine-readable, read back by khoa_raster_keywords() */
  const char *date;     /* ISO 8601 with zone, the document's creation date */
} KhoaPressJob;

/* Writes a new file at path (never over one); error G_FILE_ERROR, KHOA_PRESS_ERROR, the palette's
 * for a colour that it lacks, or the source's own. On failure no file is left. */
gboolean khoa_press_write(const KhoaPressJob *job, const char *path, GError **error);

/* Whether all colours of both faces can be printed in the palette's inks; the error says what
 * can't, without the layout's name. */
gboolean khoa_press_try(KhoaTagFaces *faces, const KhoaPalette *palette, GError **error);

#define KHOA_PRESS_ERROR khoa_press_error_quark()
GQuark khoa_press_error_quark(void);

#endif

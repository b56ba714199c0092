/* What a run is made of: for the files that make it. */
#ifndef KHOA_OFFICE_RUN_PARTS_H
#define KHOA_OFFICE_RUN_PARTS_H

#include "art/palette.h"
#include "art/sheet.h"
#include "art/tagface.h"
#include "run.h"
#include "tag/payload.h"

/* Behind the faces, which come first by their own numbers: the cut line alone. */
#define KHOA_DOCUMENT_CUT 2
#define KHOA_DOCUMENTS 3

struct KhoaRun {
  KhoaFonts *fonts;
  KhoaLayout *layout;
  KhoaTagFaces *faces;
  KhoaPalette *palette; /* NULL: RGB */
  KhoaSymbolForm form;
  KhoaSheet sheet;
  KhoaCut cut;
  gint64 copies;
  KhoaCollate collate;
  char *prefix, *slug, *date;
  char *keywords[KHOA_DOCUMENTS];
};

/* The digits of a tag's code; FALSE if there can be no such tag. */
gboolean khoa_run_spell(const KhoaTagRecord *tag, char digits[KHOA_DIGITS + 1]);

#endif

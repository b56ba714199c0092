/* A run's sheets: PDF files and the manifest. */
#include "art/press.h"
#include "file.h"
#include "run_parts.h"
#include "tag/code.h"

#include <glib/gi18n.h>
#include <string.h>

_Static_assert(KHOA_CODE_SIZE <= KHOA_PRESS_CODE_SIZE, "a printed code has room");

static const char *const names[KHOA_DOCUMENTS] = {"front", "back", "cut"};

/* What the press asks for tag by tag, in the order of drawing. */
typedef struct Source {
  const KhoaRun *run;
  const GArray *tags;
  gboolean codes; /* whether the face has any */
} Source;

static gboolean make_tag(guint64 n, KhoaPressTag *tag, gpointer data, GError **error) {
  const Source *source = data;
  const KhoaRun *run = source->run;
  const KhoaTagRecord *record = khoa_run_tag(run, source->tags, n);
  char digits[KHOA_DIGITS + 1];
  khoa_code_print(tag->code, (guint32)record->batch, (guint32)record->index);
  if (!source->codes)
    return TRUE;
  if (khoa_run_spell(record, digits))
    tag->symbol = khoa_symbol_new(&run->form, run->prefix, digits, error);
  else
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("tag %s can't be: restore a backup"), tag->code);
  return tag->symbol != NULL;
}

typedef struct Teller {
  const KhoaProgress *progress;
  const char *what;
} Teller;

static void tell(guint64 done, guint64 total, gpointer data) {
  const Teller *teller = data;
  teller->progress->tell(teller->what, done, total, teller->progress->data);
}

/* "front.pdf", or "front-3.pdf" of the third volume. */
static char *file_name(const char *name, guint volume, const char *ending) {
  return volume ? g_strdup_printf("%s-%u.%s", name, volume, ending)
                : g_strdup_printf("%s.%s", name, ending);
}

static KhoaPressCut cut_of(const KhoaRun *run, int document) {
  if (document == KHOA_DOCUMENT_CUT)
    return KHOA_PRESS_CUT_ALONE;
  return run->cut == KHOA_CUT_LAYER ? KHOA_PRESS_CUT_LAYER : KHOA_PRESS_CUT_NONE;
}

static guint64 count_drawn(const KhoaRun *run, const GArray *tags) {
  return tags->len * (guint64)run->copies;
}

/* document: a face, or KHOA_DOCUMENT_CUT, which is seen from the front. */
static gboolean write_document(KhoaRun *run, int document, const GArray *tags, const char *folder,
                               guint volume, const KhoaProgress *progress, GError **error) {
  KhoaFace face = document == KHOA_FACE_BACK ? KHOA_FACE_BACK : KHOA_FACE_FRONT;
  guint64 count = count_drawn(run, tags);
  Source source = {run, tags, khoa_run_has_codes(run, face)};
  g_autofree char *name = file_name(names[document], volume, "pdf");
  Teller teller = {progress, name};
  const KhoaPressJob job = {
      .sheet = &run->sheet,
      .faces = run->faces,
      .fonts = run->fonts,
      .slug_family = "Roboto Condensed",
      .face = face,
      .count = count,
      .cut = cut_of(run, document),
      .clip = run->sheet.bleed < khoa_layout_bleed(run->layout),
      .palette = run->palette,
      .source = make_tag,
      .source_data = &source,
      .progress = progress ? tell : NULL,
      .progress_data = &teller,
      .title = run->slug,
      .slug = run->slug,
      .keywords = run->keywords[document],
      .date = run->date,
  };
  g_autofree char *path = g_build_filename(folder, name, NULL);
  return khoa_press_write(&job, path, error);
}

/* Where each printed code stands: all that a print shop or a packer needs, and no person. */
static gboolean write_manifest(const KhoaRun *run, const GArray *tags, const char *folder,
                               guint volume, GError **error) {
  g_autoptr(GString) text = g_string_new("code,sheet,row,column\n");
  for (guint64 n = 0; n < count_drawn(run, tags); n++) {
    const KhoaTagRecord *tag = khoa_run_tag(run, tags, n);
    KhoaPlace place = khoa_sheet_place(&run->sheet, n);
    char code[KHOA_CODE_SIZE];
    khoa_code_print(code, (guint32)tag->batch, (guint32)tag->index);
    g_string_append_printf(text, "%s,%u,%u,%u\n", code, place.sheet, place.row, place.column);
  }
  g_autofree char *name = file_name("manifest", volume, "csv");
  g_autofree char *path = g_build_filename(folder, name, NULL);
  return khoa_file_write(path, text->str, text->len, FALSE, error);
}

gboolean khoa_run_write_volume(KhoaRun *run, const GArray *tags, const char *folder, guint volume,
                               const KhoaProgress *progress, GError **error) {
  const gboolean wanted[KHOA_DOCUMENTS] = {
      [KHOA_FACE_FRONT] = TRUE,
      [KHOA_FACE_BACK] = khoa_layout_has_back(run->layout),
      [KHOA_DOCUMENT_CUT] = run->cut == KHOA_CUT_FILE,
  };
  for (int document = 0; document < KHOA_DOCUMENTS; document++)
    if (wanted[document] && !write_document(run, document, tags, folder, volume, progress, error))
      return FALSE;
  return write_manifest(run, tags, folder, volume, error);
}

gboolean khoa_run_write(KhoaRun *run, const GArray *tags, const char *folder,
                        const KhoaProgress *progress, GError **error) {
  return khoa_run_write_volume(run, tags, folder, 0, progress, error);
}

#include "run.h"

#include "art/press.h"
#include "encoder.h"
#include "file.h"
#include "printed_text.h"
#include "reg/tag.h"
#include "tag/code.h"

#include <string.h>

static const struct {
  const char *word, *file;
} faces[] = {
    [KHOA_FACE_FRONT] = {"front", "front.pdf"},
    [KHOA_FACE_BACK] = {"back", "back.pdf"},
};

struct KhoaRun {
  KhoaFonts *fonts;
  KhoaLayout *layout;
  KhoaTagFaces *faces;
  KhoaSymbolForm form;
  KhoaSheet sheet;
  char *prefix, *slug, *date;
  char *keywords[2]; /* by face */
  gint64 copies;
};

void khoa_run_free(KhoaRun *run) {
  if (!run)
    return;
  khoa_tag_faces_free(run->faces);
  khoa_layout_free(run->layout);
  khoa_fonts_free(run->fonts);
  g_free(run->prefix);
  g_free(run->slug);
  g_free(run->keywords[KHOA_FACE_FRONT]);
  g_free(run->keywords[KHOA_FACE_BACK]);
  g_free(run->date);
  g_free(run);
}

static const char *kind_in_vietnamese(KhoaKind kind) {
  return kind == KHOA_KIND_KEYCHAIN ? "móc khóa" : "thẻ ổ khóa";
}

static gboolean load_artwork(KhoaRun *run, KhoaOffice *office, const KhoaBatchRecord *batch,
                             const char *name, const char *svg, GError **error) {
  g_autofree char *folder = g_build_filename(office->data, "fonts", NULL);
  run->fonts = khoa_fonts_new(folder, error);
  run->layout = run->fonts ? khoa_layout_new(svg, strlen(svg), name, error) : NULL;
  if (!run->layout)
    return FALSE;
  if (strcmp(khoa_layout_kind(run->layout), khoa_kind_word(batch->kind)) == 0)
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0, "%s is a layout for a %s, not for a %s", name,
              khoa_layout_kind(run->layout), khoa_kind_word(batch->kind));
  return FALSE;
}

/* Lays out the faces that all the batch's tags share. */
static gboolean lay_out(KhoaRun *run, KhoaOffice *office, const KhoaBatchRecord *batch,
                        GError **error) {
  KhoaLevel level = KHOA_LEVEL_M;
  g_autoptr(KhoaHotlinesRecord) hotlines = khoa_hotlines_get(office->db, batch->hotline_set, error);
  if (!hotlines || !khoa_level_from_letter(khoa_layout_level(run->layout), &level) ||
      !khoa_symbol_plan(&run->form, strlen(run->prefix), KHOA_DIGITS, level, error))
    return FALSE;
  g_auto(KhoaPrintedText) printed;
  khoa_printed_text_init(&printed, batch->office_name, batch->unit_name, batch->day, hotlines);
  printed.text.specimen = batch->count == 0;
  run->faces = khoa_tag_faces_new(run->layout, run->fonts, &printed.text, &run->form, error);
  return run->faces != NULL;
}

static gboolean plan_sheet(KhoaRun *run, const KhoaPrintOptions *options, GError **error) {
  const KhoaPaper *paper = khoa_paper_find(options->paper);
  if (!paper) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, "no paper is called '%s': there are %s",
                options->paper, khoa_paper_names());
    return FALSE;
  }
  const KhoaSheetOptions sheet = {
      .gap = options->gap,
      .margin = options->margin,
      .start_at = (guint)options->start_at,
      .offset_x = options->printer.offset_x,
      .offset_y = options->printer.offset_y,
      .scale_x = options->printer.scale_x,
      .scale_y = options->printer.scale_y,
  };
  return khoa_sheet_plan(&run->sheet, paper, khoa_layout_width(run->layout),
                         khoa_layout_height(run->layout), khoa_layout_bleed(run->layout), &sheet,
                         error);
}

static void word_documents(KhoaRun *run, const KhoaBatchRecord *batch,
                           const KhoaPrintOptions *options) {
  g_autofree char *number =
      batch->count ? g_strdup_printf("lô %04" G_GINT64_FORMAT, batch->number) : g_strdup("mẫu");
  g_autofree char *how = khoa_print_options_print(options);
  run->slug = g_strdup_printf("khoa · %s · %s · %s", number, kind_in_vietnamese(batch->kind),
                              batch->unit_name);
  for (gsize face = 0; face < G_N_ELEMENTS(faces); face++)
    run->keywords[face] = batch->count
                              ? g_strdup_printf("khoa batch=%" G_GINT64_FORMAT " face=%s %s",
                                                batch->number, faces[face].word, how)
                              : g_strdup_printf("khoa specimen face=%s", faces[face].word);
  run->date = g_strdup_printf("%sT00:00:00+07:00", batch->day);
}

KhoaRun *khoa_run_new(KhoaOffice *office, const KhoaBatchRecord *batch, const char *name,
                      const char *svg, const KhoaPrintOptions *options, GError **error) {
  g_autoptr(KhoaRun) run = g_new0(KhoaRun, 1);
  run->prefix = g_strdup(batch->prefix);
  run->copies = options->copies;
  word_documents(run, batch, options);
  if (!load_artwork(run, office, batch, name, svg, error) || !lay_out(run, office, batch, error) ||
      !plan_sheet(run, options, error))
    return NULL;
  return g_steal_pointer(&run);
}

static gboolean spell(char digits[KHOA_DIGITS + 1], const KhoaTagRecord *tag) {
  const KhoaTag name = {tag->kind, (guint32)tag->batch, (guint32)tag->index};
  guint8 payload[KHOA_PAYLOAD_SIZE];
  if (!khoa_payload_pack(payload, name))
    return FALSE;
  khoa_digits_encode(digits, payload, tag->signature);
  return TRUE;
}

/* Copies begin the tags anew. */
static const KhoaTagRecord *tag_at(const GArray *tags, guint64 n) {
  return &g_array_index(tags, KhoaTagRecord, n % tags->len);
}

static gboolean spell_at(guint64 n, char *digits, gpointer tags) {
  return spell(digits, tag_at(tags, n));
}

/* What the press asks for tag by tag. */
typedef struct Source {
  const GArray *tags;
  KhoaEncoder *encoder; /* NULL for a face without codes */
  char code[KHOA_CODE_SIZE];
} Source;

static gboolean next_tag(guint64 n, KhoaPressTag *tag, gpointer data, GError **error) {
  Source *source = data;
  const KhoaTagRecord *record = tag_at(source->tags, n);
  const KhoaSymbol *symbol = NULL;
  if (source->encoder && !(symbol = khoa_encoder_next(source->encoder, error)))
    return FALSE;
  khoa_code_print(source->code, (guint32)record->batch, (guint32)record->index);
  *tag = (KhoaPressTag){symbol, source->code};
  return TRUE;
}

typedef struct Teller {
  const KhoaProgress *progress;
  const char *what;
} Teller;

static void tell(guint64 done, guint64 total, gpointer data) {
  const Teller *teller = data;
  teller->progress->tell(teller->what, done, total, teller->progress->data);
}

static gboolean write_face(KhoaRun *run, KhoaFace face, const GArray *tags, const char *folder,
                           const KhoaProgress *progress, GError **error) {
  guint64 count = tags->len * (guint64)run->copies;
  g_autoptr(KhoaEncoder) encoder = khoa_run_has_codes(run, face)
                                       ? khoa_encoder_new(&run->form, run->prefix, count,
                                                          KHOA_DIGITS + 1, spell_at, (gpointer)tags)
                                       : NULL;
  Source source = {.tags = tags, .encoder = encoder};
  Teller teller = {progress, faces[face].file};
  const KhoaPressJob job = {
      .sheet = &run->sheet,
      .faces = run->faces,
      .fonts = run->fonts,
      .slug_family = "Roboto Condensed",
      .face = face,
      .count = count,
      .source = next_tag,
      .source_data = &source,
      .progress = progress ? tell : NULL,
      .progress_data = &teller,
      .title = run->slug,
      .slug = run->slug,
      .keywords = run->keywords[face],
      .date = run->date,
  };
  g_autofree char *path = g_build_filename(folder, faces[face].file, NULL);
  return khoa_press_write(&job, path, error);
}

/* Where each printed code stands: all that a print shop or a packer needs, and no person. */
static gboolean write_manifest(const KhoaRun *run, const GArray *tags, const char *folder,
                               GError **error) {
  g_autoptr(GString) text = g_string_new("code,sheet,row,column\n");
  for (guint64 n = 0; n < tags->len * (guint64)run->copies; n++) {
    const KhoaTagRecord *tag = tag_at(tags, n);
    KhoaPlace place = khoa_sheet_place(&run->sheet, n);
    char code[KHOA_CODE_SIZE];
    khoa_code_print(code, (guint32)tag->batch, (guint32)tag->index);
    g_string_append_printf(text, "%s,%u,%u,%u\n", code, place.sheet, place.row, place.column);
  }
  g_autofree char *path = g_build_filename(folder, "manifest.csv", NULL);
  return khoa_file_write(path, text->str, text->len, FALSE, error);
}

gboolean khoa_run_write(KhoaRun *run, const GArray *tags, const char *folder,
                        const KhoaProgress *progress, GError **error) {
  if (!write_face(run, KHOA_FACE_FRONT, tags, folder, progress, error))
    return FALSE;
  if (khoa_layout_has_back(run->layout) &&
      !write_face(run, KHOA_FACE_BACK, tags, folder, progress, error))
    return FALSE;
  return write_manifest(run, tags, folder, error);
}

void khoa_run_code_clear(KhoaRunCode *code) {
  g_clear_pointer(&code->text, g_free);
}

const char *khoa_run_file(const KhoaRun *run, KhoaFace face) {
  if (face == KHOA_FACE_BACK && !khoa_layout_has_back(run->layout))
    return NULL;
  return faces[face].file;
}

gboolean khoa_run_has_codes(const KhoaRun *run, KhoaFace face) {
  double x, y, size;
  return khoa_tag_faces_qr(run->faces, face, &x, &y, &size);
}

gboolean khoa_run_code(const KhoaRun *run, KhoaFace face, guint64 n, const KhoaTagRecord *tag,
                       KhoaRunCode *code, GError **error) {
  char digits[KHOA_DIGITS + 1];
  double x, y;
  if (!spell(digits, tag) || !khoa_tag_faces_qr(run->faces, face, &x, &y, &code->size)) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                "batch %" G_GINT64_FORMAT " holds a tag that can't be: restore a backup",
                tag->batch);
    return FALSE;
  }
  KhoaPlace place = khoa_sheet_place(&run->sheet, n);
  if (face == KHOA_FACE_BACK)
    place = khoa_sheet_mirror(&run->sheet, place);
  KhoaRect rect = khoa_sheet_on_page(&run->sheet, &place, (KhoaRect){x, y, code->size, code->size});
  code->sheet = place.sheet;
  code->x = rect.x;
  code->y = rect.y;
  code->size = rect.width;
  code->text = g_strconcat(run->prefix, digits, NULL);
  return TRUE;
}

void khoa_run_place(const KhoaRun *run, guint64 n, guint *sheet, guint *row, guint *column) {
  KhoaPlace place = khoa_sheet_place(&run->sheet, n);
  *sheet = place.sheet;
  *row = place.row;
  *column = place.column;
}

guint64 khoa_run_sheets(const KhoaRun *run, guint64 tags) {
  return khoa_sheet_count(&run->sheet, tags * (guint64)run->copies);
}

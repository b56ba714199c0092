#include "run_parts.h"

#include "art/press.h"
#include "printed_text.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

void khoa_run_free(KhoaRun *run) {
  if (!run)
    return;
  khoa_tag_faces_free(run->faces);
  khoa_layout_free(run->layout);
  khoa_palette_free(run->palette);
  khoa_fonts_free(run->fonts);
  g_free(run->prefix);
  g_free(run->slug);
  for (gsize i = 0; i < KHOA_DOCUMENTS; i++)
    g_free(run->keywords[i]);
  g_free(run->date);
  g_free(run);
}

static const char *kind_in_vietnamese(KhoaKind kind) {
  return kind == KHOA_KIND_KEYCHAIN ? "móc khóa" : "thẻ ổ khóa";
}

static gboolean load_artwork(KhoaRun *run, KhoaOffice *office, const KhoaBatchRecord *batch,
                             const char *svg, KhoaLayoutFaults *faults, GError **error) {
  const char *name = khoa_layout_faults_file(faults);
  g_autofree char *folder = g_build_filename(office->data, "fonts", NULL);
  run->fonts = khoa_fonts_new(folder, error);
  run->layout = run->fonts ? khoa_layout_read(svg, strlen(svg), faults) : NULL;
  if (!run->fonts || !khoa_layout_faults_none(faults, error))
    return FALSE;
  if (strcmp(khoa_layout_kind(run->layout), khoa_kind_word(batch->kind)) == 0)
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0, _("%s is a layout for a %s, not for a %s"), name,
              khoa_layout_kind(run->layout), _(khoa_kind_word(batch->kind)));
  return FALSE;
}

/* Lays out the faces that all the batch's tags share. */
static gboolean lay_out(KhoaRun *run, KhoaOffice *office, const KhoaBatchRecord *batch,
                        KhoaLayoutFaults *faults, GError **error) {
  KhoaLevel level = KHOA_LEVEL_M;
  g_autoptr(KhoaHotlinesRecord) hotlines = khoa_hotlines_get(office->db, batch->hotline_set, error);
  if (!hotlines || !khoa_level_from_letter(khoa_layout_level(run->layout), &level) ||
      !khoa_symbol_plan(&run->form, strlen(run->prefix), KHOA_DIGITS, level, error))
    return FALSE;
  g_auto(KhoaPrintedText) printed;
  khoa_printed_text_init(&printed, batch->office_name, batch->unit_name, batch->day, hotlines);
  printed.text.specimen = batch->count == 0;
  run->faces = khoa_tag_faces_make(run->layout, run->fonts, &printed.text, &run->form, faults);
  return khoa_layout_faults_none(faults, error);
}

/* The layout's bleed, or less of it. */
static gboolean choose_bleed(const KhoaRun *run, const KhoaPrintOptions *options, double *bleed,
                             GError **error) {
  double drawn = khoa_layout_bleed(run->layout);
  *bleed = options->bleed < 0 ? drawn : options->bleed;
  if (*bleed <= drawn)
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("a bleed of %g mm isn't there: the layout's artwork reaches %g mm beyond the trim"),
              *bleed, drawn);
  return FALSE;
}

static gboolean plan_sheet(KhoaRun *run, const KhoaPrintOptions *options, GError **error) {
  KhoaPaper paper;
  double bleed;
  if (!khoa_paper_parse(&paper, options->paper, error) ||
      !choose_bleed(run, options, &bleed, error))
    return FALSE;
  const KhoaSheetOptions sheet = {
      .gap = options->gap,
      .margin = options->margin,
      .start_at = (guint)options->start_at,
      .offset_x = options->printer.offset_x,
      .offset_y = options->printer.offset_y,
      .scale_x = options->printer.scale_x,
      .scale_y = options->printer.scale_y,
      .marks = (KhoaMarks)options->marks,
      .duplex = (KhoaDuplex)options->duplex,
      .may_turn = options->turn,
  };
  return khoa_sheet_plan(&run->sheet, &paper, khoa_layout_width(run->layout),
                         khoa_layout_height(run->layout), bleed, &sheet, error);
}

/* Whether every colour has its inks is found before anything is registered. */
static gboolean choose_inks(KhoaRun *run, const char *name, const char *svg,
                            const KhoaPrintOptions *options, GError **error) {
  if (options->inks == KHOA_INKS_RGB)
    return TRUE;
  run->palette = khoa_palette_new(svg, strlen(svg), name, error);
  if (!run->palette)
    return FALSE;
  if (!khoa_press_try(run->faces, run->palette, error)) {
    g_prefix_error(error, "%s: ", name);
    return FALSE;
  }
  return TRUE;
}

static void word_documents(KhoaRun *run, const KhoaBatchRecord *batch,
                           const KhoaPrintOptions *options) {
  /* A proof looks for codes where there is a face. */
  static const char *const words[] = {"face=front", "face=back", "cut"};
  g_autofree char *number =
      batch->count ? g_strdup_printf("lô %04" G_GINT64_FORMAT, batch->number) : g_strdup("mẫu");
  g_autofree char *how = khoa_print_options_print(options);
  run->slug = g_strdup_printf("khoa · %s · %s · %s", number, kind_in_vietnamese(batch->kind),
                              batch->unit_name);
  for (gsize i = 0; i < KHOA_DOCUMENTS; i++)
    run->keywords[i] = batch->count ? g_strdup_printf("khoa batch=%" G_GINT64_FORMAT " %s %s",
                                                      batch->number, words[i], how)
                                    : g_strdup_printf("khoa specimen %s", words[i]);
  run->date = g_strdup_printf("%sT00:00:00+07:00", batch->day);
}

static KhoaRun *make(KhoaOffice *office, const KhoaBatchRecord *batch, const char *svg,
                     const KhoaPrintOptions *options, KhoaLayoutFaults *faults, GError **error) {
  g_autoptr(KhoaRun) run = g_new0(KhoaRun, 1);
  const char *name = khoa_layout_faults_file(faults);
  run->prefix = g_strdup(batch->prefix);
  run->copies = options->copies;
  run->collate = (KhoaCollate)options->collate;
  run->cut = (KhoaCut)options->cut;
  word_documents(run, batch, options);
  if (!load_artwork(run, office, batch, svg, faults, error) ||
      !lay_out(run, office, batch, faults, error) || !plan_sheet(run, options, error) ||
      !choose_inks(run, name, svg, options, error))
    return NULL;
  return g_steal_pointer(&run);
}

KhoaRun *khoa_run_new(KhoaOffice *office, const KhoaBatchRecord *batch, const char *name,
                      const char *svg, const KhoaPrintOptions *options, GError **error) {
  g_autoptr(KhoaLayoutFaults) faults = khoa_layout_faults_new(name);
  return make(office, batch, svg, options, faults, error);
}

KhoaRun *khoa_run_again(KhoaOffice *office, const KhoaBatchRecord *batch, const char *name,
                        const char *svg, const KhoaPrintOptions *options, GError **error) {
  g_autoptr(KhoaLayoutFaults) faults = khoa_layout_faults_new_issued(name);
  return make(office, batch, svg, options, faults, error);
}

gboolean khoa_run_spell(const KhoaTagRecord *tag, char digits[KHOA_DIGITS + 1]) {
  const KhoaTag name = {tag->kind, (guint32)tag->batch, (guint32)tag->index};
  guint8 payload[KHOA_PAYLOAD_SIZE];
  if (!khoa_payload_pack(payload, name))
    return FALSE;
  khoa_digits_encode(digits, payload, tag->signature);
  return TRUE;
}

const KhoaTagRecord *khoa_run_tag(const KhoaRun *run, const GArray *tags, guint64 n) {
  guint64 index = run->collate == KHOA_COLLATE_TAGS ? n / (guint64)run->copies : n % tags->len;
  return &g_array_index(tags, KhoaTagRecord, index);
}

void khoa_run_code_clear(KhoaRunCode *code) {
  g_clear_pointer(&code->text, g_free);
}

const char *khoa_run_file(const KhoaRun *run, KhoaFace face) {
  if (face == KHOA_FACE_BACK && !khoa_layout_has_back(run->layout))
    return NULL;
  return face == KHOA_FACE_BACK ? "back.pdf" : "front.pdf";
}

gboolean khoa_run_has_codes(const KhoaRun *run, KhoaFace face) {
  double x, y, size;
  return khoa_tag_faces_qr(run->faces, face, &x, &y, &size);
}

gboolean khoa_run_code(const KhoaRun *run, KhoaFace face, guint64 n, const KhoaTagRecord *tag,
                       KhoaRunCode *code, GError **error) {
  char digits[KHOA_DIGITS + 1];
  double x, y;
  if (!khoa_run_spell(tag, digits) || !khoa_tag_faces_qr(run->faces, face, &x, &y, &code->size)) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("batch %" PRId64 " holds a tag that can't be: restore a backup"), tag->batch);
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

guint64 khoa_run_tags(const KhoaRun *run, guint64 sheets, gint64 start_at) {
  guint64 places = sheets * khoa_sheet_places(&run->sheet) - (guint64)(start_at - 1);
  return places / (guint64)run->copies;
}

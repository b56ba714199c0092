#include "document_parts.h"
#include "pdfpages.h"

#include <glib/gi18n.h>
#include <math.h>

#define FAMILY "Liberation Serif"
#define POINT (25.4 / 72) /* mm */
#define PAGE_WIDTH 210.0
#define PAGE_HEIGHT 297.0
#define PAGE_NUMBER 10.0 /* of its top edge, in the upper margin */

#define INDENT 10.0
#define LEADING 1.15F
#define APART (6 * POINT) /* the least between paragraphs */
#define WRITING_LINE 9.0  /* between dotted lines */

G_DEFINE_QUARK(khoa - document - error - quark, khoa_document_error)

#define PLAIN(points)                                                                              \
  { .family = FAMILY, .weight = 400, .size = (points)*POINT }
#define BOLD(points)                                                                               \
  { .family = FAMILY, .weight = 700, .size = (points)*POINT }
#define ITALIC(points)                                                                             \
  { .family = FAMILY, .weight = 400, .size = (points)*POINT, .italic = TRUE }
#define CAPITALS(weight_, points)                                                                  \
  { .family = FAMILY, .weight = (weight_), .size = (points)*POINT, .capitals = TRUE }

/* The sizes and kinds of letters: the decree's appendix I, part I, section II. */
static const KhoaStyle styles[KHOA_DOCUMENT_STYLES] = {
    [KHOA_DOCUMENT_BODY] = PLAIN(14),
    [KHOA_DOCUMENT_SECTION] = CAPITALS(700, 13),
    [KHOA_DOCUMENT_HEADING] = BOLD(14),
    [KHOA_DOCUMENT_CAPTION] = BOLD(13),
    [KHOA_DOCUMENT_CELL] = PLAIN(12),
    [KHOA_DOCUMENT_TOTAL] = BOLD(12),
    [KHOA_DOCUMENT_SMALL] = PLAIN(10.5),
    [KHOA_DOCUMENT_SMALL_TOTAL] = BOLD(10.5),
    [KHOA_DOCUMENT_TINY] = PLAIN(9),
    [KHOA_DOCUMENT_TINY_TOTAL] = BOLD(9),
    [KHOA_DOCUMENT_LABEL] = PLAIN(11),
    [KHOA_DOCUMENT_NATION] = CAPITALS(700, 12),
    [KHOA_DOCUMENT_MOTTO] = BOLD(13),
    [KHOA_DOCUMENT_PARENT] = CAPITALS(400, 12),
    [KHOA_DOCUMENT_ISSUER] = CAPITALS(700, 12),
    [KHOA_DOCUMENT_NUMBER] = PLAIN(13),
    [KHOA_DOCUMENT_DATE] = ITALIC(13),
    [KHOA_DOCUMENT_KIND] = CAPITALS(700, 14),
    [KHOA_DOCUMENT_ABSTRACT] = BOLD(14),
    [KHOA_DOCUMENT_REFERENCE] = ITALIC(13),
    [KHOA_DOCUMENT_SIGNER] = CAPITALS(700, 14),
    [KHOA_DOCUMENT_TO] = {.family = FAMILY, .weight = 700, .size = 12 * POINT, .italic = TRUE},
    [KHOA_DOCUMENT_RECIPIENT] = PLAIN(11),
};

/* How paragraphs of a style are laid out; those left out are set flush left. */
static const struct {
  PangoAlignment alignment;
  gboolean justified, keeps, listed; /* listed: among the contents */
  double indent, before;
} paragraphs[KHOA_DOCUMENT_STYLES] = {
    [KHOA_DOCUMENT_BODY] = {.justified = TRUE, .indent = INDENT, .before = APART},
    [KHOA_DOCUMENT_SECTION] = {.keeps = TRUE,
                               .listed = TRUE,
                               .indent = INDENT,
                               .before = 2 * APART},
    [KHOA_DOCUMENT_HEADING] = {.keeps = TRUE, .indent = INDENT, .before = APART},
    [KHOA_DOCUMENT_CAPTION] = {.alignment = PANGO_ALIGN_CENTER, .keeps = TRUE, .before = 2 * APART},
};

KhoaDocument *khoa_document_new(KhoaFonts *fonts, GError **error) {
  g_autoptr(KhoaDocument) document = g_new0(KhoaDocument, 1);
  document->blocks = g_ptr_array_new_with_free_func((GDestroyNotify)khoa_block_unref);
  document->typeset = khoa_typeset_new(fonts, styles, KHOA_DOCUMENT_STYLES, error);
  return document->typeset ? g_steal_pointer(&document) : NULL;
}

void khoa_document_free(KhoaDocument *document) {
  if (!document)
    return;
  g_clear_pointer(&document->table.rows, g_array_unref);
  g_ptr_array_unref(document->blocks);
  khoa_typeset_free(document->typeset);
  g_clear_error(&document->fault);
  g_free(document);
}

PangoLayout *khoa_document_set(KhoaDocument *document, KhoaDocumentStyle style, const char *text,
                               double width, PangoAlignment alignment) {
  GError **fault = document->fault ? NULL : &document->fault;
  PangoLayout *layout = khoa_typeset_layout(document->typeset, style, text, width, fault);
  if (!layout)
    layout = khoa_typeset_layout(document->typeset, style, "", width, NULL);
  pango_layout_set_alignment(layout, alignment);
  return layout;
}

double khoa_document_put(KhoaDocument *document, KhoaBlock *block, KhoaDocumentStyle style,
                         const char *text, KhoaTextBox box) {
  PangoLayout *layout = khoa_document_set(document, style, text, box.width, box.alignment);
  double end = box.y + khoa_text_height(layout);
  khoa_block_text(block, layout, box.x, box.y, 0);
  return end;
}

void khoa_document_add(KhoaDocument *document, KhoaBlock *block) {
  double height = block->height + (block->head ? block->head->height : 0);
  if (height > KHOA_DOCUMENT_HEIGHT && !document->fault)
    g_set_error(&document->fault, KHOA_DOCUMENT_ERROR, 0,
                _("something of %.0f mm is higher than a page: shorten it"), height);
  block->breaks = document->breaks;
  document->breaks = FALSE;
  g_ptr_array_add(document->blocks, block);
}

/* Neither its first nor its last line stands on a page alone. */
static gboolean line_keeps(int line, int n, KhoaDocumentStyle style) {
  return (line + 1 < n && (line == 0 || line == n - 2)) || paragraphs[style].keeps;
}

static KhoaBlock *line_block(PangoLayoutIter *iter, PangoLayout *layout, int line) {
  PangoRectangle logical;
  int top, bottom;
  pango_layout_iter_get_line_extents(iter, NULL, &logical);
  pango_layout_iter_get_line_yrange(iter, &top, &bottom);
  KhoaBlock *block = khoa_block_new();
  block->height = pango_units_to_double(bottom - top);
  khoa_block_line(block, layout, line, pango_units_to_double(logical.x),
                  pango_units_to_double(pango_layout_iter_get_baseline(iter) - top));
  return block;
}

void khoa_document_text(KhoaDocument *document, KhoaDocumentStyle style, const char *text) {
  g_autoptr(PangoLayout) layout =
      khoa_document_set(document, style, text, KHOA_DOCUMENT_WIDTH, paragraphs[style].alignment);
  pango_layout_set_justify(layout, paragraphs[style].justified);
  pango_layout_set_indent(layout, (int)lround(paragraphs[style].indent * PANGO_SCALE));
  pango_layout_set_line_spacing(layout, LEADING);
  PangoLayoutIter *iter = pango_layout_get_iter(layout);
  int line = 0, n = pango_layout_get_line_count(layout);
  do {
    KhoaBlock *block = line_block(iter, layout, line);
    block->before = line == 0 ? paragraphs[style].before : 0;
    block->outline = line == 0 && paragraphs[style].listed ? g_strdup(text) : NULL;
    block->keeps = line_keeps(line, n, style);
    khoa_document_add(document, block);
    line++;
  } while (pango_layout_iter_next_line(iter));
  pango_layout_iter_free(iter);
}

void khoa_document_lines(KhoaDocument *document, guint count) {
  for (guint i = 0; i < count; i++) {
    KhoaBlock *block = khoa_block_new();
    block->height = WRITING_LINE;
    block->keeps = i + 1 < count;
    if (!block->keeps)
      block->height += APART;
    khoa_block_mark(block, KHOA_MARK_DOTS, 0, WRITING_LINE - 1, KHOA_DOCUMENT_WIDTH, 0, 0.35);
    khoa_document_add(document, block);
  }
}

void khoa_document_keep(KhoaDocument *document) {
  guint n = document->blocks->len;
  if (n > 0)
    ((KhoaBlock *)g_ptr_array_index(document->blocks, n - 1))->keeps = TRUE;
}

void khoa_document_new_page(KhoaDocument *document) {
  document->breaks = TRUE;
}

static void draw_number(const KhoaDocument *document, cairo_t *cr, guint page) {
  g_autofree char *number = g_strdup_printf("%u", page);
  const KhoaTextBox box = {KHOA_DOCUMENT_LEFT, PAGE_NUMBER, KHOA_DOCUMENT_WIDTH,
                           PANGO_ALIGN_CENTER};
  cairo_set_source_rgb(cr, 0, 0, 0);
  khoa_typeset_put(document->typeset, cr, KHOA_DOCUMENT_NUMBER, number, box);
}

static void list_block(cairo_surface_t *surface, const KhoaPlacedBlock *placed) {
  if (!placed->block->outline)
    return;
  g_autofree char *place =
      g_strdup_printf("page=%u pos=[0 %d]", placed->page,
                      (int)lround((KHOA_DOCUMENT_TOP + placed->y) * KHOA_POINTS_PER_MM));
  cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT, placed->block->outline, place,
                                CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

static guint draw_pages(const KhoaDocument *document, const KhoaPdfPages *pdf) {
  g_autoptr(GArray) placed = khoa_document_place(document->blocks);
  guint page = 1;
  for (guint i = 0; i < placed->len; i++) {
    const KhoaPlacedBlock *next = &g_array_index(placed, KhoaPlacedBlock, i);
    if (next->page > page) {
      cairo_show_page(pdf->cr);
      draw_number(document, pdf->cr, page = next->page);
    }
    khoa_block_draw(next->block, pdf->cr, KHOA_DOCUMENT_LEFT, KHOA_DOCUMENT_TOP + next->y);
    list_block(pdf->surface, next);
  }
  cairo_show_page(pdf->cr);
  return page;
}

GByteArray *khoa_document_pdf(const KhoaDocument *document, const char *title, const char *author,
                              const char *date, guint *pages, GError **error) {
  if (document->fault) {
    g_propagate_error(error, g_error_copy(document->fault));
    return NULL;
  }
  KhoaPdfPages pdf;
  khoa_pdf_pages_begin(&pdf, PAGE_WIDTH, PAGE_HEIGHT, title, date);
  cairo_pdf_surface_set_metadata(pdf.surface, CAIRO_PDF_METADATA_AUTHOR, author);
  *pages = draw_pages(document, &pdf);
  return khoa_pdf_pages_end(&pdf, error);
}

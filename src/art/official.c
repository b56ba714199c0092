#include "official.h"

#include "document_parts.h"

#include <math.h>

#define GAP 4.0
#define RULE_GAP 1.2   /* below the letters that a rule belongs to */
#define RULE_SHARE 0.4 /* of the line above it: a third to a half */
#define ISSUER_RULE_MOST 30.0
#define HEAD_SPACE 7.0
#define END_SPACE 6.0
#define SIGNATURE 32.0 /* for signature and seal */
#define NAME 50.0      /* of the line that the signer's name is written on */

static double put_rule(KhoaBlock *block, double middle, double width, double y) {
  khoa_block_mark(block, KHOA_MARK_RULE, middle - width / 2, y + RULE_GAP, width, 0, 0);
  return y + RULE_GAP;
}

/* Lines as equally long as they can be: no word stands on one alone. */
static void balance(PangoLayout *layout, double width) {
  const int lines = pango_layout_get_line_count(layout);
  double least = lines > 1 ? width / 2 : width;
  for (double narrower = width - 1; narrower > least; narrower--) {
    pango_layout_set_width(layout, (int)lround(narrower * PANGO_SCALE));
    if (pango_layout_get_line_count(layout) > lines) {
      pango_layout_set_width(layout, (int)lround((narrower + 1) * PANGO_SCALE));
      return;
    }
  }
}

/* A centred text of a column, and the width of its longest line. */
static double put_centred(KhoaDocument *document, KhoaBlock *block, KhoaDocumentStyle style,
                          const char *text, KhoaTextBox *column) {
  PangoLayout *layout = khoa_document_set(document, style, text, column->width, PANGO_ALIGN_CENTER);
  balance(layout, column->width);
  double margin = (column->width - pango_units_to_double(pango_layout_get_width(layout))) / 2;
  khoa_block_text(block, layout, column->x + margin, column->y, 0);
  column->y += khoa_text_height(layout);
  return khoa_text_width(layout);
}

static double natural_width(KhoaDocument *document, KhoaDocumentStyle style, const char *text) {
  g_autoptr(PangoLayout) layout =
      khoa_document_set(document, style, text, KHOA_DOCUMENT_WIDTH, PANGO_ALIGN_LEFT);
  return khoa_text_width(layout);
}

/* Left the issuing body, right the nation, and below them, on one line, number and date. */
static KhoaBlock *head_block(KhoaDocument *document, const KhoaOfficialHead *head) {
  KhoaBlock *block = khoa_block_new();
  double wide = fmax(natural_width(document, KHOA_DOCUMENT_NATION, head->nation),
                     natural_width(document, KHOA_DOCUMENT_DATE, head->date));
  wide = fmin(ceil(wide) + 1, 0.62 * KHOA_DOCUMENT_WIDTH);
  KhoaTextBox left = {.width = KHOA_DOCUMENT_WIDTH - wide - GAP};
  KhoaTextBox right = {.x = KHOA_DOCUMENT_WIDTH - wide, .width = wide};
  if (head->parent)
    put_centred(document, block, KHOA_DOCUMENT_PARENT, head->parent, &left);
  double issuer = put_centred(document, block, KHOA_DOCUMENT_ISSUER, head->issuer, &left);
  left.y = put_rule(block, left.width / 2, fmin(issuer * RULE_SHARE, ISSUER_RULE_MOST), left.y);
  put_centred(document, block, KHOA_DOCUMENT_NATION, head->nation, &right);
  double motto = put_centred(document, block, KHOA_DOCUMENT_MOTTO, head->motto, &right);
  right.y = put_rule(block, right.x + right.width / 2, motto, right.y);
  left.y = right.y = fmax(left.y, right.y) + GAP / 2;
  put_centred(document, block, KHOA_DOCUMENT_NUMBER, head->number, &left);
  put_centred(document, block, KHOA_DOCUMENT_DATE, head->date, &right);
  block->height = fmax(left.y, right.y);
  return block;
}

/* A centred text over the page, which stays with what comes next; `ruled`: over a rule. */
static void add_title(KhoaDocument *document, KhoaDocumentStyle style, const char *text,
                      gboolean ruled) {
  KhoaBlock *block = khoa_block_new();
  KhoaTextBox page = {.width = KHOA_DOCUMENT_WIDTH};
  double width = put_centred(document, block, style, text, &page);
  if (ruled)
    page.y = put_rule(block, page.width / 2, RULE_SHARE * width, page.y) + RULE_GAP;
  block->height = page.y;
  block->keeps = TRUE;
  khoa_document_add(document, block);
}

static void add_space(KhoaDocument *document, double height) {
  KhoaBlock *block = khoa_block_new();
  block->height = height;
  block->keeps = TRUE;
  khoa_document_add(document, block);
}

void khoa_official_head(KhoaDocument *document, const KhoaOfficialHead *head) {
  khoa_document_add(document, head_block(document, head));
  add_space(document, HEAD_SPACE);
  add_title(document, KHOA_DOCUMENT_KIND, head->kind, FALSE);
  add_title(document, KHOA_DOCUMENT_ABSTRACT, head->abstract, TRUE);
  add_space(document, HEAD_SPACE / 2);
}

void khoa_official_end(KhoaDocument *document, const KhoaOfficialEnd *end) {
  const double half = KHOA_DOCUMENT_WIDTH / 2;
  KhoaBlock *block = khoa_block_new();
  KhoaTextBox left = {.width = half - GAP}, right = {.x = half, .width = half};
  left.y = khoa_document_put(document, block, KHOA_DOCUMENT_TO, end->to, left);
  for (const char *const *line = end->recipients; *line; line++)
    left.y = khoa_document_put(document, block, KHOA_DOCUMENT_RECIPIENT, *line, left);
  for (const char *const *line = end->titles; *line; line++)
    put_centred(document, block, KHOA_DOCUMENT_SIGNER, *line, &right);
  right.y += SIGNATURE;
  khoa_block_mark(block, KHOA_MARK_DOTS, right.x + (right.width - NAME) / 2, right.y, NAME, 0,
                  0.35);
  block->before = END_SPACE;
  block->height = fmax(left.y, right.y) + 1;
  khoa_document_keep(document);
  khoa_document_add(document, block);
}

void khoa_official_annex(KhoaDocument *document, const char *number, const char *title,
                         const char *reference) {
  khoa_document_new_page(document);
  add_title(document, KHOA_DOCUMENT_ABSTRACT, number, FALSE);
  KhoaBlock *first = g_ptr_array_index(document->blocks, document->blocks->len - 1);
  first->outline = g_strdup_printf("%s. %s", number, title);
  add_title(document, KHOA_DOCUMENT_KIND, title, FALSE);
  add_title(document, KHOA_DOCUMENT_REFERENCE, reference, TRUE);
}

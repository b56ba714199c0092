/* Documents: page breaks, margins, letters, determinism, and the parts that make one official. */
#include "fixture.h"

#include "art/charts.h"
#include "art/document_parts.h"
#include "art/official.h"

#include <glib/gstdio.h>
#include <math.h>
#include <poppler.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)

#define DPI 50.0
#define MM (DPI / 25.4) /* pixels */

static KhoaFonts *shared_fonts;

static KhoaDocument *new_document(void) {
  g_autoptr(GError) error = NULL;
  KhoaDocument *document = khoa_document_new(shared_fonts, &error);
  g_assert_no_error(error);
  return document;
}

static GByteArray *pdf_of(const KhoaDocument *document) {
  g_autoptr(GError) error = NULL;
  guint pages;
  GByteArray *pdf = khoa_document_pdf(document, "Báo cáo", "Công an", "2026-11-29T00:00:00+07:00",
                                      &pages, &error);
  g_assert_no_error(error);
  return pdf;
}

static PopplerDocument *open_pdf(const KhoaDocument *document) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GByteArray) pdf = pdf_of(document);
  g_autoptr(GBytes) bytes = g_bytes_new(pdf->data, pdf->len);
  PopplerDocument *opened = poppler_document_new_from_bytes(bytes, NULL, &error);
  g_assert_no_error(error);
  return opened;
}

/* Each page's text, NULL-terminated. */
static GStrv texts_of(const KhoaDocument *document) {
  g_autoptr(PopplerDocument) opened = open_pdf(document);
  gsize n = (gsize)poppler_document_get_n_pages(opened);
  GStrv texts = g_new0(char *, n + 1);
  for (gsize i = 0; i < n; i++) {
    g_autoptr(PopplerPage) page = poppler_document_get_page(opened, (int)i);
    texts[i] = poppler_page_get_text(page);
  }
  return texts;
}

static gboolean may_have_ink(int x, int y, gboolean numbered) {
  const double slack = 0.6;
  double left = x / MM, top = y / MM;
  if (left >= KHOA_DOCUMENT_LEFT - slack &&
      left <= KHOA_DOCUMENT_LEFT + KHOA_DOCUMENT_WIDTH + slack &&
      top >= KHOA_DOCUMENT_TOP - slack && top <= KHOA_DOCUMENT_TOP + KHOA_DOCUMENT_HEIGHT + slack)
    return TRUE;
  return numbered && top > 9 && top < 17 && fabs(left - 112.5) < 6;
}

/* That the page is A4 and blank outside its margins but for the number of a second page or later.
 */
static void assert_margins(PopplerPage *page, gboolean numbered) {
  double width, height;
  poppler_page_get_size(page, &width, &height);
  g_assert_cmpfloat_with_epsilon(width, 210 * 72 / 25.4, 0.1);
  g_assert_cmpfloat_with_epsilon(height, 297 * 72 / 25.4, 0.1);
  int columns = (int)(210 * MM), rows = (int)(297 * MM), outside = 0;
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, columns, rows);
  cairo_t *cr = cairo_create(surface);
  cairo_set_source_rgb(cr, 1, 1, 1);
  cairo_paint(cr);
  cairo_scale(cr, DPI / 72, DPI / 72);
  poppler_page_render_for_printing(page, cr);
  cairo_surface_flush(surface);
  const unsigned char *data = cairo_image_surface_get_data(surface);
  for (int y = 0; y < rows; y++)
    for (int x = 0; x < columns; x++)
      if (data[y * cairo_image_surface_get_stride(surface) + 4 * x] < 200)
        outside += !may_have_ink(x, y, numbered);
  cairo_destroy(cr);
  cairo_surface_destroy(surface);
  g_assert_cmpint(outside, ==, 0);
}

static void assert_all_margins(const KhoaDocument *document) {
  g_autoptr(PopplerDocument) opened = open_pdf(document);
  for (int i = 0; i < poppler_document_get_n_pages(opened); i++) {
    g_autoptr(PopplerPage) page = poppler_document_get_page(opened, i);
    assert_margins(page, i > 0);
  }
}

static const KhoaColumn columns[] = {{"TT", 10, PANGO_ALIGN_CENTER, NULL},
                                     {"Đơn vị", 60, PANGO_ALIGN_LEFT, NULL},
                                     {"Cần có", 30, PANGO_ALIGN_RIGHT, "Móc khóa"},
                                     {"Đã cấp", 30, PANGO_ALIGN_RIGHT, "Móc khóa"}};

static void add_table(KhoaDocument *document, guint rows, const char *name) {
  khoa_document_table(document, columns, G_N_ELEMENTS(columns));
  for (guint i = 1; i <= rows; i++) {
    g_autofree char *number = g_strdup_printf("#%u", i);
    khoa_document_row(document, (const char *[]){number, name, "1.200", "900"}, FALSE);
  }
  khoa_document_row(document, (const char *[]){"", "Cộng", "38.400", "28.800"}, TRUE);
  khoa_document_table_end(document);
}

static guint count(const char *text, const char *word) {
  guint found = 0;
  for (; (text = strstr(text, word)); text += strlen(word))
    found++;
  return found;
}

/* However many rows there are: each once, in order, below a head on every page, the total never
 * alone. */
static void test_tables(void) {
  for (guint rows = 1; rows <= 80; rows += 1 + rows / 40) {
    g_autoptr(KhoaDocument) document = new_document();
    khoa_document_text(document, KHOA_DOCUMENT_CAPTION, "Bảng 1");
    add_table(document, rows, "Xã Thọ Sơn");
    g_auto(GStrv) pages = texts_of(document);
    guint number = 0;
    g_assert_nonnull(strstr(pages[0], "Bảng 1"));
    for (char **page = pages; *page; page++) {
      g_assert_cmpuint(count(*page, "Móc khóa"), ==, 1);
      g_assert_cmpuint(count(*page, "Đơn vị"), ==, 1);
      g_assert_cmpuint(count(*page, "#"), >=, 1);
      g_assert_cmpuint(count(*page, "Cộng"), ==, !page[1]);
      for (const char *row = *page; (row = strchr(row, '#')); row++)
        g_assert_cmpuint(g_ascii_strtoull(row + 1, NULL, 10), ==, ++number);
    }
    g_assert_cmpuint(number, ==, rows);
  }
}

/* A paragraph that crosses a page leaves two lines or more on either side; a heading goes with it.
 */
static void test_paragraphs(void) {
  g_autoptr(GString) words = g_string_new(NULL);
  for (guint i = 0; i < 64; i++)
    g_string_append(words, "tuần tra ");
  guint crossed = 0;
  for (guint lines = 18; lines <= 28; lines++) {
    g_autoptr(KhoaDocument) document = new_document();
    khoa_document_lines(document, lines);
    khoa_document_text(document, KHOA_DOCUMENT_HEADING, "1. Kết quả");
    khoa_document_text(document, KHOA_DOCUMENT_BODY, words->str);
    g_auto(GStrv) pages = texts_of(document);
    g_assert_cmpuint(g_strv_length(pages), <=, 2);
    if (!pages[1])
      continue;
    guint before = count(pages[0], "tuần"), after = count(pages[1], "tuần");
    g_assert_cmpuint(before + after, ==, 64);
    g_assert_cmpuint(count(pages[before ? 0 : 1], "Kết quả"), ==, 1);
    if (before == 0)
      continue;
    crossed++;
    g_assert_cmpuint(before, >, 8); /* as many as a line holds */
    g_assert_cmpuint(after, >, 8);
  }
  g_assert_cmpuint(crossed, >, 1);
}

static KhoaBlock *block_of(double height, gboolean keeps) {
  KhoaBlock *block = khoa_block_new();
  block->height = height;
  block->before = 10;
  block->keeps = keeps;
  return block;
}

static void test_places(void) {
  g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func((GDestroyNotify)khoa_block_unref);
  const double heights[] = {100, 100, 60, 60, 257, 200, 200};
  for (guint i = 0; i < G_N_ELEMENTS(heights); i++)
    g_ptr_array_add(blocks, block_of(heights[i], i == 2 || i == 5));
  ((KhoaBlock *)g_ptr_array_index(blocks, 1))->head = block_of(20, FALSE);
  g_autoptr(GArray) placed = khoa_document_place(blocks);
  /* The third doesn't leave the fourth; a run that no page holds is broken where it must. */
  const struct {
    guint page;
    double y;
  } wanted[] = {{1, 0}, {1, 110}, {2, 0}, {2, 70}, {3, 0}, {4, 0}, {5, 0}};
  g_assert_cmpuint(placed->len, ==, G_N_ELEMENTS(wanted));
  for (guint i = 0; i < placed->len; i++) {
    g_assert_cmpuint(g_array_index(placed, KhoaPlacedBlock, i).page, ==, wanted[i].page);
    g_assert_cmpfloat_with_epsilon(g_array_index(placed, KhoaPlacedBlock, i).y, wanted[i].y, 1e-9);
  }
}

static void add_official(KhoaDocument *document, const char *issuer, guint lines) {
  const KhoaOfficialHead head = {
      .nation = "Cộng hòa xã hội chủ nghĩa Việt Nam",
      .motto = "Độc lập - Tự do - Hạnh phúc",
      .parent = "Ủy ban nhân dân huyện Triệu Sơn",
      .issuer = issuer,
      .number = "Số: …/BC-BCĐ",
      .date = "Triệu Sơn, ngày 29 tháng 11 năm 2026",
      .kind = "Báo cáo",
      .abstract = "Kết quả hoạt động của mô hình",
  };
  const char *recipients[] = {"- Công an tỉnh;", "- Lưu: VT.", NULL};
  const char *titles[] = {"TM. Ban Chỉ đạo", "Trưởng ban", NULL};
  khoa_official_head(document, &head);
  for (guint i = 0; i < lines; i++)
    khoa_document_text(document, KHOA_DOCUMENT_BODY, "Lời văn.");
  khoa_document_text(document, KHOA_DOCUMENT_BODY, "Hết./.");
  khoa_official_end(document, &(KhoaOfficialEnd){"Nơi nhận:", recipients, titles});
}

/* The signature stands on a page with text; the first page has no number. */
static void test_official(void) {
  for (guint lines = 0; lines < 40; lines++) {
    g_autoptr(KhoaDocument) document = new_document();
    add_official(document, "Công an huyện Triệu Sơn", lines);
    g_auto(GStrv) pages = texts_of(document);
    guint n = g_strv_length(pages);
    const char *first[] = {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                           "Độc lập - Tự do - Hạnh phúc",
                           "CÔNG AN HUYỆN TRIỆU SƠN",
                           "BÁO CÁO",
                           "Số: …/BC-BCĐ",
                           "ngày 29 tháng 11 năm 2026"};
    for (gsize i = 0; i < G_N_ELEMENTS(first); i++)
      g_assert_nonnull(strstr(pages[0], first[i]));
    const char *last[] = {"Hết./.", "Nơi nhận:", "- Lưu: VT.", "TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN"};
    for (gsize i = 0; i < G_N_ELEMENTS(last); i++)
      g_assert_nonnull(strstr(pages[n - 1], last[i]));
    g_assert_false(g_str_has_prefix(pages[0], "1\n"));
    for (guint i = 1; i < n; i++) {
      g_autofree char *number = g_strdup_printf("%u\n", i + 1);
      g_assert_true(g_str_has_prefix(pages[i], number));
    }
  }
}

static void test_annex(void) {
  g_autoptr(KhoaDocument) document = new_document();
  add_official(document, "Công an huyện", 1);
  khoa_official_annex(document, "Phụ lục I", "Kết quả theo xã", "(Kèm theo Báo cáo)");
  add_table(document, 3, "Xã Thọ Sơn");
  g_auto(GStrv) pages = texts_of(document);
  g_assert_cmpuint(g_strv_length(pages), ==, 2);
  g_assert_nonnull(strstr(pages[1], "Phụ lục I"));
  g_assert_nonnull(strstr(pages[1], "KẾT QUẢ THEO XÃ"));
  g_assert_nonnull(strstr(pages[1], "#3"));
}

static void add_charts(KhoaDocument *document, gsize n, const char *label) {
  KhoaBar bars[40];
  for (gsize i = 0; i < n; i++)
    bars[i] = (KhoaBar){label, "85,3 %", (double)i / (double)n};
  khoa_document_bars(document, bars, n);
  const KhoaStack stacks[] = {
      {label, {0.1, 0.2, 0.3, 0.4}, {"10 %", "20 %", "30 %", "40 %"}},
      {label, {0.01, 0, 0, 0.99}, {"1,0 %", "", "", "99 %"}},
      {label, {0, 0, 0, 0}, {"", "", "", ""}},
  };
  const char *parts[] = {"Mức 1", "Mức 2", "Mức 3", "Mức 4"};
  khoa_document_stacks(document, parts, stacks, G_N_ELEMENTS(stacks));
}

static void test_charts(void) {
  g_autoptr(KhoaDocument) document = new_document();
  add_charts(document, 32, "Xã Thọ Sơn");
  g_auto(GStrv) pages = texts_of(document);
  g_assert_cmpuint(g_strv_length(pages), ==, 1);
  g_assert_cmpuint(count(pages[0], "85,3 %"), ==, 32);
  g_assert_cmpuint(count(pages[0], "Xã Thọ Sơn"), ==, 35);
  g_assert_cmpuint(count(pages[0], "Mức 4"), ==, 1);
  g_assert_cmpuint(count(pages[0], "99 %"), ==, 1);
  g_assert_null(strstr(pages[0], "1,0 %")); /* no room on its part */
}

/* A province's communes. */
static void test_many_bars(void) {
  g_autoptr(KhoaDocument) document = new_document();
  KhoaBar bars[166];
  for (gsize i = 0; i < G_N_ELEMENTS(bars); i++)
    bars[i] = (KhoaBar){"Xã Thọ Sơn", "85,3 %", 0.853};
  khoa_document_text(document, KHOA_DOCUMENT_CAPTION, "Biểu đồ 1");
  khoa_document_bars(document, bars, G_N_ELEMENTS(bars));
  g_auto(GStrv) pages = texts_of(document);
  g_assert_cmpuint(g_strv_length(pages), ==, 3);
  g_assert_nonnull(strstr(pages[0], "Xã Thọ Sơn"));
  guint found = 0;
  for (char **page = pages; *page; page++)
    found += count(*page, "85,3 %");
  g_assert_cmpuint(found, ==, G_N_ELEMENTS(bars));
  assert_all_margins(document);
}

static void test_margins(void) {
  const char *names[] = {"Xã Thọ Sơn",
                         "Phường Nguyễn Thị Minh Khai – Hòa Lợi Thạnh – Khuyến Nông – Triệu Sơn",
                         "ẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲẲ"};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(KhoaDocument) document = new_document();
    add_official(document, names[i], 12);
    khoa_document_text(document, KHOA_DOCUMENT_CAPTION, names[i]);
    add_table(document, 34, names[i]);
    khoa_document_text(document, KHOA_DOCUMENT_BODY, names[i]);
    add_charts(document, i == 0 ? 32 : 5, names[i]);
    khoa_document_lines(document, 30);
    assert_all_margins(document);
  }
}

static void test_same_bytes(void) {
  GByteArray *pdfs[2];
  for (gsize i = 0; i < 2; i++) {
    g_autoptr(KhoaDocument) document = new_document();
    add_official(document, "Công an huyện", 3);
    add_table(document, 3, "Xã Thọ Sơn");
    add_charts(document, 3, "Xã Thọ Sơn");
    if (i > 0)
      g_usleep(1100 * 1000); /* a clock in it would show */
    pdfs[i] = pdf_of(document);
  }
  g_assert_cmpuint(pdfs[0]->len, ==, pdfs[1]->len);
  g_assert_true(memcmp(pdfs[0]->data, pdfs[1]->data, pdfs[0]->len) == 0);
  for (gsize i = 0; i < 2; i++)
    g_byte_array_unref(pdfs[i]);
}

static void test_metadata(void) {
  g_autoptr(KhoaDocument) document = new_document();
  khoa_document_text(document, KHOA_DOCUMENT_SECTION, "I. Kết quả");
  g_autoptr(PopplerDocument) opened = open_pdf(document);
  g_autofree char *title = poppler_document_get_title(opened);
  g_autofree char *author = poppler_document_get_author(opened);
  g_assert_cmpstr(title, ==, "Báo cáo");
  g_assert_cmpstr(author, ==, "Công an");
  PopplerIndexIter *contents = poppler_index_iter_new(opened);
  g_assert_nonnull(contents);
  PopplerAction *action = poppler_index_iter_get_action(contents);
  g_assert_cmpstr(action->any.title, ==, "I. Kết quả");
  poppler_action_free(action);
  poppler_index_iter_free(contents);
  PopplerFontInfo *info = poppler_font_info_new(opened);
  PopplerFontsIter *fonts;
  g_assert_true(poppler_font_info_scan(info, 10, &fonts));
  do {
    g_assert_true(poppler_fonts_iter_is_embedded(fonts));
    g_assert_true(poppler_fonts_iter_is_subset(fonts));
    g_assert_nonnull(strstr(poppler_fonts_iter_get_name(fonts), "LiberationSerif"));
  } while (poppler_fonts_iter_next(fonts));
  poppler_fonts_iter_free(fonts);
  g_object_unref(info);
}

/* The first fault is told, whatever follows. */
static void assert_fault(KhoaDocument *document, GQuark domain, const char *words) {
  g_autoptr(GError) error = NULL;
  guint pages;
  khoa_document_text(document, KHOA_DOCUMENT_BODY, "公安");
  g_assert_null(khoa_document_pdf(document, "", "", "2026-11-29T00:00:00+07:00", &pages, &error));
  g_assert_error(error, domain, 0);
  g_assert_nonnull(strstr(error->message, words));
}

static void test_faults(void) {
  g_autofree char *endless = g_strnfill(20000, 'x');
  g_autoptr(KhoaDocument) letters = new_document(), row = new_document();
  khoa_document_text(letters, KHOA_DOCUMENT_BODY, "Xã 阮");
  assert_fault(letters, KHOA_FONTS_ERROR, "'Xã 阮'");
  add_table(row, 1, endless);
  assert_fault(row, KHOA_DOCUMENT_ERROR, "higher than a page");
}

static void test_no_face(void) {
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp("khoa-document-XXXXXX", NULL);
  g_autofree char *file = g_build_filename(folder, "LiberationSerif-Regular.ttf", NULL);
  g_autoptr(GFile) from = g_file_new_for_path("fonts/LiberationSerif-Regular.ttf");
  g_autoptr(GFile) to = g_file_new_for_path(file);
  g_assert_true(g_file_copy(from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
  g_autoptr(KhoaFonts) fonts = khoa_fonts_new(folder, &error);
  g_autoptr(PangoLayout) layout = khoa_fonts_layout(fonts, "Liberation Serif", 400, 4, "a", &error);
  g_assert_no_error(error);
  g_assert_false(khoa_fonts_slant(fonts, layout, &error));
  g_assert_error(error, KHOA_FONTS_ERROR, 0);
  g_assert_nonnull(strstr(error->message, "no font 'Liberation Serif 400 italic'"));
  g_assert_null(khoa_document_new(fonts, NULL));
  g_unlink(file);
  g_rmdir(folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/art/document/tables", test_tables);
  g_test_add_func("/art/document/paragraphs", test_paragraphs);
  g_test_add_func("/art/document/places", test_places);
  g_test_add_func("/art/document/official", test_official);
  g_test_add_func("/art/document/annex", test_annex);
  g_test_add_func("/art/document/charts", test_charts);
  g_test_add_func("/art/document/many-bars", test_many_bars);
  g_test_add_func("/art/document/margins", test_margins);
  g_test_add_func("/art/document/same-bytes", test_same_bytes);
  g_test_add_func("/art/document/metadata", test_metadata);
  g_test_add_func("/art/document/faults", test_faults);
  g_test_add_func("/art/document/no-face", test_no_face);
  shared_fonts = load_fonts();
  int status = g_test_run();
  khoa_fonts_free(shared_fonts);
  return status;
}

/* Registers: page breaks, letters, determinism, and that errors keep names to themselves. */
#include "fixture.h"

#include "art/register.h"

#include <poppler.h>

static const KhoaRegisterColumn columns[] = {
    {"STT", 10, TRUE}, {"Họ tên", 60, FALSE}, {"Ký nhận", 30, TRUE}};

static const KhoaRegisterForm form = {
    .office = "Công an huyện Triệu Sơn",
    .unit = "Thị trấn Triệu Sơn",
    .title = "DANH SÁCH",
    .facts = "Lô 0012",
    .notice = "Giữ kín",
    .slug = "Lô 0012 · giữ kín",
    .signer = "NGƯỜI CẤP PHÁT",
    .date = "2026-11-23T00:00:00+07:00",
    .row_height = 11,
    .columns = columns,
    .n_columns = G_N_ELEMENTS(columns),
};

static KhoaRegister *new_list(KhoaFonts **fonts) {
  g_autoptr(GError) error = NULL;
  *fonts = load_fonts();
  KhoaRegister *list = khoa_register_new(*fonts, &form, &error);
  g_assert_no_error(error);
  return list;
}

static gboolean add(KhoaRegister *list, const char *number, const char *name, GError **error) {
  return khoa_register_add(list, (const char *[]){number, name, ""}, FALSE, error);
}

/* A section of so many rows, each numbered "#1", "#2" ... after its name. */
static void fill(KhoaRegister *list, const char *heading, guint rows, const char *name) {
  g_autoptr(GError) error = NULL;
  khoa_register_begin(list, heading, "Cộng", &error);
  g_assert_no_error(error);
  for (guint i = 1; i <= rows; i++) {
    g_autofree char *number = g_strdup_printf("#%u", i);
    g_assert_true(add(list, number, name, &error));
  }
}

static GByteArray *finish(const KhoaRegister *list, guint *pages) {
  g_autoptr(GError) error = NULL;
  GByteArray *pdf = khoa_register_pdf(list, pages, &error);
  g_assert_no_error(error);
  return pdf;
}

/* Each page's text, NULL-terminated. */
static GStrv read_pages(const GByteArray *pdf) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new(pdf->data, pdf->len);
  PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, &error);
  g_assert_no_error(error);
  int pages = poppler_document_get_n_pages(document);
  GStrv texts = g_new0(char *, (gsize)pages + 1);
  for (int i = 0; i < pages; i++) {
    PopplerPage *page = poppler_document_get_page(document, i);
    texts[i] = poppler_page_get_text(page);
    g_object_unref(page);
  }
  g_object_unref(document);
  return texts;
}

static GStrv draw(guint rows, const char *name) {
  g_autoptr(KhoaFonts) fonts = NULL;
  g_autoptr(KhoaRegister) list = new_list(&fonts);
  fill(list, "Thôn 1", rows, name);
  guint pages;
  g_autoptr(GByteArray) pdf = finish(list, &pages);
  GStrv texts = read_pages(pdf);
  g_assert_cmpuint(g_strv_length(texts), ==, pages);
  return texts;
}

static guint count(const char *text, const char *word) {
  guint found = 0;
  for (; (text = strstr(text, word)); text += strlen(word))
    found++;
  return found;
}

static void test_words(void) {
  g_auto(GStrv) pages = draw(2, "Nguyễn Thị Ngọc Bích");
  g_assert_cmpuint(g_strv_length(pages), ==, 1);
  const char *words[] = {
      "Độc lập - Tự do - Hạnh phúc", "DANH SÁCH", "Lô 0012",        "Giữ kín",  "Thôn 1",
      "Nguyễn Thị Ngọc Bích",        "Cộng",      "NGƯỜI CẤP PHÁT", "Trang 1/1"};
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    g_assert_nonnull(strstr(pages[0], words[i]));
  g_assert_null(strstr(pages[0], "tiếp theo"));
}

/* However many rows there are: each once, in order, on pages with the table's head; one signature,
 * beside at least one row. */
static void test_page_breaks(void) {
  for (guint rows = 1; rows <= 60; rows++) {
    g_auto(GStrv) pages = draw(rows, "Lê Văn Long");
    guint number = 0, signatures = 0, n = g_strv_length(pages);
    for (guint i = 0; i < n; i++) {
      g_autofree char *foot = g_strdup_printf("Trang %u/%u", i + 1, n);
      g_assert_nonnull(strstr(pages[i], foot));
      g_assert_nonnull(strstr(pages[i], "Họ tên"));
      g_assert_cmpuint(count(pages[i], "(tiếp theo)"), ==, i > 0);
      g_assert_cmpuint(count(pages[i], "Hạnh phúc"), ==, i == 0);
      g_assert_cmpuint(count(pages[i], "#"), >=, 1);
      signatures += count(pages[i], "NGƯỜI CẤP PHÁT");
      for (const char *row = pages[i]; (row = strchr(row, '#')); row++)
        g_assert_cmpuint(g_ascii_strtoull(row + 1, NULL, 10), ==, ++number);
    }
    g_assert_cmpuint(number, ==, rows);
    g_assert_cmpuint(signatures, ==, 1);
    g_assert_nonnull(strstr(pages[n - 1], "NGƯỜI CẤP PHÁT"));
  }
}

static void test_sections(void) {
  g_autoptr(KhoaFonts) fonts = NULL;
  g_autoptr(KhoaRegister) list = new_list(&fonts);
  fill(list, "Thôn 1", 1, "Lê Văn Long");
  fill(list, "Thôn không ai ở", 0, "");
  fill(list, "Thôn 2", 30, "Lê Thị Hương");
  guint pages;
  g_autoptr(GByteArray) pdf = finish(list, &pages);
  g_auto(GStrv) texts = read_pages(pdf);
  g_assert_cmpuint(pages, >, 2);
  g_assert_null(strstr(texts[0], "Thôn 2"));
  for (guint i = 1; i < pages; i++) {
    g_assert_null(strstr(texts[i], "Thôn 1"));
    g_assert_nonnull(strstr(texts[i], "Thôn 2"));
    g_assert_null(strstr(texts[i], "không ai"));
  }
  g_assert_nonnull(strstr(texts[1], "Hạnh phúc"));
  g_assert_nonnull(strstr(texts[0], "NGƯỜI CẤP PHÁT"));
  g_assert_nonnull(strstr(texts[pages - 1], "NGƯỜI CẤP PHÁT"));
}

/* Long cells wrap, words or not, and lose nothing. */
static void test_wrapping(void) {
  g_autoptr(GString) words = g_string_new(NULL), letters = g_string_new(NULL);
  for (guint i = 0; i < 100; i++) {
    g_string_append(words, "Bích ");
    g_string_append(letters, "ẲẲẲẲẲẲẲẲ");
  }
  g_auto(GStrv) short_rows = draw(20, "Bích"), long_rows = draw(20, words->str);
  g_assert_cmpuint(g_strv_length(long_rows), >, g_strv_length(short_rows));
  guint found = 0;
  for (char **page = long_rows; *page; page++)
    found += count(*page, "Bích");
  g_assert_cmpuint(found, ==, 20 * 100);
  g_auto(GStrv) unbroken = draw(1, letters->str);
  g_assert_cmpuint(count(unbroken[0], "Ẳ"), ==, 100 * 8);
}

static GByteArray *draw_bytes(void) {
  g_autoptr(KhoaFonts) fonts = NULL;
  g_autoptr(KhoaRegister) list = new_list(&fonts);
  fill(list, "Thôn 1", 30, "Nguyễn Thị Ngọc Bích");
  guint pages;
  return finish(list, &pages);
}

static void test_same_bytes(void) {
  g_autoptr(GByteArray) first = draw_bytes();
  g_usleep(1100 * 1000); /* a clock in it would show */
  g_autoptr(GByteArray) second = draw_bytes();
  g_assert_cmpuint(first->len, ==, second->len);
  g_assert_true(memcmp(first->data, second->data, first->len) == 0);
}

static void test_bad_cells(void) {
  g_autoptr(KhoaFonts) fonts = NULL;
  g_autoptr(KhoaRegister) list = new_list(&fonts);
  g_autofree char *endless = g_strnfill(20000, 'x');
  const struct {
    const char *name;
    GQuark domain;
  } cases[] = {{"Nguyễn 阮 Bích", KHOA_FONTS_ERROR}, {endless, KHOA_REGISTER_ERROR}};
  fill(list, "Thôn 1", 1, "Lê Văn Long");
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(add(list, "#2", cases[i].name, &error));
    g_assert_error(error, cases[i].domain, 0);
    g_assert_nonnull(strstr(error->message, "'Họ tên'"));
    g_assert_null(strstr(error->message, "Nguyễn"));
    g_assert_null(strstr(error->message, "xxx"));
  }
  guint pages;
  g_autoptr(GByteArray) pdf = finish(list, &pages);
  g_auto(GStrv) texts = read_pages(pdf);
  g_assert_cmpuint(count(texts[0], "#"), ==, 1);
}

static void test_bad_headings(void) {
  g_autofree char *endless = g_strnfill(8000, 'x');
  const struct {
    const char *heading, *closing;
    GQuark domain;
  } cases[] = {{"Thôn 阮", "Cộng", KHOA_FONTS_ERROR},
               {"Thôn 1", "阮", KHOA_FONTS_ERROR},
               {endless, "Cộng", KHOA_REGISTER_ERROR},
               {"Thôn 1", endless, KHOA_REGISTER_ERROR}};
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(KhoaFonts) fonts = NULL;
    g_autoptr(KhoaRegister) list = new_list(&fonts);
    g_assert_false(khoa_register_begin(list, cases[i].heading, cases[i].closing, &error));
    g_assert_error(error, cases[i].domain, 0);
  }
}

static void test_bad_form(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaFonts) fonts = load_fonts();
  KhoaRegisterForm bad = form;
  bad.office = "公安";
  g_assert_null(khoa_register_new(fonts, &bad, &error));
  g_assert_error(error, KHOA_FONTS_ERROR, 0);
  g_assert_nonnull(strstr(error->message, "公安"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/art/register/words", test_words);
  g_test_add_func("/art/register/page-breaks", test_page_breaks);
  g_test_add_func("/art/register/sections", test_sections);
  g_test_add_func("/art/register/wrapping", test_wrapping);
  g_test_add_func("/art/register/same-bytes", test_same_bytes);
  g_test_add_func("/art/register/bad-cells", test_bad_cells);
  g_test_add_func("/art/register/bad-headings", test_bad_headings);
  g_test_add_func("/art/register/bad-form", test_bad_form);
  return g_test_run();
}

/* A report as a document: its parts, annexes, words of khoa.ini, and that the same gives the same.
 */
#include "office/report_numbers.h"
#include "office/report_pdf.h"
#include "unit/office/fixture.h"
#include "unit/office/invented_report.h"

#include <poppler.h>

static const char bare[] = "[office]\nname = Công an huyện Triệu Sơn\n";
static const char full[] = "[office]\nname = Công an huyện Triệu Sơn\n[report]\n"
                           "parent = Công an tỉnh Thanh Hóa\nissuer = Ban Chỉ đạo 138\n"
                           "place = Triệu Sơn\nsymbol = BC-BCĐ\ndate = today\n"
                           "signer = KT. Trưởng ban; Phó Trưởng ban\n"
                           "recipients = Công an tỉnh (để báo cáo);Lưu: VT, ĐTH; ;\n";

static KhoaReport *quarter(guint communes) {
  return invent_report(KHOA_REPORT_QUARTER, "2026-Q4", "2026-10-01", "2026-12-31", communes);
}

static GByteArray *draw(const Fixture *f, const char *ini, const KhoaReport *report) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = write_in(f, "report.ini", ini);
  g_autoptr(KhoaConfig) config = khoa_config_load(path, &error);
  g_assert_no_error(error);
  g_autoptr(KhoaFonts) fonts = khoa_fonts_new("fonts", &error);
  g_assert_no_error(error);
  guint pages;
  GByteArray *pdf = khoa_report_pdf(fonts, config, report, "2027-01-05", &pages, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(pages, >, 0);
  return pdf;
}

/* All its text, page by page, line by line, lines joined by spaces. */
static char *text_of(const Fixture *f, const char *ini, const KhoaReport *report) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GByteArray) pdf = draw(f, ini, report);
  g_autoptr(GBytes) bytes = g_bytes_new(pdf->data, pdf->len);
  PopplerDocument *opened = poppler_document_new_from_bytes(bytes, NULL, &error);
  g_assert_no_error(error);
  GString *text = g_string_new(NULL);
  for (int i = 0; i < poppler_document_get_n_pages(opened); i++) {
    PopplerPage *page = poppler_document_get_page(opened, i);
    g_autofree char *words = poppler_page_get_text(page);
    g_string_append(text, g_strdelimit(words, "\n", ' '));
    g_string_append_c(text, ' ');
    g_object_unref(page);
  }
  g_object_unref(opened);
  return g_string_free(text, FALSE);
}

static void assert_holds(const char *text, const char *const *words, gboolean wanted) {
  for (; *words; words++)
    if ((strstr(text, *words) != NULL) != wanted)
      g_error("'%s' %s in: %s", *words, wanted ? "isn't" : "is", text);
}

static void test_parts(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(KhoaReport) report = quarter(5);
  g_autofree char *text = text_of(f, full, report);
  const char *words[] = {"SOCIALIST REPUBLIC OF VIET NAM",
                         "CÔNG AN TỈNH THANH HÓA",
                         "BAN CHỈ ĐẠO 138",
                         "No. ……/BC-BCĐ",
                         "Triệu Sơn, 5 January 2027",
                         "REPORT",
                         "(01/10/2026 to 31/12/2026)",
                         "I. RESULTS IN BRIEF",
                         "should have 23,480",
                         "II. HANDING OUT KEYCHAINS AND LOCK TAGS",
                         "Chart 1. Share of the tags wanted",
                         "Xã Thọ Sơn 4",
                         "III. SURVEYING HOW SAFE LOCKS ARE",
                         "quarter IV of 2026; the round before was that of quarter III of 2026",
                         "Quên khóa cổng khi đi làm, đi ngủ",
                         "Two places",
                         "IV. PATROLS AND SPEAKING TO PEOPLE",
                         "Patrols made: 120",
                         "V. COSTS AND FUNDS",
                         "75,288,000",
                         "VI. COMMENDATION",
                         "Communes are ranked by",
                         "VII. DIFFICULTIES AND PROPOSALS",
                         "Sent to:",
                         "- Công an tỉnh (để báo cáo);",
                         "- Lưu: VT, ĐTH.",
                         "KT. TRƯỞNG BAN",
                         "PHÓ TRƯỞNG BAN",
                         NULL};
  const char *absent[] = {"Annex", "isn't over", "No fund stated", NULL};
  assert_holds(text, words, TRUE);
  assert_holds(text, absent, FALSE);
}

/* What khoa.ini doesn't say is dotted. */
static void test_by_hand(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(KhoaReport) report = quarter(2);
  g_autofree char *text = text_of(f, bare, report);
  const char *words[] = {"CÔNG AN HUYỆN TRIỆU SƠN", "No. ……/BC", "……………, date ……", "- ……………;",
                         "- Kept: records.",        NULL};
  const char *absent[] = {"2027", "January", NULL};
  assert_holds(text, words, TRUE);
  assert_holds(text, absent, FALSE);
}

static void test_annexes(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(KhoaReport) report = quarter(32);
  g_autofree char *text = text_of(f, full, report);
  const char *words[] = {"see annex I.",
                         "see annex IV.",
                         "Annex I KEYCHAINS AND LOCK TAGS BY COMMUNE",
                         "Annex II SURVEY BY COMMUNE",
                         "Annex III PATROLS BY COMMUNE",
                         "Annex IV COSTS BY COMMUNE",
                         "(Annex to report No. ……/BC-BCĐ, 5 January 2027, by Ban Chỉ đạo 138)",
                         "Xã Thọ Sơn 31",
                         NULL};
  assert_holds(text, words, TRUE);
  const char *signature = strstr(text, "PHÓ TRƯỞNG BAN"), *annex = strstr(text, "Annex I ");
  g_assert_true(signature < annex);
}

/* A chart of a province's communes shows where help is needed. */
static void test_province(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(KhoaReport) report = quarter(166);
  g_autofree char *text = text_of(f, full, report);
  const char *words[] = {"by commune (the 20 lowest)", "Xã Thọ Sơn 165", NULL};
  assert_holds(text, words, TRUE);
}

static void test_empty(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(KhoaReport) report = quarter(0);
  report->over = FALSE;
  g_strlcpy(report->until, "2026-11-29", sizeof report->until);
  g_autofree char *text = text_of(f, full, report);
  const char *words[] = {"no household, agency or unit is on the lists",
                         "no round was held",
                         "The period isn't over: the figures are those up to 29/11/2026.",
                         "No weakness was noted.",
                         "There was no sign of copied or forged tags.",
                         "No patrol was due",
                         "Nothing was printed in the period.",
                         "No commune fulfils this",
                         "VII. DIFFICULTIES AND PROPOSALS",
                         NULL};
  const char *absent[] = {"Table", "Chart", "Annex", NULL};
  assert_holds(text, words, TRUE);
  assert_holds(text, absent, FALSE);
}

/* One commune is neither compared nor ranked. */
static void test_one_commune(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(KhoaReport) report = quarter(1);
  report->unit = g_strdup("15000");
  g_autofree char *text = text_of(f, full, report);
  const char *words[] = {"quarter IV of 2026, in Thị trấn Triệu Sơn", "85.2", NULL};
  const char *absent[] = {"by commune", "Rank", NULL};
  assert_holds(text, words, TRUE);
  assert_holds(text, absent, FALSE);
}

static void test_periods(Fixture *f, gconstpointer data) {
  (void)data;
  const struct {
    KhoaReportKind kind;
    const char *name, *first, *last, *title;
  } cases[] = {
      {KHOA_REPORT_MONTH, "2026-02", "2026-02-01", "2026-02-28", "results, February 2026"},
      {KHOA_REPORT_HALF, "2026-H1", "2026-01-01", "2026-06-30",
       "Half-yearly summary of the work of the model “Khóa an toàn an ninh trật tự”, the first "
       "half of 2026"},
      {KHOA_REPORT_YEAR, "2026", "2026-01-01", "2026-12-31", "Annual summary"},
      {KHOA_REPORT_PERIOD, "2026-11-01..2026-11-15", "2026-11-01", "2026-11-15",
       "results, from 01/11/2026 to 15/11/2026:"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(KhoaReport) report =
        invent_report(cases[i].kind, cases[i].name, cases[i].first, cases[i].last, 2);
    g_autofree char *text = text_of(f, bare, report);
    const char *words[] = {cases[i].title, NULL};
    assert_holds(text, words, TRUE);
  }
}

static void test_same_bytes(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(KhoaReport) report = quarter(9);
  g_autoptr(GByteArray) first = draw(f, full, report);
  g_usleep(1100 * 1000); /* a clock in it would show */
  g_autoptr(GByteArray) second = draw(f, full, report);
  g_assert_cmpuint(first->len, ==, second->len);
  g_assert_true(memcmp(first->data, second->data, first->len) == 0);
}

/* A name with a letter that no Vietnamese font has is an error, not a box. */
static void test_letters(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaReport) report = quarter(2);
  KhoaReportUnit *unit = g_ptr_array_index(report->units, 1);
  g_free(unit->name);
  unit->name = g_strdup("Xã 阮");
  g_autofree char *path = write_in(f, "report.ini", bare);
  g_autoptr(KhoaConfig) config = khoa_config_load(path, &error);
  g_autoptr(KhoaFonts) fonts = khoa_fonts_new("fonts", &error);
  guint pages;
  g_assert_null(khoa_report_pdf(fonts, config, report, "2027-01-05", &pages, &error));
  g_assert_error(error, KHOA_FONTS_ERROR, 0);
  g_assert_nonnull(strstr(error->message, "Xã 阮"));
}

static void assert_word(char *word, const char *wanted) {
  g_assert_cmpstr(word, ==, wanted);
  g_free(word);
}

static void test_numbers(Fixture *f, gconstpointer data) {
  (void)f;
  (void)data;
  assert_word(khoa_say_number(0), "0");
  assert_word(khoa_say_number(999), "999");
  assert_word(khoa_say_number(1000), "1,000");
  assert_word(khoa_say_number(1234567), "1,234,567");
  assert_word(khoa_say_share(-1), "–");
  assert_word(khoa_say_share(7), "0.7");
  assert_word(khoa_say_percent(1000), "100.0\xc2\xa0%");
  assert_word(khoa_say_percent(-1), "–");
  assert_word(khoa_say_change(0), "0");
  assert_word(khoa_say_change(12), "+12");
  assert_word(khoa_say_change(-1200), "–1,200");
  assert_word(khoa_say_share_change(-5), "–0.5");
  assert_word(khoa_say_day("2026-02-03"), "03/02/2026");
  assert_word(khoa_say_date("2026-02-03"), "3 February 2026");
  assert_word(khoa_say_quarter("2026-Q3"), "quarter III of 2026");
  g_assert_cmpint(khoa_share_of(2, 3), ==, 666);
  g_assert_cmpint(khoa_share_of(0, 0), ==, -1);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD_IN_FOLDER("/report-pdf/parts", test_parts);
  ADD_IN_FOLDER("/report-pdf/by-hand", test_by_hand);
  ADD_IN_FOLDER("/report-pdf/annexes", test_annexes);
  ADD_IN_FOLDER("/report-pdf/province", test_province);
  ADD_IN_FOLDER("/report-pdf/empty", test_empty);
  ADD_IN_FOLDER("/report-pdf/one-commune", test_one_commune);
  ADD_IN_FOLDER("/report-pdf/periods", test_periods);
  ADD_IN_FOLDER("/report-pdf/same-bytes", test_same_bytes);
  ADD_IN_FOLDER("/report-pdf/letters", test_letters);
  ADD_IN_FOLDER("/report-pdf/numbers", test_numbers);
  return g_test_run();
}

/* khoa.ini, as khoa writes it and as people save it. */
#include "office/config.h"
#include "office/print_options.h"

#include "tag/bundle_line.h"
#include "unit/office/fixture.h"

static KhoaConfig *load(const Fixture *f, const char *text, GError **error) {
  g_autofree char *path = write_in(f, "khoa.ini", text);
  return khoa_config_load(path, error);
}

/* A good file with one line changed to another. */
static KhoaConfig *load_changed(const Fixture *f, const char *from, const char *to,
                                GError **error) {
  g_autofree char *text = khoa_config_text(OFFICE_NAME, PREFIX);
  g_autoptr(GString) changed = g_string_new(text);
  g_assert_cmpuint(g_string_replace(changed, from, to, 1), ==, 1);
  return load(f, changed->str, error);
}

static void test_new_office(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const names[] = {OFFICE_NAME, "100% \"An toàn\"", "# số 1",
                                      "a=b",       "[x]; y",           "A\\B\\n\\q\\"};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *text = khoa_config_text(names[i], PREFIX);
    g_autoptr(KhoaConfig) config = load(f, text, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(config->name, ==, names[i]);
    g_assert_cmpstr(config->prefix, ==, PREFIX);
    g_assert_cmpstr(config->paper, ==, "a4");
    g_assert_cmpstr(config->layouts[0], ==, "keychain-50x20");
    g_assert_cmpstr(config->layouts[1], ==, "lock-tag-60x40");
    g_assert_cmpfloat(config->gap, ==, 4);
    g_assert_cmpfloat(config->margin, ==, 5);
    g_assert_cmpint(config->stale_after, ==, 100);
    g_assert_false(khoa_config_priced(config));
  }
}

static void test_missing_keys_have_defaults(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaConfig) config = load(f, "[office]\nname=X\n", &error);
  g_assert_no_error(error);
  g_autofree char *text = khoa_config_text("X", "");
  g_autoptr(KhoaConfig) written = load(f, text, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(config->prefix, ==, "");
  g_assert_cmpstr(config->paper, ==, written->paper);
  for (int i = 0; i < 2; i++)
    g_assert_cmpstr(config->layouts[i], ==, written->layouts[i]);
  g_assert_cmpfloat(config->gap, ==, written->gap);
  g_assert_cmpfloat(config->margin, ==, written->margin);
  g_assert_cmpint(config->stale_after, ==, written->stale_after);
  g_auto(KhoaPrintOptions) plain = {0}, options = {0};
  g_assert_true(khoa_print_options_init(&plain, config, NULL, NULL, &error));
  g_assert_true(khoa_print_options_init(&options, written, NULL, NULL, &error));
  g_autofree char *a = khoa_print_options_print(&plain), *b = khoa_print_options_print(&options);
  g_assert_cmpstr(a, ==, b);
  for (int i = 0; i < KHOA_GRADES_DESCRIBED; i++)
    g_assert_cmpstr(config->grades[i], ==, written->grades[i]);
}

/* Notepad: a byte order mark, CRLF. */
static void test_saved_on_windows(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = khoa_config_text(OFFICE_NAME, PREFIX);
  g_autoptr(GString) saved = g_string_new("\xef\xbb\xbf");
  g_string_append(saved, text);
  g_string_replace(saved, "\n", "\r\n", 0);
  g_autoptr(KhoaConfig) config = load(f, saved->str, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(config->name, ==, OFFICE_NAME);
  g_assert_cmpstr(config->prefix, ==, PREFIX);
  g_assert_cmpfloat(config->margin, ==, 5);
}

static void test_prices(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaConfig) config =
      load(f, "[office]\nname=X\n[prices]\nlock-tag = 10000000\n", &error);
  g_assert_no_error(error);
  g_assert_true(khoa_config_priced(config));
  g_assert_cmpint(khoa_config_price(config, KHOA_KIND_LOCK_TAG), ==, 10000000);
  g_assert_cmpint(khoa_config_price(config, KHOA_KIND_KEYCHAIN), ==, 0);
}

static void test_bad_values(Fixture *f, gconstpointer data) {
  (void)data;
  static const struct {
    const char *from, *to, *words;
  } cases[] = {
      {"name = " OFFICE_NAME, "name =", "[office] name is missing"},
      {"name = " OFFICE_NAME, "nam = x", "[office] has no key 'nam': there are name, prefix"},
      {"keychain = 0", "keychain = 12.000", "[prices] keychain = 12.000: give whole dong"},
      {"keychain = 0", "keychain = -1", "from 0 to 10000000, without points"},
      {"lock-tag = 0", "lock-tag = 10000001", "[prices] lock-tag"},
      {"lock-tag = 0", "lock-tag = 9500 đ", "[prices] lock-tag"},
      {"lock-tag = 0", "lock-tag =", "[prices] lock-tag"},
      {"lock-tag = 0", "lock = 1", "[prices] has no key 'lock': there are keychain, lock-tag"},
      {"prefix = " PREFIX, "prefix = http://antt.example.gov.vn", "[office] prefix"},
      {"prefix = " PREFIX, "prefix = HTTPS://ANTT.EXAMPLE.GOV.VN", "lowercase"},
      {"gap = 4", "gap = wide", "[print] gap = wide: give a number from 0 to 100"},
      {"gap = 4", "gap = 4,5", "[print] gap = 4,5: give a number from 0 to 100, with a point"},
      {"gap = 4", "gap =", "[print] gap"},
      {"gap = 4", "gap = -1", "[print] gap"},
      {"gap = 4", "gap = nan", "[print] gap"},
      {"margin = 5", "margin = 101", "[print] margin"},
      {"margin = 5", "margin = 1e99", "[print] margin"},
      {"margin = 5", "margin = 5 mm", "[print] margin"},
      {"stale-after = 100", "stale-after = 0", "[bundle] stale-after = 0"},
      {"stale-after = 100", "stale-after = 4000", "[bundle] stale-after"},
      {"grade-1 = ", "grade-5 = ", "[survey] has no key 'grade-5': there are grade-1, grade-2"},
      {"grade-2 = ", "grade-2 = \x1b[31m", "[survey] grade-2: say in 1 to 100 characters"},
      {"date = hand", "date = 2026-11-29", "[report] date = 2026-11-29: say hand or today"},
      {"symbol = BC", "sign = BC", "[report] has no key 'sign': there are parent, issuer"},
      {"place =", "place = \x1b[31m", "[report] place: give plain text of at most 400 characters"},
      {"[print]", "print", "khoa.ini"},
      {"name = " OFFICE_NAME, "name = C\xf4ng an", "not UTF-8: save it again as UTF-8"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(KhoaConfig) config = load_changed(f, cases[i].from, cases[i].to, &error);
    g_assert_null(config);
    g_test_message("%s", error->message);
    assert_mentions(error, "khoa.ini");
    assert_mentions(error, cases[i].words);
  }
}

static void test_report(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaConfig) plain = load_changed(f, "symbol = BC", "symbol = BC-BCĐ", &error);
  g_assert_no_error(error);
  g_autofree char *symbol = khoa_config_report(plain, "symbol");
  g_assert_cmpstr(symbol, ==, "BC-BCĐ");
  g_assert_null(khoa_config_report(plain, "parent"));
  g_autoptr(KhoaConfig) older = load(f, "[office]\nname=X\n", &error);
  g_assert_no_error(error);
  g_assert_null(khoa_config_report(older, "symbol"));
}

static void test_no_file(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) missing = NULL, empty = NULL;
  g_autofree char *path = path_in(f, "missing.ini");
  g_assert_null(khoa_config_load(path, &missing));
  assert_mentions(missing, path);
  g_assert_null(load(f, "", &empty));
  assert_mentions(empty, "name is missing");
}

static void test_printer(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaPrinter printer;
  g_autoptr(GError) error = NULL, none = NULL, askew = NULL;
  g_autoptr(KhoaConfig) config =
      load(f,
           "[office]\nname=X\n[printer front-desk]\noffset-x=0.4\noffset-y=-0.2\nscale-x=1.002\n"
           "[printer broken]\nscale-y=2\n",
           &error);
  g_assert_no_error(error);
  g_assert_true(khoa_config_printer(config, "front-desk", &printer, &error));
  g_assert_cmpfloat(printer.offset_x, ==, 0.4);
  g_assert_cmpfloat(printer.offset_y, ==, -0.2);
  g_assert_cmpfloat(printer.scale_x, ==, 1.002);
  g_assert_cmpfloat(printer.scale_y, ==, 1);
  g_assert_true(khoa_config_printer(config, NULL, &printer, &error));
  g_assert_cmpfloat(printer.offset_x, ==, 0);
  g_assert_cmpfloat(printer.scale_x, ==, 1);
  g_assert_false(khoa_config_printer(config, "office", &printer, &none));
  assert_mentions(none, "[printer office]");
  g_assert_false(khoa_config_printer(config, "broken", &printer, &askew));
  assert_mentions(askew, "[printer broken] scale-y = 2");
}

static const char *const addresses[][2] = {
    {"", ""},
    {"https://antt.example.gov.vn", PREFIX},
    {"https://antt.example.gov.vn/", PREFIX},
    {"https://antt.example.gov.vn//", PREFIX},
    {"https://antt.example.gov.vn/#", PREFIX},
    {"https://antt.example.gov.vn#", PREFIX},
    {"https://a.vn:8443", "https://a.vn:8443/#"},
    {"https://a.vn/xa_tho-son/1", "https://a.vn/xa_tho-son/1/#"},
    {"https://3cx.example.vn", "https://3cx.example.vn/#"},
};

static const char *const no_addresses[] = {
    "antt.example.gov.vn",
    "http://antt.example.gov.vn",
    "https://",
    "https:",
    "#",
    "/",
    "https://localhost",
    "https://.vn",
    "https:///x.vn",
    "https://Antt.example.vn",
    "https://an ninh.vn",
    "https://anttxã.vn",
    "https://a.vn/?q=1",
    "https://a.vn/#x/#",
    "https://user@a.vn",
    "https://a_b.vn",
    "https://a.vn\n",
    " https://a.vn",
    "https://antt.example.gov.vn/a-path-that-is-longer-than-any-tag-can-hold",
};

/* What is taken must be fit for a bundle too, or no bundle could ever be made. */
static void test_prefix(void) {
  for (gsize i = 0; i < G_N_ELEMENTS(addresses); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *prefix = khoa_config_prefix(addresses[i][0], &error);
    g_assert_no_error(error);
    g_assert_cmpstr(prefix, ==, addresses[i][1]);
    g_autofree char *again = khoa_config_prefix(prefix, &error);
    g_assert_cmpstr(again, ==, prefix);
    g_assert_true(!*prefix || khoa_prefix_valid(prefix));
  }
  for (gsize i = 0; i < G_N_ELEMENTS(no_addresses); i++) {
    g_autoptr(GError) error = NULL;
    g_test_message("%s", no_addresses[i]);
    g_assert_null(khoa_config_prefix(no_addresses[i], &error));
    g_assert_error(error, KHOA_CONFIG_ERROR, 0);
  }
}

static void test_prefix_is_taken_only_if_bundles_take_it(void) {
  static const char alphabet[] = "ab1.-_:/#";
  guint taken = 0;
  for (int round = 0; round < 20000; round++) {
    char address[24] = "https://";
    const int length = g_test_rand_int_range(1, 12);
    for (int i = 0; i < length; i++)
      address[8 + i] = alphabet[g_test_rand_int_range(0, sizeof alphabet - 1)];
    g_autofree char *prefix = khoa_config_prefix(address, NULL);
    if (!prefix)
      continue;
    taken++;
    if (!khoa_prefix_valid(prefix))
      g_assert_cmpstr(prefix, ==, "valid");
  }
  g_assert_cmpuint(taken, >, 100);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD_IN_FOLDER("/office/config/new-office", test_new_office);
  ADD_IN_FOLDER("/office/config/missing-keys-have-defaults", test_missing_keys_have_defaults);
  ADD_IN_FOLDER("/office/config/saved-on-windows", test_saved_on_windows);
  ADD_IN_FOLDER("/office/config/bad-values", test_bad_values);
  ADD_IN_FOLDER("/office/config/prices", test_prices);
  ADD_IN_FOLDER("/office/config/report", test_report);
  ADD_IN_FOLDER("/office/config/no-file", test_no_file);
  ADD_IN_FOLDER("/office/config/printer", test_printer);
  g_test_add_func("/office/config/prefix", test_prefix);
  g_test_add_func("/office/config/prefix-is-taken-only-if-bundles-take-it",
                  test_prefix_is_taken_only_if_bundles_take_it);
  return g_test_run();
}

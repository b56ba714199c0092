/* Every verdict that a registry can give, and a bundle made from it gives the same. */
#include "tag/code.h"
#include "unit/office/sources.h"

#define HUGE_TEXT 10000000

/* Nothing that it says is shown. */
static void assert_shows_nothing(const KhoaAnswer *answer) {
  static const KhoaTag none;
  g_assert_false(answer->genuine);
  g_assert_null(answer->code);
  g_assert_null(answer->unit);
  g_assert_null(answer->unit_name);
  g_assert_null(answer->hotlines);
  assert_bytes(&answer->tag, &none, sizeof none);
  g_assert_cmpint(answer->verdict.status, ==, KHOA_STATUS_UNKNOWN);
  g_assert_cmpint(answer->verdict.address, ==, KHOA_ADDRESS_UNKNOWN);
}

static const struct Case {
  const char *word;
  gint64 signer; /* whose key signs; 0: the specimens' */
  const char *prefix;
  KhoaTag tag;
  KhoaColour colour;
} cases[] = {
    {"genuine", NEW, "", {KHOA_KIND_LOCK_TAG, NEW, IN_USE}, KHOA_GREEN},
    {"genuine", NEW, PREFIX, {KHOA_KIND_LOCK_TAG, NEW, FOUND}, KHOA_GREEN},
    {"genuine", OTHER, OLD_PREFIX, {KHOA_KIND_KEYCHAIN, OTHER, 1}, KHOA_GREEN},
    {"genuine", NEW, OLD_PREFIX, {KHOA_KIND_LOCK_TAG, NEW, IN_USE}, KHOA_GREEN},
    {"unissued", NEW, "", {KHOA_KIND_LOCK_TAG, NEW, PRINTED}, KHOA_AMBER},
    {"unissued", OLD, PREFIX, {KHOA_KIND_KEYCHAIN, OLD, 2}, KHOA_AMBER},
    {"outdated", OLD, PREFIX, {KHOA_KIND_KEYCHAIN, OLD, 1}, KHOA_AMBER},
    {"lost", NEW, "", {KHOA_KIND_LOCK_TAG, NEW, LOST}, KHOA_RED},
    {"revoked", NEW, "", {KHOA_KIND_LOCK_TAG, NEW, REVOKED}, KHOA_RED},
    {"spoiled", NEW, "", {KHOA_KIND_LOCK_TAG, NEW, SPOILED}, KHOA_RED},
    {"replaced", NEW, "", {KHOA_KIND_LOCK_TAG, NEW, REPLACED}, KHOA_RED},
    /* A good code behind somebody else's address, whatever its status. */
    {"altered", NEW, "https://evil.vn/#", {KHOA_KIND_LOCK_TAG, NEW, IN_USE}, KHOA_RED},
    {"altered", NEW, "https://evil.vn/#", {KHOA_KIND_LOCK_TAG, NEW, LOST}, KHOA_RED},
    {"altered", NEW, "#", {KHOA_KIND_LOCK_TAG, NEW, IN_USE}, KHOA_RED},
    {"altered", NEW, "https://evil.vn/" PREFIX, {KHOA_KIND_LOCK_TAG, NEW, IN_USE}, KHOA_RED},
    {"altered", NEW, PREFIX "#", {KHOA_KIND_LOCK_TAG, NEW, IN_USE}, KHOA_RED},
    {"altered", NEW, "HTTPS://ANTT.EXAMPLE.GOV.VN/#", {KHOA_KIND_LOCK_TAG, NEW, IN_USE}, KHOA_RED},
    /* Signed by another batch's key, the specimens', or none of ours. */
    {"forged", OLD, "", {KHOA_KIND_LOCK_TAG, NEW, IN_USE}, KHOA_RED},
    {"forged", 0, "", {KHOA_KIND_LOCK_TAG, NEW, IN_USE}, KHOA_RED},
    {"forged", 99, PREFIX, {KHOA_KIND_KEYCHAIN, OLD, 1}, KHOA_RED},
    {"forged", NEW, "", {KHOA_KIND_SPECIMEN, 0, 1}, KHOA_RED},
    /* By the right key, but no such tag was made. */
    {"forged", NEW, "", {KHOA_KIND_KEYCHAIN, NEW, IN_USE}, KHOA_RED},
    {"forged", NEW, "", {KHOA_KIND_LOCK_TAG, NEW, COUNT + 1}, KHOA_RED},
    {"forged", NEW, "", {KHOA_KIND_LOCK_TAG, NEW, KHOA_INDEX_MAX}, KHOA_RED},
    {"unknown", 9, "", {KHOA_KIND_KEYCHAIN, 9, 1}, KHOA_AMBER},
    {"unknown", NEW, "https://evil.vn/#", {KHOA_KIND_LOCK_TAG, KHOA_BATCH_MAX, 1}, KHOA_AMBER},
    {"specimen", 0, PREFIX, {KHOA_KIND_SPECIMEN, 0, 1}, KHOA_GREY},
    {"specimen", 0, "https://evil.vn/#", {KHOA_KIND_SPECIMEN, 0, KHOA_INDEX_MAX}, KHOA_GREY},
};

static void test_verdicts(Fixture *f, gconstpointer data) {
  (void)data;
  g_auto(Sources) sources = open_sources(f);
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(KhoaAnswer) answer = {0};
    g_autofree char *text = text_signed_by(cases[i].signer, cases[i].prefix, cases[i].tag);
    g_test_message("%zu: %s", i, cases[i].word);
    ask_both(&sources, text, &answer);
    g_assert_cmpstr(answer.word, ==, cases[i].word);
    g_assert_cmpint(answer.colour, ==, cases[i].colour);
    g_assert_cmpint(answer.genuine, ==, cases[i].colour == KHOA_GREEN);
    if (strcmp(answer.word, "forged") == 0)
      assert_shows_nothing(&answer);
    /* What couldn't be checked is known of no unit. */
    const gboolean signed_by_us =
        answer.verdict.signature == KHOA_SIGNATURE_GOOD && cases[i].tag.kind != KHOA_KIND_SPECIMEN;
    g_assert_cmpint(answer.unit != NULL, ==, signed_by_us);
    g_assert_cmpint(answer.hotlines != NULL, ==, signed_by_us);
    g_assert_cmpint(answer.note != NULL, ==, cases[i].colour != KHOA_GREEN);
  }
}

static void test_genuine_says_all(Fixture *f, gconstpointer data) {
  (void)data;
  g_auto(Sources) sources = open_sources(f);
  g_auto(KhoaAnswer) answer = {0};
  g_autofree char *text = text_signed_by(NEW, PREFIX, (KhoaTag){KHOA_KIND_LOCK_TAG, NEW, IN_USE});
  char code[KHOA_CODE_SIZE];
  khoa_code_print(code, NEW, IN_USE);
  ask_both(&sources, text, &answer);
  g_assert_cmpstr(answer.code, ==, code);
  g_assert_cmpint(answer.tag.kind, ==, KHOA_KIND_LOCK_TAG);
  g_assert_cmpstr(answer.unit, ==, OTHER_UNIT);
  g_assert_cmpstr(answer.unit_name, ==, "Xã Thọ Sơn");
  g_assert_cmpuint(answer.hotlines->len, ==, 3);
  g_assert_cmpstr(((KhoaHotline *)g_ptr_array_index(answer.hotlines, 2))->number, ==, "113");
  g_assert_cmpint(answer.verdict.signature, ==, KHOA_SIGNATURE_GOOD);
  g_assert_cmpint(answer.verdict.address, ==, KHOA_ADDRESS_OURS);
  g_assert_cmpint(answer.verdict.status, ==, KHOA_STATUS_IN_USE);
  g_assert_cmpint(answer.freshness, ==, KHOA_FRESHNESS_FRESH);
  g_assert_cmpint(answer.age, ==, -1);
}

static void test_line_ends_are_no_part(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const ends[] = {"\n", "\r\n", "\r", "\n\n"};
  static const char *const others[] = {" ", "\t", "\n ", ".", "0"};
  g_auto(Sources) sources = open_sources(f);
  g_autofree char *text = text_signed_by(NEW, "", (KhoaTag){KHOA_KIND_LOCK_TAG, NEW, IN_USE});
  for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
    g_autofree char *line = g_strconcat(text, ends[i], NULL);
    assert_word(&sources, line, "genuine");
  }
  for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
    g_autofree char *after = g_strconcat(text, others[i], NULL);
    g_autofree char *before = g_strconcat(others[i], text, NULL);
    assert_word(&sources, after, "not-a-tag");
    assert_word(&sources, before, "not-a-tag");
  }
}

/* Any one digit misread or changed: never another verdict than these. */
static void test_any_changed_digit(Fixture *f, gconstpointer data) {
  (void)data;
  guint forged = 0;
  g_auto(Sources) sources = open_sources(f);
  g_autofree char *text = text_signed_by(NEW, PREFIX, (KhoaTag){KHOA_KIND_LOCK_TAG, NEW, IN_USE});
  for (char *digit = text + strlen(PREFIX); *digit; digit++) {
    const char right = *digit;
    for (char wrong = '0'; wrong <= '9'; wrong++) {
      if (wrong == right)
        continue;
      g_auto(KhoaAnswer) answer = {0};
      *digit = wrong;
      ask_both(&sources, text, &answer);
      assert_shows_nothing(&answer);
      if (strcmp(answer.word, "not-a-tag") != 0)
        g_assert_cmpstr(answer.word, ==, "forged");
      forged += answer.verdict.word == KHOA_VERDICT_FORGED;
    }
    *digit = right;
  }
  g_assert_cmpuint(forged, >, KHOA_DIGITS);
  assert_word(&sources, text, "genuine");
}

static void assert_not_a_tag(const Sources *sources, const char *text, gsize length) {
  g_auto(KhoaAnswer) answer = {0};
  ask_both_bytes(sources, text, length, &answer);
  g_assert_cmpstr(answer.word, ==, "not-a-tag");
  g_assert_cmpint(answer.colour, ==, KHOA_GREY);
  assert_shows_nothing(&answer);
  g_assert_nonnull(answer.note);
}

static void test_not_a_tag(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const texts[] = {"",     "\n", "#",    "##",       "hello", "https://a.vn",
                                      PREFIX, "-",  "    ", "\xff\xfe", "1234",  "khóa"};
  static const char fills[] = "#0917 \n\xff";
  g_auto(Sources) sources = open_sources(f);
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
    assert_not_a_tag(&sources, texts[i], strlen(texts[i]));
  for (gsize i = 0; i < sizeof fills; i++) { /* and its NUL */
    g_autofree char *text = g_malloc(HUGE_TEXT);
    memset(text, fills[i], HUGE_TEXT);
    assert_not_a_tag(&sources, text, HUGE_TEXT);
    assert_not_a_tag(&sources, text, KHOA_DIGITS - 1);
    assert_not_a_tag(&sources, text, KHOA_DIGITS);
  }
}

/* A NUL ends no text: neither digits nor address stop there. */
static void test_nul_bytes(Fixture *f, gconstpointer data) {
  (void)data;
  g_auto(Sources) sources = open_sources(f);
  g_auto(KhoaAnswer) answer = {0};
  g_autofree char *bare = text_signed_by(NEW, "", (KhoaTag){KHOA_KIND_LOCK_TAG, NEW, IN_USE});
  char text[KHOA_DIGITS + 64] = PREFIX "\0evil#";
  const gsize prefix = strlen(PREFIX) + strlen("_evil#");
  assert_not_a_tag(&sources, bare, KHOA_DIGITS + 1);
  memcpy(text + prefix, bare, KHOA_DIGITS);
  ask_both_bytes(&sources, text, prefix + KHOA_DIGITS, &answer);
  g_assert_cmpstr(answer.word, ==, "altered");
  bare[100] = '\0';
  assert_not_a_tag(&sources, bare, KHOA_DIGITS);
}

static void test_printed_codes(Fixture *f, gconstpointer data) {
  (void)data;
  static const struct {
    guint32 batch, index;
    const char *word;
  } codes[] = {{NEW, LOST, "registered"},        {NEW, COUNT, "registered"},
               {NEW, COUNT + 1, "unregistered"}, {9, 1, "unregistered"},
               {0, 1, "unregistered"},           {KHOA_BATCH_MAX, 99999, "unregistered"}};
  g_auto(Sources) sources = open_sources(f);
  for (gsize i = 0; i < G_N_ELEMENTS(codes); i++) {
    char code[KHOA_CODE_SIZE];
    g_auto(KhoaAnswer) answer = {0};
    khoa_code_print(code, codes[i].batch, codes[i].index);
    ask_both(&sources, code, &answer);
    g_assert_cmpstr(answer.word, ==, codes[i].word);
    g_assert_false(answer.genuine);
    g_assert_cmpint(answer.verdict.signature, ==, KHOA_SIGNATURE_UNKNOWN);
    g_assert_cmpint(answer.unit != NULL, ==, strcmp(codes[i].word, "registered") == 0);
    g_assert_cmpint(answer.verdict.status, ==,
                    codes[i].index == LOST ? KHOA_STATUS_LOST
                    : answer.unit          ? KHOA_STATUS_PRINTED
                                           : KHOA_STATUS_UNKNOWN);
  }
  g_auto(KhoaAnswer) misread = {0};
  ask_both(&sources, "0123-04567-39", &misread);
  g_assert_cmpstr(misread.word, ==, "not-a-tag");
  g_assert_cmpstr(misread.note, ==, khoa_code_fault_words(KHOA_CODE_CHECK));
  assert_word(&sources, "  0123 0456 738\r\n", "unregistered");
}

/* After something changed, the same registry says so at once. */
static void test_registry_follows(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(KhoaVerifier) registry = khoa_verifier_new(f->office);
  g_autofree char *text = text_signed_by(NEW, "", (KhoaTag){KHOA_KIND_LOCK_TAG, NEW, IN_USE});
  static const char *const words[] = {"genuine", "outdated", "lost"};
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
    g_auto(KhoaAnswer) answer = {0};
    if (i == 1)
      add_hotlines(f, OTHER_UNIT, "2026-11-02");
    if (i == 2)
      set_status(f, NEW, IN_USE, KHOA_STATUS_LOST);
    ask_bytes(registry, text, strlen(text), &answer);
    g_assert_cmpstr(answer.word, ==, words[i]);
  }
}

/* Many at once get the answers that each alone gets, from either source, in their order. */
static void assert_round(KhoaVerifier *verifier, char **texts, guint n) {
  g_autoptr(KhoaRound) first = khoa_round_new(verifier), second = khoa_round_new(verifier);
  g_autoptr(GError) error = NULL;
  for (guint i = 0; i < n; i++) {
    khoa_round_add(first, texts[i], strlen(texts[i]));
    khoa_round_add(second, texts[n - 1 - i], strlen(texts[n - 1 - i]));
  }
  g_assert_true(khoa_round_start(first, &error));
  g_assert_true(khoa_round_start(second, &error));
  for (guint i = 0; i < n; i++) {
    g_auto(KhoaAnswer) alone = {0};
    const char *text, *other;
    gsize length, other_length;
    ask_bytes(verifier, texts[i], strlen(texts[i]), &alone);
    assert_same(khoa_round_answer(first, i, &text, &length), &alone);
    assert_same(khoa_round_answer(second, n - 1 - i, &other, &other_length), &alone);
    g_assert_cmpstr(text, ==, texts[i]);
    g_assert_cmpuint(length, ==, strlen(texts[i]));
  }
}

static void test_rounds(Fixture *f, gconstpointer data) {
  (void)data;
  static const char *const addresses[] = {PREFIX, "", "https://evil.example/#"};
  static const char *const others[] = {"0123-04567-38", "0123 0456 738", "hello", "", "1234"};
  enum { MANY = 700 };
  g_auto(Sources) sources = open_sources(f);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < MANY; i++) {
    char *text = i % 4 == 3
                     ? g_strdup(others[i / 4 % G_N_ELEMENTS(others)])
                     : text_signed_by(NEW, addresses[i % 3],
                                      (KhoaTag){KHOA_KIND_LOCK_TAG, i % 5 ? NEW : 77, i % 7 + 1});
    if (i % 6 == 0)
      text[strlen(text) / 2] = '0';
    g_ptr_array_add(texts, text);
  }
  assert_round(sources.registry, (char **)texts->pdata, texts->len);
  assert_round(sources.bundle, (char **)texts->pdata, texts->len);
}

static void test_changed_address(Fixture *f, gconstpointer data) {
  (void)data;
  g_free(f->office->config->prefix);
  f->office->config->prefix = g_strdup("https://new.example.vn/#");
  g_auto(Sources) sources = open_sources(f);
  const KhoaTag tag = {KHOA_KIND_LOCK_TAG, NEW, IN_USE};
  static const char *const ours[] = {"https://new.example.vn/#", PREFIX, OLD_PREFIX, ""};
  for (gsize i = 0; i < G_N_ELEMENTS(ours); i++) {
    g_autofree char *text = text_signed_by(NEW, ours[i], tag);
    assert_word(&sources, text, "genuine");
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD_BATCHES("/office/verify/verdicts", test_verdicts);
  ADD_BATCHES("/office/verify/genuine-says-all", test_genuine_says_all);
  ADD_BATCHES("/office/verify/line-ends-are-no-part", test_line_ends_are_no_part);
  ADD_BATCHES("/office/verify/any-changed-digit", test_any_changed_digit);
  ADD_BATCHES("/office/verify/not-a-tag", test_not_a_tag);
  ADD_BATCHES("/office/verify/nul-bytes", test_nul_bytes);
  ADD_BATCHES("/office/verify/printed-codes", test_printed_codes);
  ADD_BATCHES("/office/verify/registry-follows", test_registry_follows);
  ADD_BATCHES("/office/verify/rounds", test_rounds);
  ADD_BATCHES("/office/verify/address-changed", test_changed_address);
  return g_test_run();
}

#include "tag/sign.h"
#include "tag/verdict.h"

#include "unit/tag/vectors.h"

#define NOW 1796083200 /* 2026-12-01T00:00:00Z */

static void load_example(KhoaBundle *bundle) {
  gsize length;
  KhoaBundleFault fault;
  g_autofree char *text = read_file("tests/vectors/example.khoa", &length);
  g_assert_true(khoa_bundle_parse(bundle, text, length, &fault));
}

static KhoaVerdict judge(const KhoaBundle *bundle, const char *text) {
  KhoaReading reading;
  KhoaFacts facts;
  khoa_reading_parse(&reading, text, strlen(text));
  khoa_bundle_facts(bundle, &reading, &facts, NULL);
  return khoa_verdict_find(&reading, &facts);
}

static void check_case(const KhoaBundle *bundle, const char *line) {
  g_autoptr(JsonParser) parser = json_parser_new();
  g_assert_true(json_parser_load_from_data(parser, line, -1, NULL));
  JsonObject *object = json_node_get_object(json_parser_get_root(parser));
  const char *word =
      khoa_verdict_word(judge(bundle, json_object_get_string_member(object, "input")).word);
  if (json_object_get_null_member(object, "verdict"))
    g_assert_true(g_str_equal(word, "forged") || g_str_equal(word, "not-a-tag"));
  else
    g_assert_cmpstr(word, ==, json_object_get_string_member(object, "verdict"));
}

static void test_example_cases(void) {
  KhoaBundle bundle;
  load_example(&bundle);
  g_assert_cmpint(khoa_bundle_freshness(&bundle, NOW), ==, KHOA_FRESHNESS_FRESH);
  g_autofree char *text = read_file("tests/vectors/example-cases.jsonl", NULL);
  g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
  g_assert_cmpuint(g_strv_length(lines), ==, 205);
  for (gsize i = 0; lines[i] != NULL; i++)
    check_case(&bundle, lines[i]);
  khoa_bundle_clear(&bundle);
}

/* A tag of batch 5, index 7, of 10 keychains, and all that is known of it. */
typedef struct World {
  KhoaSigner *signer;
  KhoaFacts facts;
} World;

static void set_up(World *world, gconstpointer data) {
  (void)data;
  world->signer = khoa_signer_new();
  world->facts = (KhoaFacts){.batch_known = true,
                             .kind = KHOA_KIND_KEYCHAIN,
                             .count = 10,
                             .status = KHOA_STATUS_IN_USE,
                             .numbers_current = true,
                             .prefix_listed = true};
  memcpy(world->facts.public_key, khoa_signer_public_key(world->signer), KHOA_PUBLIC_KEY_SIZE);
}

static void tear_down(World *world, gconstpointer data) {
  (void)data;
  khoa_signer_free(world->signer);
}

static KhoaVerdict judge_tag(const KhoaFacts *facts, const KhoaSigner *signer, KhoaTag tag,
                             const char *prefix) {
  guint8 payload[KHOA_PAYLOAD_SIZE], signature[KHOA_SIGNATURE_SIZE];
  char digits[KHOA_DIGITS + 1];
  KhoaReading reading;
  g_assert_true(khoa_payload_pack(payload, tag));
  khoa_signer_sign(signer, signature, payload);
  khoa_digits_encode(digits, payload, signature);
  g_autofree char *text = g_strconcat(prefix, digits, NULL);
  khoa_reading_parse(&reading, text, strlen(text));
  g_assert_cmpint(reading.fault, ==, KHOA_DIGITS_OK);
  return khoa_verdict_find(&reading, facts);
}

static KhoaVerdict judge_ours(const World *world, const char *prefix) {
  return judge_tag(&world->facts, world->signer, (KhoaTag){KHOA_KIND_KEYCHAIN, 5, 7}, prefix);
}

static void assert_verdict(KhoaVerdict verdict, KhoaVerdictWord word, KhoaSignatureAxis signature,
                           KhoaAddressAxis address, KhoaStatus status) {
  g_assert_cmpstr(khoa_verdict_word(verdict.word), ==, khoa_verdict_word(word));
  g_assert_cmpint(verdict.signature, ==, signature);
  g_assert_cmpint(verdict.address, ==, address);
  g_assert_cmpint(verdict.status, ==, status);
}

static void assert_forged(KhoaVerdict verdict) {
  assert_verdict(verdict, KHOA_VERDICT_FORGED, KHOA_SIGNATURE_BAD, KHOA_ADDRESS_UNKNOWN,
                 KHOA_STATUS_UNKNOWN);
}

static void test_by_status(World *world, gconstpointer data) {
  static const KhoaVerdictWord words[] = {
      [KHOA_STATUS_PRINTED] = KHOA_VERDICT_UNISSUED,  [KHOA_STATUS_IN_USE] = KHOA_VERDICT_GENUINE,
      [KHOA_STATUS_REPLACED] = KHOA_VERDICT_REPLACED, [KHOA_STATUS_LOST] = KHOA_VERDICT_LOST,
      [KHOA_STATUS_REVOKED] = KHOA_VERDICT_REVOKED,   [KHOA_STATUS_SPOILED] = KHOA_VERDICT_SPOILED,
  };
  (void)data;
  for (int i = 0; i < KHOA_STATUS_COUNT; i++) {
    KhoaStatus status = (KhoaStatus)i;
    world->facts.status = status;
    assert_verdict(judge_ours(world, ""), words[i], KHOA_SIGNATURE_GOOD, KHOA_ADDRESS_NONE, status);
    assert_verdict(judge_ours(world, "https://a/#"), words[i], KHOA_SIGNATURE_GOOD,
                   KHOA_ADDRESS_OURS, status);
  }
  world->facts.status = KHOA_STATUS_UNKNOWN;
  assert_verdict(judge_ours(world, ""), KHOA_VERDICT_UNKNOWN, KHOA_SIGNATURE_GOOD,
                 KHOA_ADDRESS_NONE, KHOA_STATUS_UNKNOWN);
}

/* Old numbers matter only on a tag in use. */
static void test_outdated(World *world, gconstpointer data) {
  (void)data;
  world->facts.numbers_current = false;
  g_assert_cmpint(judge_ours(world, "").word, ==, KHOA_VERDICT_OUTDATED);
  world->facts.status = KHOA_STATUS_PRINTED;
  g_assert_cmpint(judge_ours(world, "").word, ==, KHOA_VERDICT_UNISSUED);
  world->facts.status = KHOA_STATUS_LOST;
  g_assert_cmpint(judge_ours(world, "").word, ==, KHOA_VERDICT_LOST);
}

/* A foreign address outweighs every status, but not a bad signature. */
static void test_altered(World *world, gconstpointer data) {
  (void)data;
  world->facts.prefix_listed = false;
  for (int i = KHOA_STATUS_UNKNOWN; i < KHOA_STATUS_COUNT; i++) {
    world->facts.status = (KhoaStatus)i;
    assert_verdict(judge_ours(world, "#"), KHOA_VERDICT_ALTERED, KHOA_SIGNATURE_GOOD,
                   KHOA_ADDRESS_FOREIGN, (KhoaStatus)i);
  }
  world->facts.public_key[0] ^= 1;
  assert_forged(judge_ours(world, "https://evil.example/#"));
}

static void test_forged(World *world, gconstpointer data) {
  (void)data;
  const KhoaFacts *facts = &world->facts;
  KhoaSigner *other = khoa_signer_new();
  assert_forged(judge_tag(facts, other, (KhoaTag){KHOA_KIND_KEYCHAIN, 5, 7}, ""));
  assert_forged(judge_tag(facts, world->signer, (KhoaTag){KHOA_KIND_LOCK_TAG, 5, 7}, ""));
  assert_forged(judge_tag(facts, world->signer, (KhoaTag){KHOA_KIND_KEYCHAIN, 5, 11}, ""));
  assert_forged(judge_tag(facts, other, (KhoaTag){KHOA_KIND_SPECIMEN, 0, 1}, ""));
  g_assert_cmpint(judge_tag(facts, world->signer, (KhoaTag){KHOA_KIND_KEYCHAIN, 5, 10}, "").word,
                  ==, KHOA_VERDICT_GENUINE);
  khoa_signer_free(other);
}

static void test_unknown_batch(World *world, gconstpointer data) {
  (void)data;
  world->facts = (KhoaFacts){.prefix_listed = true, .status = KHOA_STATUS_IN_USE};
  assert_verdict(judge_ours(world, "https://a/#"), KHOA_VERDICT_UNKNOWN, KHOA_SIGNATURE_UNKNOWN,
                 KHOA_ADDRESS_OURS, KHOA_STATUS_UNKNOWN);
  world->facts.prefix_listed = false;
  assert_verdict(judge_ours(world, "https://a/#"), KHOA_VERDICT_UNKNOWN, KHOA_SIGNATURE_UNKNOWN,
                 KHOA_ADDRESS_FOREIGN, KHOA_STATUS_UNKNOWN);
}

static void test_specimen(World *world, gconstpointer data) {
  (void)data;
  KhoaSigner *specimen = khoa_signer_new_specimen();
  assert_verdict(judge_tag(&world->facts, specimen, (KhoaTag){KHOA_KIND_SPECIMEN, 0, 99999}, ""),
                 KHOA_VERDICT_SPECIMEN, KHOA_SIGNATURE_GOOD, KHOA_ADDRESS_NONE,
                 KHOA_STATUS_UNKNOWN);
  world->facts.prefix_listed = false;
  assert_verdict(judge_tag(&world->facts, specimen, (KhoaTag){KHOA_KIND_SPECIMEN, 0, 1}, "x#"),
                 KHOA_VERDICT_SPECIMEN, KHOA_SIGNATURE_GOOD, KHOA_ADDRESS_FOREIGN,
                 KHOA_STATUS_UNKNOWN);
  khoa_signer_free(specimen);
}

static void test_not_a_tag(void) {
  KhoaReading reading;
  KhoaFacts facts = {.batch_known = true};
  g_autofree char *newer = g_strnfill(KHOA_DIGITS, '0');
  khoa_reading_parse(&reading, newer, KHOA_DIGITS);
  assert_verdict(khoa_verdict_find(&reading, &facts), KHOA_VERDICT_NOT_A_TAG,
                 KHOA_SIGNATURE_UNKNOWN, KHOA_ADDRESS_UNKNOWN, KHOA_STATUS_UNKNOWN);
  g_assert_cmpstr(khoa_digits_fault_words(reading.fault), ==, "unsupported version");
  khoa_reading_parse(&reading, "", 0);
  g_assert_cmpint(reading.fault, ==, KHOA_DIGITS_LENGTH);
  g_assert_cmpint(khoa_verdict_find(&reading, &facts).word, ==, KHOA_VERDICT_NOT_A_TAG);
}

static void test_prefix(void) {
  static const struct {
    const char *text;
    gsize length, prefix_length;
  } texts[] = {{"abc", 3, 0}, {"#", 1, 1}, {"a#b#c", 5, 4}, {"a\0#\0b", 5, 3}, {"", 0, 0}};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    KhoaReading reading;
    khoa_reading_parse(&reading, texts[i].text, texts[i].length);
    g_assert_true(reading.prefix == texts[i].text);
    g_assert_cmpuint(reading.prefix_length, ==, texts[i].prefix_length);
    g_assert_cmpint(reading.fault, !=, KHOA_DIGITS_OK);
    g_assert_cmpuint(reading.tag.index, ==, 0);
  }
}

static void test_bundle_facts(void) {
  KhoaBundle bundle;
  KhoaReading reading = {.tag = {KHOA_KIND_LOCK_TAG, 124, 301}};
  KhoaFacts facts;
  const KhoaBatch *batch;
  load_example(&bundle);
  khoa_bundle_facts(&bundle, &reading, &facts, &batch);
  g_assert_true(batch == &bundle.batches[1]);
  g_assert_true(facts.batch_known);
  g_assert_cmpint(facts.kind, ==, KHOA_KIND_LOCK_TAG);
  g_assert_cmpuint(facts.count, ==, 301);
  g_assert_cmpint(facts.status, ==, khoa_batch_status(batch, 301));
  g_assert_false(facts.numbers_current); /* set 6; 7 is newer */
  g_assert_false(facts.prefix_listed);

  reading.tag.batch = 125;
  khoa_bundle_facts(&bundle, &reading, &facts, &batch);
  g_assert_null(batch);
  g_assert_false(facts.batch_known);
  khoa_bundle_clear(&bundle);
}

static void test_freshness(void) {
  KhoaBundle bundle = {.created = 1000000, .stale_after = 10};
  g_assert_cmpint(khoa_bundle_freshness(&bundle, 999999), ==, KHOA_FRESHNESS_CLOCK_WRONG);
  g_assert_cmpint(khoa_bundle_freshness(&bundle, 1000000), ==, KHOA_FRESHNESS_FRESH);
  g_assert_cmpint(khoa_bundle_freshness(&bundle, 1864000), ==, KHOA_FRESHNESS_FRESH);
  g_assert_cmpint(khoa_bundle_freshness(&bundle, 1864001), ==, KHOA_FRESHNESS_STALE);
  g_assert_cmpint(khoa_bundle_freshness(&bundle, G_MININT64), ==, KHOA_FRESHNESS_CLOCK_WRONG);
  g_assert_cmpint(khoa_bundle_freshness(&bundle, G_MAXINT64), ==, KHOA_FRESHNESS_STALE);
}

/* Worst first; what isn't known has no word. */
static void test_words(void) {
  static const struct {
    const char *word;
    KhoaColour colour;
  } expected[] = {
      {"not-a-tag", KHOA_GREY}, {"specimen", KHOA_GREY},  {"forged", KHOA_RED},
      {"altered", KHOA_RED},    {"revoked", KHOA_RED},    {"lost", KHOA_RED},
      {"spoiled", KHOA_RED},    {"replaced", KHOA_RED},   {"unknown", KHOA_AMBER},
      {"outdated", KHOA_AMBER}, {"unissued", KHOA_AMBER}, {"genuine", KHOA_GREEN},
  };
  g_assert_cmpint(KHOA_VERDICT_COUNT, ==, G_N_ELEMENTS(expected));
  for (int i = 0; i < KHOA_VERDICT_COUNT; i++) {
    g_assert_cmpstr(khoa_verdict_word((KhoaVerdictWord)i), ==, expected[i].word);
    g_assert_cmpint(khoa_verdict_colour((KhoaVerdictWord)i), ==, expected[i].colour);
  }
  g_assert_null(khoa_signature_word(KHOA_SIGNATURE_UNKNOWN));
  g_assert_null(khoa_address_word(KHOA_ADDRESS_UNKNOWN));
  g_assert_null(khoa_freshness_word(KHOA_FRESHNESS_UNKNOWN));
  g_assert_cmpstr(khoa_signature_word(KHOA_SIGNATURE_BAD), ==, "bad");
  g_assert_cmpstr(khoa_address_word(KHOA_ADDRESS_FOREIGN), ==, "foreign");
  g_assert_cmpstr(khoa_freshness_word(KHOA_FRESHNESS_CLOCK_WRONG), ==, "clock wrong");
  g_assert_cmpstr(khoa_status_word(KHOA_STATUS_UNKNOWN), ==, "unknown");
  g_assert_cmpstr(khoa_status_word(KHOA_STATUS_IN_USE), ==, "in use");
}

/* A printed code proves nothing: it is never green, and red stays red. */
static void test_code(void) {
  KhoaFacts facts = {
      .batch_known = true, .count = 5, .status = KHOA_STATUS_IN_USE, .numbers_current = true};
  KhoaCodeVerdict verdict = khoa_verdict_of_code(&facts, 5);
  g_assert_true(verdict.registered);
  g_assert_cmpint(verdict.by_status, ==, KHOA_VERDICT_GENUINE);
  g_assert_cmpint(verdict.colour, ==, KHOA_AMBER);
  g_assert_cmpstr(khoa_code_verdict_word(&verdict), ==, "registered");
  facts.status = KHOA_STATUS_LOST;
  verdict = khoa_verdict_of_code(&facts, 1);
  g_assert_cmpint(verdict.colour, ==, KHOA_RED);
  g_assert_cmpint(verdict.status, ==, KHOA_STATUS_LOST);
  verdict = khoa_verdict_of_code(&facts, 6);
  g_assert_false(verdict.registered);
  g_assert_cmpint(verdict.status, ==, KHOA_STATUS_UNKNOWN);
  g_assert_cmpint(verdict.colour, ==, KHOA_GREY);
  g_assert_cmpstr(khoa_code_verdict_word(&verdict), ==, "unregistered");
  facts = (KhoaFacts){.status = KHOA_STATUS_UNKNOWN};
  g_assert_false(khoa_verdict_of_code(&facts, 1).registered);
}

/* What may be told with which verdict. */
static void test_tells(void) {
  const KhoaVerdict forged = {KHOA_VERDICT_FORGED, KHOA_SIGNATURE_BAD, KHOA_ADDRESS_UNKNOWN,
                              KHOA_STATUS_UNKNOWN};
  const KhoaVerdict unknown = {KHOA_VERDICT_UNKNOWN, KHOA_SIGNATURE_UNKNOWN, KHOA_ADDRESS_OURS,
                               KHOA_STATUS_UNKNOWN};
  const KhoaVerdict lost = {KHOA_VERDICT_LOST, KHOA_SIGNATURE_GOOD, KHOA_ADDRESS_OURS,
                            KHOA_STATUS_LOST};
  const KhoaVerdict specimen = {KHOA_VERDICT_SPECIMEN, KHOA_SIGNATURE_GOOD, KHOA_ADDRESS_NONE,
                                KHOA_STATUS_UNKNOWN};
  g_assert_false(khoa_verdict_tells_tag(&forged));
  g_assert_false(khoa_verdict_tells_known(&forged));
  g_assert_true(khoa_verdict_tells_tag(&unknown));
  g_assert_false(khoa_verdict_tells_known(&unknown));
  g_assert_true(khoa_verdict_tells_known(&lost));
  g_assert_true(khoa_verdict_tells_tag(&specimen));
  g_assert_false(khoa_verdict_tells_known(&specimen));
}

#define ADD(path, test) g_test_add(path, World, NULL, set_up, test, tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  g_test_add_func("/verdict/example-cases", test_example_cases);
  ADD("/verdict/by-status", test_by_status);
  ADD("/verdict/outdated", test_outdated);
  ADD("/verdict/altered", test_altered);
  ADD("/verdict/forged", test_forged);
  ADD("/verdict/unknown-batch", test_unknown_batch);
  ADD("/verdict/specimen", test_specimen);
  g_test_add_func("/verdict/not-a-tag", test_not_a_tag);
  g_test_add_func("/verdict/prefix", test_prefix);
  g_test_add_func("/verdict/bundle-facts", test_bundle_facts);
  g_test_add_func("/verdict/freshness", test_freshness);
  g_test_add_func("/verdict/words", test_words);
  g_test_add_func("/verdict/code", test_code);
  g_test_add_func("/verdict/tells", test_tells);
  return g_test_run();
}

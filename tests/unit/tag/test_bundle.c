#include "tag/bundle.h"
#include "tag/secret_key.h"

#include "unit/tag/vectors.h"

static void load_example(KhoaBundle *bundle) {
  gsize length;
  KhoaBundleFault fault;
  g_autofree char *text = read_file("tests/vectors/example.khoa", &length);
  g_assert_true(khoa_bundle_parse(bundle, text, length, &fault));
  g_assert_null(fault.what);
}

static void test_example(void) {
  KhoaBundle bundle;
  load_example(&bundle);
  g_assert_cmpuint(bundle.sequence, ==, 42);
  g_assert_cmpint(bundle.created, ==, 1795420800);
  g_assert_cmpuint(bundle.stale_after, ==, 100);
  g_assert_cmpuint(bundle.n_successions, ==, 0);
  g_assert_cmpuint(bundle.n_prefixes, ==, 1);
  g_assert_cmpstr(bundle.prefixes[0], ==, "https://antt.example.gov.vn/#");
  g_assert_cmpuint(bundle.n_units, ==, 2);
  g_assert_cmpstr(bundle.units[0].code, ==, "15667");
  g_assert_cmpstr(bundle.units[1].name, ==, "Thị trấn Triệu Sơn");
  g_assert_cmpuint(bundle.n_hotlines, ==, 3);
  g_assert_cmpuint(bundle.hotlines[0].id, ==, 6);
  g_assert_cmpuint(bundle.hotlines[0].count, ==, 5);
  g_assert_cmpstr(bundle.hotlines[0].since, ==, "2025-01-01");
  g_assert_cmpuint(bundle.hotlines[1].count, ==, 3);
  g_assert_cmpstr(bundle.hotlines[1].numbers[2].number, ==, "+842373867112");
  g_assert_cmpstr(bundle.hotlines[1].numbers[2].label, ==, "Trực ban số 2");
  g_assert_cmpuint(bundle.n_batches, ==, 3);
  g_assert_cmpuint(bundle.batches[1].number, ==, 124);
  g_assert_cmpint(bundle.batches[1].kind, ==, KHOA_KIND_LOCK_TAG);
  g_assert_true(bundle.batches[1].unit == &bundle.units[0]);
  g_assert_true(bundle.batches[1].hotlines == &bundle.hotlines[0]);
  g_assert_cmpstr(bundle.batches[1].issued, ==, "2026-11-20");
  g_assert_cmpuint(bundle.batches[1].count, ==, 301);
  khoa_bundle_clear(&bundle);
  khoa_bundle_clear(&bundle);
}

static void test_print_example(void) {
  KhoaBundle bundle;
  KhoaBundleFault fault;
  gsize length, printed_length;
  g_autofree char *text = read_file("tests/vectors/example.khoa", &length);
  load_example(&bundle);
  g_autofree char *printed = khoa_bundle_print(&bundle, &printed_length, &fault);
  g_assert_null(fault.what);
  g_assert_cmpstr(printed, ==, text);
  g_assert_cmpuint(printed_length, ==, length);
  khoa_bundle_clear(&bundle);
}

static void test_look_ups(void) {
  KhoaBundle bundle;
  load_example(&bundle);
  for (gsize i = 0; i < bundle.n_batches; i++)
    g_assert_true(khoa_bundle_batch(&bundle, bundle.batches[i].number) == &bundle.batches[i]);
  g_assert_null(khoa_bundle_batch(&bundle, 0));
  g_assert_null(khoa_bundle_batch(&bundle, 125));
  g_assert_true(khoa_bundle_current_hotlines(&bundle, &bundle.units[0]) == &bundle.hotlines[1]);
  g_assert_true(khoa_bundle_current_hotlines(&bundle, &bundle.units[1]) == &bundle.hotlines[2]);
  /* Of two of the same day the later in the file is current; an older one never is. */
  strcpy(bundle.hotlines[0].since, bundle.hotlines[1].since);
  g_assert_true(khoa_bundle_current_hotlines(&bundle, &bundle.units[0]) == &bundle.hotlines[1]);
  strcpy(bundle.hotlines[0].since, "2026-11-02");
  g_assert_true(khoa_bundle_current_hotlines(&bundle, &bundle.units[0]) == &bundle.hotlines[0]);
  khoa_bundle_clear(&bundle);
  g_assert_null(khoa_bundle_batch(&bundle, 123));
}

static void test_status(void) {
  guint8 nibbles[4];
  KhoaBatch batch = {.count = 7, .status = nibbles};
  memset(nibbles, 0xff, sizeof nibbles);
  for (guint32 index = 1; index <= 7; index++)
    khoa_status_pack(nibbles, index, (KhoaStatus)(index % KHOA_STATUS_COUNT));
  assert_bytes(nibbles, "\x21\x43\x05\xf1", sizeof nibbles);
  for (guint32 index = 1; index <= 7; index++)
    g_assert_cmpint(khoa_batch_status(&batch, index), ==, index % KHOA_STATUS_COUNT);
  g_assert_cmpint(khoa_batch_status(&batch, 0), ==, KHOA_STATUS_UNKNOWN);
  g_assert_cmpint(khoa_batch_status(&batch, 8), ==, KHOA_STATUS_UNKNOWN);
  batch.status = NULL;
  g_assert_cmpint(khoa_batch_status(&batch, 1), ==, KHOA_STATUS_UNKNOWN);
}

/* Nothing but the head. */
static void test_empty_office(void) {
  KhoaBundle bundle = {.sequence = 1, .created = 1, .stale_after = 1}, again;
  KhoaBundleFault fault;
  gsize length;
  g_autofree char *text = khoa_bundle_print(&bundle, &length, &fault);
  g_assert_null(fault.what);
  g_assert_true(khoa_bundle_parse(&again, text, length, &fault));
  g_assert_cmpuint(again.n_units, ==, 0);
  g_assert_null(khoa_bundle_batch(&again, 1));
  khoa_bundle_clear(&again);
  khoa_bundle_clear(&bundle);
}

/* A bundle whose authority followed on three older keys. */
typedef struct Chain {
  KhoaSecretKey *keys[4];
  KhoaAuthority authorities[4];
  KhoaSuccession successions[3];
  KhoaBundle bundle;
} Chain;

static void sign_succession(KhoaSuccession *succession, const KhoaSecretKey *key) {
  guint8 message[KHOA_SUCCESSION_MESSAGE_SIZE];
  khoa_succession_message(message, &succession->from, &succession->to, succession->date);
  khoa_secret_key_endorse(key, succession->signature, message, sizeof message);
}

static void set_up(Chain *chain, gconstpointer data) {
  static const char *const dates[] = {"2024-01-01", "2025-01-01", "2025-01-01"};
  (void)data;
  for (gsize i = 0; i < 4; i++) {
    chain->keys[i] = khoa_secret_key_new();
    khoa_secret_key_authority(chain->keys[i], &chain->authorities[i]);
  }
  for (gsize i = 0; i < 3; i++) {
    KhoaSuccession *succession = &chain->successions[i];
    *succession = (KhoaSuccession){.from = chain->authorities[i], .to = chain->authorities[i + 1]};
    strcpy(succession->date, dates[i]);
    sign_succession(succession, chain->keys[i]);
  }
  chain->bundle = (KhoaBundle){.sequence = 1,
                               .created = 1795420800,
                               .stale_after = 100,
                               .authority = chain->authorities[3],
                               .successions = chain->successions,
                               .n_successions = 3};
}

static void tear_down(Chain *chain, gconstpointer data) {
  (void)data;
  for (gsize i = 0; i < 4; i++)
    khoa_secret_key_free(chain->keys[i]);
}

static void test_chain(Chain *chain, gconstpointer data) {
  (void)data;
  KhoaBundle again;
  KhoaBundleFault fault;
  KhoaAuthority stranger = chain->authorities[0];
  gsize length;
  stranger.key[31] ^= 1;
  g_autofree char *text = khoa_bundle_print(&chain->bundle, &length, &fault);
  g_assert_null(fault.what);
  g_assert_true(khoa_bundle_parse(&again, text, length, &fault));
  g_assert_cmpuint(again.n_successions, ==, 3);
  for (gsize i = 0; i < 4; i++)
    g_assert_true(khoa_bundle_follows(&again, &chain->authorities[i]));
  g_assert_false(khoa_bundle_follows(&again, &stranger));
  khoa_bundle_clear(&again);
}

static void assert_not_printed(const KhoaBundle *bundle, gsize line) {
  KhoaBundleFault fault;
  gsize length;
  g_assert_null(khoa_bundle_print(bundle, &length, &fault));
  g_assert_nonnull(fault.what);
  g_assert_cmpuint(fault.line, ==, line);
}

/* The successions stand on lines 6 to 8, privacy on the line behind them. */
static void test_broken_chain(Chain *chain, gconstpointer data) {
  (void)data;
  KhoaSuccession *middle = &chain->successions[1], right = *middle;
  middle->signature[0] ^= 1;
  assert_not_printed(&chain->bundle, 7);
  *middle = right;
  strcpy(middle->date, "2025-01-02"); /* not what was signed */
  assert_not_printed(&chain->bundle, 7);
  sign_succession(middle, chain->keys[1]); /* but younger than the next */
  assert_not_printed(&chain->bundle, 8);
  *middle = right;
  sign_succession(middle, chain->keys[2]); /* by the new key instead of the old one */
  assert_not_printed(&chain->bundle, 7);
  *middle = right;
  chain->bundle.authority = chain->authorities[2];
  assert_not_printed(&chain->bundle, 9);
  chain->bundle.n_successions = 2;
  chain->successions[1] = chain->successions[2]; /* a link left out */
  chain->bundle.authority = chain->authorities[3];
  assert_not_printed(&chain->bundle, 7);
}

static void test_message(void) {
  KhoaAuthority from = {.key = {1}}, to = {.key = {2}};
  guint8 message[KHOA_SUCCESSION_MESSAGE_SIZE];
  khoa_succession_message(message, &from, &to, "2026-11-01");
  assert_bytes(message, "khoa-succession-v1\0\1", 20);
  g_assert_cmpint(message[19 + 32], ==, 2);
  assert_bytes(message + 19 + 64, "2026-11-01", 10);
}

/* What would be read back as something else isn't written. */
static void test_print_refuses(void) {
  KhoaBundle bundle;
  load_example(&bundle);
  const char *name = bundle.units[0].name;
  bundle.units[0].name = "Xã\nunit 15669 Xã";
  assert_not_printed(&bundle, 0);
  bundle.units[0].name = " Xã";
  assert_not_printed(&bundle, 8);
  bundle.units[0].name = name;
  bundle.units[0].code = "156 67";
  assert_not_printed(&bundle, 0);
  bundle.units[0].code = "15667";
  bundle.hotlines[1].numbers[0].number = "113 114";
  assert_not_printed(&bundle, 0);
  bundle.hotlines[1].numbers[0].number = "113";
  bundle.hotlines[1].count = 2;
  assert_not_printed(&bundle, 19);
  bundle.hotlines[1].count = 6;
  assert_not_printed(&bundle, 0);
  bundle.hotlines[1].count = 3;
  bundle.batches[0].kind = KHOA_KIND_SPECIMEN;
  assert_not_printed(&bundle, 26);
  bundle.batches[0].kind = (KhoaKind)7;
  assert_not_printed(&bundle, 26);
  bundle.batches[0].kind = KHOA_KIND_KEYCHAIN;
  bundle.created = G_MAXINT64;
  assert_not_printed(&bundle, 3);
  khoa_bundle_clear(&bundle);
}

#define BIG 3000

/* 3,000 units, each with a hotline set and a batch of 80 tags; keys in no order. */
static char *print_big(gsize *length) {
  g_autofree KhoaUnit *units = g_new0(KhoaUnit, BIG);
  g_autofree KhoaHotlineSet *sets = g_new0(KhoaHotlineSet, BIG);
  g_autofree KhoaBatch *batches = g_new0(KhoaBatch, BIG);
  g_auto(GStrv) codes = g_new0(char *, BIG + 1);
  static const guint8 status[40];
  for (guint32 i = 0; i < BIG; i++) {
    codes[i] = g_strdup_printf("%u", 10000 + i * 7919 % 90001);
    units[i] = (KhoaUnit){codes[i], "Xã"};
    sets[i] = (KhoaHotlineSet){.id = BIG - i, .unit = &units[i], .count = 3};
    strcpy(sets[i].since, "2026-11-01");
    for (gsize n = 0; n < 3; n++)
      sets[i].numbers[n] = (KhoaHotline){"113", "Trực ban"};
    batches[i] = (KhoaBatch){.number = i + 1,
                             .kind = KHOA_KIND_KEYCHAIN,
                             .unit = &units[i],
                             .hotlines = &sets[i],
                             .count = 80,
                             .status = status};
    strcpy(batches[i].issued, "2026-11-01");
  }
  KhoaBundle bundle = {.sequence = 1,
                       .stale_after = 1,
                       .units = units,
                       .n_units = BIG,
                       .hotlines = sets,
                       .n_hotlines = BIG,
                       .batches = batches,
                       .n_batches = BIG};
  KhoaBundleFault fault;
  char *text = khoa_bundle_print(&bundle, length, &fault);
  g_assert_null(fault.what);
  return text;
}

/* 240,000 tags: a quadratic look-up would take a hundred times the limit. */
static void test_big(void) {
  gsize length;
  g_autofree char *text = print_big(&length);
  KhoaBundle bundle;
  KhoaBundleFault fault;
  gint64 start = g_get_monotonic_time();
  g_assert_true(khoa_bundle_parse(&bundle, text, length, &fault));
  g_test_minimized_result((double)(g_get_monotonic_time() - start) / 1000, "milliseconds");
  g_assert_cmpint(g_get_monotonic_time() - start, <, G_USEC_PER_SEC / 4);
  for (gsize i = 0; i < BIG; i++)
    g_assert_true(bundle.batches[i].unit == bundle.batches[i].hotlines->unit);
  khoa_bundle_clear(&bundle);
}

#define ADD(path, test) g_test_add(path, Chain, NULL, set_up, test, tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  g_test_add_func("/bundle/example", test_example);
  g_test_add_func("/bundle/print-example", test_print_example);
  g_test_add_func("/bundle/look-ups", test_look_ups);
  g_test_add_func("/bundle/status", test_status);
  g_test_add_func("/bundle/empty-office", test_empty_office);
  ADD("/bundle/chain", test_chain);
  ADD("/bundle/broken-chain", test_broken_chain);
  g_test_add_func("/bundle/message", test_message);
  g_test_add_func("/bundle/print-refuses", test_print_refuses);
  g_test_add_func("/bundle/big", test_big);
  return g_test_run();
}

/* A bundle as the only source: how old it is, what it covers, and when it isn't believed. */
#include "unit/office/sources.h"

static void assert_no_verifier(const char *path, const KhoaAuthority *authority,
                               const char *words) {
  g_autoptr(GError) error = NULL;
  g_assert_null(open_bundle(path, authority, NOW, &error));
  g_test_message("%s", error->message);
  assert_mentions(error, path);
  assert_mentions(error, words);
}

static void test_bundle_freshness(Fixture *f, gconstpointer data) {
  (void)data;
  static const struct {
    gint64 seconds;
    KhoaFreshness freshness;
    gint64 age;
  } times[] = {{0, KHOA_FRESHNESS_FRESH, 0},
               {86399, KHOA_FRESHNESS_FRESH, 0},
               {100 * 86400, KHOA_FRESHNESS_FRESH, 100},
               {100 * 86400 + 1, KHOA_FRESHNESS_STALE, 100},
               {-1, KHOA_FRESHNESS_CLOCK_WRONG, 0},
               {-NOW, KHOA_FRESHNESS_CLOCK_WRONG, 0}};
  g_autofree char *path = export(f, NULL);
  g_autofree char *text = text_signed_by(NEW, "", (KhoaTag){KHOA_KIND_LOCK_TAG, NEW, IN_USE});
  for (gsize i = 0; i < G_N_ELEMENTS(times); i++) {
    g_auto(KhoaAnswer) answer = {0};
    g_autoptr(KhoaVerifier) verifier =
        open_bundle(path, &f->office->authority, NOW + times[i].seconds, NULL);
    ask_bytes(verifier, text, strlen(text), &answer);
    g_assert_cmpint(answer.freshness, ==, times[i].freshness);
    g_assert_cmpint(answer.age, ==, times[i].age);
    g_assert_cmpstr(answer.word, ==, "genuine"); /* which it doesn't change */
  }
}

static void test_units_bundle_knows_its_own(Fixture *f, gconstpointer data) {
  (void)data;
  g_autofree char *path = export(f, UNIT);
  g_autoptr(KhoaVerifier) verifier = open_bundle(path, &f->office->authority, NOW, NULL);
  g_auto(KhoaAnswer) own = {0}, other = {0};
  g_autofree char *a = text_signed_by(OLD, PREFIX, (KhoaTag){KHOA_KIND_KEYCHAIN, OLD, 1});
  g_autofree char *b = text_signed_by(NEW, "", (KhoaTag){KHOA_KIND_LOCK_TAG, NEW, IN_USE});
  ask_bytes(verifier, a, strlen(a), &own);
  ask_bytes(verifier, b, strlen(b), &other);
  g_assert_cmpstr(own.word, ==, "outdated");
  g_assert_cmpstr(other.word, ==, "unknown");
}

static void test_other_authority(Fixture *f, gconstpointer data) {
  (void)data;
  KhoaAuthority other;
  KhoaSecretKey *key = khoa_secret_key_new();
  khoa_secret_key_authority(key, &other);
  g_autofree char *path = export(f, NULL);
  assert_no_verifier(path, &other, "by another authority");
  memcpy(other.number, f->office->authority.number, sizeof other.number); /* its name alone */
  assert_no_verifier(path, &other, "by another authority");
  khoa_secret_key_free(key);
}

static void test_missing_signature(Fixture *f, gconstpointer data) {
  (void)data;
  g_autofree char *path = export(f, NULL), *missing = path_in(f, "missing.khoa");
  g_autofree char *signature = g_strconcat(path, ".minisig", NULL);
  g_assert_cmpint(g_unlink(signature), ==, 0);
  assert_no_verifier(path, &f->office->authority, "needs its signature beside it");
  assert_no_verifier(missing, &f->office->authority, "can't read it");
}

static void test_signature_of_another(Fixture *f, gconstpointer data) {
  (void)data;
  g_autofree char *first = export(f, NULL), *second = export(f, NULL);
  g_autofree char *line = g_strdup_printf("cp %s.minisig %s.minisig", first, second);
  g_assert_true(run_shell(f, line, NULL));
  assert_no_verifier(second, &f->office->authority, "minisig: ");
}

/* Cut anywhere, or with any byte changed, nothing of it is believed. */
static void test_any_damage(Fixture *f, gconstpointer data) {
  (void)data;
  gsize length;
  g_autofree char *path = export(f, NULL), *text = read_bytes(path, &length);
  for (gsize keep = 0; keep < length; keep += 7) {
    g_assert_true(g_file_set_contents(path, text, (gssize)keep, NULL));
    assert_no_verifier(path, &f->office->authority, path);
  }
  for (gsize at = 0; at < length; at += 7) {
    text[at] ^= 1;
    g_assert_true(g_file_set_contents(path, text, (gssize)length, NULL));
    assert_no_verifier(path, &f->office->authority, path);
    text[at] ^= 1;
  }
  g_assert_true(g_file_set_contents(path, text, (gssize)length, NULL));
  g_autoptr(KhoaVerifier) whole = open_bundle(path, &f->office->authority, NOW, NULL);
  g_assert_nonnull(whole);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD_BATCHES("/office/verify-bundle/freshness", test_bundle_freshness);
  ADD_BATCHES("/office/verify-bundle/units-knows-its-own", test_units_bundle_knows_its_own);
  ADD_BATCHES("/office/verify-bundle/other-authority", test_other_authority);
  ADD_BATCHES("/office/verify-bundle/missing-signature", test_missing_signature);
  ADD_BATCHES("/office/verify-bundle/signature-of-another", test_signature_of_another);
  ADD_BATCHES("/office/verify-bundle/any-damage", test_any_damage);
  return g_test_run();
}

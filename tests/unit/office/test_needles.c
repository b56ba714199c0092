/* Texts looked for by hashes: each form found at its place, nothing else, and no text kept. */
#include "office/needles.h"

#include <sodium.h>
#include <string.h>

static const char name[] = "Đỗ Thị Bí Mẫu";

static void note(gsize offset, guint8 kind, gpointer data) {
  g_string_append_printf(data, "%zu/%u ", offset, kind);
}

static char *find(const KhoaNeedles *needles, const void *bytes, gsize starts, gsize length) {
  GString *found = g_string_new(NULL);
  khoa_needles_find(needles, bytes, starts, length, note, found);
  return g_string_free(found, FALSE);
}

static void assert_finds(const KhoaNeedles *needles, const char *text, const char *expected) {
  g_autofree char *found = find(needles, text, strlen(text), strlen(text));
  g_assert_cmpstr(found, ==, expected);
}

static KhoaNeedles *needles_of(const char *const *texts) {
  KhoaNeedles *needles = khoa_needles_new();
  for (guint8 i = 0; texts[i]; i++)
    khoa_needles_add(needles, texts[i], i);
  khoa_needles_finish(needles);
  return needles;
}
#define NEEDLES(...) needles_of((const char *const[]){__VA_ARGS__, NULL})

static void test_places(void) {
  g_autoptr(KhoaNeedles) needles = NEEDLES("secret", "secrets", "Nguyễn Văn Mẫu", "+84530005354");
  assert_finds(needles, "", "");
  assert_finds(needles, "secre", "");
  assert_finds(needles, "secret", "0/0 ");
  assert_finds(needles, "a secret, secrets", "2/0 10/0 10/1 ");
  assert_finds(needles, "SECRET Secrets", "");
  assert_finds(needles, "Nguyễn Văn MẫuNguyễn Văn Mẫu", "0/2 19/2 ");
  assert_finds(needles, "Nguyễn Văn Mâu", "");
  assert_finds(needles, "tel:+84530005354", "4/3 ");
}

static void test_forms(void) {
  g_autoptr(KhoaNeedles) needles = NEEDLES(name, "\U0001f511 chìa");
  g_autofree char *decomposed = g_utf8_normalize(name, -1, G_NORMALIZE_NFD);
  assert_finds(needles, decomposed, "0/0 ");
  const char *const texts[] = {name, "\U0001f511 chìa"};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    glong units;
    g_autofree gunichar2 *wide = g_utf8_to_utf16(texts[i], -1, NULL, &units, NULL);
    for (glong j = 0; j < units; j++)
      wide[j] = GUINT16_TO_LE(wide[j]);
    g_autofree char *found = find(needles, wide, 2 * (gsize)units, 2 * (gsize)units);
    g_autofree char *expected = g_strdup_printf("0/%zu ", i);
    g_assert_cmpstr(found, ==, expected);
  }
}

/* Wherever a file is cut into pieces, each find is told once. */
static void test_pieces(void) {
  g_autoptr(KhoaNeedles) needles = NEEDLES(name);
  guint8 text[200] = {0};
  const gsize length = sizeof text;
  memcpy(text + 90, name, sizeof name - 1);
  for (gsize cut = 0; cut + KHOA_NEEDLE_MAX - 1 <= length; cut++) {
    gsize piece = cut + KHOA_NEEDLE_MAX - 1;
    g_autofree guint8 *first = g_memdup2(text, piece);
    g_autofree guint8 *second = g_memdup2(text + cut, length - cut);
    g_autofree char *before = find(needles, first, cut, piece);
    g_autofree char *after = find(needles, second, length - cut, length - cut);
    g_assert_cmpstr(before, ==, cut > 90 ? "90/0 " : "");
    g_assert_cmpint(*after == '\0', ==, cut > 90);
  }
}

static void test_long_texts(void) {
  g_autofree char *longest = g_strnfill(3 * KHOA_NEEDLE_MAX, 'x');
  longest[0] = 'y';
  g_autoptr(KhoaNeedles) needles = NEEDLES(longest);
  assert_finds(needles, longest, "0/0 ");
  longest[KHOA_NEEDLE_MAX] = '\0'; /* its beginning is enough */
  assert_finds(needles, longest, "0/0 ");
  longest[KHOA_NEEDLE_MAX - 1] = '\0';
  assert_finds(needles, longest, "");
}

static void test_public_texts(void) {
  g_autoptr(KhoaNeedles) needles = NEEDLES("Triệu Sơn", "Thôn 1", "Triệu Sơn", name);
  g_assert_cmpuint(khoa_needles_leave_out(needles, "Thị trấn Triệu Sơn"), ==, 1);
  g_assert_cmpuint(khoa_needles_leave_out(needles, "Thị trấn Triệu Sơn"), ==, 0);
  g_assert_cmpuint(khoa_needles_leave_out(needles, "Thôn"), ==, 0);
  g_assert_cmpuint(khoa_needles_leave_out(needles, "\xff"), ==, 0);
  assert_finds(needles, "Triệu Sơn, Thôn 1", "14/1 ");
  g_autofree char *decomposed = g_utf8_normalize("Triệu Sơn", -1, G_NORMALIZE_NFD);
  assert_finds(needles, decomposed, "");
}

/* A great many with the same beginning. */
static void test_many(void) {
  g_autoptr(KhoaNeedles) needles = khoa_needles_new();
  for (int i = 0; i < 20000; i++) {
    g_autofree char *text = g_strdup_printf("Nguyễn Văn %d Mẫu", i);
    khoa_needles_add(needles, text, (guint8)(i % 5));
  }
  khoa_needles_finish(needles);
  for (int i = 0; i < 20000; i += 7) {
    g_autofree char *text = g_strdup_printf("Nguyễn Văn %d Mẫu", i);
    g_autofree char *expected = g_strdup_printf("0/%d ", i % 5);
    assert_finds(needles, text, expected);
  }
  assert_finds(needles, "Nguyễn Văn 20000 Mẫu", "");
  guint8 random[1 << 16];
  randombytes_buf(random, sizeof random);
  g_autofree char *found = find(needles, random, sizeof random, sizeof random);
  g_assert_cmpstr(found, ==, "");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  g_test_add_func("/office/needles/places", test_places);
  g_test_add_func("/office/needles/forms", test_forms);
  g_test_add_func("/office/needles/pieces", test_pieces);
  g_test_add_func("/office/needles/long-texts", test_long_texts);
  g_test_add_func("/office/needles/public-texts", test_public_texts);
  g_test_add_func("/office/needles/many", test_many);
  return g_test_run();
}

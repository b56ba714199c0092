/* Names in a backup: an office's own files, and no way to any other. */
#include "office/backup_names.h"

static gboolean takes(const char *name, guint64 size) {
  guint seen = 0;
  return khoa_backup_takes(name, size, &seen);
}

static void test_taken(void) {
  static const char *const names[] = {"registry.db",
                                      "khoa.ini",
                                      "authority.pub",
                                      "authority.key",
                                      "privacy.pub",
                                      "privacy.key",
                                      "index.sealed",
                                      "layouts/móc khóa.svg",
                                      "layouts/a.b.svg",
                                      "bundles/khoa-000001.khoa",
                                      "bundles/khoa-15667-000001.khoa.minisig",
                                      "batches/0001/manifest.csv",
                                      "batches/9999999/SHA256SUMS",
                                      "batches/0001/SHA256SUMS.minisig"};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    g_test_message("%s", names[i]);
    g_assert_true(takes(names[i], 80));
  }
}

static void test_refused(void) {
  static const char *const names[] = {"",
                                      ".",
                                      "..",
                                      "/",
                                      "/registry.db",
                                      "./registry.db",
                                      "../registry.db",
                                      "registry.db/",
                                      "registry.db\n",
                                      "registry_db",
                                      "registry.db-wal",
                                      "index.key",
                                      "authority.pub.key",
                                      "khoa.ini/x",
                                      "reports/a.pdf",
                                      "layouts/.svg",
                                      "layouts/.hidden.svg",
                                      "layouts/../x.svg",
                                      "layouts/..svg",
                                      "layouts/a/b.svg",
                                      "layouts/a\n.svg",
                                      "layouts/a.svg\n",
                                      "layouts/a\x7f.svg",
                                      "layouts/a\xe2\x80\xae.svg", /* turns the text around */
                                      "layouts/a\xff.svg",
                                      "layouts/a.pdf",
                                      "layouts//a.svg",
                                      "bundles/a.khoa.x",
                                      "batches/001/manifest.csv",
                                      "batches/00000001/manifest.csv",
                                      "batches/0001-print-1/manifest.csv",
                                      "batches/0001/front.pdf",
                                      "batches/0001/../../x",
                                      "batches/\xd9\xa0\xd9\xa0\xd9\xa0\xd9\xa1/manifest.csv"};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    g_test_message("%s", names[i]);
    g_assert_false(takes(names[i], 80));
  }
}

static void test_sizes(void) {
  g_assert_false(takes("authority.key", 8193));
  g_assert_false(takes("index.sealed", 81));
  g_assert_false(takes("layouts/a.svg", 1 << 25));
  g_assert_true(takes("registry.db", (guint64)1 << 36));
  g_assert_false(takes("registry.db", ((guint64)1 << 36) + 1));
  g_assert_false(takes("registry.db", G_MAXUINT64));
}

static void test_lacks(void) {
  static const char *const needed[] = {"registry.db", "khoa.ini",    "authority.pub",
                                       "privacy.pub", "privacy.key", "index.sealed"};
  guint seen = 0;
  khoa_backup_takes("layouts/a.svg", 1, &seen);
  for (gsize i = 0; i < G_N_ELEMENTS(needed); i++) {
    g_assert_cmpstr(khoa_backup_lacks(seen), ==, needed[i]);
    g_assert_true(khoa_backup_takes(needed[i], 1, &seen));
  }
  g_assert_null(khoa_backup_lacks(seen));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/office/backup-names/taken", test_taken);
  g_test_add_func("/office/backup-names/refused", test_refused);
  g_test_add_func("/office/backup-names/sizes", test_sizes);
  g_test_add_func("/office/backup-names/lacks", test_lacks);
  return g_test_run();
}

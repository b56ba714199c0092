#include "backup_names.h"

#include "bundle_file.h"

#define KIB ((guint64)1 << 10)
#define MIB ((guint64)1 << 20)
#define GIB ((guint64)1 << 30)

/* A file's name: nothing hidden, no control characters, and no way out of its folder. */
#define NAME "[^./\\p{C}][^/\\p{C}]*"

/* Patterns of whole names. The needed ones come first: their places are bits of `seen`. */
static const struct {
  const char *pattern;
  guint64 max;
  const char *needed; /* NULL: an office can do without */
} rules[] = {
    {"registry\\.db", 64 * GIB, KHOA_BACKUP_REGISTRY},
    {"khoa\\.ini", MIB, "khoa.ini"},
    {"authority\\.pub", 8 * KIB, "authority.pub"},
    {"privacy\\.pub", 8 * KIB, "privacy.pub"},
    {"privacy\\.key", 8 * KIB, "privacy.key"},
    {"index\\.sealed", KHOA_BACKUP_INDEX_KEY_SIZE, KHOA_BACKUP_INDEX_KEY},
    {"authority\\.key", 8 * KIB, NULL},
    {"layouts/" NAME "\\.svg", 16 * MIB, NULL},
    {"bundles/" NAME "\\.(khoa|form)(\\.minisig)?", KHOA_BUNDLE_BYTES_MAX, NULL},
    {"batches/[0-9]{4,7}/(manifest\\.csv|SHA256SUMS|SHA256SUMS\\.minisig)", 64 * MIB, NULL},
};

gboolean khoa_backup_takes(const char *name, guint64 size, guint *seen) {
  if (!g_utf8_validate(name, -1, NULL))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
    g_autofree char *whole = g_strdup_printf("\\A(?:%s)\\z", rules[i].pattern);
    if (!g_regex_match_simple(whole, name, 0, 0))
      continue;
    if (rules[i].needed)
      *seen |= 1u << i;
    return size <= rules[i].max;
  }
  return FALSE;
}

const char *khoa_backup_lacks(guint seen) {
  for (guint i = 0; i < G_N_ELEMENTS(rules); i++)
    if (rules[i].needed && !(seen & 1u << i))
      return rules[i].needed;
  return NULL;
}

#include "config.h"

#include "file.h"
#include "tag/bundle_line.h"

#include <glib/gi18n.h>
#include <string.h>

#define FILE_MAX 65536

#define PRICE_MAX 10000000 /* dong */
#define PREFIX_MAX 64      /* longer ones need more modules than any tag has room for */
#define GRADE_MAX 100      /* characters */
#define REPORT_MAX 400     /* characters */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

G_DEFINE_QUARK(khoa - config - error - quark, khoa_config_error)

void khoa_config_free(KhoaConfig *config) {
  if (!config)
    return;
  g_free(config->name);
  g_free(config->prefix);
  g_free(config->paper);
  g_free(config->layouts[0]);
  g_free(config->layouts[1]);
  for (gsize i = 0; i < KHOA_GRADES_DESCRIBED; i++)
    g_free(config->grades[i]);
  g_clear_pointer(&config->file, g_key_file_free);
  g_free(config);
}

/* As it is written: a backslash is one, no escape. */
static char *text_of(const KhoaConfig *config, const char *group, const char *key,
                     const char *fallback) {
  char *value = g_key_file_get_value(config->file, group, key, NULL);
  if (value)
    return g_strstrip(value);
  return g_strdup(fallback);
}

static gboolean number_of(const KhoaConfig *config, const char *group, const char *key,
                          double fallback, double least, double most, double *value,
                          GError **error) {
  *value = fallback;
  if (!g_key_file_has_key(config->file, group, key, NULL))
    return TRUE;
  g_autofree char *written = text_of(config, group, key, "");
  char *end;
  *value = g_ascii_strtod(written, &end);
  if (*written && !*end && *value >= least && *value <= most)
    return TRUE;
  g_set_error(error, KHOA_CONFIG_ERROR, 0,
              _("khoa.ini: [%s] %s = %s: give a number from %g to %g, with a point"), group, key,
              written, least, most);
  return FALSE;
}

/* Whole dong: with a point they would be a thousandth. */
static gboolean price_of(const KhoaConfig *config, const char *key, gint64 *price, GError **error) {
  g_autofree char *written = text_of(config, "prices", key, "0");
  if (g_ascii_string_to_signed(written, 10, 0, PRICE_MAX, price, NULL))
    return TRUE;
  g_set_error(error, KHOA_CONFIG_ERROR, 0,
              _("khoa.ini: [prices] %s = %s: give whole dong from 0 to %d, without points, such as "
                "12000"),
              key, written, PRICE_MAX);
  return FALSE;
}

/* What a grade means, as a phone's screen has room for. */
static gboolean load_grade(KhoaConfig *config, gsize i, GError **error) {
  g_autofree char *key = g_strdup_printf("grade-%" G_GSIZE_FORMAT, i + 1);
  char *grade = config->grades[i] = text_of(config, "survey", key, khoa_config_grades[i]);
  if (*grade && g_utf8_strlen(grade, -1) <= GRADE_MAX && khoa_line_clean(grade, strlen(grade)))
    return TRUE;
  g_set_error(
      error, KHOA_CONFIG_ERROR, 0,
      _("khoa.ini: [survey] %s: say in 1 to %d characters what locks of this grade are like"), key,
      GRADE_MAX);
  return FALSE;
}

/* Every key that means something: a misspelt one would be passed over in silence. */
static const struct {
  const char *group; /* "printer": any printer's */
  const char *keys[10];
} known[] = {
    {"office", {"name", "prefix"}},
    {"print",
     {"paper", "keychain-layout", "lock-tag-layout", "gap", "margin", "marks", "duplex", "cut",
      "colour"}},
    {"prices", {"keychain", "lock-tag"}},
    {"bundle", {"stale-after"}},
    {"survey", {"grade-1", "grade-2", "grade-3", "grade-4"}},
    {"report", {"parent", "issuer", "place", "symbol", "date", "signer", "recipients"}},
    {"printer", {"offset-x", "offset-y", "scale-x", "scale-y"}},
};

static gboolean check_keys(const KhoaConfig *config, const char *group, const char *const *keys,
                           GError **error) {
  g_auto(GStrv) written = g_key_file_get_keys(config->file, group, NULL, NULL);
  for (char **key = written; *key; key++)
    if (!g_strv_contains(keys, *key)) {
      g_autofree char *right = g_strjoinv(", ", (char **)keys);
      g_set_error(error, KHOA_CONFIG_ERROR, 0, _("khoa.ini: [%s] has no key '%s': there are %s"),
                  group, *key, right);
      return FALSE;
    }
  return TRUE;
}

static gboolean check_group(const KhoaConfig *config, const char *group, GError **error) {
  for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
    if (strcmp(group, known[i].group) == 0 ||
        (strcmp(known[i].group, "printer") == 0 && g_str_has_prefix(group, "printer ")))
      return check_keys(config, group, known[i].keys, error);
  g_set_error(error, KHOA_CONFIG_ERROR, 0,
              _("khoa.ini: no group is called [%s]: there are [office], [print], [prices], "
                "[bundle], [survey], [report] and [printer NAME]"),
              group);
  return FALSE;
}

static gboolean check_words(const KhoaConfig *config, GError **error) {
  g_auto(GStrv) groups = g_key_file_get_groups(config->file, NULL);
  for (char **group = groups; *group; group++)
    if (!check_group(config, *group, error))
      return FALSE;
  return TRUE;
}

/* One line each, as it is printed; a date is one of two words. */
static gboolean check_report(const KhoaConfig *config, GError **error) {
  g_auto(GStrv) keys = g_key_file_get_keys(config->file, "report", NULL, NULL);
  for (char **key = keys; key && *key; key++) {
    g_autofree char *value = khoa_config_report(config, *key);
    if (value &&
        (g_utf8_strlen(value, -1) > REPORT_MAX || !khoa_line_clean(value, strlen(value)))) {
      g_set_error(error, KHOA_CONFIG_ERROR, 0,
                  _("khoa.ini: [report] %s: give plain text of at most %d characters"), *key,
                  REPORT_MAX);
      return FALSE;
    }
    if (value && strcmp(*key, "date") == 0 && strcmp(value, "hand") != 0 &&
        strcmp(value, "today") != 0) {
      g_set_error(error, KHOA_CONFIG_ERROR, 0, _("khoa.ini: [report] date = %s: say hand or today"),
                  value);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean check(KhoaConfig *config, GError **error) {
  if (!check_words(config, error))
    return FALSE;
  if (!*config->name) {
    g_set_error(error, KHOA_CONFIG_ERROR, 0, _("khoa.ini: [office] name is missing"));
    return FALSE;
  }
  g_autofree char *written = g_steal_pointer(&config->prefix);
  g_autoptr(GError) fault = NULL;
  config->prefix = khoa_config_prefix(written, &fault);
  if (!config->prefix) {
    g_propagate_prefixed_error(error, g_steal_pointer(&fault), _("khoa.ini: [office] "));
    return FALSE;
  }
  double days;
  if (!number_of(config, "bundle", "stale-after", 100, 1, 3650, &days, error))
    return FALSE;
  config->stale_after = (int)days;
  for (gsize i = 0; i < KHOA_GRADES_DESCRIBED; i++)
    if (!load_grade(config, i, error))
      return FALSE;
  return check_report(config, error) &&
         number_of(config, "print", "gap", 4, 0, 100, &config->gap, error) &&
         number_of(config, "print", "margin", 5, 0, 100, &config->margin, error) &&
         price_of(config, "keychain", &config->prices[0], error) &&
         price_of(config, "lock-tag", &config->prices[1], error);
}

/* Windows' Notepad puts a byte order mark in front, and may have saved in another encoding. */
static gboolean load_file(GKeyFile *file, const char *path, GError **error) {
  g_autofree char *content = NULL;
  gsize length;
  if (!khoa_file_read(path, FILE_MAX, &content, &length, error))
    return FALSE;
  if (!g_utf8_validate_len(content, length, NULL)) {
    g_set_error(error, KHOA_CONFIG_ERROR, 0, _("%s: not UTF-8: save it again as UTF-8"), path);
    return FALSE;
  }
  const char *start = content;
  if (g_str_has_prefix(start, BYTE_ORDER_MARK))
    start += strlen(BYTE_ORDER_MARK);
  g_autoptr(GError) fault = NULL;
  if (g_key_file_load_from_data(file, start, strlen(start), G_KEY_FILE_NONE, &fault))
    return TRUE;
  g_set_error(error, KHOA_CONFIG_ERROR, 0, "%s: %s", path, fault->message);
  return FALSE;
}

KhoaConfig *khoa_config_load(const char *path, GError **error) {
  g_autoptr(KhoaConfig) config = g_new0(KhoaConfig, 1);
  config->file = g_key_file_new();
  if (!load_file(config->file, path, error))
    return NULL;
  config->name = text_of(config, "office", "name", "");
  config->prefix = text_of(config, "office", "prefix", "");
  config->paper = text_of(config, "print", "paper", "a4");
  config->layouts[0] = text_of(config, "print", "keychain-layout", "keychain-50x20");
  config->layouts[1] = text_of(config, "print", "lock-tag-layout", "lock-tag-60x40");
  if (!check(config, error))
    return NULL;
  return g_steal_pointer(&config);
}

char *khoa_config_print_option(const KhoaConfig *config, const char *key) {
  return text_of(config, "print", key, NULL);
}

char *khoa_config_report(const KhoaConfig *config, const char *key) {
  g_autofree char *value = text_of(config, "report", key, "");
  return *value ? g_steal_pointer(&value) : NULL;
}

gint64 khoa_config_price(const KhoaConfig *config, KhoaKind kind) {
  return config->prices[kind == KHOA_KIND_LOCK_TAG];
}

gboolean khoa_config_priced(const KhoaConfig *config) {
  return config->prices[0] || config->prices[1];
}

gboolean khoa_config_printer(const KhoaConfig *config, const char *name, KhoaPrinter *printer,
                             GError **error) {
  *printer = (KhoaPrinter){0, 0, 1, 1};
  if (!name)
    return TRUE;
  g_autofree char *group = g_strdup_printf("printer %s", name);
  if (!g_key_file_has_group(config->file, group)) {
    g_set_error(error, KHOA_CONFIG_ERROR, 0,
                _("printer '%s' has no group [printer %s] in khoa.ini: add it with its offset-x, "
                  "offset-y, scale-x and scale-y"),
                name, name);
    return FALSE;
  }
  return number_of(config, group, "offset-x", 0, -20, 20, &printer->offset_x, error) &&
         number_of(config, group, "offset-y", 0, -20, 20, &printer->offset_y, error) &&
         number_of(config, group, "scale-x", 1, 0.9, 1.1, &printer->scale_x, error) &&
         number_of(config, group, "scale-y", 1, 0.9, 1.1, &printer->scale_y, error);
}

static gboolean is_address(const char *address) {
  static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789.-_:/";
  const char *host = address + strlen("https://");
  return g_str_has_prefix(address, "https://") && g_ascii_isalnum(*host) && strchr(host, '.') &&
         strspn(host, allowed) == strlen(host);
}

char *khoa_config_prefix(const char *address, GError **error) {
  if (!*address)
    return g_strdup("");
  g_autofree char *bare = g_strdup(address);
  if (g_str_has_suffix(bare, "#"))
    bare[strlen(bare) - 1] = '\0';
  while (g_str_has_suffix(bare, "/"))
    bare[strlen(bare) - 1] = '\0';
  g_autofree char *prefix = g_strconcat(bare, "/#", NULL);
  if (is_address(bare) && khoa_prefix_valid(prefix) && strlen(prefix) <= PREFIX_MAX)
    return g_steal_pointer(&prefix);
  g_set_error(error, KHOA_CONFIG_ERROR, 0,
              _("prefix '%s' isn't an address of lowercase letters and at most %d characters: give "
                "one such as https://antt.example.gov.vn, or none for bare digits"),
              address, PREFIX_MAX - 2);
  return NULL;
}

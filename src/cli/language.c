#include "language.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

static const char *const codes[] = {[KHOA_ENGLISH] = "en", [KHOA_VIETNAMESE] = "vi"};

/* "vi", "vi_VN.UTF-8", not "video". */
static gboolean is_of(const char *locale, const char *code) {
  gsize length = strlen(code);
  return strncmp(locale, code, length) == 0 && strchr("_.@:", locale[length]) != NULL;
}

/* The first of a list as LANGUAGE has it, "fr:vi:en", that there is. */
static KhoaLanguage first_of(const char *list) {
  for (const char *at = list; *at; at += strcspn(at, ":"), at += *at == ':')
    for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
      if (is_of(at, codes[i]))
        return (KhoaLanguage)i;
  return KHOA_ENGLISH;
}

static const char *locale_of_messages(void) {
  static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    const char *value = g_getenv(names[i]);
    if (value && *value)
      return value;
  }
  return "C";
}

static KhoaLanguage wanted(void) {
  const char *locale = locale_of_messages(), *list = g_getenv("LANGUAGE");
  if (strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
    return KHOA_ENGLISH;
  return first_of(list && *list ? list : locale);
}

void khoa_language_start(const char *folder) {
  g_autofree char *built = g_build_filename(folder, "locale", NULL);
  g_autofree char *installed = g_build_filename(folder, "..", "share", "locale", NULL);
  setlocale(LC_CTYPE, "C.UTF-8");
  setlocale(LC_MESSAGES, "C.UTF-8");
  bindtextdomain(KHOA_TEXT_DOMAIN, g_file_test(built, G_FILE_TEST_IS_DIR) ? built : installed);
  bind_textdomain_codeset(KHOA_TEXT_DOMAIN, "UTF-8");
  khoa_language_set(wanted());
}

KhoaLanguage khoa_language_set(KhoaLanguage language) {
  const char *now = g_getenv("LANGUAGE");
  KhoaLanguage before = now ? first_of(now) : KHOA_ENGLISH;
  g_setenv("LANGUAGE", codes[language], TRUE);
  textdomain(KHOA_TEXT_DOMAIN); /* makes gettext look at LANGUAGE again */
  return before;
}

gboolean khoa_language_parse(const char *word, KhoaLanguage *language) {
  for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
    if (strcmp(word, codes[i]) == 0) {
      *language = (KhoaLanguage)i;
      return TRUE;
    }
  return FALSE;
}

/* In which language the command speaks to people: English or Vietnamese, by gettext.
 *
 * By the environment, as everywhere (LC_ALL, LC_MESSAGES, LANG, and LANGUAGE before them unless
 * they say "C"), but not by the locales that this machine has generated: a bare one with
 * LANG=vi_VN.UTF-8 has none, and setlocale() would refuse. So messages are looked up in C.UTF-8,
 * which is always there, and LANGUAGE names the language. Output is UTF-8, and numbers are printed
 * and read with a point, whatever the machine says. */
#ifndef KHOA_CLI_LANGUAGE_H
#define KHOA_CLI_LANGUAGE_H

#include <glib.h>

#define KHOA_TEXT_DOMAIN "khoa"

typedef enum KhoaLanguage { KHOA_ENGLISH, KHOA_VIETNAMESE } KhoaLanguage;

/* To be called once, before anything is said. folder: the program's own; translations are in its
 * locale/, as `make` leaves them, or in ../share/locale, as installed. */
void khoa_language_start(const char *folder);

/* From now on; the language before. No other thread may run that speaks: it sets LANGUAGE. */
KhoaLanguage khoa_language_set(KhoaLanguage language);

/* "en" or "vi", as --language takes it; FALSE for another word. */
gboolean khoa_language_parse(const char *word, KhoaLanguage *language);

#endif

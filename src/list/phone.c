#include "phone.h"

#include <glib/gi18n.h>
#include <string.h>

#include "grouping.h"
#include "text.h"

#define DIGITS_MAX 20

static const char *const words[KHOA_PHONE_FAULTS] = {
    [KHOA_PHONE_OK] = N_("is right"),
    [KHOA_PHONE_CHARACTER] = N_("has a letter or sign: give digits only, as 0237 0867 113"),
    [KHOA_PHONE_SCIENTIFIC] =
        N_("was shortened by the spreadsheet and its digits are lost: format the "
           "column as text and type it again"),
    [KHOA_PHONE_SEVERAL] = N_("holds more than one number: give one"),
    [KHOA_PHONE_LENGTH] =
        N_("has too few or too many digits: with the first 0, a mobile has 10 and a "
           "landline with its area code 11"),
    [KHOA_PHONE_AREA] = N_("lacks its area code: give it in full, as 0237 0867 113"),
    [KHOA_PHONE_PREFIX] =
        N_("is in no range of Viet Nam: give a mobile (03, 05, 07, 08, 09), a "
           "landline with its area code (02...), a number of the police's network "
           "(069...) or a short code (110-119)"),
    [KHOA_PHONE_OLD_MOBILE] =
        N_("is an 11-digit mobile that was renumbered in 2018: give its new form"),
    [KHOA_PHONE_FOREIGN] = N_("is another country's: give a number of Viet Nam"),
};

/* How many digits follow the trunk 0, by the first of them. 069 is the police's own network, open
 * to callers from all others. */
static const struct {
  char prefix[3];
  gsize digits;
} ranges[] = {{"2", 10}, {"3", 9}, {"5", 9}, {"69", 9}, {"7", 9}, {"8", 9}, {"9", 9}};

static const struct {
  char before[4], now[3];
} renumbered[] = {
    {"120", "70"}, {"121", "79"}, {"122", "77"}, {"123", "83"}, {"124", "84"}, {"125", "85"},
    {"126", "76"}, {"127", "81"}, {"128", "78"}, {"129", "82"}, {"162", "32"}, {"163", "33"},
    {"164", "34"}, {"165", "35"}, {"166", "36"}, {"167", "37"}, {"168", "38"}, {"169", "39"},
    {"186", "56"}, {"188", "58"}, {"199", "59"},
};

const char *khoa_phone_fault_words(KhoaPhoneFault fault) {
  return words[fault];
}

static gboolean separates(gunichar c) {
  return g_unichar_isspace(c) || g_unichar_type(c) == G_UNICODE_DASH_PUNCTUATION ||
         (c < 0x80 && strchr(".()'", (int)c) != NULL);
}

/* What is dialled: the digits, after a + if there was one in front. */
static KhoaPhoneFault collect(char dialled[DIGITS_MAX + 1], const char *text) {
  gsize n = 0;
  for (; *text != '\0'; text = g_utf8_next_char(text)) {
    const gunichar c = g_utf8_get_char(text);
    if (separates(c))
      continue;
    if (n > 5 && c < 0x80 && strchr(",;/&|", (int)c) != NULL)
      return KHOA_PHONE_SEVERAL;
    if (!g_ascii_isdigit(*text) && !(c == '+' && n == 0))
      return KHOA_PHONE_CHARACTER;
    if (n == DIGITS_MAX)
      return KHOA_PHONE_LENGTH;
    dialled[n++] = *text;
  }
  dialled[n] = '\0';
  return KHOA_PHONE_OK;
}

/* Past +84, 0084 or 84; NULL if it leads to another country; `dialled` if it has none. */
static const char *after_country(const char *dialled) {
  if (g_str_has_prefix(dialled, "+"))
    return g_str_has_prefix(dialled, "+84") ? dialled + 3 : NULL;
  if (g_str_has_prefix(dialled, "00"))
    return g_str_has_prefix(dialled, "0084") ? dialled + 4 : NULL;
  /* 84 also starts a mobile that lost its 0, but then only 9 digits stand there. */
  return g_str_has_prefix(dialled, "84") && strlen(dialled) >= 11 ? dialled + 2 : dialled;
}

static gboolean short_code(const char *dialled) {
  return strlen(dialled) == 3 && g_str_has_prefix(dialled, "11");
}

static KhoaPhoneFault check_range(const char *national) {
  for (gsize i = 0; i < G_N_ELEMENTS(ranges); i++)
    if (g_str_has_prefix(national, ranges[i].prefix))
      return strlen(national) == ranges[i].digits ? KHOA_PHONE_OK : KHOA_PHONE_LENGTH;
  return *national == '\0' ? KHOA_PHONE_LENGTH : KHOA_PHONE_PREFIX;
}

static gboolean renumber(char number[KHOA_PHONE_SIZE], const char *national) {
  if (strlen(national) != 10)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(renumbered); i++)
    if (g_str_has_prefix(national, renumbered[i].before)) {
      g_snprintf(number, KHOA_PHONE_SIZE, "+84%s%s", renumbered[i].now, national + 3);
      return TRUE;
    }
  return FALSE;
}

KhoaPhoneFault khoa_phone_parse(char number[KHOA_PHONE_SIZE], const char *text) {
  char dialled[DIGITS_MAX + 1] = "";
  *number = '\0';
  if (khoa_text_is_scientific(text))
    return KHOA_PHONE_SCIENTIFIC;
  KhoaPhoneFault fault = collect(dialled, text);
  if (fault != KHOA_PHONE_OK)
    return fault;

  const char *national = after_country(dialled);
  if (national == NULL)
    return KHOA_PHONE_FOREIGN;
  if (short_code(dialled)) {
    g_strlcpy(number, dialled, KHOA_PHONE_SIZE);
    return KHOA_PHONE_OK;
  }
  const gsize bare = national == dialled && *dialled != '0' ? strlen(dialled) : 0;
  if (bare >= 6 && bare <= 8 && *dialled != '1')
    return KHOA_PHONE_AREA;
  national += *national == '0';
  if (renumber(number, national))
    return KHOA_PHONE_OLD_MOBILE;
  fault = check_range(national);
  if (fault == KHOA_PHONE_OK)
    g_snprintf(number, KHOA_PHONE_SIZE, "+84%s", national);
  return fault;
}

char *khoa_phone_format(const char *number) {
  char printed[KHOA_PRINTED_SIZE];
  khoa_phone_group(printed, number);
  return g_strdup(printed);
}

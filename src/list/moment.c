#include "moment.h"

#include <stdio.h>
#include <string.h>

#include "table.h"

enum { YEAR_MIN = 2000, YEAR_MAX = 2099, HOURS = 24, NOON = 12, MINUTES = 60 };

/* The number of `least` to `most` digits that the text starts with; *text goes on behind it. */
static gboolean take_number(const char **text, gsize least, gsize most, guint *number) {
  const gsize digits = strspn(*text, "0123456789");
  if (digits < least || digits > most)
    return FALSE;
  *number = 0;
  for (gsize i = 0; i < digits; i++)
    *number = 10 * *number + (guint)((*text)[i] - '0');
  *text += digits;
  return TRUE;
}

/* One of the characters; the same one again where *first holds it. */
static gboolean take_separator(const char **text, const char *allowed, char *first) {
  const char c = **text;
  if (c == '\0' || strchr(allowed, c) == NULL || (*first != '\0' && c != *first))
    return FALSE;
  *first = c;
  ++*text;
  return TRUE;
}

gboolean khoa_day_parse(char day[KHOA_DAY_SIZE], const char *text) {
  const gboolean year_first = strspn(text, "0123456789") == 4;
  guint parts[3];
  char separator = '\0';
  *day = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
    const gboolean is_year = i == (year_first ? 0 : 2);
    if ((i > 0 && !take_separator(&text, year_first ? "-/" : "/-.", &separator)) ||
        !take_number(&text, is_year ? 4 : 1, is_year ? 4 : 2, &parts[i]))
      return FALSE;
  }
  const guint year = parts[year_first ? 0 : 2], date = parts[year_first ? 2 : 0];
  if (*text != '\0' || year < YEAR_MIN || year > YEAR_MAX || parts[1] < 1 || parts[1] > 12 ||
      !g_date_valid_dmy((GDateDay)date, (GDateMonth)parts[1], (GDateYear)year))
    return FALSE;
  snprintf(day, KHOA_DAY_SIZE, "%04u-%02u-%02u", year % 10000, parts[1] % 100, date % 100);
  return TRUE;
}

/* The mark between hours and minutes, and spaces around it. */
static gboolean take_mark(const char **text) {
  static const char *const marks[] = {"giờ", ":", "h", "H", "g", "."};
  *text += strspn(*text, " ");
  for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
    if (g_str_has_prefix(*text, marks[i])) {
      *text += strlen(marks[i]);
      *text += strspn(*text, " ");
      return TRUE;
    }
  return FALSE;
}

/* What may stand behind: nothing, "phút", or the half of the day that the hour is of. */
static gboolean take_half(const char *rest, guint *hour) {
  static const struct {
    const char *word;
    guint starts;
  } halves[] = {{"am", 0},    {"sa", 0},       {"sang", 0},  {"pm", NOON},
                {"ch", NOON}, {"chieu", NOON}, {"toi", NOON}};
  g_autofree char *word = khoa_fold(rest);
  if (*rest == '\0' || strcmp(word, "phut") == 0)
    return *hour < HOURS;
  for (gsize i = 0; i < G_N_ELEMENTS(halves); i++)
    if (strcmp(word, halves[i].word) == 0 && *hour >= 1 && *hour <= NOON) {
      *hour = *hour % NOON + halves[i].starts;
      return TRUE;
    }
  return FALSE;
}

gboolean khoa_time_of_day_parse(char time[KHOA_TIME_OF_DAY_SIZE], const char *text) {
  guint hour, minute = 0, second = 0;
  *time = '\0';
  if (!take_number(&text, 1, 2, &hour))
    return FALSE;
  const gboolean needs_minutes = *text == ':' || *text == '.';
  if (!take_mark(&text) || (!take_number(&text, 2, 2, &minute) && needs_minutes))
    return FALSE;
  if (*text == ':' && (++text, !take_number(&text, 2, 2, &second)))
    return FALSE;
  if (!take_half(text, &hour) || minute >= MINUTES || second >= MINUTES)
    return FALSE;
  snprintf(time, KHOA_TIME_OF_DAY_SIZE, "%02u:%02u", hour % HOURS, minute % MINUTES);
  return TRUE;
}

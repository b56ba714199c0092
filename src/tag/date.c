#include "date.h"

#include <string.h>

#include "decimal.h"

#define DAY 86400
#define EPOCH 719162 /* days from 0001-01-01 to 1970-01-01 */
#define DAYS_IN_400_YEARS 146097

/* Where the numbers stand in a text, and their least and greatest values. */
typedef struct Part {
  size_t offset, width;
  uint64_t least, greatest;
} Part;

enum { YEAR, MONTH, DAY_OF_MONTH, HOUR, MINUTE, SECOND, PARTS };

static const Part parts[PARTS] = {
    {0, 4, 1, 9999}, {5, 2, 1, 12}, {8, 2, 1, 31}, {11, 2, 0, 23}, {14, 2, 0, 59}, {17, 2, 0, 59},
};
static const char time_shape[] = "0000-00-00T00:00:00Z";
static const size_t date_length = 10;

static bool is_leap(int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int64_t month_length(int64_t year, int64_t month) {
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return lengths[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

/* Days from 0001-01-01 to the first day of a year. */
static int64_t days_before_year(int64_t year) {
  int64_t past = year - 1;
  return past * 365 + past / 4 - past / 100 + past / 400;
}

static bool separators_fit(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (time_shape[i] != '0' && text[i] != time_shape[i])
      return false;
  return true;
}

/* The first n parts of a text that is exactly `length` long. */
static bool read_parts(int64_t values[PARTS], size_t n, const char *text, size_t length) {
  if (strlen(text) != length || !separators_fit(text, length))
    return false;
  for (size_t i = 0; i < n; i++) {
    uint64_t value;
    if (!khoa_decimal_get(&value, text + parts[i].offset, parts[i].width) ||
        value < parts[i].least || value > parts[i].greatest)
      return false;
    values[i] = (int64_t)value;
  }
  return values[DAY_OF_MONTH] <= month_length(values[YEAR], values[MONTH]);
}

bool khoa_date_valid(const char *text) {
  int64_t values[PARTS];
  return read_parts(values, HOUR, text, date_length);
}

bool khoa_time_parse(int64_t *seconds, const char *text) {
  int64_t v[PARTS];
  if (!read_parts(v, PARTS, text, sizeof time_shape - 1))
    return false;
  int64_t days = days_before_year(v[YEAR]) - EPOCH + v[DAY_OF_MONTH] - 1;
  for (int64_t month = 1; month < v[MONTH]; month++)
    days += month_length(v[YEAR], month);
  *seconds = days * DAY + v[HOUR] * 3600 + v[MINUTE] * 60 + v[SECOND];
  return true;
}

bool khoa_time_print(char text[KHOA_TIME_SIZE], int64_t seconds) {
  if (seconds < -(int64_t)EPOCH * DAY || seconds >= (days_before_year(10000) - EPOCH) * DAY)
    return false;
  int64_t since = seconds + (int64_t)EPOCH * DAY; /* since 0001-01-01, so never negative */
  int64_t days = since / DAY, rest = since % DAY;
  int64_t year = days * 400 / DAYS_IN_400_YEARS; /* exact, or one or two years early */
  while (days_before_year(year + 1) <= days)
    year++;
  days -= days_before_year(year);
  int64_t month = 1;
  for (; days >= month_length(year, month); month++)
    days -= month_length(year, month);
  const int64_t values[PARTS] = {year, month, days + 1, rest / 3600, rest / 60 % 60, rest % 60};
  memcpy(text, time_shape, sizeof time_shape);
  for (size_t i = 0; i < PARTS; i++)
    khoa_decimal_put(text + parts[i].offset, parts[i].width, (uint64_t)values[i]);
  return true;
}

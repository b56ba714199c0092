/* Dates and UTC times as the bundle writes them; Gregorian, years 0001 to 9999. */
#ifndef KHOA_TAG_DATE_H
#define KHOA_TAG_DATE_H

#include <stdbool.h>
#include <stdint.h>

#define KHOA_TIME_SIZE 21 /* "2026-11-23T08:00:00Z" and a NUL */

/* Whether all of text is a real date, "2026-11-23". */
bool khoa_date_valid(const char *text);
/* All of text, "2026-11-23T08:00:00Z", to seconds since 1970. False, and nothing written, if it
 * isn't a real time; leap seconds aren't known. */
bool khoa_time_parse(int64_t *seconds, const char *text);
/* False, and nothing written, outside the years 0001 to 9999. */
bool khoa_time_print(char text[KHOA_TIME_SIZE], int64_t seconds);

#endif

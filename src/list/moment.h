/* Days and times of day, as people and spreadsheets write them. */
#ifndef KHOA_LIST_MOMENT_H
#define KHOA_LIST_MOMENT_H

#include <glib.h>

#define KHOA_DAY_SIZE 11        /* "2026-11-23" and a NUL */
#define KHOA_TIME_OF_DAY_SIZE 6 /* "19:30" and a NUL */

/* 2026-11-23, 23/11/2026, 23-11-2026 or 23.11.2026, the day before the month as in Viet Nam; years
 * 2000 to 2099. FALSE, and "", if it is no such day. */
gboolean khoa_day_parse(char day[KHOA_DAY_SIZE], const char *text);
/* 19:30, 19:30:00, 19h30, 19h, 19g30, 19 giờ 30, and 7:30 PM or 7:30 CH (chiều), AM or SA (sáng).
 * FALSE, and "", if it is no time of day. */
gboolean khoa_time_of_day_parse(char time[KHOA_TIME_OF_DAY_SIZE], const char *text);

#endif

/* Which survey round a command means. */
#ifndef KHOA_OFFICE_ROUNDS_H
#define KHOA_OFFICE_ROUNDS_H

#include "office.h"

/* The round of that name, or the newest one (NULL), that a unit (NULL: any) has opened, closed or
 * not; an error if there is none. The caller's. */
char *khoa_round_name(KhoaOffice *office, const char *unit, const char *name, GError **error);

#endif

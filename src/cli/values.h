/* What may stand where a usage line has a word such as UNIT, or behind an option. */
#ifndef KHOA_CLI_VALUES_H
#define KHOA_CLI_VALUES_H

#include "office/office.h"

/* The few words that an option takes ("fund"), NULL-terminated; NULL if it isn't one of those whose
 * words are this room's. */
const char *const *khoa_value_words(const char *option);

/* What an option's value or an argument (UNIT, ROUND) may be, as far as that is known: words, or
 * what the office there has. NULL if anything may; else the caller's. */
char **khoa_values(const KhoaWorld *world, const char *name);

#endif

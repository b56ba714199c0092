/* Rounds opened and closed, and the list of weaknesses: what an office sets up for its surveyors.
 */
#ifndef KHOA_OFFICE_SURVEY_ROUNDS_H
#define KHOA_OFFICE_SURVEY_ROUNDS_H

#include "office.h"
#include "reg/round.h"

/* Opens, or closes, a round of a unit, or of all (NULL). name: "2026-Q4", not beyond next year.
 * *changed: how many weren't so before. Closing one that was never opened is an error; of all
 * units, those that have it are closed, at least one. A round may be opened again. */
gboolean khoa_round_set(KhoaOffice *office, const char *unit, const char *name, gboolean open,
                        guint *changed, GError **error);

/* Adds a weakness to the office's list, one line of text. *id: its number; 0: it was there. */
gboolean khoa_weakness_add(KhoaOffice *office, const char *name, gint64 *id, GError **error);
/* It is no longer offered; records keep it. *changed: FALSE if it was so before. */
gboolean khoa_weakness_drop(KhoaOffice *office, gint64 id, gboolean *changed, GError **error);

#endif

/* What every tag owes its reader, whoever drew the layout: digits large enough, letters that stand
 * out, nothing in the way of the QR code or of each other. */
#ifndef KHOA_ART_RULES_H
#define KHOA_ART_RULES_H

#include "fit.h"

/* The least height of a hotline's digits, mm: 2.4 with three numbers, 1.8 with five. */
double khoa_digit_height_min(guint hotlines);

/* texts: KhoaFitted * of one face; the hotlines' numbers among them. */
gboolean khoa_rule_digits(const GPtrArray *texts, guint hotlines, KhoaFonts *fonts, GError **error);
/* Each may touch neither another one nor the QR code's place. */
gboolean khoa_rule_apart(const GPtrArray *texts, const KhoaDrawing *drawing, GError **error);
/* On the shapes behind them. */
gboolean khoa_rule_contrast(const GPtrArray *texts, const KhoaLayout *layout,
                            const KhoaDrawing *drawing, GError **error);

#endif

/* What every tag owes its reader, whoever drew the layout: digits large enough, letters that stand
 * out and that no cutter touches, nothing in the way of the QR code or of each other. */
#ifndef KHOA_ART_RULES_H
#define KHOA_ART_RULES_H

#include "cutmap.h"
#include "fit.h"

#define KHOA_MODULE_MIN_MM 0.33

/* One face with its texts set. */
typedef struct KhoaRuleFace {
  const KhoaLayout *layout;
  const KhoaDrawing *drawing;
  const KhoaCutMap *cut;
  const GPtrArray *texts; /* KhoaFitted * */
  guint hotlines;
  int modules; /* of a side of its QR code, without quiet zone */
  KhoaFonts *fonts;
  KhoaLayoutFaults *faults;
} KhoaRuleFace;

/* The least height of a hotline's digits, mm: 2.4 with three numbers, 1.8 with five. */
double khoa_digit_height_min(guint hotlines);

void khoa_rule_digits(const KhoaRuleFace *face);
/* No text touches another one or the QR code's place. */
void khoa_rule_apart(const KhoaRuleFace *face);
/* Texts keep the layout's safe distance from the trim, the cut line and holes. */
void khoa_rule_safe(const KhoaRuleFace *face);
/* Of texts with the shapes behind them. */
void khoa_rule_contrast(const KhoaRuleFace *face);
/* The QR code's place is within the tag, has room for its modules, and no shape ends in it. khoa
 * lays white under the modules, so that then their contrast is full. */
void khoa_rule_qr(const KhoaRuleFace *face);

/* Colour that reaches the trim goes on to where the bleed ends. */
void khoa_rule_bleed(const KhoaRuleFace *face);
/* The cut line stays within the trim. */
void khoa_rule_cut(const KhoaRuleFace *face);

#endif

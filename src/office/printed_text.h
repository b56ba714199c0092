/* What tags and leaflets say of a unit, in the form people read. */
#ifndef KHOA_OFFICE_PRINTED_TEXT_H
#define KHOA_OFFICE_PRINTED_TEXT_H

#include "art/tagface.h"
#include "office.h"
#include "reg/hotline.h"

/* The unit's numbers in force; an error that says how to set them when there are none. */
KhoaHotlinesRecord *khoa_printed_hotlines(KhoaOffice *office, const char *unit, GError **error);

typedef struct KhoaPrintedText {
  KhoaTagText text; /* its strings are kept here and by what it was made from */
  GPtrArray *kept;
} KhoaPrintedText;

/* day: YYYY-MM-DD. All arguments must outlive the text. */
void khoa_printed_text_init(KhoaPrintedText *printed, const char *office, const char *unit,
                            const char *day, const KhoaHotlinesRecord *hotlines);
void khoa_printed_text_clear(KhoaPrintedText *printed);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaPrintedText, khoa_printed_text_clear)

#endif

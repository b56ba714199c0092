/* The places in a layout's texts that a batch fills: {unit}, {office}, {date}, {code}, {number-1}
 * and {label-1} to {number-5} and {label-5}. */
#ifndef KHOA_ART_PLACES_H
#define KHOA_ART_PLACES_H

#include "drawing.h"
#include "tagface.h"

#define KHOA_HOTLINES_MIN 3
#define KHOA_HOTLINES_MAX 5
#define KHOA_PLACE_CODE "{code}"

/* Both faces together must hold every place just as often as they must for that number of hotlines,
 * a tag's the QR code too, and each face the specimen's mark. */
void khoa_layout_check_complete(const KhoaLayout *layout, guint hotlines, KhoaLayoutFaults *faults);

/* The words with what the batch says in their places; the caller's. */
char *khoa_places_fill(const char *words, const KhoaTagText *text);

/* The hotline whose number stands in the words, from 1; 0 if none. */
guint khoa_places_number(const char *words);

#endif

/* The text of one cell, made fit to compare and to keep. */
#ifndef KHOA_LIST_TEXT_H
#define KHOA_LIST_TEXT_H

#include <glib.h>

/* Appends a cell to `out` in NFC: white space and control characters trimmed at both ends and
 * folded to one space within, invisible format characters left out (a right-to-left override could
 * make a name on a tag read as another). text: `length` bytes of UTF-8, ended by a NUL. */
void khoa_text_tidy(GString *out, const char *text, gsize length);
/* Whether the spreadsheet shortened a number, as 9,12E+08: its last digits are lost. */
gboolean khoa_text_is_scientific(const char *text);

/* Overwrites and frees what may be about somebody: lists hold the people of a commune. */
void khoa_text_wipe(char *text);
void khoa_text_wipe_string(GString *text);

#endif

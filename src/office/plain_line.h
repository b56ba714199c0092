/* Names that people type, to be kept and shown. */
#ifndef KHOA_OFFICE_PLAIN_LINE_H
#define KHOA_OFFICE_PLAIN_LINE_H

#include <glib.h>

/* The text in NFC, without white space around it: one line of 1 to `most` characters; the caller's.
 * what: for the error, "a weakness". */
char *khoa_plain_line(const char *text, glong most, const char *what, GError **error);

#endif

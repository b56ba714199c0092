/* One line of the bundle's text: is it clean, and where are its fields. */
#ifndef KHOA_TAG_BUNDLE_LINE_H
#define KHOA_TAG_BUNDLE_LINE_H

#include <stdbool.h>
#include <stddef.h>

/* Whether all is valid UTF-8 without control characters (C0, DEL, C1). */
bool khoa_line_clean(const char *line, size_t length);

/* Cuts a NUL-terminated line in place into exactly n fields, separated by one space each; none is
 * empty. The last field may hold spaces if last_is_text, but not at its ends. */
bool khoa_line_split(char *line, char **fields, size_t n, bool last_is_text);

/* An address in front of the digits: https://, a lowercase host, a port or path if any, and /# */
bool khoa_prefix_valid(const char *prefix);

/* E.164 ("+842370867113"), or a short code of 3 digits ("113"). */
bool khoa_hotline_number_valid(const char *number);

#endif

/* Running text for terminals. */
#ifndef KHOA_CLI_WRAP_H
#define KHOA_CLI_WRAP_H

#include <stdio.h>

/* text with its lines broken at spaces, so that they have at most `width` columns where words
 * allow; a line end in it stays one. The caller's. */
char *khoa_wrap(const char *text, int width);

/* How many columns of a terminal UTF-8 text takes: marks that stand over a letter take none. */
int khoa_columns(const char *text);

/* Writes text, and spaces up to that many columns; printf() would count bytes. */
void khoa_put_padded(FILE *stream, const char *text, int columns);

#endif

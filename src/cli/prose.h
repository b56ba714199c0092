/* Paragraphs of help: filled to a width, or standing as they are where they begin with two spaces.
 */
#ifndef KHOA_CLI_PROSE_H
#define KHOA_CLI_PROSE_H

#include <glib.h>

gboolean khoa_prose_is_fixed(const char *paragraph);
/* Lines of at most `width` characters, if no word is longer, without a last line break; a fixed
 * paragraph as it is. The caller's. */
char *khoa_prose_fill(const char *paragraph, glong width);

#endif

/* A text of records that grows a line at a time; the counterpart of records.h. */
#ifndef KHOA_TAG_WRITER_H
#define KHOA_TAG_WRITER_H

#include <stddef.h>

/* All zero at first; `text` is the caller's to free(). The first fault stays, and nothing is added
 * behind it. */
typedef struct KhoaWriter {
  char *text;
  size_t length, size;
  const char *fault;
} KhoaWriter;

/* One line, given without its end. */
__attribute__((format(printf, 2, 3))) void khoa_writer_put(KhoaWriter *w, const char *format, ...);

/* Goes into the middle of a line, where a space would be read as the field's end. */
const char *khoa_writer_word(KhoaWriter *w, const char *field);

#endif

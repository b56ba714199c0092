#include "writer.h"
#include "tag/mark.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(KhoaWriter *w, size_t room) {
  if (w->fault != NULL)
    return false;
  if (w->size - w->length > room)
    return true;
  size_t size = 2 * w->size + room + 1;
  char *text = realloc(w->text, size);
  if (text == NULL) {
    w->fault = N_("not enough memory");
    return false;
  }
  w->text = text;
  w->size = size;
  return true;
}

void khoa_writer_put(KhoaWriter *w, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (!reserve(w, (size_t)length + 1))
    return;
  char *line = w->text + w->length;
  va_start(arguments, format);
  vsnprintf(line, (size_t)length + 1, format, arguments);
  va_end(arguments);
  /* A line end in a name would smuggle in a record; the text's parser finds all other faults. */
  if (strchr(line, '\n') != NULL)
    w->fault = N_("a field holds a line end");
  memcpy(line + length, "\n", 2);
  w->length += (size_t)length + 1;
}

const char *khoa_writer_word(KhoaWriter *w, const char *field) {
  if (strchr(field, ' ') != NULL && w->fault == NULL)
    w->fault = N_("a space in a unit's code or a telephone number");
  return field;
}

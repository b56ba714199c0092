/* The bytes of a list -> UTF-8 text with LF line ends, or why they aren't a text list. */
#ifndef KHOA_LIST_ENCODING_H
#define KHOA_LIST_ENCODING_H

#include "fault.h"

/* UTF-8 with and without BOM, UTF-16 with BOM and, where it is clear, without. Line breaks (CRLF,
 * CR) become LF, so that they count as lines do in an editor. NULL with a fault that tells the
 * remedy for an empty file, a workbook or other format, a legacy 8-bit code or damaged text. The
 * text is valid UTF-8 without NUL characters; the caller's. */
GString *khoa_encoding_decode(const char *bytes, gsize length, KhoaFaults *faults);

#endif

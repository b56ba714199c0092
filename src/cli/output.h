/* Answers: columns for people, JSON for programs, by the same calls. */
#ifndef KHOA_CLI_OUTPUT_H
#define KHOA_CLI_OUTPUT_H

#include "tag/verdict.h"

#include <json-glib/json-glib.h>

/* A list of rows. As JSON each row is an object in a line of its own, printed as it is complete;
 * for people the columns are aligned under their names when the list ends. */
typedef struct KhoaListing {
  gboolean json;
  char **columns; /* their headings, or JSON's keys */
  guint n_columns;
  GPtrArray *cells;     /* char *, wiped: they may be names; for people */
  JsonBuilder *builder; /* the row being filled; for JSON */
  guint filled;
} KhoaListing;

/* columns: names separated by spaces, their own spaces written as "_"; marked by N_() as a whole,
 * and translated for people to as many. */
void khoa_listing_start(KhoaListing *listing, gboolean json, const char *columns);
/* The row's next cell; NULL is a dash, and left out in JSON. */
void khoa_listing_text(KhoaListing *listing, const char *text);
void khoa_listing_int(KhoaListing *listing, gint64 number);
void khoa_listing_bool(KhoaListing *listing, gboolean value); /* yes, no */
/* Dong: "12.000 đ" for people, a number in JSON; 0, unknown, is as NULL. */
void khoa_listing_dong(KhoaListing *listing, gint64 dong);
void khoa_listing_end(KhoaListing *listing);

/* {"name": value, ...} in one line. */
JsonBuilder *khoa_json_object(void);
void khoa_json_text(JsonBuilder *json, const char *name, const char *text); /* NULL: left out */
void khoa_json_int(JsonBuilder *json, const char *name, gint64 number);
void khoa_json_bool(JsonBuilder *json, const char *name, gboolean value);
void khoa_json_print(JsonBuilder *json); /* prints and frees it */

/* A word of the registry or of the trust core as people read it, in their language: context and
 * word as NC_() marks them where they are told; NULL for NULL. */
const char *khoa_word(const char *context, const char *word);

/* Text from outside as a terminal may see it: control characters, which could move its cursor or
 * colour its words, stand as \\x1b; the caller's. */
char *khoa_printable(const char *text);

/* The word in its colour, when standard output is a terminal and NO_COLOR isn't set; the caller's.
 */
char *khoa_coloured(const char *word, KhoaColour colour);

#endif

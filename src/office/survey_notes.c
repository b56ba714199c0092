#include "survey_notes.h"

#include <sodium.h>
#include <string.h>

typedef struct Walk {
  const KhoaOffice *office;
  KhoaNoteVisit visit;
  gpointer data;
  char *plain; /* guarded, KHOA_NOTE_MAX + 1 bytes */
} Walk;

/* The note in walk->plain, NUL-terminated; FALSE: it doesn't open. */
static gboolean open_note(const Walk *walk, const KhoaSurveyRecord *record) {
  const guint8 *secret = walk->office->privacy_secret;
  gsize padded = record->note_size - crypto_box_SEALBYTES, length;
  if (record->note_size <= crypto_box_SEALBYTES ||
      crypto_box_seal_open((guint8 *)walk->plain, record->note, record->note_size,
                           walk->office->privacy_public, secret) != 0 ||
      sodium_unpad(&length, (const guint8 *)walk->plain, padded, KHOA_NOTE_BLOCK) != 0)
    return FALSE;
  walk->plain[length] = '\0';
  return strlen(walk->plain) == length && g_utf8_validate(walk->plain, -1, NULL);
}

static gboolean visit_row(const KhoaSurveyRow *row, gpointer data, GError **error) {
  const Walk *walk = data;
  if (!row->record.note_size)
    return TRUE;
  gboolean go_on =
      walk->visit(row, open_note(walk, &row->record) ? walk->plain : NULL, walk->data, error);
  sodium_memzero(walk->plain, KHOA_NOTE_MAX + 1);
  return go_on;
}

gboolean khoa_notes_each(KhoaOffice *office, const char *round, const char *unit,
                         KhoaNoteVisit visit, gpointer data, GError **error) {
  const KhoaSurveyFilter filter = {.unit = unit, .round = round};
  Walk walk = {office, visit, data, sodium_malloc(KHOA_NOTE_MAX + 1)};
  if (!walk.plain)
    g_error("no guarded memory");
  gboolean done = khoa_survey_each(office->db, &filter, visit_row, &walk, error);
  sodium_free(walk.plain);
  return done;
}

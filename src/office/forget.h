/* A household's right to be forgotten: what was registered of it is erased, and what may still tell
 * of it elsewhere is named. */
#ifndef KHOA_OFFICE_FORGET_H
#define KHOA_OFFICE_FORGET_H

#include "office.h"

/* Something that was made while the household was registered, and can't be reached from here. */
typedef enum KhoaTraceKind {
  KHOA_TRACE_BACKUP, /* of the registry */
  KHOA_TRACE_SHEET,  /* a signing sheet that names it */
  KHOA_TRACE_ROSTER, /* its unit's, given to surveyors' phones with a form */
} KhoaTraceKind;

typedef struct KhoaTrace {
  KhoaTraceKind kind;
  gint64 batch;    /* of the signing sheet */
  gint64 sequence; /* in the log */
  gint64 time;     /* UTC seconds */
} KhoaTrace;

typedef struct KhoaForgotten {
  gint64 id; /* the number of its row, which stays */
  char *unit;
  GArray *tags;   /* KhoaTagRecord elements as they were before; they stay registered */
  guint revoked;  /* of them: printed or in use until now */
  GArray *traces; /* KhoaTrace elements, oldest first */
} KhoaForgotten;
void khoa_forgotten_clear(KhoaForgotten *forgotten);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaForgotten, khoa_forgotten_clear)

/* Erases a household's person, reference, village and counts, and what survey records tell of it by
 * place and note, revokes its live tags, and logs both
 * by numbers alone, in one transaction. reference: as people write it; unit: its code, or NULL if
 * no other unit has that reference (else an error names the units); reason: one line that names
 * nobody, may be "". dry_run: only tells what it would be. khoa_household_purge() has to follow. */
gboolean khoa_household_forget(KhoaOffice *office, const char *unit, const char *reference,
                               const char *reason, gboolean dry_run, KhoaForgotten *forgotten,
                               GError **error);
/* Takes what was erased out of the registry's free space too; KHOA_DB_BUSY while another process is
 * at it. */
gboolean khoa_household_purge(KhoaOffice *office, GError **error);

#endif

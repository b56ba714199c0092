/* A unit's own desk in an open survey round: what a scanner or a person types there, on its way
 * into the registry. */
#ifndef KHOA_OFFICE_SURVEY_DESK_H
#define KHOA_OFFICE_SURVEY_DESK_H

#include "reg/weakness.h"
#include "survey_intake.h"
#include "verify.h"

typedef struct KhoaDesk KhoaDesk;
/* round: NULL for the newest that the unit has open; unit: NULL for the only one that has it open.
 * The office must outlive it. */
KhoaDesk *khoa_desk_new(KhoaOffice *office, const char *unit, const char *round, GError **error);
void khoa_desk_free(KhoaDesk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaDesk, khoa_desk_free)
const char *khoa_desk_unit(const KhoaDesk *desk);
const char *khoa_desk_round(const KhoaDesk *desk);

/* KhoaWeaknessRecord *, by number: those that the office offers. */
GPtrArray *khoa_desk_weaknesses(const KhoaDesk *desk, GError **error);

/* What stands before the desk. */
typedef struct KhoaDeskLook {
  KhoaAnswer answer; /* word NULL: a household without a tag */
  gint64 household;  /* the tag's, or that one; 0: not known */
  char *unit, *village;
} KhoaDeskLook;
void khoa_desk_look_clear(KhoaDeskLook *look);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaDeskLook, khoa_desk_look_clear)

/* text: scanned, a printed code, or "h812" for household 812 of the unit without its tag. Begins
 * the record of it, made at `now` (UTC seconds). An error says why there can be none: it is no tag
 * of any office, a specimen, or not registered. */
gboolean khoa_desk_look(KhoaDesk *desk, const char *text, gsize length, gint64 now,
                        KhoaSurveyRecord *record, KhoaDeskLook *look, GError **error);
/* A whole record: "CODE FOUND [GRADE [WEAKNESSES]]", as in "0012-00345-67 present 3 2,5"; grade -
 * for none. */
gboolean khoa_desk_parse(KhoaDesk *desk, const char *line, gint64 now, KhoaSurveyRecord *record,
                         GError **error);
/* Seals the note to the office. The text is the caller's to wipe. */
gboolean khoa_desk_note(const KhoaDesk *desk, const char *text, KhoaSurveyRecord *record,
                        GError **error);

/* One sitting: what is put between begin and finish goes into the registry together, or, after an
 * error, nothing of it. Records get the desk's next numbers. now: UTC seconds, for the log. */
gboolean khoa_desk_begin(KhoaDesk *desk, gint64 now, GError **error);
gboolean khoa_desk_put(KhoaDesk *desk, KhoaSurveyRecord *record, GError **error);
gboolean khoa_desk_finish(KhoaDesk *desk, GError **error);
void khoa_desk_cancel(KhoaDesk *desk);

#endif

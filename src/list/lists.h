/* The lists that an office imports, checked row by row, nothing yet looked up or stored. */
#ifndef KHOA_LIST_LISTS_H
#define KHOA_LIST_LISTS_H

#include "moment.h"
#include "phone.h"
#include "roles.h"
#include "table.h"

#define KHOA_UNIT_CODE_MAX 10 /* digits */

typedef struct KhoaUnitRow {
  guint line;
  const char *code; /* digits, 1 to KHOA_UNIT_CODE_MAX */
  const char *name;
  const char *parent; /* "" if none */
} KhoaUnitRow;

#define KHOA_HOTLINE_LABEL_MAX 40 /* characters: what a tag has room for */

typedef struct KhoaHotlineRow {
  guint line;
  const char *label;
  const char *number; /* E.164 or short code */
} KhoaHotlineRow;

typedef enum KhoaSubjectKind {
  KHOA_SUBJECT_HOUSEHOLD = 1,
  KHOA_SUBJECT_AGENCY,
  KHOA_SUBJECT_UNIT,
  KHOA_SUBJECT_BUSINESS,
} KhoaSubjectKind;
const char *khoa_subject_kind_word(KhoaSubjectKind kind);

#define KHOA_TAGS_EACH_MAX 100 /* keychains or lock tags of one subject */
#define KHOA_REFERENCE_MAX 64  /* characters */

typedef struct KhoaSubjectRow {
  guint line;
  const char *reference; /* folded to upper case, spaces taken out: unique within its unit */
  KhoaSubjectKind kind;
  const char *unit; /* code; `unit` of the call where the row has none */
  const char *village;
  const char *head, *address, *phone, *remarks; /* personal; "" if none; phone in E.164 */
  guint keychains, lock_tags;
} KhoaSubjectRow;

#define KHOA_NAME_MAX 100      /* characters */
#define KHOA_MEMBERS_MAX 20000 /* of all committees in a list */

/* A member of a commune's operating committee. */
typedef struct KhoaMemberRow {
  guint line;
  const char *unit;
  KhoaRole role;            /* to KHOA_ROLE_MILITIA_HEAD */
  const char *village;      /* "": of the whole commune */
  const char *name, *phone; /* phone in E.164; "" if none */
} KhoaMemberRow;

#define KHOA_REACHED_MAX 100000
#define KHOA_PATROL_MEMBERS_MAX 100

typedef struct KhoaPatrolMember {
  KhoaRole role; /* KHOA_ROLE_POLICEMAN to KHOA_ROLE_OTHER */
  const char *name;
} KhoaPatrolMember;

typedef struct KhoaPatrolRow {
  guint line; /* 0: of no file */
  const char *unit;
  char day[KHOA_DAY_SIZE], time[KHOA_TIME_OF_DAY_SIZE];
  const char *leader;
  guint first, members; /* where its members stand, and how many they are */
  const char *villages, *findings;
  guint reached;
} KhoaPatrolRow;

/* A reference as it is compared, however it is typed: upper case, no spaces. The caller's. */
char *khoa_reference_fold(const char *text);

/* Rows point into the list that holds them. */
typedef struct KhoaList KhoaList;
void khoa_list_free(KhoaList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaList, khoa_list_free)
gsize khoa_list_rows(const KhoaList *list);
const char *const *khoa_list_ignored(const KhoaList *list); /* headings passed over */

typedef struct KhoaListUnit {
  const char *code;
  guint line; /* of its first row */
} KhoaListUnit;
/* The units that rows are of, each once, in the list's order: KhoaListUnit, the list's own. */
const GArray *khoa_list_units(const KhoaList *list);

/* All rows or none: NULL with every bad row in *error (KHOA_LIST_ERROR) by file, line, column, what
 * is wrong and what would be right. */
KhoaList *khoa_units_read(const char *path, GError **error);
KhoaList *khoa_hotlines_read(const char *path, GError **error); /* 3 to 5, all 24/24, none twice */
/* unit: the code of all rows, which they needn't give but mayn't contradict; NULL: each row gives
 * its own. Faults show no name, number, address or reference of anybody (article 6), only where. */
KhoaList *khoa_subjects_read(const char *path, const char *unit, GError **error);
/* Units as above. No commune has two heads or standing deputies; it may lack one. */
KhoaList *khoa_members_read(const char *path, const char *unit, GError **error);
/* Units as above. A patrol may lack members: it happened. The same row twice is one patrol. */
KhoaList *khoa_patrols_read(const char *path, const char *unit, GError **error);
/* One patrol of these texts, as a list's row would hold them; names separated by ';'. */
typedef struct KhoaPatrolText {
  const char *date, *time, *leader, *members[KHOA_ROLES], *villages, *reached, *findings;
} KhoaPatrolText;
KhoaList *khoa_patrol_read(const KhoaPatrolText *text, const char *unit, GError **error);
/* Which optional columns a list of subjects has: bits from 1 << 0 to 1 << (KHOA_SUBJECT_OPTIONAL -
 * 1), and their names. */
#define KHOA_SUBJECT_OPTIONAL 5
unsigned khoa_subjects_columns(const KhoaList *list);
const char *khoa_subjects_column(unsigned bit);
const KhoaUnitRow *khoa_list_unit(const KhoaList *list, gsize row);
const KhoaHotlineRow *khoa_list_hotline(const KhoaList *list, gsize row);
const KhoaSubjectRow *khoa_list_subject(const KhoaList *list, gsize row);
const KhoaMemberRow *khoa_list_member(const KhoaList *list, gsize row);
const KhoaPatrolRow *khoa_list_patrol(const KhoaList *list, gsize row);
const KhoaPatrolMember *khoa_list_patrol_members(const KhoaList *list, const KhoaPatrolRow *patrol);

#endif

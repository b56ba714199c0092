/* The communes' operating committees (article 8.1): a roll of members from a day on. Who they are
 * is sealed before it gets here. */
#ifndef KHOA_REG_COMMITTEE_H
#define KHOA_REG_COMMITTEE_H

#include "db.h"

#define KHOA_NAME_HASH_SIZE 32
#define KHOA_BOOK_DIGEST_SIZE 32

typedef struct KhoaMemberRecord {
  int role;      /* 1 head, 2 standing deputy, 3 deputy, 4 policeman, 5 village head, 6 militia
                    head; on a patrol also 7, another */
  char *village; /* NULL: of the whole commune */
  guint8 name_hash[KHOA_NAME_HASH_SIZE], content_hash[KHOA_NAME_HASH_SIZE];
  GBytes *sealed;
} KhoaMemberRecord;

/* An empty list of KhoaMemberRecord *, which it owns. */
GPtrArray *khoa_members_new(void);
/* Its next one, for the caller to fill in. */
KhoaMemberRecord *khoa_members_add(GPtrArray *members);

typedef struct KhoaCommitteeRecord {
  gint64 id; /* 0 until stored */
  char *unit, *since;
  char *until;        /* its last day; NULL: in force */
  GPtrArray *members; /* KhoaMemberRecord *, as in the list that was imported */
} KhoaCommitteeRecord;
KhoaCommitteeRecord *khoa_committee_record_new(const char *unit, const char *since);
void khoa_committee_record_free(KhoaCommitteeRecord *committee);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaCommitteeRecord, khoa_committee_record_free)

/* Stores a roll and fills in its id. One of the same unit and day takes the older one's place. */
gboolean khoa_committee_add(KhoaDb *db, KhoaCommitteeRecord *committee, GError **error);
/* Rolls of a unit (NULL: all) that held on some day, by unit, oldest first; KhoaCommitteeRecord *.
 */
GPtrArray *khoa_committee_list(KhoaDb *db, const char *unit, GError **error);
/* The roll of a unit on a day; *committee is NULL when there was none. */
gboolean khoa_committee_on(KhoaDb *db, const char *unit, const char *day,
                           KhoaCommitteeRecord **committee, GError **error);

/* BLAKE2b-256 over all rolls of a unit and their members; *rolls: how many. */
gboolean khoa_committee_digest(KhoaDb *db, const char *unit, guint8 digest[KHOA_BOOK_DIGEST_SIZE],
                               gint64 *rolls, GError **error);

#endif

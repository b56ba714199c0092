/* The patrol book (article 8.2b). Nothing in it is erased: what was wrong is struck out. */
#ifndef KHOA_REG_PATROL_H
#define KHOA_REG_PATROL_H

#include "committee.h"
#include "unit.h"

typedef struct KhoaPatrolRecord {
  gint64 id;               /* 0 until stored */
  char *unit, *day, *time; /* YYYY-MM-DD, HH:MM, in Viet Nam */
  guint8 leader[KHOA_NAME_HASH_SIZE], content_hash[KHOA_NAME_HASH_SIZE];
  gint64 reached;
  GBytes *sealed;
  GPtrArray *members; /* KhoaMemberRecord *, without village and content_hash */
  /* By the roll of its day, a bit (1 << role) each: */
  gboolean has_roll;
  unsigned leads; /* the leader's roles on it */
  unsigned named; /* roles in which somebody went along */
  unsigned found; /* of these, the roles in which somebody stands on the roll */
} KhoaPatrolRecord;
KhoaPatrolRecord *khoa_patrol_record_new(void);
void khoa_patrol_record_free(KhoaPatrolRecord *patrol);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaPatrolRecord, khoa_patrol_record_free)

/* A patrol is known by unit, day, time and leader. One that is there with other content is struck
 * out, and this one put in its place. */
gboolean khoa_patrol_put(KhoaDb *db, KhoaPatrolRecord *patrol, KhoaChange *change, GError **error);
/* *unit: whose patrol it is, the caller's; NULL if there is none of that number that isn't struck
 * out. */
gboolean khoa_patrol_unit(KhoaDb *db, gint64 id, char **unit, GError **error);
gboolean khoa_patrol_strike(KhoaDb *db, gint64 id, GError **error);

typedef gboolean (*KhoaPatrolVisit)(const KhoaPatrolRecord *patrol, gpointer data, GError **error);
/* Each patrol of a unit (NULL: all) from one day to another that isn't struck out, by unit, day and
 * time; without its members. */
gboolean khoa_patrol_each(KhoaDb *db, const char *unit, const char *from, const char *to,
                          KhoaPatrolVisit visit, gpointer data, GError **error);
/* KhoaMemberRecord *, of one patrol. */
GPtrArray *khoa_patrol_members(KhoaDb *db, gint64 id, GError **error);

/* BLAKE2b-256 over all patrols of a unit, struck out or not; *patrols: how many. */
gboolean khoa_patrol_digest(KhoaDb *db, const char *unit, guint8 digest[KHOA_BOOK_DIGEST_SIZE],
                            gint64 *patrols, GError **error);

#endif

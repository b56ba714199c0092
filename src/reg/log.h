/* The tamper-evident log: append only, each entry holding the hash of the one before it.
 * hash = BLAKE2b-256 of "khoa-log-v1", 0, the previous hash (32), sequence (8, big-endian), time
 * (8, big-endian), then actor, act, object and detail, each with a NUL behind it. */
#ifndef KHOA_REG_LOG_H
#define KHOA_REG_LOG_H

#include "db.h"

#define KHOA_LOG_HASH_SIZE 32

typedef struct KhoaLogEntry {
  gint64 sequence; /* from 1, without a gap */
  gint64 time;     /* UTC seconds */
  const char *actor, *act, *object, *detail;
  guint8 previous[KHOA_LOG_HASH_SIZE], hash[KHOA_LOG_HASH_SIZE];
} KhoaLogEntry;

/* Within the caller's transaction, so that an act and its entry stand or fall together. */
gboolean khoa_log_append(KhoaDb *db, gint64 time, const char *actor, const char *act,
                         const char *object, const char *detail, GError **error);

typedef gboolean (*KhoaLogVisit)(const KhoaLogEntry *entry, gpointer data, GError **error);
/* Each entry from `first` on, oldest first. */
gboolean khoa_log_each(KhoaDb *db, gint64 first, KhoaLogVisit visit, gpointer data, GError **error);

/* The same behind `after` and up to `last`. */
gboolean khoa_log_between(KhoaDb *db, gint64 after, gint64 last, KhoaLogVisit visit, gpointer data,
                          GError **error);
/* The last entry before a time; *sequence is 0 if there is none. */
gboolean khoa_log_before(KhoaDb *db, gint64 time, gint64 *sequence, GError **error);

/* How an entry stands in the chain. */
typedef enum KhoaLogFault {
  KHOA_LOG_GOOD,
  KHOA_LOG_GAP,      /* its number doesn't follow the one before: entries are missing */
  KHOA_LOG_UNLINKED, /* it doesn't hold the hash of the entry before it */
  KHOA_LOG_EDITED,   /* its own hash doesn't fit what it says */
} KhoaLogFault;
typedef gboolean (*KhoaLogReplayVisit)(const KhoaLogEntry *entry, KhoaLogFault fault, gpointer data,
                                       GError **error);
/* Each entry, oldest first, held against the one before it as that one stands: so one entry that
 * was tampered with is one fault, and the next are looked at all the same. */
gboolean khoa_log_replay(KhoaDb *db, KhoaLogReplayVisit visit, gpointer data, GError **error);

/* The newest entry's number (0 for an empty log) and hash. */
gboolean khoa_log_head(KhoaDb *db, gint64 *sequence, guint8 head[KHOA_LOG_HASH_SIZE],
                       GError **error);

/* What the log begins with; NULL if it doesn't begin with that act. The caller's. */
gboolean khoa_log_first(KhoaDb *db, const char *act, char **detail, GError **error);
/* What the newest entry of that act and object says; NULL if there is none. The caller's. */
gboolean khoa_log_newest(KhoaDb *db, const char *act, const char *object, char **detail,
                         GError **error);
/* The same of either act, whatever the object; other may be NULL. */
gboolean khoa_log_newest_of(KhoaDb *db, const char *act, const char *other, char **detail,
                            GError **error);

#define KHOA_LOG_ACTS 3
/* What the newest entry of any of the acts (NULL: none) says of each object: details by object. */
GHashTable *khoa_log_newest_each(KhoaDb *db, const char *const acts[KHOA_LOG_ACTS], GError **error);

#endif

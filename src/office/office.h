/* An office: its folder, its settings, its registry and its keys.
 *
 *   khoa.ini registry.db authority.pub authority.key privacy.pub privacy.key index.key
 *   layouts/ bundles/ batches/NNNN/ reports/
 *
 * Nothing above this room opens these itself. */
#ifndef KHOA_OFFICE_OFFICE_H
#define KHOA_OFFICE_OFFICE_H

#include "config.h"
#include "finding.h"
#include "reg/succession.h"
#include "tag/secret_key.h"

/* What the office needs to know of the world around it. */
typedef struct KhoaWorld {
  const char *folder; /* the office's */
  const char *data;   /* holds the shipped layouts/ and fonts/ */
  const char *actor;  /* who acts, for the log */
  gint64 now;         /* UTC seconds */
  const char *state;  /* what this user's machine remembers between runs, see pins.h */
} KhoaWorld;

typedef struct KhoaOffice {
  char *folder, *data, *actor;
  gint64 now;
  KhoaConfig *config;
  KhoaDb *db;
  GArray *descriptors; /* int, of the registry's files: closed after it, see secrecy.c */
  KhoaAuthority authority;
  GArray *successions;          /* KhoaSuccessionRecord elements that end in it, verified */
  gboolean audited;             /* all of it was found good, see khoa_audit_require() ... */
  gint64 audited_stamp;         /* ... at this khoa_db_stamp() */
  gboolean adopted;             /* what its predecessors endorsed was compared, see lineage.h */
  KhoaAuthority privacy;        /* as in privacy.pub */
  guint8 privacy_public[32];    /* the same as X25519 */
  guint8 *index_key;            /* guarded memory */
  KhoaSecretKey *authority_key; /* NULL until unlocked */
  guint8 *privacy_secret;       /* X25519, guarded memory; NULL until unlocked */
} KhoaOffice;

/* Makes a new office in a folder that is empty or not there; on failure nothing is left of it.
 * name and prefix as in khoa.ini; the passphrases are for authority.key and privacy.key. */
gboolean khoa_office_init(const KhoaWorld *world, const char *name, const char *prefix,
                          const char *passphrase, const char *privacy_passphrase, GError **error);

/* What making and restoring an office share. Whether the folder is empty or not there: an error
 * says so if not. */
gboolean khoa_office_is_free(const char *folder, GError **error);
/* Its empty folders. */
gboolean khoa_office_make_folders(const char *folder, GError **error);

/* KHOA_OFFICE_NONE when the folder holds no office. */
KhoaOffice *khoa_office_open(const KhoaWorld *world, GError **error);
/* The same for doctor, as far as it goes: what doesn't open is a finding, and NULL or zero in the
 * office; without its authorities `successions` is NULL. An error if the folder holds no office. */
KhoaOffice *khoa_office_open_damaged(const KhoaWorld *world, KhoaFindings *findings,
                                     GError **error);
void khoa_office_free(KhoaOffice *office);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaOffice, khoa_office_free)

/* Both take about half a second and much memory: once a command. That names are about to be read,
 * and for what ("household show"), goes into the log first. */
gboolean khoa_office_unlock_authority(KhoaOffice *office, const char *passphrase, GError **error);
gboolean khoa_office_unlock_privacy(KhoaOffice *office, const char *passphrase, const char *purpose,
                                    GError **error);

/* A path in the office's folder; the caller's. */
char *khoa_office_path(const KhoaOffice *office, const char *name);
/* A time (UTC seconds), or `now`, as a day, YYYY-MM-DD, in Viet Nam (UTC+7, no summer time), "?"
 * for one that no calendar has; the caller's. */
char *khoa_office_day(gint64 time);
char *khoa_office_today(const KhoaOffice *office);
/* Such a day as sentences have it, in people's language: 2026-11-23, 23/11/2026. Columns, and what
 * is to be typed, keep the other. The caller's. */
char *khoa_day_words(const char *day);
/* Appends to the log, within the caller's transaction. */
gboolean khoa_office_log(KhoaOffice *office, const char *act, const char *object,
                         const char *detail, GError **error);
/* The same in a transaction of its own: for acts that change nothing else in the registry. */
gboolean khoa_office_log_alone(KhoaOffice *office, const char *act, const char *object,
                               const char *detail, GError **error);

#define KHOA_OFFICE_NONE 1 /* the one error that has a code of its own */
#define KHOA_OFFICE_ERROR khoa_office_error_quark()
GQuark khoa_office_error_quark(void);

#endif

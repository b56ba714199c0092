/* Households, agencies, units and businesses. Whom it is about is sealed before it gets here. */
#ifndef KHOA_REG_SUBJECT_H
#define KHOA_REG_SUBJECT_H

#include "unit.h"

#define KHOA_HASH_SIZE 32

typedef struct KhoaSubjectRecord {
  gint64 id; /* 0 until stored */
  char *unit, *village;
  int kind;                 /* 1 household, 2 agency, 3 unit, 4 business */
  int keychains, lock_tags; /* that it should have */
  unsigned columns;         /* the optional ones that its list had, a bit each */
  guint8 reference_hash[KHOA_HASH_SIZE], content_hash[KHOA_HASH_SIZE];
  GBytes *sealed;
} KhoaSubjectRecord;
void khoa_subject_record_free(KhoaSubjectRecord *subject);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaSubjectRecord, khoa_subject_record_free)

/* Whether storing a subject of this reference and content would add, update or change nothing; and
 * the columns of the one that is there, 0 if none is. */
gboolean khoa_subject_compare(KhoaDb *db, const char *unit,
                              const guint8 reference_hash[KHOA_HASH_SIZE],
                              const guint8 content_hash[KHOA_HASH_SIZE], KhoaChange *change,
                              unsigned *columns, GError **error);
/* Adds, or replaces all but id, unit and reference of the one that is there. */
gboolean khoa_subject_put(KhoaDb *db, const KhoaSubjectRecord *subject, GError **error);

typedef gboolean (*KhoaSubjectVisit)(const KhoaSubjectRecord *subject, gpointer data,
                                     GError **error);
/* Each subject that isn't forgotten, of a unit (NULL: all) or with that reference hash (NULL: any),
 * by unit, village, id; stops when the visit returns FALSE with an error. */
gboolean khoa_subject_each(KhoaDb *db, const char *unit, const guint8 *reference_hash,
                           KhoaSubjectVisit visit, gpointer data, GError **error);
/* The subject with that id, forgotten or not; a missing one is an error. */
KhoaSubjectRecord *khoa_subject_get(KhoaDb *db, gint64 id, GError **error);

/* Erases all but id, unit and kind: the row stays, since its tags point to it. khoa_purge() makes
 * sure that the files hold nothing of it. */
gboolean khoa_subject_forget(KhoaDb *db, gint64 id, GError **error);
/* Nothing is sealed in it any more. */
gboolean khoa_subject_forgotten(const KhoaSubjectRecord *subject);

#define KHOA_SUBJECTS_DIGEST_SIZE 32
/* BLAKE2b-256 of "khoa-subjects-v2", 0, then of each subject by id, forgotten ones too: id, kind,
 * keychains, lock tags, columns and the sealed data's size, 8 bytes each, big-endian; unit and
 * village, a NUL behind each; both hashes; the sealed data. Then of each row of their past, by
 * subject and entry: subject, entry, presence, keychains and lock tags in decimal, a NUL behind
 * each. */
gboolean khoa_subjects_digest(KhoaDb *db, guint8 digest[KHOA_SUBJECTS_DIGEST_SIZE], GError **error);
/* The same without the past, of "khoa-subjects-v1": what entries of older versions hold. */
gboolean khoa_subjects_digest_v1(KhoaDb *db, guint8 digest[KHOA_SUBJECTS_DIGEST_SIZE],
                                 GError **error);

#endif

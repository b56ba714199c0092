#include "committee.h"

#include "digest.h"

#include <string.h>

static void free_member(gpointer data) {
  KhoaMemberRecord *member = data;
  g_free(member->village);
  g_clear_pointer(&member->sealed, g_bytes_unref);
  g_free(member);
}

GPtrArray *khoa_members_new(void) {
  return g_ptr_array_new_with_free_func(free_member);
}

KhoaMemberRecord *khoa_members_add(GPtrArray *members) {
  KhoaMemberRecord *member = g_new0(KhoaMemberRecord, 1);
  g_ptr_array_add(members, member);
  return member;
}

KhoaCommitteeRecord *khoa_committee_record_new(const char *unit, const char *since) {
  KhoaCommitteeRecord *committee = g_new0(KhoaCommitteeRecord, 1);
  committee->unit = g_strdup(unit);
  committee->since = g_strdup(since);
  committee->members = khoa_members_new();
  return committee;
}

void khoa_committee_record_free(KhoaCommitteeRecord *committee) {
  if (!committee)
    return;
  g_free(committee->unit);
  g_free(committee->since);
  g_free(committee->until);
  g_ptr_array_unref(committee->members);
  g_free(committee);
}

static gboolean add_member(KhoaDb *db, gint64 committee, gint64 position,
                           const KhoaMemberRecord *member, GError **error) {
  gsize size;
  const void *sealed = g_bytes_get_data(member->sealed, &size);
  return khoa_db_run(db, error, "INSERT INTO committee_member VALUES (?, ?, ?, ?, ?, ?, ?)",
                     "iiisbbb", committee, position, (gint64)member->role, member->village,
                     member->name_hash, sizeof member->name_hash, member->content_hash,
                     sizeof member->content_hash, sealed, size);
}

gboolean khoa_committee_add(KhoaDb *db, KhoaCommitteeRecord *committee, GError **error) {
  if (!khoa_db_run(db, error, "INSERT INTO committee (unit, since) VALUES (?, ?)", "ss",
                   committee->unit, committee->since))
    return FALSE;
  committee->id = khoa_db_last_id(db);
  for (guint i = 0; i < committee->members->len; i++)
    if (!add_member(db, committee->id, i + 1, committee->members->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* The list's last roll if the row belongs to it, else a new one. */
static KhoaCommitteeRecord *roll_of(GPtrArray *list, KhoaRows *row) {
  KhoaCommitteeRecord *last = list->len ? g_ptr_array_index(list, list->len - 1) : NULL;
  if (last && last->id == khoa_rows_int(row, 0))
    return last;
  KhoaCommitteeRecord *committee =
      khoa_committee_record_new(khoa_rows_text(row, 1), khoa_rows_text(row, 2));
  committee->id = khoa_rows_int(row, 0);
  committee->until = g_strdup(khoa_rows_text_or_null(row, 3));
  g_ptr_array_add(list, committee);
  return committee;
}

static gboolean take_member(KhoaRows *row, gpointer list, GError **error) {
  KhoaMemberRecord *member = khoa_members_add(roll_of(list, row)->members);
  (void)error;
  member->role = (int)khoa_rows_int(row, 4);
  member->village = g_strdup(khoa_rows_text_or_null(row, 5));
  khoa_rows_copy(row, 6, member->name_hash, sizeof member->name_hash);
  khoa_rows_copy(row, 7, member->content_hash, sizeof member->content_hash);
  gsize size;
  const void *sealed = khoa_rows_blob(row, 8, &size);
  member->sealed = g_bytes_new(sealed, size);
  return TRUE;
}

/* The rolls of a unit (NULL: any) that held on a day (NULL: on any). */
static GPtrArray *list_rolls(KhoaDb *db, const char *unit, const char *day, GError **error) {
  g_autoptr(GPtrArray) list =
      g_ptr_array_new_with_free_func((GDestroyNotify)khoa_committee_record_free);
  if (!khoa_db_each(
          db, take_member, list, error,
          "WITH roll AS (SELECT id, unit, since,"
          "  date(lead(since) OVER (PARTITION BY unit ORDER BY since, id), '-1 day') AS until"
          "  FROM committee)"
          " SELECT r.id, r.unit, r.since, r.until, m.role, m.village, m.name_hash, m.content_hash,"
          "  m.sealed"
          " FROM roll r JOIN committee_member m ON m.committee = r.id"
          " WHERE (?1 IS NULL OR r.unit = ?1) AND (r.until IS NULL OR r.until >= r.since)"
          "  AND (?2 IS NULL OR (r.since <= ?2 AND (r.until IS NULL OR r.until >= ?2)))"
          " ORDER BY r.unit, r.since, r.id, m.position",
          "ss", unit, day))
    return NULL;
  return g_steal_pointer(&list);
}

GPtrArray *khoa_committee_list(KhoaDb *db, const char *unit, GError **error) {
  return list_rolls(db, unit, NULL, error);
}

gboolean khoa_committee_on(KhoaDb *db, const char *unit, const char *day,
                           KhoaCommitteeRecord **committee, GError **error) {
  g_autoptr(GPtrArray) list = list_rolls(db, unit, day, error);
  if (!list)
    return FALSE;
  *committee = list->len ? g_ptr_array_steal_index(list, 0) : NULL;
  return TRUE;
}

typedef struct Digest {
  crypto_generichash_state state;
  gint64 rolls, last;
} Digest;

static gboolean digest_member(KhoaRows *row, gpointer data, GError **error) {
  Digest *digest = data;
  (void)error;
  if (digest->rolls == 0 || khoa_rows_int(row, 0) != digest->last)
    digest->rolls++;
  digest->last = khoa_rows_int(row, 0);
  khoa_digest_int(&digest->state, digest->last);
  khoa_digest_text(&digest->state, khoa_rows_text(row, 1));
  khoa_digest_int(&digest->state, khoa_rows_int(row, 2));
  khoa_digest_int(&digest->state, khoa_rows_int(row, 3));
  khoa_digest_text(&digest->state, khoa_rows_text(row, 4));
  khoa_digest_blobs(&digest->state, row, 5, 7);
  return TRUE;
}

gboolean khoa_committee_digest(KhoaDb *db, const char *unit, guint8 digest[KHOA_BOOK_DIGEST_SIZE],
                               gint64 *rolls, GError **error) {
  Digest all = {.rolls = 0};
  crypto_generichash_init(&all.state, NULL, 0, KHOA_BOOK_DIGEST_SIZE);
  khoa_digest_text(&all.state, "khoa-committee-v1");
  khoa_digest_text(&all.state, unit);
  if (!khoa_db_each(db, digest_member, &all, error,
                    "SELECT c.id, c.since, coalesce(m.position, 0), coalesce(m.role, 0), m.village,"
                    "  m.name_hash, m.content_hash, m.sealed"
                    " FROM committee c LEFT JOIN committee_member m ON m.committee = c.id"
                    " WHERE c.unit = ? ORDER BY c.id, m.position",
                    "s", unit))
    return FALSE;
  crypto_generichash_final(&all.state, digest, KHOA_BOOK_DIGEST_SIZE);
  *rolls = all.rolls;
  return TRUE;
}

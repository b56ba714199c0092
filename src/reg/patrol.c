#include "patrol.h"

#include "digest.h"

#include <string.h>

KhoaPatrolRecord *khoa_patrol_record_new(void) {
  KhoaPatrolRecord *patrol = g_new0(KhoaPatrolRecord, 1);
  patrol->members = khoa_members_new();
  return patrol;
}

void khoa_patrol_record_free(KhoaPatrolRecord *patrol) {
  if (!patrol)
    return;
  g_free(patrol->unit);
  g_free(patrol->day);
  g_free(patrol->time);
  g_clear_pointer(&patrol->sealed, g_bytes_unref);
  g_ptr_array_unref(patrol->members);
  g_free(patrol);
}

static gboolean add_member(KhoaDb *db, gint64 patrol, gint64 position,
                           const KhoaMemberRecord *member, GError **error) {
  gsize size;
  const void *sealed = g_bytes_get_data(member->sealed, &size);
  return khoa_db_run(db, error, "INSERT INTO patrol_member VALUES (?, ?, ?, ?, ?)", "iiibb", patrol,
                     position, (gint64)member->role, member->name_hash, sizeof member->name_hash,
                     sealed, size);
}

static gboolean add_patrol(KhoaDb *db, KhoaPatrolRecord *patrol, GError **error) {
  gsize size;
  const void *sealed = g_bytes_get_data(patrol->sealed, &size);
  if (!khoa_db_run(db, error,
                   "INSERT INTO patrol (unit, day, time, leader, reached, content_hash, sealed)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?)",
                   "sssbibb", patrol->unit, patrol->day, patrol->time, patrol->leader,
                   sizeof patrol->leader, patrol->reached, patrol->content_hash,
                   sizeof patrol->content_hash, sealed, size))
    return FALSE;
  patrol->id = khoa_db_last_id(db);
  for (guint i = 0; i < patrol->members->len; i++)
    if (!add_member(db, patrol->id, i + 1, patrol->members->pdata[i], error))
      return FALSE;
  return TRUE;
}

typedef struct Known {
  gint64 id; /* 0: not there */
  gboolean same;
} Known;

static gboolean take_known(KhoaRows *row, gpointer known, GError **error) {
  (void)error;
  *(Known *)known = (Known){khoa_rows_int(row, 0), khoa_rows_int(row, 1) != 0};
  return TRUE;
}

gboolean khoa_patrol_strike(KhoaDb *db, gint64 id, GError **error) {
  return khoa_db_run(db, error, "UPDATE patrol SET struck = 1 WHERE id = ?", "i", id);
}

gboolean khoa_patrol_put(KhoaDb *db, KhoaPatrolRecord *patrol, KhoaChange *change, GError **error) {
  Known known = {0};
  if (!khoa_db_each(db, take_known, &known, error,
                    "SELECT id, content_hash = ? FROM patrol"
                    " WHERE unit = ? AND day = ? AND time = ? AND leader = ? AND struck = 0",
                    "bsssb", patrol->content_hash, sizeof patrol->content_hash, patrol->unit,
                    patrol->day, patrol->time, patrol->leader, sizeof patrol->leader))
    return FALSE;
  *change = !known.id ? KHOA_ADDED : known.same ? KHOA_UNCHANGED : KHOA_UPDATED;
  patrol->id = known.id;
  if (*change == KHOA_UNCHANGED)
    return TRUE;
  return (!known.id || khoa_patrol_strike(db, known.id, error)) && add_patrol(db, patrol, error);
}

static gboolean take_unit(KhoaRows *row, gpointer unit, GError **error) {
  (void)error;
  *(char **)unit = g_strdup(khoa_rows_text(row, 0));
  return TRUE;
}

gboolean khoa_patrol_unit(KhoaDb *db, gint64 id, char **unit, GError **error) {
  *unit = NULL;
  return khoa_db_each(db, take_unit, unit, error,
                      "SELECT unit FROM patrol WHERE id = ? AND struck = 0", "i", id);
}

typedef struct Visit {
  KhoaPatrolVisit visit;
  gpointer data;
} Visit;

static gboolean visit_patrol(KhoaRows *row, gpointer data, GError **error) {
  const Visit *visit = data;
  g_autoptr(KhoaPatrolRecord) patrol = khoa_patrol_record_new();
  gsize size;
  patrol->id = khoa_rows_int(row, 0);
  patrol->unit = g_strdup(khoa_rows_text(row, 1));
  patrol->day = g_strdup(khoa_rows_text(row, 2));
  patrol->time = g_strdup(khoa_rows_text(row, 3));
  khoa_rows_copy(row, 4, patrol->leader, sizeof patrol->leader);
  patrol->reached = khoa_rows_int(row, 5);
  khoa_rows_copy(row, 6, patrol->content_hash, sizeof patrol->content_hash);
  const void *sealed = khoa_rows_blob(row, 7, &size);
  patrol->sealed = g_bytes_new(sealed, size);
  patrol->has_roll = khoa_rows_int(row, 8) != 0;
  patrol->leads = (unsigned)khoa_rows_int(row, 9);
  patrol->named = (unsigned)khoa_rows_int(row, 10);
  patrol->found = (unsigned)khoa_rows_int(row, 11);
  return visit->visit(patrol, visit->data, error);
}

gboolean khoa_patrol_each(KhoaDb *db, const char *unit, const char *from, const char *to,
                          KhoaPatrolVisit visit, gpointer data, GError **error) {
  return khoa_db_each(
      db, visit_patrol, &(Visit){visit, data}, error,
      "SELECT p.id, p.unit, p.day, p.time, p.leader, p.reached, p.content_hash, p.sealed,"
      "  c.id IS NOT NULL,"
      "  (SELECT sum(DISTINCT 1 << r.role) FROM committee_member r"
      "   WHERE r.committee = c.id AND r.name_hash = p.leader),"
      "  (SELECT sum(DISTINCT 1 << m.role) FROM patrol_member m WHERE m.patrol = p.id),"
      "  (SELECT sum(DISTINCT 1 << m.role) FROM patrol_member m JOIN committee_member r"
      "   ON r.committee = c.id AND r.name_hash = m.name_hash AND r.role = m.role"
      "   WHERE m.patrol = p.id)"
      " FROM patrol p LEFT JOIN committee c ON c.id = (SELECT id FROM committee"
      "  WHERE unit = p.unit AND since <= p.day ORDER BY since DESC, id DESC LIMIT 1)"
      " WHERE p.struck = 0 AND (?1 IS NULL OR p.unit = ?1) AND p.day BETWEEN ?2 AND ?3"
      " ORDER BY p.unit, p.day, p.time, p.id",
      "sss", unit, from, to);
}

static gboolean take_member(KhoaRows *row, gpointer members, GError **error) {
  KhoaMemberRecord *member = khoa_members_add(members);
  gsize size;
  (void)error;
  member->role = (int)khoa_rows_int(row, 0);
  khoa_rows_copy(row, 1, member->name_hash, sizeof member->name_hash);
  const void *sealed = khoa_rows_blob(row, 2, &size);
  member->sealed = g_bytes_new(sealed, size);
  return TRUE;
}

GPtrArray *khoa_patrol_members(KhoaDb *db, gint64 id, GError **error) {
  g_autoptr(GPtrArray) members = khoa_members_new();
  return khoa_db_each(db, take_member, members, error,
                      "SELECT role, name_hash, sealed FROM patrol_member WHERE patrol = ?"
                      " ORDER BY position",
                      "i", id)
             ? g_steal_pointer(&members)
             : NULL;
}

typedef struct Digest {
  crypto_generichash_state state;
  gint64 patrols;
} Digest;

static gboolean digest_patrol(KhoaRows *row, gpointer data, GError **error) {
  Digest *digest = data;
  (void)error;
  digest->patrols++;
  khoa_digest_int(&digest->state, khoa_rows_int(row, 0));
  khoa_digest_text(&digest->state, khoa_rows_text(row, 1));
  khoa_digest_text(&digest->state, khoa_rows_text(row, 2));
  khoa_digest_int(&digest->state, khoa_rows_int(row, 3));
  khoa_digest_int(&digest->state, khoa_rows_int(row, 4));
  khoa_digest_blobs(&digest->state, row, 5, 7);
  return TRUE;
}

static gboolean digest_member(KhoaRows *row, gpointer data, GError **error) {
  Digest *digest = data;
  (void)error;
  for (int column = 0; column <= 2; column++)
    khoa_digest_int(&digest->state, khoa_rows_int(row, column));
  khoa_digest_blobs(&digest->state, row, 3, 4);
  return TRUE;
}

gboolean khoa_patrol_digest(KhoaDb *db, const char *unit, guint8 digest[KHOA_BOOK_DIGEST_SIZE],
                            gint64 *patrols, GError **error) {
  Digest all = {.patrols = 0};
  crypto_generichash_init(&all.state, NULL, 0, KHOA_BOOK_DIGEST_SIZE);
  khoa_digest_text(&all.state, "khoa-patrols-v1");
  khoa_digest_text(&all.state, unit);
  if (!khoa_db_each(db, digest_patrol, &all, error,
                    "SELECT id, day, time, reached, struck, leader, content_hash, sealed"
                    " FROM patrol WHERE unit = ? ORDER BY id",
                    "s", unit) ||
      !khoa_db_each(db, digest_member, &all, error,
                    "SELECT m.patrol, m.position, m.role, m.name_hash, m.sealed"
                    " FROM patrol p JOIN patrol_member m ON m.patrol = p.id"
                    " WHERE p.unit = ? ORDER BY m.patrol, m.position",
                    "s", unit))
    return FALSE;
  crypto_generichash_final(&all.state, digest, KHOA_BOOK_DIGEST_SIZE);
  *patrols = all.patrols;
  return TRUE;
}

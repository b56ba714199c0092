#include "check.h"

#include <string.h>

typedef struct Visit {
  KhoaCheckVisit visit;
  gpointer data;
} Visit;

static gboolean visit_text(KhoaRows *row, gpointer data, GError **error) {
  const Visit *visit = data;
  const char *text = khoa_rows_text(row, 0);
  return strcmp(text, "ok") == 0 || visit->visit(text, visit->data, error);
}

gboolean khoa_check_integrity(KhoaDb *db, KhoaCheckVisit visit, gpointer data, GError **error) {
  return khoa_db_each(db, visit_text, &(Visit){visit, data}, error, "PRAGMA integrity_check", "");
}

gboolean khoa_check_references(KhoaDb *db, KhoaCheckVisit visit, gpointer data, GError **error) {
  return khoa_db_each(db, visit_text, &(Visit){visit, data}, error,
                      "SELECT count(*) || ' rows of ' || \"table\" || ' refer to rows of ' ||"
                      "  parent || ' that aren''t there' || coalesce(', the first is row ' ||"
                      "  min(rowid), '')"
                      " FROM pragma_foreign_key_check GROUP BY \"table\", parent",
                      "");
}

typedef struct Part {
  char *type, *name, *sql;
} Part;

static void free_part(gpointer data) {
  Part *part = data;
  g_free(part->type);
  g_free(part->name);
  g_free(part->sql);
  g_free(part);
}

static gboolean take_part(KhoaRows *row, gpointer parts, GError **error) {
  Part *part = g_new0(Part, 1);
  (void)error;
  part->type = g_strdup(khoa_rows_text(row, 1));
  part->name = g_strdup(khoa_rows_text(row, 0));
  part->sql = g_strdup(khoa_rows_text(row, 2));
  g_hash_table_replace(parts, g_strconcat(part->name, " ", part->type, NULL), part);
  return TRUE;
}

/* By name and type, since a trigger may be called as a table is. SQLite's own are tables and
 * indices; whoever can write the file can call a trigger so too. */
static GHashTable *list_parts(KhoaDb *db, GError **error) {
  g_autoptr(GHashTable) parts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_part);
  return khoa_db_each(db, take_part, parts, error,
                      "SELECT name, type, coalesce(sql, '') FROM sqlite_schema"
                      " WHERE type NOT IN ('table', 'index')"
                      "  OR name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
                      "")
             ? g_steal_pointer(&parts)
             : NULL;
}

static gint by_name(gconstpointer a, gconstpointer b) {
  return strcmp(a, b);
}

/* In an order that is always the same. */
static GList *names_of(GHashTable *parts) {
  return g_list_sort(g_hash_table_get_keys(parts), by_name);
}

gboolean khoa_check_schema(KhoaDb *db, KhoaSchemaVisit visit, gpointer data, GError **error) {
  g_autoptr(KhoaDb) blank = khoa_db_open_blank(error);
  g_autoptr(GHashTable) expected = blank ? list_parts(blank, error) : NULL;
  g_autoptr(GHashTable) found = expected ? list_parts(db, error) : NULL;
  if (!found)
    return FALSE;
  gboolean go_on = TRUE;
  g_autoptr(GList) all = names_of(expected);
  for (GList *name = all; name && go_on; name = name->next) {
    const Part *want = g_hash_table_lookup(expected, name->data);
    const Part *have = g_hash_table_lookup(found, name->data);
    if (!have || strcmp(have->sql, want->sql) != 0)
      go_on =
          visit(&(KhoaSchemaDrift){want->type, want->name, want->sql, have != NULL}, data, error);
  }
  g_autoptr(GList) others = names_of(found);
  for (GList *name = others; name && go_on; name = name->next) {
    const Part *have = g_hash_table_lookup(found, name->data);
    if (!g_hash_table_contains(expected, name->data))
      go_on = visit(&(KhoaSchemaDrift){have->type, have->name, NULL, TRUE}, data, error);
  }
  return go_on;
}

gboolean khoa_schema_repairable(const KhoaSchemaDrift *drift) {
  return drift->sql && (strcmp(drift->type, "trigger") == 0 || strcmp(drift->type, "index") == 0);
}

gboolean khoa_schema_repair(KhoaDb *db, const KhoaSchemaDrift *drift, GError **error) {
  g_autofree char *sql =
      g_strdup_printf("DROP %s IF EXISTS \"%s\"; %s", drift->type, drift->name, drift->sql);
  return khoa_db_script(db, sql, error);
}

static gboolean append_text(KhoaRows *row, gpointer text, GError **error) {
  (void)error;
  g_string_append_printf(text, "%s\n", khoa_rows_text(row, 0));
  return TRUE;
}

static gboolean spell_paths(KhoaDb *db, GString *text, GError **error) {
  return khoa_db_each(db, append_text, text, error,
                      "SELECT coalesce(id, '') || ' ' || coalesce(word, '') AS line FROM status"
                      " UNION ALL SELECT status || '-' || next FROM status_path ORDER BY line",
                      "");
}

gboolean khoa_check_paths(KhoaDb *db, gboolean *same, GError **error) {
  g_autoptr(KhoaDb) blank = khoa_db_open_blank(error);
  g_autoptr(GString) expected = g_string_new(NULL), found = g_string_new(NULL);
  if (!blank || !spell_paths(blank, expected, error) || !spell_paths(db, found, error))
    return FALSE;
  *same = g_string_equal(expected, found);
  return TRUE;
}

gboolean khoa_check_hotline_counts(KhoaDb *db, gint64 *set, GError **error) {
  return khoa_db_get_int(db, set, 0, error,
                         "SELECT min(id) FROM hotline_set WHERE count <>"
                         " (SELECT count(*) FROM hotline WHERE hotline_set = id)",
                         "");
}

gboolean khoa_check_reserved(KhoaDb *db, const char *what, gint64 *up_to, GError **error) {
  return khoa_db_get_int(db, up_to, 0, error, "SELECT up_to FROM reserved WHERE what = ?", "s",
                         what);
}

typedef struct ReplacementVisit {
  KhoaReplacementVisit visit;
  gpointer data;
} ReplacementVisit;

static gboolean visit_replacement(KhoaRows *row, gpointer data, GError **error) {
  const ReplacementVisit *visit = data;
  return visit->visit(khoa_rows_int(row, 0), khoa_rows_int(row, 1), khoa_rows_int(row, 2) != 0,
                      visit->data, error);
}

gboolean khoa_check_replacements(KhoaDb *db, KhoaReplacementVisit visit, gpointer data,
                                 GError **error) {
  return khoa_db_each(db, visit_replacement, &(ReplacementVisit){visit, data}, error,
                      "SELECT old_batch, old_idx, batch IS NULL FROM replacement"
                      " ORDER BY old_batch, old_idx",
                      "");
}

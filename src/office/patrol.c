#include "patrol.h"

#include "acts.h"
#include "book.h"
#include "committee.h"
#include "list/text.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>

static void add_member(KhoaOffice *office, KhoaSealer *sealer, const char *unit,
                       const KhoaPatrolMember *from, GPtrArray *members) {
  const KhoaPerson person = {(char *)"", (char *)from->name, (char *)"", (char *)"", (char *)""};
  KhoaMemberRecord *member = khoa_members_add(members);
  member->role = (int)from->role;
  khoa_committee_name_hash(office, member->name_hash, unit, from->name);
  member->sealed = khoa_sealer_seal(sealer, &person);
}

/* Roles and names, in the order of the row. */
static void digest_members(const KhoaPatrolRecord *patrol, GString *hex) {
  char text[2 * KHOA_NAME_HASH_SIZE + 1];
  for (guint i = 0; i < patrol->members->len; i++) {
    const KhoaMemberRecord *member = g_ptr_array_index(patrol->members, i);
    sodium_bin2hex(text, sizeof text, member->name_hash, sizeof member->name_hash);
    g_string_append_printf(hex, " %d %s", member->role, text);
  }
}

static KhoaPatrolRecord *record_of(KhoaOffice *office, KhoaSealer *sealer, const KhoaList *list,
                                   const KhoaPatrolRow *row) {
  const KhoaPerson person = {(char *)"", (char *)row->leader, (char *)row->villages, (char *)"",
                             (char *)row->findings};
  KhoaPatrolRecord *patrol = khoa_patrol_record_new();
  patrol->unit = g_strdup(row->unit);
  patrol->day = g_strdup(row->day);
  patrol->time = g_strdup(row->time);
  patrol->reached = row->reached;
  khoa_committee_name_hash(office, patrol->leader, row->unit, row->leader);
  for (guint i = 0; i < row->members; i++)
    add_member(office, sealer, row->unit, &khoa_list_patrol_members(list, row)[i], patrol->members);
  g_autoptr(GString) rest = g_string_new(NULL);
  g_string_printf(rest, "%u", row->reached);
  digest_members(patrol, rest);
  khoa_content_hash(patrol->content_hash, office->index_key, &person, rest->str);
  patrol->sealed = khoa_sealer_seal(sealer, &person);
  return patrol;
}

static gboolean put_unit(KhoaOffice *office, KhoaSealer *sealer, const KhoaList *list,
                         const char *act, const char *unit, KhoaImported *imported,
                         GError **error) {
  KhoaImported of_unit = {0};
  for (gsize i = 0; i < khoa_list_rows(list); i++) {
    const KhoaPatrolRow *row = khoa_list_patrol(list, i);
    KhoaChange change;
    if (strcmp(row->unit, unit) != 0)
      continue;
    g_autoptr(KhoaPatrolRecord) patrol = record_of(office, sealer, list, row);
    if (!khoa_patrol_put(office->db, patrol, &change, error))
      return FALSE;
    imported->patrol = patrol->id;
    khoa_import_count(&of_unit, change);
    khoa_import_count(imported, change);
  }
  g_autofree char *detail = g_strdup_printf(
      "%" G_GSIZE_FORMAT " added, %" G_GSIZE_FORMAT " updated", of_unit.added, of_unit.updated);
  return of_unit.added + of_unit.updated == 0 ||
         khoa_book_log(office, KHOA_BOOK_PATROLS, act, unit, detail, error);
}

/* Nobody has been on a patrol that is still to come. */
static gboolean check_days(const KhoaOffice *office, const KhoaList *list, const char *path,
                           GError **error) {
  g_autoptr(KhoaFaults) faults = khoa_faults_new(path);
  g_autofree char *today = khoa_office_today(office);
  for (gsize i = 0; i < khoa_list_rows(list); i++) {
    const KhoaPatrolRow *row = khoa_list_patrol(list, i);
    if (strcmp(row->day, today) > 0)
      khoa_faults_add(
          faults, row->line, "date",
          _("%s is in the future: write day, month and year in this order, as 23/11/2026"),
          row->day);
  }
  return faults->count == 0 || khoa_faults_raise(faults, error);
}

/* Takes the list. path: what faults call it. */
static gboolean import(KhoaOffice *office, KhoaList *taken, const char *act, const char *path,
                       gboolean dry_run, KhoaImported *imported, GError **error) {
  g_autoptr(KhoaList) list = taken;
  if (!list || !check_days(office, list, path, error) || !khoa_db_begin(office->db, error))
    return FALSE;
  g_autoptr(KhoaSealer) sealer = khoa_sealer_new(office->privacy_public);
  const GArray *units = khoa_list_units(list);
  khoa_import_start(imported, list);
  gboolean done = khoa_import_check_units(office, list, path, error) &&
                  khoa_book_check(office, KHOA_BOOK_PATROLS, units, error);
  for (guint i = 0; done && i < units->len; i++)
    done = put_unit(office, sealer, list, act, g_array_index(units, KhoaListUnit, i).code, imported,
                    error);
  return khoa_import_end(office, done, dry_run, imported, error);
}

gboolean khoa_import_patrols(KhoaOffice *office, const char *path, const char *unit,
                             gboolean dry_run, KhoaImported *imported, GError **error) {
  return import(office, khoa_patrols_read(path, unit, error), KHOA_ACT_PATROLS, path, dry_run,
                imported, error);
}

gboolean khoa_patrol_add(KhoaOffice *office, const KhoaPatrolText *text, const char *unit,
                         KhoaImported *imported, GError **error) {
  return import(office, khoa_patrol_read(text, unit, error), KHOA_ACT_PATROL_ADD, _("the patrol"),
                FALSE, imported, error);
}

static gboolean strike(KhoaOffice *office, gint64 id, const char *reason, GError **error) {
  g_autofree char *unit = NULL;
  g_autofree char *detail =
      g_strdup_printf("patrol %" G_GINT64_FORMAT "%s%s", id, *reason ? ": " : "", reason);
  g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(KhoaListUnit));
  if (!khoa_patrol_unit(office->db, id, &unit, error))
    return FALSE;
  if (!unit) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("there is no patrol %" PRId64 ", or it is struck out already: 'khoa "
                  "patrol list' shows those that count"),
                id);
    return FALSE;
  }
  const KhoaListUnit one = {unit, 0};
  g_array_append_val(units, one);
  return khoa_book_check(office, KHOA_BOOK_PATROLS, units, error) &&
         khoa_patrol_strike(office->db, id, error) &&
         khoa_book_log(office, KHOA_BOOK_PATROLS, KHOA_ACT_STRIKE, unit, detail, error);
}

gboolean khoa_patrol_strike_out(KhoaOffice *office, gint64 id, const char *reason, GError **error) {
  if (!khoa_act_reason(reason, error) || !khoa_db_begin(office->db, error))
    return FALSE;
  if (strike(office, id, reason, error) && khoa_db_commit(office->db, error))
    return TRUE;
  khoa_db_rollback(office->db);
  return FALSE;
}

typedef struct Walk {
  KhoaOffice *office;
  KhoaPatrolViewVisit visit;
  gpointer data;
} Walk;

/* "policeman: NAME; village-head: NAME". */
static char *open_members(const KhoaOffice *office, gint64 id, GError **error) {
  g_autoptr(GPtrArray) members = khoa_patrol_members(office->db, id, error);
  GString *text = members ? g_string_sized_new(members->len * (KHOA_NAME_MAX * 4 + 32) + 1) : NULL;
  for (guint i = 0; members && i < members->len; i++) {
    const KhoaMemberRecord *member = g_ptr_array_index(members, i);
    g_autoptr(KhoaPerson) person = khoa_person_open(member->sealed, office->privacy_secret, error);
    if (!person) {
      khoa_text_wipe_string(text);
      return NULL;
    }
    g_string_append_printf(text, "%s%s: %s", i ? "; " : "", khoa_role_word((KhoaRole)member->role),
                           person->head);
  }
  return text ? g_string_free(text, FALSE) : NULL;
}

static gboolean visit_patrol(const KhoaPatrolRecord *patrol, gpointer data, GError **error) {
  const Walk *walk = data;
  const KhoaOffice *office = walk->office;
  if (!office->privacy_secret)
    return walk->visit(&(KhoaPatrolView){patrol, NULL, NULL}, walk->data, error);
  g_autoptr(KhoaPerson) person = khoa_person_open(patrol->sealed, office->privacy_secret, error);
  char *members = person ? open_members(office, patrol->id, error) : NULL;
  if (!members)
    return FALSE;
  gboolean go_on = walk->visit(&(KhoaPatrolView){patrol, person, members}, walk->data, error);
  khoa_text_wipe(members);
  return go_on;
}

gboolean khoa_patrol_view(KhoaOffice *office, const char *unit, const KhoaPeriod *period,
                          KhoaPatrolViewVisit visit, gpointer data, GError **error) {
  Walk walk = {office, visit, data};
  char from[KHOA_DATE_SIZE], to[KHOA_DATE_SIZE];
  g_autoptr(KhoaUnitRecord) known = unit ? khoa_unit_get(office->db, unit, error) : NULL;
  khoa_date_print(from, &period->first);
  khoa_date_print(to, &period->last);
  return (!unit || known) &&
         khoa_patrol_each(office->db, unit, from, to, visit_patrol, &walk, error);
}

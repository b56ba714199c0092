#include "import.h"

#include "acts.h"
#include "covered.h"
#include "ledger.h"
#include "reg/hotline.h"
#include "reg/subject.h"
#include "seal.h"
#include "tag/date.h"

#include <glib/gi18n.h>
#include <string.h>

void khoa_imported_clear(KhoaImported *imported) {
  g_clear_pointer(&imported->ignored, g_strfreev);
}

void khoa_import_count(KhoaImported *imported, KhoaChange change) {
  gsize *counters[] = {
      [KHOA_UNCHANGED] = &imported->unchanged,
      [KHOA_ADDED] = &imported->added,
      [KHOA_UPDATED] = &imported->updated,
  };
  ++*counters[change];
}

void khoa_import_start(KhoaImported *imported, const KhoaList *list) {
  *imported = (KhoaImported){.rows = khoa_list_rows(list)};
  imported->ignored = g_strdupv((char **)khoa_list_ignored(list));
}

gboolean khoa_import_end(KhoaOffice *office, gboolean done, gboolean dry_run,
                         KhoaImported *imported, GError **error) {
  if (done && !dry_run && khoa_db_commit(office->db, error))
    return TRUE;
  khoa_db_rollback(office->db);
  if (done && dry_run)
    return TRUE;
  khoa_imported_clear(imported);
  return FALSE;
}

/* Ends the transaction with a log entry if anything changed. cover: what the entry's detail ends
 * in, see ledger.h. */
static gboolean finish(KhoaOffice *office, gboolean done, gboolean dry_run, const char *act,
                       const char *object, const char *cover, KhoaImported *imported,
                       GError **error) {
  g_autofree char *detail = g_strdup_printf(
      "%" G_GSIZE_FORMAT " added, %" G_GSIZE_FORMAT " updated, %" G_GSIZE_FORMAT " unchanged%s",
      imported->added, imported->updated, imported->unchanged, cover);
  if (done && imported->added + imported->updated > 0)
    done = khoa_office_log(office, act, object, detail, error);
  return khoa_import_end(office, done, dry_run, imported, error);
}

static gboolean put_units(KhoaOffice *office, const KhoaList *list, KhoaImported *imported,
                          GError **error) {
  for (gsize i = 0; i < khoa_list_rows(list); i++) {
    const KhoaUnitRow *row = khoa_list_unit(list, i);
    KhoaChange change;
    if (!khoa_unit_put(office->db, row->code, row->name, *row->parent ? row->parent : NULL, &change,
                       error))
      return FALSE;
    khoa_import_count(imported, change);
  }
  return TRUE;
}

/* After all are in, since a parent may stand below its children. */
static gboolean check_parents(KhoaOffice *office, const KhoaList *list, const char *path,
                              GError **error) {
  g_autoptr(KhoaFaults) faults = khoa_faults_new(path);
  for (gsize i = 0; i < khoa_list_rows(list); i++) {
    const KhoaUnitRow *row = khoa_list_unit(list, i);
    g_autoptr(KhoaUnitRecord) parent =
        *row->parent ? khoa_unit_get(office->db, row->parent, NULL) : NULL;
    if (*row->parent && !parent)
      khoa_faults_add(faults, row->line, "parent",
                      _("no unit %s in this list or the registry; give a code that is"),
                      row->parent);
  }
  return faults->count == 0 || khoa_faults_raise(faults, error);
}

gboolean khoa_import_units(KhoaOffice *office, const char *path, KhoaImported *imported,
                           GError **error) {
  g_autoptr(KhoaList) list = khoa_units_read(path, error);
  if (!list || !khoa_db_begin(office->db, error))
    return FALSE;
  khoa_import_start(imported, list);
  gboolean done = khoa_covered_check(office, KHOA_COVERED_UNITS, error) &&
                  put_units(office, list, imported, error) &&
                  check_parents(office, list, path, error);
  g_autofree char *cover = done ? khoa_covered_print(office, KHOA_COVERED_UNITS, error) : NULL;
  return finish(office, cover != NULL, FALSE, KHOA_ACT_UNITS, "units", cover, imported, error);
}

static KhoaHotlinesRecord *hotlines_of(const KhoaList *list, const char *unit, const char *since) {
  KhoaHotlinesRecord *hotlines = g_new0(KhoaHotlinesRecord, 1);
  hotlines->unit = g_strdup(unit);
  hotlines->since = g_strdup(since);
  hotlines->count = khoa_list_rows(list);
  for (gsize i = 0; i < hotlines->count; i++) {
    const KhoaHotlineRow *row = khoa_list_hotline(list, i);
    hotlines->numbers[i].number = g_strdup(row->number);
    hotlines->numbers[i].label = g_strdup(row->label);
  }
  return hotlines;
}

static gboolean same_numbers(const KhoaHotlinesRecord *a, const KhoaHotlinesRecord *b) {
  if (!a || a->count != b->count)
    return FALSE;
  for (gsize i = 0; i < a->count; i++)
    if (strcmp(a->numbers[i].number, b->numbers[i].number) != 0 ||
        strcmp(a->numbers[i].label, b->numbers[i].label) != 0)
      return FALSE;
  return TRUE;
}

/* Stores the set unless it is the one in force; one from before that is refused. */
static gboolean put_hotlines(KhoaOffice *office, KhoaHotlinesRecord *hotlines,
                             KhoaImported *imported, GError **error) {
  g_autoptr(KhoaHotlinesRecord) current = NULL;
  if (!khoa_hotlines_current(office->db, hotlines->unit, &current, error))
    return FALSE;
  if (same_numbers(current, hotlines)) {
    imported->unchanged = hotlines->count;
    return TRUE;
  }
  g_autofree char *today = khoa_office_today(office);
  if (strcmp(hotlines->since, today) > 0) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("%s is in the future, and a set is in force as soon as it is stored: set the "
                  "numbers on the day they begin"),
                hotlines->since);
    return FALSE;
  }
  if (current && strcmp(hotlines->since, current->since) < 0) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("unit %s has numbers in force since %s: a newer set can't start on %s"),
                hotlines->unit, current->since, hotlines->since);
    return FALSE;
  }
  imported->added = hotlines->count;
  return khoa_hotlines_add(office->db, hotlines, error);
}

gboolean khoa_import_hotlines(KhoaOffice *office, const char *unit, const char *path,
                              const char *from, KhoaImported *imported, GError **error) {
  g_autofree char *since = from ? g_strdup(from) : khoa_office_today(office);
  if (!khoa_date_valid(since)) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("'%s' isn't a day: give it as 2026-11-23"), since);
    return FALSE;
  }
  g_autoptr(KhoaUnitRecord) known = khoa_unit_get(office->db, unit, error);
  g_autoptr(KhoaList) list = known ? khoa_hotlines_read(path, error) : NULL;
  if (!list || !khoa_db_begin(office->db, error))
    return FALSE;
  khoa_import_start(imported, list);
  g_autoptr(KhoaHotlinesRecord) hotlines = hotlines_of(list, unit, since);
  gboolean done = put_hotlines(office, hotlines, imported, error);
  guint8 digest[KHOA_HOTLINES_DIGEST_SIZE];
  khoa_hotlines_digest(digest, hotlines);
  g_autofree char *cover = khoa_cover_print(KHOA_COVER_HOTLINES, digest);
  return finish(office, done, FALSE, KHOA_ACT_HOTLINES, unit, cover, imported, error);
}

gboolean khoa_import_check_units(KhoaOffice *office, const KhoaList *list, const char *path,
                                 GError **error) {
  g_autoptr(KhoaFaults) faults = khoa_faults_new(path);
  const GArray *units = khoa_list_units(list);
  for (guint i = 0; i < units->len; i++) {
    const KhoaListUnit *unit = &g_array_index(units, KhoaListUnit, i);
    g_autoptr(KhoaUnitRecord) known = khoa_unit_get(office->db, unit->code, NULL);
    if (!known)
      khoa_faults_add(faults, unit->line, "unit",
                      _("unit %s isn't in the registry; 'khoa unit list' shows those that are"),
                      unit->code);
  }
  return faults->count == 0 || khoa_faults_raise(faults, error);
}

/* *missing: gets the columns that the registered household's list had and this one lacks. */
static gboolean put_subject(KhoaOffice *office, KhoaSealer *sealer, const KhoaSubjectRow *row,
                            unsigned columns, gboolean dry_run, KhoaChange *change,
                            unsigned *missing, GError **error) {
  const KhoaPerson person = {(char *)row->reference, (char *)row->head, (char *)row->address,
                             (char *)row->phone, (char *)row->remarks};
  KhoaSubjectRecord subject = {
      .unit = (char *)row->unit,
      .village = (char *)row->village,
      .kind = (int)row->kind,
      .keychains = (int)row->keychains,
      .lock_tags = (int)row->lock_tags,
      .columns = columns,
  };
  unsigned before;
  g_autofree char *rest = g_strdup_printf("%d %d %d %s", subject.kind, subject.keychains,
                                          subject.lock_tags, subject.village);
  khoa_reference_hash(subject.reference_hash, office->index_key, row->unit, row->reference);
  khoa_content_hash(subject.content_hash, office->index_key, &person, rest);
  if (!khoa_subject_compare(office->db, row->unit, subject.reference_hash, subject.content_hash,
                            change, &before, error))
    return FALSE;
  *missing |= before & ~columns;
  if (dry_run || *change == KHOA_UNCHANGED)
    return TRUE;
  g_autoptr(GBytes) sealed = subject.sealed = khoa_sealer_seal(sealer, &person);
  return khoa_subject_put(office->db, &subject, error);
}

/* What a list doesn't tell must not wipe out what is known: a column that is gone is a slip. */
static gboolean check_columns(unsigned missing, const char *path, GError **error) {
  g_autoptr(KhoaFaults) faults = khoa_faults_new(path);
  for (unsigned bit = 0; bit < KHOA_SUBJECT_OPTIONAL; bit++)
    if (missing & 1u << bit)
      khoa_faults_add(faults, 0, NULL,
                      _("has no column \"%s\", and households in it were registered with one: add "
                        "it; an empty cell says that there is nothing"),
                      khoa_subjects_column(bit));
  return faults->count == 0 || khoa_faults_raise(faults, error);
}

static gboolean put_subjects(KhoaOffice *office, const KhoaList *list, const char *path,
                             gboolean dry_run, KhoaImported *imported, GError **error) {
  g_autoptr(KhoaSealer) sealer = khoa_sealer_new(office->privacy_public);
  unsigned columns = khoa_subjects_columns(list), missing = 0;
  for (gsize i = 0; i < khoa_list_rows(list); i++) {
    KhoaChange change;
    if (!put_subject(office, sealer, khoa_list_subject(list, i), columns, dry_run, &change,
                     &missing, error))
      return FALSE;
    khoa_import_count(imported, change);
  }
  return check_columns(missing, path, error);
}

/* Of the unit that the whole list is for; 0 if it is for several. */
static gboolean count_registered(KhoaOffice *office, const char *unit, gint64 *registered,
                                 GError **error) {
  *registered = 0;
  if (!unit)
    return TRUE;
  g_autoptr(KhoaUnitRecord) known = khoa_unit_get(office->db, unit, error);
  if (known)
    *registered = known->subjects;
  return known != NULL;
}

gboolean khoa_import_subjects(KhoaOffice *office, const char *path, const char *unit,
                              gboolean dry_run, KhoaImported *imported, GError **error) {
  g_autoptr(KhoaList) list = khoa_subjects_read(path, unit, error);
  if (!list || !khoa_db_begin(office->db, error))
    return FALSE;
  khoa_import_start(imported, list);
  gint64 registered;
  gboolean done = khoa_covered_check(office, KHOA_COVERED_HOUSEHOLDS, error) &&
                  khoa_import_check_units(office, list, path, error) &&
                  count_registered(office, unit, &registered, error) &&
                  put_subjects(office, list, path, dry_run, imported, error);
  if (done && unit)
    imported->absent = (gsize)registered - imported->updated - imported->unchanged;
  g_autofree char *cover = done ? khoa_covered_print(office, KHOA_COVERED_HOUSEHOLDS, error) : NULL;
  return finish(office, cover != NULL, dry_run, KHOA_ACT_HOUSEHOLDS, unit ? unit : "households",
                cover, imported, error);
}

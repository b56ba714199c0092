#include "past.h"

#include <glib/gi18n.h>

static gboolean add_unit(KhoaRows *row, gpointer list, GError **error) {
  KhoaUnitRecord *unit = g_new0(KhoaUnitRecord, 1);
  (void)error;
  unit->code = g_strdup(khoa_rows_text(row, 0));
  unit->name = g_strdup(khoa_rows_text(row, 1));
  unit->parent = g_strdup(khoa_rows_text_or_null(row, 2));
  g_ptr_array_add(list, unit);
  return TRUE;
}

GPtrArray *khoa_past_units(KhoaDb *db, gint64 entry, GError **error) {
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)khoa_unit_record_free);
  return khoa_db_each(db, add_unit, list, error,
                      "SELECT unit, name, parent FROM unit_past p WHERE entry ="
                      " (SELECT max(entry) FROM unit_past n WHERE n.unit = p.unit AND n.entry <= ?)"
                      " ORDER BY unit",
                      "i", entry)
             ? g_steal_pointer(&list)
             : NULL;
}

typedef struct SubjectVisit {
  KhoaPastSubjectVisit visit;
  gpointer data;
} SubjectVisit;

static gboolean visit_subject(KhoaRows *row, gpointer data, GError **error) {
  const SubjectVisit *visit = data;
  const KhoaPastSubject subject = {khoa_rows_int(row, 0),
                                   khoa_rows_text(row, 1),
                                   {khoa_rows_int(row, 2), khoa_rows_int(row, 3)}};
  return visit->visit(&subject, visit->data, error);
}

gboolean khoa_past_subjects(KhoaDb *db, gint64 entry, KhoaPastSubjectVisit visit, gpointer data,
                            GError **error) {
  return khoa_db_each(
      db, visit_subject, &(SubjectVisit){visit, data}, error,
      "SELECT p.subject, s.unit, p.keychains, p.lock_tags"
      " FROM subject_past p JOIN subject s ON s.id = p.subject WHERE p.present AND p.entry ="
      "  (SELECT max(entry) FROM subject_past n WHERE n.subject = p.subject AND n.entry <= ?)"
      " ORDER BY p.subject",
      "i", entry);
}

static KhoaTagName name_at(KhoaRows *row, int column) {
  return (KhoaTagName){(guint32)khoa_rows_int(row, column),
                       (guint32)khoa_rows_int(row, column + 1)};
}

typedef struct OwnerVisit {
  KhoaOwnerVisit visit;
  gpointer data;
} OwnerVisit;

static gboolean visit_owner(KhoaRows *row, gpointer data, GError **error) {
  const OwnerVisit *visit = data;
  return visit->visit(name_at(row, 0), khoa_rows_int(row, 2), visit->data, error);
}

gboolean khoa_owners_each(KhoaDb *db, KhoaOwnerVisit visit, gpointer data, GError **error) {
  return khoa_db_each(db, visit_owner, &(OwnerVisit){visit, data}, error,
                      "SELECT batch, idx, subject FROM tag ORDER BY batch, idx", "");
}

static gboolean add_link(KhoaRows *row, gpointer links, GError **error) {
  const KhoaLink link = {name_at(row, 0), name_at(row, 2)};
  (void)error;
  g_array_append_val((GArray *)links, link);
  return TRUE;
}

GArray *khoa_links_list(KhoaDb *db, GError **error) {
  g_autoptr(GArray) links = g_array_new(FALSE, FALSE, sizeof(KhoaLink));
  return khoa_db_each(db, add_link, links, error,
                      "SELECT old_batch, old_idx, batch, idx FROM replacement"
                      " WHERE batch IS NOT NULL ORDER BY old_batch, old_idx, batch, idx",
                      "")
             ? g_steal_pointer(&links)
             : NULL;
}

typedef struct GlanceVisit {
  KhoaGlanceVisit visit;
  gpointer data;
} GlanceVisit;

static gboolean visit_glance(KhoaRows *row, gpointer data, GError **error) {
  const GlanceVisit *visit = data;
  const KhoaGlance glance = {
      .surveyor = khoa_rows_int(row, 0),
      .number = khoa_rows_int(row, 1),
      .time = khoa_rows_int(row, 2),
      .unit = khoa_rows_text(row, 3),
      .subject = khoa_rows_int(row, 4),
      .batch = khoa_rows_int(row, 5),
      .index = khoa_rows_int(row, 6),
      .found = (KhoaSurveyFound)khoa_rows_int(row, 7),
      .grade = (int)khoa_rows_int(row, 8),
  };
  /* The schema vouches for it, but whoever edits the file by hand can turn that off. */
  if (khoa_found_word(glance.found) && glance.grade >= 0 && glance.grade <= KHOA_GRADE_MAX)
    return visit->visit(&glance, visit->data, error);
  g_set_error(error, KHOA_DB_ERROR, KHOA_DB_FORMAT,
              _("a survey record has a word or grade that there is none of: restore a backup"));
  return FALSE;
}

/* By the index of unit and round. */
#define OF_ROUND " FROM round n CROSS JOIN survey_record r ON r.unit = n.unit AND r.round = n.name"

gboolean khoa_glances_each(KhoaDb *db, const char *round, gint64 before, KhoaGlanceVisit visit,
                           gpointer data, GError **error) {
  return khoa_db_each(db, visit_glance, &(GlanceVisit){visit, data}, error,
                      "SELECT r.surveyor, r.number, r.time, r.unit, r.subject, r.batch, r.idx,"
                      " r.found, r.grade" OF_ROUND " WHERE n.name = ? AND r.time < ?",
                      "si", round, before);
}

typedef struct NotedVisit {
  KhoaNotedVisit visit;
  gpointer data;
} NotedVisit;

static gboolean visit_noted(KhoaRows *row, gpointer data, GError **error) {
  const NotedVisit *visit = data;
  return visit->visit(khoa_rows_int(row, 0), khoa_rows_int(row, 1), (int)khoa_rows_int(row, 2),
                      visit->data, error);
}

gboolean khoa_noted_each(KhoaDb *db, const char *round, gint64 before, KhoaNotedVisit visit,
                         gpointer data, GError **error) {
  return khoa_db_each(db, visit_noted, &(NotedVisit){visit, data}, error,
                      "SELECT r.surveyor, r.number, w.weakness" OF_ROUND
                      " CROSS JOIN survey_weakness w ON w.surveyor = r.surveyor"
                      "  AND w.number = r.number"
                      " WHERE n.name = ? AND r.time < ? AND w.weakness BETWEEN 1 AND 99",
                      "si", round, before);
}

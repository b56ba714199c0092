#include "doctor.h"

#include "audit.h"
#include "reg/check.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean blame_registry(const char *fault, gpointer data, GError **error) {
  const KhoaDoctor *doctor = data;
  (void)error;
  khoa_finding(doctor->findings, KHOA_FINDING_FAULT, _("registry"), KHOA_REMEDY_BACKUP, "%s",
               fault);
  return TRUE;
}

static void check_sqlite(const KhoaDoctor *doctor) {
  GError *error = NULL;
  if (!khoa_check_integrity(doctor->office->db, blame_registry, (gpointer)doctor, &error) ||
      !khoa_check_references(doctor->office->db, blame_registry, (gpointer)doctor, &error))
    khoa_finding_error(doctor->findings, KHOA_FINDING_UNKNOWN, _("registry"), KHOA_REMEDY_BACKUP,
                       error);
}

typedef struct Schema {
  const KhoaDoctor *doctor;
  gboolean readable; /* every table is as it should be */
} Schema;

static gboolean repair_part(const KhoaDoctor *doctor, const KhoaSchemaDrift *drift,
                            const char *object, GError **error) {
  KhoaOffice *office = doctor->office;
  if (!khoa_db_begin(office->db, error))
    return FALSE;
  if (khoa_schema_repair(office->db, drift, error) &&
      khoa_office_log(office, "doctor --repair", object, "", error) &&
      khoa_db_commit(office->db, error))
    return TRUE;
  khoa_db_rollback(office->db);
  return FALSE;
}

static gboolean check_part(const KhoaSchemaDrift *drift, gpointer data, GError **error) {
  Schema *schema = data;
  KhoaFindings *findings = schema->doctor->findings;
  g_autofree char *object = g_strdup_printf("%s %s", drift->type, drift->name);
  const char *what = !drift->sql      ? _("isn't one of khoa's")
                     : drift->present ? _("was changed by hand")
                                      : _("is missing");
  gboolean repairable = khoa_schema_repairable(drift);
  GError *fault = NULL;
  (void)error;
  schema->readable &= !drift->sql || repairable;
  if (repairable && schema->doctor->repair) {
    if (repair_part(schema->doctor, drift, object, &fault))
      khoa_finding(findings, KHOA_FINDING_REPAIRED, object, NULL, "%s", what);
    else
      khoa_finding_error(findings, KHOA_FINDING_FAULT, object, NULL, fault);
    return TRUE;
  }
  khoa_finding(findings, KHOA_FINDING_FAULT, object,
               repairable   ? KHOA_REMEDY_REPAIR
               : drift->sql ? KHOA_REMEDY_BACKUP
                            : _("find out who put it there, and drop it"),
               "%s", what);
  return TRUE;
}

static gboolean check_schema(const KhoaDoctor *doctor) {
  Schema schema = {doctor, TRUE};
  GError *error = NULL;
  if (khoa_check_schema(doctor->office->db, check_part, &schema, &error))
    return schema.readable;
  khoa_finding_error(doctor->findings, KHOA_FINDING_UNKNOWN, _("registry"), KHOA_REMEDY_BACKUP,
                     error);
  return FALSE;
}

static void check_content(const KhoaDoctor *doctor) {
  GError *error = NULL;
  g_autoptr(KhoaAudit) audit = khoa_audit_new(doctor->office, doctor->findings, &error);
  if (!audit || !khoa_audit_all(audit, &error))
    khoa_finding_error(doctor->findings, KHOA_FINDING_UNKNOWN, _("registry"), KHOA_REMEDY_BACKUP,
                       error);
}

void khoa_doctor_registry(const KhoaDoctor *doctor) {
  check_sqlite(doctor);
  if (check_schema(doctor))
    check_content(doctor);
  else
    khoa_finding(doctor->findings, KHOA_FINDING_UNKNOWN, _("registry"), KHOA_REMEDY_BACKUP,
                 _("what its tables hold can't be audited"));
}

void khoa_doctor(const KhoaDoctor *doctor) {
  if (!doctor->office->db)
    return;
  khoa_doctor_registry(doctor);
  khoa_doctor_leftovers(doctor);
  khoa_doctor_batches(doctor);
  khoa_doctor_bundles(doctor);
}

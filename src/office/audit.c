#include "audit.h"

#include "book.h"
#include "covered.h"
#include "lineage.h"
#include "reg/check.h"
#include "reg/hotline.h"
#include "reg/succession.h"
#include "reg/unit.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

void khoa_audit_free(KhoaAudit *audit) {
  if (!audit)
    return;
  g_clear_pointer(&audit->ledger, khoa_ledger_free);
  if (audit->locked)
    khoa_db_rollback(audit->office->db);
  g_free(audit);
}

KhoaAudit *khoa_audit_new(KhoaOffice *office, KhoaFindings *findings, GError **error) {
  g_autoptr(KhoaAudit) audit = g_new0(KhoaAudit, 1);
  audit->office = office;
  audit->findings = findings;
  if (!khoa_db_has_begun(office->db) && !(audit->locked = khoa_db_begin(office->db, error)))
    return NULL;
  audit->ledger = khoa_ledger_new(office->db, findings, error);
  if (!audit->ledger)
    return NULL;
  if (!office->successions)
    khoa_finding(findings, KHOA_FINDING_UNKNOWN, _("signatures"), NULL,
                 _("can't be checked without the office's authorities"));
  return g_steal_pointer(&audit);
}

static void blame(KhoaAudit *audit, const char *object, const char *what) {
  khoa_finding(audit->findings, KHOA_FINDING_FAULT, object, KHOA_REMEDY_BACKUP, "%s", what);
}

static gboolean check_units(KhoaAudit *audit, GError **error) {
  g_autoptr(GPtrArray) units = khoa_unit_list(audit->office->db, NULL, error);
  guint8 digest[KHOA_UNITS_DIGEST_SIZE];
  if (!units)
    return FALSE;
  khoa_units_digest(digest, units);
  if (audit->ledger->units ? !khoa_cover_fits(audit->ledger->units, KHOA_COVER_UNITS, digest)
                           : units->len > 0)
    blame(audit, _("units"),
          _("a code, name or parent was changed by hand, or a unit added or deleted: they aren't "
            "those that the last import left"));
  return TRUE;
}

static gboolean check_households(KhoaAudit *audit, GError **error) {
  gboolean fit;
  if (!khoa_covered_fits(audit->office, KHOA_COVERED_HOUSEHOLDS, &fit, error))
    return FALSE;
  if (!fit)
    blame(audit, _("households"),
          _("one was changed by hand, added or deleted: they aren't those that the last import "
            "left"));
  return TRUE;
}

static void check_hotlines_set(KhoaAudit *audit, const KhoaHotlinesRecord *set) {
  GPtrArray *logged = audit->ledger->hotlines;
  const KhoaLedgerHotlines *entry =
      set->id <= (gint64)logged->len ? g_ptr_array_index(logged, set->id - 1) : NULL;
  g_autofree char *object =
      g_strdup_printf(_("hotline set %" PRId64 " of unit %s"), set->id, set->unit);
  guint8 digest[KHOA_HOTLINES_DIGEST_SIZE];
  khoa_hotlines_digest(digest, set);
  if (!entry)
    blame(audit, object, _("was added by hand: the log doesn't tell of it"));
  else if (strcmp(entry->unit, set->unit) != 0 ||
           !khoa_cover_fits(entry->detail, KHOA_COVER_HOTLINES, digest))
    blame(audit, object,
          _("was changed by hand: unit, day, numbers or labels aren't those that were set"));
}

static gboolean check_hotlines(KhoaAudit *audit, GError **error) {
  g_autoptr(GPtrArray) sets = khoa_hotlines_list(audit->office->db, NULL, error);
  guint logged = audit->ledger->hotlines->len;
  g_autofree gboolean *there = g_new0(gboolean, logged + 1);
  gint64 miscounted;
  if (!sets || !khoa_check_hotline_counts(audit->office->db, &miscounted, error))
    return FALSE;
  for (guint i = 0; i < sets->len; i++) {
    const KhoaHotlinesRecord *set = g_ptr_array_index(sets, i);
    check_hotlines_set(audit, set);
    if (set->id <= (gint64)logged)
      there[set->id] = TRUE;
  }
  for (guint id = 1; id <= logged; id++) {
    g_autofree char *object = g_strdup_printf(_("hotline set %u"), id);
    if (!there[id])
      blame(audit, object, _("is missing: the log says that it was set"));
  }
  g_autofree char *object = g_strdup_printf(_("hotline set %u"), (guint)miscounted);
  if (miscounted)
    blame(audit, object, _("was changed by hand: it hasn't as many numbers as it says"));
  return TRUE;
}

static void check_successions(KhoaAudit *audit) {
  const GArray *successions = audit->office->successions;
  GError *fault = NULL;
  for (guint i = 0; successions && i < successions->len; i++) {
    char key[KHOA_AUTHORITY_TEXT_SIZE];
    khoa_authority_print(key, khoa_lineage_at(audit->office, i + 1));
    g_autofree char *object = g_strdup_printf(_("succession %u"), i + 1);
    const KhoaLedgerHandover *logged = g_hash_table_lookup(audit->ledger->handovers, key);
    if (!logged)
      blame(audit, object, _("was added by hand: the log doesn't tell of it"));
    else if (g_array_index(successions, KhoaSuccessionRecord, i).last_batch != logged->last_batch)
      blame(audit, object,
            _("was changed by hand: the log tells of another last batch of the old key's time"));
  }
  if (successions && successions->len && !khoa_lineage_adopted(audit->office, 0, &fault))
    khoa_finding_error(audit->findings, KHOA_FINDING_FAULT, _("endorsements"), NULL, fault);
}

static gboolean check_reserved(KhoaAudit *audit, GError **error) {
  const GArray *restores = audit->ledger->restores;
  gint64 batches = 0, bundles = 0, batch, bundle;
  for (guint i = 0; i < restores->len; i++) {
    const KhoaLedgerRestore *restore = &g_array_index(restores, KhoaLedgerRestore, i);
    batches = MAX(batches, restore->batches);
    bundles = MAX(bundles, restore->bundles);
  }
  if (!khoa_check_reserved(audit->office->db, "batch", &batch, error) ||
      !khoa_check_reserved(audit->office->db, "bundle", &bundle, error))
    return FALSE;
  if (batch != batches || bundle != bundles)
    blame(audit, _("reserved numbers"),
          _("were changed by hand: the log's restores tell of others"));
  return TRUE;
}

static gboolean check_paths(KhoaAudit *audit, GError **error) {
  gboolean same;
  if (!khoa_check_paths(audit->office->db, &same, error))
    return FALSE;
  if (!same)
    blame(audit, _("statuses"), _("which may follow which was changed by hand"));
  return TRUE;
}

gboolean khoa_audit_lists(KhoaAudit *audit, GError **error) {
  check_successions(audit);
  return check_paths(audit, error) && check_units(audit, error) && check_households(audit, error) &&
         check_hotlines(audit, error) && check_reserved(audit, error) &&
         khoa_audit_surveying(audit, error);
}

static gboolean check_books(KhoaAudit *audit, GError **error) {
  return khoa_book_audit(audit->office, KHOA_BOOK_COMMITTEES, audit->findings, error) &&
         khoa_book_audit(audit->office, KHOA_BOOK_PATROLS, audit->findings, error);
}

static gboolean check_batches(KhoaAudit *audit, gboolean drawings, GError **error) {
  g_autoptr(GPtrArray) batches = khoa_batch_list(audit->office->db, NULL, error);
  for (guint i = 0; batches && i < batches->len; i++) {
    const KhoaBatchRecord *batch = g_ptr_array_index(batches, i);
    g_autoptr(GArray) tags = NULL;
    if (!khoa_audit_batch(audit, batch, &tags, error) ||
        (drawings && !khoa_audit_drawing(audit, batch, error)))
      return FALSE;
  }
  return batches != NULL;
}

static gboolean check_all(KhoaAudit *audit, gboolean drawings, GError **error) {
  return khoa_audit_heads(audit, error) && khoa_audit_lists(audit, error) &&
         check_books(audit, error) && khoa_audit_missing(audit, error) &&
         khoa_audit_replacements(audit, error) && khoa_audit_surveys(audit, error) &&
         check_batches(audit, drawings, error);
}

gboolean khoa_audit_figures(KhoaAudit *audit, GError **error) {
  return check_all(audit, FALSE, error);
}

gboolean khoa_audit_all(KhoaAudit *audit, GError **error) {
  return check_all(audit, TRUE, error);
}

/* A trigger is missing at worst; one that isn't khoa's would write in khoa's name. */
static gboolean check_part(const KhoaSchemaDrift *drift, gpointer data, GError **error) {
  g_autofree char *object = g_strdup_printf("%s %s", drift->type, drift->name);
  (void)error;
  if (drift->present)
    blame(data, object, drift->sql ? _("was changed by hand") : _("isn't one of khoa's"));
  return TRUE;
}

static gboolean audit_for(KhoaOffice *office, gint64 number, KhoaFindings *findings,
                          GError **error) {
  g_autoptr(KhoaAudit) audit = khoa_audit_new(office, findings, error);
  g_autoptr(KhoaBatchRecord) batch = NULL;
  g_autoptr(GArray) tags = NULL;
  return audit && khoa_db_stamp(office->db, &office->audited_stamp, error) &&
         khoa_check_schema(office->db, check_part, audit, error) &&
         khoa_audit_heads(audit, error) && khoa_audit_lists(audit, error) &&
         khoa_batch_find(office->db, number, &batch, error) &&
         (!batch || khoa_audit_batch(audit, batch, &tags, error));
}

gboolean khoa_audit_require(KhoaOffice *office, gint64 batch, GError **error) {
  g_autoptr(GString) lines = g_string_new(NULL);
  KhoaFindings findings = khoa_findings_to_lines(lines);
  gint64 stamp;
  if (!khoa_db_stamp(office->db, &stamp, error))
    return FALSE;
  if (office->audited && stamp == office->audited_stamp && batch == 0 &&
      khoa_db_has_begun(office->db))
    return TRUE;
  office->audited =
      audit_for(office, batch, &findings, error) && khoa_findings_accept(&findings, lines, error);
  return office->audited;
}

gboolean khoa_audit_require_figures(KhoaOffice *office, GError **error) {
  g_autoptr(GString) lines = g_string_new(NULL);
  KhoaFindings findings = khoa_findings_to_lines(lines);
  g_autoptr(KhoaAudit) audit = khoa_audit_new(office, &findings, error);
  return audit && khoa_audit_figures(audit, error) && khoa_findings_accept(&findings, lines, error);
}

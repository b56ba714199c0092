#include "issue.h"

#include "acts.h"
#include "artwork.h"
#include "audit.h"
#include "file.h"
#include "issue_tags.h"
#include "printed_text.h"
#include "reg/due.h"
#include "reg/unit.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* A batch as it is about to be: all but number, count, key and endorsement. */
static KhoaBatchRecord *draft(KhoaOffice *office, const KhoaIssueOrder *order,
                              const KhoaArtwork *artwork, GError **error) {
  g_autoptr(KhoaUnitRecord) unit = khoa_unit_get(office->db, order->unit, error);
  g_autoptr(KhoaHotlinesRecord) hotlines =
      unit ? khoa_printed_hotlines(office, order->unit, error) : NULL;
  if (!hotlines)
    return NULL;
  KhoaBatchRecord *batch = g_new0(KhoaBatchRecord, 1);
  batch->kind = order->kind;
  batch->unit = g_strdup(order->unit);
  batch->hotline_set = hotlines->id;
  batch->office_name = g_strdup(office->config->name);
  batch->unit_name = g_strdup(unit->name);
  batch->prefix = g_strdup(office->config->prefix);
  memcpy(batch->layout, artwork->sha256, sizeof batch->layout);
  batch->sheet = khoa_print_options_print(order->options);
  batch->day = khoa_office_today(office);
  batch->fund = g_strdup(order->fund);
  return batch;
}

static guint64 total_due(const GArray *due) {
  guint64 total = 0;
  for (guint i = 0; i < due->len; i++)
    total += (guint64)g_array_index(due, KhoaTagsDue, i).count;
  return total;
}

/* What an order comes to. */
typedef struct Plan {
  const KhoaIssueOrder *order;
  KhoaArtwork *artwork;
  KhoaBatchRecord *batch; /* the next one, if it takes several */
  GArray *due;
  guint64 total; /* of tags, in all batches to come */
  KhoaRun *run;  /* NULL: nothing is due */
  gint64 stamp;  /* khoa_db_stamp() at which this was so; khoa_issue() alone asks */
} Plan;

static void plan_clear(Plan *plan) {
  g_clear_pointer(&plan->artwork, khoa_artwork_free);
  g_clear_pointer(&plan->batch, khoa_batch_record_free);
  g_clear_pointer(&plan->due, g_array_unref);
  g_clear_pointer(&plan->run, khoa_run_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Plan, plan_clear)

static gboolean register_batch(KhoaOffice *office, const Plan *plan, GError **error) {
  KhoaBatchRecord *batch = plan->batch;
  const KhoaArtwork *artwork = plan->artwork;
  KhoaSigner *signer = khoa_signer_new();
  if (!signer) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("no guarded memory for the batch's key"));
    return FALSE;
  }
  memcpy(batch->public_key, khoa_signer_public_key(signer), sizeof batch->public_key);
  g_autoptr(GArray) tags = khoa_issue_tags(batch, plan->due, signer);
  khoa_signer_free(signer);
  khoa_tags_digest(batch->tags, tags);
  batch->tags_covered = TRUE;
  batch->cost = batch->count * khoa_config_price(office->config, batch->kind);
  batch->cost_covered = TRUE;
  g_autofree char *object = g_strdup_printf("batch %" G_GINT64_FORMAT, batch->number);
  g_autofree char *detail = g_strdup_printf(
      "%" G_GINT64_FORMAT " %s tags of unit %s%s", batch->count, khoa_kind_word(batch->kind),
      batch->unit, plan->order->replacements ? ", each replacing another" : "");
  return khoa_batch_endorse(office, batch, error) &&
         khoa_layout_put(office->db, artwork->sha256, artwork->name, artwork->svg, error) &&
         khoa_batch_add(office->db, batch, error) && khoa_issue_tags_add(office, tags, error) &&
         khoa_office_log(office, KHOA_ACT_ISSUE, object, detail, error);
}

/* A number whose folder is there was issued by a registry that was lost since: its tags may hang on
 * doors, so it must not come again. */
static gboolean next_number(KhoaOffice *office, gint64 *number, GError **error) {
  if (!khoa_batch_next_number(office->db, number, error))
    return FALSE;
  for (; *number <= KHOA_BATCH_MAX; ++*number) {
    g_autofree char *folder = khoa_batch_folder(office, *number);
    if (!g_file_test(folder, G_FILE_TEST_EXISTS))
      return TRUE;
  }
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("no batch number is left: a tag has room for %u, and all are given or reserved"),
              KHOA_BATCH_MAX);
  return FALSE;
}

static gboolean begin_plan(KhoaOffice *office, Plan *plan, GError **error) {
  plan->artwork = khoa_artwork_load(office, plan->order->layout, plan->order->kind, error);
  plan->batch = plan->artwork ? draft(office, plan->order, plan->artwork, error) : NULL;
  return plan->batch != NULL;
}

static guint64 batch_max(const KhoaIssueOrder *order) {
  return order->batch_max ? MIN(order->batch_max, KHOA_INDEX_MAX) : KHOA_INDEX_MAX;
}

static gboolean lay_out(KhoaOffice *office, guint64 total, Plan *plan, GError **error) {
  plan->total = total;
  plan->batch->count = (gint64)MIN(total, batch_max(plan->order));
  g_clear_pointer(&plan->run, khoa_run_free);
  if (next_number(office, &plan->batch->number, error))
    plan->run = khoa_run_new(office, plan->batch, plan->artwork->name, plan->artwork->svg,
                             plan->order->options, error);
  return plan->run != NULL;
}

static gboolean make_plan(KhoaOffice *office, Plan *plan, GError **error) {
  const KhoaIssueOrder *order = plan->order;
  if (!begin_plan(office, plan, error))
    return FALSE;
  plan->due = (order->replacements ? khoa_replacements_due : khoa_tags_due)(
      office->db, order->unit, order->subject, order->kind, error);
  if (!plan->due || plan->due->len == 0)
    return plan->due != NULL;
  return lay_out(office, total_due(plan->due), plan, error);
}

/* The plan for what the batch leaves. */
static gboolean go_on(KhoaOffice *office, Plan *plan, GError **error) {
  gint64 issued = plan->batch->count;
  guint done = 0;
  while (done < plan->due->len && g_array_index(plan->due, KhoaTagsDue, done).count <= issued)
    issued -= g_array_index(plan->due, KhoaTagsDue, done++).count;
  g_array_remove_range(plan->due, 0, done);
  if (issued)
    g_array_index(plan->due, KhoaTagsDue, 0).count -= issued;
  return lay_out(office, plan->total - (guint64)plan->batch->count, plan, error);
}

/* Under the lock, once the registry was audited. */
static gboolean plan_next(KhoaOffice *office, Plan *plan, GError **error) {
  if (plan->run && plan->stamp == office->audited_stamp)
    return go_on(office, plan, error);
  const KhoaIssueOrder *order = plan->order;
  plan_clear(plan);
  *plan = (Plan){.order = order, .stamp = office->audited_stamp};
  return make_plan(office, plan, error);
}

void khoa_issued_add(KhoaIssued *total, const KhoaIssued *one) {
  gboolean unknown = (total->tags && !total->cost) || !one->cost;
  total->cost = unknown ? 0 : total->cost + one->cost;
  total->tags += one->tags;
  total->sheets += one->sheets;
  total->sides += one->sides;
}

static void count(const KhoaOffice *office, const Plan *plan, guint64 tags, KhoaIssued *issued) {
  guint64 most = batch_max(plan->order);
  issued->tags = tags;
  issued->sheets =
      tags / most * khoa_run_sheets(plan->run, most) + khoa_run_sheets(plan->run, tags % most);
  issued->sides = issued->sheets * (khoa_run_file(plan->run, KHOA_FACE_BACK) ? 2 : 1);
  issued->cost = (gint64)tags * khoa_config_price(office->config, plan->order->kind);
}

gboolean khoa_issue_plan(KhoaOffice *office, const KhoaIssueOrder *order, KhoaIssued *planned,
                         GError **error) {
  *planned = (KhoaIssued){0};
  g_auto(Plan) plan = {.order = order};
  if (!make_plan(office, &plan, error))
    return FALSE;
  if (plan.run)
    count(office, &plan, plan.total, planned);
  return TRUE;
}

gboolean khoa_issue_estimate(KhoaOffice *office, const KhoaIssueOrder *order, guint64 tags,
                             KhoaIssued *planned, GError **error) {
  *planned = (KhoaIssued){0};
  g_auto(Plan) plan = {.order = order};
  if (!begin_plan(office, &plan, error) || !lay_out(office, tags, &plan, error))
    return FALSE;
  count(office, &plan, tags, planned);
  return TRUE;
}

static gboolean register_next(KhoaOffice *office, Plan *plan, GError **error) {
  if (!khoa_db_begin(office->db, error))
    return FALSE;
  gboolean done =
      khoa_audit_require(office, 0, error) && plan_next(office, plan, error) &&
      (!plan->run || (register_batch(office, plan, error) && khoa_db_commit(office->db, error)));
  khoa_db_rollback(office->db); /* what was not committed */
  return done;
}

static gboolean draw(KhoaOffice *office, const Plan *plan, const KhoaProgress *progress,
                     GError **error) {
  if (khoa_batch_finish(office, plan->batch, plan->run, progress, error))
    return TRUE;
  g_prefix_error(error,
                 _("batch %" PRId64
                   " is registered, and the next 'khoa issue' will draw it; this one couldn't: "),
                 plan->batch->number);
  return FALSE;
}

gboolean khoa_issue(KhoaOffice *office, const KhoaIssueOrder *order, const KhoaProgress *progress,
                    KhoaIssueVisit visit, gpointer data, GError **error) {
  g_auto(Plan) plan = {.order = order};
  do {
    KhoaIssued issued = {0};
    if (!register_next(office, &plan, error))
      return FALSE;
    if (!plan.run)
      return TRUE;
    if (!draw(office, &plan, progress, error))
      return FALSE;
    issued.batch = plan.batch->number;
    count(office, &plan, (guint64)plan.batch->count, &issued);
    visit(&issued, data);
  } while (plan.total > (guint64)plan.batch->count);
  return TRUE;
}

gboolean khoa_issue_specimens(KhoaOffice *office, const KhoaIssueOrder *order, guint count,
                              const char *folder, const KhoaProgress *progress, KhoaIssued *issued,
                              GError **error) {
  g_autoptr(KhoaArtwork) artwork = khoa_artwork_load(office, order->layout, order->kind, error);
  g_autoptr(KhoaBatchRecord) batch = artwork ? draft(office, order, artwork, error) : NULL;
  g_autoptr(KhoaRun) run =
      batch ? khoa_run_new(office, batch, artwork->name, artwork->svg, order->options, error)
            : NULL;
  g_autofree char *temporary =
      run && khoa_folder_is_free(folder, error) ? khoa_folder_begin(folder, error) : NULL;
  if (!temporary)
    return FALSE;
  g_autoptr(GArray) tags = khoa_issue_specimen_tags(count);
  *issued = (KhoaIssued){.tags = count, .sheets = khoa_run_sheets(run, count)};
  if (khoa_run_write(run, tags, temporary, progress, error) &&
      khoa_folder_publish(temporary, folder, error))
    return TRUE;
  khoa_folder_remove(temporary);
  return FALSE;
}

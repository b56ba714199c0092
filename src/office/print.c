#include "print.h"

#include "audit.h"
#include "file.h"

#include <glib/gi18n.h>
#include <inttypes.h>

typedef struct Job {
  KhoaOffice *office;
  const KhoaBatchRecord *batch;
  const KhoaPrintOrder *order;
  const char *folder;
  const KhoaProgress *progress;
  KhoaPrinted *printed;
} Job;

static guint count_dead(const GArray *tags) {
  guint dead = 0;
  for (guint i = 0; i < tags->len; i++) {
    KhoaStatus status = g_array_index(tags, KhoaTagRecord, i).status;
    dead += status != KHOA_STATUS_PRINTED && status != KHOA_STATUS_IN_USE;
  }
  return dead;
}

/* As if its tags alone were asked for: so a volume's own keywords tell all that is in it. */
static gboolean print_volume(const Job *job, const GArray *tags, guint from, guint count,
                             GError **error) {
  KhoaPrintOptions options = *job->order->options;
  g_autoptr(GArray) only = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_autoptr(GArray) part = g_array_new(FALSE, FALSE, sizeof(KhoaTagRecord));
  for (guint i = from; i < from + count; i++) {
    const KhoaTagRecord *tag = &g_array_index(tags, KhoaTagRecord, i);
    g_array_append_val(only, tag->index);
    g_array_append_val(part, *tag);
  }
  options.only = only;
  if (from > 0)
    options.start_at = 1;
  g_autoptr(KhoaRun) run = khoa_batch_run(job->office, job->batch, &options, error);
  if (!run)
    return FALSE;
  job->printed->volumes++;
  job->printed->sheets += khoa_run_sheets(run, count);
  return khoa_run_write_volume(run, part, job->folder, job->printed->volumes, job->progress, error);
}

static gboolean print_volumes(const Job *job, const KhoaRun *run, const GArray *tags,
                              GError **error) {
  const KhoaPrintOptions *options = job->order->options;
  guint64 sheets = (guint64)job->order->volume;
  for (guint from = 0; from < tags->len;) {
    guint64 fit = khoa_run_tags(run, sheets, from == 0 ? options->start_at : 1);
    guint count = (guint)MIN(fit, tags->len - from);
    if (count == 0) {
      g_set_error(error, KHOA_OFFICE_ERROR, 0,
                  _("a volume of %" PRIu64 " sheets has no room for %" PRId64
                    " copies of a tag: allow more sheets or fewer copies"),
                  sheets, options->copies);
      return FALSE;
    }
    if (!print_volume(job, tags, from, count, error))
      return FALSE;
    from += count;
  }
  return TRUE;
}

static gboolean print_files(const Job *job, KhoaRun *run, const GArray *tags, GError **error) {
  const KhoaPrintOrder *order = job->order;
  if (order->format != KHOA_FORMAT_PDF)
    return khoa_run_write_pictures(run, tags, job->folder, order->format, (double)order->dpi,
                                   job->progress, error);
  if (order->volume)
    return print_volumes(job, run, tags, error);
  job->printed->sheets = khoa_run_sheets(run, tags->len);
  return khoa_run_write(run, tags, job->folder, job->progress, error);
}

static gboolean log_print(const Job *job, GError **error) {
  static const char *const formats[] = {"", " format=svg", " format=png"};
  g_autofree char *object = g_strdup_printf("batch %" G_GINT64_FORMAT, job->batch->number);
  g_autofree char *how = khoa_print_options_print(job->order->options);
  g_autoptr(GString) detail = g_string_new(how);
  g_string_append(detail, formats[job->order->format]);
  if (job->order->volume)
    g_string_append_printf(detail, " volume=%" G_GINT64_FORMAT, job->order->volume);
  return khoa_office_log_alone(job->office, "print", object, detail->str, error);
}

gboolean khoa_print(KhoaOffice *office, const KhoaBatchRecord *batch, const KhoaPrintOrder *order,
                    const char *folder, const KhoaProgress *progress, KhoaPrinted *printed,
                    GError **error) {
  g_autoptr(KhoaRun) run = khoa_audit_require(office, batch->number, error)
                               ? khoa_batch_run(office, batch, order->options, error)
                               : NULL;
  g_autoptr(GArray) tags = run ? khoa_batch_tags(office, batch, order->options->only, error) : NULL;
  g_autofree char *temporary =
      tags && khoa_folder_is_free(folder, error) ? khoa_folder_begin(folder, error) : NULL;
  if (!temporary)
    return FALSE;
  *printed =
      (KhoaPrinted){.tags = tags->len * (guint64)order->options->copies, .dead = count_dead(tags)};
  const Job job = {office, batch, order, temporary, progress, printed};
  if (print_files(&job, run, tags, error) && log_print(&job, error) &&
      khoa_folder_publish(temporary, folder, error))
    return TRUE;
  khoa_folder_remove(temporary);
  return FALSE;
}

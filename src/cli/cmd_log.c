#include "commands.h"
#include "found.h"
#include "office/audit.h"
#include "office/lookup.h"
#include "output.h"

#include <glib/gi18n.h>
#include <sodium.h>

static gboolean list_entry(const KhoaLogEntry *entry, gpointer data, GError **error) {
  KhoaListing *listing = data;
  (void)error;
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(entry->time);
  g_autofree char *stamp = time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  khoa_listing_int(listing, entry->sequence);
  khoa_listing_text(listing, stamp);
  khoa_listing_text(listing, entry->actor);
  khoa_listing_text(listing, entry->act);
  khoa_listing_text(listing, entry->object);
  khoa_listing_text(listing, entry->detail);
  return TRUE;
}

int khoa_cmd_log_show(KhoaCli *cli, int argc, char **argv) {
  int last = -1;
  const GOptionEntry entries[] = {
      {"last", 'n', 0, G_OPTION_ARG_INT, &last, N_("Only the newest N entries"), "N"},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  GError *error = NULL;
  gint64 count;
  guint8 head[KHOA_LOG_HASH_SIZE];
  if (!khoa_log_head(cli->office->db, &count, head, &error))
    return khoa_cli_fail(error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, N_("entry time actor act object detail"));
  gboolean listed = khoa_log_each(cli->office->db, last >= 0 ? count - last + 1 : 1, list_entry,
                                  &listing, &error);
  khoa_listing_end(&listing);
  return listed ? KHOA_EXIT_YES : khoa_cli_fail(error);
}

static gboolean check(KhoaAudit *audit, int argc, char **argv, GError **error) {
  gboolean done = khoa_audit_heads(audit, error);
  for (int i = 1; i < argc && done; i++)
    done = khoa_audit_bundle(audit, argv[i], error);
  return done;
}

int khoa_cmd_log_check(KhoaCli *cli, int argc, char **argv) {
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, NULL, &status))
    return status;
  GError *error = NULL;
  KhoaFindings findings = khoa_cli_findings(cli);
  g_autoptr(KhoaAudit) audit = khoa_audit_new(cli->office, &findings, &error);
  if (!audit || !check(audit, argc, argv, &error))
    return khoa_cli_fail(error);
  gint64 entries;
  guint8 head[KHOA_LOG_HASH_SIZE];
  char hex[2 * KHOA_LOG_HASH_SIZE + 1];
  if (!khoa_log_head(cli->office->db, &entries, head, &error))
    return khoa_cli_fail(error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, N_("entries whole faults head"));
  khoa_listing_int(&listing, entries);
  khoa_listing_bool(&listing, findings.counts[KHOA_FINDING_FAULT] == 0);
  khoa_listing_int(&listing, findings.counts[KHOA_FINDING_FAULT]);
  khoa_listing_text(&listing, sodium_bin2hex(hex, sizeof hex, head, sizeof head));
  khoa_listing_end(&listing);
  return khoa_cli_found(&findings);
}

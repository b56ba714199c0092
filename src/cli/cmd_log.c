#include "commands.h"
#include "office/lookup.h"
#include "output.h"

#include <sodium.h>

static gboolean list_entry(const KhoaLogEntry *entry, gpointer data, GError **error) {
  KhoaListing *listing = data;
  (void)error;
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(entry->time);
  g_autofree char *stamp = g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
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
      {"last", 'n', 0, G_OPTION_ARG_INT, &last, "Only the newest N entries", "N"},
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
  khoa_listing_start(&listing, cli->json, "entry time actor act object detail");
  gboolean listed = khoa_log_each(cli->office->db, last >= 0 ? count - last + 1 : 1, list_entry,
                                  &listing, &error);
  khoa_listing_end(&listing);
  return listed ? KHOA_EXIT_YES : khoa_cli_fail(error);
}

int khoa_cmd_log_check(KhoaCli *cli, int argc, char **argv) {
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, NULL, &status))
    return status;
  GError *error = NULL;
  gint64 broken, count;
  guint8 head[KHOA_LOG_HASH_SIZE];
  char hex[2 * KHOA_LOG_HASH_SIZE + 1];
  if (!khoa_log_check(cli->office->db, &broken, &count, head, &error))
    return khoa_cli_fail(error);
  KhoaListing listing;
  khoa_listing_start(&listing, cli->json, "entries whole broken_at head");
  khoa_listing_int(&listing, count);
  khoa_listing_bool(&listing, !broken);
  g_autofree char *at = g_strdup_printf("%" G_GINT64_FORMAT, broken);
  khoa_listing_text(&listing, broken ? at : NULL);
  khoa_listing_text(&listing, sodium_bin2hex(hex, sizeof hex, head, sizeof head));
  khoa_listing_end(&listing);
  return broken ? KHOA_EXIT_NO : KHOA_EXIT_YES;
}

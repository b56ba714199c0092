#include "commands.h"
#include "office/forget.h"
#include "office/lookup.h"
#include "output.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

/* The days of the traces of one kind. */
static GPtrArray *days_of(const KhoaForgotten *forgotten, KhoaTraceKind kind) {
  GPtrArray *days = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < forgotten->traces->len; i++) {
    const KhoaTrace *trace = &g_array_index(forgotten->traces, KhoaTrace, i);
    g_autofree char *plain = khoa_office_day(trace->time), *day = khoa_day_words(plain);
    if (trace->kind == kind)
      g_ptr_array_add(days, trace->batch
                                ? g_strdup_printf(_("batch %" PRId64 " of %s"), trace->batch, day)
                                : g_steal_pointer(&day));
  }
  return days;
}

static void add_texts(JsonBuilder *json, const char *name, const GPtrArray *texts) {
  json_builder_set_member_name(json, name);
  json_builder_begin_array(json);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value(json, g_ptr_array_index(texts, i));
  json_builder_end_array(json);
}

static GPtrArray *codes_of(const KhoaForgotten *forgotten) {
  GPtrArray *codes = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < forgotten->tags->len; i++)
    g_ptr_array_add(codes, khoa_tag_code(&g_array_index(forgotten->tags, KhoaTagRecord, i)));
  return codes;
}

static void tell_list(const char *what, const GPtrArray *texts) {
  if (texts->len)
    printf("  %s:", what);
  for (guint i = 0; i < texts->len; i++)
    printf(" %s%s", (const char *)g_ptr_array_index(texts, i), i + 1 < texts->len ? "," : "\n");
}

static void tell(const KhoaCli *cli, const KhoaForgotten *forgotten, gboolean dry_run) {
  g_autoptr(GPtrArray) codes = codes_of(forgotten);
  g_autoptr(GPtrArray) backups = days_of(forgotten, KHOA_TRACE_BACKUP);
  g_autoptr(GPtrArray) sheets = days_of(forgotten, KHOA_TRACE_SHEET);
  g_autoptr(GPtrArray) rosters = days_of(forgotten, KHOA_TRACE_ROSTER);
  if (cli->json) {
    JsonBuilder *json = khoa_json_object();
    khoa_json_int(json, "household", forgotten->id);
    khoa_json_text(json, "unit", forgotten->unit);
    khoa_json_text(json, "outcome", dry_run ? "dry-run" : "forgotten");
    khoa_json_int(json, "revoked", forgotten->revoked);
    add_texts(json, "tags", codes);
    add_texts(json, "backups", backups);
    add_texts(json, "signing_sheets", sheets);
    add_texts(json, "rosters", rosters);
    khoa_json_print(json);
    return;
  }
  printf(_("household %" PRId64 " of unit %s: %s, %u tags %s\n"), forgotten->id, forgotten->unit,
         dry_run ? _("nothing erased (--dry-run)") : _("forgotten"), forgotten->revoked,
         dry_run ? _("to revoke") : _("revoked"));
  tell_list(_("tags that stay registered, by number alone"), codes);
  tell_list(_("backups that still hold it, sealed"), backups);
  tell_list(_("signing sheets that still name it"), sheets);
  tell_list(_("rosters that still name it, encrypted"), rosters);
}

/* The registry's files, too, must hold nothing of it any more. */
static int purge(KhoaCli *cli) {
  GError *error = NULL;
  if (khoa_household_purge(cli->office, &error))
    return KHOA_EXIT_YES;
  khoa_cli_fail(error);
  khoa_cli_tell(
      _("khoa: what was erased may still stand, sealed, in the registry's free space: when "
        "no other khoa is at work, finish by 'khoa household forget' without REF"));
  return KHOA_EXIT_NO;
}

int khoa_cmd_household_forget(KhoaCli *cli, int argc, char **argv) {
  g_autofree char *unit = NULL, *reason = NULL;
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = {
      {"unit", 0, 0, G_OPTION_ARG_STRING, &unit, N_("Only in this unit"), N_("CODE")},
      {"reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("For the log; name no person"), N_("TEXT")},
      {"dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_("Only say what it would be"), NULL},
      G_OPTION_ENTRY_NULL};
  int status;
  if (!khoa_cli_start(cli, &argc, &argv, entries, &status))
    return status;
  if (argc < 2)
    return purge(cli);
  GError *error = NULL;
  g_auto(KhoaForgotten) forgotten = {0};
  if (!khoa_household_forget(cli->office, unit, argv[1], reason ? reason : "", dry_run, &forgotten,
                             &error))
    return khoa_cli_fail(error);
  tell(cli, &forgotten, dry_run);
  return dry_run ? KHOA_EXIT_YES : purge(cli);
}

#include "reissue.h"

#include "acts.h"
#include "reg/unit.h"

static void reissued_free(gpointer data) {
  KhoaReissued *reissued = data;
  g_free(reissued->unit);
  g_free(reissued);
}

static gboolean reissue_kind(KhoaOffice *office, const KhoaIssueOrder *order, GPtrArray *list,
                             GError **error) {
  KhoaIssued planned;
  g_autoptr(GArray) names =
      khoa_exchange_queue(office->db, order->unit, order->kind, KHOA_REISSUE_HOTLINES, error);
  if (!names || names->len == 0)
    return names != NULL;
  if (!khoa_issue_estimate(office, order, names->len, &planned, error) ||
      !khoa_act_log(office, KHOA_ACT_REISSUE, names, KHOA_REISSUE_HOTLINES, NULL, error))
    return FALSE;
  KhoaReissued *reissued = g_new(KhoaReissued, 1);
  *reissued = (KhoaReissued){g_strdup(order->unit), order->kind, planned};
  g_ptr_array_add(list, reissued);
  return TRUE;
}

static gboolean reissue_units(KhoaOffice *office, const GPtrArray *units, GPtrArray *list,
                              GError **error) {
  static const KhoaKind kinds[] = {KHOA_KIND_KEYCHAIN, KHOA_KIND_LOCK_TAG};
  g_auto(KhoaPrintOptions) options = {0};
  if (!khoa_print_options_init(&options, office->config, NULL, NULL, error))
    return FALSE;
  KhoaIssueOrder order = {.replacements = TRUE, .fund = "", .options = &options};
  for (guint i = 0; i < units->len; i++) {
    order.unit = ((const KhoaUnitRecord *)g_ptr_array_index(units, i))->code;
    for (gsize n = 0; n < G_N_ELEMENTS(kinds); n++) {
      order.kind = kinds[n];
      if (!reissue_kind(office, &order, list, error))
        return FALSE;
    }
  }
  return TRUE;
}

GPtrArray *khoa_reissue(KhoaOffice *office, const char *unit, gboolean dry_run, GError **error) {
  g_autoptr(KhoaUnitRecord) known = unit ? khoa_unit_get(office->db, unit, error) : NULL;
  g_autoptr(GPtrArray) units = unit && !known ? NULL : khoa_unit_list(office->db, unit, error);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(reissued_free);
  if (!units || !khoa_db_begin(office->db, error))
    return NULL;
  gboolean done =
      reissue_units(office, units, list, error) && (dry_run || khoa_db_commit(office->db, error));
  khoa_db_rollback(office->db); /* what was not committed */
  return done ? g_steal_pointer(&list) : NULL;
}

#include "acts.h"

#include "ranges.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct {
  const char *act;
  KhoaStatus status;
  KhoaStatus from; /* the one that it is for; unknown: all from which the registry has a path */
} acts[] = {
    {KHOA_ACT_HANDOVER, KHOA_STATUS_IN_USE, KHOA_STATUS_PRINTED},
    {KHOA_ACT_FOUND, KHOA_STATUS_IN_USE, KHOA_STATUS_LOST},
    {KHOA_ACT_LOST, KHOA_STATUS_LOST, KHOA_STATUS_UNKNOWN},
    {KHOA_ACT_REVOKE, KHOA_STATUS_REVOKED, KHOA_STATUS_UNKNOWN},
    {KHOA_ACT_SPOIL, KHOA_STATUS_SPOILED, KHOA_STATUS_UNKNOWN},
    {KHOA_ACT_REPLACED, KHOA_STATUS_REPLACED, KHOA_STATUS_UNKNOWN},
};

KhoaStatus khoa_act_status(const char *act) {
  for (gsize i = 0; i < G_N_ELEMENTS(acts); i++)
    if (strcmp(acts[i].act, act) == 0)
      return acts[i].status;
  return KHOA_STATUS_UNKNOWN;
}

const char *khoa_act_instead(const char *act, KhoaStatus from) {
  KhoaStatus status = khoa_act_status(act);
  for (gsize i = 0; i < G_N_ELEMENTS(acts); i++)
    if (acts[i].from == from && acts[i].status == status)
      return strcmp(acts[i].act, act) == 0 ? NULL : acts[i].act;
  return NULL;
}

gboolean khoa_act_reason(const char *reason, GError **error) {
  while (*reason && !g_ascii_iscntrl(*reason))
    reason++;
  if (*reason)
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("the reason must be one line of text"));
  return !*reason;
}

static char *object_of(const KhoaTagName *names, guint count) {
  g_autoptr(GArray) indexes = g_array_new(FALSE, FALSE, sizeof(gint64));
  for (guint i = 0; i < count; i++) {
    gint64 index = names[i].index;
    g_array_append_val(indexes, index);
  }
  g_autofree char *list = khoa_ranges_print(indexes);
  return g_strdup_printf("batch %u: %s", names->batch, list);
}

const char *khoa_act_ranges(const char *object, gint64 *batch) {
  const char *number = object + strlen("batch ");
  char *end;
  if (!g_str_has_prefix(object, "batch ") || !g_ascii_isdigit(*number))
    return NULL;
  *batch = g_ascii_strtoll(number, &end, 10);
  return g_str_has_prefix(end, ": ") ? end + strlen(": ") : NULL;
}

/* How many from the first on are of its batch. */
static guint batch_length(const KhoaTagName *names, guint count) {
  guint length = 1;
  while (length < count && names[length].batch == names->batch)
    length++;
  return length;
}

gboolean khoa_act_log(KhoaOffice *office, const char *act, GArray *names, const char *detail,
                      GPtrArray *told, GError **error) {
  g_array_sort(names, khoa_tag_name_compare);
  for (guint i = 0, length; i < names->len; i += length) {
    const KhoaTagName *first = &g_array_index(names, KhoaTagName, i);
    length = batch_length(first, names->len - i);
    g_autofree char *object = object_of(first, length);
    if (!khoa_office_log(office, act, object, detail, error))
      return FALSE;
    if (told)
      g_ptr_array_add(told, g_strdup_printf("%s: %s", act, object));
  }
  return TRUE;
}

#include "form_export.h"

#include "household.h"
#include "reg/round.h"
#include "reg/tag.h"
#include "reg/weakness.h"
#include "tag/form.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(KHOA_GRADE_MAX == KHOA_GRADES_DESCRIBED, "khoa.ini describes each grade");

gboolean khoa_roster_passphrase_check(const char *passphrase, GError **error) {
  const char *other = passphrase;
  while (g_ascii_isprint(*other))
    other++;
  if (*other)
    g_set_error(
        error, KHOA_OFFICE_ERROR, 0,
        _("the roster's passphrase may hold letters without marks, digits, signs and spaces "
          "alone: not every phone types others alike"));
  else if (strlen(passphrase) < KHOA_ROSTER_PASSPHRASE_MIN)
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("the roster's passphrase is too short: whoever gets hold of the form may try "
                  "as often as he likes, so take %d characters or more, such as four words"),
                KHOA_ROSTER_PASSPHRASE_MIN);
  else
    return TRUE;
  return FALSE;
}

static void household_clear(gpointer data) {
  KhoaRosterHousehold *household = data;
  sodium_memzero((char *)household->head, strlen(household->head));
  g_free((char *)household->head);
  g_free((char *)household->village);
  g_free((KhoaRosterTag *)household->tags);
}

/* With what hangs at its door or is about to. */
static gboolean add_household(const KhoaHousehold *found, gpointer data, GError **error) {
  (void)error;
  KhoaRosterTag *tags = g_new(KhoaRosterTag, found->tags->len);
  KhoaRosterHousehold household = {.number = (guint64)found->subject->id,
                                   .village = g_strdup(found->subject->village),
                                   .head = g_strdup(found->person->head),
                                   .tags = tags};
  for (guint i = 0; i < found->tags->len; i++) {
    const KhoaTagRecord *tag = &g_array_index(found->tags, KhoaTagRecord, i);
    if (tag->status == KHOA_STATUS_PRINTED || tag->status == KHOA_STATUS_IN_USE)
      tags[household.n_tags++] = (KhoaRosterTag){(guint32)tag->batch, (guint32)tag->index};
  }
  g_array_append_val((GArray *)data, household);
  return TRUE;
}

/* roster: malloc()s its box. */
static gboolean seal_roster(KhoaOffice *office, const KhoaFormOrder *order, KhoaForm *form,
                            gsize *count, GError **error) {
  KhoaBundleFault fault;
  g_autoptr(GArray) households = g_array_new(FALSE, FALSE, sizeof(KhoaRosterHousehold));
  g_array_set_clear_func(households, household_clear);
  if (!khoa_household_each(office, order->unit, add_household, households, error))
    return FALSE;
  const KhoaRoster roster = {.unit = order->unit,
                             .households = (KhoaRosterHousehold *)(gpointer)households->data,
                             .n_households = households->len};
  form->has_roster =
      khoa_roster_seal(&form->roster, &roster, order->roster, strlen(order->roster), &fault);
  if (!form->has_roster)
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("can't make the roster: %s"), _(fault.what));
  *count = households->len;
  return form->has_roster;
}

/* Those that surveyors may choose today. */
static void list_weaknesses(const GPtrArray *known, KhoaForm *form) {
  form->weaknesses = g_new0(KhoaWeakness, known->len);
  for (guint i = 0; i < known->len; i++) {
    const KhoaWeaknessRecord *weakness = g_ptr_array_index(known, i);
    if (!weakness->retired)
      form->weaknesses[form->n_weaknesses++] =
          (KhoaWeakness){(guint32)weakness->id, weakness->name};
  }
}

static gint compare_rounds(gconstpointer a, gconstpointer b) {
  const KhoaRound *x = a, *y = b;
  gint units = strcmp(x->unit, y->unit);
  return units ? units : strcmp(x->name, y->name);
}

static void list_rounds(const GPtrArray *known, KhoaForm *form) {
  form->rounds = g_new0(KhoaRound, known->len);
  for (guint i = 0; i < known->len; i++) {
    const KhoaRoundRecord *round = g_ptr_array_index(known, i);
    if (!round->closed)
      form->rounds[form->n_rounds++] = (KhoaRound){round->unit, round->name};
  }
  if (form->n_rounds > 1)
    qsort(form->rounds, form->n_rounds, sizeof *form->rounds, compare_rounds);
}

static char *print(const KhoaForm *form, gsize *length, GError **error) {
  KhoaBundleFault fault;
  char *text = khoa_form_print(form, length, &fault);
  if (!text)
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("can't make a survey form of this registry: %s"),
                _(fault.what));
  return text;
}

char *khoa_form_make(KhoaOffice *office, const KhoaFormOrder *order, gsize *length,
                     gsize *households, GError **error) {
  g_autoptr(GPtrArray) weaknesses = khoa_weakness_list(office->db, error);
  g_autoptr(GPtrArray) rounds =
      weaknesses ? khoa_round_list(office->db, order->unit, NULL, error) : NULL;
  if (!rounds)
    return NULL;
  KhoaForm form = {
      .sequence = (guint64)order->sequence, .created = office->now, .authority = office->authority};
  for (gsize i = 0; i < KHOA_GRADE_MAX; i++)
    form.grades[i] = office->config->grades[i];
  list_weaknesses(weaknesses, &form);
  list_rounds(rounds, &form);
  *households = 0;
  char *text = !order->roster || seal_roster(office, order, &form, households, error)
                   ? print(&form, length, error)
                   : NULL;
  free(form.roster.box);
  g_free(form.weaknesses);
  g_free(form.rounds);
  return text;
}

#include "places.h"

#include <glib/gi18n.h>
#include <string.h>

/* "{unit}" -> how often it stands on both faces. */
typedef struct Inventory {
  GHashTable *counts;
  guint qr;
} Inventory;

typedef struct Rule {
  const char *place;
  guint least, most;
} Rule;

static const Rule everywhere[] = {
    {"{unit}", 1, G_MAXUINT}, {"{office}", 1, G_MAXUINT}, {"{date}", 0, G_MAXUINT}};
static const Rule on_tags = {KHOA_PLACE_CODE, 1, 1};

static char *place_of(const char *what, guint hotline) {
  return g_strdup_printf("{%s-%u}", what, hotline);
}

static void count_places(GHashTable *counts, const char *words) {
  for (const char *open = words; (open = strchr(open, '{')); open++) {
    const char *close = strchr(open, '}');
    if (!close)
      return;
    char *place = g_strndup(open, (gsize)(close - open) + 1);
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, place));
    g_hash_table_replace(counts, place, GUINT_TO_POINTER(n + 1));
  }
}

static void count_face(const KhoaLayout *layout, KhoaFace face, guint hotlines,
                       Inventory *inventory, KhoaLayoutFaults *faults) {
  g_autoptr(KhoaDrawing) drawing = khoa_layout_drawing(layout, face, hotlines, TRUE, faults);
  gboolean marked = FALSE;
  inventory->qr += drawing->has_qr ? 1 : 0;
  for (guint i = 0; i < drawing->texts->len; i++) {
    const KhoaTextSpec *spec = g_ptr_array_index(drawing->texts, i);
    count_places(inventory->counts, spec->words);
    marked |= spec->specimen;
    if (strstr(spec->words, KHOA_PLACE_CODE) && strcmp(spec->words, KHOA_PLACE_CODE) != 0)
      khoa_layout_fault(faults, spec->line, spec->what, _("%s must stand alone"), KHOA_PLACE_CODE);
  }
  if (!marked)
    khoa_layout_fault(faults, 0, NULL,
                      _("the %s has no text with data-specimen: add the specimen's mark"),
                      face == KHOA_FACE_FRONT ? "front" : "back");
}

/* What is being settled. */
typedef struct Account {
  GHashTable *counts;
  guint hotlines;
  KhoaLayoutFaults *faults;
} Account;

/* Takes the place out of the inventory; a fault unless it stood there as often as it must. */
static void settle(const Account *account, const Rule *rule) {
  guint n = GPOINTER_TO_UINT(g_hash_table_lookup(account->counts, rule->place));
  g_hash_table_remove(account->counts, rule->place);
  if (n < rule->least || n > rule->most)
    khoa_layout_fault(account->faults, 0, NULL, _("for %u hotlines, a text with %s %s"),
                      account->hotlines, rule->place,
                      n < rule->least ? _("is missing: add it") : _("stands twice: keep one"));
}

static void settle_hotlines(const Account *account) {
  static const char *const words[] = {"number", "label"};
  for (guint i = 1; i <= account->hotlines; i++)
    for (gsize k = 0; k < G_N_ELEMENTS(words); k++) {
      g_autofree char *place = place_of(words[k], i);
      settle(account, &(Rule){place, 1, 1});
    }
}

static void settle_rest(const Account *account) {
  g_autoptr(GList) places = g_hash_table_get_keys(account->counts);
  places = g_list_sort(places, (GCompareFunc)strcmp);
  for (GList *l = places; l; l = l->next)
    khoa_layout_fault(
        account->faults, 0, NULL,
        _("for %u hotlines, nothing fills %s: remove it (docs/LAYOUTS.md lists them)"),
        account->hotlines, (const char *)l->data);
}

static void settle_qr(const KhoaLayout *layout, const Account *account, guint found) {
  if (khoa_layout_is_tag(layout) && found != 1)
    khoa_layout_fault(account->faults, 0, NULL,
                      _("for %u hotlines, the QR code's place is missing: add a <rect id='qr'>"),
                      account->hotlines);
  if (!khoa_layout_is_tag(layout) && found > 0)
    khoa_layout_fault(account->faults, 0, NULL, _("a %s has no QR code: remove the <rect id='qr'>"),
                      khoa_layout_kind(layout));
}

void khoa_layout_check_complete(const KhoaLayout *layout, guint hotlines,
                                KhoaLayoutFaults *faults) {
  g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Inventory inventory = {counts, 0};
  count_face(layout, KHOA_FACE_FRONT, hotlines, &inventory, faults);
  if (khoa_layout_has_back(layout))
    count_face(layout, KHOA_FACE_BACK, hotlines, &inventory, faults);
  const Account account = {counts, hotlines, faults};
  for (gsize i = 0; i < G_N_ELEMENTS(everywhere); i++)
    settle(&account, &everywhere[i]);
  if (khoa_layout_is_tag(layout))
    settle(&account, &on_tags);
  settle_hotlines(&account);
  settle_rest(&account);
  settle_qr(layout, &account, inventory.qr);
}

static void replace(GString *words, const char *place, const char *filling) {
  g_string_replace(words, place, filling ? filling : "", 0);
}

char *khoa_places_fill(const char *words, const KhoaTagText *text) {
  g_autoptr(GString) filled = g_string_new(words);
  for (guint i = 0; i < text->n_hotlines; i++) {
    g_autofree char *number = place_of("number", i + 1), *label = place_of("label", i + 1);
    replace(filled, number, text->hotlines[i].number);
    replace(filled, label, text->hotlines[i].label);
  }
  replace(filled, "{unit}", text->unit);
  replace(filled, "{office}", text->office);
  replace(filled, "{date}", text->date);
  return g_strdup(filled->str);
}

guint khoa_places_number(const char *words) {
  for (guint i = 1; i <= KHOA_HOTLINES_MAX; i++) {
    g_autofree char *number = place_of("number", i);
    if (strstr(words, number))
      return i;
  }
  return 0;
}

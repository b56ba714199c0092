#include "places.h"

#include <string.h>

/* "{unit}" -> how often it stands on both faces. */
typedef struct Inventory {
  GHashTable *counts;
  guint qr;
} Inventory;

static const struct {
  const char *place;
  guint least, most;
} rules[] = {{"{unit}", 1, G_MAXUINT},
             {"{office}", 1, G_MAXUINT},
             {"{date}", 0, G_MAXUINT},
             {KHOA_PLACE_CODE, 1, 1}};

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

static gboolean count_face(const KhoaLayout *layout, KhoaFace face, guint hotlines,
                           Inventory *inventory, GError **error) {
  g_autoptr(KhoaDrawing) drawing = khoa_layout_drawing(layout, face, hotlines, TRUE, error);
  gboolean marked = FALSE;
  if (!drawing)
    return FALSE;
  inventory->qr += drawing->has_qr ? 1 : 0;
  for (guint i = 0; i < drawing->texts->len; i++) {
    const KhoaTextSpec *spec = g_ptr_array_index(drawing->texts, i);
    count_places(inventory->counts, spec->words);
    marked |= spec->specimen;
    if (strstr(spec->words, KHOA_PLACE_CODE) && strcmp(spec->words, KHOA_PLACE_CODE) != 0) {
      g_set_error(error, KHOA_LAYOUT_ERROR, 0, "%s: " KHOA_PLACE_CODE " must stand alone",
                  spec->where);
      return FALSE;
    }
  }
  if (!marked)
    g_set_error(error, KHOA_LAYOUT_ERROR, 0,
                "%s: the %s has no text with data-specimen: add the specimen's mark",
                khoa_layout_name(layout), face == KHOA_FACE_FRONT ? "front" : "back");
  return marked;
}

/* Takes the place out of the inventory if it stands there as often as it must. */
static gboolean settle(const KhoaLayout *layout, guint hotlines, GHashTable *counts,
                       const char *place, guint least, guint most, GError **error) {
  guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, place));
  g_hash_table_remove(counts, place);
  if (n >= least && n <= most)
    return TRUE;
  g_set_error(error, KHOA_LAYOUT_ERROR, 0, "%s: for %u hotlines, a text with %s %s",
              khoa_layout_name(layout), hotlines, place,
              n < least ? "is missing: add it" : "stands twice: keep one");
  return FALSE;
}

static gboolean settle_hotlines(const KhoaLayout *layout, guint hotlines, GHashTable *counts,
                                GError **error) {
  for (guint i = 1; i <= hotlines; i++) {
    g_autofree char *number = place_of("number", i), *label = place_of("label", i);
    if (!settle(layout, hotlines, counts, number, 1, 1, error) ||
        !settle(layout, hotlines, counts, label, 1, 1, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean settle_all(const KhoaLayout *layout, guint hotlines, const Inventory *inventory,
                           GError **error) {
  for (guint i = 0; i < G_N_ELEMENTS(rules); i++)
    if (!settle(layout, hotlines, inventory->counts, rules[i].place, rules[i].least, rules[i].most,
                error))
      return FALSE;
  if (!settle_hotlines(layout, hotlines, inventory->counts, error))
    return FALSE;
  GHashTableIter rest;
  gpointer place = NULL;
  g_hash_table_iter_init(&rest, inventory->counts);
  if (g_hash_table_iter_next(&rest, &place, NULL))
    g_set_error(error, KHOA_LAYOUT_ERROR, 0,
                "%s: for %u hotlines, nothing fills %s: remove it (docs/LAYOUTS.md lists them)",
                khoa_layout_name(layout), hotlines, (const char *)place);
  else if (inventory->qr != 1)
    g_set_error(error, KHOA_LAYOUT_ERROR, 0,
                "%s: for %u hotlines, the QR code's place is missing: add a <rect id='qr'>",
                khoa_layout_name(layout), hotlines);
  return !place && inventory->qr == 1;
}

gboolean khoa_layout_check_complete(const KhoaLayout *layout, guint hotlines, GError **error) {
  g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Inventory inventory = {counts, 0};
  if (!count_face(layout, KHOA_FACE_FRONT, hotlines, &inventory, error))
    return FALSE;
  if (khoa_layout_has_back(layout) &&
      !count_face(layout, KHOA_FACE_BACK, hotlines, &inventory, error))
    return FALSE;
  return settle_all(layout, hotlines, &inventory, error);
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

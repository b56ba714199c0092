#include "copies.h"

#include "villages.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

typedef struct Search {
  KhoaCopies *copies;
  const KhoaTagPast *past;
  KhoaVillages *villages;
  const char *unit;
} Search;

static void copy_clear(gpointer copy) {
  g_free(((KhoaCopy *)copy)->what);
}

void khoa_copies_free(KhoaCopies *copies) {
  if (!copies)
    return;
  g_array_unref(copies->found);
  khoa_seen_list_free(copies->list);
  g_free(copies);
}

const char *khoa_copy_word(KhoaCopyKind kind) {
  static const char *const words[] = {
      [KHOA_COPY_FORGED] = NC_("copy", "forged"),
      [KHOA_COPY_ALTERED] = NC_("copy", "altered"),
      [KHOA_COPY_ENDED] = NC_("copy", "ended"),
      [KHOA_COPY_HOUSEHOLDS] = NC_("copy", "households"),
      [KHOA_COPY_PLACES] = NC_("copy", "places"),
      [KHOA_COPY_ELSEWHERE] = NC_("copy", "elsewhere"),
      [KHOA_COPY_FAR] = NC_("copy", "far"),
  };
  return words[kind];
}

static gboolean concerns(const char *unit, const KhoaSeen *seen) {
  return seen && (strcmp(seen->unit, unit) == 0 || g_strcmp0(seen->owner_unit, unit) == 0);
}

/* Takes over the words. */
static void add(Search *search, KhoaCopyKind kind, const KhoaSeen *first, const KhoaSeen *last,
                char *what) {
  KhoaCopy copy = {kind, what, first, last};
  if (!search->unit || concerns(search->unit, first) || concerns(search->unit, last))
    g_array_append_val(search->copies->found, copy);
  else
    g_free(what);
}

/* "640 m", "3.2 km"; the caller's. */
static char *distance_text(double metres) {
  int tenths = (int)(metres / 100 + 0.5);
  return metres < 1000 ? g_strdup_printf("%.0f m", metres)
                       : g_strdup_printf(_("%d.%d km"), tenths / 10, tenths % 10);
}

/* A forgery bears the number of a tag that it isn't: it says nothing of that one. */
static gboolean is_itself(const KhoaSeen *seen) {
  return seen->verdict != KHOA_VERDICT_FORGED;
}

static void look_at_verdict(Search *search, const KhoaSeen *seen) {
  if (seen->verdict == KHOA_VERDICT_FORGED)
    add(search, KHOA_COPY_FORGED, seen, NULL,
        g_strdup(_("bears this number, and isn't the office's")));
  else if (seen->verdict == KHOA_VERDICT_ALTERED)
    add(search, KHOA_COPY_ALTERED, seen, NULL, g_strdup(_("stands behind a foreign address")));
}

/* The sightings at two households that were first. */
static gboolean find_households(Search *search, const KhoaSeen *seen, guint count) {
  const KhoaSeen *first = NULL;
  for (guint i = 0; i < count; i++) {
    if (!seen[i].household || !is_itself(&seen[i]))
      continue;
    if (first && first->household != seen[i].household) {
      add(search, KHOA_COPY_HOUSEHOLDS, first, &seen[i], g_strdup(_("seen at two households")));
      return TRUE;
    }
    first = first ? first : &seen[i];
  }
  return FALSE;
}

/* NULL if none has a position. */
static const KhoaSeen *farthest(const KhoaSeen *from, const KhoaSeen *seen, guint count) {
  const KhoaSeen *far = NULL;
  for (guint i = 0; i < count; i++)
    if (seen[i].placed && is_itself(&seen[i]) &&
        (!far || khoa_seen_distance(from, &seen[i]) > khoa_seen_distance(from, far)))
      far = &seen[i];
  return far;
}

/* Those that are farthest apart, or nearly: what is farthest from the one that is farthest from
 * any.
 */
static gboolean find_places(Search *search, const KhoaSeen *seen, guint count) {
  const KhoaSeen *any = farthest(seen, seen, count);
  const KhoaSeen *a = any ? farthest(any, seen, count) : NULL;
  const KhoaSeen *b = a ? farthest(a, seen, count) : NULL;
  double distance = b ? khoa_seen_distance(a, b) : 0;
  if (distance < KHOA_PLACES_APART)
    return FALSE;
  g_autofree char *far = distance_text(distance);
  add(search, KHOA_COPY_PLACES, MIN(a, b), MAX(a, b), g_strdup_printf(_("seen %s apart"), far));
  return TRUE;
}

/* In words; NULL: as far as it was told, they are of one village. Two communes may both have a
 * "Thôn 1". */
static const char *villages_apart(const KhoaSeen *a, const KhoaSeen *b) {
  if (strcmp(a->unit, b->unit) != 0)
    return _("seen in two communes");
  return a->village && b->village && strcmp(a->village, b->village) != 0 ? _("seen in two villages")
                                                                         : NULL;
}

/* The sightings in two villages that were first. */
static gboolean find_villages(Search *search, const KhoaSeen *seen, guint count) {
  const KhoaSeen *first = NULL;
  for (guint i = 0; i < count; i++) {
    const char *what = first && is_itself(&seen[i]) ? villages_apart(first, &seen[i]) : NULL;
    if (what) {
      add(search, KHOA_COPY_PLACES, first, &seen[i], g_strdup(what));
      return TRUE;
    }
    if (is_itself(&seen[i]) && (!first || !first->village))
      first = &seen[i];
  }
  return FALSE;
}

static char *belongs_elsewhere(const KhoaSeen *seen) {
  if (seen->household && seen->household != seen->owner)
    return g_strdup_printf(_("belongs to household %" PRId64 " of %s, %s"), seen->owner,
                           seen->owner_unit, seen->owner_village);
  if (strcmp(seen->unit, seen->owner_unit) != 0 ||
      (seen->village && strcmp(seen->village, seen->owner_village) != 0))
    return g_strdup_printf(_("belongs to %s, %s"), seen->owner_unit, seen->owner_village);
  return NULL;
}

static gboolean find_elsewhere(Search *search, const KhoaSeen *seen, guint count) {
  for (guint i = 0; i < count; i++) {
    char *what = is_itself(&seen[i]) ? belongs_elsewhere(&seen[i]) : NULL;
    if (what) {
      add(search, KHOA_COPY_ELSEWHERE, &seen[i], NULL, what);
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean find_far(Search *search, const KhoaSeen *seen, guint count) {
  for (guint i = 0; i < count; i++) {
    double distance = is_itself(&seen[i]) ? khoa_villages_off(search->villages, &seen[i]) : 0;
    if (distance > 0) {
      g_autofree char *far = distance_text(distance);
      add(search, KHOA_COPY_FAR, &seen[i], NULL,
          g_strdup_printf(_("seen %s from the middle of its village"), far));
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean find_ended(Search *search, const KhoaSeen *seen, guint count) {
  KhoaStatus status;
  const gint64 since = khoa_tag_past_ended(search->past, seen->batch, seen->index, &status);
  for (guint i = 0; since && i < count; i++)
    if (seen[i].time > since && is_itself(&seen[i])) {
      g_autofree char *plain = khoa_office_day(since), *day = khoa_day_words(plain);
      add(search, KHOA_COPY_ENDED, &seen[i], NULL,
          g_strdup_printf(_("%s since %s"), _(khoa_status_word(status)), day));
      return TRUE;
    }
  return FALSE;
}

/* One tag: of what speaks of its place the strongest alone. One that has ended belongs nowhere. */
static void look_at_tag(Search *search, const KhoaSeen *seen, guint count) {
  for (guint i = 0; i < count; i++)
    look_at_verdict(search, &seen[i]);
  if (!seen->kind)
    return;
  gboolean ended = find_ended(search, seen, count);
  (void)(find_households(search, seen, count) || find_places(search, seen, count) ||
         find_villages(search, seen, count) || ended || find_elsewhere(search, seen, count) ||
         find_far(search, seen, count));
}

KhoaCopies *khoa_copies_find(KhoaOffice *office, const char *round, const char *unit,
                             GError **error) {
  g_autoptr(KhoaTagPast) past = khoa_tag_past_new(office->db, error);
  return past && khoa_tag_past_replay(past, office->db, G_MAXINT64, NULL, NULL, error)
             ? khoa_copies_find_past(office, round, unit, past, G_MAXINT64, error)
             : NULL;
}

KhoaCopies *khoa_copies_find_past(KhoaOffice *office, const char *round, const char *unit,
                                  const KhoaTagPast *past, gint64 before, GError **error) {
  g_autoptr(KhoaCopies) copies = g_new0(KhoaCopies, 1);
  copies->found = g_array_new(FALSE, FALSE, sizeof(KhoaCopy));
  g_array_set_clear_func(copies->found, copy_clear);
  copies->list = khoa_seen_list(office->db, round, before, error);
  if (!copies->list)
    return NULL;
  g_autoptr(KhoaVillages) villages = khoa_villages_new(copies->list);
  Search search = {copies, past, villages, unit};
  const GArray *seen = copies->list->seen;
  for (guint i = 0, count; i < seen->len; i += count) {
    count = khoa_seen_count(copies->list, i);
    look_at_tag(&search, &g_array_index(seen, KhoaSeen, i), count);
  }
  return g_steal_pointer(&copies);
}

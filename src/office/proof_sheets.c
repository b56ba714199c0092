#include "proof_sheets.h"

#include "prints.h"
#include "qr/plane.h"
#include "tag/verdict.h"

#include <math.h>
#include <string.h>

#define OFF_MAX 0.25      /* of a code's side: how far from its place one may be seen */
#define SIDE_OFF_MAX 0.25 /* of its side: how much larger or smaller */
#define OUTLIERS 4        /* one in so many may stand elsewhere */
#define SYMBOL_SHARE                                                                               \
  0.85 /* of the place's side, the rest being quiet zone: for 41 to 49 modules                     \
        */

typedef struct Batch {
  gint64 number;
  KhoaBatchRecord *record; /* NULL for one that isn't in the registry */
  GPtrArray *ways;         /* char * */
  GPtrArray *prints;       /* KhoaPrint *, of the first ways, as far as they were needed */
} Batch;

struct KhoaSheets {
  KhoaOffice *office;
  GPtrArray *batches; /* Batch *, in the order in which they were met */
};

static void batch_free(gpointer data) {
  Batch *batch = data;
  khoa_batch_record_free(batch->record);
  g_clear_pointer(&batch->ways, g_ptr_array_unref);
  g_ptr_array_unref(batch->prints);
  g_free(batch);
}

KhoaSheets *khoa_sheets_new(KhoaOffice *office) {
  KhoaSheets *sheets = g_new(KhoaSheets, 1);
  *sheets = (KhoaSheets){office, g_ptr_array_new_with_free_func(batch_free)};
  return sheets;
}

void khoa_sheets_free(KhoaSheets *sheets) {
  if (!sheets)
    return;
  g_ptr_array_unref(sheets->batches);
  g_free(sheets);
}

/* One sheet in one picture */

typedef struct Sighting {
  KhoaPlane plane; /* mm of the sheet -> pixels */
  guint read;      /* codes of that sheet */
  guint fitting;   /* of them, those that stand where they must; 0 if too few do */
} Sighting;

/* Of a code that was read. */
typedef struct Match {
  const KhoaSpot *spot;
  const KhoaScan *scan;
} Match;

static KhoaPoint middle_of(const KhoaSpot *spot) {
  double half = spot->code.size / 2;
  return (KhoaPoint){spot->code.x + half, spot->code.y + half};
}

static double side_of(const KhoaPlane *plane, const KhoaRunCode *code) {
  KhoaPoint a = khoa_plane_at(plane, code->x, code->y);
  KhoaPoint b = khoa_plane_at(plane, code->x + code->size, code->y + code->size);
  return hypot(a.x - b.x, a.y - b.y) / G_SQRT2;
}

/* How far a code is from where it should be seen, in its sides. */
static double distance(const KhoaPlane *plane, const Match *match) {
  KhoaPoint middle = middle_of(match->spot);
  KhoaPoint at = khoa_plane_at(plane, middle.x, middle.y);
  return hypot(at.x - match->scan->x, at.y - match->scan->y) / side_of(plane, &match->spot->code);
}

static gboolean fits(const KhoaPlane *plane, const Match *match) {
  double ratio = match->scan->size / (SYMBOL_SHARE * side_of(plane, &match->spot->code));
  return distance(plane, match) < OFF_MAX && fabs(ratio - 1) < SIDE_OFF_MAX;
}

static gboolean fit_all(KhoaPlane *plane, const GArray *matches) {
  g_autofree KhoaPoint *points = g_new(KhoaPoint, 2 * (gsize)matches->len);
  KhoaPoint *from = points, *to = points + matches->len;
  for (guint i = 0; i < matches->len; i++) {
    const Match *match = &g_array_index(matches, Match, i);
    from[i] = middle_of(match->spot);
    to[i] = (KhoaPoint){match->scan->x, match->scan->y};
  }
  return khoa_plane_fit(plane, from, to, matches->len);
}

/* The match that fits worst is taken out; FALSE if all fit. */
static gboolean drop_worst(const KhoaPlane *plane, GArray *matches) {
  guint worst = 0;
  double farthest = -1;
  gboolean all = TRUE;
  for (guint i = 0; i < matches->len; i++) {
    const Match *match = &g_array_index(matches, Match, i);
    double off = distance(plane, match);
    all = all && fits(plane, match);
    if (off > farthest) {
      farthest = off;
      worst = i;
    }
  }
  if (!all)
    g_array_remove_index(matches, worst);
  return !all;
}

static Sighting sight(const KhoaPrint *print, guint sheet, const GPtrArray *scans) {
  Sighting sighting = {0};
  g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(Match));
  for (guint i = 0; i < scans->len; i++) {
    Match match = {.scan = scans->pdata[i]};
    match.spot = g_hash_table_lookup(print->by_text, match.scan->text);
    if (match.spot && match.spot->code.sheet == sheet)
      g_array_append_val(matches, match);
  }
  sighting.read = matches->len;
  while (matches->len >= 2 && matches->len * OUTLIERS >= sighting.read * (OUTLIERS - 1) &&
         fit_all(&sighting.plane, matches))
    if (!drop_worst(&sighting.plane, matches)) {
      sighting.fitting = matches->len;
      break;
    }
  return sighting;
}

/* Batches, and how they were printed */

static Batch *get_batch(KhoaSheets *sheets, gint64 number, GError **error) {
  for (guint i = 0; i < sheets->batches->len; i++) {
    Batch *batch = sheets->batches->pdata[i];
    if (batch->number == number)
      return batch;
  }
  KhoaBatchRecord *record;
  if (!khoa_batch_find(sheets->office->db, number, &record, error))
    return NULL;
  Batch *batch = g_new0(Batch, 1);
  *batch = (Batch){number, record, NULL,
                   g_ptr_array_new_with_free_func((GDestroyNotify)khoa_print_free)};
  g_ptr_array_add(sheets->batches, batch);
  if (record && !(batch->ways = khoa_print_ways(sheets->office, record, error)))
    return NULL;
  return batch;
}

/* The n-th way of printing; *print may be NULL. */
static gboolean get_print(KhoaSheets *sheets, Batch *batch, guint n, KhoaPrint **print,
                          GError **error) {
  if (n == batch->prints->len) {
    if (!khoa_print_load(sheets->office, batch->record, batch->ways->pdata[n], print, error))
      return FALSE;
    g_ptr_array_add(batch->prints, *print);
  }
  *print = batch->prints->pdata[n];
  return TRUE;
}

static guint count_fitting(const KhoaPrint *print, const GPtrArray *scans, guint *read) {
  guint fitting = 0;
  *read = 0;
  for (guint sheet = 1; sheet <= print->sheets; sheet++) {
    Sighting sighting = sight(print, sheet, scans);
    fitting += sighting.fitting;
    *read += sighting.read;
  }
  return fitting;
}

/* The print that the picture shows: *best, the first one if none fits, since too few codes may be
 * read to tell. */
static gboolean choose(KhoaSheets *sheets, Batch *batch, const GPtrArray *scans, KhoaPrint **best,
                       GError **error) {
  guint most = 0;
  *best = NULL;
  for (guint n = 0; n < batch->ways->len; n++) {
    KhoaPrint *print;
    if (!get_print(sheets, batch, n, &print, error))
      return FALSE;
    if (!print)
      continue;
    guint read, fitting = count_fitting(print, scans, &read);
    if (!*best || fitting > most) {
      *best = print;
      most = fitting;
    }
    if (fitting * OUTLIERS >= read * (OUTLIERS - 1) && read > 0)
      return TRUE;
  }
  return TRUE;
}

/* Looking harder */

static gboolean is_read(const GPtrArray *scans, const char *text) {
  for (guint i = 0; i < scans->len; i++)
    if (strcmp(((const KhoaScan *)scans->pdata[i])->text, text) == 0)
      return TRUE;
  return FALSE;
}

static void look_again(const KhoaPicture *picture, const KhoaPlane *plane, const KhoaSpot *spot,
                       GPtrArray *scans) {
  g_autoptr(GPtrArray) more =
      khoa_scan_square(picture, plane, spot->code.x, spot->code.y, spot->code.size);
  while (more->len > 0) {
    KhoaScan *scan = g_ptr_array_steal_index(more, 0);
    if (is_read(scans, scan->text))
      khoa_scan_free(scan);
    else
      g_ptr_array_add(scans, scan);
  }
}

static void look_at_sheet(KhoaPrint *print, guint sheet, const Sighting *sighting,
                          const KhoaPicture *picture, GPtrArray *scans) {
  for (guint i = 0; i < print->spots->len; i++) {
    KhoaSpot *spot = &g_array_index(print->spots, KhoaSpot, i);
    if (spot->code.sheet != sheet)
      continue;
    KhoaPoint middle = middle_of(spot), at = khoa_plane_at(&sighting->plane, middle.x, middle.y);
    spot->expected = TRUE;
    if (!(at.x >= 0 && at.y >= 0 && at.x < picture->width && at.y < picture->height))
      continue;
    spot->shown = TRUE;
    if (!is_read(scans, spot->code.text))
      look_again(picture, &sighting->plane, spot, scans);
  }
}

/* Codes of a sheet on which the others' places can't be told: fine if there are no others. */
static void expect_alone(KhoaPrint *print, guint sheet, gint64 batch, const Sighting *sighting,
                         guint number, KhoaProof *proof, const GPtrArray *scans) {
  guint on_it = 0;
  for (guint i = 0; i < print->spots->len; i++) {
    KhoaSpot *spot = &g_array_index(print->spots, KhoaSpot, i);
    on_it += spot->code.sheet == sheet;
    if (spot->code.sheet == sheet && is_read(scans, spot->code.text))
      spot->expected = TRUE;
  }
  if (on_it > sighting->read)
    khoa_proof_add(proof, number, NULL,
                   "%u codes of batch %" G_GINT64_FORMAT " don't stand as on a whole sheet, so "
                   "which others are missing can't be told",
                   sighting->read, batch);
}

static gboolean look_for_batch(KhoaSheets *sheets, Batch *batch, const KhoaPicture *picture,
                               guint number, GPtrArray *scans, KhoaProof *proof, GError **error) {
  KhoaPrint *print;
  if (!choose(sheets, batch, scans, &print, error))
    return FALSE;
  for (guint sheet = 1; print && sheet <= print->sheets; sheet++) {
    Sighting sighting = sight(print, sheet, scans);
    if (sighting.fitting)
      look_at_sheet(print, sheet, &sighting, picture, scans);
    else if (sighting.read)
      expect_alone(print, sheet, batch->number, &sighting, number, proof, scans);
  }
  return TRUE;
}

gboolean khoa_sheets_look(KhoaSheets *sheets, const KhoaPicture *picture, guint number,
                          GPtrArray *scans, KhoaProof *proof, GError **error) {
  g_autoptr(GHashTable) done = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < scans->len; i++) {
    const KhoaScan *scan = scans->pdata[i];
    KhoaReading reading;
    khoa_reading_parse(&reading, scan->text, scan->length);
    if (reading.fault != KHOA_DIGITS_OK || reading.tag.batch == 0 ||
        !g_hash_table_add(done, GUINT_TO_POINTER(reading.tag.batch)))
      continue;
    Batch *batch = get_batch(sheets, reading.tag.batch, error);
    if (!batch ||
        (batch->record && !look_for_batch(sheets, batch, picture, number, scans, proof, error)))
      return FALSE;
  }
  return TRUE;
}

static void end_print(const KhoaPrint *print, const KhoaFound *found, KhoaProof *proof) {
  for (guint i = 0; i < print->spots->len; i++) {
    const KhoaSpot *spot = &g_array_index(print->spots, KhoaSpot, i);
    proof->expected += spot->expected ? 1 : 0;
    if (spot->expected && !khoa_found_has(found, spot->tag))
      khoa_proof_add_tag(proof, 0, spot->tag, "%s: sheet %u, row %u, column %u",
                         spot->shown ? "unreadable" : "outside the picture", spot->code.sheet,
                         spot->row, spot->column);
  }
}

void khoa_sheets_end(KhoaSheets *sheets, const KhoaFound *found, KhoaProof *proof) {
  for (guint i = 0; i < sheets->batches->len; i++) {
    const Batch *batch = sheets->batches->pdata[i];
    for (guint j = 0; j < batch->prints->len; j++)
      if (batch->prints->pdata[j])
        end_print(batch->prints->pdata[j], found, proof);
  }
}

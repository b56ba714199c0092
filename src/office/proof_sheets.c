#include "proof_sheets.h"

#include "sighting.h"
#include "tag/verdict.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

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
    KhoaSighting sighting = khoa_sighting(print, sheet, scans);
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
    if (fitting * KHOA_SIGHTING_OUTLIERS >= read * (KHOA_SIGHTING_OUTLIERS - 1) && read > 0)
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

static void look_at_sheet(KhoaPrint *print, guint sheet, const KhoaSighting *sighting,
                          const KhoaPicture *picture, GPtrArray *scans) {
  for (guint i = 0; i < print->spots->len; i++) {
    KhoaSpot *spot = &g_array_index(print->spots, KhoaSpot, i);
    if (spot->code.sheet != sheet)
      continue;
    KhoaPoint middle = khoa_spot_middle(spot),
              at = khoa_plane_at(&sighting->plane, middle.x, middle.y);
    spot->expected = TRUE;
    if (!(at.x >= 0 && at.y >= 0 && at.x < picture->width && at.y < picture->height))
      continue;
    spot->shown = TRUE;
    if (!is_read(scans, spot->code.text))
      look_again(picture, &sighting->plane, spot, scans);
  }
}

/* Codes of a sheet on which the others' places can't be told: fine if there are no others. */
static void expect_alone(KhoaPrint *print, guint sheet, gint64 batch, const KhoaSighting *sighting,
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
                   _("%u codes of batch %" PRId64 " don't stand as on a whole sheet, so "
                     "which others are missing can't be told"),
                   sighting->read, batch);
}

static gboolean look_for_batch(KhoaSheets *sheets, Batch *batch, const KhoaPicture *picture,
                               guint number, GPtrArray *scans, KhoaProof *proof, GError **error) {
  KhoaPrint *print;
  if (!choose(sheets, batch, scans, &print, error))
    return FALSE;
  for (guint sheet = 1; print && sheet <= print->sheets; sheet++) {
    KhoaSighting sighting = khoa_sighting(print, sheet, scans);
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
      khoa_proof_add_tag(proof, 0, spot->tag, _("%s: sheet %u, row %u, column %u"),
                         spot->shown ? _("unreadable") : _("outside the picture"), spot->code.sheet,
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

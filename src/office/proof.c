#include "proof.h"

#include "art/raster.h"
#include "batch_files.h"
#include "file.h"
#include "proof_faults.h"
#include "proof_found.h"
#include "qr/scan.h"
#include "reg/tag.h"
#include "tag/code.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define DPI 200.0
#define MM_PER_INCH 25.4
#define WINDOW_MARGIN_MM 1.5 /* around the quiet zone: less than lies between two tags' codes */

void khoa_proof_clear(KhoaProof *proof) {
  g_clear_pointer(&proof->faults, g_ptr_array_unref);
}

/* What a PDF's keywords say. */
typedef struct Origin {
  gint64 batch; /* 0: not one of khoa's batches */
  KhoaFace face;
  KhoaPrintOptions options;
} Origin;

static void origin_clear(Origin *origin) {
  khoa_print_options_clear(&origin->options);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Origin, origin_clear)

static void read_origin(Origin *origin, const char *keywords) {
  int batch = 0, end = 0;
  char face[6] = "";
  *origin = (Origin){0};
  if (sscanf(keywords, "khoa batch=%d face=%5[a-z] %n", &batch, face, &end) != 2 || end == 0 ||
      !khoa_print_options_parse(&origin->options, keywords + end, NULL))
    return;
  origin->batch = batch;
  origin->face = strcmp(face, "back") == 0 ? KHOA_FACE_BACK : KHOA_FACE_FRONT;
}

static KhoaPicture *rasterise(KhoaRaster *raster, guint page, GError **error) {
  g_autoptr(KhoaPicture) picture = g_new0(KhoaPicture, 1);
  if (!khoa_raster_page(raster, page, DPI, &picture->grey, &picture->width, &picture->height,
                        &picture->stride, error))
    return NULL;
  return g_steal_pointer(&picture);
}

static GPtrArray *scan_place(const KhoaPicture *picture, const KhoaRunCode *place) {
  const double pixels = DPI / MM_PER_INCH;
  int x = MAX(0, (int)floor((place->x - WINDOW_MARGIN_MM) * pixels));
  int y = MAX(0, (int)floor((place->y - WINDOW_MARGIN_MM) * pixels));
  int side = (int)ceil((place->size + 2 * WINDOW_MARGIN_MM) * pixels);
  int width = MIN(side, picture->width - x), height = MIN(side, picture->height - y);
  if (width <= 0 || height <= 0)
    return g_ptr_array_new();
  return khoa_scan_window(picture, x, y, width, height, KHOA_DECODER_ZXING | KHOA_DECODER_ZBAR);
}

/* Says what stands where a tag's own code should be. */
static void fault_at(KhoaProof *proof, guint page, const char *code, const GPtrArray *scans) {
  if (scans->len == 0) {
    khoa_proof_add(proof, page, code, "unreadable");
    return;
  }
  const KhoaScan *scan = g_ptr_array_index(scans, 0);
  g_autofree char *other = khoa_proof_name_text(scan->text, scan->length);
  khoa_proof_add(proof, page, code, "its place holds %s", other);
}

static void prove_place(KhoaProof *proof, const KhoaPicture *picture, const KhoaRunCode *place,
                        const char *code) {
  g_autoptr(GPtrArray) scans = scan_place(picture, place);
  for (guint i = 0; i < scans->len; i++) {
    const KhoaScan *scan = g_ptr_array_index(scans, i);
    if (strcmp(scan->text, place->text) != 0)
      continue;
    proof->read++;
    proof->weak += scan->read != (KHOA_DECODER_ZXING | KHOA_DECODER_ZBAR);
    return;
  }
  fault_at(proof, place->sheet, code, scans);
}

/* A run of the same batch and options as the file, and the tags on it. */
typedef struct Expected {
  KhoaRun *run;
  GArray *tags;
} Expected;

static void expected_clear(Expected *expected) {
  khoa_run_free(expected->run);
  g_clear_pointer(&expected->tags, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Expected, expected_clear)

static gboolean expect(KhoaOffice *office, const Origin *origin, Expected *expected,
                       GError **error) {
  g_autoptr(KhoaBatchRecord) batch = khoa_batch_load(office, origin->batch, error);
  expected->run = batch ? khoa_batch_run(office, batch, &origin->options, error) : NULL;
  expected->tags =
      expected->run ? khoa_batch_tags(office, batch, origin->options.only, error) : NULL;
  return expected->tags != NULL;
}

static gboolean prove_places(KhoaRaster *raster, const Origin *origin, const Expected *expected,
                             const KhoaProgress *progress, KhoaProof *proof, GError **error) {
  guint loaded = 0;
  g_autoptr(KhoaPicture) picture = NULL;
  for (guint64 n = 0; n < proof->expected; n++) {
    const KhoaTagRecord *tag = khoa_run_tag(expected->run, expected->tags, n);
    g_auto(KhoaRunCode) place = {0};
    if (!khoa_run_code(expected->run, origin->face, n, tag, &place, error))
      return FALSE;
    char code[KHOA_CODE_SIZE];
    khoa_code_print(code, (guint32)tag->batch, (guint32)tag->index);
    if (place.sheet > proof->pages) {
      khoa_proof_add(proof, place.sheet, code, "the file has no such page, nor those after it");
      return TRUE;
    }
    if (place.sheet != loaded) {
      g_clear_pointer(&picture, khoa_picture_free);
      if (!(picture = rasterise(raster, place.sheet - 1, error)))
        return FALSE;
      loaded = place.sheet;
    }
    prove_place(proof, picture, &place, code);
    if (progress)
      progress->tell("proof", n + 1, proof->expected, progress->data);
  }
  return TRUE;
}

/* A page more or less than the run has, also of a face without codes; what stands on those that are
 * too many. */
static gboolean prove_pages(KhoaRaster *raster, guint64 sheets, KhoaProof *proof, GError **error) {
  if (proof->pages != sheets)
    khoa_proof_add(proof, 0, NULL, "has %u pages instead of %" G_GUINT64_FORMAT, proof->pages,
                   sheets);
  for (guint page = (guint)sheets; page < proof->pages; page++) {
    g_autoptr(KhoaPicture) picture = rasterise(raster, page, error);
    g_autoptr(GPtrArray) scans = picture ? khoa_scan_photo(picture) : NULL;
    if (!scans)
      return FALSE;
    for (guint i = 0; i < scans->len; i++) {
      const KhoaScan *scan = g_ptr_array_index(scans, i);
      g_autofree char *code = khoa_proof_name_text(scan->text, scan->length);
      khoa_proof_add(proof, page + 1, code, "on a page too many");
    }
  }
  return TRUE;
}

static gboolean prove_found(KhoaOffice *office, KhoaRaster *raster, const KhoaProgress *progress,
                            KhoaProof *proof, GError **error) {
  g_autoptr(KhoaFound) found = khoa_found_new(office, proof);
  for (guint page = 0; page < proof->pages; page++) {
    g_autoptr(KhoaPicture) picture = rasterise(raster, page, error);
    g_autoptr(GPtrArray) scans = picture ? khoa_scan_photo(picture) : NULL;
    if (!scans || !khoa_found_add(found, page + 1, scans, error))
      return FALSE;
    if (progress)
      progress->tell("proof", page + 1, proof->pages, progress->data);
  }
  return khoa_found_end(found, error);
}

static gboolean prove(KhoaOffice *office, KhoaRaster *raster, const Origin *origin,
                      const KhoaProgress *progress, KhoaProof *proof, GError **error) {
  if (!origin->batch)
    return prove_found(office, raster, progress, proof, error);
  g_auto(Expected) expected = {0};
  if (!expect(office, origin, &expected, error))
    return FALSE;
  if (khoa_run_has_codes(expected.run, origin->face))
    proof->expected = expected.tags->len * (guint64)origin->options.copies;
  return prove_pages(raster, khoa_run_sheets(expected.run, expected.tags->len), proof, error) &&
         prove_places(raster, origin, &expected, progress, proof, error);
}

static KhoaRaster *open_file(const char *path, KhoaProof *proof, Origin *origin, GError **error) {
  *proof = (KhoaProof){.faults = khoa_proof_faults_new()};
  *origin = (Origin){0};
  g_autoptr(KhoaRaster) raster = khoa_raster_open(path, error);
  if (!raster)
    return NULL;
  g_autofree char *keywords = khoa_raster_keywords(raster);
  read_origin(origin, keywords);
  proof->pages = khoa_raster_pages(raster);
  return g_steal_pointer(&raster);
}

gboolean khoa_proof_file(KhoaOffice *office, const char *path, const KhoaProgress *progress,
                         KhoaProof *proof, GError **error) {
  g_auto(Origin) origin = {0};
  g_autoptr(KhoaRaster) raster = open_file(path, proof, &origin, error);
  return raster && prove(office, raster, &origin, progress, proof, error);
}

/* Only the batch's own folder holds what was recorded when it was issued. */
static gboolean check_issued(KhoaOffice *office, gint64 batch, const char *folder, const char *name,
                             const char *path, KhoaProof *proof, GError **error) {
  g_autofree char *own = khoa_batch_folder(office, batch);
  guint8 recorded[KHOA_SHA256_SIZE], found[KHOA_SHA256_SIZE];
  gboolean known;
  if (strcmp(own, folder) != 0)
    return TRUE;
  if (!khoa_batch_get_file(office->db, batch, name, recorded, &known, error) ||
      !khoa_file_sha256(path, found, error))
    return FALSE;
  if (known && memcmp(recorded, found, sizeof found) != 0)
    khoa_proof_add(proof, 0, NULL, "isn't the file that was issued");
  return TRUE;
}

static gboolean has_face(KhoaOffice *office, gint64 number, KhoaFace face, gboolean *has,
                         GError **error) {
  g_auto(KhoaPrintOptions) options = {0};
  g_autoptr(KhoaBatchRecord) batch = khoa_batch_load(office, number, error);
  g_autoptr(KhoaRun) run = batch && khoa_print_options_parse(&options, batch->sheet, error)
                               ? khoa_batch_run(office, batch, &options, error)
                               : NULL;
  if (run)
    *has = khoa_run_file(run, face) != NULL;
  return run != NULL;
}

gboolean khoa_proof_face(KhoaOffice *office, gint64 batch, KhoaFace face, const char *folder,
                         const KhoaProgress *progress, char **path, KhoaProof *proof,
                         gboolean *there, GError **error) {
  const char *name = face == KHOA_FACE_BACK ? "back.pdf" : "front.pdf";
  g_auto(Origin) origin = {0};
  *there = FALSE;
  *path = NULL;
  if (!has_face(office, batch, face, there, error))
    return FALSE;
  if (!*there)
    return TRUE;
  *path = g_build_filename(folder, name, NULL);
  g_autoptr(KhoaRaster) raster = open_file(*path, proof, &origin, error);
  if (!raster || !check_issued(office, batch, folder, name, *path, proof, error))
    return FALSE;
  if (origin.batch == batch && origin.face == face)
    return prove(office, raster, &origin, progress, proof, error);
  khoa_proof_add(proof, 0, NULL, "isn't the %s of batch %" G_GINT64_FORMAT,
                 face == KHOA_FACE_BACK ? "back" : "front", batch);
  return TRUE;
}

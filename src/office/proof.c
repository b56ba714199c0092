#include "proof.h"

#include "art/raster.h"
#include "batch_files.h"
#include "file.h"
#include "proof_places.h"
#include "proof_views.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

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

static gboolean prove(KhoaOffice *office, KhoaRaster *raster, const Origin *origin,
                      const KhoaProgress *progress, KhoaProof *proof, GError **error) {
  if (!origin->batch)
    return khoa_views_prove(office, raster, progress, proof, error);
  g_auto(Expected) expected = {0};
  if (!expect(office, origin, &expected, error))
    return FALSE;
  if (khoa_run_has_codes(expected.run, origin->face))
    proof->expected = expected.tags->len * (guint64)origin->options.copies;
  khoa_raster_sharpen(raster);
  return khoa_places_prove(expected.run, &origin->options.printer, origin->face, expected.tags,
                           raster, progress, proof, error);
}

static KhoaRaster *open_file(const char *path, KhoaProof *proof, Origin *origin, GError **error) {
  khoa_proof_init(proof);
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
    khoa_proof_add(proof, 0, NULL, _("isn't the file that was issued"));
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
  khoa_proof_add(proof, 0, NULL, _("isn't the %s of batch %" PRId64),
                 face == KHOA_FACE_BACK ? _("back") : _("front"), batch);
  return TRUE;
}

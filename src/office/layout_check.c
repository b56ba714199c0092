#include "layout_check.h"

#include "art/preview.h"
#include "file.h"
#include "layout_sample.h"
#include "tag/code.h"

char **khoa_layout_check(const KhoaWorld *world, const char *path, const char *address,
                         GError **error) {
  g_autoptr(KhoaLayoutSample) sample = khoa_layout_sample_open(world, path, address, error);
  if (!sample)
    return NULL;
  for (guint i = 0; sample->layout && i < KHOA_SAMPLES; i++)
    khoa_tag_faces_free(khoa_layout_sample_faces(sample, i));
  return khoa_layout_faults_lines(sample->faults);
}

/* The pictures and pages being drawn. */
typedef struct Showing {
  KhoaLayoutSample *sample;
  KhoaSymbol *symbol;
  char code[KHOA_CODE_SIZE];
  KhoaPreviewPdf *pdf;
  const char *folder;
} Showing;

static gboolean write_bytes(const Showing *showing, const char *name, GByteArray *bytes,
                            GError **error) {
  g_autofree char *path = g_build_filename(showing->folder, name, NULL);
  gboolean written = bytes && khoa_file_write(path, bytes->data, bytes->len, FALSE, error);
  g_clear_pointer(&bytes, g_byte_array_unref);
  return written;
}

static gboolean show_face(const Showing *showing, KhoaTagFaces *faces, KhoaFace face, guint i,
                          GError **error) {
  const KhoaPreview preview = {showing->sample->layout, faces, face, showing->symbol,
                               showing->code};
  g_autofree char *name = g_strdup_printf("%s-%s.png", face == KHOA_FACE_FRONT ? "front" : "back",
                                          khoa_layout_sample_name(i));
  khoa_preview_pdf_add(showing->pdf, &preview);
  return write_bytes(showing, name, khoa_preview_png(&preview, error), error);
}

static gboolean show_all(const Showing *showing, GError **error) {
  gboolean has_back = khoa_layout_has_back(showing->sample->layout);
  for (guint i = 0; i < KHOA_SAMPLES; i++) {
    g_autoptr(KhoaTagFaces) faces = khoa_layout_sample_faces(showing->sample, i);
    if (!show_face(showing, faces, KHOA_FACE_FRONT, i, error) ||
        (has_back && !show_face(showing, faces, KHOA_FACE_BACK, i, error)))
      return FALSE;
  }
  g_autofree char *path = g_build_filename(showing->folder, "preview.pdf", NULL);
  return khoa_preview_pdf_finish(showing->pdf, path, error);
}

static gboolean show(KhoaLayoutSample *sample, const char *folder, GError **error) {
  Showing showing = {.sample = sample, .folder = folder};
  g_autoptr(KhoaSymbol) symbol = khoa_layout_sample_symbol(sample, showing.code, error);
  if (!symbol)
    return FALSE;
  g_autoptr(KhoaPreviewPdf) pdf = khoa_preview_pdf_new(sample->layout, "2026-11-20T00:00:00+07:00");
  showing.symbol = symbol;
  showing.pdf = pdf;
  return show_all(&showing, error);
}

char **khoa_layout_preview(const KhoaWorld *world, const char *path, const char *address,
                           const char *folder, gboolean *drawn, GError **error) {
  g_autoptr(KhoaLayoutSample) sample = khoa_layout_sample_open(world, path, address, error);
  *drawn = sample && sample->layout;
  if (!*drawn)
    return sample ? khoa_layout_faults_lines(sample->faults) : NULL;
  g_autofree char *temporary =
      khoa_folder_is_free(folder, error) ? khoa_folder_begin(folder, error) : NULL;
  if (!temporary)
    return NULL;
  if (show(sample, temporary, error) && khoa_folder_publish(temporary, folder, error))
    return khoa_layout_faults_lines(sample->faults);
  khoa_folder_remove(temporary);
  return NULL;
}

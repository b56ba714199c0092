/* A run's tags as pictures, a file a tag and face. */
#include "art/tagpicture.h"
#include "run_parts.h"
#include "tag/code.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const endings[] = {[KHOA_FORMAT_SVG] = "svg", [KHOA_FORMAT_PNG] = "png"};

typedef struct Pictures {
  KhoaRun *run;
  const char *folder;
  KhoaFormat format;
  double dpi;
} Pictures;

/* The file is synced with its folder when that is put in place. */
static gboolean write_picture(const Pictures *pictures, const KhoaTagPicture *picture,
                              GError **error) {
  static const char *const faces[] = {"front", "back"};
  g_autoptr(GString) bytes =
      pictures->format == KHOA_FORMAT_SVG
          ? khoa_tag_picture_svg(picture, pictures->run->cut == KHOA_CUT_LAYER, error)
          : khoa_tag_picture_png(picture, pictures->dpi, error);
  if (!bytes)
    return FALSE;
  g_autofree char *name =
      g_strdup_printf("%s-%s.%s", picture->code, faces[picture->face], endings[pictures->format]);
  g_autofree char *path = g_build_filename(pictures->folder, name, NULL);
  return g_file_set_contents_full(path, bytes->str, (gssize)bytes->len, G_FILE_SET_CONTENTS_NONE,
                                  0600, error);
}

static gboolean write_faces(const Pictures *pictures, const KhoaTagRecord *tag, GError **error) {
  KhoaRun *run = pictures->run;
  char digits[KHOA_DIGITS + 1], code[KHOA_CODE_SIZE];
  khoa_code_print(code, (guint32)tag->batch, (guint32)tag->index);
  if (!khoa_run_spell(tag, digits)) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("tag %s can't be: restore a backup"), code);
    return FALSE;
  }
  g_autoptr(KhoaSymbol) symbol = khoa_symbol_new(&run->form, run->prefix, digits, error);
  KhoaTagPicture picture = {.faces = run->faces,
                            .width = khoa_layout_width(run->layout),
                            .height = khoa_layout_height(run->layout),
                            .symbol = symbol,
                            .code = code};
  gboolean written = symbol != NULL;
  for (KhoaFace face = KHOA_FACE_FRONT; face <= KHOA_FACE_BACK && written; face++) {
    picture.face = face;
    if (khoa_run_file(run, face))
      written = write_picture(pictures, &picture, error);
  }
  return written;
}

gboolean khoa_run_write_pictures(KhoaRun *run, const GArray *tags, const char *folder,
                                 KhoaFormat format, double dpi, const KhoaProgress *progress,
                                 GError **error) {
  const Pictures pictures = {run, folder, format, dpi};
  for (guint n = 0; n < tags->len; n++) {
    if (!write_faces(&pictures, &g_array_index(tags, KhoaTagRecord, n), error))
      return FALSE;
    if (progress)
      progress->tell(endings[format], n + 1, tags->len, progress->data);
  }
  return TRUE;
}

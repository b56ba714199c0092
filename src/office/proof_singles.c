#include "proof_singles.h"

#include "qr/scan.h"
#include "tag/code.h"
#include "tag/verdict.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean khoa_single_named(const char *path, KhoaTagName *tag) {
  static const char *const faces[] = {"-front.", "-back."};
  g_autofree char *name = g_path_get_basename(path);
  for (gsize i = 0; i < G_N_ELEMENTS(faces); i++) {
    const char *end = strstr(name, faces[i]);
    if (end)
      return khoa_code_parse(&tag->batch, &tag->index, name, (gsize)(end - name)) == KHOA_CODE_OK;
  }
  return FALSE;
}

static gboolean is_of(const KhoaScan *scan, KhoaTagName tag) {
  KhoaReading reading;
  khoa_reading_parse(&reading, scan->text, scan->length);
  return reading.fault == KHOA_DIGITS_OK && reading.tag.batch == tag.batch &&
         reading.tag.index == tag.index;
}

gboolean khoa_single_look(const KhoaPicture *picture, guint number, KhoaTagName tag,
                          KhoaFound *found, KhoaProof *proof, GError **error) {
  g_autoptr(GPtrArray) scans = khoa_scan_drawn(picture, 0, 0, picture->width, picture->height,
                                               KHOA_DECODER_ZXING | KHOA_DECODER_ZBAR);
  for (guint i = scans->len; i-- > 0;) {
    const KhoaScan *scan = scans->pdata[i];
    if (is_of(scan, tag))
      continue;
    g_autofree char *name = khoa_proof_name_text(scan->text, scan->length);
    khoa_proof_add(proof, number, NULL, _("shows %s"), name);
    g_ptr_array_remove_index(scans, i);
  }
  return khoa_found_add(found, number, scans, error);
}

void khoa_singles_end(GArray *tags, const KhoaFound *found, KhoaProof *proof) {
  const KhoaTagName *last = NULL;
  g_array_sort(tags, khoa_tag_name_compare);
  for (guint i = 0; i < tags->len; i++) {
    const KhoaTagName *tag = &g_array_index(tags, KhoaTagName, i);
    if (last && khoa_tag_name_compare(tag, last) == 0)
      continue;
    last = tag;
    proof->expected++;
    if (!khoa_found_has(found, *tag))
      khoa_proof_add_tag(proof, 0, *tag, _("none of its pictures shows its code"));
  }
}

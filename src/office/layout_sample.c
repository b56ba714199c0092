#include "layout_sample.h"

#include "art/press.h"
#include "file.h"
#include "tag/code.h"
#include "tag/sign.h"

#include <glib/gi18n.h>
#include <string.h>

#define ADDRESS "https://antt.example.gov.vn"
#define SVG_MAX                                                                                    \
  (64 * 1024 * 1024) /* what is larger than a layout may be is for the check to say                \
                      */

static const KhoaTagText usual = {
    .office = "Công an huyện Thanh Mẫu",
    .unit = "Xã Phú Mẫu",
    .date = "20/11/2026",
    .hotlines = {{"0237 0867 113", "Trực ban Công an xã"},
                 {"0530 000 678", "Trưởng Công an xã"},
                 {"113", "Cảnh sát 113"},
                 {"0530 000 321", "Phó Chủ tịch UBND xã"},
                 {"0530 000 999", "Trưởng thôn"}},
    .specimen = TRUE,
};

/* Townships of state farms have the longest names of all. */
static const KhoaTagText longest = {
    .office = "Ban Chỉ đạo 138 huyện Thanh Mẫu",
    .unit = "Thị trấn Nông trường Thượng Mẫu",
    .date = "20/11/2026",
    .hotlines = {{"0237 0867 113", "Trực ban Công an huyện Thanh Mẫu"},
                 {"0530 000 678", "Tổ trưởng tổ bảo vệ an ninh trật tự"},
                 {"024 0826 8888", "Cảnh sát phản ứng nhanh"},
                 {"0530 000 321", "Thôn đội trưởng dân quân"},
                 {"0530 000 999", "Trưởng ban điều hành mô hình"}},
    .specimen = TRUE,
};

static const struct {
  const char *name;
  const KhoaTagText *text;
  gsize hotlines;
} samples[KHOA_SAMPLES] = {
    {"3", &usual, 3}, {"4", &usual, 4}, {"5", &usual, 5}, {"longest", &longest, 5}};

static gboolean plan_code(KhoaLayoutSample *sample, GError **error) {
  KhoaLevel level = KHOA_LEVEL_M;
  return !sample->layout ||
         (khoa_level_from_letter(khoa_layout_level(sample->layout), &level) &&
          khoa_symbol_plan(&sample->form, strlen(sample->prefix), KHOA_DIGITS, level, error));
}

KhoaLayoutSample *khoa_layout_sample_open(const KhoaWorld *world, const char *path,
                                          const char *address, GError **error) {
  g_autoptr(KhoaLayoutSample) sample = g_new0(KhoaLayoutSample, 1);
  g_autofree char *folder = g_build_filename(world->data, "fonts", NULL), *svg = NULL;
  gsize length;
  sample->faults = khoa_layout_faults_new(path);
  sample->prefix = khoa_config_prefix(address ? address : ADDRESS, error);
  sample->fonts = sample->prefix ? khoa_fonts_new(folder, error) : NULL;
  if (!sample->fonts || !khoa_file_read(path, SVG_MAX, &svg, &length, error))
    return NULL;
  sample->layout = khoa_layout_read(svg, length, sample->faults);
  sample->palette = khoa_palette_read(svg, length, sample->faults);
  return plan_code(sample, error) ? g_steal_pointer(&sample) : NULL;
}

void khoa_layout_sample_free(KhoaLayoutSample *sample) {
  if (!sample)
    return;
  khoa_layout_free(sample->layout);
  khoa_palette_free(sample->palette);
  khoa_fonts_free(sample->fonts);
  khoa_layout_faults_free(sample->faults);
  g_free(sample->prefix);
  g_free(sample);
}

const char *khoa_layout_sample_name(guint i) {
  return samples[i].name;
}

/* A layout that states inks is meant for them: then it must state those of every colour. */
static void check_inks(KhoaLayoutSample *sample, KhoaTagFaces *faces) {
  GError *error = NULL;
  if (khoa_palette_states(sample->palette) && !khoa_press_try(faces, sample->palette, &error))
    khoa_layout_fault_take(sample->faults, 0, NULL, error);
}

KhoaTagFaces *khoa_layout_sample_faces(KhoaLayoutSample *sample, guint i) {
  KhoaTagText text = *samples[i].text;
  text.n_hotlines = samples[i].hotlines;
  KhoaTagFaces *faces =
      khoa_tag_faces_make(sample->layout, sample->fonts, &text, &sample->form, sample->faults);
  check_inks(sample, faces);
  return faces;
}

KhoaSymbol *khoa_layout_sample_symbol(const KhoaLayoutSample *sample, char *code, GError **error) {
  const KhoaTag tag = {KHOA_KIND_SPECIMEN, 0, 1};
  guint8 payload[KHOA_PAYLOAD_SIZE], signature[KHOA_SIGNATURE_SIZE];
  char digits[KHOA_DIGITS + 1];
  KhoaSigner *signer = khoa_signer_new_specimen();
  if (!signer || !khoa_payload_pack(payload, tag)) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("no guarded memory for the specimens' key"));
    return NULL;
  }
  khoa_signer_sign(signer, signature, payload);
  khoa_signer_free(signer);
  khoa_digits_encode(digits, payload, signature);
  khoa_code_print(code, tag.batch, tag.index);
  return khoa_symbol_new(&sample->form, sample->prefix, digits, error);
}

/* What the artwork's tests share: the shipped layouts, texts that offices really print, a code. */
#ifndef KHOA_TESTS_ART_FIXTURE_H
#define KHOA_TESTS_ART_FIXTURE_H

#include "art/tagface.h"

#include <string.h>

#define KEYCHAIN "layouts/keychain-50x20.svg"
#define LOCK_TAG "layouts/lock-tag-60x40.svg"
#define CARD "layouts/card-86x54.svg"
#define STICKER "layouts/lock-sticker-40x40.svg"
#define LEAFLET "layouts/leaflet-a5.svg"
#define POSTER "layouts/poster-a3.svg"
#define PREFIX "https://antt.trieuson.gov.vn/#"

/* The tags among them. */
static const char *const shipped[] = {KEYCHAIN, LOCK_TAG, CARD, STICKER};
static const char *const units[] = {"Xã Thọ Sơn", "Thị trấn Triệu Sơn", "Xã Khuyến Nông",
                                    "Phường Nguyễn Thị Minh Khai – Hòa Lợi Thạnh"};
static const char *const offices[] = {"Công an huyện Triệu Sơn", "Ban Chỉ đạo 138 huyện Triệu Sơn"};
static const char *const labels[][5] = {
    {"Trực ban Công an xã", "Trưởng Công an xã", "Phó Chủ tịch UBND xã", "Trưởng thôn",
     "Cảnh sát 113"},
    {"Trực ban Công an huyện Triệu Sơn", "Tổ trưởng tổ bảo vệ an ninh trật tự",
     "Cảnh sát phản ứng nhanh", "Thôn đội trưởng dân quân", "Trưởng ban điều hành mô hình"}};
static const char *const numbers[5] = {"0237 0867 113", "0530 000 678", "113", "0530 000 321",
                                       "0530 000 999"};

static inline char *read_text(const char *path) {
  char *text = NULL;
  g_autoptr(GError) error = NULL;
  g_file_get_contents(path, &text, NULL, &error);
  g_assert_no_error(error);
  return text;
}

static inline char *replaced(const char *text, const char *from, const char *to) {
  g_autoptr(GString) copy = g_string_new(text);
  g_assert_cmpuint(g_string_replace(copy, from, to, 0), >, 0);
  return g_strdup(copy->str);
}

static inline KhoaLayout *load_text(const char *svg) {
  g_autoptr(GError) error = NULL;
  KhoaLayout *layout = khoa_layout_new(svg, strlen(svg), "test.svg", &error);
  g_assert_no_error(error);
  return layout;
}

static inline KhoaLayout *load(const char *path) {
  g_autofree char *svg = read_text(path);
  return load_text(svg);
}

static inline KhoaFonts *load_fonts(void) {
  g_autoptr(GError) error = NULL;
  KhoaFonts *fonts = khoa_fonts_new("fonts", &error);
  g_assert_no_error(error);
  return fonts;
}

static inline KhoaTagText tag_text(gsize hotlines) {
  KhoaTagText text = {
      .office = offices[0], .unit = units[0], .date = "20/11/2026", .n_hotlines = hotlines};
  for (gsize i = 0; i < hotlines; i++) {
    text.hotlines[i].number = numbers[i];
    text.hotlines[i].label = labels[0][i];
  }
  return text;
}

/* The form of a tag's code at the layout's level. */
static inline KhoaSymbolForm tag_form(const KhoaLayout *layout) {
  KhoaSymbolForm form;
  KhoaLevel level;
  g_autoptr(GError) error = NULL;
  g_assert_true(khoa_level_from_letter(khoa_layout_level(layout), &level));
  khoa_symbol_plan(&form, strlen(PREFIX), 173, level, &error);
  g_assert_no_error(error);
  return form;
}

static inline KhoaTagFaces *make_faces(const KhoaLayout *layout, KhoaFonts *fonts,
                                       const KhoaTagText *text) {
  g_autoptr(GError) error = NULL;
  KhoaSymbolForm form = tag_form(layout);
  KhoaTagFaces *faces = khoa_tag_faces_new(layout, fonts, text, &form, &error);
  g_assert_no_error(error);
  return faces;
}

/* That the layout, drawn with these texts, is refused in words that hold `fault`. */
static inline void assert_refused(const KhoaLayout *layout, KhoaFonts *fonts,
                                  const KhoaTagText *text, const char *fault) {
  g_autoptr(GError) error = NULL;
  KhoaSymbolForm form = tag_form(layout);
  g_autoptr(KhoaTagFaces) faces = khoa_tag_faces_new(layout, fonts, text, &form, &error);
  if (faces || !error || !strstr(error->message, fault))
    g_error("expected '%s' in '%s'", fault, error ? error->message : "no error");
}

/* pango has fontconfig read the machine's own settings, which it then never uses. They stay until
 * the end, and fontconfig's pointers are offsets, which the leak sanitiser can't follow. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
  return "leak:libfontconfig\n";
}

#endif

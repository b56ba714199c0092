/* What the tests of press need: layout, fonts, faces, codes used in turn, a folder to write to. */
#ifndef KHOA_TESTS_ART_PRESS_BENCH_H
#define KHOA_TESTS_ART_PRESS_BENCH_H

#include "art/press.h"
#include "fixture.h"

#include <glib/gstdio.h>

#define KINDS_OF_TAG 7

typedef struct Bench {
  KhoaLayout *layout;
  KhoaFonts *fonts;
  KhoaTagText text;
  KhoaTagFaces *faces;
  char *texts[KINDS_OF_TAG]; /* of the codes, which are used in turn */
  KhoaSymbolForm form;
  KhoaSymbol *symbols[KINDS_OF_TAG];
  guint64 fails_at, told; /* the source's and the progress's */
  char *folder, *path;
} Bench;

static inline void set_up(Bench *bench, gconstpointer layout) {
  bench->layout = load(layout ? layout : KEYCHAIN);
  bench->fonts = load_fonts();
  bench->text = tag_text(4);
  bench->faces = make_faces(bench->layout, bench->fonts, &bench->text);
  bench->form = tag_form(bench->layout);
  for (int i = 0; i < KINDS_OF_TAG; i++) {
    char digits[174] = "";
    for (int k = 0; k < 173; k++)
      digits[k] = (char)g_test_rand_int_range('0', '9' + 1);
    bench->symbols[i] = khoa_symbol_new(&bench->form, PREFIX, digits, NULL);
    bench->texts[i] = g_strconcat(PREFIX, digits, NULL);
  }
  bench->fails_at = G_MAXUINT64;
  bench->folder = g_dir_make_tmp("khoa-press-XXXXXX", NULL);
  bench->path = g_build_filename(bench->folder, "front.pdf", NULL);
}

static inline void tear_down(Bench *bench, gconstpointer layout) {
  (void)layout;
  g_unlink(bench->path);
  g_assert_cmpint(g_rmdir(bench->folder), ==, 0); /* nothing else was left in it */
  for (int i = 0; i < KINDS_OF_TAG; i++) {
    khoa_symbol_free(bench->symbols[i]);
    g_free(bench->texts[i]);
  }
  khoa_tag_faces_free(bench->faces);
  khoa_fonts_free(bench->fonts);
  khoa_layout_free(bench->layout);
  g_free(bench->folder);
  g_free(bench->path);
}

static inline gboolean source(guint64 n, KhoaPressTag *tag, gpointer data, GError **error) {
  Bench *bench = data;
  if (n == bench->fails_at) {
    g_set_error_literal(error, G_FILE_ERROR, 99, "the source is dry");
    return FALSE;
  }
  const char *digits = bench->texts[n % KINDS_OF_TAG] + strlen(PREFIX);
  *tag = (KhoaPressTag){khoa_symbol_new(&bench->form, PREFIX, digits, NULL), "0012-00345-67"};
  return TRUE;
}

static inline KhoaSheet plan(const Bench *bench, const char *paper, KhoaSheetOptions options) {
  KhoaSheet sheet;
  KhoaPaper found;
  g_autoptr(GError) error = NULL;
  g_assert_true(khoa_paper_parse(&found, paper, NULL));
  khoa_sheet_plan(&sheet, &found, khoa_layout_width(bench->layout),
                  khoa_layout_height(bench->layout), khoa_layout_bleed(bench->layout), &options,
                  &error);
  g_assert_no_error(error);
  return sheet;
}

static inline KhoaPressJob job_of(Bench *bench, const KhoaSheet *sheet, KhoaFace face,
                                  guint64 count) {
  return (KhoaPressJob){
      .sheet = sheet,
      .faces = bench->faces,
      .face = face,
      .fonts = bench->fonts,
      .slug_family = "Roboto Condensed",
      .count = count,
      .source = source,
      .source_data = bench,
      .title = "Móc khóa, lô 0012",
      .slug = "khoa · lô 0012 · móc khóa · Xã Thọ Sơn",
      .keywords = "khoa batch=12 face=front",
      .date = "2026-11-20T08:00:00+07:00",
  };
}

static inline void write_pdf(const KhoaPressJob *job, const char *path) {
  g_autoptr(GError) error = NULL;
  khoa_press_write(job, path, &error);
  g_assert_no_error(error);
}

static inline char *contents(const char *path, gsize *length) {
  char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_file_get_contents(path, &bytes, length, &error);
  g_assert_no_error(error);
  return bytes;
}

#define ADD(name, test) g_test_add(name, Bench, NULL, set_up, test, tear_down)

#endif

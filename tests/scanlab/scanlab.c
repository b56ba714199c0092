/* How often worn tags of each shipped layout are read, by ZXing and by zbar: as they ship, and with
 * other codes in their place. Run where layouts/ and fonts/ are; prints docs/SCANNING.md's tables.
 * The same program prints the same numbers, however many cores there are.
 *
 *   scanlab           some minutes
 *   scanlab --check   only whether what ships is always read undamaged; exit 1 if not */
#include "ageing.h"
#include "labtag.h"
#include "qr/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TRIALS 24
#define CHECK_TRIALS 3

/* A photo's resolution is given in pixels a mm of the tag: 12 is a hand's breadth from a phone, 5
 * is at arm's length. Each photo is turned by any angle. */
typedef struct Condition {
  const char *name;
  double resolution;
  const char *ageing;
} Condition;

static const Condition conditions[] = {
    {"undamaged", 12, "noise=2"},
    {"arm's length", 5.5, "blur=0.5 noise=3"},
    {"farther", 4.8, "blur=0.5 noise=3"},
    {"two arms' length", 2.75, "blur=0.5 noise=3"},
    {"out of focus", 8, "blur=1.3 noise=3"},
    {"aslant", 7, "slant=0.4 blur=0.6 noise=3"},
    {"dusk", 7, "shade=0.7 blur=0.6 noise=12"},
    {"glare", 8, "glare=0.25 blur=0.6 noise=3"},
    {"JPEG 20", 6, "blur=0.5 noise=3 jpeg=20"},
    {"dirt 4 %", 10, "dirt=0.04 blur=0.6 noise=3"},
    {"dirt 8 %", 10, "dirt=0.08 blur=0.6 noise=3"},
    {"8 scratches", 10, "scratches=8 blur=0.6 noise=3"},
    {"16 scratches", 10, "scratches=16 blur=0.6 noise=3"},
};

static gboolean reads(const KhoaPicture *photo, KhoaDecoder decoder, const char *text) {
  g_autoptr(GPtrArray) scans = khoa_scan_window(photo, 0, 0, photo->width, photo->height, decoder);
  for (guint i = 0; i < scans->len; i++)
    if (strcmp(((const KhoaScan *)scans->pdata[i])->text, text) == 0)
      return TRUE;
  return FALSE;
}

typedef struct Rate {
  gint zxing, zbar;
} Rate;

typedef struct Trial {
  const Tag *tag;
  const Variant *variant;
  const Condition *condition;
  guint32 seed;
  Rate *rate;
} Trial;

/* One tag, photographed; the seed alone says how it is worn, whatever code it bears. */
static void try_once(gpointer data, gpointer unused) {
  (void)unused;
  g_autofree Trial *trial = data;
  GRand *rand = g_rand_new_with_seed(trial->seed);
  char digits[LAB_DIGITS + 1];
  g_autoptr(KhoaSymbol) symbol = lab_symbol(trial->variant->level, rand, digits);
  g_autofree char *text = g_strconcat(LAB_PREFIX, digits, NULL);
  Ageing ageing;
  lab_must(ageing_parse(&ageing, trial->condition->ageing), NULL);
  ageing.scale = trial->condition->resolution / LAB_RESOLUTION;
  ageing.turn = g_rand_double_range(rand, 0, 360);
  g_autoptr(KhoaPicture) worn = lab_tag_draw(trial->tag, symbol, trial->variant);
  g_autoptr(KhoaPicture) photo = ageing_apply(&ageing, worn, rand);
  g_atomic_int_add(&trial->rate->zxing, reads(photo, KHOA_DECODER_ZXING, text));
  g_atomic_int_add(&trial->rate->zbar, reads(photo, KHOA_DECODER_ZBAR, text));
  g_rand_free(rand);
}

static void try_all(GThreadPool *pool, const Tag *tag, const Variant *variant,
                    const Condition *condition, guint32 trials, Rate *rate) {
  for (guint32 seed = 1; seed <= trials; seed++) {
    Trial *trial = g_new(Trial, 1);
    *trial = (Trial){tag, variant, condition, seed, rate};
    g_thread_pool_push(pool, trial, NULL);
  }
}

static GThreadPool *begin(void) {
  return g_thread_pool_new(try_once, NULL, (gint)g_get_num_processors(), TRUE, NULL);
}

static void finish(GThreadPool *pool) {
  g_thread_pool_free(pool, FALSE, TRUE);
}

static gboolean check(const Tag *tag) {
  Rate rate = {0};
  GThreadPool *pool = begin();
  try_all(pool, tag, &tag->variants[0], &conditions[0], CHECK_TRIALS, &rate);
  finish(pool);
  printf("%s: undamaged, ZXing %d and zbar %d of %d\n", tag->name, rate.zxing, rate.zbar,
         CHECK_TRIALS);
  return rate.zxing == CHECK_TRIALS && rate.zbar == CHECK_TRIALS;
}

static void print_head(const Tag *tag) {
  printf("### %s\n\nThe code's place is %.1f mm wide. Read by ZXing / zbar, of %d each.\n\n|",
         tag->name, tag->size / LAB_RESOLUTION, TRIALS);
  for (gsize v = 0; v < VARIANTS; v++) {
    const Variant *variant = &tag->variants[v];
    printf(" | %c%s%s%s", khoa_level_letter(variant->level), variant->name ? ", " : "",
           variant->name ? variant->name : "", v == 0 ? " (ships)" : "");
  }
  printf(" |\n| --- ");
  for (gsize v = 0; v < VARIANTS; v++)
    printf("| --- ");
  printf("|\n| module, mm");
  for (gsize v = 0; v < VARIANTS; v++)
    printf(" | %.2f", lab_module_size(tag, &tag->variants[v], lab_modules(tag->variants[v].level)) /
                          LAB_RESOLUTION);
  printf(" |\n");
}

static void print_row(const char *name, const Rate rates[VARIANTS], const char *mark) {
  printf("| %s%s%s", mark, name, mark);
  for (gsize v = 0; v < VARIANTS; v++)
    printf(" | %s%d / %d%s", mark, rates[v].zxing, rates[v].zbar, mark);
  printf(" |\n");
}

static void print_table(const Tag *tag) {
  Rate rates[G_N_ELEMENTS(conditions)][VARIANTS] = {0}, sums[VARIANTS] = {0};
  GThreadPool *pool = begin();
  for (gsize c = 0; c < G_N_ELEMENTS(conditions); c++)
    for (gsize v = 0; v < VARIANTS; v++)
      try_all(pool, tag, &tag->variants[v], &conditions[c], TRIALS, &rates[c][v]);
  finish(pool);
  print_head(tag);
  for (gsize c = 0; c < G_N_ELEMENTS(conditions); c++) {
    print_row(conditions[c].name, rates[c], "");
    for (gsize v = 0; v < VARIANTS; v++) {
      sums[v].zxing += rates[c][v].zxing;
      sums[v].zbar += rates[c][v].zbar;
    }
  }
  print_row("all", sums, "**");
  printf("\n");
  fflush(stdout);
}

static int by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *layouts(void) {
  GError *error = NULL;
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  GDir *folder = g_dir_open("layouts", 0, &error);
  lab_must(folder != NULL, error);
  for (const char *name; (name = g_dir_read_name(folder));)
    if (g_str_has_suffix(name, ".svg"))
      g_ptr_array_add(paths, g_build_filename("layouts", name, NULL));
  g_dir_close(folder);
  g_ptr_array_sort(paths, by_name);
  return paths;
}

static gboolean has_code(const char *path) {
  g_autofree char *svg = NULL;
  GError *error = NULL;
  lab_must(g_file_get_contents(path, &svg, NULL, &error), error);
  return strstr(svg, "id=\"qr\"") != NULL;
}

int main(int argc, char **argv) {
  GError *error = NULL;
  gboolean check_only = argc == 2 && strcmp(argv[1], "--check") == 0, good = TRUE;
  g_autoptr(KhoaFonts) fonts = khoa_fonts_new("fonts", &error);
  lab_must(fonts != NULL, error);
  g_autoptr(GPtrArray) paths = layouts();
  for (guint i = 0; i < paths->len; i++) {
    if (!has_code(paths->pdata[i]))
      continue;
    Tag tag = lab_tag_load(paths->pdata[i], fonts);
    if (check_only)
      good = check(&tag) && good;
    else
      print_table(&tag);
    lab_tag_clear(&tag);
  }
  return good ? 0 : 1;
}

#include "press_bench.h"

#include <locale.h>
#include <signal.h>
#include <sys/resource.h>
#include <time.h>

/* The same input, the same bytes */

static void test_reproducible(Bench *bench, gconstpointer unused) {
  (void)unused;
  static const char *const surroundings[][2] = {
      {"UTC", "C"}, {"Asia/Ho_Chi_Minh", "vi_VN.UTF-8"}, {"EST5EDT", "de_DE.UTF-8"}};
  KhoaSheet sheet = plan(bench, "a4", (KhoaSheetOptions){.margin = 4.3, .offset_x = 0.25});
  g_autofree char *zone = g_strdup(g_getenv("TZ")), *first = NULL;
  gsize first_length = 0;
  for (gsize i = 0; i < 2 * G_N_ELEMENTS(surroundings); i++) {
    g_setenv("TZ", surroundings[i / 2][0], TRUE);
    tzset();
    setlocale(LC_ALL, surroundings[i / 2][1]); /* if the machine has it */
    KhoaPressJob job = job_of(bench, &sheet, KHOA_FACE_BACK, 50);
    write_pdf(&job, bench->path);
    gsize length;
    g_autofree char *bytes = contents(bench->path, &length);
    if (!first) {
      first = g_memdup2(bytes, length);
      first_length = length;
    }
    g_assert_cmpuint(length, ==, first_length);
    g_assert_cmpint(memcmp(bytes, first, length), ==, 0);
    g_unlink(bench->path);
  }
  setlocale(LC_ALL, "C");
  g_unsetenv("TZ");
  if (zone)
    g_setenv("TZ", zone, TRUE);
  tzset();
}

/* Whole or not at all */

static void assert_fails(const KhoaPressJob *job, const char *path, GQuark domain, int code) {
  g_autoptr(GError) error = NULL;
  g_assert_false(khoa_press_write(job, path, &error));
  g_assert_error(error, domain, code);
}

static void assert_nothing_left(const Bench *bench) {
  g_autoptr(GDir) folder = g_dir_open(bench->folder, 0, NULL);
  g_assert_cmpstr(g_dir_read_name(folder), ==, NULL);
}

static void test_source_fails(Bench *bench, gconstpointer unused) {
  (void)unused;
  KhoaSheet sheet = plan(bench, "a4", (KhoaSheetOptions){0});
  static const guint64 at[] = {0, 1, 34, 35, 60, 99};
  for (gsize i = 0; i < G_N_ELEMENTS(at); i++) {
    bench->fails_at = at[i];
    KhoaPressJob job = job_of(bench, &sheet, KHOA_FACE_FRONT, 100);
    assert_fails(&job, bench->path, G_FILE_ERROR, 99);
    assert_nothing_left(bench);
  }
}

static void test_bad_jobs(Bench *bench, gconstpointer unused) {
  (void)unused;
  KhoaSheet sheet = plan(bench, "a4", (KhoaSheetOptions){0});
  KhoaPressJob nothing = job_of(bench, &sheet, KHOA_FACE_FRONT, 0);
  assert_fails(&nothing, bench->path, KHOA_PRESS_ERROR, 0);
  KhoaPressJob unfounted = job_of(bench, &sheet, KHOA_FACE_FRONT, 3);
  unfounted.slug_family = "Comic Sans";
  assert_fails(&unfounted, bench->path, KHOA_FONTS_ERROR, 0);
  KhoaPressJob good = job_of(bench, &sheet, KHOA_FACE_FRONT, 3);
  g_autofree char *nowhere = g_build_filename(bench->folder, "no", "such", "front.pdf", NULL);
  assert_fails(&good, nowhere, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  assert_nothing_left(bench);
}

/* The disk fills up at some byte: at the start, in the midst, and within the last ones. */
static void test_disk_full(Bench *bench, gconstpointer unused) {
  (void)unused;
  KhoaSheet sheet = plan(bench, "a4", (KhoaSheetOptions){0});
  KhoaPressJob job = job_of(bench, &sheet, KHOA_FACE_FRONT, 70);
  write_pdf(&job, bench->path);
  gsize length;
  g_autofree char *bytes = contents(bench->path, &length);
  g_unlink(bench->path);
  signal(SIGXFSZ, SIG_IGN);
  const gsize room[] = {0, 1, 5000, length / 2, length - 5000, length - 2, length - 1};
  struct rlimit before, less;
  getrlimit(RLIMIT_FSIZE, &before);
  for (gsize i = 0; i < G_N_ELEMENTS(room); i++) {
    less = (struct rlimit){room[i], before.rlim_max};
    g_autoptr(GError) error = NULL;
    setrlimit(RLIMIT_FSIZE, &less);
    gboolean written = khoa_press_write(&job, bench->path, &error);
    setrlimit(RLIMIT_FSIZE, &before);
    g_assert_false(written);
    g_assert_cmpuint(error->domain, ==, G_FILE_ERROR);
    g_assert_nonnull(strstr(error->message, bench->path));
    assert_nothing_left(bench);
  }
}

static void test_never_over_a_file(Bench *bench, gconstpointer unused) {
  (void)unused;
  KhoaSheet sheet = plan(bench, "a4", (KhoaSheetOptions){0});
  KhoaPressJob job = job_of(bench, &sheet, KHOA_FACE_FRONT, 3);
  g_file_set_contents(bench->path, "mine", -1, NULL);
  assert_fails(&job, bench->path, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  g_autofree char *bytes = contents(bench->path, NULL);
  g_assert_cmpstr(bytes, ==, "mine");
}

static void put_a_file_there(guint64 done, guint64 total, gpointer data) {
  (void)done, (void)total;
  g_file_set_contents(((Bench *)data)->path, "mine", -1, NULL);
}

static void test_never_over_a_new_file(Bench *bench, gconstpointer unused) {
  (void)unused;
  KhoaSheet sheet = plan(bench, "a4", (KhoaSheetOptions){0});
  KhoaPressJob job = job_of(bench, &sheet, KHOA_FACE_FRONT, 3);
  job.progress = put_a_file_there;
  job.progress_data = bench;
  assert_fails(&job, bench->path, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  g_autofree char *bytes = contents(bench->path, NULL);
  g_assert_cmpstr(bytes, ==, "mine");
}

static void count_up(guint64 done, guint64 total, gpointer data) {
  Bench *bench = data;
  g_assert_cmpuint(done, >, bench->told);
  g_assert_cmpuint(total, ==, 100);
  bench->told = done;
}

static void test_progress(Bench *bench, gconstpointer unused) {
  (void)unused;
  KhoaSheet sheet = plan(bench, "a4", (KhoaSheetOptions){.margin = 5, .start_at = 30});
  KhoaPressJob job = job_of(bench, &sheet, KHOA_FACE_FRONT, 100);
  job.progress = count_up;
  job.progress_data = bench;
  write_pdf(&job, bench->path);
  g_assert_cmpuint(bench->told, ==, 100);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  ADD("/press/reproducible", test_reproducible);
  ADD("/press/source-fails", test_source_fails);
  ADD("/press/bad-jobs", test_bad_jobs);
  ADD("/press/disk-full", test_disk_full);
  ADD("/press/never-over-a-file", test_never_over_a_file);
  ADD("/press/never-over-a-new-file", test_never_over_a_new_file);
  ADD("/press/progress", test_progress);
  return g_test_run();
}

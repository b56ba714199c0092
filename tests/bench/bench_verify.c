/* What `khoa verify` takes: from its start to the answer of one text, and for a file of many lines
 * against libsodium's own rate of verifying, all cores at it, in the same run. `make bench`. */
#include "bench.h"
#include "office/run.h"

#include <sodium.h>
#include <string.h>
#include <sys/wait.h>

#define STARTS 21
#define ROUNDS 5
#define LINES 100000
#define TAGS 10000 /* whose texts are repeated */

/* Texts of a batch's tags, a line each. */
static GString *texts_of(KhoaOffice *office, const KhoaBatchRecord *batch, const GArray *tags) {
  GError *error = NULL;
  g_auto(KhoaPrintOptions) options = {0};
  GString *lines = g_string_new(NULL);
  must(khoa_print_options_parse(&options, batch->sheet, &error), error);
  g_autoptr(KhoaRun) run = khoa_batch_run(office, batch, &options, &error);
  must(run != NULL, error);
  for (guint n = 0; n < LINES; n++) {
    g_auto(KhoaRunCode) code = {0};
    const KhoaTagRecord *tag = &g_array_index(tags, KhoaTagRecord, n % tags->len);
    must(khoa_run_code(run, KHOA_FACE_BACK, n % tags->len, tag, &code, &error), error);
    g_string_append_printf(lines, "%s\n", code.text);
  }
  return lines;
}

/* libsodium alone */

typedef struct Checking {
  const KhoaBatchRecord *batch;
  const GArray *tags;
  guint from, to;
} Checking;

static gpointer check(gpointer data) {
  const Checking *checking = data;
  for (guint n = checking->from; n < checking->to; n++)
    must(khoa_batch_signed_tag(checking->batch,
                               &g_array_index(checking->tags, KhoaTagRecord, n % TAGS)),
         NULL);
  return NULL;
}

static double check_all(const KhoaBatchRecord *batch, const GArray *tags) {
  guint cores = g_get_num_processors();
  g_autofree Checking *parts = g_new(Checking, cores);
  g_autofree GThread **threads = g_new(GThread *, cores);
  double start = seconds_of(CLOCK_MONOTONIC);
  for (guint i = 0; i < cores; i++) {
    parts[i] = (Checking){batch, tags, LINES / cores * i, LINES / cores * (i + 1)};
    threads[i] = g_thread_new("check", check, &parts[i]);
  }
  for (guint i = 0; i < cores; i++)
    g_thread_join(threads[i]);
  return seconds_of(CLOCK_MONOTONIC) - start;
}

/* khoa, as a process of its own */

static double run(const char *command) {
  double start = seconds_of(CLOCK_MONOTONIC);
  int status = system(command);
  must(WIFEXITED(status) && WEXITSTATUS(status) == 1, NULL); /* not handed over: none is genuine */
  return seconds_of(CLOCK_MONOTONIC) - start;
}

static void bench_start(const char *khoa, const char *home, const char *text) {
  Took rounds[STARTS];
  g_autofree char *one = g_strdup_printf("%s -C %s verify '%s' >%s.out", khoa, home, text, home);
  g_autofree char *none = g_strdup_printf("%s --version >%s.out; false", khoa, home);
  for (guint i = 0; i < STARTS; i++)
    rounds[i] = (Took){run(one), run(none)};
  Took took = median(rounds, STARTS);
  printf("verify: one text answered %.1f ms after the start of a shell with the process, of which "
         "%.1f ms are khoa --version\n",
         took.wall * 1e3, took.cpu * 1e3);
}

static void bench_lines(const char *khoa, const char *home, const KhoaBatchRecord *batch,
                        const GArray *tags) {
  double ratios[ROUNDS], rates[ROUNDS];
  g_autofree char *command =
      g_strdup_printf("%s -C %s verify <%s.txt >%s.out", khoa, home, home, home);
  for (guint i = 0; i < ROUNDS; i++) {
    double alone = check_all(batch, tags), whole = run(command);
    ratios[i] = alone / whole;
    rates[i] = LINES / whole;
  }
  qsort(ratios, ROUNDS, sizeof *ratios, by_value);
  qsort(rates, ROUNDS, sizeof *rates, by_value);
  printf("verify: %d lines, %.0f a second, %.0f %% of libsodium's rate on all cores\n", LINES,
         rates[ROUNDS / 2], ratios[ROUNDS / 2] * 100);
}

int main(int argc, char **argv) {
  GError *error = NULL;
  must(sodium_init() >= 0 && argc == 2, NULL); /* the program to try */
  g_autofree char *folder = g_dir_make_tmp("khoa-bench-XXXXXX", NULL);
  g_autofree char *home = g_build_filename(folder, "office", NULL);
  g_autofree char *file = g_strconcat(home, ".txt", NULL);
  make_office(home);
  KhoaOffice *office = open_office(home);
  import(office, 0, TAGS / 4, 4, 0);
  g_autoptr(KhoaBatchRecord) batch =
      khoa_batch_load(office, issue_all(office, KHOA_KIND_KEYCHAIN, TAGS), &error);
  g_autoptr(GArray) tags = batch ? khoa_batch_whole(office, batch, &error) : NULL;
  must(tags != NULL, error);
  g_autoptr(GString) texts = texts_of(office, batch, tags);
  must(g_file_set_contents(file, texts->str, (gssize)texts->len, &error), error);
  g_autofree char *first = g_strndup(texts->str, strcspn(texts->str, "\n"));
  bench_start(argv[1], home, first);
  bench_lines(argv[1], home, batch, tags);
  khoa_office_free(office);
  remove_office(folder);
  return 0;
}

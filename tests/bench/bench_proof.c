/* What a tag costs to prove, for both kinds on A3: CPU of all threads and wall time, medians of a
 * few rounds. `make bench`. */
#include "office/batch_files.h"
#include "office/import.h"
#include "office/issue.h"
#include "office/proof.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 7
#define TAGS 800 /* of each kind */

static void must(gboolean done, const GError *error) {
  if (done)
    return;
  fprintf(stderr, "bench: %s\n", error ? error->message : "failed");
  exit(2);
}

static KhoaOffice *make_office(const char *folder) {
  GError *error = NULL;
  KhoaImported imported;
  const KhoaWorld world = {folder, ".", "bench", 1764547200, NULL};
  g_autofree char *list = g_strconcat(folder, ".csv", NULL);
  g_autoptr(GString) rows = g_string_new("reference,kind,village,head,keychains,lock_tags\n");
  for (guint i = 0; i < TAGS; i++)
    g_string_append_printf(rows, "B%u,household,Thôn %u,Hộ mẫu %u,1,1\n", i, i / 200, i);
  must(g_file_set_contents(list, rows->str, (gssize)rows->len, &error), error);
  must(khoa_office_init(&world, "Công an huyện Triệu Sơn", "https://antt.example.gov.vn/#", "bench",
                        "bench", &error),
       error);
  KhoaOffice *office = khoa_office_open(&world, &error);
  must(office && khoa_office_unlock_authority(office, "bench", &error), error);
  must(khoa_import_units(office, "samples/units.csv", &imported, &error), error);
  khoa_imported_clear(&imported);
  must(khoa_import_hotlines(office, "15667", "samples/hotlines-15667.csv", NULL, &imported, &error),
       error);
  khoa_imported_clear(&imported);
  must(khoa_import_subjects(office, list, "15667", FALSE, &imported, &error), error);
  khoa_imported_clear(&imported);
  return office;
}

static gint64 issue(KhoaOffice *office, KhoaKind kind) {
  GError *error = NULL;
  KhoaIssued issued;
  g_auto(KhoaPrintOptions) options = {0};
  must(khoa_print_options_init(&options, office->config, "a3", NULL, &error), error);
  const KhoaIssueOrder order = {.unit = "15667", .kind = kind, .fund = "", .options = &options};
  must(khoa_issue(office, &order, NULL, &issued, &error) && issued.tags == TAGS, error);
  return issued.batch;
}

static double seconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void prove_once(KhoaOffice *office, const char *path, double *cpu, double *wall) {
  GError *error = NULL;
  g_auto(KhoaProof) proof = {0};
  double cpu_start = seconds(CLOCK_PROCESS_CPUTIME_ID), wall_start = seconds(CLOCK_MONOTONIC);
  must(khoa_proof_file(office, path, NULL, &proof, &error), error);
  *cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_start;
  *wall = seconds(CLOCK_MONOTONIC) - wall_start;
  must(proof.read == TAGS && proof.faults->len == 0, NULL);
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *values) {
  qsort(values, ROUNDS, sizeof *values, by_value);
  return values[ROUNDS / 2];
}

static void bench(KhoaOffice *office, KhoaKind kind, const char *file) {
  double cpu[ROUNDS], wall[ROUNDS];
  g_autofree char *folder = khoa_batch_folder(office, issue(office, kind));
  g_autofree char *path = g_build_filename(folder, file, NULL);
  for (guint round = 0; round < ROUNDS; round++)
    prove_once(office, path, &cpu[round], &wall[round]);
  printf("%u %ss on A3: proof %.2f ms of CPU a tag, %.2f ms wall\n", TAGS, khoa_kind_word(kind),
         median(cpu) * 1000 / TAGS, median(wall) * 1000 / TAGS);
}

int main(void) {
  must(sodium_init() >= 0, NULL);
  g_autofree char *folder = g_dir_make_tmp("khoa-bench-XXXXXX", NULL);
  g_autofree char *home = g_build_filename(folder, "office", NULL);
  KhoaOffice *office = make_office(home);
  bench(office, KHOA_KIND_KEYCHAIN, "back.pdf");
  bench(office, KHOA_KIND_LOCK_TAG, "front.pdf");
  khoa_office_free(office);
  g_autofree char *remove = g_strdup_printf("rm -rf '%s'", folder);
  return system(remove) == 0 ? 0 : 1;
}

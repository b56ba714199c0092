/* What benches share: an office to try things in, clocks, and medians. */
#ifndef KHOA_TESTS_BENCH_H
#define KHOA_TESTS_BENCH_H

#include "office/import.h"
#include "office/issue.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define PREFIX "https://antt.example.gov.vn/#"
#define UNIT "15667"

static inline void must(gboolean done, const GError *error) {
  if (done)
    return;
  fprintf(stderr, "bench: %s\n", error ? error->message : "failed");
  exit(2);
}

static inline double seconds_of(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* What something took: wall time, and CPU of all threads. */
typedef struct Took {
  double wall, cpu;
} Took;

static inline Took took_begin(void) {
  return (Took){seconds_of(CLOCK_MONOTONIC), seconds_of(CLOCK_PROCESS_CPUTIME_ID)};
}

static inline Took took_end(Took from) {
  Took now = took_begin();
  return (Took){now.wall - from.wall, now.cpu - from.cpu};
}

static inline int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static inline Took median(const Took *rounds, guint n) {
  double walls[64], cpus[64];
  for (guint i = 0; i < n; i++) {
    walls[i] = rounds[i].wall;
    cpus[i] = rounds[i].cpu;
  }
  qsort(walls, n, sizeof *walls, by_value);
  qsort(cpus, n, sizeof *cpus, by_value);
  return (Took){walls[n / 2], cpus[n / 2]};
}

static inline KhoaOffice *open_office(const char *folder) {
  GError *error = NULL;
  const KhoaWorld world = {folder, ".", "bench", 1764547200, NULL};
  KhoaOffice *office = khoa_office_open(&world, &error);
  must(office && khoa_office_unlock_authority(office, "bench", &error), error);
  return office;
}

/* An office with a unit and its hotlines. */
static inline void make_office(const char *folder) {
  GError *error = NULL;
  KhoaImported imported;
  const KhoaWorld world = {folder, ".", "bench", 1764547200, NULL};
  must(khoa_office_init(&world, "Công an huyện Triệu Sơn", PREFIX, "bench", "bench", &error),
       error);
  KhoaOffice *office = open_office(folder);
  must(khoa_import_units(office, "samples/units.csv", &imported, &error), error);
  khoa_imported_clear(&imported);
  must(khoa_import_hotlines(office, UNIT, "samples/hotlines-" UNIT ".csv", NULL, &imported, &error),
       error);
  khoa_imported_clear(&imported);
  khoa_office_free(office);
}

/* Households from the number `from` on, so many, each with so many tags of either kind. */
static inline void import(KhoaOffice *office, guint from, guint count, guint keychains,
                          guint lock_tags) {
  GError *error = NULL;
  KhoaImported imported;
  g_autofree char *list = g_strconcat(office->folder, ".csv", NULL);
  g_autoptr(GString) rows = g_string_new("reference,kind,village,head,keychains,lock_tags\n");
  for (guint i = from; i < from + count; i++)
    g_string_append_printf(rows, "B%u,household,Thôn %u,Hộ mẫu %u,%u,%u\n", i, i / 200, i,
                           keychains, lock_tags);
  must(g_file_set_contents(list, rows->str, (gssize)rows->len, &error), error);
  must(khoa_import_subjects(office, list, UNIT, FALSE, &imported, &error), error);
  khoa_imported_clear(&imported);
}

typedef struct IssuedAll {
  gint64 first;
  guint64 tags;
} IssuedAll;

static inline void add_issued(const KhoaIssued *issued, gpointer data) {
  IssuedAll *all = data;
  all->first = all->first ? all->first : issued->batch;
  all->tags += issued->tags;
}

/* All that is due of a kind, in as many batches as it takes, on A3; the number of the first. */
static inline gint64 issue_all(KhoaOffice *office, KhoaKind kind, guint64 tags) {
  GError *error = NULL;
  IssuedAll all = {0};
  g_auto(KhoaPrintOptions) options = {0};
  must(khoa_print_options_init(&options, office->config, "a3", NULL, &error), error);
  const KhoaIssueOrder order = {.unit = UNIT, .kind = kind, .fund = "", .options = &options};
  must(khoa_issue(office, &order, NULL, add_issued, &all, &error), error);
  must(all.tags == tags, NULL);
  return all.first;
}

static inline void remove_office(const char *folder) {
  g_autofree char *remove = g_strdup_printf("rm -rf '%s' '%s.csv'", folder, folder);
  must(system(remove) == 0, NULL);
}

#endif

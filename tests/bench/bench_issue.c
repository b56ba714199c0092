/* Tags a second for issue (sign, register, draw both faces, sync) against the floor, signing and
 * encoding alone, measured in the same run: medians of a few rounds. `make bench`. */
#include "office/import.h"
#include "office/issue.h"
#include "qr/symbol.h"
#include "tag/sign.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 5

static const char prefix[] = "https://antt.example.gov.vn/#";

static void must(gboolean done, GError *error) {
  if (done)
    return;
  fprintf(stderr, "bench: %s\n", error ? error->message : "failed");
  exit(2);
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *seconds) {
  qsort(seconds, ROUNDS, sizeof *seconds, by_value);
  return seconds[ROUNDS / 2];
}

static double seconds_since(gint64 start) {
  return (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC;
}

static double floor_once(guint tags) {
  KhoaSigner *signer = khoa_signer_new();
  KhoaSymbolForm form;
  must(khoa_symbol_plan(&form, strlen(prefix), KHOA_DIGITS, KHOA_LEVEL_M, NULL), NULL);
  gint64 start = g_get_monotonic_time();
  for (guint i = 1; i <= tags; i++) {
    guint8 payload[KHOA_PAYLOAD_SIZE], signature[KHOA_SIGNATURE_SIZE];
    char digits[KHOA_DIGITS + 1];
    khoa_payload_pack(payload, (KhoaTag){KHOA_KIND_KEYCHAIN, 1, i});
    khoa_signer_sign(signer, signature, payload);
    khoa_digits_encode(digits, payload, signature);
    g_autoptr(KhoaSymbol) symbol = khoa_symbol_new(&form, prefix, digits, NULL);
    must(symbol != NULL, NULL);
  }
  double seconds = seconds_since(start);
  khoa_signer_free(signer);
  return seconds;
}

static void write_households(const char *path, guint from, guint count) {
  g_autoptr(GString) list = g_string_new("reference,kind,village,head,keychains,lock_tags\n");
  for (guint i = from; i < from + count; i++)
    g_string_append_printf(list, "B%u,household,Thôn %u,Hộ mẫu %u,1,0\n", i, i / 200, i);
  must(g_file_set_contents(path, list->str, (gssize)list->len, NULL), NULL);
}

static KhoaOffice *make_office(const char *folder) {
  GError *error = NULL;
  KhoaImported imported;
  const KhoaWorld world = {folder, ".", "bench", 1764547200, NULL};
  must(khoa_office_init(&world, "Công an huyện Triệu Sơn", prefix, "bench", "bench", &error),
       error);
  KhoaOffice *office = khoa_office_open(&world, &error);
  must(office != NULL, error);
  must(khoa_office_unlock_authority(office, "bench", &error), error);
  must(khoa_import_units(office, "samples/units.csv", &imported, &error), error);
  khoa_imported_clear(&imported);
  must(khoa_import_hotlines(office, "15667", "samples/hotlines-15667.csv", NULL, &imported, &error),
       error);
  khoa_imported_clear(&imported);
  return office;
}

static double issue_once(KhoaOffice *office, const char *list, guint *next, guint tags) {
  GError *error = NULL;
  KhoaImported imported;
  KhoaIssued issued;
  g_auto(KhoaPrintOptions) options = {0};
  write_households(list, *next, tags);
  *next += tags;
  must(khoa_import_subjects(office, list, "15667", FALSE, &imported, &error), error);
  khoa_imported_clear(&imported);
  must(khoa_print_options_init(&options, office->config, "a3", NULL, &error), error);
  const KhoaIssueOrder order = {
      .unit = "15667", .kind = KHOA_KIND_KEYCHAIN, .fund = "", .options = &options};
  gint64 start = g_get_monotonic_time();
  must(khoa_issue(office, &order, NULL, &issued, &error), error);
  double seconds = seconds_since(start);
  must(issued.tags == tags, NULL);
  return seconds;
}

int main(void) {
  static const guint sizes[] = {1000, 10000};
  must(sodium_init() >= 0, NULL);
  g_autofree char *folder = g_dir_make_tmp("khoa-bench-XXXXXX", NULL);
  g_autofree char *home = g_build_filename(folder, "office", NULL);
  g_autofree char *list = g_build_filename(folder, "households.csv", NULL);
  KhoaOffice *office = make_office(home);
  guint next = 1;
  for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
    double floors[ROUNDS], issues[ROUNDS];
    for (guint round = 0; round < ROUNDS; round++) {
      floors[round] = floor_once(sizes[i]);
      issues[round] = issue_once(office, list, &next, sizes[i]);
    }
    double floor_median = median(floors), issue_median = median(issues);
    printf("%6u keychains: issue %6.0f tags/s, floor (sign and encode) %6.0f tags/s, ratio %.2f\n",
           sizes[i], sizes[i] / issue_median, sizes[i] / floor_median, issue_median / floor_median);
  }
  khoa_office_free(office);
  g_autofree char *remove = g_strdup_printf("rm -rf '%s'", folder);
  return system(remove) == 0 ? 0 : 1;
}

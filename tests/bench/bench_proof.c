/* What a tag costs to prove, for both kinds on A3: CPU of all threads and wall time, medians of a
 * few rounds. `make bench`. */
#include "bench.h"
#include "office/proof.h"

#include <sodium.h>

#define ROUNDS 7
#define TAGS 800 /* of each kind */

static Took prove_once(KhoaOffice *office, const char *path) {
  GError *error = NULL;
  g_auto(KhoaProof) proof = {0};
  Took start = took_begin();
  must(khoa_proof_file(office, path, NULL, &proof, &error), error);
  Took took = took_end(start);
  must(proof.read == TAGS && proof.faults->len == 0, NULL);
  return took;
}

static void bench(KhoaOffice *office, KhoaKind kind, const char *file) {
  Took rounds[ROUNDS];
  g_autofree char *folder = khoa_batch_folder(office, issue_all(office, kind, TAGS));
  g_autofree char *path = g_build_filename(folder, file, NULL);
  for (guint round = 0; round < ROUNDS; round++)
    rounds[round] = prove_once(office, path);
  Took took = median(rounds, ROUNDS);
  printf("%u %ss on A3: proof %.2f ms of CPU a tag, %.2f ms wall\n", TAGS, khoa_kind_word(kind),
         took.cpu * 1000 / TAGS, took.wall * 1000 / TAGS);
}

int main(void) {
  must(sodium_init() >= 0, NULL);
  g_autofree char *folder = g_dir_make_tmp("khoa-bench-XXXXXX", NULL);
  g_autofree char *home = g_build_filename(folder, "office", NULL);
  make_office(home);
  KhoaOffice *office = open_office(home);
  import(office, 0, TAGS, 1, 1);
  bench(office, KHOA_KIND_KEYCHAIN, "back.pdf");
  bench(office, KHOA_KIND_LOCK_TAG, "front.pdf");
  khoa_office_free(office);
  remove_office(folder);
  return 0;
}

#include "proved.h"

#include "office/proof.h"
#include "output.h"
#include "progress.h"

#include <stdio.h>

static void tell_json(const char *path, const KhoaProof *proof) {
  JsonBuilder *json = khoa_json_object();
  khoa_json_text(json, "file", path);
  khoa_json_int(json, "pages", proof->pages);
  khoa_json_int(json, "expected", (gint64)proof->expected);
  khoa_json_int(json, "read", (gint64)proof->read);
  khoa_json_int(json, "read_by_one", (gint64)proof->weak);
  json_builder_set_member_name(json, "faults");
  json_builder_begin_array(json);
  for (guint i = 0; i < proof->faults->len; i++) {
    const KhoaProofFault *fault = g_ptr_array_index(proof->faults, i);
    json_builder_begin_object(json);
    khoa_json_int(json, "page", fault->page);
    khoa_json_text(json, "code", fault->code);
    khoa_json_text(json, "what", fault->what);
    json_builder_end_object(json);
  }
  json_builder_end_array(json);
  khoa_json_print(json);
}

static void tell_people(const char *path, const KhoaProof *proof) {
  for (guint i = 0; i < proof->faults->len; i++) {
    const KhoaProofFault *fault = g_ptr_array_index(proof->faults, i);
    printf("%s:", path);
    if (fault->page)
      printf(" page %u:", fault->page);
    printf(" %s%s%s\n", fault->code ? fault->code : "", fault->code ? ": " : "", fault->what);
  }
  printf("%s: %u pages, ", path, proof->pages);
  if (proof->expected == 0 && proof->faults->len == 0)
    printf("no codes on this face\n");
  else
    printf("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " codes read right, %" G_GUINT64_FORMAT
           " by one decoder alone\n",
           proof->read, proof->expected, proof->weak);
}

static int tell(const KhoaCli *cli, const char *path, const KhoaProof *proof) {
  (cli->json ? tell_json : tell_people)(path, proof);
  return proof->faults->len > 0 ? KHOA_EXIT_NO : KHOA_EXIT_YES;
}

int khoa_prove_file(KhoaCli *cli, const char *path) {
  GError *error = NULL;
  g_auto(KhoaProof) proof = {0};
  g_auto(KhoaBar) bar;
  khoa_bar_init(&bar);
  gboolean proved = khoa_proof_file(cli->office, path, &bar.progress, &proof, &error);
  khoa_bar_clear(&bar);
  return proved ? tell(cli, path, &proof) : khoa_cli_fail(error);
}

int khoa_prove_batch(KhoaCli *cli, gint64 batch, const char *folder) {
  int status = KHOA_EXIT_YES;
  for (KhoaFace face = KHOA_FACE_FRONT; face <= KHOA_FACE_BACK; face++) {
    GError *error = NULL;
    g_autofree char *path = NULL;
    gboolean there;
    g_auto(KhoaProof) proof = {0};
    g_auto(KhoaBar) bar;
    khoa_bar_init(&bar);
    gboolean proved = khoa_proof_face(cli->office, batch, face, folder, &bar.progress, &path,
                                      &proof, &there, &error);
    khoa_bar_clear(&bar);
    if (!proved)
      return khoa_cli_fail(error);
    int answer = there ? tell(cli, path, &proof) : KHOA_EXIT_YES;
    status = MAX(status, answer);
  }
  return status;
}

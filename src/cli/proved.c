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

int khoa_prove_files(KhoaCli *cli, const GPtrArray *paths) {
  int status = KHOA_EXIT_YES;
  for (guint i = 0; i < paths->len; i++) {
    const char *path = g_ptr_array_index(paths, i);
    GError *error = NULL;
    g_auto(KhoaProof) proof = {0};
    g_auto(KhoaBar) bar;
    khoa_bar_init(&bar);
    gboolean proved = khoa_proof_file(cli->office, path, &bar.progress, &proof, &error);
    khoa_bar_clear(&bar);
    if (!proved)
      return khoa_cli_fail(error);
    (cli->json ? tell_json : tell_people)(path, &proof);
    if (proof.faults->len > 0)
      status = KHOA_EXIT_NO;
  }
  return status;
}

int khoa_prove_folders(KhoaCli *cli, const GPtrArray *folders) {
  static const char *const files[] = {"front.pdf", "back.pdf"};
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < folders->len; i++)
    for (gsize n = 0; n < G_N_ELEMENTS(files); n++) {
      char *path = g_build_filename(g_ptr_array_index(folders, i), files[n], NULL);
      if (n == 0 || g_file_test(path, G_FILE_TEST_EXISTS))
        g_ptr_array_add(paths, path);
      else
        g_free(path);
    }
  return khoa_prove_files(cli, paths);
}

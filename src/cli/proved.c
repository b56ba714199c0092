#include "proved.h"

#include "office/photo.h"
#include "office/proof.h"
#include "output.h"
#include "progress.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

/* What was proved: a file of pages, or pictures. */
typedef struct Subject {
  char *const *paths;
  guint n;
} Subject;

static void tell_faults_json(JsonBuilder *json, const KhoaProof *proof) {
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
}

static void tell_unread_json(JsonBuilder *json, KhoaProof *proof) {
  json_builder_set_member_name(json, "unread");
  json_builder_begin_array(json);
  for (guint from = 0; from < proof->unread->len;) {
    guint32 batch;
    g_autofree char *only = khoa_proof_unread(proof, &from, &batch);
    json_builder_begin_object(json);
    khoa_json_int(json, "batch", batch);
    khoa_json_text(json, "only", only);
    json_builder_end_object(json);
  }
  json_builder_end_array(json);
}

static void tell_json(const Subject *subject, KhoaProof *proof) {
  JsonBuilder *json = khoa_json_object();
  if (subject->n == 1) {
    khoa_json_text(json, "file", subject->paths[0]);
  } else {
    json_builder_set_member_name(json, "files");
    json_builder_begin_array(json);
    for (guint i = 0; i < subject->n; i++)
      json_builder_add_string_value(json, subject->paths[i]);
    json_builder_end_array(json);
  }
  khoa_json_int(json, "pages", proof->pages);
  khoa_json_int(json, "expected", (gint64)proof->expected);
  khoa_json_int(json, "read", (gint64)proof->read);
  khoa_json_int(json, "asked_both", (gint64)proof->asked);
  khoa_json_int(json, "read_by_one", (gint64)proof->weak);
  tell_faults_json(json, proof);
  tell_unread_json(json, proof);
  khoa_json_print(json);
}

static void tell_fault(const Subject *subject, const KhoaProofFault *fault) {
  if (subject->n == 1)
    printf("%s: ", subject->paths[0]);
  else if (fault->page)
    printf("%s: ", subject->paths[fault->page - 1]);
  if (fault->page && subject->n == 1)
    printf(_("page %u: "), fault->page);
  printf("%s%s%s\n", fault->code ? fault->code : "", fault->code ? ": " : "", fault->what);
}

/* Ready to be pasted behind `print` and `tag spoil`. */
static void tell_unread(KhoaProof *proof) {
  for (guint from = 0; from < proof->unread->len;) {
    guint32 batch;
    g_autofree char *only = khoa_proof_unread(proof, &from, &batch);
    printf(_("batch %u: --only %s\n"), batch, only);
  }
}

static void tell_people(const Subject *subject, KhoaProof *proof) {
  for (guint i = 0; i < proof->faults->len; i++)
    tell_fault(subject, g_ptr_array_index(proof->faults, i));
  if (proof->pictures)
    tell_unread(proof);
  if (subject->n == 1)
    printf(ngettext("%s: %u page, ", "%s: %u pages, ", proof->pages), subject->paths[0],
           proof->pages);
  else
    printf(_("%u pictures, "), subject->n);
  if (proof->expected == 0 && proof->faults->len == 0) {
    printf(_("no codes on this face\n"));
    return;
  }
  printf(_("%" PRIu64 " of %" PRIu64 " codes read right"), proof->read, proof->expected);
  if (proof->asked)
    printf(_(", %" PRIu64 " of %" PRIu64 " by one decoder alone"), proof->weak, proof->asked);
  putchar('\n');
}

static int tell(const KhoaCli *cli, const Subject *subject, KhoaProof *proof) {
  (cli->json ? tell_json : tell_people)(subject, proof);
  return proof->faults->len > 0 ? KHOA_EXIT_NO : KHOA_EXIT_YES;
}

int khoa_prove_pictures(KhoaCli *cli, char *const *paths, guint n) {
  GError *error = NULL;
  g_auto(KhoaProof) proof = {0};
  g_auto(KhoaBar) bar;
  khoa_bar_init(&bar);
  gboolean proved = khoa_proof_pictures(cli->office, paths, n, &bar.progress, &proof, &error);
  khoa_bar_clear(&bar);
  return proved ? tell(cli, &(Subject){paths, n}, &proof) : khoa_cli_fail(error);
}

int khoa_prove_folder(KhoaCli *cli, const char *folder) {
  GError *error = NULL;
  g_auto(GStrv) paths = khoa_photos_in(folder, &error);
  return paths ? khoa_prove_pictures(cli, paths, g_strv_length(paths)) : khoa_cli_fail(error);
}

int khoa_prove_file(KhoaCli *cli, char *path) {
  GError *error = NULL;
  g_auto(KhoaProof) proof = {0};
  g_auto(KhoaBar) bar;
  khoa_bar_init(&bar);
  gboolean proved = khoa_proof_file(cli->office, path, &bar.progress, &proof, &error);
  khoa_bar_clear(&bar);
  return proved ? tell(cli, &(Subject){&path, 1}, &proof) : khoa_cli_fail(error);
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
    if (there && tell(cli, &(Subject){&path, 1}, &proof) == KHOA_EXIT_NO)
      status = KHOA_EXIT_NO;
  }
  return status;
}

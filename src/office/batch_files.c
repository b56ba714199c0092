#include "batch_files.h"

#include "acts.h"
#include "file.h"
#include "ledger.h"
#include "reg/tag.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

const char *const khoa_batch_file_names[] = {"back.pdf", "cut.pdf", "front.pdf", "manifest.csv",
                                             NULL};
#define FILES (G_N_ELEMENTS(khoa_batch_file_names) - 1)

char *khoa_batch_folder(const KhoaOffice *office, gint64 number) {
  g_autofree char *name = g_strdup_printf("%04" G_GINT64_FORMAT, number);
  return g_build_filename(office->folder, "batches", name, NULL);
}

KhoaRun *khoa_batch_run(KhoaOffice *office, const KhoaBatchRecord *batch,
                        const KhoaPrintOptions *options, GError **error) {
  g_autofree char *name = NULL, *svg = NULL;
  if (!khoa_layout_get(office->db, batch->layout, &name, &svg, error))
    return NULL;
  return khoa_run_again(office, batch, name, svg, options, error);
}

GArray *khoa_batch_tags(KhoaOffice *office, const KhoaBatchRecord *batch, const GArray *only,
                        GError **error) {
  g_autoptr(GArray) tags = khoa_batch_whole(office, batch, error);
  if (!tags || !khoa_batch_signed(batch, tags, error))
    return NULL;
  if (!only)
    return g_steal_pointer(&tags);
  g_autoptr(GArray) chosen = g_array_new(FALSE, FALSE, sizeof(KhoaTagRecord));
  for (guint i = 0; i < only->len; i++) {
    gint64 index = g_array_index(only, gint64, i);
    if (index > tags->len) {
      g_set_error(error, KHOA_OFFICE_ERROR, 0,
                  _("batch %" PRId64 " has tags 1 to %u, not %" PRId64), batch->number, tags->len,
                  index);
      return NULL;
    }
    g_array_append_val(chosen, g_array_index(tags, KhoaTagRecord, index - 1));
  }
  return g_steal_pointer(&chosen);
}

static void add_sum(GString *sums, const char *name, const guint8 hash[KHOA_SHA256_SIZE]) {
  char hex[2 * KHOA_SHA256_SIZE + 1];
  g_string_append_printf(sums, "%s  %s\n", sodium_bin2hex(hex, sizeof hex, hash, KHOA_SHA256_SIZE),
                         name);
}

char *khoa_batch_sums(KhoaOffice *office, gint64 number, GError **error) {
  g_autoptr(GString) sums = g_string_new(NULL);
  for (const char *const *name = khoa_batch_file_names; *name; name++) {
    guint8 hash[KHOA_SHA256_SIZE];
    gboolean known;
    if (!khoa_batch_get_file(office->db, number, *name, hash, &known, error))
      return NULL;
    if (known)
      add_sum(sums, *name, hash);
  }
  return g_strdup(sums->str);
}

gboolean khoa_batch_write_sums(KhoaOffice *office, gint64 number, const char *sums,
                               const char *folder, GError **error) {
  g_autofree char *comment = g_strdup_printf("khoa batch %" G_GINT64_FORMAT, number);
  g_autofree char *sums_path = g_build_filename(folder, "SHA256SUMS", NULL);
  g_autofree char *signature_path = g_build_filename(folder, "SHA256SUMS.minisig", NULL);
  char signature[KHOA_SIGNATURE_TEXT_MAX];
  KhoaMinisignFault fault = khoa_minisign_sign(signature, sizeof signature, office->authority_key,
                                               (const guint8 *)sums, strlen(sums), comment);
  if (fault != KHOA_MINISIGN_OK) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("can't sign %s: %s"), sums_path,
                _(khoa_minisign_fault_words(fault)));
    return FALSE;
  }
  return khoa_file_write(sums_path, sums, strlen(sums), TRUE, error) &&
         khoa_file_write(signature_path, signature, strlen(signature), TRUE, error);
}

/* The sums of the files that are in a folder, by khoa_batch_file_names. */
typedef struct Drawn {
  gboolean there[FILES];
  guint8 hashes[FILES][KHOA_SHA256_SIZE];
} Drawn;

static gboolean sum_drawn(const char *folder, Drawn *drawn, GError **error) {
  *drawn = (Drawn){0};
  for (gsize i = 0; i < FILES; i++) {
    g_autofree char *path = g_build_filename(folder, khoa_batch_file_names[i], NULL);
    drawn->there[i] = g_file_test(path, G_FILE_TEST_EXISTS);
    if (drawn->there[i] && !khoa_file_sha256(path, drawn->hashes[i], error))
      return FALSE;
  }
  return TRUE;
}

static gboolean sign_drawn(KhoaOffice *office, gint64 number, const char *folder,
                           const Drawn *drawn, GError **error) {
  g_autoptr(GString) sums = g_string_new(NULL);
  for (gsize i = 0; i < FILES; i++)
    if (drawn->there[i])
      add_sum(sums, khoa_batch_file_names[i], drawn->hashes[i]);
  return khoa_batch_write_sums(office, number, sums->str, folder, error);
}

void khoa_batch_sums_hash(guint8 hash[KHOA_SHA256_SIZE], const char *sums) {
  crypto_hash_sha256(hash, (const guint8 *)sums, strlen(sums));
}

/* So that nobody can slip other files in, and have their sums signed by a repair. */
static gboolean log_drawing(KhoaOffice *office, gint64 number, GError **error) {
  g_autofree char *sums = khoa_batch_sums(office, number, error);
  guint8 hash[KHOA_SHA256_SIZE];
  if (!sums)
    return FALSE;
  khoa_batch_sums_hash(hash, sums);
  g_autofree char *object = g_strdup_printf("batch %" G_GINT64_FORMAT, number);
  g_autofree char *cover = khoa_cover_print(KHOA_COVER_FILES, hash);
  g_auto(GStrv) lines = g_strsplit(sums, "\n", -1);
  g_autofree char *detail = g_strdup_printf("%u files%s", g_strv_length(lines) - 1, cover);
  return khoa_office_log(office, KHOA_ACT_DRAW, object, detail, error);
}

static gboolean record_files(KhoaOffice *office, gint64 number, const Drawn *drawn,
                             GError **error) {
  if (!khoa_db_begin(office->db, error))
    return FALSE;
  gboolean done = TRUE;
  for (gsize i = 0; i < FILES && done; i++)
    done = !drawn->there[i] || khoa_batch_add_file(office->db, number, khoa_batch_file_names[i],
                                                   drawn->hashes[i], error);
  if (done && log_drawing(office, number, error) && khoa_db_commit(office->db, error))
    return TRUE;
  khoa_db_rollback(office->db);
  return FALSE;
}

/* Whether the files that are in place already are the same as those just drawn: then a crash came
 * between putting them there and recording them. */
static gboolean same_files(const Drawn *drawn, const char *target) {
  Drawn there;
  return sum_drawn(target, &there, NULL) && memcmp(&there, drawn, sizeof there) == 0;
}

static gboolean publish(const char *folder, const Drawn *drawn, const char *target,
                        GError **error) {
  if (!g_file_test(target, G_FILE_TEST_EXISTS))
    return khoa_folder_publish(folder, target, error);
  if (same_files(drawn, target)) {
    khoa_folder_remove(folder);
    return TRUE;
  }
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("%s is there already and holds other files: move it away and run this again"),
              target);
  return FALSE;
}

/* fresh: the tags were signed by this process a moment ago. */
static gboolean draw_and_sign(KhoaOffice *office, const KhoaBatchRecord *batch, KhoaRun *run,
                              gboolean fresh, const char *folder, const KhoaProgress *progress,
                              Drawn *drawn, GError **error) {
  g_autoptr(GArray) tags =
      fresh ? khoa_batch_whole(office, batch, error) : khoa_batch_tags(office, batch, NULL, error);
  return tags && khoa_run_write(run, tags, folder, progress, error) &&
         sum_drawn(folder, drawn, error) && sign_drawn(office, batch->number, folder, drawn, error);
}

/* While the lock is held. */
static gboolean finish(KhoaOffice *office, const KhoaBatchRecord *batch, KhoaRun *run,
                       gboolean fresh, const KhoaProgress *progress, GError **error) {
  g_autoptr(KhoaBatchRecord) current = NULL;
  if (!khoa_batch_find(office->db, batch->number, &current, error))
    return FALSE;
  if (current && current->drawn)
    return TRUE;
  g_autofree char *target = khoa_batch_folder(office, batch->number);
  khoa_folder_sweep(target);
  g_autofree char *folder = khoa_folder_begin(target, error);
  if (!folder)
    return FALSE;
  Drawn drawn;
  if (draw_and_sign(office, batch, run, fresh, folder, progress, &drawn, error) &&
      publish(folder, &drawn, target, error))
    return record_files(office, batch->number, &drawn, error);
  khoa_folder_remove(folder);
  return FALSE;
}

int khoa_batch_lock(const KhoaOffice *office, GError **error) {
  g_autofree char *path = g_build_filename(office->folder, "batches", ".lock", NULL);
  return khoa_file_lock(path, error);
}

gboolean khoa_batch_finish(KhoaOffice *office, const KhoaBatchRecord *batch, KhoaRun *run,
                           const KhoaProgress *progress, GError **error) {
  g_auto(KhoaPrintOptions) options = {0};
  g_autoptr(KhoaRun) made = NULL;
  if (!run) {
    if (!khoa_print_options_parse(&options, batch->sheet, error) ||
        !(made = khoa_batch_run(office, batch, &options, error)))
      return FALSE;
    run = made;
  }
  int lock = khoa_batch_lock(office, error);
  if (lock < 0)
    return FALSE;
  gboolean finished = finish(office, batch, run, !made, progress, error);
  close(lock);
  return finished;
}

gboolean khoa_batch_finish_all(KhoaOffice *office, const KhoaProgress *progress, GArray *finished,
                               GError **error) {
  g_autoptr(GPtrArray) batches = khoa_batch_list(office->db, NULL, error);
  for (guint i = 0; batches && i < batches->len; i++) {
    const KhoaBatchRecord *listed = g_ptr_array_index(batches, i);
    if (listed->drawn)
      continue;
    g_autoptr(KhoaBatchRecord) batch = khoa_batch_load(office, listed->number, error);
    if (!batch || !khoa_batch_finish(office, batch, NULL, progress, error))
      return FALSE;
    g_array_append_val(finished, batch->number);
  }
  return batches != NULL;
}

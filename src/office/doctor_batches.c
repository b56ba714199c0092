#include "acts.h"
#include "batch_files.h"
#include "doctor.h"
#include "file.h"
#include "ledger.h"
#include "lineage.h"
#include "reg/check.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#define SUMS_MAX 65536

/* A batch whose files are looked at. */
typedef struct Case {
  const KhoaDoctor *doctor;
  const KhoaBatchRecord *batch;
  char *folder, *object;
  gboolean missing, unsigned_; /* files to be drawn; SHA256SUMS to be written and signed */
} Case;

static void blame(const Case *one, const char *file, const char *remedy, const char *what) {
  g_autofree char *object = file ? g_build_filename(one->object, file, NULL) : NULL;
  khoa_finding(one->doctor->findings, KHOA_FINDING_FAULT, object ? object : one->object, remedy,
               "%s", what);
}

/* Reports what was done about it, or why it couldn't be; without repair, what can be done. */
static void tell(const Case *one, const char *what, gboolean repaired, GError *error) {
  if (repaired)
    khoa_finding(one->doctor->findings, KHOA_FINDING_REPAIRED, one->object, NULL, "%s", what);
  else if (error) {
    g_prefix_error(&error, _("%s and can't be repaired: "), what);
    khoa_finding_error(one->doctor->findings, KHOA_FINDING_FAULT, one->object, NULL, error);
  } else
    blame(one, NULL, KHOA_REMEDY_REPAIR, what);
}

static gboolean unlock(const KhoaDoctor *doctor, GError **error) {
  return doctor->office->authority_key || doctor->unlock(doctor->office, doctor->data, error);
}

static gboolean finish(const Case *one, GError **error) {
  KhoaOffice *office = one->doctor->office;
  g_autoptr(KhoaBatchRecord) batch = khoa_batch_load(office, one->batch->number, error);
  return batch && unlock(one->doctor, error) &&
         khoa_batch_finish(office, batch, NULL, one->doctor->progress, error);
}

/* Puts those in place that are missing there, if they are the very files that were recorded. */
static gboolean place_missing(const Case *one, const char *drawn, GError **error) {
  KhoaOffice *office = one->doctor->office;
  for (const char *const *name = khoa_batch_file_names; *name; name++) {
    g_autofree char *from = g_build_filename(drawn, *name, NULL);
    g_autofree char *to = g_build_filename(one->folder, *name, NULL);
    guint8 recorded[KHOA_SHA256_SIZE], found[KHOA_SHA256_SIZE];
    gboolean known;
    if (!khoa_batch_get_file(office->db, one->batch->number, *name, recorded, &known, error))
      return FALSE;
    if (!known || g_file_test(to, G_FILE_TEST_EXISTS))
      continue;
    if (!khoa_file_sha256(from, found, error))
      return FALSE;
    if (memcmp(found, recorded, sizeof found) != 0) {
      g_set_error(error, KHOA_OFFICE_ERROR, 0,
                  _("%s drawn again isn't the file that was recorded: restore it from a backup"),
                  *name);
      return FALSE;
    }
    if (!khoa_folder_make(one->folder, error) || !khoa_move(from, to, FALSE, error))
      return FALSE;
  }
  return TRUE;
}

/* While the drawing lock is held. */
static gboolean draw_missing(const Case *one, GError **error) {
  KhoaOffice *office = one->doctor->office;
  g_auto(KhoaPrintOptions) options = {0};
  g_autoptr(KhoaBatchRecord) batch = khoa_batch_load(office, one->batch->number, error);
  g_autoptr(KhoaRun) run = NULL;
  g_autoptr(GArray) tags = NULL;
  if (!batch || !khoa_print_options_parse(&options, batch->sheet, error) ||
      !(run = khoa_batch_run(office, batch, &options, error)) ||
      !(tags = khoa_batch_tags(office, batch, NULL, error)))
    return FALSE;
  g_autofree char *drawn = khoa_folder_begin(one->folder, error);
  gboolean done = drawn && khoa_run_write(run, tags, drawn, one->doctor->progress, error) &&
                  place_missing(one, drawn, error);
  if (drawn)
    khoa_folder_remove(drawn);
  return done;
}

static gboolean draw_again(const Case *one, GError **error) {
  int lock = khoa_batch_lock(one->doctor->office, error);
  if (lock < 0)
    return FALSE;
  gboolean done = draw_missing(one, error);
  close(lock);
  return done;
}

/* Nothing is signed that the log doesn't vouch for. */
static gboolean check_sums(const Case *one, const char *sums, GError **error) {
  KhoaDb *db = one->doctor->office->db;
  guint8 hash[KHOA_SHA256_SIZE];
  g_autofree char *detail = NULL;
  g_autofree char *object = g_strdup_printf("batch %" PRId64, one->batch->number);
  if (!khoa_log_newest(db, KHOA_ACT_DRAW, object, &detail, error))
    return FALSE;
  khoa_batch_sums_hash(hash, sums);
  if (detail && khoa_cover_fits(detail, KHOA_COVER_FILES, hash))
    return TRUE;
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("the recorded SHA-256 aren't those in the log: restore a backup"));
  return FALSE;
}

static gboolean sign_again(const Case *one, GError **error) {
  KhoaOffice *office = one->doctor->office;
  g_autofree char *sums = khoa_batch_sums(office, one->batch->number, error);
  return sums && check_sums(one, sums, error) && unlock(one->doctor, error) &&
         khoa_batch_write_sums(office, one->batch->number, sums, one->folder, error);
}

static void check_file(Case *one, const char *name) {
  guint8 recorded[KHOA_SHA256_SIZE], found[KHOA_SHA256_SIZE];
  gboolean known;
  GError *error = NULL;
  g_autofree char *path = g_build_filename(one->folder, name, NULL);
  if (!khoa_batch_get_file(one->doctor->office->db, one->batch->number, name, recorded, &known,
                           &error))
    blame(one, name, KHOA_REMEDY_BACKUP, error->message);
  else if (known && !g_file_test(path, G_FILE_TEST_EXISTS))
    one->missing = TRUE;
  else if (known && !khoa_file_sha256(path, found, &error))
    blame(one, name, KHOA_REMEDY_BACKUP, error->message);
  else if (known && memcmp(found, recorded, sizeof found) != 0)
    blame(one, name, _("move it away, and 'khoa doctor --repair' draws it again"),
          _("isn't the file that was issued: its SHA-256 isn't the recorded one"));
  g_clear_error(&error);
}

static gboolean signed_by_lineage(const KhoaOffice *office, const char *sums, gsize length,
                                  const char *signature, gsize signature_length) {
  for (guint i = 0; i <= office->successions->len; i++)
    if (khoa_minisign_verify(khoa_lineage_at(office, i), (const guint8 *)sums, length, signature,
                             signature_length, NULL) == KHOA_MINISIGN_OK)
      return TRUE;
  return FALSE;
}

/* SHA256SUMS is as the registry has it, and signed. */
static gboolean sums_good(const Case *one, GError **error) {
  KhoaOffice *office = one->doctor->office;
  g_autofree char *expected = khoa_batch_sums(office, one->batch->number, error);
  g_autofree char *path = g_build_filename(one->folder, "SHA256SUMS", NULL);
  g_autofree char *signature_path = g_build_filename(one->folder, "SHA256SUMS.minisig", NULL);
  g_autofree char *sums = NULL, *signature = NULL;
  gsize length, signature_length;
  return !expected ||
         (khoa_file_read(path, SUMS_MAX, &sums, &length, NULL) &&
          khoa_file_read(signature_path, SUMS_MAX, &signature, &signature_length, NULL) &&
          strlen(expected) == length && memcmp(expected, sums, length) == 0 &&
          (!office->successions ||
           signed_by_lineage(office, sums, length, signature, signature_length)));
}

static void check_drawn(Case *one) {
  GError *error = NULL;
  for (const char *const *name = khoa_batch_file_names; *name; name++)
    check_file(one, *name);
  one->unsigned_ = !sums_good(one, &error);
  if (error)
    khoa_finding_error(one->doctor->findings, KHOA_FINDING_UNKNOWN, one->object, NULL, error);
  error = NULL;
  if (one->missing) {
    gboolean repaired = one->doctor->repair && draw_again(one, &error);
    tell(one, _("files are missing"), repaired, error);
  }
  error = NULL;
  if (one->unsigned_) {
    gboolean repaired = one->doctor->repair && sign_again(one, &error);
    tell(one, _("SHA256SUMS or its signature is missing or was changed"), repaired, error);
  }
}

static void check_batch(const KhoaDoctor *doctor, const KhoaBatchRecord *batch) {
  Case one = {doctor,
              batch,
              khoa_batch_folder(doctor->office, batch->number),
              g_strdup_printf("batches/%04" G_GINT64_FORMAT, batch->number),
              FALSE,
              FALSE};
  GError *error = NULL;
  if (batch->drawn)
    check_drawn(&one);
  else {
    gboolean repaired = doctor->repair && finish(&one, &error);
    tell(&one, _("files were never finished"), repaired, error);
  }
  g_free(one.folder);
  g_free(one.object);
}

/* A folder of a batch that the registry doesn't know: issued by a registry that was lost since.
 * reserved: up to where that is known since a restore. */
static void check_folders(const KhoaDoctor *doctor, GHashTable *known, gint64 reserved) {
  g_autofree char *folder = khoa_office_path(doctor->office, "batches");
  g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
  for (const char *name; entries && (name = g_dir_read_name(entries));) {
    char *end;
    gint64 number = g_ascii_strtoll(name, &end, 10);
    g_autofree char *object = g_build_filename("batches", name, NULL);
    if (*end || !g_ascii_isdigit(*name) || g_hash_table_contains(known, &number))
      continue;
    khoa_finding(doctor->findings, number <= reserved ? KHOA_FINDING_NOTE : KHOA_FINDING_FAULT,
                 object, _("keep it: its number isn't given again"),
                 _("is of a batch that the registry doesn't know: one that was lost issued it"));
  }
}

void khoa_doctor_batches(const KhoaDoctor *doctor) {
  GError *error = NULL;
  gint64 reserved;
  g_autoptr(GPtrArray) batches = khoa_check_reserved(doctor->office->db, "batch", &reserved, &error)
                                     ? khoa_batch_list(doctor->office->db, NULL, &error)
                                     : NULL;
  g_autoptr(GHashTable) known = g_hash_table_new(g_int64_hash, g_int64_equal);
  if (!batches) {
    khoa_finding_error(doctor->findings, KHOA_FINDING_UNKNOWN, _("batches"), NULL, error);
    return;
  }
  for (guint i = 0; i < batches->len; i++) {
    KhoaBatchRecord *batch = g_ptr_array_index(batches, i);
    g_hash_table_add(known, &batch->number);
    check_batch(doctor, batch);
  }
  check_folders(doctor, known, reserved);
}

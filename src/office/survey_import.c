#include "survey_import.h"

#include "acts.h"
#include "file.h"
#include "p256.h"
#include "tag/date.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#define PIECE 65536

/* A file on its way in. */
typedef struct File {
  char *text;
  gsize length;
  KhoaSurveyReader reader;
  KhoaSurveyorRecord *surveyor;
  KhoaSurveyFileRecord record;
} File;

static void file_clear(File *file) {
  g_free(file->text);
  khoa_surveyor_record_free(file->surveyor);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(File, file_clear)

void khoa_survey_import_clear(KhoaSurveyImport *import) {
  g_clear_pointer(&import->missing, g_ptr_array_unref);
}

static gboolean read_input(File *file, GError **error) {
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  guint8 piece[PIECE];
  gssize got;
  do {
    got = read(STDIN_FILENO, piece, sizeof piece);
    if (got > 0)
      g_byte_array_append(bytes, piece, (guint)got);
  } while ((got > 0 && bytes->len <= KHOA_SURVEY_BYTES_MAX) || (got < 0 && errno == EINTR));
  if (got < 0)
    return khoa_file_fail(_("standard input"), _("read it"), error);
  file->length = bytes->len;
  file->text = (char *)g_byte_array_free(g_steal_pointer(&bytes), FALSE);
  return TRUE;
}

static gboolean load(File *file, const char *path, GError **error) {
  return strcmp(path, "-") == 0
             ? read_input(file, error)
             : khoa_file_read(path, KHOA_SURVEY_BYTES_MAX, &file->text, &file->length, error);
}

static gboolean accept_text(const File *file, GError **error) {
  const KhoaSurveyFault *fault = &file->reader.fault;
  if (fault->what && fault->line)
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("line %zu: %s"), fault->line, _(fault->what));
  else if (fault->what)
    g_set_error(error, KHOA_OFFICE_ERROR, 0, "%s", _(fault->what));
  return !fault->what;
}

static gboolean find_surveyor(KhoaOffice *office, File *file, GError **error) {
  const KhoaSurveyHead *head = &file->reader.head;
  if (!khoa_surveyor_find_key(office->db, head->key, &file->surveyor, error))
    return FALSE;
  if (file->surveyor)
    return TRUE;
  char fingerprint[KHOA_FINGERPRINT_GROUPED_SIZE];
  khoa_fingerprint_group(fingerprint, head->key);
  g_set_error(
      error, KHOA_OFFICE_ERROR, 0,
      _("the phone with the fingerprint %s isn't enrolled here: 'khoa surveyor add' takes its "
        "enrolment"),
      fingerprint);
  return FALSE;
}

static gboolean refuse_date(const File *file, const char *why, gint64 time, GError **error) {
  char made[KHOA_TIME_SIZE], then[KHOA_TIME_SIZE];
  khoa_time_print(made, file->reader.head.created);
  khoa_time_print(then, time);
  g_set_error(error, KHOA_OFFICE_ERROR, 0, _("was made on %s, %s %s"), made, why, then);
  return FALSE;
}

static gboolean check_head(KhoaOffice *office, const File *file, GError **error) {
  const KhoaSurveyHead *head = &file->reader.head;
  const KhoaSurveyorRecord *surveyor = file->surveyor;
  if (!khoa_p256_verify(head->key, file->reader.signature, file->text,
                        file->reader.signed_length)) {
    g_set_error(
        error, KHOA_OFFICE_ERROR, 0,
        _("the phone's signature doesn't fit: the file was changed or damaged on its way; ask "
          "surveyor %" PRId64 " for it again"),
        surveyor->id);
    return FALSE;
  }
  if (strcmp(head->unit, surveyor->unit) != 0) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("is of unit %s, and surveyor %" PRId64 " is enrolled for unit %s"), head->unit,
                surveyor->id, surveyor->unit);
    return FALSE;
  }
  if (head->created > office->now + KHOA_SURVEY_AHEAD_MAX)
    return refuse_date(file, _("and here it is"), office->now, error);
  if (surveyor->removed && head->created > surveyor->removed)
    return refuse_date(file, _("after its surveyor was removed on"), surveyor->removed, error);
  return TRUE;
}

static gboolean refuse_chain(const File *file, gint64 other, const char *how, GError **error) {
  g_set_error(
      error, KHOA_OFFICE_ERROR, 0,
      _("file %u of surveyor %" PRId64 " %s file %" PRId64
        " that came: one of them was exchanged, or the phone was set up anew; find out before "
        "you take either"),
      file->reader.head.number, file->surveyor->id, how, other);
  return FALSE;
}

/* *before: exactly this file came before. */
static gboolean check_chain(KhoaOffice *office, const File *file, gboolean *before,
                            GError **error) {
  const KhoaSurveyHead *head = &file->reader.head;
  const guint8 *sha256 = file->record.sha256;
  gint64 surveyor = file->surveyor->id, number = head->number;
  KhoaSurveyFileRecord same, last, next;
  gboolean has_same, has_last, has_next;
  if (!khoa_survey_file_find(office->db, surveyor, number, &same, &has_same, error) ||
      !khoa_survey_file_find(office->db, surveyor, number - 1, &last, &has_last, error) ||
      !khoa_survey_file_find(office->db, surveyor, number + 1, &next, &has_next, error))
    return FALSE;
  *before = has_same && memcmp(same.sha256, sha256, sizeof same.sha256) == 0;
  if (has_same && !*before)
    return refuse_chain(file, number, _("isn't the"), error);
  if (has_last && memcmp(last.sha256, head->previous, sizeof last.sha256) != 0)
    return refuse_chain(file, number - 1, _("doesn't follow the"), error);
  if (has_next && memcmp(next.previous, sha256, sizeof next.previous) != 0)
    return refuse_chain(file, number + 1, _("isn't the one before the"), error);
  return TRUE;
}

static gboolean take_records(KhoaOffice *office, File *file, KhoaSurveyImported *imported,
                             GError **error) {
  KhoaSurveyRecord record;
  imported->intake = khoa_survey_intake_new(office, file->surveyor, file->reader.head.number);
  while (khoa_survey_next(&file->reader, &record)) {
    GError *fault = NULL;
    if (!khoa_survey_intake_put(imported->intake, &record, &fault)) {
      g_propagate_prefixed_error(error, fault, _("line %zu: "), file->reader.record_line);
      return FALSE;
    }
  }
  imported->records = (gint64)file->reader.records;
  return accept_text(file, error) &&
         khoa_survey_intake_finish(imported->intake, &file->record, KHOA_ACT_SURVEY_IMPORT, error);
}

static gboolean open_file(const char *path, File *file, GError **error) {
  if (!load(file, path, error))
    return FALSE;
  khoa_survey_open(&file->reader, file->text, file->length);
  const KhoaSurveyHead *head = &file->reader.head;
  file->record.created = head->created;
  file->record.has_previous = head->has_previous;
  memcpy(file->record.previous, head->previous, sizeof head->previous);
  crypto_hash_sha256(file->record.sha256, (const guint8 *)file->text, file->length);
  return accept_text(file, error);
}

static gboolean take(KhoaOffice *office, File *file, KhoaSurveyImported *imported, GError **error) {
  if (!find_surveyor(office, file, error) || !check_head(office, file, error) ||
      !check_chain(office, file, &imported->before, error))
    return FALSE;
  imported->surveyor = file->surveyor->id;
  imported->number = file->reader.head.number;
  imported->removed = file->surveyor->removed != 0;
  return imported->before || take_records(office, file, imported, error);
}

static gboolean import_file(KhoaOffice *office, const char *path, gboolean dry_run,
                            KhoaSurveyImported *imported, GError **error) {
  g_auto(File) file = {0};
  if (!open_file(path, &file, error) ||
      !(dry_run ? khoa_db_mark : khoa_db_begin)(office->db, error))
    return FALSE;
  if (take(office, &file, imported, error))
    return dry_run || khoa_db_commit(office->db, error);
  if (dry_run)
    khoa_db_undo(office->db, NULL);
  else
    khoa_db_rollback(office->db);
  return FALSE;
}

static void imported_clear(KhoaSurveyImported *imported) {
  khoa_survey_intake_free(imported->intake);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaSurveyImported, imported_clear)

/* What is wrong with one file doesn't end the others; what is wrong with the registry does. */
static gboolean is_of_file(const GError *fault) {
  return fault->domain == KHOA_OFFICE_ERROR || fault->domain == G_FILE_ERROR;
}

/* Numbers between those that came, and before the first. */
static gboolean find_gaps(KhoaOffice *office, gint64 surveyor, GPtrArray *missing, GError **error) {
  g_autoptr(GArray) files = khoa_survey_file_list(office->db, surveyor, error);
  gint64 next = 1;
  for (guint i = 0; files && i < files->len; i++) {
    gint64 number = g_array_index(files, KhoaSurveyFileRecord, i).number;
    g_autofree char *to = g_strdup_printf(_(" to %" PRId64), number - 1);
    if (next < number)
      g_ptr_array_add(
          missing, g_strdup_printf(_("file %" PRId64 "%s of surveyor %" PRId64 " has not come yet"),
                                   next, next < number - 1 ? to : "", surveyor));
    next = number + 1;
  }
  return files != NULL;
}

/* A file, told; FALSE only where the registry is at fault. */
static gboolean import_one(KhoaOffice *office, const char *path, gboolean dry_run,
                           KhoaSurveyImportVisit visit, gpointer data, KhoaSurveyImport *import,
                           gint64 *surveyor, GError **error) {
  g_auto(KhoaSurveyImported) imported = {.path = path};
  GError *fault = NULL;
  gboolean done = import_file(office, path, dry_run, &imported, &fault);
  if (!done && !is_of_file(fault)) {
    g_propagate_error(error, fault);
    return FALSE;
  }
  *surveyor = done ? imported.surveyor : 0;
  *(done ? imported.before ? &import->before : &import->taken : &import->refused) += 1;
  visit(&imported, fault, data);
  g_clear_error(&fault);
  return TRUE;
}

gboolean khoa_survey_import(KhoaOffice *office, char **paths, gboolean dry_run,
                            KhoaSurveyImportVisit visit, gpointer data, KhoaSurveyImport *import,
                            GError **error) {
  g_autoptr(GHashTable) surveyors =
      g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  gboolean done = !dry_run || khoa_db_begin(office->db, error);
  *import = (KhoaSurveyImport){.missing = g_ptr_array_new_with_free_func(g_free)};
  for (; done && *paths; paths++) {
    gint64 surveyor;
    done = import_one(office, *paths, dry_run, visit, data, import, &surveyor, error);
    if (done && surveyor)
      g_hash_table_add(surveyors, g_memdup2(&surveyor, sizeof surveyor));
  }
  GHashTableIter each;
  gpointer surveyor;
  g_hash_table_iter_init(&each, surveyors);
  while (done && g_hash_table_iter_next(&each, &surveyor, NULL))
    done = find_gaps(office, *(const gint64 *)surveyor, import->missing, error);
  khoa_db_rollback(office->db); /* a dry run's */
  return done;
}

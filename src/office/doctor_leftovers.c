#include "batch_files.h"
#include "doctor.h"
#include "file.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define AT_WORK 3600 /* seconds after which nobody can be at a file that no lock guards */

/* `guarded`: whoever writes there holds the drawing lock or the registry's write lock. */
static const struct {
  const char *folder;
  gboolean guarded;
} places[] = {{"", FALSE}, {"batches", TRUE}, {"bundles", TRUE}, {"reports", FALSE}};

static gboolean is_old(const char *path) {
  GStatBuf status;
  return g_lstat(path, &status) == 0 &&
         g_get_real_time() / G_USEC_PER_SEC - status.st_mtime > AT_WORK;
}

static gboolean remove_leftover(const char *path) {
  if (g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
    khoa_folder_remove(path);
  else
    g_unlink(path);
  return !g_file_test(path, G_FILE_TEST_EXISTS);
}

static void treat(const KhoaDoctor *doctor, const char *place, gboolean guarded, const char *name) {
  g_autofree char *object = g_build_filename(place, name, NULL);
  g_autofree char *path = khoa_office_path(doctor->office, object);
  const char *what = _("was left behind by a crash");
  if (!guarded && !is_old(path))
    khoa_finding(doctor->findings, KHOA_FINDING_NOTE, object, NULL,
                 _("is being written, or was left behind by a crash less than an hour ago"));
  else if (doctor->repair && remove_leftover(path))
    khoa_finding(doctor->findings, KHOA_FINDING_REPAIRED, object, NULL, "%s", what);
  else
    khoa_finding(doctor->findings, KHOA_FINDING_FAULT, object, KHOA_REMEDY_REPAIR, "%s", what);
}

static void look_in(const KhoaDoctor *doctor, const char *place, gboolean guarded) {
  g_autofree char *folder = khoa_office_path(doctor->office, place);
  g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; entries && (name = g_dir_read_name(entries));)
    if (khoa_unfinished(name, NULL))
      g_ptr_array_add(names, g_strdup(name));
  for (guint i = 0; i < names->len; i++)
    treat(doctor, place, guarded, g_ptr_array_index(names, i));
}

static void look_in_batches(const KhoaDoctor *doctor) {
  g_autofree char *folder = khoa_office_path(doctor->office, "batches");
  g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
  for (const char *name; entries && (name = g_dir_read_name(entries));) {
    g_autofree char *place = g_build_filename("batches", name, NULL);
    if (g_ascii_isdigit(*name))
      look_in(doctor, place, TRUE);
  }
}

/* -1 also where nobody has ever drawn, and nothing is to be changed: then nobody is at it either.
 */
static int lock_drawing(const KhoaDoctor *doctor, GError **error) {
  g_autofree char *path = khoa_office_path(doctor->office, "batches/.lock");
  return doctor->repair || g_file_test(path, G_FILE_TEST_EXISTS)
             ? khoa_batch_lock(doctor->office, error)
             : -1;
}

void khoa_doctor_leftovers(const KhoaDoctor *doctor) {
  GError *error = NULL;
  int lock = lock_drawing(doctor, &error);
  if (error || !khoa_db_begin(doctor->office->db, &error))
    khoa_finding_error(doctor->findings, KHOA_FINDING_UNKNOWN, _("leftovers of crashes"), NULL,
                       error);
  else {
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++)
      look_in(doctor, places[i].folder, places[i].guarded);
    look_in_batches(doctor);
  }
  khoa_db_rollback(doctor->office->db);
  if (lock >= 0)
    close(lock);
}

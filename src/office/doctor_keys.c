#include "doctor.h"
#include "file.h"
#include "tag/minisign_file.h"
#include "tag/secret_key.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

#define KEY_FILE_MAX 8192

/* What an office holds that only its owner may read. */
static const struct {
  const char *name, *loss; /* loss: what is gone with it */
  mode_t mode;
  gboolean secret; /* an encrypted minisign key */
} files[] = {
    {".", "", 0700, FALSE},
    {"layouts", NULL, 0700, FALSE},
    {"bundles", NULL, 0700, FALSE},
    {"batches", NULL, 0700, FALSE},
    {"reports", NULL, 0700, FALSE},
    {"authority.key", N_("nothing can be signed without it"), 0600, TRUE},
    {"privacy.key", N_("no name can be read without it"), 0600, TRUE},
    {"index.key", NULL, 0600, FALSE},
    {"registry.db", NULL, 0600, FALSE},
};

typedef struct Look {
  const char *folder;
  KhoaFindings *findings;
  gboolean repair;
} Look;

static void check_mode(const Look *look, const char *path, const char *name, mode_t mode,
                       mode_t found) {
  if ((found & 07777) == mode)
    return;
  g_autofree char *what =
      g_strdup_printf(_("has mode %04o, and others may get at it"), found & 07777);
  if (look->repair && fchmodat(AT_FDCWD, path, mode, AT_SYMLINK_NOFOLLOW) == 0)
    khoa_finding(look->findings, KHOA_FINDING_REPAIRED, name, NULL, "%s", what);
  else
    khoa_finding(look->findings, KHOA_FINDING_FAULT, name, KHOA_REMEDY_REPAIR, "%s", what);
}

static void check_secret(const Look *look, const char *path, const char *name) {
  g_autofree char *text = NULL;
  gsize length;
  GError *error = NULL;
  KhoaLine lines[KHOA_MINISIGN_LINES];
  if (!khoa_file_read(path, KEY_FILE_MAX, &text, &length, &error)) {
    khoa_finding_error(look->findings, KHOA_FINDING_FAULT, name, KHOA_REMEDY_BACKUP, error);
    return;
  }
  KhoaMinisignFault fault = khoa_minisign_split(lines, KHOA_MINISIGN_SECRET_KEY, text, length);
  gboolean open = khoa_secret_key_is_open(text, length);
  sodium_memzero(text, length);
  g_autofree char *remedy = g_strdup_printf(_("'khoa %.*s passphrase' puts it behind one"),
                                            (int)strcspn(name, "."), name);
  if (open)
    khoa_finding(look->findings, KHOA_FINDING_FAULT, name, remedy,
                 _("isn't encrypted: whoever gets at the file has the key"));
  if (fault != KHOA_MINISIGN_OK)
    khoa_finding(look->findings, KHOA_FINDING_FAULT, name, KHOA_REMEDY_BACKUP,
                 _("holds no secret key: %s"), _(khoa_minisign_fault_words(fault)));
}

/* A folder can be made again; index.key and the registry were missed when they were opened. */
static void tell_missing(const Look *look, const char *path, gsize i) {
  const char *name = files[i].name;
  if (files[i].loss)
    khoa_finding(look->findings, KHOA_FINDING_FAULT, name, KHOA_REMEDY_BACKUP, _("isn't there: %s"),
                 _(files[i].loss));
  else if (files[i].mode == 0700 && look->repair && khoa_folder_make(path, NULL))
    khoa_finding(look->findings, KHOA_FINDING_REPAIRED, name, NULL, _("the folder is missing"));
  else if (files[i].mode == 0700)
    khoa_finding(look->findings, KHOA_FINDING_FAULT, name, KHOA_REMEDY_REPAIR,
                 _("the folder is missing"));
}

static void look_at_files(const Look *look) {
  GStatBuf folder, status;
  if (g_stat(look->folder, &folder) != 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
    const char *name = files[i].name;
    g_autofree char *path = g_build_filename(look->folder, name, NULL);
    if (g_lstat(path, &status) != 0) {
      tell_missing(look, path, i);
      continue;
    }
    /* Whoever may write here could have it lead anywhere: nothing is done to what it leads to. */
    if (S_ISLNK(status.st_mode)) {
      khoa_finding(look->findings, KHOA_FINDING_FAULT, name,
                   _("put the file or folder itself here"), _("is a link"));
      continue;
    }
    if (status.st_uid != folder.st_uid)
      khoa_finding(look->findings, KHOA_FINDING_FAULT, name, _("give it back by chown"),
                   _("belongs to another user than the office's folder"));
    check_mode(look, path, name, files[i].mode, status.st_mode);
    if (files[i].secret)
      check_secret(look, path, name);
  }
}

static gboolean holds(const char *folder, const char *name) {
  g_autofree char *path = g_build_filename(folder, name, NULL);
  return g_file_test(path, G_FILE_TEST_EXISTS);
}

KhoaOffice *khoa_doctor_open(const KhoaWorld *world, KhoaFindings *findings, gboolean repair,
                             GError **error) {
  if (holds(world->folder, "khoa.ini") || holds(world->folder, "registry.db"))
    look_at_files(&(Look){world->folder, findings, repair});
  return khoa_office_open_damaged(world, findings, error);
}

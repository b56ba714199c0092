#include "bundle_file.h"
#include "doctor.h"
#include "file.h"
#include "form_file.h"
#include "lineage.h"
#include "reg/bundle.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

static const KhoaBundleRecord *find(const GPtrArray *known, guint64 sequence) {
  for (guint i = 0; i < known->len; i++) {
    const KhoaBundleRecord *bundle = g_ptr_array_index(known, i);
    if ((guint64)bundle->sequence == sequence)
      return bundle;
  }
  return NULL;
}

/* A bundle of an earlier version has none. */
static void check_form(const KhoaDoctor *doctor, const KhoaBundle *bundle, const char *path,
                       const char *object) {
  KhoaForm form;
  gboolean found;
  GError *error = NULL;
  if (khoa_form_file_read(path, bundle, &form, &found, &error))
    khoa_form_clear(&form);
  else
    khoa_finding_error(doctor->findings, KHOA_FINDING_FAULT, object,
                       _("don't give it out; export another"), error);
}

static void check_bundle(const KhoaDoctor *doctor, const GPtrArray *known, const char *path,
                         const char *object) {
  KhoaBundle bundle;
  guint8 sha256[32];
  GError *error = NULL;
  if (!khoa_bundle_file_read(path, NULL, &bundle, &error)) {
    khoa_finding_error(doctor->findings, KHOA_FINDING_FAULT, object,
                       _("don't give it out; export another"), error);
    return;
  }
  const KhoaBundleRecord *record = find(known, bundle.sequence);
  if (doctor->office->successions && !khoa_lineage_includes(doctor->office, &bundle.authority))
    khoa_finding(doctor->findings, KHOA_FINDING_FAULT, object, _("move it away"),
                 _("is by another authority than this office's"));
  else if (record && khoa_file_sha256(path, sha256, NULL) &&
           memcmp(sha256, record->sha256, sizeof sha256) != 0)
    khoa_finding(doctor->findings, KHOA_FINDING_FAULT, object,
                 _("don't give it out; export another"),
                 _("isn't the bundle %" PRIu64 " that the registry knows"), bundle.sequence);
  check_form(doctor, &bundle, path, object);
  khoa_bundle_clear(&bundle);
}

void khoa_doctor_bundles(const KhoaDoctor *doctor) {
  GError *error = NULL;
  g_autoptr(GPtrArray) known = khoa_bundle_list(doctor->office->db, &error);
  g_autofree char *folder = khoa_office_path(doctor->office, "bundles");
  g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
  if (!known) {
    khoa_finding_error(doctor->findings, KHOA_FINDING_UNKNOWN, _("bundles"), NULL, error);
    return;
  }
  for (const char *name; entries && (name = g_dir_read_name(entries));) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *object = g_build_filename("bundles", name, NULL);
    if (g_str_has_suffix(name, ".khoa"))
      check_bundle(doctor, known, path, object);
  }
}

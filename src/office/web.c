#include "web.h"

#include "bundle_export.h"
#include "bundle_file.h"
#include "file.h"
#include "form_file.h"
#include "lineage.h"
#include "reg/bundle.h"
#include "site.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define MARK "office.txt"
#define MARK_HEAD "khoa-site 1"
#define MARK_MAX 4096
#define WORKER "sw.js"

/* As installed, and as `make web` leaves it. */
static char *find_shipped(const KhoaOffice *office, GError **error) {
  static const char *const places[] = {"web", "build/web"};
  for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
    g_autofree char *folder = g_build_filename(office->data, places[i], NULL);
    g_autofree char *page = g_build_filename(folder, "index.html", NULL);
    if (g_file_test(page, G_FILE_TEST_EXISTS))
      return g_steal_pointer(&folder);
  }
  g_set_error(
      error, KHOA_OFFICE_ERROR, 0,
      _("%s/web: the scanner page isn't there: build it by 'make web', or install it by 'make "
        "install'"),
      office->data);
  return NULL;
}

static char *find_newest(KhoaOffice *office, GError **error) {
  g_autoptr(GPtrArray) bundles = khoa_bundle_list(office->db, error);
  if (!bundles)
    return NULL;
  for (guint i = bundles->len; i > 0; i--) {
    const KhoaBundleRecord *record = g_ptr_array_index(bundles, i - 1);
    if (record->unit)
      continue;
    g_autofree char *path = khoa_bundle_default_path(office, NULL, record->sequence);
    if (g_file_test(path, G_FILE_TEST_EXISTS))
      return g_steal_pointer(&path);
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("%s: bundle %" PRId64
                  " isn't there any more: name its file by --bundle, or make a new one by 'khoa "
                  "bundle export'"),
                path, record->sequence);
    return NULL;
  }
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("the page needs a status bundle, and none was made for the whole office yet: 'khoa "
                "bundle export' makes one"));
  return NULL;
}

static gboolean add_file(GPtrArray *site, const char *name, const char *path, GError **error) {
  char *content;
  gsize length;
  if (!khoa_file_read(path, KHOA_BUNDLE_BYTES_MAX, &content, &length, error))
    return FALSE;
  khoa_site_add(site, name, content, length);
  return TRUE;
}

/* The form that was made with it, if any; not one that names households, however well encrypted:
 * all the world may fetch this one. */
static gboolean add_form(GPtrArray *site, const char *bundle_path, const KhoaBundle *bundle,
                         GError **error) {
  KhoaForm form;
  gboolean found;
  if (!khoa_form_file_read(bundle_path, bundle, &form, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  gboolean roster = form.has_roster;
  khoa_form_clear(&form);
  g_autofree char *path = khoa_form_path(bundle_path);
  g_autofree char *signature = g_strconcat(path, ".minisig", NULL);
  if (roster) {
    g_set_error(
        error, KHOA_OFFICE_ERROR, 0,
        _("%s: has a roster, and a site is for everybody: give that form to surveyors by file, "
          "and name a bundle that was made without --roster"),
        path);
    return FALSE;
  }
  return add_file(site, "bundle.form", path, error) &&
         add_file(site, "bundle.form.minisig", signature, error);
}

/* Only one that phones would take: by this office's key, and no older than what was given out. */
static gboolean add_bundle(GPtrArray *site, KhoaOffice *office, const char *path, KhoaWeb *web,
                           GError **error) {
  KhoaTrust trust = {.authority = office->authority, .office = office};
  KhoaBundle bundle;
  g_autofree char *warning = NULL;
  g_autofree char *signature = g_strconcat(path, ".minisig", NULL);
  if (!khoa_bundle_file_accept(path, &trust, &bundle, &warning, error))
    return FALSE;
  web->sequence = (gint64)bundle.sequence;
  if (!add_form(site, path, &bundle, error)) {
    khoa_bundle_clear(&bundle);
    return FALSE;
  }
  khoa_bundle_clear(&bundle);
  return add_file(site, "bundle.khoa", path, error) &&
         add_file(site, "bundle.khoa.minisig", signature, error);
}

static void add_mark(GPtrArray *site, const KhoaOffice *office) {
  char authority[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_authority_print(authority, &office->authority);
  char *text =
      g_strdup_printf(MARK_HEAD "\nauthority %s\nname %s\n", authority, office->config->name);
  khoa_site_add(site, MARK, text, strlen(text));
}

/* The worker keeps the files on the phone by their content: a table of it goes in front of what is
 * shipped. */
static void add_worker(GPtrArray *site, const char *shipped) {
  GString *worker = g_string_new("const FILES = {\n");
  for (guint i = 0; i < site->len; i++) {
    const KhoaSiteFile *file = g_ptr_array_index(site, i);
    g_string_append_printf(worker, "  '%s': '%s',\n", file->name, file->sha256);
  }
  g_string_append_printf(worker, "}\n\n%s", shipped);
  gsize length = worker->len;
  khoa_site_add(site, WORKER, g_string_free(worker, FALSE), length);
}

static gboolean add_page(GPtrArray *site, const KhoaOffice *office, GError **error) {
  g_autofree char *folder = find_shipped(office, error), *worker = NULL, *path = NULL;
  if (!folder || !khoa_site_add_folder(site, folder, WORKER, error))
    return FALSE;
  gsize length;
  path = g_build_filename(folder, WORKER, NULL);
  if (!khoa_file_read(path, KHOA_BUNDLE_BYTES_MAX, &worker, &length, error))
    return FALSE;
  add_mark(site, office);
  add_worker(site, worker);
  return TRUE;
}

static gboolean is_empty(const char *folder) {
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  return dir && !g_dir_read_name(dir);
}

static gboolean is_ours(const KhoaOffice *office, const char *mark) {
  g_auto(GStrv) lines = g_strsplit(mark, "\n", 3);
  KhoaAuthority authority;
  return lines[0] && strcmp(lines[0], MARK_HEAD) == 0 && lines[1] &&
         g_str_has_prefix(lines[1], "authority ") &&
         khoa_authority_parse(&authority, lines[1] + 10, strlen(lines[1] + 10)) ==
             KHOA_MINISIGN_OK &&
         khoa_lineage_includes(office, &authority);
}

/* Whether the folder may be written into. */
static gboolean look_at(const KhoaOffice *office, const char *folder, KhoaWeb *web,
                        GError **error) {
  g_autofree char *mark_path = g_build_filename(folder, MARK, NULL), *mark = NULL;
  if (!g_file_test(folder, G_FILE_TEST_EXISTS) || is_empty(folder))
    return TRUE;
  if (!g_file_test(mark_path, G_FILE_TEST_EXISTS)) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("%s: has something else in it: name a new folder, or one that 'khoa web' made"),
                folder);
    return FALSE;
  }
  gsize length;
  if (!khoa_file_read(mark_path, MARK_MAX, &mark, &length, error))
    return FALSE;
  web->updated = is_ours(office, mark);
  if (!web->updated)
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("%s: the site of another office: name another folder"), folder);
  return web->updated;
}

gboolean khoa_web_write(KhoaOffice *office, const char *bundle, const char *folder, KhoaWeb *web,
                        GError **error) {
  *web = (KhoaWeb){0};
  g_autoptr(GPtrArray) site = khoa_site_new();
  g_autofree char *path = NULL;
  if (!look_at(office, folder, web, error) || !add_page(site, office, error))
    return FALSE;
  path = bundle ? g_strdup(bundle) : find_newest(office, error);
  if (!path || !add_bundle(site, office, path, web, error) || !khoa_site_write(site, folder, error))
    return FALSE;
  web->files = site->len;
  for (guint i = 0; i < site->len; i++)
    web->bytes += g_bytes_get_size(((const KhoaSiteFile *)g_ptr_array_index(site, i))->content);
  return TRUE;
}

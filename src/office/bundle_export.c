#include "bundle_export.h"

#include "acts.h"
#include "bundle_content.h"
#include "endorse.h"
#include "form_export.h"
#include "form_file.h"
#include "lineage.h"
#include "reg/bundle.h"
#include "reg/log.h"
#include "reg/unit.h"
#include "signed_file.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* Batches are endorsed, and what stands in khoa.ini isn't: whoever changes it could have an address
 * of his own called ours. */
static gboolean look_at_address(KhoaOffice *office, KhoaExported *exported, GError **error) {
  const char *prefix = office->config->prefix;
  gint64 number;
  if (!khoa_batch_with_prefix(office->db, prefix, &number, error))
    return FALSE;
  g_autoptr(KhoaBatchRecord) endorsed = number ? khoa_batch_load(office, number, error) : NULL;
  exported->address_new = *prefix && !number;
  return !number || endorsed;
}

char *khoa_bundle_default_path(const KhoaOffice *office, const char *unit, gint64 sequence) {
  g_autofree char *name = g_strdup_printf("khoa%s%s-%06" G_GINT64_FORMAT ".khoa", unit ? "-" : "",
                                          unit ? unit : "", sequence);
  return g_build_filename(office->folder, "bundles", name, NULL);
}

static gboolean trusted_comment(KhoaOffice *office, gint64 sequence, char *comment, gsize size,
                                GError **error) {
  gint64 entries;
  guint8 head[KHOA_LOG_HASH_SIZE];
  if (!khoa_log_head(office->db, &entries, head, error))
    return FALSE;
  khoa_head_print(comment, size, sequence, entries, head);
  return TRUE;
}

/* Bundle and form, beside their places. */
typedef struct Files {
  KhoaSignedFile bundle, form;
} Files;

static void files_clear(Files *files) {
  khoa_signed_file_clear(&files->bundle);
  khoa_signed_file_clear(&files->form);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Files, files_clear)

/* Registers and signs the bundle's text, within the transaction. */
static gboolean draft_bundle(KhoaOffice *office, const char *unit, const char *text, gsize length,
                             const KhoaExported *exported, KhoaSignedFile *file, GError **error) {
  guint8 hash[32];
  crypto_hash_sha256(hash, (const guint8 *)text, length);
  g_autofree char *cover = khoa_bundle_cover(unit, hash);
  char comment[KHOA_COMMENT_MAX];
  g_autofree char *roster =
      exported->households
          ? g_strdup_printf(", roster of %" G_GSIZE_FORMAT " households", exported->households)
          : g_strdup("");
  g_autofree char *detail = g_strdup_printf(
      "%" G_GSIZE_FORMAT " units, %" G_GSIZE_FORMAT " batches, %" G_GSIZE_FORMAT " tags%s%s",
      exported->units, exported->batches, exported->tags, roster, cover);
  g_autofree char *object = g_strdup_printf("bundle %" G_GINT64_FORMAT, exported->sequence);
  return khoa_office_log(office, KHOA_ACT_EXPORT, object, detail, error) &&
         trusted_comment(office, exported->sequence, comment, sizeof comment, error) &&
         khoa_signed_file_draft(file, office, exported->path, text, length, comment, error) &&
         khoa_bundle_add(office->db, exported->sequence, office->now, unit, hash, file->signed_by,
                         error);
}

static gboolean draft_form(const KhoaOffice *office, const char *text, gsize length,
                           const KhoaExported *exported, KhoaSignedFile *file, GError **error) {
  g_autofree char *path = khoa_form_path(exported->path);
  g_autofree char *comment = g_strdup_printf("khoa form %" G_GINT64_FORMAT, exported->sequence);
  return khoa_signed_file_draft(file, office, path, text, length, comment, error);
}

/* A bundle is seen last, so that its form is there; and an old one goes first, so that it never
 * stands beside a newer form. */
static gboolean place(Files *files, GError **error) {
  return khoa_signed_file_clear_place(&files->bundle, error) &&
         khoa_signed_file_clear_place(&files->form, error) &&
         khoa_signed_file_place(&files->form, error) &&
         khoa_signed_file_place(&files->bundle, error);
}

/* Nothing is signed that isn't as it was signed before: every fault is in the error. */
static gboolean gather_audited(KhoaOffice *office, const char *unit, KhoaBundleContent *content,
                               GError **error) {
  g_autoptr(GString) lines = g_string_new(NULL);
  KhoaFindings findings = khoa_findings_to_lines(lines);
  g_autoptr(KhoaAudit) audit = khoa_audit_new(office, &findings, error);
  return audit && khoa_audit_heads(audit, error) && khoa_audit_lists(audit, error) &&
         khoa_audit_missing(audit, error) && khoa_audit_replacements(audit, error) &&
         khoa_bundle_gather(audit, unit, content, error) &&
         khoa_findings_accept(&findings, lines, error);
}

/* What was given out by a registry that was lost since: its number must not come again. */
static void choose_path(const KhoaOffice *office, const KhoaExportOrder *order,
                        KhoaExported *exported) {
  exported->path = order->path ? g_strdup(order->path)
                               : khoa_bundle_default_path(office, order->unit, exported->sequence);
  while (!order->path && g_file_test(exported->path, G_FILE_TEST_EXISTS)) {
    g_free(exported->path);
    exported->path = khoa_bundle_default_path(office, order->unit, ++exported->sequence);
  }
}

/* malloc()ed. */
static char *print(KhoaBundle *bundle, const KhoaExported *exported, gsize *length,
                   GError **error) {
  KhoaBundleFault fault;
  bundle->sequence = (guint64)exported->sequence;
  char *text = khoa_bundle_print(bundle, length, &fault);
  if (!text)
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("can't make a bundle of this registry: %s"),
                _(fault.what));
  return text;
}

static gboolean export(KhoaOffice *office, const KhoaExportOrder *order, KhoaExported *exported,
                       GError **error) {
  g_auto(KhoaBundleContent) content = {0};
  if (!khoa_lineage_may_sign(office, error) ||
      !khoa_bundle_next_sequence(office->db, &exported->sequence, error) ||
      !gather_audited(office, order->unit, &content, error) ||
      !look_at_address(office, exported, error))
    return FALSE;
  exported->units = content.bundle.n_units;
  exported->batches = content.bundle.n_batches;
  exported->tags = content.tags;
  choose_path(office, order, exported);
  gsize length, form_length;
  const KhoaFormOrder form_order = {order->unit, exported->sequence, order->roster};
  char *text = print(&content.bundle, exported, &length, error);
  char *form =
      text ? khoa_form_make(office, &form_order, &form_length, &exported->households, error) : NULL;
  g_auto(Files) files = {0};
  gboolean drafted =
      form && draft_bundle(office, order->unit, text, length, exported, &files.bundle, error) &&
      draft_form(office, form, form_length, exported, &files.form, error);
  free(text);
  free(form);
  /* Nothing is given out that the registry doesn't know, so that no sequence is ever used twice. */
  return drafted && khoa_db_commit(office->db, error) && place(&files, error);
}

static gboolean check_places(const KhoaExportOrder *order, GError **error) {
  g_autofree char *form = order->path ? khoa_form_path(order->path) : NULL;
  const char *paths[] = {order->path, form};
  for (gsize i = 0; order->path && !order->replace && i < G_N_ELEMENTS(paths); i++)
    if (g_file_test(paths[i], G_FILE_TEST_EXISTS)) {
      g_set_error(error, KHOA_OFFICE_ERROR, 0,
                  _("%s is there already: --force replaces it, -o names another file"), paths[i]);
      return FALSE;
    }
  return TRUE;
}

gboolean khoa_bundle_export(KhoaOffice *office, const KhoaExportOrder *order,
                            KhoaExported *exported, GError **error) {
  *exported = (KhoaExported){0};
  g_autoptr(KhoaUnitRecord) known =
      order->unit ? khoa_unit_get(office->db, order->unit, error) : NULL;
  if ((order->unit && !known) || !check_places(order, error) || !khoa_db_begin(office->db, error))
    return FALSE;
  if (export(office, order, exported, error))
    return TRUE;
  khoa_db_rollback(office->db);
  g_clear_pointer(&exported->path, g_free);
  return FALSE;
}

/* Signed heads: what the log was when a bundle was given out, in a comment that only the authority
 * can have written. */
#include "audit.h"
#include "file.h"
#include "lineage.h"
#include "reg/bundle.h"
#include "tag/secret_key.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define TO_RESTORE                                                                                 \
  _("restore the newest backup by 'khoa restore', which skips the numbers given since")

typedef struct Head {
  gint64 bundle, entries;
  guint8 hash[KHOA_LOG_HASH_SIZE];
  guint signer; /* khoa_lineage_at() */
  char *day;    /* of the bundle; NULL: not known */
} Head;

static void head_clear(Head *head) {
  g_clear_pointer(&head->day, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Head, head_clear)

static gboolean parse_comment(const char *comment, Head *head) {
  char hex[2 * KHOA_LOG_HASH_SIZE + 2], again[KHOA_COMMENT_MAX];
  if (sscanf(comment, "khoa bundle %" G_GINT64_FORMAT " log %" G_GINT64_FORMAT " %65s",
             &head->bundle, &head->entries, hex) != 3 ||
      sodium_hex2bin(head->hash, sizeof head->hash, hex, strlen(hex), NULL, NULL, NULL) != 0)
    return FALSE;
  khoa_head_print(again, sizeof again, head->bundle, head->entries, head->hash);
  return strcmp(comment, again) == 0;
}

void khoa_head_print(char *comment, gsize size, gint64 bundle, gint64 entries,
                     const guint8 hash[KHOA_LOG_HASH_SIZE]) {
  char hex[2 * KHOA_LOG_HASH_SIZE + 1];
  g_snprintf(comment, size, "khoa bundle %" G_GINT64_FORMAT " log %" G_GINT64_FORMAT " %s", bundle,
             entries, sodium_bin2hex(hex, sizeof hex, hash, KHOA_LOG_HASH_SIZE));
}

/* Whoever of the office's authorities signed it, and what. */
static KhoaMinisignFault read_head(const KhoaAudit *audit, const char *signature, gsize length,
                                   Head *head) {
  char comment[KHOA_COMMENT_MAX + 1];
  KhoaMinisignFault fault = KHOA_MINISIGN_OTHER_KEY;
  for (guint i = 0; i <= audit->office->successions->len && fault == KHOA_MINISIGN_OTHER_KEY; i++) {
    fault =
        khoa_minisign_verify_comment(khoa_lineage_at(audit->office, i), signature, length, comment);
    head->signer = i;
  }
  if (fault != KHOA_MINISIGN_OK)
    return fault;
  return parse_comment(comment, head) ? KHOA_MINISIGN_OK : KHOA_MINISIGN_FORMAT;
}

/* Where the log handed over from the signer to the next; 0: the signer is the authority. */
static gint64 handover_of(const KhoaAudit *audit, guint signer) {
  char key[KHOA_AUTHORITY_TEXT_SIZE];
  if (signer == audit->office->successions->len)
    return 0;
  khoa_authority_print(key, khoa_lineage_at(audit->office, signer + 1));
  const KhoaLedgerHandover *handover = g_hash_table_lookup(audit->ledger->handovers, key);
  return handover ? handover->entry : 0;
}

/* Whether it was given out between a backup and its restoration; then its entries are lost. */
static const KhoaLedgerRestore *lost_in(const KhoaAudit *audit, const Head *head) {
  const GArray *restores = audit->ledger->restores;
  for (guint i = 0; i < restores->len; i++) {
    const KhoaLedgerRestore *restore = &g_array_index(restores, KhoaLedgerRestore, i);
    if (head->entries >= restore->entry && head->bundle > restore->known_bundle &&
        head->bundle <= restore->bundles)
      return restore;
  }
  return NULL;
}

static void check_head(KhoaAudit *audit, const char *object, const Head *head) {
  const KhoaLedger *ledger = audit->ledger;
  const KhoaLedgerBundle *logged = khoa_ledger_bundle(ledger, head->bundle);
  gint64 handover = handover_of(audit, head->signer);
  const char *of = head->day ? _(" of ") : "", *day = head->day ? head->day : "";
  if (handover && head->entries >= handover)
    khoa_finding(audit->findings, KHOA_FINDING_FAULT, object,
                 _("trust no bundle by it, and find out who has it"),
                 _("bundle %" PRId64 "%s%s is signed by a former authority after it had "
                   "handed over (log entry %" PRId64 "): its key may be stolen"),
                 head->bundle, of, day, handover);
  else if (khoa_ledger_has(ledger, head->entries, head->hash)) {
    if (!logged || logged->entry != head->entries)
      khoa_finding(audit->findings, KHOA_FINDING_FAULT, object, KHOA_REMEDY_BACKUP,
                   _("the log doesn't tell of bundle %" PRId64 "%s%s as it was signed"),
                   head->bundle, of, day);
  } else if (lost_in(audit, head))
    khoa_finding(audit->findings, KHOA_FINDING_NOTE, object, NULL,
                 _("bundle %" PRId64 "%s%s was given out after the backup that log entry "
                   "%" PRId64 " restored: what it knew since is lost"),
                 head->bundle, of, day, lost_in(audit, head)->entry);
  else if (head->entries > ledger->entries)
    khoa_finding(audit->findings, KHOA_FINDING_FAULT, object, TO_RESTORE,
                 _("bundle %" PRId64 "%s%s was signed over %" PRId64
                   " log entries, and the registry has %" PRId64
                   ": it was put back to an earlier day, or its log was cut off"),
                 head->bundle, of, day, head->entries, ledger->entries);
  else
    khoa_finding(audit->findings, KHOA_FINDING_FAULT, object, KHOA_REMEDY_BACKUP,
                 _("the log up to entry %" PRId64 " isn't the one over which bundle "
                   "%" PRId64 "%s%s was signed: it was rewritten"),
                 head->entries, head->bundle, of, day);
}

static void check_signature(KhoaAudit *audit, const char *object, const char *signature,
                            gsize length, gint64 sequence, char *day) {
  g_auto(Head) head = {.day = day};
  KhoaMinisignFault fault = read_head(audit, signature, length, &head);
  if (fault != KHOA_MINISIGN_OK)
    khoa_finding(audit->findings, KHOA_FINDING_FAULT, object, KHOA_REMEDY_BACKUP,
                 _("its signature isn't one by this office: %s"),
                 _(khoa_minisign_fault_words(fault)));
  else if (sequence && head.bundle != sequence)
    khoa_finding(audit->findings, KHOA_FINDING_FAULT, object, KHOA_REMEDY_BACKUP,
                 _("holds the signature of bundle %" PRId64), head.bundle);
  else
    check_head(audit, object, &head);
}

static char *day_of(gint64 time) {
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(time);
  return date ? g_date_time_format(date, "%Y-%m-%d") : NULL;
}

char *khoa_bundle_cover(const char *unit, const guint8 sha256[32]) {
  g_autofree char *cover = khoa_cover_print(KHOA_COVER_BUNDLE, sha256);
  return g_strconcat(unit ? ", of unit " : ", of all units", unit ? unit : "", cover, NULL);
}

/* The registry's row against the log, which covers all of it but the signature. */
static void check_row(KhoaAudit *audit, const char *object, const KhoaBundleRecord *bundle) {
  const KhoaLedgerBundle *logged = khoa_ledger_bundle(audit->ledger, bundle->sequence);
  g_autofree char *cover = khoa_bundle_cover(bundle->unit, bundle->sha256);
  gboolean covered = logged && strstr(logged->detail, ", " KHOA_COVER_BUNDLE " ");
  const char *what = NULL;
  if (!logged)
    what = _("was added by hand: the log doesn't tell of its export");
  else if (logged->time != bundle->created || (covered && !g_str_has_suffix(logged->detail, cover)))
    what = _("was changed by hand: day, unit or SHA-256 aren't those in the log");
  else if (covered && !bundle->signature)
    what = _("lost its signature");
  if (what)
    khoa_finding(audit->findings, KHOA_FINDING_FAULT, object, KHOA_REMEDY_BACKUP, "%s", what);
}

static gboolean check_rows(KhoaAudit *audit, GError **error) {
  g_autoptr(GPtrArray) bundles = khoa_bundle_list(audit->office->db, error);
  g_autoptr(GHashTable) known = g_hash_table_new(g_int64_hash, g_int64_equal);
  for (guint i = 0; bundles && i < bundles->len; i++) {
    KhoaBundleRecord *bundle = g_ptr_array_index(bundles, i);
    g_autofree char *object = g_strdup_printf(_("bundle %" PRId64), bundle->sequence);
    g_hash_table_add(known, &bundle->sequence);
    check_row(audit, object, bundle);
    if (bundle->signature && audit->office->successions)
      check_signature(audit, object, bundle->signature, strlen(bundle->signature), bundle->sequence,
                      day_of(bundle->created));
  }
  g_autoptr(GList) logged = g_hash_table_get_values(audit->ledger->bundles);
  for (const GList *one = logged; bundles && one; one = one->next) {
    const KhoaLedgerBundle *bundle = one->data;
    g_autofree char *object = g_strdup_printf(_("bundle %" PRId64), bundle->sequence);
    if (!g_hash_table_contains(known, &bundle->sequence))
      khoa_finding(audit->findings, KHOA_FINDING_FAULT, object, KHOA_REMEDY_BACKUP,
                   _("is missing: the log says that it was exported"));
  }
  return bundles != NULL;
}

/* The third line of a bundle; what it proves is as much as its signature. */
static char *day_in(const char *path) {
  char day[KHOA_DATE_SIZE];
  g_autofree char *line = NULL;
  gsize size = 0;
  FILE *file = fopen(path, "r");
  gboolean found = FALSE;
  for (int i = 0; file && i < 3 && !found && getline(&line, &size, file) > 0; i++)
    found = sscanf(line, "created %10[0-9-]", day) == 1;
  if (file)
    fclose(file);
  return found ? g_strdup(day) : NULL;
}

gboolean khoa_audit_bundle(KhoaAudit *audit, const char *path, GError **error) {
  gboolean is_signature = g_str_has_suffix(path, ".minisig");
  g_autofree char *bundle = g_strndup(path, strlen(path) - (is_signature ? strlen(".minisig") : 0));
  g_autofree char *signature_path = g_strconcat(bundle, ".minisig", NULL);
  g_autofree char *signature = NULL;
  gsize length;
  if (!audit->office->successions)
    return TRUE;
  if (!khoa_file_read(signature_path, KHOA_SIGNATURE_TEXT_MAX * 4, &signature, &length, error))
    return FALSE;
  check_signature(audit, path, signature, length, 0, day_in(bundle));
  return TRUE;
}

static gboolean check_files(KhoaAudit *audit, GError **error) {
  g_autofree char *folder = khoa_office_path(audit->office, "bundles");
  g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
  for (const char *name; entries && (name = g_dir_read_name(entries));) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (g_str_has_suffix(name, ".khoa.minisig") && !khoa_audit_bundle(audit, path, error))
      return FALSE;
  }
  return TRUE;
}

gboolean khoa_audit_heads(KhoaAudit *audit, GError **error) {
  return check_rows(audit, error) && check_files(audit, error);
}

#include "committee.h"

#include "acts.h"
#include "book.h"
#include "reg/unit.h"
#include "tag/date.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <string.h>

void khoa_committee_name_hash(const KhoaOffice *office, guint8 hash[KHOA_NAME_HASH_SIZE],
                              const char *unit, const char *name) {
  char *folded = khoa_name_fold(name);
  khoa_name_hash(hash, office->index_key, unit, folded);
  sodium_memzero(folded, strlen(folded));
  g_free(folded);
}

static void add_member(KhoaOffice *office, KhoaSealer *sealer, const KhoaMemberRow *row,
                       GPtrArray *members) {
  const KhoaPerson person = {(char *)"", (char *)row->name, (char *)"", (char *)row->phone,
                             (char *)""};
  KhoaMemberRecord *member = khoa_members_add(members);
  g_autofree char *rest = g_strdup_printf("%s %d %s", row->unit, (int)row->role, row->village);
  member->role = (int)row->role;
  member->village = *row->village ? g_strdup(row->village) : NULL;
  khoa_committee_name_hash(office, member->name_hash, row->unit, row->name);
  khoa_content_hash(member->content_hash, office->index_key, &person, rest);
  member->sealed = khoa_sealer_seal(sealer, &person);
}

static KhoaCommitteeRecord *roll_of(KhoaOffice *office, const KhoaList *list, const char *unit,
                                    const char *since) {
  g_autoptr(KhoaSealer) sealer = khoa_sealer_new(office->privacy_public);
  KhoaCommitteeRecord *committee = khoa_committee_record_new(unit, since);
  for (gsize i = 0; i < khoa_list_rows(list); i++) {
    const KhoaMemberRow *row = khoa_list_member(list, i);
    if (strcmp(row->unit, unit) == 0)
      add_member(office, sealer, row, committee->members);
  }
  return committee;
}

/* The member of a roll with the same role, village and name; NULL: there is none. */
static const KhoaMemberRecord *find_member(const KhoaCommitteeRecord *roll,
                                           const KhoaMemberRecord *member) {
  for (guint i = 0; roll && i < roll->members->len; i++) {
    const KhoaMemberRecord *other = g_ptr_array_index(roll->members, i);
    if (other->role == member->role && g_strcmp0(other->village, member->village) == 0 &&
        memcmp(other->name_hash, member->name_hash, sizeof member->name_hash) == 0)
      return other;
  }
  return NULL;
}

/* Counts what a roll changes in the one before it; whether it does at all. */
static gboolean compare(const KhoaCommitteeRecord *before, const KhoaCommitteeRecord *roll,
                        KhoaImported *imported) {
  gsize kept = 0, updated = 0, there = before ? before->members->len : 0;
  for (guint i = 0; i < roll->members->len; i++) {
    const KhoaMemberRecord *member = g_ptr_array_index(roll->members, i);
    const KhoaMemberRecord *other = find_member(before, member);
    kept += other != NULL;
    updated += other && memcmp(other->content_hash, member->content_hash, 32) != 0;
  }
  imported->added += roll->members->len - kept;
  imported->updated += updated;
  imported->unchanged += kept - updated;
  imported->absent += there - kept;
  return roll->members->len > kept || updated > 0 || there > kept;
}

static gboolean log_roll(KhoaOffice *office, const KhoaCommitteeRecord *roll, GError **error) {
  g_autofree char *detail =
      g_strdup_printf("%u members from %s on", roll->members->len, roll->since);
  return khoa_book_log(office, KHOA_BOOK_COMMITTEES, KHOA_ACT_COMMITTEE, roll->unit, detail, error);
}

static gboolean put_rolls(KhoaOffice *office, const KhoaList *list, const char *since,
                          KhoaImported *imported, GError **error) {
  const GArray *units = khoa_list_units(list);
  for (guint i = 0; i < units->len; i++) {
    const char *unit = g_array_index(units, KhoaListUnit, i).code;
    g_autoptr(KhoaCommitteeRecord) before = NULL;
    g_autoptr(KhoaCommitteeRecord) roll = roll_of(office, list, unit, since);
    if (!khoa_committee_on(office->db, unit, since, &before, error) ||
        (compare(before, roll, imported) &&
         (!khoa_committee_add(office->db, roll, error) || !log_roll(office, roll, error))))
      return FALSE;
  }
  return TRUE;
}

/* The day from which a roll holds: given, or today. NULL with an error. The caller's. */
static char *day_of(const KhoaOffice *office, const char *from, GError **error) {
  g_autofree char *today = khoa_office_today(office);
  if (from && !khoa_date_valid(from)) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("'%s' isn't a day: give it as 2026-11-23"), from);
    return NULL;
  }
  if (from && strcmp(from, today) > 0) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("%s is in the future: import the roll on the day it begins"), from);
    return NULL;
  }
  return from ? g_strdup(from) : g_steal_pointer(&today);
}

gboolean khoa_import_members(KhoaOffice *office, const char *path, const char *unit,
                             const char *from, gboolean dry_run, KhoaImported *imported,
                             GError **error) {
  g_autofree char *since = day_of(office, from, error);
  g_autoptr(KhoaList) list = since ? khoa_members_read(path, unit, error) : NULL;
  if (!list || !khoa_db_begin(office->db, error))
    return FALSE;
  khoa_import_start(imported, list);
  gboolean done = khoa_import_check_units(office, list, path, error) &&
                  khoa_book_check(office, KHOA_BOOK_COMMITTEES, khoa_list_units(list), error) &&
                  put_rolls(office, list, since, imported, error);
  return khoa_import_end(office, done, dry_run, imported, error);
}

void khoa_committee_count(const KhoaCommitteeRecord *committee, guint counts[KHOA_ROLES]) {
  memset(counts, 0, KHOA_ROLES * sizeof *counts);
  for (guint i = 0; i < committee->members->len; i++)
    counts[((const KhoaMemberRecord *)committee->members->pdata[i])->role]++;
}

char *khoa_committee_lacks(const KhoaCommitteeRecord *committee) {
  guint counts[KHOA_ROLES];
  khoa_committee_count(committee, counts);
  const gboolean head = counts[KHOA_ROLE_HEAD] > 0, deputy = counts[KHOA_ROLE_STANDING_DEPUTY] > 0;
  if (head && deputy)
    return NULL;
  return g_strconcat(head ? "" : khoa_role_name(KHOA_ROLE_HEAD), head || deputy ? "" : ", ",
                     deputy ? "" : khoa_role_name(KHOA_ROLE_STANDING_DEPUTY), NULL);
}

/* Whether another unit is a part of it. */
static gboolean has_parts(const GPtrArray *units, const char *code) {
  for (guint i = 0; i < units->len; i++)
    if (g_strcmp0(((const KhoaUnitRecord *)units->pdata[i])->parent, code) == 0)
      return TRUE;
  return FALSE;
}

gboolean khoa_committee_each(KhoaOffice *office, const char *unit, KhoaCommuneVisit visit,
                             gpointer data, GError **error) {
  g_autoptr(KhoaUnitRecord) known = unit ? khoa_unit_get(office->db, unit, error) : NULL;
  if (unit && !known)
    return FALSE;
  g_autoptr(GPtrArray) units = khoa_unit_list(office->db, NULL, error);
  g_autoptr(GPtrArray) all = units ? khoa_committee_list(office->db, unit, error) : NULL;
  for (guint i = 0, next = 0; all && i < units->len; i++) {
    const char *code = ((const KhoaUnitRecord *)units->pdata[i])->code;
    g_autoptr(GPtrArray) rolls = g_ptr_array_new();
    for (; next < all->len && strcmp(((KhoaCommitteeRecord *)all->pdata[next])->unit, code) == 0;
         next++)
      g_ptr_array_add(rolls, all->pdata[next]);
    const KhoaCommune commune = {code, has_parts(units, code), rolls};
    if ((!unit || strcmp(unit, code) == 0) && !visit(&commune, data, error))
      return FALSE;
  }
  return all != NULL;
}

#include "surveyors.h"

#include "acts.h"
#include "ledger.h"
#include "p256.h"
#include "plain_line.h"
#include "reg/unit.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define NAME_CHARACTERS 100

static gboolean read_key(const char *text, guint8 key[KHOA_SURVEYOR_KEY_SIZE], GError **error) {
  g_autofree char *clean = g_strstrip(g_strdup(text));
  KhoaEnrolmentFault fault = khoa_enrolment_parse(key, clean, strlen(clean));
  if (fault == KHOA_ENROLMENT_OK && !khoa_p256_valid(key))
    fault = KHOA_ENROLMENT_KEY;
  if (fault != KHOA_ENROLMENT_OK)
    g_set_error(error, KHOA_OFFICE_ERROR, 0,
                _("%s: take the text or QR code that the phone shows, whole"),
                _(khoa_enrolment_fault_words(fault)));
  return fault == KHOA_ENROLMENT_OK;
}

static char *object_of(const KhoaSurveyorRecord *surveyor) {
  return g_strdup_printf("surveyor %" G_GINT64_FORMAT, surveyor->id);
}

/* Within a transaction: registered and logged. */
static gboolean put(KhoaOffice *office, KhoaSurveyorRecord *surveyor, GError **error) {
  guint8 digest[KHOA_SURVEYOR_DIGEST_SIZE];
  char fingerprint[KHOA_FINGERPRINT_GROUPED_SIZE] = "the desk";
  if (!khoa_surveyor_put(office->db, surveyor, error))
    return FALSE;
  if (!surveyor->desk)
    khoa_fingerprint_group(fingerprint, surveyor->key);
  khoa_surveyor_digest(digest, surveyor);
  g_autofree char *cover = khoa_cover_print(KHOA_COVER_SURVEYOR, digest);
  g_autofree char *detail = g_strdup_printf("%s of unit %s%s", fingerprint, surveyor->unit, cover);
  g_autofree char *object = object_of(surveyor);
  return khoa_office_log(office, KHOA_ACT_SURVEYOR_ADD, object, detail, error);
}

static gboolean check_new(KhoaOffice *office, const guint8 key[KHOA_SURVEYOR_KEY_SIZE],
                          GError **error) {
  g_autoptr(KhoaSurveyorRecord) known = NULL;
  if (!khoa_surveyor_find_key(office->db, key, &known, error))
    return FALSE;
  if (known)
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("this phone is surveyor %" PRId64 "%s"), known->id,
                known->removed
                    ? _(", who was removed: a key is never taken again; make a new one on "
                        "the phone")
                    : _(" already: nothing to do"));
  return !known;
}

static gboolean add(KhoaOffice *office, KhoaSurveyorRecord *surveyor, GError **error) {
  if (!khoa_db_begin(office->db, error))
    return FALSE;
  if (check_new(office, surveyor->key, error) && put(office, surveyor, error))
    return khoa_db_commit(office->db, error);
  khoa_db_rollback(office->db);
  return FALSE;
}

KhoaSurveyorRecord *khoa_surveyor_add(KhoaOffice *office, const char *text, const char *unit,
                                      const char *name, GError **error) {
  g_autoptr(KhoaUnitRecord) known = khoa_unit_get(office->db, unit, error);
  g_autoptr(KhoaSurveyorRecord) surveyor = g_new0(KhoaSurveyorRecord, 1);
  surveyor->unit = g_strdup(unit);
  surveyor->added = office->now;
  return known && (surveyor->name = khoa_plain_line(name, NAME_CHARACTERS, _("the name"), error)) &&
                 read_key(text, surveyor->key, error) && add(office, surveyor, error)
             ? g_steal_pointer(&surveyor)
             : NULL;
}

/* A number, or 16 hexadecimal digits in any grouping. */
static gboolean find(KhoaOffice *office, const char *which, KhoaSurveyorRecord **found,
                     GError **error) {
  g_autoptr(GString) clean = g_string_new(NULL);
  for (const char *at = which; *at; at++)
    if (*at != ' ')
      g_string_append_c(clean, g_ascii_toupper(*at));
  gint64 id = clean->len < 10 ? g_ascii_strtoll(clean->str, NULL, 10) : 0;
  g_autoptr(GPtrArray) all = khoa_surveyor_list(office->db, NULL, error);
  *found = NULL;
  for (guint i = 0; all && i < all->len && !*found; i++) {
    const KhoaSurveyorRecord *surveyor = g_ptr_array_index(all, i);
    g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, surveyor->id);
    char fingerprint[KHOA_FINGERPRINT_SIZE];
    khoa_fingerprint_print(fingerprint, surveyor->key);
    if (!surveyor->desk && (id ? strcmp(number, clean->str) : strcmp(fingerprint, clean->str)) == 0)
      *found = g_ptr_array_steal_index(all, i);
  }
  if (all && !*found)
    g_set_error(
        error, KHOA_OFFICE_ERROR, 0,
        _("no phone is enrolled as '%s': 'khoa surveyor list' shows numbers and fingerprints"),
        which);
  return *found != NULL;
}

static gboolean end(KhoaOffice *office, KhoaSurveyorRecord *surveyor, const char *reason,
                    GError **error) {
  g_autofree char *object = object_of(surveyor);
  if (surveyor->removed) {
    g_autofree char *plain = khoa_office_day(surveyor->removed), *day = khoa_day_words(plain);
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("surveyor %" PRId64 " was removed on %s"),
                surveyor->id, day);
    return FALSE;
  }
  surveyor->removed = MAX(office->now, surveyor->added);
  return khoa_surveyor_end(office->db, surveyor->id, surveyor->removed, error) &&
         khoa_office_log(office, KHOA_ACT_SURVEYOR_REMOVE, object, reason, error) &&
         khoa_db_commit(office->db, error);
}

KhoaSurveyorRecord *khoa_surveyor_remove(KhoaOffice *office, const char *which, const char *reason,
                                         GError **error) {
  g_autoptr(KhoaSurveyorRecord) surveyor = NULL;
  if (!khoa_act_reason(reason, error) || !khoa_db_begin(office->db, error))
    return NULL;
  if (find(office, which, &surveyor, error) && end(office, surveyor, reason, error))
    return g_steal_pointer(&surveyor);
  khoa_db_rollback(office->db);
  return NULL;
}

KhoaSurveyorRecord *khoa_surveyor_desk(KhoaOffice *office, const char *unit, GError **error) {
  g_autoptr(KhoaSurveyorRecord) desk = NULL;
  if (!khoa_surveyor_find_desk(office->db, unit, &desk, error))
    return NULL;
  if (desk)
    return g_steal_pointer(&desk);
  desk = g_new0(KhoaSurveyorRecord, 1);
  desk->unit = g_strdup(unit);
  desk->name = g_strdup("desk");
  desk->desk = TRUE;
  desk->added = office->now;
  return put(office, desk, error) ? g_steal_pointer(&desk) : NULL;
}

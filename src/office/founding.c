#include "founding.h"

#include "acts.h"
#include "lineage.h"
#include "reg/log.h"
#include "seal.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <string.h>

typedef char IndexName[2 * 32 + 1];

static void print_index(IndexName text, const guint8 *index_key) {
  guint8 name[32];
  khoa_index_name(name, index_key);
  sodium_bin2hex(text, sizeof(IndexName), name, sizeof name);
}

char *khoa_founding_print(const KhoaAuthority *authority, const KhoaAuthority *privacy,
                          const guint8 *index_key) {
  char first[KHOA_AUTHORITY_TEXT_SIZE], second[KHOA_AUTHORITY_TEXT_SIZE];
  IndexName third;
  khoa_authority_print(first, authority);
  khoa_authority_print(second, privacy);
  print_index(third, index_key);
  return g_strdup_printf("authority %s, privacy %s, index %s", first, second, third);
}

/* Whether the text names another key behind that word than this one. */
static gboolean names_other(const char *text, const char *word, const KhoaAuthority *key) {
  const char *at = strstr(text, word);
  KhoaAuthority named;
  if (!at)
    return FALSE;
  at += strlen(word);
  return khoa_authority_parse(&named, at, strcspn(at, ",")) != KHOA_MINISIGN_OK ||
         !khoa_authority_equal(&named, key);
}

static gboolean names_other_index(const char *text, const guint8 *index_key) {
  static const char word[] = ", index ";
  const char *at = strstr(text, word);
  IndexName ours;
  if (!at || !index_key)
    return FALSE;
  print_index(ours, index_key);
  return strcmp(at + strlen(word), ours) != 0;
}

static gboolean refuse(const char *file, GError **error) {
  g_set_error(error, KHOA_OFFICE_ERROR, 0,
              _("%s isn't the key with which the office was founded: restore it and the registry "
                "from the same backup"),
              file);
  return FALSE;
}

gboolean khoa_founding_check(KhoaOffice *office, GError **error) {
  g_autofree char *founding = NULL;
  if (!khoa_log_first(office->db, KHOA_ACT_INIT, &founding, error))
    return FALSE;
  if (!founding)
    return TRUE;
  const char *word = strchr(founding, ' ') ? "authority " : "";
  if (names_other(founding, word, khoa_lineage_at(office, 0)))
    return refuse(_("authority.pub"), error);
  if (names_other(founding, "privacy ", &office->privacy))
    return refuse(_("privacy.pub"), error);
  return !names_other_index(founding, office->index_key) || refuse(_("index.key"), error);
}

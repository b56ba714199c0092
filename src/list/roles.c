#include "roles.h"

#include <glib/gi18n.h>
#include <string.h>

#include "table.h"
#include "text.h"

static const char *const words[KHOA_ROLES] = {
    [KHOA_ROLE_NONE] = NC_("role", "none"),
    [KHOA_ROLE_HEAD] = NC_("role", "head"),
    [KHOA_ROLE_STANDING_DEPUTY] = NC_("role", "standing-deputy"),
    [KHOA_ROLE_DEPUTY] = NC_("role", "deputy"),
    [KHOA_ROLE_POLICEMAN] = NC_("role", "policeman"),
    [KHOA_ROLE_VILLAGE_HEAD] = NC_("role", "village-head"),
    [KHOA_ROLE_MILITIA_HEAD] = NC_("role", "militia-head"),
    [KHOA_ROLE_OTHER] = NC_("role", "other"),
};

/* Folded. A post in the commune stands for the post on the committee that article 8.1 gives it. */
static const struct {
  const char *word;
  KhoaRole role;
} posts[] = {
    {"head", KHOA_ROLE_HEAD},
    {"truongban", KHOA_ROLE_HEAD},
    {"truongbandieuhanh", KHOA_ROLE_HEAD},
    {"phochutich", KHOA_ROLE_HEAD},
    {"phochutichubnd", KHOA_ROLE_HEAD},
    {"phochutichuybannhandan", KHOA_ROLE_HEAD},
    {"standingdeputy", KHOA_ROLE_STANDING_DEPUTY},
    {"phobanthuongtruc", KHOA_ROLE_STANDING_DEPUTY},
    {"photruongbanthuongtruc", KHOA_ROLE_STANDING_DEPUTY},
    {"truongcongan", KHOA_ROLE_STANDING_DEPUTY},
    {"deputy", KHOA_ROLE_DEPUTY},
    {"phoban", KHOA_ROLE_DEPUTY},
    {"photruongban", KHOA_ROLE_DEPUTY},
    {"photruongcongan", KHOA_ROLE_DEPUTY},
    {"policeman", KHOA_ROLE_POLICEMAN},
    {"police", KHOA_ROLE_POLICEMAN},
    {"conganvien", KHOA_ROLE_POLICEMAN},
    {"villagehead", KHOA_ROLE_VILLAGE_HEAD},
    {"truongthon", KHOA_ROLE_VILLAGE_HEAD},
    {"truongxom", KHOA_ROLE_VILLAGE_HEAD},
    {"truongkhupho", KHOA_ROLE_VILLAGE_HEAD},
    {"totruongtodanpho", KHOA_ROLE_VILLAGE_HEAD},
    {"totruongcactodanpho", KHOA_ROLE_VILLAGE_HEAD},
    {"totruongtdp", KHOA_ROLE_VILLAGE_HEAD},
    {"totruongdanpho", KHOA_ROLE_VILLAGE_HEAD},
    {"militiahead", KHOA_ROLE_MILITIA_HEAD},
    {"villagemilitiahead", KHOA_ROLE_MILITIA_HEAD},
    {"thondoitruong", KHOA_ROLE_MILITIA_HEAD},
    {"thondoitruongdanquan", KHOA_ROLE_MILITIA_HEAD},
    {"other", KHOA_ROLE_OTHER},
    {"thanhphankhac", KHOA_ROLE_OTHER},
};

const char *khoa_role_name(KhoaRole role) {
  return g_dpgettext2(NULL, "role", words[role]);
}

const char *khoa_role_word(KhoaRole role) {
  return words[role];
}

KhoaRole khoa_role_parse(const char *text) {
  static const char *const communes[] = {"", "xa", "thitran", "phuong", "xathitran", "ubndxa"};
  g_autofree char *folded = khoa_fold(text);
  for (gsize i = 0; i < G_N_ELEMENTS(posts); i++) {
    const char *rest = folded + strlen(posts[i].word);
    if (!g_str_has_prefix(folded, posts[i].word))
      continue;
    for (gsize j = 0; j < G_N_ELEMENTS(communes); j++)
      if (strcmp(rest, communes[j]) == 0)
        return posts[i].role;
  }
  return KHOA_ROLE_NONE;
}

/* Grave, acute, tilde, hook above, dot below: not what makes ă, â, ê, ô, ơ, ư of other vowels. */
static gboolean is_tone(gunichar c) {
  return c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323;
}

char *khoa_name_fold(const char *name) {
  char *parts = g_utf8_normalize(name, -1, G_NORMALIZE_NFD);
  GString *folded = g_string_sized_new(strlen(parts ? parts : "") + 1);
  gunichar tone = 0;
  for (const char *from = parts ? parts : "";; from = g_utf8_next_char(from)) {
    const gunichar c = g_utf8_get_char(from);
    const gboolean ends = c == '\0' || g_unichar_isspace(c);
    if (is_tone(c))
      tone = c;
    else if (ends && tone != 0)
      g_string_append_unichar(folded, tone);
    else if (!ends)
      g_string_append_unichar(folded, g_unichar_toupper(c));
    if (c == '\0')
      break;
    if (ends)
      tone = 0;
  }
  khoa_text_wipe(parts);
  return g_string_free(folded, FALSE);
}

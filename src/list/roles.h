/* The posts of a commune's operating committee (article 8.1 of the regulation), and names as they
 * are compared. */
#ifndef KHOA_LIST_ROLES_H
#define KHOA_LIST_ROLES_H

#include <glib.h>

typedef enum KhoaRole {
  KHOA_ROLE_NONE,
  KHOA_ROLE_HEAD,            /* trưởng ban: vice chair of the commune */
  KHOA_ROLE_STANDING_DEPUTY, /* phó ban thường trực: the commune's police chief */
  KHOA_ROLE_DEPUTY,          /* phó ban: deputy police chiefs */
  KHOA_ROLE_POLICEMAN,       /* công an viên */
  KHOA_ROLE_VILLAGE_HEAD,    /* trưởng thôn, tổ trưởng tổ dân phố */
  KHOA_ROLE_MILITIA_HEAD,    /* thôn đội trưởng */
  KHOA_ROLE_OTHER,           /* no post: whoever else goes along on a patrol */
  KHOA_ROLES
} KhoaRole;

/* "head", "standing-deputy", "deputy", "policeman", "village-head", "militia-head", "other". */
const char *khoa_role_word(KhoaRole role);
/* The same for people, in their language. */
const char *khoa_role_name(KhoaRole role);
/* The same words, and what lists call these posts, whatever their case and accents; also with the
 * commune behind, as "Trưởng Công an xã". NONE if it is none. */
KhoaRole khoa_role_parse(const char *text);

/* A name as it is compared, however it is typed: upper case, no spaces, and each syllable's tone
 * behind it, since "Hòa" and "Hoà" are the same. The caller's, to be wiped. */
char *khoa_name_fold(const char *name);

#endif

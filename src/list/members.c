#include "list.h"

#include <glib/gi18n.h>

enum { UNIT, ROLE, NAME, VILLAGE, PHONE };

static const KhoaColumn columns[] = {
    [UNIT] = {NC_("column", "unit"), KHOA_UNIT_HEADINGS, FALSE, FALSE},
    [ROLE] = {NC_("column", "role"),
              "Chức vụ|Chức danh|Vai trò|Nhiệm vụ|Chức vụ trong ban|Chức danh trong ban|"
              "Chức vụ trong Ban điều hành|Thành phần|Post",
              TRUE, FALSE},
    [NAME] = {NC_("column", "name"), "Họ tên|Họ và tên|Tên|Họ, tên|Đồng chí|Họ và tên đồng chí",
              TRUE, FALSE},
    [VILLAGE] = {NC_("column", "village"), KHOA_VILLAGE_HEADINGS, FALSE, FALSE},
    [PHONE] = {NC_("column", "phone"), KHOA_PHONE_HEADINGS, FALSE, FALSE},
};

static KhoaRole read_role(KhoaListReader *reader, gsize row) {
  const char *text = khoa_list_filled_cell(reader, row, ROLE);
  const KhoaRole role = khoa_role_parse(text);
  if (role != KHOA_ROLE_NONE && role != KHOA_ROLE_OTHER)
    return role;
  if (*text != '\0')
    khoa_list_fault(
        reader, row, ROLE,
        _("is no role on a committee: write head (trưởng ban), standing-deputy (phó ban "
          "thường trực), deputy (phó ban), policeman (công an viên), village-head "
          "(trưởng thôn, tổ trưởng tổ dân phố) or militia-head (thôn đội trưởng)"));
  return KHOA_ROLE_NONE;
}

static const char *read_village(KhoaListReader *reader, gsize row, KhoaRole role) {
  const char *village = khoa_list_cell(reader, row, VILLAGE);
  if (*village == '\0' && (role == KHOA_ROLE_VILLAGE_HEAD || role == KHOA_ROLE_MILITIA_HEAD))
    khoa_list_fault(reader, row, VILLAGE, _("is empty: give the village of a %s"),
                    khoa_role_name(role));
  return village;
}

static void check_is_alone(KhoaListReader *reader, gsize row, const KhoaMemberRow *member) {
  const gboolean one = member->role == KHOA_ROLE_HEAD || member->role == KHOA_ROLE_STANDING_DEPUTY;
  const char *name = khoa_list_keep(reader, khoa_name_fold(member->name));
  char *key = one ? g_strdup_printf("%s\n%d", member->unit, (int)member->role)
                  : g_strdup_printf("%s\n%d\n%s\n%s", member->unit, (int)member->role,
                                    member->village, name);
  const guint before = khoa_list_seen(reader, row, khoa_list_keep(reader, key));
  if (before == 0 || member->role == KHOA_ROLE_NONE || *name == '\0')
    return;
  if (one)
    khoa_list_fault(reader, row, ROLE,
                    _("the commune has a %s on line %u already: a committee has "
                      "one"),
                    khoa_role_name(member->role), before);
  else
    khoa_list_fault(reader, row, NAME, _("stands on line %u already with this role: remove one"),
                    before);
}

static void read_row(KhoaListReader *reader, gsize row) {
  const KhoaRole role = read_role(reader, row);
  const KhoaMemberRow member = {.line = khoa_table_line(reader->list->table, row),
                                .unit = khoa_list_unit_cell(reader, row, UNIT),
                                .role = role,
                                .village = read_village(reader, row, role),
                                .name = khoa_list_name_cell(reader, row, NAME),
                                .phone = khoa_list_phone_cell(reader, row, PHONE)};
  check_is_alone(reader, row, &member);
  g_array_append_val(reader->list->rows, member);
}

static void check_whole(KhoaListReader *reader) {
  khoa_list_unit_said(reader, UNIT);
  if (reader->list->rows->len > KHOA_MEMBERS_MAX)
    khoa_faults_add(reader->faults, 0, NULL, _("has more than %d rows: split it by commune"),
                    KHOA_MEMBERS_MAX);
}

KhoaList *khoa_members_read(const char *path, const char *unit, GError **error) {
  KhoaListReader reader = {.columns = columns,
                           .n_columns = G_N_ELEMENTS(columns),
                           .row_size = sizeof(KhoaMemberRow),
                           .row = read_row,
                           .whole = check_whole,
                           .unit = unit};
  return khoa_list_read(&reader, path, error);
}

const KhoaMemberRow *khoa_list_member(const KhoaList *list, gsize row) {
  return &g_array_index(list->rows, KhoaMemberRow, row);
}

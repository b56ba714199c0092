#include "list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "text.h"

enum {
  UNIT,
  DATE,
  TIME,
  LEADER,
  POLICEMEN,
  VILLAGE_HEADS,
  MILITIA_HEADS,
  OTHERS,
  VILLAGES,
  REACHED,
  FINDINGS
};

static const KhoaColumn columns[] = {
    [UNIT] = {NC_("column", "unit"), KHOA_UNIT_HEADINGS, FALSE, FALSE},
    [DATE] = {NC_("column", "date"), "Ngày|Ngày tuần tra|Ngày tháng|Ngày, tháng|Ngày tháng năm|Day",
              TRUE, FALSE},
    [TIME] = {NC_("column", "time"), "Giờ|Giờ bắt đầu|Thời gian|Thời gian bắt đầu|Giờ tuần tra|Từ",
              TRUE, FALSE},
    [LEADER] = {NC_("column", "leader"),
                "Tổ trưởng|Tổ trưởng tổ tuần tra|Trưởng tổ|Người chỉ huy|Chỉ huy", TRUE, FALSE},
    [POLICEMEN] = {NC_("column", "policemen"), "Công an viên|Công an|Policeman", TRUE, TRUE},
    [VILLAGE_HEADS] = {NC_("column", "village_heads"),
                       "Trưởng thôn|Trưởng thôn/Tổ trưởng tổ dân phố|Trưởng thôn, tổ trưởng TDP|"
                       "Tổ trưởng tổ dân phố|Tổ trưởng TDP|Trưởng thôn/Tổ trưởng TDP|Village head",
                       TRUE, TRUE},
    [MILITIA_HEADS] = {NC_("column", "militia_heads"), "Thôn đội trưởng|Thôn đội|Militia head",
                       TRUE, TRUE},
    [OTHERS] = {NC_("column", "others"), "Thành phần khác|Người khác|Khác|Cùng tham gia|Tham gia",
                FALSE, TRUE},
    [VILLAGES] = {NC_("column", "villages"),
                  "Địa bàn|Địa bàn tuần tra|Tuyến|Tuyến đường|Tuyến tuần tra|Khu vực|Thôn|"
                  "Các thôn|Thôn/Tổ dân phố|Route|Village",
                  FALSE, TRUE},
    [REACHED] = {NC_("column", "reached"),
                 "Số người được tuyên truyền|Số người tuyên truyền|Số người|Số lượt người|"
                 "Số lượt tuyên truyền|Lượt người|People",
                 TRUE, FALSE},
    [FINDINGS] = {NC_("column", "findings"),
                  "Kết quả|Kết quả tuần tra|Tình hình|Tình hình, kết quả|Nội dung|Phát hiện|"
                  "Ghi chú",
                  FALSE, FALSE},
};

/* The columns of those who go along, and the role that each is for. */
static const struct {
  gsize column;
  KhoaRole role;
} companions[] = {{POLICEMEN, KHOA_ROLE_POLICEMAN},
                  {VILLAGE_HEADS, KHOA_ROLE_VILLAGE_HEAD},
                  {MILITIA_HEADS, KHOA_ROLE_MILITIA_HEAD},
                  {OTHERS, KHOA_ROLE_OTHER}};

static void read_day(KhoaListReader *reader, gsize row, char day[KHOA_DAY_SIZE]) {
  const char *text = khoa_list_filled_cell(reader, row, DATE);
  if (!khoa_day_parse(day, text) && *text != '\0')
    khoa_list_fault(reader, row, DATE,
                    _("is no day from 2000 on: write day, month and year, as 23/11/2026 or "
                      "2026-11-23"));
}

static void read_time(KhoaListReader *reader, gsize row, char time[KHOA_TIME_OF_DAY_SIZE]) {
  const char *text = khoa_list_filled_cell(reader, row, TIME);
  if (!khoa_time_of_day_parse(time, text) && *text != '\0')
    khoa_list_fault(reader, row, TIME,
                    _("is no time of day: write when the patrol began, as 19:30 or 19h30"));
}

static guint read_reached(KhoaListReader *reader, gsize row) {
  if (*khoa_list_cell(reader, row, REACHED) == '\0')
    khoa_list_fault(reader, row, REACHED, _("is empty: write how many people, 0 for none"));
  return khoa_list_count(reader, row, REACHED, KHOA_REACHED_MAX, 0);
}

/* A name of the cell; its fault if it is none, or somebody's who is in the patrol already. */
static void add_member(KhoaListReader *reader, gsize row, gsize companion, char *name,
                       GHashTable *there) {
  const gsize column = companions[companion].column;
  const KhoaPatrolMember member = {companions[companion].role,
                                   khoa_list_keep(reader, g_strdup(g_strstrip(name)))};
  if (*member.name == '\0')
    return;
  if (strpbrk(name, "/0123456789") != NULL || g_utf8_strlen(name, -1) > KHOA_NAME_MAX)
    khoa_list_fault(
        reader, row, column,
        _("holds what isn't a name: separate names by ';', numbers and titles left out"));
  if (!g_hash_table_add(there, khoa_name_fold(name)))
    khoa_list_fault(
        reader, row, column,
        _("names somebody who is in this patrol already: each person has one role in it"));
  g_array_append_val(reader->list->members, member);
}

static void read_members(KhoaListReader *reader, gsize row, const char *leader) {
  g_autoptr(GHashTable) there =
      g_hash_table_new_full(g_str_hash, g_str_equal, (GDestroyNotify)khoa_text_wipe, NULL);
  g_hash_table_add(there, khoa_name_fold(leader));
  const guint first = reader->list->members->len;
  for (gsize i = 0; i < G_N_ELEMENTS(companions); i++) {
    const char *cell = khoa_list_cell(reader, row, companions[i].column);
    g_auto(GStrv) names = g_strsplit_set(cell, ";,", -1);
    for (char **name = names; *name != NULL; name++) {
      const gsize length = strlen(*name);
      add_member(reader, row, i, *name, there);
      explicit_bzero(*name, length);
    }
  }
  if (reader->list->members->len - first > KHOA_PATROL_MEMBERS_MAX)
    khoa_list_fault(reader, row, OTHERS,
                    _("with the other columns there are more than %d people: "
                      "look for a missing quotation mark"),
                    KHOA_PATROL_MEMBERS_MAX);
}

static gboolean same_patrol(const KhoaListReader *reader, const KhoaPatrolRow *a,
                            const KhoaPatrolRow *b) {
  const KhoaPatrolMember *x = khoa_list_patrol_members(reader->list, a);
  const KhoaPatrolMember *y = khoa_list_patrol_members(reader->list, b);
  if (a->members != b->members || a->reached != b->reached ||
      strcmp(a->villages, b->villages) != 0 || strcmp(a->findings, b->findings) != 0)
    return FALSE;
  for (guint i = 0; i < a->members; i++)
    if (x[i].role != y[i].role || strcmp(x[i].name, y[i].name) != 0)
      return FALSE;
  return TRUE;
}

/* One patrol may come twice, as long as it is told the same way. */
static void check_is_alone(KhoaListReader *reader, gsize row, const KhoaPatrolRow *patrol) {
  const char *leader = khoa_list_keep(reader, khoa_name_fold(patrol->leader));
  char *key = g_strjoin("\n", patrol->unit, patrol->day, patrol->time, leader, NULL);
  const guint before = khoa_list_seen(reader, row, khoa_list_keep(reader, key));
  for (gsize i = 0; before > 0 && i < reader->list->rows->len; i++) {
    const KhoaPatrolRow *other = khoa_list_patrol(reader->list, i);
    if (other->line == before && !same_patrol(reader, other, patrol))
      khoa_list_fault(reader, row, DATE,
                      _("is the patrol of line %u, told otherwise: remove one of them"), before);
  }
}

static void read_row(KhoaListReader *reader, gsize row) {
  KhoaPatrolRow patrol = {.line = khoa_table_line(reader->list->table, row),
                          .unit = khoa_list_unit_cell(reader, row, UNIT),
                          .leader = khoa_list_name_cell(reader, row, LEADER),
                          .first = reader->list->members->len,
                          .villages = khoa_list_cell(reader, row, VILLAGES),
                          .reached = read_reached(reader, row),
                          .findings = khoa_list_cell(reader, row, FINDINGS)};
  read_day(reader, row, patrol.day);
  read_time(reader, row, patrol.time);
  read_members(reader, row, patrol.leader);
  patrol.members = reader->list->members->len - patrol.first;
  check_is_alone(reader, row, &patrol);
  g_array_append_val(reader->list->rows, patrol);
}

static void check_unit_is_said(KhoaListReader *reader) {
  khoa_list_unit_said(reader, UNIT);
}

static KhoaListReader reader_of(const char *unit) {
  return (KhoaListReader){.columns = columns,
                          .n_columns = G_N_ELEMENTS(columns),
                          .row_size = sizeof(KhoaPatrolRow),
                          .row = read_row,
                          .whole = check_unit_is_said,
                          .unit = unit};
}

KhoaList *khoa_patrols_read(const char *path, const char *unit, GError **error) {
  KhoaListReader reader = reader_of(unit);
  return khoa_list_read(&reader, path, error);
}

KhoaList *khoa_patrol_read(const KhoaPatrolText *text, const char *unit, GError **error) {
  KhoaListReader reader = reader_of(unit);
  const char *cells[G_N_ELEMENTS(columns)] = {[UNIT] = unit,
                                              [DATE] = text->date,
                                              [TIME] = text->time,
                                              [LEADER] = text->leader,
                                              [VILLAGES] = text->villages,
                                              [REACHED] = text->reached,
                                              [FINDINGS] = text->findings};
  for (gsize i = 0; i < G_N_ELEMENTS(companions); i++)
    cells[companions[i].column] = text->members[companions[i].role];
  KhoaList *list = khoa_list_read_cells(&reader, _("the patrol"), cells, error);
  if (list != NULL)
    g_array_index(list->rows, KhoaPatrolRow, 0).line = 0;
  return list;
}

const KhoaPatrolRow *khoa_list_patrol(const KhoaList *list, gsize row) {
  return &g_array_index(list->rows, KhoaPatrolRow, row);
}

const KhoaPatrolMember *khoa_list_patrol_members(const KhoaList *list,
                                                 const KhoaPatrolRow *patrol) {
  return &g_array_index(list->members, KhoaPatrolMember, patrol->first);
}

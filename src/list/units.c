#include "list.h"

#include <glib/gi18n.h>

enum { CODE, NAME, PARENT };

static const KhoaColumn columns[] = {
    [CODE] = {NC_("column", "code"), "Mã|Mã số|Mã đơn vị|Mã xã|Mã xã/phường|Mã ĐVHC", TRUE, FALSE},
    [NAME] = {NC_("column", "name"), "Tên|Tên đơn vị|Tên xã|Đơn vị|Đơn vị hành chính|Xã/Thị trấn",
              TRUE, FALSE},
    [PARENT] = {NC_("column", "parent"), "Mã cấp trên|Cấp trên|Trực thuộc|Mã huyện", FALSE, FALSE},
};

static void check_code(KhoaListReader *reader, gsize row, gsize column, const char *code) {
  if (*code != '\0' && !khoa_list_is_code(code))
    khoa_list_fault(reader, row, column, _("\"%s\" is no code: give 1 to %d digits, as 15667"),
                    code, KHOA_UNIT_CODE_MAX);
}

static void read_row(KhoaListReader *reader, gsize row) {
  const KhoaUnitRow unit = {.line = khoa_table_line(reader->list->table, row),
                            .code = khoa_list_filled_cell(reader, row, CODE),
                            .name = khoa_list_filled_cell(reader, row, NAME),
                            .parent = khoa_list_cell(reader, row, PARENT)};
  check_code(reader, row, CODE, unit.code);
  check_code(reader, row, PARENT, unit.parent);
  if (*unit.parent != '\0' && g_str_equal(unit.parent, unit.code))
    khoa_list_fault(reader, row, PARENT, _("is the unit itself: give the unit above it, or none"));
  const guint before = khoa_list_seen(reader, row, unit.code);
  if (before > 0 && *unit.code != '\0')
    khoa_list_fault(reader, row, CODE, _("%s stands on line %u already: remove one"), unit.code,
                    before);
  g_array_append_val(reader->list->rows, unit);
}

KhoaList *khoa_units_read(const char *path, GError **error) {
  KhoaListReader reader = {.columns = columns,
                           .n_columns = G_N_ELEMENTS(columns),
                           .row_size = sizeof(KhoaUnitRow),
                           .row = read_row};
  return khoa_list_read(&reader, path, error);
}

const KhoaUnitRow *khoa_list_unit(const KhoaList *list, gsize row) {
  return &g_array_index(list->rows, KhoaUnitRow, row);
}

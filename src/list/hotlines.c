#include "list.h"

#include <glib/gi18n.h>
#include <string.h>

/* Article 5 of the regulation: each keychain shows 3 to 5 numbers that answer 24/24. */
enum { NUMBERS_MIN = 3, NUMBERS_MAX = 5 };

enum { LABEL, NUMBER, HOURS };

static const KhoaColumn columns[] = {
    [LABEL] = {NC_("column", "label"),
               "Nhãn|Tên|Tên đầu số|Tên đơn vị|Đơn vị|Đơn vị trực|Bộ phận|Bộ phận trực|Nội dung",
               TRUE, FALSE},
    [NUMBER] = {NC_("column", "number"),
                "Số điện thoại|Điện thoại|SĐT|Đầu số|Số|Số liên lạc|Đường dây nóng|Hotline|Phone",
                TRUE, FALSE},
    [HOURS] = {NC_("column", "hours"),
               "Giờ trực|Thời gian trực|Thời gian|Giờ hoạt động|Thời gian hoạt động|Trực|Giờ", TRUE,
               FALSE},
};

/* Folded: "24/24", "24/7", "24h/24h", "cả ngày đêm", ... */
static const char *const round_the_clock[] = {
    "2424",       "247",         "24247",          "24h",         "24h24",       "24h24h",
    "2424h",      "24h7",        "24x7",           "24gio",       "24gio24",     "2424gio",
    "24hngay",    "24giongay",   "24giomoingay",   "24htrenngay", "24giotren24", "24tren24",
    "24htren24h", "24tren24gio", "24giotren24gio", "cangaydem",   "cangayvadem", "suotngaydem",
    "suot24gio",  "ngaydem",     "roundtheclock",  "always",      NULL};

static void check_label(KhoaListReader *reader, gsize row, const char *label) {
  const glong length = g_utf8_strlen(label, -1);
  if (length > KHOA_HOTLINE_LABEL_MAX)
    khoa_list_fault(reader, row, LABEL,
                    _("\"%s\" has %ld characters: shorten it to %d, so that it fits on a tag"),
                    label, length, KHOA_HOTLINE_LABEL_MAX);
}

static const char *check_number(KhoaListReader *reader, gsize row) {
  char number[KHOA_PHONE_SIZE];
  const char *text = khoa_list_filled_cell(reader, row, NUMBER);
  if (*text == '\0')
    return text;
  const KhoaPhoneFault fault = khoa_phone_parse(number, text);
  g_autofree char *printed = khoa_phone_format(number);
  if (fault != KHOA_PHONE_OK) {
    khoa_list_fault(reader, row, NUMBER, "%s %s%s%s", text, _(khoa_phone_fault_words(fault)),
                    *printed != '\0' ? ", " : "", printed);
    return "";
  }
  const char *kept = khoa_list_keep(reader, g_strdup(number));
  const guint before = khoa_list_seen(reader, row, kept);
  if (before > 0)
    khoa_list_fault(reader, row, NUMBER, _("%s stands on line %u already: give another number"),
                    printed, before);
  return kept;
}

static void check_hours(KhoaListReader *reader, gsize row) {
  const char *hours = khoa_list_filled_cell(reader, row, HOURS);
  g_autofree char *folded = khoa_fold(hours);
  if (*hours != '\0' && !g_strv_contains(round_the_clock, folded))
    khoa_list_fault(reader, row, HOURS,
                    _("is \"%s\": every number has to answer 24/24 (article 5 of the regulation); "
                      "write 24/24, or give a number that does"),
                    hours);
}

static void read_row(KhoaListReader *reader, gsize row) {
  const KhoaHotlineRow hotline = {.line = khoa_table_line(reader->list->table, row),
                                  .label = khoa_list_filled_cell(reader, row, LABEL),
                                  .number = check_number(reader, row)};
  check_label(reader, row, hotline.label);
  check_hours(reader, row);
  g_array_append_val(reader->list->rows, hotline);
}

static void check_count(KhoaListReader *reader) {
  const guint count = reader->list->rows->len;
  if (count < NUMBERS_MIN || count > NUMBERS_MAX)
    khoa_faults_add(reader->faults, 0, NULL,
                    ngettext("has %u number: article 5 of the regulation asks for %d to %d that "
                             "answer 24/24",
                             "has %u numbers: article 5 of the regulation asks for %d to %d that "
                             "answer 24/24",
                             count),
                    count, NUMBERS_MIN, NUMBERS_MAX);
}

KhoaList *khoa_hotlines_read(const char *path, GError **error) {
  KhoaListReader reader = {.columns = columns,
                           .n_columns = G_N_ELEMENTS(columns),
                           .row_size = sizeof(KhoaHotlineRow),
                           .row = read_row,
                           .whole = check_count};
  return khoa_list_read(&reader, path, error);
}

const KhoaHotlineRow *khoa_list_hotline(const KhoaList *list, gsize row) {
  return &g_array_index(list->rows, KhoaHotlineRow, row);
}

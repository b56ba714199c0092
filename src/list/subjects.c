#include "list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "text.h"

enum { REFERENCE, KIND, UNIT, VILLAGE, HEAD, ADDRESS, PHONE, KEYCHAINS, LOCK_TAGS, REMARKS };

static const KhoaColumn columns[] = {
    [REFERENCE] = {NC_("column", "reference"),
                   "Mã hộ|Mã số|Mã số hộ|Mã hộ gia đình|Mã đối tượng|Mã|Ký hiệu|Số hộ khẩu|"
                   "Số sổ hộ khẩu|Hộ khẩu số|Ref",
                   TRUE, FALSE},
    [KIND] = {NC_("column", "kind"),
              "Loại|Loại hình|Loại hộ|Loại đối tượng|Đối tượng|Phân loại|Type", TRUE, FALSE},
    [UNIT] = {NC_("column", "unit"), KHOA_UNIT_HEADINGS, FALSE, FALSE},
    [VILLAGE] = {NC_("column", "village"), KHOA_VILLAGE_HEADINGS, TRUE, FALSE},
    [HEAD] = {NC_("column", "head"),
              "Chủ hộ|Họ tên chủ hộ|Họ và tên chủ hộ|Tên chủ hộ|Chủ hộ/Tên cơ quan|"
              "Tên chủ hộ/cơ quan|Tên cơ quan|Người đại diện|Họ tên|Họ và tên|Tên|Name",
              TRUE, FALSE},
    [ADDRESS] = {NC_("column", "address"), "Địa chỉ|Nơi ở|Chỗ ở|Nơi cư trú|Nơi thường trú|Số nhà",
                 FALSE, FALSE},
    [PHONE] = {NC_("column", "phone"), KHOA_PHONE_HEADINGS, FALSE, FALSE},
    [KEYCHAINS] = {NC_("column", "keychains"),
                   "Số móc khóa|Móc khóa|Số lượng móc khóa|SL móc khóa|Số móc|Móc chìa khóa", FALSE,
                   FALSE},
    [LOCK_TAGS] = {NC_("column", "lock_tags"),
                   "Số thẻ ổ khóa|Thẻ ổ khóa|Số lượng thẻ ổ khóa|SL thẻ ổ khóa|Số ổ khóa|Ổ khóa|"
                   "Số thẻ|Thẻ khóa",
                   FALSE, FALSE},
    [REMARKS] = {NC_("column", "remarks"), "Ghi chú|Chú thích|Nhận xét|Remark|Note|Notes", FALSE,
                 FALSE},
};

static const char *const kind_words[] = {
    [KHOA_SUBJECT_HOUSEHOLD] = N_("household"),
    [KHOA_SUBJECT_AGENCY] = N_("agency"),
    [KHOA_SUBJECT_UNIT] = N_("unit"),
    [KHOA_SUBJECT_BUSINESS] = N_("business"),
};

/* What offices write, folded. */
static const struct {
  const char *word;
  KhoaSubjectKind kind;
} kinds[] = {
    {"household", KHOA_SUBJECT_HOUSEHOLD},  {"family", KHOA_SUBJECT_HOUSEHOLD},
    {"hogiadinh", KHOA_SUBJECT_HOUSEHOLD},  {"ho", KHOA_SUBJECT_HOUSEHOLD},
    {"giadinh", KHOA_SUBJECT_HOUSEHOLD},    {"hgd", KHOA_SUBJECT_HOUSEHOLD},
    {"hodan", KHOA_SUBJECT_HOUSEHOLD},      {"nhadan", KHOA_SUBJECT_HOUSEHOLD},
    {"agency", KHOA_SUBJECT_AGENCY},        {"coquan", KHOA_SUBJECT_AGENCY},
    {"coquannhanuoc", KHOA_SUBJECT_AGENCY}, {"unit", KHOA_SUBJECT_UNIT},
    {"donvi", KHOA_SUBJECT_UNIT},           {"donvisunghiep", KHOA_SUBJECT_UNIT},
    {"business", KHOA_SUBJECT_BUSINESS},    {"company", KHOA_SUBJECT_BUSINESS},
    {"shop", KHOA_SUBJECT_BUSINESS},        {"doanhnghiep", KHOA_SUBJECT_BUSINESS},
    {"congty", KHOA_SUBJECT_BUSINESS},      {"cuahang", KHOA_SUBJECT_BUSINESS},
    {"hokinhdoanh", KHOA_SUBJECT_BUSINESS}, {"cosokinhdoanh", KHOA_SUBJECT_BUSINESS},
    {"hoptacxa", KHOA_SUBJECT_BUSINESS},
};

const char *khoa_subject_kind_word(KhoaSubjectKind kind) {
  return kind_words[kind];
}

static KhoaSubjectKind read_kind(KhoaListReader *reader, gsize row) {
  const char *text = khoa_list_filled_cell(reader, row, KIND);
  g_autofree char *folded = khoa_fold(text);
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (g_str_equal(folded, kinds[i].word))
      return kinds[i].kind;
  if (*text != '\0')
    khoa_list_fault(
        reader, row, KIND,
        _("is no kind that is known: write household (hộ gia đình), agency (cơ quan), unit "
          "(đơn vị) or business (doanh nghiệp, cửa hàng)"));
  return 0;
}

char *khoa_reference_fold(const char *text) {
  char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
  GString *folded = g_string_sized_new(strlen(text) + 1);
  /* By character, since g_utf8_strup() asks the locale. */
  for (const char *from = composed ? composed : ""; *from != '\0'; from = g_utf8_next_char(from)) {
    const gunichar character = g_utf8_get_char(from);
    if (!g_unichar_isspace(character))
      g_string_append_unichar(folded, g_unichar_toupper(character));
  }
  khoa_text_wipe(composed);
  return g_string_free(folded, FALSE);
}

static const char *read_reference(KhoaListReader *reader, gsize row) {
  const char *text = khoa_list_filled_cell(reader, row, REFERENCE);
  if (khoa_text_is_scientific(text))
    khoa_list_fault(
        reader, row, REFERENCE,
        _("was shortened by the spreadsheet and its digits are lost: format the column as "
          "text and type it again"));
  if (g_utf8_strlen(text, -1) > KHOA_REFERENCE_MAX)
    khoa_list_fault(reader, row, REFERENCE, _("is longer than %d characters: shorten it"),
                    KHOA_REFERENCE_MAX);
  return khoa_list_keep(reader, khoa_reference_fold(text));
}

static void check_reference_is_new(KhoaListReader *reader, gsize row, const char *unit,
                                   const char *reference) {
  const char *key = khoa_list_keep(reader, g_strconcat(unit, "\n", reference, NULL));
  const guint before = khoa_list_seen(reader, row, key);
  if (before > 0 && *reference != '\0')
    khoa_list_fault(reader, row, REFERENCE, _("is that of line %u already: give each its own"),
                    before);
}

static guint read_count(KhoaListReader *reader, gsize row, gsize column) {
  return khoa_list_count(reader, row, column, KHOA_TAGS_EACH_MAX, 1);
}

static void check_unit_is_said(KhoaListReader *reader) {
  khoa_list_unit_said(reader, UNIT);
}

static void read_row(KhoaListReader *reader, gsize row) {
  const KhoaSubjectRow subject = {.line = khoa_table_line(reader->list->table, row),
                                  .reference = read_reference(reader, row),
                                  .kind = read_kind(reader, row),
                                  .unit = khoa_list_unit_cell(reader, row, UNIT),
                                  .village = khoa_list_filled_cell(reader, row, VILLAGE),
                                  .head = khoa_list_filled_cell(reader, row, HEAD),
                                  .address = khoa_list_cell(reader, row, ADDRESS),
                                  .phone = khoa_list_phone_cell(reader, row, PHONE),
                                  .remarks = khoa_list_cell(reader, row, REMARKS),
                                  .keychains = read_count(reader, row, KEYCHAINS),
                                  .lock_tags = read_count(reader, row, LOCK_TAGS)};
  check_reference_is_new(reader, row, subject.unit, subject.reference);
  g_array_append_val(reader->list->rows, subject);
}

KhoaList *khoa_subjects_read(const char *path, const char *unit, GError **error) {
  KhoaListReader reader = {.columns = columns,
                           .n_columns = G_N_ELEMENTS(columns),
                           .row_size = sizeof(KhoaSubjectRow),
                           .row = read_row,
                           .whole = check_unit_is_said,
                           .unit = unit};
  return khoa_list_read(&reader, path, error);
}

const KhoaSubjectRow *khoa_list_subject(const KhoaList *list, gsize row) {
  return &g_array_index(list->rows, KhoaSubjectRow, row);
}

static const int optional[KHOA_SUBJECT_OPTIONAL] = {ADDRESS, PHONE, KEYCHAINS, LOCK_TAGS, REMARKS};

unsigned khoa_subjects_columns(const KhoaList *list) {
  unsigned bits = 0;
  for (unsigned i = 0; i < KHOA_SUBJECT_OPTIONAL; i++)
    if (khoa_table_has(list->table, (gsize)optional[i]))
      bits |= 1u << i;
  return bits;
}

const char *khoa_subjects_column(unsigned bit) {
  return columns[optional[bit]].name;
}

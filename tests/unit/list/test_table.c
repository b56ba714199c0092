#include "list/table.h"

#include <string.h>

enum { CODE, NAME, NOTE };

static const KhoaColumn columns[] = {
    [CODE] = {"code", "Mã|Mã số", TRUE, FALSE},
    [NAME] = {"name", "Họ tên|Tên", TRUE, FALSE},
    [NOTE] = {"note", "Ghi chú", FALSE, TRUE},
};

static KhoaTable *parse_bytes(const char *bytes, gsize length, KhoaFaults *faults) {
  /* Exactly so many bytes on the heap: reading past them shows. */
  g_autofree char *copy = g_memdup2(bytes, length);
  return khoa_table_parse(copy, length, columns, G_N_ELEMENTS(columns), faults);
}

static KhoaTable *parse(const char *text, KhoaFaults *faults) {
  return parse_bytes(text, strlen(text), faults);
}

/* "LINE:code|name|note" of every row, a line each. */
static char *print(const KhoaTable *table) {
  GString *text = g_string_new(NULL);
  for (gsize row = 0; row < khoa_table_rows(table); row++)
    g_string_append_printf(text, "%u:%s|%s|%s\n", khoa_table_line(table, row),
                           khoa_table_get(table, row, CODE), khoa_table_get(table, row, NAME),
                           khoa_table_get(table, row, NOTE));
  return g_string_free(text, FALSE);
}

static void assert_reads(const char *text, const char *expected) {
  g_autoptr(KhoaFaults) faults = khoa_faults_new("t.csv");
  g_autoptr(KhoaTable) table = parse(text, faults);
  g_assert_cmpuint(faults->count, ==, 0);
  g_autofree char *printed = print(table);
  g_assert_cmpstr(printed, ==, expected);
}

static void assert_fault(const KhoaFaults *faults, guint line, const char *column,
                         const char *what) {
  g_autoptr(GError) error = NULL;
  khoa_faults_raise(faults, &error);
  g_test_message("%s", error->message);
  g_assert_cmpuint(faults->count, ==, 1);
  const KhoaFault *fault = faults->list->pdata[0];
  g_assert_cmpuint(fault->line, ==, line);
  g_assert_cmpstr(fault->column, ==, column);
  g_assert_nonnull(strstr(fault->what, what));
}

static void test_dialects(void) {
  static const struct {
    const char *text, *rows;
  } cases[] = {
      {"code,name,note\n1,An,x\n2,Ba,y\n", "2:1|An|x\n3:2|Ba|y\n"},
      {"code;name;note\r\n1;An, B;x\r\n", "2:1|An, B|x\n"},
      {"code\tname\tnote\r1\tAn\tx\r2\t\ty", "2:1|An|x\n3:2||y\n"},
      {"\xef\xbb\xbf"
       "code,name\n1,An\n",
       "2:1|An|\n"},
      {"sep=;\r\ncode;name\r\n1;An\r\n", "3:1|An|\n"},
      {"sep=|\ncode|name\n1|An\n", "3:1|An|\n"},
      {"note,name,code\nx,An,1\n", "2:1|An|x\n"},
      {"MÃ SỐ;Họ  Tên;ghi_chu\n1;An;x\n", "2:1|An|x\n"},
      {"STT\tcode\tname\n\t1\tAn\n2\t2\t\n", "2:1|An|\n3:2||\n"},
      {"UBND xã\n\nDANH SÁCH,,\ncode,name\n1,An\n", "5:1|An|\n"},
      {"code,name\n1,\"a \"\"b\"\", c\"\n", "2:1|a \"b\", c|\n"},
      {"code,name,,\n1,An,,\n\n , ,,\n2,Ba,,,,,\n,,,\n", "2:1|An|\n5:2|Ba|\n"},
      {"code,\"name\nof it\",name\n1,x,An\n", "3:1|An|\n"},
      {"code,name\n1,\"a\nb\r\n\nc\"\n2,Ba\n", "2:1|a b c|\n6:2|Ba|\n"},
      {"code,name,stt\n1,An,1\n,,2\n,,3\n", "2:1|An|\n"}, /* only numbered */
      {"code,name\n1, \u00a0An\u00a0 \u200bB\a \u202eC \n", "2:1|An B C|\n"},
      {"Ma\u0303,Te\u0302n\n1,Nguye\u0302\u0303n\n", "2:1|Nguy\u1ec5n|\n"},
      {"Ma\u0303,Te\u0302n\n1,Nguy\u00ea\u0303n\n", "2:1|Nguy\u1ec5n|\n"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    assert_reads(cases[i].text, cases[i].rows);
}

static void test_utf16(void) {
  static const char text[] = "Mã\tTên\r\n1\tNguyễn Thị 𝔸\r\n2\tĐỗ\r\n";
  static const struct {
    const char *charset, *bom;
  } kinds[] = {
      {"UTF-16LE", "\xff\xfe"}, {"UTF-16BE", "\xfe\xff"}, {"UTF-16LE", ""}, {"UTF-16BE", ""}};
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
    gsize length = 0;
    g_autofree char *wide = g_convert(text, -1, kinds[i].charset, "UTF-8", NULL, &length, NULL);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_byte_array_append(bytes, (const guint8 *)kinds[i].bom, (guint)strlen(kinds[i].bom));
    g_byte_array_append(bytes, (const guint8 *)wide, (guint)length);
    g_autoptr(KhoaFaults) faults = khoa_faults_new("t.csv");
    g_autoptr(KhoaTable) table = parse_bytes((const char *)bytes->data, bytes->len, faults);
    g_assert_cmpuint(faults->count, ==, 0);
    g_autofree char *printed = print(table);
    g_assert_cmpstr(printed, ==, "2:1|Nguyễn Thị 𝔸|\n3:2|Đỗ|\n");
  }
}

typedef struct Refused {
  const char *bytes;
  gsize length;
  guint line;
  const char *column, *what;
} Refused;
#define BYTES(text) text, sizeof text - 1

static void test_refused(void) {
  static const Refused cases[] = {
      {BYTES(""), 0, NULL, "is empty"},
      {BYTES("\xef\xbb\xbf"), 0, NULL, "is empty"},
      {BYTES("\xff\xfe"), 0, NULL, "is empty"},
      {BYTES(" \r\n\t\r\n"), 0, NULL, "is empty"},
      {BYTES("PK\003\004\024\000\006\000"), 0, NULL, "CSV UTF-8"},
      {BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), 0, NULL, "old Excel workbook"},
      {BYTES("%PDF-1.7\n\xe2\xe3\n"), 0, NULL, "a PDF"},
      {BYTES("<html><table>"), 0, NULL, "web page"},
      {BYTES("{\\rtf1\\ansi"), 0, NULL, "text document"},
      {BYTES("code,name\n1,A\0B\n"), 0, NULL, "not a text file"},
      {BYTES("\xff\xfe"
             "c\0o\0d\0e"),
       0, NULL, "damaged"},
      {BYTES("\xff\xfe"
             "c\0\0\0e\0"),
       0, NULL, "damaged"},
      {BYTES("\xff\xfe"
             "c\0\x00\xd8"
             "e\0"),
       0, NULL, "damaged"},
      {BYTES("code,name\n1,An\n2,Nguy\xd4n\n"), 3, NULL, "not in Unicode"},
      {BYTES("code,name\n1,®Æng\n2,®×nh\n3,®ång\n"), 0, NULL, "TCVN3"},
      {BYTES("code,name\n1,ñoà\n2,ñình\n3,ñaïi\n"), 0, NULL, "TCVN3"},
      {BYTES("15667,Xã Thọ Sơn\n"), 0, NULL, "no heading line"},
      {BYTES("code,note\n1,x\n"), 1, "name", "lacks this column"},
      {BYTES("\ncode,Tên,name\n1,x,y\n"), 2, "name", "both \"Tên\" and \"name\""},
      {BYTES("code,name\n"), 0, NULL, "nothing stands below"},
      {BYTES("code,name\n,\n"), 0, NULL, "nothing stands below"},
      {BYTES("code,name\n1,An\n2,\"Ba\n3,Tư\n"), 3, NULL, "noticed on line 5"},
      {BYTES("code,name\n1,An\n2,B\"a\n"), 3, NULL, "noticed on line 3"},
      {BYTES("code,name\n1,\"An\n2,Ba\n3,\"C\"\n"), 2, NULL, "noticed on line 4"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(KhoaFaults) faults = khoa_faults_new("t.csv");
    g_autoptr(KhoaTable) table = parse_bytes(cases[i].bytes, cases[i].length, faults);
    g_assert_null(table);
    assert_fault(faults, cases[i].line, cases[i].column, cases[i].what);
  }
}

/* Foreign letters here and there don't make a list an old one. */
static void test_foreign_letters(void) {
  GString *text = g_string_new("code,name\n1,Muñoz\n2,Núñez\n3,Peña\n");
  for (int i = 4; i < 50; i++)
    g_string_append_printf(text, "%d,An\n", i);
  g_autofree char *list = g_string_free(text, FALSE);
  g_autoptr(KhoaFaults) faults = khoa_faults_new("t.csv");
  g_autoptr(KhoaTable) table = parse(list, faults);
  g_assert_nonnull(table);
  g_assert_cmpuint(faults->count, ==, 0);
}

static void test_unheaded(void) {
  static const char *const lists[] = {"code,name\n1,An\n2,Ba,tư\n", "code,name,\n1,An\n2,Ba,x\n",
                                      "code,,name\n1,,An\n2,Ba,x\n"};
  for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
    g_autoptr(KhoaFaults) faults = khoa_faults_new("t.csv");
    g_autoptr(KhoaTable) table = parse(lists[i], faults);
    g_assert_cmpuint(khoa_table_rows(table), ==, 2);
    assert_fault(faults, 3, NULL, "has no heading");
  }
}

static void test_long_field(void) {
  g_autofree char *longest = g_strnfill(KHOA_FIELD_BYTES_MAX, 'x');
  g_autofree char *fits = g_strdup_printf("code,name\n1,%s\n", longest);
  g_autofree char *too_long = g_strdup_printf("code,Tên\n1,%sx\n", longest);
  g_autoptr(KhoaFaults) faults = khoa_faults_new("t.csv");
  g_autoptr(KhoaTable) table = parse(fits, faults);
  g_assert_cmpuint(faults->count, ==, 0);
  g_assert_cmpstr(khoa_table_get(table, 0, NAME), ==, longest);
  g_autoptr(KhoaTable) other = parse(too_long, faults);
  g_assert_nonnull(other);
  assert_fault(faults, 2, "Tên", "longer than");
}

static void test_most_rows(void) {
  g_autoptr(GString) text = g_string_new("code,name\n");
  for (int i = 0; i < KHOA_ROWS_MAX; i++)
    g_string_append(text, "1,\n");
  g_autoptr(KhoaFaults) faults = khoa_faults_new("t.csv");
  g_autoptr(KhoaTable) table = parse(text->str, faults);
  g_assert_cmpuint(khoa_table_rows(table), ==, KHOA_ROWS_MAX);
  g_string_append(text, "1,\n1,\n");
  g_autoptr(KhoaTable) other = parse(text->str, faults);
  g_assert_null(other);
  assert_fault(faults, KHOA_ROWS_MAX + 2, NULL, "too many");
}

static void test_headings(void) {
  g_autoptr(KhoaFaults) faults = khoa_faults_new("t.csv");
  g_autoptr(KhoaTable) table = parse("STT,Mã Số,Tên,Ngày sinh\n1,2,An,x\n", faults);
  const char *const *ignored = khoa_table_ignored(table);
  g_assert_cmpstr(ignored[0], ==, "Ngày sinh");
  g_assert_null(ignored[1]);
  g_assert_true(khoa_table_has(table, CODE));
  g_assert_false(khoa_table_has(table, NOTE));
  g_assert_cmpstr(khoa_table_heading(table, CODE), ==, "Mã Số");
  g_assert_cmpstr(khoa_table_heading(table, NOTE), ==, "note");
  g_assert_cmpstr(khoa_table_get(table, 0, NOTE), ==, "");
}

static void test_unreadable_files(void) {
  static const char *const paths[] = {"tests/no-such-list.csv", "tests", "/dev/zero"};
  for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
    g_autoptr(KhoaFaults) faults = khoa_faults_new(paths[i]);
    g_autoptr(KhoaTable) table = khoa_table_read(paths[i], columns, G_N_ELEMENTS(columns), faults);
    g_assert_null(table);
    assert_fault(faults, 0, NULL, "can't be read");
  }
}

static void test_fold(void) {
  static const char *const folded[][2] = {
      {"Số móc khóa", "somockhoa"},
      {"ĐỊA CHỈ", "diachi"},
      {"đường Dây_nóng", "duongdaynong"},
      {"24/24 giờ", "2424gio"},
      {"Thôn\n/ Xóm", "thonxom"},
      {"", ""},
      {"Te\u0302n", "ten"},
      {"---", ""},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(folded); i++) {
    g_autofree char *text = khoa_fold(folded[i][0]);
    g_assert_cmpstr(text, ==, folded[i][1]);
  }
}

/* Whatever is written comes back, in every delimiter and line end, on the line where it stands. */
static void test_round_trip(void) {
  static const char *const pieces[] = {"a",  "ế", "Đ", ",", ";", "\t", "\"\"",   "'",
                                       "\n", " ", "1", "|", "=", "-",  "e\u0323"};
  for (int i = 0; i < 300; i++) {
    const char delimiter = ",;\t"[i % 3];
    const char *end = i % 2 == 0 ? "\n" : "\r\n";
    g_autoptr(GString) list = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    g_string_append_printf(list, "Mã%cTên%s", delimiter, end);
    guint line = 2;
    for (int row = 0; row < 20; row++) {
      g_autoptr(GString) field = g_string_new("<");
      for (int n = g_test_rand_int_range(0, 12); n > 0; n--)
        g_string_append(field, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
      g_string_append_c(field, '>');
      g_string_append_printf(list, "%d%c\"%s\"%s", row, delimiter, field->str, end);
      g_string_append_printf(expected, "%u:%d|", line, row);
      for (const char *p = field->str; *p != '\0'; p++)
        line += *p == '\n';
      line++;
      g_string_replace(field, "\"\"", "\"", 0);
      g_auto(GStrv) words = g_strsplit_set(field->str, " \t\n", -1);
      g_autoptr(GPtrArray) filled = g_ptr_array_new();
      for (char **word = words; *word != NULL; word++)
        if (**word != '\0')
          g_ptr_array_add(filled, *word);
      g_ptr_array_add(filled, NULL);
      g_autofree char *joined = g_strjoinv(" ", (char **)filled->pdata);
      g_autofree char *composed = g_utf8_normalize(joined, -1, G_NORMALIZE_NFC);
      g_string_append_printf(expected, "%s|\n", composed);
    }
    assert_reads(list->str, expected->str);
  }
}

/* A damaged list is a fault or a table of valid UTF-8, never a crash. */
static void test_damage(void) {
  static const char *const paths[] = {"samples/households-15664.csv",
                                      "samples/households-15667.csv",
                                      "samples/households-15700.csv"};
  static const KhoaColumn subject[] = {{"reference", "Mã hộ|Số hộ khẩu", TRUE, FALSE},
                                       {"head", "Họ tên chủ hộ|Họ và tên chủ hộ", TRUE, FALSE}};
  for (int i = 0; i < 600; i++) {
    gsize length = 0;
    g_autofree char *bytes = NULL;
    g_assert_true(g_file_get_contents(paths[i % 3], &bytes, &length, NULL));
    length = (gsize)g_test_rand_int_range(0, (gint)length);
    for (int n = g_test_rand_int_range(0, 4); n > 0 && length > 0; n--)
      bytes[g_test_rand_int_range(0, (gint)length)] =
          "\",;\n\r\t\xff\xc3"[g_test_rand_int_range(0, 9)];
    g_autofree char *exact = g_memdup2(bytes, length);
    g_autoptr(KhoaFaults) faults = khoa_faults_new("t.csv");
    g_autoptr(KhoaTable) table = khoa_table_parse(exact, length, subject, 2, faults);
    g_assert_true(table != NULL || faults->count > 0);
    for (gsize row = 0; table != NULL && row < khoa_table_rows(table); row++)
      g_assert_true(g_utf8_validate(khoa_table_get(table, row, 1), -1, NULL));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/list/table/dialects", test_dialects);
  g_test_add_func("/list/table/utf16", test_utf16);
  g_test_add_func("/list/table/refused", test_refused);
  g_test_add_func("/list/table/foreign-letters", test_foreign_letters);
  g_test_add_func("/list/table/unheaded", test_unheaded);
  g_test_add_func("/list/table/long-field", test_long_field);
  g_test_add_func("/list/table/most-rows", test_most_rows);
  g_test_add_func("/list/table/headings", test_headings);
  g_test_add_func("/list/table/unreadable-files", test_unreadable_files);
  g_test_add_func("/list/table/fold", test_fold);
  g_test_add_func("/list/table/round-trip", test_round_trip);
  g_test_add_func("/list/table/damage", test_damage);
  return g_test_run();
}

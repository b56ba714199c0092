/* The form: read, printed again, and refused by line. */
#include "tag/form.h"

#include "unit/tag/vectors.h"

static void test_example(void) {
  KhoaForm form;
  KhoaBundleFault fault;
  gsize length, printed_length;
  g_autofree char *text = read_file("tests/vectors/survey.form", &length);
  g_assert_true(khoa_form_parse(&form, text, length, &fault));
  g_assert_cmpuint(form.sequence, ==, 42);
  g_assert_cmpint(form.created, ==, 1795420800);
  g_assert_cmpstr(form.grades[0], ==, "Rất kém: cửa không khóa được");
  g_assert_cmpstr(form.grades[3], ==, "Tốt: khóa và cửa đều chắc");
  g_assert_cmpuint(form.n_weaknesses, ==, 3);
  g_assert_cmpuint(form.weaknesses[2].number, ==, 10);
  g_assert_cmpstr(form.weaknesses[2].name, ==, "Thiếu đèn chiếu sáng");
  g_assert_cmpuint(form.n_rounds, ==, 3);
  g_assert_cmpstr(form.rounds[1].unit, ==, "15667");
  g_assert_cmpstr(form.rounds[1].name, ==, "2026-Q4");
  g_assert_true(form.has_roster);
  g_autofree char *printed = khoa_form_print(&form, &printed_length, &fault);
  g_assert_cmpstr(printed, ==, text);
  khoa_form_clear(&form);
  khoa_form_clear(&form);
}

/* What replaces a line of the example, and the line that is named: "" deletes it. */
static const struct {
  gsize line;
  const char *text;
  gsize fault_line;
} cases[] = {
    {1, "khoa-form 2", 1},
    {1, "khoa-bundle 1", 1},
    {2, "sequence 0", 2},
    {3, "created 2026-11-31T08:00:00Z", 3},
    {4, "authority AAAA", 4},
    {5, "", 5},
    {5, "grade 0 Rất kém", 5},
    {6, "grade 1 Kém", 6},
    {6, "grade 3 Kém", 6},
    {8, "", 8},
    {8, "grade 4", 8},
    {8, "grade 4 Tốt\ngrade 4 Tốt", 9},
    {8, "grade 4 Tốt\ngrade 5 Tốt", 9},
    {9, "weakness 0 Không", 9},
    {9, "weakness 01 Không", 9},
    {9, "weakness 2 Không", 10},
    {9, "weakness 100 Không", 9},
    {9, "weakness 1 Không ", 9},
    {9, "weakness 1 Kh\x7f", 9},
    {12, "round 15667 2026-Q4", 13},
    {12, "round 15667 2026-Q0", 12},
    {12, "round 15667 2026-Q5", 12},
    {12, "round 15667 1926-Q1", 12},
    {12, "round 15667 2026-Q12", 12},
    {12, "round 15667 2026-q1", 12},
    {12, "round 15667 2026-", 12},
    {12, "round 15667", 12},
    {12, "round 156 67 2026-Q3", 12},
    {14, "round 15666 2026-Q4", 14},
    {15, "roster 0 8192 AAECAwQFBgcICQoLDA0ODw== ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7 4qvq", 15},
    {15, "roster 11 8192 AAECAwQFBgcICQoLDA0ODw== ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7 4qvq", 15},
    {15, "roster 1 8191 AAECAwQFBgcICQoLDA0ODw== ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7 4qvq", 15},
    {15, "roster 1 262145 AAECAwQFBgcICQoLDA0ODw== ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7 4qvq", 15},
    {15, "roster 1 8192 AAECAwQFBgcICQoLDA0ODw= ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7 4qvq", 15},
    {15, "roster 1 8192 AAECAwQFBgcICQoLDA0ODw== ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7 4qv", 15},
    {15, "roster 1 8192 AAECAwQFBgcICQoLDA0ODw== ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7 ====", 15},
    {15, "roster 1 8192 AAECAwQFBgcICQoLDA0ODw== ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7 =", 15},
    {16, "", 16},
    {16, "end\nend", 17},
};

static void test_faults(void) {
  static const KhoaForm zero;
  g_autofree char *example = read_file("tests/vectors/survey.form", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(GStrv) lines = g_strsplit(example, "\n", -1);
    GString *text = g_string_new(NULL);
    for (gsize line = 1; lines[line] != NULL; line++) {
      const char *now = line == cases[i].line ? cases[i].text : lines[line - 1];
      if (*now != '\0')
        g_string_append_printf(text, "%s\n", now);
    }
    KhoaForm form;
    KhoaBundleFault fault;
    g_test_message("line %zu: %s", cases[i].line, cases[i].text);
    g_assert_false(khoa_form_parse(&form, text->str, text->len, &fault));
    g_assert_cmpuint(fault.line, ==, cases[i].fault_line);
    assert_bytes(&form, &zero, sizeof zero);
    g_string_free(text, TRUE);
  }
}

static void test_truncated(void) {
  gsize length;
  g_autofree char *text = read_file("tests/vectors/survey.form", &length);
  for (gsize cut = 0; cut < length; cut++) {
    KhoaForm form;
    KhoaBundleFault fault;
    g_autofree char *part = g_memdup2(text, cut + 1);
    g_assert_false(khoa_form_parse(&form, part, cut, &fault));
  }
}

static void test_too_long(void) {
  gsize length = (16 << 20) + 1;
  g_autofree char *text = g_strnfill(length, '\n');
  KhoaForm form;
  KhoaBundleFault fault;
  g_assert_false(khoa_form_parse(&form, text, length, &fault));
  g_assert_cmpuint(fault.line, ==, 0);
}

/* What would be read back as something else isn't written. */
static void test_print_refuses(void) {
  KhoaWeakness weaknesses[] = {{1, "Không có khóa"}, {2, "Khóa hỏng"}};
  KhoaRound round = {"15667", "2026-Q4"};
  KhoaForm form = {.sequence = 1,
                   .grades = {"Rất kém", "Kém", "Khá", "Tốt"},
                   .weaknesses = weaknesses,
                   .n_weaknesses = 2,
                   .rounds = &round,
                   .n_rounds = 1};
  KhoaBundleFault fault;
  gsize length;
  g_autofree char *text = khoa_form_print(&form, &length, &fault);
  g_assert_nonnull(text);
  weaknesses[1].name = "Khóa\nround 15667 2027-Q1";
  g_assert_null(khoa_form_print(&form, &length, &fault));
  weaknesses[1] = (KhoaWeakness){1, "Khóa hỏng"};
  g_assert_null(khoa_form_print(&form, &length, &fault));
  g_assert_cmpuint(fault.line, ==, 10);
  form.n_weaknesses = 1;
  round.unit = "15667 2026-Q3";
  g_assert_null(khoa_form_print(&form, &length, &fault));
  round = (KhoaRound){"15667", "2026"};
  g_assert_null(khoa_form_print(&form, &length, &fault));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  g_test_add_func("/form/example", test_example);
  g_test_add_func("/form/faults", test_faults);
  g_test_add_func("/form/truncated", test_truncated);
  g_test_add_func("/form/too-long", test_too_long);
  g_test_add_func("/form/print-refuses", test_print_refuses);
  return g_test_run();
}

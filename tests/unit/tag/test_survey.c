/* Survey files: the vectors, and one thing wrong in them, refused with its line. */
#include "tag/code.h"
#include "tag/survey.h"

#include "unit/tag/vectors.h"

#define FILE_1 "tests/vectors/survey-1.txt"
#define FILE_2 "tests/vectors/survey-2.txt"

/* Reads it to its end; the fault. */
static KhoaSurveyFault read_all(const char *text, gsize length, gsize *records) {
  KhoaSurveyReader reader;
  KhoaSurveyRecord record;
  *records = 0;
  if (khoa_survey_open(&reader, text, length))
    while (khoa_survey_next(&reader, &record))
      ++*records;
  return reader.fault;
}

static void next(KhoaSurveyReader *reader, KhoaSurveyRecord *record, guint32 number) {
  g_assert_true(khoa_survey_next(reader, record));
  g_assert_cmpuint(record->number, ==, number);
}

static void test_head(void) {
  gsize length;
  g_autofree char *text = read_file(FILE_2, &length), *first = read_file(FILE_1, NULL);
  guint8 sha256[32];
  KhoaSurveyReader reader;
  KhoaSurveyRecord record;
  g_assert_true(khoa_survey_open(&reader, text, length));
  crypto_hash_sha256(sha256, (const guint8 *)first, strlen(first));
  g_assert_cmpstr(reader.head.unit, ==, "15667");
  g_assert_cmpuint(reader.head.number, ==, 2);
  g_assert_true(reader.head.has_previous);
  assert_bytes(reader.head.previous, sha256, sizeof sha256);
  g_assert_cmpint(reader.head.created, ==, 1795420800);
  g_assert_true(g_str_has_prefix(text + reader.signed_length, "signature "));
  g_assert_true(g_str_has_prefix(text + reader.signed_length - 4, "end\n"));
  g_assert_false(khoa_survey_next(&reader, &record));
  g_assert_cmpstr(reader.fault.what, ==, NULL);
}

static void test_records(void) {
  gsize length;
  g_autofree char *text = read_file(FILE_1, &length);
  KhoaSurveyReader reader;
  KhoaSurveyRecord r;
  g_assert_true(khoa_survey_open(&reader, text, length));
  g_assert_false(reader.head.has_previous);
  next(&reader, &r, 17);
  g_assert_cmpuint(reader.record_line, ==, 7);
  g_assert_cmpint(r.mode, ==, KHOA_SURVEY_LOOK);
  g_assert_cmpstr(r.round, ==, "2026-Q4");
  g_assert_cmpint(r.time, ==, 1795420800 - 1131);
  g_assert_cmpuint(r.batch, ==, 12);
  g_assert_cmpuint(r.index, ==, 345);
  g_assert_cmpuint(r.household, ==, 812);
  g_assert_cmpstr(r.village, ==, "Thôn 3 Mẫu");
  g_assert_cmpint(r.found, ==, KHOA_FOUND_PRESENT);
  g_assert_cmpint(r.grade, ==, 3);
  g_assert_cmpuint(r.n_weaknesses, ==, 2);
  g_assert_cmpuint(r.weaknesses[1], ==, 5);
  g_assert_true(r.has_position && r.latitude == 19812 && r.longitude == 105590);
  g_assert_true(r.has_verdict && r.bundle == 42 && r.verdict.word == KHOA_VERDICT_GENUINE);
  g_assert_true(r.verdict.signature == KHOA_SIGNATURE_GOOD &&
                r.verdict.address == KHOA_ADDRESS_OURS && r.verdict.status == KHOA_STATUS_IN_USE &&
                r.freshness == KHOA_FRESHNESS_FRESH);
  g_assert_cmpuint(r.note_size, ==, 48 + 64);
  next(&reader, &r, 18);
  g_assert_cmpint(r.mode, ==, KHOA_SURVEY_HANDOVER);
  g_assert_cmpstr(r.round, ==, "");
  g_assert_cmpint(r.freshness, ==, KHOA_FRESHNESS_CLOCK_WRONG);
  g_assert_true(!r.household && !r.found && !r.has_position && !r.note_size && !r.village[0]);
  next(&reader, &r, 21);
  g_assert_cmpint(r.found, ==, KHOA_FOUND_NOBODY_HOME);
  g_assert_true(!r.has_verdict && r.index == 0);
  next(&reader, &r, 22);
  g_assert_cmpuint(r.n_weaknesses, ==, KHOA_WEAKNESS_MAX);
  g_assert_true(r.latitude == -1 && r.longitude == -180000);
  g_assert_true(r.bundle == 0 && r.verdict.status == KHOA_STATUS_UNKNOWN);
  g_assert_cmpuint(r.note_size, ==, KHOA_NOTE_MAX);
  next(&reader, &r, 23);
  g_assert_false(khoa_survey_next(&reader, &r));
  g_assert_cmpstr(reader.fault.what, ==, NULL);
  g_assert_cmpuint(reader.records, ==, 5);
}

/* Lines count from 1. text: what stands in its place; NULL: nothing, "+...": and the line behind.
 */
typedef struct Case {
  gsize line;
  const char *text;
  gsize fault_line;
} Case;

static const Case cases[] = {
    /* the head */
    {1, "khoa-survey 2", 1},
    {1, "khoa-survey", 1},
    {1, "khoa-bundle 1", 1},
    {1, "\xef\xbb\xbfkhoa-survey 1", 1},
    {1, NULL, 1},
    {2, "surveyor AkQyWxkORtmxvld3BCzxYEXPu3ZgikN7hCw/EtU87cH=", 2},
    {2, "surveyor AkQy", 2},
    {2, NULL, 2},
    {3, "unit 12345678901", 3},
    {3, "unit 15667 15664", 3},
    {3, "unit  15667", 3},
    {4, "file 0", 4},
    {4, "file 01", 4},
    {4, "file -1", 4},
    {4, "file 1000000000", 4},
    {4, "file 2", 5}, /* has one before it */
    {5, "previous 636437417e5d0098260cc6b49adf2b85f5f01261495f89a4ffa057577794b341", 5},
    {5, "+previous -", 6},
    {6, "created 2026-11-31T08:00:00Z", 6},
    {6, "created yesterday", 6},
    /* the record's first line */
    {7, "record 0 survey 2026-Q4 2026-11-23T07:41:09Z", 7},
    {7, "record 017 survey 2026-Q4 2026-11-23T07:41:09Z", 7},
    {7, "record 18 survey 2026-Q4 2026-11-23T07:41:09Z", 17}, /* twice */
    {7, "record 1000000000 survey 2026-Q4 2026-11-23T07:41:09Z", 7},
    {7, "record 17 look 2026-Q4 2026-11-23T07:41:09Z", 7},
    {7, "record 17 survey - 2026-11-23T07:41:09Z", 7},
    {7, "record 17 survey 2026-Q5 2026-11-23T07:41:09Z", 7},
    {7, "record 17 survey 1999-Q4 2026-11-23T07:41:09Z", 7},
    {7, "record 17 survey 2026-Q4a 2026-11-23T07:41:09Z", 7},
    {7, "record 17 survey 2026-Q4 2026-11-23T25:41:09Z", 7},
    {7, "record 17 survey 2026-Q4", 7},
    {7, "record 17 handover 2026-Q4 2026-11-23T07:41:09Z", 7},
    {7, NULL, 7},
    /* its lines: known, in order, once, plainly written */
    {8, "tag 0012-00345-67", 8},
    {8, "tag 001200345 91", 8},
    {8, "tag 12-345", 8},
    {8, "+tag 0012-00345-91", 9},
    {8, "colour red", 8},
    {8, "tag", 8},
    {8, "", 8},
    {9, "household 0", 9},
    {9, "household 0812", 9},
    {9, "household H1", 9},
    {9, "village Thôn 3 Mẫu", 10},
    {10, "village ", 10},
    {10, "village Thôn\t3", 10},
    {10, "village \xff", 10},
    {11, "found Present", 11},
    {11, "found wrong place", 11},
    {11, NULL, 7},
    {12, "grade 0", 12},
    {12, "grade 5", 12},
    {12, "found present", 12},
    {13, "weaknesses 5,2", 13},
    {13, "weaknesses 2,2", 13},
    {13, "weaknesses 2,,5", 13},
    {13, "weaknesses 2,100", 13},
    {13, "weaknesses 0", 13},
    {13, "weaknesses 2, 5", 13},
    {14, "position 19.8120 105.590", 14},
    {14, "position 19.81 105.590", 14},
    {14, "position 019.812 105.590", 14},
    {14, "position +19.812 105.590", 14},
    {14, "position -0.000 105.590", 14},
    {14, "position 90.001 105.590", 14},
    {14, "position 19.812 -180.001", 14},
    {14, "position 19.812", 14},
    {14, "position 19.-12 105.590", 14},
    {15, "verdict -1 genuine good ours in-use fresh", 15},
    {15, "verdict 42 fine good ours in-use fresh", 15},
    {15, "verdict 42 genuine yes ours in-use fresh", 15},
    {15, "verdict 42 genuine good ours in use fresh", 15},
    {15, "verdict 42 genuine good ours in-us fresh", 15},
    {15, "verdict 42 genuine good ours in-use-too fresh", 15},
    {15, "verdict 42 genuine good ours in-use new", 15},
    {15, "verdict 42 genuine good yours in-use fresh", 15},
    {16, "note AAAA", 16},
    {16, "note abc", 16},
    {16, "+note AAAA", 17},
    /* what belongs together */
    {18, NULL, 17}, /* a hand-over without its tag */
    {19, NULL, 17}, /* or verdict */
    {18, "tag 0012-00346-88\nvillage Thôn 3 Mẫu", 17},
    {18, "tag 0012-00346-88\nfound present", 17},
    {21, NULL, 20}, /* a look at nothing */
    {22, "found nobody-home\ngrade 1", 20},
    {22, "found refused\nweaknesses 1", 20},
    {22, "found present\nverdict 42 genuine good ours in-use fresh", 20},
    /* the end */
    {34, NULL, 0},
    {34, "end of it", 0},
    {35, NULL, 0},
    {35, "signature AAAA", 0},
    {35, "+", 0},
    {34, "end\nend", 34},
};

static char *edit(const char *text, const Case *one) {
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_assert_cmpuint(one->line, <, g_strv_length(lines));
  char **line = &lines[one->line - 1], *old = *line;
  if (!one->text) {
    memmove(line, line + 1, g_strv_length(line) * sizeof *line);
  } else {
    gboolean behind = one->text[0] == '+';
    *line = behind ? g_strconcat(old, "\n", one->text + 1, NULL) : g_strdup(one->text);
  }
  g_free(old);
  return g_strjoinv("\n", lines);
}

static void test_cases(void) {
  g_autofree char *text = read_file(FILE_1, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *edited = edit(text, &cases[i]);
    gsize records;
    KhoaSurveyFault fault = read_all(edited, strlen(edited), &records);
    g_test_message("line %zu: %s: %s", cases[i].line, cases[i].text, fault.what);
    g_assert_nonnull(fault.what);
    g_assert_cmpuint(fault.line, ==, cases[i].fault_line);
  }
}

/* Cut anywhere, in memory that ends there. */
static void test_truncated(void) {
  gsize length, records;
  g_autofree char *text = read_file(FILE_1, &length);
  for (gsize cut = 0; cut < length; cut++) {
    g_autofree char *part = g_memdup2(text, cut);
    g_assert_nonnull(read_all(part, cut, &records).what);
    g_assert_cmpuint(records, ==, 0);
  }
}

static void test_line_ends(void) {
  gsize length, records;
  g_autofree char *text = read_file(FILE_1, &length);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_autofree char *windows = g_strjoinv("\r\n", lines);
  g_assert_cmpuint(read_all(windows, strlen(windows), &records).line, ==, 1);
  text[strlen("khoa-survey 1\nsurveyor ")] = '\0';
  g_assert_cmpuint(read_all(text, length, &records).line, ==, 2);
}

static void test_too_long(void) {
  gsize length = KHOA_SURVEY_BYTES_MAX + 1, records;
  g_autofree char *text = g_strnfill(length, 'x');
  KhoaSurveyFault fault = read_all(text, length, &records);
  g_assert_cmpstr(fault.what, ==, "more than 64 MiB");
  text[length - 2] = '\n';
  fault = read_all(text, length - 1, &records);
  g_assert_cmpstr(fault.what, ==, "the line is too long");
}

/* As many records as a file may have, and one more. */
static void test_too_many(void) {
  for (guint more = 0; more < 2; more++) {
    g_autofree char *text = read_file(FILE_2, NULL);
    const char *tail = g_strstr_len(text, -1, "\nend\n") + 1;
    g_autoptr(GString) many = g_string_new_len(text, tail - text);
    for (guint i = 1; i <= KHOA_SURVEY_RECORDS_MAX + more; i++)
      g_string_append_printf(many,
                             "record %u survey 2026-Q4 2026-11-23T07:53:00Z\nhousehold 1\n"
                             "found refused\n",
                             i);
    g_string_append(many, tail);
    gsize records;
    KhoaSurveyFault fault = read_all(many->str, many->len, &records);
    g_assert_cmpuint(records, ==, KHOA_SURVEY_RECORDS_MAX);
    g_assert_cmpuint(fault.line, ==, more ? 6 + 3 * KHOA_SURVEY_RECORDS_MAX + 1 : 0);
  }
}

static void test_rounds(void) {
  static const char *const good[] = {"2000-Q1", "2026-Q4", "9999-Q2"};
  static const char *const bad[] = {"",        "2026",     "2026-Q",  "2026-Q0",
                                    "2026-Q5", "2026-Q44", "1999-Q4", "2026-q4"};
  for (gsize i = 0; i < G_N_ELEMENTS(good); i++)
    g_assert_true(khoa_round_valid(good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
    g_assert_false(khoa_round_valid(bad[i]));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  g_test_add_func("/survey/head", test_head);
  g_test_add_func("/survey/records", test_records);
  g_test_add_func("/survey/cases", test_cases);
  g_test_add_func("/survey/truncated", test_truncated);
  g_test_add_func("/survey/line-ends", test_line_ends);
  g_test_add_func("/survey/too-long", test_too_long);
  g_test_add_func("/survey/too-many", test_too_many);
  g_test_add_func("/survey/rounds", test_rounds);
  return g_test_run();
}

/* The example with one thing wrong: refused, with the line. */
#include "tag/bundle.h"

#include "unit/tag/vectors.h"

typedef enum Edit { REPLACE, INSERT, DELETE } Edit;

/* Lines count from 1; INSERT goes before the line. */
typedef struct Case {
  Edit edit;
  gsize line;
  const char *text;
  gsize fault_line;
} Case;

#define KEY "ydfVDEKV8nW+/k/E7T/eEsR44RZsDujU14fMpGPZMVI="
#define AUTHORITY "RWQQM3UHROHE8mWoQ5ZwerL90Okxlh+LjCRWLaoXJHzu3pcgA6um4nKk"

static const Case cases[] = {
    /* the head: every record once, in order, plainly written */
    {REPLACE, 1, "khoa-bundle 2", 1},
    {REPLACE, 1, "khoa-bundle 01", 1},
    {REPLACE, 1, "\xef\xbb\xbfkhoa-bundle 1", 1},
    {DELETE, 1, NULL, 1},
    {INSERT, 1, "", 1},
    {INSERT, 1, "# a comment", 1},
    {INSERT, 2, "khoa-bundle 1", 2},
    {DELETE, 2, NULL, 2},
    {INSERT, 3, "sequence 43", 3},
    {REPLACE, 2, "Sequence 42", 2},
    {REPLACE, 2, "sequence", 2},
    {REPLACE, 2, "sequence ", 2},
    {REPLACE, 2, "sequence  42", 2},
    {REPLACE, 2, "sequence 42 ", 2},
    {REPLACE, 2, " sequence 42", 2},
    {REPLACE, 2, "sequence 42 43", 2},
    {REPLACE, 2, "sequence 0", 2},
    {REPLACE, 2, "sequence 042", 2},
    {REPLACE, 2, "sequence +42", 2},
    {REPLACE, 2, "sequence 18446744073709551616", 2},
    {REPLACE, 3, "created 2026-11-23T08:00:00", 3},
    {REPLACE, 3, "created 2026-11-31T08:00:00Z", 3},
    {REPLACE, 3, "created 2026-11-23T24:00:00Z", 3},
    {DELETE, 3, NULL, 3},
    {REPLACE, 4, "stale-after -1", 4},
    {REPLACE, 4, "stale-after 4294967296", 4},
    {DELETE, 4, NULL, 4},
    {REPLACE, 5, "authority " KEY, 5},
    {REPLACE, 5, "authority RUQQM3UHROHE8mWoQ5ZwerL90Okxlh+LjCRWLaoXJHzu3pcgA6um4nKk", 5},
    {DELETE, 5, NULL, 5},
    {INSERT, 6, "succession " AUTHORITY " " AUTHORITY " 2026-11-01 AAAA", 6},
    {DELETE, 6, NULL, 6},
    {REPLACE, 6, "privacy YTy9VLv2w0DRn6x7N1V1esoEKmkJ1QuRgwh3P60HVvt=", 6},
    {REPLACE, 6, "privacy YTy9VLv2w0DRn6x7N1V1esoEKmkJ1QuRgwh3P60HVvs", 6},
    {REPLACE, 6, "privacy AAAA", 6},
    {INSERT, 7, "privacy YTy9VLv2w0DRn6x7N1V1esoEKmkJ1QuRgwh3P60HVvs=", 7},
    /* prefixes */
    {INSERT, 8, "prefix https://antt.example.gov.vn/#", 8},
    {INSERT, 9, "prefix https://other.example/#", 9},
    {REPLACE, 7, "prefix http://antt.example.gov.vn/#", 7},
    {REPLACE, 7, "prefix https://antt.example.gov.vn/", 7},
    {REPLACE, 7, "prefix https://antt.example.gov.vn#", 7},
    {REPLACE, 7, "prefix https://Antt.example.gov.vn/#", 7},
    {REPLACE, 7, "prefix https:///#", 7},
    {REPLACE, 7, "prefix https://a/#/#", 7},
    {REPLACE, 7, "prefix https://a /#", 7},
    {REPLACE, 7, "prefix https://a@b/#", 7},
    {REPLACE, 7, "prefix https://a/ờ/#", 7},
    /* units */
    {INSERT, 10, "unit 15667 Xã khác", 10},
    {REPLACE, 8, "unit 15667", 8},
    {REPLACE, 8, "unit 15667 ", 8},
    {REPLACE, 8, "unit 15667  Xã Thọ Sơn", 8},
    {REPLACE, 8, "unit 15667 Xã Thọ Sơn ", 8},
    {REPLACE, 8, "unit 15667 Xã\tThọ Sơn", 8},
    {REPLACE, 8, "unit 15667 Xã Thọ Sơn\r", 8},
    {REPLACE, 8, "unit 15667 \x7f", 8},
    {REPLACE, 8, "unit 15667 \xc2\x85", 8},         /* a C1 control character */
    {REPLACE, 8, "unit 15667 \xc3", 8},             /* cut short */
    {REPLACE, 8, "unit 15667 \xa9", 8},             /* a tail alone */
    {REPLACE, 8, "unit 15667 \xc0\xaf", 8},         /* overlong */
    {REPLACE, 8, "unit 15667 \xe0\x80\xaf", 8},     /* overlong */
    {REPLACE, 8, "unit 15667 \xed\xa0\x80", 8},     /* a surrogate */
    {REPLACE, 8, "unit 15667 \xf4\x90\x80\x80", 8}, /* above U+10FFFF */
    {REPLACE, 8, "unit 15667 \xf8\x88\x80\x80\x80", 8},
    {REPLACE, 8, "unit 15667 X\xe3", 8}, /* Latin-1 */
    {REPLACE, 9, "unit 15665 Xã khác", 20},
    /* hotlines */
    {REPLACE, 10, "hotlines 6 99999 2025-01-01", 10},
    {REPLACE, 10, "hotlines 0 15667 2025-01-01", 10},
    {REPLACE, 10, "hotlines 6 15667 2025-02-29", 10},
    {REPLACE, 10, "hotlines 6 15667 2025-1-1", 10},
    {REPLACE, 10, "hotlines 6 15667", 10},
    {INSERT, 11, "hotlines 8 15667 2025-01-01", 11},
    {INSERT, 16, "number 6 +842373867115 Trực ban số 5", 16},
    {DELETE, 17, NULL, 19},
    {REPLACE, 17, "number 6 +842373867110 Trực ban số 0", 17},
    {REPLACE, 17, "number 07 +842373867110 Trực ban số 0", 17},
    {REPLACE, 17, "number 7 02370867110 Trực ban số 0", 17},
    {REPLACE, 17, "number 7 +02370867110 Trực ban số 0", 17},
    {REPLACE, 17, "number 7 +8423738671101234 Trực ban số 0", 17},
    {REPLACE, 17, "number 7 +84237 Trực ban số 0", 17},
    {REPLACE, 17, "number 7 11 Trực ban số 0", 17},
    {REPLACE, 17, "number 7 113", 17},
    {DELETE, 16, NULL, 16},
    {INSERT, 26, "hotlines 6 15664 2026-01-01", 27},
    {REPLACE, 16, "hotlines 6 15667 2026-11-01", 17},
    /* batches */
    {REPLACE, 26, "batch 123 keychain 99999 7 2026-11-20 777 " KEY, 26},
    {REPLACE, 26, "batch 123 keychain 15667 8 2026-11-20 777 " KEY, 26},
    {REPLACE, 26, "batch 123 specimen 15667 7 2026-11-20 777 " KEY, 26},
    {REPLACE, 26, "batch 123 Keychain 15667 7 2026-11-20 777 " KEY, 26},
    {REPLACE, 26, "batch 123 keychain 15667 7 2026-11-32 777 " KEY, 26},
    {REPLACE, 26, "batch 123 keychain 15667 7 2026-11-20 0 " KEY, 26},
    {REPLACE, 26, "batch 123 keychain 15667 7 2026-11-20 100000 " KEY, 26},
    {REPLACE, 26, "batch 0 keychain 15667 7 2026-11-20 777 " KEY, 26},
    {REPLACE, 26, "batch 10000000 keychain 15667 7 2026-11-20 777 " KEY, 26},
    {REPLACE, 26, "batch 123 keychain 15667 7 2026-11-20 777 AAAA", 26},
    {REPLACE, 26, "batch 123 keychain 15667 7 2026-11-20 777", 26},
    {REPLACE, 26, "batch 123 keychain 15667 7 2026-11-20 777 " KEY " x", 26},
    {REPLACE, 26, "batch 123 keychain 15667 7 2026-11-20 779 " KEY, 27},
    {REPLACE, 26, "batch 124 keychain 15667 7 2026-11-20 777 " KEY, 27},
    {INSERT, 28, "batch 123 keychain 15667 7 2026-11-20 777 " KEY, 28},
    {INSERT, 28, "batch 122 keychain 15667 7 2026-11-20 777 " KEY, 28},
    {INSERT, 26, "batch 123 keychain 15667 7 2026-11-20 777 " KEY, 27},
    {DELETE, 26, NULL, 26},
    {INSERT, 28, "unit 15670 Xã khác", 28},
    /* statuses: 3 tags, 2 bytes */
    {INSERT, 28, "status 123 AAA=", 28},
    {INSERT, 32, "status 9001 AAA=", 32},
    /* the end */
    {INSERT, 20, "end", 21},
    {INSERT, 33, "end", 33},
    {INSERT, 33, "", 33},
    {REPLACE, 32, "end ", 32},
    {REPLACE, 32, "end x", 32},
    {DELETE, 32, NULL, 32},
};

static char **example_lines(void) {
  g_autofree char *text = read_file("tests/vectors/example.khoa", NULL);
  g_assert_true(g_str_has_suffix(text, "\nend\n"));
  text[strlen(text) - 1] = '\0';
  return g_strsplit(text, "\n", -1);
}

static char *edited(char **lines, const Case *edit) {
  GString *text = g_string_new(NULL);
  gsize n = g_strv_length(lines);
  for (gsize line = 1; line <= n + 1; line++) {
    if (line == edit->line && edit->text != NULL)
      g_string_append_printf(text, "%s\n", edit->text);
    if (line <= n && (line != edit->line || edit->edit == INSERT))
      g_string_append_printf(text, "%s\n", lines[line - 1]);
  }
  return g_string_free(text, FALSE);
}

static void assert_refused(const char *text, gsize length, gsize line) {
  static const KhoaBundle zero;
  KhoaBundle bundle;
  KhoaBundleFault fault;
  g_assert_false(khoa_bundle_parse(&bundle, text, length, &fault));
  g_assert_nonnull(fault.what);
  g_assert_cmpuint(fault.line, ==, line);
  assert_bytes(&bundle, &zero, sizeof zero);
}

static void test_cases(void) {
  g_auto(GStrv) lines = example_lines();
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = edited(lines, &cases[i]);
    g_test_message("line %zu: %s", cases[i].line, cases[i].text);
    assert_refused(text, strlen(text), cases[i].fault_line);
  }
}

/* A batch of `count` tags at the file's end with this status. */
static gboolean takes_status(int count, const char *status) {
  g_auto(GStrv) lines = example_lines();
  g_autofree char *records = g_strdup_printf(
      "batch 9002 keychain 15667 7 2026-11-20 %d " KEY "\nstatus 9002 %s", count, status);
  Case edit = {INSERT, 32, records, 0};
  g_autofree char *text = edited(lines, &edit);
  KhoaBundle bundle;
  KhoaBundleFault fault;
  gboolean taken = khoa_bundle_parse(&bundle, text, strlen(text), &fault);
  g_assert_cmpuint(fault.line, ==, taken ? 0 : 33);
  khoa_bundle_clear(&bundle);
  return taken;
}

static void test_status(void) {
  g_assert_true(takes_status(3, "EAU="));  /* 10 05 */
  g_assert_true(takes_status(4, "EFU="));  /* 10 55 */
  g_assert_false(takes_status(3, "EBU=")); /* 10 15: the unused nibble isn't zero */
  g_assert_false(takes_status(3, "EAY=")); /* 10 06: no such status */
  g_assert_false(takes_status(4, "YAA=")); /* 60 00 */
  g_assert_false(takes_status(4, "DwA=")); /* 0f 00 */
  g_assert_false(takes_status(3, "EAV=")); /* unused bits */
  g_assert_false(takes_status(3, "EAU"));  /* no padding */
  g_assert_false(takes_status(3, "EA==")); /* too short */
  g_assert_false(takes_status(3, "EAUA")); /* too long */
}

static void test_line_ends(void) {
  gsize length;
  g_autofree char *text = read_file("tests/vectors/example.khoa", &length);
  assert_refused(text, length - 1, 32); /* the last line has no end */
  assert_refused("", 0, 1);
  assert_refused("\n", 1, 1);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_autofree char *windows = g_strjoinv("\r\n", lines);
  assert_refused(windows, strlen(windows), 1);
  text[strlen("khoa-bundle")] = '\0';
  assert_refused(text, length, 1);
}

/* Cut anywhere, the text is refused. */
static void test_truncated(void) {
  gsize length;
  g_autofree char *text = read_file("tests/vectors/example.khoa", &length);
  for (gsize cut = 0; cut < length; cut++) {
    KhoaBundle bundle;
    KhoaBundleFault fault;
    g_autofree char *part = g_memdup2(text, cut + 1); /* so that reading further is noticed */
    g_assert_false(khoa_bundle_parse(&bundle, part, cut, &fault));
  }
}

static void test_too_long(void) {
  gsize length = (16 << 20) + 1;
  g_autofree char *text = g_strnfill(length, '\n');
  assert_refused(text, length, 0);
}

/* Any one changed byte is refused or read as what it says: never two spellings of one bundle. */
static void test_one_spelling(void) {
  gsize length;
  g_autofree char *text = read_file("tests/vectors/example.khoa", &length);
  gsize taken = 0;
  for (gsize at = 0; at < length; at++) {
    char right = text[at];
    KhoaBundle bundle;
    KhoaBundleFault fault;
    text[at] = (char)g_test_rand_int_range(0, 256);
    if (khoa_bundle_parse(&bundle, text, length, &fault)) {
      gsize printed_length;
      g_autofree char *printed = khoa_bundle_print(&bundle, &printed_length, &fault);
      g_assert_cmpuint(printed_length, ==, length);
      assert_bytes(printed, text, length);
      khoa_bundle_clear(&bundle);
      taken++;
    }
    text[at] = right;
  }
  g_assert_cmpuint(taken, >, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  g_test_add_func("/bundle-faults/cases", test_cases);
  g_test_add_func("/bundle-faults/status", test_status);
  g_test_add_func("/bundle-faults/line-ends", test_line_ends);
  g_test_add_func("/bundle-faults/truncated", test_truncated);
  g_test_add_func("/bundle-faults/too-long", test_too_long);
  g_test_add_func("/bundle-faults/one-spelling", test_one_spelling);
  return g_test_run();
}

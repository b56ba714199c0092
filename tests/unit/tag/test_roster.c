/* The roster: opened from what another program sealed, sealed and opened, refused by line. */
#include <stdlib.h>

#include "tag/form.h"

#include "unit/tag/vectors.h"

#define PASSPHRASE "mật khẩu mẫu"

static gboolean opens(const char *passphrase, KhoaRoster *roster) {
  gsize length;
  KhoaForm form;
  KhoaBundleFault fault;
  g_autofree char *text = read_file("tests/vectors/survey.form", &length);
  g_assert_true(khoa_form_parse(&form, text, length, &fault));
  gboolean opened = khoa_roster_open(roster, &form.roster, passphrase, strlen(passphrase), &fault);
  g_assert_true(opened == (fault.what == NULL));
  khoa_form_clear(&form);
  return opened;
}

static void test_example(void) {
  KhoaRoster roster;
  g_assert_true(opens(PASSPHRASE, &roster));
  g_assert_cmpstr(roster.unit, ==, "15667");
  g_assert_cmpuint(roster.n_households, ==, 3);
  const KhoaRosterHousehold *first = &roster.households[0];
  g_assert_cmpuint(first->number, ==, 812);
  g_assert_cmpstr(first->head, ==, "Nguyễn Văn Mẫu");
  g_assert_cmpstr(first[1].village, ==, "Thôn 3 Mẫu");
  g_assert_cmpuint(first[1].n_tags, ==, 0);
  g_assert_cmpstr(first[2].village, ==, "Thôn 4 Mẫu");
  g_assert_true(khoa_roster_find(&roster, 12, 345) == first);
  g_assert_true(khoa_roster_find(&roster, 124, 1) == first);
  g_assert_true(khoa_roster_find(&roster, 12, 346) == first + 2);
  g_assert_null(khoa_roster_find(&roster, 12, 347));
  khoa_roster_clear(&roster);
  g_assert_null(roster.households);
  khoa_roster_clear(&roster);
}

static void test_passphrase(void) {
  KhoaRoster roster;
  g_assert_false(opens("mật khẩu mẫu ", &roster));
  g_assert_false(opens("", &roster));
  g_assert_null(roster.store);
}

static const KhoaRosterTag tags[] = {{12, 345}, {124, 1}, {12, 346}};

static void fill(KhoaRoster *roster, KhoaRosterHousehold households[3]) {
  households[0] = (KhoaRosterHousehold){812, "Thôn 3 Mẫu", "Nguyễn Văn Mẫu", tags, 2};
  households[1] = (KhoaRosterHousehold){813, "Thôn 3 Mẫu", "Trần Thị Mẫu", NULL, 0};
  households[2] = (KhoaRosterHousehold){9, "Thôn 4 Mẫu", "Công ty Mẫu", tags + 2, 1};
  *roster = (KhoaRoster){"15667", households, 3, NULL};
}

static gboolean seals(const KhoaRoster *roster, KhoaSealedRoster *sealed, gsize fault_line) {
  KhoaBundleFault fault;
  gboolean good = khoa_roster_seal(sealed, roster, PASSPHRASE, strlen(PASSPHRASE), &fault);
  g_assert_true(good == (fault.what == NULL));
  g_assert_cmpuint(fault.line, ==, fault_line);
  return good;
}

static void test_round_trip(void) {
  KhoaRosterHousehold households[3];
  KhoaRoster roster, opened;
  KhoaSealedRoster sealed;
  KhoaBundleFault fault;
  fill(&roster, households);
  g_assert_true(seals(&roster, &sealed, 0));
  g_assert_true(khoa_roster_open(&opened, &sealed, PASSPHRASE, strlen(PASSPHRASE), &fault));
  g_assert_cmpuint(opened.n_households, ==, 3);
  g_assert_cmpstr(khoa_roster_find(&opened, 124, 1)->head, ==, "Nguyễn Văn Mẫu");
  khoa_roster_clear(&opened);
  for (gsize i = 0; i < sealed.size; i += 17) {
    sealed.box[i] ^= 1;
    g_assert_false(khoa_roster_open(&opened, &sealed, PASSPHRASE, strlen(PASSPHRASE), &fault));
    sealed.box[i] ^= 1;
    if (i > 17) /* Argon2id takes a tenth of a second each */
      break;
  }
  free(sealed.box);
}

static void test_seal_refuses(void) {
  KhoaRosterHousehold households[3];
  KhoaRoster roster;
  KhoaSealedRoster sealed;
  fill(&roster, households);
  households[1].head = "Trần\ntag 0012-00347-63";
  g_assert_false(seals(&roster, &sealed, 0));
  households[1].head = "";
  g_assert_false(seals(&roster, &sealed, 7));
  fill(&roster, households);
  households[1].number = 812;
  g_assert_false(seals(&roster, &sealed, 7));
  fill(&roster, households);
  households[2].tags = tags; /* another household's */
  g_assert_false(seals(&roster, &sealed, 10));
  fill(&roster, households);
  households[1].village = "Thôn 5 Mẫu"; /* and then back to the first */
  households[2].village = "Thôn 3 Mẫu";
  g_assert_false(seals(&roster, &sealed, 9));
}

static void assert_refused(const char *text, gsize line) {
  KhoaRoster roster;
  KhoaBundleFault fault;
  g_autofree char *copy = g_strdup(text);
  g_assert_false(khoa_roster_parse(&roster, copy, strlen(copy), &fault));
  g_assert_cmpuint(fault.line, ==, line);
  g_assert_null(roster.store);
}

#define HEAD "khoa-roster 1\nunit 15667\n"

static void test_faults(void) {
  assert_refused("", 1);
  assert_refused("khoa-roster 2\n", 1);
  assert_refused(HEAD, 3);
  assert_refused(HEAD "household 1 Mẫu\nend\n", 3);
  assert_refused(HEAD "tag 0012-00345-67\nend\n", 3);
  assert_refused(HEAD "village Thôn\nend\n", 4);
  assert_refused(HEAD "village Thôn\ntag 0012-00345-67\nend\n", 4);
  assert_refused(HEAD "village Thôn\nhousehold 0 Mẫu\nend\n", 4);
  assert_refused(HEAD "village Thôn\nhousehold 9223372036854775808 Mẫu\nend\n", 4);
  assert_refused(HEAD "village Thôn\nhousehold 1\nend\n", 4);
  assert_refused(HEAD "village Thôn\nhousehold 1 Mẫu\ntag 0012-00345-66\nend\n", 5);
  assert_refused(HEAD "village Thôn\nhousehold 1 Mẫu\ntag 001200345-67\nend\n", 5);
  assert_refused(HEAD "village Thôn\nhousehold 1 Mẫu\nend\n\n", 6);
}

#define BIG 60000

/* A district's households: a quadratic look-up would take a hundred times the limit. */
static void test_big(void) {
  GString *text = g_string_new(HEAD);
  KhoaRoster roster;
  KhoaBundleFault fault;
  for (guint i = 0; i < BIG; i++) {
    char code[KHOA_DIGITS];
    guint batch = i / 3000 + 1, index = i % 3000 + 1;
    guint check = 98 - (guint)((guint64)(batch * 100000 + index) * 100 % 97);
    g_snprintf(code, sizeof code, "%04u-%05u-%02u", batch, index, check);
    if (i % 200 == 0)
      g_string_append_printf(text, "village Thôn %u Mẫu\n", i);
    g_string_append_printf(text, "household %u Nguyễn Văn Mẫu\ntag %s\n", i + 1, code);
  }
  g_string_append(text, "end\n");
  gint64 start = g_get_monotonic_time();
  g_assert_true(khoa_roster_parse(&roster, text->str, text->len, &fault));
  g_assert_cmpint(g_get_monotonic_time() - start, <, G_USEC_PER_SEC / 2);
  g_assert_cmpuint(khoa_roster_find(&roster, 20, 3000)->number, ==, BIG);
  khoa_roster_clear(&roster);
  g_string_free(text, TRUE);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  g_test_add_func("/roster/example", test_example);
  g_test_add_func("/roster/passphrase", test_passphrase);
  g_test_add_func("/roster/round-trip", test_round_trip);
  g_test_add_func("/roster/seal-refuses", test_seal_refuses);
  g_test_add_func("/roster/faults", test_faults);
  g_test_add_func("/roster/big", test_big);
  return g_test_run();
}

/* What an office's work leaves in memory: once it is freed, no passphrase and nobody's name stands
 * anywhere in the process. The texts are kept shifted by one letter here, so that the test itself
 * isn't what it finds; the files that hold them are written by another process. */
#include "office/household.h"
#include "office/import.h"
#include "office/office.h"
#include "office/secrecy.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
enum { SCANS = FALSE }; /* its shadow of all memory can't be walked through */
#else
enum { SCANS = TRUE };
#endif

enum { PASSPHRASE, REFERENCE, HEAD, ADDRESS, PHONE, E164, PRINTED, REMARKS, SECRETS };

static const char *const shifted[SECRETS] = {
    [PASSPHRASE] = "b!qbttqisbtf!uibu!nvtu!hp",
    [REFERENCE] = "SFGXJQFE12",
    [HEAD] = "Mf!Wbo!Xjqfe",
    [ADDRESS] = "Ohp!345!Xjqfe",
    [PHONE] = "1641116465",
    [E164] = ",95641116465",
    [PRINTED] = "1641!116!465",
    [REMARKS] = "mjwft!bu!tfb",
};

/* The caller's to wipe; in guarded memory. */
static char *unshift(int which) {
  gsize size = strlen(shifted[which]) + 1;
  char *text = sodium_malloc(size);
  for (gsize i = 0; i < size; i++)
    text[i] = (char)(shifted[which][i] - (i < size - 1));
  return text;
}

static void write_list(const char *path) {
  pid_t child = fork();
  if (child == 0) {
    char *cells[SECRETS];
    for (int i = 0; i < SECRETS; i++)
      cells[i] = unshift(i);
    FILE *file = fopen(path, "w");
    fputs("reference,kind,village,head,address,phone,remarks\n", file);
    for (int i = 0; i < 300; i++)
      fprintf(file, "%s-%d,h\xe1\xbb\x99,Th\xc3\xb4n 1,%s,%s,%s,%s\n", cells[REFERENCE], i,
              cells[HEAD], cells[ADDRESS], cells[PHONE], cells[REMARKS]);
    _exit(fclose(file));
  }
  int status;
  g_assert_cmpint(waitpid(child, &status, 0), ==, child);
  g_assert_cmpint(status, ==, 0);
}

static gboolean stands_at(const guint8 *at, const guint8 *end, const char *text) {
  for (; *text; text++, at++)
    if (at == end || *at != (guint8)(*text - 1))
      return FALSE;
  return TRUE;
}

/* How often it stands in what this process can write to. */
static guint count(int which) {
  guint found = 0;
  char line[512];
  FILE *maps = fopen("/proc/self/maps", "r");
  while (SCANS && fgets(line, sizeof line, maps)) {
    unsigned long from, to;
    char mode[5];
    if (sscanf(line, "%lx-%lx %4s", &from, &to, mode) != 3 || strncmp(mode, "rw", 2) != 0)
      continue;
    const guint8 *end = (const guint8 *)to;
    for (const guint8 *at = (const guint8 *)from; at < end; at++)
      if (stands_at(at, end, shifted[which])) {
        found++;
        g_test_message("%d at %p of %s", which, (const void *)at, line);
      }
  }
  fclose(maps);
  return found;
}

static void assert_none_left(void) {
  for (int i = 0; i < SECRETS; i++)
    g_assert_cmpuint(count(i), ==, 0);
}

typedef struct Fixture {
  char *folder, *list;
} Fixture;

static KhoaOffice *open_office(const Fixture *f) {
  g_autoptr(GError) error = NULL;
  const KhoaWorld world = {f->folder, ".", "Lan", 1795420800, NULL};
  KhoaOffice *office = khoa_office_open(&world, &error);
  g_assert_no_error(error);
  return office;
}

static void run(const char *line) {
  g_assert_cmpint(system(line), ==, 0);
}

static void set_up(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  f->folder = g_dir_make_tmp("khoa-wiped-XXXXXX", NULL);
  f->list = g_strconcat(f->folder, ".csv", NULL);
  write_list(f->list);
  char *passphrase = unshift(PASSPHRASE);
  const KhoaWorld world = {f->folder, ".", "Lan", 1795420800, NULL};
  khoa_office_init(&world, "X", "", "other", passphrase, &error);
  sodium_free(passphrase);
  g_assert_no_error(error);
  g_autofree char *units = g_strconcat(f->folder, "/units.csv", NULL);
  g_file_set_contents(units, "code,name\n15667,Y\n", -1, &error);
  g_assert_no_error(error);
  g_autoptr(KhoaOffice) office = open_office(f);
  KhoaImported imported;
  g_assert_true(khoa_import_units(office, units, &imported, &error));
  khoa_imported_clear(&imported);
}

static void tear_down(Fixture *f, gconstpointer data) {
  (void)data;
  g_autofree char *line = g_strdup_printf("rm -r '%s' '%s'", f->folder, f->list);
  run(line);
  g_free(f->folder);
  g_free(f->list);
}

static void import(const Fixture *f) {
  g_autoptr(GError) error = NULL;
  g_autoptr(KhoaOffice) office = open_office(f);
  KhoaImported imported;
  khoa_import_subjects(office, f->list, "15667", FALSE, &imported, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(imported.added, ==, 300);
  khoa_imported_clear(&imported);
}

static void test_seen_while_open(Fixture *f, gconstpointer data) {
  (void)f, (void)data;
  /* What isn't wiped is found: the test can fail. */
  char *guarded = unshift(HEAD), *plain = g_strdup(guarded);
  g_assert_cmpuint(count(HEAD), >=, SCANS ? 2 : 0);
  sodium_free(guarded);
  explicit_bzero(plain, strlen(plain));
  g_free(plain);
  assert_none_left();
}

static void test_import(Fixture *f, gconstpointer data) {
  (void)data;
  import(f);
  assert_none_left();
}

static gboolean look(const KhoaHousehold *household, gpointer seen, GError **error) {
  (void)error;
  *(guint *)seen += *household->person->head != '\0';
  return TRUE;
}

static void test_reading(Fixture *f, gconstpointer data) {
  (void)data;
  guint seen = 0;
  g_autoptr(GError) error = NULL;
  import(f);
  g_autoptr(KhoaOffice) office = open_office(f);
  char *passphrase = unshift(PASSPHRASE);
  khoa_office_unlock_privacy(office, passphrase, "test", &error);
  sodium_free(passphrase);
  g_assert_no_error(error);
  khoa_household_each(office, NULL, look, &seen, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(seen, ==, 300);
  assert_none_left(); /* also while the office is open */
}

static void ignore(const KhoaFinding *finding, gpointer data) {
  (void)finding, (void)data;
}

/* The search for names keeps none. */
static void test_secrecy(Fixture *f, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  KhoaFindings findings = {ignore, NULL, {0}};
  import(f);
  g_autoptr(KhoaOffice) office = open_office(f);
  char *passphrase = unshift(PASSPHRASE);
  g_assert_true(khoa_office_unlock_privacy(office, passphrase, "test", &error));
  sodium_free(passphrase);
  g_assert_true(khoa_secrecy_check(office, &findings, &error));
  g_assert_cmpuint(findings.counts[KHOA_FINDING_FAULT], ==, 0);
  assert_none_left();
}

#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up, test, tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD("/office/wiped/seen-while-open", test_seen_while_open);
  ADD("/office/wiped/import", test_import);
  ADD("/office/wiped/reading", test_reading);
  ADD("/office/wiped/secrecy", test_secrecy);
  return g_test_run();
}

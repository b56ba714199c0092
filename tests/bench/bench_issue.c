/* What a tag costs to issue (sign, register, draw both faces, sync the files), by how many there
 * are: bench_issue [COUNT...]. Each count has a process of its own, whose greatest memory is told
 * with the unlocking of the key in it. The floor is signing and encoding alone, in one thread of
 * the same run, by khoa and with libqrencode's own search for the best mask. `make bench`. */
#include "bench.h"
#include "qr/symbol.h"
#include "tag/sign.h"

#include <qrencode.h>
#include <sodium.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS 5
#define MANY 50000  /* of so many tags there are fewer rounds */
#define KEYCHAINS 4 /* of a household */
#define FLOOR_TAGS 4000

typedef struct Told {
  Took issue, draw;
  double memory; /* MB */
} Told;

static void encode_by_library(const char *digits) {
  QRinput *input = QRinput_new2(0, QR_ECLEVEL_M);
  QRinput_append(input, QR_MODE_8, (int)strlen(PREFIX), (const unsigned char *)PREFIX);
  QRinput_append(input, QR_MODE_NUM, KHOA_DIGITS, (const unsigned char *)digits);
  QRcode *code = QRcode_encodeInput(input);
  must(code != NULL, NULL);
  QRcode_free(code);
  QRinput_free(input);
}

static void encode_by_khoa(const char *digits, const KhoaSymbolForm *form) {
  g_autoptr(KhoaSymbol) symbol = khoa_symbol_new(form, PREFIX, digits, NULL);
  must(symbol != NULL, NULL);
}

/* CPU seconds a tag. */
static double floor_of(gboolean library) {
  Took rounds[ROUNDS];
  KhoaSymbolForm form;
  must(khoa_symbol_plan(&form, strlen(PREFIX), KHOA_DIGITS, KHOA_LEVEL_M, NULL), NULL);
  KhoaSigner *signer = khoa_signer_new();
  for (guint round = 0; round < ROUNDS; round++) {
    Took start = took_begin();
    for (guint i = 1; i <= FLOOR_TAGS; i++) {
      guint8 payload[KHOA_PAYLOAD_SIZE], signature[KHOA_SIGNATURE_SIZE];
      char digits[KHOA_DIGITS + 1];
      khoa_payload_pack(payload, (KhoaTag){KHOA_KIND_KEYCHAIN, 1, i});
      khoa_signer_sign(signer, signature, payload);
      khoa_digits_encode(digits, payload, signature);
      if (library)
        encode_by_library(digits);
      else
        encode_by_khoa(digits, &form);
    }
    rounds[round] = took_end(start);
  }
  khoa_signer_free(signer);
  return median(rounds, ROUNDS).cpu / FLOOR_TAGS;
}

/* Both faces of one batch once more. */
static Took draw(KhoaOffice *office, gint64 number, guint *tags_drawn) {
  GError *error = NULL;
  g_auto(KhoaPrintOptions) options = {0};
  g_autofree char *folder = g_strconcat(office->folder, "/again", NULL);
  g_autoptr(KhoaBatchRecord) batch = khoa_batch_load(office, number, &error);
  must(batch && khoa_print_options_parse(&options, batch->sheet, &error), error);
  g_autoptr(KhoaRun) run = khoa_batch_run(office, batch, &options, &error);
  g_autoptr(GArray) tags = run ? khoa_batch_whole(office, batch, &error) : NULL;
  must(tags && g_mkdir_with_parents(folder, 0700) == 0, error);
  Took start = took_begin();
  must(khoa_run_write(run, tags, folder, NULL, &error), error);
  Took took = took_end(start);
  *tags_drawn = tags->len;
  remove_office(folder);
  return took;
}

/* A process's work: its office, the first of its households, and how many tags. */
typedef struct Part {
  const char *home;
  guint from, tags;
} Part;

static void prepare(const Part *part, Told *told) {
  (void)told;
  if (part->from == 0)
    make_office(part->home);
  KhoaOffice *office = open_office(part->home);
  import(office, part->from, part->tags / KEYCHAINS, KEYCHAINS, 0);
  khoa_office_free(office);
}

static void measure(const Part *part, Told *told) {
  struct rusage usage;
  guint drawn;
  KhoaOffice *office = open_office(part->home);
  Took start = took_begin();
  gint64 batch = issue_all(office, KHOA_KIND_KEYCHAIN, part->tags);
  told->issue = took_end(start);
  getrusage(RUSAGE_SELF, &usage);
  told->memory = (double)usage.ru_maxrss / 1024;
  told->draw = draw(office, batch, &drawn);
  told->draw.wall *= (double)part->tags / drawn;
  told->draw.cpu *= (double)part->tags / drawn;
  khoa_office_free(office);
}

static Told in_process(void (*act)(const Part *part, Told *told), Part part) {
  Told told = {0};
  int ends[2];
  must(pipe(ends) == 0, NULL);
  pid_t child = fork();
  if (child == 0) {
    act(&part, &told);
    must(write(ends[1], &told, sizeof told) == sizeof told, NULL);
    _exit(0);
  }
  close(ends[1]);
  must(child > 0 && read(ends[0], &told, sizeof told) == sizeof told, NULL);
  close(ends[0]);
  waitpid(child, NULL, 0);
  return told;
}

typedef struct Floors {
  double khoa, library; /* CPU seconds a tag */
} Floors;

/* CPU seconds of them all. */
static double bench(const char *home, guint *from, guint tags, const Floors *floors) {
  Took issue[ROUNDS], drawing[ROUNDS];
  double memory = 0;
  guint rounds = tags < MANY ? ROUNDS : 1;
  for (guint i = 0; i < rounds; i++) {
    in_process(prepare, (Part){home, *from, tags});
    Told told = in_process(measure, (Part){home, *from, tags});
    issue[i] = told.issue;
    drawing[i] = told.draw;
    memory = MAX(memory, told.memory);
    *from += tags / KEYCHAINS;
  }
  Took one = median(issue, rounds), drawn = median(drawing, rounds);
  printf("%7u keychains: issue %6.0f/s, %4.0f us of CPU each, %.2f x the floor, %.2f x "
         "libqrencode's; drawing alone %6.0f/s, %3.0f us of CPU each; %.0f MB\n",
         tags, tags / one.wall, one.cpu * 1e6 / tags, one.cpu / tags / floors->khoa,
         one.cpu / tags / floors->library, tags / drawn.wall, drawn.cpu * 1e6 / tags, memory);
  fflush(stdout);
  return one.cpu;
}

int main(int argc, char **argv) {
  static const char *const usual[] = {"1000", "10000", "100000"};
  const char *const *sizes = argc > 1 ? (const char *const *)argv + 1 : usual;
  guint n = argc > 1 ? (guint)argc - 1 : G_N_ELEMENTS(usual), from = 0, before = 0;
  double cpu_before = 0;
  must(sodium_init() >= 0, NULL);
  g_autofree char *folder = g_dir_make_tmp("khoa-bench-XXXXXX", NULL);
  g_autofree char *home = g_build_filename(folder, "office", NULL);
  const Floors floors = {floor_of(FALSE), floor_of(TRUE)};
  printf(
      "floor: signing and encoding %.0f us of CPU a tag, %.0f us with libqrencode's own search\n",
      floors.khoa * 1e6, floors.library * 1e6);
  for (guint i = 0; i < n; i++) {
    guint tags = (guint)strtoul(sizes[i], NULL, 10);
    double cpu = bench(home, &from, tags, &floors);
    if (i > 0 && tags > before)
      printf("%7s each tag beyond %u: %.0f us of CPU\n", "", before,
             (cpu - cpu_before) * 1e6 / (tags - before));
    before = tags;
    cpu_before = cpu;
  }
  remove_office(folder);
  return 0;
}

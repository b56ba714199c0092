/* Both ways with the stock minisign tool. */
#include "tag/secret_key.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "unit/tag/vectors.h"

#define PASSPHRASE "mật khẩu"
#define CONTENT "khoa-bundle 1\n"

static char *path_in(const char *folder, const char *name) {
  return g_build_filename(folder, name, NULL);
}

static void write_in(const char *folder, const char *name, const char *text) {
  g_autofree char *path = path_in(folder, name);
  GError *error = NULL;
  g_file_set_contents(path, text, -1, &error);
  g_assert_no_error(error);
}

static char *read_in(const char *folder, const char *name) {
  g_autofree char *path = path_in(folder, name);
  return read_file(path, NULL);
}

/* Runs a line of shell in the folder; whether it left with 0. The tool reads passphrases from its
 * standard input when that is no terminal. */
static gboolean run(const char *folder, const char *line, const char *input) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocessLauncher) launcher =
      g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_cwd(launcher, folder);
  g_autoptr(GSubprocess) process =
      g_subprocess_launcher_spawn(launcher, &error, "sh", "-c", line, NULL);
  g_assert_no_error(error);
  g_subprocess_communicate_utf8(process, input, NULL, NULL, NULL, &error);
  g_assert_no_error(error);
  return g_subprocess_get_successful(process);
}

static void assert_runs(const char *folder, const char *line, const char *input) {
  g_test_message("%s", line);
  g_assert_true(run(folder, line, input));
}

/* A folder with the content in the file `f`, and our key in k.pub and k.key. */
typedef struct World {
  char *folder;
  KhoaSecretKey *key;
  KhoaAuthority authority;
} World;

static void set_up(World *world, gconstpointer data) {
  char public_key[KHOA_AUTHORITY_FILE_SIZE];
  (void)data;
  world->folder = g_dir_make_tmp("khoa-XXXXXX", NULL);
  world->key = khoa_secret_key_new();
  khoa_secret_key_authority(world->key, &world->authority);
  khoa_authority_print_file(public_key, sizeof public_key, &world->authority);
  write_in(world->folder, "k.pub", public_key);
  write_in(world->folder, "f", CONTENT);
}

static void tear_down(World *world, gconstpointer data) {
  (void)data;
  g_assert_true(run("/", "rm -r \"$(cat)\"", world->folder));
  g_free(world->folder);
  khoa_secret_key_free(world->key);
}

static KhoaMinisignFault verify(const KhoaAuthority *authority, const char *signature,
                                char comment[KHOA_COMMENT_MAX + 1]) {
  return khoa_minisign_verify(authority, (const guint8 *)CONTENT, strlen(CONTENT), signature,
                              strlen(signature), comment);
}

static void test_tool_signs_with_our_key(World *world, gconstpointer data) {
  (void)data;
  char text[KHOA_SECRET_KEY_TEXT_MAX], comment[KHOA_COMMENT_MAX + 1];
  g_assert_cmpint(khoa_secret_key_print_file(text, sizeof text, world->key, PASSPHRASE), ==,
                  KHOA_MINISIGN_OK);
  write_in(world->folder, "k.key", text);
  g_assert_false(run(world->folder, "minisign -S -s k.key -m f", "wrong\n"));

  assert_runs(world->folder, "minisign -S -s k.key -m f -t 'của chúng tôi'", PASSPHRASE "\n");
  g_autofree char *prehashed = read_in(world->folder, "f.minisig");
  g_assert_cmpint(verify(&world->authority, prehashed, comment), ==, KHOA_MINISIGN_OK);
  g_assert_cmpstr(comment, ==, "của chúng tôi");

  assert_runs(world->folder, "minisign -S -l -s k.key -m f -x legacy", PASSPHRASE "\n");
  g_autofree char *legacy = read_in(world->folder, "legacy");
  g_assert_cmpint(verify(&world->authority, legacy, comment), ==, KHOA_MINISIGN_OK);
  g_assert_true(g_str_has_prefix(comment, "timestamp:"));
}

static void test_tool_verifies_ours(World *world, gconstpointer data) {
  (void)data;
  char text[KHOA_SIGNATURE_TEXT_MAX];
  g_assert_cmpint(khoa_minisign_sign(text, sizeof text, world->key, (const guint8 *)CONTENT,
                                     strlen(CONTENT), "của chúng tôi"),
                  ==, KHOA_MINISIGN_OK);
  write_in(world->folder, "f.minisig", text);
  assert_runs(world->folder, "minisign -Vm f -p k.pub", NULL);
  assert_runs(world->folder, "test \"$(minisign -QVm f -p k.pub)\" = 'của chúng tôi'", NULL);
  write_in(world->folder, "f", CONTENT "x");
  g_assert_false(run(world->folder, "minisign -Vm f -p k.pub", NULL));
}

/* With little memory the tool takes lower limits than its default, which costs 1 GiB and seconds;
 * either way they stand in the file. */
static void test_we_read_its_keys(World *world, gconstpointer data) {
  (void)data;
  static const char twice[] = PASSPHRASE "\n" PASSPHRASE "\n";
  assert_runs(world->folder, "ulimit -v 150000; minisign -G -p e.pub -s e.key", twice);
  assert_runs(world->folder, "minisign -G -W -p w.pub -s w.key", NULL);
  static const char *const names[][2] = {{"e.pub", "e.key"}, {"w.pub", "w.key"}};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *public_key = read_in(world->folder, names[i][0]);
    g_autofree char *secret_key = read_in(world->folder, names[i][1]);
    KhoaAuthority authority, found;
    KhoaSecretKey *key;
    g_assert_cmpint(khoa_authority_parse_file(&authority, public_key, strlen(public_key)), ==,
                    KHOA_MINISIGN_OK);
    g_assert_cmpint(khoa_secret_key_parse_file(&key, secret_key, strlen(secret_key), PASSPHRASE),
                    ==, KHOA_MINISIGN_OK);
    khoa_secret_key_authority(key, &found);
    g_assert_true(khoa_authority_equal(&found, &authority));
    khoa_secret_key_free(key);
  }
}

static void test_tool_verifies_example(World *world, gconstpointer data) {
  (void)world;
  (void)data;
  assert_runs(".", "minisign -Vm tests/vectors/example.khoa -p tests/vectors/example-authority.pub",
              NULL);
}

#define ADD(path, test) g_test_add(path, World, NULL, set_up, test, tear_down)

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  if (sodium_init() < 0)
    return 2;
  ADD("/minisign-stock/signs-with-our-key", test_tool_signs_with_our_key);
  ADD("/minisign-stock/verifies-ours", test_tool_verifies_ours);
  ADD("/minisign-stock/we-read-its-keys", test_we_read_its_keys);
  ADD("/minisign-stock/verifies-example", test_tool_verifies_example);
  return g_test_run();
}

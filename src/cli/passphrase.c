#include "passphrase.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define PASSPHRASE_MAX 1024

G_DEFINE_QUARK(khoa - passphrase - error - quark, khoa_passphrase_error)

/* Reads one line, byte by byte so that nothing behind it is taken, without its end. */
static gboolean read_line(int descriptor, char *line) {
  gsize length = 0;
  char byte;
  gssize got;
  while ((got = read(descriptor, &byte, 1)) == 1 && byte != '\n') {
    if (length == PASSPHRASE_MAX - 1 || byte == '\0')
      return FALSE;
    line[length++] = byte;
  }
  if (length > 0 && line[length - 1] == '\r')
    length--;
  line[length] = '\0';
  return got >= 0 && length > 0;
}

static gboolean from_file(const char *file, char *passphrase, GError **error) {
  int descriptor = open(file, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    g_set_error(error, KHOA_PASSPHRASE_ERROR, 0, "%s: can't read the passphrase: %s", file,
                g_strerror(errno));
    return FALSE;
  }
  gboolean got = read_line(descriptor, passphrase);
  close(descriptor);
  /* Editors on Windows put a byte order mark in front. */
  if (got && g_str_has_prefix(passphrase, "\xef\xbb\xbf"))
    memmove(passphrase, passphrase + 3, strlen(passphrase + 3) + 1);
  if (!got)
    g_set_error(error, KHOA_PASSPHRASE_ERROR, 0,
                "%s: the first line must be the passphrase, of 1 to %d bytes", file,
                PASSPHRASE_MAX - 1);
  return got;
}

static gboolean ask(int terminal, const char *prompt, const char *what, char *passphrase) {
  struct termios shown, hidden;
  if (tcgetattr(terminal, &shown) != 0)
    return FALSE;
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t)ECHO;
  tcsetattr(terminal, TCSAFLUSH, &hidden);
  g_autofree char *text = g_strdup_printf("%s for %s: ", prompt, what);
  gboolean got = write(terminal, text, strlen(text)) > 0 && read_line(terminal, passphrase);
  tcsetattr(terminal, TCSAFLUSH, &shown);
  return write(terminal, "\n", 1) == 1 && got;
}

static gboolean ask_twice(int terminal, const char *what, char *passphrase, GError **error) {
  char *again = sodium_malloc(PASSPHRASE_MAX);
  gboolean same =
      again && ask(terminal, "The same again", what, again) && strcmp(passphrase, again) == 0;
  sodium_free(again);
  if (!same)
    g_set_error(error, KHOA_PASSPHRASE_ERROR, 0, "the two passphrases for %s differ", what);
  return same;
}

static gboolean from_terminal(const char *variable, const char *what, gboolean confirm,
                              char *passphrase, GError **error) {
  int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  gboolean got =
      terminal >= 0 && ask(terminal, confirm ? "New passphrase" : "Passphrase", what, passphrase);
  if (!got)
    g_set_error(error, KHOA_PASSPHRASE_ERROR, 0,
                "no passphrase for %s: type it at a terminal, or name a file that holds it by %s",
                what, variable);
  if (got && confirm)
    got = ask_twice(terminal, what, passphrase, error);
  if (terminal >= 0)
    close(terminal);
  return got;
}

char *khoa_passphrase_get(const char *file, const char *variable, const char *what,
                          gboolean confirm, GError **error) {
  char *passphrase = sodium_malloc(PASSPHRASE_MAX);
  if (!passphrase) {
    g_set_error(error, KHOA_PASSPHRASE_ERROR, 0, "no guarded memory for the passphrase");
    return NULL;
  }
  if (!file)
    file = g_getenv(variable);
  gboolean got = file ? from_file(file, passphrase, error)
                      : from_terminal(variable, what, confirm, passphrase, error);
  if (got)
    return passphrase;
  sodium_free(passphrase);
  return NULL;
}

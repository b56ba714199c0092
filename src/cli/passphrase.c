#include "passphrase.h"

#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <sys/signalfd.h>
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
    g_set_error(error, KHOA_PASSPHRASE_ERROR, 0, _("%s: can't read the passphrase: %s"), file,
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
                _("%s: the first line must be the passphrase, of 1 to %d bytes"), file,
                PASSPHRASE_MAX - 1);
  return got;
}

/* Waits for input, or for a signal that would end or stop the program: then FALSE, with the signal
 * still pending. */
static gboolean wait_for_input(int terminal, int signals) {
  struct pollfd waiting[] = {{.fd = terminal, .events = POLLIN}, {.fd = signals, .events = POLLIN}};
  while (poll(waiting, G_N_ELEMENTS(waiting), -1) < 0)
    if (errno != EINTR)
      return FALSE;
  return !(waiting[1].revents & POLLIN);
}

static gboolean ask(int terminal, const char *prompt, const char *what, char *passphrase) {
  struct termios shown, hidden;
  sigset_t ending, before;
  if (tcgetattr(terminal, &shown) != 0)
    return FALSE;
  /* Ctrl-C while the echo is off must not leave the terminal so: signals wait until it is on again.
   */
  sigemptyset(&ending);
  sigaddset(&ending, SIGINT);
  sigaddset(&ending, SIGTERM);
  sigaddset(&ending, SIGHUP);
  sigaddset(&ending, SIGQUIT);
  sigaddset(&ending, SIGTSTP);
  sigprocmask(SIG_BLOCK, &ending, &before);
  int signals = signalfd(-1, &ending, SFD_CLOEXEC);
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t)ECHO;
  tcsetattr(terminal, TCSAFLUSH, &hidden);
  g_autofree char *text = g_strdup_printf(_("%s for %s: "), prompt, what);
  gboolean got = signals >= 0 && write(terminal, text, strlen(text)) > 0 &&
                 wait_for_input(terminal, signals) && read_line(terminal, passphrase);
  tcsetattr(terminal, TCSAFLUSH, &shown);
  got = write(terminal, "\n", 1) == 1 && got;
  if (signals >= 0)
    close(signals);
  sigprocmask(SIG_SETMASK, &before, NULL);
  return got;
}

static gboolean ask_twice(int terminal, const char *what, char *passphrase, GError **error) {
  char *again = sodium_malloc(PASSPHRASE_MAX);
  gboolean same =
      again && ask(terminal, _("The same again"), what, again) && strcmp(passphrase, again) == 0;
  sodium_free(again);
  if (!same)
    g_set_error(error, KHOA_PASSPHRASE_ERROR, 0, _("the two passphrases for %s differ"), what);
  return same;
}

static gboolean from_terminal(const char *variable, const char *what, gboolean confirm,
                              char *passphrase, GError **error) {
  int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  gboolean got = terminal >= 0 &&
                 ask(terminal, confirm ? _("New passphrase") : _("Passphrase"), what, passphrase);
  if (!got)
    g_set_error(
        error, KHOA_PASSPHRASE_ERROR, 0,
        _("no passphrase for %s: type it at a terminal, or name a file that holds it by %s"), what,
        variable);
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
    g_set_error(error, KHOA_PASSPHRASE_ERROR, 0, _("no guarded memory for the passphrase"));
    return NULL;
  }
  /* sodium_malloc() keeps silent about it: the memory is guarded and wiped all the same. */
  if (sodium_mlock(passphrase, PASSPHRASE_MAX) != 0)
    khoa_cli_tell(
        _("khoa: no memory can be locked here (ulimit -l): while khoa runs, the system may "
          "write keys to its swap space"));
  if (!file)
    file = g_getenv(variable);
  gboolean got = file ? from_file(file, passphrase, error)
                      : from_terminal(variable, what, confirm, passphrase, error);
  if (got)
    return passphrase;
  sodium_free(passphrase);
  return NULL;
}

/* Types at a command on a terminal of its own: typist COMMAND... <SCRIPT. The script's lines, a
 * word and the rest:
 *
 *   wait WORDS   until the command has shown them, behind what was waited for before
 *   type KEYS    with \r Enter, \t tab, \e Esc, \b rub out, \d Ctrl-D, \c Ctrl-C, \z Ctrl-Z
 *   call SIGNAL  by its number, to the command
 *   run COMMAND  elsewhere, by the shell
 *   hang         up: the terminal goes away
 *
 * Prints what the command shows, at last whether it left the terminal as it was, and ends as it
 * ended: 128 and its number for a signal; 124 when something waited for didn't come. */
#define _GNU_SOURCE
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define PATIENCE 10000 /* ms */

typedef struct Typist {
  int terminal;
  pid_t command;
  char shown[1 << 16];
  size_t length, behind; /* what was waited for ends there */
} Typist;

/* FALSE when nothing came for so long, or never will. */
static int look(Typist *typist, int milliseconds) {
  struct pollfd waiting = {.fd = typist->terminal, .events = POLLIN};
  size_t room = sizeof typist->shown - 1 - typist->length;
  if (room == 0 || poll(&waiting, 1, milliseconds) != 1)
    return 0;
  ssize_t got = read(typist->terminal, typist->shown + typist->length, room);
  if (got <= 0)
    return 0;
  fwrite(typist->shown + typist->length, 1, (size_t)got, stdout);
  typist->length += (size_t)got;
  return 1;
}

static void wait_for(Typist *typist, const char *words) {
  for (;;) {
    typist->shown[typist->length] = '\0';
    const char *at = strstr(typist->shown + typist->behind, words);
    if (at) {
      typist->behind = (size_t)(at - typist->shown) + strlen(words);
      return;
    }
    if (!look(typist, PATIENCE)) {
      printf("\ntypist: waited in vain for: %s\n", words);
      kill(typist->command, SIGKILL);
      exit(124);
    }
  }
}

static void type(const Typist *typist, const char *keys) {
  static const char names[] = "rtebdcz", bytes[] = "\r\t\x1b\x7f\x04\x03\x1a";
  char text[1024];
  size_t length = 0;
  for (; *keys && length < sizeof text; keys++) {
    const char *name = *keys == '\\' ? strchr(names, keys[1]) : NULL;
    text[length++] = name ? bytes[name - names] : *keys;
    keys += name ? 1 : 0;
  }
  if (write(typist->terminal, text, length) != (ssize_t)length)
    exit(125);
}

static void follow(Typist *typist, char *line) {
  char *rest = line + strcspn(line, " \n");
  line[strcspn(line, "\n")] = '\0';
  if (*rest)
    *rest++ = '\0';
  if (strcmp(line, "wait") == 0)
    wait_for(typist, rest);
  else if (strcmp(line, "type") == 0)
    type(typist, rest);
  else if (strcmp(line, "call") == 0)
    kill(typist->command, atoi(rest));
  else if (strcmp(line, "run") == 0 && system(rest) != 0)
    exit(125);
  else if (strcmp(line, "hang") == 0)
    close(typist->terminal);
}

int main(int argc, char **argv) {
  static Typist typist;
  struct termios before, after;
  char line[2048];
  int status;
  if (argc < 2)
    return 125;
  typist.command = forkpty(&typist.terminal, NULL, NULL, NULL);
  if (typist.command == 0) {
    signal(SIGINT, SIG_DFL); /* whatever runs the test in the background has them ignored */
    signal(SIGQUIT, SIG_DFL);
    signal(SIGHUP, SIG_DFL);
    execv(argv[1], argv + 1);
    _exit(127);
  }
  tcgetattr(typist.terminal, &before);
  while (fgets(line, sizeof line, stdin))
    follow(&typist, line);
  while (look(&typist, PATIENCE))
    continue;
  if (tcgetattr(typist.terminal, &after) == 0)
    printf("\nterminal %s\n", after.c_lflag == before.c_lflag ? "as before" : "changed");
  waitpid(typist.command, &status, 0);
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

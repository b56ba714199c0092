#include "keyboard.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#define FINGER 30 /* ms; no finger strikes twice within */
#define QUIET 100 /* ms without a key end a scanner's text */
#define END 4     /* Ctrl-D */
#define CLEAR 21  /* Ctrl-U */
#define BACKSPACE 127

/* Key by key and without echo; Ctrl-C and Ctrl-Z stay signals. */
static void take_terminal(const KhoaKeyboard *keyboard) {
  struct termios raw = keyboard->before;
  raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  raw.c_iflag |= ICRNL;
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
}

gboolean khoa_keyboard_open(KhoaKeyboard *keyboard) {
  static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
  sigset_t set;
  if (tcgetattr(STDIN_FILENO, &keyboard->before) != 0)
    return FALSE;
  sigemptyset(&set);
  for (gsize i = 0; i < G_N_ELEMENTS(ending); i++)
    sigaddset(&set, ending[i]);
  sigprocmask(SIG_BLOCK, &set, &keyboard->mask);
  keyboard->signals = signalfd(-1, &set, SFD_CLOEXEC);
  take_terminal(keyboard);
  return TRUE;
}

void khoa_keyboard_close(KhoaKeyboard *keyboard) {
  tcsetattr(STDIN_FILENO, TCSADRAIN, &keyboard->before);
  if (keyboard->signals >= 0)
    close(keyboard->signals);
  sigprocmask(SIG_SETMASK, &keyboard->mask, NULL);
}

/* Ctrl-Z: the terminal is the shell's until we are called back. TRUE if that was all. */
static gboolean stop(KhoaKeyboard *keyboard) {
  sigset_t pending;
  sigpending(&pending);
  gboolean stopped = sigismember(&pending, SIGTSTP) == 1;
  if (stopped) {
    khoa_keyboard_close(keyboard);
    khoa_keyboard_open(keyboard);
  }
  return stopped;
}

/* Whether a byte is there within so many milliseconds (-1: however long), or the end of all. */
static gboolean wait_for(KhoaKeyboard *keyboard, int milliseconds) {
  struct pollfd waiting[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                             {.fd = keyboard->signals, .events = POLLIN}};
  int ready;
  do
    ready = poll(waiting, G_N_ELEMENTS(waiting), milliseconds);
  while ((ready < 0 && errno == EINTR) ||
         (ready > 0 && waiting[1].revents & POLLIN && stop(keyboard)));
  return ready > 0 && !(waiting[1].revents & POLLIN);
}

static int take_byte(KhoaKeyboard *keyboard) {
  guint8 byte;
  fflush(stdout);
  if (!wait_for(keyboard, -1) || read(STDIN_FILENO, &byte, 1) != 1)
    return KHOA_KEY_END;
  return byte == '\r' ? KHOA_KEY_ENTER : byte;
}

int khoa_keyboard_key(KhoaKeyboard *keyboard) {
  guint8 bytes[256];
  int key = take_byte(keyboard);
  if (key == END || key == KHOA_KEY_END)
    return KHOA_KEY_END;
  if (!wait_for(keyboard, FINGER))
    return key;
  while (wait_for(keyboard, QUIET) && read(STDIN_FILENO, bytes, sizeof bytes) > 0)
    continue;
  return KHOA_KEY_BURST;
}

/* Takes a character off the line and off the screen. */
static gsize rub_out(const char *line, gsize length) {
  if (length == 0)
    return 0;
  fputs("\b \b", stdout);
  do
    length--;
  while (length > 0 && (line[length] & 0xc0) == 0x80);
  return length;
}

gboolean khoa_keyboard_line(KhoaKeyboard *keyboard, const char *prompt, char line[KHOA_LINE_MAX]) {
  gsize length = 0;
  int key;
  fputs(prompt, stdout);
  while ((key = take_byte(keyboard)) != KHOA_KEY_ENTER && key != '\t' &&
         !((key == END || key == KHOA_KEY_END) && length == 0)) {
    line[length] = '\0';
    if (key == KHOA_KEY_END)
      return FALSE;
    if (key == BACKSPACE || key == '\b')
      length = rub_out(line, length);
    while (key == CLEAR && length > 0)
      length = rub_out(line, length);
    if (key >= ' ' && key != BACKSPACE && length < KHOA_LINE_MAX - 1) {
      line[length++] = (char)key;
      putchar(key);
    }
  }
  line[length] = '\0';
  putchar('\n');
  return key == KHOA_KEY_ENTER || key == '\t';
}

/* A terminal on standard input, key by key: a line is edited here, so that a scanner that types
 * into the wrong prompt is told from a finger. While it is open, signals that would end or stop the
 * program wait until the terminal is as it was. */
#ifndef KHOA_CLI_KEYBOARD_H
#define KHOA_CLI_KEYBOARD_H

#include <glib.h>
#include <signal.h>
#include <termios.h>

#define KHOA_LINE_MAX 2048 /* bytes of a line, with its end */

/* Keys other than their own byte. */
enum {
  KHOA_KEY_END = -1,   /* Ctrl-D, no terminal any more, or a signal that ends the program */
  KHOA_KEY_BURST = -2, /* several at once, all of them taken: a scanner, or an arrow key */
  KHOA_KEY_ENTER = '\n',
  KHOA_KEY_ESCAPE = '\x1b',
};

typedef struct KhoaKeyboard {
  struct termios before;
  sigset_t mask;
  int signals;
} KhoaKeyboard;

/* FALSE: standard input is no terminal. */
gboolean khoa_keyboard_open(KhoaKeyboard *keyboard);
/* A signal that came meanwhile takes effect now. */
void khoa_keyboard_close(KhoaKeyboard *keyboard);

/* Waits for one key. */
int khoa_keyboard_key(KhoaKeyboard *keyboard);
/* Shows the prompt and takes a line, which Enter or a scanner's tab ends, into `line`; FALSE at
 * KHOA_KEY_END on an empty line. What is longer than there is room for is cut off. */
gboolean khoa_keyboard_line(KhoaKeyboard *keyboard, const char *prompt, char line[KHOA_LINE_MAX]);

#endif

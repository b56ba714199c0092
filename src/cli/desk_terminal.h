/* The survey desk in a terminal: a scanner, or the keys of a number pad, and one hand for them. */
#ifndef KHOA_CLI_DESK_TERMINAL_H
#define KHOA_CLI_DESK_TERMINAL_H

#include "cli.h"
#include "office/survey_desk.h"

/* Takes records until the surveyor ends it. Each is written when the next one is whole, or at the
 * end, so that the last can be undone; a signal that ends the program comes after the last is
 * written. *written: how many. FALSE with an error if standard input is no terminal, or one can't
 * be written: that one is told, as a line that khoa_desk_parse() takes. */
gboolean khoa_desk_terminal(KhoaCli *cli, KhoaDesk *desk, guint *written, GError **error);

#endif

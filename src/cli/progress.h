/* A bar on a terminal for long work: done, total, rate, time left. Nothing when redirected. */
#ifndef KHOA_CLI_PROGRESS_H
#define KHOA_CLI_PROGRESS_H

#include "office/run.h"

typedef struct KhoaBar {
  KhoaProgress progress; /* for the office's functions */
  gboolean terminal;
  gint64 started, drawn; /* monotonic microseconds */
  const char *what;
  guint64 at_start, done;
} KhoaBar;

void khoa_bar_init(KhoaBar *bar);
/* Wipes the bar off the terminal. */
void khoa_bar_clear(KhoaBar *bar);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaBar, khoa_bar_clear)

#endif

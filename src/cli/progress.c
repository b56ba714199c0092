#include "progress.h"

#include "wrap.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#define WIDTH 30
#define REDRAW_US 100000

/* Nothing is known at first: what has taken no time yet has no rate. */
static void draw_rate(const KhoaBar *bar, guint64 done, guint64 total, gint64 now) {
  double seconds = (double)(now - bar->started) / G_USEC_PER_SEC;
  double rate = seconds > 0 ? (double)(done - bar->at_start) / seconds : 0;
  if (rate <= 0)
    return;
  guint64 left = (guint64)((double)(total - done) / rate);
  fprintf(stderr, _("  %.0f/s  %" PRIu64 ":%02" PRIu64 " left"), rate, left / 60, left % 60);
}

static void draw(const KhoaBar *bar, guint64 done, guint64 total, gint64 now) {
  int filled = total ? (int)(done * WIDTH / total) : 0;
  fputs("\r\033[K", stderr);
  khoa_put_padded(stderr, bar->what, 9);
  fputs(" [", stderr);
  for (int i = 0; i < WIDTH; i++)
    fputc(i < filled ? '#' : '.', stderr);
  fprintf(stderr, "] %" PRIu64 "/%" PRIu64, done, total);
  draw_rate(bar, done, total, now);
}

static void tell(const char *what, guint64 done, guint64 total, gpointer data) {
  KhoaBar *bar = data;
  gint64 now = g_get_monotonic_time();
  if (!bar->terminal)
    return;
  if (bar->what != what || done < bar->done) {
    bar->what = what;
    bar->started = now;
    bar->at_start = done;
  }
  bar->done = done;
  if (now - bar->drawn < REDRAW_US && done < total)
    return;
  bar->drawn = now;
  draw(bar, done, total, now);
}

void khoa_bar_init(KhoaBar *bar) {
  *bar = (KhoaBar){.progress = {tell, bar}, .terminal = isatty(STDERR_FILENO) != 0};
}

void khoa_bar_clear(KhoaBar *bar) {
  if (bar->terminal && bar->what)
    fputs("\r\033[K", stderr);
  bar->what = NULL;
}

#include "paper.h"

#include <glib/gi18n.h>
#include <string.h>

#define SIDE_MIN 20.0 /* of a sheet given by its sides */
#define SIDE_MAX 1200.0
#define SIDE "([0-9]{2,4}(?:\\.[0-9]{1,3})?)"

#define SHEET(name, width, height)                                                                 \
  { name, width, height, FALSE, FALSE, FALSE }

static const KhoaPaper papers[] = {
    SHEET("a6", 105, 148),          SHEET("a5", 148, 210),
    SHEET("a4", 210, 297),          SHEET("a3", 297, 420),
    SHEET("a2", 420, 594),          SHEET("b5", 176, 250),
    SHEET("b4", 250, 353),          SHEET("sra4", 225, 320),
    SHEET("sra3", 320, 450),        SHEET("letter", 215.9, 279.4),
    {.name = "roll", .roll = TRUE}, {.name = "card", .roll = TRUE, .card = TRUE},
};

G_DEFINE_QUARK(khoa - paper - error - quark, khoa_paper_error)

static gboolean take_sides(KhoaPaper *paper, const char *text) {
  if (!g_regex_match_simple("^" SIDE "x" SIDE "$", text, G_REGEX_DOLLAR_ENDONLY, 0))
    return FALSE;
  paper->width = g_ascii_strtod(text, NULL);
  paper->height = g_ascii_strtod(strchr(text, 'x') + 1, NULL);
  return MIN(paper->width, paper->height) >= SIDE_MIN &&
         MAX(paper->width, paper->height) <= SIDE_MAX;
}

char **khoa_paper_names(void) {
  g_autoptr(GStrvBuilder) names = g_strv_builder_new();
  for (gsize i = 0; i < G_N_ELEMENTS(papers); i++)
    g_strv_builder_add(names, papers[i].name);
  return g_strv_builder_end(names);
}

gboolean khoa_paper_parse(KhoaPaper *paper, const char *name, GError **error) {
  for (gsize i = 0; i < G_N_ELEMENTS(papers); i++) {
    *paper = papers[i];
    paper->name = name;
    if (strcmp(papers[i].name, name) == 0)
      return TRUE;
  }
  *paper = (KhoaPaper){.name = name, .fixed = TRUE};
  if (take_sides(paper, name))
    return TRUE;
  g_auto(GStrv) all = khoa_paper_names();
  g_autofree char *names = g_strjoinv(", ", all);
  g_set_error(
      error, KHOA_PAPER_ERROR, 0,
      _("no paper is called '%s': there are %s, and any sheet by its width and height as it is "
        "fed, %g to %g mm, such as 320x450"),
      name, names, SIDE_MIN, SIDE_MAX);
  return FALSE;
}

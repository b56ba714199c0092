#include "desk_terminal.h"

#include "answer.h"
#include "keyboard.h"
#include "office/lookup.h"
#include "output.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define KEYS "123456789abcdefghijklmnopqrstuvwxyz" /* of weaknesses, by their place in the list */

typedef struct Sitting {
  KhoaCli *cli;
  KhoaDesk *desk;
  KhoaKeyboard keyboard;
  GPtrArray *weaknesses; /* KhoaWeaknessRecord *, those that are offered */
  gint64 started;        /* by the clock that only runs forward */
  KhoaSurveyRecord held; /* whole, and not written yet */
  gboolean holds, explained;
  guint written;
} Sitting;

static const char *const found_words[] = {
    [KHOA_FOUND_PRESENT] = NC_("found", "present"),
    [KHOA_FOUND_DAMAGED] = NC_("found", "damaged"),
    [KHOA_FOUND_UNREADABLE] = NC_("found", "unreadable"),
    [KHOA_FOUND_MISSING] = NC_("found", "missing"),
    [KHOA_FOUND_WRONG_PLACE] = NC_("found", "wrong place"),
    [KHOA_FOUND_REFUSED] = NC_("found", "refused"),
    [KHOA_FOUND_NOBODY_HOME] = NC_("found", "nobody home"),
};

static gint64 now(const Sitting *sitting) {
  return sitting->cli->world.now + (g_get_monotonic_time() - sitting->started) / G_USEC_PER_SEC;
}

/* As khoa_desk_parse() takes it; the caller's. */
static char *line_of(const KhoaSurveyRecord *record) {
  GString *line = g_string_new(NULL);
  const KhoaTagRecord tag = {.batch = record->batch, .index = record->index};
  g_autofree char *code = record->index ? khoa_tag_code(&tag) : NULL;
  if (code)
    g_string_append(line, code);
  else
    g_string_append_printf(line, "h%u", record->household);
  g_string_append_printf(line, " %s", khoa_found_word(record->found));
  if (record->grade)
    g_string_append_printf(line, " %d", record->grade);
  else if (record->n_weaknesses)
    g_string_append(line, " -");
  for (gsize i = 0; i < record->n_weaknesses; i++)
    g_string_append_printf(line, "%c%d", i ? ',' : ' ', record->weaknesses[i]);
  return g_string_free(line, FALSE);
}

static gboolean write_held(Sitting *sitting, GError **error) {
  if (!sitting->holds)
    return TRUE;
  sitting->holds = FALSE;
  if (khoa_desk_begin(sitting->desk, now(sitting), error) &&
      khoa_desk_put(sitting->desk, &sitting->held, error) &&
      khoa_desk_finish(sitting->desk, error)) {
    sitting->written++;
    return TRUE;
  }
  khoa_desk_cancel(sitting->desk);
  g_autofree char *line = line_of(&sitting->held);
  g_prefix_error(error, _("not written: %s: "), line);
  return FALSE;
}

static gboolean hold(Sitting *sitting, const KhoaSurveyRecord *record, GError **error) {
  g_autofree char *line = line_of(record);
  if (!write_held(sitting, error))
    return FALSE;
  sitting->held = *record;
  sitting->holds = TRUE;
  printf("  %s%s\n", line, record->note_size ? _(", with a note") : "");
  return TRUE;
}

static void undo(Sitting *sitting) {
  g_autofree char *line = sitting->holds ? line_of(&sitting->held) : NULL;
  if (line)
    printf(_("  undone: %s\n"), line);
  else
    printf(_("  nothing to undo: what came before is written\n"));
  sitting->holds = FALSE;
}

/* A key that one of the allowed ones answers; '\0' in them ends the list. */
static int ask_key(Sitting *sitting, const char *allowed) {
  int key;
  while ((key = khoa_keyboard_key(&sitting->keyboard)) != KHOA_KEY_END && key != KHOA_KEY_ESCAPE &&
         !(key > 0 && strchr(allowed, key)))
    printf("\a%s", key == KHOA_KEY_BURST
                       ? _("\n  not now: first finish this one, or leave it by Esc\n")
                       : "");
  return key;
}

/* Each of these asks for a part of the record; FALSE: the surveyor leaves it, or ends. */
static gboolean ask_found(Sitting *sitting, KhoaSurveyRecord *record) {
  fputs(_("  found? "), stdout);
  for (int i = 1; i < KHOA_FOUND_END; i++)
    printf(" %d %s ", i, khoa_word("found", found_words[i]));
  int key = ask_key(sitting, "1234567");
  if (key < '1')
    return FALSE;
  record->found = (KhoaSurveyFound)(key - '0');
  printf("\n  -> %s\n", khoa_word("found", found_words[record->found]));
  return TRUE;
}

static void explain_grades(const Sitting *sitting) {
  for (int i = 0; i < KHOA_GRADES_DESCRIBED; i++)
    printf("    %d %s\n", i + 1, sitting->cli->office->config->grades[i]);
}

static gboolean ask_grade(Sitting *sitting, KhoaSurveyRecord *record) {
  int key;
  if (!sitting->explained)
    explain_grades(sitting);
  sitting->explained = TRUE;
  fputs(_("  grade?  1 2 3 4  0 none  ? what they mean "), stdout);
  while ((key = ask_key(sitting, "01234?")) == '?') {
    putchar('\n');
    explain_grades(sitting);
  }
  if (key < '0')
    return FALSE;
  record->grade = key - '0';
  printf(" -> %c\n", key);
  return TRUE;
}

static void toggle(KhoaSurveyRecord *record, guint8 weakness) {
  gsize place = 0;
  while (place < record->n_weaknesses && record->weaknesses[place] < weakness)
    place++;
  guint8 *at = record->weaknesses + place;
  gsize behind = record->n_weaknesses - place;
  if (behind && *at == weakness) {
    memmove(at, at + 1, behind - 1);
    record->n_weaknesses--;
    return;
  }
  memmove(at + 1, at, behind);
  *at = weakness;
  record->n_weaknesses++;
}

static gboolean has(const KhoaSurveyRecord *record, gint64 weakness) {
  return memchr(record->weaknesses, (int)weakness, record->n_weaknesses) != NULL;
}

static gsize keyed(const Sitting *sitting) {
  return MIN(sitting->weaknesses->len, strlen(KEYS));
}

static void show_weaknesses(const Sitting *sitting, const KhoaSurveyRecord *record) {
  for (gsize i = 0; i < keyed(sitting); i++) {
    const KhoaWeaknessRecord *weakness = g_ptr_array_index(sitting->weaknesses, i);
    printf("    %c %s%s\n", KEYS[i], weakness->name, has(record, weakness->id) ? "  <-" : "");
  }
}

/* Keys mark and unmark, until Enter; *note: '/' ended it. */
static gboolean ask_weaknesses(Sitting *sitting, KhoaSurveyRecord *record, gboolean *note) {
  g_autofree char *allowed = g_strdup_printf("\n/?%.*s", (int)keyed(sitting), KEYS);
  int key;
  show_weaknesses(sitting, record);
  fputs(_("  weaknesses?  Enter: no more  /: and a note "), stdout);
  while ((key = ask_key(sitting, allowed)) > 0 && !strchr("\n/\x1b", key)) {
    if (key == '?') {
      putchar('\n');
      show_weaknesses(sitting, record);
      continue;
    }
    const KhoaWeaknessRecord *weakness =
        g_ptr_array_index(sitting->weaknesses, strchr(KEYS, key) - KEYS);
    toggle(record, (guint8)weakness->id);
    printf(" %s%c", has(record, weakness->id) ? "+" : "-", key);
  }
  putchar('\n');
  *note = key == '/';
  return *note || key == '\n';
}

static gboolean ask_whether_note(Sitting *sitting, gboolean *note) {
  fputs(_("  Enter: done  /: and a note "), stdout);
  int key = ask_key(sitting, "\n/");
  putchar('\n');
  *note = key == '/';
  return *note || key == '\n';
}

/* Only the office reads it: nothing of it stays here. */
static gboolean ask_note(Sitting *sitting, KhoaSurveyRecord *record) {
  char *line = sodium_malloc(KHOA_LINE_MAX);
  gboolean taken = FALSE;
  while (line && !taken && khoa_keyboard_line(&sitting->keyboard, _("  note: "), line)) {
    GError *fault = NULL;
    taken = !*line || khoa_desk_note(sitting->desk, line, record, &fault);
    if (fault)
      khoa_cli_fail(fault);
  }
  sodium_free(line);
  return taken;
}

static gboolean ask_all(Sitting *sitting, KhoaSurveyRecord *record) {
  gboolean note, inside;
  if (!ask_found(sitting, record))
    return FALSE;
  inside = record->found < KHOA_FOUND_REFUSED;
  if (inside ? !ask_grade(sitting, record) || !ask_weaknesses(sitting, record, &note)
             : !ask_whether_note(sitting, &note))
    return FALSE;
  return !note || ask_note(sitting, record);
}

static void show_look(const Sitting *sitting, const char *line, const KhoaDeskLook *look) {
  if (look->answer.word)
    khoa_cli_show_answer(line, &look->answer);
  if (look->household)
    printf(_("  household %" PRId64 ", %s%s%s\n"), look->household, look->village,
           strcmp(look->unit, khoa_desk_unit(sitting->desk)) == 0 ? "" : _(", of unit "),
           strcmp(look->unit, khoa_desk_unit(sitting->desk)) == 0 ? "" : look->unit);
}

/* FALSE only if what was held can't be written. */
static gboolean take(Sitting *sitting, const char *line, GError **error) {
  KhoaSurveyRecord record;
  g_auto(KhoaDeskLook) look = {0};
  GError *fault = NULL;
  if (!khoa_desk_look(sitting->desk, line, strlen(line), now(sitting), &record, &look, &fault)) {
    khoa_cli_fail(fault);
    return TRUE;
  }
  show_look(sitting, line, &look);
  if (ask_all(sitting, &record))
    return hold(sitting, &record, error);
  printf(_("\n  left: nothing was recorded of it\n"));
  return TRUE;
}

static gboolean sit(Sitting *sitting, GError **error) {
  char line[KHOA_LINE_MAX];
  gboolean good = TRUE;
  while (good && khoa_keyboard_line(&sitting->keyboard, _("tag> "), line)) {
    g_strstrip(line);
    if (strcmp(line, "q") == 0)
      break;
    if (strcmp(line, "u") == 0)
      undo(sitting);
    else if (*line)
      good = take(sitting, line, error);
  }
  return good && write_held(sitting, error);
}

gboolean khoa_desk_terminal(KhoaCli *cli, KhoaDesk *desk, guint *written, GError **error) {
  g_autoptr(GPtrArray) weaknesses = khoa_desk_weaknesses(desk, error);
  Sitting sitting = {
      .cli = cli, .desk = desk, .weaknesses = weaknesses, .started = g_get_monotonic_time()};
  *written = 0;
  if (!weaknesses)
    return FALSE;
  if (!khoa_keyboard_open(&sitting.keyboard)) {
    g_set_error(error, KHOA_OFFICE_ERROR, 0, _("standard input is no terminal"));
    return FALSE;
  }
  printf(_("survey %s of unit %s. Scan a tag, or type its code, or h812 for household 812 without "
           "one.\nu undoes the last, q ends; Esc leaves one in the middle.\n"),
         khoa_desk_round(desk), khoa_desk_unit(desk));
  gboolean good = sit(&sitting, error);
  khoa_keyboard_close(&sitting.keyboard);
  *written = sitting.written;
  return good;
}

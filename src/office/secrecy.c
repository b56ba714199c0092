#include "secrecy.h"

#include "list/phone.h"
#include "needles.h"
#include "reg/plain.h"
#include "seal.h"
#include "survey_notes.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#define PIECE (1024 * 1024)
#define DIGITS_MIN 9 /* digits alone are found by chance up to here */

typedef enum Datum { REFERENCE, NAME, ADDRESS, PHONE, REMARKS, DATA } Datum;

static const char *const words[DATA] = {
    [REFERENCE] = N_("a household's reference"),
    [NAME] = N_("a name"),
    [ADDRESS] = N_("an address"),
    [PHONE] = N_("a telephone number"),
    [REMARKS] = N_("a remark"),
};

typedef struct Check {
  KhoaOffice *office;
  KhoaFindings *findings;
  KhoaNeedles *needles;
  gsize people, data, too_short, public; /* of the registry */
  gsize files;
  guint64 bytes;
  guint8 *piece; /* PIECE bytes */
} Check;

/* What was found of each kind in one file. */
typedef struct Finds {
  guint64 base; /* of the piece */
  guint64 first[DATA];
  gsize count[DATA];
} Finds;

/* What to look for */

static void add_datum(Check *check, const char *text, Datum datum) {
  gsize length = strlen(text);
  gboolean digits = strspn(text, "0123456789") == length;
  if (length == 0)
    return;
  check->data++;
  if (length < KHOA_NEEDLE_MIN || (digits && length < DIGITS_MIN))
    check->too_short++;
  else
    khoa_needles_add(check->needles, text, (guint8)datum);
}

/* As it is printed, and as that without spaces: how else a number in E.164 is written. */
static void each_way(const char *number, KhoaPlainVisit visit, gpointer data) {
  char *printed = khoa_phone_format(number), *to = printed;
  gsize length = strlen(printed);
  visit(printed, data);
  for (const char *from = printed; *from; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';
  visit(printed, data);
  sodium_memzero(printed, length);
  g_free(printed);
}

static void add_way(const char *printed, gpointer data) {
  khoa_needles_add(((Check *)data)->needles, printed, PHONE);
}

static gboolean add_person(GBytes *sealed, gpointer data, GError **error) {
  Check *check = data;
  g_autoptr(KhoaPerson) person = khoa_person_open(sealed, check->office->privacy_secret, error);
  if (!person)
    return FALSE;
  check->people++;
  add_datum(check, person->reference, REFERENCE);
  add_datum(check, person->head, NAME);
  add_datum(check, person->address, ADDRESS);
  add_datum(check, person->phone, PHONE);
  if (*person->phone == '+')
    each_way(person->phone, add_way, check);
  add_datum(check, person->remarks, REMARKS);
  return TRUE;
}

static gboolean add_note(const KhoaSurveyRow *row, const char *text, gpointer data,
                         GError **error) {
  Check *check = data;
  (void)row, (void)error;
  check->people++;
  add_datum(check, text ? text : "", REMARKS);
  return TRUE;
}

static void leave_out(const char *text, gpointer data) {
  Check *check = data;
  check->public += khoa_needles_leave_out(check->needles, text);
}

static void leave_out_number(const char *text, gpointer data) {
  leave_out(text, data);
  if (*text == '+')
    each_way(text, leave_out, data);
}

/* The shipped ones alone: the office's own may say anything. */
static void leave_out_layouts(Check *check) {
  g_autofree char *folder = g_build_filename(check->office->data, "layouts", NULL);
  g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
  for (const char *name; entries && (name = g_dir_read_name(entries));) {
    g_autofree char *path = g_build_filename(folder, name, NULL), *text = NULL;
    if (g_file_get_contents(path, &text, NULL, NULL))
      leave_out(text, check);
  }
}

static gboolean gather(Check *check, GError **error) {
  if (!khoa_sealed_each(check->office->db, add_person, check, error) ||
      !khoa_notes_each(check->office, NULL, NULL, add_note, check, error))
    return FALSE;
  khoa_needles_finish(check->needles);
  if (check->office->config) /* a damaged office may have none */
    leave_out(check->office->config->name, check);
  leave_out_layouts(check);
  return khoa_plain_each(check->office->db, leave_out_number, check, error);
}

/* Where to look */

static void note_find(gsize offset, guint8 kind, gpointer data) {
  Finds *finds = data;
  if (finds->count[kind]++ == 0)
    finds->first[kind] = finds->base + offset;
}

/* Reads until the piece is full or the file at its end; -1: an error. */
static gssize fill(int descriptor, guint8 *bytes, gsize room) {
  gsize length = 0;
  gssize got = 1;
  while (length < room && got > 0) {
    got = read(descriptor, bytes + length, room - length);
    if (got < 0 && errno == EINTR)
      got = 1;
    else if (got > 0)
      length += (gsize)got;
  }
  return got < 0 ? -1 : (gssize)length;
}

static gboolean search(Check *check, int descriptor, Finds *finds) {
  gsize kept = 0;
  gssize got;
  while ((got = fill(descriptor, check->piece + kept, PIECE - kept)) > 0) {
    gsize length = kept + (gsize)got;
    gsize starts = length < PIECE ? length : length - (KHOA_NEEDLE_MAX - 1);
    khoa_needles_find(check->needles, check->piece, starts, length, note_find, finds);
    finds->base += starts;
    check->bytes += (guint64)got;
    kept = length - starts;
    memmove(check->piece, check->piece + starts, kept);
  }
  /* What a full last piece kept back. */
  khoa_needles_find(check->needles, check->piece, kept, kept, note_find, finds);
  return got == 0;
}

static gboolean is_asked_for(const char *path) {
  return g_str_has_prefix(path, "reports/");
}

static gboolean is_registry(const char *path) {
  return g_str_has_prefix(path, "registry.db");
}

static const char *remedy_for(const char *path) {
  if (is_asked_for(path))
    return _("keep it locked up, and destroy it when it has served");
  if (is_registry(path))
    return _(
        "'khoa household forget' without REF clears its free space; what is found even then was "
        "written there by hand, or stands in the log");
  return _("take it out of the file, or destroy the file");
}

static void report(Check *check, const char *path, const Finds *finds) {
  for (Datum i = 0; i < DATA; i++) {
    g_autofree char *more =
        finds->count[i] > 1 ? g_strdup_printf(_(", and at %zu more places"), finds->count[i] - 1)
                            : g_strdup("");
    if (finds->count[i])
      khoa_finding(check->findings, is_asked_for(path) ? KHOA_FINDING_NOTE : KHOA_FINDING_FAULT,
                   path, remedy_for(path), _("%s stands in the clear at byte %" PRIu64 "%s"),
                   _(words[i]), finds->first[i], more);
  }
  if (g_str_has_prefix(path, "reports/handover-"))
    khoa_finding(check->findings, KHOA_FINDING_NOTE, path, remedy_for(path),
                 _("is a signing sheet: it names people, as the office asked"));
}

/* SQLite's locks on its files end when this process closes any descriptor of them: those are closed
 * after the registry. */
static void finish_file(Check *check, const char *path, int descriptor) {
  if (is_registry(path))
    g_array_append_val(check->office->descriptors, descriptor);
  else
    close(descriptor);
}

static void look_into(Check *check, const char *full, const char *path) {
  Finds finds = {0};
  int descriptor = open(full, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (descriptor < 0 || !search(check, descriptor, &finds))
    khoa_finding(check->findings, KHOA_FINDING_UNKNOWN, path, _("check its owner and mode"),
                 _("can't be read: %s"), g_strerror(errno));
  if (descriptor >= 0)
    finish_file(check, path, descriptor);
  check->files++;
  report(check, path, &finds);
}

/* The name as findings may tell it: one that is itself a datum is a fault, and isn't told. */
static const char *told_name(Check *check, const char *name, const char *folder) {
  Finds finds = {0};
  gsize length = strlen(name);
  g_autofree guint8 *bytes = g_memdup2(name, length + 1);
  khoa_needles_find(check->needles, bytes, length, length, note_find, &finds);
  for (Datum i = 0; i < DATA; i++)
    if (finds.count[i]) {
      khoa_finding(check->findings, KHOA_FINDING_FAULT, *folder ? folder : ".",
                   _("rename the file: names of files are seen by everybody who sees the folder"),
                   _("%s stands in the name of a file"), _(words[i]));
      return "...";
    }
  return name;
}

static gint by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *names_in(Check *check, const char *full, const char *path) {
  g_autoptr(GDir) entries = g_dir_open(full, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  if (!entries)
    khoa_finding(check->findings, KHOA_FINDING_UNKNOWN, *path ? path : ".",
                 _("check its owner and mode"), _("the folder can't be read"));
  for (const char *name; entries && (name = g_dir_read_name(entries));)
    g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, by_name);
  return names;
}

/* full: the folder's path; path: what findings call it, from the office's folder on. */
static void walk(Check *check, const char *full, const char *path) {
  g_autoptr(GPtrArray) names = names_in(check, full, path);
  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index(names, i);
    g_autofree char *inner = g_build_filename(full, name, NULL);
    g_autofree char *told = g_build_filename(path, told_name(check, name, path), NULL);
    GStatBuf status = {0};
    if (g_lstat(inner, &status) != 0 && errno == ENOENT)
      continue; /* another khoa's, gone meanwhile */
    if (S_ISDIR(status.st_mode))
      walk(check, inner, told);
    else if (S_ISREG(status.st_mode))
      look_into(check, inner, told);
    else
      khoa_finding(check->findings, KHOA_FINDING_UNKNOWN, told, _("put the file itself here"),
                   _("is a link or no file: not looked into"));
  }
}

static void sum_up(const Check *check) {
  khoa_finding(check->findings, KHOA_FINDING_NOTE, _("secrecy"), NULL,
               _("%zu references, names, addresses, telephone numbers and remarks of "
                 "%zu sealed records looked for in %zu"
                 " files, %" PRIu64 " bytes; left out: %zu"
                 " too short to tell from chance, and %zu"
                 " texts that are public too, such as a village's name"),
               check->data - check->too_short, check->people, check->files, check->bytes,
               check->too_short, check->public);
}

gboolean khoa_secrecy_check(KhoaOffice *office, KhoaFindings *findings, GError **error) {
  g_autoptr(KhoaNeedles) needles = khoa_needles_new();
  g_autofree guint8 *piece = g_malloc(PIECE);
  Check check = {.office = office, .findings = findings, .needles = needles, .piece = piece};
  if (!gather(&check, error))
    return FALSE;
  walk(&check, office->folder, "");
  sum_up(&check);
  explicit_bzero(piece, PIECE);
  return TRUE;
}

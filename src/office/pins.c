#include "pins.h"

#include "bundle_file.h"
#include "file.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#define HEAD "khoa-pins 1"
#define ANY_UNIT "*"
#define FILE_MAX (1024 * 1024)
#define FIELDS 6

G_DEFINE_QUARK(khoa - pins - error - quark, khoa_pins_error)

static GArray *pins_new(void) {
  return g_array_new(FALSE, FALSE, sizeof(KhoaPin));
}

static KhoaPin *pin_at(const GArray *pins, guint i) {
  return &g_array_index(pins, KhoaPin, i);
}

static gboolean take_key(KhoaAuthority *key, const char *text) {
  return khoa_authority_parse(key, text, strlen(text)) == KHOA_MINISIGN_OK;
}

static gboolean take_unit(char unit[KHOA_PINS_UNIT_SIZE], const char *text) {
  return *text && g_strlcpy(unit, text, KHOA_PINS_UNIT_SIZE) < KHOA_PINS_UNIT_SIZE;
}

static gboolean take_hash(guint8 hash[32], const char *text) {
  gsize found;
  return sodium_hex2bin(hash, 32, text, strlen(text), NULL, &found, NULL) == 0 && found == 32;
}

static gboolean take_pin(KhoaPin *pin, const char *line) {
  g_auto(GStrv) fields = g_strsplit(line, " ", FIELDS + 1);
  return g_strv_length(fields) == FIELDS && strcmp(fields[0], "pin") == 0 &&
         take_key(&pin->trusted, fields[1]) && take_key(&pin->followed, fields[2]) &&
         take_unit(pin->unit, fields[3]) &&
         g_ascii_string_to_unsigned(fields[4], 10, 1, G_MAXUINT64, &pin->sequence, NULL) &&
         take_hash(pin->sha256, fields[5]);
}

static KhoaPin *find(const GArray *pins, const KhoaAuthority *trusted, const char *unit) {
  for (guint i = 0; i < pins->len; i++)
    if (khoa_authority_equal(&pin_at(pins, i)->trusted, trusted) &&
        strcmp(pin_at(pins, i)->unit, unit) == 0)
      return pin_at(pins, i);
  return NULL;
}

static gboolean add_line(GArray *pins, const char *line, guint number) {
  KhoaPin pin = {0};
  if (number == 1)
    return strcmp(line, HEAD) == 0;
  if (!take_pin(&pin, line) || find(pins, &pin.trusted, pin.unit))
    return FALSE;
  g_array_append_val(pins, pin);
  return TRUE;
}

GArray *khoa_pins_parse(const char *path, const char *text, gsize length, GError **error) {
  g_autoptr(GArray) pins = pins_new();
  const char *end = text + length;
  guint number = 0;
  do {
    number++;
    const char *stop = memchr(text, '\n', (gsize)(end - text));
    g_autofree char *line = g_strndup(text, (gsize)((stop ? stop : end) - text));
    /* A line without its end was cut, and one with a NUL is none of ours. */
    if (!stop || strlen(line) != (gsize)(stop - text) || !add_line(pins, line, number)) {
      g_set_error(
          error, KHOA_PINS_ERROR, 0,
          _("%s:%u: damaged: restore the file; or remove it, and this machine forgets which "
            "bundles it has seen"),
          path, number);
      return NULL;
    }
    text = stop + 1;
  } while (text < end);
  return g_steal_pointer(&pins);
}

char *khoa_pins_print(const GArray *pins) {
  GString *text = g_string_new(HEAD "\n");
  for (guint i = 0; i < pins->len; i++) {
    const KhoaPin *pin = pin_at(pins, i);
    char trusted[KHOA_AUTHORITY_TEXT_SIZE], followed[KHOA_AUTHORITY_TEXT_SIZE];
    char hash[2 * sizeof pin->sha256 + 1];
    khoa_authority_print(trusted, &pin->trusted);
    khoa_authority_print(followed, &pin->followed);
    sodium_bin2hex(hash, sizeof hash, pin->sha256, sizeof pin->sha256);
    g_string_append_printf(text, "pin %s %s %s %" G_GUINT64_FORMAT " %s\n", trusted, followed,
                           pin->unit, pin->sequence, hash);
  }
  return g_string_free(text, FALSE);
}

const char *khoa_pins_unit(const KhoaBundle *bundle) {
  const char *code = bundle->n_units == 1 ? bundle->units[0].code : ANY_UNIT;
  return strlen(code) < KHOA_PINS_UNIT_SIZE ? code : ANY_UNIT;
}

static gboolean share_a_unit(const char *a, const char *b) {
  return strcmp(a, ANY_UNIT) == 0 || strcmp(b, ANY_UNIT) == 0 || strcmp(a, b) == 0;
}

/* What is being judged. */
typedef struct Case {
  const char *path;
  const KhoaAuthority *trusted;
  const KhoaBundle *bundle;
  const guint8 *sha256;
  const char *unit;
} Case;

static gboolean refuse_fork(const Case *this, const KhoaPin *pin, GError **error) {
  char signer[KHOA_AUTHORITY_TEXT_SIZE], followed[KHOA_AUTHORITY_TEXT_SIZE];
  khoa_authority_print(signer, &this->bundle->authority);
  khoa_authority_print(followed, &pin->followed);
  g_set_error(
      error, KHOA_BUNDLE_ERROR, KHOA_MINISIGN_OTHER_KEY,
      _("%s: signed by %s, but the trusted authority handed over to %s, as this machine has "
        "seen: either the bundle is from before that, or the old key may be stolen and "
        "somebody makes bundles with it; don't use it, and ask the office by another way for "
        "its newest bundle"),
      this->path, signer, followed);
  return FALSE;
}

static gboolean refuse_older(const Case *this, const KhoaPin *pin, GError **error) {
  g_set_error(error, KHOA_BUNDLE_ERROR, 0,
              _("%s: bundle %" PRIu64 ", but this machine has seen bundle %" PRIu64
                ": an old one was given out again, perhaps to make lost or revoked tags look good; "
                "use the newest, or ask the office for it by another way"),
              this->path, this->bundle->sequence, pin->sequence);
  return FALSE;
}

static gboolean refuse_other(const Case *this, GError **error) {
  g_set_error(
      error, KHOA_BUNDLE_ERROR, 0,
      _("%s: another bundle %" PRIu64 " than the one that this machine has seen, and an "
        "office gives each number once: its key may be stolen, or its registry was set back; "
        "don't use it, and ask the office by another way for its newest bundle"),
      this->path, this->bundle->sequence);
  return FALSE;
}

static gboolean judge(const Case *this, const GArray *pins, GError **error) {
  for (guint i = 0; i < pins->len; i++) {
    const KhoaPin *pin = pin_at(pins, i);
    guint64 sequence = this->bundle->sequence;
    if (!khoa_authority_equal(&pin->trusted, this->trusted))
      continue;
    if (!khoa_bundle_follows(this->bundle, &pin->followed))
      return refuse_fork(this, pin, error);
    if (sequence == pin->sequence && memcmp(this->sha256, pin->sha256, sizeof pin->sha256) != 0)
      return refuse_other(this, error);
    if (sequence < pin->sequence && share_a_unit(this->unit, pin->unit))
      return refuse_older(this, pin, error);
  }
  return TRUE;
}

/* Whether anything was new. */
static gboolean take_in(const Case *this, GArray *pins) {
  KhoaPin *pin = find(pins, this->trusted, this->unit);
  KhoaPin now = {.trusted = *this->trusted,
                 .followed = this->bundle->authority,
                 .sequence = this->bundle->sequence};
  gboolean moved = FALSE;
  g_strlcpy(now.unit, this->unit, sizeof now.unit);
  memcpy(now.sha256, this->sha256, sizeof now.sha256);
  for (guint i = 0; i < pins->len; i++) {
    KhoaPin *other = pin_at(pins, i);
    if (!khoa_authority_equal(&other->trusted, this->trusted) ||
        khoa_authority_equal(&other->followed, &now.followed))
      continue;
    other->followed = now.followed;
    moved = TRUE;
  }
  if (pin && pin->sequence == now.sequence)
    return moved;
  if (pin)
    *pin = now;
  else
    g_array_append_val(pins, now);
  return TRUE;
}

/* Nothing is remembered where the file isn't there, or, in a home that is closed to us, out of
 * reach. */
static GArray *load(const char *file, gboolean closed, GError **error) {
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr(GError) fault = NULL;
  if (khoa_file_read_with_care(file, KHOA_FILE_SECRET, FILE_MAX, &text, &length, &fault))
    return khoa_pins_parse(file, text, length, error);
  if (g_error_matches(fault, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
      (closed && (g_error_matches(fault, G_FILE_ERROR, G_FILE_ERROR_ACCES) ||
                  g_error_matches(fault, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))))
    return pins_new();
  g_propagate_error(error, g_steal_pointer(&fault));
  return NULL;
}

static int lock(const char *folder, GError **error) {
  g_autofree char *path = g_build_filename(folder, "pins.lock", NULL);
  if (g_mkdir_with_parents(folder, 0700) == 0)
    return khoa_file_lock(path, error);
  g_set_error(error, KHOA_PINS_ERROR, 0, _("%s: can't make the folder: %s"), folder,
              g_strerror(errno));
  return -1;
}

static gboolean write_pins(const char *file, const GArray *pins, GError **error) {
  g_autofree char *text = khoa_pins_print(pins);
  khoa_draft_sweep(file);
  return khoa_file_write(file, text, strlen(text), TRUE, error);
}

gboolean khoa_pins_accept(const char *folder, const char *path, const KhoaAuthority *trusted,
                          const KhoaBundle *bundle, const guint8 sha256[32], char **warning,
                          GError **error) {
  const Case this = {path, trusted, bundle, sha256, khoa_pins_unit(bundle)};
  g_autoptr(GError) unwritable = NULL;
  g_autofree char *file = g_build_filename(folder, "pins", NULL);
  int descriptor = lock(folder, &unwritable);
  g_autoptr(GArray) pins = load(file, descriptor < 0, error);
  gboolean good = pins && judge(&this, pins, error);
  gboolean news = good && take_in(&this, pins);
  if (news && !unwritable)
    write_pins(file, pins, &unwritable);
  if (descriptor >= 0)
    g_close(descriptor, NULL);
  *warning = news && unwritable ? g_strdup(unwritable->message) : NULL;
  return good;
}

#include "shares.h"

#include <glib/gi18n.h>
#include <libgfshare.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define HEAD_LINES 3
#define DATA_LINES 4
#define LINE_BYTES (KHOA_SHARE_SIZE / DATA_LINES)
#define LINE_CHECK 2
#define CHECK_SIZE 4

_Static_assert(sizeof(KhoaShare) == 59, "hashed as it stands");

G_DEFINE_QUARK(khoa - shares - error - quark, khoa_shares_error)

static void fill_random(unsigned char *bytes, unsigned size) {
  randombytes_buf(bytes, size);
}

/* The library draws coefficients, and overwrites what it frees, by a function that the program
 * sets; there is one of it for all. */
static void set_random(void) {
  gfshare_fill_rand = fill_random;
}

static void number_all(guint8 numbers[KHOA_SHARES_MAX], const KhoaShare *shares, guint n) {
  for (guint i = 0; i < n; i++)
    numbers[i] = shares[i].number;
}

gboolean khoa_shares_make(KhoaShare *shares, guint needed, guint count,
                          const guint8 secret[KHOA_SHARE_SIZE]) {
  guint8 split[sizeof shares->split], numbers[KHOA_SHARES_MAX];
  randombytes_buf(split, sizeof split);
  for (guint i = 0; i < count; i++) {
    memcpy(shares[i].split, split, sizeof split);
    shares[i].needed = (guint8)needed;
    shares[i].count = (guint8)count;
    shares[i].number = (guint8)(i + 1);
  }
  number_all(numbers, shares, count);
  set_random();
  gfshare_ctx *context = gfshare_ctx_init_enc(numbers, count, (guint8)needed, KHOA_SHARE_SIZE);
  if (!context)
    return FALSE;
  gfshare_ctx_enc_setsecret(context, (unsigned char *)secret);
  for (guint i = 0; i < count; i++)
    gfshare_ctx_enc_getshare(context, (guint8)i, shares[i].data);
  gfshare_ctx_free(context);
  return TRUE;
}

gboolean khoa_shares_join(const KhoaShare *shares, guint8 secret[KHOA_SHARE_SIZE]) {
  guint8 numbers[KHOA_SHARES_MAX];
  guint needed = shares->needed;
  number_all(numbers, shares, needed);
  set_random();
  gfshare_ctx *context = gfshare_ctx_init_dec(numbers, needed, KHOA_SHARE_SIZE);
  if (!context)
    return FALSE;
  for (guint i = 0; i < needed; i++)
    gfshare_ctx_dec_giveshare(context, (guint8)i, (unsigned char *)shares[i].data);
  gfshare_ctx_dec_extract(context, secret);
  gfshare_ctx_free(context);
  return TRUE;
}

/* The check of a line is over its place too, so that lines can't change places. */
static void check_line(guint8 check[LINE_CHECK], const KhoaShare *share, guint line) {
  guint8 hash[32], content[1 + LINE_BYTES];
  content[0] = (guint8)line;
  memcpy(content + 1, share->data + line * LINE_BYTES, LINE_BYTES);
  crypto_generichash(hash, sizeof hash, content, sizeof content, NULL, 0);
  memcpy(check, hash, LINE_CHECK);
  sodium_memzero(content, sizeof content);
}

static void check_all(guint8 check[CHECK_SIZE], const KhoaShare *share) {
  guint8 hash[32];
  crypto_generichash(hash, sizeof hash, (const guint8 *)share, sizeof *share, NULL, 0);
  memcpy(check, hash, CHECK_SIZE);
}

/* "1A2B 3C4D"; returns the end. */
static char *print_groups(char *text, const guint8 *bytes, gsize size) {
  for (gsize i = 0; i < size; i++)
    text += sprintf(text, "%s%02X", i > 0 && i % 2 == 0 ? " " : "", bytes[i]);
  return text;
}

/* minisign writes a key's number as one, the first byte being the lowest. */
static void reverse_number(guint8 to[KHOA_KEY_NUMBER_SIZE],
                           const guint8 from[KHOA_KEY_NUMBER_SIZE]) {
  for (gsize i = 0; i < KHOA_KEY_NUMBER_SIZE; i++)
    to[i] = from[KHOA_KEY_NUMBER_SIZE - 1 - i];
}

void khoa_share_print(char text[KHOA_SHARE_TEXT_MAX], const KhoaShare *share) {
  guint8 line_check[LINE_CHECK], check[CHECK_SIZE], of[KHOA_KEY_NUMBER_SIZE];
  char of_hex[2 * sizeof of + 1], split_hex[2 * sizeof share->split + 1];
  reverse_number(of, share->of);
  sodium_bin2hex(of_hex, sizeof of_hex, of, sizeof of);
  sodium_bin2hex(split_hex, sizeof split_hex, share->split, sizeof share->split);
  for (char *c = of_hex; *c; c++)
    *c = g_ascii_toupper(*c);
  text += sprintf(text,
                  "khoa-share 1\n"
                  "# Một mảnh khóa của cơ quan. Giữ kín: không sao, chụp hay gửi.\n"
                  "# One share of an office's key. Keep it secret: make no copy.\n"
                  "# Cần %u mảnh để khôi phục / %u shares together restore it:\n"
                  "#   khoa %s join FILE...\n"
                  "key %s %s\n"
                  "share %u of %u needs %u split %s\n",
                  share->needed, share->needed, share->key, share->key, of_hex, share->number,
                  share->count, share->needed, split_hex);
  for (guint line = 0; line < DATA_LINES; line++) {
    check_line(line_check, share, line);
    text = print_groups(text, share->data + line * LINE_BYTES, LINE_BYTES);
    *text++ = ' ';
    text = print_groups(text, line_check, LINE_CHECK);
    *text++ = '\n';
  }
  check_all(check, share);
  text += sprintf(text, "check ");
  text = print_groups(text, check, CHECK_SIZE);
  strcpy(text, "\n");
}

/* Exactly `size` bytes of hexadecimal, and nothing else but spaces. */
static gboolean take_hex(guint8 *bytes, gsize size, const char *text) {
  gsize found;
  return sodium_hex2bin(bytes, size, text, strlen(text), " \t\r", &found, NULL) == 0 &&
         found == size;
}

/* Whether a format took all of the line, to which it ends in %n. */
#define TAKES_ALL(line, want, end, ...)                                                            \
  (end = 0, sscanf(line, __VA_ARGS__, &end) == (want) && end > 0 && !(line)[end])

static gboolean take_start(KhoaShare *share, const char *line) {
  (void)share;
  int version, end;
  return TAKES_ALL(line, 1, end, "khoa-share %2d%n", &version) && version == 1;
}

static gboolean take_key(KhoaShare *share, const char *line) {
  char name[sizeof share->key] = "", hex[2 * KHOA_KEY_NUMBER_SIZE + 1];
  guint8 of[KHOA_KEY_NUMBER_SIZE];
  int end;
  if (!TAKES_ALL(line, 2, end, "key %11[a-z] %16[0-9A-Fa-f]%n", name, hex) ||
      !take_hex(of, sizeof of, hex))
    return FALSE;
  memcpy(share->key, name, sizeof name);
  reverse_number(share->of, of);
  return TRUE;
}

static gboolean take_numbers(KhoaShare *share, const char *line) {
  unsigned number, count, needed;
  char hex[2 * sizeof share->split + 1];
  int end;
  if (!TAKES_ALL(line, 4, end, "share %2u of %2u needs %2u split %8[0-9A-Fa-f]%n", &number, &count,
                 &needed, hex) ||
      !take_hex(share->split, sizeof share->split, hex) || count > KHOA_SHARES_MAX ||
      needed < KHOA_SHARES_MIN || needed > count || number < 1 || number > count)
    return FALSE;
  share->number = (guint8)number;
  share->count = (guint8)count;
  share->needed = (guint8)needed;
  return TRUE;
}

static gboolean take_data(KhoaShare *share, const char *text, guint line) {
  guint8 bytes[LINE_BYTES + LINE_CHECK], check[LINE_CHECK];
  gboolean taken = take_hex(bytes, sizeof bytes, text);
  memcpy(share->data + line * LINE_BYTES, bytes, LINE_BYTES);
  check_line(check, share, line);
  taken = taken && memcmp(check, bytes + LINE_BYTES, LINE_CHECK) == 0;
  sodium_memzero(bytes, sizeof bytes);
  return taken;
}

static gboolean take_check(KhoaShare *share, const char *line) {
  guint8 check[CHECK_SIZE], found[CHECK_SIZE];
  check_all(check, share);
  return g_str_has_prefix(line, "check ") &&
         take_hex(found, sizeof found, line + strlen("check ")) &&
         memcmp(check, found, sizeof check) == 0;
}

/* The n-th line that isn't for people alone. */
static gboolean take_line(KhoaShare *share, const char *line, guint n) {
  static gboolean (*const heads[HEAD_LINES])(KhoaShare *, const char *) = {take_start, take_key,
                                                                           take_numbers};
  if (n < HEAD_LINES)
    return heads[n](share, line);
  if (n < HEAD_LINES + DATA_LINES)
    return take_data(share, line, n - HEAD_LINES);
  return n == HEAD_LINES + DATA_LINES && take_check(share, line);
}

gboolean khoa_share_parse(KhoaShare *share, const char *path, char *text, GError **error) {
  guint taken = 0;
  *share = (KhoaShare){0};
  if (g_str_has_prefix(text, "\xef\xbb\xbf")) /* from an editor on Windows */
    text += 3;
  for (guint number = 1; *text; number++) {
    char *end = text + strcspn(text, "\n"), *next = *end ? end + 1 : end;
    *end = '\0';
    char *line = g_strstrip(text);
    text = next;
    if (*line == '\0' || *line == '#')
      continue;
    if (!take_line(share, line, taken++)) {
      g_set_error(error, KHOA_SHARES_ERROR, 0, "%s:%u: %s", path, number,
                  taken == 1 ? _("not a share of a key, which begins with 'khoa-share 1'")
                             : _("mistyped or damaged: compare this line with the paper, and those "
                                 "above it"));
      return FALSE;
    }
  }
  if (taken == HEAD_LINES + DATA_LINES + 1)
    return TRUE;
  g_set_error(error, KHOA_SHARES_ERROR, 0, "%s: %s", path,
              taken ? _("not the whole share: the lines at its end are missing")
                    : _("not a share of a key, which begins with 'khoa-share 1'"));
  return FALSE;
}

static gboolean of_one_splitting(const KhoaShare *a, const KhoaShare *b) {
  return memcmp(a, b, offsetof(KhoaShare, number)) == 0;
}

gboolean khoa_shares_fit(const KhoaShare *shares, char *const *paths, guint given, GError **error) {
  for (guint i = 1; i < given; i++) {
    if (!of_one_splitting(&shares[0], &shares[i])) {
      g_set_error(error, KHOA_SHARES_ERROR, 0,
                  _("%s: of another splitting than %s: only shares that were made together restore "
                    "the key"),
                  paths[i], paths[0]);
      return FALSE;
    }
    for (guint before = 0; before < i; before++)
      if (shares[before].number == shares[i].number) {
        g_set_error(error, KHOA_SHARES_ERROR, 0,
                    _("%s: share %u came already, as %s: give one of another number"), paths[i],
                    shares[i].number, paths[before]);
        return FALSE;
      }
  }
  if (given >= shares[0].needed)
    return TRUE;
  g_set_error(error, KHOA_SHARES_ERROR, 0,
              _("%u shares are too few: %u of the %u that were made restore the key"), given,
              shares[0].needed, shares[0].count);
  return FALSE;
}

#include "needles.h"

#include <sodium.h>
#include <string.h>

#define FILTER_BITS 22 /* half a megabyte: stays in a core's own cache */

typedef struct Needle {
  guint64 start; /* hash of the first KHOA_NEEDLE_MIN bytes */
  guint64 whole; /* hash of all of them */
  guint16 length;
  guint8 kind;
  gboolean as_it_is, left_out;
} Needle;

struct KhoaNeedles {
  guint8 *key;     /* guarded */
  guint64 factor;  /* odd */
  guint64 *filter; /* a bit for each start, so that nearly all places are passed at a glance */
  GArray *list;    /* Needle, in order once finished */
};

KhoaNeedles *khoa_needles_new(void) {
  KhoaNeedles *needles = g_new0(KhoaNeedles, 1);
  needles->key = sodium_malloc(crypto_shorthash_KEYBYTES);
  if (!needles->key)
    g_error("no guarded memory");
  crypto_shorthash_keygen(needles->key);
  randombytes_buf(&needles->factor, sizeof needles->factor);
  needles->factor |= 1;
  needles->filter = g_new0(guint64, 1 << (FILTER_BITS - 6));
  needles->list = g_array_new(FALSE, TRUE, sizeof(Needle));
  return needles;
}

void khoa_needles_free(KhoaNeedles *needles) {
  if (!needles)
    return;
  sodium_free(needles->key);
  g_free(needles->filter);
  g_array_unref(needles->list);
  g_free(needles);
}

static guint64 hash(const KhoaNeedles *needles, const guint8 *bytes, gsize length) {
  guint8 sum[crypto_shorthash_BYTES];
  guint64 value;
  crypto_shorthash(sum, bytes, length, needles->key);
  memcpy(&value, sum, sizeof value);
  return value;
}

/* The last KHOA_NEEDLE_MIN bytes, after one more. */
static guint64 roll(guint64 last, guint8 byte) {
  return last >> 8 | (guint64)byte << 8 * (KHOA_NEEDLE_MIN - 1);
}

/* Which of the filter's bits stands for them. */
static guint64 filter_bit(const KhoaNeedles *needles, guint64 last) {
  return (last * needles->factor) >> (64 - FILTER_BITS);
}

static int compare(const Needle *a, const Needle *b) {
  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  if (a->length != b->length)
    return a->length < b->length ? -1 : 1;
  return (a->whole > b->whole) - (a->whole < b->whole);
}

static gint compare_pointers(gconstpointer a, gconstpointer b) {
  return compare(a, b);
}

/* The first that isn't below `key`. */
static guint lower_bound(const GArray *list, const Needle *key) {
  guint low = 0, high = list->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (compare(&g_array_index(list, Needle, middle), key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

typedef struct Form {
  guint8 bytes[KHOA_NEEDLE_MAX];
  gsize length;
} Form;

/* FALSE once it is full. */
static gboolean append(Form *form, const void *bytes, gsize length) {
  gsize room = sizeof form->bytes - form->length;
  memcpy(form->bytes + form->length, bytes, MIN(room, length));
  form->length += MIN(room, length);
  return length < room;
}

static gboolean append_as_it_is(Form *form, gunichar character) {
  char bytes[6];
  return append(form, bytes, (gsize)g_unichar_to_utf8(character, bytes));
}

static gboolean append_decomposed(Form *form, gunichar character) {
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize count = g_unichar_fully_decompose(character, FALSE, parts, G_N_ELEMENTS(parts));
  for (gsize i = 0; i < count; i++)
    if (!append_as_it_is(form, parts[i]))
      return FALSE;
  return TRUE;
}

static gboolean append_utf16(Form *form, gunichar character) {
  if (character >= 0x10000) {
    guint32 rest = character - 0x10000;
    return append_utf16(form, 0xd800 + (rest >> 10)) && append_utf16(form, 0xdc00 + (rest & 0x3ff));
  }
  return append(form, (guint8[]){(guint8)character, (guint8)(character >> 8)}, 2);
}

/* On the stack and wiped, unlike what GLib's conversions leave behind. */
static gboolean (*const forms[])(Form *form, gunichar character) = {
    append_as_it_is, append_decomposed, append_utf16};

static void write_form(Form *form, gsize which, const char *text) {
  form->length = 0;
  while (*text && forms[which](form, g_utf8_get_char(text)))
    text = g_utf8_next_char(text);
}

void khoa_needles_add(KhoaNeedles *needles, const char *text, guint8 kind) {
  Form form;
  guint64 last = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
    write_form(&form, i, text);
    const Needle needle = {.start = hash(needles, form.bytes, KHOA_NEEDLE_MIN),
                           .whole = hash(needles, form.bytes, form.length),
                           .length = (guint16)form.length,
                           .kind = kind,
                           .as_it_is = i == 0};
    for (gsize j = 0; j < KHOA_NEEDLE_MIN; j++)
      last = roll(last, form.bytes[j]);
    guint64 bit = filter_bit(needles, last);
    needles->filter[bit / 64] |= (guint64)1 << bit % 64;
    g_array_append_val(needles->list, needle);
  }
  sodium_memzero(&form, sizeof form);
}

void khoa_needles_finish(KhoaNeedles *needles) {
  GArray *list = needles->list;
  g_array_sort(list, compare_pointers);
  guint kept = 0;
  for (guint i = 0; i < list->len; i++) {
    const Needle *needle = &g_array_index(list, Needle, i);
    Needle *last = kept ? &g_array_index(list, Needle, kept - 1) : NULL;
    if (last && compare(last, needle) == 0)
      last->as_it_is |= needle->as_it_is;
    else
      g_array_index(list, Needle, kept++) = *needle;
  }
  g_array_set_size(list, kept);
}

typedef void (*Found)(Needle *needle, gsize offset, gpointer data);

/* Looks at one place whose filter bit is set. */
static void look_closer(const KhoaNeedles *needles, const guint8 *bytes, gsize at, gsize length,
                        Found found, gpointer data) {
  Needle key = {.start = hash(needles, bytes + at, KHOA_NEEDLE_MIN)};
  for (guint i = lower_bound(needles->list, &key); i < needles->list->len;
       i = lower_bound(needles->list, &key)) {
    Needle *needle = &g_array_index(needles->list, Needle, i);
    if (needle->start != key.start || needle->length > length - at)
      return;
    key.length = needle->length;
    key.whole = hash(needles, bytes + at, key.length);
    i = lower_bound(needles->list, &key);
    needle = &g_array_index(needles->list, Needle, i);
    if (i < needles->list->len && compare(needle, &key) == 0 && !needle->left_out)
      found(needle, at, data);
    key.length++;
    key.whole = 0;
  }
}

static void find(const KhoaNeedles *needles, const guint8 *bytes, gsize starts, gsize length,
                 Found found, gpointer data) {
  const gsize before = KHOA_NEEDLE_MIN - 1;
  guint64 last = 0;
  for (gsize at = 0; at < starts + before && at < length; at++) {
    last = roll(last, bytes[at]);
    guint64 bit = filter_bit(needles, last);
    if (G_UNLIKELY(needles->filter[bit / 64] >> bit % 64 & 1) && at >= before)
      look_closer(needles, bytes, at - before, length, found, data);
  }
}

static void leave_out(Needle *needle, gsize offset, gpointer count) {
  (void)offset;
  needle->left_out = TRUE;
  *(gsize *)count += (gsize)needle->as_it_is;
}

gsize khoa_needles_leave_out(KhoaNeedles *needles, const char *text) {
  gsize count = 0;
  g_autofree char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
  g_autofree char *decomposed = g_utf8_normalize(text, -1, G_NORMALIZE_NFD);
  glong units;
  g_autofree gunichar2 *wide = composed ? g_utf8_to_utf16(composed, -1, NULL, &units, NULL) : NULL;
  if (!wide)
    return 0; /* not Unicode: no household's text stands in it */
  for (glong i = 0; i < units; i++)
    wide[i] = GUINT16_TO_LE(wide[i]);
  const struct {
    const void *bytes;
    gsize length;
  } all[] = {
      {composed, strlen(composed)}, {decomposed, strlen(decomposed)}, {wide, 2 * (gsize)units}};
  for (gsize i = 0; i < G_N_ELEMENTS(all); i++)
    find(needles, all[i].bytes, all[i].length, all[i].length, leave_out, &count);
  return count;
}

typedef struct Visit {
  KhoaNeedleVisit visit;
  gpointer data;
} Visit;

static void tell(Needle *needle, gsize offset, gpointer data) {
  const Visit *visit = data;
  visit->visit(offset, needle->kind, visit->data);
}

void khoa_needles_find(const KhoaNeedles *needles, const guint8 *bytes, gsize starts, gsize length,
                       KhoaNeedleVisit visit, gpointer data) {
  find(needles, bytes, starts, length, tell, &(Visit){visit, data});
}

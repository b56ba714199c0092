#include "mask.h"

#include <stdlib.h>

#define MASKS 8
#define PERIOD 12 /* of every mask pattern, in modules, in both directions */

enum { DARK = 0x01, FUNCTION = 0x80 };
/* Penalty points (table 11): a run of five, a 2 x 2 block, a finder-like pattern, each 5 % away
 * from as many dark modules as light ones. */
enum { RUN = 3, BLOCK = 3, FINDER = 40, BALANCE = 10 };

/* Bit x of rows[y], and bit y of columns[x], is the module x to the right and y down. */
typedef struct Lines {
  guint64 rows[KHOA_MASK_SIZE_MAX], columns[KHOA_MASK_SIZE_MAX];
} Lines;

/* Which modules each mask turns over: its first PERIOD rows and columns, repeated to whole lines.
 */
typedef struct Patterns {
  guint64 rows[MASKS][PERIOD], columns[MASKS][PERIOD];
} Patterns;

/* The masks of table 10: where one of these is 0 the module is turned over. */
static void make_patterns(Patterns *patterns) {
  const guint64 repeat = 0x1001001001001001; /* a bit every PERIOD bits */
  *patterns = (Patterns){0};
  for (int y = 0; y < PERIOD; y++)
    for (int x = 0; x < PERIOD; x++) {
      const int sum = x + y, products = x * y % 2 + x * y % 3;
      const int conditions[MASKS] = {
          sum % 2,
          y % 2,
          x % 3,
          sum % 3,
          (x / 3 + y / 2) % 2,
          products,
          products % 2,
          (sum % 2 + x * y % 3) % 2,
      };
      for (int mask = 0; mask < MASKS; mask++)
        if (conditions[mask] == 0) {
          patterns->rows[mask][y] |= repeat << x;
          patterns->columns[mask][x] |= repeat << y;
        }
    }
}

static void turn_over(Lines *lines, const Lines *where, int size, const Patterns *patterns,
                      int mask) {
  for (int i = 0; i < size; i++) {
    lines->rows[i] ^= patterns->rows[mask][i % PERIOD] & where->rows[i];
    lines->columns[i] ^= patterns->columns[mask][i % PERIOD] & where->columns[i];
  }
}

static void put(Lines *lines, int x, int y, gboolean dark) {
  guint64 row = (guint64)1 << x, column = (guint64)1 << y;
  lines->rows[y] = dark ? lines->rows[y] | row : lines->rows[y] & ~row;
  lines->columns[x] = dark ? lines->columns[x] | column : lines->columns[x] & ~column;
}

/* Level and mask, twice, each with its BCH(15, 5) check (7.9.1 and annex C). */
static void put_format(Lines *lines, int size, unsigned level, int mask) {
  unsigned data = level << 3 | (unsigned)mask, check = data;
  for (int i = 0; i < 10; i++)
    check = check << 1 ^ (check >> 9) * 0x537;
  unsigned bits = (data << 10 | check) ^ 0x5412;
  for (int i = 0; i < 15; i++) {
    gboolean dark = bits >> i & 1;
    /* Around the top left finder, passing over the timing patterns; then along the other two. */
    if (i < 8)
      put(lines, 8, i < 6 ? i : i + 1, dark);
    else
      put(lines, i < 9 ? 7 : 14 - i, 8, dark);
    put(lines, i < 8 ? size - 1 - i : 8, i < 8 ? 8 : size - 15 + i, dark);
  }
}

static int count(guint64 bits) {
  return __builtin_popcountll(bits);
}

/* Bit i is set where `length` set bits begin at i. */
static guint64 runs_of(guint64 bits, int length) {
  int have = 1;
  for (; 2 * have <= length; have *= 2)
    bits &= bits >> have;
  return have < length ? bits & bits >> (length - have) : bits;
}

/* dark:light:dark:light:dark as 1:1:3:1:1, of any size, with a light area four units wide on either
 * side; beyond the symbol's edge all is light. */
static int finders(guint64 line, int size) {
  const guint64 light = ~line; /* beyond the edges too */
  int found = 0;
  for (int unit = 1; 7 * unit <= size; unit++) {
    guint64 centre = runs_of(line, 3 * unit) >> 2 * unit;
    if (!centre)
      break;
    guint64 here = runs_of(line, unit) & runs_of(light, unit) >> unit & centre &
                   runs_of(light, unit) >> 5 * unit & runs_of(line, unit) >> 6 * unit;
    /* The outer dark ones are no longer than a unit. */
    here &= ~(line << 1) & light >> 7 * unit;
    guint64 before = ~(guint64)0, after = before;
    for (int i = 0; i < 4 * unit; i++) {
      before &= ~(line << (i + 1));
      if (7 * unit + i < 64)
        after &= ~(line >> (7 * unit + i));
    }
    found += count(here & (before | after));
  }
  return found;
}

static int line_penalty(guint64 line, int size) {
  guint64 pairs = ~(line ^ line >> 1) & (((guint64)1 << (size - 1)) - 1);
  guint64 fives = runs_of(pairs, 4);
  /* RUN for five and one for each module more, of each run. */
  return count(fives) + (RUN - 1) * count(fives & ~(fives << 1)) + FINDER * finders(line, size);
}

static int blocks(guint64 row, guint64 next, int size) {
  guint64 pairs = ~(row ^ row >> 1) & (((guint64)1 << (size - 1)) - 1);
  return count(pairs & ~(row ^ next) & ~((row ^ next) >> 1));
}

static int penalty(const Lines *lines, int size) {
  int points = 0, dark = 0, modules = size * size;
  for (int i = 0; i < size; i++) {
    points += line_penalty(lines->rows[i], size) + line_penalty(lines->columns[i], size);
    dark += count(lines->rows[i]);
    if (i > 0)
      points += BLOCK * blocks(lines->rows[i - 1], lines->rows[i], size);
  }
  int percent = (200 * dark + modules) / modules / 2;
  return points + abs(percent - 50) / 5 * BALANCE;
}

static void read_modules(const guint8 *modules, int size, Lines *lines, Lines *data) {
  *lines = *data = (Lines){0};
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++) {
      guint8 module = modules[y * size + x];
      guint64 dark = module & DARK, free = !(module & FUNCTION);
      lines->rows[y] |= dark << x;
      lines->columns[x] |= dark << y;
      data->rows[y] |= free << x;
      data->columns[x] |= free << y;
    }
}

void khoa_mask_choose(guint8 *modules, int size, unsigned level) {
  Patterns patterns;
  Lines plain, data, best = {0};
  int least = G_MAXINT;
  make_patterns(&patterns);
  read_modules(modules, size, &plain, &data);
  turn_over(&plain, &data, size, &patterns, 0); /* off again */
  for (int mask = 0; mask < MASKS; mask++) {
    Lines lines = plain;
    turn_over(&lines, &data, size, &patterns, mask);
    put_format(&lines, size, level, mask);
    int points = penalty(&lines, size);
    if (points < least) {
      least = points;
      best = lines;
    }
  }
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++, modules++)
      *modules = (*modules & (guint8)~DARK) | (guint8)(best.rows[y] >> x & 1);
}

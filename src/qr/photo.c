#include "gather.h"
#include "resample.h"

#include <math.h>
#include <string.h>

/* Both decoders lose codes where there are many (ZXing stops at 16 of 40), so a photo is cut into
 * tiles. A code no larger than the overlap lies whole in one of them; a larger one does so when
 * the photo is made smaller. */
#define TILE 640 /* pixels */
#define OVERLAP 320
#define SMALLEST_SIDE 240 /* a photo isn't made smaller than this */
#define CONTRAST_MIN 24   /* grey levels; a tile of less is paper or table */

static KhoaPicture *halve(const KhoaPicture *picture) {
  KhoaPicture *half = khoa_picture_new(picture->width / 2, picture->height / 2);
  for (int y = 0; y < half->height; y++) {
    const guint8 *upper = picture->grey + (gsize)(2 * y) * (gsize)picture->stride;
    const guint8 *lower = upper + picture->stride;
    guint8 *to = half->grey + (gsize)y * (gsize)half->stride;
    for (int x = 0; x < half->width; x++)
      to[x] = (guint8)((upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1]) / 4);
  }
  return half;
}

typedef struct Tile {
  const KhoaPicture *picture;
  int x, y;
  KhoaGathering found;
} Tile;

static gboolean is_blank(const Tile *tile) {
  int right = MIN(tile->x + TILE, tile->picture->width);
  int bottom = MIN(tile->y + TILE, tile->picture->height);
  guint8 darkest = 255, lightest = 0;
  for (int y = tile->y; y < bottom; y += 2)
    for (int x = tile->x; x < right; x += 2) {
      guint8 grey = tile->picture->grey[(gsize)y * (gsize)tile->picture->stride + (gsize)x];
      darkest = MIN(darkest, grey);
      lightest = MAX(lightest, grey);
    }
  return lightest - darkest < CONTRAST_MIN;
}

static void scan_tile(gpointer job, gpointer data) {
  Tile *tile = job;
  (void)data;
  if (is_blank(tile))
    return;
  khoa_gather_window(&tile->found, tile->picture, tile->x, tile->y, TILE, TILE, KHOA_DECODER_ZXING);
  if (tile->found.scans->len == 0)
    khoa_gather_window(&tile->found, tile->picture, tile->x, tile->y, TILE, TILE,
                       KHOA_DECODER_ZBAR);
}

static void add_tiles(GArray *tiles, const KhoaPicture *picture, double zoom) {
  for (int y = 0; y == 0 || y + OVERLAP < picture->height; y += TILE - OVERLAP)
    for (int x = 0; x == 0 || x + OVERLAP < picture->width; x += TILE - OVERLAP) {
      Tile tile = {picture, x, y, khoa_gathering(KHOA_SEEN_PHOTO)};
      tile.found.zoom = zoom;
      g_array_append_val(tiles, tile);
    }
}

static void scan_tiles(GArray *tiles) {
  GThreadPool *pool = g_thread_pool_new(scan_tile, NULL, (int)g_get_num_processors(), FALSE, NULL);
  for (guint i = 0; i < tiles->len; i++)
    g_thread_pool_push(pool, &g_array_index(tiles, Tile, i), NULL);
  g_thread_pool_free(pool, FALSE, TRUE);
}

/* What all tiles found. */
static void gather_tiles(GPtrArray *scans, GArray *tiles) {
  scan_tiles(tiles);
  for (guint i = 0; i < tiles->len; i++) {
    g_autoptr(GPtrArray) found = g_array_index(tiles, Tile, i).found.scans;
    while (found->len > 0)
      khoa_gather(scans, g_ptr_array_steal_index(found, 0));
  }
}

static void scan_sizes(GPtrArray *scans, const KhoaPicture *picture) {
  g_autoptr(GPtrArray) smaller = g_ptr_array_new_with_free_func((GDestroyNotify)khoa_picture_free);
  g_autoptr(GArray) tiles = g_array_new(FALSE, FALSE, sizeof(Tile));
  add_tiles(tiles, picture, 1);
  for (double zoom = 2; MIN(picture->width, picture->height) >= 2 * SMALLEST_SIDE; zoom *= 2) {
    g_ptr_array_add(smaller, halve(picture));
    picture = smaller->pdata[smaller->len - 1];
    add_tiles(tiles, picture, zoom);
  }
  gather_tiles(scans, tiles);
}

/* Decoders want three pixels a module or more, in sharp pictures two. */
static void scan_enlarged(GPtrArray *scans, const KhoaPicture *picture) {
  if ((gint64)picture->width * picture->height > KHOA_PICTURE_PIXELS_MAX / 4)
    return;
  g_autoptr(KhoaPicture) large = khoa_picture_new(2 * picture->width, 2 * picture->height);
  for (int y = 0; y < large->height; y++)
    for (int x = 0; x < large->width; x++)
      large->grey[(gsize)y * (gsize)large->stride + (gsize)x] =
          (guint8)khoa_grey_at(picture, (KhoaPoint){(x + 0.5) / 2, (y + 0.5) / 2});
  g_autoptr(KhoaPicture) sharp = khoa_picture_sharpen(large, 2);
  g_autoptr(GArray) tiles = g_array_new(FALSE, FALSE, sizeof(Tile));
  add_tiles(tiles, sharp, 0.5);
  gather_tiles(scans, tiles);
}

GPtrArray *khoa_scan_photo(const KhoaPicture *picture) {
  KhoaGathering all = khoa_gathering(KHOA_SEEN_PHOTO);
  scan_sizes(all.scans, picture);
  if (all.scans->len == 0)
    scan_enlarged(all.scans, picture);
  return khoa_gathering_end(&all);
}

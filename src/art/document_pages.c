#include "document_parts.h"

/* A line's rounding may not send it to the next page. */
#define SLACK 0.01

typedef struct Layer {
  GArray *placed;
  guint page;
  double y;
} Layer;

/* How many blocks from `first` on stay together. */
static guint run_length(const GPtrArray *blocks, guint first) {
  guint n = 1;
  while (first + n < blocks->len &&
         ((const KhoaBlock *)g_ptr_array_index(blocks, first + n - 1))->keeps)
    n++;
  return n;
}

static double run_height(const GPtrArray *blocks, guint first, guint n) {
  double height = 0;
  for (guint i = first; i < first + n; i++) {
    const KhoaBlock *block = g_ptr_array_index(blocks, i);
    height += block->before + block->height;
  }
  return height;
}

static void put(Layer *layer, const KhoaBlock *block) {
  KhoaPlacedBlock place = {block, layer->page, layer->y};
  g_array_append_val(layer->placed, place);
  layer->y += block->height;
}

static void put_next(Layer *layer, const KhoaBlock *block) {
  if (layer->y > 0 && layer->y + block->before + block->height > KHOA_DOCUMENT_HEIGHT + SLACK) {
    layer->page++;
    layer->y = 0;
  }
  if (layer->y > 0)
    layer->y += block->before;
  else if (block->head)
    put(layer, block->head);
  put(layer, block);
}

GArray *khoa_document_place(const GPtrArray *blocks) {
  Layer layer = {g_array_new(FALSE, FALSE, sizeof(KhoaPlacedBlock)), 1, 0};
  for (guint i = 0; i < blocks->len;) {
    const KhoaBlock *first = g_ptr_array_index(blocks, i);
    guint n = run_length(blocks, i);
    double end = layer.y + run_height(blocks, i, n);
    if (layer.y > 0 && (first->breaks || end > KHOA_DOCUMENT_HEIGHT + SLACK)) {
      layer.page++;
      layer.y = 0;
    }
    for (guint last = i + n; i < last; i++)
      put_next(&layer, g_ptr_array_index(blocks, i));
  }
  return layer.placed;
}

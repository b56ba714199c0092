#include "encoder.h"

#define AHEAD 256

typedef struct Slot {
  KhoaSymbol *symbol;
  GError *error;
} Slot;

struct KhoaEncoder {
  const KhoaSymbolForm *form;
  const char *prefix;
  guint64 count;
  gsize digits_size;
  KhoaEncoderSpell spell;
  gpointer data;

  GThreadPool *pool;
  guint64 pushed, taken; /* how many, by the caller's thread alone */
  KhoaSymbol *current;
  GMutex mutex; /* of the slots */
  GCond done;
  Slot slots[AHEAD];
};

static Slot encode(const KhoaEncoder *encoder, guint64 n) {
  Slot slot = {NULL, NULL};
  g_autofree char *digits = g_malloc(encoder->digits_size);
  if (encoder->spell(n, digits, encoder->data))
    slot.symbol = khoa_symbol_new(encoder->form, encoder->prefix, digits, &slot.error);
  else
    g_set_error(&slot.error, KHOA_SYMBOL_ERROR, 0,
                "tag %" G_GUINT64_FORMAT " of the run can't be: restore a backup", n + 1);
  return slot;
}

/* job: n + 1, since a pool takes no NULL. */
static void work(gpointer job, gpointer data) {
  KhoaEncoder *encoder = data;
  guint64 n = GPOINTER_TO_SIZE(job) - 1;
  Slot slot = encode(encoder, n);
  g_mutex_lock(&encoder->mutex);
  encoder->slots[n % AHEAD] = slot;
  g_cond_signal(&encoder->done);
  g_mutex_unlock(&encoder->mutex);
}

KhoaEncoder *khoa_encoder_new(const KhoaSymbolForm *form, const char *prefix, guint64 count,
                              gsize digits_size, KhoaEncoderSpell spell, gpointer data) {
  KhoaEncoder *encoder = g_new0(KhoaEncoder, 1);
  encoder->form = form;
  encoder->prefix = prefix;
  encoder->count = count;
  encoder->digits_size = digits_size;
  encoder->spell = spell;
  encoder->data = data;
  g_mutex_init(&encoder->mutex);
  g_cond_init(&encoder->done);
  encoder->pool = g_thread_pool_new(work, encoder, (int)g_get_num_processors(), FALSE, NULL);
  return encoder;
}

void khoa_encoder_free(KhoaEncoder *encoder) {
  if (!encoder)
    return;
  g_thread_pool_free(encoder->pool, TRUE, TRUE);
  for (gsize i = 0; i < AHEAD; i++) {
    khoa_symbol_free(encoder->slots[i].symbol);
    g_clear_error(&encoder->slots[i].error);
  }
  khoa_symbol_free(encoder->current);
  g_mutex_clear(&encoder->mutex);
  g_cond_clear(&encoder->done);
  g_free(encoder);
}

static Slot wait_for(KhoaEncoder *encoder, guint64 n) {
  Slot *slot = &encoder->slots[n % AHEAD];
  g_mutex_lock(&encoder->mutex);
  while (!slot->symbol && !slot->error)
    g_cond_wait(&encoder->done, &encoder->mutex);
  Slot taken = *slot;
  *slot = (Slot){NULL, NULL};
  g_mutex_unlock(&encoder->mutex);
  return taken;
}

const KhoaSymbol *khoa_encoder_next(KhoaEncoder *encoder, GError **error) {
  g_return_val_if_fail(encoder->taken < encoder->count, NULL);
  /* No further than a slot that is free again. */
  for (; encoder->pushed < MIN(encoder->count, encoder->taken + AHEAD); encoder->pushed++)
    g_thread_pool_push(encoder->pool, GSIZE_TO_POINTER(encoder->pushed + 1), NULL);
  Slot slot = wait_for(encoder, encoder->taken++);
  khoa_symbol_free(encoder->current);
  encoder->current = slot.symbol;
  if (slot.error)
    g_propagate_error(error, slot.error);
  return encoder->current;
}

#include "ahead.h"

#define AHEAD 32 /* that are made and not yet taken, at most */

typedef struct Slot {
  gpointer made;
  GError *error;
} Slot;

struct KhoaAhead {
  guint64 count;
  KhoaAheadMake make;
  GDestroyNotify destroy;
  gpointer data;

  GThreadPool *pool;
  guint64 pushed, taken; /* how many, by the caller's thread alone */
  GMutex mutex;          /* of the slots */
  GCond done;
  Slot slots[AHEAD];
};

/* job: n + 1, since a pool takes no NULL. */
static void work(gpointer job, gpointer data) {
  KhoaAhead *ahead = data;
  guint64 n = GPOINTER_TO_SIZE(job) - 1;
  Slot slot = {NULL, NULL};
  slot.made = ahead->make(n, ahead->data, &slot.error);
  g_mutex_lock(&ahead->mutex);
  ahead->slots[n % AHEAD] = slot;
  g_cond_signal(&ahead->done);
  g_mutex_unlock(&ahead->mutex);
}

KhoaAhead *khoa_ahead_new(guint64 count, KhoaAheadMake make, GDestroyNotify destroy,
                          gpointer data) {
  KhoaAhead *ahead = g_new0(KhoaAhead, 1);
  ahead->count = count;
  ahead->make = make;
  ahead->destroy = destroy;
  ahead->data = data;
  g_mutex_init(&ahead->mutex);
  g_cond_init(&ahead->done);
  ahead->pool = g_thread_pool_new(work, ahead, (int)g_get_num_processors(), FALSE, NULL);
  return ahead;
}

void khoa_ahead_free(KhoaAhead *ahead) {
  if (!ahead)
    return;
  g_thread_pool_free(ahead->pool, TRUE, TRUE);
  for (gsize i = 0; i < AHEAD; i++) {
    if (ahead->slots[i].made)
      ahead->destroy(ahead->slots[i].made);
    g_clear_error(&ahead->slots[i].error);
  }
  g_mutex_clear(&ahead->mutex);
  g_cond_clear(&ahead->done);
  g_free(ahead);
}

static Slot wait_for(KhoaAhead *ahead, guint64 n) {
  Slot *slot = &ahead->slots[n % AHEAD];
  g_mutex_lock(&ahead->mutex);
  while (!slot->made && !slot->error)
    g_cond_wait(&ahead->done, &ahead->mutex);
  Slot taken = *slot;
  *slot = (Slot){NULL, NULL};
  g_mutex_unlock(&ahead->mutex);
  return taken;
}

gpointer khoa_ahead_next(KhoaAhead *ahead, GError **error) {
  g_return_val_if_fail(ahead->taken < ahead->count, NULL);
  /* No further than a slot that is free again. */
  for (; ahead->pushed < MIN(ahead->count, ahead->taken + AHEAD); ahead->pushed++)
    g_thread_pool_push(ahead->pool, GSIZE_TO_POINTER(ahead->pushed + 1), NULL);
  Slot slot = wait_for(ahead, ahead->taken++);
  if (slot.error)
    g_propagate_error(error, slot.error);
  return slot.made;
}

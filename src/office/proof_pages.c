#include "proof_pages.h"

#include <glib/gi18n.h>

#define THREADS_MAX 8 /* each holds a page, and an A3 page of 300 dpi takes 90 MB */

typedef struct Work {
  const KhoaRaster *raster;
  double dpi;
  KhoaPageLook look;
  gpointer data;
  guint first;
  GError **errors;   /* by page */
  GAsyncQueue *idle; /* KhoaRaster *, one for each thread that has begun */
  GMutex mutex;
  GCond finished;
  guint done;
} Work;

static KhoaPicture *draw(Work *work, guint page, GError **error) {
  g_autoptr(KhoaPicture) picture = g_new0(KhoaPicture, 1);
  g_autoptr(KhoaRaster) raster = g_async_queue_try_pop(work->idle);
  if (!raster && !(raster = khoa_raster_again(work->raster, error)))
    return NULL;
  gboolean drawn = khoa_raster_page(raster, page - 1, work->dpi, &picture->grey, &picture->width,
                                    &picture->height, &picture->stride, error);
  g_async_queue_push(work->idle, g_steal_pointer(&raster));
  return drawn ? g_steal_pointer(&picture) : NULL;
}

static void do_page(gpointer job, gpointer data) {
  Work *work = data;
  guint page = GPOINTER_TO_UINT(job);
  g_autoptr(KhoaPicture) picture = draw(work, page, &work->errors[page - work->first]);
  if (picture)
    work->look(picture, page, work->data);
  g_mutex_lock(&work->mutex);
  work->done++;
  g_cond_signal(&work->finished);
  g_mutex_unlock(&work->mutex);
}

static void wait_for_all(Work *work, guint pages, const KhoaProgress *progress) {
  for (guint told = 0; told < pages;) {
    g_mutex_lock(&work->mutex);
    while (work->done == told)
      g_cond_wait(&work->finished, &work->mutex);
    told = work->done;
    g_mutex_unlock(&work->mutex);
    if (progress)
      progress->tell(_("proof"), told, pages, progress->data);
  }
}

/* The first of them is the caller's. */
static gboolean none_failed(GError **errors, guint pages, GError **error) {
  gboolean failed = FALSE;
  for (guint i = 0; i < pages; i++) {
    if (!errors[i])
      continue;
    if (!failed)
      g_propagate_error(error, g_steal_pointer(&errors[i]));
    failed = TRUE;
    g_clear_error(&errors[i]);
  }
  return !failed;
}

gboolean khoa_proof_pages(const KhoaRaster *raster, guint first, guint last, double dpi,
                          KhoaPageLook look, gpointer data, const KhoaProgress *progress,
                          GError **error) {
  if (last < first)
    return TRUE;
  guint pages = last - first + 1;
  g_autofree GError **errors = g_new0(GError *, pages);
  Work work = {.raster = raster,
               .dpi = dpi,
               .look = look,
               .data = data,
               .first = first,
               .errors = errors,
               .idle = g_async_queue_new_full((GDestroyNotify)khoa_raster_free)};
  g_mutex_init(&work.mutex);
  g_cond_init(&work.finished);
  guint threads = MIN(MIN(g_get_num_processors(), pages), THREADS_MAX);
  GThreadPool *pool = g_thread_pool_new(do_page, &work, (int)threads, FALSE, NULL);
  for (guint page = first; page <= last; page++)
    g_thread_pool_push(pool, GUINT_TO_POINTER(page), NULL);
  wait_for_all(&work, pages, progress);
  g_thread_pool_free(pool, FALSE, TRUE);
  g_async_queue_unref(work.idle);
  g_mutex_clear(&work.mutex);
  g_cond_clear(&work.finished);
  return none_failed(errors, pages, error);
}

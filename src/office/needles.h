/* Many secret texts looked for at once in any bytes, without holding one of them: what is kept are
 * hashes under a key of its own, in guarded memory. So the search for leaks is no leak. */
#ifndef KHOA_OFFICE_NEEDLES_H
#define KHOA_OFFICE_NEEDLES_H

#include <glib.h>

#define KHOA_NEEDLE_MIN 6  /* bytes; less would be found by chance */
#define KHOA_NEEDLE_MAX 64 /* of a longer text its beginning is looked for */

typedef struct KhoaNeedles KhoaNeedles;
KhoaNeedles *khoa_needles_new(void);
void khoa_needles_free(KhoaNeedles *needles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaNeedles, khoa_needles_free)

/* text: UTF-8, at least KHOA_NEEDLE_MIN bytes. It is looked for as it is, decomposed (NFD), and in
 * UTF-16LE. kind: the caller's, told with each find. */
void khoa_needles_add(KhoaNeedles *needles, const char *text, guint8 kind);
/* After the last one is added, before any are looked for. */
void khoa_needles_finish(KhoaNeedles *needles);

/* The texts that occur in a public one aren't looked for any more; how many they are. */
gsize khoa_needles_leave_out(KhoaNeedles *needles, const char *text);

typedef void (*KhoaNeedleVisit)(gsize offset, guint8 kind, gpointer data);
/* Each one that begins in the first `starts` of `length` bytes, rising. Whoever reads by pieces
 * keeps KHOA_NEEDLE_MAX - 1 bytes behind the starts of each. */
void khoa_needles_find(const KhoaNeedles *needles, const guint8 *bytes, gsize starts, gsize length,
                       KhoaNeedleVisit visit, gpointer data);

#endif

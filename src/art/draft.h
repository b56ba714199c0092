/* A file that comes into being whole or not at all: written under a name of its own beside its
 * place, then renamed into it. Mode 0600. What isn't placed is removed; so several files, or files
 * and the registry, change together as nearly as a file system lets them.
 *
 * All errors are G_FILE_ERROR and name the file. */
#ifndef KHOA_ART_DRAFT_H
#define KHOA_ART_DRAFT_H

#include <glib.h>

typedef struct KhoaDraft KhoaDraft;

/* An empty one. With `replace` an old file of that name gives way when it is placed; else it is an
 * error, now and then. */
KhoaDraft *khoa_draft_begin(const char *path, gboolean replace, GError **error);
/* One with all its content, synced. */
KhoaDraft *khoa_draft_new(const char *path, gboolean replace, const void *content, gsize length,
                          GError **error);
void khoa_draft_free(KhoaDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaDraft, khoa_draft_free)

/* Secrets may pass: what is kept of them on the way is wiped. */
gboolean khoa_draft_write(KhoaDraft *draft, const void *data, gsize length, GError **error);
/* Where it is until it is placed. It holds what was written before khoa_draft_flush(); somebody
 * else may fill it instead. */
const char *khoa_draft_name(const KhoaDraft *draft);
gboolean khoa_draft_flush(KhoaDraft *draft, GError **error);
/* Makes its content durable, as placing does too: for whoever wants to know before that. */
gboolean khoa_draft_sync(KhoaDraft *draft, GError **error);
/* Puts it in its place, durably. */
gboolean khoa_draft_place(KhoaDraft *draft, GError **error);

/* Removes what a crash left of drafts of this path; only while nobody can be at them. */
void khoa_draft_sweep(const char *path);

/* The name under which work on `path` goes on, "PATH.unfinished-XXXXXX", as mkstemp() and mkdtemp()
 * take it; the caller's. Nobody gives such a name to a copy that he wants to keep. */
char *khoa_unfinished_template(const char *path);
/* Whether a file or folder has a name that was made of one: of `name`, or of any (NULL). */
gboolean khoa_unfinished(const char *entry, const char *name);

/* Renames a file or folder on the same file system, and syncs the folder that it is in then.
 * Without `replace` an error if something has that name. */
gboolean khoa_move(const char *from, const char *to, gboolean replace, GError **error);
/* Makes durable what a file holds, or which names a folder does. */
gboolean khoa_sync(const char *path, GError **error);

/* Says that `act` failed on the file, for the reason that errno gives; FALSE, for `return`. */
gboolean khoa_file_fail(const char *path, const char *act, GError **error);

#endif

/* A folder of static files for a web host. All are written before the first is put in place, so a
 * full disk leaves an earlier site as it was; what another program or person put there stays. */
#ifndef KHOA_OFFICE_SITE_H
#define KHOA_OFFICE_SITE_H

#include <glib.h>

#define KHOA_SITE_SUMS                                                                             \
  "SHA256SUMS" /* names all that was written, so that the next one clears up                       \
                */

typedef struct KhoaSiteFile {
  char *name; /* relative to the folder, with slashes */
  GBytes *content;
  char *sha256; /* hexadecimal */
} KhoaSiteFile;

/* Of KhoaSiteFile *. */
GPtrArray *khoa_site_new(void);
/* Takes the content over. */
void khoa_site_add(GPtrArray *site, const char *name, char *content, gsize length);
/* Adds every file below the folder, by name, but for one. */
gboolean khoa_site_add_folder(GPtrArray *site, const char *folder, const char *but, GError **error);

/* Readable by all, in the order in which they were added, SHA256SUMS behind them; then removes what
 * an earlier SHA256SUMS names and this site doesn't have. */
gboolean khoa_site_write(const GPtrArray *site, const char *folder, GError **error);

#endif

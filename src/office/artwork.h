/* A layout's file, found by name: the office's own layouts first, then the shipped ones. */
#ifndef KHOA_OFFICE_ARTWORK_H
#define KHOA_OFFICE_ARTWORK_H

#include "office.h"
#include "tag/payload.h"

typedef struct KhoaArtwork {
  char *name; /* as in messages */
  char *svg;
  guint8 sha256[32];
} KhoaArtwork;
void khoa_artwork_free(KhoaArtwork *artwork);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaArtwork, khoa_artwork_free)

/* The names of the layouts there are; the caller's. */
char **khoa_artwork_names(const KhoaOffice *office);
/* layout: a name, or a file's path ending in .svg. An error lists the names there are. */
KhoaArtwork *khoa_artwork_find(KhoaOffice *office, const char *layout, GError **error);
/* The same; layout NULL: khoa.ini's for the kind. */
KhoaArtwork *khoa_artwork_load(KhoaOffice *office, const char *layout, KhoaKind kind,
                               GError **error);

#endif

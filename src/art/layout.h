/* A layout: an SVG file, in millimetres, with ids that say what goes where. docs/LAYOUTS.md is the
 * designer's contract. A layout may come from a stranger: no script, no external file or link, no
 * entity, bounded size. */
#ifndef KHOA_ART_LAYOUT_H
#define KHOA_ART_LAYOUT_H

#include <glib.h>

typedef enum KhoaFace { KHOA_FACE_FRONT, KHOA_FACE_BACK } KhoaFace;

typedef struct KhoaLayout KhoaLayout;

/* svg: the file's text; name: for errors ("layouts/keychain-50x20.svg"). Errors
 * (KHOA_LAYOUT_ERROR) name the file, the element and the remedy: not SVG, an id missing or twice,
 * something refused. */
KhoaLayout *khoa_layout_new(const char *svg, gsize length, const char *name, GError **error);
void khoa_layout_free(KhoaLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaLayout, khoa_layout_free)

/* What the layout is for: "keychain" or "lock-tag". */
const char *khoa_layout_kind(const KhoaLayout *layout);
gboolean khoa_layout_has_back(const KhoaLayout *layout);
/* Trimmed size and bleed, mm. Both faces have the same. */
double khoa_layout_width(const KhoaLayout *layout);
double khoa_layout_height(const KhoaLayout *layout);
double khoa_layout_bleed(const KhoaLayout *layout);
/* "M", "Q" or "H": the least error correction the layout asks for. */
const char *khoa_layout_level(const KhoaLayout *layout);

#define KHOA_LAYOUT_ERROR khoa_layout_error_quark()
GQuark khoa_layout_error_quark(void);

#endif

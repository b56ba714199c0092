/* A layout: an SVG file, in millimetres, with ids that say what goes where. docs/LAYOUTS.md is the
 * designer's contract. A layout may come from a stranger: no script, no external file or link, no
 * entity, bounded size. */
#ifndef KHOA_ART_LAYOUT_H
#define KHOA_ART_LAYOUT_H

#include "faults.h"

typedef enum KhoaFace { KHOA_FACE_FRONT, KHOA_FACE_BACK } KhoaFace;

typedef struct KhoaLayout KhoaLayout;

/* svg: the file's text; name: for errors ("layouts/keychain-50x20.svg"). The error
 * (KHOA_LAYOUT_ERROR) has a line for each fault, with the element and the remedy: not SVG, an id
 * missing or twice, something refused. */
KhoaLayout *khoa_layout_new(const char *svg, gsize length, const char *name, GError **error);
/* The same with faults, and a layout in spite of them, as far as there can be one: NULL if its root
 * or front isn't there. */
KhoaLayout *khoa_layout_read(const char *svg, gsize length, KhoaLayoutFaults *faults);
void khoa_layout_free(KhoaLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaLayout, khoa_layout_free)

const char *khoa_layout_name(const KhoaLayout *layout);
/* What the layout is for: "keychain", "lock-tag", "leaflet" or "poster". */
const char *khoa_layout_kind(const KhoaLayout *layout);
/* Whether that is a tag, with a QR code and a printed code; leaflets and posters have neither, and
 * one face. */
gboolean khoa_layout_is_tag(const KhoaLayout *layout);
gboolean khoa_layout_has_back(const KhoaLayout *layout);
/* Trimmed size and bleed, mm. Both faces have the same. */
double khoa_layout_width(const KhoaLayout *layout);
double khoa_layout_height(const KhoaLayout *layout);
double khoa_layout_bleed(const KhoaLayout *layout);
/* How far letters must keep from the trim, the cut line and holes, mm. */
double khoa_layout_safe(const KhoaLayout *layout);
/* "M", "Q" or "H": the least error correction the layout asks for. */
const char *khoa_layout_level(const KhoaLayout *layout);

#endif

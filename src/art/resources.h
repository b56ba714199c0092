/* What a page or drawing names, as cairo's PDF has it. */
#ifndef KHOA_ART_RESOURCES_H
#define KHOA_ART_RESOURCES_H

#include "cairopdf.h"

typedef struct KhoaResources {
  const char *ink; /* a colour's name */
  guint64 ink_object;
  const char *drawings, *fonts; /* " /x12 12 0 R", "": none */
} KhoaResources;

/* A dictionary of resources with more in it, each drawing named once; the caller's. NULL if it
 * isn't one of cairo's. */
GString *khoa_resources_with(const KhoaCairoObject *object, const KhoaResources *more);
/* The object of the first drawing in it, or else of the first font; 0 if there is neither. */
guint64 khoa_resources_first(const KhoaCairoObject *object);

#endif

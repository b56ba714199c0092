#include "slug.h"

#include <pango/pangocairo.h>

#define SIZE_MM 2.2
#define WEIGHT 400

struct KhoaSlug {
  PangoLayout *before, *after;
  KhoaTextSpec spec; /* of the number */
  KhoaCodeLine *number;
  double x, y, shrink; /* top left corner, and what the line is scaled by */
  double room;         /* taken by `before` */
  KhoaCodePlace place; /* of the number */
};

static double width_of(PangoLayout *layout, double *height) {
  PangoRectangle extents;
  pango_layout_get_extents(layout, NULL, &extents);
  *height = pango_units_to_double(extents.height);
  return pango_units_to_double(extents.width);
}

static void put_in_strip(KhoaSlug *slug, KhoaRect strip, double width, double height) {
  slug->shrink = MIN(1, strip.width / width);
  slug->x = strip.x;
  slug->y = strip.y + (strip.height - height * slug->shrink) / 2;
}

KhoaSlug *khoa_slug_new(KhoaFonts *fonts, const char *family, KhoaRect strip, const char *before,
                        const char *after, const char *longest, GError **error) {
  g_autoptr(KhoaSlug) slug = g_new0(KhoaSlug, 1);
  double height;
  slug->spec = (KhoaTextSpec){.family = (char *)family, .weight = WEIGHT, .size = SIZE_MM};
  if (!(slug->before = khoa_fonts_layout(fonts, family, WEIGHT, SIZE_MM, before, error)) ||
      !(slug->after = khoa_fonts_layout(fonts, family, WEIGHT, SIZE_MM, after, error)) ||
      !(slug->number = khoa_code_line_new(&slug->spec, fonts, error)))
    return NULL;
  slug->room = width_of(slug->before, &height);
  double number = khoa_code_line_width(slug->number, longest);
  put_in_strip(slug, strip, slug->room + number + width_of(slug->after, &height), height);
  slug->place = khoa_code_line_place(slug->number, longest);
  slug->place.x = slug->x + slug->room * slug->shrink;
  slug->place.y =
      slug->y + pango_units_to_double(pango_layout_get_baseline(slug->before)) * slug->shrink;
  slug->place.size *= slug->shrink;
  return g_steal_pointer(&slug);
}

void khoa_slug_free(KhoaSlug *slug) {
  if (!slug)
    return;
  g_clear_object(&slug->before);
  g_clear_object(&slug->after);
  khoa_code_line_free(slug->number);
  g_free(slug);
}

void khoa_slug_draw(const KhoaSlug *slug, cairo_t *cr, const char *number) {
  cairo_save(cr);
  cairo_set_source_rgb(cr, 0, 0, 0);
  cairo_translate(cr, slug->x, slug->y);
  cairo_scale(cr, slug->shrink, slug->shrink);
  cairo_move_to(cr, 0, 0);
  pango_cairo_show_layout(cr, slug->before);
  cairo_move_to(cr, slug->room + khoa_code_line_width(slug->number, number), 0);
  pango_cairo_show_layout(cr, slug->after);
  cairo_restore(cr);
}

KhoaCodePlace khoa_slug_place(const KhoaSlug *slug) {
  return slug->place;
}

void khoa_slug_draw_letters(const KhoaSlug *slug, cairo_t *cr, const char *letters) {
  KhoaCodePlace place = khoa_slug_place(slug);
  cairo_save(cr);
  cairo_translate(cr, place.x, place.y);
  khoa_code_line_draw(slug->number, cr, letters);
  cairo_restore(cr);
}

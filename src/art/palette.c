#include "palette.h"

#include "layout.h"
#include "svg.h"

#include <glib/gi18n.h>
#include <string.h>

struct KhoaPalette {
  GHashTable *colours; /* 0xrrggbb -> "c m y k" */
};

void khoa_palette_free(KhoaPalette *palette) {
  if (!palette)
    return;
  g_hash_table_unref(palette->colours);
  g_free(palette);
}

static gboolean take_rgb(const char *text, guint32 *rgb) {
  if (!g_regex_match_simple("^#[0-9a-fA-F]{6}$", text, G_REGEX_DOLLAR_ENDONLY, 0))
    return FALSE;
  *rgb = (guint32)g_ascii_strtoull(text + 1, NULL, 16);
  return TRUE;
}

/* "0 100 90 25" -> "0 1 0.9 0.25"; NULL if it isn't four percentages. */
static char *take_cmyk(const char *text) {
  g_auto(GStrv) words = g_regex_split_simple("\\s+", text, 0, 0);
  g_autoptr(GString) amounts = g_string_new(NULL);
  if (g_strv_length(words) != 4)
    return NULL;
  for (char **word = words; *word; word++) {
    double percent;
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    if (!khoa_svg_number(*word, "", &percent) || percent < 0 || percent > 100)
      return NULL;
    g_string_append_printf(amounts, "%s%s", amounts->len ? " " : "",
                           g_ascii_formatd(digits, sizeof digits, "%.6g", percent / 100));
  }
  return g_strdup(amounts->str);
}

/* One entry, "#ae0f1e: 0 100 90 25". */
static gboolean take_entry(KhoaPalette *palette, const xmlNode *root, const char *entry,
                           KhoaLayoutFaults *faults) {
  guint32 rgb;
  g_auto(GStrv) sides = g_strsplit(entry, ":", 2);
  g_autofree char *cmyk = NULL;
  if (!sides[0] || !sides[1] || !take_rgb(g_strstrip(sides[0]), &rgb) ||
      !(cmyk = take_cmyk(g_strstrip(sides[1]))))
    return khoa_svg_fault(faults, root,
                          _("data-cmyk has '%s': give a colour and its four inks in percent, as in "
                            "'#ae0f1e: 0 100 90 25'"),
                          entry);
  if (g_hash_table_insert(palette->colours, GUINT_TO_POINTER(rgb), g_steal_pointer(&cmyk)))
    return TRUE;
  return khoa_svg_fault(faults, root, _("data-cmyk has #%06x twice: keep one"), rgb);
}

KhoaPalette *khoa_palette_read(const char *svg, gsize length, KhoaLayoutFaults *faults) {
  g_autoptr(xmlDoc) doc = khoa_svg_parse(svg, length, faults);
  KhoaPalette *palette = g_new0(KhoaPalette, 1);
  palette->colours = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
  const xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
  g_autofree char *stated = root ? khoa_svg_property(root, "data-cmyk") : NULL;
  g_auto(GStrv) entries = g_strsplit(stated ? stated : "", ";", -1);
  for (char **entry = entries; *entry; entry++)
    if (*g_strstrip(*entry))
      take_entry(palette, root, *entry, faults);
  return palette;
}

KhoaPalette *khoa_palette_new(const char *svg, gsize length, const char *name, GError **error) {
  g_autoptr(KhoaLayoutFaults) faults = khoa_layout_faults_new(name);
  g_autoptr(KhoaPalette) palette = khoa_palette_read(svg, length, faults);
  return khoa_layout_faults_none(faults, error) ? g_steal_pointer(&palette) : NULL;
}

gboolean khoa_palette_states(const KhoaPalette *palette) {
  return g_hash_table_size(palette->colours) > 0;
}

const char *khoa_palette_cmyk(const KhoaPalette *palette, guint32 rgb, GError **error) {
  const char *cmyk = g_hash_table_lookup(palette->colours, GUINT_TO_POINTER(rgb));
  if (!cmyk)
    g_set_error(error, KHOA_LAYOUT_ERROR, 0,
                _("states no CMYK for the colour #%06x: add '#%06x: C M Y K', in percent, to the "
                  "root's data-cmyk"),
                rgb, rgb);
  return cmyk;
}

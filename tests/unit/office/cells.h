/* A workbook's cells, read by minizip and libxml2, which had no part in writing them. */
#ifndef KHOA_TESTS_OFFICE_CELLS_H
#define KHOA_TESTS_OFFICE_CELLS_H

#include <glib.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <minizip/unzip.h>
#include <string.h>

typedef struct Cell {
  char *value, *formula; /* as text; NULL: none */
} Cell;

static inline void cell_free(gpointer data) {
  Cell *cell = data;
  g_free(cell->value);
  g_free(cell->formula);
  g_free(cell);
}

static inline xmlDoc *read_part(unzFile file, const char *name) {
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  guint8 chunk[4096];
  if (unzLocateFile(file, name, 1) != UNZ_OK)
    return NULL;
  g_assert_cmpint(unzOpenCurrentFile(file), ==, UNZ_OK);
  for (int read; (read = unzReadCurrentFile(file, chunk, sizeof chunk)) > 0;)
    g_byte_array_append(bytes, chunk, (guint)read);
  g_assert_cmpint(unzCloseCurrentFile(file), ==, UNZ_OK);
  xmlDoc *part = xmlReadMemory((const char *)bytes->data, (int)bytes->len, name, NULL, 0);
  g_assert_nonnull(part);
  return part;
}

static inline xmlNode *child(const xmlNode *node, const char *name) {
  xmlNode *found = node ? node->children : NULL;
  while (found && strcmp((const char *)found->name, name) != 0)
    found = found->next;
  return found;
}

static inline char *text_of(const xmlNode *node) {
  xmlChar *content = node ? xmlNodeGetContent(node) : NULL;
  char *text = g_strdup((const char *)content);
  xmlFree(content);
  return text;
}

static inline char *attribute(const xmlNode *node, const char *name) {
  xmlChar *content = xmlGetProp(node, (const xmlChar *)name);
  char *text = g_strdup((const char *)content);
  xmlFree(content);
  return text;
}

static inline void take_cell(GHashTable *cells, guint sheet, const xmlNode *node,
                             const GPtrArray *texts) {
  g_autofree char *at = attribute(node, "r"), *type = attribute(node, "t");
  Cell *cell = g_new0(Cell, 1);
  cell->formula = text_of(child(node, "f"));
  cell->value = text_of(child(node, "v"));
  if (g_strcmp0(type, "s") == 0) {
    const char *text = texts->pdata[atoi(cell->value)];
    g_free(cell->value);
    cell->value = g_strdup(text);
  }
  g_hash_table_insert(cells, g_strdup_printf("%u!%s", sheet, at), cell);
}

/* Each cell of each sheet by "1!A1". */
static inline GHashTable *read_cells(const char *path) {
  GHashTable *cells = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, cell_free);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  unzFile file = unzOpen64(path);
  g_assert_nonnull(file);
  xmlDoc *strings = read_part(file, "xl/sharedStrings.xml");
  for (xmlNode *n = xmlDocGetRootElement(strings)->children; n; n = n->next)
    g_ptr_array_add(texts, text_of(n));
  xmlFreeDoc(strings);
  for (guint sheet = 1;; sheet++) {
    g_autofree char *name = g_strdup_printf("xl/worksheets/sheet%u.xml", sheet);
    xmlDoc *part = read_part(file, name);
    if (!part)
      break;
    for (xmlNode *row = child(xmlDocGetRootElement(part), "sheetData")->children; row;
         row = row->next)
      for (xmlNode *node = row->children; node; node = node->next)
        take_cell(cells, sheet, node, texts);
    xmlFreeDoc(part);
  }
  unzClose(file);
  return cells;
}

/* "1!A1": rows and columns from 0. */
static inline const Cell *cell_at(GHashTable *cells, guint sheet, guint row, guint column) {
  char letters[3] = {0};
  g_assert_cmpuint(column, <, 26 * 27);
  if (column >= 26)
    letters[0] = (char)('A' + column / 26 - 1);
  letters[column >= 26] = (char)('A' + column % 26);
  g_autofree char *key = g_strdup_printf("%u!%s%u", sheet, letters, row + 1);
  return g_hash_table_lookup(cells, key);
}

#endif

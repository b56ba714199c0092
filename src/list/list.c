#include "list.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

void khoa_list_free(KhoaList *list) {
  if (list == NULL)
    return;
  khoa_table_free(list->table);
  g_array_unref(list->rows);
  g_array_unref(list->units);
  g_array_unref(list->members);
  g_ptr_array_unref(list->strings);
  g_free(list);
}

gsize khoa_list_rows(const KhoaList *list) {
  return list->rows->len;
}

const char *const *khoa_list_ignored(const KhoaList *list) {
  return khoa_table_ignored(list->table);
}

const GArray *khoa_list_units(const KhoaList *list) {
  return list->units;
}

static KhoaList *list_new(KhoaTable *table, gsize row_size) {
  KhoaList *list = g_new0(KhoaList, 1);
  list->table = table;
  list->rows = g_array_new(FALSE, FALSE, (guint)row_size);
  list->units = g_array_new(FALSE, FALSE, sizeof(KhoaListUnit));
  list->members = g_array_new(FALSE, FALSE, sizeof(KhoaPatrolMember));
  list->strings = g_ptr_array_new_with_free_func((GDestroyNotify)khoa_text_wipe);
  return list;
}

const char *khoa_list_keep(KhoaListReader *reader, char *text) {
  g_ptr_array_add(reader->list->strings, text);
  return text;
}

static void read_rows(KhoaListReader *reader) {
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GHashTable) units = g_hash_table_new(g_str_hash, g_str_equal);
  reader->seen = seen;
  reader->units = units;
  for (gsize row = 0; row < khoa_table_rows(reader->list->table); row++)
    reader->row(reader, row);
  if (reader->whole != NULL)
    reader->whole(reader);
}

/* Takes the table, which may be NULL. */
static KhoaList *list_of(KhoaListReader *reader, KhoaTable *table, KhoaFaults *faults) {
  if (table == NULL)
    return NULL;
  reader->list = list_new(table, reader->row_size);
  reader->faults = faults;
  read_rows(reader);
  return reader->list;
}

/* Takes the list. */
static KhoaList *without_faults(KhoaList *list, const KhoaFaults *faults, GError **error) {
  if (faults->count == 0)
    return list;
  khoa_list_free(list);
  khoa_faults_raise(faults, error);
  return NULL;
}

KhoaList *khoa_list_read(KhoaListReader *reader, const char *path, GError **error) {
  g_autoptr(KhoaFaults) faults = khoa_faults_new(path);
  KhoaTable *table = khoa_table_read(path, reader->columns, reader->n_columns, faults);
  return without_faults(list_of(reader, table, faults), faults, error);
}

static void append_quoted(GString *text, const char *cell) {
  g_string_append_c(text, '"');
  for (; *cell != '\0'; cell++)
    g_string_append(text, *cell == '"' ? "\"\"" : (const char[]){*cell, '\0'});
  g_string_append(text, "\",");
}

KhoaList *khoa_list_read_cells(KhoaListReader *reader, const char *name, const char *const *cells,
                               GError **error) {
  g_autoptr(KhoaFaults) faults = khoa_faults_new(name);
  gsize size = 0;
  for (gsize i = 0; i < reader->n_columns; i++)
    size += strlen(reader->columns[i].name) + 8 + 2 * strlen(cells[i] != NULL ? cells[i] : "");
  GString *text = g_string_sized_new(size); /* growing leaves copies behind */
  for (gsize i = 0; i < reader->n_columns; i++)
    append_quoted(text, reader->columns[i].name);
  g_string_append_c(text, '\n');
  for (gsize i = 0; i < reader->n_columns; i++)
    append_quoted(text, cells[i] != NULL ? cells[i] : "");
  KhoaTable *table =
      khoa_table_parse(text->str, text->len, reader->columns, reader->n_columns, faults);
  khoa_text_wipe_string(text);
  KhoaList *list = list_of(reader, table, faults);
  /* Nobody sees a line of it. */
  for (guint i = 0; i < faults->list->len; i++)
    ((KhoaFault *)faults->list->pdata[i])->line = 0;
  for (guint i = 0; list != NULL && i < list->units->len; i++)
    g_array_index(list->units, KhoaListUnit, i).line = 0;
  return without_faults(list, faults, error);
}

const char *khoa_list_cell(const KhoaListReader *reader, gsize row, gsize column) {
  return khoa_table_get(reader->list->table, row, column);
}

const char *khoa_list_filled_cell(KhoaListReader *reader, gsize row, gsize column) {
  const char *cell = khoa_list_cell(reader, row, column);
  if (*cell == '\0')
    khoa_list_fault(reader, row, column, _("is empty: fill it in"));
  return cell;
}

void khoa_list_fault(KhoaListReader *reader, gsize row, gsize column, const char *format, ...) {
  const KhoaTable *table = reader->list->table;
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *what = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  khoa_faults_add(reader->faults, khoa_table_line(table, row), khoa_table_heading(table, column),
                  "%s", what);
}

guint khoa_list_seen(KhoaListReader *reader, gsize row, const char *key) {
  const guint before = GPOINTER_TO_UINT(g_hash_table_lookup(reader->seen, key));
  if (before == 0)
    g_hash_table_insert(reader->seen, (gpointer)key,
                        GUINT_TO_POINTER(khoa_table_line(reader->list->table, row)));
  return before;
}

gboolean khoa_list_is_code(const char *text) {
  const gsize digits = strspn(text, "0123456789");
  return digits >= 1 && digits <= KHOA_UNIT_CODE_MAX && text[digits] == '\0';
}

static void note_unit(KhoaListReader *reader, gsize row, const char *code) {
  const KhoaListUnit unit = {code, khoa_table_line(reader->list->table, row)};
  if (g_hash_table_add(reader->units, (gpointer)code))
    g_array_append_val(reader->list->units, unit);
}

const char *khoa_list_unit_cell(KhoaListReader *reader, gsize row, gsize column) {
  const char *unit = khoa_list_cell(reader, row, column);
  if (*unit == '\0' && reader->unit != NULL)
    unit = khoa_list_keep(reader, g_strdup(reader->unit));
  else if (*unit == '\0' && khoa_table_has(reader->list->table, column))
    khoa_list_fault(reader, row, column,
                    _("is empty: give the unit's code here, or --unit for all"));
  else if (*unit != '\0' && !khoa_list_is_code(unit))
    khoa_list_fault(reader, row, column, _("is no unit's code: give 1 to %d digits, as 15667"),
                    KHOA_UNIT_CODE_MAX);
  else if (*unit != '\0' && reader->unit != NULL && !g_str_equal(unit, reader->unit))
    khoa_list_fault(reader, row, column,
                    _("isn't %s, of which the list is to be: mend one of them"), reader->unit);
  note_unit(reader, row, unit);
  return unit;
}

void khoa_list_unit_said(KhoaListReader *reader, gsize column) {
  if (reader->unit == NULL && !khoa_table_has(reader->list->table, column))
    khoa_faults_add(reader->faults, 0, NULL,
                    _("says nowhere of which unit it is: give --unit, or add a column \"%s\""),
                    reader->columns[column].name);
}

/* NULL, or what is wrong with it. */
static const char *parse_count(guint *count, guint most, const char *text) {
  const gsize digits = strspn(text, "0123456789");
  const char *rest = text + digits;
  if (*text == '-')
    return _("is negative");
  if (digits == 0)
    return _("is no number");
  if (*rest == '.' || *rest == ',') {
    const gsize decimals = strspn(rest + 1, "0123456789");
    if (decimals > 2 || strspn(rest + 1, "0") != decimals)
      return _("is no whole number");
    rest += 1 + decimals;
  }
  if (*rest != '\0')
    return _("is no number");
  const unsigned long value = strtoul(text, NULL, 10);
  if (value > most)
    return _("is too many");
  *count = (guint)value;
  return NULL;
}

guint khoa_list_count(KhoaListReader *reader, gsize row, gsize column, guint most,
                      guint otherwise) {
  guint count = otherwise;
  const char *text = khoa_list_cell(reader, row, column);
  const char *wrong = *text != '\0' ? parse_count(&count, most, text) : NULL;
  if (wrong != NULL)
    khoa_list_fault(reader, row, column, _("%s: give a whole number from 0 to %u"), wrong, most);
  return count;
}

const char *khoa_list_phone_cell(KhoaListReader *reader, gsize row, gsize column) {
  char number[KHOA_PHONE_SIZE];
  const char *text = khoa_list_cell(reader, row, column);
  if (*text == '\0')
    return text;
  const KhoaPhoneFault fault = khoa_phone_parse(number, text);
  if (fault == KHOA_PHONE_OLD_MOBILE)
    khoa_list_fault(reader, row, column, _("%s, which starts with 0%.2s"),
                    _(khoa_phone_fault_words(fault)), number + strlen("+84"));
  else if (fault != KHOA_PHONE_OK)
    khoa_list_fault(reader, row, column, "%s", _(khoa_phone_fault_words(fault)));
  return khoa_list_keep(reader, g_strdup(number));
}

const char *khoa_list_name_cell(KhoaListReader *reader, gsize row, gsize column) {
  const char *name = khoa_list_filled_cell(reader, row, column);
  if (strpbrk(name, ";,/0123456789") != NULL || g_utf8_strlen(name, -1) > KHOA_NAME_MAX)
    khoa_list_fault(reader, row, column,
                    _("isn't one person's name: give a single one, of letters, of %d at most"),
                    KHOA_NAME_MAX);
  return name;
}

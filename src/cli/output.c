#include "output.h"

#include "wrap.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void wipe(gpointer text) {
  explicit_bzero(text, strlen(text));
  g_free(text);
}

void khoa_listing_start(KhoaListing *listing, gboolean json, const char *columns) {
  *listing =
      (KhoaListing){.json = json, .columns = g_strsplit(json ? columns : _(columns), " ", -1)};
  listing->n_columns = g_strv_length(listing->columns);
  listing->cells = g_ptr_array_new_with_free_func(wipe);
  for (guint i = 0; !json && i < listing->n_columns; i++)
    g_ptr_array_add(listing->cells, g_strdelimit(g_strdup(listing->columns[i]), "_", ' '));
}

/* The name of the row's next cell. */
static const char *next_column(KhoaListing *listing) {
  if (listing->filled == 0 && listing->json)
    listing->builder = khoa_json_object();
  return listing->columns[listing->filled++];
}

static void end_cell(KhoaListing *listing) {
  if (listing->filled < listing->n_columns)
    return;
  listing->filled = 0;
  if (listing->json)
    khoa_json_print(g_steal_pointer(&listing->builder));
}

void khoa_listing_text(KhoaListing *listing, const char *text) {
  const char *column = next_column(listing);
  if (listing->json)
    khoa_json_text(listing->builder, column, text);
  else
    g_ptr_array_add(listing->cells, text && *text ? khoa_printable(text) : g_strdup("-"));
  end_cell(listing);
}

void khoa_listing_int(KhoaListing *listing, gint64 number) {
  const char *column = next_column(listing);
  if (listing->json)
    khoa_json_int(listing->builder, column, number);
  else
    g_ptr_array_add(listing->cells, g_strdup_printf("%" G_GINT64_FORMAT, number));
  end_cell(listing);
}

/* As Vietnamese write money: a point before every three digits. */
static char *format_dong(gint64 dong) {
  GString *text = g_string_new(NULL);
  g_string_printf(text, "%" G_GINT64_FORMAT, dong);
  for (gssize at = (gssize)text->len - 3; at > 0; at -= 3)
    g_string_insert_c(text, at, '.');
  g_string_append(text, " đ");
  return g_string_free(text, FALSE);
}

void khoa_listing_dong(KhoaListing *listing, gint64 dong) {
  g_autofree char *text = dong && !listing->json ? format_dong(dong) : NULL;
  if (dong && listing->json)
    khoa_listing_int(listing, dong);
  else
    khoa_listing_text(listing, text);
}

void khoa_listing_bool(KhoaListing *listing, gboolean value) {
  const char *column = next_column(listing);
  if (listing->json) {
    khoa_json_bool(listing->builder, column, value);
  } else {
    g_ptr_array_add(listing->cells, g_strdup(value ? _("yes") : _("no")));
  }
  end_cell(listing);
}

static int width_of(const KhoaListing *listing, guint column) {
  int width = 0;
  for (guint i = column; i < listing->cells->len; i += listing->n_columns)
    width = MAX(width, khoa_columns(g_ptr_array_index(listing->cells, i)));
  return width;
}

static void print_cells(const KhoaListing *listing) {
  guint n = listing->n_columns;
  g_autofree int *widths = g_new(int, n);
  for (guint column = 0; column < n; column++)
    widths[column] = width_of(listing, column);
  for (guint i = 0; i < listing->cells->len; i++) {
    const char *text = g_ptr_array_index(listing->cells, i);
    gboolean last = i % n == n - 1;
    khoa_put_padded(stdout, text, last ? 0 : widths[i % n] + 2);
    if (last)
      putchar('\n');
  }
}

void khoa_listing_end(KhoaListing *listing) {
  if (listing->cells->len > listing->n_columns)
    print_cells(listing);
  g_ptr_array_unref(listing->cells);
  g_strfreev(listing->columns);
}

JsonBuilder *khoa_json_object(void) {
  JsonBuilder *json = json_builder_new();
  json_builder_begin_object(json);
  return json;
}

void khoa_json_text(JsonBuilder *json, const char *name, const char *text) {
  if (!text)
    return;
  json_builder_set_member_name(json, name);
  json_builder_add_string_value(json, text);
}

void khoa_json_int(JsonBuilder *json, const char *name, gint64 number) {
  json_builder_set_member_name(json, name);
  json_builder_add_int_value(json, number);
}

void khoa_json_bool(JsonBuilder *json, const char *name, gboolean value) {
  json_builder_set_member_name(json, name);
  json_builder_add_boolean_value(json, value);
}

void khoa_json_print(JsonBuilder *json) {
  json_builder_end_object(json);
  g_autoptr(JsonNode) root = json_builder_get_root(json);
  char *text = json_to_string(root, FALSE);
  puts(text);
  wipe(text);
  g_object_unref(json);
}

const char *khoa_word(const char *context, const char *word) {
  return word && *word ? g_dpgettext2(NULL, context, word) : word;
}

char *khoa_coloured(const char *word, KhoaColour colour) {
  static const int codes[] = {
      [KHOA_GREY] = 90, [KHOA_RED] = 31, [KHOA_AMBER] = 33, [KHOA_GREEN] = 32};
  if (!isatty(STDOUT_FILENO) || g_getenv("NO_COLOR"))
    return g_strdup(word);
  return g_strdup_printf("\033[1;%dm%s\033[0m", codes[colour], word);
}

char *khoa_printable(const char *text) {
  char *valid = g_utf8_make_valid(text, -1);
  GString *printable = g_string_sized_new(strlen(valid)); /* growing leaves copies behind */
  for (const char *from = valid; *from; from = g_utf8_next_char(from)) {
    gunichar character = g_utf8_get_char(from);
    GUnicodeType type = g_unichar_type(character);
    if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT)
      g_string_append_printf(printable, "\\x%02x", character);
    else
      g_string_append_unichar(printable, character);
  }
  wipe(valid);
  return g_string_free(printable, FALSE);
}

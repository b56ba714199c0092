#include "workbook_parts.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <sys/mman.h>
#include <unistd.h>

G_DEFINE_QUARK(khoa - workbook - error - quark, khoa_workbook_error)

/* Where libxlsxwriter keeps parts while it works: in memory where there is such a folder, else it
 * takes the usual one. */
#define IN_MEMORY "/dev/shm"

static const char *const number_formats[KHOA_CELL_KINDS] = {
    [KHOA_CELL_TEXT] = "General",   [KHOA_CELL_CODE] = "@",
    [KHOA_CELL_COUNT] = "#,##0",    [KHOA_CELL_CHANGE] = "+#,##0;-#,##0;0",
    [KHOA_CELL_SHARE] = "0.0%",     [KHOA_CELL_DONG] = "#,##0\" đ\"",
    [KHOA_CELL_DAY] = "dd/mm/yyyy",
};

static void dress(lxw_format *format, KhoaCellKind kind, KhoaCellLook look) {
  gboolean framed = look <= KHOA_LOOK_HEAD;
  format_set_font_name(format, KHOA_WORKBOOK_FONT);
  format_set_font_size(format, look == KHOA_LOOK_TITLE ? 14 : 11);
  format_set_num_format(format, number_formats[kind]);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  if (framed)
    format_set_border(format, LXW_BORDER_THIN);
  if (look == KHOA_LOOK_STRONG || look == KHOA_LOOK_HEAD || look == KHOA_LOOK_TITLE)
    format_set_bold(format);
  if (look == KHOA_LOOK_STRONG || look == KHOA_LOOK_HEAD)
    format_set_bg_color(format, look == KHOA_LOOK_HEAD ? 0xD9E2F3 : 0xF2F2F2);
  if (look == KHOA_LOOK_HEAD)
    format_set_align(format, LXW_ALIGN_CENTER);
  else if (kind >= KHOA_CELL_COUNT && look != KHOA_LOOK_ASIDE)
    format_set_align(format, LXW_ALIGN_RIGHT); /* the dash for no share too */
  else
    format_set_align(format, LXW_ALIGN_LEFT);
  if (framed && kind < KHOA_CELL_COUNT && look != KHOA_LOOK_HEAD)
    format_set_indent(format, 1);
  if (look == KHOA_LOOK_HEAD || look == KHOA_LOOK_NOTE)
    format_set_text_wrap(format);
}

static void make_formats(KhoaWorkbook *book) {
  for (int look = 0; look < KHOA_LOOKS; look++)
    for (int kind = 0; kind < KHOA_CELL_KINDS; kind++) {
      book->formats[look][kind] = workbook_add_format(book->book);
      dress(book->formats[look][kind], (KhoaCellKind)kind, (KhoaCellLook)look);
    }
  book->warning = workbook_add_format(book->book);
  format_set_font_color(book->warning, 0x9C0006);
  format_set_bg_color(book->warning, 0xFFC7CE);
}

static void describe(KhoaWorkbook *book, const KhoaWorkbookAbout *about) {
  g_autofree char *noon = g_strconcat(about->day, "T12:00:00Z", NULL);
  g_autoptr(GDateTime) created = g_date_time_new_from_iso8601(noon, NULL);
  g_autofree char *title = g_strdup(about->title), *author = g_strdup(about->author);
  lxw_doc_properties properties = {.title = title, .author = author};
  properties.created = created ? g_date_time_to_unix(created) : 1; /* 0 would be today */
  khoa_workbook_note(book, workbook_set_properties(book->book, &properties));
}

static void free_grid(gpointer data) {
  KhoaGrid *grid = data;
  g_free(grid->name);
  g_free(grid);
}

KhoaWorkbook *khoa_workbook_new(const KhoaWorkbookAbout *about, GError **error) {
  const int memory = memfd_create("khoa", MFD_CLOEXEC);
  if (memory < 0) {
    g_set_error(error, KHOA_WORKBOOK_ERROR, 0, _("the workbook can't be made: %s"),
                g_strerror(errno));
    return NULL;
  }
  KhoaWorkbook *book = g_new0(KhoaWorkbook, 1);
  g_autofree char *place = khoa_workbook_place(memory), *parts = g_strdup(IN_MEMORY);
  lxw_workbook_options options = {.tmpdir = parts};
  book->memory = memory;
  book->grids = g_ptr_array_new_with_free_func(free_grid);
  book->book = workbook_new_opt(place, &options);
  if (!book->book)
    g_error("no memory for a workbook"); /* as GLib itself says */
  make_formats(book);
  describe(book, about);
  return book;
}

void khoa_workbook_free(KhoaWorkbook *book) {
  if (!book)
    return;
  if (book->book)
    lxw_workbook_free(book->book);
  g_ptr_array_unref(book->grids);
  close(book->memory);
  g_free(book);
}

void khoa_workbook_note(KhoaWorkbook *book, lxw_error fault) {
  if (!book->fault)
    book->fault = fault;
}

char *khoa_workbook_place(int descriptor) {
  return g_strdup_printf("/proc/self/fd/%d", descriptor);
}

/* libxlsxwriter prints numbers by printf(), so decimal points must be points. */
static void assemble(KhoaWorkbook *book) {
  locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  locale_t before = uselocale(plain);
  khoa_workbook_remember(book);
  khoa_workbook_note(book, workbook_close(g_steal_pointer(&book->book)));
  uselocale(before);
  freelocale(plain);
}

GBytes *khoa_workbook_bytes(KhoaWorkbook *book, GError **error) {
  g_autofree char *place = khoa_workbook_place(book->memory);
  g_autofree char *content = NULL;
  gsize length;
  assemble(book);
  if (book->fault) {
    g_set_error(error, KHOA_WORKBOOK_ERROR, 0, _("the workbook can't be made: %s"),
                lxw_strerror(book->fault));
    return NULL;
  }
  if (!khoa_workbook_whole(place, error) || !g_file_get_contents(place, &content, &length, error))
    return NULL;
  return g_bytes_new_take(g_steal_pointer(&content), length);
}

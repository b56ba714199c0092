#include "register.h"

#include "pdfpages.h"
#include "register_page.h"

#include <string.h>

G_DEFINE_QUARK(khoa - register - error - quark, khoa_register_error)

struct KhoaRegister {
  KhoaTypeset *typeset;
  KhoaRegisterPaper paper;
  GPtrArray *sections; /* KhoaRegisterSection * */
};

static void wipe_row(gpointer data) {
  KhoaRegisterRow *row = data;
  for (gsize i = 0; i < KHOA_REGISTER_COLUMNS_MAX && row->cells[i]; i++) {
    explicit_bzero(row->cells[i], strlen(row->cells[i]));
    g_free(row->cells[i]);
  }
}

static void free_section(gpointer data) {
  KhoaRegisterSection *section = data;
  g_free(section->heading);
  g_free(section->closing);
  g_array_unref(section->rows);
  g_free(section);
}

KhoaRegister *khoa_register_new(KhoaFonts *fonts, const KhoaRegisterForm *form, GError **error) {
  g_return_val_if_fail(form->n_columns >= 1 && form->n_columns <= KHOA_REGISTER_COLUMNS_MAX, NULL);
  g_autoptr(KhoaRegister) list = g_new0(KhoaRegister, 1);
  list->sections = g_ptr_array_new_with_free_func(free_section);
  list->typeset = khoa_typeset_new(fonts, khoa_form_styles, KHOA_STYLE_COUNT, error);
  if (!list->typeset || !khoa_register_paper_init(&list->paper, form, list->typeset, error))
    return NULL;
  return g_steal_pointer(&list);
}

void khoa_register_free(KhoaRegister *list) {
  if (!list)
    return;
  g_ptr_array_unref(list->sections);
  khoa_typeset_free(list->typeset);
  g_free(list);
}

gboolean khoa_register_begin(KhoaRegister *list, const char *heading, const char *closing,
                             GError **error) {
  KhoaRegisterSection *section = g_new0(KhoaRegisterSection, 1);
  section->heading = g_strdup(heading);
  section->closing = g_strdup(closing);
  section->rows = g_array_new(FALSE, FALSE, sizeof(KhoaRegisterRow));
  g_array_set_clear_func(section->rows, wipe_row);
  if (khoa_register_section_measure(&list->paper, section, error)) {
    g_ptr_array_add(list->sections, section);
    return TRUE;
  }
  free_section(section);
  return FALSE;
}

gboolean khoa_register_add(KhoaRegister *list, const char *const *cells, gboolean follows,
                           GError **error) {
  g_return_val_if_fail(list->sections->len > 0, FALSE);
  KhoaRegisterSection *section = g_ptr_array_index(list->sections, list->sections->len - 1);
  KhoaRegisterRow row = {.follows = follows};
  if (!khoa_register_row_measure(&list->paper, section, cells, &row.height, error))
    return FALSE;
  for (gsize i = 0; i < list->paper.form->n_columns; i++)
    row.cells[i] = g_strdup(cells[i]);
  g_array_append_val(section->rows, row);
  return TRUE;
}

/* How many rows go on the page. One is held back for a page with the closing if all the rows but
 * not the closing fit: a signature doesn't stand alone. */
static guint take_rows(const KhoaRegisterPage *page) {
  const KhoaRegisterSection *section = page->section;
  double room = page->opens ? section->first_room : section->room;
  guint i;
  for (i = page->first; i < section->rows->len; i++) {
    room -= g_array_index(section->rows, KhoaRegisterRow, i).height;
    if (room < (i + 1 == section->rows->len ? section->closing_height : 0))
      break;
  }
  return i - page->first;
}

static void break_section(const KhoaRegisterSection *section, GArray *pages) {
  KhoaRegisterPage page = {.section = section, .opens = TRUE};
  while (page.first < section->rows->len) {
    page.number = pages->len + 1;
    page.count = take_rows(&page);
    g_array_append_val(pages, page);
    page.first += page.count;
    page.opens = FALSE;
  }
}

static GArray *break_pages(const KhoaRegister *list) {
  GArray *pages = g_array_new(FALSE, FALSE, sizeof(KhoaRegisterPage));
  for (guint i = 0; i < list->sections->len; i++)
    break_section(g_ptr_array_index(list->sections, i), pages);
  for (guint i = 0; i < pages->len; i++)
    g_array_index(pages, KhoaRegisterPage, i).total = pages->len;
  return pages;
}

GByteArray *khoa_register_pdf(const KhoaRegister *list, guint *pages, GError **error) {
  g_autoptr(GArray) broken = break_pages(list);
  KhoaPdfPages pdf;
  khoa_pdf_pages_begin(&pdf, KHOA_REGISTER_WIDTH, KHOA_REGISTER_HEIGHT, list->paper.form->title,
                       list->paper.form->date);
  for (guint i = 0; i < broken->len; i++) {
    khoa_register_page_draw(&list->paper, pdf.cr, &g_array_index(broken, KhoaRegisterPage, i));
    cairo_show_page(pdf.cr);
  }
  *pages = broken->len;
  return khoa_pdf_pages_end(&pdf, error);
}

#include "book.h"

#include "ahead.h"
#include "deflate.h"
#include "resources.h"

static void free_frame(gpointer frame) {
  g_string_free(frame, TRUE);
}

void khoa_binding_init(KhoaBinding *binding, const KhoaBook *book, const GString *boxes,
                       guint64 first, guint64 root) {
  *binding = (KhoaBinding){.book = book,
                           .frames = g_ptr_array_new_with_free_func(free_frame),
                           .resources = g_new0(guint64, book->frames),
                           .root = root,
                           .first = first,
                           .boxes = boxes};
}

void khoa_binding_clear(KhoaBinding *binding) {
  g_clear_pointer(&binding->frames, g_ptr_array_unref);
  g_clear_pointer(&binding->resources, g_free);
}

void khoa_binding_take(KhoaBinding *binding, guint n, const KhoaCairoObject *content,
                       const KhoaCairoObject *resources) {
  const KhoaBook *book = binding->book;
  if (!content->stream || !resources->start)
    return;
  if (n < book->frames)
    binding->resources[n] = resources->number;
  else if (n - book->frames < book->parts)
    binding->parts[n - book->frames] = khoa_resources_first(resources);
}

gboolean khoa_binding_is_whole(const KhoaBinding *binding, guint samples,
                               const KhoaCairoObject *objects, guint64 count) {
  const KhoaBook *book = binding->book;
  gboolean whole = samples == book->frames + book->parts && binding->root > 0;
  for (guint i = 0; i < book->frames; i++)
    whole = whole && binding->resources[i] > 0;
  for (guint i = 0; whole && i < book->parts; i++) {
    const KhoaCairoObject *part = &objects[binding->parts[i] < count ? binding->parts[i] : 0];
    whole = part->start &&
            (part->stream || khoa_cairo_pdf_find(part->text, part->text_end, "/WinAnsiEncoding"));
  }
  return whole;
}

void khoa_binding_name_parts(const KhoaBinding *binding, const KhoaCairoObject *objects,
                             GString *drawings, GString *fonts) {
  for (guint i = 0; i < binding->book->parts; i++) {
    guint64 number = binding->parts[i];
    gboolean drawing = objects[number].stream != NULL, again = FALSE;
    for (guint k = 0; k < i; k++)
      again = again || binding->parts[k] == number;
    if (!again)
      g_string_append_printf(drawing ? drawings : fonts,
                             " /%c%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " 0 R",
                             drawing ? 'x' : 'f', number, number);
  }
}

guint64 khoa_book_objects(const KhoaBook *book) {
  return 2 * book->pages;
}

static guint frame_of(const KhoaBook *book, guint64 page) {
  guint frame = 0;
  for (; page >= 10 && frame + 1 < book->frames; page /= 10)
    frame++;
  return frame;
}

/* A page's operators, packed. The frame comes last, so that whoever adds to a page finds its
 * coordinates. */
static gpointer make_page(guint64 n, gpointer data, GError **error) {
  const KhoaBinding *binding = data;
  const KhoaBook *book = binding->book;
  const GString *frame = g_ptr_array_index(binding->frames, frame_of(book, n + 1));
  char height[G_ASCII_DTOSTR_BUF_SIZE];
  g_autoptr(GString) operators = g_string_new(NULL);
  g_string_printf(operators, "q 1 0 0 -1 0 %s cm 0 g\n",
                  g_ascii_formatd(height, sizeof height, "%.6f", book->height));
  if (!book->draw(n + 1, binding->parts, operators, book->data, error))
    return NULL;
  g_string_append(operators, "Q\n");
  g_string_append_len(operators, frame->str, (gssize)frame->len);
  return khoa_deflate(operators->str, operators->len);
}

static void free_page(gpointer page) {
  g_byte_array_unref(page);
}

static gboolean put_page(const KhoaBinding *binding, guint64 n, const GByteArray *packed,
                         KhoaPdfOut *out, GError **error) {
  guint64 content = binding->first + 2 * n;
  g_autoptr(GString) text = g_string_new(NULL);
  g_string_printf(text, "<< /Length %u\n   /Filter /FlateDecode\n>>\nstream\n", packed->len);
  g_string_append_len(text, (const char *)packed->data, packed->len);
  g_string_append(text, "\nendstream");
  if (!khoa_pdf_out_object(out, content, text, error))
    return FALSE;
  char width[G_ASCII_DTOSTR_BUF_SIZE], height[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_printf(text,
                  "<< /Type /Page\n   /Parent %" G_GUINT64_FORMAT
                  " 0 R\n   /MediaBox [ 0 0 %s %s ]\n   %s\n   /Contents %" G_GUINT64_FORMAT
                  " 0 R\n   /Resources %" G_GUINT64_FORMAT " 0 R\n>>",
                  binding->root, g_ascii_formatd(width, sizeof width, "%.6f", binding->book->width),
                  g_ascii_formatd(height, sizeof height, "%.6f", binding->book->height),
                  binding->boxes->str, content, binding->resources[frame_of(binding->book, n + 1)]);
  return khoa_pdf_out_object(out, content + 1, text, error);
}

static gboolean put_root(const KhoaBinding *binding, KhoaPdfOut *out, GError **error) {
  g_autoptr(GString) text = g_string_new("<< /Type /Pages\n   /Kids [");
  for (guint64 n = 0; n < binding->book->pages; n++)
    g_string_append_printf(text, " %" G_GUINT64_FORMAT " 0 R", binding->first + 2 * n + 1);
  g_string_append_printf(text, " ]\n   /Count %" G_GUINT64_FORMAT "\n>>", binding->book->pages);
  return khoa_pdf_out_object(out, binding->root, text, error);
}

gboolean khoa_book_write(const KhoaBinding *binding, KhoaPdfOut *out, GError **error) {
  const KhoaBook *book = binding->book;
  g_autoptr(KhoaAhead) ahead = khoa_ahead_new(book->pages, make_page, free_page, (gpointer)binding);
  for (guint64 n = 0; n < book->pages; n++) {
    g_autoptr(GByteArray) packed = khoa_ahead_next(ahead, error);
    if (!packed || !put_page(binding, n, packed, out, error))
      return FALSE;
    book->told(n + 1, book->data);
  }
  return put_root(binding, out, error);
}

#include "prepress.h"

#include "book.h"
#include "cairopdf.h"
#include "deflate.h"
#include "inks.h"
#include "intent.h"
#include "pdfout.h"
#include "resources.h"

#include <glib/gi18n.h>
#include <string.h>

/* What an object is to be rewritten as. */
typedef enum Role {
  PLAIN, /* as it is */
  WRITTEN,
  LEFT_OUT,
  FRAME, /* a sample's content: taken, not written */
  PAGE,
  PAGE_CONTENT,
  PAGE_RESOURCES,
  FORM,
  CUT_FORM,
  CUT_RESOURCES,
} Role;

typedef struct Pass {
  KhoaCairoPdf pdf;
  KhoaCairoObject *objects; /* by number */
  const KhoaPrepress *wanted;
  KhoaDraft *file;
  KhoaPdfOut out;
  guint8 *roles;  /* by object number */
  GString *boxes; /* of a page */
  guint cuts;     /* drawings found that are the cut line */
  guint pages;    /* found */
  KhoaBinding binding;
} Pass;

static guint64 own_number(const Pass *pass, guint own) {
  return pass->pdf.count + own;
}

static guint64 own_end(const Pass *pass) {
  return own_number(pass, pass->wanted->cut_box ? KHOA_INTENT_OBJECTS : KHOA_INTENT_ALL_INK + 1);
}

G_DEFINE_QUARK(khoa - prepress - error - quark, khoa_prepress_error)

static gboolean not_cairo(GError **error) {
  g_set_error(error, KHOA_PREPRESS_ERROR, 0,
              _("the PDF isn't one that cairo wrote up to version 1.4"));
  return FALSE;
}

static const char *text_find(const KhoaCairoObject *object, const char *word) {
  return khoa_cairo_pdf_find(object->text, object->text_end, word);
}

static guint64 reference(const KhoaCairoObject *object, const char *key) {
  return khoa_cairo_pdf_reference(object->text, object->text_end, key);
}

/* Finding out what the objects are */

static void set_role(Pass *pass, guint64 number, Role role) {
  if (number > 0 && number < pass->pdf.count)
    pass->roles[number] = (guint8)role;
}

static gboolean is_cut(const Pass *pass, const KhoaCairoObject *form) {
  const int *box = pass->wanted->cut_box;
  if (!box)
    return FALSE;
  g_autofree char *text = g_strdup_printf("/BBox [ %d %d %d %d ]", box[0], box[1], box[2], box[3]);
  return text_find(form, text) != NULL;
}

/* A page that is only a sample: its content is a frame, or its resources name a part. */
static void take_sample(Pass *pass, const KhoaCairoObject *page) {
  guint64 content = reference(page, "/Contents "), resources = reference(page, "/Resources ");
  gboolean frame = pass->pages < pass->wanted->book->frames;
  if (content >= pass->pdf.count || resources >= pass->pdf.count)
    return;
  set_role(pass, pass->objects[content].length, LEFT_OUT);
  set_role(pass, page->number, LEFT_OUT);
  set_role(pass, content, frame ? FRAME : LEFT_OUT);
  set_role(pass, resources, frame ? PAGE_RESOURCES : LEFT_OUT);
  khoa_binding_take(&pass->binding, pass->pages, &pass->objects[content],
                    &pass->objects[resources]);
}

static void find_role(Pass *pass, const KhoaCairoObject *object) {
  if (object->stream && text_find(object, "/Subtype /Form")) {
    gboolean cut = is_cut(pass, object);
    pass->cuts += cut ? 1 : 0;
    set_role(pass, object->number, cut ? CUT_FORM : FORM);
    set_role(pass, reference(object, "/Resources "), cut ? CUT_RESOURCES : PLAIN);
  } else if (text_find(object, "/Type /Page ")) {
    if (pass->wanted->book) {
      take_sample(pass, object);
    } else {
      set_role(pass, object->number, PAGE);
      set_role(pass, reference(object, "/Contents "), PAGE_CONTENT);
      set_role(pass, reference(object, "/Resources "), PAGE_RESOURCES);
    }
    pass->pages++;
  }
}

static gboolean find_roles(Pass *pass) {
  for (guint64 number = 1; number < pass->pdf.count; number++)
    if (pass->objects[number].start)
      find_role(pass, &pass->objects[number]);
  if (!pass->wanted->book)
    return TRUE;
  set_role(pass, pass->binding.root, LEFT_OUT);
  return khoa_binding_is_whole(&pass->binding, pass->pages, pass->objects, pass->pdf.count);
}

/* Writing */

/* A stream's operators in the press's inks. */
static GString *operators_of(const Pass *pass, const KhoaCairoObject *object, gboolean cut,
                             GError **error) {
  const KhoaInks inks = {pass->wanted->palette, cut};
  g_autoptr(GString) operators = g_string_new(NULL);
  g_autoptr(GByteArray) plain =
      object->stream ? khoa_inflate(object->stream, object->stream_length) : NULL;
  if (!plain)
    not_cairo(error);
  return plain && khoa_inks_apply(&inks, (const char *)plain->data, plain->len, operators, error)
             ? g_steal_pointer(&operators)
             : NULL;
}

/* `entry`: for the stream's dictionary. The length then stands in an object of its own, as before.
 */
static gboolean put_operators(Pass *pass, const KhoaCairoObject *object, gboolean cut,
                              const char *entry, GError **error) {
  g_autoptr(GString) operators = operators_of(pass, object, cut, error);
  if (!operators)
    return FALSE;
  if (!object->length || !g_str_has_prefix(object->text, "<< "))
    return not_cairo(error);
  g_autoptr(GByteArray) packed = khoa_deflate(operators->str, operators->len);
  g_autoptr(GString) text = g_string_new(NULL);
  const char *inside = object->text + strlen("<< ");
  g_string_append_printf(text, "<< %s", entry);
  g_string_append_len(text, inside, object->text_end - inside);
  g_string_append(text, "\nstream\n");
  g_string_append_len(text, (const char *)packed->data, (gssize)packed->len);
  g_string_append(text, "\nendstream");
  g_autoptr(GString) length = g_string_new(NULL);
  g_string_printf(length, "   %u", packed->len);
  set_role(pass, object->length, WRITTEN);
  return khoa_pdf_out_object(&pass->out, object->number, text, error) &&
         khoa_pdf_out_object(&pass->out, object->length, length, error);
}

static gboolean take_frame(Pass *pass, const KhoaCairoObject *object, GError **error) {
  GString *operators = operators_of(pass, object, FALSE, error);
  if (operators)
    g_ptr_array_add(pass->binding.frames, operators);
  return operators != NULL;
}

static gboolean put_page(Pass *pass, const KhoaCairoObject *object, GError **error) {
  /* All that is drawn is opaque: no group is needed, and RGB's would be wrong for four inks. */
  const char *group = text_find(object, "   /Group <<\n");
  const char *after = group ? khoa_cairo_pdf_find(group, object->text_end, "\n   >>\n") : NULL;
  if (!after || !g_str_has_prefix(object->text, "<< "))
    return not_cairo(error);
  g_autoptr(GString) text = g_string_new(NULL);
  const char *inside = object->text + strlen("<< ");
  g_string_append_printf(text, "<< %s\n   ", pass->boxes->str);
  g_string_append_len(text, inside, group - inside);
  after += strlen("\n   >>\n");
  g_string_append_len(text, after, object->text_end - after);
  return khoa_pdf_out_object(&pass->out, object->number, text, error);
}

/* ink: a spot colour of our own. A frame's resources name the parts of pages too. */
static gboolean put_resources(Pass *pass, const KhoaCairoObject *object, const char *ink, guint own,
                              gboolean frame, GError **error) {
  g_autoptr(GString) drawings = g_string_new(NULL), fonts = g_string_new(NULL);
  if (frame)
    khoa_binding_name_parts(&pass->binding, pass->objects, drawings, fonts);
  const KhoaResources more = {ink, own_number(pass, own), drawings->str, fonts->str};
  g_autoptr(GString) text = khoa_resources_with(object, &more);
  return text ? khoa_pdf_out_object(&pass->out, object->number, text, error) : not_cairo(error);
}

/* The object with `more` put in behind its first `after`. */
static gboolean put_with(Pass *pass, const KhoaCairoObject *object, const char *after,
                         const char *more, GError **error) {
  g_autoptr(GString) text = g_string_new(NULL);
  const char *at = text_find(object, after);
  if (!at)
    return not_cairo(error);
  at += strlen(after);
  g_string_append_len(text, object->text, at - object->text);
  g_string_append(text, more);
  g_string_append_len(text, at, object->text_end - at);
  return khoa_pdf_out_object(&pass->out, object->number, text, error);
}

static gboolean put_catalogue(Pass *pass, const KhoaCairoObject *object, GError **error) {
  guint64 layer = pass->wanted->cut_box ? own_number(pass, KHOA_INTENT_LAYER) : 0;
  g_autofree char *more = khoa_intent_catalogue(pass->wanted->palette != NULL, layer);
  return put_with(pass, object, "<< /Type /Catalog", more, error);
}

static gboolean put_cut(Pass *pass, const KhoaCairoObject *object, GError **error) {
  g_autofree char *layer =
      g_strdup_printf("/OC %" G_GUINT64_FORMAT " 0 R ", own_number(pass, KHOA_INTENT_LAYER));
  return put_operators(pass, object, TRUE, layer, error);
}

static gboolean put_by_role(Pass *pass, const KhoaCairoObject *object, GError **error) {
  if (object->number == pass->pdf.root)
    return put_catalogue(pass, object, error);
  if (object->number == pass->pdf.info && !text_find(object, "/CreationDate (D:"))
    return put_with(pass, object, "/CreationDate (", "D:", error);
  if (pass->wanted->palette && !khoa_inks_check_picture(object, error))
    return FALSE;
  switch ((Role)pass->roles[object->number]) {
  case PAGE:
    return put_page(pass, object, error);
  case PAGE_CONTENT:
  case FORM:
    return put_operators(pass, object, FALSE, "", error);
  case CUT_FORM:
    return put_cut(pass, object, error);
  case FRAME:
    return take_frame(pass, object, error);
  case PAGE_RESOURCES:
    return put_resources(pass, object, KHOA_INK_ALL, KHOA_INTENT_ALL_INK,
                         pass->wanted->book != NULL, error);
  case CUT_RESOURCES:
    return put_resources(pass, object, KHOA_INK_CUT, KHOA_INTENT_CUT_INK, FALSE, error);
  case WRITTEN:
  case LEFT_OUT:
    return TRUE;
  case PLAIN:
    break;
  }
  return khoa_pdf_out_copy(&pass->out, object->number, object->start,
                           (gsize)(object->end - object->start), error);
}

static gboolean put_objects(Pass *pass, GError **error) {
  gboolean done = TRUE;
  for (guint64 number = 1; done && number < pass->pdf.count; number++)
    if (pass->objects[number].start)
      done = put_by_role(pass, &pass->objects[number], error);
  return done;
}

static gboolean put_own_objects(Pass *pass, GError **error) {
  gboolean done = TRUE;
  for (guint64 number = pass->pdf.count; number < own_end(pass) && done; number++) {
    g_autoptr(GString) text = khoa_intent_object((KhoaIntentObject)(number - pass->pdf.count),
                                                 pass->wanted->palette != NULL);
    done = khoa_pdf_out_object(&pass->out, number, text, error);
  }
  return done;
}

/* A thousandth of a point is a third of a micrometre. */
static void append_box(GString *boxes, const char *name, const KhoaPdfBox *box) {
  const double sides[] = {box->left, box->bottom, box->right, box->top};
  g_string_append_printf(boxes, "/%s [", name);
  for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf(boxes, " %s", g_ascii_formatd(number, sizeof number, "%.3f", sides[i]));
  }
  g_string_append(boxes, " ] ");
}

static gboolean rewrite(Pass *pass, GError **error) {
  const KhoaPrepress *wanted = pass->wanted;
  if (wanted->cut_box && pass->cuts == 0) {
    g_set_error(error, KHOA_PREPRESS_ERROR, 0, _("the PDF holds no drawing that is the cut line"));
    return FALSE;
  }
  guint64 end = own_end(pass) + (wanted->book ? khoa_book_objects(wanted->book) : 0);
  append_box(pass->boxes, "BleedBox", &wanted->bleed);
  append_box(pass->boxes, "TrimBox", &wanted->trim);
  return khoa_pdf_out_init(&pass->out, pass->file, end, error) && put_objects(pass, error) &&
         put_own_objects(pass, error) &&
         (!wanted->book || khoa_book_write(&pass->binding, &pass->out, error)) &&
         khoa_pdf_out_end(&pass->out, pass->pdf.root, pass->pdf.info, error);
}

static void pass_clear(Pass *pass) {
  khoa_pdf_out_clear(&pass->out);
  khoa_binding_clear(&pass->binding);
  g_string_free(pass->boxes, TRUE);
  g_free(pass->objects);
  g_free(pass->roles);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pass, pass_clear)

gboolean khoa_prepress(const char *pdf, gsize length, const KhoaPrepress *wanted, KhoaDraft *file,
                       GError **error) {
  g_auto(Pass) pass = {.wanted = wanted, .file = file, .boxes = g_string_new(NULL)};
  if (!khoa_cairo_pdf_open(&pass.pdf, pdf, length) ||
      !(pass.objects = khoa_cairo_pdf_objects(&pass.pdf)))
    return not_cairo(error);
  pass.roles = g_new0(guint8, pass.pdf.count);
  if (wanted->book)
    khoa_binding_init(&pass.binding, wanted->book, pass.boxes, own_end(&pass),
                      reference(&pass.objects[pass.pdf.root], "/Pages "));
  return find_roles(&pass) ? rewrite(&pass, error) : not_cairo(error);
}

#include "proof_places.h"

#include "proof_pages.h"
#include "qr/flaw.h"
#include "qr/scan.h"
#include "qr/symbol.h"
#include "tag/code.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#define DPI 200.0
#define PIXELS (DPI / 25.4)  /* a mm */
#define WINDOW_MARGIN_MM 1.0 /* around the quiet zone: less than lies between two tags' codes */
#define OFF_MAX_MM 0.2       /* decoders find a code's middle to half a pixel */
#define ASK_ZBAR_EVERY 16    /* tags; it takes three times as long as ZXing */

typedef struct Place {
  KhoaRunCode code;
  double height; /* mm: printers' calibration may stretch the square */
  KhoaTagName tag;
  gboolean ask_zbar;
} Place;

/* What is expected of a page and what came out, so that pages can be proved in any order. */
typedef struct Page {
  GArray *places; /* Place */
  KhoaProof proof;
} Page;

static void place_clear(gpointer data) {
  khoa_run_code_clear(&((Place *)data)->code);
}

static void page_clear(gpointer data) {
  Page *page = data;
  g_array_unref(page->places);
  khoa_proof_clear(&page->proof);
}

static GArray *pages_new(guint64 count) {
  GArray *pages = g_array_sized_new(FALSE, FALSE, sizeof(Page), (guint)count);
  g_array_set_clear_func(pages, page_clear);
  for (guint64 i = 0; i < count; i++) {
    Page page = {.places = g_array_new(FALSE, FALSE, sizeof(Place))};
    g_array_set_clear_func(page.places, place_clear);
    khoa_proof_init(&page.proof);
    g_array_append_val(pages, page);
  }
  return pages;
}

typedef struct Window {
  int x, y, width, height;
} Window;

static Window window_of(const KhoaRunCode *code, double margin) {
  int x = MAX(0, (int)floor((code->x - margin) * PIXELS));
  int y = MAX(0, (int)floor((code->y - margin) * PIXELS));
  int side = (int)ceil((code->size + 2 * margin) * PIXELS);
  return (Window){x, y, side, side};
}

/* What stands at a place. */
typedef struct Found {
  KhoaDecoder read; /* which decoders read what must stand there */
  double off;       /* from its place, mm */
  char *other;      /* what else they read, in words */
} Found;

static void look_at(const KhoaPicture *picture, const Place *place, KhoaDecoder decoders,
                    Found *found) {
  Window window = window_of(&place->code, WINDOW_MARGIN_MM);
  g_autoptr(GPtrArray) scans =
      khoa_scan_drawn(picture, window.x, window.y, window.width, window.height, decoders);
  for (guint i = 0; i < scans->len; i++) {
    const KhoaScan *scan = g_ptr_array_index(scans, i);
    if (strcmp(scan->text, place->code.text) == 0) {
      double half = place->code.size / 2;
      found->off =
          hypot(scan->x / PIXELS - place->code.x - half, scan->y / PIXELS - place->code.y - half);
      found->read |= scan->read;
    } else if (!found->other) {
      found->other = khoa_proof_name_text(scan->text, scan->length);
    }
  }
}

static void judge(KhoaProof *proof, const KhoaPicture *picture, const Place *place,
                  const Found *found) {
  const KhoaRunCode *code = &place->code;
  const char *flaw;
  if (!found->read && found->other)
    khoa_proof_add_tag(proof, code->sheet, place->tag, _("its place holds %s"), found->other);
  else if (!found->read)
    khoa_proof_add_tag(proof, code->sheet, place->tag, _("unreadable"));
  else if (found->off > OFF_MAX_MM)
    khoa_proof_add_tag(proof, code->sheet, place->tag, _("stands %.1f mm off its place"),
                       found->off);
  else if ((flaw = khoa_code_flaw(picture, code->x * PIXELS, code->y * PIXELS, code->size * PIXELS,
                                  place->height * PIXELS)))
    khoa_proof_add_tag(proof, code->sheet, place->tag, "%s", flaw);
}

/* A code without flaw stands within a quarter of a module and half a pixel of its place, and needs
 * no decoder to find it: that is most of a decoder's work. */
static gboolean stands_whole(const KhoaPicture *picture, const Place *place) {
  const KhoaRunCode *code = &place->code;
  g_autoptr(KhoaPicture) modules = khoa_code_modules(picture, code->x * PIXELS, code->y * PIXELS,
                                                     code->size * PIXELS, place->height * PIXELS);
  if (!modules)
    return FALSE;
  double module = MAX(code->size, place->height) / (modules->width + 2 * KHOA_QUIET_ZONE);
  if (module / 4 + 0.5 / PIXELS > OFF_MAX_MM)
    return FALSE;
  g_autoptr(GPtrArray) scans = khoa_scan_modules(modules);
  return scans->len == 1 && strcmp(((const KhoaScan *)scans->pdata[0])->text, code->text) == 0;
}

static void prove_place(KhoaProof *proof, const KhoaPicture *picture, const Place *place) {
  if (!place->ask_zbar && stands_whole(picture, place)) {
    proof->read++;
    return;
  }
  Found found = {0};
  look_at(picture, place, KHOA_DECODER_ZXING, &found);
  if (!found.read || place->ask_zbar) {
    look_at(picture, place, KHOA_DECODER_ZBAR, &found);
    proof->asked++;
    proof->weak += found.read == KHOA_DECODER_ZXING || found.read == KHOA_DECODER_ZBAR;
  }
  proof->read += found.read != 0;
  judge(proof, picture, place, &found);
  g_free(found.other);
}

static void blank(KhoaPicture *picture, const KhoaRunCode *code) {
  Window window = window_of(code, 0);
  int width = MIN(window.width, picture->width - window.x);
  int bottom = MIN(window.y + window.height, picture->height);
  for (int y = window.y; width > 0 && y < bottom; y++)
    memset(picture->grey + (gsize)y * (gsize)picture->stride + window.x, 255, (gsize)width);
}

static void prove_rest(KhoaProof *proof, const KhoaPicture *picture, guint number,
                       const char *fault) {
  g_autoptr(GPtrArray) scans = khoa_scan_page(picture);
  for (guint i = 0; i < scans->len; i++) {
    const KhoaScan *scan = g_ptr_array_index(scans, i);
    g_autofree char *code = khoa_proof_name_text(scan->text, scan->length);
    khoa_proof_add(proof, number, code, "%s", fault);
  }
}

static void look(KhoaPicture *picture, guint number, gpointer data) {
  GArray *pages = data;
  Page *page = &g_array_index(pages, Page, number - 1);
  for (guint i = 0; i < page->places->len; i++)
    prove_place(&page->proof, picture, &g_array_index(page->places, Place, i));
  for (guint i = 0; i < page->places->len; i++)
    blank(picture, &g_array_index(page->places, Place, i).code);
  prove_rest(&page->proof, picture, number,
             page->places->len ? _("stands where no code belongs") : _("on a page too many"));
}

/* A place on a page that the file doesn't have is a fault, told once. */
static gboolean expect(const KhoaRun *run, const KhoaPrinter *printer, KhoaFace face,
                       const GArray *tags, guint64 count, GArray *pages, KhoaProof *missing,
                       GError **error) {
  gboolean short_of_pages = FALSE;
  for (guint64 n = 0; n < count; n++) {
    const KhoaTagRecord *tag = khoa_run_tag(run, tags, n);
    Place place = {.tag = {(guint32)tag->batch, (guint32)tag->index},
                   .ask_zbar = n % ASK_ZBAR_EVERY == 0};
    if (!khoa_run_code(run, face, n, tag, &place.code, error))
      return FALSE;
    place.height = place.code.size * printer->scale_y / printer->scale_x;
    if (place.code.sheet <= pages->len) {
      g_array_append_val(g_array_index(pages, Page, place.code.sheet - 1).places, place);
      continue;
    }
    if (short_of_pages)
      khoa_proof_lack(missing, place.tag);
    else
      khoa_proof_add_tag(missing, place.code.sheet, place.tag,
                         _("the file has no such page, nor those after it"));
    short_of_pages = TRUE;
    khoa_run_code_clear(&place.code);
  }
  return TRUE;
}

gboolean khoa_places_prove(const KhoaRun *run, const KhoaPrinter *printer, KhoaFace face,
                           const GArray *tags, const KhoaRaster *raster,
                           const KhoaProgress *progress, KhoaProof *proof, GError **error) {
  guint64 sheets = khoa_run_sheets(run, tags->len);
  guint first = proof->expected ? 1 : (guint)sheets + 1;
  g_autoptr(GArray) pages = pages_new(proof->pages);
  g_auto(KhoaProof) missing = {0};
  khoa_proof_init(&missing);
  if (proof->pages != sheets)
    khoa_proof_add(proof, 0, NULL, _("has %u pages instead of %" PRIu64), proof->pages, sheets);
  if (!expect(run, printer, face, tags, proof->expected, pages, &missing, error) ||
      !khoa_proof_pages(raster, first, proof->pages, DPI, look, pages, progress, error))
    return FALSE;
  for (guint i = 0; i < pages->len; i++)
    khoa_proof_join(proof, &g_array_index(pages, Page, i).proof);
  khoa_proof_join(proof, &missing);
  return TRUE;
}

/* A registry with tags at every status, and both sources that answer for it: itself, and the bundle
 * made from it. */
#ifndef KHOA_TESTS_OFFICE_SOURCES_H
#define KHOA_TESTS_OFFICE_SOURCES_H

#include "office/bundle_export.h"
#include "office/bundle_file.h"
#include "office/verify.h"
#include "unit/office/issued.h"

#define OLD 1   /* batch of keychains of UNIT, with numbers that newer ones follow */
#define NEW 2   /* batch of lock tags of OTHER_UNIT, its tags at every status */
#define OTHER 3 /* batch printed behind another address */

typedef enum NewIndex {
  IN_USE = 1,
  PRINTED,
  LOST,
  REVOKED,
  SPOILED,
  REPLACED,
  FOUND,
  COUNT, /* printed too */
} NewIndex;

static inline void set_up_batches(Fixture *f, gconstpointer data) {
  set_up(f, data);
  add_unit(f, UNIT, "Xã Thọ Sơn");
  add_unit(f, OTHER_UNIT, "Xã Thọ Sơn");
  const gint64 old = add_hotlines(f, UNIT, "2026-11-01");
  const gint64 set = add_hotlines(f, OTHER_UNIT, "2026-11-01");
  add_batch(f, &(Order){OLD, KHOA_KIND_KEYCHAIN, UNIT, old, PREFIX, 3});
  add_batch(f, &(Order){NEW, KHOA_KIND_LOCK_TAG, OTHER_UNIT, set, "", COUNT});
  add_batch(f, &(Order){OTHER, KHOA_KIND_KEYCHAIN, OTHER_UNIT, set, OLD_PREFIX, 1});
  add_hotlines(f, UNIT, "2026-11-02");
  set_status(f, OLD, 1, KHOA_STATUS_IN_USE);
  set_status(f, OTHER, 1, KHOA_STATUS_IN_USE);
  static const struct {
    NewIndex index;
    KhoaStatus status;
  } steps[] = {{IN_USE, KHOA_STATUS_IN_USE},     {LOST, KHOA_STATUS_IN_USE},
               {LOST, KHOA_STATUS_LOST},         {REVOKED, KHOA_STATUS_REVOKED},
               {SPOILED, KHOA_STATUS_SPOILED},   {REPLACED, KHOA_STATUS_IN_USE},
               {REPLACED, KHOA_STATUS_REPLACED}, {FOUND, KHOA_STATUS_IN_USE},
               {FOUND, KHOA_STATUS_LOST},        {FOUND, KHOA_STATUS_IN_USE}};
  for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
    set_status(f, NEW, steps[i].index, steps[i].status);
}
#define ADD_BATCHES(path, test) g_test_add(path, Fixture, NULL, set_up_batches, test, tear_down)

/* Two sources, one truth. */
typedef struct Sources {
  KhoaVerifier *registry, *bundle;
  char *path;
} Sources;

static inline char *export(const Fixture *f, const char *unit) {
  KhoaExported exported;
  g_autoptr(GError) error = NULL;
  khoa_bundle_export(f->office, &(KhoaExportOrder){.unit = unit}, &exported, &error);
  g_assert_no_error(error);
  return exported.path;
}

static inline KhoaVerifier *open_bundle(const char *path, const KhoaAuthority *authority,
                                        gint64 now, GError **error) {
  KhoaBundle bundle;
  return khoa_bundle_file_read(path, authority, &bundle, error)
             ? khoa_verifier_new_bundle(&bundle, now)
             : NULL;
}

static inline Sources open_sources(const Fixture *f) {
  g_autoptr(GError) error = NULL;
  Sources sources = {.registry = khoa_verifier_new(f->office), .path = export(f, NULL)};
  sources.bundle = open_bundle(sources.path, &f->office->authority, NOW, &error);
  g_assert_no_error(error);
  return sources;
}

static inline void sources_clear(Sources *sources) {
  khoa_verifier_free(sources->registry);
  khoa_verifier_free(sources->bundle);
  g_free(sources->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sources, sources_clear)

static inline void ask_bytes(KhoaVerifier *verifier, const char *text, gsize length,
                             KhoaAnswer *answer) {
  g_autoptr(GError) error = NULL;
  khoa_verifier_ask(verifier, text, length, answer, &error);
  g_assert_no_error(error);
}

static inline void assert_same(const KhoaAnswer *a, const KhoaAnswer *b) {
  g_assert_cmpstr(a->word, ==, b->word);
  g_assert_cmpint(a->colour, ==, b->colour);
  g_assert_cmpint(a->genuine, ==, b->genuine);
  g_assert_cmpint(a->verdict.signature, ==, b->verdict.signature);
  g_assert_cmpint(a->verdict.address, ==, b->verdict.address);
  g_assert_cmpint(a->verdict.status, ==, b->verdict.status);
  g_assert_cmpint(a->tag.kind, ==, b->tag.kind);
  g_assert_cmpuint(a->tag.batch, ==, b->tag.batch);
  g_assert_cmpuint(a->tag.index, ==, b->tag.index);
  g_assert_cmpstr(a->code, ==, b->code);
  g_assert_cmpstr(a->unit, ==, b->unit);
  g_assert_cmpstr(a->unit_name, ==, b->unit_name);
  g_assert_cmpstr(a->note, ==, b->note);
  g_assert_cmpint(a->hotlines != NULL, ==, b->hotlines != NULL);
  for (guint i = 0; a->hotlines && i < MAX(a->hotlines->len, b->hotlines->len); i++) {
    const KhoaHotline *x = g_ptr_array_index(a->hotlines, i),
                      *y = g_ptr_array_index(b->hotlines, i);
    g_assert_cmpstr(x->number, ==, y->number);
    g_assert_cmpstr(x->label, ==, y->label);
  }
}

/* Asks both, who must agree; the registry's answer. */
static inline void ask_both_bytes(const Sources *sources, const char *text, gsize length,
                                  KhoaAnswer *answer) {
  g_auto(KhoaAnswer) other = {0};
  ask_bytes(sources->registry, text, length, answer);
  ask_bytes(sources->bundle, text, length, &other);
  assert_same(answer, &other);
}

static inline void ask_both(const Sources *sources, const char *text, KhoaAnswer *answer) {
  ask_both_bytes(sources, text, strlen(text), answer);
}

static inline void assert_word(const Sources *sources, const char *text, const char *word) {
  g_auto(KhoaAnswer) answer = {0};
  ask_both(sources, text, &answer);
  g_assert_cmpstr(answer.word, ==, word);
}

#endif

/* Tags of one household that replace each other, in one word: one letter for each tag, its status
 * (p printed, i in use, r replaced, l lost, v revoked, s spoiled), and behind it what it is to
 * another: '<' it replaces the tag before it, '^' the first one, '?' its replacement is queued. So
 * "rp<?" is a tag that was replaced by one that is printed and to be replaced itself. */
#ifndef KHOA_TESTS_REG_REPLACED_H
#define KHOA_TESTS_REG_REPLACED_H

#include "reg/replacement.h"
#include "unit/reg/fixture.h"

static inline void queue_anyway(KhoaDb *db, gint64 batch, gint64 index) {
  g_autoptr(GError) error = NULL;
  khoa_db_run(db, &error, "INSERT INTO replacement (old_batch, old_idx, reason) VALUES (?, ?, '')",
              "ii", batch, index);
  g_assert_no_error(error);
}

/* Adds a tag and says that it replaces another, whatever their status. */
static inline void add_replacement(KhoaDb *db, gint64 batch, gint64 old_batch, gint64 index,
                                   gint64 subject, KhoaStatus status) {
  g_autoptr(GError) error = NULL;
  const KhoaTagRecord link = {
      .batch = batch, .index = index, .replaces_batch = old_batch, .replaces_index = index};
  add_tag(db, batch, index, subject, status);
  queue_anyway(db, old_batch, index);
  khoa_replacement_link(db, &link, &error);
  g_assert_no_error(error);
}

/* The n-th tag of the word is tag `index` of batch n. How many there are. */
static inline gint64 add_word(KhoaDb *db, const char *word, gint64 index, gint64 subject) {
  static const char letters[] = "prilvs", order[] = {0, 2, 1, 3, 4, 5};
  gint64 batch = 0;
  for (; *word; word++) {
    if (*word == '?') {
      queue_anyway(db, batch, index);
      continue;
    }
    const char *at = strchr(letters, *word);
    g_assert_nonnull(at);
    const KhoaStatus status = (KhoaStatus)order[at - letters];
    batch++;
    if (word[1] == '<' || word[1] == '^') {
      word++;
      add_replacement(db, batch, *word == '<' ? batch - 1 : 1, index, subject, status);
    } else {
      add_tag(db, batch, index, subject, status);
    }
  }
  return batch;
}

/* Batches 1 to 4 of keychains, in which words find room. */
static inline void set_up_words(Fixture *f, gconstpointer data) {
  set_up(f, data);
  add_units(f->db);
  for (gint64 number = 1; number <= 4; number++)
    add_batch(f->db, number, KHOA_KIND_KEYCHAIN, 99);
}

#endif

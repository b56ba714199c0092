/* Verdicts for whatever is scanned or typed, against an office's registry or a status bundle alone.
 * Which source is asked is decided once; the verdict itself is found in src/tag alone. */
#ifndef KHOA_OFFICE_VERIFY_H
#define KHOA_OFFICE_VERIFY_H

#include "office.h"
#include "tag/verdict.h"

typedef struct KhoaVerifier KhoaVerifier;

/* The office must outlive the verifier. */
KhoaVerifier *khoa_verifier_new(KhoaOffice *office);
/* Takes over a bundle that khoa_bundle_file_accept() accepted. now: UTC seconds. */
KhoaVerifier *khoa_verifier_new_bundle(KhoaBundle *bundle, gint64 now);
void khoa_verifier_free(KhoaVerifier *verifier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaVerifier, khoa_verifier_free)

/* What is known of one input. Fields that are not known are NULL, 0 or unknown; for `forged` all of
 * them are, since nothing that a forged tag says can be trusted. */
typedef struct KhoaAnswer {
  const char *word; /* the verdict's, or "registered", "unregistered" for a printed code */
  KhoaColour colour;
  gboolean genuine;
  KhoaVerdict verdict; /* its word means nothing for a printed code */
  KhoaFreshness freshness;
  gint64 age;  /* days since the bundle was made; -1 for a registry */
  KhoaTag tag; /* batch 0 and index 0 if not known */
  char *code;  /* printed code */
  char *unit, *unit_name;
  GPtrArray *hotlines; /* KhoaHotline *: what the tag must show */
  char *note;          /* what to do, or why */
} KhoaAnswer;
void khoa_answer_clear(KhoaAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KhoaAnswer, khoa_answer_clear)

/* text: any bytes; a line break at the end is not part of it. Errors are the registry's alone. */
gboolean khoa_verifier_ask(KhoaVerifier *verifier, const char *text, gsize length,
                           KhoaAnswer *answer, GError **error);

/* Many texts at once: all cores check them while the caller does something else. What is known of
 * them is looked up when the round is started, as for a single text. */
typedef struct KhoaRound KhoaRound;
KhoaRound *khoa_round_new(KhoaVerifier *verifier);
/* Waits for what was started. */
void khoa_round_free(KhoaRound *round);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaRound, khoa_round_free)
/* Copies the text. Not after the start. */
void khoa_round_add(KhoaRound *round, const char *text, gsize length);
guint khoa_round_size(const KhoaRound *round);
gboolean khoa_round_start(KhoaRound *round, GError **error);
/* The n-th answer (from 0) and its text, the round's own; waits until all are there. */
const KhoaAnswer *khoa_round_answer(KhoaRound *round, guint n, const char **text, gsize *length);

#endif

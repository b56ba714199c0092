#include "verify.h"

#include "known.h"
#include "tag/code.h"

#include <glib/gi18n.h>

#define SECONDS_A_DAY 86400
#define CODE_TEXT_MAX 40 /* a printed code with room for dashes and spaces */
#define SLICE 64         /* texts that a core takes at once */

struct KhoaVerifier {
  KhoaSource *source;
  gint64 now;
  GThreadPool *pool; /* of Slice *; NULL until there are many texts */
};

/* A text on its way to its answer. */
typedef struct Question {
  char *text; /* NULL: somebody else's */
  gsize length;
  KhoaReading reading; /* of a printed code only the tag */
  KhoaCodeFault code;  /* KHOA_CODE_OK: it is a printed code */
  KhoaKnown known;
  KhoaAnswer answer;
} Question;

KhoaVerifier *khoa_verifier_new(KhoaOffice *office) {
  KhoaVerifier *verifier = g_new0(KhoaVerifier, 1);
  verifier->source = khoa_source_new(office);
  verifier->now = office->now;
  return verifier;
}

KhoaVerifier *khoa_verifier_new_bundle(KhoaBundle *bundle, gint64 now) {
  KhoaVerifier *verifier = g_new0(KhoaVerifier, 1);
  verifier->source = khoa_source_new_bundle(bundle);
  verifier->now = now;
  *bundle = (KhoaBundle){0};
  return verifier;
}

void khoa_verifier_free(KhoaVerifier *verifier) {
  if (!verifier)
    return;
  if (verifier->pool)
    g_thread_pool_free(verifier->pool, FALSE, TRUE);
  khoa_source_free(verifier->source);
  g_free(verifier);
}

static void hotline_free(gpointer data) {
  KhoaHotline *hotline = data;
  g_free((char *)hotline->number);
  g_free((char *)hotline->label);
  g_free(hotline);
}

static GPtrArray *copy_hotlines(const KhoaKnown *known) {
  if (!known->hotlines)
    return NULL;
  GPtrArray *hotlines = g_ptr_array_new_full((guint)known->n_hotlines, hotline_free);
  for (gsize i = 0; i < known->n_hotlines; i++) {
    KhoaHotline *hotline = g_new(KhoaHotline, 1);
    *hotline =
        (KhoaHotline){g_strdup(known->hotlines[i].number), g_strdup(known->hotlines[i].label)};
    g_ptr_array_add(hotlines, hotline);
  }
  return hotlines;
}

void khoa_answer_clear(KhoaAnswer *answer) {
  g_clear_pointer(&answer->code, g_free);
  g_clear_pointer(&answer->unit, g_free);
  g_clear_pointer(&answer->unit_name, g_free);
  g_clear_pointer(&answer->hotlines, g_ptr_array_unref);
  g_clear_pointer(&answer->note, g_free);
}

static const char *const notes[KHOA_VERDICT_COUNT] = {
    [KHOA_VERDICT_SPECIMEN] = N_("for training; protects nothing"),
    [KHOA_VERDICT_FORGED] = N_("not made by this office: keep the tag and report it"),
    [KHOA_VERDICT_ALTERED] =
        N_("a genuine code behind somebody else's address: don't open it, report it"),
    [KHOA_VERDICT_REVOKED] = N_("withdrawn by the office: collect the tag"),
    [KHOA_VERDICT_LOST] = N_("its household misses it: collect the tag, return it to the office"),
    [KHOA_VERDICT_SPOILED] = N_("a misprint that should have been destroyed: collect the tag"),
    [KHOA_VERDICT_REPLACED] = N_("a newer tag was given out for it: collect this one"),
    [KHOA_VERDICT_UNKNOWN] = N_("its batch or status isn't known here: get a newer bundle"),
    [KHOA_VERDICT_OUTDATED] = N_("the unit has newer numbers: the tag should be replaced"),
    [KHOA_VERDICT_UNISSUED] = N_("it was never handed over: ask where it comes from"),
};

static void tell_known(KhoaAnswer *answer, const KhoaKnown *known) {
  answer->unit = g_strdup(known->unit);
  answer->unit_name = g_strdup(known->unit_name);
  answer->hotlines = copy_hotlines(known);
}

static char *code_of(KhoaTag tag) {
  char code[KHOA_CODE_SIZE];
  khoa_code_print(code, tag.batch, tag.index);
  return g_strdup(code);
}

/* Tells what is known only of tags that are ours. */
static void answer_reading(Question *question) {
  const KhoaReading *reading = &question->reading;
  KhoaAnswer *answer = &question->answer;
  answer->verdict = khoa_verdict_find(reading, &question->known.facts);
  KhoaVerdictWord word = answer->verdict.word;
  answer->word = khoa_verdict_word(word);
  answer->colour = khoa_verdict_colour(word);
  answer->genuine = word == KHOA_VERDICT_GENUINE;
  if (question->code != KHOA_CODE_SHAPE)
    answer->note = g_strdup(_(khoa_code_fault_words(question->code)));
  else if (reading->fault != KHOA_DIGITS_OK)
    answer->note = g_strdup(_(khoa_digits_fault_words(reading->fault)));
  else
    answer->note = g_strdup(_(notes[word]));
  if (!khoa_verdict_tells_tag(&answer->verdict))
    return;
  answer->tag = reading->tag;
  answer->code = code_of(reading->tag);
  if (khoa_verdict_tells_known(&answer->verdict))
    tell_known(answer, &question->known);
}

static void answer_code(Question *question) {
  const KhoaFacts *facts = &question->known.facts;
  KhoaTag tag = question->reading.tag;
  KhoaAnswer *answer = &question->answer;
  KhoaCodeVerdict verdict = khoa_verdict_of_code(facts, tag.index);
  answer->word = khoa_code_verdict_word(&verdict);
  answer->colour = verdict.colour;
  answer->verdict.status = verdict.status;
  answer->code = code_of(tag);
  if (!verdict.registered) {
    answer->note = g_strdup(_("no such tag here"));
    return;
  }
  const char *note = _(notes[verdict.by_status]);
  answer->note =
      g_strdup_printf(_("registered as %s%s%s; signature not checked: scan the QR code to "
                        "know more"),
                      _(khoa_status_word(verdict.status)), note ? ": " : "", note ? note : "");
  answer->tag = (KhoaTag){facts->kind, tag.batch, tag.index};
  tell_known(answer, &question->known);
}

/* A verdict is only as good as what it was found from. */
static void note_freshness(KhoaAnswer *answer) {
  static const char *const words[] = {
      [KHOA_FRESHNESS_UNKNOWN] = NULL,
      [KHOA_FRESHNESS_FRESH] = NULL,
      [KHOA_FRESHNESS_STALE] = N_("the bundle is stale: get a newer one"),
      [KHOA_FRESHNESS_CLOCK_WRONG] = N_("this machine's clock is wrong: set it"),
  };
  if (!words[answer->freshness])
    return;
  char *note = answer->note ? g_strdup_printf("%s; %s", answer->note, _(words[answer->freshness]))
                            : g_strdup(_(words[answer->freshness]));
  g_free(answer->note);
  answer->note = note;
}

/* Reads the text and looks up what is known of it. */
static gboolean prepare(KhoaVerifier *verifier, const char *text, Question *question,
                        GError **error) {
  KhoaTag *tag = &question->reading.tag;
  question->code = KHOA_CODE_SHAPE;
  if (question->length <= CODE_TEXT_MAX)
    question->code = khoa_code_parse(&tag->batch, &tag->index, text, question->length);
  if (question->code != KHOA_CODE_OK)
    khoa_reading_parse(&question->reading, text, question->length);
  return question->reading.fault != KHOA_DIGITS_OK ||
         khoa_source_know(verifier->source, &question->reading, &question->known, error);
}

/* From what was prepared alone: any thread may do it. */
static void conclude(const KhoaVerifier *verifier, Question *question) {
  const KhoaBundle *bundle = khoa_source_bundle(verifier->source);
  KhoaAnswer *answer = &question->answer;
  *answer = (KhoaAnswer){.freshness = KHOA_FRESHNESS_FRESH, .age = -1};
  if (bundle) {
    answer->freshness = khoa_bundle_freshness(bundle, verifier->now);
    answer->age = MAX(0, (verifier->now - bundle->created) / SECONDS_A_DAY);
  }
  (question->code == KHOA_CODE_OK ? answer_code : answer_reading)(question);
  note_freshness(answer);
}

static gsize without_line_end(const char *text, gsize length) {
  while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
    length--;
  return length;
}

gboolean khoa_verifier_ask(KhoaVerifier *verifier, const char *text, gsize length,
                           KhoaAnswer *answer, GError **error) {
  Question question = {.length = without_line_end(text, length)};
  *answer = (KhoaAnswer){0};
  g_autoptr(GHashTable) kept = khoa_source_look_again(verifier->source);
  if (!prepare(verifier, text, &question, error))
    return FALSE;
  conclude(verifier, &question);
  *answer = question.answer;
  return TRUE;
}

struct KhoaRound {
  KhoaVerifier *verifier;
  GArray *questions;
  GHashTable *kept; /* what they point into */
  guint waiting;    /* slices that aren't done; under the mutex */
  GMutex mutex;
  GCond done;
};

typedef struct Slice {
  KhoaRound *round;
  guint from;
} Slice;

static void question_clear(gpointer data) {
  Question *question = data;
  g_free(question->text);
  khoa_answer_clear(&question->answer);
}

KhoaRound *khoa_round_new(KhoaVerifier *verifier) {
  KhoaRound *round = g_new0(KhoaRound, 1);
  round->verifier = verifier;
  round->questions = g_array_new(FALSE, TRUE, sizeof(Question));
  g_array_set_clear_func(round->questions, question_clear);
  g_mutex_init(&round->mutex);
  g_cond_init(&round->done);
  return round;
}

static void wait_for(KhoaRound *round) {
  g_mutex_lock(&round->mutex);
  while (round->waiting > 0)
    g_cond_wait(&round->done, &round->mutex);
  g_mutex_unlock(&round->mutex);
}

void khoa_round_free(KhoaRound *round) {
  if (!round)
    return;
  wait_for(round);
  g_array_unref(round->questions);
  g_clear_pointer(&round->kept, g_hash_table_unref);
  g_mutex_clear(&round->mutex);
  g_cond_clear(&round->done);
  g_free(round);
}

void khoa_round_add(KhoaRound *round, const char *text, gsize length) {
  Question question = {.length = without_line_end(text, length)};
  question.text = g_memdup2(text, length + 1);
  g_array_append_val(round->questions, question);
}

guint khoa_round_size(const KhoaRound *round) {
  return round->questions->len;
}

static void work(gpointer data, gpointer unused) {
  Slice *slice = data;
  KhoaRound *round = slice->round;
  (void)unused;
  for (guint i = slice->from; i < MIN(slice->from + SLICE, round->questions->len); i++)
    conclude(round->verifier, &g_array_index(round->questions, Question, i));
  g_free(slice);
  g_mutex_lock(&round->mutex);
  round->waiting--;
  g_cond_signal(&round->done);
  g_mutex_unlock(&round->mutex);
}

/* All of a round in one look at the registry: asking for its lock anew costs as much as a text. */
static gboolean prepare_all(KhoaRound *round, GError **error) {
  KhoaVerifier *verifier = round->verifier;
  gboolean known = khoa_source_begin(verifier->source, error);
  for (guint i = 0; known && i < round->questions->len; i++) {
    Question *question = &g_array_index(round->questions, Question, i);
    known = prepare(verifier, question->text, question, error);
  }
  khoa_source_end(verifier->source);
  return known;
}

gboolean khoa_round_start(KhoaRound *round, GError **error) {
  KhoaVerifier *verifier = round->verifier;
  if (!verifier->pool)
    verifier->pool = g_thread_pool_new(work, NULL, (int)g_get_num_processors(), FALSE, NULL);
  round->kept = khoa_source_look_again(verifier->source);
  if (!prepare_all(round, error))
    return FALSE;
  round->waiting = (round->questions->len + SLICE - 1) / SLICE;
  for (guint from = 0; from < round->questions->len; from += SLICE) {
    Slice *slice = g_new(Slice, 1);
    *slice = (Slice){round, from};
    g_thread_pool_push(verifier->pool, slice, NULL);
  }
  return TRUE;
}

const KhoaAnswer *khoa_round_answer(KhoaRound *round, guint n, const char **text, gsize *length) {
  wait_for(round);
  const Question *question = &g_array_index(round->questions, Question, n);
  *text = question->text;
  *length = question->length;
  return &question->answer;
}

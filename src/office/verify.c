#include "verify.h"

#include "batch_files.h"
#include "bundle_file.h"
#include "reg/batch.h"
#include "reg/hotline.h"
#include "reg/tag.h"
#include "tag/code.h"

#include <string.h>

#define SECONDS_A_DAY 86400
#define CODE_TEXT_MAX 40 /* a printed code with room for dashes and spaces */

/* What a source knows of a batch, in one shape for both sources. */
typedef struct Known {
  KhoaFacts facts;
  char *unit, *unit_name;
  GPtrArray *hotlines;
} Known;

struct KhoaVerifier {
  KhoaOffice *office; /* NULL: the bundle is asked */
  KhoaBundle bundle;
  gint64 now;
};

KhoaVerifier *khoa_verifier_new(KhoaOffice *office) {
  KhoaVerifier *verifier = g_new0(KhoaVerifier, 1);
  verifier->office = office;
  verifier->now = office->now;
  return verifier;
}

KhoaVerifier *khoa_verifier_new_bundle(const char *path, const KhoaAuthority *authority, gint64 now,
                                       GError **error) {
  g_autoptr(KhoaVerifier) verifier = g_new0(KhoaVerifier, 1);
  verifier->now = now;
  if (!khoa_bundle_file_read(path, authority, &verifier->bundle, error))
    return NULL;
  return g_steal_pointer(&verifier);
}

void khoa_verifier_free(KhoaVerifier *verifier) {
  if (!verifier)
    return;
  khoa_bundle_clear(&verifier->bundle);
  g_free(verifier);
}

static void hotline_free(gpointer data) {
  KhoaHotline *hotline = data;
  g_free((char *)hotline->number);
  g_free((char *)hotline->label);
  g_free(hotline);
}

static void add_hotline(GPtrArray *hotlines, const char *number, const char *label) {
  KhoaHotline *hotline = g_new(KhoaHotline, 1);
  *hotline = (KhoaHotline){g_strdup(number), g_strdup(label)};
  g_ptr_array_add(hotlines, hotline);
}

static void known_clear(Known *known) {
  g_clear_pointer(&known->unit, g_free);
  g_clear_pointer(&known->unit_name, g_free);
  g_clear_pointer(&known->hotlines, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Known, known_clear)

void khoa_answer_clear(KhoaAnswer *answer) {
  g_clear_pointer(&answer->code, g_free);
  g_clear_pointer(&answer->unit, g_free);
  g_clear_pointer(&answer->unit_name, g_free);
  g_clear_pointer(&answer->hotlines, g_ptr_array_unref);
  g_clear_pointer(&answer->note, g_free);
}

static void know_from_bundle(const KhoaVerifier *verifier, const KhoaReading *reading,
                             Known *known) {
  const KhoaBatch *batch;
  khoa_bundle_facts(&verifier->bundle, reading, &known->facts, &batch);
  if (!batch)
    return;
  known->unit = g_strdup(batch->unit->code);
  known->unit_name = g_strdup(batch->unit->name);
  for (gsize i = 0; i < batch->hotlines->count; i++)
    add_hotline(known->hotlines, batch->hotlines->numbers[i].number,
                batch->hotlines->numbers[i].label);
}

/* As a bundle lists them: today's address, and each that a batch was printed with. */
static gboolean find_prefix(KhoaOffice *office, const KhoaReading *reading, bool *listed,
                            GError **error) {
  g_autofree char *prefix = g_strndup(reading->prefix, reading->prefix_length);
  *listed = false;
  if (reading->prefix_length == 0 || strlen(prefix) != reading->prefix_length)
    return TRUE; /* bare digits, or a NUL in it */
  *listed = strcmp(prefix, office->config->prefix) == 0;
  gint64 number = 0;
  if (*listed || (khoa_batch_with_prefix(office->db, prefix, &number, error) && !number))
    return TRUE;
  g_autoptr(KhoaBatchRecord) batch = number ? khoa_batch_load(office, number, error) : NULL;
  *listed = batch != NULL;
  return batch != NULL;
}

static gboolean know_from_registry(KhoaVerifier *verifier, const KhoaReading *reading, Known *known,
                                   GError **error) {
  KhoaDb *db = verifier->office->db;
  /* Asked anew each time, however many of one batch are scanned: a desk's scanner runs all day,
   * and numbers may change meanwhile. */
  g_autoptr(KhoaBatchRecord) batch = NULL;
  if (!khoa_batch_find_endorsed(verifier->office, reading->tag.batch, &batch, error))
    return FALSE;
  known->facts = (KhoaFacts){.status = KHOA_STATUS_UNKNOWN};
  if (!find_prefix(verifier->office, reading, &known->facts.prefix_listed, error))
    return FALSE;
  if (!batch)
    return TRUE;
  KhoaTagRecord tag;
  gboolean found;
  g_autoptr(KhoaHotlinesRecord) hotlines = khoa_hotlines_get(db, batch->hotline_set, error);
  if (!hotlines || !khoa_tag_find(db, batch->number, reading->tag.index, &tag, &found, error))
    return FALSE;
  known->facts.batch_known = true;
  known->facts.kind = batch->kind;
  known->facts.count = (guint32)batch->count;
  known->facts.numbers_current = batch->numbers_current;
  known->facts.status = found ? tag.status : KHOA_STATUS_UNKNOWN;
  memcpy(known->facts.public_key, batch->public_key, sizeof batch->public_key);
  known->unit = g_strdup(batch->unit);
  known->unit_name = g_strdup(batch->unit_name);
  for (gsize i = 0; i < hotlines->count; i++)
    add_hotline(known->hotlines, hotlines->numbers[i].number, hotlines->numbers[i].label);
  return TRUE;
}

static gboolean know(KhoaVerifier *verifier, const KhoaReading *reading, Known *known,
                     GError **error) {
  known->hotlines = g_ptr_array_new_with_free_func(hotline_free);
  if (verifier->office)
    return know_from_registry(verifier, reading, known, error);
  know_from_bundle(verifier, reading, known);
  return TRUE;
}

static const char *const notes[KHOA_VERDICT_COUNT] = {
    [KHOA_VERDICT_SPECIMEN] = "for training; protects nothing",
    [KHOA_VERDICT_FORGED] = "not made by this office: keep the tag and report it",
    [KHOA_VERDICT_ALTERED] =
        "a genuine code behind somebody else's address: don't open it, report it",
    [KHOA_VERDICT_REVOKED] = "withdrawn by the office: collect the tag",
    [KHOA_VERDICT_LOST] = "reported lost: collect the tag and return it to the office",
    [KHOA_VERDICT_SPOILED] = "a misprint that should have been destroyed: collect the tag",
    [KHOA_VERDICT_REPLACED] = "a newer tag was given out for it: collect this one",
    [KHOA_VERDICT_UNKNOWN] = "its batch or status isn't known here: get a newer bundle",
    [KHOA_VERDICT_OUTDATED] = "the unit has newer numbers: the tag should be replaced",
    [KHOA_VERDICT_UNISSUED] = "genuine, but never handed over",
};

/* Hands over what is known, unless the tag is none of ours. */
static void tell_known(KhoaAnswer *answer, const KhoaReading *reading, Known *known) {
  KhoaVerdictWord word = answer->verdict.word;
  if (word == KHOA_VERDICT_NOT_A_TAG || word == KHOA_VERDICT_FORGED)
    return;
  char code[KHOA_CODE_SIZE];
  answer->tag = reading->tag;
  khoa_code_print(code, reading->tag.batch, reading->tag.index);
  answer->code = g_strdup(code);
  if (answer->verdict.signature != KHOA_SIGNATURE_GOOD || word == KHOA_VERDICT_SPECIMEN)
    return;
  answer->unit = g_steal_pointer(&known->unit);
  answer->unit_name = g_steal_pointer(&known->unit_name);
  answer->hotlines = g_steal_pointer(&known->hotlines);
}

static gboolean answer_reading(KhoaVerifier *verifier, const char *text, gsize length,
                               KhoaAnswer *answer, GError **error) {
  KhoaReading reading;
  g_auto(Known) known = {0};
  khoa_reading_parse(&reading, text, length);
  if (reading.fault == KHOA_DIGITS_OK && !know(verifier, &reading, &known, error))
    return FALSE;
  answer->verdict = khoa_verdict_find(&reading, &known.facts);
  answer->word = khoa_verdict_word(answer->verdict.word);
  answer->colour = khoa_verdict_colour(answer->verdict.word);
  answer->genuine = answer->verdict.word == KHOA_VERDICT_GENUINE;
  answer->note = g_strdup(reading.fault == KHOA_DIGITS_OK ? notes[answer->verdict.word]
                                                          : khoa_digits_fault_words(reading.fault));
  tell_known(answer, &reading, &known);
  return TRUE;
}

/* A printed code names a tag and proves nothing. */
static gboolean answer_code(KhoaVerifier *verifier, guint32 batch, guint32 index,
                            KhoaAnswer *answer, GError **error) {
  const KhoaReading reading = {.tag = {.batch = batch, .index = index}};
  g_auto(Known) known = {0};
  if (!know(verifier, &reading, &known, error))
    return FALSE;
  gboolean registered = known.facts.batch_known && index <= known.facts.count;
  answer->word = registered ? "registered" : "unregistered";
  answer->colour = registered ? KHOA_AMBER : KHOA_GREY;
  answer->verdict.status = KHOA_STATUS_UNKNOWN;
  answer->note = registered ? g_strdup_printf("registered as %s; signature not checked: scan the "
                                              "QR code to know more",
                                              khoa_status_word(known.facts.status))
                            : g_strdup("no such tag here");
  char code[KHOA_CODE_SIZE];
  khoa_code_print(code, batch, index);
  answer->code = g_strdup(code);
  if (!registered)
    return TRUE;
  answer->tag = (KhoaTag){known.facts.kind, batch, index};
  answer->verdict.status = known.facts.status;
  answer->unit = g_steal_pointer(&known.unit);
  answer->unit_name = g_steal_pointer(&known.unit_name);
  answer->hotlines = g_steal_pointer(&known.hotlines);
  return TRUE;
}

/* A verdict is only as good as what it was found from. */
static void note_freshness(KhoaAnswer *answer) {
  static const char *const words[] = {
      [KHOA_FRESHNESS_UNKNOWN] = NULL,
      [KHOA_FRESHNESS_FRESH] = NULL,
      [KHOA_FRESHNESS_STALE] = "the bundle is stale: get a newer one",
      [KHOA_FRESHNESS_CLOCK_WRONG] = "this machine's clock is wrong: set it",
  };
  if (!words[answer->freshness])
    return;
  char *note = answer->note ? g_strdup_printf("%s; %s", answer->note, words[answer->freshness])
                            : g_strdup(words[answer->freshness]);
  g_free(answer->note);
  answer->note = note;
}

static gboolean answer_text(KhoaVerifier *verifier, const char *text, gsize length,
                            KhoaAnswer *answer, GError **error) {
  guint32 batch, index;
  KhoaCodeFault fault = KHOA_CODE_SHAPE;
  if (length <= CODE_TEXT_MAX)
    fault = khoa_code_parse(&batch, &index, text, length);
  if (fault == KHOA_CODE_OK)
    return answer_code(verifier, batch, index, answer, error);
  if (!answer_reading(verifier, text, length, answer, error))
    return FALSE;
  if (fault != KHOA_CODE_SHAPE) {
    g_free(answer->note);
    answer->note = g_strdup(khoa_code_fault_words(fault));
  }
  return TRUE;
}

gboolean khoa_verifier_ask(KhoaVerifier *verifier, const char *text, gsize length,
                           KhoaAnswer *answer, GError **error) {
  while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
    length--;
  *answer = (KhoaAnswer){.freshness = KHOA_FRESHNESS_FRESH, .age = -1};
  if (!verifier->office) {
    answer->freshness = khoa_bundle_freshness(&verifier->bundle, verifier->now);
    answer->age = MAX(0, (verifier->now - verifier->bundle.created) / SECONDS_A_DAY);
  }
  if (!answer_text(verifier, text, length, answer, error))
    return FALSE;
  note_freshness(answer);
  return TRUE;
}

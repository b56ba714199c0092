#include "verdict.h"
#include "tag/mark.h"

#include <string.h>

static const struct {
  const char *word;
  KhoaColour colour;
} verdicts[KHOA_VERDICT_COUNT] = {
    [KHOA_VERDICT_NOT_A_TAG] = {N_("not-a-tag"), KHOA_GREY},
    [KHOA_VERDICT_SPECIMEN] = {N_("specimen"), KHOA_GREY},
    [KHOA_VERDICT_FORGED] = {N_("forged"), KHOA_RED},
    [KHOA_VERDICT_ALTERED] = {N_("altered"), KHOA_RED},
    [KHOA_VERDICT_REVOKED] = {N_("revoked"), KHOA_RED},
    [KHOA_VERDICT_LOST] = {N_("lost"), KHOA_RED},
    [KHOA_VERDICT_SPOILED] = {N_("spoiled"), KHOA_RED},
    [KHOA_VERDICT_REPLACED] = {N_("replaced"), KHOA_RED},
    [KHOA_VERDICT_UNKNOWN] = {N_("unknown"), KHOA_AMBER},
    [KHOA_VERDICT_OUTDATED] = {N_("outdated"), KHOA_AMBER},
    [KHOA_VERDICT_UNISSUED] = {N_("unissued"), KHOA_AMBER},
    [KHOA_VERDICT_GENUINE] = {N_("genuine"), KHOA_GREEN},
};

static const char *const signature_words[] = {
    [KHOA_SIGNATURE_UNKNOWN] = NULL,
    [KHOA_SIGNATURE_GOOD] = N_("good"),
    [KHOA_SIGNATURE_BAD] = N_("bad"),
};

static const char *const address_words[] = {
    [KHOA_ADDRESS_UNKNOWN] = NULL,
    [KHOA_ADDRESS_NONE] = N_("none"),
    [KHOA_ADDRESS_OURS] = N_("ours"),
    [KHOA_ADDRESS_FOREIGN] = N_("foreign"),
};

static const char *const freshness_words[] = {
    [KHOA_FRESHNESS_UNKNOWN] = NULL,
    [KHOA_FRESHNESS_FRESH] = N_("fresh"),
    [KHOA_FRESHNESS_STALE] = N_("stale"),
    [KHOA_FRESHNESS_CLOCK_WRONG] = N_("clock wrong"),
};

const char *khoa_verdict_word(KhoaVerdictWord verdict) {
  return verdicts[verdict].word;
}

KhoaColour khoa_verdict_colour(KhoaVerdictWord verdict) {
  return verdicts[verdict].colour;
}

const char *khoa_signature_word(KhoaSignatureAxis signature) {
  return signature_words[signature];
}

const char *khoa_address_word(KhoaAddressAxis address) {
  return address_words[address];
}

const char *khoa_freshness_word(KhoaFreshness freshness) {
  return freshness_words[freshness];
}

void khoa_reading_parse(KhoaReading *reading, const char *text, size_t length) {
  *reading = (KhoaReading){.prefix = text};
  for (size_t i = 0; i < length; i++)
    if (text[i] == '#')
      reading->prefix_length = i + 1;
  reading->fault =
      khoa_digits_decode(&reading->tag, reading->payload, reading->signature,
                         text + reading->prefix_length, length - reading->prefix_length);
}

static KhoaAddressAxis find_address(const KhoaReading *reading, const KhoaFacts *facts) {
  if (reading->prefix_length == 0)
    return KHOA_ADDRESS_NONE;
  return facts->prefix_listed ? KHOA_ADDRESS_OURS : KHOA_ADDRESS_FOREIGN;
}

static KhoaSignatureAxis check_signature(const KhoaReading *reading, const KhoaFacts *facts) {
  bool specimen = reading->tag.kind == KHOA_KIND_SPECIMEN;
  if (!specimen && !facts->batch_known)
    return KHOA_SIGNATURE_UNKNOWN;
  /* A good signature doesn't vouch for a tag that its batch can't have. */
  if (!specimen && (reading->tag.kind != facts->kind || reading->tag.index > facts->count))
    return KHOA_SIGNATURE_BAD;
  const uint8_t *key = specimen ? khoa_specimen_public_key : facts->public_key;
  return khoa_tag_verify(reading->payload, reading->signature, key) ? KHOA_SIGNATURE_GOOD
                                                                    : KHOA_SIGNATURE_BAD;
}

KhoaVerdictWord khoa_verdict_by_status(KhoaStatus status, bool numbers_current) {
  static const KhoaVerdictWord words[KHOA_STATUS_COUNT] = {
      [KHOA_STATUS_PRINTED] = KHOA_VERDICT_UNISSUED,  [KHOA_STATUS_IN_USE] = KHOA_VERDICT_GENUINE,
      [KHOA_STATUS_REPLACED] = KHOA_VERDICT_REPLACED, [KHOA_STATUS_LOST] = KHOA_VERDICT_LOST,
      [KHOA_STATUS_REVOKED] = KHOA_VERDICT_REVOKED,   [KHOA_STATUS_SPOILED] = KHOA_VERDICT_SPOILED,
  };
  if (status == KHOA_STATUS_UNKNOWN)
    return KHOA_VERDICT_UNKNOWN;
  if (status == KHOA_STATUS_IN_USE && !numbers_current)
    return KHOA_VERDICT_OUTDATED;
  return words[status];
}

KhoaVerdict khoa_verdict_find(const KhoaReading *reading, const KhoaFacts *facts) {
  KhoaVerdict verdict = {KHOA_VERDICT_NOT_A_TAG, KHOA_SIGNATURE_UNKNOWN, KHOA_ADDRESS_UNKNOWN,
                         KHOA_STATUS_UNKNOWN};
  if (reading->fault != KHOA_DIGITS_OK)
    return verdict;
  verdict.signature = check_signature(reading, facts);
  if (verdict.signature == KHOA_SIGNATURE_BAD) {
    verdict.word = KHOA_VERDICT_FORGED;
    return verdict;
  }
  verdict.address = find_address(reading, facts);
  if (reading->tag.kind == KHOA_KIND_SPECIMEN) {
    verdict.word = KHOA_VERDICT_SPECIMEN;
    return verdict;
  }
  if (verdict.signature == KHOA_SIGNATURE_UNKNOWN) {
    verdict.word = KHOA_VERDICT_UNKNOWN;
    return verdict;
  }
  verdict.status = facts->status;
  verdict.word = verdict.address == KHOA_ADDRESS_FOREIGN
                     ? KHOA_VERDICT_ALTERED
                     : khoa_verdict_by_status(facts->status, facts->numbers_current);
  return verdict;
}

bool khoa_verdict_tells_tag(const KhoaVerdict *verdict) {
  return verdict->word != KHOA_VERDICT_NOT_A_TAG && verdict->word != KHOA_VERDICT_FORGED;
}

bool khoa_verdict_tells_known(const KhoaVerdict *verdict) {
  return verdict->signature == KHOA_SIGNATURE_GOOD && verdict->word != KHOA_VERDICT_SPECIMEN;
}

KhoaCodeVerdict khoa_verdict_of_code(const KhoaFacts *facts, uint32_t index) {
  KhoaCodeVerdict verdict = {
      .status = KHOA_STATUS_UNKNOWN, .by_status = KHOA_VERDICT_UNKNOWN, .colour = KHOA_GREY};
  if (!facts->batch_known || index > facts->count)
    return verdict;
  verdict.registered = true;
  verdict.status = facts->status;
  verdict.by_status = khoa_verdict_by_status(facts->status, facts->numbers_current);
  verdict.colour = khoa_verdict_colour(verdict.by_status) == KHOA_RED ? KHOA_RED : KHOA_AMBER;
  return verdict;
}

const char *khoa_code_verdict_word(const KhoaCodeVerdict *verdict) {
  return verdict->registered ? N_("registered") : N_("unregistered");
}

static bool prefix_is_listed(const KhoaBundle *bundle, const KhoaReading *reading) {
  for (size_t i = 0; i < bundle->n_prefixes; i++)
    if (strlen(bundle->prefixes[i]) == reading->prefix_length &&
        memcmp(bundle->prefixes[i], reading->prefix, reading->prefix_length) == 0)
      return true;
  return false;
}

void khoa_bundle_facts(const KhoaBundle *bundle, const KhoaReading *reading, KhoaFacts *facts,
                       const KhoaBatch **batch) {
  const KhoaBatch *found = NULL;
  *facts = (KhoaFacts){.status = KHOA_STATUS_UNKNOWN};
  if (reading->fault == KHOA_DIGITS_OK) {
    facts->prefix_listed = prefix_is_listed(bundle, reading);
    found = khoa_bundle_batch(bundle, reading->tag.batch);
  }
  if (found != NULL) {
    facts->batch_known = true;
    facts->kind = found->kind;
    facts->count = found->count;
    memcpy(facts->public_key, found->public_key, sizeof facts->public_key);
    facts->status = khoa_batch_status(found, reading->tag.index);
    facts->numbers_current = khoa_bundle_current_hotlines(bundle, found->unit) == found->hotlines;
  }
  if (batch != NULL)
    *batch = found;
}

KhoaFreshness khoa_bundle_freshness(const KhoaBundle *bundle, int64_t now) {
  if (now < bundle->created)
    return KHOA_FRESHNESS_CLOCK_WRONG;
  return now > bundle->created + (int64_t)bundle->stale_after * 86400 ? KHOA_FRESHNESS_STALE
                                                                      : KHOA_FRESHNESS_FRESH;
}

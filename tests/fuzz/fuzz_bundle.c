/* Any bytes as a status bundle: refused with a line, or printed again byte for byte. */
#include <stdlib.h>
#include <string.h>

#include "tag/verdict.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool truth) {
  if (!truth)
    abort();
}

static void check_fault(const KhoaBundle *bundle, const KhoaBundleFault *fault, size_t size) {
  static const KhoaBundle zero;
  must(fault->what != NULL && fault->line <= size + 1);
  must(memcmp(bundle, &zero, sizeof zero) == 0);
}

static void check_look_ups(const KhoaBundle *bundle) {
  for (size_t i = 0; i < bundle->n_batches; i++) {
    const KhoaBatch *batch = &bundle->batches[i];
    KhoaReading reading = {.tag = {batch->kind, batch->number, batch->count}};
    KhoaFacts facts;
    const KhoaBatch *found;
    khoa_bundle_facts(bundle, &reading, &facts, &found);
    must(found == batch && (facts.status == KHOA_STATUS_UNKNOWN) == (batch->status == NULL));
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  KhoaBundle bundle;
  KhoaBundleFault fault;
  size_t length;
  if (!khoa_bundle_parse(&bundle, (const char *)data, size, &fault)) {
    check_fault(&bundle, &fault, size);
    return 0;
  }
  check_look_ups(&bundle);
  char *text = khoa_bundle_print(&bundle, &length, &fault);
  must(text != NULL && length == size && memcmp(text, data, size) == 0);
  free(text);
  khoa_bundle_clear(&bundle);
  return 0;
}

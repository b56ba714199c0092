/* Any bytes as a survey form: refused with a line, or printed again byte for byte. The same bytes
 * as an opened roster: refused, or every tag found with its household. */
#include <stdlib.h>
#include <string.h>

#include "tag/form.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool truth) {
  if (!truth)
    abort();
}

static void check_form(const uint8_t *data, size_t size) {
  static const KhoaForm zero;
  KhoaForm form;
  KhoaBundleFault fault;
  size_t length;
  if (!khoa_form_parse(&form, (const char *)data, size, &fault)) {
    must(fault.what != NULL && fault.line <= size + 1 && memcmp(&form, &zero, sizeof zero) == 0);
    return;
  }
  char *text = khoa_form_print(&form, &length, &fault);
  must(text != NULL && length == size && memcmp(text, data, size) == 0);
  free(text);
  khoa_form_clear(&form);
}

static void check_owners(const KhoaRoster *roster) {
  for (size_t i = 0; i < roster->n_households; i++) {
    const KhoaRosterHousehold *household = &roster->households[i];
    must(household->village != NULL && household->head != NULL && household->number > 0);
    for (size_t t = 0; t < household->n_tags; t++)
      must(khoa_roster_find(roster, household->tags[t].batch, household->tags[t].index) ==
           household);
  }
}

static void check_roster(const uint8_t *data, size_t size) {
  KhoaRoster roster;
  KhoaBundleFault fault;
  char *text = malloc(size + 1);
  must(text != NULL);
  memcpy(text, data, size);
  if (khoa_roster_parse(&roster, text, size, &fault))
    check_owners(&roster);
  else
    must(fault.what != NULL && fault.line <= size + 1 && roster.store == NULL);
  khoa_roster_clear(&roster);
  free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  check_form(data, size);
  check_roster(data, size);
  return 0;
}

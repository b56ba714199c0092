#include "answer.h"

#include "office/lookup.h"
#include "output.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *word_or_unknown(const char *word) {
  return word ? word : _("unknown");
}

static void show_axes(const KhoaAnswer *answer) {
  printf(_("  signature %s, address %s, status %s"),
         word_or_unknown(_(khoa_signature_word(answer->verdict.signature))),
         word_or_unknown(_(khoa_address_word(answer->verdict.address))),
         _(khoa_status_word(answer->verdict.status)));
  if (answer->age >= 0)
    printf(_(", bundle %s (%" PRId64 " days old)"),
           word_or_unknown(_(khoa_freshness_word(answer->freshness))), answer->age);
  putchar('\n');
}

static char *brief_of(const char *input) {
  g_autofree char *printable = khoa_printable(input);
  return g_utf8_substring(printable, 0, MIN(g_utf8_strlen(printable, -1), 48));
}

void khoa_cli_show_answer(const char *input, const KhoaAnswer *answer) {
  g_autofree char *word = khoa_coloured(_(answer->word), answer->colour);
  g_autofree char *brief = answer->code ? NULL : brief_of(input);
  /* Its status is all that is known of a printed code. */
  gboolean typed = strcmp(answer->word, "registered") == 0;
  if (typed)
    printf(_("%s as %s"), word, _(khoa_status_word(answer->verdict.status)));
  else
    fputs(word, stdout);
  printf("  %s\n", brief ? brief : answer->code);
  if (answer->unit_name)
    printf(_("  %s of %s (%s)\n"), _(khoa_kind_word(answer->tag.kind)), answer->unit_name,
           answer->unit);
  if (answer->hotlines)
    printf(_("  it must show:\n"));
  for (guint i = 0; answer->hotlines && i < answer->hotlines->len; i++) {
    const KhoaHotline *hotline = g_ptr_array_index(answer->hotlines, i);
    g_autofree char *number = khoa_phone_format(hotline->number);
    printf("    %-14s %s\n", number, hotline->label);
  }
  show_axes(answer);
  if (answer->note)
    printf("  %s\n", answer->note);
}

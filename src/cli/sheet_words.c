#include "sheet_words.h"

void khoa_sheet_words_clear(KhoaSheetWords *words) {
  char *const all[] = {words->paper, words->printer, words->gap,  words->margin, words->bleed,
                       words->marks, words->duplex,  words->turn, words->cut,    words->colour};
  for (gsize i = 0; i < G_N_ELEMENTS(all); i++)
    g_free(all[i]);
}

gboolean khoa_sheet_words_apply(const KhoaSheetWords *words, const KhoaConfig *config,
                                KhoaPrintOptions *options, GError **error) {
  const struct {
    const char *key, *value;
  } typed[] = {
      {"gap", words->gap},     {"margin", words->margin}, {"bleed", words->bleed},
      {"marks", words->marks}, {"duplex", words->duplex}, {"turn", words->turn},
      {"cut", words->cut},     {"colour", words->colour},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(typed); i++)
    if (!khoa_print_options_set(options, typed[i].key, typed[i].value, error)) {
      g_prefix_error(error, "--");
      return FALSE;
    }
  if (words->paper) {
    g_free(options->paper);
    options->paper = g_strdup(words->paper);
  }
  return !words->printer || khoa_config_printer(config, words->printer, &options->printer, error);
}

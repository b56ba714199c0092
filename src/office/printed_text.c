#include "printed_text.h"

#include "list/phone.h"

#include <glib/gi18n.h>

KhoaHotlinesRecord *khoa_printed_hotlines(KhoaOffice *office, const char *unit, GError **error) {
  KhoaHotlinesRecord *hotlines = NULL;
  if (khoa_hotlines_current(office->db, unit, &hotlines, error) && !hotlines)
    g_set_error(
        error, KHOA_OFFICE_ERROR, 0,
        _("unit %s has no hotlines, and every tag shows 3 to 5: 'khoa hotline set %s FILE.csv'"),
        unit, unit);
  return hotlines;
}

static const char *keep(KhoaPrintedText *printed, char *text) {
  g_ptr_array_add(printed->kept, text);
  return text;
}

void khoa_printed_text_init(KhoaPrintedText *printed, const char *office, const char *unit,
                            const char *day, const KhoaHotlinesRecord *hotlines) {
  printed->kept = g_ptr_array_new_with_free_func(g_free);
  printed->text = (KhoaTagText){.office = office, .unit = unit, .n_hotlines = hotlines->count};
  printed->text.date = keep(printed, g_strdup_printf("%.2s/%.2s/%.4s", day + 8, day + 5, day));
  for (gsize i = 0; i < hotlines->count; i++) {
    printed->text.hotlines[i].number =
        keep(printed, khoa_phone_format(hotlines->numbers[i].number));
    printed->text.hotlines[i].label = hotlines->numbers[i].label;
  }
}

void khoa_printed_text_clear(KhoaPrintedText *printed) {
  g_clear_pointer(&printed->kept, g_ptr_array_unref);
}

#include "intent.h"

#include "inks.h"

GString *khoa_intent_object(KhoaIntentObject object, gboolean cmyk) {
  const char *const magenta = cmyk ? "/DeviceCMYK << /FunctionType 2 /Domain [ 0 1 ] "
                                     "/C0 [ 0 0 0 0 ] /C1 [ 0 1 0 0 ] /N 1 >>"
                                   : "/DeviceRGB << /FunctionType 2 /Domain [ 0 1 ] /C0 [ 1 1 1 ] "
                                     "/C1 [ 1 0 1 ] /N 1 >>";
  GString *text = g_string_new(NULL);
  if (object == KHOA_INTENT_LAYER)
    g_string_append(text, "<< /Type /OCG /Name (Cut) >>");
  else if (object == KHOA_INTENT_CUT_INK)
    g_string_append_printf(text, "[ /Separation /" KHOA_INK_CUT " %s ]", magenta);
  else
    g_string_append(text, "[ /Separation /" KHOA_INK_ALL " /DeviceGray << /FunctionType 2 "
                          "/Domain [ 0 1 ] /C0 [ 1 ] /C1 [ 0 ] /N 1 >> ]");
  return text;
}

char *khoa_intent_catalogue(gboolean cmyk, guint64 layer) {
  static const char *const conditions[] = {
      "/OutputConditionIdentifier (sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1)",
      "/OutputConditionIdentifier (FOGRA39) /OutputCondition (Offset on coated paper, ISO "
      "12647-2:2004) /Info (Coated FOGRA39)"};
  g_autofree char *layers =
      layer ? g_strdup_printf("\n   /OCProperties << /OCGs [ %" G_GUINT64_FORMAT
                              " 0 R ] /D << /Name (khoa) /Order [ %" G_GUINT64_FORMAT
                              " 0 R ] /ON [ %" G_GUINT64_FORMAT " 0 R ] >> >>",
                              layer, layer, layer)
            : g_strdup("");
  return g_strdup_printf("\n   /OutputIntents [ << /Type /OutputIntent /S /GTS_PDFX %s "
                         "/RegistryName (http://www.color.org) >> ]%s",
                         conditions[cmyk], layers);
}

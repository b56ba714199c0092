/* khoa.ini: what an office sets by hand. Missing keys have defaults; wrong values are errors that
 * name file, group, key and remedy. */
#ifndef KHOA_OFFICE_CONFIG_H
#define KHOA_OFFICE_CONFIG_H

#include "tag/payload.h"

#include <glib.h>

#define KHOA_GRADES_DESCRIBED 4

typedef struct KhoaConfig {
  char *name;   /* of the office, as printed */
  char *prefix; /* "https://host/#", or "" for bare digits */
  char *paper;
  char *layouts[2];                    /* of keychains and of lock tags */
  double gap, margin;                  /* mm */
  int stale_after;                     /* days */
  char *grades[KHOA_GRADES_DESCRIBED]; /* what each grade of a lock means, worst first */
  gint64 prices[2];                    /* of a keychain and of a lock tag, in dong; 0: unknown */
  GKeyFile *file;
} KhoaConfig;

typedef struct KhoaPrinter {
  double offset_x, offset_y; /* mm */
  double scale_x, scale_y;
} KhoaPrinter;

KhoaConfig *khoa_config_load(const char *path, GError **error);
void khoa_config_free(KhoaConfig *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KhoaConfig, khoa_config_free)

/* What grades of locks mean where the office doesn't say it. */
extern const char *const khoa_config_grades[KHOA_GRADES_DESCRIBED];

/* The text of a new office's khoa.ini. */
char *khoa_config_text(const char *name, const char *prefix);

/* What [print] says of "marks", "duplex", "cut" or "colour", as it is written:
 * khoa_print_options_set() knows the words. The caller's; NULL if nothing. */
char *khoa_config_print_option(const KhoaConfig *config, const char *key);

/* What [report] says of "parent", "issuer", "place", "symbol", "date", "signer" or "recipients";
 * the caller's. NULL: nothing. */
char *khoa_config_report(const KhoaConfig *config, const char *key);

/* Of a finished tag, in dong; 0: unknown. */
gint64 khoa_config_price(const KhoaConfig *config, KhoaKind kind);
/* Whether any price is known. */
gboolean khoa_config_priced(const KhoaConfig *config);

/* The group [printer NAME]; NULL: no calibration. */
gboolean khoa_config_printer(const KhoaConfig *config, const char *name, KhoaPrinter *printer,
                             GError **error);

/* An address as people give it ("https://antt.example.gov.vn") in the one form that is printed
 * ("https://antt.example.gov.vn/#"); "" stays "". NULL with an error if it isn't one. */
char *khoa_config_prefix(const char *address, GError **error);

#define KHOA_CONFIG_ERROR khoa_config_error_quark()
GQuark khoa_config_error_quark(void);

#endif

#include "migrate.h"

/* Never edit a script that has been released: append the next one. */
static const char *const scripts[] = {
#include "reg/schema/0001-registry.sql.inc"
    ,
#include "reg/schema/0002-trust.sql.inc"
    ,
#include "reg/schema/0003-survey.sql.inc"
    ,
#include "reg/schema/0004-patrol.sql.inc"
    ,
#include "reg/schema/0005-report.sql.inc"
    ,
};

int khoa_migrate_version(void) {
  return G_N_ELEMENTS(scripts);
}

const char *khoa_migrate_script(int from) {
  return scripts[from];
}

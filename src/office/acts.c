#include "acts.h"

#include <string.h>

static const struct {
  const char *act;
  KhoaStatus status;
} acts[] = {
    {KHOA_ACT_HANDOVER, KHOA_STATUS_IN_USE}, {KHOA_ACT_FOUND, KHOA_STATUS_IN_USE},
    {KHOA_ACT_LOST, KHOA_STATUS_LOST},       {KHOA_ACT_REVOKE, KHOA_STATUS_REVOKED},
    {KHOA_ACT_SPOIL, KHOA_STATUS_SPOILED},   {KHOA_ACT_REPLACED, KHOA_STATUS_REPLACED},
};

KhoaStatus khoa_act_status(const char *act) {
  for (gsize i = 0; i < G_N_ELEMENTS(acts); i++)
    if (strcmp(acts[i].act, act) == 0)
      return acts[i].status;
  return KHOA_STATUS_UNKNOWN;
}

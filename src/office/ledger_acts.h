/* What each act of the log does to a ledger that is being filled. */
#ifndef KHOA_OFFICE_LEDGER_ACTS_H
#define KHOA_OFFICE_LEDGER_ACTS_H

#include "ledger.h"
#include "reg/tag.h"

typedef struct KhoaReplay {
  KhoaLedger *ledger;
  KhoaFindings *findings;
  gboolean paths[KHOA_STATUS_COUNT][KHOA_STATUS_COUNT]; /* from, to */
} KhoaReplay;

/* An entry that can't be is a fault; an act that tells nothing of the registry is passed over. */
void khoa_replay_act(KhoaReplay *replay, const KhoaLogEntry *entry);

void khoa_replay_complain(const KhoaReplay *replay, const KhoaLogEntry *entry, const char *what);

#endif

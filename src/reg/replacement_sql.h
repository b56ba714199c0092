/* What several queries ask of a tag that they call `t`. */
#ifndef KHOA_REG_REPLACEMENT_SQL_H
#define KHOA_REG_REPLACEMENT_SQL_H

/* Whether its replacement is queued. */
#define KHOA_SQL_QUEUED                                                                            \
  " EXISTS (SELECT 1 FROM replacement q"                                                           \
  "  WHERE q.old_batch = t.batch AND q.old_idx = t.idx AND q.batch IS NULL)"

/* Whether one of its heirs (see replacement.h) is printed or in use. Hardly any tag has any: that
 * is asked first, since the walk along them costs more. */
#define KHOA_SQL_SUCCEEDED                                                                         \
  " (EXISTS (SELECT 1 FROM replacement d WHERE d.old_batch = t.batch AND d.old_idx = t.idx)"       \
  "  AND EXISTS (WITH RECURSIVE heir (batch, idx) AS"                                              \
  "   (SELECT batch, idx FROM replacement WHERE old_batch = t.batch AND old_idx = t.idx UNION"     \
  "    SELECT r.batch, r.idx FROM heir"                                                            \
  "    JOIN replacement r ON r.old_batch = heir.batch AND r.old_idx = heir.idx)"                   \
  "   SELECT 1 FROM heir JOIN tag n ON n.batch = heir.batch AND n.idx = heir.idx"                  \
  "   WHERE n.status IN (0, 1)))"

#endif

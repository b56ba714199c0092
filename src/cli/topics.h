/* What the commands have in common, told by subject: 'khoa help TOPIC', and the manual's section 7.
 */
#ifndef KHOA_CLI_TOPICS_H
#define KHOA_CLI_TOPICS_H

#include "prose.h"

#define KHOA_PARAGRAPHS_MAX 12

typedef struct KhoaTopic {
  const char *name, *summary;
  const char *paragraphs[KHOA_PARAGRAPHS_MAX + 1]; /* see prose.h */
} KhoaTopic;

extern const KhoaTopic khoa_topics[];
extern const gsize khoa_n_topics;

/* The topic of that name, or the only one whose name begins so; else NULL. */
const KhoaTopic *khoa_topic_find(const char *name);
/* The caller's. */
char **khoa_topic_names(void);

#endif

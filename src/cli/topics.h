/* What the commands have in common, told by subject: 'khoa help TOPIC', and the manual's section 7.
 */
#ifndef KHOA_CLI_TOPICS_H
#define KHOA_CLI_TOPICS_H

#include <glib.h>

#define KHOA_PARAGRAPHS_MAX 12

typedef struct KhoaTopic {
  const char *name, *summary;
  /* Each to be filled to the width there is, but for those that begin with two spaces: they stand
   * as they are. */
  const char *paragraphs[KHOA_PARAGRAPHS_MAX + 1];
} KhoaTopic;

extern const KhoaTopic khoa_topics[];
extern const gsize khoa_n_topics;

/* Whether a paragraph stands as it is. */
gboolean khoa_paragraph_is_fixed(const char *paragraph);
/* The topic of that name, or the only one whose name begins so; else NULL. */
const KhoaTopic *khoa_topic_find(const char *name);
/* The caller's. */
char **khoa_topic_names(void);

#endif

/* N_("words") and NC_("context", "words") mark words for translation. The trust core knows no
 * languages: it hands out the words as they stand here, and whoever shows them to people looks them
 * up. Include it in .c files alone: elsewhere GLib's N_() is used. */
#ifndef KHOA_TAG_MARK_H
#define KHOA_TAG_MARK_H

#define N_(words) words
#define NC_(context, words) words

#endif

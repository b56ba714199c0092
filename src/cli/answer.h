/* A verdict for people, on standard output. */
#ifndef KHOA_CLI_ANSWER_H
#define KHOA_CLI_ANSWER_H

#include "office/verify.h"

/* input: valid UTF-8; shown, in brief, where no code is known. */
void khoa_cli_show_answer(const char *input, const KhoaAnswer *answer);

#endif

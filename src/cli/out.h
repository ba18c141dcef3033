/* What the command line prints: results on stdout, messages on stderr, cleaned and in the
 * terminal's encoding. SPDX-License-Identifier: MIT */
#ifndef CLI_OUT_H
#define CLI_OUT_H

#include "cli/cli.h"
#include "core/json.h"
#include "core/mem.h"

/* Print finished text (newlines kept), everything unprintable cleaned away; for people, not for
 * files. */
void out_text(FILE *f, const char *text);
/* Print bytes as they are: CSV, JSON. */
void out_bytes(FILE *f, const char *data, size_t n);
/* Did every write to stdout arrive? RC_FULL or RC_IO otherwise; quiet RC_IO when the reader of a
 * pipe has left. */
enum rc out_finish(struct err *err);

/* Can the terminal's encoding write 汉字 at all? */
bool out_holds_chinese(void);

/* The finished value and a newline; frees it. */
void out_json(FILE *to, struct json *j);

/* A line on stderr for the person at the terminal: nothing with --quiet. tmpl is N_(), pairs as for
 * err_set. With --json it is a message of the document, and on stderr too where somebody sits. */
void out_say(const struct cli *c, const char *tmpl, ...) __attribute__((sentinel));
/* "wubao: sentence", or one JSON object with --json. */
void out_error(const struct cli *c, const struct err *err);

/* y/N on a terminal; false for everything but y. */
bool out_ask(const char *question);
/* A line typed without echo at a terminal (question on stderr), or the next of standard input;
 * false at its end or when it is too long. No newline at its end. */
bool out_read_secret(const struct cli *c, const char *question, char *buf, size_t size);
/* Is somebody there to answer? */
bool out_has_person(const struct cli *c);

/* A line on stderr that is painted over at most twice a second; nothing when stderr is no terminal,
 * or before out_progress_begin, which comes before the process is confined. It never waits for the
 * terminal. */
void out_progress_begin(void);
void out_progress(const struct cli *c, long long done, long long total);
void out_progress_end(const struct cli *c);

#endif

/* What --json prints: one document for every command, by one schema (data/json/wubao-output.json,
 * wubao-csv(5)):
 *
 *	{"wubao": {"schema": 1, "version": .., "command": .., "day": .., "station": ..},
 *	 "facts": {key: value}, "columns": [{"key", "label", "type"}], "rows": [{key: value}],
 *	 "parts": {name: the same three again}, "text": .., "content": ..,
 *	 "messages": [{"id", "text", "values"}], "status": 0}
 *
 * A command hands over what it found in any order; cli_main puts the document together when it has
 * ended, so none is without. Nothing here does anything without --json but answer_text and
 * answer_bytes. SPDX-License-Identifier: MIT */
#ifndef CLI_ANSWER_H
#define CLI_ANSWER_H

#include "cli/key_values.h"
#include "cli/table.h"
#include "core/json.h"

struct answer {
	struct json facts, columns, rows, parts, messages;
	struct str text, content;
	bool to_output; /* into the file of --output, not to stdout */
};

/* part: NULL, the document's own, of which there is one table; else a name of its own. */
void answer_facts(const struct cli *c, const char *part, const struct key_values *f);
void answer_table(const struct cli *c, const char *part, const struct table *t);
/* The same in pieces, of a long table: once its columns, then rows as they come. */
void answer_columns(const struct cli *c, const struct table *t);
void answer_rows(const struct cli *c, const struct table *t);

/* Finished text for people: cleaned and on stdout, or "text". */
void answer_text(const struct cli *c, const char *text);
/* A file as it is: on stdout, or "content" in base64. */
void answer_bytes(const struct cli *c, const char *data, size_t n);

/* After the command: print the document, unless it failed and left nothing. Returns rc, or why it
 * could not be written. */
enum rc answer_end(struct cli *c, enum rc rc);
/* What was gathered must not be shown after all. */
void answer_clear(struct answer *a);

#endif

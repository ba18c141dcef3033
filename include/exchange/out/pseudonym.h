/* A register for study (rule 11.40): a code name in place of the person, nothing that was written
 * in words, days as months, birth as five years. SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_OUT_PSEUDONYM_H
#define EXCHANGE_OUT_PSEUDONYM_H

#include "exchange/import/register.h"
#include "exchange/out/table_out.h"

enum { PSEUDONYM_LEAST = 5 }; /* values of fewer people are left blank, and so
	is what others know of them until as many people share it */

struct pseudonym_options {
	const char *reg, *path;
	enum text_source_encoding encoding;
	enum csv_existing existing;
	const char *reason, *recipient; /* the reason is asked for */
	/* file of the key, made when there is none: exports under one key have the same code names;
	 * NULL: a key for this one, which nobody keeps */
	const char *key;
};

/* The head's. RC_INVALID: a register without residents, or a file that holds no key. Otherwise as
 * export_write. */
enum rc pseudonym_write(struct station *st, const struct actor *a,
                        const struct pseudonym_options *o,
                        long *rows, char **final, struct err *err);

#endif

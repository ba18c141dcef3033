/* Between writer and reader of a package: what its manifest says of it as a whole.
 * SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_PACKAGE_PRIV_H
#define EXCHANGE_PACKAGE_PRIV_H

#include <stddef.h>

#include "exchange/package/package.h"

#define PACKAGE_MANIFEST "datapackage.json"
#define PACKAGE_SIGNATURE PACKAGE_MANIFEST ".minisig"
#define PACKAGE_UNKNOWN "不详" /* what stands for a value that nobody knows */

static const struct {
	const char *key;
	size_t at;
	bool needed;
} package_texts[] = {
	{"wubao:kind", offsetof(struct package, kind), true},
	{"wubao:station", offsetof(struct package, station), true},
	{"wubao:key", offsetof(struct package, key), true},
	{"wubao:number", offsetof(struct package, number), true},
	{"wubao:auditHead", offsetof(struct package, head), true},
	{"wubao:program", offsetof(struct package, program), true},
	{"wubao:person", offsetof(struct package, person), false},
	{"wubao:order", offsetof(struct package, order), false},
	{"wubao:of", offsetof(struct package, of), false},
	{"wubao:day", offsetof(struct package, day), false},
	{"wubao:format", offsetof(struct package, format), false},
	{"wubao:ids", offsetof(struct package, ids), false},
	{"wubao:code", offsetof(struct package, code), false},
	{"wubao:period", offsetof(struct package, period), false},
	{"wubao:scope", offsetof(struct package, scope), false},
	{"wubao:since", offsetof(struct package, since), false},
	{"wubao:previous", offsetof(struct package, previous), false},
	{"wubao:asOf", offsetof(struct package, as_of), false},
	{"wubao:verdict", offsetof(struct package, verdict), false},
	{"wubao:reason", offsetof(struct package, reason), false},
	{"wubao:note", offsetof(struct package, note), false},
};
enum { package_text_count = sizeof package_texts / sizeof *package_texts };

static inline char **package_text(const struct package *p, size_t i) {
	return (char **)(void *)((char *)(uintptr_t)p + package_texts[i].at);
}

/* Of a member's rows the first that was not taken, in words: plan_options.each (handover.c). */
struct first_fault {
	char text[400];
};
struct plan_row;
void first_fault_note(void *ctx, const struct plan_row *row);

#endif

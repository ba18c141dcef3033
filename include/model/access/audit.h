/* The audit read: what was done to which record, never what a record says (rule 11.10).
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_ACCESS_AUDIT_H
#define MODEL_ACCESS_AUDIT_H

#include "model/station/station.h"

struct audit_entry {
	long long seq, time; /* real milliseconds UTC */
	const char *
		officer; /* login; "" for the program. All texts live until the callback returns, "" when absent */
	const char *role, *session, *key, *source, *action, *table, *reason, *result, *fields,
		*detail;
	long long record;    /* 0: none */
	/* of a disclosure: its kind, and for whom it was; its fields are then those it held */
	const char *disclosed, *recipient;
	/* of whom the record is, where he is seen at all, and entries are named one by one (only)
	 */
	const char *file_no, *name;
};

struct audit_query {
	const char *officer;    /* login; NULL: all */
	const char *action;     /* beginning of it, like "reveal" or "test."; NULL: all */
	/* everything about this person: file, orders, every register; 0: all */
	long long resident;
	const long long *only;  /* these entries, by seq; NULL: all */
	size_t only_count;
	struct date from, to;   /* days of the station, both included; DATE_NONE: open */
	size_t limit;           /* the newest so many; 0: no limit */
};

/* Newest first. The auditor reads all, others their own entries whatever q->officer says; about one
 * resident the head too. RC_DENIED. `each` must not use the station. */
enum rc audit_read(struct station *st, const struct actor *a, const struct audit_query *q,
	void (*each)(void *ctx, const struct audit_entry *e), void *ctx, struct err *err);
/* The person with this file number, sealed or void ones too; for head and auditor. RC_NOT_FOUND. */
enum rc audit_find_person(struct station *st, const struct actor *a, const char *file_no,
                          long long *id, struct err *err);

/* Who asks who looked at a resident is on record too, before anything of it is shown. For head and
 * auditor. */
enum rc audit_note_who(struct station *st, const struct actor *a, long long resident,
                       struct err *err);

/* What people call a table of the audit, in the chosen language; its own name when nobody calls it
 * anything. */
const char *audit_table_label(const char *table);
/* The names of a table's fields, "met,visitor", in words. Appends. */
void audit_add_fields(const char *table, const char *fields, struct str *out);
/* What people call an action of the audit ("test.add": added; its register stands beside it) and
 * how it ended; the code itself when nobody calls it anything. */
const char *audit_action_label(const char *action);
const char *audit_result_label(const char *result);

/* "SEQ:HASH" of the chain's head as it stands on what leaves the house. */
enum { AUDIT_ANCHOR_BUF = 96 };
enum rc audit_anchor(struct station *st, char out[AUDIT_ANCHOR_BUF], struct err *err);
/* What holds the audit from outside its chain, each with how many did: the months sent, the backups
 * that lie in backup/ and at the second place, every record (its entry is there; its entry's record
 * is there). RC_CORRUPT names the first that does not fit: also an audit whose tail was cut, or
 * that was emptied, with care. */
struct audit_holds {
	long long sent, backups, records;
};
enum rc audit_check_all(struct station *st, const struct actor *a, struct audit_holds *out,
                        struct err *err);
/* A head as it is typed from a printed page, SEQ:HASH with 8 digits of the hash or more. */
enum rc audit_check_typed(struct station *st, const struct actor *a, const char *head,
                          struct err *err);
/* Every anchor found in text (a return's file): *good fit. RC_CORRUPT names the first that does
 * not; RC_NOT_FOUND when there is none in it. */
enum rc audit_check_anchors(struct station *st, const struct actor *a, const char *text,
                            long long *good, struct err *err);

#endif

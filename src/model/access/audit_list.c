/* The entries of the audit, newest first. SPDX-License-Identifier: MIT */
#include "model/access/audit_list.h"

#include "core/clock.h"
#include "model/access/audit.h"
#include "model/access/disclosure.h"
#include "model/access/masking.h"
#include "model/lists.h"
#include "model/station/codes.h"

static const struct list_column columns[AUDIT_COLUMNS] = {
	[AUDIT_TIME] = {.key = "time", .label = N_("Time"), .width = 16},
	[AUDIT_OFFICER] = {.key = "officer", .label = N_("Officer"), .width = 8},
	[AUDIT_ACTION] = {.key = "action", .label = N_("Action"), .width = 15, .narrow = 11},
	[AUDIT_TABLE] = {.key = "table", .label = N_("Register"), .width = 15},
	[AUDIT_RESULT] = {.key = "result", .label = N_("Result"), .width = 6},
	[AUDIT_REASON] = {.key = "reason", .label = N_("Reason"), .width = -1,
	                  .flags = F_SENSITIVE},
	[AUDIT_SEQ] = {.key = "seq", .label = N_("No."), .width = 8, .number = true, .extra = PRINTED},
	[AUDIT_ROLE] = {.key = "role", .label = N_("Role"), .width = 8, .extra = PRINTED},
	[AUDIT_RECORD] = {.key = "record", .label = N_("Resident"), .width = 14, .extra = PRINTED},
	[AUDIT_FIELDS] = {.key = "fields", .label = N_("Fields"), .width = 20, .extra = PRINTED},
	[AUDIT_DETAIL] = {.key = "detail", .label = N_("Details"), .width = 20, .extra = PRINTED},
	[AUDIT_KIND] = {.key = "kind", .label = N_("Given out as"), .width = 14, .extra = PRINTED},
	[AUDIT_TO] = {.key = "to", .label = N_("To whom"), .width = 20, .flags = F_SENSITIVE,
	              .extra = PRINTED},
	[AUDIT_ORIGIN] = {.key = "origin", .label = N_("Origin"), .width = 40, .extra = PRINTED},
};

/* Whose file was asked for: that is on record once. */
struct noted {
	long long person;
};

static struct audit_query query(const struct list_run *r) {
	return (struct audit_query){.officer = r->q.officer, .action = r->q.action,
	                            .resident = r->q.person, .from = r->q.from, .to = r->q.to,
	                            .limit = r->q.limit};
}

static void add_id(void *ctx, const struct audit_entry *e) { ids_add(ctx, e->seq); }

/* Who asks about one file is on record before anything is shown. */
static enum rc audit_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct noted *noted = r->data;
	struct audit_query q = query(r);
	enum rc rc = RC_OK;

	if (q.resident != 0 && q.resident != noted->person)
		rc = audit_note_who(r->st, r->actor, q.resident, err);
	if (q.limit > LIST_MAX) /* the newest so many stand on a screen */
		q.limit = LIST_MAX;
	noted->person = rc == RC_OK ? q.resident : 0;
	return rc == RC_OK ? audit_read(r->st, r->actor, &q, add_id, out, err) : rc;
}

struct page {
	struct list_run *r;
	const long long *ids;
	size_t n;
};

static void put_entry(struct list_run *r, size_t row, const struct audit_entry *e) {
	char when[20];

	list_put(r, row, AUDIT_TIME, clock_format_ms(e->time, when));
	list_put(r, row, AUDIT_OFFICER, e->officer);
	list_put(r, row, AUDIT_ACTION, r->codes ? e->action : audit_action_label(e->action));
	list_put(r, row, AUDIT_TABLE, r->codes ? e->table : audit_table_label(e->table));
	if (r->brief && *e->file_no)
		str_addf(list_cell(r, row, AUDIT_TABLE), " %s", e->file_no);
	list_put(r, row, AUDIT_RESULT, r->codes ? e->result : audit_result_label(e->result));
	if (strcmp(e->result, "ok") != 0)
		list_set_tone(r, row, AUDIT_RESULT, LIST_ALERT);
	list_put(r, row, AUDIT_REASON, e->reason);
	list_putf(r, row, AUDIT_SEQ, "%lld", e->seq);
	list_put(r, row, AUDIT_ROLE, r->codes ? e->role : code_label(&codes_role, code_of(e->role)));
	if (r->codes && e->record != 0)
		list_putf(r, row, AUDIT_RECORD, "%lld", e->record);
	if (!r->codes && *e->file_no) {
		list_putf(r, row, AUDIT_RECORD, "%s ", e->file_no);
		masked_name(r->actor, e->name, list_cell(r, row, AUDIT_RECORD));
	}
	if (r->codes)
		list_put(r, row, AUDIT_FIELDS, e->fields);
	else
		audit_add_fields(e->table, e->fields, list_cell(r, row, AUDIT_FIELDS));
	list_put(r, row, AUDIT_DETAIL, e->detail);
	list_put(r, row, AUDIT_KIND, r->codes ? e->disclosed : disclosure_label(e->disclosed));
	list_put(r, row, AUDIT_TO, e->recipient);
	if (r->brief && *e->disclosed)
		str_addf(list_cell(r, row, AUDIT_TABLE), "%s%s", *e->table ? " " : "",
		         disclosure_label(e->disclosed));
	if (r->brief && *e->recipient)
		str_addf(list_cell(r, row, AUDIT_REASON), "%s→ %s", *e->reason ? " " : "",
		         e->recipient);
	str_addf(list_cell(r, row, AUDIT_ORIGIN), "%lld  %s  %s  %s  %s  %s", e->seq, e->action,
	         code_label(&codes_role, code_of(e->role)), e->source, e->session, e->key);
}

static void add_entry(void *ctx, const struct audit_entry *e) {
	const struct page *p = ctx;

	for (size_t row = 0; row < p->n; row++)
		if (p->ids[row] == e->seq)
			put_entry(p->r, row, e);
}

static enum rc audit_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct audit_query q = query(r);

	q.limit = 0;
	q.only = ids;
	q.only_count = n;
	return audit_read(r->st, r->actor, &q, add_entry, &(struct page){r, ids, n}, err);
}

const struct list_def audit_list = {
	.id = "audit", .label = N_("Audit"),
	LIST_SHOWS(columns), .takes = LIST_BY_OFFICER | LIST_BY_ACTION | LIST_BY_DAYS,
	.access = ACT_AUDIT_OWN,
	.empty = N_("No entries."),
	.size = sizeof(struct noted), .ids = audit_ids, .rows = audit_rows,
};

/* Requests and their answers in the database. SPDX-License-Identifier: MIT */
#include "model/station/approval.h"

#include "core/clock.h"
#include "model/access/access_db.h"
#include "model/access/bound.h"
#include "model/access/masking.h"
#include "model/station/usecase_db.h"

/* Kinds that a second person answers, not the head, who asks; of an approval in SQL. */
#define TWO_KINDS "unseal,erase,restore"
#define TAKES_TWO "instr('," TWO_KINDS ",', ',' || kind || ',')"

enum { GLASS_MS = 30 * 60 * 1000, ANSWER_SHOWN_MS = 7 * 86400000 };

/* One of the actor's own, with these very words and papers, since those are what was agreed to,
 * that was answered yes and is not used; or, for waiting, not answered. */
static enum rc find(struct station *st, const struct actor *a, const struct approval *ask,
                    bool waiting, long long *id, struct err *err) {
	enum rc rc = query_int(st->store, id, err,
		"SELECT id FROM approval WHERE recorded_by = ?1 AND kind = ?2 AND table_name IS ?3"
		" AND resident IS ?4 AND reason = ?6 AND unit IS ?7 AND document IS ?8 AND "
		"article IS ?9 AND iif(kind = 'export', coalesce(record, ?10) >= ?10,"
		" coalesce(record, 0) = ?10)"
		" AND voided_at IS NULL AND used_at IS NULL"
		" AND CASE WHEN ?5 THEN answer IS NULL ELSE answer = 'yes' END ORDER BY id DESC "
		"LIMIT 1",
		a->officer, ask->kind, ask->table_name, ask->resident, waiting, ask->reason,
		ask->unit, ask->document, ask->article,
		ask->record == INT_NONE ? 0 : ask->record); /* people: a yes to fewer is none */

	return rc;
}

/* Write one change of a request. */
static enum rc put(struct station *st, const struct actor *a, const char *action,
                   struct approval *r, struct err *err) {
	struct change c = {0};
	struct record before = r->rec;
	enum rc rc = station_may_write(st, err);

	if (rc == RC_OK)
		rc = change_begin(&c, st->store, a, action, err);
	if (rc == RC_OK)
		rc = usecase_still(&c, st, a, err);
	c.source = code_of("typed");
	c.reason = r->reason;
	if (rc == RC_OK)
		rc = r->rec.id ? change_update(&c, &approval_def, r, err)
		               : change_insert(&c, &approval_def, r, err);
	return change_close(&c, rc, &r->rec, &before, err);
}

static enum rc waits(long long id, struct err *err) {
	char number[24];

	snprintf(number, sizeof number, "%lld", id);
	return err_set(err, RC_DENIED, "approval.waits",
		N_("This needs another person: request {number} is on record. Try again after "
		   "it was answered (wubao queue)."),
		"number", number, NULL);
}

enum rc approval_use(struct change *c, struct station *st, struct err *err) {
	const char *action = c->action, *reason = c->reason;
	long long id = st->leave;
	struct approval r;
	enum rc rc;

	st->leave = 0;
	if (id == 0)
		return RC_OK;
	entity_init(&approval_def, &r);
	rc = record_load(st->store, &approval_def, id, &r, err);
	if (rc == RC_OK && r.used_at != INT_NONE) /* another run of the same officer was faster */
		rc = waits(id, err);
	r.used_at = clock_now_ms();
	c->action = "approval.use";
	c->reason = r.reason;
	if (rc == RC_OK)
		rc = change_update(c, &approval_def, &r, err);
	if (rc == RC_OK)
		rc = change_next(c, err);
	c->action = action;
	c->reason = reason;
	entity_clear(&approval_def, &r);
	return rc;
}

enum rc approval_use_now(struct station *st, const struct actor *a, struct err *err) {
	struct change c = {0};
	enum rc rc = change_begin(&c, st->store, a, "approval.use", err);

	if (rc == RC_OK)
		rc = approval_use(&c, st, err);
	return change_close(&c, rc, NULL, NULL, err);
}

static bool is_blank(const char *s) { return !s || s[strspn(s, " \t")] == '\0'; }

/* A station of one officer: the paper stands for the second person, and the row says so. */
static enum rc by_paper(struct station *st, const struct actor *a, struct approval *ask,
                        struct err *err) {
	if (is_blank(ask->unit) || is_blank(ask->document))
		return err_set(err, RC_DENIED, "approval.paper",
			N_("There is no second officer here: name the unit and the document "
			   "number that stand for one."),
			NULL);
	ask->single = code_of("yes");
	free(ask->answer);
	ask->answer = mem_strdup("yes");
	ask->decided_by.id = a->officer;
	ask->decided_at = clock_now_ms();
	if (put(st, a, "approval.single", ask, err) != RC_OK)
		return err->rc;
	st->leave = ask->rec.id;
	return RC_OK;
}

enum rc approval_need(struct station *st, const struct actor *a, enum access_action action,
                      struct approval *ask, struct err *err) {
	enum access_answer answer = access_answer(a->role, action);
	long long id = 0;
	bool paper = false;
	enum rc rc;

	st->leave = 0;
	if (answer != ACCESS_ASKS && answer != ACCESS_SECOND)
		return usecase_query(st, a, action, 0, err);
	if (is_blank(ask->reason))
		return err_set(err, RC_DENIED, "access.reason",
		               N_("This needs a reason, which is logged."), NULL);
	rc = find(st, a, ask, false, &id, err);
	if (rc == RC_OK && id) {
		ask->rec.id = st->leave = id;
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = answer == ACCESS_SECOND ? second_by_paper(st, a, &paper, err) : RC_OK;
	if (rc == RC_OK && paper)
		return by_paper(st, a, ask, err);
	if (rc == RC_OK)
		rc = find(st, a, ask, true, &id, err);
	if (rc == RC_OK && id)
		return waits(id, err);
	if (rc == RC_OK)
		rc = put(st, a, "approval.ask", ask, err);
	return rc == RC_OK ? waits(ask->rec.id, err) : rc;
}

enum rc approval_need_many(struct station *st, const struct actor *a, const char *what,
                           size_t people, const char *why, struct err *err) {
	struct approval ask;
	enum rc rc;

	st->leave = 0;
	if (people <= ACCESS_FEW)
		return RC_OK;
	entity_init(&approval_def, &ask);
	ask.kind = mem_strdup("export");
	ask.table_name = mem_strdup(what);
	ask.reason = mem_strdup(why);
	ask.record = (long long)people;
	rc = approval_need(st, a, ACT_EXPORT_MANY, &ask, err);
	entity_clear(&approval_def, &ask);
	return rc;
}

enum rc approval_ask_void(struct station *st, const struct actor *a, const char *table,
                          long long record, long long resident, const char *reason,
                          struct err *err) {
	struct approval ask;
	char number[24];
	long long id = 0;
	enum rc rc = RC_OK;

	if (is_blank(reason))
		return err_set(err, RC_DENIED, "access.reason",
		               N_("This needs a reason, which is logged."), NULL);
	rc = query_int(st->store, &id, err,
		"SELECT id FROM approval WHERE kind = 'void' AND table_name = ? AND record = ?"
		" AND answer IS NULL AND voided_at IS NULL",
		table, record);
	entity_init(&approval_def, &ask);
	ask.kind = mem_strdup("void");
	ask.table_name = mem_strdup(table);
	ask.record = record;
	ask.resident.id = resident;
	ask.reason = mem_strdup(reason);
	if (rc == RC_OK && id == 0) {
		rc = put(st, a, "approval.ask", &ask, err);
		id = ask.rec.id;
	}
	entity_clear(&approval_def, &ask);
	snprintf(number, sizeof number, "%lld", id);
	return rc != RC_OK ? rc : err_set(err, RC_DENIED, "approval.void",
		N_("Only an entry of one's own of this day is made void by oneself: request "
		   "{number} asks the head of the station, whose yes makes it void."),
		"number", number, NULL);
}

enum rc approval_news(struct station *st, const struct actor *a, struct approval_news *out,
                      struct err *err) {
	bool head = access_answer(a->role, ACT_QUEUE) == ACCESS_YES;
	enum rc rc = RC_OK;

	*out = (struct approval_news){0};
	if (access_answer(a->role, ACT_SECOND) == ACCESS_NO)
		return RC_OK;
	QUERY_EACH(q, rc, st->store, err,
		"SELECT count(*) FILTER (WHERE answer IS NULL AND recorded_by IS NOT ?1"
		" AND (?2 OR " TAKES_TWO ")),"
		" count(*) FILTER (WHERE recorded_by IS ?1 AND kind <> 'glass' AND decided_by IS "
		"NOT ?1 AND decided_at >="
		" coalesce((SELECT max(began) FROM session WHERE officer = ?1 AND uid <> ?3), "
		"0)) FROM approval"
		" WHERE voided_at IS NULL AND (answer IS NULL OR decided_at > ?4 - 7 * 86400000)",
		a->officer, head, a->session, clock_now_ms()) {
		out->waiting = stmt_int(q, 0);
		out->answered = stmt_int(q, 1);
	}
	if (rc == RC_OK && head)
		rc = query_int(st->store, &out->cases, err,
			"SELECT count(*) FROM case_holder WHERE answer IS NULL AND " OF_VISIBLE);
	return rc;
}

enum rc approval_waiting(struct station *st, const struct actor *a, struct ids *out,
                         struct err *err) {
	bool head = access_answer(a->role, ACT_QUEUE) == ACCESS_YES;
	enum rc rc = usecase_query(st, a, ACT_SECOND, 0, err);

	if (rc != RC_OK)
		return rc;
	return query_ids(st->store, out, err,
	                 "SELECT id FROM approval WHERE voided_at IS NULL AND ((answer IS NULL"
	                 " AND (?1 OR " TAKES_TWO ")) OR (recorded_by = ?2 AND"
	                 " kind <> 'glass' AND decided_by IS NOT ?2 AND (answer IS NULL OR"
	                 " decided_at > ?3)) OR (recorded_by = ?2 AND answer IS NULL)) ORDER BY"
	                 " answer IS NOT NULL, id",
	                 head, a->officer, clock_now_ms() - ANSWER_SHOWN_MS);
}

enum rc approval_get(struct station *st, const struct actor *a, long long id, struct approval *out,
                     struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_SECOND, 0, err);

	entity_init(&approval_def, out);
	return rc == RC_OK ? record_load(st->store, &approval_def, id, out, err) : rc;
}

enum rc approvals_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                      struct approval *out, char **whom, struct err *err) {
	struct stmt *q = NULL;
	struct str shown = {0};
	bool row = false;
	enum rc rc = usecase_query(st, a, ACT_SECOND, 0, err);

	for (size_t i = 0; i < n; i++)
		entity_init(&approval_def, &out[i]);
	if (rc == RC_OK)
		rc = records_load(st->store, &approval_def, NULL, ids, n, out, err);
	if (rc == RC_OK)
		rc = stmt_get(st->store,
			"SELECT id, name, file_no FROM resident_visible WHERE id IN (SELECT "
			"resident FROM approval WHERE id IN (SELECT value FROM json_each(?1)))",
			&q, err);
	if (rc == RC_OK)
		stmt_bind_ids(q, 1, ids, n);
	while (rc == RC_OK && (rc = stmt_step(q, &row, err)) == RC_OK && row)
		for (size_t i = 0; i < n; i++)
			if (out[i].resident.id == stmt_int(q, 0)) {
				str_addf(&shown, "%s ", stmt_text(q, 2));
				masked_name(a, stmt_text(q, 1), &shown);
				whom[i] = str_take(&shown);
			}
	stmt_done(q);
	return rc;
}

bool approval_takes_two(const struct approval *r) {
	return r->kind && str_in_list(TWO_KINDS, r->kind);
}

enum rc approval_decide(struct station *st, const struct actor *a, long long id, bool yes,
                        struct err *err) {
	struct approval r;
	enum rc rc = approval_get(st, a, id, &r, err);
	bool two = rc == RC_OK && approval_takes_two(&r);

	if (rc == RC_OK && !two)
		rc = usecase_query(st, a, ACT_QUEUE, 0, err);
	if (rc == RC_OK && r.answer)
		rc = err_set(err, RC_CONFLICT, "approval.answered",
		             N_("This request was answered already."), NULL);
	if (rc == RC_OK && r.rec.recorded_by == a->officer)
		rc = err_set(err, RC_DENIED, "approval.own",
		             N_("Nobody answers their own request."), NULL);
	if (rc == RC_OK)
		rc = second_may_answer(st, a, &r, two, err);
	if (rc == RC_OK) {
		r.answer = mem_strdup(yes ? "yes" : "no");
		r.decided_by.id = a->officer;
		r.decided_at = clock_now_ms();
		rc = put(st, a, "approval.answer", &r, err);
	}
	entity_clear(&approval_def, &r);
	return rc;
}

enum rc approval_count_single(struct station *st, struct date from, struct date to, long long *n,
                              struct err *err) {
	enum rc rc = RC_OK;

	*n = 0;
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT count(*) FROM approval WHERE single = 'yes' AND voided_at IS NULL"
	           " AND decided_at >= ? AND decided_at < ?", usecase_day_begins(st, from),
	           usecase_day_begins(st, date_add_days(to, 1)))
		*n = stmt_int(q, 0);
	return rc;
}

enum rc glass_open(struct station *st, const struct actor *a, long long resident,
                   const char *reason, struct err *err) {
	const struct access_case known = {.reason = !is_blank(reason)};
	struct approval r;
	enum rc rc = usecase_query_case(st, a, ACT_BREAK_GLASS, resident, &known, err);

	if (rc == RC_OK)
		rc = bound_take(st, a, BOUND_GLASS, 1, err);
	entity_init(&approval_def, &r);
	r.kind = mem_strdup("glass");
	r.resident.id = resident;
	r.reason = mem_strdup(reason);
	r.until = clock_now_ms() + GLASS_MS;
	if (rc == RC_OK)
		rc = put(st, a, "glass", &r, err);
	entity_clear(&approval_def, &r);
	return rc;
}

enum rc glass_until(struct station *st, const struct actor *a, long long resident, long long *until,
                    struct err *err) {
	struct access_case c = {.own = true};
	enum rc rc = RC_OK;

	*until = 0;
	if (station_is_strict_for(st, a))
		rc = access_caseload(st, a, resident, &c, err);
	if (rc != RC_OK || c.own)
		return rc;
	QUERY_EACH(
		q, rc, st->store, err,
		"SELECT coalesce(max(until), 1) FROM approval WHERE kind = 'glass' AND resident "
		"= ? AND recorded_by = ? AND voided_at IS NULL",
		resident, a->officer)
	*until = stmt_int(q, 0);
	return rc;
}

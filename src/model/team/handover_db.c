/* All of one member's duties go to another, in one transaction. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/tr.h"
#include "model/person/person_db.h"
#include "model/station/approval.h"
#include "model/station/usecase_db.h"
#include "model/team/package.h"
#include "model/team/team.h"
#include "model/team/team_db.h"

/* One person, wherever he stands. */
struct person {
	long long contact, officer;
};

void handover_clear(struct handover_items *items) {
	free(items->v);
	*items = (struct handover_items){0};
}

/* NAME, or NAME/UNIT where the name alone means two people. */
static enum rc find_person(struct station *st, const char *word, long long team, struct person *out,
                           struct err *err) {
	const char *slash = strchr(word, '/');
	char *name = slash ? mem_strndup(word, (size_t)(slash - word)) : mem_strdup(word);
	int found = 0;
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT DISTINCT coalesce(m.contact, 0), coalesce(m.officer, 0) FROM"
	           " member_named m LEFT JOIN contact c ON c.id = m.contact WHERE m.name = ?1 AND"
	           " (?2 IS NULL OR c.unit = ?2) AND (?3 IS NULL OR m.team = ?3) LIMIT 2", name,
	           slash ? slash + 1 : NULL, bind_ref(team)) {
		if (found++ == 0)
			*out = (struct person){stmt_int(q, 0), stmt_int(q, 1)};
	}
	if (rc == RC_OK && found == 0)
		rc = err_set(err, RC_NOT_FOUND, "handover.nobody",
		             N_("No team has a member called {name}."), "name", word, NULL);
	if (rc == RC_OK && found > 1)
		rc = err_set(err, RC_INVALID, "handover.two",
		             N_("Several people in the teams are called {name}. Write NAME/UNIT, or"
		                " name the team."), "name", word,
		             NULL);
	free(name);
	return rc;
}

/* The person's memberships on a day (DATE_NONE: whenever). */
static enum rc memberships(struct station *st, struct person who, long long team, struct date day,
                           struct ids *out, struct err *err) {
	return query_ids(st->store, out, err,
			"SELECT id FROM member_named WHERE coalesce(contact, 0) = ?1 AND"
			" coalesce(officer, 0) = ?2 AND (?3 IS NULL OR team = ?3) AND (?4 IS NULL"
			" OR (coalesce(since, ?4) <= ?4 AND coalesce(until, ?4) >= ?4)) ORDER BY"
			" id",
			who.contact, who.officer, bind_ref(team), day);
}

/* People of the member's team, and those for whom a row names him although they have left it. */
static enum rc people_of(struct station *st, long long member, struct ids *out, struct err *err) {
	return query_ids(st->store, out, err,
			"SELECT r.id FROM resident_visible r WHERE r.team = (SELECT team FROM"
			" team_member WHERE id = ?1) AND EXISTS (SELECT 1 FROM treatment_order o"
			" WHERE o.resident = r.id AND o.voided_at IS NULL AND o.state IN"
			" ('awaiting', 'executing', 'suspended')) ORDER BY r.pinyin, r.id",
			member);
}

/* The new holder's membership in the same team on the day. */
static enum rc successor(struct station *st, const struct handover *h, struct person to,
                         long long member, long long *out, struct err *err) {
	const struct field_env *env = station_env(st);
	struct team_member m;
	struct ids ids = {0};
	char day[DATE_BUF];
	enum rc rc = record_load(st->store, &member_def, member, &m, err);

	if (rc == RC_OK)
		rc = memberships(st, to, m.team.id, h->day, &ids, err);
	if (rc == RC_OK && ids.n == 0)
		rc = err_set(err, RC_INVALID, "handover.stranger",
		             N_("{name} does not stand in {team} on {day}. Add the member to that"
		                " team first."), "name", h->to,
		             "team", env->ref_name(env->ctx, "help_team", m.team.id), "day",
		             date_format(h->day, day), NULL);
	*out = ids.n ? ids.v[0] : 0;
	if (rc == RC_OK)
		rc = duty_may_take(st, *out, err);
	ids_clear(&ids);
	entity_clear(&member_def, &m);
	return rc;
}

static void add(struct handover_items *out, const struct handover_item *item) {
	out->residents += !out->n || out->v[out->n - 1].resident != item->resident;
	VEC_PUSH(out->v, out->n, *item);
}

/* What the member holds for one resident on the last day before, and nobody else from the day
 * on. */
static enum rc plan_resident(struct station *st, const struct handover *h, long long resident,
                             long long from, long long to, struct handover_items *out,
                             struct err *err) {
	struct package_row row = {0}, next = {0};
	struct duty d;
	enum rc rc = package_holders(st, resident, date_add_days(h->day, -1), &row, err);

	if (rc == RC_OK)
		rc = package_holders(st, resident, h->day, &next, err);
	for (int i = 0; rc == RC_OK && i < PACKAGE_CELLS; i++) {
		const struct package_cell *c = &row.cell[i];
		bool goes_on = !next.cell[i].duty;

		if (c->member != from)
			continue;
		if (c->duty) {
			rc = record_load(st->store, &duty_def, c->duty, &d, err);
			goes_on = !date_is_set(d.until) || !date_before(d.until, h->day);
			entity_clear(&duty_def, &d);
		}
		if (rc == RC_OK && goes_on)
			add(out, &(struct handover_item){resident, c->duty, from, to,
			                                 code_of(package_table[i].id)});
	}
	package_row_clear(&row);
	package_row_clear(&next);
	return rc;
}

/* A row that begins on the day or later would be left behind unseen. */
static enum rc check_future(struct station *st, const struct handover *h, long long member,
                            struct err *err) {
	bool later;
	enum rc rc = query_any(st->store, &later, err,
	                       "SELECT 1 FROM duty WHERE member = ? AND voided_at IS NULL AND since"
	                       " >= ? LIMIT 1", member, h->day);

	if (rc == RC_OK && later)
		rc = err_set(err, RC_INVALID, "handover.future",
		             N_("A duty of {name} begins on that day or later. Take a later day, or"
		                " correct that duty first."),
		             "name", h->from, NULL);
	return rc;
}

static enum rc plan_member(struct station *st, const struct handover *h, struct person to,
                           long long from, struct handover_items *out, struct err *err) {
	struct handover_items found = {0};
	struct ids people = {0};
	long long next = 0;
	enum rc rc = check_future(st, h, from, err);

	if (rc == RC_OK)
		rc = people_of(st, from, &people, err);
	for (size_t i = 0; rc == RC_OK && i < people.n; i++)
		rc = plan_resident(st, h, people.v[i], from, 0, &found, err);
	if (rc == RC_OK && found.n)
		rc = successor(st, h, to, from, &next, err);
	for (size_t i = 0; rc == RC_OK && i < found.n; i++) {
		found.v[i].to_member = next;
		add(out, &found.v[i]);
	}
	handover_clear(&found);
	ids_clear(&people);
	return rc;
}

enum rc handover_plan(struct station *st, const struct actor *a, const struct handover *h,
                      struct handover_items *out, struct err *err) {
	struct person from, to;
	struct ids members = {0};
	enum rc rc;

	TRY(usecase_query(st, a, ACT_LIST, 0, err));
	TRY(find_person(st, h->from, h->team, &from, err));
	TRY(find_person(st, h->to, h->team, &to, err));
	if (from.contact == to.contact && from.officer == to.officer)
		TRY(err_set(err, RC_INVALID, "handover.same", N_("Both names are the same person."),
		            NULL));
	TRY(memberships(st, from, h->team, DATE_NONE, &members, err));
	for (size_t i = 0; i < members.n; i++)
		TRY(plan_member(st, h, to, members.v[i], out, err));
	if (out->n == 0)
		TRY(err_set(err, RC_INVALID, "handover.nothing",
		            N_("{name} holds no duty that could be handed over."), "name",
		             h->from, NULL));
out:
	ids_clear(&members);
	return rc;
}

/* With its duties a hand-over puts their people on a sheet: leave for many is asked before anything
 * is done. */
static enum rc may_hand_over(struct station *st, const struct actor *a, const struct handover *h,
                             struct err *err) {
	struct handover_items items = {0};
	enum rc rc = handover_plan(st, a, h, &items, err);

	if (rc == RC_OK)
		rc = approval_need_many(st, a, "handover", items.residents,
		                        tr(N_("sheet of a hand-over")), err);
	handover_clear(&items);
	return rc;
}

enum rc handover_apply(struct station *st, const struct actor *a, const struct handover *h,
                       struct handover_items *out, struct err *err) {
	char detail[80];
	struct change c = {.open = false};
	enum rc rc = may_hand_over(st, a, h, err);

	if (rc == RC_OK)
		rc = usecase_begin(&c, st, a, ACT_SAVE, "duty.handover", 0, err);
	if (rc == RC_OK)
		rc = approval_use(&c, st, err);
	if (rc == RC_OK)
		rc = handover_plan(st, a, h, out, err);
	for (size_t i = 0; rc == RC_OK && i < out->n; i++) {
		const struct handover_item *it = &out->v[i];

		rc = usecase_query(st, a, ACT_SAVE, it->resident, err); /* under strict: one's own */
		if (rc != RC_OK)
			break;
		rc = it->duty ? duty_change_hands(st, &c, it->duty, it->to_member, h->day, err)
		              : duty_begin(st, &c, it->resident, it->package, it->to_member, h->day,
		                           DATE_NONE, err);
	}
	if (rc == RC_OK) {
		snprintf(detail, sizeof detail, "duties=%zu people=%zu", out->n, out->residents);
		c.detail = detail;
		rc = change_commit(&c, err);
	}
	change_end(&c);
	return rc;
}

/* ---- taking a hand-over back ---- */

/* The officer's last change of today, where it is a hand-over. */
static enum rc last_handover(struct station *st, const struct actor *a, long long *seq,
                             long long *time, struct err *err) {
	enum rc rc = RC_OK;

	*seq = 0;
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT seq, time FROM audit a WHERE action = 'duty.handover' AND result = 'ok'"
	           " AND officer IS ?1 AND NOT EXISTS (SELECT 1 FROM audit b WHERE b.seq > a.seq"
	           " AND b.officer IS ?1 AND b.result = 'ok' AND b.ver_after IS NOT NULL) ORDER BY"
	           " seq DESC LIMIT 1", bind_ref(a->officer)) {
		char then[20], now[20];

		*time = stmt_int(q, 1);
		clock_format_ms(*time, then);
		clock_format_ms(clock_now_ms(), now);
		*seq = strncmp(then, now, DATE_LEN) == 0 ? stmt_int(q, 0) : 0;
	}
	if (rc == RC_OK && *seq == 0)
		rc = err_set(err, RC_NOT_FOUND, "handover.undo",
		             N_("Your last change of today is no hand-over: nothing was taken back."),
		             NULL);
	return rc;
}

/* A row that the hand-over began becomes void, one that it ended is as it was before. */
static enum rc take_back(struct station *st, struct change *c, long long id, bool begun,
                         long long seq, struct err *err) {
	struct duty d;
	enum rc rc;

	TRY(record_load(st->store, &duty_def, id, &d, err));
	if (d.rec.seq != seq || d.rec.voided_at != 0)
		TRY(err_set(err, RC_CONFLICT, "undo.conflict",
		            N_("Not undone: the record was changed since. Open it and correct it there."),
		            NULL));
	if (begun)
		TRY(change_void(c, &duty_def, id, d.rec.ver,
		                tr(N_("undone by the officer who entered it")), err));
	else
		TRY(history_put_back(st->store, &duty_def, id, seq, &d, err));
	if (!begun)
		rc = duty_put(st, c, &d, err);
out:
	entity_clear(&duty_def, &d);
	return rc;
}

enum rc handover_undo(struct station *st, const struct actor *a, size_t *duties, struct err *err) {
	const struct access_case own = {.today = true};
	struct ids begun = {0}, ended = {0};
	long long seq = 0, time = 0;
	char detail[40];
	struct change c;
	enum rc rc;

	TRY(usecase_begin_case(&c, st, a, ACT_VOID, "undo", 0, &own, err));
	TRY(last_handover(st, a, &seq, &time, err));
	TRY(query_ids(st->store, &begun, err,
	              "SELECT id FROM duty WHERE recorded_at = ? AND recorded_by IS ? ORDER BY id",
	              time, bind_ref(a->officer)));
	TRY(query_ids(st->store, &ended, err,
	              "SELECT DISTINCT record FROM history WHERE table_name = 'duty' AND seq = ?", seq));
	for (size_t i = 0; i < begun.n; i++)
		TRY(take_back(st, &c, begun.v[i], true, seq, err));
	for (size_t i = 0; i < ended.n; i++)
		TRY(take_back(st, &c, ended.v[i], false, seq, err));
	snprintf(detail, sizeof detail, "undoes=%lld", seq);
	c.detail = detail;
	*duties = begun.n;
	rc = change_commit(&c, err);
out:
	change_end(&c);
	ids_clear(&begun);
	ids_clear(&ended);
	return rc;
}

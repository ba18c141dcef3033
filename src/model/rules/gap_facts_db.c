/* What the legal duties and the gaps of one order rest on (model/rules/legal_duty.h,
 * model/rules/file_gap.h), from the records. SPDX-License-Identifier: MIT */
#include "model/event/dossier.h"
#include "model/event/event_db.h"
#include "model/event/leave.h"
#include "model/rules/legal_duty.h"
#include "model/rules/order_facts_db.h"
#include "model/station/tables.h"
#include "model/station/usecase_db.h"

/* Most people have no warning and no leave: one statement asks what is worth reading. */
enum asked { ASK_TEAM, ASK_MISSED, ASK_WARNING, ASK_LEAVE, ASK_SENT, ASK_NO_CONTROL, ASK_WORDS,
             ASK_LOST, ASK_CO_UNTIL };
#define ANY_OF_ORDER(table, more) \
	"EXISTS (SELECT 1 FROM " table " WHERE order_id = ?1 AND voided_at IS NULL" more ")"
static const char ask_sql[] =
	"SELECT team," ANY_OF_ORDER("missed_test", "") "," ANY_OF_ORDER("warning", "") ","
	ANY_OF_ORDER("leave", "") ","
	"EXISTS (SELECT 1 FROM police_report WHERE resident = ?2 AND voided_at IS NULL),"
	" control IS NULL, EXISTS (SELECT 1 FROM kept_word WHERE resident = ?2),"
	" control IS '02',"
	" (SELECT max(coalesce(until, '2199-12-31')) FROM relative WHERE resident = ?2 AND"
	" voided_at IS NULL AND co_supervisor = 'yes' AND letter_on IS NOT NULL) FROM"
	" resident_visible WHERE id = ?2";
/* Who was just made has no record to ask for. */
static const char ask_made_sql[] =
	"SELECT team, 0, 0, 0, 0, control IS NULL, EXISTS (SELECT 1 FROM kept_word WHERE resident ="
	" ?2), control IS '02', NULL FROM resident_visible WHERE id = ?2";

static enum rc read_leaves(struct station *st, long long order, struct order_facts_data *d,
                           struct err *err) {
	void *all = NULL;
	size_t n = 0;
	enum rc rc = event_load_all(st, &leave_def, order, &all, &n, err);

	d->leaves = mem_zalloc(n + 1, sizeof *d->leaves);
	for (size_t i = 0; i < n; i++) {
		const struct leave *l = (const struct leave *)all + i;
		struct date end = date_is_set(l->extends_to) ? l->extends_to : l->leave_to;

		/* The day after its last one tells whether it is over for some other reason. */
		d->leaves[d->leave_count++] = (struct leave_fact){.id = l->rec.id,
		                                                  .from = l->leave_from, .end = end,
		                                                  .days = leave_days(l),
		                                                  .off = leave_is_off(l),
			.open = date_is_set(end) &&
		                code_is(leave_state_on(l, date_add_days(end, 1)), "overdue"),
			.waits = leave_waits(l),
			.out = leave_leaves_county(l),
			.written = code_is(l->written, "yes"),
			.typed = code_is(l->rec.source, "typed")};
	}
	event_free_all(&leave_def, all, n);
	return rc;
}

/* Of the person: what is told after the end hangs on no order. Begun ones too. */
static enum rc read_sent(struct station *st, const struct treatment_order *o,
                         struct order_facts_data *d, struct err *err) {
	enum rc rc = RC_OK;
	int place = 0;

	QUERY_EACH(q, rc, st->store, err,
		"SELECT reason, covers, source, recorded_at, sent, occurred, order_id IS ?2,"
		" not_sent IS NOT NULL AND sent IS NULL, answer FROM police_report WHERE resident ="
		" ?1 AND voided_at IS NULL AND (reason <> 'expiry' OR order_id = ?2) ORDER BY"
		" occurred, id",
		o->resident, o->rec.id) {
		VEC_PUSH(d->sent, d->sent_count, (struct sent_fact){
			.reason = stmt_code(q, 0), .covers = stmt_date(q, 1),
			.recorded = code_is(stmt_code(q, 2), "typed") ? stmt_int(q, 3) : 0,
			.sent = stmt_date(q, 4), .begun = stmt_date(q, 5),
			.place = stmt_int(q, 6) ? ++place : 0, .off = stmt_int(q, 7) != 0,
			.answer = stmt_code(q, 8)});
	}
	return rc;
}

/* Only what was recorded as a change: a roster's word of somebody lost is no event here. */
static enum rc read_lost(struct station *st, const struct treatment_order *o,
                         struct order_facts *c, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT occurred, source, recorded_at FROM control_change WHERE resident = ? AND"
	           " control = '02' AND voided_at IS NULL ORDER BY occurred DESC, id DESC LIMIT 1",
	           o->resident) {
		c->lost = stmt_date(q, 0);
		c->lost_recorded = code_is(stmt_code(q, 1), "typed") ? stmt_int(q, 2) : 0;
	}
	return rc;
}

void team_cache_clear(struct team_cache *cache) {
	for (size_t i = 0; i < cache->n; i++) {
		for (size_t k = 0; k < cache->v[i].n; k++)
			free(cache->v[i].v[k].name);
		free(cache->v[i].v);
	}
	free(cache->v);
	*cache = (struct team_cache){0};
}

static enum rc read_members(struct station *st, struct team_entry *e, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
		"SELECT id, role, name, since, until, letter_on FROM member_named WHERE team = ?"
		" ORDER BY coalesce(since, ''), id",
		e->team) {
		VEC_PUSH(e->v, e->n,
		         (struct gap_member){.id = stmt_int(q, 0), .role = stmt_code(q, 1),
		                             .name = mem_strdup(stmt_text(q, 2)),
		                             .since = stmt_date(q, 3), .until = stmt_date(q, 4),
		                             .letter_on = stmt_date(q, 5)});
	}
	return rc;
}

static enum rc team_of(struct station *st, struct team_cache *cache, long long team,
                       const struct team_entry **out, struct err *err) {
	for (size_t i = 0; i < cache->n; i++) {
		if (cache->v[i].team == team) {
			*out = &cache->v[i];
			return RC_OK;
		}
	}
	cache->v = mem_grow(cache->v, cache->n + 1, sizeof *cache->v);
	cache->v[cache->n] = (struct team_entry){.team = team};
	*out = &cache->v[cache->n];
	return read_members(st, &cache->v[cache->n++], err);
}

static enum rc read_duties(struct station *st, long long resident, struct order_facts_data *d,
                           struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
		"SELECT d.package, " DUTY_MEMBER ", d.until FROM duty d JOIN resident_visible r ON r.id ="
		" d.resident WHERE d.resident = ? AND d.voided_at IS NULL ORDER BY d.package,"
		" d.since",
		resident) {
		VEC_PUSH(d->duties, d->gaps.duty_count,
		         (struct gap_duty){stmt_code(q, 0), stmt_int(q, 1), stmt_date(q, 2)});
	}
	return rc;
}

/* The missing papers but those whose hole has a row of its own. */
static unsigned missing_papers(const struct dossier_facts *f) {
	struct dossier all;
	unsigned missing = 0;

	dossier_judge(f, &all);
	for (int i = 0; i < DOSSIER_ITEMS; i++) {
		enum dossier_proof proof = dossier_items[i].proof;

		if (all.mark[i] == MARK_MISSING && proof != PROOF_AGREED && proof != PROOF_MEMBERS)
			missing |= 1u << i;
	}
	return missing;
}

static bool has_paper(const struct dossier_facts *f, const char *kind) {
	for (size_t i = 0; i < f->paper_count; i++)
		if (code_is(f->papers[i].kind, kind))
			return true;
	return false;
}

static enum rc read_gaps(struct station *st, const struct treatment_order *o, long long team,
                         struct order_facts_data *d, struct team_cache *cache, struct err *err) {
	const struct team_entry *members = NULL;
	struct dossier_facts f;
	struct dossier_paper *papers = NULL;
	enum rc rc = RC_OK;

	/* only the paper of a suspension stands in the log itself */
	if (d->made && !code_is(o->state, "suspended"))
		dossier_bare(o, &f);
	else
		rc = dossier_read(st, o, true, &f, &papers, err);
	if (rc == RC_OK && team)
		rc = team_of(st, cache, team, &members, err);
	if (rc == RC_OK && team && !d->made)
		rc = read_duties(st, o->resident.id, d, err);
	if (rc == RC_OK) {
		d->gaps.agreed = date_is_set(o->agreed);
		d->gaps.agreement = has_paper(&f, "agreement");
		d->gaps.pledge = has_paper(&f, "pledge");
		d->gaps.guarantee = has_paper(&f, "guarantee");
		d->gaps.has_team = team != 0;
		d->gaps.members = members ? members->v : NULL;
		d->gaps.member_count = members ? members->n : 0;
		d->gaps.duties = d->duties;
		d->gaps.worker = d->worker = mem_strdup(o->worker);
		d->gaps.dossier = missing_papers(&f);
		d->course.gaps = &d->gaps;
	}
	free(papers);
	return rc;
}

static enum rc ask(struct station *st, const struct treatment_order *o, bool made,
                   long long answer[ASK_CO_UNTIL], struct gap_facts *gaps, struct err *err) {
	struct date until, for_good = DATE_NONE;
	enum rc rc = RC_OK;

	memset(answer, 0, ASK_CO_UNTIL * sizeof *answer);
	QUERY_EACH(q, rc, st->store, err, made ? ask_made_sql : ask_sql, o->rec.id, o->resident) {
		for (int i = 0; i < ASK_CO_UNTIL; i++)
			answer[i] = stmt_int(q, i);
		until = stmt_date(q, ASK_CO_UNTIL);
		gaps->no_control = answer[ASK_NO_CONTROL];
		date_from_ymd(2199, 12, 31, &for_good);
		gaps->co_supervised = date_is_set(until);
		gaps->co_until = date_cmp(until, for_good) == 0 ? DATE_NONE : until;
	}
	return rc;
}

static enum rc release_noticed(struct station *st, const struct treatment_order *o, bool *yes,
                               struct err *err) {
	return query_any(st->store, yes, err,
		"SELECT 1 FROM document WHERE order_id = ?1 AND resident = ?2 AND voided_at IS NULL"
		" AND kind = 'release' UNION ALL SELECT 1 FROM status_change WHERE order_id = ?1"
		" AND voided_at IS NULL AND state = 'released' AND document IS NOT NULL LIMIT 1",
		o->rec.id, o->resident);
}

/* What an order that has ended may still lack: the notice of its release; the receipt of its
 * papers, which may stand in the form of the change of place (F11) alone. */
static enum rc read_ended(struct station *st, const struct treatment_order *o,
                          struct order_facts *c, struct err *err) {
	enum rc rc = RC_OK;

	if (code_is(o->state, "released"))
		return release_noticed(st, o, &c->noticed, err);
	if (!code_is(o->state, "moved") || date_is_set(o->receipt))
		return RC_OK;
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT max(receipt) FROM moving WHERE resident = ? AND voided_at IS NULL AND"
	           " direction = 'out' AND receipt >= ?", o->resident, o->ended)
		c->receipt = stmt_date(q, 0);
	return rc;
}

bool kept_word_is_open(struct station *st, const struct entity_def *def, const char *field,
                       long long record) {
	char *sql = mem_printf("SELECT \"%s\" IS NULL AND voided_at IS NULL FROM \"%s\" WHERE id = ?",
	                       field, def->name);
	long long open = 0;

	(void)query_int(st->store, &open, NULL, sql, record);
	free(sql);
	return open != 0;
}

static enum rc read_words(struct station *st, long long resident, bool *open, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT table_name, record, field FROM kept_word WHERE resident = ?", resident) {
		const struct entity_def *def = station_entity(stmt_text(q, 0));

		*open = *open || (def && entity_field(def, stmt_text(q, 2)) &&
		                  kept_word_is_open(st, def, stmt_text(q, 2), stmt_int(q, 1)));
	}
	return rc;
}

enum rc order_facts_load_gaps(struct station *st, const struct treatment_order *o,
	struct order_facts_data *d, struct team_cache *cache, struct err *err) {
	long long answer[ASK_CO_UNTIL];
	enum rc rc = ask(st, o, d->made, answer, &d->gaps, err);

	if (rc == RC_OK && answer[ASK_MISSED])
		rc = event_load_all(st, &missed_def, o->rec.id, &d->missed, &d->missed_count, err);
	if (rc == RC_OK && answer[ASK_WARNING])
		rc = event_load_all(st, &warning_def, o->rec.id, &d->warnings, &d->warning_count,
		                    err);
	if (rc == RC_OK && answer[ASK_LEAVE])
		rc = read_leaves(st, o->rec.id, d, err);
	if (rc == RC_OK && answer[ASK_SENT])
		rc = read_sent(st, o, d, err);
	d->course.lost = DATE_NONE;
	if (rc == RC_OK && answer[ASK_LOST])
		rc = read_lost(st, o, &d->course, err);
	if (rc == RC_OK && answer[ASK_WORDS])
		rc = read_words(st, o->resident.id, &d->gaps.words, err);
	if (rc == RC_OK && !d->made)
		rc = uses_read(st, o->resident.id, &d->uses, &d->use_count, err);
	if (rc == RC_OK)
		rc = read_ended(st, o, &d->course, err);
	if (rc == RC_OK && order_facts_is_open(o->state) && !code_is(o->state, "awaiting"))
		rc = read_gaps(st, o, answer[ASK_TEAM], d, cache, err);
	d->course.missed = d->missed;
	d->course.missed_count = d->missed_count;
	d->course.warnings = d->warnings;
	d->course.warning_count = d->warning_count;
	d->course.leaves = d->leaves;
	d->course.leave_count = d->leave_count;
	d->course.sent = d->sent;
	d->course.sent_count = d->sent_count;
	d->course.uses = d->uses;
	d->course.use_count = d->use_count;
	d->course.near_times = conf_int(st->conf, "rules", "near_times");
	d->course.near_days = conf_int(st->conf, "rules", "near_days");
	d->course.file_days = conf_int(st->conf, "rules", "release_days");
	return rc;
}

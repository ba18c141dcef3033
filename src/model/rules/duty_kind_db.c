/* What was recorded of each regular, and for which days the quick table holds its rows.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/hash.h"
#include "model/event/event.h"
#include "model/rules/due_db.h"
#include "model/rules/duty_kind.h"
#include "model/rules/order_facts_db.h"
#include "model/station/usecase_db.h"

/* What stands in the SQL comes from the tables only. */
void duty_kind_counts_sql(const struct duty_kind_def *kind, struct str *sql) {
	int field = kind->counts ? (int)strcspn(kind->counts, "=") : 0;

	if (field)
		str_addf(sql, " AND %.*s = '%s'", field, kind->counts, kind->counts + field + 1);
}

static enum rc read_kind(struct station *st, const struct treatment_order *o,
                         const struct duty_kind_def *kind, struct date since, struct event_fact **v,
                         size_t *n, struct err *err) {
	struct str sql = {0};
	enum rc rc = RC_OK;

	/* Which records answer the kind: days of one order from a day on. */
	str_addf(&sql, "SELECT occurred FROM %s WHERE resident = ?1 AND order_id = ?2 AND occurred"
	               " >= ?3 AND voided_at IS NULL",
	         event_find_def(kind->reg)->entity->name);
	duty_kind_counts_sql(kind, &sql);
	QUERY_EACH(q, rc, st->store, err, str_text(&sql), o->resident, o->rec.id, since)
		VEC_PUSH(*v, *n, (struct event_fact){.day = stmt_date(q, 0), .valid = true});
	str_clear(&sql);
	return rc;
}

static enum rc read_excuses(struct station *st, const struct treatment_order *o,
                            struct order_facts_data *d, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT kind, window_day FROM excused WHERE order_id = ? AND voided_at IS NULL",
	           o->rec.id) {
		VEC_PUSH(d->excuses, d->excuse_count,
		         (struct excuse_fact){stmt_code(q, 0), stmt_date(q, 1)});
	}
	return rc;
}

/* The first day of the windows that begin in these bounds: what came before cannot matter. Unset:
 * there are none. */
static struct date first_that_matters(struct station *st, const struct order_facts *c,
                                      const struct due_bounds *bounds, const char *kind,
                                      struct window_list *windows) {
	struct term term;

	order_facts_cut(c, st->profiles, kind, &term, windows);
	for (size_t i = 0; i < windows->n; i++) {
		const struct window *w = &windows->v[i];

		if (!date_before(w->first, bounds->first) && !date_before(bounds->until, w->first))
			return w->first;
	}
	return DATE_NONE;
}

enum rc order_facts_load_regular(struct station *st, const struct treatment_order *o,
                                 const struct due_bounds *bounds, struct order_facts_data *d,
                                 struct err *err) {
	struct window_list windows = {.v = NULL};
	enum rc rc = RC_OK;

	d->regular = mem_zalloc(duty_kind_count, sizeof *d->regular);
	d->regular_count = duty_kind_count;
	for (size_t k = 0; rc == RC_OK && k < duty_kind_count; k++) {
		const struct duty_kind_def *kind = &duty_kind_table[k];
		struct event_fact *v = NULL;
		struct date since;

		if (kind->due == DUE_TEST) /* they come with the facts of the order */
			continue;
		since = first_that_matters(st, &d->course, bounds, kind->kind, &windows);
		if (date_is_set(since))
			rc = read_kind(st, o, kind, since, &v, &d->regular[k].n, err);
		d->regular[k].v = v;
	}
	window_list_clear(&windows);
	if (rc == RC_OK)
		rc = read_excuses(st, o, d, err);
	d->course.excuses = d->excuses;
	d->course.excuse_count = d->excuse_count;
	d->course.regular = d->regular;
	d->course.bounds = *bounds;
	return rc;
}

/* Which rows the table holds: another number where a version of the program keeps other ones, so
 * that a database of an earlier one is computed again. */
enum { ROWS_VERSION = 6 };

/* Everything in the settings that the rows rest on, as one short word. */
static void rules_word(struct station *st, char word[17]) {
	static const char *const keys[] = {"report_days", "near_times", "near_days",
	                                   "release_days", "plan_days", "case_days",
	                                   "search_days", "followup_year1", "followup_year2",
	                                   "followup_year3"};
	struct order_facts old = {0};
	unsigned char sum[HASH_LEN];
	struct str all = {0};
	struct hash h;

	old_tests_read(st, &old);
	str_addf(&all, "%d %d %d ", (int)ROWS_VERSION, (int)old.old_tests,
	         conf_bool(st->conf, "rules", "illness_excuses"));
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		str_addf(&all, "%lld ", conf_int(st->conf, "rules", keys[i]));
	for (size_t i = 0; i < st->profiles->n; i++) {
		const struct profile *p = st->profiles->row[i];

		str_addf(&all, "|%s %s %d %d %s", p->id, p->order_kind, p->months_max,
		         p->effective.n, p->risk ? p->risk : "");
		for (size_t k = 0; k < p->rule_count; k++) {
			str_addf(&all, ";%s %d ", p->rules[k].kind, (int)p->rules[k].mode);
			schedule_format(&p->rules[k], &all);
		}
	}
	hash_begin(&h); /* not hash_short, whose key is another one in every run */
	hash_add_text(&h, str_text(&all));
	hash_end(&h, sum);
	hash_hex(sum, 8, word);
	str_clear(&all);
}

/* Today's: the missed of so many whole months and what begins up to the end of the next month. */
static void bounds_now(struct station *st, struct due_bounds *b) {
	struct date month = date_month_start(clock_today());

	b->first = counted_from(st);
	b->from = date_add_months(month, -(int)conf_int(st->conf, "rules", "missed_months"));
	b->until = date_month_end(date_add_months(month, 1));
}

static void bounds_text(struct station *st, const struct due_bounds *b, char *text, size_t size) {
	char first[DATE_BUF], from[DATE_BUF], until[DATE_BUF], word[17];

	rules_word(st, word);
	snprintf(text, size, "%s %s %s %s", date_format(b->first, first),
	         date_format(b->from, from), date_format(b->until, until), word);
}

void due_bounds_read(struct station *st, struct due_bounds *out) {
	char *text = setting_get(st->store, "due.bounds"), day[3][DATE_BUF] = {""};

	*out = (struct due_bounds){DATE_NONE, DATE_NONE, DATE_NONE};
	if (text && sscanf(text, "%10s %10s %10s", day[0], day[1], day[2]) == 3) {
		date_parse_iso(day[0], &out->first);
		date_parse_iso(day[1], &out->from);
		date_parse_iso(day[2], &out->until);
	}
	free(text);
}

bool due_bounds_hold(struct station *st) {
	struct due_bounds now;
	char text[80], *kept = setting_get(st->store, "due.bounds");
	bool same;

	bounds_now(st, &now);
	bounds_text(st, &now, text, sizeof text);
	same = kept && strcmp(kept, text) == 0;
	free(kept);
	return same;
}

bool due_bounds_roll(struct station *st, struct due_bounds *out) {
	struct due_bounds old, now;
	char kept[80], word[17], *text = setting_get(st->store, "due.bounds");
	bool rolls;

	due_bounds_read(st, &old);
	bounds_now(st, &now);
	rules_word(st, word);
	snprintf(kept, sizeof kept, "%s", text ? text : "");
	free(text);
	rolls = date_is_set(old.until) && date_cmp(old.first, now.first) == 0 &&
	        strstr(kept, word) != NULL && date_before(old.until, now.until) &&
	        !date_before(now.from, old.from);
	*out = now;
	if (rolls && !date_before(old.until, now.first))
		out->first = date_add_days(old.until, 1);
	return rolls;
}

enum rc due_bounds_set(struct station *st, struct err *err) {
	struct due_bounds now;
	char text[80];

	bounds_now(st, &now);
	bounds_text(st, &now, text, sizeof text);
	return setting_set(st->store, "due.bounds", text, err);
}

enum rc duty_kind_rules(struct station *st, const struct actor *a, long long order,
                        struct duty_kind_rule out[DUTY_KIND_MOST], struct err *err) {
	struct window_list windows = {.v = NULL};
	struct treatment_order o;
	struct order_facts_data d = {0};
	struct term term;
	enum rc rc = order_get(st, a, order, &o, err);

	if (rc == RC_OK)
		rc = order_facts_load(st, &o, &d, err);
	for (size_t k = 0; rc == RC_OK && k < duty_kind_count; k++) {
		const struct window *now;
		struct schedule s;

		term_compute(&d.course.term, &term);
		order_facts_schedule(&d.course, st->profiles, &term, duty_kind_table[k].kind, &s);
		window_cut(&term, &s, &windows);
		now = window_at(&windows, clock_today());
		out[k] = (struct duty_kind_rule){.windows = windows.n};
		if (now)
			out[k].window = *now;
		out[k].profile = schedule_profile_at(&s, now ? now->first : clock_today());
		out[k].rule = schedule_rule_at(&s, now ? now->first : clock_today());
	}
	window_list_clear(&windows);
	order_facts_clear(&d);
	entity_clear(&order_def, &o);
	return rc;
}

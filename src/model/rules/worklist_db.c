/* The worklist: what of the table of due rows each group shows. SPDX-License-Identifier: MIT */
#include "model/event/event.h"
#include "model/promise/promise.h"
#include "model/rules/due_db.h"
#include "model/rules/order_facts_db.h"
#include "model/rules/worklist.h"
#include "model/station/usecase_db.h"

/* Rows of one base on the days the group shows, in the order of the key: ranges of one index, one
 * after the other, so that nothing is sorted. Of windows some only once they have begun. Names of
 * workers are compared whole, whatever parts them. */
#define SHOWN "due WHERE group_no = ?1 AND due_on BETWEEN ?2 AND ?3 AND first_day <= ?5"
#define OF_WHOM \
	" AND EXISTS (SELECT 1 FROM resident_visible r LEFT JOIN treatment_order o ON o.id =" \
	" due.order_id WHERE r.id = due.resident" \
	" AND (?6 IS NULL OR r.place = ?6) AND (?7 IS NULL OR r.team = ?7) AND (?8 IS NULL OR" \
	" instr(',' || replace(replace(" \
	"replace(replace(replace(" IN_CHARGE_ON("?9") ", '、', ','), '，', ','), '/', ','), ';'," \
	" ','), ' ', ',')" \
	" || ',', ',' || ?8 || ',') > 0))"
#define DUE_COLUMNS "SELECT group_no, due_on, resident, order_id, kind, window_no, first_day FROM "
#define IN_ORDER " ORDER BY group_no, due_on, resident, order_id, kind, window_no LIMIT ?4"

/* The query for one group's rows of one base. */
static void shown_query(struct bind query[11], const char *sql, const struct due_group *g, int base,
                        const struct due_whose *whose, struct date today, size_t most) {
	struct date from, to;

	due_group_range(g, today, &from, &to);
	const struct bind made[11] = {
		BIND_ALL(sql, base, from, to, most, g->when == DUE_OPEN ? today : to,
		         whose ? bind_ref(whose->place) : bind_end(),
	                 bind_ref(whose ? whose->team : 0), whose ? whose->worker : NULL, today)};
	memcpy(query, made, sizeof made);
}

/* The i-th group's base, if it is the first group of that base and g takes it; else -1. Behind the
 * last that of tests of people away, which has no group of its own. */
static int base_of(const struct due_group *g, size_t i) {
	if (i == due_group_count)
		return due_group_takes(g, DUE_BASE_TEST_AWAY) ? DUE_BASE_TEST_AWAY : -1;
	for (size_t k = 0; k < i; k++)
		if (due_groups[k].base == due_groups[i].base)
			return -1;
	return due_groups[i].base >= DUE_BASE_POLICE && due_group_takes(g, due_groups[i].base)
	               ? due_groups[i].base
	               : -1;
}

enum rc due_counts_of(struct station *st, const struct actor *a, const struct due_whose *whose,
                      struct date today, long long *counts, struct err *err) {
	enum { MOST = 1000 };
	enum rc rc = usecase_count(st, a, err);

	if (rc == RC_OK)
		due_keep_up(st);
	for (size_t i = 0; rc == RC_OK && i < due_group_count; i++) {
		counts[i] = 0;
		for (size_t k = 0; rc == RC_OK && k <= due_group_count && counts[i] < MOST; k++) {
			struct bind query[11];
			long long shown;
			int base = base_of(&due_groups[i], k);

			if (base < 0)
				continue;
			shown_query(query, whose ? "SELECT count(*) FROM (SELECT 1 FROM"
			                           " " SHOWN OF_WHOM " LIMIT ?4)"
			                         : "SELECT count(*) FROM (SELECT 1 FROM"
			                           " " SHOWN " LIMIT ?4)",
			            &due_groups[i], base, whose, today, (size_t)(MOST - counts[i]));
			rc = query_int_bound(st->store, query, &shown, err);
			counts[i] += shown;
		}
	}
	return rc;
}

/* One line for every old test together (rule 8.5). */
static enum rc add_old_tests(struct station *st, const struct due_group *g,
                             const struct due_whose *whose, struct date today,
                             struct due_item **items, size_t *count, struct err *err) {
	struct bind query[11];
	long long n = 0;
	enum rc rc;

	shown_query(query, whose ? "SELECT count(*) FROM (SELECT 1 FROM " SHOWN OF_WHOM
	                           " LIMIT ?4)"
	                         : "SELECT count(*) FROM (SELECT 1 FROM " SHOWN " LIMIT ?4)",
	            g, DUE_BASE_OLD_TEST, whose, today, LIST_MAX);
	rc = query_int_bound(st->store, query, &n, err);
	if (rc == RC_OK && n > 0)
		VEC_PUSH(*items, *count,
		         (struct due_item){.group = g->id,
		                           .row = {.group = DUE_BASE_OLD_TEST, .kind = DUE_OLD_TESTS,
		                                   .due_on = DATE_NONE, .first = DATE_NONE,
		                                   .window = (int)n}});
	return rc;
}

enum rc due_list_of(struct station *st, const struct actor *a, const struct due_whose *whose,
                    int group, struct date today, size_t most, struct due_item **out, size_t *n,
                    struct err *err) {
	struct due_item *items = NULL;
	size_t count = 0;
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc == RC_OK)
		due_keep_up(st);
	for (size_t i = 0; rc == RC_OK && i < due_group_count; i++) {
		const struct due_group *g = &due_groups[i];

		if (group ? g->id != group : due_group_is_apart(g))
			continue;
		if (!group && g->base == DUE_BASE_OLD_TEST) {
			if (count < most)
				rc = add_old_tests(st, g, whose, today, &items, &count, err);
			continue;
		}
		for (size_t k = 0; rc == RC_OK && k <= due_group_count && count < most; k++) {
			struct bind query[11];
			struct stmt *q;
			int base = base_of(g, k);

			if (base < 0)
				continue;
			shown_query(query,
			            whose ? DUE_COLUMNS SHOWN OF_WHOM IN_ORDER
			                  : DUE_COLUMNS SHOWN IN_ORDER,
			            g, base, whose, today, most - count);
			q = query_start(st->store, query, &rc, err);
			while (query_next(&q, &rc, err))
				VEC_PUSH(items, count, (struct due_item){
					.group = g->id,
					.row = {.group = (int)stmt_int(q, 0),
					        .due_on = stmt_date(q, 1),
					        .kind = (enum due_kind)stmt_int(q, 4),
					        .window = (int)stmt_int(q, 5),
					        .first = stmt_date(q, 6)},
					.resident = stmt_int(q, 2),
					.order_id = stmt_int(q, 3),
				});
		}
	}
	*out = items;
	*n = count;
	return rc;
}

enum rc due_in_charge(struct station *st, const struct actor *a, struct date today,
                      const long long *orders, size_t n, struct str *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT o.id, " IN_CHARGE_ON("?2") " FROM treatment_order o JOIN"
	           " resident_visible r ON r.id = o.resident WHERE o.id IN (SELECT value FROM"
	           " json_each(?1))", bind_ids(orders, n), today)
		for (size_t i = 0; i < n; i++)
			if (orders[i] == stmt_int(q, 0))
				str_add(&out[i], stmt_text(q, 1));
	return rc;
}

enum rc due_record(struct station *st, const struct actor *a, const struct due_item *item,
                   const char **reg, long long *id, struct err *err) {
	const struct promise_def *promise = promise_of_due(item->row.kind);
	const struct due_kind_def kind = due_kind_of(item->row.kind);
	enum rc rc = usecase_query(st, a, ACT_LIST, item->resident, err);
	char *sql;

	*id = 0;
	*reg = kind.reg;
	if (rc != RC_OK || (kind.door != DOOR_RECORD && kind.door != DOOR_CHAIN))
		return rc;
	if (promise) { /* the line names its record */
		*id = item->row.window;
		return rc;
	}
	sql = mem_printf("SELECT id FROM \"%s\" WHERE order_id = ? AND voided_at IS NULL ORDER BY"
	                 " occurred, id LIMIT 1 OFFSET ?", event_find_def(kind.reg)->entity->name);
	rc = query_int(st->store, id, err, sql, item->order_id, item->row.window - 1);
	free(sql);
	return rc;
}

/* ---- test windows of before the station began that hold no record (rule 8.5) ---- */

enum rc old_tests_said(struct station *st, const struct actor *a, enum old_tests *out,
                       struct err *err) {
	struct order_facts facts = {0};
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc == RC_OK)
		old_tests_read(st, &facts);
	*out = facts.old_tests;
	return rc;
}

enum rc old_tests_decide(struct station *st, const struct actor *a, enum old_tests what,
                         const char *reason, struct err *err) {
	static const char *const words[] = {"", "enter ", "close "};
	char *said = what == OLD_TESTS_ASK
	                     ? mem_strdup("") : mem_printf("%s%s", words[what], reason ? reason : "");
	struct change c;
	enum rc rc;

	TRY(usecase_begin(&c, st, a, ACT_OFFICERS, "due.old-tests", 0, err));
	if (!reason || !*reason)
		TRY(err_field(err, "reason", "old-tests.reason",
		              N_("Give the reason: it stays with the decision."), NULL));
	TRY(setting_set(st->store, OLD_TESTS_SETTING, said, err));
	c.reason = reason;
	c.detail = words[what];
	rc = RC_OK;
out:
	rc = change_close(&c, rc, NULL, NULL, err);
	free(said);
	if (rc == RC_OK)
		due_keep_up(st);
	return rc;
}

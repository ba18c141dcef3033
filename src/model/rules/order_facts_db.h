/* An order as the rules take it, read from the database. SPDX-License-Identifier: MIT */
#ifndef MODEL_RULES_ORDER_FACTS_DB_H
#define MODEL_RULES_ORDER_FACTS_DB_H

#include "model/order/order.h"
#include "model/rules/abstinence.h"
#include "model/rules/file_gap.h"
#include "model/rules/order_facts.h"
#include "model/station/usecase_db.h"

/* One order as the rules take it, with the arrays it lends. */
struct order_facts_data {
	struct order_facts course;
	struct status_fact *log; /* by day, then as written */
	size_t log_count;
	struct interval *suspensions;
	size_t suspension_count;
	struct event_fact *tests;
	size_t test_count;
	struct window_off *away;
	size_t away_count;
	int *explained;
	size_t explained_count;
	struct risk_fact *risks;
	size_t risk_count;
	struct excuse_fact *excuses;
	size_t excuse_count;
	void *missed, *warnings; /* arrays of the registers' structs */
	size_t missed_count, warning_count;
	struct leave_fact *leaves;
	size_t leave_count;
	struct sent_fact *sent;
	size_t sent_count;
	struct use_fact *uses;
	size_t use_count;
	struct gap_facts gaps;
	struct gap_duty *duties;
	char *worker;
	/* by row of duty_kind_table; NULL until order_facts_load_regular */
	struct event_list *regular;
	size_t regular_count;
	bool made; /* by order_facts_load_made */
};
/* The log of states of each order, in one query; status_logs_clear in any case. */
struct status_log {
	struct status_fact *v; /* by day, then as written */
	size_t n;
};
enum rc status_logs_read(struct station *st, const long long *orders, size_t n,
                         struct status_log *out, struct err *err);
void status_logs_clear(struct status_log *v, size_t n);
/* The head's decision on old tests: "enter" or "close", then why. */
#define OLD_TESTS_SETTING "tests.before"
/* What becomes of old test windows, and which are: from the settings (rule 4.23). */
void old_tests_read(struct station *st, struct order_facts *c);
/* The day the station counts from: [rules] counted_from, else the day it was made. */
struct date counted_from(struct station *st);
enum rc order_facts_load(struct station *st, const struct treatment_order *o,
                         struct order_facts_data *d, struct err *err);
/* Of a person of whom nothing but order, state and values is on file: no more is asked, nor by
 * order_facts_load_gaps. old: as old_tests_read has it. */
enum rc order_facts_load_made(struct station *st, const struct treatment_order *o,
                              const struct order_facts *old, struct order_facts_data *d,
                              struct err *err);
/* From each "suspended" of a log in its order to the day before the next line: into out, which has
 * room for n; returns how many. */
size_t status_suspensions(const struct status_fact *log, size_t n, struct interval *out);
/* The same without tests and what explains them: enough for the windows of every other kind. */
enum rc order_facts_load_untested(struct station *st, const struct treatment_order *o,
                                  struct order_facts_data *d, struct err *err);
/* Besides, what the due rows of talks, visits, reports and assessments rest on: not for the report,
 * which asks for none. */
enum rc order_facts_load_regular(struct station *st, const struct treatment_order *o,
	const struct due_bounds *bounds, struct order_facts_data *d, struct err *err);
/* Besides, what model/rules/legal_duty.h and model/rules/file_gap.h look at. Members of the teams
 * are read once for many orders. */
struct team_cache {
	struct team_entry {
		long long team;
		struct gap_member *v;
		size_t n;
	} *v;
	size_t n;
};
void team_cache_clear(struct team_cache *cache);
/* Is the field beside a kept word still to be filled in? What cannot be read (the record is gone)
 * is not. */
bool kept_word_is_open(struct station *st, const struct entity_def *def, const char *field,
                       long long record);
enum rc order_facts_load_gaps(struct station *st, const struct treatment_order *o,
	struct order_facts_data *d, struct team_cache *cache, struct err *err);
void order_facts_clear(struct order_facts_data *d);
/* What the cause of an ending makes with it: the kind of custody, "death", unset: nothing, or it
 * stands there (rule 3.10). */
struct transition_ask;
enum rc order_ending_makes(struct station *st, const struct treatment_order *o,
                           const struct transition_ask *ask, struct code *out,
                           struct err *err);

/* SQL: the order an event e belongs to (rule 6.15): the one open on its day, else the newest made
 * by then. */
#define ORDER_OF_EVENT \
	"coalesce(e.order_id, (SELECT x.id FROM treatment_order x WHERE x.resident = e.resident" \
	" AND x.voided_at IS NULL AND x.ordered <= e.occurred ORDER BY x.ordered DESC, x.id DESC" \
	" LIMIT 1))"
/* SQL: what may be use, by day, for use_read; of person ?1 alone or of everybody. */
const char *uses_sql(bool of_one);
/* Is the row use of a person under an order, now or before? */
bool use_read(struct stmt *q, struct use_fact *out);
/* All of a person, by day; free *out. */
enum rc uses_read(struct station *st, long long resident, struct use_fact **out, size_t *n,
                  struct err *err);

/* What the three years of a person rest on as of today, with the arrays it lends; abstinence_clear
 * also after a failure. */
struct abstinence_data {
	struct abstinence_case known;
	struct abstinence_order *orders;
	struct custody_fact *custody;
	struct use_fact *uses;
};
enum rc abstinence_read(struct station *st, const struct actor *a, long long resident,
                        struct abstinence_data *d, struct err *err);
void abstinence_clear(struct abstinence_data *d);

/* Appends " AND field = value" where not every record of its register answers the kind. */
struct duty_kind_def;
void duty_kind_counts_sql(const struct duty_kind_def *kind, struct str *sql);

/*
 * SQL: who is in charge of order o of resident r on a day (a parameter, "?1"), as a text. The
 * worker the order names; where it names none, who holds the package `lead`; else the one full-time
 * worker of the help team. With two of them, or none, NULL: nobody is known, which is a finding
 * (model/rules/file_gap.h).
 */
#define IN_TEAM_ON(day) \
	"m.team = r.team AND coalesce(m.since, " day ") <= " day " AND coalesce(m.until, " day \
	") >= " day
/* Who holds duty d of resident r: the same name in the team r is in now, so that a change of team
 * keeps the person in charge (rule 3.13). */
#define DUTY_MEMBER \
	"coalesce((SELECT coalesce(max(CASE WHEN n.id = h.id THEN n.id END), max(CASE WHEN n.until" \
	" IS NULL THEN n.id END), max(n.id)) FROM member_named h JOIN member_named n ON n.name =" \
	" h.name WHERE h.id = d.member AND n.team = r.team), d.member)"
#define IN_CHARGE_ON(day) \
	"coalesce(nullif(o.worker, ''), (SELECT m.name FROM duty d JOIN member_named h ON h.id = d.member" \
	" JOIN member_named m ON m.name = h.name" \
	" WHERE d.resident = r.id AND d.package = 'lead' AND d.voided_at IS NULL AND d.since <=" \
	" " day \
	" AND coalesce(d.until, " day ") >= " day " AND " IN_TEAM_ON(day) ")," \
	" (SELECT CASE WHEN count(*) = 1 THEN min(m.name) END FROM member_named m WHERE m.role =" \
	" 'worker' AND " IN_TEAM_ON(day) "))"

#endif

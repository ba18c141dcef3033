/* An order as the rules take it, read from the database. SPDX-License-Identifier: MIT */
#ifndef MODEL_RULES_ORDER_FACTS_DB_H
#define MODEL_RULES_ORDER_FACTS_DB_H

#include "model/order/order.h"
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
	struct interval *custody;
	size_t custody_count;
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
	struct gap_facts gaps;
	struct gap_duty *duties;
	char *worker;
	/* by row of duty_kind_table; NULL until order_facts_load_regular */
	struct event_list *regular;
	size_t regular_count;
};
/* The log of states of each order, in one query; status_logs_clear in any case. */
struct status_log {
	struct status_fact *v; /* by day, then as written */
	size_t n;
};
enum rc status_logs_read(struct station *st, const long long *orders, size_t n,
                         struct status_log *out, struct err *err);
void status_logs_clear(struct status_log *v, size_t n);
enum rc order_facts_load(struct station *st, const struct treatment_order *o,
                         struct order_facts_data *d, struct err *err);
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
enum rc order_facts_load_gaps(struct station *st, const struct treatment_order *o,
	struct order_facts_data *d, struct team_cache *cache, struct err *err);
void order_facts_clear(struct order_facts_data *d);

/* From when on the station is asked for talks, visits, reports and assessments: as the settings
 * say, else the day it was made. */
struct date station_counted_from(struct station *st);
/* Appends " AND (...)" where not every record of its register answers the kind. */
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
#define IN_CHARGE_ON(day) \
	"coalesce(nullif(o.worker, ''), (SELECT m.name FROM duty d JOIN member_named m ON m.id =" \
	" d.member" \
	" WHERE d.resident = r.id AND d.package = 'lead' AND d.voided_at IS NULL AND d.since <=" \
	" " day \
	" AND coalesce(d.until, " day ") >= " day " AND " IN_TEAM_ON(day) ")," \
	" (SELECT CASE WHEN count(*) = 1 THEN min(m.name) END FROM member_named m WHERE m.role =" \
	" 'worker' AND " IN_TEAM_ON(day) "))"

#endif

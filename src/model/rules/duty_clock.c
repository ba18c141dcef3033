/* SPDX-License-Identifier: MIT */
#include "model/rules/duty_clock.h"

#include "core/tr.h"
#include "model/event/leave.h"
#include "model/rules/breach_count.h"
#include "model/rules/legal_duty.h"

void duty_clock_state_clear(struct duty_clock_state *s) {
	free(s->items);
	*s = (struct duty_clock_state){.items = NULL};
}

static void add(struct duty_clock_state *s, const char *reg, long long id, struct date day) {
	VEC_PUSH(s->items, s->count, (struct duty_clock_item){reg, id, day, false});
}

static void add_order(struct duty_clock_state *s, struct date day) { add(s, NULL, 0, day); }

/* A last day: reached from the day after. */
static enum duty_clock_mark mark_of_day(struct date day, struct date today, int near) {
	if (!date_is_set(day))
		return DUTY_CLOCK_QUIET;
	if (date_before(day, today))
		return DUTY_CLOCK_REACHED;
	return day.n - today.n <= near ? DUTY_CLOCK_NEAR : DUTY_CLOCK_RUNS;
}

static enum duty_clock_mark mark_of_count(int value, int near, int limit) {
	return value >= limit  ? DUTY_CLOCK_REACHED
	       : value >= near ? DUTY_CLOCK_NEAR
	       : value > 0     ? DUTY_CLOCK_RUNS
	                       : DUTY_CLOCK_QUIET;
}

static void count_report(const struct duty_clock_def *def, const struct duty_clock_case *c,
                         struct duty_clock_state *out) {
	const struct order_facts *o = c->course;
	struct date served = o->taken                 ? o->taken_on
	                     : date_is_set(o->served) ? o->served
	                                              : o->ordered;
	struct date began = o->taken ? o->begun : o->term.reported;
	struct date end = date_is_set(began) ? began : c->today;

	out->day = term_report_deadline(o->ordered, served, o->report_days);
	out->limit = date_is_set(out->day) ? out->day.n - served.n : 0;
	out->value = date_is_set(served) && !date_before(end, served) ? end.n - served.n : 0;
	out->mark = code_is(o->state, "awaiting") ? mark_of_day(out->day, c->today, def->near)
	            : out->value > out->limit     ? DUTY_CLOCK_REACHED
	                                          : DUTY_CLOCK_QUIET;
	add_order(out, served);
	for (size_t i = 0; i < o->warning_count; i++)
		if (code_is(o->warnings[i].kind, "report"))
			add(out, "warning", o->warnings[i].rec.id, o->warnings[i].occurred);
}

static bool is_executed(const struct order_facts *o) {
	return code_is(o->state, "executing") || code_is(o->state, "suspended");
}

static void count_end(const struct duty_clock_def *def, const struct duty_clock_case *c,
                      struct duty_clock_state *out) {
	out->day = c->term.end;
	out->mark = code_is(c->course->state, "executing")
	                    ? mark_of_day(out->day, c->today, def->near)
	                    : DUTY_CLOCK_QUIET;
	add_order(out, c->term.start);
}

/* Rule 6.1: away from the county for so many days asks for a report in writing. */
static void count_written(const struct duty_clock_def *def, const struct duty_clock_case *c,
                          struct duty_clock_state *out) {
	for (size_t i = 0; i < c->course->leave_count; i++) {
		const struct leave_fact *l = &c->course->leaves[i];

		if (!leave_wants_report(l))
			continue;
		add(out, "leave", l->id, l->from);
		out->value += !l->written;
	}
	out->limit = 1;
	out->mark = mark_of_count(out->value, 1, 1);
}

static void count_return(const struct duty_clock_def *def, const struct duty_clock_case *c,
                         struct duty_clock_state *out) {
	for (size_t i = 0; i < c->course->leave_count; i++) {
		const struct leave_fact *l = &c->course->leaves[i];

		if (!l->open)
			continue;
		add(out, "leave", l->id, l->from);
		if (!date_is_set(out->day) || date_before(l->end, out->day))
			out->day = l->end;
		out->value += date_before(l->end, c->today);
	}
	out->mark = is_executed(c->course) ? mark_of_day(out->day, c->today, def->near)
	                                   : DUTY_CLOCK_QUIET;
}

static void count_breach(const struct duty_clock_case *c, struct breach_count *b) {
	breach_count_make(c->course->missed, c->course->missed_count, c->course->warnings,
	                  c->course->warning_count, c->today, b);
}

static void take_items(const struct breach_count *b, enum breach_kind kind,
                       struct duty_clock_state *out) {
	for (size_t i = 0; i < b->count; i++)
		if (b->items[i].kind == kind) {
			add(out, b->items[i].reg, b->items[i].id, b->items[i].day);
			out->items[out->count - 1].nothing = b->items[i].times + b->items[i].days == 0;
		}
}

static int near_times(const struct duty_clock_def *def, const struct duty_clock_case *c) {
	return c->course->near_times > 0 ? (int)c->course->near_times : def->near;
}

static void count_refusals(const struct duty_clock_def *def, const struct duty_clock_case *c,
                           struct duty_clock_state *out) {
	struct breach_count b;

	count_breach(c, &b);
	out->value = b.refusals;
	out->limit = BREACH_REFUSALS;
	out->mark = mark_of_count(b.refusals, near_times(def, c), BREACH_REFUSALS);
	take_items(&b, BREACH_REFUSAL, out);
	breach_count_clear(&b);
}

static void count_absences(const struct duty_clock_def *def, const struct duty_clock_case *c,
                           struct duty_clock_state *out) {
	struct breach_count b;

	count_breach(c, &b);
	out->value = b.absences;
	out->limit = BREACH_ABSENCES;
	out->mark = mark_of_count(b.absences, near_times(def, c), BREACH_ABSENCES);
	take_items(&b, BREACH_ABSENCE, out);
	breach_count_clear(&b);
}

/* The law says more than 30 days: the 31st reaches it. */
static void count_days(const struct duty_clock_def *def, const struct duty_clock_case *c,
                       struct duty_clock_state *out) {
	struct breach_count b;

	count_breach(c, &b);
	out->value = b.days;
	out->limit = BREACH_DAYS;
	out->mark = mark_of_count(b.days,
	                          c->course->near_days > 0 ? (int)c->course->near_days : def->near,
	                          BREACH_DAYS + 1);
	take_items(&b, BREACH_ABSENCE, out);
	breach_count_clear(&b);
}

static void count_release_file(const struct duty_clock_def *def, const struct duty_clock_case *c,
                               struct duty_clock_state *out) {
	if (!date_is_set(c->term.end) || c->course->file_days <= 0)
		return;
	out->day = working_days_before(c->term.end, (int)c->course->file_days);
	out->mark = code_is(c->course->state, "executing")
	                    ? mark_of_day(out->day, c->today, def->near)
	                    : DUTY_CLOCK_QUIET;
	add_order(out, c->term.end);
}

static void count_notice(const struct duty_clock_def *def, const struct duty_clock_case *c,
                         struct duty_clock_state *out) {
	if (!code_is(c->course->state, "released") || !date_is_set(c->course->ended))
		return;
	out->limit = RELEASE_NOTICE_DAYS;
	out->day = date_add_days(c->course->ended, out->limit);
	out->value = c->today.n - c->course->ended.n;
	out->mark =
		c->course->noticed ? DUTY_CLOCK_QUIET : mark_of_day(out->day, c->today, def->near);
	add_order(out, c->course->ended);
}

/* rules 2.15 to 2.18: of the person, over all orders; by months, full on the same day. */
static void count_three_years(const struct duty_clock_def *def, const struct duty_clock_case *c,
                              struct duty_clock_state *out) {
	struct abstinence b;

	abstinence_of(c->person, c->today, &b);
	if (date_is_set(b.base))
		add(out, b.custody ? "custody" : NULL, b.custody, b.base);
	out->why = abstinence_why(b.how);
	if (b.how != ABSTINENCE_RUNS)
		return;
	for (size_t i = b.first; i < b.first + b.count; i++)
		add(out, c->person->uses[i].reg, c->person->uses[i].id, c->person->uses[i].day);
	out->limit = ABSTINENT_MONTHS;
	out->day = date_add_months(b.from, out->limit);
	while (out->value < out->limit &&
	       !date_before(c->today, date_add_months(b.from, out->value + 1)))
		out->value++;
	out->mark = out->value >= out->limit  ? DUTY_CLOCK_REACHED
	            : out->value >= def->near ? DUTY_CLOCK_NEAR
	                                      : DUTY_CLOCK_RUNS;
}

/* Articles: rules 2.2, 2.12, 2.13, 2.15, 2.16, 6.1 to 6.4 and 6.7, under the same marks. */
const struct duty_clock_def duty_clock_table[] = {
	{"report-in", N_("Reporting in"),
	 N_("Regulation 14: report to the place of execution within 15 days of receiving the order;"
	    " without a valid reason being late counts as refusing."),
	 N_("Regulation 38: report to the place of execution within 15 days of receiving the order."
	    " Who refuses rehab and then uses again goes to compulsory isolation, with no early"
	    " release."),
	 'L', N_("days"), "report_days", 3, "refusal", count_report},
	{"leave-report", N_("Leaves not reported in writing"),
	 N_("Regulation 19: who leaves the county for 3 days or more reports it in writing."),
	 N_("By reference to Regulation 19 (Anti-Drug Law 48): who leaves the county for 3 days or"
	    " more reports it in writing."), 'L',
	 N_("leaves"), NULL, 1, NULL, count_written},
	{"leave-return", N_("Return from leave"),
	 N_("Practice of stations: back by the last day of the leave, as extended."), NULL, 'S',
	 N_("leaves"), NULL, 1, NULL, count_return},
	{"refusals", N_("Tests refused or evaded"),
	 N_("Regulation 20: evading or refusing tests 3 times or more is a serious breach of the"
	    " agreement."),
	 N_("Regulation 38, by reference to 20: evading or refusing tests 3 times or more is a"
	    " serious breach of the agreement. Who then uses again goes to compulsory isolation,"
	    " with no early release."), 'L', N_("times"),
	 "near_times", BREACH_NEAR_TIMES, "breach", count_refusals},
	{"absences", N_("Away without report"),
	 N_("Regulation 20: leaving the county without report 3 times or more is a serious breach"
	    " of the agreement."),
	 N_("Regulation 38, by reference to 20: leaving the county without report 3 times or more"
	    " is a serious breach of the agreement. Who then uses again goes to compulsory"
	    " isolation, with no early release."), 'L',
	 N_("times"), "near_times", BREACH_NEAR_TIMES, "breach", count_absences},
	{"days", N_("Days away without report"),
	 N_("Regulation 20: more than 30 days away without report in all are a serious breach of"
	    " the agreement."),
	 N_("Regulation 38, by reference to 20: more than 30 days away without report in all are a"
	    " serious breach of the agreement. Who then uses again goes to compulsory isolation,"
	    " with no early release."), 'L',
	 N_("days"), "near_days", BREACH_NEAR_DAYS, "breach", count_days},
	{"term-end", N_("End of the term"),
	 N_("Regulation 23: it ends by itself on the last day; the police issue the notice of"
	    " release."),
	 N_("Regulation 40: it ends by itself on the last day; the police issue the notice of"
	    " release."), 'L', N_("days"), NULL,
	 30, "expiry", count_end},
	{"release-file", N_("File to the police before the end"),
	 N_("Chongqing 37, where the county sets it: the township sends the file so many working"
	    " days before the end (holidays are not known here)."), NULL, 'P',
	 N_("days"), "release_days", 14, "expiry", count_release_file},
	{"release-notice", N_("Notice of release"),
	 N_("Regulation 23: the police tell the township within 7 days of the release."),
	 N_("Regulation 40: the police tell the township within 7 days of the release."), 'L',
	 N_("days"), NULL, 7, NULL, count_notice},
	{"three-years", N_("Three years without use"),
	 N_("Regulation 7: dynamic control ends after 3 years without use. From when they count is"
	    " provincial (Shanghai 29, Shandong 36): the start of the execution, the release from"
	    " isolation or the last use found."),
	 N_("Regulation 7: dynamic control ends after 3 years without use. From when they count is"
	    " provincial (Shanghai 29, Shandong 36): the start of the execution, the release from"
	    " isolation or the last use found. Regulation 38: who refused rehab or seriously"
	    " breached it and uses again goes to compulsory isolation, with no early release."),
	 'P', N_("months"), NULL, 33, "relapse", count_three_years},
};
_Static_assert(sizeof duty_clock_table / sizeof *duty_clock_table == DUTY_CLOCK_COUNT,
               "every clock has its row");

const struct duty_clock_def *duty_clock_find(const char *id) {
	for (size_t i = 0; i < DUTY_CLOCK_COUNT; i++)
		if (strcmp(duty_clock_table[i].id, id) == 0)
			return &duty_clock_table[i];
	return NULL;
}

const char *duty_clock_article(const struct duty_clock_def *def, struct code order_kind) {
	return def->article_rehab && code_is(order_kind, "rehab") ? def->article_rehab
	                                                          : def->article;
}

const char *duty_clock_mark_label(enum duty_clock_mark mark) {
	switch (mark) {
	case DUTY_CLOCK_QUIET:
		return N_("quiet");
	case DUTY_CLOCK_RUNS:
		return N_("runs");
	case DUTY_CLOCK_NEAR:
		return N_("near its limit");
	case DUTY_CLOCK_REACHED:
		return N_("limit reached");
	}
	return "";
}

void duty_clock_say(const struct duty_clock_def *def, const struct duty_clock_state *s,
                    struct str *out) {
	char day[DATE_BUF], count[40] = "";

	if (s->limit)
		snprintf(count, sizeof count, " %d/%d %s", s->value, s->limit, tr(def->unit));
	str_addf(out, "%s%s%s%s", tr(def->label), count,
	         s->why || date_is_set(s->day) ? "  " : "",
	         s->why                ? tr(s->why)
	         : date_is_set(s->day) ? date_format(s->day, day)
	                               : "");
}

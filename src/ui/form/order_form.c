/* The order form: the paper that orders community detox or rehab (rule 2.1).
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/order/order.h"
#include "ui/form/form_subject.h"
#include "ui/form/forms.h"

static const struct form_row rows[] = {
	FORM_SECTION(N_("The order")),
	FORM_FIELD(0, "kind"),
	FORM_FIELD(0, "doc_no"),
	FORM_FIELD_AS(0, "authority", FR_PASSED),
	FORM_FIELD_AS(0, "ordered", FR_TODAY),
	FORM_FIELD(0, "served"),
	FORM_SECTION(N_("The term")),
	FORM_FIELD(0, "reported"),
	FORM_FIELD(0, "months"),
	FORM_FIELD(0, "deducted"),
	FORM_FIELD(0, "term_start"),
	FORM_FIELD(0, "term_end"),
	FORM_SECTION(N_("Carrying out")),
	FORM_FIELD(0, "agreed"),
	FORM_FIELD(0, "executed_at"),
	FORM_FIELD(0, "taken_from"),
	FORM_FIELD(0, "taken_on"),
	FORM_FIELD(0, "police"),
	FORM_FIELD(0, "worker"),
	FORM_FIELD_AS(0, "state", FR_SHOWN),
	FORM_FIELD_AS(0, "ended", FR_SHOWN),
	FORM_FIELD(0, "moved_to"),
	FORM_FIELD(0, "papers_sent"),
	FORM_FIELD(0, "receipt"),
	FORM_FIELD(0, "order_note"),
};

static enum rc load(const struct form_call *c, void *const rec[], struct err *err) {
	struct treatment_order *o = rec[0];

	if (c->id != 0)
		return order_get(c->st, c->actor, c->id, o, err);
	o->resident.id = c->resident;
	o->months = TERM_MONTHS_MAX;
	return RC_OK;
}

/* The year in the order's number, which is not typed twice; 0: none. */
static int year_in(const char *number) {
	while (number && *(number += strcspn(number, "0123456789"))) {
		size_t n = strspn(number, "0123456789");

		if (n == strlen("2026"))
			return (int)strtol(number, NULL, 10);
		number += n;
	}
	return 0;
}

static enum rc check(const struct form_call *c, void *const rec[], struct findings *told,
                     struct err *err) {
	const struct treatment_order *o = rec[0];
	enum rc rc = order_check(o, clock_today(), told, err);
	int year = year_in(o->doc_no), y = 0, m, d;
	char day[DATE_BUF];

	date_to_ymd(o->ordered, &y, &m, &d);
	if (rc == RC_OK && c->id == 0 && year && year != y)
		findings_ask(told, "doc_no", N_("{number}, ordered on {day}: compare the year."),
		             "number", o->doc_no, "day", date_format(o->ordered, day), NULL);
	return rc;
}

static void term_of(const struct treatment_order *o, struct term *out) {
	struct term_input in = {.reported = order_term_reported(o),
	                        .months = o->months,
	                        .deducted = o->deducted,
	                        .start_written = o->term_start,
	                        .end_written = o->term_end};

	term_compute(&in, out);
}

/* What the dates come to: the term, or the last day to report in. False: nothing can be said
 * yet. */
static bool say_term(const struct treatment_order *o, const struct term *t, long long report_days,
                     struct str *out) {
	char from[DATE_BUF], to[DATE_BUF], text[200];
	struct date deadline = term_report_deadline(o->ordered, order_waits(o), report_days);

	if (date_is_set(o->taken_on) && !date_is_set(o->reported) && date_is_set(deadline))
		text_fill(text, sizeof text, tr(N_("To report in by {day}.")), "day",
		          date_format(deadline, to), NULL);
	else if (date_is_set(t->start) && date_is_set(t->end))
		text_fill(text, sizeof text, tr(N_("The term runs from {from} to {to}.")), "from",
		          date_format(t->start, from), "to", date_format(t->end, to), NULL);
	else if (date_is_set(deadline))
		text_fill(text, sizeof text, tr(N_("To report in by {day}.")), "day",
		          date_format(deadline, to), NULL);
	else
		return false;
	str_add(out, text);
	return true;
}

static void derive(void *const rec[], const char *field, struct str *say) {
	static const char *const dates[] = {"ordered",  "served",     "taken_on", "reported",
	                                    "months", "deducted", "term_start", "term_end"};
	const struct treatment_order *o = rec[0];
	struct term t;

	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		if (strcmp(field, dates[i]) != 0)
			continue;
		term_of(o, &t);
		str_reset(say);
		say_term(o, &t, TERM_REPORT_DAYS, say);
	}
}

static enum rc save(const struct form_call *c, void *const rec[], struct str *said,
                    struct err *err) {
	struct treatment_order *o = rec[0];
	struct findings warnings = {0};
	struct term t;
	enum rc rc = order_save(c->st, c->actor, o, err);

	if (rc != RC_OK)
		return rc;
	str_add(said, tr(N_("Order saved. ")));
	if (order_term(c->st, c->actor, o, &t, NULL) == RC_OK)
		say_term(o, &t, conf_int(station_conf(c->st), "rules", "report_days"), said);
	if (order_check(o, clock_today(), &warnings, NULL) == RC_OK)
		form_add_warnings(&warnings, said);
	return RC_OK;
}

/* Of a new order: nothing else would catch a slip in its number or its day. */
static bool is_new(const void *const rec[], const char *field) {
	return ((const struct record *)rec[0])->id == 0;
}

static void about(const struct form_call *c, void *const rec[], struct str *out) {
	form_subject_resident(c, out);
}

const struct form_def order_form = {
	.id = "order", .title = N_("Order"), .rows = rows, .row_count = sizeof rows / sizeof *rows,
	.entity = {&order_def}, .load = load, .check = check, .save = save, .derive = derive,
	.twice = is_new, .about = about,
};

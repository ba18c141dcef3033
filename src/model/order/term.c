/* SPDX-License-Identifier: MIT */
#include "model/order/term.h"

#include "core/field.h"

bool interval_holds(const struct interval *i, struct date day) {
	return date_is_set(i->from) && !date_before(day, i->from) &&
	       (!date_is_set(i->to) || !date_before(i->to, day));
}

static bool any_holds(const struct interval *v, size_t n, struct date day) {
	for (size_t i = 0; i < n; i++)
		if (interval_holds(&v[i], day))
			return true;
	return false;
}

int interval_days(const struct interval *v, size_t n, struct date from, struct date to) {
	int days = 0;

	if (n == 0 || !date_is_set(from) || !date_is_set(to))
		return 0;
	for (struct date day = from; !date_before(to, day); day = date_add_days(day, 1))
		days += any_holds(v, n, day);
	return days;
}

/* Months of the order: as ordered, else as many as the written dates span (both conventions of the
 * last day: the same day and the day before it), else three years. */
static int term_months(const struct term_input *in) {
	int months = 1;

	if (in->months != INT_NONE && in->months >= 1)
		return in->months > 1200 ? 1200 : (int)in->months;
	if (!date_is_set(in->start_written) || !date_is_set(in->end_written) ||
	    date_before(in->end_written, in->start_written))
		return TERM_MONTHS_MAX;
	while (date_before(date_add_months(in->start_written, months), in->end_written))
		months++;
	return months;
}

/* Last day of a term of whole months: the day before the same day, or the month's last day when it
 * has no such day (2024-02-29 + 36 months: 2027-02-28, with nothing taken off a second time). */
static struct date whole_months_end(struct date start, int months) {
	struct date same = date_add_months(start, months);
	int y, m, from_day, to_day;

	date_to_ymd(start, &y, &m, &from_day);
	date_to_ymd(same, &y, &m, &to_day);
	return to_day < from_day ? same : date_add_days(same, -1);
}

/* Count off the term's days, leaving out those under a suspension that has ended; returns the last
 * one. */
static struct date extended_end(const struct term_input *in, struct date start, struct date end) {
	int left = end.n - start.n + 1;
	struct date day = start;

	for (;; day = date_add_days(day, 1)) {
		bool suspended = false;

		for (size_t i = 0; i < in->suspension_count && !suspended; i++)
			suspended = date_is_set(in->suspensions[i].to) &&
			            interval_holds(&in->suspensions[i], day);
		if (!suspended && --left == 0)
			return day;
	}
}

void term_compute(const struct term_input *in, struct term *out) {
	struct date plain;

	*out = (struct term){.end = in->end_written, .proposed = DATE_NONE};
	out->start_written = date_is_set(in->start_written);
	out->end_written = date_is_set(in->end_written);
	out->months = term_months(in);
	out->start = out->start_written ? in->start_written : in->reported;
	if (!date_is_set(out->start)) {
		out->end = DATE_NONE;
		return;
	}
	plain = whole_months_end(out->start, out->months);
	if (in->deducted != INT_NONE && in->deducted > 0)
		plain = in->deducted < plain.n - out->start.n
		                ? date_add_days(plain, -(int)in->deducted)
		                : out->start;
	out->proposed = in->suspension_count > 0 ? extended_end(in, out->start, plain) : plain;
	out->extended = out->proposed.n - plain.n;
	if (!out->end_written)
		out->end = out->proposed;
}

bool term_is_sound(const struct term *t) {
	return date_is_set(t->start) && date_is_set(t->end) && !date_before(t->end, t->start);
}

int term_year(const struct term *t, struct date day) {
	int year = 0;

	if (!date_is_set(t->start) || !date_is_set(day))
		return 0;
	if (term_is_sound(t) && date_before(t->start, t->end) && !date_before(day, t->end))
		day = date_add_days(t->end, -1);
	while (!date_before(day, date_add_months(t->start, 12 * year)))
		year++;
	return year;
}

struct date term_report_deadline(struct date ordered, struct date served, long long report_days) {
	struct date base = date_is_set(served) ? served : ordered;

	if (report_days < 1 || report_days > TERM_REPORT_DAYS)
		report_days = TERM_REPORT_DAYS;
	return date_is_set(base) ? date_add_days(base, (int)report_days) : DATE_NONE;
}

bool term_report_overdue(struct date deadline, struct date reported, struct date today) {
	return date_is_set(deadline) && !date_is_set(reported) && date_before(deadline, today);
}

struct date working_days_before(struct date day, int days) {
	while (days > 0) {
		day = date_add_days(day, -1);
		days -= date_weekday(day) < 5; /* Monday is 0 */
	}
	return day;
}

/* SPDX-License-Identifier: MIT */
#include "ui/person/person_head.h"

#include "core/clock.h"
#include "core/utf8.h"
#include "model/access/masking.h"
#include "model/event/drug_testing.h"
#include "model/order/people_list.h"
#include "model/rules/order_facts.h"
#include "model/rules/window.h"
#include "model/station/station.h"

enum { DATE_CELLS = 10 };

static void add_field(const struct view *v, const struct entity_def *def, const char *name,
                      const void *rec, struct str *out) {
	masked_text(v->actor, VIEW_LIST, entity_field(def, name), rec, station_env(v->st), out);
}

enum rc people_add_period(struct view *v, long long order, int window, struct str *out,
                          struct err *err) {
	struct window_list windows = {0};
	struct term term;
	enum rc rc = test_windows(v->st, v->actor, order, &term, &windows, err);

	if (rc == RC_OK)
		str_addf(out, "%02d/%zu", window, windows.n);
	window_list_clear(&windows);
	return rc;
}

void people_headline(const struct view *v, const struct person_row *row, int cols, struct str *left,
                     struct str *right) {
	const struct resident *r = &row->person;
	int age = r->rec.damaged ? -1 : date_age(r->birth, clock_today());
	int year = term_year(&row->term, clock_today());
	char from[DATE_BUF], to[DATE_BUF];

	add_field(v, &resident_def, "name", r, left);
	str_add(left, " ");
	add_field(v, &resident_def, "sex", r, left);
	if (age >= 0)
		str_fill(left, N_(" aged {n}"), "n", NUM(age), NULL);
	str_add(left, " ");
	add_field(v, &resident_def, "place", r, left);
	str_add(left, " ");
	add_field(v, &order_def, "kind", &row->order, left);
	if (year > 0)
		people_add_year(year, left);
	if (code_is_set(r->risk) && !r->rec.damaged)
		people_add_risk(r->risk, left);
	add_field(v, &order_def, "state", &row->order, right);
	if (date_is_set(row->term.start)) {
		date_format(row->term.start, from);
		date_format(row->term.end, to);
		/* A long name pushes the first day out: the last one matters more. */
		if (utf8_width(str_text(left)) + utf8_width(str_text(right)) + 2 * DATE_CELLS + 6 >
		    cols)
			from[0] = '\0';
		str_addf(right, " %s..%s", from, to);
	}
}

/* The county's records: their tables, and months as text. SPDX-License-Identifier: MIT */
#include "model/county/county.h"

#include "core/clock.h"
#include "core/conf.h"

static const struct code_item state_items[] = {
	{"open", "待答复", "open", NULL},
	{"accepted", "已接收", "accepted", NULL},
	{"back", "已退回", "given back", NULL},
};
struct code_list codes_county_state = {.name = "county_state", .items = state_items,
                                       .count = sizeof state_items / sizeof *state_items};

ENTITY_DEF(county_station_def, N_("Station of the county"), county_station, COUNTY_STATION_FIELDS);
ENTITY_DEF(county_typed_def, N_("Figure typed in"), county_typed, COUNTY_TYPED_FIELDS);
static const struct field_def got_fields[] = {COUNTY_RETURN_FIELDS(FIELD_ROW, county_got)};
const struct entity_def county_return_def =
	ENTITY("county_return", N_("Return"), county_got, got_fields);

static bool read_month(const char *text, struct date *out) {
	return text && strlen(text) == COUNTY_MONTH - 1 && date_parse_month(text, out);
}

bool county_is_month(const char *month) {
	struct date d;

	return read_month(month, &d);
}

int county_months_between(const char *from, const char *to) {
	struct date a, b;
	int n = 0;

	if (!read_month(from, &a) || !read_month(to, &b))
		return 0;
	for (; date_before(date_add_months(a, n), b); n++)
		;
	for (; date_before(b, date_add_months(a, n)); n--)
		;
	return n;
}

static void write_month(struct date d, char out[COUNTY_MONTH]) {
	char day[DATE_BUF];

	date_format(d, day);
	memcpy(out, day, COUNTY_MONTH - 1);
	out[COUNTY_MONTH - 1] = '\0';
}

void county_month_add(const char *month, int n, char out[COUNTY_MONTH]) {
	struct date d;

	out[0] = '\0';
	if (read_month(month, &d))
		write_month(date_add_months(d, n), out);
}

struct date county_due(const struct station *st, const char *month) {
	struct date d;

	if (!read_month(month, &d))
		return DATE_NONE;
	d = date_add_months(d, 1);
	d.n += (int)conf_int(station_conf(st), "county", "due_day") - 1;
	return d;
}

void county_month_due(const struct station *st, char out[COUNTY_MONTH]) {
	struct date today = clock_today();
	char last[COUNTY_MONTH];

	write_month(date_add_months(date_month_start(today), -1), last);
	county_month_add(last, date_before(county_due(st, last), today) ? 0 : -1, out);
}

/* "缺 7 月、2026-03 第 2 号": months of this year by their number alone. */
static void put_gap(const struct county_gap *g, struct str *out) {
	char year[DATE_BUF];

	date_format(clock_today(), year);
	if (g->kind == GAP_MONTH && strncmp(g->month, year, 5) == 0)
		str_fill(out, N_("month {month}"), "month", g->month + 5 + (g->month[5] == '0'), NULL);
	else if (g->kind == GAP_MONTH)
		str_add(out, g->month);
	else
		str_fill(out,
		         g->kind == GAP_NUMBER ? N_("{month} number {no}")
		                               : N_("the one before {month} number {no}"),
		         "month", g->month, "no", NUM(g->no), NULL);
}

/* Does the gap behind follow upon this one? */
static bool runs_on(const struct county_gaps *g, size_t i) {
	return i + 1 < g->n && g->v[i].kind == GAP_MONTH && g->v[i + 1].kind == GAP_MONTH &&
	       g->v[i].station == g->v[i + 1].station &&
	       county_months_between(g->v[i].month, g->v[i + 1].month) == 1;
}

void county_gaps_text(const struct county_gaps *g, long long station, struct str *out) {
	struct str what = {0};

	for (size_t i = 0; i < g->n; i++) {
		size_t first = i;

		if (g->v[i].station != station)
			continue;
		while (runs_on(g, i))
			i++;
		if (what.n)
			str_add(&what, tr(N_(", ")));
		if (i > first) {
			put_gap(&g->v[first], &what);
			str_add(&what, tr(N_(" to ")));
		}
		put_gap(&g->v[i], &what);
	}
	if (what.n)
		str_fill(out, N_("missing {what}"), "what", str_text(&what), NULL);
	str_clear(&what);
}

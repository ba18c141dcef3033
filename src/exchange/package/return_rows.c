/* SPDX-License-Identifier: MIT */
#include "exchange/package/return_rows.h"

#include "exchange/package/return_priv.h"

const char *const return_tabs[RETURN_TABS] = {"figures", "status", "tests", "risk", "assignment",
                                              "sweep"};
const char *const return_kinds[] = {"station", "village", "none", "worker", NULL};

/* What is in the key is never blank without being told. */
#define OF_RETURN {.name = "station"}, {.name = "period", .type = "yearmonth"}, \
	{.name = "number", .type = "integer", .whole = true}
static const struct package_column line_columns[] = {
	OF_RETURN, {.name = "id"}, {.name = "place"},
	{.name = "numerator", .type = "integer", .needed = true},
	{.name = "denominator", .type = "integer", .whole = true},
};
static const struct package_column place_columns[] = {
	OF_RETURN, {.name = "place"},
	{.name = "kind", .values = "station,village,none,worker", .needed = true},
	{.name = "name"},
};
static const struct package_column question_columns[] = {
	{.name = "no", .type = "integer", .needed = true, .whole = true},
	{.name = "place"}, {.name = "id"},
	{.name = "question", .needed = true},
};

/* ---- what a return is made of ---- */

void return_clear(struct county_return *r) {
	char *const texts[] = {r->station, r->code, r->previous, r->head, r->program, r->note};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		free(texts[i]);
	for (size_t i = 0; i < r->place_count; i++) {
		free(r->places[i].key);
		free(r->places[i].name);
	}
	for (int t = 0; t < RETURN_TABS; t++)
		free(r->held[t]);
	free(r->places);
	free(r->lines);
	*r = (struct county_return){.station = NULL};
}

size_t return_place_add(struct county_return *r, const char *key, const char *kind,
                        const char *name) {
	VEC_PUSH(r->places, r->place_count,
	         (struct return_place){mem_strdup(key), mem_strdup(name), kind, NULL});
	return r->place_count - 1;
}

void return_line_add(struct county_return *r, int tab, size_t place, const char *id,
                     long long numerator, long long denominator) {
	VEC_PUSH(r->lines, r->line_count,
	         (struct return_line){tab, place, id, numerator, denominator});
}

bool return_code_is_good(const char *code) {
	size_t n = code ? strlen(code) : 0;

	return n >= RETURN_CODE_MIN && n <= RETURN_CODE_MAX &&
	       strspn(code, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == n;
}

/* ---- writing ---- */

static int in_order(const void *a, const void *b) {
	const struct return_line *x = a, *y = b;

	if (x->tab != y->tab)
		return x->tab < y->tab ? -1 : 1;
	if (strcmp(x->id, y->id) != 0)
		return strcmp(x->id, y->id);
	if (x->place && y->place && x->numerator != y->numerator)
		return x->numerator > y->numerator ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

void return_prefix(const struct county_return *r, char out[RETURN_PREFIX]) {
	char day[DATE_BUF];

	snprintf(out, RETURN_PREFIX, "%s,%.7s,%lld,", r->code, date_format(r->month, day),
		r->number);
}

static void put_header(struct str *out, const struct package_column *columns, size_t n) {
	for (size_t i = 0; i < n; i++)
		str_addf(out, "%s%s", i ? "," : "", columns[i].name);
	str_add(out, "\r\n");
}

#define COLUMNS(c) c, sizeof c / sizeof *c
void return_header(const struct county_return *r, bool places, struct str *out) {
	if (places)
		put_header(out, COLUMNS(place_columns));
	else if (r->format == 1)
		str_add(out, "station,period,number,place,id,numerator,denominator\r\n");
	else
		put_header(out, COLUMNS(line_columns));
}

static void add(struct package *p, const char *name, const struct package_column *columns, size_t n,
                const char *key, struct str bytes) {
	char *path = mem_printf("data/%s.csv", name);
	struct package_member *m = package_add(p, path, NULL, bytes);

	m->key = key;
	for (size_t i = 0; i < n; i++)
		VEC_PUSH(m->columns, m->column_count, columns[i]);
	free(path);
}

void return_put_places(const struct county_return *r, struct str *out) {
	char prefix[RETURN_PREFIX];

	return_prefix(r, prefix);
	return_header(r, true, out);
	for (size_t i = 0; i < r->place_count; i++) {
		str_addf(out, "%s%s,%s,", prefix, r->places[i].key, r->places[i].kind);
		csv_quote(out, r->places[i].name); /* no guard: a program reads it */
		str_add(out, "\r\n");
	}
}

static void add_lines(const struct county_return *r, int tab, struct package *p) {
	char prefix[RETURN_PREFIX];
	struct str out = {0};

	return_prefix(r, prefix);
	return_header(r, false, &out);
	for (size_t i = 0; i < r->line_count; i++) {
		const struct return_line *l = &r->lines[i];

		if (l->tab != tab)
			continue;
		const char *key = r->places[l->place].key;

		str_addf(&out, "%s%s,%s,%lld,", prefix, r->format == 1 ? key : l->id,
		         r->format == 1 ? l->id : key, l->numerator);
		if (l->denominator != INT_NONE)
			str_addf(&out, "%lld", l->denominator);
		str_add(&out, "\r\n");
	}
	add(p, return_tabs[tab], COLUMNS(line_columns), "station,period,number,place,id", out);
}

static char *month_text(struct date d) {
	char day[DATE_BUF];

	return mem_printf("%.7s", date_format(d, day));
}

void return_package(struct county_return *r, struct package *p) {
	char day[DATE_BUF];
	struct str places = {0};

	if (r->line_count && !r->kept)
		qsort(r->lines, r->line_count, sizeof *r->lines, in_order);
	r->format = r->format ? r->format : RETURN_FORMAT;
	r->ids = r->ids || !r->full || r->format == 1 ? r->ids : return_ids_fit(r);
	if (r->ids > 0)
		(void)return_ids_change(r, true);
	date_format(r->as_of, day);
	*p = (struct package){.kind = mem_strdup("return"),
	                      .format = mem_printf("%d", r->format),
	                      .ids = r->ids > 0 ? mem_printf("%d", r->ids) : NULL,
	                      .station = mem_strdup(r->station), .code = mem_strdup(r->code),
	                      .period = month_text(r->month),
	                      .number = mem_printf("%lld", r->number),
	                      .scope = mem_strdup(r->full ? "full" : "changes"),
	                      .since = r->full ? NULL : mem_printf("%lld", r->since),
	                      .previous = r->previous ? mem_printf("sha256:%s", r->previous) : NULL,
	                      .as_of = mem_strdup(day),
	                      .created = mem_printf("%sT00:00:00+08:00", day),
	                      .head = mem_strdup(r->head), .program = mem_strdup(r->program),
	                      .note = mem_strdup(r->note)};
	return_put_places(r, &places);
	add(p, "places", COLUMNS(place_columns), "station,period,number,place", places);
	for (int t = 0; t < RETURN_TABS; t++)
		add_lines(r, t, p);
}

/* ---- the answer ---- */

void return_answer_clear(struct return_answer *a) {
	char *const texts[] = {a->county, a->code, a->of, a->reason, a->head, a->program};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		free(texts[i]);
	for (size_t i = 0; i < a->question_count; i++) {
		free(a->questions[i].place);
		free(a->questions[i].id);
		free(a->questions[i].text);
	}
	free(a->questions);
	*a = (struct return_answer){.county = NULL};
}

void return_answer_make(const struct return_answer *a, struct package *p) {
	char day[DATE_BUF];
	struct str rows = {0};

	date_format(a->day, day);
	*p = (struct package){.kind = mem_strdup("answer"),
	                      .format = mem_printf("%d", ANSWER_FORMAT), .station = mem_strdup(a->county),
	                      .code = mem_strdup(a->code),
	                      .period = month_text(a->month),
	                      .number = mem_printf("%lld", a->number),
	                      .of = mem_strdup(a->of), .day = mem_strdup(day),
	                      .verdict = mem_strdup(a->accepted ? "accepted" : "back"),
	                      .reason = mem_strdup(a->reason),
	                      .created = mem_printf("%sT00:00:00+08:00", day),
	                      .head = mem_strdup(a->head), .program = mem_strdup(a->program)};
	put_header(&rows, COLUMNS(question_columns));
	for (size_t i = 0; i < a->question_count; i++) {
		const struct return_question *q = &a->questions[i];

		str_addf(&rows, "%zu,%s,%s,", i + 1, q->place, q->id);
		csv_quote(&rows, q->text);
		str_add(&rows, "\r\n");
	}
	add(p, "questions", COLUMNS(question_columns), "no", rows);
}

void return_question_header(struct str *out) {
	put_header(out, COLUMNS(question_columns));
}

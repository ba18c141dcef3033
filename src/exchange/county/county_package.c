/* The months of a county as packages. SPDX-License-Identifier: MIT */
#include "exchange/county/export.h"

#include "core/secret.h"
#include "core/tr.h"
#include "exchange/package/return_rows.h"
#include "exchange/package/return_priv.h"
#include "model/county/consolidate.h"
#include "model/station/partner.h"

#define TEXT(n) {.name = n}
#define NEEDED(n) {.name = n, .needed = true}
#define WHOLE(n) {.name = n, .type = "integer", .needed = true, .whole = true}
static const struct package_column station_columns[] = {
	NEEDED("code"), NEEDED("name"),
	{.name = "first_month", .type = "yearmonth", .needed = true},
	{.name = "last_month", .type = "yearmonth"}, WHOLE("seq"),
};
static const struct package_column indicator_columns[] = {
	NEEDED("tab"), WHOLE("no"), NEEDED("id"), NEEDED("label"),
	{.name = "goes", .values = "sum,last,people,highest", .needed = true},
	{.name = "writes", .values = "whole,hundredths,percent,mean,mean_hundredths,thousand",
	 .needed = true},
	TEXT("numerator"), TEXT("denominator"), TEXT("formula"),
};
static const struct package_column typed_columns[] = {
	NEEDED("uid"), WHOLE("seq"), {.name = "period", .type = "yearmonth", .needed = true},
	TEXT("station"), NEEDED("id"), NEEDED("source"), TEXT("officer"),
	{.name = "state", .values = "stands,void", .needed = true},
	{.name = "numerator", .type = "integer", .needed = true},
	{.name = "denominator", .type = "integer", .whole = true},
};
static const struct package_column return_columns[] = {
	NEEDED("station"), {.name = "period", .type = "yearmonth", .needed = true}, WHOLE("number"),
	{.name = "scope", .values = "full,changes", .needed = true},
	{.name = "since", .type = "integer", .whole = true}, NEEDED("digest"),
};
static const struct package_column figure_columns[] = {
	NEEDED("station"), {.name = "period", .type = "yearmonth", .needed = true}, WHOLE("number"),
	NEEDED("tab"), NEEDED("place"), NEEDED("id"),
	{.name = "numerator", .type = "integer", .needed = true},
	{.name = "denominator", .type = "integer", .whole = true},
};

/* Those up to TYPED are in every part of a month. */
enum member { STATIONS, INDICATORS, TYPED, RETURNS, FIGURES, MEMBERS };
#define COLUMNS(c) c, sizeof c / sizeof *c
static const struct {
	const char *path;
	const struct package_column *columns;
	size_t n;
	const char *key;
} members[MEMBERS] = {
	[STATIONS] = {"data/stations.csv", COLUMNS(station_columns), "code"},
	[INDICATORS] = {"data/indicators.csv", COLUMNS(indicator_columns), "tab,id"},
	[TYPED] = {"data/typed.csv", COLUMNS(typed_columns), "uid"},
	[RETURNS] = {"data/returns.csv", COLUMNS(return_columns), "station,period,number"},
	[FIGURES] = {"data/figures.csv", COLUMNS(figure_columns),
	             "station,period,number,tab,place,id"},
};

struct exporting {
	struct station *st;
	const char *folder, *month;
	struct sign_secret key;
	char *received, *head;
	struct str rows[MEMBERS];
	long counts[MEMBERS];
	int part;
	void (*each)(void *ctx, const struct county_package *p);
	void *ctx;
};

/* The first line of a member. */
static void begin(struct exporting *x, enum member m) {
	str_reset(&x->rows[m]);
	x->counts[m] = 0;
	for (size_t i = 0; i < members[m].n; i++)
		str_addf(&x->rows[m], "%s%s", i ? "," : "", members[m].columns[i].name);
	str_add(&x->rows[m], "\r\n");
}

static struct str *row(struct exporting *x, enum member m) {
	x->counts[m]++;
	return &x->rows[m];
}

/* A text, and what stands behind it. */
static void put_text(struct str *out, const char *text, const char *end) {
	csv_quote(out, text);
	str_add(out, end);
}

static void put_numbers(struct str *out, long long numerator, long long denominator) {
	str_addf(out, "%lld,", numerator);
	if (denominator != INT_NONE)
		str_addf(out, "%lld", denominator);
	str_add(out, "\r\n");
}

/* ---- what the indicators are ---- */

static const char *goes(enum figure_over over) {
	return over == OVER_STANDING  ? "last"
	       : over == OVER_PERSONS ? "people"
	       : over == OVER_HIGHEST ? "highest"
	                              : "sum";
}

static const char *writes(const struct county_column *c) {
	const struct figure_def *f = c->rate ? figure_find(c->rate->numerator) : &c->of->figure;
	bool parts = f->unit >= FIGURE_HIGHEST; /* as figure_format */

	if (!c->rate)
		return parts ? "hundredths" : "whole";
	return c->rate->of_thousand ? "thousand"
	       : !c->rate->mean     ? "percent"
	       : parts              ? "mean_hundredths"
	                            : "mean";
}

static void put_indicators(struct exporting *x, int tab) {
	const struct span any = span_of(SPAN_MONTH, DATE_NONE);
	struct county_table t;

	county_table_begin(&t, county_kind_at(tab), BY_STATION, &any);
	for (size_t i = 0; i < t.column_count; i++) {
		const struct county_column *c = &t.columns[i];
		struct str *out = row(x, INDICATORS), text = {0};

		str_addf(out, "%s,%zu,%s,", t.kind->id, i, c->id);
		county_column_name(c, &text);
		put_text(out, str_text(&text), ",");
		str_addf(out, "%s,%s,%s,%s,", goes(c->over), writes(c),
		         c->rate ? c->rate->numerator : "", c->rate ? c->rate->denominator : "");
		str_reset(&text);
		county_column_formula(c, &text);
		put_text(out, str_text(&text), "\r\n");
		str_clear(&text);
	}
	county_table_clear(&t);
}

/* ---- a package ---- */

static void on_head(void *ctx, const char *month, const char *received, const char *audit) {
	struct exporting *x = ctx;
	enum lang was = tr_lang();

	x->month = month;
	x->received = mem_strdup(received);
	x->head = mem_strdup(audit);
	for (enum member m = 0; m < MEMBERS; m++)
		begin(x, m);
	tr_set_lang(LANG_ZH); /* the file is one, whoever makes it */
	for (int tab = 0; tab < COUNTY_TABS; tab++)
		put_indicators(x, tab);
	tr_set_lang(was);
}

static void on_station(void *ctx, const struct county_out_station *s) {
	struct str *out = row(ctx, STATIONS);

	str_addf(out, "%s,", s->code);
	put_text(out, s->name, ",");
	str_addf(out, "%s,%s,%lld\r\n", s->first_month, s->last_month ? s->last_month : "", s->seq);
}

static void on_typed(void *ctx, const struct county_out_typed *t) {
	struct exporting *x = ctx;
	struct str *out = row(x, TYPED);

	str_addf(out, "%s,%lld,%s,%s,%s,", t->uid, t->seq, x->month, t->station ? t->station : "",
	         t->figure);
	put_text(out, t->origin, ",");
	put_text(out, t->by ? t->by : "", t->gone ? ",void," : ",stands,");
	put_numbers(out, t->numerator, t->denominator);
}

/* All of x's rows, which stay; those of returns and figures begin anew. */
static enum rc write_part(struct exporting *x, struct err *err) {
	struct package p = {.kind = mem_strdup("county"),
	                    .format = mem_printf("%d", EXPORT_FORMAT),
	                    .station = mem_strdup(station_name(x->st)),
	                    .number = mem_printf("%s-%d", x->month, ++x->part),
	                    .period = mem_strdup(x->month),
	                    .as_of = mem_strdup(x->received),
	                    .created = mem_printf("%sT00:00:00+08:00", x->received),
	                    .head = mem_strdup(x->head),
	                    .program = mem_strdup("wubao " WUBAO_VERSION)};
	char *path = mem_printf("%s/county-%s.tar", x->folder, p.number);
	struct county_package done = {path, x->month, x->counts[RETURNS], x->counts[FIGURES], 0};
	enum rc rc;

	for (enum member m = 0; m < MEMBERS; m++) {
		bool stays = m < RETURNS && x->rows[m].n;
		struct str bytes = stays ? (struct str){0} : x->rows[m];
		struct package_member *to;

		if (stays)
			str_addn(&bytes, str_text(&x->rows[m]), x->rows[m].n);
		else
			x->rows[m] = (struct str){0};
		done.bytes += bytes.n;
		to = package_add(&p, members[m].path, NULL, bytes);
		to->rows = x->counts[m];
		to->key = members[m].key;
		for (size_t i = 0; i < members[m].n; i++)
			VEC_PUSH(to->columns, to->column_count, members[m].columns[i]);
	}
	package_close(&p, &x->key);
	rc = package_write(&p, path, err);
	if (rc == RC_OK)
		x->each(x->ctx, &done);
	package_clear(&p);
	free(path);
	begin(x, RETURNS);
	begin(x, FIGURES);
	return rc;
}

static enum rc on_return(void *ctx, const struct county_out_return *r, struct err *err) {
	struct exporting *x = ctx;
	enum rc rc = x->rows[FIGURES].n > EXPORT_PART && r->no == 0 ? write_part(x, err) : RC_OK;
	struct str *out = row(x, RETURNS);

	str_addf(out, "%s,%s,%lld,%s,", r->code, x->month, r->no,
	         r->since == INT_NONE ? "full" : "changes");
	if (r->since != INT_NONE)
		str_addf(out, "%lld", r->since);
	str_addf(out, ",%s\r\n", r->digest);
	return rc;
}

static void on_figure(void *ctx, const struct county_out_return *r, const struct county_row *f) {
	struct exporting *x = ctx;
	struct str *out = row(x, FIGURES);

	str_addf(out, "%s,%s,%lld,%s,%s,%s,", r->code, x->month, r->no,
	         county_kind_at(f->tab)->id, f->place, f->figure);
	put_numbers(out, f->numerator, f->denominator);
}

static enum rc on_end(void *ctx, struct err *err) { return write_part(ctx, err); }

enum rc county_export_month(struct station *st, const struct actor *a, const char *month,
                            const char *folder,
                            void (*each)(void *ctx, const struct county_package *p), void *ctx,
                            struct err *err) {
	struct exporting x = {.st = st, .folder = folder, .each = each, .ctx = ctx};
	const struct county_export to = {&x, on_head, on_station, on_typed, on_return, on_figure, on_end};
	enum rc rc = signing_key_read(st, a, &x.key, err);

	if (rc == RC_OK)
		rc = county_month_export(st, a, month, &to, err);
	secret_wipe(&x.key, sizeof x.key);
	for (enum member m = 0; m < MEMBERS; m++)
		str_clear(&x.rows[m]);
	free(x.received);
	free(x.head);
	return rc;
}

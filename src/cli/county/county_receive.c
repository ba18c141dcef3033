/* Returns taken in, listed, shown as they came, compared with what was signed.
 * SPDX-License-Identifier: MIT */
#include <sysexits.h>

#include "cli/county/county.h"
#include "cli/list_query.h"
#include "cli/out.h"
#include "cli/table.h"
#include "exchange/county/receive.h"

enum rc county_read_return(struct cli *c, size_t at, long long *id) {
	struct county_got r;
	long long no = -1;
	char *end = NULL;
	enum rc rc;

	if (!county_is_month(c->args[at + 1]))
		return cli_usage(c, "county.month", N_("A month is written like 2026-10"), NULL);
	if (c->arg_count > at + 2) {
		no = strtoll(c->args[at + 2], &end, 10);
		if (*end || end == c->args[at + 2] || no < 0)
			return cli_usage(c, "county.number",
			                 N_("The number of a return is 0, 1, 2..."), NULL);
	}
	rc = county_return_find(c->station, &c->actor, c->args[at], c->args[at + 1], no, &r,
	                        &c->err);
	*id = r.rec.id;
	entity_clear(&county_return_def, &r);
	return rc;
}

static const struct table_col cols[] = {
	{"file", N_("Package file"), false},     {"code", N_("Code"), false},
	{"month", N_("Month"), false},   {"number", N_("Return no."), true},
	{"result", N_("Result"), false}, {"text", N_("Reason"), false},
};

static const char *result_of(const struct county_file *f) {
	static const char *const words[] = {
		[COUNTY_NEW] = N_("taken"),
		[COUNTY_CORRECTS] = N_("taken, a correction"),
		[COUNTY_BENEATH] = N_("taken, an older number: beneath what stands"),
		[COUNTY_SAME] = N_("was here, nothing changes"),
	};

	return f->err.rc != RC_OK ? N_("not received") : words[f->how];
}

struct watch {
	struct cli *c;
	struct table t;
};

static void on_file(void *ctx, const struct county_file *f) {
	static const char *const codes[] = {"new", "correction", "beneath", "same"};
	struct watch *w = ctx;
	const char *slash = strrchr(f->path, '/');
	bool refused = f->err.rc != RC_OK;

	table_add(&w->t, slash ? slash + 1 : f->path);
	table_add(&w->t, f->code);
	table_add(&w->t, f->month);
	if (f->month[0])
		table_addf(&w->t, "%lld", f->no);
	else
		table_add(&w->t, NULL);
	table_add(&w->t, !w->c->json && !w->c->csv ? tr(result_of(f)) : refused ? "refused" : codes[f->how]);
	table_add(&w->t, refused ? f->err.text : NULL);
	if (refused)
		w->c->status = EX_DATAERR;
}

/* What is missing of each station of which something is. */
static void say_gaps(struct cli *c, const struct county_gaps *g) {
	for (size_t i = 0; i < g->n; i++) {
		struct county_station s;
		struct str text = {0};

		if (i && g->v[i].station == g->v[i - 1].station)
			continue;
		county_gaps_text(g, g->v[i].station, &text);
		if (county_station_get(c->station, &c->actor, g->v[i].station, &s, &c->err) ==
		    RC_OK)
			out_say(c, N_("{name}: {text}"), "name", s.name, "text", str_text(&text),
			        NULL);
		entity_clear(&county_station_def, &s);
		str_clear(&text);
	}
}

enum rc county_receive_files(struct cli *c) {
	struct watch w = {c, TABLE(cols)};
	struct county_receipt done = {.files = 0};
	char **files = NULL;
	size_t n = 0;
	enum rc rc = RC_OK;

	for (size_t i = 1; rc == RC_OK && i < c->arg_count; i++)
		rc = county_files(c->args[i], &files, &n, &c->err);
	if (rc == RC_OK)
		rc = county_receive(c->station, &c->actor, files, n, on_file, &w, &done, &c->err);
	if (rc == RC_OK) {
		table_print(c, &w.t);
		out_say(c, N_("{taken} returns taken, {same} were here, {refused} not taken"),
		        "taken", NUM(done.taken), "same", NUM(done.same), "refused",
		        NUM(done.refused), NULL);
		say_gaps(c, &done.gaps);
	}
	for (size_t i = 0; i < n; i++)
		free(files[i]);
	free(files);
	free(done.gaps.v);
	table_clear(&w.t);
	return rc;
}

enum rc county_returns(struct cli *c) {
	struct county_station s = {.rec = {.id = 0}};
	struct list_query q = {.month = cli_opt(c, "month")};
	enum rc rc = RC_OK;

	if (c->arg_count > 1) {
		rc = county_station_find(c->station, &c->actor, c->args[1], &s, &c->err);
		q.given = &s.rec.id;
	}
	if (rc == RC_OK)
		rc = query_print(c, &county_returns_list, &q, NULL);
	if (c->arg_count > 1)
		entity_clear(&county_station_def, &s);
	return rc;
}

enum rc county_show(struct cli *c) {
	long long id = 0;
	enum rc rc = county_read_return(c, 1, &id);

	return rc == RC_OK
	               ? query_print(c, &county_rows_list, &(struct list_query){.given = &id}, NULL)
	               : rc;
}

static void on_bad(void *ctx, const struct county_got *r, const char *why) {
	struct watch *w = ctx;
	const struct field_env *env = station_env(w->c->station);

	table_add(&w->t, env->ref_name(env->ctx, "county_station", r->station.id));
	table_add(&w->t, r->period);
	table_addf(&w->t, "%lld", r->no);
	table_add(&w->t, why);
}

enum rc county_verify(struct cli *c) {
	static const struct table_col bad_cols[] = {
		{"station", N_("Station"), false},
		{"month", N_("Month"), false},
		{"number", N_("Return no."), true},
		{"text", N_("Reason"), false},
	};
	struct watch w = {c, TABLE(bad_cols)};
	long all = 0, bad = 0;
	enum rc rc = county_check(c->station, &c->actor, &all, &bad, on_bad, &w, &c->err);

	if (rc == RC_OK && bad)
		table_print(c, &w.t);
	if (rc == RC_OK && bad)
		rc = err_set(&c->err, RC_CORRUPT, "county.check",
		             N_("{bad} of {all} returns are not what the stations signed"), "bad",
		             NUM(bad), "all", NUM(all), NULL);
	else if (rc == RC_OK)
		out_say(c, N_("{all} returns are what the stations signed"), "all", NUM(all), NULL);
	table_clear(&w.t);
	return rc;
}

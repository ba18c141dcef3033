/* SPDX-License-Identifier: MIT */
#include "cli/list_query.h"

#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/records.h"
#include "cli/table.h"
#include "core/suggest.h"
#include "exchange/out/listing.h"
#include "model/lists.h"
#include "model/person/resident.h"
#include "model/report/report.h"
#include "model/station/codes.h"

static enum rc read_view(struct cli *c, const char *word, struct list_query *q) {
	struct suggest near = suggest_begin(word);

	for (const struct resident_view *v = resident_views; v->id && *v->id; v++) {
		if (strcmp(v->id, word) == 0) {
			q->view = v->id;
			return RC_OK;
		}
		suggest_try(&near, v->id);
	}
	return cli_usage(c, "list.view", N_("There is no view of this name; try --view {view}"),
	                 "view", near.best ? near.best : resident_views[0].id, NULL);
}

/* An option that wants a code or its label. */
static enum rc read_code(struct cli *c, const char *option, const char *word,
                         const struct code_list *list, struct code *out) {
	struct str all = {0};

	if (code_parse(list, word, out))
		return RC_OK;
	for (size_t i = 0; code_item_at(list, i); i++)
		str_addf(&all, "%s%s", i ? "," : "", code_item_at(list, i)->code);
	cli_usage(c, "list.code", N_("{option} wants one of {choices}"), "option",
	        option, "choices", str_text(&all), NULL);
	str_clear(&all);
	return RC_USAGE;
}

static enum rc read_state(struct cli *c, const char *word, struct list_query *q) {
	return read_code(c, "--state", word, &codes_state, &q->state);
}

static enum rc read_risk(struct cli *c, const char *word, struct list_query *q) {
	return read_code(c, "--risk", word, &codes_risk, &q->risk);
}

static enum rc read_village(struct cli *c, const char *word, struct list_query *q) {
	return cli_read_village(c, word, &q->place);
}

static enum rc read_team(struct cli *c, const char *word, struct list_query *q) {
	return cli_read_team(c, word, &q->team);
}

static enum rc read_worker(struct cli *c, const char *word, struct list_query *q) {
	q->worker = word;
	return RC_OK;
}

static enum rc read_year(struct cli *c, const char *word, struct list_query *q) {
	if (word[0] < '1' || word[0] > '9' || word[1])
		return cli_usage(c, "list.term-year", N_("--term-year wants 1, 2 or 3"), NULL);
	q->term_year = word[0] - '0';
	return RC_OK;
}

static enum rc read_person(struct cli *c, const char *word, struct list_query *q) {
	return records_look_person(c, word, &q->person);
}

static enum rc read_gaps(struct cli *c, const char *word, struct list_query *q) {
	return q->gaps = true, RC_OK;
}

static enum rc read_all(struct cli *c, const char *word, struct list_query *q) {
	return q->all = true, RC_OK;
}

static enum rc read_limit(struct cli *c, const char *word, struct list_query *q) {
	char *end = NULL;

	q->limit = strtoul(word, &end, 10);
	if (end == word || *end || !q->limit || *word == '-')
		return cli_usage(c, "list.limit", N_("--limit wants a whole number above 0"), NULL);
	return RC_OK;
}

enum rc query_day(struct cli *c, const char *option, struct date *out) {
	const char *word = cli_opt(c, option);

	*out = DATE_NONE;
	if (!word || date_parse_iso(word, out))
		return RC_OK;
	return cli_usage(c, "option.day", N_("--{option} wants a day that exists, like 2026-10-31"),
	                 "option", option, NULL);
}

static enum rc read_from(struct cli *c, const char *word, struct list_query *q) {
	return query_day(c, "from", &q->from);
}

static enum rc read_to(struct cli *c, const char *word, struct list_query *q) {
	return query_day(c, "to", &q->to);
}

static enum rc read_month(struct cli *c, const char *word, struct list_query *q) {
	struct date first;

	q->month = word;
	return date_read_month(word, &first, &c->err);
}

static enum rc read_seq(struct cli *c, const char *option, const char *word, long long *out) {
	char *end = NULL;

	*out = strtoll(word, &end, 10);
	if (end == word || *end || *out < 1)
		return cli_usage(c, "list.seq", N_("--{option} wants the number of an entry"),
		                 "option", option, NULL);
	return RC_OK;
}

static enum rc read_from_seq(struct cli *c, const char *word, struct list_query *q) {
	return read_seq(c, "from-seq", word, &q->from_seq);
}

static enum rc read_to_seq(struct cli *c, const char *word, struct list_query *q) {
	return read_seq(c, "to-seq", word, &q->to_seq);
}

static enum rc read_officer(struct cli *c, const char *word, struct list_query *q) {
	return q->officer = word, RC_OK;
}

static enum rc read_action(struct cli *c, const char *word, struct list_query *q) {
	return q->action = word, RC_OK;
}

static enum rc read_find(struct cli *c, const char *word, struct list_query *q) {
	q->find = word;
	return RC_OK;
}

static const struct {
	const char *option;
	unsigned takes; /* 0: every list */
	enum rc (*read)(struct cli *c, const char *word, struct list_query *q);
} readers[] = {
	{"view", LIST_BY_VIEW, read_view},
	{"state", LIST_BY_STATE, read_state},
	{"village", LIST_BY_PLACE, read_village},
	{"team", LIST_BY_TEAM, read_team},
	{"worker", LIST_BY_WORKER, read_worker},
	{"member", LIST_BY_WORKER, read_worker},
	{"risk", LIST_BY_RISK, read_risk},
	{"term-year", LIST_BY_YEAR, read_year},
	{"person", LIST_BY_PERSON, read_person},
	{"gaps", LIST_BY_GAPS, read_gaps},
	{"all", LIST_BY_ALL, read_all},
	{"of", LIST_BY_OFFICER, read_officer},
	{"action", LIST_BY_ACTION, read_action},
	{"from", LIST_BY_DAYS, read_from},
	{"to", LIST_BY_DAYS, read_to},
	{"from-seq", LIST_BY_SEQ, read_from_seq},
	{"to-seq", LIST_BY_SEQ, read_to_seq},
	{"month", LIST_BY_MONTH, read_month},
	{"find", 0, read_find},
	{"limit", 0, read_limit},
};

enum rc query_read(struct cli *c, unsigned takes, struct list_query *q) {
	enum rc rc = RC_OK;

	*q = (struct list_query){.from = DATE_NONE, .to = DATE_NONE};
	for (size_t i = 0; rc == RC_OK && i < sizeof readers / sizeof *readers; i++) {
		const char *word = cli_opt(c, readers[i].option);

		if (word && (readers[i].takes & ~takes) != 0)
			return cli_usage(c, "list.option",
			               N_("--{option} does not go with this list"), "option",
			               readers[i].option, NULL);
		if (word)
			rc = readers[i].read(c, word, q);
	}
	return rc;
}

/* Order and columns as typed; columns[]: the heads of the table. */
static enum rc take_shape(struct cli *c, struct list_run *r, const char *columns,
                          struct table_col *cols) {
	const char *sort = cli_opt(c, "sort"), *chosen = cli_opt(c, "columns"), *left;
	struct str keys = {0};
	char *word;
	size_t len = 0;

	left = list_take_columns(r, chosen ? chosen : columns ? columns : "", &len);
	if (!left && sort)
		left = list_take_order(r, sort, &len);
	for (size_t i = 0; !left && i < r->shown_count; i++)
		cols[i] = (struct table_col){list_column_key(r->def, r->shown[i]),
		                             list_column_label(r->def, r->shown[i]),
		                             r->def->columns[r->shown[i]].number,
		                             list_column_is_day(r->def, r->shown[i])};
	if (!left)
		return RC_OK;
	word = mem_strndup(left, len);
	for (size_t i = 0; i < r->def->column_count; i++)
		str_addf(&keys, "%s%s", i ? ", " : "", list_column_key(r->def, i));
	cli_usage(c, "list.column",
	        N_("'{word}' is no column of this list that goes there; it has: {columns}"), "word",
	        word, "columns", str_text(&keys), NULL);
	str_clear(&keys);
	free(word);
	return RC_USAGE;
}

/* What was read: its cells, and whom they are about. */
struct told {
	struct cli *c;
	struct table *t;
	struct ids who;
};

static enum rc add_row(void *ctx, struct list_run *r, size_t row, long long id, struct err *err) {
	struct told *told = ctx;
	bool blank = true; /* whose person was sealed or voided since the ids were read */

	for (size_t c = 0; c < r->def->column_count; c++)
		blank = blank && list_text(r, row, c)[0] == '\0';
	for (size_t i = 0; !blank && i < r->shown_count; i++)
		table_add(told->t, list_text(r, row, r->shown[i]));
	if (told->c->json && !cli_book(told->c)) { /* as the document has it, once: a long list is not held twice */
		answer_rows(told->c, told->t);
		table_clear(told->t);
	}
	if (!blank && r->def->contents && r->def->person != NULL)
		ids_add(&told->who, r->def->person(r, id));
	return RC_OK;
}

/* The people behind a number, and how many of them have no line; NULL where a list is of something
 * else. */
struct people {
	const struct ids *who;
	long long *sealed, gone;
};

static void say_left_out(const struct cli *c, const char *tmpl, long long n) {
	struct str text = {0};

	if (n == 0)
		return;
	if (c->csv) {
		out_say(c, tmpl, "n", NUM(n), NULL);
		return;
	}
	str_fill(&text, tmpl, "n", NUM(n), NULL);
	str_addc(&text, '\n');
	answer_text(c, str_text(&text));
	str_clear(&text);
}

static void put_table(const struct cli *c, const struct table *t, const struct people *p) {
	struct key_values f = {NULL, 0};

	if (!c->json || cli_book(c))
		table_print(c, t);
	if (p && c->json) {
		key_values_add_int(&f, "sealed", "", *p->sealed);
		key_values_add_int(&f, "gone", "", p->gone);
		answer_facts(c, NULL, &f);
		key_values_clear(&f);
	} else if (p) {
		say_left_out(c, N_("and {n} sealed"), *p->sealed);
		say_left_out(c, N_("no longer on file: {n}"), p->gone);
	}
}

static enum rc print_list(struct cli *c, const struct list_def *def, const struct list_query *q,
                          const char *columns, const struct people *people) {
	struct table_col cols[LIST_COLUMNS];
	struct table t = {.cols = cols, .title = tr(def->label)};
	struct told told = {.c = c, .t = &t};
	struct list_run r;
	struct ids ids = {0};
	enum rc rc;

	list_run_init(&r, def, c->station, &c->actor);
	if (q)
		r.q = *q;
	r.codes = c->json || c->csv;
	r.json = c->json;
	if ((rc = take_shape(c, &r, columns, cols)) != RC_OK)
		goto out;
	t.col_count = r.shown_count;
	if (!cli_book(c))
		answer_columns(c, &t);
	if ((rc = list_run_ids(&r, &ids, &c->err)) != RC_OK ||
	    (rc = list_run_each(&r, &ids, add_row, &told, &c->err)) != RC_OK ||
	    (rc = list_run_note(&r, ids.n, &told.who, &c->err)) != RC_OK)
		goto out;
	put_table(c, &t, people);
out:
	if (rc != RC_OK && c->json) /* nothing of it without its row in the audit */
		answer_clear(c->answer);
	table_clear(&t);
	ids_clear(&told.who);
	ids_clear(&ids);
	list_run_clear(&r);
	return rc;
}

enum rc query_print(struct cli *c, const struct list_def *def, const struct list_query *q,
                    const char *columns) {
	return print_list(c, def, q, columns, NULL);
}

static enum rc write_lines(struct cli *c, const struct list_def *def, const struct list_query *q,
                           struct listing *out, const struct listing_options *o, char **final) {
	const struct template_words words = {station_name(c->station), o->span};
	struct str title = {0};
	struct list_run r;
	struct ids ids = {0};
	enum rc rc;

	template_fill(&words, out->form->value[TEMPLATE_TITLE], &title);
	out->name = mem_strdup(def->id);
	out->title = str_take(&title);
	list_run_init(&r, def, c->station, &c->actor);
	r.q = *q;
	rc = list_run_ids(&r, &ids, &c->err);
	if (rc == RC_OK)
		rc = listing_take(out, &r, &ids, &c->err);
	if (rc == RC_OK)
		rc = listing_write(c->station, &c->actor, out, o, final, &c->err);
	if (rc == RC_OK && strcmp(o->path, "-") != 0)
		out_say(c, N_("{count} rows written to {file}"), "count", NUM(ids.n), "file", *final, NULL);
	ids_clear(&ids);
	list_run_clear(&r);
	return rc;
}

enum rc query_write_form(struct cli *c, const struct list_def *def, const struct list_query *q) {
	struct template form = {0};
	struct listing out = {.form = &form};
	struct span span;
	bool month = q->month && span_parse(SPAN_MONTH, q->month, &span);
	struct cli_target to;
	char *named = NULL, *final = NULL;
	enum rc rc;

	if (c->json || cli_opt(c, "sort") || cli_opt(c, "columns"))
		return cli_usage(c, "list.form",
		                 N_("A form says itself how the list looks: --template goes with neither "
		                    "--json, --sort nor --columns"), NULL);
	TRY(cli_read_target(c, &to));
	TRY(cli_read_form(c, month ? &span : NULL, &form, &to, &named));
	rc = write_lines(c, def, q, &out, &(struct listing_options){
		.path = to.path, .encoding = to.encoding, .existing = to.existing,
		.identified = cli_opt(c, "identified") != NULL, .span = month ? &span : NULL,
		.reason = cli_opt(c, "reason")}, &final);
	table_made();
out:
	listing_clear(&out);
	template_clear(&form);
	free(named);
	free(final);
	return rc;
}

/* Sealed or voided meanwhile: counted, not named. */
static enum rc given_ids(struct list_run *r, struct ids *out, struct err *err) {
	const struct people *p = r->q.given;
	long long sealed;
	enum rc rc = report_names(r->st, r->actor, p->who, out, &sealed, err);

	*p->sealed += sealed;
	return rc;
}

enum rc query_print_people(struct cli *c, const struct ids *who, long long sealed, long long gone,
                           const char *audit) {
	const struct people given = {who, &sealed, gone};
	const struct list_query q = {.from = DATE_NONE, .to = DATE_NONE, .given = &given};
	struct list_def people = figure_names_list;

	people.audit = audit;
	people.ids = given_ids;
	return print_list(c, &people, &q, "file_no,name,id_no,place", &given);
}

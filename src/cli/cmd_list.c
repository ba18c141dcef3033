/* wubao list: the residents. */
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/rows.h"
#include "core/suggest.h"
#include "model/directory.h"
#include "model/order.h"

enum { MOST_COLS = 16 };

static const struct cmd_opt opts[] = {
	{"view", 0, "VIEW", NULL, N_("A named view of the residents' screen.")},
	{"state", 0, "STATE", NULL, N_("Only orders in this state, by code or label.")},
	{"village", 0, "NAME", NULL, N_("Only this village or community.")},
	{"team", 0, "NAME", NULL, N_("Only this help team.")},
	{"officer", 0, "NAME", NULL, N_("Only for whom this person holds a duty, or stands on the order.")},
	{"find", 0, "TEXT", NULL, N_("Only who matches every word: name, pinyin initials, village, file number.")},
	{"limit", 0, "N", NULL, N_("At most so many lines.")},
};

struct columns {
	struct table_col cols[MOST_COLS];
	const struct field_def *fields[MOST_COLS];
	size_t of_resident, n;
};

static enum rc read_view(struct cli *c, struct resident_query *q) {
	const char *view = cli_opt(c, "view");
	struct suggest near = suggest_begin(view ? view : "");

	if (!view)
		return RC_OK;
	for (const struct resident_view *v = resident_views; v->id && *v->id; v++) {
		if (strcmp(v->id, view) == 0) {
			q->view = v->id;
			return RC_OK;
		}
		suggest_try(&near, v->id);
	}
	return err_set(&c->err, RC_USAGE, "list.view", N_("There is no view of this name; try --view {view}"), "view",
	               near.best ? near.best : resident_views[0].id, NULL);
}

static enum rc read_query(struct cli *c, struct resident_query *q, struct code *state) {
	const char *village = cli_opt(c, "village"), *word = cli_opt(c, "state"), *limit = cli_opt(c, "limit");
	const char *team = cli_opt(c, "team");
	char *end = NULL;

	q->find = cli_opt(c, "find");
	q->officer = cli_opt(c, "officer");
	if (village && (q->place = place_find(c->station, village)) == 0)
		return err_set(&c->err, RC_NOT_FOUND, "list.village", N_("No village or community is called {name}"), "name",
		               village, NULL);
	if (team && (q->team = team_find(c->station, team)) == 0)
		return err_set(&c->err, RC_NOT_FOUND, "team.none", N_("No help team is called {name}"), "name", team, NULL);
	if (word && !code_parse(&codes_state, word, state)) {
		struct str all = {0};

		for (size_t i = 0; code_item_at(&codes_state, i); i++)
			str_addf(&all, "%s%s", i ? "," : "", code_item_at(&codes_state, i)->code);
		err_set(&c->err, RC_USAGE, "list.state", N_("{option} wants one of {choices}"), "option", "--state", "choices",
		        str_text(&all), NULL);
		str_clear(&all);
		return RC_USAGE;
	}
	if (limit)
		q->limit = strtoul(limit, &end, 10);
	if (limit && (end == limit || *end || !q->limit || *limit == '-'))
		return err_set(&c->err, RC_USAGE, "list.limit", N_("--limit wants a whole number above 0"), NULL);
	return read_view(c, q);
}

/* One line; nothing when the person was voided meanwhile or the order is in another state. */
static enum rc add_row(struct cli *c, struct table *t, const struct columns *k, long long id, struct code state) {
	struct treatment_order o;
	struct resident r;
	enum rc rc = resident_get(c->station, &c->actor, id, &r, &c->err);

	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	rc = order_current(c->station, &c->actor, id, &o, &c->err);
	if (rc == RC_NOT_FOUND) {
		entity_init(&order_def, &o);
		rc = RC_OK;
	} else if (rc != RC_OK) {
		entity_clear(&resident_def, &r);
		return rc;
	}
	if (!code_is_set(state) || code_is(o.state, state.s)) {
		for (size_t i = 0; i < k->n; i++)
			rows_add_field(c, t, k->fields[i], i < k->of_resident ? (const void *)&r : (const void *)&o);
	}
	entity_clear(&order_def, &o);
	entity_clear(&resident_def, &r);
	return RC_OK;
}

static enum rc run(struct cli *c) {
	struct resident_query q = {.sort = SORT_PINYIN};
	struct code state = CODE_NONE;
	struct columns k = {.n = 0};
	struct ids ids = {0};
	struct table t;
	enum rc rc = read_query(c, &q, &state);

	k.of_resident = rows_columns(&resident_def, F_LIST, k.cols, k.fields, 0, MOST_COLS);
	k.n = rows_columns(&order_def, F_LIST, k.cols, k.fields, k.of_resident, MOST_COLS);
	t = (struct table){.cols = k.cols, .col_count = k.n};
	if (rc == RC_OK)
		rc = resident_list(c->station, &c->actor, &q, &ids, &c->err);
	for (size_t i = 0; i < ids.n && rc == RC_OK; i++)
		rc = add_row(c, &t, &k, ids.v[i], state);
	if (rc == RC_OK)
		rc = rows_note(c, q.find ? "resident.search" : "resident.list", t.n / k.n);
	if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	ids_clear(&ids);
	return rc;
}

const struct cmd_def cmd_list = {
	.name = "list",
	.help = N_("List the residents."),
	.args = "",
	.example = "wubao list --village 石桥村\nwubao list --find zjg --json",
	CMD_OPTS(opts),
	.station = true,
	.run = run,
};

/* wubao list: the residents. */
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/people_table.h"
#include "cli/records.h"
#include "cli/timeline_table.h"
#include "core/clock.h"
#include "core/suggest.h"
#include "model/event/event.h"
#include "model/order/order.h"
#include "model/person/name_check.h"
#include "model/person/search_key.h"
#include "model/station/tables.h"

enum { MOST_COLS = 16 };

static const struct cmd_opt opts[] = {
	{"view", 0, "VIEW", NULL, N_("A named view of the residents' screen.")},
	{"state", 0, "STATE", NULL, N_("Only orders in this state, by code or label.")},
	{"village", 0, "NAME", NULL, N_("Only this village or community.")},
	{"team", 0, "NAME", NULL, N_("Only this help team.")},
	{"worker", 0, "NAME", NULL, N_("Only for whom this person holds a duty, or stands on the order.")},
	{"risk", 0, "LEVEL", NULL, N_("Only this risk level.")},
	{"term-year", 0, "N", NULL, N_("Only orders being executed in this year of their term: 1, 2, 3.")},
	{"find", 0, "TEXT", NULL, N_("Only who matches every word; the same as words without an option.")},
	{"late", 0, NULL, NULL, N_("Entries typed late, of all registers, instead of people.")},
	{"names", 0, NULL, NULL, N_("People whose name wants checking, with what is odd in it.")},
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

/* An option that wants a code or its label. */
static enum rc read_code(struct cli *c, const char *option, const struct code_list *list, struct code *out) {
	const char *word = cli_opt(c, option);
	struct str all = {0};
	char name[24];

	if (!word || code_parse(list, word, out))
		return RC_OK;
	for (size_t i = 0; code_item_at(list, i); i++)
		str_addf(&all, "%s%s", i ? "," : "", code_item_at(list, i)->code);
	snprintf(name, sizeof name, "--%s", option);
	err_set(&c->err, RC_USAGE, "list.code", N_("{option} wants one of {choices}"), "option", name, "choices",
	        str_text(&all), NULL);
	str_clear(&all);
	return RC_USAGE;
}

/* *limit stays 0 without the option. */
static enum rc read_limit(struct cli *c, size_t *limit) {
	const char *text = cli_opt(c, "limit");
	char *end = NULL;

	if (!text)
		return RC_OK;
	*limit = strtoul(text, &end, 10);
	if (end == text || *end || !*limit || *text == '-')
		return err_set(&c->err, RC_USAGE, "list.limit", N_("--limit wants a whole number above 0"), NULL);
	return RC_OK;
}

static enum rc read_query(struct cli *c, struct resident_query *q, struct code *state) {
	const char *village = cli_opt(c, "village");
	const char *team = cli_opt(c, "team"), *year = cli_opt(c, "term-year");

	q->officer = cli_opt(c, "worker");
	if (village && (q->place = place_find(c->station, village)) == 0)
		return err_set(&c->err, RC_NOT_FOUND, "list.village", N_("No village or community is called {name}"), "name",
		               village, NULL);
	if (team && (q->team = team_find(c->station, team)) == 0)
		return err_set(&c->err, RC_NOT_FOUND, "team.none", N_("No help team is called {name}"), "name", team, NULL);
	if (read_code(c, "state", &codes_state, state) != RC_OK || read_code(c, "risk", &codes_risk, &q->risk) != RC_OK)
		return RC_USAGE;
	if (year && (year[0] < '1' || year[0] > '9' || year[1]))
		return err_set(&c->err, RC_USAGE, "list.term-year", N_("--term-year wants 1, 2 or 3"), NULL);
	q->term_year = year ? year[0] - '0' : 0;
	if (read_limit(c, &q->limit) != RC_OK)
		return RC_USAGE;
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
			people_table_add_field(c, t, k->fields[i], i < k->of_resident ? (const void *)&r : (const void *)&o);
	}
	entity_clear(&order_def, &o);
	entity_clear(&resident_def, &r);
	return RC_OK;
}

/* The words after `list`, else --find; into words. */
static const char *find_words(const struct cli *c, struct str *words) {
	for (size_t i = 0; i < c->arg_count; i++)
		str_addf(words, "%s%s", i ? " " : "", c->args[i]);
	return c->arg_count ? str_text(words) : cli_opt(c, "find");
}

static enum rc list_people(struct cli *c) {
	struct str words = {0};
	struct resident_query q = {.sort = SORT_PINYIN};
	struct code state = CODE_NONE;
	struct columns k = {.n = 0};
	struct ids ids = {0};
	struct table t;
	enum rc rc = read_query(c, &q, &state);

	k.of_resident = people_table_columns(&resident_def, F_LIST, k.cols, k.fields, 0, MOST_COLS);
	k.n = people_table_columns(&order_def, F_LIST, k.cols, k.fields, k.of_resident, MOST_COLS);
	t = (struct table){.cols = k.cols, .col_count = k.n};
	q.find = find_words(c, &words);
	if (rc == RC_OK)
		rc = resident_list(c->station, &c->actor, &q, &ids, &c->err);
	for (size_t i = 0; i < ids.n && rc == RC_OK; i++)
		rc = add_row(c, &t, &k, ids.v[i], state);
	if (rc == RC_OK)
		rc = people_table_note(c, search_key_list_action(q.find, "resident.list"), t.n / k.n);
	if (rc == RC_OK)
		table_print(c, &t);
	str_clear(&words);
	table_clear(&t);
	ids_clear(&ids);
	return rc;
}

/* What narrows people does not narrow records: said, rather than passed over. */
static enum rc no_people_options(struct cli *c) {
	static const char *const people[] = {"view", "state", "village", "team", "worker", "risk", "term-year", "find"};

	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		if (cli_opt(c, people[i]))
			return err_set(&c->err, RC_USAGE, "list.people-only", N_("--{option} is for listing people, not a register"),
			               "option", people[i], NULL);
	return RC_OK;
}

/* The records of one register, oldest first: whose it is and the columns of its list. A limit keeps the newest. */
static enum rc list_register(struct cli *c, const struct event_def *def) {
	static const char *const of_person[] = {"file_no", "name"};
	enum { OF_PERSON = sizeof of_person / sizeof *of_person };
	struct columns k = {.of_resident = OF_PERSON};
	struct event *e = mem_zalloc(1, def->entity->size);
	struct ids ids = {0};
	struct table t;
	size_t limit = 0;
	enum rc rc;

	for (size_t i = 0; i < OF_PERSON; i++) {
		k.fields[i] = entity_field(&resident_def, of_person[i]);
		k.cols[i] = (struct table_col){k.fields[i]->name, k.fields[i]->label, false};
	}
	k.n = people_table_columns(def->entity, F_LIST, k.cols, k.fields, OF_PERSON, MOST_COLS - 1);
	k.cols[k.n] = (struct table_col){"uid", N_("Record number"), false};
	t = (struct table){.cols = k.cols, .col_count = k.n + 1};
	rc = no_people_options(c);
	if (rc == RC_OK)
		rc = read_limit(c, &limit);
	if (rc == RC_OK)
		rc = event_list(c->station, &c->actor, def, 0, 0, &ids, &c->err);
	for (size_t i = limit && ids.n > limit ? ids.n - limit : 0; i < ids.n && rc == RC_OK; i++) {
		struct resident r;

		rc = event_get(c->station, &c->actor, def, ids.v[i], e, &c->err);
		if (rc == RC_OK) {
			event_shown(def, e, clock_today());
			rc = resident_get(c->station, &c->actor, e->resident.id, &r, &c->err);
			for (size_t f = 0; rc == RC_OK && f < k.n; f++)
				people_table_add_field(c, &t, k.fields[f], f < OF_PERSON ? (const void *)&r : (const void *)e);
			table_add(&t, e->rec.uid);
			entity_clear(&resident_def, &r);
		}
		entity_clear(def->entity, e);
	}
	if (rc == RC_OK)
		rc = people_table_note(c, "event.list", t.n / t.col_count);
	if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	ids_clear(&ids);
	free(e);
	return rc;
}

static enum rc list_late(struct cli *c) {
	struct timeline t = {.v = NULL};
	enum rc rc = timeline_late(c->station, &c->actor, &t, &c->err);

	if (rc == RC_OK)
		rc = people_table_note(c, "event.late", t.n);
	if (rc == RC_OK)
		rc = timeline_table_print(c, &t, true);
	timeline_clear(&t);
	return rc;
}

static enum rc list_names(struct cli *c) {
	static const struct table_col cols[] = {{"file_no", N_("File number"), false}, {"name", N_("Name"), false},
	                                        {"alias", N_("Other names"), false},   {"doubt", N_("To check"), false}};
	struct table t = {.cols = cols, .col_count = sizeof cols / sizeof *cols};
	struct ids ids = {0};
	struct str doubt = {0};
	enum rc rc = names_to_check(c->station, &c->actor, &ids, &c->err);

	for (size_t i = 0; i < ids.n && rc == RC_OK; i++) {
		struct resident r;

		rc = resident_get(c->station, &c->actor, ids.v[i], &r, &c->err);
		for (size_t k = 0; rc == RC_OK && k + 1 < t.col_count; k++)
			people_table_add_field(c, &t, entity_field(&resident_def, cols[k].key), &r);
		if (rc == RC_OK)
			name_doubts_text(name_doubts(r.name) | name_doubts(r.alias), &doubt);
		table_add(&t, str_text(&doubt));
		str_reset(&doubt);
		entity_clear(&resident_def, &r);
	}
	if (rc == RC_OK)
		rc = people_table_note(c, "resident.names", ids.n);
	if (rc == RC_OK)
		table_print(c, &t);
	str_clear(&doubt);
	table_clear(&t);
	ids_clear(&ids);
	return rc;
}

static enum rc run(struct cli *c) {
	struct record_kind k;
	enum rc rc;

	if (cli_opt(c, "late"))
		return list_late(c);
	if (cli_opt(c, "names"))
		return list_names(c);
	if (c->arg_count != 1 || records_kind(c, c->args[0], &k) != RC_OK) {
		c->err = (struct err){.rc = RC_OK}; /* no register: somebody to find */
		return list_people(c);
	}
	rc = RC_OK;
	if (!k.event)
		rc = err_set(&c->err, RC_USAGE, "list.kind", N_("'{word}' is no register of events"), "word", c->args[0], NULL);
	return rc != RC_OK ? rc : list_register(c, k.event);
}

const struct cmd_def cmd_list = {
	.name = "list",
	.help = N_("List or find residents, or list the records of a register."),
	.args = "[REGISTER | WORD...]",
	.max_args = 6,
	.example = "wubao list --village 石桥村\nwubao list zjg 石桥\nwubao list shanjianguo --json\nwubao list test",
	.text = N_("Words find people, in any order: name, pinyin (initials or in full, by any reading), village, file number or its "
	           "end, last four of the ID number, end of a phone. A search by numbers is logged with its hits, never the words."),
	CMD_OPTS(opts),
	.station = true,
	.run = run,
};

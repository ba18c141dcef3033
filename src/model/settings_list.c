/* The settings, the rhythms with what they rest on, the names of the station.
 * SPDX-License-Identifier: MIT */
#include "model/lists.h"
#include "model/order/order.h"
#include "model/rules/duty_kind.h"
#include "model/settings.h"

/* ---- settings ---- */

enum { SET_KEY, SET_VALUE, SET_INITIAL, SET_HELP, SET_COLUMNS };
static const struct list_column set_columns[SET_COLUMNS] = {
	[SET_KEY] = {.key = "key", .label = N_("Setting"), .width = 26},
	[SET_VALUE] = {.key = "value", .label = N_("Value"), .width = 14},
	[SET_INITIAL] = {.key = "default", .label = N_("Default"), .width = 10},
	[SET_HELP] = {.key = "help", .label = N_("Meaning"), .width = -1},
};

static void clear(struct list_run *r) { settings_clear(r->data); }

/* An id is a place in conf_table, from 1. */
static enum rc set_ids(struct list_run *r, struct ids *out, struct err *err) {
	enum rc rc = station_may(r->st, r->actor, ACT_OFFICERS, err);

	clear(r);
	if (rc == RC_OK)
		rc = settings_read(r->st, r->actor, r->data, err);
	for (size_t i = 0; rc == RC_OK && i < conf_table_count; i++)
		ids_add(out, (long long)i + 1);
	return rc;
}

static enum rc set_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const struct conf_def *d = &conf_table[id - 1];
	const char *value = conf_value_at(((struct settings *)r->data)->conf, (size_t)id - 1);

	list_putf(r, row, SET_KEY, "%s.%s", d->section, d->key);
	list_put(r, row, SET_VALUE, value);
	if (strcmp(value, d->initial) != 0)
		list_set_tone(r, row, SET_VALUE, LIST_BOLD);
	list_put(r, row, SET_INITIAL, d->initial);
	list_put(r, row, SET_HELP, tr(d->help));
	return RC_OK;
}

const struct list_def settings_list = {
	.id = "settings", .label = N_("Settings"),
	LIST_SHOWS(set_columns), .access = ACT_OFFICERS,
	.empty = N_("Nothing to list."),
	.size = sizeof(struct settings), .ids = set_ids, .row = set_row, .clear = clear,
};

/* ---- rhythms ---- */

enum {
	RHYTHM_RULE, RHYTHM_SINCE, RHYTHM_ORDER, RHYTHM_KIND, RHYTHM_TIMES, RHYTHM_WINDOWS,
	RHYTHM_MARK, RHYTHM_BASIS, RHYTHM_COLUMNS
};
static const struct list_column rhythm_columns[RHYTHM_COLUMNS] = {
	[RHYTHM_RULE] = {.key = "rule", .label = N_("Rule"), .width = 9},
	[RHYTHM_SINCE] = {.key = "since", .label = N_("Since"), .width = 10, .day = true},
	[RHYTHM_ORDER] = {.key = "order", .label = N_("Orders"), .width = 8},
	[RHYTHM_KIND] = {.key = "kind", .label = N_("Kind"), .width = 8},
	[RHYTHM_TIMES] = {.key = "rhythm", .label = N_("Times a year"), .width = 10},
	[RHYTHM_WINDOWS] = {.key = "windows", .label = N_("Windows"), .width = 6},
	[RHYTHM_MARK] = {.key = "mark", .label = N_("Worth"), .width = 6},
	[RHYTHM_BASIS] = {.key = "basis", .label = N_("Basis"), .width = -1},
};

/* An id is profile * DUTY_KIND_MOST + rule + 1. */
static const struct profile *profile_at(const struct list_run *r, long long id, size_t *rule) {
	const struct settings *s = r->data;
	size_t at = (size_t)(id - 1) / DUTY_KIND_MOST;

	*rule = (size_t)(id - 1) % DUTY_KIND_MOST;
	return id > 0 && s && s->profiles && at < s->profiles->n ? s->profiles->row[at] : NULL;
}

static enum rc rhythm_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct settings *s = r->data;
	enum rc rc;

	clear(r);
	rc = settings_read(r->st, r->actor, s, err);
	for (size_t i = 0; rc == RC_OK && i < s->profiles->n; i++)
		for (size_t k = 0; k < s->profiles->row[i]->rule_count; k++)
			ids_add(out, (long long)(i * DUTY_KIND_MOST + k + 1));
	return rc;
}

/* Which orders: their kind, and up to how many months. */
static void put_orders(struct list_run *r, size_t row, const struct profile *p) {
	const struct field_def *kind = entity_field(&order_def, "kind");
	const char *label = code_label(kind->codes, code_of(p->order_kind));

	if (code_find(kind->codes, code_of(p->order_kind)) == NULL)
		label = tr(N_("every order"));
	list_put(r, row, RHYTHM_ORDER, label);
	if (p->months_max)
		list_putf(r, row, RHYTHM_ORDER, " <= %d", p->months_max);
}

static enum rc rhythm_row(struct list_run *r, size_t row, long long id, struct err *err) {
	size_t at;
	const struct profile *p = profile_at(r, id, &at);
	const struct schedule_rule *rule;
	struct str times = {0};

	if (!p || at >= p->rule_count)
		return RC_NOT_FOUND;
	rule = &p->rules[at];
	schedule_format(rule, &times);
	list_putf(r, row, RHYTHM_RULE, p->risk ? "overlay.%s" : "%s", p->risk ? p->risk : p->id);
	if (p->effective.n != INT32_MIN)
		list_put_date(r, row, RHYTHM_SINCE, p->effective);
	put_orders(r, row, p);
	list_put(r, row, RHYTHM_KIND, tr(duty_kind_find(rule->kind)->label));
	list_put(r, row, RHYTHM_TIMES, rule->need ? str_text(&times) : tr(N_("not asked for")));
	list_put(r, row, RHYTHM_WINDOWS, tr(rule->mode == WINDOW_ANNIVERSARY
	                                    ? N_("from the start of the order")
	                                    : N_("calendar months")));
	list_put(r, row, RHYTHM_MARK, tr(profile_mark_label(rule->mark ? rule->mark : p->mark)));
	list_put(r, row, RHYTHM_BASIS, tr(rule->basis ? rule->basis : p->basis));
	str_clear(&times);
	return RC_OK;
}

bool rhythm_of_line(const struct list_run *r, long long id, struct rhythm_change *out, struct str *times) {
	size_t at;
	const struct profile *p = profile_at(r, id, &at);

	if (!p || at >= p->rule_count)
		return false;
	*out = (struct rhythm_change){.profile = p->id, .kind = p->rules[at].kind, .risk = p->risk};
	schedule_format(&p->rules[at], times);
	return true;
}

const struct list_def rhythms_list = {
	.id = "rhythms", .label = N_("Rhythms"),
	LIST_SHOWS(rhythm_columns),
	.empty = N_("Nothing to list."),
	.size = sizeof(struct settings), .ids = rhythm_ids, .row = rhythm_row, .clear = clear,
};

/* ---- names ---- */

static const struct list_column name_columns[] = {
	{.field = "since"}, {.field = "name", .width = 30}, {.field = "code"},
	{.field = "paper", .width = -1},
};

static enum rc name_ids(struct list_run *r, struct ids *out, struct err *err) {
	return station_names(r->st, r->actor, out, err);
}

static enum rc name_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct station_name *all = mem_zalloc(n + 1, sizeof *all);
	enum rc rc = station_names_get(r->st, r->actor, ids, n, all, err);

	for (size_t i = 0; i < n; i++) {
		if (rc == RC_OK && all[i].rec.id != 0)
			list_put_record(r, i, &station_name_def, &all[i]);
		entity_clear(&station_name_def, &all[i]);
	}
	free(all);
	return rc;
}

const struct list_def names_list = {
	.id = "names", .label = N_("Station names"), .entity = &station_name_def,
	LIST_SHOWS(name_columns),
	.empty = N_("One name so far; a gives another, from its day on."),
	.ids = name_ids, .rows = name_rows,
};

/* ---- where everything is ---- */

enum { FACT_LABEL, FACT_VALUE, FACT_COLUMNS };
static const struct list_column fact_columns[FACT_COLUMNS] = {
	[FACT_LABEL] = {.key = "what", .label = N_("Item"), .width = 22},
	[FACT_VALUE] = {.key = "value", .label = N_("Value"), .width = -1},
};
struct facts {
	struct station_fact *v;
	size_t n;
};

static void facts_clear(struct list_run *r) {
	struct facts *f = r->data;

	station_facts_clear(f->v, f->n);
	*f = (struct facts){NULL, 0};
}

static enum rc fact_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct facts *f = r->data;
	enum rc rc;

	facts_clear(r);
	rc = station_facts(r->st, r->actor, &f->v, &f->n, err);
	for (size_t i = 0; rc == RC_OK && i < f->n; i++)
		ids_add(out, (long long)i + 1);
	return rc;
}

static enum rc fact_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const struct station_fact *f = &((struct facts *)r->data)->v[id - 1];

	list_put(r, row, FACT_LABEL, tr(f->label));
	list_put(r, row, FACT_VALUE, f->value);
	return RC_OK;
}

const struct list_def facts_list = {
	.id = "station", .label = N_("This station"),
	LIST_SHOWS(fact_columns),
	.empty = N_("Nothing to list."),
	.size = sizeof(struct facts), .ids = fact_ids, .row = fact_row, .clear = facts_clear,
};

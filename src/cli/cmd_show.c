/* wubao show: one person's file. */
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/people.h"
#include "core/clock.h"
#include "model/drug_test.h"
#include "model/order.h"

/* The fields of one record that are filled in, as facts. */
static void add_facts(const struct cli *c, struct table *t, const struct entity_def *def, const void *rec) {
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];

		if (f->flags & F_SYSTEM || field_is_blank(f, rec))
			continue;
		table_add(t, f->name);
		table_add(t, tr(f->label));
		people_add_field(c, t, f, rec);
	}
}

static void add_json_object(struct str *out, const struct table *t) {
	str_addc(out, '{');
	for (size_t i = 0; i + 2 < t->n; i += 3) {
		str_addf(out, "%s\"%s\": ", i ? ", " : "", t->cells[i]);
		out_json_string(out, t->cells[i + 2]);
	}
	str_addc(out, '}');
}

static void print_facts(const struct table *facts, const char *title) {
	static const struct table_col cols[] = {{"label", "", false}, {"value", "", false}};
	struct table t = {.cols = cols, .col_count = 2};
	struct str out = {0};

	if (title)
		str_addf(&out, "\n%s\n", title);
	for (size_t i = 0; i + 2 < facts->n; i += 3) {
		table_add(&t, facts->cells[i + 1]);
		table_add(&t, facts->cells[i + 2]);
	}
	table_text(&t, &out);
	out_text(stdout, str_text(&out));
	str_clear(&out);
	table_clear(&t);
}

/* One part of the file: facts of a record; JSON goes to json, text straight out. */
static void put_record(const struct cli *c, struct str *json, const char *title, const struct entity_def *def,
                       const void *rec) {
	struct table t = {.col_count = 3};

	add_facts(c, &t, def, rec);
	if (c->json)
		add_json_object(json, &t);
	else
		print_facts(&t, title);
	table_clear(&t);
}

static enum rc put_orders(struct cli *c, struct str *json, long long resident) {
	struct ids ids = {0};
	enum rc rc = order_list(c->station, &c->actor, resident, &ids, &c->err);

	for (size_t i = 0; i < ids.n && rc == RC_OK; i++) {
		struct treatment_order o;

		rc = order_get(c->station, &c->actor, ids.v[i], &o, &c->err);
		if (rc != RC_OK)
			break;
		str_add(json, i ? ", " : "");
		put_record(c, json, tr(N_("Order")), &order_def, &o);
		entity_clear(&order_def, &o);
	}
	ids_clear(&ids);
	return rc;
}

static enum rc put_tests(struct cli *c, struct str *json, long long resident) {
	enum { MOST = 16 };
	struct table_col cols[MOST];
	const struct field_def *fields[MOST];
	struct table t = {.cols = cols, .col_count = people_field_columns(&test_def, F_LIST, cols, fields, 0, MOST)};
	struct ids ids = {0};
	struct str text = {0};
	enum rc rc = event_list(c->station, &c->actor, test_register(), resident, 0, &ids, &c->err);

	for (size_t i = 0; i < ids.n && rc == RC_OK; i++) {
		struct drug_test d;

		rc = event_get(c->station, &c->actor, test_register(), ids.v[i], &d, &c->err);
		if (rc != RC_OK)
			break;
		for (size_t k = 0; k < t.col_count; k++)
			people_add_field(c, &t, fields[k], &d);
		entity_clear(&test_def, &d);
	}
	if (rc == RC_OK && c->json) {
		table_json(&t, json);
	} else if (rc == RC_OK && ids.n) {
		str_addf(&text, "\n%s\n", tr(N_("Drug tests")));
		table_text(&t, &text);
		out_text(stdout, str_text(&text));
	}
	str_clear(&text);
	table_clear(&t);
	ids_clear(&ids);
	return rc;
}

/* A file number, else a record's number. */
static enum rc find(struct cli *c, const char *word, long long *id) {
	enum match m = MATCH_NONE;
	char *end;
	enum rc rc = resident_find_file_no(c->station, &c->actor, word, &m, id, &c->err);

	if (rc != RC_OK || m == MATCH_FOUND)
		return rc;
	*id = strtoll(word, &end, 10);
	if (m == MATCH_NONE && end != word && !*end && *id > 0)
		return RC_OK;
	return err_set(&c->err, RC_NOT_FOUND, "show.none", N_("No file has the number {number}"), "number", word, NULL);
}

static enum rc run(struct cli *c) {
	struct resident r;
	struct str json = {0};
	long long id = 0;
	bool loaded = false;
	enum rc rc = find(c, c->args[0], &id);

	if (rc == RC_OK)
		rc = resident_get(c->station, &c->actor, id, &r, &c->err);
	if (rc == RC_NOT_FOUND)
		rc = err_set(&c->err, RC_NOT_FOUND, "show.none", N_("No file has the number {number}"), "number", c->args[0],
		             NULL);
	loaded = rc == RC_OK;
	if (rc == RC_OK) /* the look is on record before anything is shown */
		rc = resident_look(c->station, &c->actor, id, &c->err);
	if (rc != RC_OK)
		goto out;
	str_add(&json, "{\"resident\": ");
	put_record(c, &json, NULL, &resident_def, &r);
	str_add(&json, ",\n \"orders\": [");
	rc = put_orders(c, &json, id);
	str_add(&json, "],\n \"tests\": ");
	if (rc == RC_OK)
		rc = put_tests(c, &json, id);
	str_addf(&json, "}\n");
	if (rc == RC_OK && c->json)
		out_bytes(stdout, str_text(&json), json.n);
out:
	if (loaded)
		entity_clear(&resident_def, &r);
	str_clear(&json);
	return rc;
}

const struct cmd_def cmd_show = {
	.name = "show",
	.help = N_("Show one person's file; the look is logged."),
	.args = "NUMBER",
	.min_args = 1,
	.max_args = 1,
	.example = "wubao show 0012",
	.text = N_("NUMBER is the file number, else the number of the record. ID number and phone stay masked."),
	.station = true,
	.run = run,
};

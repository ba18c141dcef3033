/* SPDX-License-Identifier: MIT */
#include "cli/records.h"

#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "core/clock.h"
#include "core/suggest.h"
#include "core/utf8.h"
#include "model/access/bound.h"
#include "model/order/order.h"
#include "model/person/place.h"
#include "model/person/resident.h"
#include "model/rules/breach_count.h"
#include "model/station/tables.h"
#include "model/team/team.h"

/* One kind's functions over void *, from the model's typed ones. */
#define KIND_SAVE(name) \
	static enum rc name##_save_(struct cli *c, const struct record_kind *k, void *rec) { \
		(void)k; \
		return name##_save(c->station, &c->actor, rec, &c->err); \
	}
#define KIND(name) \
	KIND_SAVE(name) \
	static enum rc name##_get_(struct cli *c, const struct record_kind *k, long long id, void *rec) { \
		(void)k; \
		return name##_get(c->station, &c->actor, id, rec, &c->err); \
	}
KIND(resident) KIND(order) KIND(contact) KIND(member) KIND(duty) KIND(place) KIND_SAVE(team)

static enum rc event_get_(struct cli *c, const struct record_kind *k, long long id, void *rec) {
	return event_get(c->station, &c->actor, k->event, id, rec, &c->err);
}

static enum rc event_save_(struct cli *c, const struct record_kind *k, void *rec) {
	return event_save(c->station, &c->actor, k->event, rec, &c->err);
}

static enum rc ledger_get_(struct cli *c, const struct record_kind *k, long long id, void *rec) {
	return ledger_get(c->station, &c->actor, k->ledger, id, rec, &c->err);
}

static enum rc ledger_save_(struct cli *c, const struct record_kind *k, void *rec) {
	return ledger_save(c->station, &c->actor, k->ledger, rec, &c->err);
}

static enum rc ledger_check_(struct cli *c, const struct record_kind *k, void *rec,
                             struct findings *warnings) {
	return ledger_check(k->ledger, rec, clock_today(), warnings, &c->err);
}

static enum rc event_check_(struct cli *c, const struct record_kind *k, void *rec,
                            struct findings *warnings) {
	return event_check(k->event, rec, clock_today(), warnings, &c->err);
}

static enum rc resident_check_(struct cli *c, const struct record_kind *k, void *rec,
                               struct findings *warnings) {
	enum rc rc = resident_check(rec, clock_today(), warnings, &c->err);

	return rc == RC_OK ? duty_lead_check(c->station, &c->actor, rec, warnings, &c->err) : rc;
}

static const struct record_kind kinds[] = {
	{"resident", &resident_def, NULL, NULL, NULL, resident_get_, resident_save_, resident_check_},
	{"order", &order_def, "resident", NULL, NULL, order_get_, order_save_, NULL},
	{"place", &place_def, NULL, NULL, NULL, place_get_, place_save_, NULL},
	{"team", &team_def, NULL, NULL, NULL, NULL, team_save_, NULL},
	{"contact", &contact_def, NULL, NULL, NULL, contact_get_, contact_save_, NULL},
	{"member", &member_def, NULL, NULL, NULL, member_get_, member_save_, NULL},
	{"duty", &duty_def, "resident", NULL, NULL, duty_get_, duty_save_, NULL},
};

static enum rc unknown_kind(struct cli *c, const char *word, struct suggest *near) {
	struct str all = {0};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		str_addf(&all, "%s%s", i ? "," : "", kinds[i].id);
	for (const struct event_def *d = event_table; d->entity; d++)
		str_addf(&all, ",%s", d->id);
	for (const struct ledger_def *d = ledger_table; d->entity; d++)
		str_addf(&all, ",%s", d->id);
	if (near->best)
		cli_usage(c, "record.kind",
		        N_("No kind of record '{word}'; did you mean '{other}'?"), "word", word,
		        "other", near->best, NULL);
	else
		cli_usage(c, "record.kind", N_("No kind of record '{word}'; there are: {choices}"),
		          "word", word, "choices", str_text(&all), NULL);
	str_clear(&all);
	return RC_USAGE;
}

enum rc records_kind(struct cli *c, const char *word, struct record_kind *out) {
	struct suggest near = suggest_begin(word);
	const struct event_def *d = event_find_def(word);
	const struct ledger_def *l = ledger_find_def(word);

	if (d) {
		*out = (struct record_kind){d->id, d->entity, "resident", d, NULL, event_get_,
		                            event_save_, event_check_};
		return RC_OK;
	}
	if (l) {
		*out = (struct record_kind){l->id, l->entity, NULL, NULL, l, ledger_get_,
		                            ledger_save_, ledger_check_};
		return RC_OK;
	}
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (strcmp(kinds[i].id, word) == 0) {
			*out = kinds[i];
			return RC_OK;
		}
		suggest_try(&near, kinds[i].id);
	}
	for (d = event_table; d->entity; d++)
		suggest_try(&near, d->id);
	for (l = ledger_table; l->entity; l++)
		suggest_try(&near, l->id);
	return unknown_kind(c, word, &near);
}

enum rc records_find_person(struct cli *c, const char *word, long long *id) {
	enum match m = MATCH_NONE;
	struct resident r;
	char *end;
	char *now = NULL;
	enum rc rc = resident_find_file_no(c->station, &c->actor, word, &m, id, &c->err);

	if (rc == RC_OK && m == MATCH_FOUND)
		rc = resident_joined_into(c->station, word, &now, &c->err);
	if (now)
		out_say(c, N_("file {number} was joined into file {other}, which is meant now"),
		        "number", word, "other", now, NULL);
	free(now);
	if (rc != RC_OK || m == MATCH_FOUND)
		return rc;
	/* Of somebody sealed as of nobody: neither the answer nor the work done for it tells them
	 * apart. */
	*id = strtoll(word, &end, 10);
	if (end != word && !*end && *id > 0) {
		rc = resident_get(c->station, &c->actor, *id, &r, &c->err);
		entity_clear(&resident_def, &r);
		if (rc != RC_NOT_FOUND)
			return rc;
	}
	return records_no_person(c, word);
}

enum rc records_look_person(struct cli *c, const char *word, long long *id) {
	enum rc rc = records_find_person(c, word, id);

	return rc == RC_OK ? resident_look(c->station, &c->actor, *id, &c->err) : rc;
}

enum rc records_no_person(struct cli *c, const char *word) {
	struct str shown = {0};

	if (numbers_asked(c->station, &c->actor, &word, 1, NULL, &c->err) == RC_DENIED)
		return RC_DENIED;
	utf8_quote(&shown, word);
	err_set(&c->err, RC_NOT_FOUND, "show.none", N_("No file has the number {number}"), "number",
	        str_text(&shown), NULL);
	str_clear(&shown);
	return RC_NOT_FOUND;
}

static enum rc current_order(struct cli *c, const char *word, long long *id) {
	struct treatment_order o;
	enum rc rc = records_find_person(c, word, id);

	if (rc == RC_OK) {
		rc = order_current(c->station, &c->actor, *id, &o, &c->err);
		*id = o.rec.id;
		entity_clear(&order_def, &o);
	}
	return rc;
}

enum rc records_find(struct cli *c, const struct record_kind *k, const char *word, long long *id) {
	enum { UID = 26 };
	enum match m = MATCH_NONE;
	char *end;
	enum rc rc;

	if ((k->owner || k->ledger) && strlen(word) == UID) {
		rc = k->ledger
		     ? ledger_match_uid(c->station, &c->actor, k->ledger, word, &m, id, &c->err)
		     : record_match_uid(c->station, &c->actor, k->entity, word, &m, id, &c->err);
		if (rc == RC_OK && m != MATCH_FOUND)
			rc = err_set(&c->err, RC_NOT_FOUND, "record.none",
			             N_("No record has the number {number}, or it is void."),
			             "number", word, NULL);
		return rc;
	}
	if (strcmp(k->id, "resident") == 0)
		return records_find_person(c, word, id);
	if (strcmp(k->id, "order") == 0)
		return current_order(c, word, id);
	if (strcmp(k->id, "place") == 0 && (*id = place_find(c->station, word)) > 0)
		return RC_OK;
	*id = strtoll(word, &end, 10);
	if (end == word || *end || *id <= 0 || k->owner || k->ledger)
		return err_set(&c->err, RC_NOT_FOUND, "record.none",
		               N_("No record has the number {number}, or it is void."), "number",
		               word, NULL);
	return RC_OK;
}

static const struct field_def *find_field(const struct entity_def *def, const char *name,
                                          struct suggest *near) {
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];

		if (f->flags & F_SYSTEM)
			continue;
		if (strcmp(f->name, name) == 0 || (f->csv && strcmp(f->csv, name) == 0) ||
		    str_in_list(f->aliases, name))
			return f;
		suggest_try(near, f->name);
	}
	return NULL;
}

static enum rc unknown_field(struct cli *c, const struct record_kind *k, const char *name,
                             const struct suggest *near) {
	struct str all = {0};

	for (size_t i = 0; i < k->entity->count; i++)
		if (!(k->entity->fields[i].flags & F_SYSTEM))
			str_addf(&all, "%s%s", all.n ? "," : "", k->entity->fields[i].name);
	if (near->best)
		cli_usage(c, "record.field",
		        N_("{kind} has no field '{word}'; did you mean '{other}'?"), "kind", k->id,
		        "word", name, "other", near->best, NULL);
	else
		cli_usage(c, "record.field", N_("{kind} has no field '{word}'; it has: {choices}"),
		          "kind", k->id, "word", name, "choices", str_text(&all), NULL);
	str_clear(&all);
	return RC_USAGE;
}

static enum rc set_one(struct cli *c, const struct record_kind *k, void *rec, const char *word,
                       bool fresh) {
	const char *eq = strchr(word, '=');
	char *name = mem_strndup(word, eq ? (size_t)(eq - word) : strlen(word));
	struct suggest near = suggest_begin(name);
	const struct field_def *f = find_field(k->entity, name, &near);
	enum rc rc = RC_OK;

	if (!eq)
		rc = cli_usage(c, "record.word", N_("'{word}' is no field=value"),
		             "word", word, NULL);
	else if (!f)
		rc = unknown_field(c, k, name, &near);
	else if (!fresh && f->flags & F_FIXED)
		rc = err_field(&c->err, f->name, "record.fixed",
		               N_("{label} is fixed when the record is made; an order's state is "
		                  "changed by wubao state."), "label", tr(f->label), NULL);
	else
		rc = field_parse(f, rec, eq + 1, station_env(c->station), &c->err);
	free(name);
	return rc;
}

enum rc records_set(struct cli *c, const struct record_kind *k, void *rec, size_t from,
                    bool fresh) {
	enum rc rc = RC_OK;

	for (size_t i = from; i < c->arg_count && rc == RC_OK; i++)
		rc = set_one(c, k, rec, c->args[i], fresh);
	return rc;
}

enum rc records_ask(struct cli *c, const struct record_kind *k, const void *rec,
                    struct findings *told) {
	if (k->event)
		breach_doubts(c->station, &c->actor, k->event, rec, told);
	if (told->n == 0 || c->yes || !out_has_person(c))
		return RC_OK;
	for (unsigned i = 0; i < told->n; i++)
		out_say(c, "{text}", "text", told->v[i].text, NULL);
	told->n = 0;
	return out_ask(tr(N_("Is it right?")))
		? RC_OK : err_set(&c->err, RC_CANCELLED, "import.stopped",
		                  N_("Stopped; nothing was written"), NULL);
}

void records_answer(struct cli *c, const struct record_kind *k, void *rec, struct findings *told) {
	const struct record *r = rec;
	static const struct table_col cols[] = {{"field", N_("Field"), false},
	                                        {"text", N_("Remark"), false}};
	struct table t = TABLE(cols);
	struct key_values f = {NULL, 0};

	if (k->check)
		k->check(c, k, rec, told);
	key_values_add(&f, "kind", "", k->id);
	key_values_add(&f, "uid", "", r->uid);
	key_values_add_int(&f, "id", "", r->id);
	key_values_add_int(&f, "ver", "", r->ver);
	if (k->entity == &resident_def)
		key_values_add(&f, "file_no", "", ((const struct resident *)rec)->file_no);
	answer_facts(c, NULL, &f);
	for (unsigned i = 0; i < told->n; i++) {
		table_add(&t, told->v[i].field);
		table_add(&t, told->v[i].text);
		if (!c->json)
			out_say(c, "{text}", "text", told->v[i].text, NULL);
	}
	answer_table(c, "warnings", &t);
	if (!c->json) {
		answer_text(c, k->entity == &resident_def ? ((const struct resident *)rec)->file_no
		                                          : r->uid);
		answer_text(c, "\n");
	}
	table_clear(&t);
	key_values_clear(&f);
}

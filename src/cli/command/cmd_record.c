/* wubao add, edit, void: one record of any kind, by its field table.
 * SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/records.h"
#include "model/entry/answer.h"
#include "model/event/event.h"
#include "model/event/registers.h"
#include "model/team/request.h"

enum { MOST_WORDS = 60 };

static const struct cmd_opt add_opts[] = {
	{"resident", 0, "NUMBER", NULL,
	 N_("Whose record it is: the file number, else the number of the record.")},
};

/* Everything --resident fills is a ref. */
static enum rc set_owner(struct cli *c, const struct record_kind *k, void *rec) {
	const char *who = cli_opt(c, "resident");
	struct ref owner = {0};
	enum rc rc;

	if (!k->owner)
		return who ? cli_usage(c, "record.owner",
		                     N_("{kind} belongs to no resident: leave out --resident"),
		                     "kind", k->id, NULL) : RC_OK;
	if (!who)
		return cli_usage(c, "record.owner-missing",
		               N_("Say whose record it is: --resident NUMBER"), NULL);
	rc = records_find_person(c, who, &owner.id);
	if (rc == RC_OK)
		*(struct ref *)field_ptr(entity_field(k->entity, k->owner), rec) = owner;
	return rc;
}

/* Which windows the new record answered, and which stay open (rule 8.7). */
static void tell_answers(struct cli *c, const struct record_kind *k, const struct answers *w) {
	struct str text = {0};

	if (k->event)
		answers_say(c->station, w, k->event, w->order, &(struct due_row){.group = 0}, &text);
	if (text.n)
		out_say(c, "{text}", "text", str_text(&text), NULL);
	str_clear(&text);
}

/* As in its form: a talk says something, another result is given for a reason. */
static enum rc as_on_the_form(struct cli *c, const struct record_kind *k, const void *was,
                              const void *rec) {
	const struct field_def *result = entity_field(k->entity, "result");

	if (k->entity == &talk_def && talk_is_empty(rec))
		return talk_refuse_empty(&c->err);
	if (k->event && was && result && !field_is_blank(result, was) &&
	    field_compare(result, was, rec) != 0) {
		if (!cli_opt(c, "reason"))
			return cli_usage(c, "edit.reason",
			                 N_("Say why another result is right: --reason TEXT"), NULL);
		c->actor.why = cli_opt(c, "reason");
	}
	return RC_OK;
}

static enum rc run_add(struct cli *c) {
	struct findings told = {.n = 0};
	struct answers answers = {0};
	struct record_kind k;
	void *rec;
	enum rc rc = records_kind(c, c->args[0], &k);

	if (rc != RC_OK)
		return rc;
	rec = mem_zalloc(1, k.entity->size);
	entity_init(k.entity, rec);
	rc = set_owner(c, &k, rec);
	if (rc == RC_OK)
		rc = records_set(c, &k, rec, 1, true);
	if (rc == RC_OK)
		rc = as_on_the_form(c, &k, NULL, rec);
	if (rc == RC_OK)
		rc = records_ask(c, &k, rec, &told);
	if (rc == RC_OK && k.event)
		(void)answer_foresee(c->station, &c->actor, k.event, rec, &answers, NULL);
	if (rc == RC_OK)
		rc = k.save(c, &k, rec);
	if (rc == RC_OK) {
		records_answer(c, &k, rec, &told);
		tell_answers(c, &k, &answers);
	}
	answers_clear(&answers);
	entity_clear(k.entity, rec);
	free(rec);
	return rc;
}

/* The record a command names, loaded; entity_clear and free in every case. */
static enum rc load_named(struct cli *c, struct record_kind *k, void **rec) {
	long long id = 0;
	enum rc rc = records_kind(c, c->args[0], k);

	*rec = NULL;
	if (rc == RC_OK && !k->get)
		rc = cli_usage(c, "record.add-only",
		             N_("A {kind} can only be added here."), "kind", k->id, NULL);
	if (rc == RC_OK)
		rc = records_find(c, k, c->args[1], &id);
	if (rc != RC_OK)
		return rc;
	*rec = mem_zalloc(1, k->entity->size);
	entity_init(k->entity, *rec);
	return k->get(c, k, id, *rec);
}

static enum rc run_edit(struct cli *c) {
	struct findings told = {.n = 0};
	struct record_kind k;
	void *rec, *was = NULL;
	enum rc rc;

	TRY(load_named(c, &k, &rec));
	was = mem_zalloc(1, k.entity->size);
	entity_copy(k.entity, was, rec);
	TRY(records_set(c, &k, rec, 2, false));
	TRY(as_on_the_form(c, &k, was, rec));
	TRY(records_ask(c, &k, rec, &told));
	TRY(k.save(c, &k, rec));
	records_answer(c, &k, rec, &told);
out:
	if (was)
		entity_clear(k.entity, was);
	free(was);
	if (rec)
		entity_clear(k.entity, rec);
	free(rec);
	return rc;
}

static const struct cmd_opt void_opts[] = {
	{"reason", 0, "TEXT", NULL,
	 N_("Why the record is wrong; it stays in the history with it.")},
};
static const struct cmd_opt edit_opts[] = {
	{"reason", 0, "TEXT", NULL, N_("Why another result is right; the audit keeps it.")},
};

static enum rc run_void(struct cli *c) {
	const char *reason = cli_opt(c, "reason");
	struct record_kind k;
	void *rec;
	enum rc rc;

	if (!reason || !*reason)
		return cli_usage(c, "void.reason",
		               N_("Say why the record is wrong: --reason TEXT"), NULL);
	rc = load_named(c, &k, &rec);
	if (rc == RC_OK)
		rc = record_void(c->station, &c->actor, k.entity, ((const struct record *)rec)->id,
		                 ((const struct record *)rec)->ver, reason, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("Voided; the record stays in the history."), NULL);
	if (rec)
		entity_clear(k.entity, rec);
	free(rec);
	return rc;
}

const struct cmd_def cmd_add = {
	.name = "add",
	.help = N_("Add a record: a person, an order, a team's member, or one of any register."),
	.args = "KIND [FIELD=VALUE]...", .min_args = 1, .max_args = MOST_WORDS,
	.example =
		"wubao add talk --resident 0012 occurred=2026-11-20 channel=面谈 talker=王干事 "
		"summary=近况平稳\n"
		"wubao add order --resident 0012 kind=社区康复 ordered=2026-11-01 "
		"doc_no=石公康决字〔2026〕9号",
	.text = N_("KIND is resident, order, place, team, contact, member, duty, or a register "
                   "(a wrong word lists them all). FIELD is a field's name or its header in "
                   "the county's files; values are written as in those files. Prints the number of "
                   "the new record, of a person the file number."),
	CMD_OPTS(add_opts), .station = true, .run = run_add,
};

const struct cmd_def cmd_edit = {
	.name = "edit", .help = N_("Correct a record; the old values stay in the history."),
	.args = "KIND NUMBER FIELD=VALUE...", .min_args = 3, .max_args = MOST_WORDS,
	.example = "wubao edit talk 01J9Z0C3V8K4M6Q2T5X7B1N9RA mood=波动\n"
	           "wubao edit order 0012 agreed=2026-11-10",
	.text = N_("NUMBER is the record number as add and export print it; for a resident the "
	           "file number, for an order too (the one that counts now). An empty VALUE "
	           "empties the field. Another result of a test wants --reason."),
	CMD_OPTS(edit_opts), .station = true, .run = run_edit,
};

const struct cmd_def cmd_void = {
	.name = "void", .help = N_("Void a wrong record; nothing is deleted."),
	.args = "KIND NUMBER", .min_args = 2, .max_args = 2,
	.example = "wubao void talk 01J9Z0C3V8K4M6Q2T5X7B1N9RA --reason 录错人",
	CMD_OPTS(void_opts), .station = true, .run = run_void,
};

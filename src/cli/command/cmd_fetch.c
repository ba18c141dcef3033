/* wubao print: a form, blank or filled; wubao fetch: a page that was printed, refused rows or an
 * attached file, on standard output; over ssh the way to bring it to one's own machine.
 * SPDX-License-Identifier: MIT */
#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/records.h"
#include "cli/table.h"
#include "core/file.h"
#include "exchange/out/table_out.h"
#include "exchange/print/form.h"
#include "model/access/disclosure.h"
#include "model/station/attachment.h"
#include "model/station/station.h"

static const struct cmd_opt opts[] = {
	{"text", 0, NULL, NULL, N_("The plain-text twin instead of the page.")},
};

static enum rc run(struct cli *c) {
	char *end;
	long long number = strtoll(c->args[0], &end, 10);
	struct str bytes = {0};
	enum rc rc = RC_NOT_FOUND;

	if (*end || number <= 0)
		number = 0;
	if (number)
		rc = disclosure_fetch(c->station, &c->actor, number, cli_opt(c, "text") != NULL, &bytes,
		                      &c->err);
	if (rc == RC_NOT_FOUND)
		rc = attachment_read(c->station, &c->actor, number, &bytes, &c->err);
	if (rc == RC_NOT_FOUND)
		err_set(&c->err, RC_NOT_FOUND, "fetch.none",
		        N_("No printed page and no file has the number {number}, or it is no longer kept."),
		        "number", c->args[0], NULL);
	if (rc == RC_OK)
		answer_bytes(c, str_text(&bytes), bytes.n);
	str_clear(&bytes);
	return rc;
}

const struct cmd_def cmd_fetch = {
	.name = "fetch",
	.help = N_("Write out a page that was printed, refused rows or an attached file; logged."),
	.args = "NUMBER", .min_args = 1, .max_args = 1,
	.example = "wubao fetch 12 > page.html\nssh wubao@station fetch 12 > page.html",
	.text = N_("NUMBER is the one said when the page was printed, rows were refused or the "
	           "file was brought in. A page is kept for some days ([access] out_days) for who "
	           "made it, and goes when somebody on it is sealed or erased."),
	CMD_OPTS(opts), .station = true, .of = CMD_OF_BOTH, .run = run,
};

/* ---- print ---- */

static const struct cmd_opt print_opts[] = {
	{"blank", 0, NULL, NULL, N_("Nothing filled in but, with NUMBER, whom it is about.")},
	CMD_ORDER,
	{"identified", 0, NULL, NULL, N_("ID number and phones whole; wants --reason.")},
	{"reason", 0, "TEXT", NULL, N_("Why; it is logged.")},
	{"output", 'o', "FILE", NULL,
	 N_("A copy in FILE too, which is not there yet: the text in .txt, a workbook in .xlsx.")},
};

/* Not a form of one row of the table. */
#define PRINT_DOSSIER "dossier"
#define PRINT_OWN "own"

static enum rc list_forms(struct cli *c) {
	static const struct table_col cols[] = {{"form", N_("Form"), false},
	                                        {"title", N_("What it is"), false}};
	struct table t = TABLE(cols);

	for (const struct print_form *f = print_forms; f->id; f++) {
		table_add(&t, f->id);
		table_add(&t, tr(f->title));
	}
	table_add(&t, PRINT_DOSSIER);
	table_add(&t, tr(N_("The whole dossier of one order, item by item")));
	table_add(&t, PRINT_OWN);
	table_add(&t, tr(N_("What a person may ask for: the file, corrections, who looked")));
	table_print(c, &t);
	table_clear(&t);
	return RC_OK;
}

/* Whom it is about: a person, or the person of a record that is named by its record number. */
static enum rc find_subject(struct cli *c, struct form_ask *ask) {
	enum { RECORD_NUMBER = 26 };
	const struct event_def *def =
		ask->form && ask->form->of ? event_find_def(ask->form->of) : NULL;
	struct record_kind k;
	struct event *e;
	enum rc rc;

	if (c->arg_count < 2)
		return RC_OK;
	if (ask->form && ask->form->of && !def) { /* of nobody: one of the station's ledgers */
		rc = records_kind(c, ask->form->of, &k);
		return rc == RC_OK ? records_find(c, &k, c->args[1], &ask->record) : rc;
	}
	if (!def || strlen(c->args[1]) != RECORD_NUMBER)
		return records_look_person(c, c->args[1], &ask->resident);
	rc = records_kind(c, def->id, &k);
	if (rc == RC_OK)
		rc = records_find(c, &k, c->args[1], &ask->record);
	if (rc != RC_OK)
		return rc;
	e = mem_zalloc(1, def->entity->size);
	rc = event_get(c->station, &c->actor, def, ask->record, e, &c->err);
	ask->resident = e->resident.id;
	ask->order = e->order_id.id;
	entity_clear(def->entity, e);
	free(e);
	return rc == RC_OK ? resident_look(c->station, &c->actor, ask->resident, &c->err) : rc;
}

static enum rc copy_page(struct cli *c, const char *path) {
	const char *to = cli_opt(c, "output");
	size_t n = to ? strlen(to) : 0;
	const char *as = to && table_is_book(to) ? ".xlsx"
	                 : n > 4 && strcmp(to + n - 4, ".txt") == 0 ? ".txt" : ".html";
	char *from = mem_printf("%.*s%s", (int)strlen(path) - 5, path, as);
	struct str bytes = {0};
	enum rc rc = RC_OK;

	if (to)
		rc = file_read(from, 64 << 20, &bytes, &c->err);
	if (to && rc == RC_OK)
		rc = file_write_new(to, str_text(&bytes), bytes.n, &c->err);
	str_clear(&bytes);
	free(from);
	return rc;
}

static enum rc print_what(struct cli *c, struct form_ask *ask, char **path) {
	if (ask->form)
		return form_print(c->station, &c->actor, ask, path, &c->err);
	if (ask->resident == 0)
		return cli_usage(c, "print.who", N_("Whose? The file number is missing."), NULL);
	if (strcmp(c->args[0], PRINT_OWN) == 0)
		return own_file_print(c->station, &c->actor, ask->resident, ask->why, path, &c->err);
	return dossier_print(c->station, &c->actor, ask->resident, ask->order, ask->why, path, &c->err);
}

static enum rc run_print(struct cli *c) {
	const char *word = c->arg_count ? c->args[0] : NULL, *why = cli_opt(c, "reason");
	struct form_ask ask = {.form = word ? print_form_find(word) : NULL,
	                       .blank = cli_opt(c, "blank") != NULL};
	struct treatment_order o;
	char *path = NULL;
	enum rc rc;

	if (!word)
		return list_forms(c);
	if (!ask.form && strcmp(word, PRINT_DOSSIER) != 0 && strcmp(word, PRINT_OWN) != 0)
		return cli_usage(c, "print.form", N_("There is no form called {word}; see wubao print."),
		                 "word", word, NULL);
	if (cli_opt(c, "identified"))
		ask.why = why ? why : "";
	rc = find_subject(c, &ask);
	if (rc == RC_OK && cli_opt(c, "order")) {
		rc = cli_read_order(c, ask.resident, &o);
		ask.order = o.rec.id;
		entity_clear(&order_def, &o);
	}
	if (rc == RC_OK)
		rc = print_what(c, &ask, &path);
	if (rc == RC_OK)
		rc = copy_page(c, path);
	if (rc == RC_OK)
		out_say(c, N_("The page to print is {path}"), "path", path, NULL);
	free(path);
	return rc;
}

const struct cmd_def cmd_print = {
	.name = "print",
	.help = N_("A form of the county's, blank or filled, as a page to print; logged."),
	.args = "[FORM [NUMBER]]", .max_args = 2,
	.example = "wubao print\nwubao print f5\nwubao print f2 0012\n"
		   "wubao print dossier 0012 --identified --reason 上级检查",
	.text = N_("Without words: the forms there are, F1 to F15, the notice, the dossier, a "
	           "person's own file. NUMBER is the file number; for a form of one record (a talk, "
	           "a visit, a leave) also its record number, else the newest is taken. Without "
	           "NUMBER the form is blank. Page and text lie in out beside the database."),
	CMD_OPTS(print_opts), .station = true, .run = run_print,
};

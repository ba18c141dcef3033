/* wubao bring: two copies of one station brought together. SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/table.h"
#include "model/entry/bring.h"

static const struct cmd_opt opts[] = {
	{"take", 0, "RECORDS", NULL,
	 N_("Of which records that are asked about the copy's side holds; or all.")},
	{"all", 0, NULL, NULL, N_("Show what is only there too, field by field.")},
	{"dry-run", 0, NULL, NULL, N_("Only show what would be done, as without --yes.")},
};

/* What nobody need look at. */
static bool is_plain(enum bring_kind kind) {
	return kind == BRING_NEW || kind == BRING_CHANGED || kind == BRING_VOID;
}

static void show(struct cli *c, const struct bring_plan *p) {
	static const struct table_col cols[] = {
		{"what", N_("What"), false},     {"register", N_("Register"), false},
		{"file_no", N_("File number"), false}, {"field", N_("Field"), false},
		{"here", N_("This side"), false}, {"there", N_("That side"), false},
		{"holds", N_("Holds"), false},   {"record", N_("Record"), false},
	};
	struct table t = TABLE(cols);

	for (size_t i = 0; i < p->n; i++) {
		const struct bring_item *v = &p->v[i];

		if (is_plain(v->kind) && !cli_opt(c, "all"))
			continue;
		table_add(&t, c->json || c->csv ? bring_words[v->kind].id : tr(bring_words[v->kind].label));
		table_add(&t, tr(v->def->label));
		table_add(&t, v->file_no);
		table_add(&t, v->field ? tr(v->field->label) : "");
		table_add(&t, v->here);
		table_add(&t, v->there);
		table_add(&t, v->theirs ? tr(N_("there")) : tr(N_("here")));
		table_add(&t, v->uid);
	}
	if (t.n || c->json || c->csv)
		table_print(c, &t);
	table_clear(&t);
}

static enum rc run(struct cli *c) {
	const bool write = c->yes && !cli_opt(c, "dry-run");
	struct bring_plan p = {0};
	const long long *n = p.counts;
	enum rc rc = bring_copy(c->station, &c->actor, c->args[0], cli_opt(c, "take"), write, &p, &c->err);

	if (rc == RC_OK) {
		show(c, &p);
		out_say(c, N_("new {new}, changed there {changed}, void {void}, the same {same}; asked"
		              " {asked}, not taken {left}"), "new", NUM(n[BRING_NEW]), "changed",
		        NUM(n[BRING_CHANGED]), "void", NUM(n[BRING_VOID]), "same", NUM(p.same), "asked",
		        NUM(n[BRING_BOTH] + n[BRING_STATE] + n[BRING_CLASH]), "left", NUM(n[BRING_LEFT]),
		        NULL);
		if (p.number)
			out_say(c, N_("brought: wubao import --undo {number} takes it back"), "number",
			        NUM(p.number), NULL);
		else if (write)
			out_say(c, N_("nothing of it is new here"), NULL);
		else
			out_say(c, N_("nothing was done yet: --yes brings it; where both sides"
			              " changed, ours holds unless --take names the record"), NULL);
	}
	bring_plan_clear(&p);
	return rc;
}

const struct cmd_def cmd_bring = {
	.name = "bring", .help = N_("Bring another copy of this station back into it."),
	.args = "FILE", .min_args = 1, .max_args = 1,
	.example = "wubao bring /media/usb/station.db\nwubao bring /media/usb/station.db --all --csv\n"
	           "wubao bring /media/usb/station.db --take 01H2X3Y4Z5A6B7C8D9E0F1G2H3 --yes",
	.text = N_("FILE is the database of a copy that was worked on too: a notebook taken along,"
	           " a backup that was restored. It is only read. What is only there comes here"
	           " with its history; what both changed is merged field by field, and where both"
	           " changed the same, ours holds and theirs is kept in the history, unless --take"
	           " names the record. Of two open orders or two holders of a duty the one not"
	           " chosen comes too, void. A file number given on both sides stays with the"
	           " person here; the other gets a new one and is found by the old one too. An ID"
	           " number on file on both sides is said: wubao join makes one file of two. What"
	           " is sealed on one side stays sealed. The entries of the copy's audit are kept"
	           " beside the station's own (wubao audit who). All of it is one import, which"
	           " wubao import --undo takes back. Passwords, keys and settings are not brought;"
	           " months sent stay as each copy sent them. For the head."),
	CMD_OPTS(opts), .station = true, .run = run,
};

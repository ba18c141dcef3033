/* The passes over a file: pairing; judging and writing.
 * SPDX-License-Identifier: MIT */
#include "exchange/import/plan.h"

#include "core/clock.h"
#include "core/file.h"
#include "core/tr.h"
#include "exchange/import/plan_priv.h"
#include "model/access/access.h"
#include "model/access/bound.h"
#include "model/access/disclosure.h"
#include "model/station/clock.h"

enum { PROGRESS_EVERY = 32 };

/* What is done with the records judged good: nothing; nothing, and the refused ones go to their
 * file; written and taken back; written. */
enum run { RUN_JUDGE, RUN_REFUSE, RUN_TRY, RUN_TAKE };

static void count_row(struct plan *p, const struct import_row *row) {
	struct plan_counts *c = &p->counts;
	long *const of[] = {[PLAN_NEW] = &c->n_new, [PLAN_CHANGED] = &c->n_changed,
	                    [PLAN_SAME] = &c->n_same, [PLAN_REFUSED] = &c->n_refused,
	                    [PLAN_HEAD] = &c->n_head};

	c->records++;
	++*of[row->kind];
	c->n_warned += row->verdict == VERDICT_WARN;
}

static void report_row(const struct plan *p, const struct import_row *row) {
	struct str reason = {0};

	if (row->reason.n)
		plan_cell_name(p, row, &reason);
	str_addf(&reason, "%s%s", reason.n ? " " : "", str_text(&row->reason));
	struct plan_row out = {
		.record = row->number, .line = row->line, .verdict = row->verdict,
		.kind = row->kind,
		.column = str_text(&row->column),
		.reason = str_text(&reason),
		.changes = str_text(&row->changes),
	};

	if (p->options.each && p->telling)
		p->options.each(p->options.ctx, &out);
	str_clear(&reason);
}

static enum rc cancelled(struct err *err) {
	return err_set(err, RC_CANCELLED, "import.stopped", N_("Stopped; nothing was written."),
	               NULL);
}

/* Written, unless writing finds what judging did not: then the row is refused, and nothing of it
 * written. */
static enum rc write_row(struct plan *p, struct import_row *row, struct err *err) {
	struct import *im = &p->im;
	struct err no = {0};
	enum rc rc = p->careful ? import_batch_mark(im->batch, err) : RC_OK, end = RC_OK;

	if (rc != RC_OK)
		return rc;
	rc = row_make_refs(im, row, &no);
	if (rc == RC_OK)
		rc = row->header->reg->apply(im, row, &no);
	if (rc == RC_OK)
		rc = row_keep_words(im, row, &no);
	if (rc != RC_OK && !import_batch_row_stays(rc)) {
		if (err)
			*err = no;
		return rc;
	}
	if (p->careful)
		end = import_batch_mark_end(im->batch, rc != RC_OK, err);
	p->again = rc != RC_OK && !p->careful;
	if (rc != RC_OK)
		row_refuse(row, no.field, no.text);
	return end;
}

/* What a refused row calls its person: whoever is known by one of these is on record. */
static void say_who(struct plan *p, const struct import_row *row) {
	static const char *const by[] = {"name", "id_no", "file_no"};

	for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
		char *said = row_cell_text(row, by[i]);

		if (said && *said)
			json_text(&p->refused_who, NULL, said);
		free(said);
	}
	if (*row->person)
		json_text(&p->refused_who, NULL, row->person);
}

static enum rc refuse_row(struct plan *p, struct import_row *row, struct refused **refused,
                          struct err *err) {
	enum rc rc = RC_OK;

	row->kind = row->to_head ? PLAN_HEAD : PLAN_REFUSED;
	if (!*refused && p->refusing)
		rc = refused_new(refused, p->refused_path, &p->im.header, err);
	if (rc == RC_OK && *refused) {
		refused_add(*refused, row);
		say_who(p, row);
	}
	return rc;
}

/* One record after the header: judged, and written where it is good. */
static enum rc one_record(struct plan *p, struct import_row *row, const struct table_row *at,
                          struct refused **refused, struct err *err) {
	const struct register_def *reg = p->im.header.reg;
	const struct refusal *known;
	enum rc rc = RC_OK;

	row_parse(&p->im, row, at->rec);
	row_look(row, at);
	if (p->options.person && strcmp(row->person, p->options.person) != 0)
		row_fault(row, NULL, tr(N_("This is not the person the file is of.")));
	uint64_t content = row_hash(row);
	if (row->verdict == VERDICT_BAD || !import_row_seen(&p->im, content, false))
		rc = reg->judge(&p->im, row, err);
	if (rc == RC_OK && (known = import_refusal(&p->im, row->number)))
		row_refuse(row, known->field, known->text);
	if (rc == RC_OK && p->im.batch && row->verdict != VERDICT_BAD &&
	    (row->kind == PLAN_NEW || row->kind == PLAN_CHANGED))
		rc = write_row(p, row, err);
	else if (rc == RC_OK && p->im.batch && row->verdict != VERDICT_BAD)
		rc = row_keep_words(&p->im, row, err);
	if (rc != RC_OK || p->again)
		return rc;
	if (row->verdict == VERDICT_BAD)
		return refuse_row(p, row, refused, err);
	import_row_seen(&p->im, content, true);
	plan_note_names(p, row);
	return RC_OK;
}

static enum rc note_record(struct plan *p, struct import_row *row, const struct table_row *at,
                           struct refused **refused, struct err *err) {
	enum rc rc;

	switch (at->kind) {
	case LINE_ABOVE:
		p->counts.skipped += at->rec->number < p->im.header.record;
		return RC_OK;
	case LINE_BLANK:
		p->counts.skipped++;
		return RC_OK;
	case LINE_TOTAL:
	case LINE_SIGNATURE:
	case LINE_HEADING:
	case LINE_HEADER:
		plan_note_skipped(p, at->rec->number);
		return RC_OK;
	case LINE_RECORD:
		break;
	}
	if (p->telling)
		plan_note_preview(p, at->rec);
	rc = one_record(p, row, at, refused, err);
	if (rc == RC_OK && !p->again) {
		count_row(p, row);
		plan_trace_row(p, row);
		report_row(p, row);
	}
	return rc;
}

/* Between two stretches of records nothing is held: others may save, and the officer may press
 * Esc. */
static enum rc breathe(struct plan *p, long line, struct err *err) {
	bool go_on;

	station_read_end(p->im.st);
	go_on = !p->options.progress || p->options.progress(p->options.ctx, line,
	                                                    text_source_lines(p->src));
	station_read_begin(p->im.st);
	return go_on ? RC_OK : cancelled(err);
}

/* Is there nothing a row could pair with? */
static enum rc nothing_stored(struct plan *p, bool *empty, struct err *err) {
	struct ids ids = {0};
	const struct register_def *reg = p->im.header.reg;
	enum rc rc = reg->list(reg, p->im.st, p->im.actor, &ids, err);

	*empty = ids.n == 0;
	ids_clear(&ids);
	return rc;
}

/* Keep every stored record for the row that is equal to it, before a row above takes it for its
 * older version. */
static enum rc run_pairs(struct plan *p, struct err *err) {
	struct table_row at;
	struct import_row row;
	long seen = 0;
	bool empty;
	enum rc rc = nothing_stored(p, &empty, err);

	if (rc != RC_OK || empty)
		return rc;
	rc = table_rewind(p->table, err);
	import_start_pass(&p->im);
	row_init(&row, &p->im.header);
	station_read_begin(p->im.st);
	while (rc == RC_OK && (rc = table_next(p->table, &at, err)) == RC_OK && at.rec) {
		long long id = 0;

		if (at.kind != LINE_RECORD || at.fit == COUNT_OFF)
			continue;
		row_parse(&p->im, &row, at.rec);
		rc = p->im.header.reg->pair(&p->im, &row, &id, err);
		if (rc == RC_OK && id)
			import_pair(&p->im, id, row.number);
		if (rc == RC_OK && ++seen % PROGRESS_EVERY == 0)
			rc = breathe(p, at.rec->line, err);
	}
	station_read_end(p->im.st);
	row_clear(&row);
	import_pairs_done(&p->im);
	return rc;
}

static void forget_told(struct plan *p) {
	if (p->telling)
		plan_texts_clear(&p->previews);
	for (size_t i = 0; p->telling && i < NEW_KINDS; i++)
		plan_texts_clear(&p->new_names[i].named);
	plan_texts_clear(&p->im.reached);
	if (p->telling)
		plan_trace_forget(p);
	p->counts = (struct plan_counts){0};
	line_list_clear(&p->skipped);
}

/* All records once; im.batch set: written too. */
static enum rc run_pass(struct plan *p, struct refused **refused, struct err *err) {
	struct table_row at;
	struct import_row row;
	long seen = 0;
	enum rc rc = table_rewind(p->table, err);

	import_start_pass(&p->im);
	if (p->again && p->telling && p->options.each)
		p->options.each(p->options.ctx, NULL);
	forget_told(p);
	p->again = false;
	row_init(&row, &p->im.header);
	station_read_begin(p->im.st);
	while (rc == RC_OK && !p->again) {
		rc = table_next(p->table, &at, err);
		if (rc != RC_OK || !at.rec)
			break;
		rc = note_record(p, &row, &at, refused, err);
		if (rc == RC_OK && ++seen % PROGRESS_EVERY == 0)
			rc = breathe(p, at.rec->line, err);
	}
	station_read_end(p->im.st);
	row_clear(&row);
	return rc;
}

/* The refused rows' file stands before anything is committed: a full disk loses no row. */
static enum rc finish_refused(struct plan *p, struct refused *refused, struct err *err) {
	char *path = NULL;
	enum rc rc = refused ? refused_finish(refused, &path, err) : RC_OK;

	if (path) {
		free(p->refused_path);
		p->refused_path = path;
	}
	return rc;
}

static enum rc begin(struct plan *p, struct err *err) {
	char hex[2 * HASH_LEN + 1];
	enum rc rc;

	hash_hex(text_source_hash(p->src), HASH_LEN, hex);
	rc = import_batch_begin(&p->im.batch, p->im.st, p->im.actor, text_source_name(p->src), hex,
	                        p->im.header.reg->id, err);
	if (rc != RC_OK)
		p->im.batch = NULL;
	return rc;
}

/* A masked list most of whose rows fit nobody here is another station's. */
static enum rc check_misfits(const struct plan *p, struct err *err) {
	if (p->im.misfits < 2 || p->im.misfits * 2 <= p->im.masked)
		return RC_OK;
	return err_set(err, RC_INVALID, "import.numbers",
	               N_("The numbers of this masked list are another station's: most of its rows "
	                  "fit nobody here. Nothing was taken."), NULL);
}

/* On record before its name is in the folder: in the import's own entry, or one of its own. */
static enum rc keep_refused(struct plan *p, struct refused *refused, struct err *err) {
	enum rc rc = RC_OK;

	json_end(&p->refused_who);
	if (refused)
		rc = import_batch_refused(p->im.batch, p->im.st, p->im.actor,
		                          str_text(&p->refused_who.out), p->refused_number, err);
	return rc == RC_OK ? finish_refused(p, refused, err) : rc;
}

static void start_who(struct plan *p) {
	str_clear(&p->refused_who.out);
	p->refused_who = (struct json){.depth = 0};
	json_array(&p->refused_who, NULL);
}

static bool has_news(const struct plan *p) {
	return !p->again && (p->counts.n_new + p->counts.n_changed > 0 || p->im.news);
}

static void leave(struct plan *p) {
	import_batch_abort(p->im.batch);
	p->im.batch = NULL;
}

static enum rc commit(struct plan *p, struct err *err) {
	const struct plan_counts *c = &p->counts;
	struct import_batch *b = p->im.batch;

	p->im.batch = NULL;
	import_forget_rows(&p->im);
	return import_batch_commit(b, c->n_new, c->n_changed, c->n_same, c->n_refused + c->n_head,
	                           err);
}

static enum rc run_once(struct plan *p, enum run how, struct err *err) {
	struct refused *refused = NULL;
	size_t known = p->im.refusal_count;
	enum rc rc = how == RUN_TRY || how == RUN_TAKE ? begin(p, err) : RC_OK;

	p->refusing = how == RUN_TAKE || how == RUN_REFUSE;
	start_who(p);
	if (rc == RC_OK)
		rc = run_pass(p, &refused, err);
	if (rc == RC_OK && !p->again)
		rc = check_misfits(p, err);
	if (rc == RC_OK && p->im.batch && !p->again)
		rc = import_batch_follow(p->im.batch, import_refuse_lines, &p->im, err);
	p->again = p->again || p->im.refusal_count > known;
	if (rc == RC_OK && !p->again && p->im.batch)
		rc = plan_remember(p, err);
	if (rc != RC_OK || how != RUN_TAKE || !has_news(p))
		leave(p);
	if (rc == RC_OK && !p->again)
		rc = keep_refused(p, refused, err);
	if (rc == RC_OK && p->im.batch)
		rc = commit(p, err);
	leave(p);
	refused_free(refused);
	return rc;
}

/* What only writing finds is found in a pass of its own, which is then made again without those
 * rows. */
static enum rc run(struct plan *p, enum run how, struct err *err) {
	enum rc rc;

	do {
		rc = run_once(p, how, err);
		p->careful = p->careful || p->again;
	} while (rc == RC_OK && p->again);
	/* the head is told where nothing else is open */
	if (rc == RC_DENIED && strcmp(err->id, "bound.past") == 0)
		rc = bound_take(p->im.st, p->im.actor, BOUND_REFUSED, 1, err) == RC_OK ? rc : err->rc;
	p->applied = rc == RC_OK && (how == RUN_TAKE || how == RUN_REFUSE);
	if (p->applied && p->im.reached.n) { /* before the others: a screen has two lines for all */
		for (size_t i = 0; i < p->notes.n; i++)
			VEC_PUSH(p->im.reached.v, p->im.reached.n, p->notes.v[i]);
		free(p->notes.v);
		p->notes = p->im.reached;
		p->im.reached = (struct texts){.n = 0};
	}
	return rc;
}

static bool may_write(const struct plan *p) {
	return !station_is_read_only(p->im.st) &&
	       access_answer(p->im.actor->role, ACT_IMPORT) != ACCESS_NO;
}

static char *default_refused(const char *path) {
	return strcmp(path, "-") == 0 ? mem_strdup("refused.csv")
	       : mem_printf("%s.refused.csv", path);
}

/* All of the plan, and what it has to tell. */
static enum rc read_all(struct plan *p, struct err *err) {
	enum rc rc = p->im.header.reg->pair ? run_pairs(p, err) : RC_OK;

	p->telling = true;
	if (rc == RC_OK)
		rc = run(p, !may_write(p) ? RUN_JUDGE : p->options.at_once ? RUN_TAKE : RUN_TRY, err);
	p->telling = false;
	if (rc == RC_OK)
		plan_note_file(p);
	return rc;
}

enum rc plan_make(struct plan **out, struct station *st, const struct actor *a,
                  const struct plan_options *options, struct err *err) {
	struct plan *p = mem_zalloc(1, sizeof *p);
	const struct register_def *reg = options->reg ? register_find(options->reg) : NULL;
	enum rc rc = RC_OK;

	*out = NULL;
	p->options = *options;
	p->im.st = st;
	p->im.actor = a;
	p->im.today = clock_today();
	p->refused_path = options->refused ? mem_strdup(options->refused)
	                  : default_refused(options->path);
	if (options->reg && !reg)
		rc = err_set(err, RC_USAGE, "import.register", N_("There is no register {name}."),
		             "name", options->reg, NULL);
	if (rc == RC_OK) /* a role that takes nothing in asks nothing either */
		rc = station_may(st, a, ACT_IMPORT, err);
	if (rc == RC_OK)
		rc = numbers_asked(st, a, NULL, 0, NULL, err);
	if (rc == RC_OK && may_write(p) && !station_has_room(st, err))
		rc = RC_FULL;
	p->im.keeps_person = options->bytes != NULL;
	if (rc == RC_OK)
		rc = plan_open(p, reg, err);
	if (rc == RC_OK)
		rc = plan_take_answers(p, err);
	if (rc == RC_OK)
		rc = read_all(p, err);
	rc = plan_trace(p, rc, err);
	if (rc == RC_OK || (rc == RC_INVALID && p->im.header.reg))
		*out = p;
	else
		plan_free(p);
	return rc;
}

void plan_free(struct plan *p) {
	if (!p)
		return;
	import_clear(&p->im);
	memory_clear(&p->memory);
	memory_clear(&p->said);
	table_free(p->table);
	free(p->given.v);
	text_source_close(p->src);
	free(p->sheet);
	plan_texts_clear(&p->sheets);
	plan_texts_clear(&p->notes);
	plan_texts_clear(&p->im.reached);
	plan_texts_clear(&p->previews);
	plan_trace_forget(p);
	for (size_t i = 0; i < NEW_KINDS; i++)
		plan_texts_clear(&p->new_names[i].named);
	line_list_clear(&p->skipped);
	free(p->refused_path);
	str_clear(&p->refused_who.out);
	free(p);
}

const struct plan_counts *plan_counts(const struct plan *p) { return &p->counts; }
const struct register_def *plan_register(const struct plan *p) { return p->im.header.reg; }
enum text_source_encoding plan_encoding(const struct plan *p) {
	return text_source_encoding(p->src);
}
const char *plan_sheet(const struct plan *p, size_t i) {
	return i < p->sheets.n ? p->sheets.v[i] : NULL;
}
const char *plan_note(const struct plan *p,
                      size_t i) { return i < p->notes.n ? p->notes.v[i] : NULL; }
const char *plan_preview(const struct plan *p,
                         size_t i) { return i < p->previews.n ? p->previews.v[i] : NULL; }

enum rc plan_refuse_to_out(struct plan *p, long long *number, struct err *err) {
	enum rc rc;

	*number = 0;
	if (p->counts.n_refused + p->counts.n_head == 0)
		return RC_OK;
	rc = disclosure_put(p->im.st, p->im.actor,
	                    &(struct disclosure){.kind = OUT_REFUSED, .action = "file",
	                                         .access = ACT_IMPORT, .page = true}, number, err);
	if (rc != RC_OK)
		return rc;
	p->refused_number = *number;
	free(p->refused_path);
	p->refused_path = disclosure_path(p->im.st, OUT_REFUSED, *number, ".csv");
	return file_make_parents(p->refused_path, err);
}

const char *plan_refused_path(const struct plan *p) {
	return p->applied && p->counts.n_refused + p->counts.n_head ? p->refused_path : NULL;
}

enum rc plan_apply(struct plan *p, struct err *err) {
	if (p->applied)
		return err_set(err, RC_INTERNAL, "import.twice",
		               N_("This import was done already."), NULL);
	/* Nothing new, changed or to be remembered: the database is left alone. */
	return run(p, p->counts.n_new + p->counts.n_changed || p->im.news ? RUN_TAKE : RUN_REFUSE,
	           err);
}

bool plan_is_applied(const struct plan *p) { return p->applied; }

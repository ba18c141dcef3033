/* The passes over a file: pairing, judging, and the one that writes.
 * SPDX-License-Identifier: MIT */
#include "exchange/import/plan.h"

#include "core/clock.h"
#include "core/tr.h"
#include "exchange/import/plan_priv.h"

enum { PROGRESS_EVERY = 32 };

static void count_row(struct plan *p, const struct import_row *row) {
	struct plan_counts *c = &p->counts;

	c->records++;
	switch (row->kind) {
	case PLAN_NEW:
		c->n_new++;
		break;
	case PLAN_CHANGED:
		c->n_changed++;
		break;
	case PLAN_SAME:
		c->n_same++;
		break;
	case PLAN_REFUSED:
		c->n_refused++;
		break;
	case PLAN_HEAD:
		c->n_head++;
		break;
	}
	c->n_warned += row->verdict == VERDICT_WARN;
}

static void report_row(const struct plan *p, const struct import_row *row) {
	struct plan_row out = {
		.record = row->number, .line = row->line, .verdict = row->verdict,
		.kind = row->kind,
		.column = str_text(&row->column),
		.reason = str_text(&row->reason),
		.changes = str_text(&row->changes),
	};

	if (p->options.each && p->telling)
		p->options.each(p->options.ctx, &out);
}

static enum rc cancelled(struct err *err) {
	return err_set(err, RC_CANCELLED, "import.stopped", N_("Stopped; nothing was written."),
	               NULL);
}

/* One record after the header: judged, and in the second pass written. */
static enum rc one_record(struct plan *p, struct import_row *row, const struct csv_record *rec,
                          struct refused **refused, struct err *err) {
	const struct register_def *reg = p->im.header.reg;
	enum rc rc = RC_OK;

	row_parse(&p->im, row, rec);
	uint64_t content = row_hash(row);
	if (row->verdict == VERDICT_BAD || !import_row_seen(&p->im, content, false))
		rc = reg->judge(&p->im, row, err);
	if (rc != RC_OK)
		return rc;
	if (row->verdict == VERDICT_BAD) {
		row->kind = row->to_head ? PLAN_HEAD : PLAN_REFUSED;
		if (p->im.batch && !*refused) {
			rc = refused_new(refused, p->refused_path, &p->im.header, err);
			if (rc != RC_OK)
				return rc;
		}
		if (*refused)
			refused_add(*refused, row);
	} else {
		import_row_seen(&p->im, content, true);
		plan_note_names(p, row);
	}
	if (p->im.batch && (row->kind == PLAN_NEW || row->kind == PLAN_CHANGED)) {
		rc = row_make_refs(&p->im, row, err);
		if (rc == RC_OK)
			rc = reg->apply(&p->im, row, err);
		if (rc == RC_OK)
			rc = row_keep_words(&p->im, row, err);
	}
	return rc;
}

static enum rc note_record(struct plan *p, struct import_row *row, const struct csv_record *rec,
                           struct refused **refused, struct err *err) {
	enum rc rc;

	switch (header_line_kind(&p->im.header, rec)) {
	case LINE_BLANK:
		p->counts.skipped++;
		return RC_OK;
	case LINE_TOTAL:
	case LINE_SIGNATURE:
	case LINE_HEADER:
		plan_note_skipped(p, rec->number);
		return RC_OK;
	case LINE_RECORD:
		break;
	}
	if (p->telling)
		plan_note_preview(p, rec);
	rc = one_record(p, row, rec, refused, err);
	if (rc == RC_OK) {
		count_row(p, row);
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
	enum rc rc = event_list(p->im.st, p->im.actor, p->im.header.reg->event, 0, 0, &ids, err);

	*empty = ids.n == 0;
	ids_clear(&ids);
	return rc;
}

/* Keep every stored record for the row that is equal to it, before a row above takes it for its
 * older version. */
static enum rc run_pairs(struct plan *p, struct err *err) {
	const struct csv_record *rec;
	struct import_row row;
	long seen = 0;
	bool empty;
	enum rc rc = nothing_stored(p, &empty, err);

	if (rc != RC_OK || empty)
		return rc;
	rc = csv_reader_rewind(p->reader, err);
	import_start_pass(&p->im);
	row_init(&row, &p->im.header);
	station_read_begin(p->im.st);
	while (rc == RC_OK && (rc = csv_reader_next(p->reader, &rec, err)) == RC_OK && rec) {
		long long id = 0;

		if (rec->number <= p->im.header.record ||
		    header_line_kind(&p->im.header, rec) != LINE_RECORD)
			continue;
		row_parse(&p->im, &row, rec);
		rc = p->im.header.reg->pair(&p->im, &row, &id, err);
		if (rc == RC_OK && id)
			import_pair(&p->im, id, row.number);
		if (rc == RC_OK && ++seen % PROGRESS_EVERY == 0)
			rc = breathe(p, rec->line, err);
	}
	station_read_end(p->im.st);
	row_clear(&row);
	import_pairs_done(&p->im);
	return rc;
}

/* All records once; im.batch set: written too. */
static enum rc run_pass(struct plan *p, struct refused **refused, struct err *err) {
	const struct csv_record *rec;
	struct import_row row;
	long seen = 0;
	enum rc rc = csv_reader_rewind(p->reader, err);

	import_start_pass(&p->im);
	p->counts = (struct plan_counts){0};
	p->skipped_count = 0;
	str_reset(&p->skipped);
	row_init(&row, &p->im.header);
	station_read_begin(p->im.st);
	while (rc == RC_OK) {
		rc = csv_reader_next(p->reader, &rec, err);
		if (rc != RC_OK || !rec)
			break;
		if (rec->number <= p->im.header.record)
			p->counts.skipped += rec->number < p->im.header.record;
		else
			rc = note_record(p, &row, rec, refused, err);
		if (rc == RC_OK && ++seen % PROGRESS_EVERY == 0)
			rc = breathe(p, rec->line, err);
	}
	station_read_end(p->im.st);
	row_clear(&row);
	return rc;
}

static char *default_refused(const char *path) {
	return strcmp(path, "-") == 0 ? mem_strdup("refused.csv")
	       : mem_printf("%s.refused.csv", path);
}

/* The first pass, and what it has to tell. */
static enum rc read_all(struct plan *p, struct err *err) {
	struct refused *none = NULL;
	enum rc rc = p->im.header.reg->pair ? run_pairs(p, err) : RC_OK;

	p->telling = true;
	if (rc == RC_OK)
		rc = run_pass(p, &none, err);
	p->telling = false;
	if (rc == RC_OK && p->im.misfits > 1 && p->im.misfits * 2 > p->im.masked)
		rc = err_set(err, RC_INVALID, "import.numbers",
		             N_("The numbers of this masked list are another station's: most of "
		                "its rows fit nobody here. Nothing was taken."), NULL);
	if (rc == RC_OK)
		plan_note_file(p);
	return rc;
}

enum rc plan_make(struct plan **out, struct station *st, const struct actor *a,
                  const struct plan_options *options, struct err *err) {
	struct plan *p = mem_zalloc(1, sizeof *p);
	const struct register_def *reg = options->reg ? register_find(options->reg) : NULL;
	struct header_given given;
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
	if (rc == RC_OK)
		rc = text_source_open(&p->src, options->path, options->encoding, err);
	if (rc == RC_OK)
		rc = csv_reader_new(&p->reader, p->src, options->delimiter, err);
	if (rc == RC_OK)
		rc = plan_give_columns(p, &given, err);
	if (rc == RC_OK)
		rc = header_find(&p->im.header, p->reader, text_source_name(p->src), register_at,
		                 reg, &given, err);
	if (rc == RC_OK)
		rc = plan_take_answers(p, err);
	if (rc == RC_OK)
		rc = read_all(p, err);
	if (rc == RC_OK)
		*out = p;
	else
		plan_free(p);
	return rc;
}

enum rc plan_again(struct plan *p, struct err *err) {
	plan_texts_clear(&p->notes);
	plan_texts_clear(&p->previews);
	for (size_t i = 0; i < NEW_KINDS; i++) {
		plan_texts_clear(&p->new_names[i].named);
		p->new_names[i].more = false;
	}
	p->im.pair_count = 0;
	return read_all(p, err);
}

void plan_free(struct plan *p) {
	if (!p)
		return;
	import_clear(&p->im);
	memory_clear(&p->memory);
	memory_clear(&p->said);
	free(p->given);
	csv_reader_free(p->reader);
	text_source_close(p->src);
	plan_texts_clear(&p->notes);
	plan_texts_clear(&p->im.reached);
	plan_texts_clear(&p->previews);
	for (size_t i = 0; i < NEW_KINDS; i++)
		plan_texts_clear(&p->new_names[i].named);
	str_clear(&p->skipped);
	free(p->refused_path);
	free(p);
}

const struct plan_counts *plan_counts(const struct plan *p) { return &p->counts; }
const struct register_def *plan_register(const struct plan *p) { return p->im.header.reg; }
enum text_source_encoding plan_encoding(const struct plan *p) {
	return text_source_encoding(p->src);
}
const char *plan_note(const struct plan *p,
                      size_t i) { return i < p->notes.n ? p->notes.v[i] : NULL; }
const char *plan_preview(const struct plan *p,
                         size_t i) { return i < p->previews.n ? p->previews.v[i] : NULL; }

void plan_refuse_to(struct plan *p, const char *path) {
	free(p->refused_path);
	p->refused_path = mem_strdup(path);
}

const char *plan_refused_path(const struct plan *p) {
	return p->applied && p->counts.n_refused + p->counts.n_head ? p->refused_path : NULL;
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

/* Nothing new or changed: only the refused rows are written, the database is left alone. */
static enum rc apply_refused_only(struct plan *p, struct err *err) {
	struct refused *refused = NULL;
	enum rc rc = RC_OK;

	if (p->counts.n_refused + p->counts.n_head == 0)
		return RC_OK;
	rc = refused_new(&refused, p->refused_path, &p->im.header, err);
	if (rc == RC_OK)
		rc = run_pass(p, &refused, err);
	if (rc == RC_OK)
		rc = finish_refused(p, refused, err);
	refused_free(refused);
	return rc;
}

static enum rc apply_all(struct plan *p, struct err *err) {
	struct refused *refused = NULL;
	struct plan_counts *c = &p->counts;
	char hex[2 * HASH_LEN + 1];
	enum rc rc;

	hash_hex(text_source_hash(p->src), HASH_LEN, hex);
	rc = import_batch_begin(&p->im.batch, p->im.st, p->im.actor, text_source_name(p->src), hex,
	                        p->im.header.reg->id, err);
	if (rc != RC_OK) {
		p->im.batch = NULL;
		return rc;
	}
	rc = run_pass(p, &refused, err);
	if (rc == RC_OK)
		rc = plan_remember(p, err);
	if (rc == RC_OK)
		rc = finish_refused(p, refused, err);
	if (rc == RC_OK)
		rc = import_batch_commit(p->im.batch, c->n_new, c->n_changed, c->n_same,
		                         c->n_refused + c->n_head, err);
	else
		import_batch_abort(p->im.batch);
	p->im.batch = NULL;
	refused_free(refused);
	return rc;
}

enum rc plan_apply(struct plan *p, struct err *err) {
	enum rc rc;

	if (p->applied)
		return err_set(err, RC_INTERNAL, "import.twice",
		               N_("This import was done already."), NULL);
	rc = p->counts.n_new + p->counts.n_changed ? apply_all(p, err) : apply_refused_only(p, err);
	p->applied = rc == RC_OK;
	if (p->applied && p->im.reached.n) { /* before the others: a screen has two lines for all */
		for (size_t i = 0; i < p->notes.n; i++)
			VEC_PUSH(p->im.reached.v, p->im.reached.n, p->notes.v[i]);
		free(p->notes.v);
		p->notes = p->im.reached;
		p->im.reached = (struct texts){.n = 0};
	}
	return rc;
}

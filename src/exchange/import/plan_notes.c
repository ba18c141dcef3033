/* What a plan tells of its file: first records, names not on file yet, lines and columns left
 * out. SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/import/plan_priv.h"

enum { NAMES_MOST = 5000, /* more is a column that was taken for another */ PREVIEWS = 5 };

const char *verdict_word(enum verdict v) {
	static const char *const words[] = {"ok", "warn", "bad"};

	return words[v];
}

const char *plan_kind_label(enum plan_kind k) {
	static const char *const labels[] = {N_("new"), N_("changed"), N_("same"), N_("refused"),
	                                     N_("for the head")};

	return tr(labels[k]);
}

static void texts_add(struct texts *t, char *text) { VEC_PUSH(t->v, t->n, text); }

void plan_texts_clear(struct texts *t) {
	for (size_t i = 0; i < t->n; i++)
		free(t->v[i]);
	free(t->v);
	*t = (struct texts){0};
}

/* The five first records as they were decoded: the officer sees at once whether the encoding is
 * right. */
void plan_note_preview(struct plan *p, const struct csv_record *rec) {
	struct str all = {0}, clean = {0};

	if (p->previews.n >= PREVIEWS)
		return;
	for (size_t i = 0; i < rec->count; i++) {
		const char *cell = csv_cell(rec, i);
		const struct column *col = i < p->im.header.count ? &p->im.header.columns[i] : NULL;
		if (!*cell || (col && col->kind == COLUMN_FIELD && (col->field->flags & F_MASKED)))
			continue;
		str_add(&all, all.n ? "  " : "");
		str_add(&all, cell);
	}
	utf8_clean_numbers(&clean, str_text(&all));
	texts_add(&p->previews, str_take(&clean));
	str_clear(&all);
}

static struct new_names *new_names_of(struct plan *p, const struct field_def *field) {
	for (size_t i = 0; field && i < NEW_KINDS; i++) {
		if (!p->new_names[i].field)
			p->new_names[i].field = field;
		if (p->new_names[i].field == field)
			return &p->new_names[i];
	}
	return NULL;
}

void plan_note_names(struct plan *p, const struct import_row *row) {
	for (size_t i = 0; i < row->ref_count; i++) {
		struct new_names *of =
			new_names_of(p, p->im.header.columns[row->refs[i].column].field);
		bool known = row->refs[i].by_judge || !of;

		for (size_t k = 0; !known && k < of->named.n; k++)
			known = strcmp(of->named.v[k], row->refs[i].name) == 0;
		if (known)
			continue;
		if (of->named.n < NAMES_MOST)
			texts_add(&of->named, mem_strdup(row->refs[i].name));
	}
}

void plan_note_skipped(struct plan *p, long number) {
	p->counts.skipped++;
	line_list_add(&p->skipped, number);
}

static void add_note(struct plan *p, const char *tmpl, const char *name, const char *value) {
	struct str clean = {0}, text = {0};

	utf8_clean_numbers(&clean, value);
	str_fill(&text, tmpl, name, str_text(&clean), NULL);
	texts_add(&p->notes, str_take(&text));
	str_clear(&clean);
}

/* Where there is something to tell; clears it. */
static void note_list(struct plan *p, const char *tmpl, struct str *names) {
	if (names->n)
		add_note(p, tmpl, "names", str_text(names));
	str_clear(names);
}

/* Every name that will be made, a note for each column. */
static void note_added(struct plan *p) {
	for (size_t i = 0; i < NEW_KINDS; i++) {
		const struct new_names *of = &p->new_names[i];
		struct str names = {0};

		if (!of->named.n)
			continue;
		str_addf(&names, "%s (%zu%s) ", tr(of->field->label), of->named.n,
		         of->named.n == NAMES_MOST ? ".." : "");
		for (size_t k = 0; k < of->named.n; k++)
			str_addf(&names, "%s%s", k ? "、" : "", of->named.v[k]);
		note_list(p, N_("Not on file yet, will be added: {names}."), &names);
	}
}

static void note_asked(struct plan *p) {
	struct plan_question q;
	struct str names = {0};

	for (size_t i = 0; plan_question(p, i, &q); i++)
		if (!q.answer)
			str_addf(&names, "%s%s “%s” ×%ld", names.n ? "、" : "", q.column,
			         *q.word ? q.word : tr(N_("(blank)")), q.rows);
	note_list(p, N_("Asked what they mean, left open until told: {names}."), &names);
}

static void note_columns(struct plan *p, enum column_kind kind, const char *tmpl) {
	struct str names = {0};

	for (size_t i = 0; i < p->im.header.count; i++)
		if (p->im.header.columns[i].kind == kind)
			str_addf(&names, "%s%s", names.n ? "、" : "",
			         p->im.header.columns[i].text);
	note_list(p, tmpl, &names);
}

static void note_told(struct plan *p, bool earlier, const char *tmpl) {
	struct str names = {0};

	plan_say_told(p, earlier, &names);
	note_list(p, tmpl, &names);
}

static void note_reading(struct plan *p) {
	char delimiter[] = {table_delimiter(p->table), '\0'};
	struct str text = {0};

	if (p->sheet)
		str_fill(&text, N_("{register}: sheet {sheet} of the workbook, header in row {row}."),
		         "register", tr(p->im.header.reg->label), "sheet", p->sheet, "row",
		         NUM(p->im.header.record), NULL);
	else
		str_fill(&text, N_("{register}: {encoding}, cells parted by {delimiter}, header in "
		                   "row {row}."), "register", tr(p->im.header.reg->label),
		         "encoding", text_source_encoding_name(text_source_encoding(p->src)),
		         "delimiter", *delimiter == '\t' ? tr(N_("tab")) : delimiter, "row",
		         NUM(p->im.header.record), NULL);
	texts_add(&p->notes, str_take(&text));
	if (p->im.header.record > 1)
		add_note(p, N_("The rows above the header are skipped."), "row", "");
}

/* What is lost or made comes first: a screen has two lines for all. */
static void note_sheets(struct plan *p) {
	struct str names = {0};

	for (size_t i = 0; p->sheets.n > 1 && !p->options.sheet && i < p->sheets.n; i++)
		str_addf(&names, "%s%s", i ? "、" : "", p->sheets.v[i]);
	note_list(p, N_("Several sheets can be taken in: {names}. This is the first of them."),
	          &names);
	if (p->hidden_rows)
		add_note(p, N_("Hidden rows of the sheet, read like the others: {count}."), "count",
		         NUM(p->hidden_rows));
	if (p->hidden_columns)
		add_note(p, N_("Hidden columns of the sheet, read like the others: {count}."),
		         "count", NUM(p->hidden_columns));
}

void plan_note_file(struct plan *p) {
	note_sheets(p);
	note_columns(p, COLUMN_UNKNOWN, N_("Columns not known here, not taken: {names}."));
	note_columns(p, COLUMN_TWICE, N_("A second column of the same kind, not taken: {names}."));
	if (p->im.header.unnamed)
		add_note(p, N_("Columns without a name in the header, not taken: {count}."), "count",
		         NUM(p->im.header.unnamed));
	note_asked(p);
	note_added(p);
	note_told(p, false, N_("Told by hand, remembered for this header once it is taken in: "
	                       "{names}."));
	note_told(p, true, N_("As was said of an earlier file of this header: {names}."));
	if (p->skipped.n)
		add_note(p, N_("Rows {rows} are totals, headings, signatures or a repeated header: "
		               "skipped."), "rows", line_list_text(&p->skipped));
	note_reading(p);
}

char *plan_summary(const struct plan *p) {
	const struct plan_counts *c = &p->counts;
	char n[6][24], text[480];
	const long values[6] = {c->n_new, c->n_changed, c->n_same, c->n_refused, c->n_head,
	                        c->n_warned};
	const char *tmpl = N_("{new} new, {changed} changed, {same} same, {refused} refused, "
	                      "{head} for the head, {warned} with a remark.");

	for (size_t i = 0; i < 6; i++)
		snprintf(n[i], sizeof n[i], "%ld", values[i]);
	if (c->n_new + c->n_changed + c->n_refused + c->n_head == 0)
		tmpl = N_("Nothing changes: all {same} records are on file as they stand.");
	text_fill(text, sizeof text, tr(tmpl), "new", n[0], "changed", n[1], "same", n[2],
	          "refused", n[3], "head", n[4], "warned", n[5], NULL);
	return mem_strdup(text);
}

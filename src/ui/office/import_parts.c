/* What lies behind the plan of an import: its notes, how the columns were understood, the words it
 * asks about; a column or a word gets another meaning by choosing it. SPDX-License-Identifier: MIT */
#include "ui/office/import_view.h"

enum { CELLS = 4 };
enum part { PART_NOTES, PART_COLUMNS, PART_WORDS, PART_CHOICES, PARTS };

/* What is chosen for: the place, from 1, among columns or words. */
struct part_arg {
	struct import *import;
	enum part part, of;
	long long at;
};

struct part_row {
	char *cell[CELLS];
	char *answer; /* PART_CHOICES: what it says */
};

struct parts {
	struct list_view lv; /* its q.given is this struct */
	struct part_arg arg;
	struct part_row *rows;
	size_t count;
};

static void clear(struct parts *d) {
	for (size_t i = 0; i < d->count; i++) {
		for (int c = 0; c < CELLS; c++)
			free(d->rows[i].cell[c]);
		free(d->rows[i].answer);
	}
	free(d->rows);
	d->rows = NULL;
	d->count = 0;
}

static struct part_row *add(struct parts *d, const char *first) {
	struct part_row *r = VEC_ADD(d->rows, d->count);

	*r = (struct part_row){.cell[0] = mem_strdup(first)};
	return r;
}

/* ---- what the parts hold ---- */

static void fill_notes(struct parts *d, const struct plan *p) {
	for (size_t i = 0; plan_note(p, i) != NULL; i++)
		add(d, plan_note(p, i));
}

static void fill_columns(struct parts *d, const struct plan *p) {
	struct plan_column c;

	for (size_t i = 0; plan_column(p, i, &c); i++) {
		struct part_row *r = add(d, num_text((char[24]){0}, (long long)i + 1));
		r->cell[1] = mem_strdup(c.text);
		r->cell[2] = mem_strdup(c.field != NULL ? c.field : tr(N_("not taken")));
		r->cell[3] = c.by_hand ? mem_strdup(tr(N_("by hand")))
		             : c.remembered ? mem_strdup(tr(N_("remembered"))) : NULL;
	}
}

static void fill_words(struct parts *d, const struct plan *p) {
	struct plan_question q;

	for (size_t i = 0; plan_question(p, i, &q); i++) {
		struct part_row *r = add(d, q.column);
		r->cell[1] = mem_strdup(q.word[0] != '\0' ? q.word : tr(N_("(blank)")));
		r->cell[2] = mem_printf("%ld", q.rows);
		r->cell[3] = mem_strdup(q.answer == NULL ? tr(N_("not said: left open"))
		                        : q.answer[0] == '\0' ? tr(N_("left open"))
		                        : q.codes != NULL ? code_label(q.codes, code_of(q.answer))
		                        : q.answer);
	}
}

static void fill_choices(struct parts *d, const struct plan *p) {
	const struct code_item *item;
	const char *field;
	struct plan_question q;
	char text[200];

	if (d->arg.of == PART_COLUMNS) {
		add(d, tr(N_("not taken")))->answer = mem_strdup("");
		for (size_t i = 0; (field = plan_candidate(p, i)) != NULL; i++)
			add(d, field)->answer = mem_strdup(field);
		return;
	}
	if (!plan_question(p, (size_t)d->arg.at - 1, &q))
		return;
	if (q.kind == QUESTION_FILL)
		add(d, tr(N_("as in the row above")))->answer = mem_strdup(ANSWER_ABOVE);
	if (q.kind == QUESTION_PLACE) {
		add(d, q.near)->answer = mem_strdup(q.near);
		text_fill(text, sizeof text, tr(N_("a new one: {word}")), "word", q.word, NULL);
		add(d, text)->answer = mem_strdup(q.word);
	}
	for (size_t i = 0; q.codes != NULL && (item = code_item_at(q.codes, i)) != NULL; i++)
		add(d, code_label(q.codes, code_of(item->code)))->answer = mem_strdup(item->code);
	add(d, tr(N_("leave it open; the word is kept")))->answer = mem_strdup("");
}

static enum rc load_parts(struct view *v, struct err *err) {
	struct parts *d = v->data;
	static void (*const fill[PARTS])(struct parts *d, const struct plan *p) = {
		[PART_NOTES] = fill_notes, [PART_COLUMNS] = fill_columns, [PART_WORDS] = fill_words,
		[PART_CHOICES] = fill_choices,
	};

	clear(d);
	if (d->arg.import->plan != NULL)
		fill[d->arg.part](d, d->arg.import->plan);
	return RC_OK;
}

/* ---- the lists ---- */

static enum rc read_ids(struct list_run *r, struct ids *out, struct err *err) {
	const struct parts *d = r->q.given;

	for (size_t i = 0; i < d->count; i++)
		ids_add(out, (long long)i + 1);
	return RC_OK;
}

static enum rc read_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const struct parts *d = r->q.given;

	for (int c = 0; c < CELLS; c++)
		if (d->rows[id - 1].cell[c] != NULL)
			list_put(r, row, c, d->rows[id - 1].cell[c]);
	return RC_OK;
}

static const struct list_column note_columns[] = {
	{.key = "note", .label = N_("Note"), .width = -1},
};
static const struct list_column column_columns[] = {
	{.key = "no", .label = N_("No."), .width = 4, .number = true},
	{.key = "column", .label = N_("Column"), .width = 24},
	{.key = "taken_as", .label = N_("Taken as"), .width = 20},
	{.key = "why", .label = N_("Said"), .width = -1},
};
static const struct list_column word_columns[] = {
	{.key = "column", .label = N_("Column"), .width = 14},
	{.key = "word", .label = N_("Written"), .width = 24},
	{.key = "rows", .label = N_("Rows"), .width = 5, .number = true},
	{.key = "meaning", .label = N_("Meaning"), .width = -1},
};
static const struct list_column choice_columns[] = {
	{.key = "choice", .label = N_("Choice"), .width = -1},
};

#define PART(id_, label_, columns_) \
	{.id = id_, .label = label_, .columns = columns_, \
	 .column_count = sizeof columns_ / sizeof *columns_, .empty = N_("Nothing here."), \
	 .ids = read_ids, .row = read_row}
static const struct list_def lists[PARTS] = {
	[PART_NOTES] = PART("import-notes", N_("Notes of the import"), note_columns),
	[PART_COLUMNS] = PART("import-columns", N_("Columns of the file"), column_columns),
	[PART_WORDS] = PART("import-words", N_("Words to be told"), word_columns),
	[PART_CHOICES] = PART("import-choices", N_("What it stands for"), choice_columns),
};

/* ---- the screen ---- */

static enum rc open_parts(struct view *v, const void *arg, struct err *err) {
	struct parts *d = v->data;

	d->arg = *(const struct part_arg *)arg;
	list_view_show(v, &lists[d->arg.part]);
	d->lv.list.run.q.given = d;
	return RC_OK;
}

static void close_parts(struct view *v) { clear(v->data); }

static void head_parts(const struct view *v, struct str *left, struct str *right) {
	const struct parts *d = v->data;

	str_addf(left, "%s  %s", tr(lists[d->arg.part].label), d->arg.import->path);
}

/* The marked line whole. */
static void foot_parts(struct view *v, const struct area *a) {
	const struct parts *d = v->data;
	long long id = list_current(&d->lv.list);

	paint_rule(a->top);
	if (d->arg.part == PART_NOTES && id > 0 && (size_t)id <= d->count)
		paint_wrapped(a, a->top + 1, 1, TONE_PLAIN, d->rows[id - 1].cell[0]);
	else if (d->arg.part == PART_COLUMNS || d->arg.part == PART_WORDS)
		paint_wrapped(a, a->top + 1, 1, TONE_PLAIN,
		              tr(N_("Enter gives the line another meaning. It is remembered for "
		                    "the next file with this header once this one is taken in.")));
}

/* The answer is said of the column or word, and the plan made anew. */
static unsigned choose(struct view *v, const struct parts *d, const char *answer) {
	const struct plan *p = d->arg.import->plan;
	size_t at = (size_t)d->arg.at - 1;
	struct plan_question q;
	struct plan_column c;
	struct err err = {0};
	char *said = NULL;

	if (d->arg.of == PART_COLUMNS && plan_column(p, at, &c))
		said = mem_printf("%s=%s", c.text, answer);
	else if (d->arg.of == PART_WORDS && plan_question(p, at, &q))
		said = mem_printf("%s=%s=%s", q.column, q.word, answer);
	if (said != NULL &&
	    import_say(d->arg.import, d->arg.of == PART_COLUMNS, said, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	return V_CLOSE | V_RELOAD;
}

static unsigned act_parts(struct view *v, enum action_id action, long long id,
                          const struct key *k) {
	const struct parts *d = v->data;

	if (action != ACTION_OPEN || id < 1 || (size_t)id > d->count ||
	    d->arg.import->plan == NULL)
		return V_NOT_MINE;
	if (d->arg.part == PART_CHOICES)
		return choose(v, d, d->rows[id - 1].answer);
	if (d->arg.part != PART_NOTES)
		ui_push(v->ui, &import_parts_ops, &(struct part_arg){.import = d->arg.import,
			.part = PART_CHOICES, .of = d->arg.part, .at = id});
	return V_REDRAW;
}

static bool can_parts(const struct view *v, enum action_id action) {
	const struct parts *d = v->data;

	return action == ACTION_OPEN ? d->arg.part != PART_NOTES && !d->arg.import->done
	                             : !import_action(action);
}

static const struct list_screen screen = {
	.foot_rows = 3, .open = open_parts, .load = load_parts, .head = head_parts,
	.foot = foot_parts, .act = act_parts, .can = can_parts, .close = close_parts,
};

const struct view_ops import_parts_ops = {
	.name = "import-parts", LIST_PAGE_OPS(W_IMPORT | W_ROWS, struct parts, &screen),
	.list = list_view_list,
};

unsigned import_parts_open(struct view *v, struct import *d, enum action_id action) {
	struct part_arg arg = {.import = d, .part = action == ACTION_PLAN_COLUMNS ? PART_COLUMNS
	                       : action == ACTION_PLAN_WORDS ? PART_WORDS : PART_NOTES};

	ui_push(v->ui, &import_parts_ops, &arg);
	return V_REDRAW;
}

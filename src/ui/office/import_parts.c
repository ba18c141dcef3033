/* What lies behind the plan of an import: its notes, how the columns were understood, the words it
 * asks about; a column or a word gets another meaning by choosing it. SPDX-License-Identifier: MIT
 */
#include "core/utf8.h"
#include "ui/office/import_view.h"

enum { CELLS = 4, NOTE_CELLS = 56, SHEET_SIGN = '!' };
enum part { PART_NOTES, PART_COLUMNS, PART_WORDS, PART_HOLDS, PART_CHOICES, PARTS };

/* What is chosen for: the place, from 1, among columns or words. */
struct part_arg {
	struct import *import;
	enum part part, of;
	long long at;
};

struct part_row {
	char *cell[CELLS];
	char *answer; /* PART_CHOICES, PART_HOLDS: what it says; NULL: found by itself */
	long long at; /* PART_WORDS: its place among the plan's questions, from 1 */
};

struct parts {
	struct list_view lv; /* its q.given is this struct */
	struct part_arg arg;
	struct part_row *rows;
	size_t count;
};

static void clear_rows(struct parts *d) {
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

/* Whole, on as many lines as it takes: all that is made or left out is named there. */
static void fill_notes(struct parts *d, const struct import *im) {
	const char *note;

	for (size_t i = 0; im->plan != NULL && (note = plan_note(im->plan, i)) != NULL; i++)
		for (size_t at = 0, n; note[at] != '\0'; at += n) {
			n = utf8_line(note + at, NOTE_CELLS);
			char *line = mem_strndup(note + at, n), *text = mem_printf("%s%s",
			        at > 0 ? "  " : "", line);

			add(d, text);
			free(line);
			free(text);
			n += strspn(note + at + n, " ");
		}
}

static const struct plan *columns_of(const struct import *im) {
	return im->plan != NULL ? im->plan : im->unread;
}

/* What stands in the file, with no number of a person in it. */
static char *shown(const char *text) {
	struct str out = {0};

	utf8_clean_numbers(&out, text);
	return out.n > 0 ? str_take(&out) : mem_strdup(tr(N_("(blank)")));
}

static void fill_columns(struct parts *d, const struct import *im) {
	struct plan_column c;

	for (size_t i = 0; columns_of(im) != NULL && plan_column(columns_of(im), i, &c); i++) {
		struct part_row *r = add(d, num_text((char[24]){0}, (long long)i + 1));
		r->cell[1] = shown(c.text);
		r->cell[2] = mem_strdup(c.field != NULL ? c.field : tr(N_("not taken")));
		r->cell[3] = c.by_hand ? mem_strdup(tr(N_("by hand")))
		             : c.remembered ? mem_strdup(tr(N_("remembered"))) : NULL;
	}
}

/* By column and word: an answer leaves a line, and the marker, where they were. */
static int by_word(const void *a, const void *b) {
	const struct part_row *x = a, *y = b;
	int order = strcmp(x->cell[0], y->cell[0]);

	return order != 0 ? order : strcmp(x->cell[1], y->cell[1]);
}

static void fill_words(struct parts *d, const struct import *im) {
	struct plan_question q;

	for (size_t i = 0; im->plan != NULL && plan_question(im->plan, i, &q); i++) {
		struct part_row *r = add(d, q.column);
		r->at = (long long)i + 1;
		r->cell[1] = shown(q.word);
		r->cell[2] = mem_printf("%ld", q.rows);
		r->cell[3] = mem_strdup(q.answer == NULL ? tr(N_("not said: left open"))
		                        : q.answer[0] == '\0' ? tr(N_("left open"))
		                        : q.codes != NULL ? code_label(q.codes, code_of(q.answer))
		                        : q.answer);
	}
	if (d->count > 0)
		qsort(d->rows, d->count, sizeof *d->rows, by_word);
}

/* The registers a file may be of; of a workbook first its sheets, their answers behind a sign. */
static void fill_holds(struct parts *d, const struct import *im) {
	const struct register_def *r;
	const char *sheet;
	char text[200];

	for (size_t i = 0; im->plan != NULL && (sheet = plan_sheet(im->plan, i)) != NULL; i++) {
		text_fill(text, sizeof text, tr(N_("sheet {sheet}")), "sheet", sheet, NULL);
		add(d, text)->answer = mem_printf("%c%s", SHEET_SIGN, sheet);
	}
	add(d, tr(N_("found by itself")));
	for (size_t i = 0; (r = register_at(i)) != NULL; i++)
		add(d, tr(r->label))->answer = mem_strdup(r->id);
}

static void fill_choices(struct parts *d, const struct import *im) {
	const struct plan *p = columns_of(im);
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
	static void (*const fill[PARTS])(struct parts *d, const struct import *im) = {
		[PART_NOTES] = fill_notes, [PART_COLUMNS] = fill_columns, [PART_WORDS] = fill_words,
		[PART_HOLDS] = fill_holds, [PART_CHOICES] = fill_choices,
	};

	clear_rows(d);
	fill[d->arg.part](d, d->arg.import);
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
	{.key = "note", .label = N_("Notes"), .width = -1},
};
static const struct list_column column_columns[] = {
	{.key = "no", .label = N_("No."), .width = 4, .number = true},
	{.key = "column", .label = N_("Column"), .width = 24, .narrow = 18},
	{.key = "taken_as", .label = N_("Taken as"), .width = 20, .narrow = 16},
	{.key = "why", .label = N_("Said"), .width = -1},
};
static const struct list_column word_columns[] = {
	{.key = "column", .label = N_("Column"), .width = 14},
	{.key = "word", .label = N_("Written"), .width = 24, .narrow = 14},
	{.key = "rows", .label = N_("Times"), .width = 5, .number = true},
	{.key = "meaning", .label = N_("Meaning"), .width = -1},
};
static const struct list_column choice_columns[] = {
	{.key = "choice", .label = N_("Choice"), .width = -1},
};

#define PART(id_, label_, columns_) \
	{.id = id_, .label = label_, LIST_SHOWS(columns_), .empty = N_("Nothing here."), \
	 .ids = read_ids, .row = read_row}
static const struct list_def lists[PARTS] = {
	[PART_NOTES] = PART("import-notes", N_("Notes of the import"), note_columns),
	[PART_COLUMNS] = PART("import-columns", N_("Columns of the file"), column_columns),
	[PART_WORDS] = PART("import-words", N_("Words to be told"), word_columns),
	[PART_HOLDS] = PART("import-holds", N_("What the file holds"), choice_columns),
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

static void close_parts(struct view *v) { clear_rows(v->data); }

static void head_parts(const struct view *v, struct str *left, struct str *right) {
	const struct parts *d = v->data;

	str_addf(left, "%s  %s", tr(lists[d->arg.part].label), d->arg.import->path);
}

static void foot_parts(struct view *v, const struct area *a) {
	const struct parts *d = v->data;
	const struct import *im = d->arg.import;

	paint_rule(a->top);
	for (int i = 1; i < a->rows; i++)
		paint_blank(a->top + i);
	if (im->plan == NULL && im->why != NULL) /* what is still missing */
		paint_wrapped(a, a->top + 1, 1, TONE_PLAIN, im->why);
	else if (!im->done && (d->arg.part == PART_COLUMNS || d->arg.part == PART_WORDS))
		paint_wrapped(a, a->top + 1, 1, TONE_PLAIN,
		              tr(N_("Enter gives the line another meaning. It is remembered for "
		                    "the next file with this header once this one is taken in.")));
}

/* The answer is said of the file, the column or the word, and the plan made anew. */
static unsigned choose(struct view *v, const struct parts *d, const char *answer) {
	struct import *im = d->arg.import;
	size_t at = (size_t)d->arg.at - 1;
	const bool column = d->arg.of == PART_COLUMNS;
	struct plan_question q;
	struct plan_column c;
	struct err err = {0};
	char *said = NULL;
	enum rc rc = RC_OK;

	if (d->arg.part == PART_HOLDS && answer != NULL && *answer == SHEET_SIGN) {
		rc = import_read_sheet(im, answer + 1, &err);
	} else if (d->arg.part == PART_HOLDS) {
		const struct register_def *r = answer != NULL ? register_find(answer) : NULL;

		rc = import_read_as(im, r != NULL ? r->id : NULL, &err);
	} else if (column && plan_column(columns_of(im), at, &c)) {
		said = mem_printf("%s=%s", c.text, answer);
	} else if (!column && plan_question(im->plan, at, &q)) {
		said = mem_printf("%s=%s=%s", q.column, q.word, answer);
	}
	if (said != NULL)
		rc = import_say(im, column, said, &err);
	if (rc != RC_OK)
		ui_say_err(v->ui, &err);
	else if (im->plan != NULL)
		ui_say(v->ui, im->summary);
	return V_CLOSE | V_RELOAD;
}

static unsigned act_parts(struct view *v, enum action_id action, long long id,
                          const struct key *k) {
	const struct parts *d = v->data;

	if (action != ACTION_OPEN || id < 1 || (size_t)id > d->count)
		return V_NOT_MINE;
	if (d->arg.part == PART_CHOICES || d->arg.part == PART_HOLDS)
		return choose(v, d, d->rows[id - 1].answer);
	if (d->arg.part != PART_NOTES)
		ui_push(v->ui, &import_parts_ops, &(struct part_arg){.import = d->arg.import,
			.part = PART_CHOICES, .of = d->arg.part,
			.at = d->arg.part == PART_WORDS ? d->rows[id - 1].at : id});
	return V_REDRAW;
}

static bool can_parts(const struct view *v, enum action_id action) {
	const struct parts *d = v->data;

	if (action == ACTION_OPEN)
		return d->arg.part != PART_NOTES && !d->arg.import->done;
	return !import_action(action) && action != ACTION_TAKE_BACK && action != ACTION_DIGIT;
}

static const struct list_screen screen = {
	.foot_rows = 3, .open = open_parts, .load = load_parts, .head = head_parts,
	.foot = foot_parts, .act = act_parts, .can = can_parts, .close = close_parts,
};

const struct view_ops import_parts_ops = {
	.name = "import-parts", LIST_PAGE_OPS(W_IMPORT, struct parts, &screen),
};

unsigned import_parts_open(struct view *v, struct import *d, enum action_id action) {
	struct part_arg arg = {.import = d, .part = action == ACTION_PLAN_COLUMNS ? PART_COLUMNS
	                       : action == ACTION_PLAN_WORDS ? PART_WORDS
	                       : action == ACTION_READ_AS ? PART_HOLDS : PART_NOTES};

	ui_push(v->ui, &import_parts_ops, &arg);
	return V_REDRAW;
}

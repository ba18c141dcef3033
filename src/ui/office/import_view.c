/* Import: a file is named, shown as it was understood, planned, and taken in only when the officer
 * says so. SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "core/utf8.h"
#include "exchange/import/plan.h"
#include "exchange/package/package.h"
#include "model/access/disclosure.h"
#include "ui/loop/screens.h"
#include "ui/loop/wizard.h"
#include "ui/office/import_view.h"

enum { NOTE_ROWS = 2, FIXED_ROWS = 1 + NOTE_ROWS + 1, FOOT_ROWS = 3, LEAST_LINES = 5 };

/* ---- from the path to the plan ---- */

static unsigned path_typed(struct view *v, void *ctx, const char *path);

static void ask_path(struct view *v, const char *initial) {
	struct ask_text ask = {.question = tr(N_("File to take in:")), .initial = initial,
	                       .answer = path_typed};

	ui_ask_text(v->ui, &ask);
}

static unsigned path_typed(struct view *v, void *ctx, const char *path) {
	struct import *d = v->data;
	struct err err = {0};

	if (path == NULL || path[0] == '\0')
		return d->path == NULL ? V_CLOSE : V_REDRAW;
	import_forget(d);
	d->path = mem_strdup(path);
	if (disclosure_may_open(v->st, v->actor, path, &err) != RC_OK) {
		import_forget(d);
		ui_say_err(v->ui, &err);
		ask_path(v, path);
	} else if (package_is(path)) {
		import_forget(d);
		return import_package(v, path);
	} else if (import_plan(d, &err) == RC_OK) {
		ui_say(v->ui, d->summary);
	} else if (d->why == NULL || (err.rc != RC_INVALID && err.rc != RC_CANCELLED)) {
		import_forget(d); /* no such file: another name */
		ui_say_err(v->ui, &err);
		ask_path(v, path);
	}
	return V_RELOAD | V_REDRAW;
}

/* ---- how the file is read, by hand ---- */

struct reading {
	int what, encoding, delimiter;
	char *line;
};

static const char *const whats[] = {N_("Encoding"), N_("Delimiter"), N_("Line of the header"),
                                    N_("What the file holds"), NULL};
/* in the order of enum text_source_encoding */
static const char *const encodings[] = {N_("found by itself"), "UTF-8", "GB18030", "UTF-16LE",
                                        "UTF-16BE", NULL};
static const char *const delimiters[] = {N_("found by itself"), N_("comma"), N_("tab"),
                                         N_("semicolon"), N_("bar |"), NULL};

static bool is_what(const void *answers, int what) {
	return ((const struct reading *)answers)->what == what;
}
static bool is_encoding(struct view *v, const void *answers) { return is_what(answers, 1); }
static bool is_delimiter(struct view *v, const void *answers) { return is_what(answers, 2); }
static bool is_line(struct view *v, const void *answers) { return is_what(answers, 3); }

static enum rc check_line(struct view *v, void *answers, struct err *err) {
	const char *line = ((const struct reading *)answers)->line;

	if (strspn(line, "0123456789") == strlen(line) && strlen(line) < 9)
		return RC_OK;
	return err_set(err, RC_INVALID, "import.line", N_("A line is told by its number, as 3."),
	               NULL);
}

static const struct wizard_step reading_steps[] = {
	{.question = N_("What was understood wrong?"), TO_CHOICE(struct reading, what), .choices = whats},
	{.question = N_("Encoding of the file"), TO_CHOICE(struct reading, encoding),
	 .choices = encodings, .when = is_encoding},
	{.question = N_("What parts the cells"), TO_CHOICE(struct reading, delimiter),
	 .choices = delimiters, .when = is_delimiter},
	{.question = N_("Line of the file in which the header stands (blank: found by itself):"),
	 TO_TEXT(struct reading, line), .when = is_line, .check = check_line},
};

static unsigned reading_said(struct view *v, void *answers) {
	static const char parting[] = {'\0', '\0', ',', '\t', ';', '|'};
	const struct reading *r = answers;
	struct import *d = v->data;
	struct plan_options as = d->options;
	struct err err = {0};

	if (r->what == 1)
		as.encoding = (enum text_source_encoding)(r->encoding - 1);
	else if (r->what == 2)
		as.delimiter = parting[r->delimiter];
	else if (r->what == 3)
		as.header_line = strtol(r->line, NULL, 10);
	else
		return import_parts_open(v, d, ACTION_READ_AS);
	if (import_read_again(d, &as, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_say(v->ui, d->summary);
	return V_RELOAD | V_REDRAW;
}
static const struct wizard reading_wizard = WIZARD(reading_steps, struct reading, reading_said);

/* ---- taking in ---- */

static unsigned apply_choice(struct view *v, void *ctx, int choice) {
	struct import *d = v->data;
	struct err err = {0};
	long long number = 0;
	enum rc rc;

	if (choice != 1)
		return V_REDRAW;
	rc = station_is_shared(v->st) ? plan_refuse_to_out(d->plan, &number, &err) : RC_OK;
	d->applying = true;
	(void)ui_progress(v->ui, tr(N_("Taking in")), 0, 0);
	if (rc == RC_OK)
		rc = plan_apply(d->plan, &err);
	d->applying = false;
	if (rc != RC_OK) {
		ui_say_err(v->ui, &err);
		return V_REDRAW;
	}
	d->done = true;
	free(d->summary);
	d->summary = plan_summary(d->plan);
	if (plan_refused_path(d->plan) != NULL)
		ui_sayf(v->ui,
		        N_("Done. {summary} Refused records: {file} Next: c takes in another file."),
		        "summary", d->summary, "file", plan_refused_path(d->plan), NULL);
	else
		ui_sayf(v->ui, N_("Done. {summary} Next: c takes in another file."), "summary",
		        d->summary, NULL);
	return V_RELOAD | V_REDRAW; /* what stands below shows the new people */
}

static void ask_apply(struct view *v) {
	struct import *d = v->data;
	const char *const choices[] = {tr(N_("Take in the good records")), tr(N_("Not yet")), NULL};
	struct ask ask = {.question = d->summary, .choices = choices, .initial = 2,
	                  .answer = apply_choice};

	ui_ask(v->ui, &ask);
}

/* ---- the view ---- */

static enum rc open_import(struct view *v, const void *arg, struct err *err) {
	((struct import *)v->data)->view = v;
	return RC_OK;
}

static void close_import(struct view *v) { import_forget(v->data); }

/* Called once the screen stands: the first thing it wants to know is the file. */
static enum rc load_import(struct view *v, struct err *err) {
	struct import *d = v->data;

	if (d->plan == NULL && !d->asked)
		ask_path(v, NULL);
	d->asked = true;
	return RC_OK;
}

static void head_import(const struct view *v, struct str *left, struct str *right) {
	const struct import *d = v->data;

	str_add(left, tr(N_("Import")));
	if (d->path != NULL)
		str_addf(left, "  %s", d->path);
	str_add(right, station_name(v->st));
}

static void draw_counts(const struct import *d, const struct area *a) {
	const struct plan_counts *n = plan_counts(d->plan);
	const struct {
		const char *label;
		long count;
	} items[IMPORT_SHOWS] = {
		[IMPORT_SHOW_ALL] = {tr(N_("All")), n->records},
		[IMPORT_SHOW_REFUSED] = {plan_kind_label(PLAN_REFUSED), n->n_refused},
		[IMPORT_SHOW_NEW] = {plan_kind_label(PLAN_NEW), n->n_new},
		[IMPORT_SHOW_CHANGED] = {plan_kind_label(PLAN_CHANGED), n->n_changed},
		[IMPORT_SHOW_SAME] = {plan_kind_label(PLAN_SAME), n->n_same},
		[IMPORT_SHOW_HEAD] = {plan_kind_label(PLAN_HEAD), n->n_head},
	};
	char text[80];
	int x = 1;

	for (int i = 0; i < IMPORT_SHOWS; i++) {
		snprintf(text, sizeof text, "%d%s %ld", i + 1, items[i].label, items[i].count);
		x = paint_run(a->top, x, i == (int)d->shown ? TONE_REVERSE : TONE_PLAIN, text) + 2;
	}
}

/* Before there is a file: what may be named, and where a bare name is looked for. */
static void draw_how(const struct area *a) {
	char here[400], text[600];
	int y = paint_wrapped(a, a->top + 1, 1, TONE_PLAIN,
		tr(N_("A roster or a list of tests as a spreadsheet saves it: .xlsx, CSV or Unicode text.")));

	y = paint_wrapped(a, y, 1, TONE_PLAIN,
	                  tr(N_("Or a hand-over file or its receipt from another station.")));
	y = paint_wrapped(a, y, 1, TONE_PLAIN,
	                  tr(N_("You see what would be taken in before anything is written.")));
	if (getcwd(here, sizeof here) == NULL)
		return;
	text_fill(text, sizeof text, tr(N_("A name without / is looked for in {folder}.")),
	          "folder", here, NULL);
	paint_wrapped(a, y + 1, 1, TONE_PLAIN, text);
}

/* The file was found, and not understood: why, and what can be done. */
static void draw_why(const struct import *d, const struct area *a) {
	int y = paint_wrapped(a, a->top + 1, 1, TONE_PLAIN, d->why);

	y = paint_wrapped(a, y + 1, 1, TONE_PLAIN,
	                  tr(N_("e says how it is to be read: encoding, what parts the cells, the "
	                        "line of the header, what it holds.")));
	if (d->unread != NULL)
		y = paint_wrapped(a, y, 1, TONE_PLAIN,
		                  tr(N_("m shows its columns and says what they are.")));
	paint_wrapped(a, y, 1, TONE_PLAIN, tr(N_("c takes in another file.")));
}

/* The first notes, and that there are more. */
static void draw_notes(const struct plan *p, int y, const struct area *a) {
	size_t n = 0;
	int cells = a->cols - 2;
	char more[60] = "";

	while (plan_note(p, n) != NULL)
		n++;
	if (n > NOTE_ROWS)
		text_fill(more, sizeof more, tr(N_("t: {n} notes")), "n", NUM(n), NULL);
	for (size_t i = 0; i < NOTE_ROWS && i < n; i++) {
		int right = i + 1 == NOTE_ROWS && *more ? utf8_width(more) + 2 : 0;

		paint_text(y + (int)i, 1, cells - right, TONE_PLAIN, plan_note(p, i));
		if (right > 0)
			paint_right(y + (int)i, 1 + cells - right, right, TONE_BOLD, more);
	}
}

/* First records of the file, where the window has room for them above the list. */
static int preview_rows(const struct import *d, const struct area *a) {
	int n = 0, room = a->rows - FIXED_ROWS - FOOT_ROWS - LEAST_LINES;

	while (n < room && d->plan != NULL && plan_preview(d->plan, (size_t)n) != NULL)
		n++;
	return n;
}

static int rows_above(struct view *v, const struct area *a) {
	return FIXED_ROWS + preview_rows(v->data, a);
}

static void top_import(struct view *v, const struct area *a) {
	const struct import *d = v->data;
	int y = a->top + 1, previews = preview_rows(d, a);

	if (d->plan == NULL) {
		if (d->why != NULL)
			draw_why(d, a);
		else
			draw_how(a);
		return;
	}
	draw_counts(d, a);
	draw_notes(d->plan, y, a);
	y += NOTE_ROWS;
	for (int i = 0; i < previews; i++)
		paint_text(y + i, 2, a->cols - 3, TONE_DIM, plan_preview(d->plan, (size_t)i));
	paint_rule(y + previews);
}

static void foot_import(struct view *v, const struct area *a) {
	const struct import *d = v->data;
	const char *reason = import_reason(d);

	if (d->plan == NULL)
		return;
	paint_rule(a->top);
	if (reason != NULL)
		paint_wrapped(a, a->top + 1, 2, TONE_PLAIN, reason);
}

static unsigned choose_shown(struct view *v, const struct key *k) {
	if (k == NULL || k->cp < '1' || k->cp >= '1' + IMPORT_SHOWS)
		return V_DONE;
	((struct import *)v->data)->shown = (enum import_show)(k->cp - '1');
	return list_view_again(v);
}

static unsigned act_import(struct view *v, enum action_id action, long long id,
                           const struct key *k) {
	if (action == ACTION_DIGIT)
		return choose_shown(v, k);
	if (action == ACTION_APPLY)
		ask_apply(v);
	else if (action == ACTION_CHOOSE_FILE)
		ask_path(v, ((struct import *)v->data)->path);
	else if (action == ACTION_READ_AS)
		wizard_run(v, &reading_wizard, NULL);
	else if (action == ACTION_IMPORTS)
		return V_NOT_MINE;
	else if (import_action(action))
		return import_parts_open(v, v->data, action);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

static bool can_import(const struct view *v, enum action_id action) {
	const struct import *d = v->data;

	if (action == ACTION_OPEN || action == ACTION_TAKE_BACK)
		return false;
	if (action == ACTION_CHOOSE_FILE || action == ACTION_IMPORTS)
		return true;
	if (action == ACTION_READ_AS)
		return d->path != NULL && !d->done;
	if (action == ACTION_PLAN_COLUMNS && d->unread != NULL)
		return true;
	if (action == ACTION_APPLY)
		return d->plan != NULL && !d->done;
	return !import_action(action) || d->plan != NULL;
}

static const struct list_screen screen = {
	.rows_above = rows_above, .foot_rows = FOOT_ROWS, .open = open_import, .load = load_import,
	.head = head_import, .top = top_import, .foot = foot_import, .act = act_import,
	.can = can_import, .close = close_import,
};

const struct view_ops import_ops = {.name = "import", LIST_PAGE_OPS(W_IMPORT, struct import,
                                                                    &screen)};

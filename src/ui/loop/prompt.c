/* Questions over the screen below: numbered answers, one line of text, the filter as it is
 * typed. SPDX-License-Identifier: MIT */

#include "core/secret.h"
#include "core/utf8.h"
#include "model/station/station.h"
#include "ui/loop/ui_priv.h"
#include "ui/terminal/text_box.h"

enum { FILTER_WAIT_MS = 150, TEXT_MAX = 1000, CHOICES_MAX = 9 };

/* ---- numbered answers ---- */

struct ask_data {
	struct ask ask; /* its texts are the two below */
	char *question, *choice[CHOICES_MAX];
	int count, at;
};

static enum rc ask_open(struct view *v, const void *arg, struct err *err) {
	const struct ask *a = arg;
	struct ask_data *d = v->data;

	d->question = mem_strdup(a->question);
	while (d->count < CHOICES_MAX && a->choices[d->count] != NULL) {
		d->choice[d->count] = mem_strdup(a->choices[d->count]);
		d->count++;
	}
	d->at = a->initial >= 1 && a->initial <= d->count ? a->initial : 1;
	d->ask = *a;
	ui_question(v);
	return RC_OK;
}

static void ask_close(struct view *v) {
	struct ask_data *d = v->data;

	free(d->question);
	for (int i = 0; i < d->count; i++)
		free(d->choice[i]);
	if (d->ask.drop != NULL)
		d->ask.drop(d->ask.ctx);
}

static unsigned ask_done(struct view *v, int choice) {
	struct ask_data *d = v->data;
	struct ui *ui = v->ui;
	struct view *below = v->below;
	struct ask ask = d->ask;

	d->ask.drop = NULL;
	view_pop(ui); /* frees v and d */
	ui_answered(ui, below, ask.answer != NULL ? ask.answer(below, ask.ctx, choice) : V_DONE);
	return V_DONE;
}

static unsigned ask_key(struct view *v, const struct key *typed) {
	struct ask_data *d = v->data;
	bool folded;
	struct key k = key_fold(*typed, &folded);

	if (k.kind == K_ESC)
		return ask_done(v, 0);
	if (k.kind == K_ENTER)
		return ask_done(v, d->at);
	if (k.kind == K_CHAR && k.cp >= '1' && k.cp < '1' + (uint32_t)d->count)
		return ask_done(v, (int)(k.cp - '0'));
	if (k.kind == K_UP && d->at > 1)
		d->at--;
	else if (k.kind == K_DOWN && d->at < d->count)
		d->at++;
	else
		return V_DONE;
	return V_REDRAW;
}

static void ask_draw(struct view *v, const struct area *a) {
	struct ask_data *d = v->data;
	int lines = utf8_width(d->question) / (a->cols - 4) + 1;
	int end = a->top + a->rows, y = end - d->count - lines;
	char line[300];

	if (y < a->top + 1)
		y = a->top + 1;
	paint_rule(y - 1);
	for (int i = y; i < end; i++)
		paint_blank(i);
	y = paint_wrapped(a, y, 2, TONE_BOLD, d->question);
	for (int i = 0; i < d->count && y < end; i++, y++) {
		snprintf(line, sizeof line, "%d %s", i + 1, d->choice[i]);
		paint_marker(y, d->at == i + 1);
		paint_text(y, 2, a->cols - 2, TONE_PLAIN, line);
		if (d->at == i + 1)
			paint_cursor(y, 0);
	}
}

const struct view_ops ask_ops = {.name = "ask", .where = W_TEXT, .overlay = true,
                                 .size = sizeof(struct ask_data), .open = ask_open, .key = ask_key,
                                 .draw = ask_draw, .close = ask_close};

void ui_ask(struct ui *ui, const struct ask *ask) { ui_push(ui, &ask_ops, ask); }

/* ---- one line of text ---- */

struct text_data {
	struct ask_text ask; /* its texts are the two below */
	char *question;
	struct edit edit;
	struct pick pick; /* of ask.ref */
	bool listed;      /* the names are shown, one of them marked */
};

static void read_names(struct view *v, const char *ref) {
	struct text_data *d = v->data;
	struct ids ids = {0};

	if (station_choices(v->st, v->actor, ref, &ids, NULL) == RC_OK)
		pick_open_records(&d->pick, station_env(v->st), ref, &ids);
	ids_clear(&ids);
}

static enum rc text_open(struct view *v, const void *arg, struct err *err) {
	const struct ask_text *a = arg;
	struct text_data *d = v->data;

	d->question = mem_strdup(a->question);
	edit_init(&d->edit, TEXT_MAX, 40, 1);
	edit_set(&d->edit, a->initial);
	d->ask = *a;
	if (a->ref != NULL)
		read_names(v, a->ref);
	ui_question(v);
	return RC_OK;
}

/* F4 lists all names, typing those it may mean; the arrows go among them. False: no key of these.
 */
static bool names_key(struct text_data *d, const struct key *k) {
	struct pick *p = &d->pick;

	if (p->n == 0)
		return false;
	if (k->kind == K_FUNC && k->cp == 4) {
		edit_set(&p->filter, "");
		pick_filter(p);
		d->listed = true;
	} else if (k->kind == K_DOWN && !d->listed) {
		d->listed = p->shown_n > 0;
	} else if (k->kind == K_DOWN) {
		p->mark += p->mark + 1 < p->shown_n;
	} else if (k->kind == K_UP) {
		p->mark -= p->mark > 0;
	} else if (text_box_key(&d->edit, k)) {
		edit_set(&p->filter, edit_text(&d->edit));
		pick_filter(p);
		d->listed = !edit_is_empty(&d->edit) && p->shown_n > 0;
	} else {
		return false;
	}
	return true;
}

/* The name that is marked, the one the text means, else the text. */
static const char *name_meant(struct text_data *d) {
	const char *text = edit_text(&d->edit);
	const struct pick_row *row = pick_match(&d->pick, text);

	if (d->listed && (!row || d->pick.mark > 0 || text[0] == '\0'))
		row = &d->pick.rows[d->pick.shown[d->pick.mark]];
	return row ? row->label : text;
}

static void text_close(struct view *v) {
	struct text_data *d = v->data;

	free(d->question);
	if (d->ask.secret)
		edit_wipe(&d->edit);
	edit_clear(&d->edit);
	pick_clear(&d->pick);
	if (d->ask.drop != NULL)
		d->ask.drop(d->ask.ctx);
}

static unsigned text_key(struct view *v, const struct key *k) {
	struct text_data *d = v->data;
	struct ui *ui = v->ui;
	struct view *below = v->below;
	struct ask_text ask = d->ask;
	char *text;

	if (names_key(d, k))
		return V_REDRAW;
	if (k->kind != K_ESC && k->kind != K_ENTER)
		return text_box_key(&d->edit, k) ? V_REDRAW : V_NOT_MINE;
	d->ask.drop = NULL;
	text = k->kind == K_ENTER ? str_trim(mem_strdup(name_meant(d))) : NULL;
	view_pop(ui); /* frees v and d */
	ui_answered(ui, below, ask.answer(below, ask.ctx, text));
	if (ask.secret && text)
		secret_wipe(text, strlen(text));
	free(text);
	return V_DONE;
}

/* Above the question, the marked one among them. */
static void draw_names(const struct pick *p, int y) {
	enum { LINES_MOST = 8 };
	size_t n = p->shown_n < LINES_MOST ? p->shown_n : LINES_MOST;
	size_t top = p->mark >= n ? p->mark - n + 1 : 0;

	paint_rule(y - (int)n - 1);
	for (size_t i = 0; i < n; i++) {
		int line = y - (int)n + (int)i;

		paint_blank(line);
		paint_marker(line, top + i == p->mark);
		paint_run(line, 2, TONE_PLAIN, p->rows[p->shown[top + i]].label);
	}
	if (n < p->shown_n)
		paint_run(y - 1, 40, TONE_DIM, "..");
}

static void draw_stars(const struct edit *e, int y, int x) {
	enum { MOST = 32 };
	char stars[MOST + 1] = "";
	size_t n = e->n < MOST ? e->n : MOST;

	memset(stars, '*', n);
	stars[n] = '\0';
	paint_text(y, x, MOST + 1, TONE_INPUT, stars);
	paint_cursor(y, x + (int)n);
}

static void text_draw(struct view *v, const struct area *a) {
	struct text_data *d = v->data;
	int y = a->top + a->rows + 1, width = utf8_width(d->question);

	if (width > a->cols / 2)
		width = a->cols / 2;
	if (v->ui->message.n > 0) { /* why it is asked again: over the lines above */
		int lines = utf8_width(str_text(&v->ui->message)) / (a->cols - 4) + 1;
		struct area above = {.top = y - lines, .rows = lines, .cols = a->cols};

		for (int i = y - lines; i < y; i++)
			paint_blank(i);
		paint_rule(y - lines - 1);
		paint_wrapped(&above, y - lines, 1, TONE_BOLD, str_text(&v->ui->message));
	}
	if (d->listed)
		draw_names(&d->pick, y);
	paint_blank(y);
	paint_text(y, 1, width, TONE_BOLD, d->question);
	if (d->ask.secret)
		draw_stars(&d->edit, y, width + 2);
	else
		text_box_draw(&d->edit, y, width + 2, a->cols - width - 4);
}

const struct view_ops ask_text_ops = {.name = "ask-text", .where = W_TEXT, .overlay = true,
                                      .size = sizeof(struct text_data), .open = text_open,
                                      .key = text_key,
                                      .draw = text_draw, .close = text_close};

void ui_ask_text(struct ui *ui, const struct ask_text *ask) { ui_push(ui, &ask_text_ops, ask); }

/* ---- filter ---- */

static enum rc filter_open(struct view *v, const void *arg, struct err *err) {
	struct edit *e = v->data;

	edit_init(e, 60, 40, 1);
	return RC_OK;
}

static void filter_close(struct view *v) { edit_clear(v->data); }

static unsigned filter_tell(struct view *v) {
	struct edit *e = v->data;
	struct view *below = v->below;

	ui_tell_number_search(below);
	below->told = false;
	ui_apply(v->ui, below, ui_search(below, edit_text(e)));
	return V_REDRAW;
}

static unsigned filter_key(struct view *v, const struct key *k) {
	struct edit *e = v->data;

	if (k->kind == K_ESC) {
		edit_set(e, "");
		return filter_tell(v) | V_CLOSE;
	}
	if (k->kind == K_ENTER)
		return filter_tell(v) | V_CLOSE;
	if (k->kind == K_UP || k->kind == K_DOWN) {
		filter_tell(v);
		ui_do(v->ui, v->below, k->kind == K_UP ? ACTION_UP : ACTION_DOWN, k);
		return V_CLOSE;
	}
	if (!text_box_key(e, k))
		return V_DONE;
	ui_wake(v, FILTER_WAIT_MS);
	return V_REDRAW;
}

static void filter_draw(struct view *v, const struct area *a) {
	struct edit *e = v->data;
	int y = a->top + a->rows + 1;

	paint_blank(y);
	paint_text(y, 1, 1, TONE_BOLD, "/");
	text_box_draw(e, y, 3, a->cols - 5);
}

const struct view_ops filter_ops = {.name = "filter", .where = W_TEXT, .overlay = true,
                                    .size = sizeof(struct edit), .open = filter_open,
                                    .key = filter_key,
                                    .wake = filter_tell, .draw = filter_draw,
                                    .close = filter_close};

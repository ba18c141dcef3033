/* An action by its name (`:`): English name, label, or pinyin initials of the label; Tab completes,
 * Up brings back. SPDX-License-Identifier: MIT */

#include "core/suggest.h"
#include "core/utf8.h"
#include "ui/loop/ui_priv.h"
#include "ui/terminal/text_box.h"

enum { LIST_ROWS = 8 };

struct command {
	struct edit edit;
	enum action_id hit[ACTION_COUNT]; /* what Tab goes through */
	int count, at;                    /* at -1: the marker is on none */
	bool listed;                      /* they are shown */
	int back;                         /* lines of the history gone back; 0: none */
};

/* Valid below, and begins so. */
static void find(struct view *v, const char *text) {
	struct command *d = v->data;

	d->count = 0;
	d->at = -1;
	d->listed = false;
	for (int i = 1; i < ACTION_COUNT; i++)
		if (view_can(v->below, action_table[i].id) && action_begins(&action_table[i], text))
			d->hit[d->count++] = action_table[i].id;
}

/* The whole name, else the only one that begins so. What is the name of something else is not the
 * beginning of another. */
static enum action_id meant(const struct command *d, const char *text) {
	enum action_id named = action_named(text);

	for (int i = 0; i < d->count; i++)
		if (d->hit[i] == named)
			return named;
	return named == ACTION_NONE && d->count == 1 ? d->hit[0] : ACTION_NONE;
}

static enum rc open_command(struct view *v, const void *arg, struct err *err) {
	struct command *d = v->data;

	edit_init(&d->edit, 60, 40, 1);
	d->at = -1;
	return RC_OK;
}

static void close_command(struct view *v) { edit_clear(&((struct command *)v->data)->edit); }

/* Tab: what all candidates begin with, by name; then one candidate after the other. */
static void complete(struct view *v) {
	struct command *d = v->data;
	size_t same;

	if (d->listed) {
		d->at = (d->at + 1) % d->count;
		edit_set(&d->edit, action_table[d->hit[d->at]].name);
		return;
	}
	find(v, edit_text(&d->edit));
	if (d->count == 0)
		return;
	same = strlen(action_table[d->hit[0]].name);
	for (int i = 1; i < d->count; i++)
		while (strncmp(action_table[d->hit[0]].name, action_table[d->hit[i]].name,
		               same) != 0)
			same--;
	if (same > strlen(edit_text(&d->edit)) || d->count == 1) {
		char *begin = mem_strndup(action_table[d->hit[0]].name, same);

		edit_set(&d->edit, begin);
		free(begin);
	}
	d->listed = d->count > 1; /* the next Tab takes its first line */
}

/* Up and Down: the commands of this session, the last one first. */
static void go_back(struct view *v, int step) {
	struct command *d = v->data;
	int to = d->back + step;

	if (to < 0 || to > COMMAND_HISTORY || (to > 0 && v->ui->commands[to - 1] == ACTION_NONE))
		return;
	d->back = to;
	d->listed = false;
	edit_set(&d->edit, to > 0 ? action_table[v->ui->commands[to - 1]].name : "");
}

static void remember(struct ui *ui, enum action_id id) {
	int i = 0;

	while (i < COMMAND_HISTORY - 1 && ui->commands[i] != id && ui->commands[i] != ACTION_NONE)
		i++;
	for (; i > 0; i--)
		ui->commands[i] = ui->commands[i - 1];
	ui->commands[0] = id;
}

/* The nearest name or label of what can be done below. */
static void say_unknown(struct view *below, const char *text) {
	struct suggest s = suggest_begin(text);

	for (int i = 1; i < ACTION_COUNT; i++)
		if (view_can(below, action_table[i].id)) {
			suggest_try(&s, action_table[i].name);
			suggest_try(&s, tr(action_table[i].label));
		}
	if (s.best != NULL)
		ui_sayf(below->ui, N_("This screen has no action {name}. Did you mean {best}?"),
		        "name", text, "best", s.best, NULL);
	else
		ui_sayf(below->ui, N_("This screen has no action {name}; ? lists them all."),
		        "name", text, NULL);
}

static unsigned run(struct view *v) {
	struct command *d = v->data;
	struct ui *ui = v->ui;
	struct view *below = v->below;
	char *text = str_trim(mem_strdup(edit_text(&d->edit)));
	enum action_id id;
	int count;

	find(v, text);
	id = text[0] != '\0' ? meant(d, text) : ACTION_NONE;
	count = d->count;
	if (text[0] != '\0' && id == ACTION_NONE && count > 1 &&
	    action_named(text) == ACTION_NONE) { /* several: show them */
		complete(v);
		free(text);
		return V_REDRAW;
	}
	ui_apply(ui, v, V_CLOSE); /* frees v and d */
	if (id != ACTION_NONE) {
		remember(ui, id);
		ui_do(ui, below, id, NULL);
	} else if (text[0] != '\0') {
		say_unknown(below, text);
	}
	free(text);
	return V_REDRAW;
}

static unsigned key_command(struct view *v, const struct key *k) {
	struct command *d = v->data;

	if (k->kind == K_ESC)
		return V_CLOSE;
	if (k->kind == K_ENTER)
		return run(v);
	if (k->kind == K_TAB) {
		complete(v);
	} else if (k->kind == K_UP || k->kind == K_DOWN) {
		go_back(v, k->kind == K_UP ? 1 : -1);
	} else {
		if (!text_box_key(&d->edit, k))
			return V_NOT_MINE;
		d->listed = false;
		d->back = 0;
	}
	return V_REDRAW;
}

static void draw_hits(const struct command *d, const struct area *a) {
	int rows = d->count < LIST_ROWS ? d->count : LIST_ROWS, y = a->top + a->rows - rows;
	int top = d->at >= rows ? d->at - rows + 1 : 0;
	char line[200];

	paint_rule(y - 1);
	for (int i = top; i < top + rows; i++, y++) {
		const struct action_def *def = &action_table[d->hit[i]];
		struct str name = {0};

		utf8_pad(&name, def->name, 16);
		snprintf(line, sizeof line, "%s %s", str_text(&name), tr(def->label));
		paint_blank(y);
		paint_marker(y, i == d->at);
		paint_text(y, 2, a->cols - 3, TONE_PLAIN, line);
		str_clear(&name);
	}
	if (rows < d->count)
		paint_text(y - 1, a->cols - 6, 4, TONE_DIM, "...");
}

static void draw_command(struct view *v, const struct area *a) {
	struct command *d = v->data;
	const char *label = tr(N_("Command:"));
	int y = a->top + a->rows + 1, width = utf8_width(label);

	if (d->listed)
		draw_hits(d, a);
	paint_blank(y);
	paint_text(y, 1, width, TONE_BOLD, label);
	text_box_draw(&d->edit, y, width + 2, a->cols - width - 4);
}

const struct view_ops command_ops = {.name = "command", .where = W_TEXT, .overlay = true,
                                     .size = sizeof(struct command), .open = open_command,
                                     .key = key_command, .draw = draw_command,
                                     .close = close_command};

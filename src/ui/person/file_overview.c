/* The overview of a file: every field of the person and of the order that has something to say.
 * SPDX-License-Identifier: MIT */

#include "core/clock.h"
#include "model/access/masking.h"
#include "model/station/day_check.h"
#include "model/station/station.h"
#include "ui/person/file_view.h"

enum { LABEL_CELLS = 14, WIDE_FIELD = 20 };

/* Where the next field goes: two columns, wide fields take a line of their own. */
struct flow {
	const struct file *f;
	const struct area *a;
	int line;
	bool right;
};

static int flow_y(const struct flow *w) {
	int y = w->a->top + w->line - w->f->scroll;

	return w->line >= w->f->scroll && y < w->a->top + w->a->rows ? y : -1;
}

static void flow_break(struct flow *w) {
	if (w->right) {
		w->right = false;
		w->line++;
	}
}

static void flow_title(struct flow *w, const char *title) {
	flow_break(w);
	if (w->line > 0)
		w->line++;
	paint_text(flow_y(w), 1, w->a->cols - 2, TONE_BOLD, title);
	w->line++;
}

/* A value that was saved only for a reason: told by the record's check. */
static bool is_odd(const struct findings *told, const struct field_def *fd) {
	for (unsigned i = 0; told && i < told->n; i++)
		if (told->v[i].kind == FINDING_REASON && strcmp(told->v[i].field, fd->name) == 0)
			return true;
	return false;
}

/* Blank fields are left out; those a complete file needs are named as missing. */
static void flow_field(struct flow *w, const struct field_def *fd, const void *rec,
                       const struct findings *told) {
	struct str text = {0};
	bool odd = is_odd(told, fd);
	bool missing = field_is_blank(fd, rec) && !field_is_unknown(fd, rec),
	               wide = fd->width > WIDE_FIELD;
	int half = w->a->cols / 2, x, cells;

	if ((fd->flags & F_SYSTEM) != 0 || (missing && (fd->flags & F_COMPLETE) == 0))
		return;
	str_add(&text, missing ? tr(N_("!missing")) : odd ? "!" : "");
	if (!missing)
		masked_text(w->f->view->actor, file_is_revealed(w->f) ? VIEW_REVEALED : VIEW_FILE,
		            fd, rec, station_env(w->f->view->st), &text);
	if (wide)
		flow_break(w);
	x = w->right ? half + 1 : 1;
	cells = wide ? w->a->cols - x - LABEL_CELLS - 2 : half - LABEL_CELLS - 2;
	paint_text(flow_y(w), x, LABEL_CELLS, TONE_PLAIN, tr(fd->label));
	paint_text(flow_y(w), x + LABEL_CELLS + 1, cells, missing || odd ? TONE_ALERT : TONE_PLAIN,
	           str_text(&text));
	if (wide || w->right)
		w->line++;
	w->right = !wide && !w->right;
	str_clear(&text);
}

static void flow_record(struct flow *w, const struct entity_def *def, const void *rec,
                        const struct findings *told) {
	for (size_t i = 0; i < def->count; i++)
		flow_field(w, &def->fields[i], rec, told);
}

/* What asks to be seen: a line each. */
static void flow_lines(struct flow *w, const char *line) {
	flow_break(w);
	for (size_t n; *line; line += n + (line[n] == '\n')) {
		char *one = mem_strndup(line, n = strcspn(line, "\n"));

		paint_text(flow_y(w), 1, w->a->cols - 2, TONE_ALERT, one);
		w->line++;
		free(one);
	}
}

void file_overview_draw(struct file *f, const struct area *a) {
	struct flow w = {.f = f, .a = a};
	const struct treatment_order *o = &f->who.order;
	struct findings told = {.n = 0};
	char day[DATE_BUF], text[160];
	struct str said = {0};

	if (f->damaged) {
		snprintf(text, sizeof text, "%lld", f->damaged);
		str_fill(&said, DAMAGE_SENTENCE, "n", text, NULL);
		flow_lines(&w, str_text(&said));
		str_clear(&said);
	}
	flow_title(&w, tr(N_("Person")));
	flow_record(&w, &resident_def, &f->who.person, NULL);
	flow_lines(&w, str_text(&f->kept_words)); /* of what was taken in, and left a field open */
	flow_title(&w, tr(N_("Order")));
	if (o->rec.id == 0) {
		paint_text(flow_y(&w), 1, a->cols - 2, TONE_PLAIN,
		           tr(N_("No order yet: o adds one.")));
		w.line++;
	} else {
		(void)order_check(o, clock_today(), &told, NULL);
		flow_record(&w, &order_def, o, &told);
		flow_break(&w);
		if (date_is_set(f->who.term.proposed)) {
			text_fill(text, sizeof text, tr(N_("By the rules the term ends on {day}.")),
			          "day", date_format(f->who.term.proposed, day), NULL);
			paint_text(flow_y(&w), 1, a->cols - 2, TONE_PLAIN, text);
			w.line++;
		}
	}
	flow_break(&w);
	f->lines = w.line;
	paint_cursor(a->top, 0);
}

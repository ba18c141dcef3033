/* Import: a file is named, shown as it was understood, planned, and taken in only after that. */
#include <stdio.h>
#include <stdlib.h>

#include "exchange/csv_read.h"
#include "exchange/source.h"
#include "screens.h"

enum { SAMPLE_ROWS = 5 };

struct import {
	char *path;
	char *about;                /* encoding, delimiter, lines */
	char *sample[SAMPLE_ROWS];  /* decoded rows, cells parted by a bar */
	size_t sample_count;
};

static void forget(struct import *d) {
	free(d->path);
	free(d->about);
	for (size_t i = 0; i < d->sample_count; i++)
		free(d->sample[i]);
	*d = (struct import){0};
}

static char *joined(const struct csv_record *rec) {
	struct str row = {0};

	for (size_t i = 0; i < rec->count; i++)
		str_addf(&row, "%s%s", i > 0 ? " | " : "", csv_cell(rec, i));
	return str_take(&row);
}

static const char *delimiter_word(char c) {
	switch (c) {
	case '\t':
		return tr(N_("tab"));
	case ';':
		return ";";
	case '|':
		return "|";
	default:
		return ",";
	}
}

static void describe(struct import *d, const struct source *src, const struct csv_reader *csv) {
	char text[200], lines[24];

	snprintf(lines, sizeof lines, "%ld", source_lines(src));
	text_fill(text, sizeof text, tr(N_("Encoding {encoding}  delimiter {delimiter}  {lines} lines")), "encoding",
	          source_encoding_name(source_encoding(src)), "delimiter", delimiter_word(csv_reader_delimiter(csv)),
	          "lines", lines, (char *)NULL);
	d->about = mem_strdup(text);
}

static enum rc look(struct import *d, const char *path, struct err *err) {
	struct source *src = NULL;
	struct csv_reader *csv = NULL;
	const struct csv_record *rec;
	enum rc rc = source_open(&src, path, SOURCE_AUTO, err);

	forget(d);
	if (rc == RC_OK)
		rc = csv_reader_new(&csv, src, 0, err);
	if (rc != RC_OK)
		goto out;
	d->path = mem_strdup(path);
	describe(d, src, csv);
	while (rc == RC_OK && d->sample_count < SAMPLE_ROWS) {
		rc = csv_reader_next(csv, &rec, err);
		if (rc != RC_OK || rec == NULL)
			break;
		if (rec->count > 0)
			d->sample[d->sample_count++] = joined(rec);
	}
out:
	csv_reader_free(csv);
	source_close(src);
	return rc;
}

static unsigned path_typed(struct view *v, void *ctx, const char *path);

static void ask_path(struct view *v, const char *initial) {
	struct ask_text ask = {.question = tr(N_("File to take in:")), .initial = initial, .answer = path_typed};

	ui_ask_text(v->ui, &ask);
}

static unsigned path_typed(struct view *v, void *ctx, const char *path) {
	struct import *d = v->data;
	struct err err = {0};

	(void)ctx;
	if (path == NULL || path[0] == '\0')
		return d->path == NULL ? V_CLOSE : V_REDRAW;
	if (look(d, path, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		ask_path(v, path);
	}
	return V_REDRAW;
}

/* Called once the screen stands: the first thing it wants to know is the file. */
static enum rc load_import(struct view *v, struct err *err) {
	struct import *d = v->data;

	(void)err;
	if (d->path == NULL)
		ask_path(v, NULL);
	return RC_OK;
}

static void close_import(struct view *v) { forget(v->data); }

static void head_import(const struct view *v, struct str *left, struct str *right) {
	const struct import *d = v->data;

	(void)right;
	str_add(left, tr(N_("Import")));
	if (d->path != NULL)
		str_addf(left, "  %s", d->path);
}

static void draw_import(struct view *v, const struct area *a) {
	struct import *d = v->data;

	paint_text(a->top, 1, a->cols - 2, TONE_PLAIN, d->about);
	for (size_t i = 0; i < d->sample_count; i++)
		paint_text(a->top + 2 + (int)i, 2, a->cols - 3, TONE_PLAIN, d->sample[i]);
	paint_cursor(a->top, 0);
}

static unsigned act_import(struct view *v, enum action_id id, const struct key *k) {
	struct import *d = v->data;

	(void)k;
	if (id != ACTION_CHOOSE_FILE)
		return V_NOT_MINE;
	ask_path(v, d->path);
	return V_REDRAW;
}

const struct view_ops import_ops = {
	.name = "import",
	.where = W_IMPORT | W_BASE,
	.size = sizeof(struct import),
	.load = load_import,
	.head = head_import,
	.draw = draw_import,
	.act = act_import,
	.close = close_import,
};

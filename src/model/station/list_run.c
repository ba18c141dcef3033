/* Reading a list: a page of cells by its rows. SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "model/access/disclosure.h"
#include "model/access/masking.h"
#include "model/station/list_def.h"
#include "model/station/station.h"

void list_run_init(struct list_run *r, const struct list_def *def, struct station *st,
                   const struct actor *a) {
	*r = (struct list_run){
		.def = def, .st = st, .actor = a, .q = {.from = DATE_NONE, .to = DATE_NONE}};
	if (def->size > 0)
		r->data = mem_zalloc(1, def->size);
	r->cells = mem_zalloc(LIST_PAGE * def->column_count, sizeof *r->cells);
	list_take_columns(r, "", NULL);
}

void list_run_clear(struct list_run *r) {
	if (r->def == NULL)
		return;
	if (r->def->clear != NULL)
		r->def->clear(r);
	for (size_t i = 0; i < LIST_PAGE * r->def->column_count; i++)
		str_clear(&r->cells[i].text);
	free(r->cells);
	free(r->data);
	*r = (struct list_run){0};
}

static void blank_row(struct list_run *r, size_t row) {
	for (size_t c = 0; c < r->def->column_count; c++) {
		struct list_cell *cell = &r->cells[row * r->def->column_count + c];

		str_reset(&cell->text);
		cell->tone = LIST_PLAIN;
	}
}

enum rc list_run_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	enum rc rc = RC_OK;

	r->n = 0;
	for (size_t row = 0; row < n; row++)
		blank_row(r, row);
	station_names_hold(r->st, true);
	if (r->def->rows != NULL && n > 0)
		rc = r->def->rows(r, ids, n, err);
	for (size_t row = 0; r->def->rows == NULL && rc == RC_OK && row < n; row++) {
		rc = r->def->row(r, row, ids[row], err);
		/* void or sealed since the ids were read: an empty line until the next time */
		if (rc == RC_NOT_FOUND) {
			blank_row(r, row);
			rc = RC_OK;
		}
	}
	station_names_hold(r->st, false);
	r->n = rc == RC_OK ? n : 0;
	return rc;
}

enum rc list_run_each(struct list_run *r, const struct ids *ids,
	enum rc (*each)(void *ctx, struct list_run *r, size_t row, long long id, struct err *err),
	void *ctx, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t from = 0; from < ids->n && rc == RC_OK; from += LIST_PAGE) {
		size_t n = ids->n - from < LIST_PAGE ? ids->n - from : LIST_PAGE;

		rc = list_run_rows(r, ids->v + from, n, err);
		for (size_t row = 0; row < n && rc == RC_OK; row++)
			rc = each(ctx, r, row, ids->v[from + row], err);
	}
	return rc;
}

const char *list_run_audit(const struct list_run *r) {
	const char *find = r->q.find != NULL ? r->q.find : "";

	if (find[0] == '\0')
		return r->def->audit;
	if (r->def->finds_number != NULL && r->def->finds_number(find))
		return LIST_NUMBER_SEARCH;
	return r->def->audit_search != NULL ? r->def->audit_search : r->def->audit;
}

enum rc list_run_note(struct list_run *r, size_t hits, const struct ids *who, struct err *err) {
	const char *action = list_run_audit(r);
	struct str fields = {0};
	char detail[40];
	enum rc rc;

	if (action == NULL)
		return RC_OK;
	snprintf(detail, sizeof detail, "hits=%zu", hits);
	if (!r->def->contents || who == NULL || who->n == 0)
		return station_note(r->st, r->actor, action, "resident", 0, NULL, detail, err);
	for (size_t i = 0; i < r->shown_count; i++)
		str_addf(&fields, "%s%s", i ? "," : "", tr(list_column_label(r->def, r->shown[i])));
	rc = disclosure_put(r->st, r->actor, &(struct disclosure){.kind = OUT_CONTENTS,
	                    .action = action, .table = "resident", .detail = detail, .people = who,
	                    .fields = str_text(&fields)}, NULL, err);
	str_clear(&fields);
	return rc;
}

/* ---- cells ---- */

static struct list_cell *cell_at(const struct list_run *r, size_t row, size_t column) {
	return &r->cells[row * r->def->column_count + column];
}

const char *list_text(const struct list_run *r, size_t row, size_t column) {
	return row < r->n ? str_text(&cell_at(r, row, column)->text) : "";
}

enum list_tone list_tone_of(const struct list_run *r, size_t row, size_t column) {
	return row < r->n ? cell_at(r, row, column)->tone : LIST_PLAIN;
}

struct str *list_cell(struct list_run *r, size_t row, size_t column) {
	return &cell_at(r, row, column)->text;
}

void list_put(struct list_run *r, size_t row, size_t column, const char *text) {
	str_add(list_cell(r, row, column), text);
}

void list_putf(struct list_run *r, size_t row, size_t column, const char *fmt, ...) {
	char text[160];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	list_put(r, row, column, text);
}

void list_put_date(struct list_run *r, size_t row, size_t column, struct date d) {
	char day[DATE_BUF];

	if (date_is_set(d))
		list_put(r, row, column, date_format(d, day));
}

void list_set_tone(struct list_run *r, size_t row, size_t column, enum list_tone tone) {
	cell_at(r, row, column)->tone = tone;
}

void list_put_record(struct list_run *r, size_t row, const struct entity_def *of, const void *rec) {
	for (size_t c = 0; c < r->def->column_count; c++) {
		const struct list_column *col = &r->def->columns[c];
		const struct field_def *f = list_column_field(r->def, c);

		/* The name behind a ref costs a query. */
		if (f != NULL && (col->of != NULL ? col->of : r->def->entity) == of &&
		    (f->type != FT_REF || list_wants(r, c)))
			masked_text(r->actor, VIEW_LIST, f, rec, station_env(r->st),
			            list_cell(r, row, c));
	}
}

bool list_wants(const struct list_run *r, size_t column) {
	for (size_t i = 0; i < r->shown_count; i++)
		if (r->shown[i] == column)
			return true;
	return false;
}

long long list_row_is_person(const struct list_run *r, long long id) { return id; }

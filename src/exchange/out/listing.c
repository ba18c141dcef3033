/* SPDX-License-Identifier: MIT */
#include "exchange/out/listing.h"

#include "core/clock.h"
#include "core/field.h"
#include "core/tr.h"
#include "exchange/out/table_out.h"
#include "model/access/disclosure.h"
#include "model/access/masking.h"
#include "model/station/approval.h"
#include "model/station/station.h"

void listing_clear(struct listing *l) {
	free(l->name);
	free(l->title);
	for (size_t i = 0; i < l->columns; i++)
		free(l->head[i]);
	for (size_t i = 0; i < l->cell_count; i++)
		free(l->cells[i]);
	free(l->cells);
	ids_clear(&l->who);
	*l = (struct listing){0};
}

void listing_column(struct listing *l, const char *head, unsigned flags) {
	if (l->columns == LISTING_COLUMNS)
		return;
	l->head[l->columns] = mem_strdup(head);
	l->flags[l->columns++] = flags;
}

void listing_cell(struct listing *l, const char *text) {
	VEC_PUSH(l->cells, l->cell_count, mem_strdup(text));
}

bool listing_names_people(const struct list_run *r) {
	for (size_t i = 0; i < r->shown_count; i++)
		if (list_column_flags(r->def, r->shown[i]) & (F_NAME | F_WORKER))
			return true;
	return false;
}

/* A column of the file that is none of the list's: -1. */
static long column_at(const struct listing *l, const struct list_run *r, size_t i) {
	if (!l->form)
		return i < r->shown_count ? (long)r->shown[i] : -1;
	return l->form->columns[i].is == TEMPLATE_LIST ? (long)l->form->columns[i].at : -1;
}

static void take_columns(struct listing *l, struct list_run *r) {
	size_t n = l->form ? l->form->count : r->shown_count;

	if (l->form)
		r->shown_count = 0; /* what a column costs is asked for where it is shown */
	for (size_t i = 0; i < n && i < LISTING_COLUMNS; i++) {
		long c = column_at(l, r, i);

		if (l->form && c >= 0 && r->shown_count < LIST_COLUMNS)
			r->shown[r->shown_count++] = (size_t)c;
		listing_column(l, l->form ? l->form->columns[i].head
		               : tr(list_column_head(r->def, (size_t)c)),
		               c < 0 ? 0 : list_column_flags(r->def, (size_t)c));
		l->count[i] = c >= 0 && r->def->columns[c].number;
	}
}

static enum rc take_row(void *ctx, struct list_run *r, size_t row, long long id, struct err *err) {
	struct listing *l = ctx;
	bool blank = true; /* whose person was sealed or voided since the ids were read */

	for (size_t i = 0; i < r->shown_count; i++)
		blank = blank && list_text(r, row, r->shown[i])[0] == '\0';
	for (size_t i = 0; i < l->columns; i++) {
		long c = column_at(l, r, i);

		listing_cell(l, c < 0 ? "" : list_text(r, row, (size_t)c));
	}
	if (!blank && r->def->person != NULL && r->def->person(r, id) != 0)
		ids_add(&l->who, r->def->person(r, id));
	return RC_OK;
}

enum rc listing_take(struct listing *l, struct list_run *r, const struct ids *ids,
                     struct err *err) {
	if (l->form && l->form->list != r->def)
		return err_set(err, RC_USAGE, "export.form",
		               N_("The form {name} is one of {of}, not of this."), "name",
		               l->form->id, "of", l->form->value[TEMPLATE_OF], NULL);
	l->access = r->def->access ? r->def->access : ACT_EXPORT_MASKED;
	take_columns(l, r);
	l->people = listing_names_people(r) ? ids->n : 0;
	return list_run_each(r, ids, take_row, l, err);
}

/* What nobody is named by goes out as it is shown, but for what is sensitive. */
static bool shows(const struct listing *l, const struct actor *a, enum masked_view view,
                  size_t column) {
	if (l->people == 0)
		return view != VIEW_EXPORT_MASKED || !(l->flags[column] & F_SENSITIVE);
	return masked_shows(a, view, l->flags[column]);
}

/* A cell as it may be seen, where its column is shown. */
static void cell_text(const struct listing *l, const struct actor *a, enum masked_view view,
                      size_t row, size_t c, struct str *text) {
	const char *cell = l->cells[row * l->columns + c];

	str_reset(text);
	if (l->people == 0)
		str_add(text, cell);
	else
		masked_value(a, view, l->flags[c], cell, text);
}

static size_t row_count(const struct listing *l) { return l->columns ? l->cell_count / l->columns
                                                  : 0; }

static void put_row(const struct listing *l, const struct actor *a, enum masked_view view,
                    size_t row, const struct template_words *words, struct table_out *w) {
	struct str text = {0};

	for (size_t c = 0; c < l->columns; c++) {
		if (l->form && template_put(&l->form->columns[c], words, row + 1, w))
			continue;
		str_reset(&text);
		if (shows(l, a, view, c))
			cell_text(l, a, view, row, c, &text);
		else if (!l->form)
			continue;
		table_out_cell(w, table_out_kind(l->count[c], str_text(&text)), str_text(&text));
	}
	table_out_end_row(w);
	str_clear(&text);
}

static void put_rows(const struct listing *l, const struct actor *a, enum masked_view view,
                     const struct template_words *words, bool book, struct table_out *w) {
	for (size_t c = 0; c < l->columns && !l->form; c++)
		if (shows(l, a, view, c))
			table_out_cell(w, CELL_TEXT, l->head[c]);
	if (l->form)
		template_head(l->form, words, book, w);
	else
		table_out_end_row(w);
	for (size_t row = 0; row < row_count(l); row++)
		put_row(l, a, view, row, words, w);
	if (l->form)
		template_foot(l->form, words, book, w);
}

/* Of one person there may be many lines. */
static size_t people_of(const struct listing *l) {
	struct ids who = {0};
	size_t n;

	for (size_t i = 0; l->people > 0 && i < l->who.n; i++)
		ids_add(&who, l->who.v[i]);
	ids_distinct(&who);
	n = who.n;
	ids_clear(&who);
	return n > 0 ? n : l->people;
}

/* With names: who may take so many out, for a reason. */
static enum rc may_write(struct station *st, const struct actor *a, const struct listing *l,
                         bool identified, const char *reason, struct err *err) {
	enum rc rc = station_may(st, a, l->access, err);

	if (rc != RC_OK || !identified)
		return rc;
	if (!reason || reason[0] == '\0')
		return err_set(err, RC_DENIED, "access.reason",
		               N_("This needs a reason, which is logged."), NULL);
	rc = station_may(st, a, ACT_EXPORT_IDENTIFIED, err);
	return rc == RC_OK ? approval_need_many(st, a, l->name, people_of(l), reason, err) : rc;
}

/* The columns that go out, by their heads. */
static void fields_of(const struct listing *l, const struct actor *a, enum masked_view view,
                      struct str *out) {
	for (size_t c = 0; c < l->columns; c++)
		if (shows(l, a, view, c) && (!l->form || l->form->columns[c].is == TEMPLATE_LIST))
			str_addf(out, "%s%s", out->n ? "," : "", l->head[c]);
}

enum rc listing_write(struct station *st, const struct actor *a, const struct listing *l,
                      const struct listing_options *o, char **final, struct err *err) {
	enum masked_view view = o->identified ? VIEW_EXPORT_IDENTIFIED : VIEW_EXPORT_MASKED;
	struct table_out *w = NULL;
	char hash[2 * HASH_LEN + 1] = "", detail[200];
	const struct template_words words = {station_name(st), o->span};
	struct str fields = {0};
	enum rc rc = may_write(st, a, l, o->identified, o->reason, err);

	*final = NULL;
	if (rc == RC_OK && l->form && o->identified && !template_is_identified(l->form))
		rc = err_set(err, RC_USAGE, "export.form_masked",
		             N_("The form {name} is masked: it holds no names."), "name", l->form->id,
		             NULL);
	if (rc == RC_OK)
		rc = table_out_new(&w, &(struct table_to){o->path, o->encoding, o->existing, l->title}, err);
	if (rc != RC_OK)
		return rc;
	put_rows(l, a, view, &words, table_is_book(o->path), w);
	/* Who took it out is on record before the file is there, by its hash. */
	rc = table_out_hash(w, hash, err);
	snprintf(detail, sizeof detail, "list=%s rows=%zu people=%zu %s file=%s", l->name,
	         row_count(l), people_of(l), o->identified ? "identified" : "masked", hash);
	fields_of(l, a, view, &fields);
	if (rc == RC_OK)
		rc = disclosure_put(st, a, &(struct disclosure){.kind = OUT_EXPORT, .action = "export", .leave = true,
	                    .detail = detail, .people = &l->who, .fields = str_text(&fields),
	                    .recipient = o->recipient, .purpose = o->reason,
	                    .access = o->identified ? ACT_EXPORT_IDENTIFIED : l->access,
	                    .file = o->file}, NULL, err);
	str_clear(&fields);
	return table_out_close(w, rc, final, err);
}

enum rc listing_print(struct station *st, const struct actor *a, const struct listing *l,
                      char **path, struct err *err) {
	struct page p = {0};
	struct str text = {0};
	char count[24], day[DATE_BUF];
	enum rc rc;

	page_title(&p, station_name(st), l->title);
	snprintf(count, sizeof count, "%zu", row_count(l));
	page_head(&p, tr(N_("Lines")), count);
	page_head(&p, tr(N_("Printed on")), date_format(clock_today(), day));
	for (size_t c = 0; c < l->columns; c++)
		if (shows(l, a, VIEW_PRINT, c))
			page_column_as(&p, l->head[c], l->count[c]);
	for (size_t row = 0; row < row_count(l); row++)
		for (size_t c = 0; c < l->columns; c++)
			if (shows(l, a, VIEW_PRINT, c)) {
				cell_text(l, a, VIEW_PRINT, row, c, &text);
				page_cell(&p, str_text(&text));
			}
	str_clear(&text);
	for (size_t i = 0; i < l->who.n; i++)
		ids_add(&p.who, l->who.v[i]);
	p.purpose = l->title;
	p.asked = true;
	*path = NULL;
	rc = may_write(st, a, l, l->people > 0, l->title, err);
	if (rc == RC_OK)
		rc = page_print(st, a, &p, "list", 0, people_of(l), path, err);
	page_clear(&p);
	return rc;
}

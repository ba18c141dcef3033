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

/* What nobody is named by goes out as it is shown, but for what is sensitive. */
static bool shows(const struct listing *l, const struct actor *a, enum masked_view view,
                  size_t column) {
	if (l->people == 0)
		return view != VIEW_EXPORT_MASKED || !(l->flags[column] & F_SENSITIVE);
	return masked_shows(a, view, l->flags[column]);
}

/* Every column this view shows, of one row; each takes the text as it may be seen. */
static void each_cell(const struct listing *l, const struct actor *a, enum masked_view view,
                      size_t row, void (*take)(void *ctx, bool count, const char *text),
                      void *ctx) {
	struct str text = {0};

	for (size_t c = 0; c < l->columns; c++) {
		const char *cell = l->cells[row * l->columns + c];

		if (!shows(l, a, view, c))
			continue;
		str_reset(&text);
		if (l->people == 0)
			str_add(&text, cell);
		else
			masked_value(a, view, l->flags[c], cell, &text);
		take(ctx, l->count[c], str_text(&text));
	}
	str_clear(&text);
}

static size_t row_count(const struct listing *l) { return l->columns ? l->cell_count / l->columns
                                                  : 0; }

static void to_file(void *ctx, bool count, const char *text) {
	table_out_cell(ctx, table_out_kind(count, text), text);
}

static void to_page(void *ctx, bool count, const char *text) { page_cell(ctx, text); }

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
		if (shows(l, a, view, c))
			str_addf(out, "%s%s", out->n ? "," : "", l->head[c]);
}

enum rc listing_write(struct station *st, const struct actor *a, const struct listing *l,
                      const struct listing_options *o, char **final, struct err *err) {
	enum masked_view view = o->identified ? VIEW_EXPORT_IDENTIFIED : VIEW_EXPORT_MASKED;
	struct table_out *w = NULL;
	char hash[2 * HASH_LEN + 1] = "", detail[200];
	struct str fields = {0};
	enum rc rc = may_write(st, a, l, o->identified, o->reason, err);

	*final = NULL;
	if (rc == RC_OK)
		rc = table_out_new(&w, &(struct table_to){o->path, o->encoding, o->existing, l->title}, err);
	if (rc != RC_OK)
		return rc;
	for (size_t c = 0; c < l->columns; c++)
		if (shows(l, a, view, c))
			table_out_cell(w, CELL_TEXT, l->head[c]);
	table_out_end_row(w);
	for (size_t row = 0; row < row_count(l); row++) {
		each_cell(l, a, view, row, to_file, w);
		table_out_end_row(w);
	}
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
	char count[24], day[DATE_BUF];
	enum rc rc;

	page_title(&p, station_name(st), l->title);
	snprintf(count, sizeof count, "%zu", row_count(l));
	page_head(&p, tr(N_("Lines")), count);
	page_head(&p, tr(N_("Printed on")), date_format(clock_today(), day));
	for (size_t c = 0; c < l->columns; c++)
		if (shows(l, a, VIEW_PRINT, c))
			page_column(&p, l->head[c]);
	for (size_t row = 0; row < row_count(l); row++)
		each_cell(l, a, VIEW_PRINT, row, to_page, &p);
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

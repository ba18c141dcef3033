/* SPDX-License-Identifier: MIT */
#include "exchange/print/report_sheet.h"

#include "core/clock.h"
#include "exchange/print/page.h"

static void add_columns(struct page *p, const struct report_table *t) {
	page_column(p, tr(report_by_label(t->by)));
	for (size_t c = 0; c < t->kind->column_count; c++) {
		struct str name = {0};

		report_column_name(&t->kind->columns[c], &name);
		page_column_as(p, str_text(&name), true);
		str_clear(&name);
	}
}

static void add_rows(struct page *p, const struct report_table *t) {
	char value[FIGURE_BUF];

	for (size_t row = 0; row < t->row_count; row++) {
		page_cell(p, t->names[row]);
		for (size_t c = 0; c < t->kind->column_count; c++)
			page_cell(p, figure_format(&t->kind->columns[c].figure,
			                           report_table_cell(t, row, c), value));
	}
}

/* Rule 9.23. */
static void add_counted(struct page *p, const struct report *r) {
	char day[DATE_BUF];

	if (r->damaged) {
		snprintf(day, sizeof day, "%lld", r->damaged);
		page_head(p, tr(N_("Damaged records")), day);
	}
	if (report_before_station(r))
		page_head(p, tr(N_("The period begins before the station counts")),
		          date_format(r->counted_from, day));
}

static void add_signs(struct page *p) {
	page_sign(p, tr(N_("Filled in by: ")));
	page_sign(p, tr(N_("Checked by: ")));
	page_sign(p, tr(N_("Stamp and date: ")));
}

enum rc report_print(struct station *st, const struct actor *a, const struct report_set *set,
                     char **path, struct err *err) {
	struct page p = {0};
	char text[SPAN_BUF], day[DATE_BUF];
	enum rc rc;

	page_title(&p, station_name(st), tr(set->table[0].kind->label));
	page_head(&p, tr(N_("Period")), span_format(&set->span[0], text));
	page_head(&p, tr(N_("Printed on")), date_format(clock_today(), day));
	page_head(&p, tr(N_("Audit head")), set->report[0].anchor);
	add_counted(&p, &set->report[0]);
	add_columns(&p, &set->table[0]);
	add_rows(&p, &set->table[0]);
	add_signs(&p);
	rc = page_print(st, a, &p, set->table[0].kind->id, 0, 0, path, err);
	page_clear(&p);
	return rc;
}

static void add_return(struct page *p, const struct report *r) {
	struct report_line l;

	for (size_t i = 0; report_line_at(r, i, &l); i++) {
		char both[160];

		if (l.is.base) /* stand beside the rates */
			continue;
		snprintf(both, sizeof both, "%s/%s%s%s", l.over_text, l.under_text,
		         l.beside[0] ? ", " : "", l.beside);
		page_cell(p, tr(l.is.section));
		page_cell(p, tr(l.is.label));
		page_cell(p, l.number);
		page_cell(p, l.is.rate ? both : tr(l.is.unit));
		page_cell(p, l.formula);
	}
}

static void month_page(struct page *p, const char *station, const struct report *r) {
	static const char *const columns[] = {N_("Section"), N_("Figure"), N_("Value"), N_("Unit"),
	                                      N_("How it is counted")};
	char from[DATE_BUF], to[DATE_BUF], period[2 * DATE_BUF + 2], day[DATE_BUF];

	snprintf(period, sizeof period, "%s..%s", date_format(r->from, from),
	         date_format(r->to, to));
	page_title(p, station, tr(N_("Month report")));
	page_head(p, tr(N_("Period")), period);
	page_head(p, tr(N_("Printed on")), date_format(r->as_of, day));
	page_head(p, tr(N_("Audit head")), r->anchor);
	add_counted(p, r);
	page_head_count(p, tr(N_("Papers in place of a second person")), r->single);
	page_columns(p, columns, sizeof columns / sizeof *columns);
	p->count[2] = true;
	add_return(p, r);
	add_signs(p);
}

enum rc month_print(struct station *st, const struct actor *a, const struct report *r, char **path,
                    struct err *err) {
	struct page p = {0};
	enum rc rc;

	month_page(&p, station_name(st), r);
	rc = page_print(st, a, &p, "return", 0, 0, path, err);
	page_clear(&p);
	return rc;
}

enum rc month_book(const struct report *r, const char *station, const char *path,
                   enum csv_existing existing, char **final, struct err *err) {
	struct page p = {0};
	enum rc rc;

	month_page(&p, station, r);
	rc = page_book(&p, path, existing, final, err);
	page_clear(&p);
	return rc;
}

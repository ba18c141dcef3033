#include "exchange/print/report_sheet.h"

#include <stdlib.h>

#include "core/clock.h"
#include "exchange/print/page.h"

static void add_columns(struct page *p, const struct report_table *t) {
	page_column(p, tr(report_by_label(t->by)));
	for (size_t c = 0; c < t->kind->column_count; c++) {
		struct str name = {0};

		report_column_name(&t->kind->columns[c], &name);
		page_column(p, str_text(&name));
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
	add_columns(&p, &set->table[0]);
	add_rows(&p, &set->table[0]);
	add_signs(&p);
	rc = page_print(st, a, &p, set->table[0].kind->id, 0, 0, path, err);
	page_clear(&p);
	return rc;
}

static void add_line(struct page *p, const char *section, const char *label, const char *value,
                     const char *unit, const char *formula) {
	const char *const cells[] = {section, label, value, unit, formula};

	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		page_cell(p, cells[i]);
}

static void add_return(struct page *p, const struct report *r) {
	char value[FIGURE_BUF], rate[RATE_BUF], words[FORMULA_BUF];

	for (size_t i = 0; i < figure_count; i++) {
		const struct figure_def *f = &figure_table[i];

		if (f->section != FIGURE_BASES) /* stand beside the rates */
			add_line(p, tr(figure_section_label(f->section)), tr(f->label),
			         figure_format(f, figure_total(f, r->rows, r->count, NULL), value),
			         tr(figure_unit_label(f->unit)), figure_formula(f));
	}
	for (size_t i = 0; i < rate_count; i++) {
		const struct rate_def *d = &rate_table[i];
		long long over = figure_total(figure_find(d->numerator), r->rows, r->count, NULL);
		long long under = figure_total(figure_find(d->denominator), r->rows, r->count,
		                               NULL);
		char *both = mem_printf("%lld/%lld", over, under);

		add_line(p, tr(N_("Rates")), tr(d->label), rate_format(over, under, 1, rate), both,
		         rate_formula(d, words));
		free(both);
	}
}

enum rc month_print(struct station *st, const struct actor *a, const struct report *r, char **path,
                    struct err *err) {
	static const char *const columns[] = {N_("Section"), N_("Figure"), N_("Value"), N_("Unit"),
	                                      N_("How it is counted")};
	struct page p = {0};
	struct str period = {0};
	char from[DATE_BUF], to[DATE_BUF], day[DATE_BUF];
	enum rc rc;

	str_addf(&period, "%s..%s", date_format(r->from, from), date_format(r->to, to));
	page_title(&p, station_name(st), tr(N_("Month report")));
	page_head(&p, tr(N_("Period")), str_text(&period));
	page_head(&p, tr(N_("Printed on")), date_format(r->as_of, day));
	page_head(&p, tr(N_("Audit head")), r->anchor);
	page_head_count(&p, tr(N_("Papers in place of a second person")), r->single);
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		page_column(&p, tr(columns[i]));
	add_return(&p, r);
	add_signs(&p);
	rc = page_print(st, a, &p, "return", 0, 0, path, err);
	page_clear(&p);
	str_clear(&period);
	return rc;
}

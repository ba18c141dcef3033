#include "exchange/report_sheet.h"

#include "core/clock.h"
#include "exchange/page.h"

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
			page_cell(p, figure_format(&t->kind->columns[c].figure, report_table_cell(t, row, c), value));
	}
}

enum rc report_print(struct station *st, const struct actor *a, const struct report_set *set, char **path, struct err *err) {
	struct page p = {0};
	char text[SPAN_BUF], day[DATE_BUF];
	enum rc rc;

	page_title(&p, station_name(st), tr(set->table[0].kind->label));
	page_head(&p, tr(N_("Period")), span_format(&set->span[0], text));
	page_head(&p, tr(N_("Printed on")), date_format(clock_today(), day));
	page_head(&p, tr(N_("Audit head")), set->report[0].anchor);
	add_columns(&p, &set->table[0]);
	add_rows(&p, &set->table[0]);
	page_sign(&p, tr(N_("Filled in by: ")));
	page_sign(&p, tr(N_("Checked by: ")));
	page_sign(&p, tr(N_("Stamp and date: ")));
	rc = page_print(st, a, &p, set->table[0].kind->id, 0, 0, path, err);
	page_clear(&p);
	return rc;
}

/* SPDX-License-Identifier: MIT */
#include "exchange/out/figure_csv.h"

#include "core/tr.h"

void figure_csv_head(struct table_out *w, const char *place) {
#define HEAD(name) table_out_cell(w, CELL_TEXT, strcmp(#name, "place") == 0 ? place : #name);
	FIGURE_CSV_COLUMNS(HEAD)
#undef HEAD
	table_out_end_row(w);
}

/* A period is no number, nor is what the file says about itself. */
static enum cell_kind kind_of(const char *column, const char *id) {
	bool count = strstr("value numerator denominator value_before numerator_before denominator_before",
	                    column) != NULL;

	return count && id && strncmp(id, "meta.", 5) != 0 ? CELL_COUNT : CELL_TEXT;
}

void figure_csv_row(struct table_out *w, const struct figure_csv_row *row) {
#define CELL(name) table_out_cell(w, kind_of(#name, row->id), row->name);
	FIGURE_CSV_COLUMNS(CELL)
#undef CELL
	table_out_end_row(w);
}

void figure_csv_meta(struct table_out *w, const struct figure_csv_row *row, const char *id,
                     const char *label, const char *value) {
	const struct figure_csv_row meta = {.station = row->station, .month = row->month,
	                                    .number = row->number, .id = id, .label = tr(label),
	                                    .value = value};

	figure_csv_row(w, &meta);
}

static void meta_day(struct table_out *w, const struct figure_csv_row *row, const char *id,
                     const char *label, struct date day) {
	char text[DATE_BUF];

	figure_csv_meta(w, row, id, label, date_format(day, text));
}

void figure_csv_counted(struct table_out *w, const struct figure_csv_row *row, struct date first,
                        struct date counted_from) {
	meta_day(w, row, "meta.counted_from", N_("The station counts from"), counted_from);
	figure_csv_meta(w, row, "meta.before_station",
	                N_("The period begins before the station counts"),
	                date_before(first, counted_from) ? "1" : "0");
}

void figure_csv_report(struct table_out *w, const struct figure_csv_row *row,
                       const struct report *r) {
	meta_day(w, row, "meta.from", N_("First day"), r->from);
	meta_day(w, row, "meta.to", N_("Last day"), r->to);
	meta_day(w, row, "meta.as_of", N_("As known on"), r->as_of);
	figure_csv_counted(w, row, r->from, r->counted_from);
	figure_csv_meta(w, row, "meta.anchor", N_("Audit head"), r->anchor);
	figure_csv_meta(w, row, "meta.program", N_("Program"), "wubao " WUBAO_VERSION);
	figure_csv_meta(w, row, "meta.erased", N_("Files erased, not counted"), NUM(r->erased));
	if (r->damaged)
		figure_csv_meta(w, row, "meta.damaged", N_("Damaged records"), NUM(r->damaged));
}

const char *figure_csv_rate(char *text, const char *under) {
	text[strcmp(under, "0") == 0 ? 0 : strcspn(text, "%")] = '\0';
	return text;
}

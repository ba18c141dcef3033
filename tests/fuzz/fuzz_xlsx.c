/* Any bytes as a workbook, or ('x' first) as the XML of a sheet: no crash, nothing past its bounds; what is read twice is
 * equal, and its rows are CSV whose record N is row N. SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/csv/csv_read.h"
#include "exchange/sheet/xlsx_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* As many records as rows, none wider than may be. */
static void check_rows(struct text_source *s, struct xlsx_rows *rows) {
	struct csv_reader *r = NULL;
	const struct csv_record *rec;
	long ends = 0, seen = 0;
	enum rc rc;

	for (size_t i = 0; i < rows->csv.n; i++)
		ends += rows->csv.s[i] == '\r';
	if (rows->hidden_columns > SHEET_COLUMNS_MOST || rows->hidden_rows > ends)
		abort();
	if (ends > 5000) /* a row far below: blank lines take their time */
		return;
	if (text_source_give_rows(s, "a", &rows->csv, NULL) != RC_OK || csv_reader_new(&r, s, ',', NULL) != RC_OK)
		abort();
	csv_reader_show_merged(r, 1);
	while ((rc = csv_reader_next(r, &rec, NULL)) == RC_OK && rec)
		if (rec->number != ++seen || rec->line != seen || rec->count > SHEET_COLUMNS_MOST)
			abort();
	if (rc == RC_OK && seen != ends)
		abort();
	csv_reader_free(r);
}

static void read_all(const uint8_t *data, size_t size, struct str *all) {
	struct xlsx *x = NULL;

	if (xlsx_open(&x, "f", data, size, NULL) != RC_OK)
		return;
	for (size_t i = 0; xlsx_sheet(x, i, NULL); i++) {
		struct xlsx_rows rows;
		if (xlsx_read(x, i, &rows, NULL) == RC_OK)
			str_addn(all, str_text(&rows.csv), rows.csv.n);
		str_clear(&rows.csv);
	}
	xlsx_close(x);
}

static void one_sheet(struct text_source *s, const char *xml, size_t n) {
	size_t texts[] = {0, 2};
	struct number_format styles[] = {{NUMBER_PLAIN, 0}, {NUMBER_DATE, 0}, {NUMBER_MONTH, 0}, {NUMBER_TIME, 0},
	                                 {NUMBER_DATE_TIME, 0}, {NUMBER_PERCENT, 2}, {NUMBER_PADDED, 5}};
	char file[] = "f", two[] = "a\0b";
	struct xlsx book = {.file = file, .from_1904 = n & 1, .texts = {two, 4, 4}, .strings = texts, .string_count = 2,
	                    .styles = styles, .style_count = sizeof styles / sizeof *styles};
	struct xlsx_rows rows;

	if (sheet_read(&book, NULL, xml, n, &rows, NULL) == RC_OK)
		check_rows(s, &rows);
	str_clear(&rows.csv);
	number_format_of(n && !xml[n - 1] ? xml : "yyyy-mm-dd");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct str first = {0}, second = {0};
	struct text_source *s;

	if (size && *data == 'x') {
		if (text_source_open_bytes(&s, "f", "a", 1, NULL) != RC_OK)
			abort();
		one_sheet(s, (const char *)data + 1, size - 1);
		text_source_close(s);
		return 0;
	}
	read_all(data, size, &first);
	read_all(data, size, &second);
	if (first.n != second.n || (first.n && memcmp(first.s, second.s, first.n) != 0))
		abort();
	str_clear(&first);
	str_clear(&second);
	return 0;
}

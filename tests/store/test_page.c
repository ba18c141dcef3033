/* Printed pages as text: what a printer at the terminal can take, whatever a table is wide.
 * SPDX-License-Identifier: MIT */
#include "core/utf8.h"
#include "exchange/print/page.h"
#include "exchange/sheet/xlsx_read.h"
#include "sheet_util.h"
#include "store/station.h"

enum { MOST = 80, ROWS = 3 };

/* Every cell of the table stands in the workbook beside, below title, head and names (rule 10.44). */
static void book_holds_all(struct fixture *f, const struct page *p, const char *path) {
	char *book = mem_printf("%.*s.xlsx", (int)strlen(path) - 5, path), *sheet;
	struct str bytes = {0}, want = {0};
	struct xlsx_rows rows;
	struct xlsx *x = NULL;

	OK(file_read(book, 1 << 20, &bytes, &f->err));
	OK(xlsx_open(&x, "book", bytes.s, bytes.n, &f->err));
	assert_string_equal(xlsx_sheet(x, 0, NULL), "一份标题写得很长、比一行还要长得多、打印时必须折成"); /* a name has so many */
	OK(xlsx_read(x, 0, &rows, &f->err));
	for (size_t i = 0; i < ROWS + 1; i++) {
		for (size_t c = 0; c < p->column_count; c++)
			str_addf(&want, "%s\"%s\"", c ? "," : "", i ? page_at(p, i - 1, c) : p->column[c]);
		str_add(&want, "\r");
	}
	assert_non_null(strstr(str_text(&rows.csv), str_text(&want)));
	assert_non_null(strstr(str_text(&rows.csv), p->title));
	assert_non_null(strstr(str_text(&rows.csv), p->head[0]));
	assert_non_null(strstr(str_text(&rows.csv), p->sign[0]));
	sheet = sheet_part(book, SHEET_1); /* names stay, and come again on paper that is one page wide */
	assert_non_null(strstr(sheet, "<pane xSplit=\"1\" ySplit=\"4\""));
	assert_non_null(strstr(sheet, "fitToHeight=\"0\""));
	free(sheet);
	str_clear(&rows.csv);
	str_clear(&bytes);
	str_clear(&want);
	xlsx_close(x);
	free(book);
}

/* With what lies beside it. */
static void remove_page(char *path) {
	static const char kinds[][6] = {".html", ".txt", ".xlsx"};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		memcpy(strrchr(path, '.'), kinds[i], sizeof kinds[i]);
		unlink(path);
	}
	*strrchr(path, '/') = '\0';
	rmdir(path);
	free(path);
}

/* The twin of a table of n columns, whose cells are their place and words of this many cells. */
static char *twin_of(struct fixture *f, size_t columns, int cells) {
	struct page p = {0};
	struct str text = {0};
	char *path, *twin;

	page_title(&p, "示范镇社区戒毒社区康复工作站", "一份标题写得很长、比一行还要长得多、打印时必须折成两行才能放下的责任移交清单和签收单");
	page_head(&p, "Remark", "words of a remark that is longer than a line of the printer has cells, so that it goes on below");
	for (size_t c = 0; c < columns; c++) {
		char head[40];

		snprintf(head, sizeof head, "列%zu", c);
		page_column(&p, head);
	}
	for (size_t i = 0; i < ROWS * columns; i++) {
		struct str cell = {0};

		str_addf(&cell, "c%zu", i);
		while (utf8_width(str_text(&cell)) + 2 <= cells)
			str_add(&cell, "字");
		page_cell(&p, str_text(&cell));
		str_clear(&cell);
	}
	page_sign(&p, "Signed: ");
	OK(page_print(f->st, &f->actor, &p, "round", 0, 0, &path, &f->err));
	twin = mem_printf("%.*s.txt", (int)strlen(path) - 5, path);
	OK(file_read(twin, 1 << 20, &text, &f->err));
	book_holds_all(f, &p, path);
	page_clear(&p);
	remove_page(path);
	free(twin);
	return str_take(&text);
}

static void widest(const char *text, size_t columns, int cells) {
	for (const char *line = text; *line; line += strcspn(line, "\n") + 1) {
		char *one = mem_strndup(line, strcspn(line, "\n"));

		if (utf8_width(one) > MOST)
			fail_msg("%zu columns of %d cells: %s", columns, cells, one);
		free(one);
	}
}

/* Every cell in full, its pieces below each other. */
static void holds_all(const char *text, size_t columns, int cells) {
	size_t words = 0, wanted = 0;

	for (const char *s = text; (s = strstr(s, "字")) != NULL; s++)
		words++;
	for (size_t i = 0; i < ROWS * columns; i++) {
		char word[24];

		snprintf(word, sizeof word, "c%zu", i);
		assert_non_null(strstr(text, word));
		wanted += cells > (int)strlen(word) ? (size_t)(cells - (int)strlen(word)) / 2 : 0;
	}
	assert_int_equal(words, wanted);
}

static void no_line_is_wider_than_a_page(void **state) {
	struct fixture *f = *state;
	static const struct {
		size_t columns;
		int cells;
	} tables[] = {{1, 10}, {1, 200}, {3, 30}, {7, 40}, {12, 6}, {PAGE_COLUMNS, 9}, {PAGE_COLUMNS, 60}};

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		char *text = twin_of(f, tables[i].columns, tables[i].cells);

		widest(text, tables[i].columns, tables[i].cells);
		holds_all(text, tables[i].columns, tables[i].cells);
		free(text);
	}
}

/* A table that has room stands as it did, a row a line. */
static void a_narrow_table_is_not_folded(void **state) {
	struct fixture *f = *state;
	char *text = twin_of(f, 3, 8);

	assert_non_null(strstr(text, "\n列0       列1       列2     \n----------------------------\nc0字字字  c1字字字  c2字字字\nc3字字字"));
	free(text);
}

/* A date's box has the lines and the letters of the boxes beside it. */
static void a_date_stands_in_its_box(void **state) {
	struct fixture *f = *state;
	struct page p = {0};
	char *path, *styles;

	page_title(&p, "示范镇", "名单");
	page_column(&p, "期满日");
	page_cell(&p, "2026-11-30");
	OK(page_print(f->st, &f->actor, &p, "list", 0, 0, &path, &f->err));
	memcpy(strrchr(path, '.'), ".xlsx", sizeof ".xlsx");
	styles = sheet_part(path, "xl/styles.xml");
	assert_non_null(strstr(styles, "<xf numFmtId=\"164\" fontId=\"1\" fillId=\"0\" borderId=\"1\""));
	free(styles);
	remove_page(path);
	page_clear(&p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(no_line_is_wider_than_a_page),
		STATION_TEST(a_narrow_table_is_not_folded),
		STATION_TEST(a_date_stands_in_its_box),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

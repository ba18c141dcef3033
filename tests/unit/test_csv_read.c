/* SPDX-License-Identifier: MIT
 * CSV in: a table of made, mostly malformed files. For each the reader gives either exactly what an independent,
 * deliberately plain parser gives, or, where that one says the file is broken, an error that names a line of it.
 */
#include "core/mem.h"
#include "core/tr.h"
#include "exchange/csv/csv_read.h"
#include "exchange_util.h"
#include "texts.h"

/* ---- the plain parser: what a file means ---- */

struct want {
	struct str text; /* "number:line|cell|cell...", a line each; a blank line has no cells */
	bool broken;
	long rows;
};

static bool blank_char(char c, char delim) { return (c == ' ' || c == '\t') && c != delim; }

static const char *end_of_line(const char *p, const char *end, long *line) {
	if (p < end && *p == '\n') {
		++*line;
		return p + 1;
	}
	if (p == end || *p != '\r')
		return p;
	++*line;
	return p + 1 < end && p[1] == '\n' ? p + 2 : p + 1;
}

/* One cell from p on; NULL when the file is broken here. */
static const char *plain_cell(const char *p, const char *end, char delim, long *line, struct str *cell) {
	while (p < end && blank_char(*p, delim))
		p++;
	if (p < end && *p == '"') {
		for (p++;; p++) {
			if (p == end)
				return NULL;
			if (*p == '"' && p + 1 < end && p[1] == '"')
				p++;
			else if (*p == '"')
				break;
			else if (*p == '\n' || (*p == '\r' && !(p + 1 < end && p[1] == '\n')))
				++*line;
			str_addc(cell, *p);
		}
		p++;
		while (p < end && blank_char(*p, delim))
			p++;
		return p == end || *p == delim || *p == '\r' || *p == '\n' ? p : NULL;
	}
	while (p < end && *p != delim && *p != '\r' && *p != '\n') {
		if (*p == '"')
			return NULL;
		str_addc(cell, *p++);
	}
	while (cell->n && blank_char(cell->s[cell->n - 1], delim))
		cell->s[--cell->n] = '\0';
	return p;
}

static void plain_parse(const char *p, size_t n, char delim, struct want *w) {
	const char *end = p + n;
	long line = 1;

	w->broken = memchr(p, '\0', n) != NULL;
	while (p < end && !w->broken) {
		if (end - p >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
			p += 3;
		if (p == end)
			break;
		str_addf(&w->text, "%ld:%ld", ++w->rows, line);
		const char *q = p;
		while (q < end && blank_char(*q, delim))
			q++;
		if (q == end || *q == '\r' || *q == '\n') {
			p = end_of_line(q, end, &line);
			str_addc(&w->text, '\n');
			continue;
		}
		for (;; p++) {
			struct str cell = {0};
			p = plain_cell(p, end, delim, &line, &cell);
			str_addf(&w->text, "|%s", str_text(&cell));
			str_clear(&cell);
			w->broken = !p;
			if (!p || p == end || *p != delim)
				break;
		}
		str_addc(&w->text, '\n');
		if (p)
			p = end_of_line(p, end, &line);
	}
}

/* ---- one file through both ---- */

static int files, broken_files;

static enum rc read_all(const char *path, char delim, struct str *out, struct err *err) {
	struct text_source *src = NULL;
	struct csv_reader *r = NULL;
	const struct csv_record *rec;
	enum rc rc = text_source_open(&src, path, TEXT_SOURCE_AUTO, err);

	if (rc == RC_OK)
		rc = csv_reader_new(&r, src, delim, err);
	while (rc == RC_OK) {
		rc = csv_reader_next(r, &rec, err);
		if (rc != RC_OK || !rec)
			break;
		str_addf(out, "%ld:%ld", rec->number, rec->line);
		for (size_t i = 0; i < rec->count; i++)
			str_addf(out, "|%s", csv_cell(rec, i));
		str_addc(out, '\n');
	}
	csv_reader_free(r);
	text_source_close(src);
	return rc;
}

static void check(const char *bytes, size_t n, char delim) {
	struct want want = {0};
	struct str got = {0};
	struct err err = {0};
	enum rc rc, expected;

	plain_parse(bytes, n, delim, &want);
	expected = want.broken ? RC_INVALID : RC_OK;
	rc = read_all(tmp_write("case.csv", bytes, n), delim, &got, &err);
	files++;
	broken_files += want.broken;
	if (rc != expected || (!want.broken && strcmp(str_text(&got), str_text(&want.text)) != 0))
		print_error("file %d: %.*s\nwant %s\ngot %s\n%s\n", files, (int)n, bytes, str_text(&want.text), str_text(&got),
		            err.text);
	assert_int_equal(rc, expected);
	if (want.broken) {
		const char *at = strstr(err.text, "case.csv, line ");
		long lines = 1;
		assert_non_null(at);
		for (size_t i = 0; i < n; i++)
			lines += bytes[i] == '\n' || bytes[i] == '\r';
		assert_in_range(strtol(at + 15, NULL, 10), 1, lines);
		/* What came before the fault was read right. */
		assert_true(got.n <= want.text.n);
		if (got.n)
			assert_memory_equal(got.s, want.text.s, got.n);
	} else {
		assert_string_equal(str_text(&got), str_text(&want.text));
	}
	str_clear(&want.text);
	str_clear(&got);
}

static void check_text(const char *text, char delim) { check(text, strlen(text), delim); }

#define BOM "\xef\xbb\xbf"

static const char *const odd_cells[] = {
	"a",    "",       "\"q\"", "\"a,b\"", "\"l1\nl2\"", "\"l1\r\nl2\"", "\"l1\rl2\"", "\"x\"\"y\"",
	"\"",   "a\"b",   "\"a\"b", "\"open", " pad ",      " \"p\" ",      "\"\"",       "\"\"\"",
	"'",    BOM "z",  "汉字",   "=1+1",    "\t",         "\"a\" \"b\"",  "\"\n\n\"",   "\"\"\"\"",
	"a\"",  "\"a,\nb", "\"a\"\"", "\"a\"\"\"", "\"a\" x",  "\"；\"",       "\v",         "　",
};
enum { ODD = sizeof odd_cells / sizeof *odd_cells };

/* Every odd cell at every place of a 3 x 3 table, with every line ending, with and without a last one. */
static void test_odd_cells(void **state) {
	static const char *const ends[][3] = {
		{"\r\n", "\r\n", "\r\n"}, {"\n", "\n", "\n"}, {"\r", "\r", "\r"}, {"\r\n", "\n", "\r"}, {"\n\n", "\r\n", "\r\r"}};
	struct str file = {0};

	for (int c = 0; c < ODD * 5 * 9 * 2; c++) {
		int place = c / 2 % 9, style = c / 18 % 5;
		str_reset(&file);
		for (int i = 0; i < 9; i++) {
			str_add(&file, i == place ? odd_cells[c / 90] : i % 2 ? "汉" : "1");
			str_add(&file, i % 3 < 2 ? "," : i < 8 || c % 2 ? ends[style][i / 3] : "");
		}
		check_text(str_text(&file), ',');
	}
	str_clear(&file);
}

/* Two odd cells in one file: quotes that seem to close each other over lines. */
static void test_pairs(void **state) {
	struct str file = {0};

	for (int c = 0; c < ODD * ODD; c++) {
		str_reset(&file);
		str_addf(&file, "姓名,备注\r\n1,%s\r\n%s,2\r\n3,\"4\"\r\n", odd_cells[c / ODD], odd_cells[c % ODD]);
		check_text(str_text(&file), ',');
	}
	str_clear(&file);
}

static void test_shapes(void **state) {
	static const char *const shapes[] = {
		"a", "a\n", "\n", "\r\n\r\n", "a,b\n\n\nc,d", "a,b\n   \nc,d\n", "a,b\nc\nd,e,f\n", ",\n,,\n", "a,\n,b\n",
		BOM "a,b\n1,2\n", ("a,b\n" BOM "a,b\n1,2\n"), ("a,b\n" BOM "\"q\",2\n"), ("a,b\n1,2\n" BOM),
		"a,b\r\n\"1\r\n\r\n2\",3\r\n", "\"a\nb\nc\",\"d\ne\"\nf,g\n", "a\n\"\n", "\"", "\"\n", "\"\"", "\"\"\n",
		"a,b\n1,\"2\n3,4\n5,6\n", "a,b\n1,\"2\n3,\"4\n5,6\n", "a,b\n1,\"2\"\n3,4\"\n", "a\rb\rc", "a\r\rb",
		"a,b\r1,2\r\n3,4\n", "a,b\n1,2\n  ", "a,b\n1,2\n\t",
	};
	struct str file = {0};

	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		check_text(shapes[i], ',');
	for (int i = 0; i < ODD; i++) {
		str_reset(&file);
		str_addf(&file, "x\ty\n%s\tz\n", odd_cells[i]);
		check_text(str_text(&file), '\t');
		str_reset(&file);
		str_addf(&file, "x;y\n%s;z\n", odd_cells[i]);
		check_text(str_text(&file), ';');
	}
	str_clear(&file);
}

static void test_nul(void **state) {
	char file[] = "a,b\n1,2\n3,4\n5,6\n";

	for (size_t i = 0; i < sizeof file - 1; i++) {
		char keep = file[i];
		file[i] = '\0';
		check(file, sizeof file - 1, ',');
		file[i] = keep;
	}
}

static void test_huge(void **state) {
	struct str file = {0}, got = {0};
	struct err err = {0};

	str_add(&file, "a,b\n1,\"");
	for (int i = 0; i < CSV_CELL_MAX / 8; i++)
		str_add(&file, "12345678\n");
	str_add(&file, "\"\n");
	assert_int_equal(read_all(tmp_write("case.csv", file.s, file.n), ',', &got, &err), RC_INVALID);
	assert_string_equal(err.id, "csv.cell_size");
	assert_non_null(strstr(err.text, "case.csv, line 2"));
	str_reset(&file);
	for (int i = 0; i < CSV_CELLS_MAX + 1; i++)
		str_add(&file, "x,");
	assert_int_equal(read_all(tmp_write("case.csv", file.s, file.n), ',', &got, &err), RC_INVALID);
	assert_string_equal(err.id, "csv.cells");
	str_reset(&file);
	for (int i = 0; i < TEXT_SOURCE_LINE_MAX; i++)
		str_addc(&file, 'x');
	str_add(&file, "yz\n");
	assert_int_equal(read_all(tmp_write("case.csv", file.s, file.n), ',', &got, &err), RC_INVALID);
	assert_string_equal(err.id, "file.line");
	str_clear(&file);
	str_clear(&got);
}

static void test_error_lines(void **state) {
	static const struct {
		const char *file, *id, *says;
	} cases[] = {
		{"a,b\n1,\"2\n3,4\n", "csv.unclosed", "line 2"},
		{"a,b\n1,2\n\"3\n4\",\"5\n", "csv.unclosed", "line 4"},
		{"a,b\n1,\"2\n3,\"4\"\n", "csv.quote_open", "line 3"},
		{"a,b\n1,\"2\n3,\"4\"\n", "csv.quote_open", "opened in line 2"},
		{"a,b\n1,2\"\n", "csv.quote", "line 2"},
		{"\n\na,b\"\n", "csv.quote", "line 3"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str got = {0};
		struct err err = {0};
		assert_int_equal(read_all(tmp_write("case.csv", cases[i].file, strlen(cases[i].file)), ',', &got, &err), RC_INVALID);
		assert_string_equal(err.id, cases[i].id);
		assert_non_null(strstr(err.text, cases[i].says));
		str_clear(&got);
	}
}

static void open_reader(const char *text, char delim, struct text_source **src, struct csv_reader **r) {
	assert_int_equal(text_source_open(src, tmp_write("case.csv", text, strlen(text)), TEXT_SOURCE_AUTO, NULL), RC_OK);
	assert_int_equal(csv_reader_new(r, *src, delim, NULL), RC_OK);
}

/* After a fault reading goes on with the second line of the broken record, so that all faults are found. */
static void test_resume(void **state) {
	struct text_source *src;
	struct csv_reader *r;
	const struct csv_record *rec;
	struct str seen = {0};
	enum rc rc;

	open_reader("a,b\n1,\"2\n3,4\n5,x\"y\n6,\"7\"\n8,\"9\"z\n10,11", ',', &src, &r);
	for (;;) {
		rc = csv_reader_next(r, &rec, NULL);
		if (rc == RC_OK && !rec)
			break;
		if (rc == RC_OK) {
			str_addf(&seen, " %ld:%s", rec->line, csv_cell(rec, 1));
			continue;
		}
		struct csv_fault f = csv_reader_fault(r);
		str_addf(&seen, " %ld!%d", f.line, (int)f.kind);
		assert_int_equal(csv_reader_resume(r, NULL), RC_OK);
	}
	/* A quote never closed in line 2: its end is taken to be in line 4, and line 3 is read again. */
	assert_string_equal(str_text(&seen), " 1:b 4!3 3:4 4!4 5:7 6!4 7:11");
	csv_reader_free(r);
	text_source_close(src);
	str_clear(&seen);
}

static void test_delimiter(void **state) {
	static const struct {
		const char *file;
		char delimiter;
	} cases[] = {
		{"a,b,c\n1,2,3\n", ','},
		{"a\tb\tc\n1,5\t2,5\t3,5\n", '\t'},
		{"a;b;c\n\"1,2,3,4\";2;3\n", ';'},
		{"a|b\n1|2\n", '|'},
		{"标题\na,b,c\n1;2;3;4,x,y\n5,6,7\n", ','},
		{"one column\n1\n", ','},
		{"a\tb\n\"x\n,,,,,,\n,,,,,,\n\"\t1\n", '\t'},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct text_source *src;
		struct csv_reader *r;
		open_reader(cases[i].file, 0, &src, &r);
		assert_int_equal(csv_reader_delimiter(r), cases[i].delimiter);
		csv_reader_free(r);
		text_source_close(src);
	}
}

/* The second pass gives what the first gave, also after one that was left halfway. */
static void test_rewind(void **state) {
	struct text_source *src;
	struct csv_reader *r;
	const struct csv_record *rec;

	open_reader("a,b\n\"1\n2\",3\n\n4,5", ',', &src, &r);
	for (int pass = 0; pass < 3; pass++) {
		long rows = 0;
		for (;;) {
			assert_int_equal(csv_reader_next(r, &rec, NULL), RC_OK);
			if (!rec || (pass == 1 && rows == 2))
				break;
			rows = rec->number;
			if (rows == 2)
				assert_string_equal(csv_cell(rec, 0), "1\n2");
			if (rows == 4)
				assert_int_equal(rec->line, 5);
		}
		assert_int_equal(rows, pass == 1 ? 2 : 4);
		assert_int_equal(csv_reader_rewind(r, NULL), RC_OK);
	}
	csv_reader_free(r);
	text_source_close(src);
}

static void test_enough(void **state) {
	assert_true(files >= 650);
	assert_true(broken_files >= 200);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_odd_cells), cmocka_unit_test(test_pairs),       cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_nul),       cmocka_unit_test(test_huge),        cmocka_unit_test(test_error_lines),
		cmocka_unit_test(test_resume), cmocka_unit_test(test_delimiter), cmocka_unit_test(test_rewind),      cmocka_unit_test(test_enough),
	};

	tr_set_lang(LANG_EN);
	tmp_make();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	unlink(tmp_path("case.csv"));
	rmdir(tmp_folder);
	return failed;
}

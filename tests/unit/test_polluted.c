/* SPDX-License-Identifier: MIT
 * Clean tables, each written with one pollution, a few thousand times: what is read of it is the table or nothing, never
 * another table. Where the pollution does no harm the table is read; how often, is counted.
 */
#include <iconv.h>

#include "core/idno.h"
#include "core/tr.h"
#include "dump.h"
#include "exchange_util.h"
#include "made.h"
#include "texts.h"

enum { ROWS = 20, COLS = 12 };

/* A table, its header in row 0. */
struct grid {
	const char *reg; /* NULL: of no register */
	size_t rows, cols;
	const char *cell[ROWS][COLS]; /* heap */
};

/* How it is written, row by row; the pollutions change this. */
struct style {
	const char *delimiter;
	char quote, escape;
	const char *end;
	const char *last_end; /* NULL: as the others */
};

static struct str file, truth, got, told;
static int tried, right, silent;
static const struct style plain = {",", '"', '"', "\r\n", NULL};

static void put_cell(const char *text, const struct style *s) {
	bool quote = strpbrk(text, "\r\n") || strchr(text, s->quote) || strstr(text, s->delimiter) || strchr(text, '"');

	if (quote)
		str_addc(&file, s->quote);
	for (; *text; text++) {
		if (quote && *text == s->quote && s->escape)
			str_addc(&file, s->escape);
		str_addc(&file, *text);
	}
	if (quote)
		str_addc(&file, s->quote);
}

static void put_row(const struct grid *g, size_t r, const struct style *s) {
	for (size_t c = 0; c < g->cols; c++) {
		str_add(&file, c ? s->delimiter : "");
		put_cell(g->cell[r][c], s);
	}
	str_add(&file, r + 1 == g->rows && s->last_end ? s->last_end : s->end);
}

static void put_all(const struct grid *g, const struct style *s) {
	for (size_t r = 0; r < g->rows; r++)
		put_row(g, r, s);
}

static void set_truth(const struct grid *g, size_t from, size_t rows) {
	str_reset(&truth);
	for (size_t r = from; r < rows; r++) {
		for (size_t c = 0; c < g->cols; c++)
			dump_cell(&truth, g->cell[r][c], c == 0);
		str_addc(&truth, '\n');
	}
}

/* Read what stands in file: the truth, or refused with a line of it; anything else is a silent misreading. Answers whether
 * it was read. */
static bool is_read(const struct grid *g, const char *what, size_t r, size_t c) {
	str_reset(&got);
	str_reset(&told);
	int status = dump_file(tmp_write("polluted.csv", str_text(&file), file.n), g->reg, &got, &told);
	bool same = status == 0 && strcmp(str_text(&got), str_text(&truth)) == 0;

	tried++;
	right += same;
	if (!same && (status != 65 || got.n || !told.n)) {
		silent++;
		print_error("%s, row %zu, column %zu: status %d\n%s--- read as\n%s--- for\n%s", what, r, c, status, str_text(&file),
		            str_text(&got), str_text(&truth));
	}
	str_reset(&file);
	return same;
}

/* All of them, or under the sanitizers a few. */
static void look(const struct grid *g, const char *what, size_t r, size_t c) {
	static long seen;

	if (MADE_SHARE == 1 || seen++ % (3 * MADE_SHARE) == 0)
		is_read(g, what, r, c);
	str_reset(&file);
}

/* Where it does no harm. */
static void harmless(const struct grid *g, const char *what, size_t r) {
	if (!is_read(g, what, r, 0)) {
		print_error("%s, row %zu, of %zu columns: not read: %s\n", what, r, g->cols, str_text(&told));
		fail();
	}
}

/* ---- the clean tables ---- */

static void set(struct grid *g, size_t r, size_t c, const char *fmt, ...) __attribute__((format(printf, 4, 5)));
static void set(struct grid *g, size_t r, size_t c, const char *fmt, ...) {
	char text[200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	g->cell[r][c] = mem_strdup(text);
}

static void head(struct grid *g, const char *names) {
	for (g->cols = 0; *names; g->cols++) {
		size_t n = strcspn(names, ",");
		set(g, 0, g->cols, "%.*s", (int)n, names);
		names += n + (names[n] == ',');
	}
}

static const char *const names[] = {"赵家涛", "钱美玲", "孙大海", "李小红", "周建国", "吴天佑", "郑秋月"};
static const char *const villages[] = {"柳林村", "高坪村", "城关社区"};

static void number_of_row(char id[19], size_t r) {
	snprintf(id, 19, "9912341985%02zu%02zu%03zu", r % 12 + 1, r % 28 + 1, r % 1000);
	id[17] = idno_check_digit(id);
	id[18] = '\0';
}

static void make_roster(struct grid *g) {
	char id[19];

	g->reg = "roster";
	head(g, "序号,姓名,性别,身份证号,联系电话,所属村社,人员类别,决定日期,户籍地,现住址,备注");
	for (size_t r = 1; r < g->rows; r++) {
		number_of_row(id, r);
		set(g, r, 0, "%zu", r);
		set(g, r, 1, "%s", names[r % 7]);
		set(g, r, 2, "%s", r % 2 ? "男" : "女");
		set(g, r, 3, "%s", id);
		set(g, r, 4, "1999000%04zu", r);
		set(g, r, 5, "%s", villages[r % 3]);
		set(g, r, 6, "%s", r % 3 ? "社区戒毒" : "社区康复");
		set(g, r, 7, "2025-03-%02zu", r);
		set(g, r, 8, "示例县%s", villages[r % 3]);
		set(g, r, 9, "%s%s", r % 4 ? villages[r % 3] : "", r % 4 ? "2组" : "");
		set(g, r, 10, "%s", r % 5 == 0 ? "外出务工，\n年底回来" : r % 5 == 1 ? "母亲\"老三\", 带病" : "");
	}
}

static void make_tests(struct grid *g) {
	char id[19];

	g->reg = "tests";
	head(g, "姓名,身份证号,检测日期,检测结果,检测地点,检测人,备注");
	for (size_t r = 1; r < g->rows; r++) {
		number_of_row(id, r);
		set(g, r, 0, "%s", names[r % 7]);
		set(g, r, 1, "%s", id);
		set(g, r, 2, "2025-09-%02zu", r);
		set(g, r, 3, "阴性");
		set(g, r, 4, "%s村部", villages[r % 3]);
		set(g, r, 5, "王干事");
		set(g, r, 6, "%s", r % 2 ? "" : "按时到");
	}
}

/* A shop's list: quotes, commas inside them, the last column mostly blank. */
static void make_shop(struct grid *g) {
	head(g, "DATE,TIME,Qty,PRODUCT,Price,Type,Description,Comments");
	for (size_t r = 1; r < g->rows; r++) {
		set(g, r, 0, "%02zu/01/2018", r);
		set(g, r, 1, "00:%02zu", r);
		set(g, r, 2, "%zu", r % 4);
		set(g, r, 3, "MG-8%03zu", r);
		set(g, r, 4, "$74.%02zu", r);
		set(g, r, 5, "%s", r % 2 ? "Men's Boots" : "Dining Table, Round 48\"");
		set(g, r, 6, "Light, \"quick\" and dry, number %zu", r);
		set(g, r, 7, "%s", r % 9 ? "" : "sold");
	}
}

/* Only words, all cells filled. */
static void make_words(struct grid *g, size_t cols) {
	static const char *const words[] = {"Paris", "Oslo", "Rome", "Lima", "Cairo"};

	head(g, cols == 12 ? "name,city,colour,taste,season,river,tree,bird,stone,metal,cloth,tool"
	        : cols == 5 ? "bird,stone,metal,cloth,tool" : "cloth,tool");
	for (size_t r = 1; r < g->rows; r++)
		for (size_t c = 0; c < g->cols; c++)
			set(g, r, c, "%s%c", words[(r + c) % 5], (char)('a' + (r * 3 + c) % 26));
}

static struct grid grids[6];
enum { GRIDS = sizeof grids / sizeof *grids };

static int make_all(void **state) {
	tmp_make();
	tr_set_lang(LANG_EN);
	for (size_t i = 0; i < GRIDS; i++)
		grids[i].rows = ROWS;
	make_roster(&grids[0]);
	make_tests(&grids[1]);
	make_shop(&grids[2]);
	make_words(&grids[3], 12);
	make_words(&grids[4], 5);
	make_words(&grids[5], 2);
	return 0;
}

static int clear_all(void **state) {
	for (size_t i = 0; i < GRIDS; i++)
		for (size_t r = 0; r < grids[i].rows; r++)
			for (size_t c = 0; c < grids[i].cols; c++)
				free((char *)(uintptr_t)grids[i].cell[r][c]);
	str_clear(&file);
	str_clear(&truth);
	str_clear(&got);
	str_clear(&told);
	print_message("%d polluted files: %d read right, %d refused, %d misread in silence\n", tried, right,
	              tried - right - silent, silent);
	return 0;
}

/* ---- the pollutions ---- */

enum spot { SEP_LOST, SEP_ADDED, QUOTE_BEFORE, QUOTE_BEHIND, QUOTE_LOST, BREAK_INSIDE, NUL_INSIDE, BYTE_INSIDE, SEP_OTHER,
            SPOTS };

/* The table with one spot at row r, column c. */
static void put_spot(const struct grid *g, enum spot spot, size_t at_r, size_t at_c) {
	for (size_t r = 0; r < g->rows; r++) {
		for (size_t c = 0; c < g->cols; c++) {
			bool at = r == at_r && c == at_c;
			size_t from = file.n;
			if (c && !(at && spot == SEP_LOST))
				str_add(&file, at && spot == SEP_OTHER ? ";" : ",");
			str_add(&file, at && spot == SEP_ADDED ? "," : at && spot == QUOTE_BEFORE ? "\"" : "");
			size_t cell = file.n;
			put_cell(g->cell[r][c], &plain);
			if (!at)
				continue;
			if (spot == QUOTE_BEHIND)
				str_addc(&file, '"');
			if (spot == QUOTE_LOST && file.s[file.n - 1] == '"')
				file.s[--file.n] = '\0';
			if (spot == BREAK_INSIDE || spot == NUL_INSIDE || spot == BYTE_INSIDE) {
				char *rest = mem_strdup(file.s + cell + (file.n - cell > 2 ? 3 : 0));
				file.n -= strlen(rest);
				str_addc(&file, spot == BREAK_INSIDE ? '\n' : spot == NUL_INSIDE ? '\0' : '\xff');
				str_add(&file, rest);
				free(rest);
			}
			assert_true(file.n >= from);
		}
		str_add(&file, "\r\n");
	}
}

static void test_spots(void **state) {
	int before = silent;
	static const char *const what[] = {"separator lost", "separator added", "quote before", "quote behind", "quote lost",
	                                   "line break inside", "NUL inside", "bad byte inside", "another separator"};

	for (size_t i = 0; i < GRIDS; i++) {
		const struct grid *g = &grids[i];
		set_truth(g, 0, g->rows);
		for (int spot = 0; spot < SPOTS; spot++) {
			for (size_t r = 0; r < g->rows; r += r < 2 ? 1 : spot < QUOTE_LOST ? 3 : 7) {
				for (size_t c = spot == SEP_LOST || spot == SEP_OTHER; c < g->cols; c++) {
					put_spot(g, (enum spot)spot, r, c);
					bool quoted = strpbrk(g->cell[r][c], "\",\n") != NULL;
					/* A break inside quotes is the cell's own; one in the first name leaves a title
					 * above a header, by all signs. */
					if (spot == QUOTE_LOST ? !quoted : spot == BREAK_INSIDE && (quoted || r + c == 0))
						str_reset(&file);
					else
						look(g, what[spot], r, c);
				}
			}
		}
	}
	assert_int_equal(silent, before);
}

/* One row written otherwise. */
static void test_rows(void **state) {
	int before = silent;
	static const struct style others[] = {
		{";", '"', '"', "\r\n", NULL}, {"\t", '"', '"', "\r\n", NULL}, {"|", '"', '"', "\r\n", NULL},
		{" ", '"', '"', "\r\n", NULL}, {"，", '"', '"', "\r\n", NULL}, {",", '\'', '\'', "\r\n", NULL},
		{",", '"', '\\', "\r\n", NULL}, {",", '"', '\0', "\r\n", NULL}, {",", '"', '"', "", NULL},
		{",", '"', '"', "\r", NULL},   {",", '"', '"', "\n", NULL},   {",", '"', '"', "\r\n\r\n", NULL},
	};

	for (size_t i = 0; i < GRIDS; i++) {
		const struct grid *g = &grids[i];
		set_truth(g, 0, g->rows);
		for (size_t k = 0; k < sizeof others / sizeof *others; k++) {
			for (size_t at = 0; at < g->rows; at += 3) {
				for (size_t r = 0; r < g->rows; r++)
					put_row(g, r, r == at ? &others[k] : &plain);
				if (k < 9)
					look(g, "a row otherwise", at, k);
				else
					harmless(g, "a row's end otherwise", at);
			}
		}
	}
	assert_int_equal(silent, before);
}

static void recode(const char *to) {
	size_t room = file.n * 4 + 8, left = room, n = file.n;
	char *out = mem_alloc(room), *q = out, *p = file.s;
	iconv_t cd = iconv_open(to, "UTF-8");

	assert_true(cd != (iconv_t)-1);
	assert_true(iconv(cd, &p, &n, &q, &left) != (size_t)-1);
	iconv_close(cd);
	str_reset(&file);
	str_addn(&file, out, room - left);
	free(out);
}

/* The whole file written otherwise. */
static void test_files(void **state) {
	int before = silent;
	static const struct style good[] = {
		{";", '"', '"', "\r\n", NULL}, {"\t", '"', '"', "\r\n", NULL}, {"|", '"', '"', "\r\n", NULL},
		{", ", '"', '"', "\r\n", NULL}, {",", '"', '"', "\n", NULL}, {",", '"', '"', "\r", NULL},
		{",", '"', '"', "\r\n", ""}, {",", '"', '"', "\r\n", "\r\n\r\n"}, {",", '"', '"', "\r\n", "\n\r\n"},
	};
	static const struct style doubtful[] = {
		{" ", '"', '"', "\r\n", NULL}, {",", '\'', '\'', "\r\n", NULL}, {",", '"', '\\', "\r\n", NULL},
		{",", '"', '\0', "\r\n", NULL}, {"::", '"', '"', "\r\n", NULL}, {"，", '"', '"', "\r\n", NULL},
	};
	static const char *const encodings[] = {"GB18030", "UTF-16", "UTF-16LE", "UTF-16BE", "GBK"};

	for (size_t i = 0; i < GRIDS; i++) {
		const struct grid *g = &grids[i];
		set_truth(g, 0, g->rows);
		for (size_t k = 0; k < sizeof good / sizeof *good; k++) {
			put_all(g, &good[k]);
			harmless(g, "a file otherwise", k);
		}
		for (size_t k = 0; k < sizeof doubtful / sizeof *doubtful; k++) {
			put_all(g, &doubtful[k]);
			look(g, "a file in another way", k, 0);
		}
		for (size_t k = 0; k < sizeof encodings / sizeof *encodings; k++) {
			put_all(g, &plain);
			recode(encodings[k]);
			harmless(g, encodings[k], k);
		}
		str_add(&file, "\xef\xbb\xbf");
		put_all(g, &plain);
		harmless(g, "a byte-order mark", 0);
		for (size_t at = 0; i < 2 && at < 2 * g->rows; at++) {
			struct str all = {0};
			for (size_t r = 0; r < g->rows; r++) {
				put_row(g, r, &plain);
				if ((r == at % g->rows) == (at < g->rows))
					recode("GB18030");
				str_addn(&all, file.s, file.n);
				str_reset(&file);
			}
			str_addn(&file, all.s, all.n);
			str_clear(&all);
			look(g, "a line in another encoding", at, 0);
		}
	}
	assert_int_equal(silent, before);
}

/* Lines above, between and below. */
static void test_lines(void **state) {
	int before = silent;
	static const char *const above[] = {"Title\r\n", "Title,,,,,,,,,,,\r\n\r\n", "\r\n\r\n\r\n", "一览表\r\n,,,\r\n",
	                                    "2026\r\nsecond line of it\r\n"};
	static const char *const between[] = {"\r\n", "  \r\n", ",,,\r\n", "\t\r\n\r\n"};
	static const char *const below[] = {"Source: the office\r\n", "\r\nTotal,5\r\n", "注：以上\r\n", "合计,,,,\r\n",
	                                    "\"\"\r\n"};

	for (size_t i = 0; i < GRIDS; i++) {
		const struct grid *g = &grids[i];
		bool of_two = g->cols == 2;
		set_truth(g, 0, g->rows);
		for (size_t k = 0; k < sizeof above / sizeof *above; k++) {
			str_add(&file, above[k]);
			put_all(g, &plain);
			if (of_two)
				look(g, "lines above", k, 0);
			else
				harmless(g, "lines above", k);
		}
		for (size_t k = 0; k < sizeof between / sizeof *between; k++) {
			for (size_t at = 0; at < g->rows; at += 5) {
				for (size_t r = 0; r < g->rows; r++) {
					if (r == at)
						str_add(&file, between[k]);
					put_row(g, r, &plain);
				}
				harmless(g, "blank lines between", at);
			}
		}
		for (size_t k = 0; k < sizeof below / sizeof *below; k++) {
			put_all(g, &plain);
			str_add(&file, below[k]);
			if (!of_two || k != 1)
				look(g, "lines below", k, 0);
			str_reset(&file); /* of two columns a total is a row by all signs */
		}
	}
	assert_int_equal(silent, before);
}

/* The header: none, several, cells without a name, with another's, with a very long one. */
static void test_headers(void **state) {
	int before = silent;
	for (size_t i = 0; i < GRIDS; i++) {
		struct grid *g = &grids[i];
		for (size_t times = 2; times < 4; times++) {
			set_truth(g, 0, g->rows);
			for (size_t k = 1; k < times; k++)
				put_row(g, 0, &plain);
			put_all(g, &plain);
			look(g, "headers", times, 0);
		}
		set_truth(g, 1, g->rows);
		for (size_t r = 1; r < g->rows; r++)
			put_row(g, r, &plain);
		look(g, "no header", 0, 0);
		for (size_t c = 0; c < g->cols; c++) {
			for (int kind = 0; kind < 3; kind++) {
				char longer[400];
				const char *own = g->cell[0][c];
				set_truth(g, 0, g->rows);
				memset(longer, 'x', sizeof longer - 1);
				longer[sizeof longer - 1] = '\0';
				g->cell[0][c] = kind == 0 ? "" : kind == 1 ? g->cell[0][(c + 1) % g->cols] : longer;
				put_all(g, &plain);
				g->cell[0][c] = own;
				look(g, "a name in the header", c, (size_t)kind);
			}
		}
		/* Delimiters behind the last name, also where rows have them. */
		set_truth(g, 0, g->rows);
		for (int rows = 0; rows < 2; rows++) {
			for (size_t r = 0; r < g->rows; r++) {
				struct style s = plain;
				s.end = r == 0 ? ",,,\r\n" : rows ? ",,,\r\n" : "\r\n";
				put_row(g, r, &s);
			}
			if (g->reg)
				harmless(g, "delimiters behind the header", (size_t)rows);
			else
				look(g, "delimiters behind the header", (size_t)rows, 0);
		}
		for (size_t r = 0; r < g->rows; r++) {
			struct style s = plain;
			s.end = r ? ",\r\n" : "\r\n";
			put_row(g, r, &s);
		}
		look(g, "delimiters behind the rows", 0, 0);
	}
	assert_int_equal(silent, before);
}

/* Two tables in one file, the second of fewer, as many and more columns, and of another kind. */
static void test_tables(void **state) {
	int before = silent;
	for (size_t i = 0; i < GRIDS; i++) {
		for (size_t k = 0; k < GRIDS; k++) {
			for (int gap = 0; gap < 2; gap++) {
				if (i == k)
					continue;
				set_truth(&grids[i], 0, grids[i].rows);
				put_all(&grids[i], &plain);
				str_add(&file, gap ? "\r\n" : "");
				put_all(&grids[k], &plain);
				look(&grids[i], "two tables", k, (size_t)gap);
			}
		}
		for (size_t cut = 1; cut < grids[i].cols; cut++) {
			struct grid second = grids[i];
			second.cols -= cut;
			put_all(&grids[i], &plain);
			put_all(&second, &plain);
			look(&grids[i], "two tables, the second narrower", cut, 0);
		}
	}
	assert_int_equal(silent, before);
}

/* What a spreadsheet leaves out at the end of a whole block of rows, or of all, is filled up. */
static void test_short_blocks(void **state) {
	struct grid *g = &grids[0];

	for (int all = 0; all < 2; all++) {
		const char *own[ROWS];
		for (size_t r = 0; r < g->rows; r++) {
			own[r] = g->cell[r][10];
			if (r >= (all ? 1 : 16))
				g->cell[r][10] = "";
		}
		set_truth(g, 0, g->rows);
		for (size_t r = 0; r < g->rows; r++) {
			put_row(g, r, &plain);
			if (r >= (all ? 1 : 16)) {
				file.n -= 3;
				str_add(&file, "\r\n");
			}
		}
		harmless(g, "short rows", (size_t)all);
		for (size_t r = 0; r < g->rows; r++)
			g->cell[r][10] = own[r];
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spots),   cmocka_unit_test(test_rows),   cmocka_unit_test(test_files),
		cmocka_unit_test(test_lines),   cmocka_unit_test(test_headers), cmocka_unit_test(test_tables),
		cmocka_unit_test(test_short_blocks),
	};

	return cmocka_run_group_tests(tests, make_all, clear_all);
}

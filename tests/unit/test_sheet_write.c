/* A workbook of a table: what its cells are, how it is seen and printed, and that no half of one is left.
 * SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "core/mem.h"
#include "exchange/out/table_out.h"
#include "exchange_util.h"
#include "sheet_util.h"
#include "texts.h"

static struct table_out *begin(const char *name) {
	struct table_out *o;

	assert_int_equal(table_out_new(&o, &(struct table_to){tmp_path(name), TEXT_SOURCE_UTF8, CSV_REPLACE, "花名册 [一]"}, NULL),
	                 RC_OK);
	return o;
}

static void row(struct table_out *o, enum cell_kind kind, const char *a, const char *b) {
	table_out_cell(o, CELL_TEXT, a);
	table_out_cell(o, kind, b);
	table_out_end_row(o);
}

static char *made(const char *name) {
	char *text;

	struct table_out *o = begin(name);
	row(o, CELL_TEXT, "姓名", "号码");
	row(o, CELL_CODE, "薛洋", "993151199708151276");
	row(o, CELL_COUNT, "=1+1", "12");
	row(o, CELL_COUNT, "@x", "0012");
	row(o, CELL_DATE, "a<b&c_x0041_x", "2024-03-05");
	row(o, CELL_DATE, "7", "1900-02-28");
	row(o, CELL_COUNT, "", "");
	row(o, CELL_COUNT, "两行\n文字", "-3.50");
	row(o, CELL_COUNT, "", "993151199708151276");
	assert_int_equal(table_out_close(o, RC_OK, NULL, NULL), RC_OK);
	text = sheet_part(tmp_path(name), SHEET_1);
	assert_non_null(text);
	return text;
}

static void has(const char *text, const char *what) {
	if (!strstr(text, what))
		print_error("%s\nis not in\n%s\n", what, text);
	assert_non_null(strstr(text, what));
}

static void cells_are_what_they_hold(void **state) { /* rules 10.40, 10.41 */
	char *x = made("a.xlsx");

	has(x, "<c r=\"B2\" s=\"2\" t=\"inlineStr\"><is><t>993151199708151276</t></is></c>");
	has(x, "<c r=\"A3\" s=\"2\" t=\"inlineStr\"><is><t>=1+1</t></is></c>");
	has(x, "<c r=\"B3\" s=\"3\"><v>12</v></c>");
	has(x, "<c r=\"B4\" s=\"4\" t=\"inlineStr\"><is><t>0012</t>");
	has(x, "<t>a&lt;b&amp;c_x005F_x0041_x</t>");
	has(x, "<c r=\"B5\" s=\"5\"><v>45356</v></c>");
	has(x, "<c r=\"B6\" s=\"2\" t=\"inlineStr\"><is><t>1900-02-28</t>");
	has(x, "<c r=\"A6\" s=\"2\" t=\"inlineStr\"><is><t>7</t>");
	has(x, "<c r=\"B8\" s=\"7\"><v>-3.5</v></c>");
	has(x, "<c r=\"B9\" s=\"4\" t=\"inlineStr\"><is><t>993151199708151276</t>");
	assert_null(strstr(x, "<f>"));
	assert_null(strstr(x, "r=\"A7\""));
	free(x);
	x = sheet_part(tmp_path("a.xlsx"), "xl/styles.xml");
	has(x, "formatCode=\"yyyy-mm-dd\"");
	has(x, "<xf numFmtId=\"49\"");
	free(x);
}

static void it_is_seen_and_printed_well(void **state) { /* rule 10.42 */
	char *x = made("b.xlsx");

	has(x, "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>");
	has(x, "<autoFilter ref=\"A1:B9\"/>");
	has(x, "<col min=\"2\" max=\"2\" width=\"22.7109375\""); /* 18 digits, an eighth, 2 */
	has(x, "<row r=\"8\" ht=\"30\" customHeight=\"1\">"); /* two lines */
	has(x, "<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"/>");
	has(x, "<oddHeader>&amp;C花名册 [一]</oddHeader><oddFooter>&amp;C&amp;P / &amp;N</oddFooter>");
	free(x);
	x = sheet_part(tmp_path("b.xlsx"), "xl/workbook.xml");
	has(x, "<sheet name=\"花名册  一\"");
	has(x, "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'花名册  一'!$1:$1</definedName>");
	free(x);
}

static void same_rows_give_same_bytes(void **state) { /* rule 10.43 */
	size_t n, m;
	char *one, *two, hex[2 * HASH_LEN + 1];
	struct table_out *o = begin("d.xlsx");
	unsigned char sum[HASH_LEN];
	struct stat st;

	free(made("c.xlsx"));
	one = tmp_read(tmp_path("c.xlsx"), &n);
	usleep(2100000); /* what a zip says of a time has two seconds */
	free(made("c.xlsx"));
	two = tmp_read(tmp_path("c.xlsx"), &m);
	assert_int_equal(n, m);
	assert_memory_equal(one, two, n);
	free(one);
	free(two);
	row(o, CELL_TEXT, "a", "b");
	assert_int_equal(table_out_hash(o, hex, NULL), RC_OK);
	assert_int_equal(table_out_close(o, RC_OK, NULL, NULL), RC_OK);
	one = tmp_read(tmp_path("d.xlsx"), &n);
	hash_once(one, n, sum);
	free(one);
	char told[2 * HASH_LEN + 1];
	hash_hex(sum, sizeof sum, told);
	assert_string_equal(told, hex);
	assert_int_equal(stat(tmp_path("d.xlsx"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

static int files(void) {
	DIR *d = opendir(tmp_folder);
	int n = 0;

	while (readdir(d))
		n++;
	closedir(d);
	return n - 2;
}

/* Its rows lie, nameless, in the folder it is written to, never in one that is everybody's. */
static void rows_lie_beside_the_file(void **state) { /* rule 10.43 */
	struct table_out *o = begin("g.xlsx");
	char fd[40], where[400];
	int beside = 0;

	row(o, CELL_TEXT, "姓名", "备注");
	for (int i = 3; i < 30; i++) {
		snprintf(fd, sizeof fd, "/proc/self/fd/%d", i);
		ssize_t n = readlink(fd, where, sizeof where - 1);
		where[n > 0 ? n : 0] = '\0';
		if (!strstr(where, "(deleted)"))
			continue;
		assert_memory_equal(where, tmp_folder, strlen(tmp_folder));
		beside++;
	}
	assert_true(beside > 0);
	assert_int_equal(table_out_close(o, RC_CANCELLED, NULL, NULL), RC_CANCELLED);
}

static void nothing_half_is_left(void **state) { /* rule 10.43 */
	int before = files();
	char *text = mem_zalloc(1, 40000);
	struct table_out *o = begin("e.xlsx");
	struct err err = {0};
	struct rlimit all, little;

	memset(text, 'x', 39999);
	row(o, CELL_TEXT, "姓名", "备注");
	row(o, CELL_TEXT, "薛洋", text);
	assert_int_equal(table_out_close(o, RC_OK, NULL, &err), RC_INVALID);
	assert_non_null(strstr(err.text, "备注"));
	free(text);
	o = begin("e.xlsx");
	row(o, CELL_TEXT, "姓名", "备注");
	assert_int_equal(table_out_close(o, RC_CANCELLED, NULL, &err), RC_CANCELLED);
	/* a disk that takes no more than this much of it */
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &all);
	little = all;
	for (rlim_t most = 4096; most <= 131072; most *= 2) {
		o = begin("e.xlsx");
		for (int i = 0; i < 3000; i++)
			row(o, CELL_TEXT, "姓名姓名姓名", "备注备注备注");
		little.rlim_cur = most;
		setrlimit(RLIMIT_FSIZE, &little);
		assert_true(table_out_close(o, RC_OK, NULL, &err) != RC_OK);
		setrlimit(RLIMIT_FSIZE, &all);
	}
	assert_int_equal(files(), before);
}

static void rows_do_not_stay_in_memory(void **state) { /* rule 10.43 */
	struct rusage a, b;
	struct table_out *o = begin("f.xlsx");

	for (int i = 0; i < 1000; i++)
		row(o, CELL_CODE, "姓名", "993151199708151276");
	getrusage(RUSAGE_SELF, &a);
	for (int i = 0; i < 30000; i++)
		row(o, CELL_CODE, "姓名", "993151199708151276");
	assert_int_equal(table_out_close(o, RC_OK, NULL, NULL), RC_OK);
	getrusage(RUSAGE_SELF, &b);
#ifndef __SANITIZE_ADDRESS__ /* which keeps what was freed */
	assert_true(b.ru_maxrss - a.ru_maxrss < 3000);
#endif
}

static int make(void **state) { return tmp_make(), 0; }

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_are_what_they_hold),   cmocka_unit_test(it_is_seen_and_printed_well),
		cmocka_unit_test(same_rows_give_same_bytes),  cmocka_unit_test(nothing_half_is_left),
		cmocka_unit_test(rows_do_not_stay_in_memory), cmocka_unit_test(rows_lie_beside_the_file),
	};

	return cmocka_run_group_tests(tests, make, NULL);
}

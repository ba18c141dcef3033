/* No two columns of one name: in any list, any export of a register, any table of a period, in either language.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "core/file.h"
#include "core/tr.h"
#include "exchange/import/register.h"
#include "exchange/out/export.h"
#include "exchange/out/report_csv.h"
#include "model/lists.h"
#include "model/report/report_table.h"
#include "sheet_util.h"

enum { MOST = 320 };

static int doubles; /* all are told before the test fails */

/* Names so far. */
struct names {
	char *v[MOST];
	size_t n;
};

static void add(struct names *names, const char *where, const char *name) {
	for (size_t i = 0; i < names->n; i++)
		if (strcmp(names->v[i], name) == 0)
			print_error("%s has two columns %s: %d\n", where, name, ++doubles);
	assert_true(names->n < MOST);
	names->v[names->n++] = mem_strdup(name);
}

static void clear(struct names *names) {
	for (size_t i = 0; i < names->n; i++)
		free(names->v[i]);
	names->n = 0;
}

static void each_list(void (*look)(const struct list_def *)) {
	static const struct list_def *const others[] = {&figure_names_list, &found_list, &together_list};

	for (size_t i = 0; list_table[i]; i++)
		look(list_table[i]);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		look(others[i]);
}

static void look_at_list(const struct list_def *d) {
	struct names keys = {.n = 0}, labels = {.n = 0};

	for (size_t c = 0; c < d->column_count; c++) {
		add(&keys, d->id, list_column_key(d, c));
		add(&labels, d->id, tr(list_column_label(d, c)));
	}
	clear(&keys);
	clear(&labels);
}

static void look_at_kind(const struct report_kind *kind) {
	struct names ids = {.n = 0}, labels = {.n = 0};

	for (size_t c = 0; c < kind->column_count; c++) {
		struct str name = {0};

		report_column_name(&kind->columns[c], &name);
		add(&ids, kind->id, kind->columns[c].figure.id);
		add(&labels, kind->id, str_text(&name));
		str_clear(&name);
	}
	clear(&ids);
	clear(&labels);
}

static void lists_and_tables(void **state) {
	for (int lang = 0; lang < 2; lang++) {
		tr_set_lang(lang ? LANG_EN : LANG_ZH);
		each_list(look_at_list);
		for (size_t i = 0; i < report_kind_count; i++)
			look_at_kind(&report_kinds[i]);
		look_at_kind(report_kind_month());
	}
	tr_set_lang(LANG_ZH);
	assert_int_equal(doubles, 0);
}

/* Every line of the return has a name of its own within its part, whatever the language. */
static void lines_of_the_return(void **state) {
	struct names ids = {.n = 0}, labels = {.n = 0};

	for (size_t i = 0; i < figure_line_count(); i++) {
		struct figure_line l = figure_line_at(i);
		char label[200];

		snprintf(label, sizeof label, "%s %s", tr(l.section), tr(l.label));
		add(&ids, "the return", l.id);
		add(&labels, "the return", label);
	}
	clear(&ids);
	clear(&labels);
	assert_int_equal(doubles, 0);
}

/* The first row of the file. */
static void look_at_file(const char *path, const char *where, size_t least) {
	struct names names = {.n = 0};
	struct str text = {0};
	struct err err = {0};
	char *at, *line;

	assert_int_equal(file_read(path, 1 << 22, &text, &err), RC_OK);
	line = text.s + 3; /* the byte order mark */
	line[strcspn(line, "\r\n")] = '\0';
	for (char *name = strtok_r(line, ",", &at); name; name = strtok_r(NULL, ",", &at))
		add(&names, where, name);
	assert_true(names.n >= least);
	clear(&names);
	str_clear(&text);
	unlink(path);
}

static void exports(void **state) {
	struct fixture *f = *state;
	char path[160];
	struct report_set set;
	struct span month = span_of(SPAN_MONTH, day("2026-10-01"));

	snprintf(path, sizeof path, "%s/out.csv", f->dir);
	for (size_t i = 0; register_at(i); i++)
		for (int identified = 0; identified < 2; identified++) {
			struct export_options o = {.reg = register_at(i)->id, .path = path, .encoding = TEXT_SOURCE_UTF8,
			                           .existing = CSV_REPLACE, .identified = identified, .reason = "核对"};

			OK(export_write(f->st, &f->actor, &o, NULL, NULL, &f->err));
			look_at_file(path, register_at(i)->id, 2);
		}
	OK(report_set_make(f->st, &f->actor, report_kind_month(), ROWS_BY_TEAM, &month, false, &set, &f->err));
	OK(report_csv_write(&set, "示范镇", path, TEXT_SOURCE_UTF8, CSV_REPLACE, NULL, &f->err));
	report_set_clear(&set);
	look_at_file(path, "the table", 16);
	assert_int_equal(doubles, 0);
}

/* Header rows over each other, joined where columns share one, stay and come again. */
static void tables_are_on_paper(void **state) { /* rule 10.44 */
	static const char *const want[] = {
		"<mergeCell ref=\"A3:A5\"/>", "<mergeCell ref=\"B3:I3\"/>", "<mergeCell ref=\"B4:C4\"/>",
		"<mergeCell ref=\"H4:I4\"/>", "<mergeCell ref=\"J3:Q3\"/>",
		"<pane xSplit=\"1\" ySplit=\"5\" topLeftCell=\"B6\" activePane=\"bottomRight\" state=\"frozen\"/>",
		"fitToHeight=\"0\" orientation=\"landscape\"",
		"<col min=\"2\" max=\"25\" width=\"6.7109375\" customWidth=\"1\"/>", "<c r=\"B6\" s=\"4\"><v>0</v></c>",
	};
	struct fixture *f = *state;
	struct span month = span_of(SPAN_MONTH, day("2026-10-01"));
	char path[160], *sheet;
	struct report_set set;

	snprintf(path, sizeof path, "%s/out.xlsx", f->dir);
	OK(report_set_make(f->st, &f->actor, report_kind_find("tests"), ROWS_BY_VILLAGE, &month, true, &set, &f->err));
	OK(report_csv_write(&set, "示范镇", path, TEXT_SOURCE_UTF8, CSV_REPLACE, NULL, &f->err));
	report_set_clear(&set);
	sheet = sheet_part(path, SHEET_1);
	for (size_t i = 0; i < sizeof want / sizeof *want; i++)
		if (!strstr(sheet, want[i]))
			fail_msg("%s is not in %s", want[i], sheet);
	free(sheet);
	sheet = sheet_part(path, "xl/workbook.xml");
	assert_non_null(strstr(sheet, "<sheet name=\"2026-10\""));
	assert_non_null(strstr(sheet, "<sheet name=\"2025-10\""));
	assert_non_null(strstr(sheet, "'!$A:$A,'2026-10'!$1:$5</definedName>"));
	unlink(path);
	free(sheet);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_and_tables),
		cmocka_unit_test(lines_of_the_return),
		STATION_TEST(exports),
		STATION_TEST(tables_are_on_paper),
	};

	return cmocka_run_group_tests_name("headers", tests, NULL, NULL);
}

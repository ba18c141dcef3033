/* The INI: what is read, what is refused and with which words, what a fresh one looks like.
 * SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/code.h"
#include "core/conf.h"
#include "core/tr.h"
#include "texts.h"

static char dir[64];
static char ini[96];

static const struct code_item drug_items[] = {{"heroin", "海洛因", "Heroin", NULL}};
static struct code_list drugs = {.name = "drug", .items = drug_items, .count = 1, .extensible = true};
static struct code_list sexes = {.name = "sex", .items = drug_items, .count = 1, .extensible = false};

static void write_bytes(const char *s, size_t n) {
	FILE *f = fopen(ini, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(s, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

/* Load text; RC_OK or the sentence after the file's name. */
static const char *load(const char *text, struct conf **out) {
	static struct err err;
	struct conf *c = conf_new();
	enum rc rc;

	write_bytes(text, strlen(text));
	rc = conf_load(c, ini, &err);
	if (out && rc == RC_OK)
		*out = c;
	else
		conf_free(c);
	if (rc == RC_OK)
		return "";
	assert_int_equal(rc, RC_CONFIG);
	assert_int_equal(err.rc, RC_CONFIG);
	assert_memory_equal(err.text, ini, strlen(ini));
	assert_int_equal(err.text[strlen(ini)], ':');
	return err.text + strlen(ini) + 1;
}

static void test_defaults(void **state) {
	struct conf *c = conf_new();

	assert_string_equal(conf_text(c, "station", "name"), "");
	assert_string_equal(conf_text(c, "station", "mode"), "single");
	assert_int_equal(conf_int(c, "time", "utc_offset"), 480);
	assert_int_equal(conf_int(c, "rules", "report_days"), 15);
	assert_false(conf_bool(c, "files", "allow_filesystem"));
	conf_free(c);
}

/* Every default is a value its own key would take, and every key has a help text. */
static void test_table(void **state) {
	for (size_t i = 0; i < conf_table_count; i++) {
		const struct conf_def *d = &conf_table[i];
		char text[512];

		snprintf(text, sizeof text, "[%s]\n%s = %s\n", d->section, d->key, d->initial);
		assert_string_equal(load(text, NULL), "");
		assert_true(strlen(d->help) > 20);
		for (size_t k = 0; k < i; k++)
			assert_false(strcmp(conf_table[k].section, d->section) == 0 && strcmp(conf_table[k].key, d->key) == 0);
	}
}

static void test_reads(void **state) {
	struct conf *c = NULL;

	assert_string_equal(load("; a comment\r\n# another\r\n\r\n[Station]\r\n Name = \"示范镇; 一站\" ; why\r\nMODE=station\r\n"
	                         "[time]\nutc_offset = -30\n[files]\nallow_filesystem = 是\n[display]\nlang =\n",
	                         &c),
	                    "");
	assert_non_null(c);
	assert_string_equal(conf_text(c, "station", "name"), "示范镇; 一站");
	assert_string_equal(conf_text(c, "station", "mode"), "station");
	assert_int_equal(conf_int(c, "time", "utc_offset"), -30);
	assert_true(conf_bool(c, "files", "allow_filesystem"));
	assert_string_equal(conf_text(c, "display", "lang"), "");
	conf_free(c);
	assert_string_equal(load("", NULL), "");
}

static void test_refused(void **state) {
	static const struct {
		const char *text, *sentence;
	} cases[] = {
		{"\xEF\xBB\xBF[station]\n", "1: begins with a byte order mark; save it as UTF-8 without one"},
		{"[station]\nname = \xCA\xBE\xB7\xB6\n", "2: not UTF-8; save the file as plain UTF-8 text"},
		{"[station]\nname = a\x01\n", "2: a control character"},
		{"name = x\n", "1: 'name' stands before the first [section]"},
		{"[rules]\ncounted_from = 2026-02-30\n", "2: '2026-02-30' is no day like 2027-01-31"},
		{"[station]\nname x\n", "2: neither a [section] nor a 'key = value'"},
		{"[station\nname = x\n", "1: neither a [section] nor a 'key = value'"},
		{"[station] ; c\n", "1: neither a [section] nor a 'key = value'"},
		{"[station]\nname = x \\\ny\n", "2: ends in a backslash; write the value on one line"},
		{"[station]\nname = \"x\n", "2: the quotes around the value of 'name' do not match"},
		{"[station]\nname = 'x' y\n", "2: the quotes around the value of 'name' do not match"},
		{"[station]\nname = a\n\n[station]\nNAME = b\n", "5: 'name' is given twice, first in line 2"},
		{"[staton]\n", "1: unknown section [staton]; did you mean [station]?"},
		{"[]\n", "1: unknown section []"},
		{"[zebra]\n", "1: unknown section [zebra]"},
		{"[station]\nname = a;b\n",
		 "2: the value of 'name' would end at its ';'; put it in quotes, or blanks around the ; of a remark"},
		{"[station]\nname = a #b\n",
		 "2: the value of 'name' would end at its '#'; put it in quotes, or blanks around the # of a remark"},
		{"[station]\nname = a ; b\n",
		 "2: the value of 'name' would end at its ';'; put it in quotes, and a remark behind them"},
		{"[station]\nnmae = x\n", "2: unknown key 'nmae'; did you mean 'name'?"},
		{"[station]\nutc_offset = 480\n", "2: key 'utc_offset' belongs under [time]"},
		{"[station]\nzebra = 1\n", "2: unknown key 'zebra'"},
		{"[station]\nmode = Both\n", "2: 'Both' is none of single,station"},
		{"[station]\nmode =\n", "2: '' is none of single,station"},
		{"[rules]\nreport_days = 16\n", "2: '16' is not a whole number from 1..15"},
		{"[rules]\nreport_days = 0xF\n", "2: '0xF' is not a whole number from 1..15"},
		{"[rules]\nreport_days = 99999999999999999999\n",
		 "2: '99999999999999999999' is not a whole number from 1..15"},
		{"[rules]\nreport_days =\n", "2: '' is not a whole number from 1..15"},
		{"[files]\nallow_filesystem = maybe\n", "2: 'maybe' is neither yes nor no"},
		{"[files]\nallow_filesystem =\n", "2: '' is neither yes nor no"},
		{"[code.drg]\n", "1: unknown section [code.drg]; did you mean [code.drug]?"},
		{"[code.sex]\nx = y\n", "1: unknown section [code.sex]"},
		{"[code.drug]\nGlue! = 胶水\n", "2: 'glue!' is no code: use a-z, 0-9 and _, at most 23"},
		{"[code.drug]\nheroin = 白粉\n", "2: 'heroin' is already a value of the program's own"},
		{"[code.drug]\nglue =\n", "2: 'glue' has no label"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(load(cases[i].text, NULL), cases[i].sentence);
}

static void test_long_line_and_nul(void **state) {
	char text[2000];
	struct conf *c = conf_new();
	struct err err;
	size_t n;

	n = (size_t)snprintf(text, sizeof text, "[station]\nname = ");
	memset(text + n, 'a', 1100);
	text[10 + 1022] = '\n';
	text[10 + 1023] = '\0';
	assert_string_equal(load(text, NULL), "");
	text[10 + 1022] = 'a';
	text[10 + 1023] = '\n';
	text[10 + 1024] = '\0';
	assert_string_equal(load(text, NULL), "2: the line is longer than 1,023 bytes");
	write_bytes("[station]\nname = a\0b\n", 21);
	assert_int_equal(conf_load(c, ini, &err), RC_CONFIG);
	assert_string_equal(err.text + strlen(ini), ":2: a NUL byte; save the file as plain UTF-8 text");
	assert_string_equal(err.id, "conf.nul");
	conf_free(c);
}

/* A refused file changes nothing of what was read before. */
static void test_all_or_nothing(void **state) {
	struct conf *c = NULL;
	struct err err;

	assert_string_equal(load("[rules]\nreport_days = 10\n", &c), "");
	write_bytes("[rules]\nreport_days = 5\ntest_profile_detox = x\n", 47);
	assert_int_equal(conf_load(c, ini, &err), RC_CONFIG);
	assert_int_equal(conf_int(c, "rules", "report_days"), 10);
	assert_int_equal(conf_load(c, dir, &err), RC_INVALID);
	unlink(ini);
	assert_int_equal(conf_load(c, ini, &err), RC_NOT_FOUND);
	conf_free(c);
}

static void test_codes(void **state) {
	struct code c;

	assert_string_equal(load("[code.drug]\nglue = 胶水\n", NULL), "");
	assert_true(code_parse(&drugs, "胶水", &c));
	assert_string_equal(c.s, "glue");
}

static void test_write_new(void **state) {
	const char *const good[] = {"station", "name", "示范镇'甲'; #1", "station", "mode", "station", NULL};
	const char *const bad[] = {"station", "name", "a\nb", NULL};
	const char *const quotes[] = {"station", "name", "a'b\"c", NULL};
	struct conf *c = conf_new();
	struct err err;
	struct stat st;

	unlink(ini);
	assert_int_equal(conf_write_new(ini, bad, &err), RC_INVALID);
	assert_int_equal(conf_write_new(ini, quotes, &err), RC_INVALID);
	assert_int_equal(access(ini, F_OK), -1);
	assert_int_equal(conf_write_new(ini, good, &err), RC_OK);
	assert_int_equal(stat(ini, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(conf_load(c, ini, &err), RC_OK);
	assert_string_equal(conf_text(c, "station", "name"), "示范镇'甲'; #1");
	assert_string_equal(conf_text(c, "station", "mode"), "station");
	assert_int_equal(conf_write_new(ini, good, &err), RC_EXISTS);
	conf_free(c);
}

static int setup(void **state) {
	static struct code_list *const lists[] = {&drugs, &sexes};

	tr_set_lang(LANG_EN);
	conf_register_codes(lists, 2);
	snprintf(dir, sizeof dir, "/tmp/wubao-conf-XXXXXX");
	if (!mkdtemp(dir))
		return -1;
	snprintf(ini, sizeof ini, "%s/station.ini", dir);
	return 0;
}

static int teardown(void **state) {
	unlink(ini);
	return rmdir(dir);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults),       cmocka_unit_test(test_table),
		cmocka_unit_test(test_reads),          cmocka_unit_test(test_refused),
		cmocka_unit_test(test_long_line_and_nul), cmocka_unit_test(test_all_or_nothing),
		cmocka_unit_test(test_codes),          cmocka_unit_test(test_write_new),
	};
	return cmocka_run_group_tests_name("conf", tests, setup, teardown);
}

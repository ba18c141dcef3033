/* Where the text of a file comes from: encodings, odd files, the second pass.
 * SPDX-License-Identifier: MIT */
#include <iconv.h>
#include <sys/stat.h>

#include "core/mem.h"
#include "core/tr.h"
#include "exchange/csv/text_source.h"
#include "exchange_util.h"
#include "texts.h"

static const char text[] = "姓名,备注\r\n薛洋,\"第一行\n第二行\"\r\n孙𬱖㛃,吉克·曲布\r\n";

/* text in another encoding; the caller frees. */
static char *encoded(const char *to, const char *before, size_t before_n, size_t *n) {
	iconv_t cd = iconv_open(to, "UTF-8");
	char *in = mem_strdup(text), *start = in, *buf = mem_alloc(4096), *out = buf + before_n;
	size_t in_n = strlen(text), out_n = 4096 - before_n;

	memcpy(buf, before, before_n);
	assert_int_equal(iconv(cd, &in, &in_n, &out, &out_n), 0);
	iconv_close(cd);
	free(start);
	*n = (size_t)(out - buf);
	return buf;
}

static void read_whole(struct text_source *s, struct str *out) {
	struct text_source_line line;
	bool more;
	long no = 0;

	for (;;) {
		assert_int_equal(text_source_next(s, &line, &more, NULL), RC_OK);
		if (!more)
			return;
		assert_int_equal(line.no, ++no);
		assert_int_equal(strlen(line.text), line.n);
		str_add(out, line.text);
	}
}

static void test_encodings(void **state) { /* rule 10.5 */
	static const struct {
		const char *iconv_name, *bom;
		size_t bom_n;
		enum text_source_encoding want;
	} cases[] = {
		{"UTF-8", "", 0, TEXT_SOURCE_UTF8},
		{"UTF-8", "\xef\xbb\xbf", 3, TEXT_SOURCE_UTF8},
		{"GB18030", "", 0, TEXT_SOURCE_GB18030},
		{"UTF-16LE", "\xff\xfe", 2, TEXT_SOURCE_UTF16LE},
		{"UTF-16BE", "\xfe\xff", 2, TEXT_SOURCE_UTF16BE},
		{"UTF-16LE", "", 0, TEXT_SOURCE_UTF16LE},
		{"UTF-16BE", "", 0, TEXT_SOURCE_UTF16BE},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t n;
		char *bytes = encoded(cases[i].iconv_name, cases[i].bom, cases[i].bom_n, &n);
		struct text_source *s;
		struct str got = {0};
		assert_int_equal(text_source_open(&s, tmp_write("s.csv", bytes, n), TEXT_SOURCE_AUTO, NULL), RC_OK);
		assert_int_equal(text_source_encoding(s), cases[i].want);
		assert_int_equal(text_source_lines(s), 4);
		assert_string_equal(text_source_name(s), "s.csv");
		for (int pass = 0; pass < 2; pass++) {
			str_reset(&got);
			read_whole(s, &got);
			assert_string_equal(got.s, text);
			assert_int_equal(text_source_rewind(s, NULL), RC_OK);
		}
		text_source_close(s);
		str_clear(&got);
		free(bytes);
	}
}

/* Characters that lie across the chunks of reading, in every encoding. */
static void test_chunks(void **state) {
	static const char *const names[] = {"UTF-8", "GB18030", "UTF-16LE"};
	struct str big = {0};

	while (big.n < 400000)
		str_addf(&big, "%zu,示例县𬱖示范镇,㛃·x\r\n", big.n);
	for (size_t k = 0; k < 3; k++) {
		iconv_t cd = iconv_open(names[k], "UTF-8");
		char *in = big.s, *buf = mem_alloc(big.n * 2), *out = buf;
		size_t in_n = big.n, out_n = big.n * 2;
		struct text_source *s;
		struct str got = {0};
		assert_int_equal(iconv(cd, &in, &in_n, &out, &out_n), 0);
		iconv_close(cd);
		assert_int_equal(text_source_open(&s, tmp_write("s.csv", buf, (size_t)(out - buf)), TEXT_SOURCE_AUTO, NULL), RC_OK);
		read_whole(s, &got);
		assert_int_equal(got.n, big.n);
		assert_memory_equal(got.s, big.s, big.n);
		text_source_close(s);
		str_clear(&got);
		free(buf);
	}
	str_clear(&big);
}

static void test_refused(void **state) {
	static const struct {
		const char *bytes;
		size_t n;
		enum text_source_encoding forced;
		const char *id, *says;
	} cases[] = {
		{"", 0, TEXT_SOURCE_AUTO, "file.empty", "s.csv"},
		{"PK\x03\x04 and so on", 14, TEXT_SOURCE_AUTO, "file.workbook", "save it as CSV"},
		{"\xd0\xcf\x11\xe0\xa1\xb1", 6, TEXT_SOURCE_AUTO, "file.workbook", "s.csv"},
		{"a,b\n1\0,2\n", 9, TEXT_SOURCE_AUTO, "file.nul", "line 2"},
		{"a,b\nx\xff\xff,2\n", 10, TEXT_SOURCE_AUTO, "file.encoding", "line 2"},
		{"a,b\n\xe5\xa7\x93\xff,\n", 10, TEXT_SOURCE_UTF8, "file.encoding", "line 2"},
		{"a\nb\n\xd0\xd5\xc3", 7, TEXT_SOURCE_AUTO, "file.encoding", "line 3"},
		{"\xef\xbb\xbf" "a\n\xd0\xd5\n", 8, TEXT_SOURCE_AUTO, "file.encoding", "line 2"},
		{"a,b\n1\0,2\n3,4\nx,\0y\n", 18, TEXT_SOURCE_AUTO, "file.nul", "line 2、4"},
		{"\xe5\xa7\x93\n\xe5\xa7\n\xe5\xa7\x93\xff\n", 12, TEXT_SOURCE_AUTO, "file.encoding", "line 2、3: this text is damaged or not utf-8"},
		{"\xe5\xa7\x93\n\xd0\xd5\xc3\xfb\n", 9, TEXT_SOURCE_AUTO, "file.encoding", "line 2: GB18030 among lines of UTF-8"},
		{"<table><tr><td>", 15, TEXT_SOURCE_AUTO, "file.workbook", "a web page"},
		{"\xef\xbb\xbf \n<HTML>", 11, TEXT_SOURCE_AUTO, "file.workbook", "a web page"},
		{"<?xml version=\"1.0\"?>", 21, TEXT_SOURCE_AUTO, "file.workbook", "XML"},
		{"{\\rtf1 x", 8, TEXT_SOURCE_AUTO, "file.workbook", "word processor"},
		{"PK\x03\x04 word/document.xml", 22, TEXT_SOURCE_AUTO, "file.workbook", "word processor"},
		{"%PDF-1.4", 8, TEXT_SOURCE_AUTO, "file.workbook", "a PDF"},
		{"\xff\xfe" "a\0\n\0b", 7, TEXT_SOURCE_AUTO, "file.encoding", "line 2"},
		{"\xff\xfe" "a\0\n\0\0\xd8" "b\0", 10, TEXT_SOURCE_AUTO, "file.encoding", "line 2"},
	};
	struct text_source *s;
	struct err err;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		memset(&err, 0, sizeof err);
		assert_int_equal(text_source_open(&s, tmp_write("s.csv", cases[i].bytes, cases[i].n), cases[i].forced, &err), RC_INVALID);
		assert_null(s);
		assert_string_equal(err.id, cases[i].id);
		assert_non_null(strstr(err.text, cases[i].says));
		assert_non_null(strstr(err.text, "s.csv"));
	}
	assert_int_equal(text_source_open(&s, tmp_path("none.csv"), TEXT_SOURCE_AUTO, &err), RC_NOT_FOUND);
	assert_non_null(strstr(err.text, "none.csv"));
	assert_int_equal(text_source_open(&s, tmp_folder, TEXT_SOURCE_AUTO, &err), RC_INVALID);
	assert_string_equal(err.id, "file.folder");
	const char *locked = tmp_write("s.csv", "a\n", 2);
	chmod(locked, 0);
	if (access(locked, R_OK) != 0)
		assert_int_equal(text_source_open(&s, locked, TEXT_SOURCE_AUTO, &err), RC_DENIED);
	chmod(locked, 0600);
}

/* Two characters of GB18030 that are valid UTF-8 too are decided by the rest of the file. */
static void test_whole_file_decides(void **state) {
	const char bytes[] = "\xc4\xa3\xca\xbd\n\xd0\xd5\xc3\xfb\n"; /* 模式, then 姓名 */
	struct text_source *s;
	struct text_source_line line;
	bool more;

	assert_int_equal(text_source_open(&s, tmp_write("s.csv", bytes, sizeof bytes - 1), TEXT_SOURCE_AUTO, NULL), RC_OK);
	assert_int_equal(text_source_encoding(s), TEXT_SOURCE_GB18030);
	assert_int_equal(text_source_next(s, &line, &more, NULL), RC_OK);
	assert_string_equal(line.text, "模式\n");
	text_source_close(s);
}

/* The codes that changed places between the editions of GB18030 are read both ways, whoever wrote them (rule 10.5). */
static void test_gb18030_editions(void **state) {
	const char bytes[] = "\x82\x35\x90\x37,\xfe\x59,\x84\x31\x82\x36,\xa6\xd9,\x81\x35\xf4\x37,\xa8\xbc,\xfe\x51,\xd0\xd5\n";
	const char folded[] = "\xee\xa0\x9e,\xee\x9e\x8d,\xee\xa0\x96\n"; /* U+E81E, U+E78D, U+E816 */
	struct text_source *s;
	struct text_source_line line;
	bool more;

	assert_int_equal(text_source_open(&s, tmp_write("s.csv", bytes, sizeof bytes - 1), TEXT_SOURCE_AUTO, NULL), RC_OK);
	assert_int_equal(text_source_next(s, &line, &more, NULL), RC_OK);
	assert_string_equal(line.text, "龴,龴,︐,︐,ḿ,ḿ,𠂇,姓\n");
	text_source_close(s);
	assert_int_equal(text_source_open(&s, tmp_write("s.csv", folded, sizeof folded - 1), TEXT_SOURCE_AUTO, NULL), RC_OK);
	assert_int_equal(text_source_next(s, &line, &more, NULL), RC_OK);
	assert_string_equal(line.text, "龴,︐,𠂇\n");
	text_source_close(s);
}

static void test_changed_between(void **state) {
	struct text_source *s;
	struct text_source_line line;
	struct err err = {0};
	bool more = true;
	enum rc rc = RC_OK;

	assert_int_equal(text_source_open(&s, tmp_write("s.csv", "a,b\n1,2\n", 8), TEXT_SOURCE_AUTO, NULL), RC_OK);
	tmp_write("s.csv", "a,b\n1,3\n", 8);
	while (rc == RC_OK && more)
		rc = text_source_next(s, &line, &more, &err);
	assert_int_equal(rc, RC_CONFLICT);
	assert_string_equal(err.id, "file.changed");
	text_source_close(s);
}

/* What comes through a pipe can be read twice as well. */
static void test_stdin(void **state) {
	struct text_source *s;
	struct str got = {0};

	assert_non_null(freopen(tmp_write("s.csv", text, strlen(text)), "rb", stdin));
	assert_int_equal(text_source_open(&s, "-", TEXT_SOURCE_AUTO, NULL), RC_OK);
	assert_string_equal(text_source_name(s), "stdin");
	read_whole(s, &got);
	assert_int_equal(text_source_rewind(s, NULL), RC_OK);
	read_whole(s, &got);
	assert_int_equal(got.n, 2 * strlen(text));
	text_source_close(s);
	str_clear(&got);
}

static void test_names(void **state) {
	enum text_source_encoding e;

	assert_true(text_source_encoding_parse("GBK", &e));
	assert_int_equal(e, TEXT_SOURCE_GB18030);
	assert_true(text_source_encoding_parse("UTF-8", &e));
	assert_int_equal(e, TEXT_SOURCE_UTF8);
	assert_false(text_source_encoding_parse("latin1", &e));
	assert_false(text_source_encoding_parse("", &e));
	assert_string_equal(text_source_encoding_name(TEXT_SOURCE_UTF16BE), "utf-16be");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_encodings), cmocka_unit_test(test_chunks),          cmocka_unit_test(test_refused),
		cmocka_unit_test(test_stdin),     cmocka_unit_test(test_gb18030_editions), cmocka_unit_test(test_changed_between), cmocka_unit_test(test_whole_file_decides),
		cmocka_unit_test(test_names),
	};

	tr_set_lang(LANG_EN);
	tmp_make();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	unlink(tmp_path("s.csv"));
	rmdir(tmp_folder);
	return failed;
}

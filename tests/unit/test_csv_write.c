/* CSV out: what is written reads back equal, whatever the text; files are never written over by accident.
 * SPDX-License-Identifier: MIT */
#include <sys/stat.h>

#include "core/mem.h"
#include "core/tr.h"
#include "exchange/csv/csv_read.h"
#include "exchange/csv/csv_write.h"
#include "exchange_util.h"
#include "texts.h"

static const char *const naughty[] = {
	"a", "", "'", "''", "'a", "=1+1", "'=1+1", "''=1+1", " =1", "　=1", "'　=1", "+86 138", "-1", "@x", "＝1", "＋1", "－1",
	"＠1", "'＝1", "\t=1", "\tx", "\rx", "a,b", "a\"b", "\"", "\"\"", "a\nb", "a\r\nb", " pad ", "汉字", "吉克·曲布", "孙𬱖",
	"\xf0\x9f\x98\x80", "a;b|c", "=", "+", "'-", "#N/A", "TRUE", "1e5", "007", "null", "\\", "--", "'\t", "' =1", "　",
};
enum { NAUGHTY = sizeof naughty / sizeof *naughty };

static void test_round_trip(void **state) {
	static const enum text_source_encoding encodings[] = {TEXT_SOURCE_UTF8, TEXT_SOURCE_GB18030};

	for (size_t e = 0; e < 2; e++) {
		struct csv_writer *w;
		struct text_source *s;
		struct csv_reader *r;
		const struct csv_record *rec;
		assert_int_equal(csv_writer_new(&w, tmp_path("w.csv"), encodings[e], CSV_REPLACE, NULL), RC_OK);
		for (int i = 0; i < NAUGHTY; i++) {
			csv_writer_cell(w, "姓名");
			csv_writer_cell(w, naughty[i]);
			csv_writer_number(w, "990101199001010010");
			csv_writer_end_row(w);
		}
		assert_int_equal(csv_writer_finish(w, NULL), RC_OK);
		csv_writer_free(w);
		assert_int_equal(text_source_open(&s, tmp_path("w.csv"), TEXT_SOURCE_AUTO, NULL), RC_OK);
		assert_int_equal(text_source_encoding(s), encodings[e]);
		assert_int_equal(csv_reader_new(&r, s, 0, NULL), RC_OK);
		for (int i = 0; i < NAUGHTY; i++) {
			assert_int_equal(csv_reader_next(r, &rec, NULL), RC_OK);
			assert_int_equal(rec->count, 3);
			assert_string_equal(csv_unguard(csv_cell(rec, 1)), naughty[i]);
			assert_false(csv_is_formula(csv_cell(rec, 1)));
			assert_string_equal(csv_cell(rec, 2), "990101199001010010\t");
		}
		csv_reader_free(r);
		text_source_close(s);
		unlink(tmp_path("w.csv"));
	}
}

/* undone(guarded(s)) == s for every text of up to five of these letters; what is guarded is no formula. */
static void test_guard_is_exact(void **state) { /* rule 10.6 */
	static const char letters[] = "'= a-\t";
	char s[8];

	for (int n = 0; n < 6 * 6 * 6 * 6 * 6; n++) {
		struct str out = {0};
		size_t len = 0;
		for (int k = n; k && len < 5; k /= 6)
			s[len++] = letters[k % 6];
		s[len] = '\0';
		csv_guard(&out, s);
		assert_string_equal(csv_unguard(str_text(&out)), s);
		assert_false(csv_is_formula(str_text(&out)));
		str_clear(&out);
	}
	assert_string_equal(csv_unguard("'abc"), "'abc");
	for (size_t i = 0; i < 4; i++) { /* Excel reads the full-width ones alike */
		static const char *const wide[] = {"＝1+1", "＋1", "－1", "　＠a"};

		assert_true(csv_is_formula(wide[i]));
	}
}

/* Quotes only where they are needed, and one within doubled. */
static void test_quote(void **state) {
	struct str out = {0};

	for (size_t i = 0; i < 5; i++)
		csv_quote(&out, ((const char *const[]){"=1 a", "a,b", "\"甲\"", "c\nd", NULL})[i]);
	assert_string_equal(str_text(&out), "=1 a\"a,b\"\"\"\"甲\"\"\"\"c\nd\"");
	str_clear(&out);
}

static void test_bytes(void **state) { /* rule 10.5 */
	struct csv_writer *w;
	struct stat st;
	struct hash h;
	unsigned char sum[HASH_LEN];
	char *got, told[2 * HASH_LEN + 1], want[2 * HASH_LEN + 1];

	assert_int_equal(csv_writer_new(&w, tmp_path("w.csv"), TEXT_SOURCE_UTF8, CSV_KEEP, NULL), RC_OK);
	csv_writer_cell(w, "a");
	csv_writer_cell(w, "b\"c");
	csv_writer_cell(w, NULL);
	csv_writer_cell(w, "=1");
	csv_writer_number(w, "99");
	csv_writer_number(w, "");
	csv_writer_end_row(w);
	assert_int_equal(access(tmp_path("w.csv"), F_OK), -1);
	csv_writer_hash(w, told);
	assert_int_equal(csv_writer_finish(w, NULL), RC_OK);
	csv_writer_free(w);
	got = tmp_read(tmp_path("w.csv"), NULL);
	hash_begin(&h);
	hash_add(&h, got, strlen(got));
	hash_end(&h, sum);
	hash_hex(sum, sizeof sum, want);
	assert_string_equal(told, want);
	assert_string_equal(got, "\xef\xbb\xbf" "a,\"b\"\"c\",,'=1,\"99\t\",\r\n");
	free(got);
	assert_int_equal(stat(tmp_path("w.csv"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(access(tmp_path("w.csv.part"), F_OK), -1);
	unlink(tmp_path("w.csv"));
}

static enum rc write_one(const char *name, const char *cell, enum csv_existing existing, char *where, struct err *err) {
	struct csv_writer *w;
	enum rc rc = csv_writer_new(&w, tmp_path(name), TEXT_SOURCE_UTF8, existing, err);

	if (rc != RC_OK)
		return rc;
	csv_writer_cell(w, cell);
	csv_writer_end_row(w);
	rc = csv_writer_finish(w, err);
	if (where)
		snprintf(where, 200, "%s", strrchr(csv_writer_path(w), '/') + 1);
	csv_writer_free(w);
	return rc;
}

static void test_existing(void **state) {
	struct err err = {0};
	char where[200];
	struct csv_writer *w;

	assert_int_equal(write_one("r.csv", "one", CSV_KEEP, where, &err), RC_OK);
	assert_int_equal(write_one("r.csv", "two", CSV_KEEP, where, &err), RC_EXISTS);
	assert_non_null(strstr(err.text, "r.csv"));
	assert_int_equal(write_one("r.csv", "one", CSV_NUMBER, where, &err), RC_OK);
	assert_string_equal(where, "r.csv");
	assert_int_equal(write_one("r.csv", "two", CSV_NUMBER, where, &err), RC_OK);
	assert_string_equal(where, "r-2.csv");
	assert_int_equal(write_one("r.csv", "two", CSV_NUMBER, where, &err), RC_OK);
	assert_string_equal(where, "r-2.csv");
	assert_int_equal(write_one("r.csv", "three", CSV_REPLACE, where, &err), RC_OK);
	char *got = tmp_read(tmp_path("r.csv"), NULL);
	assert_string_equal(got, "\xef\xbb\xbfthree\r\n");
	free(got);
	/* A link is not followed, a held .part stops, a left one does not, and nothing remains of a write that was not finished. */
	assert_int_equal(symlink("/nowhere/x", tmp_path("l.csv.part")), 0);
	assert_int_equal(write_one("l.csv", "x", CSV_REPLACE, NULL, &err), RC_EXISTS);
	struct csv_writer *held;
	assert_int_equal(csv_writer_new(&held, tmp_path("h.csv"), TEXT_SOURCE_UTF8, CSV_KEEP, &err), RC_OK);
	assert_int_equal(write_one("h.csv", "x", CSV_KEEP, NULL, &err), RC_EXISTS);
	assert_string_equal(err.id, "file.part");
	csv_writer_free(held);
	tmp_write("h.csv.part", "left by a dead process", 22);
	assert_int_equal(write_one("h.csv", "x", CSV_KEEP, NULL, &err), RC_OK);
	unlink(tmp_path("h.csv"));
	assert_int_equal(write_one("no/such.csv", "x", CSV_REPLACE, NULL, &err), RC_NOT_FOUND);
	assert_int_equal(csv_writer_new(&w, tmp_path("u.csv"), TEXT_SOURCE_UTF8, CSV_KEEP, &err), RC_OK);
	csv_writer_cell(w, "x");
	csv_writer_free(w);
	assert_int_equal(access(tmp_path("u.csv"), F_OK), -1);
	assert_int_equal(access(tmp_path("u.csv.part"), F_OK), -1);
	unlink(tmp_path("l.csv.part"));
	unlink(tmp_path("r.csv"));
	unlink(tmp_path("r-2.csv"));
}

static void test_fragile(void **state) {
	static const char *const yes[] = {"990101199001010010", "007", "123456789012", "1E5", "3-4", "2026/1"};
	static const char *const no[] = {"", "0", "15", "13800000000", "第3组", "3组", "a1", "2026年", "1.5", "2026-001号"};

	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		assert_true(csv_is_fragile(yes[i]));
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		assert_false(csv_is_fragile(no[i]));
}

/* Whatever the text, no character is one that the file's encoding cannot write. */
static void test_every_character(void **state) {
	struct csv_writer *w;
	struct str row = {0};

	assert_int_equal(csv_writer_new(&w, tmp_path("all.csv"), TEXT_SOURCE_GB18030, CSV_REPLACE, NULL), RC_OK);
	for (uint32_t c = ' '; c < 0x110000; c++) {
		if (c >= 0xd800 && c < 0xe000)
			continue;
		if (c >= 0x10000)
			str_addc(&row, (char)(0xf0 | c >> 18)), str_addc(&row, (char)(0x80 | (c >> 12 & 63)));
		else if (c >= 0x800)
			str_addc(&row, (char)(0xe0 | c >> 12));
		if (c >= 0x800)
			str_addc(&row, (char)(0x80 | (c >> 6 & 63)));
		else if (c >= 0x80)
			str_addc(&row, (char)(0xc0 | c >> 6));
		str_addc(&row, (char)(c < 0x80 ? c : 0x80 | (c & 63)));
		if (c % 512 == 511) {
			csv_writer_cell(w, str_text(&row));
			csv_writer_end_row(w);
			str_reset(&row);
		}
	}
	assert_int_equal(csv_writer_finish(w, NULL), RC_OK);
	csv_writer_free(w);
	str_clear(&row);
	unlink(tmp_path("all.csv"));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip), cmocka_unit_test(test_guard_is_exact), cmocka_unit_test(test_bytes), cmocka_unit_test(test_quote),
		cmocka_unit_test(test_existing),   cmocka_unit_test(test_fragile), cmocka_unit_test(test_every_character),
	};

	tr_set_lang(LANG_EN);
	tmp_make();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	rmdir(tmp_folder);
	return failed;
}

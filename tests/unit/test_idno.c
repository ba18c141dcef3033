/* ID numbers and phones: what is mended, what is refused, what no mask may show.
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "core/clock.h"
#include "core/idno.h"
#include "texts.h"

static const char *const good[] = {
    "993151199708151276", "997318199502027534", "991195197609100217", "990280196705110779",
    "996560197501097796", "999514200204011772", "11010519491231002X",
};
enum { BUF = 64 }; /* room for what the compiler thinks could be printed */
enum { GOOD = sizeof good / sizeof *good };

static int freeze(void **state) {
	struct date today;
	assert_true(date_from_ymd(2026, 11, 22, &today));
	clock_set_today(today);
	return 0;
}

static void accepted(const char *text, const char *want) {
	char out[IDNO_LEN + 1] = "";
	struct err err = {0};
	if (idno_parse(text, out, &err) != RC_OK)
		fail_msg("%s: %s", text, err.text);
	assert_string_equal(out, want);
}

/* Refused for that reason; out stays, and the sentence holds no run of the number's digits. */
static void refused(const char *text, const char *id) {
	char out[IDNO_LEN + 1] = "untouched";
	struct err err = {0};
	assert_int_equal(idno_parse(text, out, &err), RC_INVALID);
	if (strcmp(err.id, id) != 0)
		fail_msg("%s: %s, not %s", text ? text : "NULL", err.id, id);
	assert_string_equal(out, "untouched");
	assert_true(strlen(err.text) > 0);
	assert_null(strstr(err.text, "99"));
	assert_null(strchr(err.text, '{'));
}

static void test_good(void **state) {
	for (int i = 0; i < GOOD; i++) {
		accepted(good[i], good[i]);
		assert_int_equal(idno_check_digit(good[i]), good[i][17]);
	}
}

static void test_single_digit(void **state) {
	char s[IDNO_LEN + 1], out[IDNO_LEN + 1];
	int tried = 0;
	for (int i = 0; i < GOOD; i++)
		for (int at = 0; at < IDNO_LEN; at++)
			for (char c = '0'; c <= '9'; c++) {
				memcpy(s, good[i], sizeof s);
				if (s[at] == c)
					continue;
				s[at] = c;
				assert_int_equal(idno_parse(s, out, NULL), RC_INVALID);
				tried++;
			}
	assert_true(tried > 1100);
}

static void test_swap(void **state) {
	char s[IDNO_LEN + 1], out[IDNO_LEN + 1];
	int tried = 0;
	for (int i = 0; i < GOOD; i++)
		for (int at = 0; at + 1 < IDNO_LEN; at++) {
			memcpy(s, good[i], sizeof s);
			if (s[at] == s[at + 1])
				continue;
			s[at] = good[i][at + 1];
			s[at + 1] = good[i][at];
			assert_int_equal(idno_parse(s, out, NULL), RC_INVALID);
			tried++;
		}
	assert_true(tried > 80);
}

/* Every check digit is right for exactly one of the eleven signs. */
static void test_check_digit(void **state) {
	char s[BUF], out[IDNO_LEN + 1];
	for (int seq = 0; seq < 1000; seq++) {
		int right = 0;
		for (const char *c = "0123456789X"; *c; c++) {
			snprintf(s, sizeof s, "99000119800101%03d%c", seq, *c);
			right += idno_parse(s, out, NULL) == RC_OK;
		}
		assert_int_equal(right, 1);
	}
}

static void test_mended(void **state) {
	accepted(" 993151199708151276 ", good[0]);
	accepted("993151199708151276\t", good[0]);
	accepted("'993151199708151276", good[0]);
	accepted("\xE2\x80\x98" "993151199708151276", good[0]);
	accepted("＇993151199708151276", good[0]);
	accepted("=\"993151199708151276\"", good[0]);
	accepted("993151 19970815 1276", good[0]);
	accepted("993151　19970815\xC2\xA0" "1276", good[0]);
	accepted("\xEF\xBB\xBF" "993151199708151276\xE2\x80\x8B", good[0]);
	accepted("993151199708151276\r\n", good[0]);
	accepted("９９３１５１１９９７０８１５１２７６", good[0]);
	accepted("11010519491231002x", good[6]);
	accepted("11010519491231002Ｘ", good[6]);
	accepted("11010519491231002ｘ", good[6]);
}

static void test_old(void **state) {
	char out[IDNO_LEN + 1], want[BUF];
	accepted("110105491231002", good[6]);
	accepted(" １１０１０５４９１２３１００２", good[6]);
	for (int i = 0; i < 1000; i++) {
		char s[BUF];
		snprintf(s, sizeof s, "990001650228%03d", i);
		snprintf(want, sizeof want, "99000119650228%03d", i);
		want[17] = idno_check_digit(want);
		if (strcmp(want + 15, "000") == 0)
			continue;
		assert_int_equal(idno_parse(s, out, NULL), RC_OK);
		assert_memory_equal(out, want, 18);
	}
	refused("990001650229001", "idno.birth"); /* 1965 had no 29 February */
	refused("99000165022800X", "idno.length");
}

static void test_refused(void **state) {
	refused(NULL, "idno.blank");
	refused("", "idno.blank");
	refused(" 　\t", "idno.blank");
	refused("'", "idno.blank");
	refused("99315119970815127", "idno.length");
	refused("9931511997081512766", "idno.length");
	refused("9", "idno.length");
	refused("99315119970815127Y", "idno.chars");
	refused("9931511997O8151276", "idno.chars");
	refused("X93151199708151276", "idno.chars");
	refused("993151********1276", "idno.chars");
	refused("无", "idno.chars");
	refused("99315119970815127\xFF", "idno.chars");
	refused("993151199708151275", "idno.check");
	refused("99315119970815127X", "idno.check");
	refused("993151202402301276", "idno.birth");
	refused("993151202402321276", "idno.birth");
	refused("993151199713151276", "idno.birth");
	refused("993151199700151276", "idno.birth");
	refused("993151189912311276", "idno.birth");
}

static void test_spreadsheet(void **state) { /* rule 10.3 */
	static const char *const forms[] = {"9.95453E+17", "9.95453e17", "9.95453E17", "9.95453e+17", "9.95453198001010E+17",
	                                    "1E+17", "９.９５４５３Ｅ＋１７", " 9.95453E+17", "'9.95453E+17"};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct err err = {0};
		char out[IDNO_LEN + 1];
		assert_int_equal(idno_parse(forms[i], out, &err), RC_INVALID);
		assert_string_equal(err.id, "idno.spreadsheet");
		assert_null(strstr(err.text, "95453"));
	}
	refused("995453198001010000", "idno.spreadsheet");
	refused("995453198002300000", "idno.spreadsheet");
	/* A number that rightly ends in 000 is one. */
	char s[BUF];
	int rightly = 0;
	for (int i = 0; i < 200; i++) {
		snprintf(s, sizeof s, "99%04d19800101%d00", i, i % 10);
		s[17] = idno_check_digit(s);
		s[18] = '\0';
		if (s[17] == '0') {
			accepted(s, s);
			rightly++;
		}
	}
	assert_true(rightly > 5);
}

static void with_birth(const char *yyyymmdd, char out[BUF]) {
	snprintf(out, BUF, "990001%s123", yyyymmdd);
	out[17] = idno_check_digit(out);
	out[18] = '\0';
}

static void test_birth(void **state) {
	char s[BUF], day[DATE_BUF];
	with_birth("20240230", s);
	refused(s, "idno.birth");
	assert_false(date_is_set(idno_birth(s)));
	with_birth("20240229", s);
	accepted(s, s);
	assert_string_equal(date_format(idno_birth(s), day), "2024-02-29");
	with_birth("20261122", s); /* born today */
	accepted(s, s);
	with_birth("20261123", s);
	refused(s, "idno.future");
	with_birth("20991231", s);
	refused(s, "idno.future");
	with_birth("19000101", s);
	accepted(s, s);
	assert_string_equal(date_format(idno_birth(good[0]), day), "1997-08-15");
	assert_false(date_is_set(idno_birth("")));
	assert_false(date_is_set(idno_birth("99000119970815")));
	assert_true(idno_is_male(good[0]));
	assert_true(idno_is_male("993151199708151276"));
	assert_false(idno_is_male("11010519491231002X"));
}

static int stars(const char *s) {
	int n = 0;
	for (; *s; s++)
		n += *s == '*';
	return n;
}

static void test_masks(void **state) {
	char out[64];
	idno_mask("431202199001010011", out);
	assert_string_equal(out, "431202************");
	idno_mask("G12345678", out);
	assert_string_equal(out, "G12******");
	idno_mask("12345", out);
	assert_string_equal(out, "1****");
	idno_mask("1234", out);
	assert_string_equal(out, "****");
	idno_mask("", out);
	assert_string_equal(out, "");
	idno_mask(NULL, out);
	assert_string_equal(out, "");
	idno_mask("台胞证一二三四五六", out);
	assert_string_equal(out, "台胞证******");
	phone_mask("13812345678", out);
	assert_string_equal(out, "138********");
	phone_mask("0744-1234567", out);
	assert_string_equal(out, "074*********");
	phone_mask("123", out);
	assert_string_equal(out, "***");
	name_mask("张建国", out);
	assert_string_equal(out, "张**");
	name_mask("张三", out);
	assert_string_equal(out, "张**");
	name_mask("𬱖", out);
	assert_string_equal(out, "𬱖**");
	name_mask("", out);
	assert_string_equal(out, "");
	name_mask(NULL, out);
	assert_string_equal(out, "");
	name_mask("\xFF", out);
	assert_string_equal(out, "\xEF\xBF\xBD**");
	/* However long the text: none of its last four, at most a third, and it fits. */
	char text[200];
	for (size_t n = 0; n < sizeof text - 1; n++) {
		memset(text, 'a', n);
		text[n] = '\0';
		idno_mask(text, out);
		size_t shown = strspn(out, "a");
		assert_true(strlen(out) < sizeof out);
		assert_true(shown * 3 <= n && shown <= 6 && (n < 4 || shown + 4 <= n));
		assert_true((n == 0) == (stars(out) == 0));
	}
	memset(text, 0, sizeof text);
	for (int i = 0; i < 30; i++)
		memcpy(text + 4 * i, "𬱖", 4);
	idno_mask(text, out);
	assert_true(strlen(out) < sizeof out);
	assert_int_equal(strncmp(out, text, 24), 0);
	assert_int_equal(out[24], '*');
}

/* Whoever sees the masked number, the birth date and the sex still has 500 numbers to choose from. */
static void test_mask_candidates(void **state) {
	char s[BUF], masked[64], wanted[64];
	int left = 0;
	idno_mask(good[0], wanted);
	for (int seq = 0; seq < 1000; seq++) {
		snprintf(s, sizeof s, "99315119970815%03d", seq);
		s[17] = idno_check_digit(s);
		s[18] = '\0';
		idno_mask(s, masked);
		left += strcmp(masked, wanted) == 0 && idno_is_male(s) == idno_is_male(good[0]);
	}
	assert_int_equal(left, 500);
}

static void test_phone(void **state) { /* rule 10.4 */
	static const char *const yes[] = {"13812345678", "19919031420", "+8613812345678", "+86 138 1234 5678", "8613812345678",
	                                  "0086-13812345678", "138-1234-5678", " 13812345678 ", "１３８１２３４５６７８",
	                                  "'13812345678", "0744-1234567", "07441234567", "010-12345678", "01012345678",
	                                  "0744-12345678-123", "0744 1234567", "010-12345678-1"};
	static const char *const no[] = {"", "12812345678", "1381234567", "138123456789", "23812345678", "无", "同上",
	                                 "138****5678", "0744-123456", "0744-123456789", "744-1234567", "01-12345678",
	                                 "0744-12345678-", "0744-12345678-1234567", "07444-1234567", "+8712345678901",
	                                 "1.38E+10", "13812345678 家", "0744-1234567x"};
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		if (!phone_is_plausible(yes[i]))
			fail_msg("%s is plausible", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		if (phone_is_plausible(no[i]))
			fail_msg("%s is not plausible", no[i]);
	assert_false(phone_is_plausible(NULL));
}

/* Rule 10.4: known shapes, told and never refused. */
static void papers_have_known_shapes(void **state) {
	static const struct {
		const char *kind, *number;
		bool good;
	} cases[] = {{"passport", "E12345678", true}, {"passport", "EA1234567", true}, {"passport", "E1234", false},
	             {"passport", "E123456789", false}, {"permit", "E12345678", false}, {"other", "H12345678", true},
	             {"other", "M1234567890", true}, {"other", "H1234567", false}, {"other", "军字第0123号", true},
	             {"none", "x", true}};
	char permit[IDNO_LEN + 1] = "83000019900307001";

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(paper_is_plausible(cases[i].kind, cases[i].number), cases[i].good);
	permit[17] = idno_check_digit(permit);
	assert_true(paper_is_plausible("permit", permit));
	permit[16]++;
	assert_false(paper_is_plausible("permit", permit));
}

/* Rule 11.22: wherever it stands in a text, however it is written, nothing of it is left; and dates, amounts and document
 * numbers stay. */
static void numbers_in_a_text_are_starred(void **state) {
	static const char *const between[] = {"", "", "", " ", "-", ".", "·", "　", "－", "  "};
	static const char *const words[] = {"母亲电话", "换了号码：", "，身份证", "（", "原号", "、新号 "};
	static const char *const stay[] = {"2026-10-12 谈话", "石公禁社戒决字〔2026〕0012号", "补助 1,234.50 元", "第 20260012 号",
	                                   "三次：2026-10-12、2026-10-13、2026-11-01", "每月 5 日到 8 日", "x", ""};
	static const char *const numbers[] = {"13800001234", "8613800001234", "07441234567", "0108765432", "990101850315099"};
	unsigned seed = 7;
	char full[4] = "\xef\xbc";

	for (int i = 0; i < 20000; i++) {
		struct str text = {0}, clean = {0};
		char id[32];
		int many = i % 97 == 0 ? 9 : 1 + i % 3;

		for (int k = 0; k < many; k++) {
			snprintf(id, sizeof id, "9901011985031509%d", (i + k) % 10);
			id[17] = (i + k) % 11 == 10 ? 'X' : (char)('0' + (i + k) % 11);
			id[18] = '\0';
			str_add(&text, many > 3 && k ? " " : words[(i + k) % 6]);
			for (const char *p = (i + k) % 2 ? id : numbers[(i / 2 + k) % 5]; *p; p++) {
				full[2] = (char)(0x90 + (*p - '0'));
				str_add(&text, seed % 5 == 0 && *p != 'X' ? full : (char[]){*p, '\0'});
				seed = seed * 1103515245u + 12345u;
				if (p[1])
					str_add(&text, between[seed / 65536 % (i % 2 && many < 4 ? 10 : 3)]);
			}
		}
		numbers_star(str_text(&text), &clean);
		for (const char *p = str_text(&clean); *p; p++)
			if ((*p >= '0' && *p <= '9') || *p == 'X' ||
			    (strncmp(p, full, 2) == 0 && (unsigned char)p[2] >= 0x90 && (unsigned char)p[2] <= 0x99))
				fail_msg("%d: %s -> %s", i, str_text(&text), str_text(&clean));
		str_clear(&text);
		str_clear(&clean);
	}
	for (size_t i = 0; i < sizeof stay / sizeof *stay; i++) {
		struct str clean = {0};

		numbers_star(stay[i], &clean);
		assert_string_equal(str_text(&clean), stay[i]);
		str_clear(&clean);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_in_a_text_are_starred),
		cmocka_unit_test(papers_have_known_shapes),
	    cmocka_unit_test(test_good),    cmocka_unit_test(test_single_digit),    cmocka_unit_test(test_swap),
	    cmocka_unit_test(test_mended),  cmocka_unit_test(test_check_digit),     cmocka_unit_test(test_old),
	    cmocka_unit_test(test_refused), cmocka_unit_test(test_spreadsheet),     cmocka_unit_test(test_birth),
	    cmocka_unit_test(test_masks),   cmocka_unit_test(test_mask_candidates), cmocka_unit_test(test_phone),
	};
	return cmocka_run_group_tests_name("idno", tests, freeze, NULL);
}

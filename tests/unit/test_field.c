/* One field of every type, read, shown, masked, stored, compared and copied through its table.
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/field.h"
#include "core/utf8.h"
#include "texts.h"

static const struct code_item sexes[] = {{"male", "男", "Male", "男性"}, {"female", "女", "Female", "女性"}};
static struct code_list sex_list = {.name = "sex", .items = sexes, .count = 2};

#define TRIAL_FIELDS(X, S) \
	X(S, text, name, N_("Name"), .max = 12, .flags = F_REQUIRED) \
	X(S, note, note, N_("Name"), .flags = 0) \
	X(S, idno, id_no, N_("Name"), .flags = F_MASKED) \
	X(S, phone, phone, N_("Name"), .flags = F_MASKED) \
	X(S, date, birth, N_("Name"), .flags = F_MASKED) \
	X(S, code, sex, N_("Name"), .codes = &sex_list, .flags = F_MASKED) \
	X(S, int, months, N_("Name"), .max = 60, .flags = F_MASKED) \
	X(S, money, aid, N_("Name"), .flags = F_MASKED) \
	X(S, ref, place, N_("Name"), .ref = "place", .flags = F_MASKED)

struct trial {
	struct record rec;
	TRIAL_FIELDS(FIELD_MEMBER, trial)
};
static const struct field_def fields[] = {TRIAL_FIELDS(FIELD_ROW, trial)};
static const struct entity_def trial_entity = ENTITY("trial", N_("Name"), trial, fields);
enum { FIELDS = sizeof fields / sizeof *fields };

static const char *place_name(void *ctx, const char *ref, long long id) {
	assert_string_equal(ref, "place");
	assert_string_equal(ctx, "env");
	return id == 7 ? "石桥村" : NULL;
}

static long long place_find(void *ctx, const char *ref, const char *name) {
	assert_string_equal(ref, "place");
	assert_string_equal(ctx, "env");
	return strcmp(name, "石桥村") == 0 ? 7 : 0;
}

static char env_ctx[] = "env";
static const struct field_env env = {env_ctx, place_name, place_find};

static const struct field_def *field(const char *name) {
	const struct field_def *f = entity_field(&trial_entity, name);
	assert_non_null(f);
	return f;
}

enum form { SHOWN, STORED };

static void reads(const struct trial *t, const char *name, enum form form, const char *want) {
	struct str out = {0};
	str_add(&out, ">"); /* appended to what is there */
	switch (form) {
	case SHOWN:
		field_format(field(name), t, &env, &out);
		break;
	case STORED:
		field_store_text(field(name), t, &out);
		break;
	}
	assert_string_equal(out.s + 1, want);
	str_clear(&out);
}

static void takes(const char *name, const char *text, const char *shown) {
	struct trial t;
	struct err err = {0};
	entity_init(&trial_entity, &t);
	if (field_parse(field(name), &t, text, &env, &err) != RC_OK)
		fail_msg("%s '%s': %s", name, text, err.text);
	reads(&t, name, SHOWN, shown);
	assert_int_equal(field_is_blank(field(name), &t), *shown == '\0');
	entity_clear(&trial_entity, &t);
}

/* Refused with a sentence and the field's name; the record keeps its value. */
static void refuses(const char *name, const char *kept, const char *text, const char *id) {
	struct trial t;
	struct err err = {.field = "stale"};
	entity_init(&trial_entity, &t);
	assert_int_equal(field_parse(field(name), &t, kept, &env, &err), RC_OK);
	assert_int_equal(field_parse(field(name), &t, text, &env, &err), RC_INVALID);
	if (strcmp(err.id, id) != 0)
		fail_msg("%s '%s': %s, not %s", name, text, err.id, id);
	assert_string_equal(err.field, name);
	assert_true(err.text[0] && utf8_is_valid(err.text, strlen(err.text)));
	assert_null(strchr(err.text, '{'));
	reads(&t, name, SHOWN, kept);
	assert_int_equal(field_parse(field(name), &t, text, &env, NULL), RC_INVALID);
	entity_clear(&trial_entity, &t);
}

static int freeze(void **state) {
	struct date today;
	assert_true(date_from_ymd(2026, 11, 22, &today));
	clock_set_today(today);
	return 0;
}

static void test_table(void **state) {
	assert_int_equal(trial_entity.count, 9);
	assert_int_equal(trial_entity.size, sizeof(struct trial));
	assert_int_equal(field("birth")->offset, offsetof(struct trial, birth));
	assert_int_equal(field("aid")->type, FT_MONEY);
	assert_null(entity_field(&trial_entity, "none"));
	assert_null(entity_field(&trial_entity, "rec"));
}

static void test_blank(void **state) {
	static const char *const blanks[] = {"", " ", "　", "\t\r\n", "\xC2\xA0", "\xEF\xBB\xBF", "\xE2\x80\x8B", NULL};
	static const char *const values[FIELDS] = {"张建国", "a", "993151199708151276", "1", "2024-03-05",
	                                           "male",   "3", "1.50",               "石桥村"};
	struct trial t;
	struct err err;
	entity_init(&trial_entity, &t);
	for (int i = 0; i < FIELDS; i++) {
		const struct field_def *f = &fields[i];
		assert_true(field_is_blank(f, &t));
		for (size_t b = 0; b < sizeof blanks / sizeof *blanks; b++) {
			assert_int_equal(field_parse(f, &t, values[i], &env, &err), RC_OK);
			assert_false(field_is_blank(f, &t));
			assert_int_equal(field_parse(f, &t, blanks[b], &env, &err), RC_OK);
			assert_true(field_is_blank(f, &t));
			reads(&t, f->name, SHOWN, "");
			reads(&t, f->name, STORED, "");
		}
	}
	assert_null(t.name);
	assert_true(t.months == INT_NONE);
	assert_false(date_is_set(t.birth));
	entity_clear(&trial_entity, &t);
}

/* What spreadsheets hold where there is nothing to say; in plain text it is text. */
static void test_says_nothing(void **state) {
	static const char *const signs[] = {"/", "／", "-", "--", "—", " —— ", "无"};
	struct trial t;
	struct err err;

	entity_init(&trial_entity, &t);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		for (int k = 0; k < FIELDS; k++) {
			const struct field_def *f = &fields[k];
			bool text = f->type == FT_TEXT || f->type == FT_NOTE;

			assert_int_equal(field_parse(f, &t, signs[i], &env, &err), RC_OK);
			assert_int_equal(field_is_blank(f, &t), !text);
		}
	}
	entity_clear(&trial_entity, &t);
}

static void test_text(void **state) {
	takes("name", " 张建国　", "张建国");
	takes("name", "a\tb", "a b");
	takes("name", "a\r\nb", "a b");
	takes("name", "a\nb", "a b");
	takes("name", "Ａ（一）", "Ａ（一）"); /* text keeps its full-width signs */
	takes("name", "张\xE2\x80\x8B建国", "张建国");
	takes("name", "一二三四五六七八九十十一", "一二三四五六七八九十十一"); /* 12 characters, not bytes */
	takes("note", "a\r\nb\rc\nd", "a\nb\nc\nd");
	takes("note", "\n a \n", "a");
	takes("phone", "同上", "同上");
	takes("phone", "13812345678", "13812345678");
	refuses("name", "张", "一二三四五六七八九十十一二", "field.long");
	refuses("name", "张", "a\x1B[2J", "field.control");
	refuses("name", "张", "a\xC2\x9Bx", "field.control");
	refuses("name", "张", "a\x7Fx", "field.control");
	refuses("name", "张", "\xFF", "field.control");
	refuses("name", "张", "\xED\xA0\x80", "field.control");
	refuses("note", "张", "a\x07", "field.control");
}

static void test_idno(void **state) {
	takes("id_no", "'993151 19970815 1276\t", "993151199708151276");
	takes("id_no", "11010519491231002x", "11010519491231002X");
	refuses("id_no", "993151199708151276", "993151199708151275", "idno.check");
	refuses("id_no", "993151199708151276", "9.95453E+17", "idno.spreadsheet");
}

/* Whoever writes it, form or file: one dot, no full-width letters, nothing lost, no ideograph changed. */
static void test_names(void **state) {
	static const struct field_def name = {.name = "name", .type = FT_TEXT, .label = N_("Name"), .flags = F_NAME};
	static const char *const pairs[][2] = {
		{"吉克·曲布", "吉克·曲布"},   {"吉克•曲布", "吉克·曲布"},  {"吉克．曲布", "吉克·曲布"}, {"吉克・曲布", "吉克·曲布"},
		{"吉克‧曲布", "吉克·曲布"},   {"吉克∙曲布", "吉克·曲布"},  {"吉克 · 曲布", "吉克·曲布"}, {"吉克･曲布", "吉克·曲布"},
		{"阿三　小黑", "阿三 小黑"}, {"Ｊｏｈｎ", "John"},        {"𠮷田䶮", "𠮷田䶮"},         {"吉克.曲布", "吉克.曲布"},
		{"镕\xee\xa0\x9e", "镕\xee\xa0\x9e"}, /* a private character is for a person to mend */
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		char *kept = NULL;

		assert_int_equal(field_parse(&name, &kept, pairs[i][0], NULL, NULL), RC_OK);
		assert_string_equal(kept, pairs[i][1]);
		free(kept);
	}
	takes("name", "a・b", "a・b"); /* no name of a person */
}

static void test_date(void **state) {
	takes("birth", "２０２４年３月５日", "2024-03-05");
	takes("birth", "45356", "2024-03-05");
	refuses("birth", "2024-03-05", "2024-02-30", "date.no-such-day");
	refuses("birth", "2024-03-05", "同上", "date.not-a-date");
}

static void test_code(void **state) {
	takes("sex", "男性", "男");
	takes("sex", " ＭＡＬＥ ", "男");
	refuses("sex", "男", "不详", "field.code");
	refuses("sex", "男", "\x1B[2J\xFF", "field.code");
	struct trial t;
	struct err err = {0};
	entity_init(&trial_entity, &t);
	field_parse(field("sex"), &t, "不详\x1B", &env, &err);
	assert_non_null(strstr(err.text, "不详?")); /* quoted, cleaned, and what would do */
	assert_non_null(strstr(err.text, "男、女"));
	entity_clear(&trial_entity, &t);
}

static void test_int(void **state) {
	takes("months", "36", "36");
	takes("months", "３６", "36");
	takes("months", " 36 ", "36");
	takes("months", "36.0", "36");
	takes("months", "0", "0");
	takes("months", "060", "60");
	refuses("months", "36", "61", "field.large");
	refuses("months", "36", "99999999999999999999999", "field.large");
	refuses("months", "36", "36.5", "field.number");
	refuses("months", "36", "-1", "field.number");
	refuses("months", "36", "3x", "field.number");
	refuses("months", "36", "x", "field.number");
	refuses("months", "36", ".5", "field.number");
	refuses("months", "36", ",", "field.number");
	refuses("months", "36", "3.0.0", "field.number");
	refuses("months", "36", "1e3", "field.number");
}

static void test_money(void **state) {
	takes("aid", "12", "12.00");
	takes("aid", "12.5", "12.50");
	takes("aid", "12.50", "12.50");
	takes("aid", "12.", "12.00");
	takes("aid", "0.05", "0.05");
	takes("aid", "1,234.56", "1234.56");
	takes("aid", "１，２３４．５", "1234.50");
	takes("aid", "0", "0.00");
	refuses("aid", "1.00", "12.345", "field.number");
	refuses("aid", "1.00", "99999999999999999999", "field.large");
	refuses("aid", "1.00", "-5", "field.number");
	refuses("aid", "1.00", "1.2.3", "field.number");
}

static void test_ref(void **state) {
	struct trial t;
	struct err err = {0};
	takes("place", "石桥村", "石桥村");
	takes("place", " 石桥村　", "石桥村");
	refuses("place", "石桥村", "高坪村", "field.ref");
	entity_init(&trial_entity, &t);
	assert_int_equal(field_parse(field("place"), &t, "石桥村", NULL, &err), RC_INVALID);
	t.place.id = 8; /* a record that is gone has no name, and still an id */
	reads(&t, "place", SHOWN, "");
	reads(&t, "place", STORED, "8");
	entity_clear(&trial_entity, &t);
}

static void test_forms(void **state) {
	struct trial t;
	entity_init(&trial_entity, &t);
	static const char *const values[FIELDS] = {"张建国", "a\nb", "993151199708151276", "13812345678", "2024-03-05",
	                                           "男",     "36",   "1.50",               "石桥村"};
	static const char *const stored[FIELDS] = {"张建国", "a\nb", "993151199708151276", "13812345678", "2024-03-05",
	                                           "male",   "36",   "150",                "7"};
	for (int i = 0; i < FIELDS; i++) {
		assert_int_equal(field_parse(&fields[i], &t, values[i], &env, NULL), RC_OK);
		reads(&t, fields[i].name, SHOWN, values[i]);
		reads(&t, fields[i].name, STORED, stored[i]);
	}
	entity_clear(&trial_entity, &t);
}

static void test_compare_copy(void **state) {
	static const char *const low[FIELDS] = {"a", "a", "990280196705110779", "1", "2024-03-05", "female", "9", "9", "石桥村"};
	static const char *const high[FIELDS] = {"b", "ab", "993151199708151276", "2", "2024-03-06", "male", "10", "10.00", "石桥村"};
	struct trial a, b, c;
	entity_init(&trial_entity, &a);
	entity_init(&trial_entity, &b);
	for (int i = 0; i < FIELDS; i++) {
		const struct field_def *f = &fields[i];
		assert_int_equal(field_compare(f, &a, &b), 0);
		assert_int_equal(field_parse(f, &b, high[i], &env, NULL), RC_OK);
		assert_true(field_compare(f, &a, &b) < 0); /* blanks first */
		assert_true(field_compare(f, &b, &a) > 0);
		assert_int_equal(field_parse(f, &a, low[i], &env, NULL), RC_OK);
		if (f->type == FT_REF)
			a.place.id = 3;
		assert_true(field_compare(f, &a, &b) < 0);
		assert_true(field_compare(f, &b, &a) > 0);
		assert_int_equal(field_compare(f, &a, &a), 0);
	}
	a.rec.id = 12;
	a.rec.void_reason = mem_strdup("twice");
	entity_copy(&trial_entity, &c, &a);
	assert_int_equal(c.rec.id, 12);
	assert_string_equal(c.rec.void_reason, "twice");
	assert_ptr_not_equal(c.rec.void_reason, a.rec.void_reason);
	assert_ptr_not_equal(c.name, a.name);
	for (int i = 0; i < FIELDS; i++) {
		assert_int_equal(field_compare(&fields[i], &a, &c), 0);
		field_copy(&fields[i], &a, &b);
		assert_int_equal(field_compare(&fields[i], &a, &b), 0);
	}
	entity_clear(&trial_entity, &a);
	entity_clear(&trial_entity, &b);
	assert_string_equal(c.name, "a"); /* deep */
	entity_clear(&trial_entity, &c);
	assert_true(field_is_blank(&fields[0], &c));
	assert_int_equal(c.rec.id, 0);
}

/* Quoted file content is short and clean whatever stands in the cell. */
static void test_quotation(void **state) {
	char text[3000];
	struct trial t;
	entity_init(&trial_entity, &t);
	for (size_t i = 0; i + 4 <= sizeof text - 1; i += 3)
		memcpy(text + i, "\xE5\xBC\xA0", 4);
	for (int i = 0; i < FIELDS; i++) {
		struct err err = {0};
		if (field_parse(&fields[i], &t, text, &env, &err) == RC_OK)
			continue;
		assert_true(utf8_is_valid(err.text, strlen(err.text)));
		assert_true(strlen(err.text) < 300);
	}
	entity_clear(&trial_entity, &t);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_table), cmocka_unit_test(test_blank),
		cmocka_unit_test(test_says_nothing), cmocka_unit_test(test_text),
	    cmocka_unit_test(test_idno),  cmocka_unit_test(test_names),
		cmocka_unit_test(test_date),  cmocka_unit_test(test_code),
	    cmocka_unit_test(test_int),   cmocka_unit_test(test_money), cmocka_unit_test(test_ref),
	    cmocka_unit_test(test_forms), cmocka_unit_test(test_quotation), cmocka_unit_test(test_compare_copy),
	};
	return cmocka_run_group_tests_name("field", tests, freeze, NULL);
}

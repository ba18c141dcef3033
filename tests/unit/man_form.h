/* A made-up form over a made-up record, for tests of the form engine without a terminal.
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_MAN_FORM_H
#define TESTS_UNIT_MAN_FORM_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/actor.h"
#include "core/idno.h"
#include "core/utf8.h"
#include "texts.h"
#include "ui/form/form.h"

static const struct code_item sex_items[] = {{"m", "男", "male", NULL}, {"f", "女", "female", NULL}};
static struct code_list sexes = {.name = "sex", .items = sex_items, .count = 2};

static const struct code_item drug_items[] = {
	{"d1", "海洛因", "d1", NULL}, {"d2", "冰毒", "d2", NULL},   {"d3", "氯胺酮", "d3", NULL}, {"d4", "大麻", "d4", NULL},
	{"d5", "吗啡", "d5", NULL},   {"d6", "摇头丸", "d6", NULL}, {"d7", "可卡因", "d7", NULL}, {"d8", "杜冷丁", "d8", NULL},
	{"d9", "鸦片", "d9", NULL},   {"d10", "曲马多", "d10", NULL}, {"d11", "其他", "d11", NULL}};
static struct code_list drugs = {.name = "drug", .items = drug_items, .count = 11};

#define MAN_FIELDS(X, S) \
	X(S, date, day, N_("Day"), .flags = F_REQUIRED | F_PAST | F_CARRY) \
	X(S, text, name, N_("Name"), .max = 10, .flags = F_REQUIRED) \
	X(S, idno, id_no, N_("ID number"), .flags = F_MASKED) \
	X(S, code, sex, N_("Sex"), .codes = &sexes, .flags = F_TWICE) \
	X(S, date, birth, N_("Birth date"), UNKNOWN_OK(S), .flags = F_PAST) \
	X(S, code, drug, N_("Substance"), .codes = &drugs, UNKNOWN_OK(S)) \
	X(S, ref, place, N_("Village"), .ref = "place", .flags = F_CARRY) \
	X(S, int, times, N_("Times"), .max = 20, UNKNOWN_OK(S)) \
	X(S, phone, phone, N_("Phone"), UNKNOWN_OK(S), .flags = F_MASKED) \
	X(S, text, file_no, N_("File number"), .flags = F_FIXED) \
	X(S, text, paper_no, N_("Paper's number"), .max = 40, .flags = F_TWICE) \
	X(S, text, seen_by, N_("Seen by"), .max = 40, .flags = F_CARRY | F_LIST) \
	X(S, text, at_time, N_("Time"), .max = 8, .flags = F_TIME) \
	X(S, note, note, N_("Note"), .max = 200) \
	X(S, text, pinyin, N_("Pinyin"), .flags = F_SYSTEM) \
	FIELD_UNKNOWN(X, S)

struct man {
	struct record rec;
	MAN_FIELDS(FIELD_MEMBER, man)
};
static const struct field_def man_fields[] = {MAN_FIELDS(FIELD_ROW, man)};
static const struct entity_def man_def = ENTITY("man", N_("Man"), man, man_fields);

enum { DAY, NAME, ID_NO, SEX, BIRTH, DRUG, PLACE, TIMES, PHONE, FILE_NO, PAPER, SEEN_BY, AT_TIME, NOTE };

static const struct form_row rows[] = {
	FORM_SECTION(N_("Person")),
	FORM_FIELD_AS(0, "day", FR_RECENT | FR_TODAY),
	FORM_FIELD(0, "name"),
	FORM_FIELD(0, "id_no"),
	FORM_FIELD(0, "sex"),
	FORM_FIELD(0, "birth"),
	FORM_SECTION(N_("More")),
	FORM_FIELD(0, "drug"),
	FORM_FIELD(0, "place"),
	FORM_FIELD(0, "times"),
	FORM_FIELD(0, "phone"),
	FORM_FIELD(0, "file_no"),
	FORM_FIELD(0, "paper_no"),
	FORM_FIELD(0, "seen_by"),
	FORM_FIELD(0, "at_time"),
	FORM_FIELD(0, "note"),
};

static inline bool only_women(const void *const rec[], const char *field) {
	return strcmp(field, "sex") != 0 || code_is(((const struct man *)rec[0])->sex, "f");
}

static inline void birth_of_id(void *const rec[], const char *field, struct str *say) {
	struct man *m = rec[0];

	if (strcmp(field, "id_no") == 0 && m->id_no) {
		m->birth = idno_birth(m->id_no);
		str_add(say, "proposed");
	}
}

static const struct form_def def = {
	.id = "man",
	.rows = rows,
	.row_count = sizeof rows / sizeof *rows,
	.entity = {&man_def},
	.twice = only_women,
	.derive = birth_of_id,
};

static const char *const villages[] = {"石桥村", "高坪村", "东山村"};

static inline const char *village_name(void *ctx, const char *ref, long long id) {
	return id >= 1 && id <= 3 ? villages[id - 1] : NULL;
}

static inline long long village_id(void *ctx, const char *ref, const char *name) {
	for (int i = 0; i < 3; i++)
		if (strcmp(villages[i], name) == 0)
			return i + 1;
	return 0;
}

static inline void list_villages(void *ctx, const char *ref, struct ids *out) {
	for (int i = 1; i <= 3; i++)
		ids_add(out, i);
}

/* Whom the officer named before, in one field. */
static inline char *names_said(void *ctx, const struct entity_def *entity, const struct field_def *field) {
	return strcmp(field->name, "seen_by") == 0 ? mem_strdup("王干事\n刘民警\n张医生\n") : NULL;
}

static const struct actor officer = {.role = "officer"};
static const struct form_env env = {.actor = &officer, .names = {.ref_name = village_name, .ref_find = village_id}, .list = list_villages,
                                    .said = names_said};

static struct form form;
static struct man *man;

static inline int start(void **state) {
	struct date today;

	date_from_ymd(2026, 11, 22, &today);
	form_init(&form, &def, &env, today);
	man = form.rec[0];
	form_start(&form);
	return 0;
}

static inline int end(void **state) {
	form_clear(&form);
	return 0;
}

/* \n Enter, \t Tab, \v Shift-Tab, \b Backspace, \a Delete; the rest is typed. Returns what the last key did. */
static inline enum form_event type(const char *keys) {
	static const struct {
		char c;
		enum key_kind kind;
	} named[] = {{'\n', K_ENTER}, {'\t', K_TAB}, {'\v', K_BACKTAB}, {'\b', K_BACKSPACE}, {'\a', K_DELETE}};
	const char *s = keys, *stop = keys + strlen(keys);
	enum form_event last = FORM_DONE;

	while (s < stop) {
		struct key k = {.kind = K_CHAR, .cp = utf8_next(&s, stop)};

		for (size_t i = 0; i < sizeof named / sizeof *named; i++)
			if (k.cp == (uint32_t)named[i].c)
				k.kind = named[i].kind;
		last = form_key(&form, &k);
	}
	return last;
}

static inline const char *echo(void) {
	static struct str out;

	str_reset(&out);
	widget_echo(&form, form_item(&form), &out);
	return str_text(&out);
}

static inline const char *buffer(size_t item) { return edit_text(&form.items[item].edit); }

static inline void load_stored(void) {
	man->rec.id = 7;
	man->rec.ver = 3;
	man->name = mem_strdup("张三");
	man->id_no = mem_strdup(id_number("99010119900307001"));
	man->phone = mem_strdup("13800005678");
	man->file_no = mem_strdup("0061");
	date_from_ymd(2026, 11, 1, &man->day);
	form_start(&form);
}

static inline unsigned random_below(unsigned n) {
	static uint32_t seed = 1;

	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

#endif

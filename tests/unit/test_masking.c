/*
 * The attacker: from everything a masked output shows beside a masked number, how many numbers are left? Driven by the
 * field tables and the registers, so that a new register is covered without being named here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/idno.h"
#include "core/utf8.h"
#include "exchange/register.h"
#include "model/event.h"
#include "model/order.h"
#include "model/resident.h"
#include "model/team.h"

enum { ENOUGH = 500 };

/* What stands in the output beside the masked number. */
struct shown {
	bool sex, birth, age;
	char text[64];
};

static bool fits(const char *number, const char *masked) {
	for (size_t i = 0; masked[i]; i++) {
		if (masked[i] != '*' && masked[i] != number[i])
			return false;
	}
	return strlen(masked) == IDNO_LEN;
}

/* Every day, every sequence number, the right check digit; a man, born 1985-03-15, 41 years old. */
static int id_candidates(const struct shown *s, int most) {
	struct date birth = DATE_NONE, d = DATE_NONE, last = DATE_NONE;
	int n = 0;

	date_from_ymd(1985, 3, 15, &birth);
	date_from_ymd(s->age ? 1984 : 1930, 11, 23, &d);
	date_from_ymd(s->age ? 1985 : 2015, 11, 22, &last);
	if (s->birth)
		d = last = birth;
	for (; d.n <= last.n && n < most; d = date_add_days(d, 1)) {
		int year, month, day;

		date_to_ymd(d, &year, &month, &day);
		for (int sequence = 0; sequence < 1000 && n < most; sequence++) {
			char number[32];

			if (s->sex && sequence % 2 != 1)
				continue;
			snprintf(number, sizeof number, "990101%04d%02d%02d%03d", year, month, day, sequence);
			number[17] = idno_check_digit(number);
			number[18] = '\0';
			n += fits(number, s->text);
		}
	}
	return n;
}

/* Digits only stand behind the stars of a phone; of other papers they are the least there can be. */
static int star_candidates(const char *text, int most) {
	int n = 1;

	for (const char *p = text; *p && n < most; p++)
		n *= *p == '*' ? 10 : 1;
	return n;
}

static const char *sample(const struct field_def *f) {
	return f->type == FT_IDNO ? "990101198503150013" : f->type == FT_PHONE ? "13812345678" : "E12345678";
}

/* One output: these fields of one struct, as the masked form shows them. `place` says which output, for the message. */
static void attack(const char *place, const struct entity_def *def, bool (*shows)(const struct field_def *f)) {
	void *rec = calloc(1, def->size);
	struct shown s = {.sex = false};

	entity_init(def, rec);
	for (size_t i = 0; i < def->count; i++) {
		s.sex |= strcmp(def->fields[i].name, "sex") == 0 && shows(&def->fields[i]);
		s.birth |= strcmp(def->fields[i].name, "birth") == 0 && shows(&def->fields[i]);
	}
	s.age = true; /* may stand beside any of them */
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];
		struct str out = {0};
		const char *number = sample(f);
		size_t n = strlen(number);
		int left;

		if (!shows(f) || (f->type != FT_IDNO && f->type != FT_PHONE && !(f->flags & F_MASKED)))
			continue;
		if (!(f->flags & F_MASKED))
			fail_msg("%s: %s.%s is a number and not masked", place, def->name, f->name);
		if (f->type != FT_IDNO && f->type != FT_PHONE && f->type != FT_TEXT)
			fail_msg("%s: %s.%s: only texts can be masked", place, def->name, f->name);
		*(char **)field_ptr(f, rec) = mem_strdup(number);
		field_format_masked(f, rec, NULL, &out);
		snprintf(s.text, sizeof s.text, "%s", str_text(&out));
		if (strlen(s.text) != n || strcmp(s.text + n - 4, "****") != 0)
			fail_msg("%s: %s.%s shows some of the last four: %s", place, def->name, f->name, s.text);
		left = f->type == FT_IDNO ? id_candidates(&s, ENOUGH) : star_candidates(s.text, ENOUGH);
		if (left < ENOUGH)
			fail_msg("%s: %s.%s leaves %d candidates: %s", place, def->name, f->name, left, s.text);
		str_clear(&out);
	}
	entity_clear(def, rec);
	free(rec);
}

static bool in_a_view(const struct field_def *f) {
	return !(f->flags & F_SYSTEM);
}

static bool in_an_export(const struct field_def *f) {
	return in_a_view(f) && f->csv && !(f->flags & F_SENSITIVE);
}

/* A view can show no more than every field of a record at once. */
static void test_views(void **state) {
	static const struct entity_def *const people[] = {&resident_def, &order_def};

	(void)state;
	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		attack("view", people[i], in_a_view);
	for (const struct event_def *e = event_table; e->entity; e++)
		attack(e->id, e->entity, in_a_view);
}

static void test_exports(void **state) {
	(void)state;
	for (size_t k = 0; register_at(k); k++) {
		const struct register_def *reg = register_at(k);

		for (size_t i = 0; i < reg->part_count; i++)
			attack(reg->id, reg->parts[i].entity, in_an_export);
	}
	/* What makes the number together with region and last digits is not there at all. */
	assert_false(in_an_export(entity_field(&resident_def, "birth")));
	assert_false(in_an_export(entity_field(&resident_def, "address")));
	assert_false(in_an_export(entity_field(&resident_def, "registered")));
}

/* The attacker works: what trust.md measured comes out of it. */
static void test_attacker(void **state) {
	struct shown s = {.sex = true, .birth = true, .age = true};

	(void)state;
	snprintf(s.text, sizeof s.text, "990101************");
	assert_int_equal(id_candidates(&s, 100000), 500);
	s.sex = false;
	assert_int_equal(id_candidates(&s, 100000), 1000);
	s.sex = true;
	snprintf(s.text, sizeof s.text, "990101********0013");
	assert_true(id_candidates(&s, 100000) <= 1);
	s.birth = false;
	assert_in_range(id_candidates(&s, 100000), 20, 45); /* about 32: region, last four and age */
}

/* Short and odd numbers: none of the last four, never more than a third. */
static void test_short_numbers(void **state) {
	static const char *const numbers[] = {"1", "12", "1234", "12345", "1234567", "AB123456", "护照E1234567"};
	char out[64];

	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		size_t n = utf8_count(numbers[i]), stars = 0;

		idno_mask(numbers[i], out);
		for (const char *p = out; *p; p++)
			stars += *p == '*';
		assert_int_equal(utf8_count(out), n);
		assert_true(stars * 3 >= n * 2 && stars >= (n < 4 ? n : 4));
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_attacker),
		cmocka_unit_test(test_views),
		cmocka_unit_test(test_exports),
		cmocka_unit_test(test_short_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

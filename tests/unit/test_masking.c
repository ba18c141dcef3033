/* SPDX-License-Identifier: MIT
 * The attacker: from everything a role sees in a view beside a masked number, how many numbers are left? Driven by the
 * roles, the table of views, the field tables and the registers, so that a new one of them is covered without being
 * named here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/idno.h"
#include "core/utf8.h"
#include "exchange/import/register.h"
#include "model/access/masking.h"
#include "model/event/event.h"
#include "model/order/order.h"
#include "model/person/resident.h"
#include "model/team/team.h"
#include "texts.h"

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

/* Whoever may see whole numbers got leave by name: a reveal with its reason, a form, an export with identifiers. */
static bool may_be_whole(const struct actor *a, const struct masked_rule *rule) {
	enum access_answer answer = access_answer(a->role, rule->action);

	return answer != ACCESS_NO && answer != ACCESS_MASKED &&
	       (rule->action == ACT_REVEAL || rule->action == ACT_SAVE || rule->action == ACT_EXPORT_IDENTIFIED);
}

static bool is_number(const struct field_def *f) {
	return f->type == FT_IDNO || f->type == FT_PHONE || f->flags & F_MASKED;
}

/* One masked number as this role sees it in this view, beside everything else of the record it sees there. */
static void attack_field(const struct actor *a, enum masked_view view, const struct entity_def *def,
                         const struct field_def *f, struct shown s, void *rec) {
	const char *role = a->role, *where = masked_rules[view].id, *number = sample(f);
	struct str out = {0};
	size_t n = strlen(number);
	int left;

	if (!(f->flags & F_MASKED))
		fail_msg("%s.%s is a number and not masked", def->name, f->name);
	if (f->type != FT_IDNO && f->type != FT_PHONE && f->type != FT_TEXT)
		fail_msg("%s.%s: only texts can be masked", def->name, f->name);
	*(char **)field_ptr(f, rec) = mem_strdup(number);
	masked_text(a, view, f, rec, NULL, &out);
	snprintf(s.text, sizeof s.text, "%s", str_text(&out));
	if (strlen(s.text) != n || strcmp(s.text + n - 4, "****") != 0)
		fail_msg("%s, %s: %s.%s shows some of the last four: %s", role, where, def->name, f->name, s.text);
	left = f->type == FT_IDNO ? id_candidates(&s, ENOUGH) : star_candidates(s.text, ENOUGH);
	if (left < ENOUGH)
		fail_msg("%s, %s: %s.%s leaves %d candidates: %s", role, where, def->name, f->name, left, s.text);
	/* Masked twice is masked as much: what was read masked goes through the same door again. */
	field_set_blank(f, rec);
	*(char **)field_ptr(f, rec) = str_take(&out);
	masked_text(a, view, f, rec, NULL, &out);
	assert_string_equal(str_text(&out), s.text);
	str_clear(&out);
}

/* A view shows no more of a record than every field at once. */
static void attack(const struct actor *a, enum masked_view view, const struct entity_def *def) {
	void *rec = calloc(1, def->size);
	struct shown s = {.age = true}; /* may stand beside any of them */

	entity_init(def, rec);
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];
		bool whole = !(f->flags & F_SYSTEM) && masked_how(a, view, f) == SHOWN_WHOLE;

		s.sex |= whole && strcmp(f->name, "sex") == 0;
		s.birth |= whole && strcmp(f->name, "birth") == 0;
	}
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];
		enum masked_how how = masked_how(a, view, f);

		if (!is_number(f) || f->flags & F_SYSTEM || how == SHOWN_NOT)
			continue;
		if (how != SHOWN_WHOLE)
			attack_field(a, view, def, f, s, rec);
		else if (!may_be_whole(a, &masked_rules[view]))
			fail_msg("%s, %s: %s.%s is shown whole", a->role, masked_rules[view].id, def->name, f->name);
	}
	entity_clear(def, rec);
	free(rec);
}

/* Names: whole only where neither role nor view hides them, else the first character. */
static void look_at_names(const struct actor *a, enum masked_view view, const struct entity_def *def) {
	enum access_answer answer = access_answer(a->role, masked_rules[view].action);
	void *rec = calloc(1, def->size);

	entity_init(def, rec);
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];
		struct str out = {0};

		if (masked_how(a, view, f) == SHOWN_NOT && answer == ACCESS_MASKED)
			continue; /* rule 11.30 */
		if (!(f->flags & (F_NAME | F_WORKER)))
			continue;
		*(char **)field_ptr(f, rec) = mem_strdup("张建国");
		masked_text(a, view, f, rec, NULL, &out);
		if (answer == ACCESS_NO)
			assert_string_equal(str_text(&out), "");
		else if (answer == ACCESS_MASKED) /* rule 11.30 */
			assert_string_equal(str_text(&out), MASKED_SOMEBODY);
		else if (masked_rules[view].action == ACT_EXPORT_MASKED)
			assert_string_equal(str_text(&out), "张**");
		else
			assert_string_equal(str_text(&out), "张建国");
		str_clear(&out);
	}
	entity_clear(def, rec);
	free(rec);
}

/* Every role, every kind of view, every record a register or a file can hold. */
static void for_all(void (*look)(const struct actor *a, enum masked_view view, const struct entity_def *def)) {
	for (int role = 0; role < ROLE_COUNT; role++) {
		const struct actor a = {.role = access_roles[role]};

		for (int view = 0; view < VIEW_COUNT; view++) {
			assert_non_null(masked_rules[view].id);
			look(&a, view, &order_def);
			look(&a, view, &duty_def);
			for (const struct event_def *e = event_table; e->entity; e++)
				look(&a, view, e->entity);
			for (size_t k = 0; register_at(k); k++)
				for (size_t i = 0; i < register_at(k)->part_count; i++)
					look(&a, view, register_at(k)->parts[i].entity);
		}
	}
}

/* Free text says no number where numbers are masked. */
static void look_at_texts(const struct actor *a, enum masked_view view, const struct entity_def *def) {
	static const struct field_def number = {.type = FT_TEXT, .flags = F_MASKED};
	void *rec = mem_zalloc(1, def->size);

	entity_init(def, rec);
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];
		struct str out = {0};

		if ((f->type != FT_TEXT && f->type != FT_NOTE) || f->flags & (F_MASKED | F_NAME | F_WORKER))
			continue;
		*(char **)field_ptr(f, rec) = mem_strdup("其母 138 0000 1234，990101198503150990");
		masked_text(a, view, f, rec, NULL, &out);
		if (masked_how(a, view, &number) == SHOWN_WHOLE ? !strstr(str_text(&out), "138 0000 1234")
		    : strpbrk(str_text(&out), "0123456789") != NULL)
			fail_msg("%s, view %d, %s.%s: %s", a->role, view, def->name, f->name, str_text(&out));
		str_clear(&out);
	}
	entity_clear(def, rec);
	free(rec);
}

static void test_texts(void **state) { /* rule 11.22 */
	for_all(look_at_texts);
}

static void test_numbers(void **state) { for_all(attack); }

static void test_names(void **state) { for_all(look_at_names); }

/* What makes the number together with region and last digits is not in a masked export; of the birth date the age is. */
static void test_masked_export(void **state) { /* rule 11.4 */
	static const char *const gone[] = {"address", "registered", "other_contact"};
	const struct actor head = {.role = "head"};
	const struct field_def *birth = entity_field(&resident_def, "birth");
	struct resident r;
	struct str out = {0};

	entity_init(&resident_def, &r);
	for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
		assert_int_equal(masked_how(&head, VIEW_EXPORT_MASKED, entity_field(&resident_def, gone[i])), SHOWN_NOT);
	assert_int_equal(masked_how(&head, VIEW_EXPORT_MASKED, entity_field(&order_def, "doc_no")), SHOWN_NOT);
	for (const struct event_def *e = event_table; e->entity; e++)
		if (entity_field(e->entity, "doc_no"))
			assert_int_equal(masked_how(&head, VIEW_EXPORT_MASKED, entity_field(e->entity, "doc_no")), SHOWN_NOT);
	assert_int_equal(masked_how(&head, VIEW_EXPORT_MASKED, birth), SHOWN_AGE);
	assert_int_equal(masked_how(&head, VIEW_EXPORT_IDENTIFIED, birth), SHOWN_WHOLE);
	masked_text(&head, VIEW_EXPORT_MASKED, birth, &r, NULL, &out);
	assert_string_equal(str_text(&out), "");
	date_from_ymd(1985, 11, 23, &r.birth);
	masked_text(&head, VIEW_EXPORT_MASKED, birth, &r, NULL, &out);
	assert_string_equal(str_text(&out), "40"); /* 41 tomorrow */
	str_clear(&out);
	entity_clear(&resident_def, &r);
}

/* What is read for a reader is masked before anything is built on it; for others it is as it is stored. */
static void test_records(void **state) {
	for (int role = 0; role < ROLE_COUNT; role++) {
		const struct actor a = {.role = access_roles[role]};
		struct resident r;
		bool masked = role == ROLE_READER;

		entity_init(&resident_def, &r);
		r.name = mem_strdup("张建国");
		r.id_no = mem_strdup("990101198503150013");
		masked_record(&a, &resident_def, &r);
		assert_string_equal(r.name, masked ? MASKED_SOMEBODY : "张建国");
		if (masked)
			assert_null(r.id_no); /* its region is a village, or near */
		else
			assert_string_equal(r.id_no, "990101198503150013");
		entity_clear(&resident_def, &r);
	}
}

/* Rule 11.30: nothing joins to one villager where a role sees people masked. */
static void test_nothing_singles_out(void **state) {
	static const char *const gone[] = {"sex", "birth", "place", "address", "registered", "other_contact", "education", "marital", "job",
	                                   "workplace", "team", "note"};
	const struct actor reader = {.role = "reader"}, officer = {.role = "officer"};
	struct resident r;

	for (int view = 0; view < VIEW_COUNT; view++)
		for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
			assert_int_equal(masked_how(&reader, (enum masked_view)view, entity_field(&resident_def, gone[i])), SHOWN_NOT);
	for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
		assert_int_equal(masked_how(&officer, VIEW_FILE, entity_field(&resident_def, gone[i])), SHOWN_WHOLE);
	assert_int_equal(masked_how(&reader, VIEW_FILE, entity_field(&order_def, "doc_no")), SHOWN_NOT);
	for (const struct event_def *e = event_table; e->entity; e++)
		for (size_t i = 0; i < e->entity->count; i++)
			if (e->entity->fields[i].flags & (F_NAME | F_WORKER | F_SENSITIVE))
				assert_true(masked_how(&reader, VIEW_FILE, &e->entity->fields[i]) < SHOWN_AGE);
	entity_init(&resident_def, &r);
	r.address = mem_strdup("东山村9号");
	date_from_ymd(1985, 11, 23, &r.birth);
	masked_record(&reader, &resident_def, &r);
	assert_null(r.address);
	assert_false(date_is_set(r.birth));
	entity_clear(&resident_def, &r);
}

/* The attacker works: what was measured once comes out of it (rule 11.5). */
static void test_attacker(void **state) { /* rule 11.5 */
	struct shown s = {.sex = true, .birth = true, .age = true};

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
		cmocka_unit_test(test_texts), cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_masked_export),
		cmocka_unit_test(test_records), cmocka_unit_test(test_nothing_singles_out),
		cmocka_unit_test(test_short_numbers),
	};
	struct date today = DATE_NONE;

	date_from_ymd(2026, 11, 22, &today);
	clock_set_today(today);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

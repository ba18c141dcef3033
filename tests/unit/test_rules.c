/* The rule book against the program: every check value of data/rules/rules.txt is worked out here, and every clock, rhythm
 * and rate of the program stands in the book, under the mark it carries.
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/field.h"
#include "core/idno.h"
#include "core/names.h"
#include "model/access/access.h"
#include "model/event/dossier.h"
#include "model/event/leave.h"
#include "model/order/transition.h"
#include "model/report/figure.h"
#include "model/rules/breach_count.h"
#include "model/rules/duty_clock.h"
#include "model/rules/duty_kind.h"
#include "model/rules/order_facts.h"
#include "model/station/codes.h"
#include "model/team/package.h"
#include "model/team/team.h"
#include "texts.h"

enum { WORDS = 16 };

/* One line that begins with =, and the rule it stands under. */
struct check {
	char text[200], number[16], mark; /* as L, P, M, S, D, U of the program's tables */
	char line[200];
	char *word[WORDS]; /* of line, from the name on; NULL behind the last */
	int n;
};

static void expect(bool ok, const struct check *c) {
	if (!ok)
		fail_msg("rule %s: the program does not work by '%s'", c->number, c->text);
}

static void same(const char *got, const char *want, const struct check *c) {
	if (strcmp(got, want) != 0)
		fail_msg("rule %s: '%s', but the program says %s", c->number, c->text, got);
}

static void same_day(struct date got, const char *want, const struct check *c) {
	char buf[DATE_BUF];

	same(date_format(got, buf), want, c);
}

/* "2024-06-01..2024-06-10" */
static struct interval span(const char *text) {
	char first[DATE_LEN + 1];

	snprintf(first, sizeof first, "%s", text);
	return (struct interval){day(first), day(text + DATE_LEN + 2)};
}

static int whole(const char *word) { return (int)strtol(word, NULL, 10); }

static bool said(const char *word) { return strcmp(word, "yes") == 0 || strcmp(word, "ok") == 0; }

static void limit(const struct check *c) {
	static const struct {
		const char *name;
		int value;
	} all[] = {
		{"report_days", TERM_REPORT_DAYS},   {"months", TERM_MONTHS_MAX},       {"refusals", BREACH_REFUSALS},
		{"absences", BREACH_ABSENCES},       {"days", BREACH_DAYS},             {"near_times", BREACH_NEAR_TIMES},
		{"near_days", BREACH_NEAR_DAYS},     {"leave_days", LEAVE_REPORT_DAYS},
		{"notice_days", RELEASE_NOTICE_DAYS}, {"few", ACCESS_FEW},
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (strcmp(all[i].name, c->word[1]) == 0) {
			expect(all[i].value == whole(c->word[2]), c);
			return;
		}
	}
	expect(false, c);
}

static void deadline(const struct check *c) {
	same_day(term_report_deadline(DATE_NONE, day(c->word[1]), whole(c->word[2])), c->word[3], c);
}

static void overdue(const struct check *c) {
	expect(term_report_overdue(day(c->word[1]), DATE_NONE, day(c->word[2])) == said(c->word[3]), c);
}

static void months(const struct check *c) {
	same_day(date_add_months(day(c->word[1]), whole(c->word[2])), c->word[3], c);
}

static void working(const struct check *c) {
	same_day(working_days_before(day(c->word[1]), whole(c->word[2])), c->word[3], c);
}

static struct term term_of(const char *start, int length, int deducted, const struct interval *suspension) {
	struct term_input in = {.reported = day(start), .months = length, .deducted = deducted,
	                        .start_written = DATE_NONE, .end_written = DATE_NONE,
	                        .suspensions = suspension, .suspension_count = suspension != NULL};
	struct term t;

	term_compute(&in, &t);
	return t;
}

static void term(const struct check *c) {
	struct interval suspension = {DATE_NONE, DATE_NONE};

	if (c->word[5])
		suspension = span(c->word[5]);
	same_day(term_of(c->word[1], whole(c->word[2]), whole(c->word[3]), c->word[5] ? &suspension : NULL).end, c->word[4], c);
}

static void open_states(const struct check *c) {
	for (size_t i = 0; i < codes_state.count; i++) {
		bool named = false;

		for (int k = 1; k < c->n; k++)
			named |= strcmp(codes_state.items[i].code, c->word[k]) == 0;
		expect(order_facts_is_open(code_of(codes_state.items[i].code)) == named, c);
	}
}

static void may(const struct check *c) {
	for (size_t i = 0; i < transition_count; i++) {
		bool named = false;

		for (int k = 2; k < c->n; k++)
			named |= strcmp(transition_table[i].to, c->word[k]) == 0;
		if (strcmp(transition_table[i].from, c->word[1]) == 0)
			expect((transition_table[i].refusal == NULL) == named, c);
	}
}

static void codes(const struct check *c) {
	const struct code_list *list = NULL;

	for (unsigned long i = 0; i < codes_all_count; i++)
		if (strcmp(codes_all[i]->name, c->word[1]) == 0)
			list = codes_all[i];
	expect(list != NULL && list->count == (size_t)c->n - 2, c);
	for (size_t i = 0; i < list->count; i++)
		same(list->items[i].code, c->word[i + 2], c);
}

static char mark_of(const char *word) {
	static const char *const words[] = {"law", "province", "city", "practice", "derived", "ask"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i], word) == 0)
			return "LPMSDU"[i];
	fail_msg("no such mark: %s", word);
	return 0;
}

static const struct profile *profile_named(const char *id) {
	for (size_t i = 0; i < profile_table_count; i++)
		if (strcmp(profile_table[i].id, id) == 0)
			return &profile_table[i];
	return strcmp(id, duty_kind_profile.id) == 0 ? &duty_kind_profile : NULL;
}

static void rhythm(const struct check *c) {
	const struct profile *p = profile_named(c->word[1]);
	const char *want = c->text + (c->word[3] - c->line);

	expect(p != NULL, c);
	for (size_t i = 0; i < p->rule_count; i++) {
		const struct schedule_rule *rule = &p->rules[i];
		struct str text = {0};

		if (strcmp(rule->kind, c->word[2]) != 0)
			continue;
		schedule_format(rule, &text);
		same(str_text(&text), want, c);
		str_clear(&text);
		expect((rule->mark ? rule->mark : p->mark) == c->mark, c);
		return;
	}
	expect(false, c);
}

static void cut(const char *kind, const char *variant, const char *start, int length, struct window_list *out) {
	bool rehab = strcmp(kind, "rehab") == 0;
	struct term t = term_of(start, length, 0, NULL);
	struct profile_set set;
	struct schedule s;

	assert_int_equal(profile_set_choose(&set, rehab ? NULL : variant, rehab ? variant : NULL, NULL), RC_OK);
	profile_schedule(&set, code_of(kind), t.months, "test", &s);
	window_cut(&t, &s, out);
}

static void windows(const struct check *c) {
	struct window_list list = {.v = NULL};

	cut(c->word[1], c->word[2], c->word[3], whole(c->word[4]), &list);
	expect(list.n == (size_t)whole(c->word[5]), c);
	for (int i = 6; i < c->n; i++) {
		char *value = strchr(c->word[i], '=') + 1;

		if (strncmp(c->word[i], "due=", 4) == 0) {
			struct date today = day(strchr(value, '@') + 1);

			expect(window_count(&list, DATE_NONE, DATE_NONE, today).should == whole(value), c);
		} else {
			const struct window *w = &list.v[whole(c->word[i]) - 1];
			struct interval want = span(value);

			expect(whole(c->word[i]) <= (int)list.n && w->first.n == want.from.n && w->last.n == want.to.n, c);
		}
	}
	window_list_clear(&list);
}

static void excused(const struct check *c) {
	struct window_list list = {.v = NULL};
	const struct window_off custody = {span(c->word[1]), WINDOW_DETAINED};

	cut("detox", "22", "2024-04-01", 36, &list);
	window_mark(&list, NULL, 0, &custody, 1);
	expect((list.v[0].why == WINDOW_DETAINED) == said(c->word[2]), c);
	window_list_clear(&list);
}

static void clock_row(const struct check *c) {
	const struct duty_clock_def *def = duty_clock_find(c->word[1]);

	expect(def != NULL && def->mark == c->mark, c);
}

/* The article of the regulation is the first number of the text. */
static void article(const struct check *c) {
	const struct duty_clock_def *def = duty_clock_find(c->word[1]);

	expect(def != NULL && c->n == 4, c);
	for (int i = 0; i < 2; i++) {
		const char *text = duty_clock_article(def, code_of(i ? "rehab" : "detox"));
		char number[12];

		snprintf(number, sizeof number, "%d", whole(text + strcspn(text, "0123456789")));
		same(number, c->word[i + 2], c);
	}
	if (strncmp(c->text, "article refusals", 16) == 0)
		expect(strstr(duty_clock_article(def, code_of("rehab")), "by reference to 20") != NULL, c);
}

static void document(const struct check *c) {
	/* the second may hold a blank: all words between the first and the last */
	struct str second = {0};

	for (int i = 2; i < c->n - 1; i++)
		str_addf(&second, "%s%s", i > 2 ? " " : "", c->word[i]);
	expect(number_same(c->word[1], str_text(&second)) == (strcmp(c->word[c->n - 1], "same") == 0), c);
	str_clear(&second);
}

static void away(const struct check *c) {
	struct warning w[2];
	struct breach_count b;

	for (int i = 0; i < 2; i++) {
		struct interval days = span(c->word[i + 1]);

		entity_init(&warning_def, &w[i]);
		w[i].kind = code_of("away");
		w[i].occurred = w[i].away_from = days.from;
		w[i].away_until = days.to;
	}
	breach_count_make(NULL, 0, w, 2, day("2026-11-22"), &b);
	expect(b.absences == whole(c->word[3]) && b.days == whole(c->word[4]), c);
	breach_count_clear(&b);
}

static void seats_of(enum seat_set set, const struct check *c) {
	int k = 1;

	for (size_t i = 0; i < team_seat_count; i++)
		if (team_seats[i].set == set)
			same(team_seats[i].roles, k < c->n ? c->word[k++] : "", c);
	expect(k == c->n, c);
}

static void seats(const struct check *c) { seats_of(SEATS_LAW, c); }

static void parties(const struct check *c) { seats_of(SEATS_PARTIES, c); }

static void packages(const struct check *c) {
	expect(c->n == PACKAGE_CELLS + 1, c);
	for (int i = 0; i < PACKAGE_CELLS; i++)
		same(package_table[i].id, c->word[i + 1], c);
}

static void dossier(const struct check *c) {
	const struct dossier_facts nothing = {.state = code_of("executing")};
	struct dossier d;
	int k = 1;

	dossier_judge(&nothing, &d);
	for (size_t i = 0; i < DOSSIER_ITEMS; i++)
		if (d.mark[i] == MARK_MISSING)
			same(dossier_items[i].id, k < c->n ? c->word[k++] : "", c);
	expect(k == c->n, c);
}

static void ahead(const struct check *c) {
	for (size_t i = 0; i < due_group_count; i++) {
		if (strcmp(due_groups[i].name, c->word[1]) == 0) {
			expect(due_groups[i].days == whole(c->word[2]), c);
			return;
		}
	}
	expect(false, c);
}

static void rounded(const struct check *c) {
	char buf[RATE_BUF];

	same(rate_format(whole(c->word[1]), whole(c->word[2]), whole(c->word[3]), buf), c->word[4], c);
}

static void rate(const struct check *c) {
	for (size_t i = 0; i < rate_count; i++) {
		if (strcmp(rate_table[i].id, c->word[1]) == 0) {
			same(rate_table[i].numerator, c->word[2], c);
			same(rate_table[i].denominator, c->word[3], c);
			return;
		}
	}
	expect(false, c);
}

static void number(const struct check *c) {
	char out[IDNO_LEN + 1];

	expect((idno_parse(c->word[1], out, NULL) == RC_OK) == said(c->word[2]), c);
}

static void written_day(const struct check *c) {
	struct date d = DATE_NONE;

	expect(date_parse_loose(c->word[1], &d, NULL) == RC_OK, c);
	same_day(d, c->word[2], c);
}

static const struct {
	const char *name;
	int words; /* at least, the name included */
	void (*run)(const struct check *c);
} kinds[] = {
	{"limit", 3, limit},       {"deadline", 4, deadline}, {"overdue", 4, overdue},   {"months", 4, months},
	{"term", 5, term},         {"working", 4, working},   {"open", 2, open_states},  {"may", 2, may},
	{"codes", 3, codes},       {"rhythm", 4, rhythm},     {"windows", 6, windows},   {"excused", 3, excused},
	{"clock", 2, clock_row},   {"article", 4, article},   {"number", 4, document},   {"away", 5, away},
	{"seats", 2, seats},       {"parties", 2, parties},
	{"packages", 2, packages}, {"dossier", 2, dossier},   {"ahead", 3, ahead},       {"round", 5, rounded},
	{"rate", 4, rate},         {"idno", 3, number},       {"date", 3, written_day},
};

/* Every check of the book, in its order; how many. */
static int for_each(void (*run)(const struct check *c, void *arg), void *arg) {
	FILE *f = fopen(TEST_TOP "/data/rules/rules.txt", "re");
	char line[400], mark[16];
	struct check c = {.mark = 0};
	int n = 0;

	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = '\0';
		if (sscanf(line, "%15[0-9.] %15[a-z]:", c.number, mark) == 2)
			c.mark = mark_of(mark);
		if (strncmp(line, "= ", 2) != 0)
			continue;
		c.n = 0;
		snprintf(c.text, sizeof c.text, "%s", line + 2);
		snprintf(c.line, sizeof c.line, "%s", line + 2);
		for (char *w = c.line; w && c.n < WORDS - 1; w = w ? w + 1 : NULL) {
			c.word[c.n++] = w;
			w = strchr(w, ' ');
			if (w)
				*w = '\0';
		}
		c.word[c.n] = NULL;
		run(&c, arg);
		n++;
	}
	fclose(f);
	return n;
}

static void run_check(const struct check *c, void *arg) {
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (strcmp(kinds[i].name, c->word[0]) == 0) {
			expect(c->n >= kinds[i].words, c);
			kinds[i].run(c);
			return;
		}
	}
	fail_msg("rule %s: nothing works out '%s'", c->number, c->text);
}

static void every_check_value_holds(void **state) { assert_true(for_each(run_check, NULL) > 90); }

/* How many checks begin with these words? */
struct wanted {
	const char *text;
	int found;
};

static void count_check(const struct check *c, void *arg) {
	struct wanted *w = arg;
	size_t n = strlen(w->text);

	w->found += strncmp(c->text, w->text, n) == 0 && (c->text[n] == ' ' || c->text[n] == '\0');
}

static void stands_once(const char *kind, const char *id, const char *more) {
	char text[80];
	struct wanted w = {text, 0};

	snprintf(text, sizeof text, "%s %s%s%s", kind, id, *more ? " " : "", more);
	for_each(count_check, &w);
	if (w.found != 1)
		fail_msg("'%s' stands %d times in the rule book", text, w.found);
}

static void rhythms_stand_in_the_book(const struct profile *p) {
	for (size_t i = 0; i < p->rule_count; i++)
		stands_once("rhythm", p->id, p->rules[i].kind);
}

static void what_the_program_works_by_stands_in_the_book(void **state) {
	for (size_t i = 0; i < DUTY_CLOCK_COUNT; i++)
		stands_once("clock", duty_clock_table[i].id, "");
	for (size_t i = 0; i < profile_table_count; i++)
		rhythms_stand_in_the_book(&profile_table[i]);
	rhythms_stand_in_the_book(&duty_kind_profile);
	for (size_t i = 0; i < rate_count; i++)
		stands_once("rate", rate_table[i].id, "");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_check_value_holds),
		cmocka_unit_test(what_the_program_works_by_stands_in_the_book),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

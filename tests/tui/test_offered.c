/* SPDX-License-Identifier: MIT
 * What is offered may be done (rule 11.28), and what may not be seen is on no screen: every screen that the offered
 * actions lead to, as each role and as an officer who has own cases only, with somebody sealed, somebody void and
 * another's case on file. Every action of a screen is done on each of its first lines, what is asked on the way is
 * answered in both ways, and nothing of it may be refused for a right that was there to be known. The screens run
 * here as they do on a terminal, but for the terminal.
 */
#include <ctype.h>
#include <curses.h>
#include <locale.h>
#include <sqlite3.h>

#include "core/tr.h"
#include "model/access/case.h"
#include "tui/desk.h"
#include "ui/form/form_priv.h"
#include "ui/loop/idle.h"
#include "ui/loop/screens.h"
#include "ui/loop/ui_priv.h"

enum { AS_STRICT = ROLE_COUNT, ALL_AS, LINES_TRIED = 3, PROMPTS = 6, DEEP = 5, ROWS = 24, COLUMNS_ = 80 };

#define STRICT "[access]\ncaseload = strict\n"

static const struct {
	const char *no, *name, *phone, *address;
	int idno;
} canary[] = {
	{"00007", "杨丽华", "13900008107", "银杏巷107号", 6}, /* sealed */
	{"00003", "李秀英", "13900008103", "银杏巷103号", 2}, /* void */
	{"00004", "张建国", "13900008104", "银杏巷104号", 3}, /* another's case under `strict` */
};
enum { GONE = 2 };

static struct walk {
	struct ui ui;
	int as, choice;
	const struct view_ops *seen[64];
	size_t seen_count, tried, questions, forms, refused, faults;
	sqlite3 *db;
} w;

static const char *who(void) { return w.as < ROLE_COUNT ? access_roles[w.as] : "strict"; }

static void make_people(void) {
	make_officers();
	AS(town_officer(), "add", "session", "occurred=2026-11-02", "kind=讲座", "title=进村", "people=500");
	for (size_t i = 0; i < sizeof canary / sizeof *canary; i++) {
		char phone[40], address[60];

		snprintf(phone, sizeof phone, "phone=%s", canary[i].phone);
		snprintf(address, sizeof address, "address=%s", canary[i].address);
		AS(town_officer(), "edit", "resident", canary[i].no, phone, address);
	}
	AS(town_officer(), "edit", "resident", "00007", "control=死亡");
	AS(town_officer(), "seal", "00007", "--reason", "死亡");
	AS(town_officer(), "void", "resident", "00003", "--reason", "重复建档");
	AS("li", "show", "00004", "--reveal", "--reason", "核对身份");
	AS(town_officer(), "edit", "order", "00001", "worker=李干事"); /* confirmed when the station becomes strict */
	AS("li", "add", "resident", "name=赵小本", "id_no=990101198503076531");
	AS("li", "add", "test", "--resident", "00038", "occurred=2026-11-20", "result=neg");
	for (int i = 0; i < 2; i++) { /* three files of one person, and of 赵小本 */
		char id[IDNO_LEN + 1], number[40], name[60];

		town_idno(0, id);
		id[15] = (char)('3' + 2 * i);
		id[IDNO_LEN - 1] = idno_check_digit(id);
		snprintf(number, sizeof number, "id_no=%s", id);
		snprintf(name, sizeof name, "name=%s", town_people[0].name);
		AS(town_officer(), "--yes", "add", "resident", name, number);
		AS(town_officer(), "add", "order", "--resident", i ? "00040" : "00039", "kind=detox", "ordered=2026-11-01",
		   "worker=李干事");
	}
	AS("li", "--yes", "add", "resident", "name=赵小本", "id_no=990101198503076558");
	AS("li", "--yes", "add", "resident", "name=赵小本", "id_no=990101198503076574");
}

/* ---- what may not be seen ---- */

static void fault(const char *where, const char *action, const char *said) {
	w.faults++;
	print_error("%s, %s, %s: %s\n", who(), where, action, said);
}

static void screen_text(struct str *out) {
	wchar_t line[COLUMNS_ + 1];
	char bytes[COLUMNS_ * 4 + 1];

	for (int y = 0; y < ROWS; y++) {
		if (mvinnwstr(y, 0, line, COLUMNS_) == ERR || wcstombs(bytes, line, sizeof bytes) == (size_t)-1)
			continue;
		str_add(out, bytes);
		str_addc(out, '\n');
	}
}

/* Does the word stand in the text, with no letter and no digit before or behind it? */
static bool has_word(const char *text, const char *word) {
	size_t n = strlen(word);

	for (const char *at = text; (at = strstr(at, word)) != NULL; at++)
		if ((at == text || !isalnum((unsigned char)at[-1])) && !isalnum((unsigned char)at[n]))
			return true;
	return false;
}

static bool is_nameless(void) { return w.as == ROLE_READER || w.as == ROLE_AUDITOR; }

/* Of everybody: no ID number, nor its end; no name for who sees names masked. */
static void look_for_anybody(const char *text, const char *screen) {
	char id[IDNO_LEN + 1];

	if (strstr(text, "99010119"))
		fault(screen, "look", "a number");
	for (int i = 0; i < TOWN_PEOPLE + TOWN_FILLERS; i++) {
		town_idno(i < TOWN_PEOPLE ? i : TOWN_FILLER + i - TOWN_PEOPLE, id);
		if (has_word(text, id + IDNO_LEN - 4))
			fault(screen, "look", "the end of a number");
		if (i < TOWN_PEOPLE && is_nameless() && strstr(text, town_people[i].name))
			fault(screen, "look", "a name");
	}
}

static void look(void) {
	struct str text = {0};
	const char *name = w.ui.top->ops->name;

	ui_repaint(&w.ui);
	screen_text(&text);
	look_for_anybody(str_text(&text), name);
	for (size_t i = 0; i < sizeof canary / sizeof *canary; i++) {
		bool foreign = i < GONE || w.as == AS_STRICT || is_nameless();

		if (strstr(str_text(&text), canary[i].phone) ||
		    (foreign && strstr(str_text(&text), canary[i].address)) ||
		    (i < GONE && strstr(str_text(&text), canary[i].name)))
			fault(name, canary[i].no, "is seen");
	}
	str_clear(&text);
}

/* ---- what is offered ---- */

static long long refusals(void) {
	sqlite3_stmt *q;
	long long n;

	assert_int_equal(sqlite3_prepare_v2(w.db, "SELECT count(*) FROM audit WHERE result = 'denied'", -1, &q, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	n = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return n;
}

/* Of the keyboard, of the marker, or of the list alone. */
static bool is_of_all(enum action_id id) {
	return (id >= ACTION_FILTER && id <= ACTION_LAST) || id == ACTION_DIGIT || id >= ACTION_HELP || id == ACTION_COLUMNS;
}

static int depth(void) {
	int n = 0;

	for (const struct view *v = w.ui.top; v; v = v->below)
		n++;
	return n;
}

static void press_key(struct key k) {
	struct view *v = w.ui.top;

	ui_apply(&w.ui, v, v->ops->key(v, &k));
}

/* False: it is not to be answered. An emergency opens another's file with an entry of its own. */
static bool answer(void) {
	const struct view *v = w.ui.top;

	if (v->ops == &ask_ops) {
		press_key((struct key){.kind = K_CHAR, .cp = (uint32_t)('0' + w.choice)});
		if (w.ui.top == v)
			press_key((struct key){.kind = K_ENTER});
	} else if (v->ops == &ask_text_ops && w.as != AS_STRICT) {
		press_key((struct key){.kind = K_CHAR, .cp = 0x6838});
		press_key((struct key){.kind = K_ENTER});
	} else {
		return false;
	}
	w.questions++;
	return true;
}

static void see_form(const char *where, const char *action) {
	const struct form_view *f = w.ui.top->data;
	struct err err = {0};

	w.forms++;
	if (!f->call.show && f->call.resident &&
	    case_may(w.ui.st, w.ui.actor, ACT_SAVE, f->call.resident, &err) != RC_OK)
		fault(where, action, "a form that cannot be saved");
}

static void visit(int deep);

/* False: the screen is gone. */
static bool try_action(enum action_id id, int deep) {
	const int at = depth();
	struct view *v = w.ui.top;
	const char *where = v->ops->name, *name = action_table[id].name;
	long long before = refusals();

	w.tried++;
	str_reset(&w.ui.message);
	ui_do(&w.ui, v, id, NULL);
	for (int i = 0; i < PROMPTS && depth() > at && w.ui.top->ops->overlay; i++) {
		if (refusals() > before && w.ui.top->ops != &ask_text_ops)
			break;
		look();
		if (w.ui.top->ops == &ask_text_ops)
			before = refusals();
		if (!answer())
			break;
	}
	/* another's record is made void by the head's yes, which was asked for */
	if (refusals() > before && (id != ACTION_VOID || !strstr(str_text(&w.ui.message), ": request ")))
		fault(where, name, str_text(&w.ui.message));
	if (id == ACTION_REVEAL && depth() == at)
		v->ops->keep(v);
	if (depth() > at && w.ui.top->ops == &form_ops)
		see_form(where, name);
	for (int n; (n = depth()) > at;) {
		if (!w.ui.top->ops->overlay)
			visit(deep + 1);
		if (depth() == n)
			view_pop(&w.ui);
	}
	w.ui.quit = false;
	if (depth() < at)
		return false;
	view_reload(w.ui.top);
	return true;
}

static bool is_new(const struct view_ops *ops) {
	for (size_t i = 0; i < w.seen_count; i++)
		if (w.seen[i] == ops)
			return false;
	w.seen[w.seen_count++] = ops;
	return true;
}

/* The first lines of the list shown. */
static void visit_lines(struct view *v, int deep) {
	for (int line = 0; line < LINES_TRIED; line++) {
		for (int id = 1; id < ACTION_COUNT; id++)
			if (!is_of_all((enum action_id)id) && view_can(v, (enum action_id)id) && !try_action((enum action_id)id, deep))
				return;
		if (!view_can(v, ACTION_DOWN))
			break;
		ui_do(&w.ui, v, ACTION_DOWN, NULL);
		look();
	}
}

/* The tabs of a screen whose tabs can do different things. */
static void visit(int deep) {
	struct view *v = w.ui.top;

	look();
	if (!is_new(v->ops) || deep > DEEP)
		return;
	if (v->ops != &station_ops) {
		visit_lines(v, deep);
		return;
	}
	for (uint32_t digit = '0'; digit <= '9' && w.ui.top == v; digit++) {
		ui_do(&w.ui, v, ACTION_DIGIT, &(struct key){.kind = K_CHAR, .cp = digit});
		if (w.ui.top == v)
			visit_lines(v, deep);
	}
}

/* The county's own screens, and nobody's figures below a step for who is told steps (rule 21.27). */
static void was_in_county(void) {
	static const struct view_ops *const all[] = {&county_ops, &county_returns_ops, &county_rows_ops,
	                                             &county_figures_ops, &county_tables_ops};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (is_new(all[i]) != (access_answer(actor.role, ACT_COUNTY) == ACCESS_NO))
			fault(all[i]->name, "walk", "was not come to, or was");
	if (!is_new(&residents_ops) || !is_new(&finder_ops) || !is_new(&checks_ops))
		fault("county", "walk", "a station's screen");
}

/* Every screen of the role was come to; and behind what is not the role's there is none, from wherever. */
static void was_everywhere(void) {
	for (size_t i = 0; i < screen_count; i++) {
		const struct screen_def *s = &screen_table[i];
		bool seen = false;

		for (size_t k = 0; k < w.seen_count; k++)
			seen = seen || w.seen[k] == s->ops;
		if (s->from && !screen_allows(&actor, s->from, s->by)) {
			w.refused++;
			if (view_can(w.ui.top, s->by))
				fault(s->ops->name, action_table[s->by].name, "is offered");
		} else if (!seen && s->from && access_answer(actor.role, s->access) != ACCESS_NO) {
			fault(s->ops->name, "walk", "was not come to");
		}
	}
}

static void walk_as(int as, bool county) {
	static const char *const logins[] = {[ROLE_OFFICER] = "li", [ROLE_AUDITOR] = "zhao", [ROLE_READER] = "sun", [AS_STRICT] = "li"};
	struct err err = {0};

	for (int choice = 1; choice <= 2; choice++) {
		station_of(county ? make_county_officers : make_people);
		if (as == AS_STRICT)
			put_file(ini, TOWN_SETTINGS STRICT);
		join_station();
		w.as = as;
		w.choice = choice;
		w.seen_count = 0;
		town_must(station_actor(st, as == ROLE_HEAD ? town_officer() : logins[as], "ui", &actor, &err), &err);
		assert_int_equal(sqlite3_open_v2(db, &w.db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
		w.ui = (struct ui){.hooks = &ui_hooks, .st = st, .actor = &actor, .forms = form_memory_new()};
		assert_int_equal(ui_push(&w.ui, ui_first(st, &actor), NULL), RC_OK);
		visit(0);
		county ? was_in_county() : was_everywhere();
		idle_end(&w.ui);
		while (w.ui.top)
			view_pop(&w.ui);
		form_memory_free(w.ui.forms);
		str_clear(&w.ui.message);
		sqlite3_close(w.db);
		station_close(st);
	}
}

static void offered_is_what_may_be_done(void **state) {
	for (int as = 0; as < ALL_AS; as++)
		walk_as(as, false);
	for (int as = 0; as < ROLE_COUNT; as++)
		walk_as(as, true);
	print_message("%zu actions, %zu questions, %zu forms; %zu faults\n", w.tried, w.questions, w.forms, w.faults);
	assert_int_equal(w.faults, 0);
	assert_true(w.tried > 2000 && w.questions > 500 && w.forms > 100 && w.refused > screen_count);
}

/* A terminal that nobody looks at. */
static void no_terminal(void) {
	FILE *nowhere = fopen("/dev/null", "r+");
	int ends[2];

	assert_int_equal(pipe(ends), 0); /* nobody types, and the line is not gone */
	assert_int_equal(dup2(ends[0], 0), 0);
	setlocale(LC_ALL, "C.UTF-8");
	assert_non_null(newterm("xterm-256color", nowhere, nowhere));
	resize_term(ROWS, COLUMNS_);
	nodelay(stdscr, TRUE);
	tr_set_lang(LANG_EN);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(offered_is_what_may_be_done)};

	no_terminal();
	return cmocka_run_group_tests(tests, NULL, NULL);
}

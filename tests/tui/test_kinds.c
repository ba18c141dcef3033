/* Every kind of work of tests/data/kinds has its form: it opens from where the register stands, and every field that the
 * table's record fills has a row in it. What is recorded, counted and waited for: tests/cli/test-kinds.
 * SPDX-License-Identifier: MIT */
#include "tui/desk.h"
#include "ui/form/form.h"
#include "ui/form/forms.h"
#include "ui/person/file_view.h"

enum { PAGE = 9, KINDS_MOST = 200 };

/* Kind, register, words, cut out of one line; false: a remark. */
static bool cut(char *line, char *part[3]) {
	if (line[0] == '#' || line[0] == '\n')
		return false;
	for (int i = 0; i < 3; i++) {
		part[i] = line;
		line += strcspn(line, "|\n");
		if (!*line)
			fail_msg("a line of the table has too few parts: %s", part[0]);
		*line++ = '\0';
	}
	return true;
}

static void has_rows(const struct form_def *form, const char *kind, const char *words) {
	while (*words) {
		char name[40];
		size_t n = strcspn(words, "=");
		bool is_there = form->rows == NULL && n < sizeof name;

		snprintf(name, sizeof name, "%.*s", (int)n, words);
		if (form->rows == NULL)
			assert_non_null(entity_field(form->entity[0], name));
		for (size_t i = 0; i < form->row_count && !is_there; i++)
			is_there = form->rows[i].name && strcmp(form->rows[i].name, name) == 0;
		if (!is_there)
			fail_msg("%s: the form has no row for %s", kind, name);
		words += strcspn(words, " ");
		words += *words == ' ';
	}
}

/* The keys from a person's file or the station's registers to a new record. */
static bool keys_to(const char *reg, char *keys, size_t size) {
	const struct event_def *event = event_find_def(reg);
	int at = 1;

	for (const struct ledger_def *d = ledger_table; d->entity; d++, at++)
		if (strcmp(d->id, reg) == 0) {
			snprintf(keys, size, "%da", at);
			return true;
		}
	for (size_t tab = 0; event && tab < FILE_TABS; tab++)
		for (int k = 0; k < FILE_TAB_REGISTERS && file_tabs[tab].registers[k]; k++) {
			const bool many = file_tabs[tab].registers[PAGE] != NULL;

			if (strcmp(file_tabs[tab].registers[k], reg) != 0)
				continue;
			snprintf(keys, size, "%zu%c%s%.0d", tab + 1, file_tabs[tab].registers[1] ? 'A' : 'a',
			         many && k >= PAGE - 1 ? "9" : "", !file_tabs[tab].registers[1] ? 0
			         : many && k >= PAGE - 1 ? k - PAGE + 2 : k + 1);
			return true;
		}
	return false;
}

static void opens(struct pty *p, const char *reg, const char *label, bool of_station) {
	char keys[16], title[120];

	assert_true(keys_to(reg, keys, sizeof keys));
	snprintf(title, sizeof title, "%s  新增", tr(label));
	for (const char *k = keys; *k; k++) {
		pty_keys(p, (const char[]){*k, '\0'});
		if (k[1] && k > keys) /* a question answers no key typed before it stood there */
			assert_true(pty_wait_text(p, "新增到哪一类", 0));
		assert_true(pty_settle(p, 60, 0));
	}
	assert_true(pty_wait_row(p, 0, title, 0));
	press(p, "<Esc>", of_station ? "新增" : "0全部");
	if (of_station)
		show(p, "<Esc>", "站务台账");
}

static void every_kind_has_its_form(void **state) {
	FILE *f = fopen(TEST_DATA "/kinds", "r");
	char line[1000], *part[3];
	struct str opened = {0};
	struct pty *person, *station;
	int kinds = 0;

	tr_set_lang(LANG_ZH);
	assert_non_null(f);
	station = start_at("Z", "站务台账");
	person = start_at("<F5>", "查人");
	press(person, town_people[0].name, "> ");
	press(person, "<Enter>", "0全部");
	while (fgets(line, sizeof line, f)) {
		const struct event_def *event;
		const struct ledger_def *ledger;
		char once[40];

		if (!cut(line, part))
			continue;
		event = event_find_def(part[1]);
		ledger = ledger_find_def(part[1]);
		kinds++;
		snprintf(once, sizeof once, "|%s|", part[1]);
		if (!event && !ledger) { /* forms of teams: tests/tui/test_teams.c */
			assert_true(str_in_list("member,duty", part[1]));
			continue;
		}
		const struct form_def form = event ? event_form(event) : ledger_form(ledger);

		has_rows(&form, part[0], part[2]);
		if (strstr(str_text(&opened), once))
			continue;
		str_add(&opened, once);
		opens(event ? person : station, part[1], event ? event->entity->label : ledger->entity->label, ledger != NULL);
	}
	fclose(f);
	str_clear(&opened);
	assert_in_range(kinds, 56, KINDS_MOST);
	leave(person);
	leave(station);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test_setup(every_kind_has_its_form, new_town)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What a day's tasks cost by the keystroke-level model, against tests/data/strokes.txt: no task
 * grows by more than one part in twenty. STROKES_WRITE=1 writes the table anew; TASK=ID shows the
 * keys of one. SPDX-License-Identifier: MIT */
#include "core/file.h"
#include "tui/desk.h"
#include "tui/officer.h"

/*
 * Milliseconds (Card, Moran and Newell): K of somebody who types 40 words a minute, M before a
 * chain of commands and before a field that is decided; what is copied from the paper is typed
 * without one, and the hands stay on the keys (R, H: 0). A 汉字 is three and a half keys of pinyin
 * and one that chooses.
 */
enum { K_MS = 280, M_MS = 1350, HANZI_KEYS_10TH = 45, GROWS_PERCENT = 5, TABLE_MOST = 4096 };

static const char table[] = TEST_DATA "/strokes.txt";
static const char head[] =
	"# Seconds a record and keys of a task, by the keystroke-level model "
	"(tests/tui/test_strokes.c),\n"
	"# as the program takes them; written by STROKES_WRITE=1. id seconds keys\n";

static int count_tenths(const char *keys, int *n) {
	int tenths = 0;

	for (; *keys; keys += key_length(keys), ++*n)
		tenths += key_length(keys) > 1 && *keys != '<' ? HANZI_KEYS_10TH : 10;
	return tenths;
}

static int milliseconds(const struct script *s, int *keys) {
	int tenths = 0, thought = s->accepted;

	*keys = 0;
	for (size_t i = 0; i < s->n; i++) {
		bool command = s->v[i].step->kind == STEP_GO;

		tenths += count_tenths(s->v[i].keys, keys);
		thought += command ? i == 0 || s->v[i - 1].step->kind != STEP_GO
				   : (s->v[i].step->flags & S_DECIDED) != 0;
	}
	return tenths * K_MS / 10 + thought * M_MS;
}

static void show_keys(const struct script *s) {
	for (size_t i = 0; i < s->n; i++)
		printf("   %s: %s  %s\n", s->v[i].field ? s->v[i].field : "-", s->v[i].keys,
		       s->v[i].question);
}

/* What the table has of the task; 0: nothing. */
static double seconds_before(const char *text, const char *id) {
	char line[80];
	const char *at;

	snprintf(line, sizeof line, "\n%s ", id);
	at = strstr(text, line);
	return at ? strtod(at + strlen(line), NULL) : 0;
}

static void no_task_grows(void **state) {
	const char *only = getenv("TASK");
	struct str before = {0}, now = {0};
	struct err err = {0};
	int grown = 0;

	town_must(file_read(table, TABLE_MOST, &before, &err), &err);
	str_add(&now, head);
	for (const struct task *t = task_table; t->id; t++) {
		struct script s;
		int keys;

		if (only && strcmp(only, t->id) != 0)
			continue;
		script_find(t, &s);
		double seconds = milliseconds(&s, &keys) / 1000.0 / t->records,
		       was = seconds_before(str_text(&before), t->id);

		if (only)
			show_keys(&s);
		print_message("%-10s %5.1f s, %3d keys; was %.1f s  %s\n", t->id, seconds, keys,
			      was, t->name);
		grown += seconds * 100 > was * (100 + GROWS_PERCENT);
		str_addf(&now, "%s %.2f %d\n", t->id, seconds, keys);
		script_clear(&s);
	}
	if (getenv("STROKES_WRITE") && !only)
		put_file(table, str_text(&now));
	else
		assert_int_equal(grown, 0);
	str_clear(&before);
	str_clear(&now);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(no_task_grows)};

	return cmocka_run_group_tests_name("strokes", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include "tui/officer.h"

#include <dirent.h>
#include <sys/stat.h>

#include "core/file.h"
#include "core/mem.h"
#include "tui/desk.h"
#include "tui/saved.h"

enum { QUIET_MS = 9, DEAF_MS = 40, OPEN_QUIET_MS = 40, NARROW_MS = 220 };
enum { MOVES_MOST = 20, TRIES_MOST = 20, KEY_BYTES = 16, SHOWN_MS = 2000 };

/* ---- the station ---- */

static char *station_bytes, *settings_bytes, *station_records;
static size_t station_n, settings_n;

static char *read_all(const char *path, size_t *n) {
	struct str all = {0};
	struct err err = {0};

	town_must(file_read(path, 1 << 26, &all, &err), &err);
	*n = all.n;
	return str_take(&all);
}

static void write_all(const char *path, const char *text, size_t n) {
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static void empty_folder(void) {
	DIR *d = opendir(folder);

	assert_non_null(d);
	for (struct dirent *e; (e = readdir(d)) != NULL;)
		if (e->d_type == DT_REG)
			unlink(beside(e->d_name));
	closedir(d);
}

void officer_station(void) {
	static pid_t mine;

	if (!station_bytes) {
		station_of(tasks_station);
		station_bytes = read_all(db, &station_n);
		settings_bytes = read_all(ini, &settings_n);
		station_records = saved_read(db);
	}
	if (mine != getpid()) {
		char own[sizeof folder];

		snprintf(own, sizeof own, "%.280s-%ld", folder, (long)getpid());
		memcpy(folder, own, sizeof folder);
		assert_int_equal(mkdir(folder, 0700), 0);
		snprintf(db, sizeof db, "%s/s.db", folder);
		snprintf(ini, sizeof ini, "%s/s.ini", folder);
		mine = getpid();
	}
	empty_folder();
	write_all(db, station_bytes, station_n);
	write_all(ini, settings_bytes, settings_n);
}

/* ---- the screen ---- */

/* What a row has in it that asks or refuses. */
static const char *const questions[] = {
	"？", "再输", "按 9 确认", "按 Enter 确认", "请再", "请说明",
	"请改", "请核", "请先", "请填", "跳过未录",
};

/* A row without what counts on by itself. */
static void without_digits(const char *row, char *out, size_t size) {
	size_t n = 0;

	for (; *row && n + 1 < size; row++)
		if (*row < '0' || *row > '9')
			out[n++] = *row;
	out[n] = '\0';
}

/* The keys of the screen: those of a form, of a question and of a list are different. */
static void look(struct pty *p, char bottom[ROW_BYTES]) {
	int rows, cols;

	pty_size(p, &rows, &cols);
	without_digits(pty_row(p, rows - 1), bottom, ROW_BYTES);
}

/* The row that asks, into out; "" when none does. */
static void find_question(struct pty *p, char out[ROW_BYTES]) {
	int rows, cols;

	pty_size(p, &rows, &cols);
	out[0] = '\0';
	for (int r = 2; r < rows && !out[0]; r++)
		for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
			if (strstr(pty_row(p, r), questions[i]))
				snprintf(out, ROW_BYTES, "%s", pty_row(p, r));
	if (!out[0] && strncmp(pty_row(p, rows - 1), " Enter 确定", strlen(" Enter 确定")) == 0)
		snprintf(out, ROW_BYTES, "%s", pty_row(p, rows - 1));
}

/* Is this the row of the label? *value gets what follows. */
static bool is_row_of(const char *row, const char *label, const char **value) {
	row += strspn(row, " >*!~");
	*value = row + strlen(label);
	return strncmp(row, label, strlen(label)) == 0 && (**value == ' ' || **value == '\0');
}

/* A day may stand behind what was typed for it. */
static bool says(const char *value, const char *shown) {
	return *shown == '2' ? strstr(value, shown) != NULL
			     : strncmp(value, shown, strlen(shown)) == 0;
}

/* The row of the label, -1: none; *has: it shows this. */
static int row_of(struct pty *p, const char *label, bool *has, const char *shown) {
	int rows, cols;

	pty_size(p, &rows, &cols);
	for (int r = 1; r < rows - 4; r++) {
		const char *value;

		if (is_row_of(pty_row(p, r), label, &value)) {
			value += strspn(value, " ");
			*has = shown && says(value, shown);
			return r;
		}
	}
	*has = false;
	return -1;
}

static bool cursor_in(struct pty *p, const char *label) {
	int row, col;
	const char *value;

	pty_cursor(p, &row, &col, NULL);
	return is_row_of(pty_row(p, row), label, &value);
}

/* ---- keys ---- */

size_t key_length(const char *keys) {
	size_t n = 1;

	if (*keys == '<')
		return (size_t)(strchr(keys, '>') - keys) + 1;
	while ((keys[n] & 0xC0) == 0x80)
		n++;
	return n;
}

/* One key after the other, each when the program has taken the one before. */
static void type(struct pty *p, const char *keys) {
	while (*keys) {
		size_t n = key_length(keys);
		size_t before = pty_bytes(p);
		char key[KEY_BYTES] = "";

		memcpy(key, keys, n);
		pty_keys(p, key);
		if (pty_ended(p))
			return;
		pty_settle(p, QUIET_MS, 0);
		if (pty_bytes(p) == before) /* on a busy machine it may not have come there yet */
			pty_settle(p, DEAF_MS, 0);
		keys += n;
	}
}

static bool ends_with_enter(const char *keys) {
	size_t n = strlen(keys), enter = strlen("<Enter>");

	return n > enter && strcmp(keys + n - enter, "<Enter>") == 0;
}

static void strike(struct pty *p, struct burst *b, const char *keys) {
	size_t n = strlen(b->keys);

	if (n + strlen(keys) >= BURST_KEYS)
		fail_msg("no end of keys: %s in\n%s", b->keys, pty_screen(p));
	snprintf(b->keys + n, BURST_KEYS - n, "%s", keys);
	b->ended |= b->step->kind != STEP_GO && ends_with_enter(b->keys);
	type(p, keys);
}

static struct burst *begin(struct script *out, const struct step *s) {
	assert_true(out->n < BURSTS_MOST);
	out->v[out->n] = (struct burst){.step = s, .field = s->kind == STEP_GO ? NULL : s->field};
	return &out->v[out->n++];
}

/* What is right on the way stays right where the way ends early. */
static void add_right(struct script *out) {
	char *now = saved_read(db), *both = mem_printf("%s%s", out->right ? out->right : "", now);

	free(now);
	free(out->right);
	out->right = both;
}

static struct pty *open_station(void) {
	struct pty *p = start_with(NULL, NULL);

	assert_true(pty_wait_row(p, 0, "今日", 0));
	pty_settle(p, OPEN_QUIET_MS, 0);
	return p;
}

/* ---- finding the keys ---- */

static const struct step moving = {STEP_SAY, "移动", NULL, {NULL}, 0};

/* One move more: the first ends the field before, the others go over fields left as they are. */
static void move(struct pty *p, struct script *out, const char *key) {
	struct burst *last = out->n > 0 ? &out->v[out->n - 1] : NULL;

	if (last == NULL || last->step->kind == STEP_GO || last->ended) {
		assert_true(out->n < BURSTS_MOST);
		if (last == NULL || last->step != &moving)
			out->v[out->n++] = (struct burst){.step = &moving, .field = moving.field};
		last = &out->v[out->n - 1];
	}
	strike(p, last, key);
	last->ended = last->step != &moving;
	find_question(p, last->question);
}

/* To the field; false when it is not there. */
static bool move_to(struct pty *p, struct script *out, const char *label) {
	bool has;
	int row, at, col, before;

	for (int i = 0; i < MOVES_MOST && !cursor_in(p, label); i++) {
		pty_cursor(p, &before, &col, NULL);
		row = row_of(p, label, &has, NULL);
		if (row >= 0 && row < before) {
			move(p, out, "<Up>");
			continue;
		}
		move(p, out, "<Enter>");
		pty_cursor(p, &at, &col, NULL);
		if (at == before && !cursor_in(p, label))
			move(p, out, "<Down>");
	}
	return cursor_in(p, label);
}

/* 1 done, 0 this way does not do, -1 there is no such field. */
static int fill(struct pty *p, struct script *out, const struct step *s, const char *keys) {
	struct burst *b;
	bool has;

	row_of(p, s->field, &has, s->shown);
	out->accepted += has && (s->flags & S_DECIDED);
	if (has)
		return 1;
	if ((s->flags & S_OPTIONAL) && row_of(p, s->field, &has, NULL) < 0)
		return -1;
	if (!move_to(p, out, s->field))
		return -1;
	row_of(p, s->field, &has, s->shown);
	out->accepted += has && (s->flags & S_DECIDED);
	if (has)
		return 1;
	b = begin(out, s);
	strike(p, b, keys);
	row_of(p, s->field, &has, s->shown);
	if (!has && s->shown) {
		strike(p, b, "<Enter>");
		row_of(p, s->field, &has, s->shown);
		return has;
	}
	return 1;
}

/* A list that narrows as one types is painted once nobody types. */
static void wait_narrowed(struct pty *p, const struct step *s) {
	if (s->kind == STEP_SAY && s->shown)
		pty_settle(p, NARROW_MS, 0);
}

/* A step by its `way`; as fill. */
static int do_step(struct pty *p, struct script *out, const struct step *s, const char *keys) {
	switch (s->kind) {
	case STEP_GO:
		strike(p, begin(out, s), keys);
		return s->shown == NULL || pty_wait_text(p, s->shown, SHOWN_MS) ? 1 : -1;
	case STEP_SAY:
		strike(p, begin(out, s), keys);
		wait_narrowed(p, s);
		return s->shown == NULL || pty_find(p, s->shown, NULL, NULL);
	case STEP_FILL:
		return fill(p, out, s, keys);
	case STEP_ASK:
		if (pty_find(p, s->field, NULL, NULL)) {
			strike(p, begin(out, s), keys);
			if (pty_find(p, s->field, NULL, NULL))
				return 0;
		}
		return s->shown == NULL || pty_wait_text(p, s->shown, SHOWN_MS) ? 1 : -1;
	case STEP_END:
		break;
	}
	return 1;
}

/* false: another way was chosen, begin anew. */
static bool find_by(struct script *out, int *way) {
	struct pty *p;
	bool done = true;

	officer_station();
	p = open_station();
	out->n = 0;
	out->accepted = 0;
	add_right(out);
	for (const struct step *s = out->task->steps; s->kind != STEP_END && done; s++) {
		size_t i = (size_t)(s - out->task->steps);

		switch (do_step(p, out, s, s->ways[way[i]])) {
		case 1:
			if (out->n > 0)
				find_question(p, out->v[out->n - 1].question);
			if (s->kind == STEP_GO)
				add_right(out);
			break;
		case 0:
			if (++way[i] >= STEP_WAYS || s->ways[way[i]] == NULL)
				fail_msg("%s: %s cannot be filled\n%s", out->task->id, s->field,
					 pty_screen(p));
			done = false;
			break;
		default:
			if (!(s->flags & S_OPTIONAL))
				fail_msg("%s: no %s\n%s", out->task->id,
					 s->field ? s->field : s->shown, pty_screen(p));
		}
	}
	look(p, out->bottom);
	pty_stop(p);
	if (done)
		out->records = saved_read(db);
	return done;
}

void script_find(const struct task *task, struct script *out) {
	int way[BURSTS_MOST] = {0};

	*out = (struct script){.task = task};
	for (int i = 0; !find_by(out, way); i++)
		assert_true(i < TRIES_MOST);
}

void script_clear(struct script *s) {
	free(s->records);
	free(s->right);
	*s = (struct script){0};
}

/* ---- playing it with a slip ---- */

/* After a field and after saving one looks whether something is asked; a chain of commands is typed
 * blindly. */
static bool is_looked_at(const struct burst *b) {
	return b->field || b->question[0] || strcmp(b->keys, "<F2>") == 0;
}

enum outcome script_play(const struct script *s, size_t at, const char *keys, char **records) {
	struct pty *p;
	char bottom[ROW_BYTES], question[ROW_BYTES];
	bool ended;

	*records = NULL;
	officer_station();
	p = open_station();
	for (size_t i = 0; i < s->n; i++) {
		const struct burst *b = &s->v[i];

		type(p, i == at ? keys : b->keys);
		wait_narrowed(p, b->step);
		if (pty_ended(p))
			fail_msg("%s ended after %s", s->task->id, keys);
		find_question(p, question);
		if (i >= at && is_looked_at(b) && question[0] &&
		    strcmp(question, b->question) != 0) {
			pty_stop(p);
			return OUT_ASKED;
		}
	}
	pty_settle(p, OPEN_QUIET_MS, 0);
	look(p, bottom);
	ended = strcmp(bottom, s->bottom) == 0;
	pty_stop(p);
	*records = saved_read(db);
	if (strcmp(*records, s->records) == 0)
		return OUT_SAME;
	if (strcmp(*records, station_records) == 0)
		return OUT_REFUSED; /* nothing was saved, and nothing said that it was */
	return ended || saved_more(*records, s->records, s->right) ? OUT_SILENT : OUT_REFUSED;
}

/* SPDX-License-Identifier: MIT
 * Seeded random keys to the real program on a pty, over stations of several kinds as every role. A
 * run fails when the program ends by a signal or a sanitizer's report, does not end when told to,
 * or leaves data that `wubao check` finds unsound; then its seed and its last keys are printed. The
 * same seed, kind and number of keys press the same keys.
 *
 *	random_keys [--kind KIND] [--seed N] [--runs N] [--keys N] [--show 1]
 *
 * Runs take the seeds N, N+1 and so on; without --kind, the kinds in turn. --show prints every key
 * and the screen after it. A kind's station is made once and copied.
 */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"
#include "tui/pty.h"
#include "tui/town.h"
#include "ui/loop/action.h"

#define SECRET "correct horse 9"

enum { LAST = 48, KEY_TEXT = 120, QUIET_MS = 4, ESC_MS = 70, END_MS = 20000, ROWS = 24, COLS = 80 };
enum { ROWS_MOST = 50, COLS_MOST = 132 };
enum { ENDED_FROM_OUTSIDE = 1 }; /* the program's status when told to end */

enum base { BASE_EMPTY, BASE_TOWN, BASE_FULL, BASE_COUNTY, BASE_COUNT };

static const struct kind {
	const char *name;
	enum base base;
	const char *officer; /* of a shared station, "" its head; NULL: one person's */
	const char *lang, *term;
	bool drafts;
} kinds[] = {
	{"empty", BASE_EMPTY, NULL, "zh", NULL, false},
	{"small", BASE_TOWN, NULL, "zh", NULL, false},
	{"drafts", BASE_TOWN, NULL, "zh", NULL, true},
	{"english", BASE_TOWN, NULL, "en", "vt100", false},
	{"full", BASE_FULL, NULL, "zh", NULL, false},
	{"head", BASE_FULL, "", "zh", NULL, true},
	{"officer", BASE_FULL, "li", "zh", NULL, true},
	{"auditor", BASE_FULL, "zhao", "zh", NULL, false},
	{"reader", BASE_FULL, "sun", "zh", NULL, false},
	{"new-head", BASE_EMPTY, "", "zh", NULL, false},
	{"county", BASE_COUNTY, "", "zh", NULL, false},
	{"county-reader", BASE_COUNTY, "sun", "zh", NULL, false},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

struct run {
	const struct kind *kind;
	const char *dir;
	char db[512], ini[512], home[520], tmp[520];
	uint64_t state; /* of the random numbers */
	struct pty *p;
	bool small;     /* the window is too small to type in */
	char last[LAST][KEY_TEXT];
	size_t pressed;
	bool show;
	long long cpu_us;
};

/* ---- random numbers ---- */

static uint64_t random_of(struct run *r) {
	uint64_t z = r->state += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

static size_t below(struct run *r, size_t n) { return (size_t)(random_of(r) % n); }

#define ONE_OF(r, list) ((list)[below(r, sizeof(list) / sizeof *(list))])

/* ---- stations ---- */

/* The program without sanitizers where there is one: what it does here is not what is tried. */
static const char *plain(void) {
	const char *own = getenv("PLAIN");

	return own != NULL && access(own, X_OK) == 0 ? own : program_path();
}

static int wubao(const struct run *r, const char *officer, const char *input,
                 const char *const *words) {
	const char *ask = input != NULL ? "-q" : "--no-input";
	const char *argv[32] = {plain(), "--db",    r->db,    "--config", r->ini,
	                        "-q",    "--today", TOWN_DAY, ask};
	struct program_result done;
	size_t n = 9;
	int status;

	if (officer != NULL) {
		argv[n++] = "--officer";
		argv[n++] = officer;
	}
	while (*words != NULL && n + 1 < sizeof argv / sizeof *argv)
		argv[n++] = *words++;
	done = program_run(argv, NULL, input);
	status = done.status;
	if (status != 0)
		fprintf(stderr, "# %s: %d: %s%s", argv[n - 1], status, done.out, done.err);
	program_result_clear(&done);
	return status;
}

/* Who has a password gives it first. */
static const char *password_of(const struct kind *kind) { return kind->officer != NULL ? SECRET "\n" : NULL; }

static void must(int status) {
	if (status != 0)
		exit(99);
}

#define WORDS(...) (const char *const[]) {__VA_ARGS__, NULL}

static void other(const char *const *argv) {
	struct program_result done = program_run(argv, NULL, NULL);

	if (done.status != 0)
		fprintf(stderr, "# %s: %s\n", argv[0], done.err);
	must(done.status);
	program_result_clear(&done);
}

static void names_of(struct run *r, const char *dir) {
	r->dir = dir;
	snprintf(r->db, sizeof r->db, "%s/station.db", dir);
	snprintf(r->ini, sizeof r->ini, "%s/station.ini", dir);
	snprintf(r->home, sizeof r->home, "HOME=%s", dir);
	snprintf(r->tmp, sizeof r->tmp, "TMPDIR=%s", dir);
}

static const char *head_of(const struct kind *kind) {
	return kind->officer != NULL ? town_officer() : NULL;
}

static const char *officer_of(const struct kind *kind) {
	return kind->officer != NULL && kind->officer[0] == '\0' ? town_officer() : kind->officer;
}

/* Everybody and everything, through the real import. */
static void fill(const struct run *r) {
	static const char *const registers[] = {
		"roster",     "tests",  "member",  "talk",    "visit",  "phone", "report", "leave",
		"missed",     "warning", "custody", "search", "excused", "police", "work",  "aid",
		"assessment", "relative", "control", "document", "duty"};
	enum { COUNT = sizeof registers / sizeof *registers };
	const char *gen[9 + 2 * COUNT + 1] = {GEN_BIN,   "--size", "40",     "--seed", "8",
	                                      "--columns", "full",   "--date", TOWN_DAY};
	char option[COUNT][32], path[COUNT][600];

	for (size_t i = 0; i < COUNT; i++) {
		snprintf(option[i], sizeof option[i], "--%s", registers[i]);
		snprintf(path[i], sizeof path[i], "%s/%s.csv", r->dir, registers[i]);
		gen[9 + 2 * i] = option[i];
		gen[10 + 2 * i] = path[i];
	}
	other(gen);
	must(wubao(r, NULL, NULL, WORDS("import", path[0], "--yes")));
	must(wubao(r, NULL, NULL, WORDS("import", path[1], "--yes")));
	for (size_t i = 2; i < COUNT; i++) /* a few rows are refused */
		wubao(r, NULL, NULL, WORDS("import", path[i], "--register", registers[i], "--yes"));
}

static const char *base_dir(enum base base) {
	static char dir[BASE_COUNT][512];
	struct run r = {.kind = NULL};

	if (dir[base][0] != '\0')
		return dir[base];
	snprintf(dir[base], sizeof dir[base], "%s/base%d", program_temp_dir(), (int)base);
	mkdir(dir[base], 0700);
	names_of(&r, dir[base]);
	if (base == BASE_TOWN)
		town_make(r.db);
	else if (base == BASE_COUNTY)
		town_county(plain(), r.db);
	else
		must(wubao(&r, NULL, NULL, WORDS("init", "--station", "示范镇")));
	if (base == BASE_FULL)
		fill(&r);
	return dir[base];
}

static void start(struct run *r);
static void end(struct run *r, int sig);

/* Forms begun and left: one where the line dropped, one where the program was told to end. */
static void leave_drafts(struct run *r) {
	static const char *const begun[] = {"ra王小明<Down><Down>石桥村",
	                                    "r<Enter>2a2026-11-20<Down>"};

	for (size_t i = 0; i < sizeof begun / sizeof *begun; i++) {
		start(r);
		pty_settle(r->p, 100, 0);
		pty_keys(r->p, begun[i]);
		pty_settle(r->p, 100, 0);
		end(r, i == 0 ? SIGHUP : SIGTERM);
	}
}

static void share(const struct run *r) {
	static const char settings[] = "[station]\nname = 示范镇\nmode = station\n";
	struct err err = {0};

	must(wubao(r, NULL, NULL, WORDS("officer", "add", "li", "李干事")));
	must(wubao(r, NULL, NULL, WORDS("officer", "add", "zhao", "赵审计", "--role=auditor")));
	must(wubao(r, NULL, NULL, WORDS("officer", "add", "sun", "孙读", "--role=reader")));
	remove(r->ini);
	town_must(file_write_new(r->ini, settings, sizeof settings - 1, &err), &err);
	for (const char *const *who = WORDS(town_officer(), "li", "zhao", "sun"); *who != NULL; who++)
		must(wubao(r, *who, SECRET "\n", WORDS("officer", "password")));
	if (r->kind->base != BASE_FULL)
		return;
	must(wubao(r, "li", SECRET "\n", WORDS("show", "00004", "--reveal", "--reason", "核对身份")));
	must(wubao(r, "li", SECRET "\n", WORDS("glass", "00005", "--reason", "家属来电")));
}

static const char *kind_dir(const struct kind *kind) {
	static char dir[KINDS][512];
	char *mine = dir[kind - kinds];
	struct run r = {.kind = kind};

	if (mine[0] != '\0')
		return mine;
	snprintf(mine, sizeof dir[0], "%s/%s", program_temp_dir(), kind->name);
	other(WORDS("cp", "-a", base_dir(kind->base), mine));
	names_of(&r, mine);
	if (kind->officer != NULL)
		share(&r);
	if (kind->drafts)
		leave_drafts(&r);
	return mine;
}

/* ---- the program ---- */

static void start(struct run *r) {
	const char *const own[] = {r->home, r->tmp, "ASAN_OPTIONS=exitcode=86",
	                           "UBSAN_OPTIONS=print_stacktrace=1:exitcode=86", NULL};
	/* One terminal for every size of window: libvterm does not bear the paint of a larger one. */
	const struct pty_options options = {
		.rows = ROWS_MOST, .cols = COLS_MOST + 2, .term = r->kind->term, .env = own};
	const char *argv[16] = {program_path(), "--db",   r->db,    "--config",   r->ini,
	                        "--today",      TOWN_DAY, "--lang", r->kind->lang};

	if (r->kind->officer != NULL) {
		argv[9] = "--officer";
		argv[10] = officer_of(r->kind);
	}
	r->p = pty_start(argv, &options);
	pty_tell_size(r->p, ROWS, COLS);
	r->small = false;
}

static bool tell(const struct run *r, const char *what) {
	size_t n, from = 0;
	const char *raw = r->p != NULL ? pty_raw(r->p, &n) : NULL;

	printf("# %s after %zu keys; the last ones:\n#", what, r->pressed);
	for (size_t i = r->pressed > LAST ? r->pressed - LAST : 0; i < r->pressed; i++)
		printf(" %s", r->last[i % LAST]);
	printf("\n");
	if (raw == NULL)
		return false;
	for (size_t i = 0; i + 6 < n; i++)
		if (memcmp(raw + i, "ERROR:", 6) == 0 || memcmp(raw + i, "runtime", 7) == 0) {
			from = i;
			break;
		}
	if (from == 0)
		from = n > 400 ? n - 400 : 0;
	for (size_t i = from; i < n; i++)
		if (raw[i] == '\n' || (raw[i] & 0xFF) >= ' ')
			fputs(raw[i] == '\n' ? "\n# " : (const char[]){raw[i], '\0'}, stdout);
	printf("\n");
	return false;
}

/* False: it ended as it should not. */
static bool well_ended(struct run *r, int status, bool told_to) {
	char what[80];
	/* On its way out by itself it has given back the terminal, and with it ^C, ^\ and the rest. */
	bool leaving = !pty_in_alt_screen(r->p) &&
	               (status == -SIGINT || status == -SIGQUIT ||
	                (told_to && (status == -SIGHUP || status == -SIGTERM)));
	bool well = status == 0 || leaving || (told_to && status == ENDED_FROM_OUTSIDE);

	snprintf(what, sizeof what, status == PTY_RUNNING ? "it does not end" : "it ended with %d",
	         status);
	if (!well)
		tell(r, what);
	r->cpu_us += pty_cpu_us(r->p);
	pty_stop(r->p);
	r->p = NULL;
	return well;
}

static void end(struct run *r, int sig) {
	if (sig == SIGHUP)
		pty_hangup(r->p);
	else
		pty_signal(r->p, sig);
	if (!well_ended(r, pty_wait_exit(r->p, END_MS), true))
		exit(99);
}

/* ---- keys ---- */

static void note(struct run *r, const char *text) {
	char *to = r->last[r->pressed++ % LAST];
	size_t n = 0;

	for (; *text != '\0' && n + 5 < KEY_TEXT; text++)
		if ((unsigned char)*text < ' ' || *text == 127)
			n += (size_t)snprintf(to + n, KEY_TEXT - n, "\\x%02x", (unsigned)*text);
		else
			to[n++] = *text;
	to[n] = '\0';
}

/* Is something typed where the cursor stands? There no path to another folder is typed. */
static bool in_a_field(const struct run *r) {
	int row, col;

	pty_cursor(r->p, &row, &col, NULL);
	return pty_cell(r->p, row, col).underline ||
	       (col > 0 && pty_cell(r->p, row, col - 1).underline);
}

static void press(struct run *r, const char *keys) {
	note(r, keys);
	pty_keys(r->p, keys);
}

static void send_bytes(struct run *r, const char *bytes, size_t n) {
	char text[KEY_TEXT];

	snprintf(text, sizeof text, "%.*s", (int)n, bytes);
	note(r, text);
	pty_send(r->p, bytes, n);
}

static void named_key(struct run *r) {
	static const char *const names[] = {
		"<Up>",   "<Down>", "<Down>", "<Down>", "<Left>", "<Right>", "<Right>", "<Home>",
		"<End>",  "<PgUp>", "<PgDn>", "<Ins>",  "<Del>",  "<BS>",    "<Tab>",   "<S-Tab>",
		"<Enter>", "<Enter>", "<Enter>", "<Enter>", "<Esc>", "<Esc>"};

	press(r, ONE_OF(r, names));
}

static void function_key(struct run *r) {
	char name[8];
	size_t n = 1 + below(r, 12);

	if (n == 12 && below(r, 4) > 0)
		n = 5;
	snprintf(name, sizeof name, "<F%zu>", n);
	press(r, name);
}

static void control_key(struct run *r) {
	char name[8];

	snprintf(name, sizeof name, "<C-%c>", (char)('a' + below(r, 26)));
	press(r, name);
}

/* What can be printed, letters most. Q leaves: seldom. */
static void letter(struct run *r) {
	char text[8] = {(char)(below(r, 3) > 0 ? 'a' + below(r, 26) : '!' + below(r, 94)), '\0'};

	if (text[0] == 'Q' && below(r, 4) > 0)
		text[0] = 'r';
	if (strchr("/~", text[0]) != NULL && in_a_field(r))
		text[0] = '-';
	press(r, text[0] == '<' ? "<lt>" : text);
}

static void typed_text(struct run *r) {
	static const char *const texts[] = {
		"张", "建国", "石桥村", "阴性", "王干事", "家属来电，核对身份", "昨天",
		"𱍊", "　", "核对",
		"2026-11-20", "11-20", "2026-02-30", "99010119800101001X", "13800000000", "00004",
		"zjg", "１２", "1", "36", "e\xCC\x81", "in", "2026-10"};

	press(r, ONE_OF(r, texts));
}

static void command(struct run *r) {
	char text[KEY_TEXT];
	enum action_id id = (enum action_id)(1 + below(r, ACTION_COUNT - 1));

	if ((id == ACTION_QUIT || id == ACTION_LOCK || id == ACTION_SUSPEND) && below(r, 8) > 0)
		id = ACTION_FINDER;
	snprintf(text, sizeof text, ":%s<Enter>", action_table[id].name);
	press(r, text);
}

static void paste(struct run *r) {
	static const char *const texts[] = {"张建国", "一行\n两行\n三行", "a\tb\tc",
	                                    "Q\r",    "\033[A",            "1;2;3"};
	char text[2000];
	size_t n = 0;

	if (below(r, 4) > 0) {
		snprintf(text, sizeof text, "%s", ONE_OF(r, texts));
	} else {
		for (size_t want = below(r, 600); n < 3 * want; n += 3)
			memcpy(text + n, "字", 3);
		text[n] = '\0';
	}
	note(r, "<paste>");
	pty_paste(r->p, text);
}

static void resize(struct run *r) {
	static const int sizes[][2] = {{1, 1},   {2, 2},   {16, 60}, {16, 132}, {50, 132},
	                               {50, 60}, {24, 80}, {15, 59}, {17, 61}};
	int rows = ROWS, cols = COLS;
	char text[32];

	if (!r->small && below(r, 2) > 0) {
		rows = ONE_OF(r, sizes)[0];
		cols = ONE_OF(r, sizes)[1];
	} else if (!r->small) {
		rows = 1 + (int)below(r, ROWS_MOST);
		cols = 1 + (int)below(r, COLS_MOST);
	}
	r->small = rows < 16 || cols < 60;
	snprintf(text, sizeof text, "<%dx%d>", rows, cols);
	note(r, text);
	pty_tell_size(r->p, rows, cols);
}

static void odd_bytes(struct run *r) {
	static const char *const sequences[] = {
		"\033[99~", "\033[1;5C", "\033Ox", "\033[<0;10;10M", "\033[", "\033\033[A",
		"\033[200~", "\033[201~", "\033x", "\033[I", "\033]0;x\007"};
	char junk[3];

	if (below(r, 2) > 0) {
		const char *s = ONE_OF(r, sequences);

		send_bytes(r, s, strlen(s));
		return;
	}
	for (size_t i = 0; i < sizeof junk; i++)
		junk[i] = (char)(0x80 + below(r, 0x80));
	send_bytes(r, junk, sizeof junk);
}

/* Another terminal saves something meanwhile. */
static void somebody_else(struct run *r) {
	static const char *const risks[] = {"risk=高", "risk=中", "risk=低"};

	note(r, "<other>");
	if (r->kind->base == BASE_EMPTY || r->kind->base == BASE_COUNTY)
		return;
	wubao(r, head_of(r->kind), password_of(r->kind), WORDS("edit", "resident", "00003", ONE_OF(r, risks)));
}

static void key(struct run *r) {
	static const struct {
		unsigned weight;
		void (*press)(struct run *r);
	} all[] = {{340, named_key}, {240, letter}, {30, function_key}, {25, control_key},
	           {90, typed_text}, {90, command}, {15, paste},        {40, resize},
	           {10, odd_bytes},  {2, somebody_else}};
	char digit[2] = {(char)('0' + below(r, 10)), '\0'};
	unsigned sum = 110, at;
	size_t tired = below(r, 5); /* of a form: it would take all that is typed */

	if (tired == 0 && in_a_field(r)) {
		press(r, "<Esc>");
		return;
	}
	if (r->small && below(r, 2) > 0) {
		resize(r);
		return;
	}
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		sum += all[i].weight;
	at = (unsigned)below(r, sum);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (at < all[i].weight) {
			all[i].press(r);
			return;
		}
		at -= all[i].weight;
	}
	press(r, digit);
}

/* A locked screen would take all the rest. */
static void unlock(struct run *r) {
	if (pty_find(r->p, "已锁屏", NULL, NULL) || pty_find(r->p, "Locked.", NULL, NULL) ||
	    pty_find(r->p, "密码（Esc", NULL, NULL) || pty_find(r->p, "Password (Esc", NULL, NULL))
		pty_keys(r->p, r->kind->officer != NULL ? "<C-u>" SECRET "<Enter>" : "<Enter>");
	else if (pty_find(r->p, "锁屏密码", NULL, NULL))
		pty_keys(r->p, "<Esc>");
	else
		return;
	pty_settle(r->p, ESC_MS, 0);
}

static bool press_all(struct run *r, size_t keys) {
	bool alone;

	for (size_t i = 0; i < keys; i++) {
		if (r->p == NULL) {
			start(r);
			pty_settle(r->p, 150, 0);
			unlock(r);
		}
		if (i % 8 == 0)
			unlock(r);
		key(r);
		alone = below(r, 4) == 0 && strcmp(r->last[(r->pressed - 1) % LAST], "<Esc>") == 0;
		if (below(r, 8) > 0)
			pty_settle(r->p, alone ? ESC_MS : QUIET_MS, 0);
		if (r->show)
			printf("# %zu: %s\n%s", r->pressed, r->last[(r->pressed - 1) % LAST],
			       pty_screen(r->p));
		if (pty_ended(r->p) && !well_ended(r, pty_wait_exit(r->p, END_MS), false))
			return false;
	}
	return true;
}

static bool finish(struct run *r) {
	size_t how = below(r, 3);

	if (r->p == NULL)
		return true;
	pty_settle(r->p, 50, 0);
	if (how == 0)
		pty_hangup(r->p);
	else
		pty_signal(r->p, how == 1 ? SIGTERM : SIGHUP);
	return well_ended(r, pty_wait_exit(r->p, END_MS), true);
}

static bool run(const struct kind *kind, unsigned long seed, size_t keys, bool show,
                long long *cpu_us) {
	static char dir[512];
	struct run r = {.kind = kind, .state = seed, .show = show};
	bool well;

	if (dir[0] == '\0')
		snprintf(dir, sizeof dir, "%s/run", program_temp_dir());
	other(WORDS("rm", "-rf", dir));
	other(WORDS("cp", "-a", kind_dir(kind), dir));
	names_of(&r, dir);
	if (chdir(dir) != 0) /* what is written by a bare name stays here */
		exit(99);
	well = press_all(&r, keys) && finish(&r);
	pty_stop(r.p);
	if (well && wubao(&r, head_of(kind), password_of(kind), WORDS("check")) != 0)
		well = tell(&r, "the station is not sound");
	*cpu_us = r.cpu_us;
	return well;
}

static const struct kind *kind_named(const char *name) {
	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	fprintf(stderr, "random_keys: no kind %s\n", name);
	exit(64);
}

struct numbers {
	unsigned long seed, runs, keys, show;
};

static unsigned long *number_named(const char *option, struct numbers *n) {
	if (strcmp(option, "--seed") == 0)
		return &n->seed;
	if (strcmp(option, "--runs") == 0)
		return &n->runs;
	return strcmp(option, "--show") == 0 ? &n->show : &n->keys;
}

int main(int argc, char **argv) {
	const struct kind *kind = NULL;
	struct numbers numbers = {.seed = 1, .runs = 1, .keys = 400};
	unsigned long bad = 0;
	long long cpu_us, all_us = 0;

	for (int i = 1; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "--kind") == 0)
			kind = kind_named(argv[i + 1]);
		else
			*number_named(argv[i], &numbers) = strtoul(argv[i + 1], NULL, 10);
	}
	for (unsigned long n = numbers.seed; n < numbers.seed + numbers.runs; n++) {
		const struct kind *k = kind != NULL ? kind : &kinds[n % KINDS];
		bool well = run(k, n, numbers.keys, numbers.show > 0, &cpu_us);

		printf("%s - --kind %s --seed %lu --keys %lu (%lld.%lld s)\n",
		       well ? "ok" : "not ok", k->name, n, numbers.keys, cpu_us / 1000000,
		       cpu_us / 100000 % 10);
		fflush(stdout);
		bad += !well;
		all_us += cpu_us;
	}
	printf("# %lu runs, %lu bad, %lld s of processor time\n", numbers.runs, bad,
	       all_us / 1000000);
	if (chdir("/") != 0)
		return 1;
	return bad > 0;
}

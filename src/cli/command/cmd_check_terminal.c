/* wubao check-terminal: what this terminal can show and send, as a card, kept for the screens
 * (core/terminal.h). SPDX-License-Identifier: MIT */
#include <langinfo.h>
#include <limits.h>
#include <wchar.h>

#include "cli/cmd.h"
#include "cli/key_values.h"
#include "cli/out.h"
#include "cli/terminal_probe.h"
#include "core/terminal.h"
#include "core/utf8.h"

enum { KEY_SECONDS = 20, KEY_MOST = 32, ESCAPE_LEAST_MS = 60, ESCAPE_MOST_MS = 300 };

/* What is written to see how far the cursor goes. */
static const struct sample {
	const char *key, *label; /* label: N_() */
	const char *text;
	int right; /* cells */
	size_t offset;
	const char *wrong; /* N_(): what the screens do about it */
} samples[] = {
	{"hanzi", N_("Chinese characters"), "汉", 2, offsetof(struct terminal, hanzi),
	 N_("the screens show pinyin in their place")},
	{"rare", N_("Rare characters of four bytes"), "𠮷", 2, offsetof(struct terminal, rare),
	 N_("a mark stands for them on the screens")},
	{"dot", N_("Dot in names"), "·", 1, offsetof(struct terminal, dot),
	 N_("a full stop stands for it on the screens")},
	{"box", N_("Box lines"), "─", 1, offsetof(struct terminal, box),
	 N_("the screens use none")},
};

/* Keys people are asked to press, with what terminals send for them. */
static const struct sample_key {
	const char *key, *label; /* label: as on the key, N_() */
	const char *sent[4];
	const char *instead; /* N_() */
} sample_keys[] = {
	{"f2", N_("F2"), {"\033OQ", "\033[12~", "\033[[B", NULL}, N_("use ^S in its place")},
	{"up", N_("Up arrow"), {"\033[A", "\033OA", NULL}, N_("use k in its place")},
	{"page_down", N_("PgDn"), {"\033[6~", NULL}, N_("use j in its place")},
	{"escape", N_("Esc"), {"\033", NULL}, N_("wait a moment after it")},
};

static void say(const char *tmpl, const char *name, const char *value) {
	char line[300];

	text_fill(line, sizeof line, tr(tmpl), name, value, NULL);
	out_text(stderr, line);
	fflush(stderr);
}

/* In the terminal's own encoding; false when that has no such character. */
static bool encode(const char *text, char *out, size_t size) {
	const char *end = text + strlen(text);
	mbstate_t state = {0};
	size_t n = 0;

	while (text < end && n + MB_LEN_MAX < size) {
		size_t len = wcrtomb(out + n, (wchar_t)utf8_next(&text, end), &state);

		if (len == (size_t)-1)
			return false;
		n += len;
	}
	out[n] = '\0';
	return true;
}

static void add_cells(struct key_values *f, const struct sample *s, int cells) {
	char text[200], n[16];

	snprintf(n, sizeof n, "%d", cells);
	if (cells <= 0)
		snprintf(text, sizeof text, "%s", tr(cells < 0 ? N_("unknown: the terminal did not "
		                                                    "answer") : N_("not asked")));
	else if (cells == s->right)
		text_fill(text, sizeof text, tr(N_("pass: {n} cells")), "n", n, NULL);
	else
		text_fill(text, sizeof text, tr(N_("FAIL: {n} cells; {what}")), "n", n, "what",
		          tr(s->wrong), NULL);
	key_values_add(f, s->key, s->label, text);
}

static void measure_cells(struct terminal *t, struct key_values *f) {
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		char bytes[2 * MB_LEN_MAX + 1];
		int cells = encode(samples[i].text, bytes,
		                   sizeof bytes) ? terminal_probe_cells(bytes) : 1;

		if (cells > 2)
			cells = 1; /* its bytes one by one: no such character here */
		*(int *)((char *)t + samples[i].offset) = cells > 0 ? cells : 0;
		add_cells(f, &samples[i], cells);
	}
}

static void measure_speed(struct terminal *t, struct key_values *f) {
	char text[100], n[16];

	t->speed = terminal_probe_speed();
	snprintf(n, sizeof n, "%d", t->speed);
	text_fill(text, sizeof text, tr(t->speed > 0 ? N_("{n} bytes a second") : N_("fast")), "n",
	          n, NULL);
	key_values_add(f, "speed", N_("Line"), text);
}

/* y, n or anything else, which leaves it open. */
static char ask(const char *question) {
	char got[KEY_MOST];

	out_text(stderr, tr(question));
	fflush(stderr);
	got[0] = '\0';
	terminal_probe_key(got, sizeof got, KEY_SECONDS, NULL);
	out_text(stderr, "\n");
	return (char)(got[0] | 0x20);
}

static void ask_looks(struct terminal *t, struct key_values *f) {
	char answer;

	if (!getenv("NO_COLOR")) {
		fputs("\033[33m#####\033[m ", stderr);
		answer = ask(N_("Are these signs coloured? y, n or Enter to skip: "));
		t->colour = answer == 'y' ? 1 : answer == 'n' ? 2 : 0;
	}
	key_values_add(f, "colour", N_("Colours"),
	               tr(t->colour == 1 ? N_("pass") : t->colour == 2 ? N_("FAIL: none are used")
	                  : N_("not asked")));
	if (t->hanzi != 2 || !out_holds_chinese())
		return;
	out_text(stderr, "汉字 ");
	if (ask(N_("Can you read these two Chinese characters? y, n or Enter to skip: ")) == 'n')
		t->hanzi = 1;
	add_cells(f, &samples[0], t->hanzi);
	f->v[f->n - 1].key = "hanzi_read";
	f->v[f->n - 1].label = N_("Chinese characters as read");
}

static bool is_sent(const struct sample_key *k, const char *got) {
	for (size_t i = 0; k->sent[i]; i++)
		if (strcmp(k->sent[i], got) == 0)
			return true;
	return false;
}

static void ask_keys(struct terminal *t, struct key_values *f) {
	int gap, longest = 0;

	for (size_t i = 0; i < sizeof sample_keys / sizeof *sample_keys; i++) {
		const struct sample_key *k = &sample_keys[i];
		char got[KEY_MOST], text[200];

		say(N_("Press {key}, or Enter to skip: "), "key", tr(k->label));
		terminal_probe_key(got, sizeof got, KEY_SECONDS, &gap);
		out_text(stderr, "\n");
		longest = gap > longest ? gap : longest;
		if (got[0] == '\0' || got[0] == '\r' || got[0] == '\n')
			snprintf(text, sizeof text, "%s", tr(N_("not asked")));
		else if (is_sent(k, got))
			snprintf(text, sizeof text, "%s", tr(N_("pass")));
		else
			text_fill(text, sizeof text, tr(N_("FAIL: {what}")), "what", tr(k->instead),
			          NULL);
		key_values_add(f, k->key, k->label, text);
	}
	/* Twice the longest pause seen inside a key. */
	t->escape_ms = 2 * longest < ESCAPE_LEAST_MS ? ESCAPE_LEAST_MS
	               : 2 * longest > ESCAPE_MOST_MS ? ESCAPE_MOST_MS : 2 * longest;
	key_values_add_int(f, "escape_ms", N_("Wait after Esc, ms"), t->escape_ms);
}

/* Without anybody there: what was found the last time. */
static void add_known(const struct terminal *t, struct key_values *f) {
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		add_cells(f, &samples[i], *(const int *)((const char *)t + samples[i].offset));
	key_values_add_int(f, "escape_ms", N_("Wait after Esc, ms"), t->escape_ms);
	key_values_add_int(f, "speed", N_("Line, bytes a second (0: fast)"), t->speed);
}

static enum rc run(struct cli *c) {
	struct key_values f = {NULL, 0};
	const char *term = getenv("TERM");
	char *path = terminal_path(c->db);
	struct terminal t;
	enum rc rc = RC_OK;

	term = term ? term : "";
	terminal_load(path, term, &t);
	key_values_add(&f, "term", N_("Terminal"), term);
	key_values_add(&f, "encoding", N_("Encoding"), nl_langinfo(CODESET));
	if (c->no_input || !out_has_person(c) || !terminal_probe_begin()) {
		add_known(&t, &f);
	} else {
		measure_cells(&t, &f);
		measure_speed(&t, &f);
		ask_looks(&t, &f);
		ask_keys(&t, &f);
		terminal_probe_end();
		rc = terminal_save(path, term, &t, &c->err);
		if (rc == RC_OK)
			key_values_add(&f, "saved", N_("Kept in"), path);
	}
	if (rc == RC_OK)
		key_values_print(c, &f);
	key_values_clear(&f);
	free(path);
	return rc;
}

const struct cmd_def cmd_check_terminal = {
	.name = "check-terminal",
	.help = N_("Check what this terminal shows and sends, and keep it for the screens."),
	.args = "", .example = "wubao check-terminal\nwubao check-terminal --no-input",
	.text = N_("Asks the terminal for the width of characters and the speed of the line, and "
	           "you for colours and keys; Enter skips. With --no-input it prints what was "
	           "found the last time. The card lies in terminals.ini beside the database, one "
	           "for each TERM."),
	.run = run,
};

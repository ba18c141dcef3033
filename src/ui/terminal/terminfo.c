/* SPDX-License-Identifier: MIT */
#include "ui/terminal/terminfo.h"

#include "core/file.h"

/* term(5): a header of six numbers, names, booleans, numbers, offsets of the strings, the strings;
 * then extensions. */
enum { MAGIC = 0432, MAGIC_WIDE = 01036, HEADER = 12, ABSENT = 0xffff, ENTRY_MOST = 32000 };
/* Places of strings in every description. */
enum {
	COLUMN = 8,
	ADDRESS = 10,
	DOWN = 11,
	HOME = 12,
	BOLD = 27,
	SCREEN_ON = 28,
	REVERSE = 34,
	UNDERLINE = 36,
	PLAIN = 39,
	SCREEN_OFF = 40,
	STANDOUT_OFF = 43,
	UNDERLINE_OFF = 44,
	REPEAT = 121,
	ROW = 127,
	ALL_AT_ONCE = 131,
	COLOURS_OFF = 297
};

struct entry {
	const unsigned char *s;
	size_t n;
	size_t offsets, count; /* of the strings */
	size_t table, size;    /* their bytes */
};

static unsigned number_at(const struct entry *e, size_t at) {
	return (unsigned)e->s[at] | (unsigned)e->s[at + 1] << 8;
}

static bool parse(struct entry *e) {
	size_t head;

	if (e->n < HEADER || e->n > ENTRY_MOST ||
	    (number_at(e, 0) != MAGIC && number_at(e, 0) != MAGIC_WIDE))
		return false;
	head = HEADER + number_at(e, 2) + number_at(e, 4);
	head += head % 2 + number_at(e, 6) * (number_at(e, 0) == MAGIC ? 2u : 4u);
	e->offsets = head;
	e->count = number_at(e, 8);
	e->table = head + 2 * e->count;
	e->size = number_at(e, 10);
	return e->table + e->size <= e->n && e->size < ENTRY_MOST;
}

/* A string of the description; "" when it has none. */
static const char *string_of(const struct entry *e, size_t which) {
	unsigned at = which < e->count ? number_at(e, e->offsets + 2 * which) : ABSENT;

	if (at >= e->size || memchr(e->s + e->table + at, '\0', e->size - at) == NULL)
		return "";
	return (const char *)e->s + e->table + at;
}

static void put_number(struct str *out, size_t at, unsigned value) {
	out->s[at] = (char)(value & 0xff);
	out->s[at + 1] = (char)(value >> 8);
}

/* The description's string becomes what stands `at` bytes into the table. */
static void set_string(struct str *out, const struct entry *e, size_t from, size_t which,
                       unsigned at) {
	if (which < e->count)
		put_number(out, from + e->offsets + 2 * which, at);
}

/* What is put in place of what; both standard (ECMA-48) or xterm's own. */
static const struct change {
	size_t which;
	const char *from; /* how the description's string begins */
	const char *to;   /* NULL: taken away */
} changes[] = {
	{PLAIN, "\033", "\033[m"},
	{DOWN, "\n", "\033D"},                 /* curses does not trust a newline */
	{COLOURS_OFF, "\033[39;49m", "\033[39m"}, /* the background is never changed */
	{SCREEN_ON, "\033[?1049h", "\033[?1049h"}, /* the window's title is left alone */
	{SCREEN_OFF, "\033[?1049l", "\033[?1049l"},
	{ALL_AT_ONCE, "", NULL},
	{STANDOUT_OFF, "", NULL},
	{UNDERLINE_OFF, "", NULL},
	{REPEAT, "", NULL}, /* where curses uses it at all, terminals differ at the last column */
};

static bool begins(const struct entry *e, size_t which, const char *with) {
	return strncmp(string_of(e, which), with, strlen(with)) == 0;
}

bool terminfo_shorten(const unsigned char *bytes, size_t n, struct str *out) {
	struct entry e = {.s = bytes, .n = n};
	size_t from = out->n, at;

	if (!parse(&e) || !begins(&e, BOLD, "\033[1m") || !begins(&e, REVERSE, "\033[7m") ||
	    !begins(&e, UNDERLINE, "\033[4m") || strstr(string_of(&e, PLAIN), "\033[") == NULL)
		return false;
	str_addn(out, (const char *)bytes, e.table + e.size);
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		const struct change *c = &changes[i];

		if (string_of(&e, c->which)[0] == '\0' || !begins(&e, c->which, c->from))
			continue;
		set_string(out, &e, from, c->which,
		           c->to ? (unsigned)(out->n - from - e.table) : ABSENT);
		if (c->to)
			str_addn(out, c->to, strlen(c->to) + 1);
	}
	/* Beyond seven columns curses takes the whole address without comparing: 7 bytes for 5, as
	 * a rule. */
	if (begins(&e, COLUMN, "\033[%i%p1%dG") && begins(&e, ROW, "\033[%i%p1%dd") &&
	    begins(&e, HOME, "\033[H"))
		set_string(out, &e, from, ADDRESS, ABSENT);
	put_number(out, from + 10, (unsigned)(out->n - from - e.table));
	at = e.table + e.size;
	if ((out->n - from) % 2 != 0) /* extensions begin at an even place */
		str_addc(out, '\0');
	at += at % 2;
	if (at < n)
		str_addn(out, (const char *)bytes + at, n - at);
	return true;
}

/* ---- for newterm ---- */

static char *terminfo_before;
static bool replaced;

/* FOLDER/x/xterm, as curses looks for it. */
static bool read_from(const char *folder, const char *name, struct str *out) {
	char *path = mem_printf("%s/%c/%s", folder, name[0], name);
	struct err err = {.text = ""};
	bool found = file_read(path, ENTRY_MOST, out, &err) == RC_OK;

	free(path);
	return found;
}

/* Only a name that is one, no path. */
static bool read_description(const char *name, struct str *out) {
	static const char *const folders[] = {"/etc/terminfo", "/lib/terminfo",
	                                      "/usr/share/terminfo"};
	const char *own = getenv("TERMINFO"), *home = getenv("HOME");
	bool found = false;

	if (name == NULL || name[0] == '\0' || strpbrk(name, "/.") != NULL)
		return false;
	if (own != NULL && own[0] != '\0')
		return own[0] == '/' && read_from(own, name, out);
	if (home != NULL && home[0] == '/') {
		char *folder = mem_printf("%s/.terminfo", home);

		found = read_from(folder, name, out);
		free(folder);
	}
	for (size_t i = 0; !found && i < sizeof folders / sizeof *folders; i++)
		found = read_from(folders[i], name, out);
	return found;
}

bool terminfo_use_short(void) {
	struct str entry = {0}, brief = {0}, hex = {0};
	const char *before = getenv("TERMINFO");

	if (read_description(getenv("TERM"), &entry) &&
	    terminfo_shorten((const unsigned char *)str_text(&entry), entry.n, &brief)) {
		str_add(&hex, "hex:");
		for (size_t i = 0; i < brief.n; i++)
			str_addf(&hex, "%02X", (unsigned)(unsigned char)brief.s[i]);
		terminfo_before = before != NULL ? mem_strdup(before) : NULL;
		replaced = setenv("TERMINFO", str_text(&hex), 1) == 0;
	}
	str_clear(&entry);
	str_clear(&brief);
	str_clear(&hex);
	return replaced;
}

void terminfo_restore(void) {
	if (replaced && terminfo_before != NULL)
		setenv("TERMINFO", terminfo_before, 1);
	else if (replaced)
		unsetenv("TERMINFO");
	free(terminfo_before);
	terminfo_before = NULL;
	replaced = false;
}

/* Keys as the screens see them: decoded code points, function keys with their Ctrl twins, pasted
 * text. SPDX-License-Identifier: MIT */
#ifndef UI_TERMINAL_KEY_H
#define UI_TERMINAL_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_kind {
	K_NONE,  /* nothing came in time */
	K_CHAR,  /* cp is a printable code point, exactly as typed (not folded) */
	K_CTRL,  /* cp is the upper-case letter; those with an F twin arrive as K_FUNC */
	K_FUNC,  /* cp is 1..12 */
	K_ENTER,
	K_ESC,
	K_TAB,
	K_BACKTAB,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PGUP,
	K_PGDN,
	K_BACKSPACE,
	K_DELETE,
	K_PASTE, /* text holds what was pasted */
	K_RESIZE,
	K_HANGUP, /* the line is gone, or SIGHUP/SIGTERM came */
};

struct key {
	enum key_kind kind;
	uint32_t cp;
	const char *text; /* K_PASTE: UTF-8, valid until the next key is read */
};

/* What confirms a value that one slip must not choose (a positive result): no key that comes next
 * by itself, and not the one that chose it. */
enum { KEY_SURE = '9' };

/* The letter of the Ctrl twin of function key n (F5 -> 'F'), 0 when it has none; and back. */
char key_twin(int n);
int key_twin_of(char letter);
/* A command key folded: full-width forms to ASCII (never used on text). *was_folded tells the
 * hint. */
struct key key_fold(struct key k, bool *was_folded);
/* Is k the key so named? Names: Enter Esc Tab BackTab Up Down Left Right Home End PgUp PgDn
 * Backspace Delete Space F1..F12 ^A..^Z, 0-9 (any digit), or one character. k must be folded. */
bool key_is_named(const struct key *k, const char *name, size_t len);
/* How people call the key so named in the chosen language; NULL: by that very name. Translated. */
const char *key_said(const char *name, size_t len);
/* Is k one of the names in a space-separated list? */
bool key_in(const struct key *k, const char *names);

#endif

/* What the program's terminal shows, and what it was sent that a terminal does not know.
 * SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/utf8.h"
#include "tui/pty_own.h"

/* ---- what the terminal does not know ---- */

void pty_note_foreign(struct pty *p, const char *fmt, ...) {
	if (p->foreign[0])
		return;
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(p->foreign, sizeof p->foreign, fmt, ap);
	va_end(ap);
}

static int on_control(unsigned char c, void *user) {
	pty_note_foreign(user, "control character 0x%02x", (unsigned)c);
	return 1;
}

static int on_csi(const char *leader, const long args[], int n, const char *intermed, char command, void *user) {
	/* xterm's smcup and rmcup save and restore the window title with CSI 22;0;0t and CSI 23;0;0t. */
	if (command == 't' && n > 0 && (args[0] == 22 || args[0] == 23))
		return 1;
	pty_note_foreign(user, "CSI %s%s%c with %d arguments, the first %ld", leader ? leader : "", intermed ? intermed : "",
	             command, n, n > 0 ? args[0] : -1L);
	return 1;
}

#if VTERM_VERSION_MAJOR == 0 && VTERM_VERSION_MINOR < 2
static int on_osc(const char *command, size_t n, void *user) {
	pty_note_foreign(user, "OSC %.*s", (int)n, command);
	return 1;
}
static int on_dcs(const char *command, size_t n, void *user) {
	pty_note_foreign(user, "DCS %.*s", (int)n, command);
	return 1;
}
static const VTermParserCallbacks unknown = {.control = on_control, .csi = on_csi, .osc = on_osc, .dcs = on_dcs};
#else
static int on_osc(int command, VTermStringFragment frag, void *user) {
	pty_note_foreign(user, "OSC %d", command);
	return 1;
}
static int on_dcs(const char *command, size_t n, VTermStringFragment frag, void *user) {
	pty_note_foreign(user, "DCS %.*s", (int)n, command);
	return 1;
}
static const VTermStateFallbacks unknown = {.control = on_control, .csi = on_csi, .osc = on_osc, .dcs = on_dcs};
#endif

void pty_check_bytes(struct pty *p, const unsigned char *s, size_t n) {
	for (size_t i = 0; i < n; i++) {
		unsigned char c = s[i];
		if (p->utf8_left) {
			if ((c & 0xC0) != 0x80)
				pty_note_foreign(p, "a cut UTF-8 character before byte 0x%02x", (unsigned)c);
			else if (p->utf8_seen == 0xC2 && c < 0xA0)
				pty_note_foreign(p, "C1 control U+%04X", (unsigned)c);
			p->utf8_seen = 0;
			p->utf8_left = (c & 0xC0) == 0x80 ? p->utf8_left - 1 : 0;
		} else if (c >= 0x80) {
			p->utf8_left = c >= 0xF0 && c < 0xF5 ? 3 : c >= 0xE0 && c < 0xF0 ? 2 : c >= 0xC2 && c < 0xE0 ? 1 : 0;
			p->utf8_seen = c;
			if (!p->utf8_left)
				pty_note_foreign(p, "byte 0x%02x, which is not UTF-8", (unsigned)c);
		} else if (c < 0x20 && !strchr("\a\b\t\n\r\033\016\017", c)) {
			pty_note_foreign(p, "control character 0x%02x", (unsigned)c);
		}
	}
}

/* ---- the screen's events ---- */

static int on_prop(VTermProp prop, VTermValue *val, void *user) {
	struct pty *p = user;
	if (prop == VTERM_PROP_CURSORVISIBLE)
		p->cursor_visible = val->boolean;
	else if (prop == VTERM_PROP_ALTSCREEN)
		p->alt_screen = val->boolean;
	return 1;
}

static int on_bell(void *user) {
	((struct pty *)user)->bells++;
	return 1;
}

static const VTermScreenCallbacks screen_events = {.settermprop = on_prop, .bell = on_bell};

static void on_output(const char *s, size_t n, void *user) {
	const struct pty *p = user;
	if (!p->silent || n == 0 || s[n - 1] != 'R') /* a report of the cursor's place */
		pty_send(user, s, n);
}

void pty_screen_init(struct pty *p) {
	p->vt = vterm_new(p->rows, p->cols);
	if (!p->vt)
		pty_die("libvterm");
	vterm_set_utf8(p->vt, 1);
	vterm_output_set_callback(p->vt, on_output, p);
	p->screen = vterm_obtain_screen(p->vt);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_set_callbacks(p->screen, &screen_events, p);
	vterm_screen_set_unrecognised_fallbacks(p->screen, &unknown, p);
	vterm_screen_reset(p->screen, 1);
}

/* ---- what it shows ---- */

struct pty_cell pty_cell(const struct pty *p, int row, int col) {
	struct pty_cell c = {0};
	VTermScreenCell v;
	if (row < 0 || col < 0 || row >= p->rows || col >= p->cols ||
	    !vterm_screen_get_cell(p->screen, (VTermPos){.row = row, .col = col}, &v))
		return c;
	if (v.chars[0] == (uint32_t)-1) /* right half of a wide character */
		return c;
	c.cp = v.chars[0];
	c.mark = v.chars[0] ? v.chars[1] : 0;
	c.width = v.width;
	c.bold = v.attrs.bold;
	c.underline = v.attrs.underline;
	c.reverse = v.attrs.reverse;
	c.blink = v.attrs.blink;
	c.coloured = !VTERM_COLOR_IS_DEFAULT_FG(&v.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&v.bg);
	return c;
}

/* Append a row to out; returns bytes, trailing blanks cut. col_of (may be NULL) gets the column of each byte. */
static size_t row_text(const struct pty *p, int row, char *out, int *col_of) {
	size_t n = 0, end = 0;
	for (int col = 0; col < p->cols;) {
		struct pty_cell c = pty_cell(p, row, col);
		size_t from = n;
		n += utf8_put(c.cp ? c.cp : ' ', out + n);
		if (c.mark)
			n += utf8_put(c.mark, out + n);
		if (c.cp && c.cp != ' ')
			end = n;
		for (; col_of && from < n; from++)
			col_of[from] = col;
		col += c.width > 1 ? c.width : 1;
	}
	out[end] = '\0';
	return end;
}

static size_t row_room(const struct pty *p) { return (size_t)p->cols * 8 + 1; }

const char *pty_row(struct pty *p, int row) {
	free(p->text);
	p->text = pty_grab(row_room(p));
	row_text(p, row, p->text, NULL);
	return p->text;
}

const char *pty_screen(struct pty *p) {
	free(p->text);
	p->text = pty_grab(row_room(p) * (size_t)p->rows + 1);
	size_t n = 0;
	for (int row = 0; row < p->rows; row++) {
		n += row_text(p, row, p->text + n, NULL);
		p->text[n++] = '\n';
	}
	p->text[n] = '\0';
	return p->text;
}

bool pty_find(struct pty *p, const char *text, int *row, int *col) {
	char *line = pty_grab(row_room(p));
	int *col_of = pty_grab(row_room(p) * sizeof *col_of);
	bool found = false;
	for (int r = 0; r < p->rows && !found; r++) {
		row_text(p, r, line, col_of);
		const char *at = strstr(line, text);
		found = at != NULL;
		if (found && row)
			*row = r;
		if (found && col)
			*col = col_of[at - line];
	}
	free(line);
	free(col_of);
	return found;
}

void pty_cursor(const struct pty *p, int *row, int *col, bool *visible) {
	VTermPos pos;
	vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &pos);
	if (row)
		*row = pos.row;
	if (col)
		*col = pos.col;
	if (visible)
		*visible = p->cursor_visible;
}

void pty_size(const struct pty *p, int *rows, int *cols) {
	*rows = p->rows;
	*cols = p->cols;
}

bool pty_in_alt_screen(const struct pty *p) { return p->alt_screen; }

int pty_bells(const struct pty *p) { return p->bells; }

const char *pty_foreign(const struct pty *p) { return p->foreign[0] ? p->foreign : NULL; }

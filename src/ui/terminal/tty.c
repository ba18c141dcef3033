/* SPDX-License-Identifier: MIT */
#include "ui/terminal/tty.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <limits.h>
#include <linux/kd.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "core/clock.h"
#include "core/tr.h"
#include "core/utf8.h"
#include "ui/terminal/line_speed.h"
#include "ui/terminal/terminfo.h"

enum {
	ESC_WAIT_MS = 60,
	ESC_LEAST_MS = 50,
	ESC_MOST_MS = 300,
	PASTE_MAX = 64 * 1024,
	CODE_PASTE_ON = KEY_F(60),
	CODE_PASTE_OFF = KEY_F(61),
	CODE_BACKTAB = KEY_F(62),
	CODE_ANSWER = KEY_F(63),
	SEQUENCE_MAX = 16,
	STALLED_S = 1
};

static const char PASTE_OFF[] = "\033[?2004l";

static struct {
	struct termios before;
	bool no_hanzi, started, paste_mode, in_paste, hung_up, far;
	struct sigaction old_hup, old_term, old_winch, old_pipe, old_int, old_quit, old_alarm;
	struct str paste;
	struct terminal card;
	long long esc_ms; /* when an Esc came alone; 0: the key before was another */
} term;

static int signal_pipe[2] = {-1, -1};
static int null_fd = -1;
static volatile sig_atomic_t got_end, got_winch;

static void on_signal(int sig) {
	int saved = errno;
	ssize_t n;

	if (sig == SIGWINCH) {
		got_winch = 1;
	} else {
		got_end = 1;
		alarm(STALLED_S);
	}
	n = write(signal_pipe[1], "!", 1);
	(void)n;
	errno = saved;
}

/* Told to end, and still writing to a line that takes nothing: curses would try for ever. The rest
 * goes nowhere. */
static void on_alarm(int sig) {
	int saved = errno;

	if (null_fd >= 0) {
		dup2(null_fd, 1);
		dup2(null_fd, 2); /* what is said at the very end */
	}
	errno = saved;
}

static void set_handlers(void) {
	struct sigaction sa;

	memset(&sa, 0, sizeof sa);
	sigemptyset(&sa.sa_mask);
	sa.sa_handler = on_signal;
	sigaction(SIGHUP, &sa, &term.old_hup);
	sigaction(SIGTERM, &sa, &term.old_term);
	sigaction(SIGWINCH, &sa, &term.old_winch);
	sa.sa_handler = on_alarm;
	sigaction(SIGALRM, &sa, &term.old_alarm);
	sa.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &sa, &term.old_pipe);
	sigaction(SIGINT, &sa, &term.old_int);
	sigaction(SIGQUIT, &sa, &term.old_quit);
}

static void restore_handlers(void) {
	alarm(0);
	sigaction(SIGALRM, &term.old_alarm, NULL);
	sigaction(SIGHUP, &term.old_hup, NULL);
	sigaction(SIGTERM, &term.old_term, NULL);
	sigaction(SIGWINCH, &term.old_winch, NULL);
	sigaction(SIGPIPE, &term.old_pipe, NULL);
	sigaction(SIGINT, &term.old_int, NULL);
	sigaction(SIGQUIT, &term.old_quit, NULL);
}

static bool env_is_set(const char *name) {
	const char *v = getenv(name);

	return v != NULL && v[0] != '\0';
}

/* The encoding was chosen at the start of the program; one that cannot hold 汉字 gets English. */
static void check_encoding(void) {
	const char *codeset = nl_langinfo(CODESET);

	if (strcmp(codeset, "UTF-8") != 0 && strncmp(codeset, "GB", 2) != 0)
		tr_set_lang(LANG_EN);
}

static bool open_descriptors(void) {
	if (pipe(signal_pipe) != 0)
		return false;
	null_fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
	for (int i = 0; i < 2; i++) {
		fcntl(signal_pipe[i], F_SETFD, FD_CLOEXEC);
		fcntl(signal_pipe[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

static void close_descriptors(void) {
	if (null_fd >= 0)
		close(null_fd);
	null_fd = -1;
	for (int i = 0; i < 2; i++) {
		if (signal_pipe[i] >= 0)
			close(signal_pipe[i]);
		signal_pipe[i] = -1;
	}
}

const struct terminal *term_card(void) { return &term.card; }

bool term_shows_hanzi(void) { return !term.no_hanzi; }

/* A font of the machine's own console has 512 characters at most; only somebody who reads them
 * knows better. */
static bool lacks_hanzi(void) {
	char kind;

	return term.card.hanzi == 1 || (term.card.hanzi == 0 && ioctl(1, KDGKBTYPE, &kind) == 0);
}

/* Are keys likely to come in pieces: over ssh, or a line slow enough to say so? There an Esc alone
 * is told from the beginning of a key only by waiting; at the desk itself nobody shall wait. */
static bool is_far(void) {
	return env_is_set("SSH_CONNECTION") || env_is_set("SSH_CLIENT") || env_is_set("SSH_TTY") ||
	       line_speed_of(1) > 0;
}

/* Between an Esc alone and one that begins a key: longer where check-terminal has seen keys come in
 * pieces. */
static int escape_wait(void) {
	int ms = term.card.escape_ms > 0 ? term.card.escape_ms : ESC_WAIT_MS;

	return ms < ESC_LEAST_MS ? ESC_LEAST_MS : ms > ESC_MOST_MS ? ESC_MOST_MS : ms;
}

static void start_colours(void) {
	bool rich;

	if (env_is_set("NO_COLOR") || term.card.colour == 2 || !has_colors() ||
	    start_color() == ERR)
		return;
	use_default_colors();
	rich = COLORS >= 256;
	init_pair(1, rich ? 208 : COLOR_YELLOW, -1); /* orange */
	init_pair(2, rich ? 75 : COLOR_CYAN, -1);    /* a blue that can be read on black */
}

/* Straight to the terminal: curses knows nothing of these modes. */
static void send_mode(const char *seq) {
	putp(seq);
	fflush(stdout);
}

/* What terminals send in spite of their TERM: an unknown one would come as Esc and letters. */
static const struct {
	const char *bytes;
	int code;
} sequences[] = {
	{"\033[200~", CODE_PASTE_ON}, {"\033[201~", CODE_PASTE_OFF},
	{"\033[0n", CODE_ANSWER},     {"\033[3n", CODE_ANSWER},
	{"\033[Z", CODE_BACKTAB},     {"\033[A", KEY_UP},
	{"\033OA", KEY_UP},           {"\033[B", KEY_DOWN},
	{"\033OB", KEY_DOWN},         {"\033[C", KEY_RIGHT},
	{"\033OC", KEY_RIGHT},        {"\033[D", KEY_LEFT},
	{"\033OD", KEY_LEFT},         {"\033[H", KEY_HOME},
	{"\033OH", KEY_HOME},         {"\033[1~", KEY_HOME},
	{"\033[7~", KEY_HOME},        {"\033[F", KEY_END},
	{"\033OF", KEY_END},          {"\033[4~", KEY_END},
	{"\033[8~", KEY_END},         {"\033[3~", KEY_DC},
	{"\033[5~", KEY_PPAGE},       {"\033[6~", KEY_NPAGE},
	{"\033OP", KEY_F(1)},         {"\033OQ", KEY_F(2)},
	{"\033OR", KEY_F(3)},         {"\033OS", KEY_F(4)},
	{"\033[11~", KEY_F(1)},       {"\033[12~", KEY_F(2)},
	{"\033[13~", KEY_F(3)},       {"\033[14~", KEY_F(4)},
	{"\033[15~", KEY_F(5)},       {"\033[17~", KEY_F(6)},
	{"\033[18~", KEY_F(7)},       {"\033[19~", KEY_F(8)},
	{"\033[20~", KEY_F(9)},       {"\033[21~", KEY_F(10)},
	{"\033[23~", KEY_F(11)},      {"\033[24~", KEY_F(12)},
};

static void define_keys(void) {
	for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
		define_key(sequences[i].bytes, sequences[i].code);
}

void term_ask(void) { send_mode("\033[5n"); }

/* By the shortened description of the terminal, else by its own. */
static SCREEN *open_screen(void) {
	SCREEN *screen = NULL;

	if (terminfo_use_short())
		screen = newterm(NULL, stdout, stdin);
	terminfo_restore();
	return screen != NULL ? screen : newterm(NULL, stdout, stdin);
}

enum rc term_start(const struct terminal *card, struct err *err) {
	struct termios t;
	SCREEN *screen;

	term.card = *card;
	check_encoding();
	term.no_hanzi = lacks_hanzi();
	got_end = got_winch = 0;
	if (term.no_hanzi)
		tr_set_lang(LANG_EN);
	if (!isatty(0) || !isatty(1))
		return err_set(err, RC_CONFIG, "term.none",
			N_("The screens need a terminal; `wubao help` lists the commands that "
			   "do not."),
			(char *)NULL);
	if (!env_is_set("TERM") || str_in_list("dumb,unknown", getenv("TERM")))
		return err_set(err, RC_CONFIG, "term.dumb",
		               N_("The terminal type (TERM) is {term}: the screens need one that "
		                  "can place its cursor. Set TERM to xterm or vt100 and try again."),
		               "term", env_is_set("TERM") ? getenv("TERM") : tr(N_("not set")),
		               (char *)NULL);
	if (tcgetattr(0, &term.before) != 0 || !open_descriptors())
		return err_set(err, RC_INTERNAL, "term.pipe",
		               N_("No pipe for signals could be opened."), (char *)NULL);
	set_handlers(); /* before curses sets its own, which would be what comes back at the end */
	screen = open_screen();
	if (screen == NULL) {
		restore_handlers();
		close_descriptors();
		return err_set(err, RC_CONFIG, "term.unknown",
			N_("The terminal type {term} is not known here; set TERM to vt100 and "
			   "try again."),
			"term", getenv("TERM"), (char *)NULL);
	}
	term.started = true;
	term.hung_up = false;
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	intrflush(stdscr, FALSE);
	set_escdelay(escape_wait());
	term.far = is_far();
	typeahead(-1);
	if (tcgetattr(0, &t) == 0) {
		t.c_iflag &= ~(tcflag_t)(IXON | IXOFF);
		tcsetattr(0, TCSANOW, &t);
	}
	line_speed_start(card->speed > 0 ? card->speed : line_speed_of(1), card->speed == 0);
	start_colours();
	define_keys();
	if (strncmp(termname(), "vt100", 5) != 0 && strcmp(termname(), "linux") != 0) {
		term.paste_mode = true;
		send_mode("\033[?2004h");
	}
	term_end_ready(&term.before, term.paste_mode ? PASTE_OFF : "");
	return RC_OK;
}

static void leave_screen(void) {
	if (term.paste_mode)
		send_mode(PASTE_OFF);
	erase();
	clearok(curscr, TRUE);
	refresh();
	endwin();
}

/* What was on the screen must not be found by scrolling up. */
static void wipe_scrollback(void) {
	const char *e3 = tigetstr("E3");

	if (clear_screen != NULL)
		putp(clear_screen);
	if (e3 != NULL && e3 != (const char *)-1)
		putp(e3);
	fflush(stdout);
}

void term_wipe(void) {
	wipe_scrollback();
	clearok(curscr, TRUE);
}

void term_stop(void) {
	if (!term.started)
		return;
	term.started = false;
	line_speed_start(0, false);
	leave_screen();
	wipe_scrollback();
	tcsetattr(0, TCSANOW, &term.before);
	term_end_done();
	restore_handlers();
	close_descriptors();
	str_clear(&term.paste);
	term.card = (struct terminal){0};
	term.no_hanzi = false;
}

void term_suspend(void) {
	struct sigaction sa, old;

	leave_screen();
	wipe_scrollback();
	memset(&sa, 0, sizeof sa);
	sigemptyset(&sa.sa_mask);
	sa.sa_handler = SIG_DFL;
	sigaction(SIGTSTP, &sa, &old);
	raise(SIGTSTP);
	sigaction(SIGTSTP, &old, NULL);
	got_winch = 1;
	if (term.paste_mode)
		send_mode("\033[?2004h");
	clearok(curscr, TRUE);
}

bool term_hung_up(void) {
	if (got_end)
		term.hung_up = true;
	return term.hung_up;
}

long long term_hung_up_since(void) {
	static long long since;

	if (!term_hung_up())
		since = 0;
	else if (since == 0)
		since = (long long)clock_mono_ms();
	return since;
}

static bool take_resize(struct key *k) {
	struct winsize ws;

	if (!got_winch)
		return false;
	got_winch = 0;
	if (ioctl(1, TIOCGWINSZ, &ws) == 0 && ws.ws_row > 0 && ws.ws_col > 0)
		resize_term(ws.ws_row, ws.ws_col);
	clearok(curscr, TRUE);
	k->kind = K_RESIZE;
	return true;
}

/* Bytes of a paste arrive as characters between two marks. */
static void paste_char(wint_t wc) {
	char utf8[4];
	size_t n = utf8_put((uint32_t)(wc == '\r' ? '\n' : wc), utf8);

	if (term.paste.n + n < PASTE_MAX)
		str_addn(&term.paste, utf8, n);
}

static void decode_char(struct key *k, wint_t wc) {
	if (wc == '\r' || wc == '\n')
		k->kind = K_ENTER;
	else if (wc == '\t')
		k->kind = K_TAB;
	else if (wc == 27)
		k->kind = K_ESC;
	else if (wc == 8 || wc == 127)
		k->kind = K_BACKSPACE;
	else if (wc >= 1 && wc <= 26) {
		int twin = key_twin_of((char)('A' + wc - 1));

		k->kind = twin > 0 ? K_FUNC : K_CTRL;
		k->cp = twin > 0 ? (uint32_t)twin : 'A' + (uint32_t)wc - 1;
	} else if (wc >= 32) {
		k->kind = K_CHAR;
		k->cp = (uint32_t)wc;
	}
}

static void decode_code(struct key *k, wint_t wc) {
	static const struct {
		wint_t code;
		enum key_kind kind;
	} codes[] = {
		{KEY_UP, K_UP},         {KEY_DOWN, K_DOWN},
		{KEY_LEFT, K_LEFT},     {KEY_RIGHT, K_RIGHT},
		{KEY_HOME, K_HOME},     {KEY_FIND, K_HOME},
		{KEY_END, K_END},       {KEY_LL, K_END},
		{KEY_SELECT, K_END},    {KEY_PPAGE, K_PGUP},
		{KEY_NPAGE, K_PGDN},    {KEY_BACKSPACE, K_BACKSPACE},
		{KEY_DC, K_DELETE},     {KEY_ENTER, K_ENTER},
		{KEY_BTAB, K_BACKTAB},  {CODE_BACKTAB, K_BACKTAB},
		{KEY_RESIZE, K_RESIZE}, {KEY_A1, K_HOME},
		{KEY_C1, K_END},        {KEY_A3, K_PGUP},
		{KEY_C3, K_PGDN},
	};

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (codes[i].code == wc)
			k->kind = codes[i].kind;
	for (int n = 1; n <= 12; n++)
		if (wc == (wint_t)KEY_F(n)) {
			k->kind = K_FUNC;
			k->cp = (uint32_t)n;
		}
}

static void take_code(struct key *k, wint_t wc) {
	if (wc == (wint_t)CODE_PASTE_ON) {
		term.in_paste = true;
		str_reset(&term.paste);
	} else if (wc == (wint_t)CODE_PASTE_OFF) {
		term.in_paste = false;
		k->kind = K_PASTE;
		k->text = str_text(&term.paste);
	} else if (wc == (wint_t)CODE_ANSWER) {
		line_speed_answered();
	} else {
		decode_code(k, wc);
	}
}

/* One character or key, as get_wch. That one waits for sixteen bytes before it gives up a byte that
 * begins no character, and fifteen keys are lost to a disturbed line; here such a byte is U+FFFD,
 * and what follows is read as it is. */
static int next_wch(wint_t *wc) {
	static mbstate_t state;
	wchar_t got;
	int c;

	while ((c = getch()) != ERR) {
		bool within = !mbsinit(&state);
		char byte = (char)c;
		size_t n;

		*wc = (wint_t)c;
		if (c > UCHAR_MAX) {
			memset(&state, 0, sizeof state);
			return KEY_CODE_YES;
		}
		n = mbrtowc(&got, &byte, 1, &state);
		if (n == (size_t)-2) /* the rest may still be on its way */
			continue;
		*wc = n == (size_t)-1 ? 0xFFFD : (wint_t)got;
		if (n == (size_t)-1) {
			memset(&state, 0, sizeof state);
			if (within) /* cut off: this one may begin another */
				ungetch(c);
		}
		return OK;
	}
	return ERR;
}

/* The next character behind an Esc, waited for until the line has had its time. */
static int rest_wch(wint_t *wc, long long until_ms) {
	struct pollfd p = {.fd = 0, .events = POLLIN};
	int rc = next_wch(wc);
	long long left = until_ms - (long long)clock_mono_ms();

	if (rc != ERR || left <= 0 || poll(&p, 1, (int)left) <= 0)
		return rc;
	return next_wch(wc);
}

/* What is behind an Esc that came alone: on a far line the rest of a key may still be on its way,
 * and once it has begun (ESC [, ESC O) it is waited for anywhere. A key that is known is that key;
 * a whole sequence nobody knows is taken and means nothing: read as keys it would leave the screen
 * and choose by its digits. False: it was Esc, and what followed is put back. */
static bool rest_of_key(struct key *k) {
	char bytes[SEQUENCE_MAX + 2] = "\033";
	long long until = (long long)clock_mono_ms() + (term.far ? ESC_MOST_MS : 0);
	wint_t got[SEQUENCE_MAX], wc;
	size_t n = 0;
	int rc = OK;

	while (n < SEQUENCE_MAX && (rc = rest_wch(&wc, until)) == OK) {
		bytes[n + 1] = wc < 0x80 ? (char)wc : '?';
		got[n++] = wc;
		if (n == 1 && wc != '[' && wc != 'O')
			break;
		until = (long long)clock_mono_ms() + ESC_MOST_MS;
		if (n == 1 || (got[0] == '[' && (wc == ';' || wc == '?' || (wc >= '0' && wc <= '9'))))
			continue;
		if (got[0] == '[' && (wc < '@' || wc > '~'))
			break;
		for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
			if (strcmp(sequences[i].bytes, bytes) == 0)
				take_code(k, (wint_t)sequences[i].code);
		return true;
	}
	if (rc == KEY_CODE_YES) /* a key pressed after Esc */
		ungetch((int)wc);
	while (n > 0)
		unget_wch((wchar_t)got[--n]);
	return false;
}

/* What is pasted is text, an Esc in it too; but for the mark of its end, which a slow line may
 * bring in pieces that curses does not join. */
static void take_pasted(struct key *k, wint_t wc) {
	static const char end[] = "\033[201~";
	const size_t n = sizeof end - 1;

	paste_char(wc);
	if (term.paste.n < n || strcmp(str_text(&term.paste) + term.paste.n - n, end) != 0)
		return;
	term.paste.n -= n;
	term.paste.s[term.paste.n] = '\0';
	take_code(k, (wint_t)CODE_PASTE_OFF);
}

/* One event out of curses, if there is one; false when the line has nothing. */
static bool take_key(struct key *k) {
	wint_t wc;
	int rc = next_wch(&wc);
	bool late = rc == OK && !term.in_paste && wc == '[' &&
	            (long long)clock_mono_ms() < term.esc_ms + ESC_MOST_MS;

	if (rc == ERR)
		return false;
	if (late) /* its Esc has acted; the rest shall not act too, as letters */
		unget_wch(L'[');
	term.esc_ms = rc == OK && wc == 27 ? (long long)clock_mono_ms() : 0;
	if (rc == KEY_CODE_YES)
		take_code(k, wc);
	else if (term.in_paste)
		take_pasted(k, wc);
	else if ((wc == 27 || late) && rest_of_key(k))
		term.esc_ms = 0;
	else if (late && next_wch(&wc) == OK)
		decode_char(k, wc);
	else
		decode_char(k, wc);
	return true;
}

/* Wait for the line or a signal. False when the time is over. */
static bool wait_input(int ms) {
	struct pollfd p[2] = {{.fd = 0, .events = POLLIN},
	                      {.fd = signal_pipe[0], .events = POLLIN}};
	char drain[64];
	int n = poll(p, 2, ms);

	if (n < 0)
		return errno == EINTR;
	if (p[1].revents != 0)
		while (read(signal_pipe[0], drain, sizeof drain) > 0)
			continue;
	if ((p[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
		term.hung_up = true;
	return n > 0;
}

void term_read(struct key *k, int ms) {
	int fruitless = 0;

	for (;;) {
		*k = (struct key){.kind = K_NONE};
		if (term_hung_up()) {
			k->kind = K_HANGUP;
			return;
		}
		if (take_resize(k))
			return;
		errno = 0;
		if (take_key(k)) {
			fruitless = 0;
			if (k->kind != K_NONE)
				return;
			continue;
		}
		/* "Nothing there" while poll says readable is the end of the line: EIO or an empty
		 * read. */
		if (errno == EIO || fruitless > 8) {
			term.hung_up = true;
			continue;
		}
		if (!wait_input(ms))
			return;
		fruitless++;
	}
}

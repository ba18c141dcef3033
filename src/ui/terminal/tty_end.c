/* Whatever ends the program gives the terminal back first: made ready while all is well, done with
 * system calls alone. SPDX-License-Identifier: MIT */
#include <curses.h>
#include <errno.h>
#include <signal.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "core/mem.h"
#include "ui/terminal/tty.h"

/* Of the sanitizers' runtime, where the program is built with them: called before they end it. */
void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

/* What ends a program unless it is answered. */
static const int fatal[] = {SIGSEGV, SIGBUS,  SIGFPE,  SIGILL,    SIGABRT, SIGTRAP, SIGSYS,
                            SIGXCPU, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGPOLL};
enum { FATAL = sizeof fatal / sizeof *fatal, GIVE_UP_S = 1, OWN_STACK = 16 * 1024 };

static struct termios before;
static char *bytes; /* that bring the screen back, and wipe it */
static size_t count;
static bool answered[FATAL];
static char own_stack[OWN_STACK];
static struct str *gathering;

void term_give_back(void) {
	if (count == 0)
		return;
	alarm(GIVE_UP_S); /* a line that takes nothing: the alarm sends the rest nowhere */
	for (size_t at = 0; at < count;) {
		ssize_t n = write(STDOUT_FILENO, bytes + at, count - at);

		if (n < 0 && errno != EINTR)
			break;
		at += n > 0 ? (size_t)n : 0;
	}
	tcsetattr(STDIN_FILENO, TCSANOW, &before);
	count = 0;
}

static void on_fatal(int sig) {
	term_give_back();
	raise(sig); /* held until this returns, and then it is no longer answered */
}

static int gather(int c) {
	str_addc(gathering, (char)c);
	return c;
}

/* Padding goes in as such; what the terminal does not have is left out. */
static void add(struct str *out, const char *capability) {
	const char *s = tigetstr(capability);

	gathering = out;
	if (s != NULL && s != (const char *)-1)
		tputs(s, 1, gather);
}

/* What is ignored stays so, and what the sanitizers report themselves is left to them. */
static void answer(void) {
	struct sigaction sa = {.sa_handler = on_fatal, .sa_flags = SA_ONSTACK | (int)SA_RESETHAND};
	struct sigaction now;

	sigemptyset(&sa.sa_mask);
	for (size_t i = 0; i < FATAL; i++)
		answered[i] = sigaction(fatal[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL &&
		              sigaction(fatal[i], &sa, NULL) == 0;
}

void term_end_ready(const struct termios *as_it_was, const char *modes_off) {
	static const char *const capabilities[] = {"sgr0", "op",    "clear", "rmcup",
	                                           "rmkx", "cnorm", "clear", "E3"};
	struct str text = {0};

	before = *as_it_was;
	str_add(&text, modes_off);
	for (size_t i = 0; i < sizeof capabilities / sizeof *capabilities; i++)
		add(&text, capabilities[i]);
	count = text.n;
	bytes = str_take(&text);
	if (__sanitizer_set_death_callback)
		__sanitizer_set_death_callback(term_give_back);
	else
		sigaltstack(&(stack_t){.ss_sp = own_stack, .ss_size = sizeof own_stack}, NULL);
	answer();
}

void term_end_done(void) {
	count = 0;
	for (size_t i = 0; i < FATAL; i++)
		if (answered[i])
			signal(fatal[i], SIG_DFL);
	free(bytes);
	bytes = NULL;
}

/* SPDX-License-Identifier: MIT */
#include "cli/out.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <limits.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "cli/answer.h"
#include "core/check.h"
#include "core/clock.h"
#include "core/file.h"
#include "core/process.h"
#include "core/utf8.h"

static int first_errno; /* of a failed write to stdout: stdio keeps only that there was one */
static int64_t last_paint = -1000;
static bool painted;
static int progress_fd = -1;

static bool is_utf8_terminal(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

bool out_holds_chinese(void) {
	char out[MB_LEN_MAX];
	mbstate_t state = {0};

	return wcrtomb(out, 0x6c49, &state) != (size_t)-1;
}

static void note_failure(FILE *f, bool failed) {
	if (failed && f == stdout && !first_errno)
		first_errno = errno ? errno : EIO;
}

void out_bytes(FILE *f, const char *data, size_t n) {
	CHECK(!process_holds());
	note_failure(f, n > 0 && fwrite(data, 1, n, f) != n);
}

/* In a codeset other than UTF-8 what it cannot hold prints as '?'. */
static void put_converted(FILE *f, const char *s, size_t n) {
	const char *end = s + n;
	mbstate_t state = {0};

	while (s < end) {
		char out[MB_LEN_MAX];
		size_t len = wcrtomb(out, (wchar_t)utf8_next(&s, end), &state);

		if (len == (size_t)-1) {
			out_bytes(f, "?", 1);
			memset(&state, 0, sizeof state);
		} else {
			out_bytes(f, out, len);
		}
	}
}

void out_text(FILE *f, const char *text) {
	struct str clean = {0};

	while (*text) {
		size_t n = strcspn(text, "\n");
		char *line = mem_strndup(text, n);

		str_reset(&clean);
		utf8_clean(&clean, line);
		free(line);
		if (is_utf8_terminal())
			out_bytes(f, str_text(&clean), clean.n);
		else
			put_converted(f, str_text(&clean), clean.n);
		text += n;
		if (*text == '\n') {
			out_bytes(f, "\n", 1);
			text++;
		}
	}
	str_clear(&clean);
}

enum rc out_finish(struct err *err) {
	note_failure(stdout, fflush(stdout) != 0);
	if (!first_errno && !ferror(stdout))
		return RC_OK;
	if (!err)
		return RC_IO;
	if (first_errno == EPIPE) {
		err->text[0] = '\0';
		return err->rc = RC_IO;
	}
	return file_error(err, tr(N_("standard output")), first_errno ? first_errno : EIO);
}

void out_json(FILE *to, struct json *j) {
	CHECK(j->depth == 0);
	str_addc(&j->out, '\n');
	out_bytes(to, j->out.s, j->out.n);
	str_clear(&j->out);
}

static void say(const char *text) {
	struct str line = {0};

	str_addf(&line, "wubao: %s\n", text);
	out_text(stderr, str_text(&line));
	str_clear(&line);
}

static void note_message(struct answer *a, const char *tmpl, const char *text,
                         const char *const *pair) {
	struct json *j = &a->messages;

	if (j->depth == 0)
		json_rows(j, NULL);
	json_object(j, NULL);
	json_text(j, "id", strcmp(tmpl, "{text}") == 0 ? NULL : tmpl); /* another's sentence */
	json_text(j, "text", text);
	json_object(j, "values");
	for (; pair[0]; pair += 2)
		json_text(j, pair[0], pair[1]);
	json_end(j);
	json_end(j);
}

/* text_fill's pairs as a va_list do not pass through, so the few pairs a message has are taken out
 * here. */
void out_say(const struct cli *c, const char *tmpl, ...) {
	enum { PAIRS = 6 };
	const char *pair[2 * PAIRS + 1] = {NULL};
	char text[1024];
	size_t n = 0;
	va_list ap;

	if (c->quiet)
		return;
	va_start(ap, tmpl);
	while (n < 2 * PAIRS) {
		pair[n] = va_arg(ap, const char *);
		if (!pair[n])
			break;
		pair[n + 1] = va_arg(ap, const char *);
		n += 2;
	}
	va_end(ap);
	text_fill(text, sizeof text, tr(tmpl), pair[0], pair[1], pair[2], pair[3], pair[4], pair[5],
	          pair[6], pair[7], pair[8], pair[9], pair[10], pair[11], NULL);
	out_progress_end(c);
	if (c->json)
		note_message(c->answer, tmpl, text, pair);
	if (!c->json || out_has_person(c))
		say(text);
}

void out_error(const struct cli *c, const struct err *err) {
	struct json j = {.depth = 0};

	if (!err->text[0])
		return;
	out_progress_end(c);
	if (!c->json) {
		say(err->text);
		return;
	}
	json_object(&j, NULL);
	json_object(&j, "error");
	json_text(&j, "id", err->id);
	if (err->field[0])
		json_text(&j, "field", err->field);
	json_text(&j, "message", err->text);
	json_int(&j, "status", err_exit_status(err->rc));
	json_end(&j);
	if (c->answer->messages.depth) { /* what was said before it failed */
		json_end(&c->answer->messages);
		json_line(&j);
		json_raw(&j, "messages", str_text(&c->answer->messages.out));
	}
	json_end(&j);
	out_json(stderr, &j);
}

bool out_has_person(const struct cli *c) {
	return !c->no_input && isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

bool out_read_secret(const struct cli *c, const char *question, char *buf, size_t size) {
	struct termios before, silent;
	CHECK(!process_holds());
	bool hide = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &before) == 0;
	bool got;
	size_t n;

	if (hide) {
		silent = before;
		silent.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
		if (!c->quiet)
			out_text(stderr, question);
		fflush(stderr);
	}
	got = fgets(buf, (int)size, stdin) != NULL;
	if (hide) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
		out_text(stderr, "\n");
	}
	n = got ? strcspn(buf, "\n") : 0;
	if (got && buf[n] == '\n')
		buf[n] = '\0';
	else if (n + 1 >= size)
		got = false;
	return got;
}

bool out_ask(const char *question) {
	char answer[16];

	CHECK(!process_holds());
	out_text(stderr, question);
	out_text(stderr, " [y/N] ");
	fflush(stderr);
	return fgets(answer, sizeof answer, stdin) && (answer[0] == 'y' || answer[0] == 'Y');
}

/* Opened anew, so that O_NONBLOCK is its own and not that of everybody at this terminal. */
void out_progress_begin(void) {
	if (progress_fd < 0 && isatty(STDERR_FILENO))
		progress_fd = open("/proc/self/fd/2", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

/* What the terminal does not take now it never gets: the lock may be held. */
static void put_progress(const char *line, int n) {
	if (write(progress_fd, line, (size_t)n) != n)
		last_paint = clock_mono_ms();
}

void out_progress(const struct cli *c, long long done, long long total) {
	int64_t now = clock_mono_ms();
	char line[64], row[80];

	if (c->quiet || now - last_paint < 500 || progress_fd < 0)
		return;
	last_paint = now;
	painted = true;
	if (total > 0)
		snprintf(line, sizeof line, "%lld / %lld", done, total);
	else
		snprintf(line, sizeof line, "%lld", done);
	put_progress(row, snprintf(row, sizeof row, "\r%-40s", line));
}

void out_progress_end(const struct cli *c) {
	char row[80];

	if (painted && !c->quiet)
		put_progress(row, snprintf(row, sizeof row, "\r%40s\r", ""));
	painted = false;
}

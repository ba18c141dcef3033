/* What a station or a county sends, as any bytes: a whole package, or ('r', 'o', 'a' first) the members
 * of a return, an old one or an answer whose list fits, parted by NUL. What is taken is in order, within its bounds,
 * and fit to be shown. SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/date.h"
#include "core/utf8.h"
#include "exchange/package/return_rows.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char file[] = "/tmp/wubao-fuzz-return-XXXXXX";

static void end(void) { unlink(file); }

static void check(bool ok) {
	if (!ok)
		abort();
}

static void check_text(const char *text) {
	struct str clean = {0};

	utf8_clean(&clean, text);
	check(strcmp(str_text(&clean), text) == 0);
	str_clear(&clean);
}

static void read_package(const struct package *p) {
	struct county_return r = {.station = NULL};
	struct return_answer a = {.county = NULL};

	if (return_read(p, &r, NULL) == RC_OK) {
		check_text(r.station);
		for (size_t i = 0; i < r.place_count; i++)
			check_text(r.places[i].name);
		for (size_t i = 0; i < r.line_count; i++)
			check(r.lines[i].place < r.place_count &&
			      llabs(r.lines[i].numerator) < 10000000000 &&
			      (!i || r.lines[i].tab != r.lines[i - 1].tab ||
			       strcmp(r.lines[i].id, r.lines[i - 1].id) >= 0));
	}
	if (return_answer_read(p, &a, NULL) == RC_OK)
		for (size_t i = 0; i < a.question_count; i++)
			check_text(a.questions[i].text);
	return_clear(&r);
	return_answer_clear(&a);
}

static void read_file(const uint8_t *data, size_t size) {
	struct package p;
	FILE *f;

	if (strchr(file, 'X')) {
		close(mkstemp(file));
		atexit(end);
	}
	f = fopen(file, "wb");
	check(f && fwrite(data, 1, size, f) == size && fclose(f) == 0);
	if (package_read(&p, file, NULL) == RC_OK)
		read_package(&p);
	package_clear(&p);
}

static void read_members(const char *at, const char *end, char kind) {
	static const char *const names[] = {"places", "figures",    "status", "tests",
	                                    "risk",   "assignment", "sweep"};
	struct return_answer a = {.accepted = true};
	struct county_return r = {.full = true, .format = kind == 'o', .ids = kind == 'o' ? -1 : 1};
	bool answer = kind == 'a';
	struct package p = {.kind = NULL};

	check(date_parse_month("2026-01", &a.month) && date_parse_month("2026-02", &a.day));
	a.county = mem_strdup("c");
	a.of = mem_printf("%064d", 0);
	r.station = mem_strdup("s");
	a.code = mem_strdup("990001001");
	r.code = mem_strdup(a.code);
	a.head = mem_strdup("1:0");
	r.head = mem_strdup(a.head);
	a.program = mem_strdup("p");
	r.program = mem_strdup(a.program);
	r.month = a.month;
	r.as_of = a.day;
	if (answer)
		return_answer_make(&a, &p);
	else
		return_package(&r, &p);
	for (size_t i = 0; i < p.n; i++) {
		const char *stop = memchr(at, '\0', (size_t)(end - at));
		size_t n = (size_t)((stop ? stop : end) - at);

		check(answer || strstr(p.v[i].path, names[i]));
		str_reset(&p.v[i].bytes);
		str_addn(&p.v[i].bytes, at, n);
		p.v[i].rows = -1;
		for (size_t k = 0; k < n; k++)
			p.v[i].rows += at[k] == '\n';
		at += n + (stop != NULL);
	}
	read_package(&p);
	package_clear(&p);
	return_answer_clear(&a);
	return_clear(&r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	if (size && (*data == 'r' || *data == 'o' || *data == 'a'))
		read_members((const char *)data + 1, (const char *)data + size, (char)*data);
	else
		read_file(data, size);
	return 0;
}

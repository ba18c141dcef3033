/* SPDX-License-Identifier: MIT */
#include "core/check.h"
#include "core/mem.h"

#include <stdint.h>
#include <strings.h>
#include <sysexits.h>
#include <unistd.h>

#if defined(__has_include) && __has_include(<sanitizer/asan_interface.h>)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, n) ((void)(at), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(at, n) ((void)(at), (void)(n))
#endif

static void (*out_of_memory)(void);

void mem_set_handler(void (*handler)(void)) {
	out_of_memory = handler;
}

static void die(void) {
	static const char words[] = "wubao: out of memory\n";

	void (*handler)(void) = out_of_memory;

	out_of_memory = NULL; /* what it does may need memory too */
	if (handler)
		handler();
	if (write(2, words, sizeof words - 1) < 0)
		_exit(EX_OSERR);
	_exit(EX_OSERR);
}

#ifdef WUBAO_CHECKS
void check_failed(const char *what, const char *file, int line) {
	char words[400];
	int n = snprintf(words, sizeof words, "wubao: %s:%d: does not hold: %.300s\n", file, line,
	                 what);

	if (write(2, words, (size_t)n) < 0)
		abort();
	abort();
}
#endif

void *mem_alloc(size_t size) {
	void *p = malloc(size ? size : 1);

	if (!p)
		die();
	return p;
}

void *mem_zalloc(size_t count, size_t size) {
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		die();
	return p;
}

void *mem_grow(void *old, size_t count, size_t size) {
	void *p;

	if (size && count > SIZE_MAX / size)
		die();
	p = realloc(old, count && size ? count * size : 1);
	if (!p)
		die();
	return p;
}

char *mem_strdup(const char *s) {
	return s ? mem_strndup(s, strlen(s)) : NULL;
}

char *mem_strndup(const char *s, size_t n) {
	char *p = mem_alloc(n + 1);

	memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *mem_vprintf(const char *fmt, va_list ap) {
	va_list again;
	char *s;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		die();
	s = mem_alloc((size_t)n + 1);
	vsnprintf(s, (size_t)n + 1, fmt, ap);
	return s;
}

char *mem_printf(const char *fmt, ...) {
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = mem_vprintf(fmt, ap);
	va_end(ap);
	return s;
}

/* What is there but not in use yet: a slip that reads it finds no zeros that end a text well. */
static void unused(void *at, size_t n) {
#ifdef WUBAO_CHECKS
	memset(at, MEM_UNUSED, n);
#endif
	ASAN_POISON_MEMORY_REGION(at, n);
}

static void str_need(struct str *b, size_t more) {
	size_t need = b->n + more + 1;

	if (need > b->cap) {
		b->cap = need * 2 < 32 ? 32 : need * 2;
		b->s = mem_grow(b->s, b->cap, 1);
		unused(b->s + need, b->cap - need);
	}
	ASAN_UNPOISON_MEMORY_REGION(b->s + b->n, more + 1);
}

void str_clear(struct str *b) {
	free(b->s);
	*b = (struct str){0};
}

void str_reset(struct str *b) {
	b->n = 0;
	if (!b->s)
		return;
	b->s[0] = '\0';
	ASAN_POISON_MEMORY_REGION(b->s + 1, b->cap - 1);
}

void str_wipe(struct str *b) {
	ASAN_UNPOISON_MEMORY_REGION(b->s, b->cap);
	if (b->s)
		explicit_bzero(b->s, b->cap);
	str_reset(b);
}

void str_addn(struct str *b, const char *s, size_t n) {
	if (!s)
		return;
	str_need(b, n);
	memcpy(b->s + b->n, s, n);
	b->n += n;
	b->s[b->n] = '\0';
}

void str_add(struct str *b, const char *s) {
	if (s)
		str_addn(b, s, strlen(s));
}

void str_addc(struct str *b, char c) {
	str_need(b, 1);
	b->s[b->n++] = c;
	b->s[b->n] = '\0';
}

void str_addf(struct str *b, const char *fmt, ...) {
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		die();
	str_need(b, (size_t)n);
	va_start(ap, fmt);
	vsnprintf(b->s + b->n, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->n += (size_t)n;
}

const char *str_text(const struct str *b) {
	return b->s ? b->s : "";
}

char *str_take(struct str *b) {
	char *s = b->s ? b->s : mem_strdup("");

	*b = (struct str){0};
	return s;
}

/* Bytes of one blank (ASCII, U+00A0, U+3000, U+FEFF, U+200B..U+200F) at s, or 0. */
static size_t blank_at(const char *s, size_t n) {
	static const char *const wide[] = {"\xc2\xa0", "\xe3\x80\x80", "\xef\xbb\xbf",
		"\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d", "\xe2\x80\x8e", "\xe2\x80\x8f"};

	if (n == 0)
		return 0;
	if (*s == ' ' || (*s >= '\t' && *s <= '\r'))
		return 1;
	if (!strchr("\xc2\xe2\xe3\xef", *s))
		return 0;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
		size_t w = strlen(wide[i]);

		if (w <= n && memcmp(s, wide[i], w) == 0)
			return w;
	}
	return 0;
}

char *str_trim(char *s) {
	char *start = s;
	size_t n = strlen(s), w;

	while ((w = blank_at(start, n)) > 0) {
		start += w;
		n -= w;
	}
	while (n > 0) {
		if (blank_at(start + n - 1, 1))
			w = 1;
		else if (n >= 2 && blank_at(start + n - 2, 2) == 2)
			w = 2;
		else if (n >= 3 && blank_at(start + n - 3, 3) == 3)
			w = 3;
		else
			break;
		n -= w;
	}
	memmove(s, start, n);
	s[n] = '\0';
	return s;
}

_Bool str_in_list(const char *list, const char *word) {
	size_t n = strlen(word);

	while (list && *list) {
		const char *comma = strchr(list, ',');
		size_t len = comma ? (size_t)(comma - list) : strlen(list);

		if (len == n && memcmp(list, word, n) == 0)
			return 1;
		list = comma ? comma + 1 : NULL;
	}
	return 0;
}

void *vec_room(void *v, size_t n, size_t size) {
	enum { FIRST = 4 };

	CHECK(n == 0 || v != NULL);
	if (!v || (n >= FIRST && (n & (n - 1)) == 0)) {
		size_t room = n ? n * 2 : FIRST;

		v = mem_grow(v, room, size);
		unused((char *)v + n * size, (room - n) * size);
	}
	ASAN_UNPOISON_MEMORY_REGION((char *)v + n * size, size);
	return v;
}

void ids_add(struct ids *a, long long id) {
	VEC_PUSH(a->v, a->n, id);
}

static int by_id(const void *a, const void *b) {
	long long x = *(const long long *)a, y = *(const long long *)b;

	return (x > y) - (x < y);
}

void ids_sort(struct ids *a) {
	if (a->n > 0)
		qsort(a->v, a->n, sizeof *a->v, by_id);
}

void ids_distinct(struct ids *a) {
	size_t n = 0;

	ids_sort(a);
	for (size_t i = 0; i < a->n; i++)
		if (a->v[i] != 0 && (n == 0 || a->v[i] != a->v[n - 1]))
			a->v[n++] = a->v[i];
	a->n = n;
}

bool ids_holds(const struct ids *sorted, long long id) {
	return sorted->n > 0 &&
	       bsearch(&id, sorted->v, sorted->n, sizeof *sorted->v, by_id) != NULL;
}

bool ids_include(const struct ids *a, long long id) {
	for (size_t i = 0; i < a->n; i++)
		if (a->v[i] == id)
			return true;
	return false;
}

void ids_clear(struct ids *a) {
	free(a->v);
	*a = (struct ids){0};
}

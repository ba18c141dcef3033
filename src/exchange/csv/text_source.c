/* SPDX-License-Identifier: MIT */
#include "exchange/csv/text_source.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"
#include "core/mem.h"
#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/csv/file_kind.h"
#include "exchange/csv/gb18030.h"
#include "exchange/csv/line_list.h"

enum { CHUNK = 64 * 1024, TAIL = 16 };

struct text_source {
	char *name;
	int fd;            /* -1 when held */
	struct str held;   /* the bytes of what cannot be read twice */
	bool is_held;
	bool may_be_book, has_rows;
	struct str book;   /* a workbook's bytes; held are the rows it gave */
	size_t file_name;  /* bytes of name before the sheet's */
	enum text_source_encoding encoding;
	long lines;
	unsigned char hash[HASH_LEN];
	bool hashed;       /* the first pass is over: later ones compare */

	/* this pass */
	iconv_t cd;        /* (iconv_t)-1 for UTF-8 */
	size_t at;         /* in held */
	struct hash running;
	char raw[TAIL + CHUNK]; /* undecoded bytes: what is left of the last chunk, then the next */
	size_t raw_n;
	bool raw_end;
	bool started;      /* a byte-order mark can no longer come */
	struct str text;   /* decoded, not yet handed out */
	size_t text_at;
	struct str line;   /* the line handed out */
	long line_no;
	long decoded_lines; /* line ends decoded so far, for the place of a decoding error */

	/* What the first pass found, by line: NULs; bytes that are no text of this encoding; read
	 * as UTF-8, lines that are GB18030 rather, and lines that have Chinese of UTF-8. */
	struct line_list nul, bad, of_gb, of_utf8;
	long damaged; /* lines that are neither */
};

static const struct {
	enum text_source_encoding e;
	const char *name, *iconv_name, *others;
	unsigned char unit; /* bytes left out for one that is no text */
} encodings[] = {
	{TEXT_SOURCE_AUTO, "auto", NULL, "auto"},
	{TEXT_SOURCE_UTF8, "utf-8", NULL, "utf-8,utf8"},
	{TEXT_SOURCE_GB18030, "gb18030", "GB18030", "gb18030,gbk,gb2312,cp936,gb-18030", 1},
	{TEXT_SOURCE_UTF16LE, "utf-16le", "UTF-16LE", "utf-16le,utf16le,utf-16,utf16", 2},
	{TEXT_SOURCE_UTF16BE, "utf-16be", "UTF-16BE", "utf-16be,utf16be", 2},
};

bool text_source_encoding_parse(const char *name, enum text_source_encoding *out) {
	char low[24];
	size_t n = 0;

	for (; name[n] && n < sizeof low - 1; n++)
		low[n] = name[n] >= 'A' && name[n] <= 'Z' ? (char)(name[n] - 'A' + 'a') : name[n];
	low[n] = '\0';
	for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
		if (!name[n] && str_in_list(encodings[i].others, low)) {
			*out = encodings[i].e;
			return true;
		}
	}
	return false;
}

const char *text_source_encoding_name(enum text_source_encoding e) { return encodings[e].name; }

/* The bytes of a whole number of characters at the start of s[n]; the rest is an unfinished one. */
static size_t utf8_whole(const char *s, size_t n) {
	size_t back = 1;

	while (back <= 3 && back <= n && ((unsigned char)s[n - back] & 0xc0) == 0x80)
		back++;
	if (back > 3 + 1 || back > n)
		return n;
	unsigned char lead = (unsigned char)s[n - back];
	size_t want = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;

	return want > back ? n - back : n;
}

static long count_line_ends(const char *s, size_t n, bool *after_cr) {
	long lines = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\r' || (s[i] == '\n' && !*after_cr))
			lines++;
		*after_cr = s[i] == '\r';
	}
	return lines;
}

/* For each byte that is none of the encoding's; what goes on behind it is read. */
#define NO_TEXT "\xef\xbf\xbd"

static void bad_byte(struct text_source *s, size_t before) {
	bool after_cr = before > 0 && s->text.s[before - 1] == '\r';

	line_list_add(&s->bad, s->decoded_lines + 1 +
	              count_line_ends(str_text(&s->text) + before, s->text.n - before, &after_cr));
	str_add(&s->text, NO_TEXT);
}

/* Decode what raw holds onto text. */
static void decode_utf8(struct text_source *s) {
	size_t whole = s->raw_end ? s->raw_n : utf8_whole(s->raw, s->raw_n), before = s->text.n;
	const char *p = s->raw, *end = s->raw + whole;

	while (!utf8_is_valid(p, (size_t)(end - p))) {
		const char *from = p, *q = p;

		do {
			p = q;
			uint32_t cp = utf8_next(&q, end);
			if (cp == 0xfffd && !utf8_is_valid(p, (size_t)(q - p)))
				break;
		} while (q < end);
		str_addn(&s->text, from, (size_t)(p - from));
		bad_byte(s, before);
		p++;
	}
	str_addn(&s->text, p, (size_t)(end - p));
	memmove(s->raw, end, s->raw_n - whole);
	s->raw_n -= whole;
}

static void decode_iconv(struct text_source *s) {
	size_t in_n = s->raw_n, before = s->text.n;
	char *in = s->raw;

	while (in_n) {
		char buf[8192];
		char *out = buf;
		size_t out_n = sizeof buf, pair = 0;
		size_t r = iconv(s->cd, &in, &in_n, &out, &out_n);
		int why = errno;

		str_addn(&s->text, buf, sizeof buf - out_n);
		if (r != (size_t)-1 || why == E2BIG)
			continue;
		/* An unfinished character may go on in the next chunk; at the end of the file it is
		 * damage. */
		if ((why == EINVAL || in_n < 4) && !s->raw_end)
			break;
		if (s->encoding == TEXT_SOURCE_GB18030)
			pair = gb18030_other(&s->text, in, in_n);
		if (!pair) {
			bad_byte(s, before);
			pair = encodings[s->encoding].unit < in_n ? encodings[s->encoding].unit : in_n;
		}
		in += pair;
		in_n -= pair;
		iconv(s->cd, NULL, NULL, NULL, NULL);
	}
	memmove(s->raw, in, in_n);
	s->raw_n = in_n;
}

static enum rc read_bytes(struct text_source *s, char *buf, size_t size, size_t *got,
                          struct err *err) {
	if (s->is_held) {
		size_t n = s->held.n - s->at < size ? s->held.n - s->at : size;
		memcpy(buf, str_text(&s->held) + s->at, n);
		s->at += n;
		*got = n;
		return RC_OK;
	}
	return file_next(s->fd, s->name, buf, size, got, err);
}

/* The hash of the workbook's file as it lies there now. */
static enum rc hash_book(struct text_source *s, unsigned char hash[HASH_LEN], struct err *err) {
	ssize_t n;

	hash_begin(&s->running);
	for (off_t at = 0; (n = pread(s->fd, s->raw + s->raw_n, CHUNK, at)) > 0; at += n)
		hash_add(&s->running, s->raw + s->raw_n, (size_t)n);
	hash_end(&s->running, hash);
	return n < 0 ? file_error(err, s->name, errno) : RC_OK;
}

/* The end of a pass: the first keeps the hash, the others compare it. */
static enum rc finish_pass(struct text_source *s, struct err *err) {
	unsigned char hash[HASH_LEN];

	hash_end(&s->running, hash);
	if (s->has_rows) {
		enum rc rc = s->fd < 0 ? RC_OK : hash_book(s, hash, err);

		if (rc != RC_OK || s->fd < 0)
			return rc;
	}
	if (!s->hashed) {
		memcpy(s->hash, hash, sizeof hash);
		s->hashed = true;
		return RC_OK;
	}
	if (memcmp(hash, s->hash, sizeof hash) == 0)
		return RC_OK;
	return err_set(err, RC_CONFLICT, "file.changed",
	               N_("{file} was changed while it was being read. Nothing was taken; start "
	                  "again."), "file", s->name, NULL);
}

/* Read one more chunk and decode it onto text. At the end of the file raw_end is set. */
static enum rc fill(struct text_source *s, struct err *err) {
	size_t got, before = s->text.n;
	bool after_cr = before > 0 && s->text.s[before - 1] == '\r';
	enum rc rc;

	TRY(read_bytes(s, s->raw + s->raw_n, sizeof s->raw - s->raw_n, &got, err));
	hash_add(&s->running, s->raw + s->raw_n, got);
	s->raw_n += got;
	if (got == 0) {
		s->raw_end = true;
		TRY(finish_pass(s, err));
	}
	if (s->cd == (iconv_t)-1)
		decode_utf8(s);
	else
		decode_iconv(s);
	gb18030_fold(&s->text, before);
	if (!s->started && s->text.n) {
		s->started = true;
		if (s->text.n >= 3 && memcmp(s->text.s, "\xef\xbb\xbf", 3) == 0)
			s->text_at = 3;
	}
	const char *from = str_text(&s->text) + before, *end = str_text(&s->text) + s->text.n;
	for (const char *nul; from < end; from = nul + 1) {
		nul = memchr(from, '\0', (size_t)(end - from));
		s->decoded_lines += count_line_ends(from, (size_t)((nul ? nul : end) - from),
		                                    &after_cr);
		if (!nul)
			break;
		line_list_add(&s->nul, s->decoded_lines + 1);
	}
out:
	return rc;
}

static enum rc start_pass(struct text_source *s, struct err *err) {
	s->at = 0;
	if (!s->is_held && lseek(s->fd, 0, SEEK_SET) == (off_t)-1)
		return file_error(err, s->name, errno);
	if (s->cd != (iconv_t)-1)
		iconv_close(s->cd);
	s->cd = (iconv_t)-1;
	if (encodings[s->encoding].iconv_name) {
		s->cd = iconv_open("UTF-8", encodings[s->encoding].iconv_name);
		if (s->cd == (iconv_t)-1)
			return err_set(err, RC_CONFIG, "file.iconv",
			               N_("This machine cannot read {encoding} text."), "encoding",
			               encodings[s->encoding].name, NULL);
	}
	hash_begin(&s->running);
	s->raw_n = 0;
	s->raw_end = s->started = false;
	str_reset(&s->text);
	s->text_at = 0;
	s->line_no = s->decoded_lines = 0;
	return RC_OK;
}

enum rc text_source_rewind(struct text_source *s, struct err *err) { return start_pass(s, err); }

/* Bytes of the next line in text from text_at on, its ending included; 0 when more must be read
 * first. */
static size_t line_length(const struct text_source *s, size_t *scanned) {
	const char *p = str_text(&s->text) + s->text_at;
	size_t n = s->text.n - s->text_at;

	for (size_t i = *scanned; i < n; i++) {
		if (p[i] == '\n' && !s->has_rows)
			return i + 1;
		if (p[i] == '\r') {
			if (s->has_rows)
				return i + 1;
			if (i + 1 < n)
				return p[i + 1] == '\n' ? i + 2 : i + 1;
			*scanned = i;
			return s->raw_end ? i + 1 : 0;
		}
	}
	*scanned = n;
	return s->raw_end ? n : 0;
}

enum rc text_source_next(struct text_source *s, struct text_source_line *line, bool *more,
                         struct err *err) {
	size_t scanned = 0, n;

	*more = false;
	while ((n = line_length(s, &scanned)) == 0) {
		if (s->raw_end)
			return RC_OK;
		if (s->text_at) {
			memmove(s->text.s, s->text.s + s->text_at, s->text.n - s->text_at);
			s->text.n -= s->text_at;
			s->text_at = 0;
		}
		if (scanned > TEXT_SOURCE_LINE_MAX)
			break;
		enum rc rc = fill(s, err);
		if (rc != RC_OK)
			return rc;
	}
	if (n > TEXT_SOURCE_LINE_MAX || n == 0) {
		char no[24];
		snprintf(no, sizeof no, "%ld", s->line_no + 1);
		return err_set(err, RC_INVALID, "file.line",
		               N_("{file}, line {line}: the line is longer than 1 MiB; this is no "
		                  "table."), "file", s->name, "line", no, NULL);
	}
	str_reset(&s->line);
	str_addn(&s->line, s->text.s + s->text_at, n);
	s->text_at += n;
	*line = (struct text_source_line){.text = s->line.s, .n = n, .no = ++s->line_no};
	*more = true;
	return RC_OK;
}

/* Of a line read as UTF-8: what is it? */
static void sort_line(struct text_source *s, const struct text_source_line *line) {
	const char *p = line->text, *end = p + line->n;
	size_t none = 0, wide = 0;

	for (; p < end; p++) {
		none += strncmp(p, NO_TEXT, 3) == 0;
		wide += ((unsigned char)*p & 0xf0) == 0xe0;
	}
	wide -= none;
	if (s->bad.n && s->bad.last >= line->no && none) {
		s->damaged += none <= wide;
		line_list_add(&s->of_gb, line->no);
	} else if (wide) {
		line_list_add(&s->of_utf8, line->no);
	}
}

/* One pass over everything in this encoding. */
static enum rc probe(struct text_source *s, enum text_source_encoding e, struct err *err) {
	struct text_source_line line;
	bool more = true;
	enum rc rc;

	s->encoding = e;
	s->hashed = false;
	s->damaged = 0;
	line_list_clear(&s->nul);
	line_list_clear(&s->bad);
	rc = start_pass(s, err);
	while (rc == RC_OK && more) {
		rc = text_source_next(s, &line, &more, err);
		if (rc == RC_OK && more && e == TEXT_SOURCE_UTF8)
			sort_line(s, &line);
	}
	s->lines = s->line_no;
	return rc;
}

static enum rc refuse(struct text_source *s, const char *id, const char *tmpl,
                      struct line_list *lines, struct err *err) {
	return err_set(err, RC_INVALID, id, tmpl, "file", s->name, "line", line_list_text(lines),
	               "encoding", encodings[s->encoding].name, NULL);
}

#define DAMAGED N_("{file}, line {line}: this text is damaged or not {encoding}. Save the file " \
	           "again as CSV UTF-8.")

/* Is it text of this encoding to its end? */
static enum rc probe_forced(struct text_source *s, enum text_source_encoding e, struct err *err) {
	enum rc rc = probe(s, e, err);

	if (rc == RC_OK && s->bad.n)
		return refuse(s, "file.encoding", DAMAGED, &s->bad, err);
	if (rc == RC_OK && s->nul.n)
		return refuse(s, "file.nul",
		              N_("{file}, line {line}: there are NUL bytes in it, so it is no text "
		                 "file. Save it from the spreadsheet as CSV."), &s->nul, err);
	return rc;
}

/* UTF-8, else GB18030; of a file that is neither, what its lines are. Where a line has Chinese of
 * UTF-8 the file is not read as GB18030, though its bytes may happen to pass for it. */
static enum rc probe_both(struct text_source *s, struct err *err) {
	struct line_list bad;
	struct err first;
	enum rc rc = probe_forced(s, TEXT_SOURCE_UTF8, &first);

	if (rc != RC_INVALID || strcmp(first.id, "file.encoding") != 0) {
		if (rc != RC_OK && err)
			*err = first;
		return rc;
	}
	if (s->of_utf8.n && s->of_gb.n && !s->damaged)
		return s->of_gb.n <= s->of_utf8.n
		       ? refuse(s, "file.encoding",
		                N_("{file}, line {line}: GB18030 among lines of UTF-8: two files "
		                   "were put into one. Save each as CSV UTF-8 first."), &s->of_gb,
		                err)
		       : refuse(s, "file.encoding",
		                N_("{file}, line {line}: UTF-8 among lines of GB18030: two files "
		                   "were put into one. Save each as CSV UTF-8 first."),
		                &s->of_utf8, err);
	bad = s->bad;
	s->bad = (struct line_list){0};
	rc = probe_forced(s, TEXT_SOURCE_GB18030, err);
	if (rc == RC_OK ? s->of_utf8.n > 0
	    : rc == RC_INVALID && s->bad.n && bad.first > s->bad.first) {
		s->encoding = TEXT_SOURCE_UTF8; /* it got further */
		rc = refuse(s, "file.encoding", DAMAGED, &bad, err);
	} else if (rc == RC_INVALID && s->bad.n && bad.first == s->bad.first) {
		rc = refuse(s, "file.encoding",
		            N_("{file}, line {line}: this text is neither UTF-8 nor GB18030. Save "
		               "it again from the spreadsheet as CSV UTF-8, or name its "
		               "encoding."), &bad, err);
	}
	line_list_clear(&bad);
	return rc;
}

/* UTF-16 without a mark: NUL bytes mostly on one side of the pairs (U+4E00 has one on the other),
 * enough of them, and a line end among the pairs. */
static enum text_source_encoding guess_utf16(const char *head, size_t n) {
	size_t even = 0, odd = 0, end_le = 0, end_be = 0;

	for (size_t i = 0; i + 1 < n; i += 2) {
		even += head[i] == '\0';
		odd += head[i + 1] == '\0';
		end_le += (head[i] == '\n' || head[i] == '\r') && head[i + 1] == '\0';
		end_be += head[i] == '\0' && (head[i + 1] == '\n' || head[i + 1] == '\r');
	}
	if (odd > n / 16 && odd > 2 * even && end_le)
		return TEXT_SOURCE_UTF16LE;
	return even > n / 16 && even > 2 * odd && end_be ? TEXT_SOURCE_UTF16BE : TEXT_SOURCE_AUTO;
}

static enum rc hold(struct text_source *s, struct err *err) {
	char *buf = mem_alloc(CHUNK);
	size_t got = 1;
	enum rc rc = RC_OK;

	while (rc == RC_OK && got) {
		rc = read_bytes(s, buf, CHUNK, &got, err);
		if (rc != RC_OK)
			break;
		str_addn(&s->held, buf, got);
		if (s->held.n > TEXT_SOURCE_HELD_MAX)
			rc = err_set(err, RC_INVALID, "file.held",
			             N_("{file}: more than 64 MB came in. Put it into a file first "
			                "and name the file."), "file", s->name, NULL);
	}
	free(buf);
	s->is_held = true;
	return rc;
}

/* All of it in memory; what it is, is then seen. */
static enum rc take_book(struct text_source *s, struct err *err) {
	enum rc rc = RC_OK;

	if (s->is_held) {
		close(s->fd); /* a pipe: there is nothing to compare with */
		s->fd = -1;
	} else {
		if (lseek(s->fd, 0, SEEK_SET) == (off_t)-1)
			return file_error(err, s->name, errno);
		rc = hold(s, err);
	}
	s->book = s->held;
	s->held = (struct str){0};
	hash_once(str_text(&s->book), s->book.n, s->hash);
	s->hashed = true;
	return rc;
}

static enum rc find_encoding(struct text_source *s, enum text_source_encoding forced,
                             struct err *err) {
	char head[4096];
	size_t n = 0, got = 1;
	enum rc rc = RC_OK;

	while (rc == RC_OK && got && n < sizeof head) {
		rc = read_bytes(s, head + n, sizeof head - n, &got, err);
		if (rc == RC_OK)
			n += got;
	}
	if (rc != RC_OK)
		return rc;
	if (n == 0)
		return err_set(err, RC_INVALID, "file.empty", N_("{file} is empty."), "file",
		               s->name, NULL);
	if (s->may_be_book && n >= 4 && (memcmp(head, "PK\x03\x04", 4) == 0 ||
	                                 memcmp(head, "\xd0\xcf\x11\xe0", 4) == 0))
		return take_book(s, err);
	rc = file_kind_check(s->name, head, n, err);
	if (rc != RC_OK)
		return rc;
	if (forced != TEXT_SOURCE_AUTO)
		return probe_forced(s, forced, err);
	if (n >= 3 && memcmp(head, "\xef\xbb\xbf", 3) == 0)
		return probe_forced(s, TEXT_SOURCE_UTF8, err);
	if (n >= 2 && memcmp(head, "\xff\xfe", 2) == 0)
		return probe_forced(s, TEXT_SOURCE_UTF16LE, err);
	if (n >= 2 && memcmp(head, "\xfe\xff", 2) == 0)
		return probe_forced(s, TEXT_SOURCE_UTF16BE, err);
	enum text_source_encoding wide = guess_utf16(head, n);
	return wide != TEXT_SOURCE_AUTO ? probe_forced(s, wide, err) : probe_both(s, err);
}

static enum rc open_path(struct text_source *s, const char *path, struct err *err) {
	struct stat st;
	enum rc rc = file_not_kept(path, err);

	if (rc != RC_OK)
		return rc;
	s->fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : file_open(path);
	if (s->fd < 0 || fstat(s->fd, &st) != 0)
		return file_error(err, s->name, errno);
	if (S_ISDIR(st.st_mode))
		return file_error(err, s->name, EISDIR);
	return S_ISREG(st.st_mode) && strcmp(path, "-") != 0 ? RC_OK : hold(s, err);
}

static char *display_name(const char *path) {
	struct str clean = {0};
	const char *slash = strrchr(path, '/');

	if (strcmp(path, "-") == 0)
		return mem_strdup("stdin");
	utf8_clean(&clean, slash && slash[1] ? slash + 1 : path);
	return str_take(&clean);
}

static struct text_source *new_source(char *name) {
	struct text_source *s = mem_zalloc(1, sizeof *s);

	s->fd = -1;
	s->cd = (iconv_t)-1;
	s->name = name;
	return s;
}

static enum rc begin(struct text_source **out, struct text_source *s,
                     enum text_source_encoding forced, struct err *err) {
	enum rc rc = find_encoding(s, forced, err);

	if (rc == RC_OK && !s->book.n)
		rc = start_pass(s, err);
	if (rc == RC_OK)
		*out = s;
	else
		text_source_close(s);
	return rc;
}

static enum rc open_source(struct text_source **out, const char *path, bool may_be_book,
                           enum text_source_encoding forced, struct err *err) {
	struct text_source *s = new_source(display_name(path));
	enum rc rc = open_path(s, path, err);

	*out = NULL;
	s->may_be_book = may_be_book;
	if (rc == RC_OK)
		return begin(out, s, forced, err);
	text_source_close(s);
	return rc;
}

enum rc text_source_open(struct text_source **out, const char *path,
                         enum text_source_encoding forced, struct err *err) {
	return open_source(out, path, false, forced, err);
}

enum rc text_source_open_book(struct text_source **out, const char *path,
                              enum text_source_encoding forced, struct err *err) {
	return open_source(out, path, true, forced, err);
}

const struct str *text_source_book(const struct text_source *s) {
	return s->book.n ? &s->book : NULL;
}
bool text_source_has_rows(const struct text_source *s) { return s->has_rows; }

enum rc text_source_no_book(const struct text_source *s, struct err *err) {
	return file_kind_check(s->name, s->book.s, s->book.n, err);
}

enum rc text_source_give_rows(struct text_source *s, const char *sheet, struct str *rows,
                              struct err *err) {
	char *name;

	if (!s->has_rows)
		s->file_name = strlen(s->name);
	name = mem_printf("%.*s %s", (int)s->file_name, s->name, sheet);
	free(s->name);
	s->name = name;
	str_clear(&s->held);
	s->held = *rows;
	*rows = (struct str){0};
	s->has_rows = s->is_held = true;
	s->encoding = TEXT_SOURCE_UTF8;
	s->lines = 0;
	for (size_t i = 0; i < s->held.n; i++)
		s->lines += s->held.s[i] == '\r';
	return start_pass(s, err);
}

enum rc text_source_open_bytes(struct text_source **out, const char *name, const void *data,
                               size_t n, struct err *err) {
	struct text_source *s = new_source(mem_strdup(name));

	*out = NULL;
	str_addn(&s->held, data, n);
	s->is_held = true;
	return begin(out, s, TEXT_SOURCE_UTF8, err);
}

void text_source_close(struct text_source *s) {
	if (!s)
		return;
	if (s->cd != (iconv_t)-1)
		iconv_close(s->cd);
	if (s->fd >= 0)
		close(s->fd);
	str_clear(&s->held);
	str_clear(&s->book);
	str_clear(&s->text);
	str_clear(&s->line);
	line_list_clear(&s->nul);
	line_list_clear(&s->bad);
	line_list_clear(&s->of_gb);
	line_list_clear(&s->of_utf8);
	free(s->name);
	free(s);
}

const char *text_source_name(const struct text_source *s) { return s->name; }
enum text_source_encoding text_source_encoding(const struct text_source *s) { return s->encoding; }
long text_source_lines(const struct text_source *s) { return s->lines; }
const unsigned char *text_source_hash(const struct text_source *s) { return s->hash; }

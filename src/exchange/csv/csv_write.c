/* SPDX-License-Identifier: MIT */
#include "exchange/csv/csv_write.h"

#include <errno.h>
#include <iconv.h>
#include <unistd.h>

#include "core/hash.h"
#include "core/tr.h"
#include "exchange/csv/gb18030.h"

enum { FLUSH_AT = 64 * 1024 };

struct csv_writer {
	struct target file;
	iconv_t cd; /* (iconv_t)-1 for UTF-8 */
	struct str buf; /* UTF-8 not yet written */
	bool row_begun;
	int failed; /* errno of the first failed write; 0: none */
	struct hash hash; /* of the bytes written */
	struct str *to;   /* where they go instead of a file; NULL: to the file */
};

enum { QUOTED = 1, FORMULA = 2 };

/* QUOTED: a cell that holds one is quoted; FORMULA: one that begins so may be one. */
static const unsigned char marks[256] = {
	['"'] = QUOTED, [','] = QUOTED, [';'] = QUOTED, ['|'] = QUOTED, ['\n'] = QUOTED,
	['\t'] = QUOTED | FORMULA, ['\r'] = QUOTED | FORMULA, ['='] = FORMULA, ['+'] = FORMULA,
	['-'] = FORMULA, ['@'] = FORMULA, [' '] = FORMULA, [0xe3] = FORMULA, [0xc2] = FORMULA,
	[0xef] = FORMULA};

static const char *after_blanks(const char *s) {
	for (;;) {
		if (*s == ' ')
			s++;
		else if (strncmp(s, "\xe3\x80\x80", 3) == 0) /* U+3000 */
			s += 3;
		else if (strncmp(s, "\xc2\xa0", 2) == 0) /* U+00A0 */
			s += 2;
		else
			return s;
	}
}

bool csv_is_formula(const char *text) {
	static const char *const wide[] = {"＝", "＋", "－", "＠"};
	const char *s;

	if (!(marks[(unsigned char)*text] & FORMULA)) /* nearly every cell */
		return false;
	s = after_blanks(text);
	if (*s && strchr("=+-@\t\r", *s))
		return true;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (strncmp(s, wide[i], strlen(wide[i])) == 0)
			return true;
	return false;
}

static bool is_formula_after_quotes(const char *s) {
	while (*s == '\'')
		s++;
	return csv_is_formula(s);
}

void csv_guard(struct str *out, const char *text) {
	if (is_formula_after_quotes(text))
		str_addc(out, '\'');
	str_add(out, text);
}

const char *csv_unguard(const char *text) {
	return *text == '\'' && is_formula_after_quotes(text) ? text + 1 : text;
}

void csv_enclose(struct str *out, const char *before, const char *text, const char *behind) {
	str_addc(out, '"');
	str_add(out, before);
	for (const char *to; *text; text = to) {
		to = text + strcspn(text, "\"");
		to += *to != '\0';
		str_addn(out, text, (size_t)(to - text));
		if (to[-1] == '"')
			str_addc(out, '"');
	}
	str_add(out, behind);
	str_addc(out, '"');
}

void csv_quote(struct str *out, const char *text) {
	if (!text || !text[strcspn(text, ",\"\r\n")])
		str_add(out, text);
	else
		csv_enclose(out, "", text, "");
}

bool csv_is_fragile(const char *s) {
	size_t n, digits;

	if (*s < '0' || *s > '9')
		return false;
	n = strlen(s);
	digits = strspn(s, "0123456789");
	if (digits == n)
		return n > 11 || (n > 1 && *s == '0');
	if (strchr("-/", s[digits]) && digits <= 4)
		return strspn(s, "0123456789-/") == n;
	return strspn(s, "0123456789.eE+") == n && strpbrk(s, "eE") != NULL;
}

static void flush_bytes(struct csv_writer *w, const char *p, size_t n) {
	if (w->to) {
		hash_add(&w->hash, p, n);
		str_addn(w->to, p, n);
		return;
	}
	while (n && !w->failed) {
		ssize_t k = write(w->file.fd, p, n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0) {
			w->failed = errno;
			return;
		}
		hash_add(&w->hash, p, (size_t)k);
		p += k;
		n -= (size_t)k;
	}
}

static void flush(struct csv_writer *w) {
	if (w->cd == (iconv_t)-1) {
		flush_bytes(w, str_text(&w->buf), w->buf.n);
	} else {
		gb18030_fold(&w->buf, 0); /* all that iconv could not write */
		char *in = w->buf.s;
		size_t in_n = w->buf.n;
		while (in_n && !w->failed) {
			char out_buf[8192];
			char *out = out_buf;
			size_t out_n = sizeof out_buf;
			if (iconv(w->cd, &in, &in_n, &out, &out_n) == (size_t)-1 && errno != E2BIG)
				w->failed = errno;
			flush_bytes(w, out_buf, sizeof out_buf - out_n);
		}
	}
	str_reset(&w->buf);
}

static void add_quoted(struct csv_writer *w, const char *before, const char *text,
                       const char *behind) {
	unsigned char all = 0;
	bool quote = *behind || *text == ' ';
	size_t n = 0;

	if (w->row_begun)
		str_addc(&w->buf, ',');
	w->row_begun = true;
	if (!*text)
		return;
	for (; text[n]; n++)
		all |= marks[(unsigned char)text[n]];
	quote |= (all & QUOTED) || text[n - 1] == ' ';
	if (quote) {
		csv_enclose(&w->buf, before, text, behind);
		return;
	}
	str_add(&w->buf, before);
	str_addn(&w->buf, text, n);
}

void csv_writer_cell(struct csv_writer *w, const char *text) {
	const char *s = text ? text : "";

	add_quoted(w, is_formula_after_quotes(s) ? "'" : "", s, "");
}

void csv_writer_number(struct csv_writer *w, const char *digits) {
	if (digits && *digits && !csv_is_formula(digits))
		add_quoted(w, "", digits, "\t");
	else
		csv_writer_cell(w, digits);
}

void csv_writer_end_row(struct csv_writer *w) {
	str_add(&w->buf, "\r\n");
	w->row_begun = false;
	if (w->buf.n > FLUSH_AT)
		flush(w);
}

enum rc csv_writer_new(struct csv_writer **out, const char *path,
                       enum text_source_encoding encoding, enum csv_existing existing,
                       struct err *err) {
	struct csv_writer *w = mem_zalloc(1, sizeof *w);
	enum rc rc = RC_OK;

	*out = NULL;
	w->cd = (iconv_t)-1;
	w->file.fd = -1;
	hash_begin(&w->hash);
	if (encoding == TEXT_SOURCE_GB18030) {
		w->cd = iconv_open("GB18030", "UTF-8");
		if (w->cd == (iconv_t)-1)
			rc = err_set(err, RC_CONFIG, "file.iconv_out",
			             N_("This machine cannot write {encoding} text."), "encoding",
			             text_source_encoding_name(encoding), NULL);
	} else {
		str_add(&w->buf, "\xef\xbb\xbf");
	}
	if (rc == RC_OK)
		rc = target_open(&w->file, path, existing, err);
	if (rc == RC_OK)
		*out = w;
	else
		csv_writer_free(w);
	return rc;
}

struct csv_writer *csv_writer_memory(struct str *to) {
	struct csv_writer *w = mem_zalloc(1, sizeof *w);

	w->file.fd = -1;
	w->cd = (iconv_t)-1;
	w->to = to;
	hash_begin(&w->hash);
	return w;
}

void csv_writer_hash(struct csv_writer *w, char hex[2 * HASH_LEN + 1]) {
	unsigned char sum[HASH_LEN];
	struct hash now;

	flush(w);
	now = w->hash;
	hash_end(&now, sum);
	hash_hex(sum, sizeof sum, hex);
}

enum rc csv_writer_finish(struct csv_writer *w, struct err *err) {
	flush(w);
	return w->to ? RC_OK : target_finish(&w->file, w->failed, err);
}

const char *csv_writer_path(const struct csv_writer *w) { return w->file.path; }

void csv_writer_free(struct csv_writer *w) {
	if (!w)
		return;
	if (w->cd != (iconv_t)-1)
		iconv_close(w->cd);
	target_clear(&w->file);
	str_clear(&w->buf);
	free(w);
}

enum rc csv_writer_close(struct csv_writer *w, enum rc rc, char **path, struct err *err) {
	if (rc == RC_OK)
		rc = csv_writer_finish(w, err);
	if (rc == RC_OK && path)
		*path = mem_strdup(csv_writer_path(w));
	csv_writer_free(w);
	return rc;
}

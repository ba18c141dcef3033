/* SPDX-License-Identifier: MIT */
#include "exchange/csv/csv_write.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"
#include "core/hash.h"
#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/csv/gb18030.h"

enum { FLUSH_AT = 64 * 1024, NUMBER_MAX = 99 };

struct csv_writer {
	char *path, *part, *name;
	int fd;
	bool is_stdout;
	enum csv_existing existing;
	iconv_t cd; /* (iconv_t)-1 for UTF-8 */
	struct str buf; /* UTF-8 not yet written */
	bool row_begun;
	int failed; /* errno of the first failed write; 0: none */
	bool part_made, finished;
	struct hash hash; /* of the bytes written */
	struct str *to;   /* where they go instead of a file; NULL: to the file */
};

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

	if (!*text || !strchr("=+-@\t\r \xe3\xc2\xef", *text)) /* nearly every cell */
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
		ssize_t k = write(w->fd, p, n);
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
	static const bool special[256] = {
		['"'] = true, [','] = true, [';'] = true, ['|'] = true, ['\t'] = true, ['\r'] = true, ['\n'] = true};
	bool quote = *behind || *text == ' ';
	size_t n = 0;

	for (; text[n]; n++)
		quote = quote || special[(unsigned char)text[n]];
	quote = quote || (n && text[n - 1] == ' ');
	if (w->row_begun)
		str_addc(&w->buf, ',');
	w->row_begun = true;
	if (quote)
		str_addc(&w->buf, '"');
	str_add(&w->buf, before);
	if (!quote) {
		str_addn(&w->buf, text, n);
		return;
	}
	for (const char *p = text; *p; p++) {
		if (*p == '"')
			str_addc(&w->buf, '"');
		str_addc(&w->buf, *p);
	}
	str_add(&w->buf, behind);
	str_addc(&w->buf, '"');
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

/* A .part that no living process holds was left by one that was cut off: it is ours, and in
 * nobody's way. */
static bool remove_stale(const char *part) {
	struct stat st;
	int fd = open(part, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	bool stale = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	             st.st_uid == geteuid() && flock(fd,
	                                             LOCK_EX | LOCK_NB) == 0 && unlink(part) == 0;

	if (fd >= 0)
		close(fd);
	return stale;
}

static enum rc open_part(struct csv_writer *w, struct err *err) {
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	struct stat st;

	if (lstat(w->path, &st) == 0) {
		/* A device or a pipe is never replaced by a file, whoever may do so. */
		if (S_ISDIR(st.st_mode) && w->existing == CSV_REPLACE)
			return file_error(err, w->name, EISDIR);
		if (w->existing == CSV_KEEP || (w->existing == CSV_REPLACE && file_is_kept(w->path)) ||
		    (w->existing == CSV_REPLACE && !S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode)))
			return file_error(err, w->name, EEXIST);
	}
	w->fd = open(w->part, flags, 0600);
	if (w->fd < 0 && errno == EEXIST) {
		if (remove_stale(w->part))
			w->fd = open(w->part, flags, 0600);
		else
			errno = EEXIST;
	}
	w->part_made = w->fd >= 0;
	if (w->part_made) {
		flock(w->fd, LOCK_EX | LOCK_NB);
		return RC_OK;
	}
	if (errno == EEXIST)
		return err_set(err, RC_EXISTS, "file.part",
		               N_("{file}.part is in the way: another write of it is under way, or "
		                  "it is none of ours. Try again later, or remove it."), "file",
		               w->name, NULL);
	return file_error(err, w->name, errno);
}

static void set_path(struct csv_writer *w, const char *path) {
	const char *slash = strrchr(path, '/');
	struct str clean = {0};

	free(w->path);
	free(w->name);
	w->path = mem_strdup(path);
	utf8_clean(&clean, slash && slash[1] ? slash + 1 : path);
	w->name = str_take(&clean);
}

enum rc csv_writer_new(struct csv_writer **out, const char *path,
                       enum text_source_encoding encoding, enum csv_existing existing,
                       struct err *err) {
	struct csv_writer *w = mem_zalloc(1, sizeof *w);
	enum rc rc = RC_OK;

	*out = NULL;
	w->fd = -1;
	w->cd = (iconv_t)-1;
	w->existing = existing;
	w->is_stdout = strcmp(path, "-") == 0;
	set_path(w, path);
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
	if (rc == RC_OK && w->is_stdout) {
		w->fd = STDOUT_FILENO;
	} else if (rc == RC_OK) {
		w->part = mem_printf("%s.part", path);
		rc = open_part(w, err);
	}
	if (rc == RC_OK)
		*out = w;
	else
		csv_writer_free(w);
	return rc;
}

struct csv_writer *csv_writer_memory(struct str *to) {
	struct csv_writer *w = mem_zalloc(1, sizeof *w);

	w->fd = -1;
	w->cd = (iconv_t)-1;
	w->to = to;
	set_path(w, "-");
	hash_begin(&w->hash);
	return w;
}

static bool same_bytes(const char *a, const char *b) {
	struct stat st;
	bool plain = stat(b, &st) == 0 && S_ISREG(st.st_mode); /* a pipe would never answer */
	FILE *f = plain ? fopen(a, "rbe") : NULL, *g = plain ? fopen(b, "rbe") : NULL;
	bool same = f && g;
	int c = 0;

	while (same && c != EOF) {
		c = getc(f);
		same = c == getc(g);
	}
	if (f)
		fclose(f);
	if (g)
		fclose(g);
	return same;
}

/* PATH with -n before its last ending: roster.refused.csv -> roster.refused-2.csv. */
static char *numbered(const char *path, int n) {
	const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
	size_t stem = dot && (!slash || dot > slash + 1) && dot != path ? (size_t)(dot - path)
	              : strlen(path);

	return mem_printf("%.*s-%d%s", (int)stem, path, n, path + stem);
}

/* Give the finished .part its name without ever replacing a file that came meanwhile. */
static int place_new(const struct csv_writer *w, const char *path) {
	if (link(w->part, path) == 0)
		return unlink(w->part) == 0 ? 0 : errno;
	if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS && errno != EMLINK)
		return errno;
	struct stat st; /* a file system without hard links */
	if (lstat(path, &st) == 0)
		return EEXIST;
	return rename(w->part, path) == 0 ? 0 : errno;
}

static int place(struct csv_writer *w) {
	char *asked, *path;
	int why;

	if (w->existing == CSV_REPLACE)
		return rename(w->part, w->path) == 0 ? 0 : errno;
	why = place_new(w, w->path);
	if (w->existing != CSV_NUMBER)
		return why;
	asked = mem_strdup(w->path);
	path = mem_strdup(asked);
	for (int n = 2; why == EEXIST && n <= NUMBER_MAX; n++) {
		if (same_bytes(w->part, path)) {
			why = unlink(w->part) == 0 ? 0 : errno;
			break;
		}
		free(path);
		path = numbered(asked, n);
		why = place_new(w, path);
	}
	if (!why)
		set_path(w, path);
	free(asked);
	free(path);
	return why;
}

static int sync_folder(const char *path) {
	const char *slash = strrchr(path, '/');
	char *dir = slash ? mem_strndup(path, slash == path ? 1 : (size_t)(slash - path))
	            : mem_strdup(".");
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), why = 0;

	free(dir);
	if (fd < 0)
		return 0; /* a folder one may write to but not read */
	if (fsync(fd) != 0 && errno != EINVAL)
		why = errno;
	close(fd);
	return why;
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
	if (!w->failed && !w->is_stdout && !w->to) {
		if (fsync(w->fd) != 0)
			w->failed = errno;
		if (close(w->fd) != 0 && !w->failed)
			w->failed = errno;
		w->fd = -1;
		if (!w->failed)
			w->failed = place(w);
		if (!w->failed) {
			w->finished = true;
			w->failed = sync_folder(w->path);
		}
	}
	return w->failed ? file_error(err, w->name, w->failed) : RC_OK;
}

const char *csv_writer_path(const struct csv_writer *w) { return w->path; }

void csv_writer_free(struct csv_writer *w) {
	if (!w)
		return;
	if (w->cd != (iconv_t)-1)
		iconv_close(w->cd);
	if (!w->is_stdout && w->fd >= 0)
		close(w->fd);
	if (w->part_made && !w->finished)
		unlink(w->part);
	str_clear(&w->buf);
	free(w->path);
	free(w->part);
	free(w->name);
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

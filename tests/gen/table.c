/* Cells to lines to bytes: quoting, spellings, encodings. SPDX-License-Identifier: MIT */
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/gen.h"

static void quoted(struct str *out, const char *text, char delimiter) {
	if (!strpbrk(text, "\"\r\n") && !strchr(text, delimiter)) {
		str_add(out, text);
		return;
	}
	str_addc(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			str_addc(out, '"');
		str_addc(out, *text);
	}
	str_addc(out, '"');
}

void table_cell(struct table *t, const char *text) {
	if (t->cells++ > 0)
		str_addc(&t->text, t->layout->delimiter);
	quoted(&t->text, text, t->layout->delimiter);
}

void table_judge(struct table *t, const char *verdict, const char *field) {
	t->verdict = verdict;
	t->fault = field;
}

void table_end(struct table *t) {
	while (t->cells < t->columns)
		table_cell(t, "");
	str_add(&t->text, "\r\n");
	t->records++;
	t->cells = 0;
	if (t->verdict)
		str_addf(&t->truth, "%zu,%s,%s\n", t->records, t->verdict,
		         sheet_header(t->sheet, t->fault, false));
	table_judge(t, "ok", "");
}

void table_clear(struct table *t) {
	str_clear(&t->text);
	str_clear(&t->truth);
}

/* ---- spellings ---- */

static void full_width(struct str *out, const char *ascii) {
	for (; *ascii; ascii++) {
		unsigned cp = 0xFF00u + ((unsigned char)*ascii - 0x20u);
		str_addc(out, (char)(0xE0 | cp >> 12));
		str_addc(out, (char)(0x80 | (cp >> 6 & 0x3F)));
		str_addc(out, (char)(0x80 | (cp & 0x3F)));
	}
}

void spell_date(struct table *t, struct rng *r, struct date d) {
	char iso[DATE_BUF];
	if (!date_is_set(d)) {
		table_cell(t, "");
		return;
	}
	date_format(d, iso);
	int how = rng_below(r, 60); /* one in eight is not ISO */
	if (!t->layout->mixed || how >= 8) {
		table_cell(t, iso);
		return;
	}
	int y, m, day;
	struct str s = {0};
	date_to_ymd(d, &y, &m, &day);
	switch (how) {
	case 0: str_addf(&s, "%04d.%02d.%02d", y, m, day); break;
	case 1: str_addf(&s, "%d/%d/%d", y, m, day); break;
	case 2: str_addf(&s, "%d年%d月%d日", y, m, day); break;
	case 3: str_addf(&s, "%04d%02d%02d", y, m, day); break;
	case 4: str_addf(&s, " %d-%d-%d ", y, m, day); break;
	case 5: full_width(&s, iso); break;
	case 6: str_addf(&s, "%d", (int)(d.n + 25569)); break; /* a spreadsheet's serial: 1970-01-01 is 25569 */
	default: str_addf(&s, "%s 00:00", iso); break;
	}
	table_cell(t, str_text(&s));
	str_clear(&s);
}

void spell_idno(struct table *t, struct rng *r, const char *idno) {
	struct str s = {0};
	int how = rng_below(r, 60);
	if (!t->layout->mixed || how > 4) {
		str_add(&s, idno);
	} else if (how == 0) {
		full_width(&s, idno);
	} else if (how == 1) {
		str_addf(&s, "'%s", idno);
	} else if (how == 2) {
		str_addf(&s, "%s\t", idno);
	} else if (how == 3) {
		str_addf(&s, "%.6s %.8s %s", idno, idno + 6, idno + 14);
	} else {
		str_add(&s, idno);
		if (s.s[s.n - 1] == 'X')
			s.s[s.n - 1] = 'x';
	}
	table_cell(t, str_text(&s));
	str_clear(&s);
}

void spell_name(struct table *t, struct rng *r, const char *name) {
	static const char *const dots[] = {"•", "．", "・"};
	struct str s = {0};
	const char *dot = strstr(name, "·");
	int how = rng_below(r, 30);
	if (!t->layout->mixed || (how > 0 && !dot))
		str_add(&s, name);
	else if (dot)
		str_addf(&s, "%.*s%s%s", (int)(dot - name), name, rng_pick(r, dots), dot + strlen("·"));
	else
		str_addf(&s, " %s　", name);
	table_cell(t, str_text(&s));
	str_clear(&s);
}

/* ---- saving ---- */

static _Noreturn void fail(const char *path, const char *why) {
	fprintf(stderr, "gen: %s: %s\n", path, why);
	exit(74);
}

static void write_file(const char *path, const char *head, const char *bytes, size_t n) {
	FILE *f = fopen(path, "wb");
	if (!f || fwrite(head, 1, strlen(head), f) != strlen(head) || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
		fail(path, strerror(errno));
}

static void write_encoded(const char *path, const char *to, const char *bytes, size_t n) {
	iconv_t cd = iconv_open(to, "UTF-8");
	size_t room = n * 4 + 16, left = room;
	char *out = mem_alloc(room), *end = out, *in = mem_strndup(bytes, n), *at = in;
	if (cd == (iconv_t)-1 || iconv(cd, &at, &n, &end, &left) == (size_t)-1)
		fail(path, strerror(errno));
	iconv_close(cd);
	write_file(path, "", out, room - left);
	free(in);
	free(out);
}

void table_save(const struct table *t, const char *path) {
	const char *encoding = t->layout->encoding, *text = str_text(&t->text);
	if (strcmp(encoding, "utf8") == 0)
		write_file(path, "", text, t->text.n);
	else if (strcmp(encoding, "utf8bom") == 0)
		write_file(path, "\xEF\xBB\xBF", text, t->text.n);
	else if (strcmp(encoding, "gb18030") == 0)
		write_encoded(path, "GB18030", text, t->text.n);
	else
		write_encoded(path, "UTF-16", text, t->text.n); /* with its byte order mark */
}

void truth_save(const struct table *t, const char *path) {
	write_file(path, "row,verdict,column\n", str_text(&t->truth), t->truth.n);
}

/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <unistd.h>
#include <zip.h>

#include "core/date.h"
#include "core/file.h"
#include "core/mem.h"
#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/sheet/sheet_priv.h"

enum {
	MADE = 946684800, /* 2000-01-01: a file does not depend on when it is written */
	PAPER_A4 = 9,
	AS_AMOUNT = 2, AS_TEXT = 49, /* the formats 0.00 and @ */
	NAME_CHARS = 26, /* of 31; a number may come behind */
	HEADER_CHARS = 200, NO_ROOM = 1 << 20,
};

/* The library's temporary files lie, nameless, in the folder of the file, not in /tmp. */
enum rc book_open(struct book *b, const struct target *file, bool rows, struct err *err) {
	lxw_doc_properties made = {.created = MADE};
	lxw_workbook_options o = {.constant_memory = rows};
	const char *slash = strrchr(file->part, '/');

	b->folder = slash == file->part ? mem_strdup("/")
	            : slash             ? mem_strndup(file->part, (size_t)(slash - file->part))
	                                : mem_strdup(".");
	o.tmpdir = b->folder;
	b->work = workbook_new_opt(file->part, &o);
	if (b->work == NULL)
		return file_error(err, file->name, errno ? errno : ENOMEM);
	workbook_set_properties(b->work, &made);
	return RC_OK;
}

/* At most `most` characters, without those that may not stand there. */
static char *plain(const char *text, size_t most, const char *never) {
	struct str out = {0};
	size_t n = 0;

	for (const char *p = text; *p && n < most; p++) {
		if ((*p & 0xc0) != 0x80)
			n++;
		str_addc(&out, strchr(never, *p) || (unsigned char)*p < ' ' ? ' ' : *p);
	}
	while (out.n && (out.s[out.n - 1] == ' ' || !utf8_is_valid(out.s, out.n)))
		out.s[--out.n] = '\0'; /* nor half a character */
	return str_take(&out);
}

enum rc book_failed(struct err *err) {
	return err_set(err, RC_IO, "sheet.made", N_("The workbook could not be made."), NULL);
}

enum rc book_sheet(struct book *b, const char *title, struct err *err) {
	char *once = plain(title, NAME_CHARS, "[]:*?/\\'"), *head = plain(title, HEADER_CHARS, "&");
	char *header = mem_printf("&C%s", head), *name = mem_strdup(once);

	for (int n = 2; *name && workbook_get_worksheet_by_name(b->work, name); n++) {
		free(name);
		name = mem_printf("%s-%d", once, n);
	}
	b->sheet = workbook_add_worksheet(b->work, *name ? name : NULL);
	free(once);
	if (b->sheet) {
		worksheet_set_paper(b->sheet, PAPER_A4);
		worksheet_set_header(b->sheet, header);
		worksheet_set_footer(b->sheet, "&C&P / &N");
	}
	free(name);
	free(head);
	free(header);
	return b->sheet ? RC_OK : book_failed(err);
}

lxw_format *book_style(struct book *b, enum book_style style) {
	const unsigned centred = 1u << STYLE_TITLE | 1u << STYLE_CENTRE | 1u << STYLE_LABEL |
	                         1u << STYLE_DATE | 1u << STYLE_DAY;
	lxw_format *f = b->style[style];

	if (f)
		return f;
	f = b->style[style] = workbook_add_format(b->work);
	if (style == STYLE_AMOUNT)
		format_set_num_format_index(f, AS_AMOUNT);
	else if (style == STYLE_DATE || style == STYLE_DAY)
		format_set_num_format(f, "yyyy-mm-dd");
	else if (style != STYLE_COUNT && style != STYLE_NUMBER)
		format_set_num_format_index(f, AS_TEXT);
	format_set_align(f,
		style == STYLE_TOP ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
	if (style == STYLE_HEAD || style == STYLE_TITLE)
		format_set_bold(f);
	if (style == STYLE_HEAD || style == STYLE_LONG || (style >= STYLE_TITLE && style < STYLE_NUMBER))
		format_set_text_wrap(f);
	if (style >= STYLE_LABEL)
		format_set_border(f, LXW_BORDER_THIN);
	if (centred >> style & 1)
		format_set_align(f, LXW_ALIGN_CENTER);
	if (style == STYLE_SIGN) /* "*", "85.0%": in a column of numbers */
		format_set_align(f, LXW_ALIGN_RIGHT);
	if (style >= STYLE_TITLE) {
		format_set_font_name(f, "宋体");
		format_set_font_size(f, style == STYLE_TITLE ? 16 : 10.5);
	}
	return f;
}

/* "12", "-3", "12.50": what a number cell gives back as it is, and no number of a paper. */
static bool is_count(const char *s) {
	size_t whole, part;

	s += *s == '-';
	whole = strspn(s, "0123456789");
	if (whole == 0 || whole > 12 || (whole > 1 && *s == '0'))
		return false;
	s += whole;
	part = *s == '.' ? strspn(s + 1, "0123456789") : 0;
	return (*s == '\0' || (part > 0 && part <= 2 && s[part + 1] == '\0'));
}

/* Spreadsheets count a day that never was in early 1900. */
static bool is_day(const char *s, struct date *day) {
	return strlen(s) == 10 && date_parse_iso(s, day) && strncmp(s, "1901", 4) >= 0;
}

/* "_x0041_" is read as the letter A: the sign before it is written so itself. */
static bool is_sign(const char *s) {
	return strncmp(s, "_x", 2) == 0 && strspn(s + 2, "0123456789ABCDEFabcdef") >= 4 && s[6] == '_';
}

static lxw_error put_text(struct book *b, lxw_row_t row, lxw_col_t col, const char *text,
                          lxw_format *f) {
	struct str out = {0};
	lxw_error why;

	if (!strstr(text, "_x"))
		return worksheet_write_string(b->sheet, row, col, text, f);
	for (const char *p = text; *p; p++) {
		str_add(&out, is_sign(p) ? "_x005F" : "");
		str_addc(&out, *p);
	}
	why = worksheet_write_string(b->sheet, row, col, str_text(&out), f);
	str_clear(&out);
	return why;
}

lxw_error book_put(struct book *b, lxw_row_t row, lxw_col_t col, enum cell_kind kind,
                   const char *text, enum book_style as_text, enum book_style as_count) {
	lxw_datetime d = {.year = 0};
	struct date day;

	if (kind == CELL_COUNT && is_count(text))
		return worksheet_write_number(
			b->sheet, row, col, strtod(text, NULL),
			book_style(b, as_count == STYLE_COUNT && strchr(text, '.') ? STYLE_AMOUNT
			                                                           : as_count));
	if (kind != CELL_DATE || !is_day(text, &day))
		return put_text(b, row, col, text, book_style(b, as_text));
	date_to_ymd(day, &d.year, &d.month, &d.day);
	return worksheet_write_datetime(b->sheet, row, col, &d,
	                                book_style(b, as_text < STYLE_TITLE ? STYLE_DATE : STYLE_DAY));
}

static size_t count_of(const char *s, size_t n, const char *word) {
	size_t len = strlen(word), count = 0;

	for (size_t i = 0; i + len <= n; i++)
		count += s[i] == *word && memcmp(s + i, word, len) == 0;
	return count;
}

/* Is the first sheet there from its first to its last row? */
static bool is_whole(const char *part, size_t rows) {
	static const char row[] = "<row ", end[] = "</worksheet>";
	enum { KEEP = sizeof end - 1, BLOCK = 64 * 1024 };
	char *buf = mem_zalloc(1, BLOCK + KEEP);
	zip_t *zip = zip_open(part, ZIP_RDONLY, NULL);
	zip_file_t *f = zip ? zip_fopen(zip, "xl/worksheets/sheet1.xml", 0) : NULL;
	size_t found = 0, kept = 0;
	zip_int64_t n = 0;
	bool whole;

	while (f && (n = zip_fread(f, buf + kept, BLOCK)) > 0) {
		size_t all = kept + (size_t)n, keep = all < KEEP ? all : KEEP;

		/* what is kept may hold the end of a word, never the whole of one twice */
		found += count_of(buf, all, row);
		found -= count_of(buf + all - keep, keep, row);
		memmove(buf, buf + all - keep, keep);
		kept = keep;
	}
	found += count_of(buf, kept, row);
	whole = f && n == 0 && found == rows && kept == KEEP && memcmp(buf, end, KEEP) == 0;
	if (f)
		zip_fclose(f);
	if (zip)
		zip_discard(zip);
	free(buf);
	return whole;
}

enum rc book_finish(struct book *b, const struct target *file, size_t rows, struct err *err) {
	FILE *screen = stderr, *nowhere = fmemopen(NULL, 4096, "w");
	long long room;
	lxw_error why;

	if (nowhere) /* what the library says of a failure; we say it ourselves */
		stderr = nowhere;
	why = workbook_close(b->work);
	stderr = screen;
	if (nowhere)
		fclose(nowhere);
	b->work = NULL;
	if (why == LXW_NO_ERROR && is_whole(file->part, rows))
		return RC_OK;
	room = file_room(file->part);
	return file_error(err, file->name, room >= 0 && room < NO_ROOM ? ENOSPC : EIO);
}

void book_clear(struct book *b) {
	if (b->work)
		lxw_workbook_free(b->work);
	free(b->folder);
	*b = (struct book){.work = NULL};
}

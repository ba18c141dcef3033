/* SPDX-License-Identifier: MIT */
#include "exchange/print/page.h"

#include "core/file.h"
#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/print/sheet.h"
#include "model/access/bound.h"
#include "model/station/approval.h"

void page_clear(struct page *p) {
	free(p->title);
	free(p->station);
	for (size_t i = 0; i < p->head_count; i++)
		free(p->head[i]);
	for (size_t i = 0; i < p->column_count; i++)
		free(p->column[i]);
	for (size_t i = 0; i < p->cell_count; i++)
		free(p->cells[i]);
	for (size_t i = 0; i < p->sign_count; i++)
		free(p->sign[i]);
	free(p->cells);
	ids_clear(&p->who);
	str_clear(&p->fields);
	*p = (struct page){0};
}

static char *clean(const char *text) {
	struct str out = {0};

	utf8_clean(&out, text ? text : "");
	return str_take(&out);
}

void page_title(struct page *p, const char *station, const char *title) {
	p->station = clean(station);
	p->title = clean(title);
}

void page_head(struct page *p, const char *label, const char *value) {
	struct str line = {0};

	if (p->head_count == PAGE_LINES)
		return;
	str_addf(&line, "%s%s", label, tr_lang() == LANG_ZH ? "：" : ": ");
	utf8_clean(&line, value ? value : "");
	p->head[p->head_count++] = str_take(&line);
}

void page_head_count(struct page *p, const char *label, long long n) {
	char text[24];

	snprintf(text, sizeof text, "%lld", n);
	if (n > 0)
		page_head(p, label, text);
}

void page_column(struct page *p, const char *label) {
	if (p->column_count < PAGE_COLUMNS)
		p->column[p->column_count++] = clean(label);
}

void page_column_as(struct page *p, const char *label, bool count) {
	if (p->column_count < PAGE_COLUMNS)
		p->count[p->column_count] = count;
	page_column(p, label);
}

void page_columns(struct page *p, const char *const *labels, size_t n) {
	for (size_t i = 0; i < n; i++)
		page_column(p, tr(labels[i]));
}

void page_cell(struct page *p, const char *text) {
	VEC_PUSH(p->cells, p->cell_count, clean(text));
}

void page_sign(struct page *p, const char *label) {
	if (p->sign_count < PAGE_LINES)
		p->sign[p->sign_count++] = clean(label);
}

/* Rows from..to of the table are on sheet n of the page; false: there is no such sheet. */
static bool sheet(const struct page *p, size_t n, size_t *from, size_t *to) {
	size_t all = page_row_count(p), each = p->rows ? p->rows : all + 1;

	*from = n * each;
	*to = *from + each < all ? *from + each : all;
	return n == 0 || *from < all;
}

/* The text twin: no line is wider than a page of the printer at the terminal. */
enum { TWIN = 80, GAP = 2, FOLD_LEAST = 10, HEADS = -1 };

/* The widest columns give way, and their cells fold, until a row fits; where it does not even then,
 * its last columns stand below the first, as a second line of it. */
static void text_widths(const struct page *p, int width[PAGE_COLUMNS]) {
	int all = -GAP;

	for (size_t c = 0; c < p->column_count; c++) {
		width[c] = page_column_width(p, c);
		all += width[c] + GAP;
	}
	for (; all > TWIN; all--) {
		size_t widest = 0;

		for (size_t c = 1; c < p->column_count; c++)
			widest = width[c] > width[widest] ? c : widest;
		if (width[widest] <= FOLD_LEAST)
			break;
		width[widest]--;
	}
}

/* Columns from..*to stand beside each other; how many cells they take. */
static int text_band(const struct page *p, const int *width, size_t from, size_t *to) {
	int x = (from > 0 ? GAP : 0) + width[from];

	for (*to = from + 1; *to < p->column_count && x + GAP + width[*to] <= TWIN; ++*to)
		x += GAP + width[*to];
	return x;
}

static void text_cells(const struct page *p, const int *width, long row, size_t from, size_t to,
                       struct str *out) {
	const char *rest[PAGE_COLUMNS];
	bool more = true;

	for (size_t c = from; c < to; c++)
		rest[c] = row == HEADS ? p->column[c] : page_at(p, (size_t)row, c);
	while (more) {
		more = false;
		str_add(out, from > 0 ? "  " : "");
		for (size_t c = from; c < to; c++) {
			size_t n = utf8_line(rest[c], width[c]);
			char *piece = mem_strndup(rest[c], n);

			utf8_pad(out, piece, width[c]);
			str_add(out, c + 1 < to ? "  " : "\n");
			free(piece);
			rest[c] += n + strspn(rest[c] + n, " ");
			more = more || *rest[c] != '\0';
		}
	}
}

static void text_row(const struct page *p, const int *width, long row, struct str *out) {
	for (size_t from = 0, to; from < p->column_count; from = to) {
		text_band(p, width, from, &to);
		text_cells(p, width, row, from, to, out);
	}
}

static void text_fold(const char *text, struct str *out) {
	do {
		size_t n = utf8_line(text, TWIN);

		str_addn(out, text, n);
		str_addc(out, '\n');
		text += n + strspn(text + n, " ");
	} while (*text != '\0');
}

static void text_head(const struct page *p, const int *width, struct str *out) {
	int all = 0;

	if (p->station[0])
		text_fold(p->station, out);
	text_fold(p->title, out);
	str_add(out, "\n");
	for (size_t i = 0; i < p->head_count; i++)
		text_fold(p->head[i], out);
	str_add(out, "\n");
	text_row(p, width, HEADS, out);
	for (size_t from = 0, to; from < p->column_count; from = to) {
		int band = text_band(p, width, from, &to);

		all = band > all ? band : all;
	}
	for (int i = 0; i < all; i++)
		str_addc(out, '-');
	str_add(out, "\n");
}

static void page_text(const struct page *p, struct str *out) {
	int width[PAGE_COLUMNS];
	size_t from, to;

	text_widths(p, width);
	for (size_t n = 0; sheet(p, n, &from, &to); n++) {
		str_add(out, n ? "\f" : "");
		text_head(p, width, out);
		for (size_t r = from; r < to; r++)
			text_row(p, width, (long)r, out);
	}
	str_add(out, "\n");
	for (size_t i = 0; i < p->sign_count; i++)
		str_addf(out, "%s____________________\n\n", p->sign[i]);
}

void page_escape(struct str *out, const char *text) {
	for (; *text; text++) {
		switch (*text) {
		case '&':
			str_add(out, "&amp;");
			break;
		case '<':
			str_add(out, "&lt;");
			break;
		case '>':
			str_add(out, "&gt;");
			break;
		case '"':
			str_add(out, "&quot;");
			break;
		default:
			str_addc(out, *text);
		}
	}
}

static void add_element(struct str *out, const char *tag, const char *text) {
	str_addf(out, "<%s>", tag);
	page_escape(out, text);
	str_addf(out, "</%s>", tag);
}

static void html_sheet(const struct page *p, size_t n, size_t from, size_t to, struct str *out) {
	str_addf(out, "<section%s>\n", n ? " class=\"next\"" : "");
	add_element(out, "h1", p->title);
	if (p->station[0])
		add_element(out, "h2", p->station);
	for (size_t i = 0; i < p->head_count; i++)
		add_element(out, "p", p->head[i]);
	str_add(out, "\n<table>\n<thead><tr>");
	for (size_t c = 0; c < p->column_count; c++)
		add_element(out, "th", p->column[c]);
	str_add(out, "</tr></thead>\n<tbody>\n");
	for (size_t r = from; r < to; r++) {
		str_add(out, "<tr>");
		for (size_t c = 0; c < p->column_count; c++)
			add_element(out, "td", page_at(p, r, c));
		str_add(out, "</tr>\n");
	}
	str_add(out, "</tbody>\n</table>\n</section>\n");
}

static void page_html(const struct page *p, struct str *out) {
	size_t from, to;

	str_addf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
	         tr_lang() == LANG_ZH ? "zh-CN" : "en");
	add_element(out, "title", p->title);
	str_add(out,
	        "\n<style>\n@page { size: A4; margin: 20mm 15mm }\nbody { font: 12pt 宋体, SimSun, "
	        "serif; color: #000 }\nh1 { font-size: 18pt; text-align: center }\nh2 { font-size: "
	        "13pt; text-align: center; font-weight: normal }\ntable { border-collapse: "
	        "collapse; width: 100% }\nthead { display: table-header-group }\nth, td { border: "
	        "1px solid #000; padding: 3pt 5pt; text-align: left }\ntr { page-break-inside: "
	        "avoid }\n.next { page-break-before: always }\n.sign { margin-top: 14mm } .sign "
	        "span { display: inline-block; min-width: 45% }\n</style>\n</head>\n<body>\n");
	for (size_t n = 0; sheet(p, n, &from, &to); n++)
		html_sheet(p, n, from, to, out);
	str_add(out, "<p class=\"sign\">\n");
	for (size_t i = 0; i < p->sign_count; i++)
		add_element(out, "span", p->sign[i]);
	str_add(out, "\n</p>\n</body>\n</html>\n");
}

enum access_action page_access(const char *kind) {
	return strcmp(kind, OUT_ACCESS) == 0 ? ACT_AUDIT : ACT_PRINT;
}

static enum rc put_on_record(struct station *st, const struct actor *a, const struct page *p,
                             const char *kind, long long record, size_t people, long long *id,
                             struct err *err) {
	char detail[80];
	struct str fields = {0};
	enum rc rc = bound_take(st, a, BOUND_PAGES, 1, err);

	str_add(&fields, str_text(&p->fields));
	for (size_t i = 0; i < p->column_count; i++)
		str_addf(&fields, "%s%s", fields.n && i ? "," : "", p->column[i]);
	snprintf(detail, sizeof detail, "kind=%s people=%zu", kind, people);
	disclosure_sweep(st, a);
	if (rc == RC_OK)
		rc = disclosure_put(st, a, &(struct disclosure){.kind = kind, .action = "print", .leave = true,
		                    .table = record ? "resident" : NULL, .record = record,
		                    .detail = detail, .people = &p->who, .fields = str_text(&fields),
		                    .recipient = p->recipient, .purpose = p->purpose,
		                    .access = page_access(kind), .page = true}, id, err);
	str_clear(&fields);
	return rc;
}

enum rc page_put(struct station *st, const struct actor *a, const struct page *p, const char *kind,
                 long long record, size_t people, const struct str *html, const struct str *text,
                 char **path, struct err *err) {
	char *twin = NULL, *book = NULL;
	long long id = 0;
	enum rc rc = p->asked ? RC_OK : approval_need_many(st, a, kind, people, p->title, err);

	*path = NULL;
	if (rc == RC_OK)
		rc = put_on_record(st, a, p, kind, record, people, &id, err);
	if (rc != RC_OK)
		return rc;
	twin = disclosure_path(st, kind, id, ".txt");
	*path = disclosure_path(st, kind, id, ".html");
	rc = file_make_parents(twin, err);
	if (rc == RC_OK)
		rc = file_write_new(*path, str_text(html), html->n, err);
	if (rc == RC_OK)
		rc = file_write_new(twin, str_text(text), text->n, err);
	if (rc == RC_OK && p->sheets) {
		book = disclosure_path(st, kind, id, ".xlsx");
		rc = sheets_book(p->sheets, book, err);
	}
	if (rc != RC_OK) {
		free(*path);
		*path = NULL;
	}
	free(twin);
	free(book);
	return rc;
}

enum rc page_print(struct station *st, const struct actor *a, const struct page *p,
                   const char *kind, long long record, size_t people, char **path,
                   struct err *err) {
	struct str html = {0}, text = {0};
	char *book;
	enum rc rc;

	page_html(p, &html);
	page_text(p, &text);
	rc = page_put(st, a, p, kind, record, people, &html, &text, path, err);
	if (rc == RC_OK && page_fits_book(p)) {
		book = mem_printf("%.*s.xlsx", (int)(strlen(*path) - strlen(".html")), *path);
		rc = page_book(p, book, CSV_KEEP, NULL, err);
		free(book);
	}
	if (rc != RC_OK) {
		free(*path);
		*path = NULL;
	}
	str_clear(&html);
	str_clear(&text);
	return rc;
}

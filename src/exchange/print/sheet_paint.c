/* Sheets as HTML in a print style and as text in boxes of ASCII. SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/print/page.h"
#include "exchange/print/sheet_priv.h"

/* ---- text ---- */

static void mark_edges(char rule[SHEET_TWIN + 1], const struct sheet_row *r) {
	for (size_t i = 0; r && i < r->n; i++)
		rule[sheet_edge(r->cell[i].from)] = rule[sheet_edge(r->cell[i].to)] = '+';
}

static void text_rule(const struct sheet_row *above, const struct sheet_row *below,
                      struct str *out) {
	char rule[SHEET_TWIN + 1];

	memset(rule, '-', SHEET_TWIN);
	rule[SHEET_TWIN] = '\0';
	mark_edges(rule, above);
	mark_edges(rule, below);
	str_addf(out, "%s\n", rule);
}

static void text_boxes(const struct sheet_row *r, struct str *out) {
	const char *rest[SHEET_CELLS];

	for (size_t i = 0; i < r->n; i++)
		rest[i] = r->cell[i].text;
	for (int line = 0; line < r->lines; line++) {
		for (size_t i = 0; i < r->n; i++) {
			int width = sheet_cell_width(&r->cell[i]);
			size_t n = utf8_line(rest[i], width);
			char *piece = mem_strndup(rest[i], n);

			str_addc(out, '|');
			utf8_pad(out, piece, width);
			free(piece);
			rest[i] += n + strspn(rest[i] + n, " ");
		}
		str_add(out, "|\n");
	}
}

static void text_middle(const char *text, struct str *out) {
	for (int i = (SHEET_TWIN - utf8_width(text)) / 2; i > 0; i--)
		str_addc(out, ' ');
	str_addf(out, "%s\n", text);
}

static void text_signs(const struct sheet *s, struct str *out) {
	for (size_t i = 0; s->signs && i < SHEET_SIGNS && s->signs[i]; i++) {
		struct str one = {0};
		bool last = i % 2 || i + 1 == SHEET_SIGNS || !s->signs[i + 1];

		str_addf(&one, "%s______________", tr(s->signs[i]));
		str_add(out, i % 2 ? "" : "\n");
		if (last)
			str_addf(out, "%s\n", str_text(&one));
		else
			utf8_pad(out, str_text(&one), SHEET_TWIN / 2);
		str_clear(&one);
	}
}

static void text_sheet(const struct sheets *b, const struct sheet *s, struct str *out) {
	text_middle(b->station ? b->station : "", out);
	text_middle(s->title, out);
	str_addc(out, '\n');
	for (size_t i = 0; i < s->n; i++) {
		text_rule(i ? &s->rows[i - 1] : NULL, &s->rows[i], out);
		text_boxes(&s->rows[i], out);
	}
	text_rule(s->n ? &s->rows[s->n - 1] : NULL, NULL, out);
	text_signs(s, out);
}

void sheets_text(const struct sheets *b, struct str *out) {
	for (size_t i = 0; i < b->n; i++) {
		str_add(out, i ? "\f" : "");
		text_sheet(b, &b->v[i], out);
	}
}

/* ---- HTML ---- */

/* The heights are those of sheet.c: a line of 10.5 pt is 4.9 mm, a row has 1.9 mm more. */
static const char style[] =
	"@page { size: A4; margin: 12mm 15mm }\n"
	"body { font: 10.5pt/4.9mm 宋体, SimSun, \"AR PL UMing CN\", serif; color: #000; margin: 0 "
	"}\n"
	"section { page-break-inside: avoid; width: 180mm; margin: 0 auto }\n"
	"section + section { page-break-before: always }\n"
	"h2 { font: 12pt/6mm 宋体, SimSun, serif; text-align: center; margin: 0 0 2mm }\n"
	"h1 { font: bold 16pt/8mm 宋体, SimSun, serif; text-align: center; margin: 0 0 4mm }\n"
	"table { border-collapse: collapse; width: 100%; table-layout: fixed }\n"
	"th, td { border: 0.3mm solid #000; padding: 0.75mm 1mm; vertical-align: top;\n"
	"\toverflow-wrap: anywhere }\n"
	".one td { vertical-align: middle }\n"
	"th { font-weight: normal; text-align: center; vertical-align: middle }\n"
	".sign { margin: 0; padding-top: 5mm }\n"
	".sign span { display: inline-block; width: 49%; line-height: 6mm; height: 6mm }\n"
	"@media screen { section { margin: 8mm auto; padding: 12mm 15mm; border: 1px solid #999 } "
	"}\n";

static void html_row(const struct sheet_row *r, double stretch, struct str *out) {
	str_addf(out, "<tr style=\"height:%.1fmm\"%s>", stretch * sheet_row_mm(r),
	         r->lines > 1 ? "" : " class=\"one\"");
	for (size_t i = 0; i < r->n; i++) {
		const struct sheet_cell *c = &r->cell[i];
		const char *tag = c->label ? "th" : "td";

		str_addf(out, "<%s colspan=\"%d\">", tag, c->to - c->from);
		page_escape(out, c->text);
		str_addf(out, "</%s>", tag);
	}
	str_add(out, "</tr>\n");
}

static void html_element(struct str *out, const char *tag, const char *text) {
	str_addf(out, "<%s>", tag);
	page_escape(out, text);
	str_addf(out, "</%s>\n", tag);
}

static void html_sheet(const struct sheets *b, const struct sheet *s, struct str *out) {
	str_add(out, "<section>\n");
	html_element(out, "h2", b->station ? b->station : "");
	html_element(out, "h1", s->title);
	str_add(out, "<table><colgroup>");
	for (int i = 0; i < SHEET_UNITS; i++)
		str_add(out, "<col>");
	str_add(out, "</colgroup>\n");
	for (size_t i = 0; i < s->n; i++)
		html_row(&s->rows[i], sheet_stretch(s), out);
	str_add(out, "</table>\n");
	for (size_t i = 0; s->signs && i < SHEET_SIGNS && s->signs[i]; i++) {
		str_add(out, i % 2 ? "" : "<p class=\"sign\">");
		html_element(out, "span", tr(s->signs[i]));
		str_add(out, i % 2 || !s->signs[i + 1] ? "</p>\n" : "");
	}
	str_add(out, "</section>\n");
}

void sheets_html(const struct sheets *b, const char *title, struct str *out) {
	str_addf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
	         tr_lang() == LANG_ZH ? "zh-CN" : "en");
	html_element(out, "title", title);
	str_addf(out, "<style>\n%s</style>\n</head>\n<body>\n", style);
	for (size_t i = 0; i < b->n; i++)
		html_sheet(b, &b->v[i], out);
	str_add(out, "</body>\n</html>\n");
}

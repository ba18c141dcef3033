/* Lines of a file that are no records: totals, headings, what is signed below.
 * SPDX-License-Identifier: MIT */
#include "core/date.h"
#include "exchange/import/header.h"

static const char total_words[] = "合计,总计,小计,共计,总数,累计,本页合计,本页小计";
static const char signature_words[] =
	"填表人,填报人,制表人,制表,审核人,审核,审批人,负责人,单位负责人,填报单位,填报日期,填表日期,制表日期,制表单位,"
	"打印日期,打印时间,经办人,复核人,填表时间,填报时间,报送单位,报送日期,单位(盖章),盖章,签字,签名,注,说明,备注说明,填表说明,"
	"续表,接上页,转下页";

/* Does the folded text begin with one of the words, and end or go on with a sign there? */
static bool begins_with(const char *words, const char *folded) {
	while (*words) {
		size_t n = strcspn(words, ",");
		if (strncmp(folded, words, n) == 0 &&
		    (!folded[n] || strchr(":;,.(0123456789", folded[n]) ||
		     strncmp(folded + n, "：", 3) == 0))
			return true;
		words += n + (words[n] == ',');
	}
	return false;
}

/* What stands alone below a table: the office that made it, or the day. */
static bool is_closing(const char *folded) {
	static const char *const ends[] = {"工作站", "工作中心", "办公室", "人民政府", "禁毒办",
	                                   "办事处", "派出所",   "盖章)",  "签字",     "签名"};
	size_t n = strlen(folded);
	struct date day;

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t len = strlen(ends[i]);
		if (n >= len && strcmp(folded + n - len, ends[i]) == 0)
			return true;
	}
	return date_parse_loose(folded, &day, NULL) == RC_OK;
}

/* A whole row in one cell, since its cells are parted by another sign: it has a long number, or
 * that sign often enough. */
static bool is_row_in_a_cell(const char *cell, size_t columns) {
	static const char signs[] = ",;|\t、，；";
	size_t digits = 0, parts = 1, blanks = 1;

	for (const char *p = cell; *p; p++) {
		digits = *p >= '0' && *p <= '9' ? digits + 1 : 0;
		if (digits >= 11)
			return true;
		blanks += *p == ' ' && p[1] != ' ';
		parts += (*p & 0x80) == 0 ? strchr(signs, *p) != NULL
		         : strncmp(p, "、", 3) == 0 || strncmp(p, "，", 3) == 0 ||
		           strncmp(p, "；", 3) == 0;
	}
	return parts * 2 > columns || (blanks * 2 > columns && !strchr(cell, ':') &&
	                               !strstr(cell, "："));
}

/* Does the column say whose row it is, or must be filled in? */
static bool is_needed(const struct column *c) {
	return c->kind == COLUMN_UID ||
	       (c->kind == COLUMN_FIELD &&
	        ((c->field->flags & (F_REQUIRED | F_MASKED | F_NAME)) || c->field->type == FT_DATE));
}

/* What of a record tells its kind. */
struct look {
	size_t filled, labelled; /* cells, up to where it is a record; a counter's digits are not one */
	size_t at;               /* the first of them */
	bool total;              /* one of the first two is a total's name */
	bool needed;             /* a cell that a record must have */
	bool row;                /* a cell holds a row */
};

static void look_at(struct look *l, const struct header *h, const struct csv_record *rec,
                    struct str *first) {
	for (size_t i = 0; i < rec->count && !l->row && l->filled * 2 <= h->count + 1; i++) {
		struct str cell = {0};
		const struct column *c = i < h->count ? &h->columns[i] : NULL;
		header_fold(&cell, csv_cell(rec, i));
		const char *text = str_text(&cell);
		bool counter = c && c->kind == COLUMN_COUNTER &&
		               strspn(text, "0123456789") == cell.n;
		if (cell.n && !counter) {
			if (!l->filled++) {
				str_add(first, text);
				l->at = i;
			}
			l->labelled += strchr(text, ':') != NULL;
			l->total = l->total || (i < 2 && (strstr(text, "小计") ||
			                                  strstr(text, "合计")));
			/* A few digits are how many there are. */
			l->needed = l->needed || (c && i && is_needed(c) &&
			                          !(cell.n < 7 && *text >= '0' && *text <= '9'));
			l->row = l->row || is_row_in_a_cell(csv_cell(rec, i), h->count);
		}
		str_clear(&cell);
	}
}

enum line_kind header_line_kind(const struct header *h, const struct csv_record *rec) {
	struct str first = {0};
	struct look l = {0};
	enum line_kind kind = LINE_RECORD;

	look_at(&l, h, rec, &first);
	const char *text = str_text(&first);
	const struct column *c = l.at < h->count ? &h->columns[l.at] : NULL;
	if (l.filled == 0)
		kind = LINE_BLANK;
	else if (l.row || l.filled * 2 > h->count + 1)
		kind = LINE_RECORD;
	else if (begins_with(total_words, text) || (l.total && !l.needed))
		kind = LINE_TOTAL;
	else if (begins_with(signature_words, text) || l.labelled == l.filled ||
	         (l.filled == 1 && h->count > 3 && is_closing(text)))
		kind = LINE_SIGNATURE;
	else if (l.filled == 1 && rec->count > 1 && h->count > 3 && c && !is_needed(c) &&
	         (l.at == 0 || c->kind == COLUMN_COUNTER))
		kind = LINE_HEADING;
	str_clear(&first);
	return kind;
}

/* SPDX-License-Identifier: MIT */
#include "exchange/import/header.h"

#include <stdint.h>

#include "core/date.h"
#include "core/tr.h"
#include "core/utf8.h"
#include "model/access/masking.h"

/* Names of columns that are no fields of any register. */
static const struct {
	enum column_kind kind;
	const char *names;
} special_columns[] = {
	{COLUMN_UID, HEADER_UID},
	{COLUMN_PERSON, HEADER_PERSON},
	{COLUMN_COUNTER, "序号,编号,行号,序,No,NO,No.,NO.,#"},
	{COLUMN_REASON, HEADER_REASON},
	{COLUMN_AGE, MASKED_AGE ",周岁"},
};

static const char total_words[] = "合计,总计,小计,共计,总数,累计,本页合计,本页小计";
static const char signature_words[] =
	"填表人,填报人,制表人,制表,审核人,审核,审批人,负责人,单位负责人,填报单位,填报日期,填表日期,制表日期,制表单位,"
	"打印日期,打印时间,经办人,复核人,填表时间,填报时间,报送单位,报送日期,单位(盖章),盖章,签字,签名,注,说明,备注说明,填表说明";

/* Append a header name or first cell as it is compared: blanks taken out, full width folded, stars
 * dropped. */
static void header_fold(struct str *out, const char *text) {
	struct str folded = {0};

	utf8_fold_width(&folded, text);
	for (const char *p = str_text(&folded); *p;) {
		if ((unsigned char)*p <= ' ' || *p == '*')
			p++;
		else if (strncmp(p, "\xc2\xa0", 2) == 0) /* no-break space */
			p += 2;
		else if (strncmp(p, "\xe3\x80\x80", 3) == 0 ||
		         strncmp(p, "\xef\xbb\xbf", 3) == 0 || strncmp(p, "★", 3) == 0)
			p += 3;
		else
			str_addc(out, *p++);
	}
	str_clear(&folded);
}

/* Is folded one of the comma-separated names, each folded too? */
static bool is_named(const char *names, const char *folded) {
	bool found = false;

	while (names && *names && !found) {
		size_t n = strcspn(names, ",");
		char *one = mem_strndup(names, n);
		struct str b = {0};
		header_fold(&b, one);
		found = b.n && strcmp(str_text(&b), folded) == 0;
		str_clear(&b);
		free(one);
		names += n + (names[n] == ',');
	}
	return found;
}

static bool find_field(const struct register_def *reg, const char *folded, struct column *c) {
	struct register_column rc;

	for (int aliases = 0; aliases < 2; aliases++) {
		for (size_t i = 0; register_column_at(reg, i, &rc); i++) {
			if (is_named(aliases ? rc.field->aliases : rc.field->csv, folded)) {
				c->part = rc.part;
				c->field = rc.field;
				return true;
			}
		}
	}
	return false;
}

/* A hint in brackets after a name, "决定日期(年月日)", means the same column; "户籍地(区划码)"
 * holds a code instead. */
static bool cut_hint(struct str *folded) {
	char *open = folded->n && folded->s[folded->n - 1] == ')' ? strchr(folded->s, '(') : NULL;

	if (!open || open == folded->s || strstr(open, "码"))
		return false;
	*open = '\0';
	folded->n = (size_t)(open - folded->s);
	return true;
}

bool header_field(const struct register_def *reg, const char *name, struct column *c) {
	struct str folded = {0};
	bool found;

	header_fold(&folded, name);
	found = folded.n && find_field(reg, str_text(&folded), c);
	str_clear(&folded);
	return found;
}

/* The names of a record as they are compared, hashed. */
static void digest_of(const struct csv_record *rec, char hex[2 * HASH_LEN + 1]) {
	unsigned char sum[HASH_LEN];
	struct str all = {0};

	for (size_t i = 0; i < rec->count; i++) {
		if (strcmp(csv_cell(rec, i), HEADER_REASON) == 0) /* our file of refused rows */
			continue;
		header_fold(&all, csv_cell(rec, i));
		str_addc(&all, '\n');
	}
	while (all.n && all.s[all.n - 1] == '\n')
		all.n--;
	hash_once(str_text(&all), all.n, sum);
	hash_hex(sum, sizeof sum, hex);
	str_clear(&all);
}

/* What was said of this column, the last thing first. */
static void map_given(struct header *h, const struct header_given *given, struct column *c) {
	struct str name = {0}, said = {0};

	header_fold(&name, c->text);
	for (size_t i = given ? given->n : 0; i-- > 0 && !c->given;) {
		const struct given_column *g = &given->v[i];

		str_reset(&said);
		header_fold(&said, g->column);
		if (!name.n || strcmp(str_text(&name), str_text(&said)) != 0 ||
		    (g->header && strcmp(g->header, h->digest) != 0) ||
		    (g->registry && strcmp(g->registry, h->reg->id) != 0) ||
		    (*g->field && !header_field(h->reg, g->field, c)))
			continue;
		c->given = g;
		c->kind = *g->field ? COLUMN_FIELD : COLUMN_UNKNOWN;
	}
	str_clear(&name);
	str_clear(&said);
}

static void map_column(const struct register_def *reg, const char *cell, struct column *c) {
	struct str folded = {0};

	memset(c, 0, sizeof *c);
	c->text = str_trim(mem_strdup(cell));
	header_fold(&folded, cell);
	c->kind = folded.n ? COLUMN_UNKNOWN : COLUMN_BLANK;
	for (size_t i = 0; i < sizeof special_columns / sizeof *special_columns; i++)
		if (folded.n && is_named(special_columns[i].names, str_text(&folded)))
			c->kind = special_columns[i].kind;
	if (c->kind == COLUMN_UNKNOWN && find_field(reg, str_text(&folded), c))
		c->kind = COLUMN_FIELD;
	str_clear(&folded);
}

/* Is another of the first n columns, or a later one said by hand, this field? */
static bool is_taken(const struct header *h, size_t n, const struct column *c) {
	for (size_t i = 0; i < h->count; i++)
		if (&h->columns[i] != c && (i < n || h->columns[i].given) &&
		    h->columns[i].kind == COLUMN_FIELD && h->columns[i].field == c->field)
			return true;
	return false;
}

/* Columns no name fits whole: without their hint, where no other column of the file is that
 * field. */
static size_t map_hinted(struct header *h, const struct register_def *reg) {
	size_t known = 0;

	for (size_t i = 0; i < h->count; i++) {
		struct column *c = &h->columns[i];
		struct str folded = {0};
		if (c->kind == COLUMN_UNKNOWN && !c->given) {
			header_fold(&folded, c->text);
			if (cut_hint(&folded) && find_field(reg, str_text(&folded), c) &&
			    !is_taken(h, h->count, c)) {
				c->kind = COLUMN_FIELD;
				known++;
			}
		}
		str_clear(&folded);
	}
	return known;
}

/* Map every cell of a record; answers how many columns are fields. */
static size_t map_record(struct header *h, const struct register_def *reg,
                         const struct header_given *given, const struct csv_record *rec) {
	size_t known = 0;

	digest_of(rec, h->digest);
	h->reg = reg;
	h->record = rec->number;
	h->line = rec->line;
	h->count = rec->count;
	h->columns = mem_zalloc(rec->count ? rec->count : 1, sizeof *h->columns);
	for (size_t i = 0; i < rec->count; i++) {
		struct column *c = &h->columns[i];
		map_column(reg, csv_cell(rec, i), c);
		map_given(h, given, c);
		str_add(&h->raw, csv_cell(rec, i));
		str_addc(&h->raw, '\0');
	}
	for (size_t i = 0; i < h->count; i++) {
		struct column *c = &h->columns[i];

		if (c->kind == COLUMN_FIELD && is_taken(h, i, c))
			c->kind = COLUMN_TWICE;
		known += c->kind == COLUMN_FIELD;
	}
	return known + map_hinted(h, reg);
}

void header_clear(struct header *h) {
	for (size_t i = 0; i < h->count; i++)
		free(h->columns[i].text);
	free(h->columns);
	str_clear(&h->raw);
	*h = (struct header){0};
}

size_t header_column(const struct header *h, const struct register_part *part,
                     const struct field_def *f) {
	for (size_t i = 0; i < h->count; i++)
		if (h->columns[i].kind == COLUMN_FIELD && h->columns[i].field == f &&
		    (!part || h->columns[i].part == part))
			return i;
	return SIZE_MAX;
}

const char *column_name(const struct column *c) { return c->kind == COLUMN_FIELD ? c->field->csv
                                                 : c->text; }

static bool has_name(const struct header *h, const char *name, size_t n) {
	for (size_t i = 0; i < h->count; i++) {
		const struct column *c = &h->columns[i];
		const char *own = c->kind == COLUMN_FIELD ? c->field->csv : c->kind == COLUMN_UID
		                  ? c->text : NULL;
		if (own && strlen(own) == n && strncmp(own, name, n) == 0)
			return true;
	}
	return false;
}

/* Append the groups of needs that no column of h satisfies. */
static void list_missing(const struct header *h, struct str *out) {
	struct str all = {0};

	register_needs(h->reg, &all);
	for (const char *needs = str_text(&all); *needs;) {
		size_t n = strcspn(needs, ",");
		bool met = false;
		for (size_t at = 0; at < n && !met;) {
			size_t len = strcspn(needs + at, ",|");
			met = has_name(h, needs + at, len);
			at += len + 1;
		}
		if (!met) {
			str_add(out, out->n ? "、" : "");
			for (size_t i = 0; i < n; i++) {
				if (needs[i] == '|')
					str_add(out, "/");
				else
					str_addc(out, needs[i]);
			}
		}
		needs += n + (needs[n] == ',');
	}
	str_clear(&all);
}

/* Is this register a better reading of the file? One that lacks nothing first; then by known
 * columns. Of equals the first of the table stands, the roster. */
static bool is_better(size_t known, size_t missing, size_t best_known, size_t best_missing) {
	return (missing == 0) != (best_missing == 0) ? missing == 0 : known > best_known;
}

static size_t count_missing(const struct header *h) {
	struct str missing = {0};
	size_t n = 0;

	list_missing(h, &missing);
	for (const char *p = str_text(&missing); *p; p = strstr(p, "、") ? strstr(p, "、") + 3 : "")
		n++;
	str_clear(&missing);
	return n;
}

/* The record of the first HEADER_SEARCH with the most known columns for this register. */
static enum rc best_record(struct header *best, size_t *best_known, struct csv_reader *r,
                           const struct register_def *reg, const struct header_given *given,
                           struct err *err) {
	const struct csv_record *rec;
	enum rc rc = csv_reader_rewind(r, err);

	*best_known = 0;
	for (int i = 0; rc == RC_OK && (i < HEADER_SEARCH || (given && given->line)); i++) {
		struct header h = {0};
		rc = csv_reader_next(r, &rec, err);
		if (rc != RC_OK || !rec)
			break;
		if (given && given->line && rec->line < given->line)
			continue;
		if (given && given->line && rec->line > given->line)
			break;
		size_t known = map_record(&h, reg, given, rec);
		if (known > *best_known) {
			header_clear(best);
			*best = h;
			*best_known = known;
		} else {
			header_clear(&h);
		}
	}
	return rc;
}

static enum rc refuse(const struct header *h, size_t known, const char *file, struct err *err) {
	struct str missing = {0};
	char line[24];

	if (known < 2)
		return err_set(err, RC_INVALID, "header.none",
		               N_("{file}: no header found in the first 30 rows. One row must hold "
		                  "the columns' names, such as {names}."), "file", file, "names",
		               "姓名, 身份证号, 决定日期", NULL);
	snprintf(line, sizeof line, "%ld", h->line);
	list_missing(h, &missing);
	err_set(err, RC_INVALID, "header.missing",
	        N_("{file}, line {line}: read as {register}, the header lacks these columns: "
	           "{missing}. Add or rename them; nothing was taken."), "file", file, "line", line,
	        "register", tr(h->reg->label), "missing", str_text(&missing), NULL);
	str_clear(&missing);
	return RC_INVALID;
}

enum rc header_find(struct header *h, struct csv_reader *r, const char *file,
                    const struct register_def *(*at)(size_t i), const struct register_def *reg,
                    const struct header_given *given, struct err *err) {
	size_t known = 0, missing = SIZE_MAX;
	enum rc rc = RC_OK;

	*h = (struct header){0};
	for (size_t i = 0; rc == RC_OK && at(i); i++) {
		struct header one = {0};
		size_t one_known;
		if (reg && at(i) != reg)
			continue;
		rc = best_record(&one, &one_known, r, at(i), given, err);
		size_t one_missing = rc == RC_OK && one.reg ? count_missing(&one) : SIZE_MAX - 1;
		if (rc == RC_OK && one.reg && is_better(one_known, one_missing, known, missing)) {
			header_clear(h);
			*h = one;
			known = one_known;
			missing = one_missing;
		} else {
			header_clear(&one);
		}
	}
	if (rc == RC_OK && (known < 2 || missing))
		rc = refuse(h, known, file, err);
	return rc;
}

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

enum line_kind header_line_kind(const struct header *h, const struct csv_record *rec) {
	struct str first = {0};
	size_t filled = 0, same = 0, labelled = 0;
	const char *raw = str_text(&h->raw);
	enum line_kind kind = LINE_RECORD;

	for (size_t i = 0; i < rec->count; i++) {
		struct str cell = {0};
		bool counter = i < h->count && h->columns[i].kind == COLUMN_COUNTER;
		header_fold(&cell, csv_cell(rec, i));
		bool digits = cell.n && strspn(str_text(&cell), "0123456789") == cell.n;
		if (cell.n && !(counter && digits)) {
			if (!filled++)
				str_add(&first, str_text(&cell));
			labelled += strchr(str_text(&cell), ':') != NULL;
		}
		if (i < h->count) {
			same += cell.n && strcmp(raw, csv_cell(rec, i)) == 0;
			raw += strlen(raw) + 1;
		}
		str_clear(&cell);
	}
	if (filled == 0)
		kind = LINE_BLANK;
	else if (same > 1 && same * 2 > filled)
		kind = LINE_HEADER;
	else if (filled * 2 <= h->count + 1 && begins_with(total_words, str_text(&first)))
		kind = LINE_TOTAL;
	else if (filled * 2 <= h->count + 1 &&
	         (begins_with(signature_words, str_text(&first)) || labelled == filled ||
	          (filled == 1 && h->count > 3 && is_closing(str_text(&first)))))
		kind = LINE_SIGNATURE;
	str_clear(&first);
	return kind;
}

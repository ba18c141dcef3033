/* SPDX-License-Identifier: MIT */
#include "exchange/import/header.h"

#include <stdint.h>

#include "core/tr.h"
#include "core/utf8.h"
#include "model/access/masking.h"

enum { NAME_BYTES = 120 }; /* what is longer is no name */

/* Names of columns that are no fields of any register, as they are compared. */
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

void header_fold(struct str *out, const char *text) {
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

/* The names of a register's columns as they are compared, header names before aliases. Made once:
 * the search for a header asks for every cell of thirty rows. */
struct names {
	const struct register_def *reg;
	struct name {
		char *folded;
		const struct register_part *part;
		const struct field_def *field;
	} *v;
	size_t n;
};

static void add_names(struct names *all, const struct register_column *rc, const char *list) {
	for (size_t n; list && *list; list += n + (list[n] == ',')) {
		struct str b = {0};
		n = strcspn(list, ",");
		char *one = mem_strndup(list, n);
		header_fold(&b, one);
		free(one);
		VEC_PUSH(all->v, all->n, (struct name){str_take(&b), rc->part, rc->field});
	}
}

static const struct names *names_of(const struct register_def *reg) {
	static struct names *made;
	static size_t made_count;
	struct names all = {.reg = reg};
	struct register_column rc;

	for (size_t i = 0; i < made_count; i++)
		if (made[i].reg == reg)
			return &made[i];
	for (int aliases = 0; aliases < 2; aliases++)
		for (size_t i = 0; register_column_at(reg, i, &rc); i++)
			add_names(&all, &rc, aliases ? rc.field->aliases : rc.field->csv);
	VEC_PUSH(made, made_count, all);
	return &made[made_count - 1];
}

static bool find_field(const struct register_def *reg, const char *folded, struct column *c) {
	const struct names *names = reg ? names_of(reg) : NULL;

	for (size_t i = 0; names && i < names->n; i++) {
		if (strcmp(names->v[i].folded, folded) == 0) {
			c->part = names->v[i].part;
			c->field = names->v[i].field;
			return true;
		}
	}
	return false;
}

/* A hint in brackets after a name, "决定日期(年月日)" or 【必填】, means the same column;
 * "户籍地(区划码)" holds a code instead. */
static bool cut_hint(struct str *folded) {
	static const char *const ends[][2] = {{"(", ")"}, {"【", "】"}, {"[", "]"}};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t n = strlen(ends[i][1]);
		char *open = folded->n > n && strcmp(folded->s + folded->n - n, ends[i][1]) == 0
		             ? strstr(folded->s, ends[i][0]) : NULL;
		if (!open || open == folded->s || strstr(open, "码"))
			continue;
		*open = '\0';
		folded->n = (size_t)(open - folded->s);
		return true;
	}
	return false;
}

bool header_field(const struct register_def *reg, const char *name, struct column *c) {
	struct str folded = {0};
	bool found;

	header_fold(&folded, name);
	found = folded.n && find_field(reg, str_text(&folded), c);
	str_clear(&folded);
	return found;
}

/* The names as they are compared, hashed. */
static void find_digest(struct header *h) {
	unsigned char sum[HASH_LEN];
	struct str all = {0};

	for (size_t i = 0; i < h->count; i++) {
		if (h->columns[i].kind != COLUMN_REASON) /* our file of refused rows */
			str_addf(&all, "%s\n", h->columns[i].folded);
	}
	hash_once(str_text(&all), all.n, sum);
	hash_hex(sum, sizeof sum, h->digest);
	str_clear(&all);
}

/* What was said of this column, the last thing first. */
static void map_given(const struct header *h, const struct header_given *given,
                      struct column *c) {
	struct str said = {0};

	for (size_t i = given->n; i-- > 0 && !c->given;) {
		const struct given_column *g = &given->v[i];

		str_reset(&said);
		header_fold(&said, g->column);
		if (!*c->folded || strcmp(c->folded, str_text(&said)) != 0 ||
		    (g->header && strcmp(g->header, h->digest) != 0) ||
		    (g->registry && strcmp(g->registry, h->reg->id) != 0) ||
		    (*g->field && !header_field(h->reg, g->field, c)))
			continue;
		c->given = g;
		c->kind = *g->field ? COLUMN_FIELD : COLUMN_UNKNOWN;
	}
	str_clear(&said);
}

static void read_column(const char *cell, struct column *c) {
	struct str folded = {0};

	memset(c, 0, sizeof *c);
	c->text = str_trim(mem_strdup(cell));
	header_fold(&folded, cell);
	c->bare = folded.n ? COLUMN_UNKNOWN : COLUMN_BLANK;
	for (size_t i = 0; folded.n < NAME_BYTES && i < sizeof special_columns / sizeof *special_columns;
	     i++)
		if (folded.n && str_in_list(special_columns[i].names, str_text(&folded)))
			c->bare = special_columns[i].kind;
	c->kind = c->bare;
	c->folded = str_take(&folded);
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
			str_add(&folded, c->folded);
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

static const char *above_cell(const struct header_row *above, size_t i) {
	return above && i < above->n ? above->cells[i] : "";
}

/* Cell i of a header of two rows: what stands below, else what stands above. Below a merged cell
 * that speaks of somebody else, it is a name only together with that one. */
static void joined(struct str *out, const struct csv_record *rec, const struct header_row *above,
                   size_t i) {
	static const char *const others[] = {"家属", "亲属", "监护", "联系人", "担保", "帮扶",
	                                     "配偶", "负责"};
	const char *below = csv_cell(rec, i), *top = above_cell(above, i);

	for (size_t at = i; at > 0 && !*top && *below && *csv_cell(rec, at - 1); at--)
		top = above_cell(above, at - 1);
	for (size_t k = 0; *below && k < sizeof others / sizeof *others; k++) {
		if (strstr(top, others[k])) {
			str_add(out, top);
			break;
		}
	}
	str_add(out, *below ? below : top);
}

static void read_columns(struct header *h, const struct csv_record *rec,
                         const struct header_row *above) {
	size_t count = above && above->n > rec->count ? above->n : rec->count;

	*h = (struct header){.record = above ? above->record : rec->number,
	                     .line = above ? above->line : rec->line, .rows = above ? 2 : 1,
	                     .raw_count = count};
	h->columns = mem_zalloc(count ? count : 1, sizeof *h->columns);
	for (size_t i = 0; i < count; i++) {
		struct column *c = &h->columns[i];
		struct str cell = {0};
		joined(&cell, rec, above, i);
		const char *top = above ? above_cell(above, i) : str_text(&cell);
		read_column(str_text(&cell), c);
		if (c->kind != COLUMN_BLANK)
			h->count = i + 1;
		str_addn(&h->raw, top, strlen(top) + 1);
		str_clear(&cell);
		h->unnamed += c->kind == COLUMN_BLANK;
	}
	h->unnamed -= count - h->count; /* those behind the last name are no columns */
	find_digest(h);
}

/* What the columns are in this register, whatever they were in another; how many are fields. */
static size_t match(struct header *h, const struct register_def *reg,
                    const struct header_given *given) {
	size_t known = 0;

	h->reg = reg;
	for (size_t i = 0; i < h->count; i++) {
		struct column *c = &h->columns[i];
		c->kind = c->bare;
		c->given = NULL;
		if (c->bare == COLUMN_UNKNOWN && strlen(c->folded) < NAME_BYTES &&
		    find_field(reg, c->folded, c))
			c->kind = COLUMN_FIELD;
	}
	for (size_t i = 0; given && i < h->count; i++)
		map_given(h, given, &h->columns[i]);
	for (size_t i = 0; i < h->count; i++) {
		struct column *c = &h->columns[i];
		if (c->kind == COLUMN_FIELD && is_taken(h, i, c))
			c->kind = COLUMN_TWICE;
		known += c->kind == COLUMN_FIELD;
	}
	return known + map_hinted(h, reg);
}

size_t header_map(struct header *h, const struct register_def *reg, const struct csv_record *rec,
                  const struct header_row *above, const struct header_given *given) {
	read_columns(h, rec, above);
	return match(h, reg, given);
}

void header_clear(struct header *h) {
	for (size_t i = 0; i < h->raw_count; i++) {
		free(h->columns[i].text);
		free(h->columns[i].folded);
	}
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

void header_missing(const struct header *h, struct str *out) {
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

	header_missing(h, &missing);
	for (const char *p = str_text(&missing); *p; p = strstr(p, "、") ? strstr(p, "、") + 3 : "")
		n++;
	str_clear(&missing);
	return n;
}

static void keep_row(struct header_row *row, const struct csv_record *rec) {
	header_row_clear(row);
	row->record = rec->number;
	row->line = rec->line;
	for (size_t i = 0; i < rec->count; i++)
		VEC_PUSH(row->cells, row->n, mem_strdup(csv_cell(rec, i)));
}

void header_row_clear(struct header_row *row) {
	for (size_t i = 0; i < row->n; i++)
		free(row->cells[i]);
	free(row->cells);
	*row = (struct header_row){0};
}

/* What may be the header: each of the first HEADER_SEARCH records, or the one at the line that was
 * said, and two of them one below the other. Read once, as some sixty registers are tried on them. */
struct tries {
	struct header v[2 * HEADER_SEARCH];
	size_t n;
};

static enum rc read_tries(struct tries *t, struct csv_reader *r, long only_line, struct err *err) {
	const struct csv_record *rec;
	struct header_row above = {0};
	enum rc rc = csv_reader_rewind(r, err);

	for (int rows = 0; rc == RC_OK && rows < (only_line ? 1 : HEADER_SEARCH);) {
		rc = csv_reader_next(r, &rec, err);
		if (rc != RC_OK || !rec || (only_line && rec->line > only_line))
			break;
		if (rec->line < only_line)
			continue;
		rows++;
		read_columns(&t->v[t->n++], rec, NULL);
		if (above.n)
			read_columns(&t->v[t->n++], rec, &above);
		keep_row(&above, rec);
	}
	header_row_clear(&above);
	return rc;
}

/* The first of those with the most known columns for this register, which all are matched with. */
static struct header *best_try(struct tries *t, const struct register_def *reg,
                               const struct header_given *given, size_t *best_known) {
	struct header *best = t->v;

	*best_known = 0;
	for (size_t i = 0; i < t->n; i++) {
		size_t known = match(&t->v[i], reg, given);

		if (known > *best_known) {
			best = &t->v[i];
			*best_known = known;
		}
	}
	return best;
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
	header_missing(h, &missing);
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
	struct tries tries = {.n = 0};
	struct header *best = NULL;
	const struct register_def *best_reg = NULL;
	enum rc rc = read_tries(&tries, r, given ? given->line : 0, err);

	*h = (struct header){0};
	for (size_t i = 0; rc == RC_OK && tries.n && at(i); i++) {
		size_t one_known, one_missing;
		struct header *one;
		if (reg && at(i) != reg)
			continue;
		one = best_try(&tries, at(i), given, &one_known);
		one_missing = count_missing(one);
		if (!best || is_better(one_known, one_missing, known, missing)) {
			best = one;
			best_reg = at(i);
			known = one_known;
			missing = one_missing;
		}
	}
	if (best) {
		match(best, best_reg, given);
		*h = *best;
		*best = (struct header){0};
	}
	for (size_t i = 0; i < tries.n; i++)
		header_clear(&tries.v[i]);
	if (rc == RC_OK && (known < 2 || missing))
		rc = refuse(h, known, file, err);
	return rc;
}

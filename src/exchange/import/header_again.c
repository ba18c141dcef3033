/* Headers below the first: the same on the next page, with its columns in another order, or that of
 * another table. SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "exchange/import/table_priv.h"

enum { NAME_MAX_BYTES = 60, NAME_DIGITS = 3 };

/* Only names? A record has a number of some length, a header has none. */
static bool may_be_names(const struct csv_record *rec) {
	size_t filled = 0;

	for (size_t i = 0; i < rec->count; i++) {
		const char *cell = csv_cell(rec, i);
		size_t digits = 0;
		for (const char *p = cell; *p; p++) {
			digits = *p >= '0' && *p <= '9' ? digits + 1 : 0;
			if (digits > NAME_DIGITS || p - cell > NAME_MAX_BYTES)
				return false;
		}
		filled += *cell != '\0';
	}
	return filled > 1;
}

/* Is every filled cell the header's own at its place? */
static bool is_same(const struct header *h, const struct csv_record *rec) {
	const char *raw = str_text(&h->raw);
	size_t same = 0;

	for (size_t i = 0; i < rec->count; i++) {
		const char *cell = csv_cell(rec, i);
		if (*cell && (i >= h->raw_count || strcmp(raw, cell) != 0))
			return false;
		same += *cell != '\0';
		raw += i < h->raw_count ? strlen(raw) + 1 : 0;
	}
	return same > 1;
}

static bool is_equal(const struct column *a, const struct column *b) {
	if (a->kind != b->kind || a->field != b->field)
		return false;
	return a->kind != COLUMN_UNKNOWN || strcmp(a->text, b->text) == 0;
}

/* Names of a record read as a header: the known ones, or all. */
static size_t names_in(const struct header *h, bool all) {
	size_t n = 0;

	for (size_t i = 0; i < h->count; i++)
		n += h->columns[i].kind != COLUMN_BLANK &&
		     (all || h->columns[i].kind != COLUMN_UNKNOWN);
	return n;
}

/* Where the column stands in h; h->count: nowhere. */
static size_t find_equal(const struct header *h, const struct column *c) {
	size_t i = 0;

	while (i < h->count && !is_equal(&h->columns[i], c))
		i++;
	return i;
}

/* The register other than the table's own that knows more of these names; NULL: none. */
static const struct register_def *of_another(const struct table *t, const struct csv_record *rec,
                                             size_t known) {
	const struct register_def *best = NULL;

	for (size_t i = 0; t->at(i); i++) {
		struct header h = {0};
		if (t->at(i) != t->h->reg) {
			header_map(&h, t->at(i), rec, NULL, t->given);
			size_t names = names_in(&h, false);
			if (names > known && names > 2 && names * 2 > names_in(&h, true)) {
				best = t->at(i);
				known = names;
			}
		}
		header_clear(&h);
	}
	return best;
}

static enum rc refuse(const struct table *t, const struct header *other,
                      const struct register_def *reg, const char *differs, struct err *err) {
	const char *file = text_source_name(t->src);

	if (reg)
		return err_set(err, RC_INVALID, "header.other",
		               N_("{file}, line {line}: here begins another table ({register}). Put "
		                  "it into a file of its own; nothing was taken."), "file", file,
		               "line", NUM(other->line), "register", tr(reg->label), NULL);
	return err_set(err, RC_INVALID, "header.differs",
	               N_("{file}, line {line}: a second header with other columns than the first: "
	                  "{columns}. Put these rows into a file of their own; nothing was taken."),
	               "file", file, "line", NUM(other->line), "columns", differs, NULL);
}

/* Names of the other that the first header has too. */
static size_t shared(const struct header *h, const struct header *other) {
	size_t n = 0;

	for (size_t k = 0; k < other->count; k++)
		n += other->columns[k].kind != COLUMN_BLANK &&
		     find_equal(h, &other->columns[k]) < h->count;
	return n;
}

static void add_lacking(struct str *differs, const struct header *h, const struct column *c) {
	if (find_equal(h, c) == h->count)
		str_addf(differs, "%s%s", differs->n ? "、" : "", c->text);
}

/* Where each column of the first header stands in the other one; what only one of them has is added
 * to differs. */
static size_t *find_order(const struct header *h, const struct header *other, struct str *differs) {
	size_t *order = mem_zalloc(h->count, sizeof *order);

	for (size_t i = 0; i < h->count; i++) {
		order[i] = find_equal(other, &h->columns[i]);
		add_lacking(differs, other, &h->columns[i]);
	}
	for (size_t k = 0; k < other->count; k++)
		add_lacking(differs, h, &other->columns[k]);
	return order;
}

/* Do all names of the other, a part of them perhaps, stand where the first header has them? */
static bool is_in_place(const struct header *h, const struct header *other) {
	for (size_t i = 0; i < other->count; i++)
		if (other->columns[i].kind != COLUMN_BLANK &&
		    (i >= h->count || !is_equal(&h->columns[i], &other->columns[i])))
			return false;
	return true;
}

enum rc table_header_again(struct table *t, const struct csv_record *rec, bool *header,
                           struct err *err) {
	struct header other = {0};
	struct str differs = {0};
	enum rc rc = RC_OK;
	size_t *order = NULL;

	*header = is_same(t->h, rec);
	if (!*header && !may_be_names(rec))
		return RC_OK;
	header_map(&other, t->h->reg, rec, NULL, t->given);
	size_t known = t->h->reg ? names_in(&other, false) : shared(t->h, &other);
	const struct register_def *reg = !*header && t->h->reg && known
	                                 ? of_another(t, rec, known) : NULL;
	if (!*header) {
		*header = reg || (known > 1 && known * 2 > names_in(&other, true));
		if (*header && t->h->reg && !reg && !is_in_place(t->h, &other))
			order = find_order(t->h, &other, &differs);
	}
	if (reg || differs.n || (order && other.count != t->h->count)) {
		rc = refuse(t, &other, reg, str_text(&differs), err);
		free(order);
	} else if (*header) {
		free(t->order);
		t->order = order;
	}
	str_clear(&differs);
	header_clear(&other);
	return rc;
}

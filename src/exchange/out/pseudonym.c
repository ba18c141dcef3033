/* SPDX-License-Identifier: MIT */
#include "exchange/out/pseudonym.h"

#include "core/file.h"
#include "core/tr.h"
#include "model/access/disclosure.h"
#include "model/access/masking.h"
#include "model/person/resident.h"

enum { COLUMNS_MAX = 200, CODE_BYTES = 8, BAND_YEARS = 5 };

struct study {
	struct register_column column[COLUMNS_MAX];
	size_t columns;
	unsigned char key[HASH_LEN];
	char **cells; /* code name and columns of each row */
	size_t n;
	long long *person; /* of each row */
	size_t rows;
	struct ids who;
};

static const struct register_part *person_part(const struct register_def *reg) {
	for (size_t p = 0; reg && p < reg->part_count; p++)
		if (reg->parts[p].entity == &resident_def)
			return &reg->parts[p];
	return NULL;
}

static bool is_birth(const struct register_column *c) {
	return strcmp(c->field->name, "birth") == 0;
}

/* What is chosen from a list, counted or dated; no name, number, place, team or text. */
static bool is_kept(const struct register_column *c) {
	const struct field_def *f = c->field;

	if (is_birth(c))
		return true;
	if (f->flags & (F_NAME | F_WORKER | F_MASKED | F_SENSITIVE))
		return false;
	return f->type == FT_CODE || f->type == FT_INT || f->type == FT_DATE || f->type == FT_MONEY;
}

static enum rc get_key(struct study *s, const char *path, struct err *err) {
	char hex[2 * HASH_LEN + 1];
	struct str text = {0};
	enum rc rc = path ? file_read_plain(path, 1024, &text, err) : RC_NOT_FOUND;

	if (rc == RC_NOT_FOUND) {
		random_bytes(s->key, sizeof s->key);
		hash_hex(s->key, sizeof s->key, hex);
		rc = path ? file_write_new(path, hex, strlen(hex), err) : RC_OK;
	} else if (rc == RC_OK && !hash_from_hex(str_text(&text), s->key, HASH_LEN)) {
		rc = err_set(err, RC_INVALID, "pseudonym.key", N_("{file} holds no key; name a "
		                                                  "file that "
		             "is not there yet and one is made"), "file", path, NULL);
	}
	str_clear(&text);
	return rc;
}

static char *code_name(const struct study *s, const char *uid) {
	unsigned char out[HASH_LEN];
	char hex[2 * CODE_BYTES + 1];
	struct hash h;

	hash_begin(&h);
	hash_add(&h, s->key, sizeof s->key);
	hash_add_text(&h, uid);
	hash_end(&h, out);
	hash_hex(out, CODE_BYTES, hex);
	return mem_strdup(hex);
}

static char *cell_of(struct station *st, const struct actor *a, const struct register_column *c,
                     const void *rec) {
	const struct field_def *f = c->field;
	const struct date *d = field_cptr(f, rec);
	struct str text = {0};
	char day[DATE_BUF];
	int year, month, mday;

	if (((const struct record *)rec)->damaged || (f->type == FT_DATE && !date_is_set(*d)))
		return mem_strdup("");
	if (is_birth(c)) {
		date_to_ymd(*d, &year, &month, &mday);
		year -= year % BAND_YEARS;
		return mem_printf("%d-%d", year, year + BAND_YEARS - 1);
	}
	if (f->type == FT_DATE)
		return mem_printf("%.7s", date_format(*d, day));
	masked_text(a, VIEW_EXPORT_MASKED, f, rec, station_env(st), &text);
	return str_take(&text);
}

static void take_row(struct study *s, struct station *st, const struct actor *a,
                     const struct register_def *reg, const struct register_part *person,
                     const struct register_page *page, size_t row) {
	const struct record *who = register_page_at(reg, page, (size_t)(person - reg->parts), row);

	VEC_PUSH(s->cells, s->n, code_name(s, who->uid));
	for (size_t i = 0; i < s->columns; i++) {
		const struct register_column *c = &s->column[i];
		size_t part = (size_t)(c->part - reg->parts);

		VEC_PUSH(s->cells, s->n, cell_of(st, a, c, register_page_at(reg, page, part, row)));
	}
	VEC_PUSH(s->person, s->rows, who->id);
	ids_add(&s->who, who->id);
}

static const char *cell(const struct study *s, size_t row, size_t column) {
	return s->cells[row * (s->columns + 1) + column + 1];
}

/* A birth counts with the sex beside it. */
static bool is_alike(const struct study *s, size_t x, size_t y, size_t column) {
	for (size_t i = 0; is_birth(&s->column[column]) && i < s->columns; i++)
		if (strcmp(s->column[i].field->name, "sex") == 0 &&
		    strcmp(cell(s, x, i), cell(s, y, i)) != 0)
			return false;
	return strcmp(cell(s, x, column), cell(s, y, column)) == 0;
}

static bool is_rare(const struct study *s, size_t row, size_t column) {
	struct ids alike = {0};
	bool rare;

	for (size_t i = 0; i < s->rows && alike.n < PSEUDONYM_LEAST; i++)
		if (is_alike(s, row, i, column) && !ids_include(&alike, s->person[i]))
			ids_add(&alike, s->person[i]);
	rare = alike.n < PSEUDONYM_LEAST;
	ids_clear(&alike);
	return rare;
}

/* What only a few have would say who they are; months and money do not by themselves. */
static void blank_rare(struct study *s) {
	bool *rare = mem_zalloc(s->n + 1, sizeof *rare);

	for (size_t row = 0; row < s->rows; row++)
		for (size_t c = 0; c < s->columns; c++)
			if ((is_birth(&s->column[c]) || s->column[c].field->type == FT_CODE ||
			     s->column[c].field->type == FT_INT) && *cell(s, row, c))
				rare[row * (s->columns + 1) + c + 1] = is_rare(s, row, c);
	for (size_t i = 0; i < s->n; i++)
		if (rare[i])
			s->cells[i][0] = '\0';
	free(rare);
}

/* What others know of somebody without the file; what gives way first stands first. */
static const char *const known[] = {"job", "marital", "education", "birth", "kind", "sex"};
enum { KNOWN = sizeof known / sizeof *known };

struct tuple {
	long long person;
	unsigned long long sum; /* of what is known, in any of the rows */
};

static int by_person(const void *x, const void *y) {
	const struct tuple *a = x, *b = y;

	return a->person != b->person ? (a->person > b->person) - (a->person < b->person)
	                              : (a->sum > b->sum) - (a->sum < b->sum);
}

static int by_sum(const void *x, const void *y) {
	const struct tuple *a = x, *b = y;

	return (a->sum > b->sum) - (a->sum < b->sum);
}

static struct tuple tuple_of(const struct study *s, size_t row) {
	struct tuple t = {.person = s->person[row]};
	struct str text = {0};

	for (size_t c = 0; c < s->columns; c++)
		for (size_t k = 0; k < KNOWN; k++)
			if (strcmp(s->column[c].field->name, known[k]) == 0)
				str_addf(&text, "%zu=%s\n", k, cell(s, row, c));
	t.sum = hash_short(str_text(&text), text.n);
	str_clear(&text);
	return t;
}

/* Those whose known values, of all their rows together, fewer than `least` people share; sorted. */
static void find_few(const struct study *s, size_t least, struct ids *few) {
	struct tuple *v = mem_zalloc(s->rows + 1, sizeof *v);
	unsigned long long last = 0;
	size_t n = 0;

	ids_clear(few);
	for (size_t row = 0; row < s->rows; row++)
		v[row] = tuple_of(s, row);
	qsort(v, s->rows, sizeof *v, by_person);
	for (size_t i = 0; i < s->rows; i++) {
		bool same = n && v[n - 1].person == v[i].person;

		if (same && v[i].sum != last)
			v[n - 1].sum = v[n - 1].sum * 31 + v[i].sum;
		last = v[i].sum;
		if (!same)
			v[n++] = v[i];
	}
	qsort(v, n, sizeof *v, by_sum);
	for (size_t from = 0, to = 0; from < n; from = to) {
		while (to < n && v[to].sum == v[from].sum)
			to++;
		for (size_t i = from; i < to && to - from < least; i++)
			ids_add(few, v[i].person);
	}
	ids_sort(few);
	free(v);
}

static void blank_known(struct study *s, const struct ids *whose, size_t first, size_t last) {
	for (size_t row = 0; row < s->rows; row++)
		for (size_t c = 0; c < s->columns && ids_holds(whose, s->person[row]); c++)
			for (size_t k = first; k <= last; k++)
				if (strcmp(s->column[c].field->name, known[k]) == 0)
					s->cells[row * (s->columns + 1) + c + 1][0] = '\0';
}

/* One thing after the other gives way until as many share all of it; whoever is alone with nothing
 * left is joined by the smallest group. */
static void blank_together(struct study *s) {
	struct ids few = {0};

	for (size_t k = 0; k < KNOWN; k++) {
		find_few(s, PSEUDONYM_LEAST, &few);
		blank_known(s, &few, k, k);
	}
	find_few(s, PSEUDONYM_LEAST, &few);
	for (size_t least = PSEUDONYM_LEAST; few.n > 0 && least <= s->rows; least++) {
		find_few(s, least, &few);
		blank_known(s, &few, 0, KNOWN - 1);
		find_few(s, PSEUDONYM_LEAST, &few);
	}
	ids_clear(&few);
}

static int by_code(const void *x, const void *y) {
	return strcmp(**(char **const *)x, **(char **const *)y);
}

/* In the order of the code names: that of the register would say whose they are. */
static void write_rows(const struct study *s, struct table_out *w) {
	char ***order = mem_zalloc(s->rows + 1, sizeof *order);

	table_out_cell(w, CELL_TEXT, tr(N_("Code name")));
	for (size_t c = 0; c < s->columns; c++)
		table_out_cell(w, CELL_TEXT, is_birth(&s->column[c]) ? tr(N_("Years of birth"))
		                   : s->column[c].field->csv);
	table_out_end_row(w);
	for (size_t row = 0; row < s->rows; row++)
		order[row] = &s->cells[row * (s->columns + 1)];
	qsort(order, s->rows, sizeof *order, by_code);
	for (size_t row = 0; row < s->rows; row++) {
		for (size_t c = 0; c <= s->columns; c++)
			table_out_cell(w, CELL_TEXT, order[row][c]);
		table_out_end_row(w);
	}
	free(order);
}

static enum rc gather(struct study *s, struct station *st, const struct actor *a,
                      const struct register_def *reg, const struct register_part *who,
                      struct err *err) {
	struct register_column c;
	struct ids ids = {0};
	enum rc rc;

	for (size_t i = 0; register_column_at(reg, i, &c) && s->columns < COLUMNS_MAX; i++)
		if (is_kept(&c))
			s->column[s->columns++] = c;
	TRY(reg->list(reg, st, a, &ids, err));
	for (size_t at = 0, n; at < ids.n; at += n) {
		struct register_page page;

		n = ids.n - at < REGISTER_PAGE ? ids.n - at : REGISTER_PAGE;
		rc = register_load(reg, st, a, ids.v + at, n, NULL, &page, err);
		for (size_t i = 0; rc == RC_OK && i < n; i++)
			take_row(s, st, a, reg, who, &page, i);
		register_page_clear(reg, &page);
		TRY(rc);
	}
	blank_rare(s);
	blank_together(s);
out:
	ids_clear(&ids);
	return rc;
}

static enum rc put_file(struct study *s, struct station *st, const struct actor *a,
                        const struct pseudonym_options *o, const struct register_def *reg,
                        char **final, struct err *err) {
	struct table_out *w = NULL;
	struct str fields = {0};
	char detail[200], hash[2 * HASH_LEN + 1];
	enum rc rc = table_out_new(&w, &(struct table_to){o->path, o->encoding, o->existing,
	                           tr(reg->label)}, err);

	if (rc != RC_OK)
		return rc;
	write_rows(s, w);
	TRY(table_out_hash(w, hash, err));
	for (size_t c = 0; c < s->columns; c++)
		str_addf(&fields, "%s%s", c ? "," : "", s->column[c].field->csv);
	snprintf(detail, sizeof detail, "%s rows=%zu fields=%zu pseudonyms%s file=%s", reg->id,
	         s->rows, s->columns, o->key ? " kept-key" : "", hash);
	rc = disclosure_put(st, a, &(struct disclosure){.kind = OUT_EXPORT,
	                    .action = "export.pseudonym", .table = reg->parts[1].entity->name,
	                    .detail = detail, .people = &s->who, .fields = str_text(&fields),
	                    .recipient = o->recipient,
	                    .purpose = o->reason, .access = ACT_EXPORT_PSEUDONYM}, NULL, err);
out:
	str_clear(&fields);
	return table_out_close(w, rc, final, err);
}

enum rc pseudonym_write(struct station *st, const struct actor *a,
                        const struct pseudonym_options *o, long *rows, char **final,
                        struct err *err) {
	const struct register_def *reg = register_find(o->reg);
	const struct register_part *who = person_part(reg);
	struct study *s = mem_zalloc(1, sizeof *s);
	enum rc rc;

	TRY(station_may(st, a, ACT_EXPORT_PSEUDONYM, err));
	TRY(station_may_write(st, err));
	if (!o->reason || !*o->reason)
		TRY(err_set(err, RC_DENIED, "access.reason",
		            N_("This needs a reason, which is logged."), NULL));
	if (!who)
		TRY(err_set(err, RC_INVALID, "pseudonym.none",
		            N_("This register is not about residents."), NULL));
	TRY(get_key(s, o->key, err));
	TRY(gather(s, st, a, reg, who, err));
	TRY(put_file(s, st, a, o, reg, final, err));
	*rows = (long)s->rows;
out:
	for (size_t i = 0; i < s->n; i++)
		free(s->cells[i]);
	free(s->cells);
	free(s->person);
	ids_clear(&s->who);
	free(s);
	return rc;
}

/* SPDX-License-Identifier: MIT */
#include "model/report/sent.h"

#include "core/field.h"
#include "core/tr.h"

static void free_places(struct sent *s) {
	for (size_t i = 0; i < s->place_count; i++) {
		free(s->places[i].uid);
		free(s->places[i].name);
	}
	free(s->places);
}

void sent_clear(struct sent *s) {
	free_places(s);
	for (size_t i = 0; i < s->figure_count; i++)
		free(s->figures[i]);
	free(s->figures);
	free(s->lines);
	free(s->people);
	sent_cells_clear(s);
	free(s->station);
	free(s->note);
	*s = (struct sent){0};
}

size_t sent_find(const struct sent *s, const char *figure) {
	size_t i = 0;

	while (i < s->figure_count && strcmp(s->figures[i], figure) != 0)
		i++;
	return i;
}

const struct sent_line *sent_line(const struct sent *s, size_t figure, size_t place) {
	for (size_t i = 0; i < s->line_count; i++)
		if (s->lines[i].figure == figure && s->lines[i].place == place)
			return &s->lines[i];
	return NULL;
}

/* ---- counting ---- */

static void add_line(struct sent *s, size_t figure, size_t place, long long numerator,
                     long long denominator) {
	s->lines[s->line_count++] = (struct sent_line){figure, place, numerator, denominator};
}

static size_t place_of(const struct sent *s, long long id) {
	for (size_t i = 1; id != 0 && i < s->place_count; i++)
		if (s->places[i].id == id)
			return i;
	return s->place_count - 1;
}

static int key_by_id(const void *a, const void *b) {
	long long x = *(const long long *)a, y = ((const struct sent_key *)b)->id;

	return (x > y) - (x < y);
}

static int person_by_figure(const void *a, const void *b) {
	const struct sent_person *x = a, *y = b;

	if (x->figure != y->figure)
		return x->figure < y->figure ? -1 : 1;
	return strcmp(x->uid, y->uid);
}

/* What one resident, whose rows these are, gives to every figure; key NULL: nobody, one row of the
 * station's own. sums: figure by place. */
static void count_person(struct sent *s, const struct report_row *rows, size_t n,
                         const struct sent_key *key, long long *sums) {
	size_t place = place_of(s, rows->person.place);

	for (size_t f = 0; f < figure_count; f++) {
		long long value = figure_total(&figure_table[f], rows, n, NULL);
		struct sent_person *p;

		if (value == 0)
			continue;
		sums[f * s->place_count] =
			figure_add(&figure_table[f], sums[f * s->place_count], value);
		sums[f * s->place_count + place] =
			figure_add(&figure_table[f], sums[f * s->place_count + place], value);
		if (!key)
			continue;
		p = VEC_ADD(s->people, s->people_count);
		*p = (struct sent_person){.figure = f, .place = place, .value = value};
		memcpy(p->uid, key->uid, sizeof p->uid);
	}
}

static size_t figure_at(const char *id) { return (size_t)(figure_find(id) - figure_table); }

static void add_lines(struct sent *s, const long long *sums) {
	s->lines = mem_zalloc(figure_line_count() * s->place_count, sizeof *s->lines);
	for (size_t f = 0; f < figure_count; f++)
		for (size_t p = 0; p < s->place_count; p++)
			if (p == 0 || sums[f * s->place_count + p] != 0)
				add_line(s, f, p, sums[f * s->place_count + p], INT_NONE);
	for (size_t r = 0; r < rate_count; r++) {
		const long long *over = &sums[figure_at(rate_table[r].numerator) * s->place_count];
		const long long *under =
			&sums[figure_at(rate_table[r].denominator) * s->place_count];

		for (size_t p = 0; p < s->place_count; p++)
			if (p == 0 || over[p] != 0 || under[p] != 0)
				add_line(s, figure_count + r, p, over[p], under[p]);
	}
}

void sent_count(struct sent *s, const struct report *r, const struct sent_key *people, size_t n) {
	long long *sums = mem_zalloc(figure_count * s->place_count, sizeof *sums);
	size_t next;

	s->month = r->from;
	s->as_of = r->as_of;
	s->figure_count = figure_line_count();
	s->figures = mem_zalloc(s->figure_count, sizeof *s->figures);
	for (size_t f = 0; f < s->figure_count; f++)
		s->figures[f] = mem_strdup(figure_line_at(f).id);
	for (size_t i = 0; i < r->count; i = next) {
		next = i + 1;
		if (!r->rows[i].person.resident) {
			count_person(s, &r->rows[i], 1, NULL, sums);
			continue;
		}
		const long long id = r->rows[i].person.resident;
		const struct sent_key *key = bsearch(&id, people, n, sizeof *people, key_by_id);

		for (; next < r->count && r->rows[next].person.resident == id; next++)
			;
		if (key)
			count_person(s, &r->rows[i], next - i, key, sums);
	}
	if (s->people_count)
		qsort(s->people, s->people_count, sizeof *s->people, person_by_figure);
	add_lines(s, sums);
	free(sums);
}

void sent_digest(const struct sent *s, char hex[2 * HASH_LEN + 1]) {
	struct hash h;
	unsigned char raw[HASH_LEN];

	hash_begin(&h);
	hash_add_int(&h, s->month.n);
	hash_add_int(&h, s->no);
	for (size_t i = 0; i < s->place_count; i++) {
		hash_add_text(&h, s->places[i].uid);
		hash_add_text(&h, s->places[i].name);
	}
	for (size_t i = 0; i < s->line_count; i++) {
		hash_add_text(&h, s->figures[s->lines[i].figure]);
		hash_add_text(&h, s->places[s->lines[i].place].uid);
		hash_add_int(&h, s->lines[i].numerator);
		hash_add_int(&h, s->lines[i].denominator);
	}
	for (size_t i = 0; i < s->people_count; i++) {
		hash_add_text(&h, s->figures[s->people[i].figure]);
		hash_add_text(&h, s->people[i].uid);
		hash_add_text(&h, s->places[s->people[i].place].uid);
		hash_add_int(&h, s->people[i].value);
	}
	sent_cells_hash(s, &h);
	hash_end(&h, raw);
	hash_hex(raw, sizeof raw, hex);
}

/* ---- corrections ---- */

void sent_keep(struct sent *s, const bool *wanted) {
	size_t *to = mem_zalloc(s->figure_count + 1, sizeof *to), figures = 0, n = 0;

	for (size_t i = 0; i < s->figure_count; i++) {
		to[i] = figures;
		if (wanted[i])
			s->figures[figures++] = s->figures[i];
		else
			free(s->figures[i]);
	}
	for (size_t i = 0; i < s->line_count; i++)
		if (wanted[s->lines[i].figure]) {
			s->lines[n] = s->lines[i];
			s->lines[n].figure = to[s->lines[n].figure];
			n++;
		}
	s->line_count = n;
	n = 0;
	for (size_t i = 0; i < s->people_count; i++)
		if (wanted[s->people[i].figure]) {
			s->people[n] = s->people[i];
			s->people[n].figure = to[s->people[n].figure];
			n++;
		}
	s->people_count = n;
	s->figure_count = figures;
	free(to);
}

/* The place of this uid in s; new ones stand before those without a village. */
static size_t merge_place(struct sent *s, const struct sent_place *p) {
	size_t last = s->place_count - 1;

	for (size_t i = 0; i < s->place_count; i++)
		if (strcmp(s->places[i].uid, p->uid) == 0)
			return i;
	VEC_PUSH(s->places, s->place_count, s->places[last]);
	s->places[last] = (struct sent_place){.uid = mem_strdup(p->uid),
	                                      .name = mem_strdup(p->name)};
	for (size_t i = 0; i < s->line_count; i++)
		s->lines[i].place += s->lines[i].place == last;
	for (size_t i = 0; i < s->people_count; i++)
		s->people[i].place += s->people[i].place == last;
	return last;
}

static int line_by_figure(const void *a, const void *b) {
	const struct sent_line *x = a, *y = b;

	if (x->figure != y->figure)
		return x->figure < y->figure ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

/* Take out what s says of the figures that are corrected. */
static void forget(struct sent *s, const struct sent *correction) {
	size_t n = 0;

	for (size_t i = 0; i < s->line_count; i++)
		if (sent_find(correction, s->figures[s->lines[i].figure]) ==
		    correction->figure_count)
			s->lines[n++] = s->lines[i];
	s->line_count = n;
	n = 0;
	for (size_t i = 0; i < s->people_count; i++)
		if (sent_find(correction, s->figures[s->people[i].figure]) ==
		    correction->figure_count)
			s->people[n++] = s->people[i];
	s->people_count = n;
}

void sent_merge(struct sent *s, const struct sent *c) {
	forget(s, c);
	for (size_t i = 0; i < c->place_count; i++)
		merge_place(s, &c->places[i]);
	s->lines = mem_grow(s->lines, s->line_count + c->line_count + 1, sizeof *s->lines);
	s->people = mem_grow(s->people, s->people_count + c->people_count + 1, sizeof *s->people);
	for (size_t i = 0; i < c->line_count; i++) {
		const struct sent_line *l = &c->lines[i];
		size_t figure = sent_find(s, c->figures[l->figure]);

		if (figure < s->figure_count)
			add_line(s, figure, merge_place(s, &c->places[l->place]), l->numerator,
			         l->denominator);
	}
	for (size_t i = 0; i < c->people_count; i++) {
		struct sent_person p = c->people[i];

		p.figure = sent_find(s, c->figures[p.figure]);
		p.place = merge_place(s, &c->places[p.place]);
		if (p.figure < s->figure_count)
			s->people[s->people_count++] = p;
	}
	qsort(s->lines, s->line_count, sizeof *s->lines, line_by_figure);
	if (s->people_count)
		qsort(s->people, s->people_count, sizeof *s->people, person_by_figure);
	sent_cells_take(s, c);
	s->no = c->no;
}

/* The people of a figure: where they begin; *n gets how many. */
static const struct sent_person *people_of(const struct sent *s, size_t figure, size_t *n) {
	size_t from = 0;

	while (from < s->people_count && s->people[from].figure < figure)
		from++;
	*n = 0;
	while (from + *n < s->people_count && s->people[from + *n].figure == figure)
		++*n;
	return s->people + from;
}

/* Both lie by uid. */
static void compare_people(const struct sent *before, size_t figure, const struct sent *now,
                           size_t figure_now, struct sent_change *c) {
	size_t n, m, i = 0, k = 0;
	const struct sent_person *p = people_of(before, figure, &n),
				 *q = people_of(now, figure_now, &m);

	while (i < n || k < m) {
		int way = i == n ? 1 : k == m ? -1 : strcmp(p[i].uid, q[k].uid);

		c->left += way < 0;
		c->came += way > 0;
		i += way <= 0;
		k += way >= 0;
	}
}

struct sent_change sent_compare(const struct sent *before, size_t figure, const struct sent *now) {
	const struct sent_line *was = sent_line(before, figure, 0);
	size_t at = sent_find(now, before->figures[figure]);
	const struct sent_line *is = at < now->figure_count ? sent_line(now, at, 0) : NULL;
	struct sent_change c = {was->numerator, INT_NONE, was->denominator, INT_NONE};

	if (!is) /* a later program counts it no more: what was sent stands */
		return c;
	c.after = is->numerator;
	c.base_after = is->denominator;
	compare_people(before, figure, now, at, &c);
	c.changed = c.before != c.after || c.base_before != c.base_after || c.came || c.left;
	return c;
}

const char *sent_number(const char *figure, long long value, char buf[FIGURE_BUF]) {
	static const struct figure_def retired = {.unit = FIGURE_PERSONS};
	const struct figure_def *f = figure_find(figure);

	return figure_format(f ? f : &retired, value, buf);
}

void sent_change_text(const char *figure, const struct sent_change *c, struct str *out) {
	char number[FIGURE_BUF];

	if (!c->changed || c->base_before != INT_NONE)
		return;
	str_addf(out, "%s%s", c->after < c->before ? "" : "+", sent_number(figure,
	                                                                   c->after - c->before,
	                                                                   number));
}

static void number(char out[24], long long v) { snprintf(out, 24, "%lld", v); }

static void value_of(const char *figure, const struct sent_line *l, char value[RATE_BUF],
                     char over[FIGURE_BUF], char under[FIGURE_BUF]) {
	if (l->denominator == INT_NONE) {
		sent_number(figure, l->numerator, value);
		return;
	}
	rate_say(figure, l->numerator, l->denominator, value);
	if (rate_find(figure) && rate_find(figure)->mean)
		sent_number(rate_find(figure)->numerator, l->numerator, over);
	else
		number(over, l->numerator);
	number(under, l->denominator);
}

/* The same line of what was sent before; a village that was not named counted 0. */
static struct sent_line line_before(const struct sent *s, const struct sent *before,
                                    const struct sent_line *l) {
	struct sent_line none = {.denominator = l->denominator == INT_NONE ? INT_NONE : 0};
	size_t figure = sent_find(before, s->figures[l->figure]);

	for (size_t i = 0; i < before->place_count; i++) {
		const struct sent_line *found =
			strcmp(before->places[i].uid, s->places[l->place].uid) == 0
				? sent_line(before, figure, i)
				: NULL;

		if (found)
			return *found;
	}
	return none;
}

void sent_row_fill(const struct sent *s, const struct sent *before, const struct sent_line *l,
                   struct sent_row *out) {
	const struct sent_place *p = &s->places[l->place];
	const char *id = s->figures[l->figure];

	*out = (struct sent_row){.is = figure_line_of(id), .place = p->name};
	figure_line_formula(&out->is, out->formula);
	if (strcmp(p->uid, SENT_NOWHERE) == 0)
		out->place = tr(N_("no village"));
	value_of(id, l, out->value, out->over, out->under);
	if (before->figure_count) {
		struct sent_line was = line_before(s, before, l);

		value_of(id, &was, out->before, out->over_before, out->under_before);
	}
}

bool sent_row_shown(const struct sent *s, const struct sent_line *l, bool places) {
	return (l->place == 0 || places) && !figure_line_of(s->figures[l->figure]).base;
}

const char *sent_title(const struct sent *s, char buf[SENT_TITLE_BUF]) {
	char month[DATE_BUF], no[24];

	date_format(s->month, month);
	month[7] = '\0';
	number(no, s->no);
	text_fill(buf, SENT_TITLE_BUF, tr(s->no ? N_("{month}, number {no}"
	                                             " (correction)") : N_("{month}, number {no}"
	                                             " (first)")),
	          "month", month, "no", no, NULL);
	return buf;
}

/* A return and an answer read back: everything is looked at, and what is not as it would be written
 * here is not taken. SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/package/return_priv.h"

/* DIGITS: so that the sums of a county over a year still fit. */
enum { TEXT_MAX = 600, NAME_MAX_BYTES = 200, DIGITS = 10 };

/* ---- the manifest ---- */

static enum rc not_one(const struct package *p, struct err *err) {
	return err_set(err, RC_INVALID, "return.manifest",
	               N_("The list of this package lacks something that a return has, or says it "
	                  "in another way: nothing is taken. Ask {name} to write it again."),
	               "name", p->station, NULL);
}

/* A text that may be shown as it is. */
static bool is_clean(const char *text, size_t max) {
	struct str clean = {0};
	bool same;

	utf8_clean(&clean, text);
	same = strlen(text) <= max && strcmp(str_text(&clean), text) == 0;
	str_clear(&clean);
	return same;
}

/* "0", "12", "-3": as it is written, nothing else; *at behind it. */
static bool take_number(const char **at, long long *out) {
	const char *p = *at, *digits = p + (*p == '-');
	size_t n = strspn(digits, "0123456789");

	if (n == 0 || n > DIGITS || (*digits == '0' && (n > 1 || digits > p)))
		return false;
	*out = strtoll(p, NULL, 10);
	*at = digits + n;
	return true;
}

static bool read_number(const char *text, long long *out) {
	return text && take_number(&text, out) && !*text && *out >= 0 && *out < 1000;
}

/* "sha256:" is left out. */
static bool is_digest(const char *text) {
	unsigned char raw[HASH_LEN];

	return text && hash_from_hex(text, raw, sizeof raw);
}

/* Its format is 1 to newest. */
static enum rc check_kind(const struct package *p, const char *kind, int newest, int *out,
                          struct err *err) {
	long long format = 0;

	if (strcmp(p->kind, kind) != 0)
		return err_set(err, RC_INVALID, "package.kind",
		               N_("This package is of another kind: {kind}."), "kind",
		               	p->kind, NULL);
	if (p->format && !read_number(p->format, &format))
		return not_one(p, err);
	*out = (int)format;
	if (format < 1)
		return err_set(err, RC_INVALID, "return.older",
		N_("Made by an older version of the program ({program}), which wrote "
		"returns in another way: ask {name} to bring theirs up to date and "
		                  "write it again."), "program", p->program, "name",
		                  	p->station, NULL);
	if (format > newest)
		return err_set(err, RC_INVALID, "return.newer",
		N_("Made by a newer version of the program ({program}) than this one, "
		                  "which cannot read it: bring this one up to date."), "program",
		               p->program, NULL);
	return RC_OK;
}

/* Every text that both kinds have. */
static bool common(const struct package *p, struct date *month, long long *number) {
	return is_clean(p->station, NAME_MAX_BYTES) && *p->station && is_clean(p->head, TEXT_MAX) &&
	       is_clean(p->program, NAME_MAX_BYTES) && return_code_is_good(p->code) && p->period &&
	       date_parse_month(p->period, month) && read_number(p->number, number);
}

static bool read_scope(const struct package *p, struct county_return *r) {
	if (!p->scope)
		return false;
	r->full = strcmp(p->scope, "full") == 0;
	if (r->full)
		return !p->since;
	return strcmp(p->scope, "changes") == 0 && read_number(p->since, &r->since) &&
	       r->since < r->number;
}

static bool read_manifest(const struct package *p, struct county_return *r) {
	long long ids = -1;

	if (!common(p, &r->month, &r->number) || !read_scope(p, r) || !p->as_of ||
	    !date_parse_iso(p->as_of, &r->as_of) || (p->note && !is_clean(p->note, TEXT_MAX)) ||
	    (p->previous && (strncmp(p->previous, "sha256:", 7) != 0 ||
	    	!is_digest(p->previous + 7))) ||
	    (p->ids && (!read_number(p->ids, &ids) || ids == 0 || !r->full || r->format == 1)))
		return false;
	r->ids = (int)ids;
	r->station = mem_strdup(p->station);
	r->code = mem_strdup(p->code);
	r->previous = p->previous ? mem_strdup(p->previous + 7) : NULL;
	r->head = mem_strdup(p->head);
	r->program = mem_strdup(p->program);
	r->note = mem_strdup(p->note);
	return true;
}

/* ---- the members ---- */

static enum rc bad_line(const char *path, long long line, struct err *err) {
	char no[24];

	snprintf(no, sizeof no, "%lld", line);
	return err_set(err, RC_INVALID, "return.line",
	               N_("{name}, line {line}, is not as a return is written: nothing of it is "
	                  "taken."), "name", path, "line", no, NULL);
}

static const struct package_member *member(const struct package *p, const char *name) {
	for (size_t i = 0; i < p->n; i++)
		if (strncmp(p->v[i].path, "data/", 5) == 0 &&
		    strncmp(p->v[i].path + 5, name, strlen(name)) == 0 &&
		    strcmp(p->v[i].path + 5 + strlen(name), ".csv") == 0)
			return &p->v[i];
	return NULL;
}

static bool belongs(const struct package *p, const struct package_member *m) {
	bool known = m == member(p, "places") || strcmp(m->path, RETURN_PEOPLE) == 0 ||
	             strcmp(m->path, RETURN_EVENTS) == 0;

	for (int t = 0; t < RETURN_TABS; t++)
		known |= m == member(p, return_tabs[t]);
	return known;
}

static enum rc check_members(const struct package *p, struct err *err) {
	const char *lacks = member(p, "places") ? NULL : "places";

	for (size_t i = 0; i < p->n; i++)
		if (!belongs(p, &p->v[i]))
			return err_set(err, RC_INVALID, "return.member",
			               N_("The package holds {name}, which is no part of a return: "
			                  "nothing of it is taken."), "name", p->v[i].path, NULL);
	for (int t = 0; t < RETURN_TABS; t++)
		lacks = member(p, return_tabs[t]) ? lacks : return_tabs[t];
	return lacks ? err_set(err, RC_INVALID, "return.lacks",
	                       N_("The return lacks the table {name}: nothing of it is taken."),
	                       "name", lacks, NULL)
	             : RC_OK;
}

/* *at behind this text, which stands there. */
static bool take(const char **at, const char *text) {
	size_t n = strlen(text);

	if (strncmp(*at, text, n) != 0)
		return false;
	*at += n;
	return true;
}

/* Up to the comma, of these signs; heap, NULL where there is none. */
static char *take_word(const char **at, size_t max) {
	size_t n = strcspn(*at, ",\"\r\n");
	char *word = n <= max && (*at)[n] == ',' ? mem_strndup(*at, n) : NULL;

	*at += word ? n + 1 : 0;
	return word;
}

/* The last cell of a line, and its end. */
static bool take_text(const char **at, struct str *out) {
	const char *p = *at;

	if (*p != '"') {
		size_t n = strcspn(p, "\"\r\n");

		str_addn(out, p, n);
		*at = p + n;
		return take(at, "\r\n");
	}
	for (p++; *p && (*p != '"' || p[1] == '"'); p++) {
		str_addc(out, *p);
		p += *p == '"';
	}
	*at = p + (*p == '"');
	return *p == '"' && take(at, "\r\n");
}

static bool key_is_good(const char *key) {
	size_t n = strlen(key);

	return strcmp(key, RETURN_STATION) == 0 || strcmp(key, RETURN_NOWHERE) == 0 ||
	       (n > 0 && n <= 32 &&
		strspn(key, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == n);
}

static bool has_place(const struct county_return *r, const char *key) {
	for (size_t i = 0; i < r->place_count; i++)
		if (strcmp(r->places[i].key, key) == 0)
			return true;
	return false;
}

static const char *kind_of(const char *word) {
	for (size_t i = 0; return_kinds[i]; i++)
		if (strcmp(return_kinds[i], word) == 0)
			return return_kinds[i];
	return NULL;
}

static bool take_place(struct county_return *r, const char **at, const char *prefix) {
	char *key = NULL, *word = NULL;
	struct str name = {0};
	bool good = r->place_count < RETURN_PLACES_MAX && take(at, prefix) &&
	            (key = take_word(at, 32)) != NULL && (word = take_word(at, 16)) != NULL &&
	            take_text(at, &name) && key_is_good(key) && !has_place(r, key) &&
	            kind_of(word) && is_clean(str_text(&name), NAME_MAX_BYTES) &&
	            (strcmp(key, RETURN_STATION) == 0) == (r->place_count == 0) &&
	            (strcmp(key, RETURN_STATION) == 0) == (strcmp(word, "station") == 0) &&
	            (strcmp(key, RETURN_NOWHERE) == 0) == (strcmp(word, "none") == 0);

	if (good)
		return_place_add(r, key, kind_of(word), str_text(&name));
	free(key);
	free(word);
	str_clear(&name);
	return good;
}

static enum rc read_places(const struct package_member *m, struct county_return *r,
                           struct err *err) {
	char prefix[RETURN_PREFIX];
	const char *at = str_text(&m->bytes), *end = at + m->bytes.n;
	struct str again = {0};
	long long line = 1;
	bool good;

	return_prefix(r, prefix);
	return_header(r, true, &again);
	good = take(&at, str_text(&again));
	str_reset(&again);
	while (good && at < end) {
		good = take_place(r, &at, prefix);
		line = (long long)r->place_count + (good ? 1 : 2);
	}
	return_put_places(r, &again);
	good = good && r->place_count && again.n == m->bytes.n &&
	       memcmp(str_text(&again), str_text(&m->bytes), again.n) == 0;
	str_clear(&again);
	return good ? RC_OK : bad_line(m->path, line, err);
}

/* Up to the comma, which ends it; NULL: there is none. */
static const char *cut_word(char **at) {
	char *word = *at;
	size_t n = strcspn(word, ",\r\n");

	if (word[n] != ',')
		return NULL;
	word[n] = '\0';
	*at += n + 1;
	return word;
}

static bool id_is_good(const char *id) {
	size_t n = strlen(id);

	return n > 0 && n <= 60 && id[0] >= 'a' && id[0] <= 'z' &&
	       strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_") == n;
}

/* Of which place: by id, each beginning with the station's own line, the others behind it as
 * return_package puts them, none twice. last: the line before, NULL for the first of a table. */
static bool find_place(const struct county_return *r, const struct return_line *last,
                       struct return_line *l, const char *key) {
	int way = last ? strcmp(last->id, l->id) : -1;
	struct return_place *p;

	l->place = 0;
	if (way)
		return way < 0 && strcmp(key, RETURN_STATION) == 0;
	l->place = last->place + 1;
	if (r->format > 1 && last->place && last->numerator != l->numerator)
		l->place = last->numerator > l->numerator ? 1 : r->place_count;
	l->id = last->id;
	while (l->place < r->place_count && strcmp(r->places[l->place].key, key) != 0)
		l->place++;
	p = &r->places[l->place];
	if (l->place == r->place_count || p->said == l->id)
		return false;
	p->said = l->id;
	return true;
}

static bool take_line(struct county_return *r, int tab, char **at, size_t first,
                      const char *prefix) {
	struct return_line l = {.tab = tab, .denominator = INT_NONE};
	const char *p = *at, *key = NULL, **const cells[] = {&l.id, &key};

	if (!take(&p, prefix))
		return false;
	*at += p - *at;
	for (int i = 0; i < 2; i++)
		if (!(*cells[r->format == 1 ? !i : i] = cut_word(at)))
			return false;
	p = *at;
	if (!take_number(&p, &l.numerator) || !take(&p, ",") ||
	    (*p != '\r' && (!take_number(&p, &l.denominator) || l.denominator < 0)) ||
	    !take(&p, "\r\n") || !id_is_good(l.id) ||
	    !find_place(r, r->line_count > first ? &r->lines[r->line_count - 1] : NULL, &l, key))
		return false;
	*at += p - *at;
	VEC_PUSH(r->lines, r->line_count, l);
	return true;
}

static enum rc read_lines(const struct package_member *m, struct county_return *r, int tab,
                          struct err *err) {
	char prefix[RETURN_PREFIX], *at, *end;
	size_t first = r->line_count;
	struct str header = {0};
	const char *p;
	long long line = 1;

	r->held[tab] = at = mem_strndup(str_text(&m->bytes), m->bytes.n);
	end = at + m->bytes.n;
	p = at;
	return_prefix(r, prefix);
	return_header(r, false, &header);
	if (!take(&p, str_text(&header)))
		line = 0;
	at += p - at;
	str_clear(&header);
	while (line && at < end) {
		line++;
		if (!take_line(r, tab, &at, first, prefix))
			return bad_line(m->path, line, err);
	}
	if (line == 0 || (m->rows > 0 && m->rows != line - 1))
		return bad_line(m->path, 1, err);
	return RC_OK;
}

enum rc return_read(const struct package *p, struct county_return *out, struct err *err) {
	enum rc rc;

	*out = (struct county_return){.station = NULL};
	TRY(check_kind(p, "return", RETURN_FORMAT, &out->format, err));
	if (!read_manifest(p, out))
		TRY(not_one(p, err));
	TRY(check_members(p, err));
	TRY(read_places(member(p, "places"), out, err));
	for (int t = 0; t < RETURN_TABS; t++)
		TRY(read_lines(member(p, return_tabs[t]), out, t, err));
	if (out->ids > 0 && return_ids_change(out, false))
		rc = not_one(p, err);
out:
	return rc;
}

/* ---- the answer ---- */

static bool take_question(struct return_answer *a, const char **at) {
	char no[24], *place = NULL, *id = NULL;
	struct str text = {0};
	bool good;

	snprintf(no, sizeof no, "%zu,", a->question_count + 1);
	good = take(at, no) && (place = take_word(at, 32)) != NULL &&
	       (id = take_word(at, 60)) != NULL && take_text(at, &text) && text.n &&
	       (!*place || key_is_good(place)) && is_clean(id, 60) &&
	       	is_clean(str_text(&text), TEXT_MAX);
	if (good)
		VEC_PUSH(a->questions, a->question_count,
		         (struct return_question){place, id, str_take(&text)});
	if (!good) {
		free(place);
		free(id);
	}
	str_clear(&text);
	return good;
}

static enum rc read_questions(const struct package_member *m, struct return_answer *a,
                              struct err *err) {
	const char *at = str_text(&m->bytes), *end = at + m->bytes.n;
	struct str header = {0};
	bool good;

	return_question_header(&header);
	good = take(&at, str_text(&header));
	str_clear(&header);
	while (good && at < end)
		good = a->question_count < RETURN_PLACES_MAX && take_question(a, &at);
	return good ? RC_OK : bad_line(m->path, (long long)a->question_count + 2, err);
}

enum rc return_answer_read(const struct package *p, struct return_answer *out, struct err *err) {
	int format;
	enum rc rc;

	*out = (struct return_answer){.county = NULL};
	TRY(check_kind(p, "answer", ANSWER_FORMAT, &format, err));
	if (!common(p, &out->month, &out->number) || !is_digest(p->of) || !p->day ||
	    !date_parse_iso(p->day, &out->day) || !p->verdict ||
	    (p->reason && !is_clean(p->reason, TEXT_MAX)))
		TRY(not_one(p, err));
	out->accepted = strcmp(p->verdict, "accepted") == 0;
	if ((!out->accepted && (strcmp(p->verdict, "back") != 0 || !p->reason)) || p->n != 1 ||
	    !member(p, "questions"))
		TRY(not_one(p, err));
	out->county = mem_strdup(p->station);
	out->code = mem_strdup(p->code);
	out->of = mem_strdup(p->of);
	out->reason = mem_strdup(p->reason);
	out->head = mem_strdup(p->head);
	out->program = mem_strdup(p->program);
	rc = read_questions(&p->v[0], out, err);
out:
	return rc;
}

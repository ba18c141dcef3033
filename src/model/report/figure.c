/* SPDX-License-Identifier: MIT */
#include "model/report/figure.h"

#include "core/check.h"
#include "core/conf.h"
#include "core/field.h"
#include "core/suggest.h"
#include "core/tr.h"

/* What the county counts in place of a figure's own formula: in any of the first, in none of the
 * second. */
enum { SET_TERMS = 8 };
struct figure_set {
	const char *id; /* of the figure, and of its key in the section [figures] */
	const struct figure_def *in[SET_TERMS], *out[SET_TERMS];
	size_t in_count, out_count; /* in_count 0: the figure's own formula */
	char words[256];            /* as read, in the chosen language, for people */
};

/* Sets of the rates without an official formula (rule 9.3). */
static struct figure_set sets[] = {
	{.id = "under_execution"}, {.id = "execution_base"}, {.id = "executed"},
	    {.id = "found_using"},
	{.id = "three_years"},     {.id = "three_clean"},    {.id = "able_employed"},
	{.id = "able"},
};
enum { SETS = sizeof sets / sizeof *sets };

static struct figure_set *set_of(const struct figure_def *f) {
	for (size_t i = 0; i < SETS; i++)
		if (sets[i].in_count > 0 && strcmp(sets[i].id, f->id) == 0)
			return &sets[i];
	return NULL;
}

static enum rc no_figure(const char *key, const char *word, struct err *err) {
	struct suggest near = suggest_begin(word);

	for (size_t i = 0; i < figure_count; i++)
		suggest_try(&near, figure_table[i].id);
	return err_set(err, RC_CONFIG, "figures.set",
	               N_("[figures] {key}: '{word}' is no figure of people (nearest: {other});"
	                  " write ids with + and - between them"),
	               "key", key, "word", word, "other", near.best ? near.best : "-", NULL);
}

/* One word of a set; sign is '+' or '-'. */
static enum rc add_term(struct figure_set *s, char sign, const char *word, struct err *err) {
	const struct figure_def *f = figure_find(word);
	size_t *n = sign == '-' ? &s->out_count : &s->in_count;

	if (!f || f->unit != FIGURE_PERSONS || *n == SET_TERMS)
		return no_figure(s->id, word, err);
	(sign == '-' ? s->out : s->in)[(*n)++] = f;
	return RC_OK;
}

static enum rc read_set(struct figure_set *s, const char *text, struct err *err) {
	char word[64], sign = '+';
	bool more = *text != '\0';
	enum rc rc = RC_OK;

	s->in_count = s->out_count = 0;
	while (rc == RC_OK && more) {
		size_t n;

		text += strspn(text, " ");
		n = strcspn(text, " +-");
		snprintf(word, sizeof word, "%.*s", (int)n, text);
		rc = add_term(s, sign, word, err);
		text += n;
		text += strspn(text, " ");
		more = *text != '\0';
		if (rc == RC_OK && more && *text != '+' && *text != '-')
			rc = no_figure(s->id, text, err);
		else if (more)
			sign = *text++;
	}
	return rc;
}

enum rc figure_choose(const struct conf *conf, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < SETS; i++)
		rc = read_set(&sets[i], conf_text(conf, "figures", sets[i].id), err);
	for (size_t i = 0; rc != RC_OK && i < SETS; i++)
		sets[i].in_count = sets[i].out_count = 0;
	return rc;
}

const char *figure_formula(const struct figure_def *f) {
	struct figure_set *s = set_of(f);
	struct str out = {0};

	if (s == NULL)
		return tr(f->formula);
	for (size_t i = 0; i < s->in_count; i++)
		str_addf(&out, "%s%s", i ? " + " : "", tr(s->in[i]->label));
	for (size_t i = 0; i < s->out_count; i++)
		str_addf(&out, " - %s", tr(s->out[i]->label));
	text_copy(s->words, sizeof s->words, str_text(&out));
	str_clear(&out);
	return s->words;
}

const char *rate_formula(const struct rate_def *r, char *buf) {
	const struct figure_def *over = figure_find(r->numerator),
				*under = figure_find(r->denominator);

	if (set_of(over) || set_of(under))
		text_fill(buf, FORMULA_BUF, "{over} / {under}", "over",
		          set_of(over) ? figure_formula(over) : tr(over->label), "under",
		          set_of(under) ? figure_formula(under) : tr(under->label), NULL);
	else
		snprintf(buf, FORMULA_BUF, "%s", tr(r->formula));
	return buf;
}

/* Orders of another kind than the figure's section never count. */
static long long own_value(const struct figure_def *f, const struct report_row *row) {
	if ((f->section == FIGURE_DETOX && !code_is(row->kind, "detox")) ||
	    (f->section == FIGURE_REHAB && !code_is(row->kind, "rehab")))
		return 0;
	if (f->count)
		return row->counts ? row->counts[f->count - 1] : 0;
	return f->value(row);
}

long long figure_add(const struct figure_def *f, long long total, long long value) {
	return f->unit != FIGURE_HIGHEST ? total + value : value > total ? value : total;
}

/* Use this, not f->value alone. */
static long long figure_value(const struct figure_def *f, const struct report_row *row) {
	const struct figure_set *s = set_of(f);
	bool counts = false;

	if (s == NULL)
		return own_value(f, row);
	for (size_t i = 0; i < s->in_count; i++)
		counts |= own_value(s->in[i], row) != 0;
	for (size_t i = 0; i < s->out_count; i++)
		counts &= own_value(s->out[i], row) == 0;
	return counts;
}

long long figure_total(const struct figure_def *f, const struct report_row *rows, size_t n,
                       struct ids *residents) {
	long long total = 0, last = 0;

	for (size_t i = 0; i < n; i++) {
		long long value = figure_value(f, &rows[i]);
		bool again = value != 0 && rows[i].person.resident == last;

		if (value == 0)
			continue;
		if (f->unit == FIGURE_HIGHEST && value > total) {
			again = false;
			if (residents)
				residents->n = 0; /* theirs is not the highest */
		}
		if (f->unit != FIGURE_PERSONS)
			total = figure_add(f, total, value);
		else if (!again)
			total++;
		if (f->unit == FIGURE_HIGHEST && value < total)
			continue;
		if (residents != NULL && !again && rows[i].person.resident)
			ids_add(residents, rows[i].person.resident);
		last = rows[i].person.resident;
	}
	return total;
}

void figure_totals_by(const struct figure_def *f, const struct report_row *rows, size_t n,
                      const int *row_of, size_t parts, long long *out) {
	long long *last = mem_zalloc(parts + 1, sizeof *last);

	memset(out, 0, parts * sizeof *out);
	for (size_t i = 0; i < n; i++) {
		long long value = row_of[i] >= 0 ? figure_value(f, &rows[i]) : 0;

		if (value == 0)
			continue;
		if (f->unit != FIGURE_PERSONS)
			out[row_of[i]] = figure_add(f, out[row_of[i]], value);
		else if (last[row_of[i]] != rows[i].person.resident)
			out[row_of[i]]++;
		last[row_of[i]] = rows[i].person.resident;
	}
	free(last);
}

void figure_people_in(const struct figure_def *f, const struct report_row *rows, size_t n,
                      const int *row_of, int part, struct ids *residents) {
	long long most = 0;

	for (size_t i = 0; f->unit == FIGURE_HIGHEST && i < n; i++)
		if (row_of[i] == part)
			most = figure_add(f, most, figure_value(f, &rows[i]));
	for (size_t i = 0; i < n; i++) {
		long long value = row_of[i] == part ? figure_value(f, &rows[i]) : 0;

		if (value == 0 || (most && value < most) || !rows[i].person.resident)
			continue;
		if (residents->n == 0 || residents->v[residents->n - 1] != rows[i].person.resident)
			ids_add(residents, rows[i].person.resident);
	}
}

enum figure_over figure_over(const struct figure_def *f) {
	bool people = f->unit == FIGURE_PERSONS;

	if (f->unit == FIGURE_HIGHEST)
		return OVER_HIGHEST;
	if (f->count)
		return figure_counts[f->count - 1].until ? OVER_STANDING
		       : people                          ? OVER_PERSONS : OVER_FLOW;
	if (f->over != OVER_BY_UNIT)
		return f->over;
	return people ? OVER_STANDING : OVER_FLOW;
}

enum figure_over rate_over(const struct rate_def *r) {
	return figure_over(figure_find(r->numerator)) == OVER_STANDING &&
	       figure_over(figure_find(r->denominator)) == OVER_STANDING ? OVER_STANDING : OVER_FLOW;
}

const struct figure_def *figure_find(const char *id) {
	for (size_t i = 0; i < figure_count; i++)
		if (strcmp(figure_table[i].id, id) == 0)
			return &figure_table[i];
	return NULL;
}

size_t figure_line_count(void) { return figure_count + rate_count; }

struct figure_line figure_line_at(size_t i) {
	const struct figure_def *f = i < figure_count ? &figure_table[i] : NULL;
	const struct rate_def *r = f ? NULL : &rate_table[i - figure_count];

	CHECK(i < figure_line_count());
	if (f)
		return (struct figure_line){f->id,
		                            f->label, figure_section_label(f->section),
		                            figure_unit_label(f->unit), .figure = f,
		                            .base = f->section == FIGURE_BASES};
	return (struct figure_line){r->id, r->label, N_("Rates"), "", .rate = r};
}

struct figure_line figure_line_of(const char *id) {
	for (size_t i = 0; i < figure_line_count(); i++)
		if (strcmp(figure_line_at(i).id, id) == 0)
			return figure_line_at(i);
	return (struct figure_line){id, id, "", ""};
}

enum rc figure_line_read(const char *word, struct figure_line *out, struct err *err) {
	struct suggest near = suggest_begin(word);

	for (size_t i = 0; i < figure_line_count(); i++) {
		*out = figure_line_at(i);
		if (strcmp(out->id, word) == 0 || strcmp(tr(out->label), word) == 0)
			return RC_OK;
		suggest_try(&near, out->id);
	}
	return err_set(err, RC_USAGE, "report.figure",
	               near.best ? N_("No figure '{word}'; did you mean '{other}'?")
	                         : N_("No figure '{word}'; report --json lists them all"),
	               "word", word, "other", near.best ? near.best : "", NULL);
}

const char *figure_line_formula(const struct figure_line *l, char *buf) {
	if (l->rate)
		return rate_formula(l->rate, buf);
	snprintf(buf, FORMULA_BUF, "%s", l->figure ? figure_formula(l->figure) : "");
	return buf;
}

const char *figure_unit_label(enum figure_unit unit) {
	switch (unit) {
	case FIGURE_PERSONS:
		return N_("people");
	case FIGURE_ORDERS:
		return N_("orders");
	case FIGURE_TIMES:
		return N_("times");
	case FIGURE_ITEMS:
		return N_("pieces");
	case FIGURE_HEADS:
		return N_("heads");
	case FIGURE_SHEETS:
		return N_("sheets");
	case FIGURE_DAYS:
		return N_("days");
	case FIGURE_HOURS:
		return N_("hours");
	case FIGURE_HOUSEHOLDS:
		return N_("households");
	case FIGURE_HUNDREDTHS:
		return N_("as given");
	case FIGURE_HIGHEST:
	case FIGURE_MONEY:
		return N_("yuan");
	}
	return "";
}

const char *figure_section_label(enum figure_section section) {
	switch (section) {
	case FIGURE_REGISTER:
		return N_("On the rolls");
	case FIGURE_DETOX:
		return N_("Community detox");
	case FIGURE_REHAB:
		return N_("Community rehab");
	case FIGURE_REPORT_IN:
		return N_("Report-in and agreement");
	case FIGURE_RISK:
		return N_("Risk levels");
	case FIGURE_TESTS:
		return N_("Drug tests");
	case FIGURE_CONTACT:
		return N_("Talks and visits");
	case FIGURE_LEAVE:
		return N_("Leave and breaches");
	case FIGURE_CONTROL:
		return N_("Control");
	case FIGURE_WORK:
		return N_("Work and help");
	case FIGURE_COMING:
		return N_("Coming and going");
	case FIGURE_HELP:
		return N_("Plans and help");
	case FIGURE_AFTER:
		return N_("After release");
	case FIGURE_STATION:
		return N_("The station");
	case FIGURE_BASES:
		return N_("Bases of the rates");
	case FIGURE_SECTIONS:
		break;
	}
	return "";
}

const char *figure_format(const struct figure_def *f, long long value, char *buf) {
	if (f->unit >= FIGURE_HIGHEST)
		snprintf(buf, FIGURE_BUF, "%s%lld.%02lld", value < 0 ? "-" : "", llabs(value) / 100,
		         llabs(value) % 100);
	else
		snprintf(buf, FIGURE_BUF, "%lld", value);
	return buf;
}

const char *rate_format(long long numerator, long long denominator, int decimals, char *buf) {
	long long scale = decimals >= 2 ? 100 : 10;
	long long parts;

	if (denominator == 0) {
		snprintf(buf, RATE_BUF, "—");
		return buf;
	}
	parts = (2 * numerator * 100 * scale + denominator) / (2 * denominator);
	snprintf(buf, RATE_BUF, "%lld.%0*lld%%", parts / scale, scale == 100 ? 2 : 1,
	         parts % scale);
	return buf;
}

const struct rate_def *rate_find(const char *id) {
	for (size_t i = 0; i < rate_count; i++)
		if (strcmp(rate_table[i].id, id) == 0)
			return &rate_table[i];
	return NULL;
}

const char *rate_say(const char *id, long long numerator, long long denominator, char *buf) {
	const struct rate_def *r = rate_find(id);
	enum { OF_THOUSAND = 1000 * 100 };

	if (r && r->of_thousand && denominator) /* written with two decimals */
		return figure_format(figure_find(r->denominator),
		                     (200 * OF_THOUSAND * numerator + denominator) / (2 * denominator),
		                     buf);
	if (r && r->mean && denominator)
		return figure_format(figure_find(r->numerator),
		                     (2 * numerator + denominator) / (2 * denominator), buf);
	return rate_format(numerator, denominator, 1, buf);
}

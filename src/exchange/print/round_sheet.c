/* SPDX-License-Identifier: MIT */
#include "exchange/print/round_sheet.h"

#include "core/clock.h"
#include "model/access/masking.h"
#include "model/person/resident.h"

/* Lines of a sheet of paper that are not the table's: station, title, blank, two of head, blank,
 * columns, rule; at the end blank, signature and blank. */
enum { LINES_AROUND = 11 };

/* Nothing that names the programme, whoever typed it into a name or a village. */
static void add_cell(struct page *p,
                     const char *text) { page_cell(p, round_names_programme(text) ? "--" : text); }

static unsigned kinds_due(const struct round *t) {
	unsigned all = 0;

	for (size_t i = 0; i < t->n; i++)
		all |= t->v[i].due;
	return all;
}

static void add_columns(struct page *p, unsigned kinds) {
	page_column(p, tr(N_("No.")));
	page_column(p, tr(N_("Name")));
	for (size_t k = 0; k < duty_kind_count; k++)
		if (kinds >> k & 1)
			page_column(p, tr(duty_kind_table[k].tick));
	page_column(p, tr(N_("Remark")));
}

/* A row with one text in the name's column. */
static void add_row(struct page *p, const char *number, const char *name, unsigned kinds,
                    unsigned due) {
	page_cell(p, number);
	add_cell(p, name);
	for (size_t k = 0; k < duty_kind_count; k++)
		if (kinds >> k & 1)
			page_cell(p, due >> k & 1 ? "[ ]" : "");
	page_cell(p, "");
}

static size_t in_village(const struct round *t, size_t i) {
	size_t n = 0;

	while (i + n < t->n && t->v[i + n].place == t->v[i].place)
		n++;
	return n;
}

/* The village before its people; never alone at the foot of a sheet. */
static void add_village(struct page *p, struct station *st, const struct round *t, size_t i,
                        size_t n, unsigned kinds) {
	const struct field_env *env = station_env(st);
	const char *name = t->v[i].place ? env->ref_name(env->ctx, "place", t->v[i].place) : NULL;
	char text[200], count[24];

	if (p->cell_count / p->column_count % p->rows == p->rows - 1)
		add_row(p, "", "", kinds, 0);
	snprintf(count, sizeof count, "%zu", n);
	text_fill(text, sizeof text, tr(N_("{village}: {n}")), "village",
	          name && !round_names_programme(name) ? name : "--", "n", count, (char *)NULL);
	add_row(p, "", text, kinds, 0);
}

static enum rc add_person(struct page *p, struct station *st, const struct actor *a,
                          const struct round *t, size_t i, unsigned kinds, struct err *err) {
	struct str name = {0};
	struct resident r;
	char number[24];
	enum rc rc = resident_get(st, a, t->v[i].resident, &r, err);

	snprintf(number, sizeof number, "%zu", i + 1);
	if (rc == RC_OK) {
		masked_text(a, VIEW_PRINT, entity_field(&resident_def, "name"), &r, NULL, &name);
		add_row(p, number, str_text(&name), kinds, t->v[i].due);
	}
	str_clear(&name);
	entity_clear(&resident_def, &r);
	return rc;
}

static enum rc fill(struct page *p, struct station *st, const struct actor *a,
                    const struct round *t, struct err *err) {
	unsigned kinds = kinds_due(t);
	char day[DATE_BUF], number[24];
	size_t n = 0;
	enum rc rc = RC_OK;

	p->rows = ROUND_SHEET_LINES - LINES_AROUND;
	page_title(p, round_names_programme(station_name(st)) ? "" : station_name(st),
	           tr(N_("Sheet for a round")));
	snprintf(number, sizeof number, "%lld", t->id);
	page_head(p, tr(N_("Sheet number")), number);
	page_head(p, tr(N_("Day")), date_format(t->day, day));
	add_columns(p, kinds);
	for (size_t i = 0; i < t->n && rc == RC_OK; i++) {
		if (n == 0)
			add_village(p, st, t, i, n = in_village(t, i), kinds);
		rc = add_person(p, st, a, t, i, kinds, err);
		ids_add(&p->who, t->v[i].resident);
		n--;
	}
	page_sign(p, tr(N_("Went by (signature): ")));
	return rc;
}

enum rc round_print(struct station *st, const struct actor *a, struct date day, long long place,
                    struct round *out, char **path, struct err *err) {
	struct page p = {.asked = true}; /* by round_keep */
	enum rc rc;

	*path = NULL;
	TRY(round_plan(st, a, day, place, out, err));
	TRY(round_keep(st, a, out, err));
	TRY(fill(&p, st, a, out, err));
	rc = page_print(st, a, &p, "trip", 0, out->n, path, err);
out:
	page_clear(&p);
	return rc;
}

/* Names that came sealed with a return, opened by the county's key. SPDX-License-Identifier: MIT */
#include "core/secret.h"
#include "core/utf8.h"
#include "exchange/county/receive.h"
#include "exchange/csv/csv_read.h"
#include "exchange/package/return_rows.h"
#include "model/station/partner.h"

struct opening {
	const char *figure, *place; /* NULL: any */
	const struct county_rows *rows;
	struct behind {
		char uid[UID_LEN + 1];
		char *value;
	} *behind; /* the figure */
	size_t behind_count;
	struct county_names *out;
};

static char *clean(const struct csv_record *rec, size_t cell) {
	struct str out = {0};

	utf8_clean(&out, csv_cell(rec, cell));
	return str_take(&out);
}

static void take_event(struct opening *w, const struct csv_record *rec) {
	struct behind b = {.value = NULL};

	if (!w->figure || strcmp(csv_cell(rec, EVENT_ID), w->figure) != 0 ||
	    (w->place && strcmp(w->place, COUNTY_WHOLE) != 0 &&
	     strcmp(csv_cell(rec, EVENT_PLACE), w->place) != 0))
		return;
	snprintf(b.uid, sizeof b.uid, "%s", csv_cell(rec, EVENT_UID));
	b.value = clean(rec, EVENT_VALUE);
	VEC_PUSH(w->behind, w->behind_count, b);
}

/* What a place of the return is called; its key where no line names it. */
static char *place_name(const struct opening *w, const struct csv_record *rec) {
	for (size_t i = 0; i < w->rows->n; i++)
		if (strcmp(w->rows->v[i].place, csv_cell(rec, PEOPLE_PLACE)) == 0)
			return mem_strdup(w->rows->v[i].place_name);
	return clean(rec, PEOPLE_PLACE);
}

static void take_person(struct opening *w, const struct csv_record *rec) {
	static const int from[BEHIND_CELLS] = {
		[BEHIND_FILE_NO] = PEOPLE_FILE_NO, [BEHIND_NAME] = PEOPLE_NAME,
		[BEHIND_SEX] = PEOPLE_SEX, [BEHIND_ID_NO] = PEOPLE_ID_NO,
		[BEHIND_KIND] = PEOPLE_KIND, [BEHIND_STATE] = PEOPLE_STATE,
		[BEHIND_BIRTH] = PEOPLE_BIRTH, [BEHIND_UID] = PEOPLE_UID};
	struct county_name name = {{NULL}};
	size_t b = 0;

	while (b < w->behind_count && strcmp(w->behind[b].uid, csv_cell(rec, PEOPLE_UID)) != 0)
		b++;
	if (w->figure && b == w->behind_count)
		return;
	for (int c = 0; c < BEHIND_CELLS; c++)
		if (from[c])
			name.cell[c] = clean(rec, (size_t)from[c]);
	name.cell[BEHIND_PLACE] = place_name(w, rec);
	if (w->figure)
		name.cell[BEHIND_VALUE] = mem_strdup(w->behind[b].value);
	VEC_PUSH(w->out->v, w->out->n, name);
}

static enum rc each_row(struct opening *w, const struct sign_secret *key, const struct str *sealed,
                        size_t cells, void (*take)(struct opening *w, const struct csv_record *rec),
                        struct err *err) {
	const struct csv_record *rec = NULL;
	struct text_source *src = NULL;
	struct csv_reader *r = NULL;
	struct str plain = {0};
	size_t n = 0;
	enum rc rc;

	TRY(sign_unseal(key, str_text(sealed), sealed->n, &plain, err));
	TRY(text_source_open_bytes(&src, "data", str_text(&plain), plain.n, err));
	TRY(csv_reader_new(&r, src, ',', err));
	while ((rc = csv_reader_next(r, &rec, err)) == RC_OK && rec) {
		if (rec->count != cells)
			TRY(err_set(err, RC_INVALID, "county.names-look",
			            N_("The names in this return are not written as names are: "
			               "ask the station to write it again."), NULL));
		if (n++) /* below the headers */
			take(w, rec);
	}
out:
	if (plain.n)
		secret_wipe(plain.s, plain.n);
	str_clear(&plain);
	csv_reader_free(r);
	text_source_close(src);
	return rc;
}

enum rc county_names_open(struct station *st, const struct actor *a, long long id,
                          const char *figure, const char *place, const char *reason,
                          struct county_names *out, struct err *err) {
	struct county_rows rows = {NULL, 0};
	struct opening w = {.figure = figure, .place = place, .rows = &rows, .out = out};
	struct str people = {0}, events = {0};
	struct sign_secret key = {0};
	enum rc rc;

	*out = (struct county_names){NULL, 0};
	TRY(county_sealed(st, a, id, figure, reason, &people, &events, err));
	TRY(county_return_rows(st, a, id, &rows, err));
	TRY(signing_key_read(st, a, &key, err));
	TRY(each_row(&w, &key, &events, EVENT_CELLS, take_event, err));
	rc = each_row(&w, &key, &people, PEOPLE_CELLS, take_person, err);
out:
	secret_wipe(&key, sizeof key);
	for (size_t i = 0; i < w.behind_count; i++)
		free(w.behind[i].value);
	free(w.behind);
	county_rows_clear(&rows);
	str_clear(&people);
	str_clear(&events);
	return rc;
}

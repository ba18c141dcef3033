#include "cli/people_table.h"

#include <stdlib.h>

#include "model/access/masking.h"
#include "model/station/station.h"

void people_table_add_field(const struct cli *c, struct table *t, const struct field_def *f, const void *rec) {
	struct str cell = {0};

	masked_text(&c->actor, VIEW_LIST, f, rec, station_env(c->station), &cell);
	table_add(t, str_text(&cell));
	str_clear(&cell);
}

enum rc people_table_note(struct cli *c, const char *action, size_t hits) {
	char *detail;
	enum rc rc;

	detail = mem_printf("hits=%zu", hits);
	rc = station_note(c->station, &c->actor, action, "resident", 0, NULL, detail, &c->err);
	free(detail);
	return rc;
}

size_t people_table_columns(const struct entity_def *def, unsigned flag, struct table_col *cols,
                      const struct field_def **fields, size_t n, size_t most) {
	for (size_t i = 0; i < def->count && n < most; i++) {
		const struct field_def *f = &def->fields[i];

		if ((f->flags & flag) != flag || f->flags & F_SYSTEM)
			continue;
		cols[n] = (struct table_col){f->name, f->label, f->type == FT_INT};
		fields[n++] = f;
	}
	return n;
}

enum rc people_table_print(struct cli *c, const struct ids *who) {
	static const char *const names[] = {"file_no", "name", "id_no", "place"};
	enum { COLS = sizeof names / sizeof *names };
	struct table_col cols[COLS];
	const struct field_def *fields[COLS];
	struct table t = {.cols = cols, .col_count = COLS};
	enum rc rc = RC_OK;

	for (size_t i = 0; i < COLS; i++) {
		fields[i] = entity_field(&resident_def, names[i]);
		cols[i] = (struct table_col){names[i], fields[i]->label, false};
	}
	for (size_t i = 0; i < who->n && rc == RC_OK; i++) {
		struct resident r;

		rc = resident_get(c->station, &c->actor, who->v[i], &r, &c->err);
		if (rc == RC_NOT_FOUND) { /* sealed or voided meanwhile: counted, not named */
			rc = RC_OK;
			continue;
		}
		if (rc != RC_OK)
			break;
		for (size_t k = 0; k < COLS; k++)
			people_table_add_field(c, &t, fields[k], &r);
		entity_clear(&resident_def, &r);
	}
	if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	return rc;
}

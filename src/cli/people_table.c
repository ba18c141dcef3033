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

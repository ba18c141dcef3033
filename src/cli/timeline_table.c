#include "cli/timeline_table.h"

#include <stdlib.h>

#include "cli/people_table.h"
#include "cli/table.h"

static const struct table_col cols[] = {
	{"file_no", N_("File number"), false}, {"name", N_("Name"), false},  {"day", N_("Day"), false},
	{"what", N_("Record"), false},         {"text", N_("What it says"), false}, {"recorded", N_("Recorded"), false},
	{"uid", N_("Record number"), false},
};
enum { PERSON_COLS = 2 };

/* The uid, for edit and void; nothing for a change of state, which `state --undo` takes back. */
static enum rc add_uid(struct cli *c, struct table *t, const struct timeline_item *item) {
	struct event *e;
	enum rc rc;

	if (!item->def) {
		table_add(t, "");
		return RC_OK;
	}
	e = mem_zalloc(1, item->def->entity->size);
	rc = event_get(c->station, &c->actor, item->def, item->id, e, &c->err);
	table_add(t, e->rec.uid);
	entity_clear(item->def->entity, e);
	free(e);
	return rc;
}

static enum rc add_person(struct cli *c, struct table *t, long long id) {
	struct resident r;
	enum rc rc = resident_get(c->station, &c->actor, id, &r, &c->err);

	if (rc == RC_OK) {
		people_table_add_field(c, t, entity_field(&resident_def, "file_no"), &r);
		people_table_add_field(c, t, entity_field(&resident_def, "name"), &r);
	}
	entity_clear(&resident_def, &r);
	return rc;
}

static enum rc add_line(struct cli *c, struct table *t, const struct timeline_item *item, bool with_person) {
	struct str what = {0}, text = {0}, recorded = {0};
	char day[DATE_BUF];
	enum rc rc = with_person ? add_person(c, t, item->resident) : RC_OK;

	if (rc == RC_OK)
		rc = timeline_say(c->station, &c->actor, item, &what, &text, &recorded, &c->err);
	if (rc == RC_OK) {
		if (item->is_void)
			str_addf(&recorded, " %s", tr(N_("void")));
		table_add(t, date_format(item->day, day));
		table_add(t, str_text(&what));
		table_add(t, str_text(&text));
		table_add(t, str_text(&recorded));
		rc = add_uid(c, t, item);
	}
	str_clear(&what);
	str_clear(&text);
	str_clear(&recorded);
	return rc;
}

enum rc timeline_table_print(struct cli *c, const struct timeline *t, bool with_person) {
	size_t skip = with_person ? 0 : PERSON_COLS;
	struct table table = {.cols = cols + skip, .col_count = sizeof cols / sizeof *cols - skip};
	enum rc rc = RC_OK;

	for (size_t i = 0; i < t->n && rc == RC_OK; i++)
		rc = add_line(c, &table, &t->v[i], with_person);
	if (rc == RC_OK)
		table_print(c, &table);
	table_clear(&table);
	return rc;
}

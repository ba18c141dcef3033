/* What a bringing is about: which record is which here, and the lines of its plan.
 * SPDX-License-Identifier: MIT */
#include "model/entry/bring_db.h"

#include "model/access/masking.h"
#include "model/person/join_db.h"
#include "model/order/order.h"

enum { BRIEF_FIELDS = 3 };

const struct bring_word bring_words[BRING_KINDS] = {
	[BRING_NEW] = {"new", N_("new")},
	[BRING_CHANGED] = {"changed", N_("changed there")},
	[BRING_VOID] = {"void", N_("made void, or no longer, there")},
	[BRING_BOTH] = {"both", N_("changed on both sides")},
	[BRING_STATE] = {"void-here-or-there", N_("void on one side, changed on the other")},
	[BRING_CLASH] = {"second", N_("one may stand, both have one")},
	[BRING_NUMBER] = {"number", N_("file number given twice: gets another")},
	[BRING_PERSON] = {"person", N_("ID number on file here too: one person?")},
	[BRING_NAMED] = {"named", N_("same name: taken for the one here")},
	[BRING_SEALED] = {"sealed", N_("sealed on one side: stays sealed")},
	[BRING_LEFT] = {"left", N_("could not be taken, stays in the copy")},
};

enum rc bring_here(struct bringing *b, const char *table, long long id, long long *here,
                   struct err *err) {
	char *ask = mem_printf("SELECT uid FROM \"%s\" WHERE id = ?", table), *uid = NULL;
	char *find = mem_printf("SELECT id FROM \"%s\" WHERE uid = ?", table);
	enum rc rc = RC_OK;

	*here = 0;
	for (size_t i = 0; i < b->named_n; i++)
		if (b->named[i].there == id && strcmp(b->named[i].def->name, table) == 0)
			*here = b->named[i].here;
	if (id && !*here)
		rc = query_text(b->there, &uid, err, ask, id);
	if (rc == RC_OK && uid)
		rc = query_int(b->here, here, err, find, uid);
	free(uid);
	free(ask);
	free(find);
	return rc;
}

bool bring_takes(const struct bringing *b, const char *uid) {
	return b->take && (strcmp(b->take, "all") == 0 || str_in_list(b->take, uid));
}

/* Whose values follow from it, and which log. */
void bring_concerns(struct bringing *b, const struct entity_def *def, const void *rec) {
	const struct record *r = rec;
	const struct field_def *of = entity_field(def, "resident");

	if (def == &resident_def)
		ids_add(&b->people, r->id);
	else if (of && field_ref(of, rec))
		ids_add(&b->people, field_ref(of, rec));
	if (def == &order_def)
		ids_add(&b->orders, r->id);
	else if (def == &status_def)
		ids_add(&b->orders, ((const struct status_change *)rec)->order_id.id);
}

/* ---- lines of the plan ---- */

/* Of whom it is, where that one is seen here at all. */
static char *whose(struct bringing *b, const struct entity_def *def, const void *rec,
                   bool *sealed) {
	const struct field_def *of = entity_field(def, "resident");
	char *no = NULL;
	struct err ignored;
	enum rc rc = RC_OK;

	*sealed = false;
	if (def == &resident_def) {
		*sealed = !field_is_blank(entity_field(def, "sealed"), rec);
		return mem_strdup(*sealed ? "" : ((const struct resident *)rec)->file_no);
	}
	if (of)
		rc = join_file(b->st, field_ref(of, rec), &no, sealed, &ignored);
	if (rc != RC_OK || *sealed) {
		free(no);
		no = NULL;
	}
	return no ? no : mem_strdup("");
}

/* A field; or of a whole record what lists show of it. Names of people are in no line. */
static char *in_words(struct bringing *b, const struct entity_def *def, const struct field_def *field,
                      const void *rec) {
	struct str out = {0};
	int shown = 0;

	if (rec && field)
		masked_text(b->actor, VIEW_FILE, field, rec, station_env(b->st), &out);
	for (size_t i = 0; rec && !field && i < def->count && shown < BRIEF_FIELDS; i++) {
		const struct field_def *f = &def->fields[i];

		if (!(f->flags & F_LIST) || f->flags & (F_NAME | F_MASKED) || field_is_blank(f, rec))
			continue;
		if (shown++)
			str_addc(&out, ' ');
		masked_text(b->actor, VIEW_LIST, f, rec, station_env(b->st), &out);
	}
	return str_take(&out);
}

void bring_note(struct bringing *b, enum bring_kind kind, const struct entity_def *def,
                const struct field_def *field, const void *here, const void *there, bool theirs) {
	struct bring_item *i = VEC_ADD(b->plan->v, b->plan->n);
	bool sealed;

	*i = (struct bring_item){.kind = kind, .def = def, .field = field, .theirs = theirs};
	memcpy(i->uid, ((const struct record *)there)->uid, sizeof i->uid);
	b->plan->counts[kind]++;
	i->file_no = whose(b, def, here ? here : there, &sealed);
	if (!sealed && here && def == &resident_def)
		sealed = !field_is_blank(entity_field(def, "sealed"), there);
	i->here = sealed ? mem_strdup("") : in_words(b, def, field, here);
	i->there = sealed ? mem_strdup("") : in_words(b, def, field, there);
}

void bring_plan_clear(struct bring_plan *p) {
	for (size_t i = 0; i < p->n; i++) {
		free(p->v[i].file_no);
		free(p->v[i].here);
		free(p->v[i].there);
	}
	free(p->v);
	*p = (struct bring_plan){.n = 0};
}

/* All that is due of a person in one form: day, place and people once, then the test, the talk, the
 * visit and the report that wait, saved together (rule 17.9). SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/access/masking.h"
#include "model/entry/entry.h"
#include "model/event/drug_testing.h"
#include "model/event/registers.h"
#include "ui/form/form_subject.h"
#include "ui/form/forms.h"

/* What all of them have in common; its names are said in visits. */
struct round_head {
	struct record rec;
	struct date occurred;
	char *place_text, *visitor, *visitor2;
};
static const struct field_def head_fields[] = {
	FIELD_ROW(round_head, date, occurred, N_("Day of the round"), .width = 10,
	          .flags = F_REQUIRED | F_PAST | F_CARRY)
	FIELD_ROW(round_head, text, place_text, N_("Where"), .width = 16, .max = 60, .ref = "place",
	          .flags = F_CARRY)
	FIELD_ROW(round_head, text, visitor, N_("Done by"), .width = 12, .max = 40,
	          .ref = "team_member", .flags = F_CARRY | F_COMPLETE)
	FIELD_ROW(round_head, text, visitor2, N_("Second person"), .width = 12, .max = 40,
	          .ref = "team_member", .flags = F_CARRY | F_COMPLETE)
};
static const struct entity_def head_def = ENTITY("visit", N_("All that is due"), round_head,
                                                 head_fields);

enum { PARTS = 4 };

/* Records 1 to 4 of the form: kinds that ask for one, the first that is due; where the head's
 * people go; fields of which one is filled in where it was done. */
static const struct part {
	const char *kinds[2], *by, *by2, *done[3];
} parts[PARTS] = {
	{{"test"}, "tester", "tester2", {"result"}},
	{{"talk"}, "talker", "recorder", {"summary", "mood", "content"}},
	{{"visit"}, "visitor", "visitor2", {"met"}},
	{{"report", "written"}, "received_by", NULL, {"channel", "summary"}},
};

static const struct form_row rows[] = {
	FORM_SECTION(N_("Once for all")),
	FORM_FIELD_AS(0, "occurred", FR_RECENT | FR_TODAY),
	FORM_FIELD(0, "place_text"),
	FORM_FIELD(0, "visitor"),
	FORM_FIELD(0, "visitor2"),
	FORM_SECTION(N_("Test")),
	FORM_FIELD_AS(1, "result", FR_FREE),
	FORM_SECTION(N_("Talk")),
	FORM_FIELD_AS(2, "summary", FR_FREE),
	FORM_FIELD_AS(2, "mood", FR_FREE),
	FORM_FIELD_AS(2, "content", FR_FREE),
	FORM_SECTION(N_("Visit")),
	FORM_FIELD_AS(3, "met", FR_FREE),
	FORM_FIELD_AS(3, "difficulty", FR_FREE),
	FORM_FIELD_AS(3, "opinion", FR_FREE),
	FORM_SECTION(N_("Self report")),
	FORM_FIELD_AS(4, "channel", FR_FREE),
	FORM_FIELD_AS(4, "summary", FR_FREE),
};

/* The kind of this part that waits on the day; NULL: none does. */
static const struct duty_kind_def *due_kind_on(const struct form_call *c, const struct part *p,
                                               struct date day, struct entry_row *row) {
	for (size_t i = 0; i < 2 && p->kinds[i]; i++) {
		const struct duty_kind_def *kind = duty_kind_find(p->kinds[i]);

		if (entry_row_for(c->st, c->actor, kind, day, c->resident, row, NULL) == RC_OK &&
		    row->order_id)
			return kind;
	}
	return NULL;
}

static bool shows(const struct form_call *c, int entity) {
	struct entry_row row;

	return entity == 0 || due_kind_on(c, &parts[entity - 1], clock_today(), &row) != NULL;
}

static enum rc load(const struct form_call *c, void *const rec[], struct err *err) {
	bool any = false;

	((struct round_head *)rec[0])->occurred = clock_today();
	for (int e = 1; e <= PARTS; e++)
		any = any || shows(c, e);
	return any ? RC_OK : err_set(err, RC_NOT_FOUND, "all-due.none",
	                             N_("Nothing waits for a record of this person now."), NULL);
}

static bool is_done(const struct part *p, const struct entity_def *def, const void *rec) {
	for (size_t i = 0; i < 3 && p->done[i]; i++)
		if (!field_is_blank(entity_field(def, p->done[i]), rec))
			return true;
	return false;
}

static void put(const struct entity_def *def, void *rec, const char *name, const char *value) {
	if (name && value)
		field_take_text(entity_field(def, name), rec, mem_strdup(value));
}

/* A record as it is saved, from the form's and its head; the form keeps its own. */
static void make_row(const struct form_call *c, void *const rec[], int e, const char *name,
                     struct entry_row *row) {
	const struct part *p = &parts[e - 1];
	const struct round_head *head = rec[0];
	struct event *made;

	row->kind = due_kind_on(c, p, head->occurred, row);
	if (!row->kind)
		row->kind = duty_kind_find(p->kinds[0]);
	row->reg = entry_register(row->kind);
	made = mem_zalloc(1, row->reg->entity->size);
	entity_copy(row->reg->entity, made, rec[e]);
	made->rec = (struct record){.id = 0};
	memcpy(made->rec.uid, ((const struct record *)rec[e])->uid, sizeof made->rec.uid);
	made->resident.id = c->resident;
	made->occurred = head->occurred;
	entry_fill(row->kind, &(struct entry_answer){.reg = row->reg}, row, name, made);
	put(row->reg->entity, made, "place_text", head->place_text);
	put(row->reg->entity, made, p->by, head->visitor);
	put(row->reg->entity, made, p->by2, head->visitor2);
	row->rec = made;
}

static size_t make_rows(const struct form_call *c, void *const rec[], struct entry_row *out) {
	struct str name = {0};
	struct resident r;
	size_t n = 0;

	if (resident_get(c->st, c->actor, c->resident, &r, NULL) == RC_OK)
		masked_text(c->actor, VIEW_ENTRY, entity_field(&resident_def, "name"), &r, NULL, &name);
	for (int e = 1; e <= PARTS; e++)
		if (is_done(&parts[e - 1], entry_register(duty_kind_find(parts[e - 1].kinds[0]))->entity,
		            rec[e])) {
			out[n] = (struct entry_row){.resident = c->resident, .ver = r.rec.ver};
			make_row(c, rec, e, str_text(&name), &out[n++]);
		}
	entity_clear(&resident_def, &r);
	str_clear(&name);
	return n;
}

static enum rc check(const struct form_call *c, void *const rec[], struct findings *told,
                     struct err *err) {
	struct entry_row made[PARTS];
	size_t n = make_rows(c, rec, made);
	enum rc rc = n ? RC_OK : err_field(err, "result", "all-due.nothing",
	                                   N_("Nothing was done yet: fill in one of the parts."), NULL);

	for (size_t i = 0; i < n; i++) {
		if (rc == RC_OK)
			rc = event_check(made[i].reg, made[i].rec, clock_today(), told, err);
		if (rc == RC_OK && !made[i].order_id)
			findings_ask(told, "occurred", N_("{kind}: none waits on this day. Record it all the same?"),
			             "kind", tr(made[i].kind->label), NULL);
		entry_row_clear(&made[i]);
	}
	return rc;
}

static enum rc save(const struct form_call *c, void *const rec[], struct str *said,
                    struct err *err) {
	struct entry_row made[PARTS];
	size_t n = make_rows(c, rec, made);
	enum rc rc = entry_save_all(c->st, c->actor, made, n, err);

	str_add(said, rc == RC_OK ? tr(N_("Recorded:")) : "");
	for (size_t i = 0; i < n; i++) {
		if (rc == RC_OK)
			str_addf(said, " %s", tr(made[i].kind->label));
		entry_row_clear(&made[i]);
	}
	if (rc == RC_OK && code_is(((const struct drug_test *)rec[1])->result, "pos"))
		str_addf(said, "  %s", tr(N_("Positive: report it to the police promptly.")));
	str_add(said, rc == RC_OK ? tr(N_("  u undoes.")) : "");
	return rc;
}

static bool twice(const void *const rec[], const char *field) {
	return strcmp(field, "result") != 0 ||
	       code_is(((const struct drug_test *)rec[1])->result, "pos");
}

static bool guard(const struct form_call *c, void *const rec[], struct str *question,
                  struct str *answer) {
	return form_guard_grave(c, &test_def, rec[1], c->resident, question, answer);
}

static void about(const struct form_call *c, void *const rec[], struct str *out) {
	form_subject_resident(c, out);
}

const struct form_def due_form = {
	.id = "all-due", .rows = rows, .row_count = sizeof rows / sizeof *rows,
	.entity = {&head_def, &test_def, &talk_def, &visit_def, &self_report_def},
	.load = load, .shows = shows, .check = check, .twice = twice, .guard = guard, .save = save,
	.about = about,
};

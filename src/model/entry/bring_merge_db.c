/* Records that both copies changed (rule 16.22). SPDX-License-Identifier: MIT */
#include "model/entry/bring_db.h"

#include "model/order/order_db.h"
#include "model/person/person_db.h"

/* Values that follow from newer records, or are made of other fields: both sides' are right. */
bool bring_follows(const struct entity_def *def, const struct field_def *f) {
	if (f->flags & F_MADE)
		return true;
	if (def == &resident_def)
		return str_in_list("risk,control,job,workplace,place,team,pinyin,initials", f->name);
	if (def == &order_def)
		return str_in_list("state,ended", f->name);
	return strcmp(f->name, "order_id") == 0 && entity_field(def, "occurred") != NULL;
}

/* Is the copy's value in the history here already, from an earlier bringing? */
static enum rc is_known(struct bringing *b, const struct entity_def *def,
                        const struct field_def *f, long long id, const void *t, bool *known,
                        struct err *err) {
	struct str text = {0};
	enum rc rc;

	field_store_text(f, t, &text);
	rc = query_any(b->here, known, err,
	               "SELECT 1 FROM history WHERE table_name = ? AND record = ? AND field = ? AND"
	               " coalesce(old_value, '') = ? AND seq > ?", def->name, id, f->name,
	               str_text(&text), b->plan->since);
	str_clear(&text);
	return rc;
}

/* An order that ended there makes room for the next; what it is in the end its log says, once the
 * line that ended it is here. */
static enum rc close_order(struct bringing *b, const struct treatment_order *t,
                           struct treatment_order *h, struct treatment_order *ours,
                           struct err *err) {
	char *line = NULL;
	bool known = false;
	enum rc rc = query_text(b->there, &line, err, "SELECT uid FROM status_change WHERE order_id = ?"
	                        " AND voided_at IS NULL ORDER BY " STATUS_NEWEST " LIMIT 1", t->rec.id);

	if (rc == RC_OK && line)
		rc = query_any(b->here, &known, err, "SELECT 1 FROM status_change WHERE uid = ? AND"
		               " voided_at IS NULL", line);
	if (rc == RC_OK && !known && !order_facts_is_open(t->state)) {
		h->state = ours->state = t->state;
		h->ended = ours->ended = t->ended;
	}
	free(line);
	return rc;
}

/* As it was when both were one, in the copy's own numbers: those records have the same here. */
enum rc bring_base(struct bringing *b, const struct entity_def *def, long long there,
                   void *base, struct err *err) {
	struct record *r = base;
	enum rc rc = record_load(b->there, def, there, base, err);

	if (rc == RC_OK)
		rc = history_put_back_to(b->there, def, there, b->plan->since + 1, base, err);
	QUERY_EACH(q, rc, b->there, err,
	           "SELECT old_value IS NOT NULL FROM history WHERE table_name = ? AND record = ?"
	           " AND field = 'voided_at' AND seq > ? ORDER BY ver LIMIT 1", def->name, there,
	           b->plan->since)
		r->voided_at = stmt_int(q, 0);
	return rc;
}

/* Changed on both sides, field by field: what one side changed is taken, what both did is asked,
 * and what does not hold stays in the history. */
enum rc bring_merge(struct bringing *b, const struct entity_def *def, void *t, void *h,
                    struct err *err) {
	struct record *r = h;
	const struct record *other = t;
	const bool took = bring_takes(b, other->uid);
	void *base = mem_zalloc(1, def->size), *ours = mem_zalloc(1, def->size);
	bool asked = false;
	enum rc rc;

	TRY(bring_base(b, def, other->id, base, err));
	entity_copy(def, ours, h);
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];
		bool known = false;

		if (bring_follows(def, f) || field_compare(f, t, h) == 0 || field_compare(f, t, base) == 0)
			continue;
		if (strcmp(f->name, "sealed") == 0 && field_is_blank(f, t))
			continue;
		if (field_compare(f, h, base) != 0)
			TRY(is_known(b, def, f, r->id, t, &known, err));
		if (known && !took)
			continue;
		if (field_compare(f, h, base) == 0) {
			bring_note(b, BRING_CHANGED, def, f, h, t, true);
			field_copy(f, ours, t);
		} else {
			bring_note(b, BRING_BOTH, def, f, h, t, took);
			asked = true;
		}
		field_copy(f, r, t);
	}
	if (def == &order_def)
		TRY(close_order(b, t, h, ours, err));
	TRY(change_update(b->c, def, h, err));
	((struct record *)ours)->ver = r->ver;
	if (asked && !took)
		TRY(change_update(b->c, def, ours, err));
	bring_concerns(b, def, h);
out:
	entity_clear(def, base);
	entity_clear(def, ours);
	free(base);
	free(ours);
	return rc;
}

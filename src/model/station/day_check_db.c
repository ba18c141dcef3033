/* SPDX-License-Identifier: MIT */
#include "model/station/day_check.h"

#include "core/clock.h"
#include "core/vec.h"
#include "model/station/damage_db.h"

enum { AT_ONCE = 200 }; /* records between two looks at the clock */

struct day_check_work {
	struct station *st;
	const struct actor *by;
	struct proof_walk walk;
	char **tables; /* whose pages are looked at */
	size_t table_count, entity_count;
	long long after;
};

enum rc day_check_begin(struct day_check *d, struct station *st, const struct actor *a, bool pages,
                        struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_MAINTAIN, 0, err);
	struct day_check_work *w;

	*d = (struct day_check){.work = mem_zalloc(1, sizeof *d->work)};
	w = d->work;
	w->st = st;
	w->by = a;
	while (entity_at(w->entity_count))
		w->entity_count++;
	if (rc == RC_OK && pages)
		QUERY_EACH (q, rc, st->store, err, "SELECT name FROM sqlite_schema WHERE type = 'table'")
			VEC_PUSH(w->tables, w->table_count, mem_strdup(stmt_text(q, 0)));
	if (rc == RC_OK)
		rc = proof_walk_begin(&w->walk, st->store, err);
	d->parts = w->table_count + w->entity_count + 1;
	return rc;
}

void day_check_end(struct day_check *d) {
	struct day_check_work *w = d->work;

	if (w) {
		proof_walk_end(&w->walk);
		for (size_t i = 0; i < w->table_count; i++)
			free(w->tables[i]);
		free(w->tables);
	}
	free(w);
	damages_clear(&d->found);
	*d = (struct day_check){0};
}

static enum rc step_records(struct day_check *d, const struct entity_def *def, struct err *err) {
	struct day_check_work *w = d->work;
	bool more = false;
	enum rc rc = proof_walk_records(&w->walk, def, &w->after, AT_ONCE, &more, err);

	d->records = w->walk.records;
	if (rc == RC_OK && !more) {
		w->after = 0;
		d->done++;
	}
	return rc;
}

static enum rc adopt(struct day_check *d, struct err *err) {
	struct day_check_work *w = d->work;
	struct change c = {0};
	char detail[48];
	enum rc rc;

	TRY(usecase_begin(&c, w->st, w->by, ACT_MAINTAIN, PROOF_ADOPT, 0, err));
	for (size_t i = 0; entity_at(i); i++)
		TRY(proof_adopt(&c, entity_at(i), err));
	snprintf(detail, sizeof detail, "records=%lld", c.covers.n);
	c.detail = detail;
	d->adopted = c.covers.n;
	TRY(change_commit(&c, err));
out:
	change_end(&c);
	return rc;
}

static enum rc finish(struct day_check *d, struct err *err) {
	struct day_check_work *w = d->work;
	struct change c = {0};
	enum rc rc;

	TRY(proof_walk_entries(&w->walk, station_entity, err));
	TRY(damage_list(&d->found, w->st, &w->walk, err));
	if (station_is_read_only(w->st))
		goto out;
	if (w->walk.without > 0)
		TRY(adopt(d, err));
	TRY(usecase_begin(&c, w->st, w->by, ACT_MAINTAIN, "check.damage", 0, err));
	TRY(damage_write(&d->found, &c, true, err));
	TRY(change_commit(&c, err));
out:
	change_end(&c);
	d->done += rc == RC_OK;
	return rc;
}

enum rc day_check_step(struct day_check *d, int ms, bool *done, struct err *err) {
	struct day_check_work *w = d->work;
	const int64_t until = clock_mono_ms() + ms;
	enum rc rc = RC_OK;

	do {
		if (d->done < w->table_count)
			rc = store_check_pages(w->st->store, w->tables[d->done++], err);
		else if (d->done < d->parts - 1)
			rc = step_records(d, entity_at(d->done - w->table_count), err);
		else if (d->done < d->parts)
			rc = finish(d, err);
	} while (rc == RC_OK && d->done < d->parts && clock_mono_ms() < until);
	*done = rc == RC_OK && d->done == d->parts;
	return rc;
}

#define CHECKED_SETTING "check.day"

enum rc day_check_note(struct station *st, const struct actor *a, struct err *err) {
	struct change c = {0};
	char day[DATE_BUF];
	enum rc rc;

	if (station_is_read_only(st) || day_check_days(st) == 0)
		return RC_OK;
	rc = usecase_begin(&c, st, a, ACT_MAINTAIN, "check.day", 0, err);
	if (rc == RC_OK)
		rc = setting_set(st->store, CHECKED_SETTING,
		                 date_format(usecase_day_of(clock_now_ms()), day), err);
	return change_close(&c, rc, NULL, NULL, err);
}

int day_check_days(struct station *st) {
	char *text = setting_get(st->store, CHECKED_SETTING);
	struct date day;
	int days = text && date_parse_iso(text, &day)
	                   ? usecase_day_of(clock_now_ms()).n - day.n : -1;

	free(text);
	return days;
}

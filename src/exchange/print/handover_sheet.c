/* SPDX-License-Identifier: MIT */
#include "exchange/print/handover_sheet.h"

#include "core/clock.h"
#include "model/access/masking.h"
#include "model/person/resident.h"

static void add_place(struct page *p, const struct field_env *env, const char *ref, long long id) {
	page_cell(p, id ? env->ref_name(env->ctx, ref, id) : NULL);
}

static void add_field(struct page *p, struct station *st, const struct actor *a, const char *field,
                      const struct resident *r) {
	struct str text = {0};

	masked_text(a, VIEW_PRINT, entity_field(&resident_def, field), r, station_env(st), &text);
	page_cell(p, str_text(&text));
	str_clear(&text);
}

/* Number, file number, name, village, package, team. */
static enum rc add_item(struct page *p, struct station *st, const struct actor *a, size_t n,
                        const struct handover_item *item, struct err *err) {
	const struct field_env *env = station_env(st);
	struct resident r;
	char number[24];
	enum rc rc = resident_get(st, a, item->resident, &r, err);

	if (rc == RC_OK) {
		snprintf(number, sizeof number, "%zu", n + 1);
		page_cell(p, number);
		add_field(p, st, a, "file_no", &r);
		add_field(p, st, a, "name", &r);
		add_place(p, env, "place", r.place.id);
		page_cell(p, code_label(&codes_duty, item->package));
		add_place(p, env, "help_team", r.team.id);
		page_cell(p, item->duty ? "" : tr(N_("default")));
	}
	entity_clear(&resident_def, &r);
	return rc;
}

enum rc handover_print(struct station *st, const struct actor *a, const struct handover *h,
                       const struct handover_items *items, char **path, struct err *err) {
	static const char *const columns[] = {N_("No."), N_("File number"), N_("Name"),
	                                      N_("Village"), N_("Package"),
	                                      N_("Help team"), N_("Remark")};
	struct page p = {.asked = true}; /* by handover_apply */
	char day[DATE_BUF], count[64], people[24], duties[24];
	enum rc rc = RC_OK;

	page_title(&p, station_name(st), tr(N_("Hand-over of duties in the help teams")));
	snprintf(people, sizeof people, "%zu", items->residents);
	snprintf(duties, sizeof duties, "%zu", items->n);
	text_fill(count, sizeof count, tr(N_("{people} residents, {duties} duties")), "people",
	          people, "duties", duties, NULL);
	p.recipient = h->to;
	page_head(&p, tr(N_("Handed over by")), h->from);
	page_head(&p, tr(N_("Taken over by")), h->to);
	page_head(&p, tr(N_("From the day")), date_format(h->day, day));
	page_head(&p, tr(N_("Altogether")), count);
	page_head(&p, tr(N_("Printed on")), date_format(clock_today(), day));
	page_columns(&p, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < items->n && rc == RC_OK; i++) {
		ids_add(&p.who, items->v[i].resident);
		rc = add_item(&p, st, a, i, &items->v[i], err);
	}
	page_sign(&p, tr(N_("Handed over (signature): ")));
	page_sign(&p, tr(N_("Taken over (signature): ")));
	page_sign(&p, tr(N_("Supervised by (signature): ")));
	page_sign(&p, tr(N_("Stamp and date: ")));
	if (rc == RC_OK)
		rc = page_print(st, a, &p, "handover", 0, items->residents, path, err);
	page_clear(&p);
	return rc;
}

#include "form_about.h"

#include <stdio.h>

#include "core/clock.h"

void form_about_person(const struct form_call *c, const struct resident *r, struct str *out) {
	const struct field_env *names = station_env(c->st);
	const char *place = r->place.id ? names->ref_name(names->ctx, "place", r->place.id) : NULL;
	int age = date_age(r->birth, clock_today());
	char years[16], text[160];

	str_addf(out, "%s  %s", r->name ? r->name : "", code_label(&codes_sex, r->sex));
	if (age >= 0) {
		snprintf(years, sizeof years, "%d", age);
		text_fill(text, sizeof text, tr(N_(" aged {n}")), "n", years, NULL);
		str_add(out, text);
	}
	if (place)
		str_addf(out, "  %s", place);
	text_fill(text, sizeof text, tr(N_("  file {number}")), "number", r->file_no ? r->file_no : "--", NULL);
	str_add(out, text);
}

void form_about_resident(const struct form_call *c, struct str *out) {
	struct resident r;

	if (c->resident == 0 || resident_get(c->st, c->actor, c->resident, &r, NULL) != RC_OK)
		return;
	form_about_person(c, &r, out);
	entity_clear(&resident_def, &r);
}

void form_add_warnings(const struct findings *warnings, struct str *out) {
	for (unsigned i = 0; i < warnings->n; i++)
		str_addf(out, "  %s %s", tr(N_("Note:")), warnings->v[i].text);
}

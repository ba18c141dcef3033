/* SPDX-License-Identifier: MIT */
#include "ui/form/form_subject.h"

#include "core/clock.h"
#include "model/access/masking.h"

void form_subject_person(const struct form_call *c, const struct resident *r, struct str *out) {
	const struct field_env *names = station_env(c->st);
	const char *place = r->place.id ? names->ref_name(names->ctx, "place", r->place.id) : NULL;
	int age = date_age(r->birth, clock_today());
	char years[16], text[160];

	if (r->rec.damaged) { /* rule 12.14 */
		str_add(out, masked_damaged());
		return;
	}
	str_addf(out, "%s  %s", r->name ? r->name : "", code_label(&codes_sex, r->sex));
	if (age >= 0) {
		snprintf(years, sizeof years, "%d", age);
		text_fill(text, sizeof text, tr(N_(" aged {n}")), "n", years, NULL);
		str_add(out, text);
	}
	if (place)
		str_addf(out, "  %s", place);
	text_fill(text, sizeof text, tr(N_("  file {number}")), "number",
	          r->file_no ? r->file_no : "--", NULL);
	str_add(out, text);
}

void form_subject_resident(const struct form_call *c, struct str *out) {
	struct resident r;

	if (c->resident == 0 || resident_get(c->st, c->actor, c->resident, &r, NULL) != RC_OK)
		return;
	form_subject_person(c, &r, out);
	entity_clear(&resident_def, &r);
}

/* " cjg djg" holds every reading after a blank: have two names one in common? */
static bool share_initials(const char *a, const char *b) {
	for (const char *p = a; *p; p += strcspn(p, " ")) {
		struct str word = {0}, all = {0};
		bool found;

		p += strspn(p, " ");
		str_addf(&word, " %.*s ", (int)strcspn(p, " "), p);
		str_addf(&all, "%s ", b);
		found = word.n > 2 && strstr(str_text(&all), str_text(&word)) != NULL;
		str_clear(&word);
		str_clear(&all);
		if (found)
			return true;
	}
	return false;
}

bool form_has_namesake(const struct form_call *c, const struct resident *r) {
	const char *initials = r->initials ? r->initials + strspn(r->initials, " ") : "";
	char *word = mem_strndup(initials, strcspn(initials, " "));
	struct resident_query q = {.find = *word ? word : r->name};
	struct ids ids = {0};
	bool found = false;

	if (resident_list(c->st, c->actor, &q, &ids, NULL) != RC_OK)
		ids_clear(&ids);
	for (size_t i = 0; i < ids.n && !found; i++) {
		struct resident other;

		if (ids.v[i] == r->rec.id ||
		    resident_get(c->st, c->actor, ids.v[i], &other, NULL) != RC_OK)
			continue;
		found = strcmp(other.name, r->name) == 0 ||
		        (r->initials && other.initials &&
		         share_initials(r->initials, other.initials));
		entity_clear(&resident_def, &other);
	}
	ids_clear(&ids);
	free(word);
	return found;
}

void form_add_warnings(const struct findings *warnings, struct str *out) {
	for (unsigned i = 0; i < warnings->n; i++)
		if (warnings->v[i].kind == FINDING_TELL)
			str_addf(out, "  %s %s", tr(N_("Note:")), warnings->v[i].text);
}

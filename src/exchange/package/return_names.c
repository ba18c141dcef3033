/* Whom the figures of a return count, for the county alone (rule 20.7).
 * SPDX-License-Identifier: MIT */
#include "exchange/csv/csv_write.h"
#include "exchange/package/person_rows.h"
#include "exchange/package/return_priv.h"
#include "model/order/order.h"
#include "model/report/sent_package.h"
#include "model/station/partner.h"

struct naming {
	struct station *st;
	const struct actor *a;
	char prefix[RETURN_PREFIX];
	struct str people, events;
};

static void put(struct naming *w, const struct entity_def *def, const char *field,
                const void *rec) {
	struct str text = {0};

	person_cell(w->st, w->a, entity_field(def, field), rec, &text);
	str_addc(&w->people, ',');
	csv_quote(&w->people, str_text(&text));
	str_clear(&text);
}

static enum rc put_person(struct naming *w, const struct sent_named *who, const struct resident *p,
                          const char *place, struct err *err) {
	struct treatment_order o;
	enum rc rc = order_current(w->st, w->a, who->resident, &o, err);

	str_addf(&w->people, "%s%s", w->prefix, who->uid);
	put(w, &resident_def, "file_no", p);
	put(w, &resident_def, "name", p);
	put(w, &resident_def, "id_no", p);
	put(w, &resident_def, "sex", p);
	put(w, &resident_def, "birth", p);
	str_addf(&w->people, ",%s", place);
	put(w, &order_def, "kind", &o);
	put(w, &order_def, "state", &o);
	str_add(&w->people, "\r\n");
	entity_clear(&order_def, &o);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc put_people(struct naming *w, const struct sent_named *v, size_t n,
                          const struct county_return *r, struct ids *who, struct err *err) {
	struct resident *all = mem_zalloc(n + 1, sizeof *all);
	enum rc rc;

	for (size_t i = 0; i < n; i++)
		ids_add(who, v[i].resident);
	rc = residents_get(w->st, w->a, who->v, who->n, all, err);
	str_add(&w->people,
	        "station,period,number,uid,file_no,name,id_no,sex,birth,place,kind,state\r\n");
	for (size_t i = 0; i < n; i++) {
		if (rc == RC_OK)
			rc = put_person(w, &v[i], &all[i], r->places[v[i].place].key, err);
		entity_clear(&resident_def, &all[i]);
	}
	free(all);
	return rc;
}

/* Lines of who is named; *n: how many. */
static void put_events(struct naming *w, const struct sent *s, const struct county_return *r,
                       const struct sent_named *v, size_t count, long long *n) {
	*n = 0;
	str_add(&w->events, "station,period,number,place,id,uid,value\r\n");
	for (size_t i = 0; i < s->people_count; i++) {
		const struct sent_person *e = &s->people[i];

		if (!sent_named_find(v, count, e->uid))
			continue;
		str_addf(&w->events, "%s%s,%s,%s,%lld\r\n", w->prefix, r->places[e->place].key,
		         s->figures[e->figure], e->uid, e->value);
		++*n;
	}
}

static enum rc county_key(struct station *st, const struct actor *a, struct sign_public *to,
                          struct err *err) {
	const char *county = conf_text(station_conf(st), "station", "county");
	bool found = false;
	enum rc rc = *county ? partner_find(st, a, county, NULL, to, NULL, &found, err) : RC_OK;

	return rc == RC_OK && !found
	               ? err_set(err, RC_DENIED, "return.names-key",
		                 N_("Names go to the county sealed to its key, and none of {name} "
		                    "is trusted here: wubao key add. Or say no to names under "
		                    "[county] in the settings."),
		                 "name", *county ? county : "-", NULL)
	               : rc;
}

static enum rc add(struct package *p, const char *path, const struct str *rows, long long n,
                   const struct sign_public *to, struct err *err) {
	struct str sealed = {0};
	enum rc rc = sign_seal(to, str_text(rows), rows->n, &sealed, err);

	package_add(p, path, NULL, sealed)->rows = n;
	return rc;
}

enum rc return_names_add(struct station *st, const struct actor *a, const struct sent *now,
                         const struct county_return *r, struct package *p, struct ids *who,
                         struct err *err) {
	struct naming w = {.st = st, .a = a};
	struct sent_named *v = NULL;
	struct sign_public to;
	long long events;
	size_t n = 0;
	enum rc rc;

	return_prefix(r, w.prefix);
	TRY(county_key(st, a, &to, err));
	TRY(sent_people_named(st, a, now, &v, &n, err));
	TRY(put_people(&w, v, n, r, who, err));
	put_events(&w, now, r, v, n, &events);
	TRY(add(p, RETURN_PEOPLE, &w.people, (long long)n, &to, err));
	rc = add(p, RETURN_EVENTS, &w.events, events, &to, err);
out:
	str_clear(&w.people);
	str_clear(&w.events);
	free(v);
	return rc;
}

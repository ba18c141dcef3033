/* The stations of the county. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/county/county.h"
#include "model/station/usecase_db.h"

#define CODE_SIGNS "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

static enum rc no_month(const char *field, struct err *err) {
	return err_field(err, field, "county.month", N_("A month is written like 2026-10"), NULL);
}

static enum rc check(struct county_station *s, struct err *err) {
	struct sign_public key;
	char line[SIGN_LINE];
	size_t n = s->code ? strlen(s->code) : 0;

	if (n < 6 || n > 12 || s->code[strspn(s->code, CODE_SIGNS)])
		return err_field(err, "code", "county.code",
			N_("A station's code has 6 to 12 digits or letters, as on its returns"),
			NULL);
	if (!county_is_month(s->first_month))
		return no_month("first_month", err);
	if (s->last_month && !county_is_month(s->last_month))
		return no_month("last_month", err);
	if (s->last_month && strcmp(s->last_month, s->first_month) < 0)
		return err_field(err, "last_month", "county.last",
		                 N_("The last month lies before the first."), NULL);
	if (sign_public_parse(s->key ? s->key : "", &key, NULL) != RC_OK)
		return err_field(err, "key", "county.key",
			N_("This is no public key: give the file or the line that the station's wubao key show prints."),
			NULL);
	sign_public_line(&key, line); /* of a .pub file the line alone */
	free(s->key);
	s->key = mem_strdup(line);
	return entity_check(&county_station_def, s, clock_today(), err);
}

static enum rc check_others(struct station *st, const struct county_station *s, struct err *err) {
	char *other = NULL;
	enum rc rc = query_text(st->store, &other, err,
		"SELECT name FROM county_station WHERE voided_at IS NULL AND id <> ? AND (code = ? OR key = ?)",
		s->rec.id, s->code, s->key);

	if (rc == RC_OK && other)
		rc = err_set(err, RC_EXISTS, "county.exists",
		             N_("{name} has this code or this key already."), "name", other, NULL);
	free(other);
	return rc;
}

enum rc county_station_save(struct station *st, const struct actor *a, struct county_station *s,
                            struct err *err) {
	struct record before = s->rec;
	struct change c;
	enum rc rc =
		usecase_begin(&c, st, a, ACT_COUNTY_SETUP,
	                      s->rec.id ? "county.station-edit" : "county.station-add", 0, err);

	if (rc == RC_OK)
		rc = check(s, err);
	if (rc == RC_OK)
		rc = check_others(st, s, err);
	if (rc == RC_OK)
		rc = s->rec.id ? change_update(&c, &county_station_def, s, err)
		               : change_insert(&c, &county_station_def, s, err);
	return change_close(&c, rc, &s->rec, &before, err);
}

enum rc county_station_get(struct station *st, const struct actor *a, long long id,
                           struct county_station *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_COUNTY, 0, err);

	entity_init(&county_station_def, out);
	return rc == RC_OK ? usecase_load(st, a, &county_station_def, id, out, err) : rc;
}

enum rc county_station_find(struct station *st, const struct actor *a, const char *code,
                            struct county_station *out, struct err *err) {
	long long id = 0;
	enum rc rc = usecase_query(st, a, ACT_COUNTY, 0, err);

	entity_init(&county_station_def, out);
	if (rc == RC_OK)
		rc = query_int(st->store, &id, err,
		               "SELECT id FROM county_station WHERE code = ? AND voided_at IS NULL",
		               code);
	if (rc == RC_OK && !id)
		rc = err_set(err, RC_NOT_FOUND, "county.unknown",
		             N_("No station has the code {code} here: wubao county station add."),
		             "code", code, NULL);
	return rc == RC_OK ? usecase_load(st, a, &county_station_def, id, out, err) : rc;
}

enum rc county_station_had_key(struct station *st, const struct actor *a, long long id,
                               const char *line, bool *had, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_COUNTY, 0, err);

	return rc != RC_OK ? rc : query_any(st->store, had, err,
		"SELECT 1 FROM county_station WHERE id = ?1 AND key = ?2 UNION ALL SELECT 1 FROM"
		" history WHERE table_name = 'county_station' AND record = ?1 AND field = 'key' AND"
		" old_value = ?2",
		id, line);
}

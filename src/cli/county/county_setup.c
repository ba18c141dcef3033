/* The stations of the county; who has not sent. SPDX-License-Identifier: MIT */
#include "cli/county/county.h"
#include "cli/list_query.h"
#include "cli/out.h"
#include "core/clock.h"
#include "core/file.h"
#include "model/county/county.h"

static enum rc put(struct cli *c, struct county_station *s, const char *field, const char *text) {
	return text ? field_parse(entity_field(&county_station_def, field), s, text, NULL, &c->err)
	            : RC_OK;
}

/* A file where there is one of that name, else the line itself. */
static enum rc put_key(struct cli *c, struct county_station *s, const char *key) {
	struct str text = {0};
	enum rc rc;

	if (!key)
		return cli_usage(
			c, "county.add",
			N_("A station has a code, a name and a key: --code CODE --name NAME --key FILE"),
			NULL);
	rc = file_read(key, SIGN_TEXT_MAX, &text, NULL);
	free(s->key);
	s->key = rc == RC_OK ? str_take(&text) : mem_strdup(key);
	str_clear(&text);
	return RC_OK;
}

static enum rc add(struct cli *c) {
	struct county_station s;
	char day[DATE_BUF];
	enum rc rc;

	entity_init(&county_station_def, &s);
	date_format(clock_today(), day);
	day[COUNTY_MONTH - 1] = '\0';
	rc = put_key(c, &s, cli_opt(c, "key"));
	if (rc == RC_OK)
		rc = put(c, &s, "code", cli_opt(c, "code"));
	if (rc == RC_OK)
		rc = put(c, &s, "name", cli_opt(c, "name"));
	if (rc == RC_OK)
		rc = put(c, &s, "first_month", cli_opt(c, "from") ? cli_opt(c, "from") : day);
	if (rc == RC_OK)
		rc = put(c, &s, "parent", cli_opt(c, "centre"));
	if (rc == RC_OK)
		rc = put(c, &s, "note", cli_opt(c, "note"));
	if (rc == RC_OK)
		rc = county_station_save(c->station, &c->actor, &s, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("{name}, {code}: its returns are taken from {month} on"), "name",
		        s.name, "code", s.code, "month", s.first_month, NULL);
	entity_clear(&county_station_def, &s);
	return rc;
}

/* CODE MONTH: the last it returns. */
static enum rc end(struct cli *c) {
	struct county_station s;
	enum rc rc = county_station_find(c->station, &c->actor, c->args[2], &s, &c->err);

	if (rc == RC_OK)
		rc = put(c, &s, "last_month", c->args[3]);
	if (rc == RC_OK)
		rc = county_station_save(c->station, &c->actor, &s, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("{name}: {month} is the last month it returns"), "name", s.name,
		        "month", s.last_month, NULL);
	entity_clear(&county_station_def, &s);
	return rc;
}

enum rc county_station(struct cli *c) {
	const char *word = c->arg_count > 1 ? c->args[1] : "list";

	if (strcmp(word, "add") == 0 && c->arg_count == 2)
		return add(c);
	if (strcmp(word, "end") == 0 && c->arg_count == 4)
		return end(c);
	if (strcmp(word, "list") == 0 && c->arg_count <= 2)
		return query_print(c, &county_stations_list, NULL, NULL);
	return cli_usage(c, "county.station",
	                 N_("wubao county station list, add or end CODE MONTH"), NULL);
}

enum rc county_missing(struct cli *c) {
	const struct list_query q = {.month = cli_opt(c, "month")};

	return query_print(c, &county_missing_list, &q, NULL);
}

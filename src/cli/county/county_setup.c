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
static void put_key(struct county_station *s, const char *key) {
	struct str text = {0};
	enum rc rc = file_read(key, SIGN_TEXT_MAX, &text, NULL);

	free(s->key);
	s->key = rc == RC_OK ? str_take(&text) : mem_strdup(key);
	str_clear(&text);
}

/* What the options say, into a new one or one that is there. */
static enum rc put_options(struct cli *c, struct county_station *s) {
	static const struct {
		const char *option, *field;
	} texts[] = {{"code", "code"}, {"name", "name"}, {"from", "first_month"}, {"centre", "parent"},
	             {"note", "note"}};
	enum rc rc = RC_OK;

	if (cli_opt(c, "key"))
		put_key(s, cli_opt(c, "key"));
	for (size_t i = 0; rc == RC_OK && i < sizeof texts / sizeof *texts; i++)
		rc = put(c, s, texts[i].field, cli_opt(c, texts[i].option));
	return rc;
}

static enum rc add(struct cli *c) {
	struct county_station s;
	char day[DATE_BUF];
	enum rc rc = RC_OK;

	entity_init(&county_station_def, &s);
	date_format(clock_today(), day);
	day[COUNTY_MONTH - 1] = '\0';
	s.first_month = mem_strdup(day);
	if (!cli_opt(c, "code") || !cli_opt(c, "name") || !cli_opt(c, "key"))
		rc = cli_usage(c, "county.add",
		               N_("A station has a code, a name and a key: --code CODE --name NAME --key FILE"),
		               NULL);
	if (rc == RC_OK)
		rc = put_options(c, &s);
	if (rc == RC_OK)
		rc = county_station_save(c->station, &c->actor, &s, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("{name}, {code}: its returns are taken from {month} on"), "name", s.name,
		        "code", s.code, "month", s.first_month, NULL);
	entity_clear(&county_station_def, &s);
	return rc;
}

/* One that is there: what the options say; or the last month it returns. */
static enum rc edit(struct cli *c, const char *last) {
	struct county_station s;
	enum rc rc = county_station_find(c->station, &c->actor, c->args[2], &s, &c->err);

	if (rc == RC_OK)
		rc = last ? put(c, &s, "last_month", last) : put_options(c, &s);
	if (rc == RC_OK)
		rc = county_station_save(c->station, &c->actor, &s, &c->err);
	if (rc == RC_OK && last)
		out_say(c, N_("{name}: {month} is the last month it returns"), "name", s.name,
		        "month", s.last_month, NULL);
	entity_clear(&county_station_def, &s);
	return rc;
}

enum rc county_station(struct cli *c) {
	const char *word = c->arg_count > 1 ? c->args[1] : "list";

	if (strcmp(word, "add") == 0 && c->arg_count == 2)
		return add(c);
	if (strcmp(word, "edit") == 0 && c->arg_count == 3)
		return edit(c, NULL);
	if (strcmp(word, "end") == 0 && c->arg_count == 4)
		return edit(c, c->args[3]);
	if (strcmp(word, "list") == 0 && c->arg_count <= 2)
		return query_print(c, &county_stations_list, NULL, NULL);
	return cli_usage(c, "county.station",
	                 N_("wubao county station list, add, edit CODE or end CODE MONTH"), NULL);
}

enum rc county_missing(struct cli *c) {
	const struct list_query q = {.month = cli_opt(c, "month")};

	return query_print(c, &county_missing_list, &q, NULL);
}

/* Accepting returns and giving them back; names that came sealed; figures typed in.
 * SPDX-License-Identifier: MIT */
#include <errno.h>
#include <sys/stat.h>

#include "cli/answer.h"
#include "cli/county/county.h"
#include "cli/list_query.h"
#include "cli/out.h"
#include "core/file.h"
#include "exchange/county/receive.h"

/* Every --question, a line each. */
static void read_questions(const struct cli *c, struct str *out) {
	for (size_t i = 0; i < c->value_count; i++)
		if (strcmp(c->values[i].opt->name, "question") == 0)
			str_addf(out, "%s%s", out->n ? "\n" : "", c->values[i].value);
}

enum rc county_give_answer(struct cli *c) {
	struct county_answer o = {.accept = cli_opt(c, "accept") != NULL,
	                          .reason = cli_opt(c, "reason")};
	const char *path = cli_opt(c, "output");
	struct str questions = {0};
	struct stat there;
	enum rc rc;

	if (!path || o.accept == (cli_opt(c, "back") != NULL))
		return cli_usage(
			c, "county.answer",
			N_("Say what is answered and into which file: --accept or --back --reason TEXT, -o FILE"),
			NULL);
	if (lstat(path, &there) == 0 && (!c->yes || !S_ISREG(there.st_mode)))
		return file_error(&c->err, path, EEXIST);
	rc = county_read_return(c, 1, &o.id);
	read_questions(c, &questions);
	o.questions = questions.n ? str_text(&questions) : NULL;
	if (rc == RC_OK)
		rc = county_answer_file(c->station, &c->actor, &o, path, NULL, &c->err);
	if (rc == RC_OK)
		out_say(c,
		        o.accept ? N_("accepted; {file} goes to the station")
		                 : N_("given back; {file} goes to the station"),
		        "file", path, NULL);
	str_clear(&questions);
	return rc;
}

/* CODE MONTH [NUMBER] [FIGURE] */
enum rc county_names(struct cli *c) {
	const char *last = c->args[c->arg_count - 1];
	const char *figure = c->arg_count > 3 && (*last < '0' || *last > '9') ? last : NULL;
	struct county_names names = {NULL, 0};
	long long id = 0;
	enum rc rc;

	c->arg_count -= figure != NULL;
	rc = county_read_return(c, 1, &id);
	if (rc == RC_OK)
		rc = county_names_open(c->station, &c->actor, id, figure, NULL,
		                       cli_opt(c, "reason"), &names, &c->err);
	if (rc == RC_OK)
		rc = query_print(c, &county_names_list, &(struct list_query){.given = &names},
		                 NULL);
	county_names_clear(&names);
	return rc;
}

static enum rc put(struct cli *c, struct county_typed *t, const char *field, const char *text) {
	return text ? field_parse(entity_field(&county_typed_def, field), t, text,
	                          station_env(c->station), &c->err)
	            : RC_OK;
}

/* By its code, as everywhere, or by its name. */
static enum rc put_station(struct cli *c, struct county_typed *t) {
	const char *which = cli_opt(c, "station");
	struct county_station s;
	struct err none = {0};
	enum rc rc = which ? county_station_find(c->station, &c->actor, which, &s, &none) : RC_OK;

	if (rc != RC_OK || !which)
		return put(c, t, "station", which); /* nothing of s is there */
	t->station.id = s.rec.id;
	entity_clear(&county_station_def, &s);
	return RC_OK;
}

/* [MONTH FIGURE NUMBER [OF]], or void ID */
enum rc county_type(struct cli *c) {
	static const char *const fields[] = {"month", "figure", "numerator", "denominator"};
	const struct list_query q = {.month = cli_opt(c, "month")};
	struct county_typed t;
	enum rc rc = RC_OK;

	if (c->arg_count == 1)
		return query_print(c, &county_typed_list, &q, NULL);
	if (strcmp(c->args[1], "void") == 0 && c->arg_count == 3 &&
	    !c->args[2][strspn(c->args[2], "0123456789")])
		return county_typed_void(c->station, &c->actor, strtoll(c->args[2], NULL, 10),
		                         cli_opt(c, "reason"), &c->err);
	entity_init(&county_typed_def, &t);
	for (size_t i = 1; rc == RC_OK && i < c->arg_count; i++)
		rc = put(c, &t, fields[i - 1], c->args[i]);
	if (rc == RC_OK)
		rc = put(c, &t, "origin", cli_opt(c, "source"));
	if (rc == RC_OK)
		rc = put(c, &t, "note", cli_opt(c, "note"));
	if (rc == RC_OK)
		rc = put_station(c, &t);
	if (rc == RC_OK)
		rc = county_typed_save(c->station, &c->actor, &t, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("typed in: beside the returns, in no sum of theirs"), NULL);
	entity_clear(&county_typed_def, &t);
	return rc;
}

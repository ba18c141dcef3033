/* Words that several commands understand alike. SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "cli/cmd.h"
#include "core/clock.h"
#include "core/mem.h"
#include "exchange/import/register.h"
#include "model/order/order.h"
#include "model/station/tables.h"

enum rc cli_read_target(struct cli *c, struct cli_target *out) {
	const char *path = cli_opt(c, "output"), *encoding = cli_opt(c, "encoding");

	*out = (struct cli_target){path ? path : "-", TEXT_SOURCE_UTF8, c->yes ? CSV_REPLACE
	                           : CSV_KEEP};
	if (!encoding ||
	    (text_source_encoding_parse(encoding, &out->encoding) &&
	     (out->encoding == TEXT_SOURCE_UTF8 || out->encoding == TEXT_SOURCE_GB18030)))
		return RC_OK;
	return cli_usage(c, "option.choice", N_("{option} wants one of {choices}"),
	               "option", "--encoding", "choices", "utf8,gb18030", NULL);
}

enum rc cli_read_village(struct cli *c, const char *name, long long *id) {
	*id = name ? place_find(c->station, name) : 0;
	return *id || !name ? RC_OK
	       : err_set(&c->err, RC_NOT_FOUND, "place.none",
	                 N_("No village or community is called {name}"), "name", name, NULL);
}

enum rc cli_read_team(struct cli *c, const char *name, long long *id) {
	*id = name ? team_find(c->station, name) : 0;
	return *id || !name ? RC_OK
	       : err_set(&c->err, RC_NOT_FOUND, "team.none", N_("No help team is called {name}"),
	                 "name", name, NULL);
}

enum rc cli_read_date(struct cli *c, struct date *out) {
	const char *word = cli_opt(c, "date");

	*out = clock_today();
	return word ? date_parse_entry(word, clock_today(), out, &c->err) : RC_OK;
}

enum rc cli_read_order(struct cli *c, long long person, struct treatment_order *out) {
	const char *word = cli_opt(c, "order");
	struct ids ids = {0};
	long n = word ? strtol(word, NULL, 10) : 0;
	enum rc rc;

	if (!word)
		return order_current(c->station, &c->actor, person, out, &c->err);
	entity_init(&order_def, out);
	rc = order_list(c->station, &c->actor, person, &ids, &c->err);
	if (rc == RC_OK && (n < 1 || (size_t)n > ids.n))
		rc = err_set(&c->err, RC_NOT_FOUND, "order.number",
		             N_("This resident has no order of that number."), NULL);
	if (rc == RC_OK)
		rc = order_get(c->station, &c->actor, ids.v[n - 1], out, &c->err);
	ids_clear(&ids);
	return rc;
}

void cli_read_request(const struct cli *c, struct approval *out) {
	entity_init(&approval_def, out);
	out->unit = mem_strdup(cli_opt(c, "unit"));
	out->document = mem_strdup(cli_opt(c, "document"));
	out->article = mem_strdup(cli_opt(c, "article"));
	out->reason = mem_strdup(cli_opt(c, "reason"));
}

enum rc cli_run_word(struct cli *c, const struct cmd_word *words, size_t n, const char *id,
                     const char *wants) {
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i].name, c->args[0]) == 0 && c->arg_count > words[i].least &&
		    c->arg_count <= words[i].most + 1)
			return words[i].run(c);
	return cli_usage(c, id, wants, NULL);
}

/* The plural is what people type. */
static bool is_named(const struct register_def *reg, const char *word) {
	size_t n = strlen(reg->id);

	return strncmp(reg->id, word, n) == 0 && (word[n] == '\0' || strcmp(word + n, "s") == 0);
}

enum rc cli_read_register(struct cli *c, const char *word, const char **id) {
	struct str all = {0};

	for (size_t i = 0; register_at(i); i++) {
		if (is_named(register_at(i), word)) {
			*id = register_at(i)->id;
			str_clear(&all);
			return RC_OK;
		}
		str_addf(&all, "%s%s", i ? "," : "", register_at(i)->id);
	}
	cli_usage(c, "option.register", N_("There is no register '{word}'; there are: {choices}"),
	          "word", word, "choices", str_text(&all), NULL);
	str_clear(&all);
	return RC_USAGE;
}

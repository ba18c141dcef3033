/* SPDX-License-Identifier: MIT */
#include "model/salvage.h"

#include "model/station/day_check.h"
#include "model/station/usecase_db.h"
#include "store/salvage.h"
#include "store/schema.h"

static void add_list(const char *word, const struct ids *ids, struct str *report) {
	for (size_t i = 0; i < ids->n; i++)
		str_addf(report, "%s%lld", i ? " " : word, ids->v[i]);
	if (ids->n)
		str_addc(report, '\n');
}

static long long describe(const struct salvage *s, struct str *report) {
	long long lost = s->audit_cut;

	for (size_t i = 0; i < s->n; i++) {
		const struct salvage_table *t = &s->v[i];

		if (t->saved == 0 && t->lost.n == 0 && !t->unread)
			continue;
		str_addf(report, "%s: %s %lld%s\n", t->name, tr(N_("saved")), t->saved,
		         t->unread ? tr(N_("; part of it could not be read")) : "");
		add_list(tr(N_("  not saved, by number: ")), &t->lost, report);
		lost += (long long)t->lost.n + t->unread;
	}
	if (s->audit_cut)
		str_addf(report, "%s %lld\n", tr(N_("audit: left out behind the first entry that does not fit:")),
		         s->audit_cut);
	return lost;
}

/* The entry that vouches for what came over; names and lines of the worklist are computed anew. */
static enum rc prove_all(struct store *s, const struct actor *by, long long lost, struct err *err) {
	struct change c = {0};
	char detail[48];
	enum rc rc;

	TRY(change_begin(&c, s, by, SALVAGE, err));
	for (size_t i = 0; entity_at(i); i++)
		TRY(salvage_prove(&c, entity_at(i), err));
	TRY(setting_set(s, "pinyin.version", "", err));
	TRY(setting_set(s, "due.bounds", "", err));
	snprintf(detail, sizeof detail, "saved=%lld lost=%lld", c.covers.n, lost);
	c.detail = detail;
	TRY(change_commit(&c, err));
out:
	change_end(&c);
	return rc;
}

/* What came over and does not hold is listed as damaged. */
static enum rc check_new(const char *to, const struct actor *by, struct str *report, long long *lost,
                         struct err *err) {
	const struct station_options opt = {.db = to};
	struct day_check d = {0};
	struct station *st = NULL;
	bool done = false;
	enum rc rc;

	TRY(station_open(&st, &opt, err));
	TRY(day_check_begin(&d, st, by, false, err));
	while (!done)
		TRY(day_check_step(&d, 100, &done, err));
	for (size_t i = 0; i < d.found.n; i++)
		str_addf(report, "%s: %s %lld\n", d.found.v[i].def ? d.found.v[i].def->name : "audit",
		         tr(N_("saved, but damaged:")), d.found.v[i].record);
	*lost += (long long)d.found.n;
out:
	day_check_end(&d);
	station_close(st);
	return rc;
}

enum rc station_salvage(const char *from, const char *to, const char *login, struct str *report,
                        long long *lost, struct err *err) {
	const struct store_options opt = {.migrations = schema_migrations,
	                                  .migration_count = schema_migration_count, .create = true};
	const struct actor by = {.login = login, .name = login, .role = "head", .source = "cli"};
	struct salvage s = {0};
	struct store *store = NULL;
	long long officers = 0;
	enum rc rc;

	*lost = 0;
	TRY(store_open(&store, to, &opt, err));
	TRY(store_salvage(from, store, &s, err));
	TRY(query_int(store, &officers, err, "SELECT count(*) FROM officer"));
	if (officers == 0)
		TRY(err_set(err, RC_CORRUPT, "salvage.nothing",
		            N_("Nothing of {path} can be read. Restore a backup."), "path", from, NULL));
	*lost = describe(&s, report);
	TRY(prove_all(store, &by, *lost, err));
	store_close(store);
	store = NULL;
	rc = check_new(to, &by, report, lost, err);
out:
	salvage_clear(&s);
	if (store) {
		store_close(store);
		store_remove_new(to);
	}
	return rc;
}

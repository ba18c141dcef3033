/* What goes back to a station, and whether what is here is what was signed.
 * SPDX-License-Identifier: MIT */
#include "core/file.h"
#include "core/pack/json_read.h"
#include "core/secret.h"
#include "core/clock.h"
#include "exchange/county/receive.h"
#include "exchange/package/return_rows.h"
#include "model/access/disclosure.h"
#include "model/station/partner.h"

struct answering {
	struct station *st;
	const struct actor *actor;
	const char *path;
	struct county_station station;
};

#define FIGURE_SIGNS "abcdefghijklmnopqrstuvwxyz0123456789_"

/* "total=Why so many?" a line. */
static void put_questions(struct return_answer *a, const char *text) {
	while (text && *text) {
		size_t n = strcspn(text, "\n"), id = strspn(text, FIGURE_SIGNS);
		struct return_question q = {.place = mem_strdup("")};

		id = text[id] == '=' ? id : 0;
		q.id = mem_strndup(text, id);
		q.text = id ? mem_strndup(text + id + 1, n - id - 1) : mem_strndup(text, n);
		VEC_PUSH(a->questions, a->question_count, q);
		text += n + (text[n] == '\n');
	}
}

static char *copy(const char *text) { return text ? mem_strdup(text) : NULL; }

/* Written before the answer is committed: what the station gets and what is on record are one. */
static enum rc write_answer(void *ctx, const struct county_got *r, struct err *err) {
	struct answering *w = ctx;
	struct return_answer a = {.county = mem_strdup(station_name(w->st)),
	                          .code = copy(w->station.code), .number = r->no,
	                          .of = copy(r->digest), .day = r->answered,
	                          .accepted = code_is(r->state, "accepted"),
	                          .reason = copy(r->reason),
	                          .program = mem_strdup("wubao " WUBAO_VERSION)};
	struct return_answer again = {.county = NULL};
	struct sign_secret key = {0};
	struct package p = {.kind = NULL};
	char hex[65];
	long long seq;
	enum rc rc;

	date_parse_month(r->period, &a.month);
	put_questions(&a, r->questions);
	TRY(station_audit_head(w->st, &seq, hex, err));
	a.head = mem_printf("%lld:%s", seq, hex);
	TRY(signing_key_read(w->st, w->actor, &key, err));
	return_answer_make(&a, &p);
	if (return_answer_read(&p, &again, NULL) != RC_OK)
		TRY(err_set(err, RC_INVALID, "county.text",
		            N_("No station could read this: a reason and a question are each "
		               "one line of at most 200 characters, a question as FIGURE=TEXT."),
		            NULL));
	package_close(&p, &key);
	rc = package_write(&p, w->path, err);
out:
	secret_wipe(&key, sizeof key);
	package_clear(&p);
	return_answer_clear(&a);
	return_answer_clear(&again);
	return rc;
}

/* Figures alone, nobody's names: what is on record is that it lies there. */
static enum rc place(struct station *st, const struct actor *a, const struct county_answer *o,
                     const char *path, char **where, struct err *err) {
	long long number = 0;
	enum rc rc;

	if (path) {
		*where = mem_strdup(path);
		return file_not_kept(path, err);
	}
	rc = disclosure_put(st, a, &(struct disclosure){
		.kind = OUT_ANSWER, .action = "county.answer-file", .table = "county_return",
		.record = o->id, .access = ACT_COUNTY_ANSWER, .page = true}, &number, err);
	*where = disclosure_path(st, OUT_ANSWER, number, ".tar");
	return rc == RC_OK ? file_make_parents(*where, err) : rc;
}

enum rc county_answer_file(struct station *st, const struct actor *a, const struct county_answer *o,
                           const char *path, char **where, struct err *err) {
	struct answering w = {.st = st, .actor = a};
	struct county_got r;
	char *at = NULL;
	enum rc rc = county_returns_get(st, a, &o->id, 1, &r, err);

	entity_init(&county_station_def, &w.station);
	if (rc == RC_OK)
		rc = county_station_get(st, a, r.station.id, &w.station, err);
	if (rc == RC_OK)
		rc = place(st, a, o, path, &at, err);
	w.path = at;
	if (rc == RC_OK)
		rc = county_answer(st, a, o, write_answer, &w, err);
	entity_clear(&county_return_def, &r);
	entity_clear(&county_station_def, &w.station);
	if (where)
		*where = at;
	else
		free(at);
	return rc;
}

/* ---- is it what was signed? ---- */

static int number_of(const struct json_value *all, const char *name) {
	char *text = json_member_text(all, name);
	int n = text ? (int)strtol(text, NULL, 10) : 0;

	free(text);
	return n;
}

/* The rows as members again. Each line is given a place of its own, so that it stays where it
 * stood. */
static void make_again(const struct county_got *r, const char *code, const struct str *manifest,
                       const struct county_rows *rows, struct package *p) {
	struct county_return again = {.code = copy(code), .station = copy(code),
	                              .number = r->no, .full = r->since == INT_NONE, .kept = true,
	                              .since = r->since, .as_of = r->as_of};
	struct json_value all;

	if (json_read(str_text(manifest), manifest->n, &all)) {
		again.format = number_of(&all, "wubao:format");
		again.ids = number_of(&all, "wubao:ids");
	}
	again.ids = again.ids ? again.ids : -1;
	date_parse_month(r->period, &again.month);
	for (size_t i = 0; i < rows->n; i++) {
		const struct county_row *l = &rows->v[i];

		return_place_add(&again, l->place, "village", "");
		return_line_add(&again, l->tab, i, l->figure, l->numerator, l->denominator);
	}
	return_package(&again, p);
	return_clear(&again);
}

static bool hash_of(const struct str *manifest, const char *path, char hex[2 * HASH_LEN + 1]) {
	struct json_value all, list, item;
	bool found = false;

	if (!json_read(str_text(manifest), manifest->n, &all) ||
	    !json_member(&all, "resources", &list))
		return false;
	for (size_t i = 0; !found && json_item(&list, i, &item); i++) {
		char *at = json_member_text(&item, "path"), *hash = json_member_text(&item, "hash");

		found = at && hash && strcmp(at, path) == 0 && strlen(hash) == 7 + 2 * HASH_LEN;
		if (found)
			snprintf(hex, 2 * HASH_LEN + 1, "%s", hash + 7);
		free(at);
		free(hash);
	}
	return found;
}

static bool rows_fit(const struct package *p, const struct str *manifest) {
	char is[2 * HASH_LEN + 1], was[2 * HASH_LEN + 1];

	for (size_t i = 0; i < p->n; i++) {
		if (strcmp(p->v[i].path, "data/places.csv") == 0)
			continue;
		hash_sha256(str_text(&p->v[i].bytes), p->v[i].bytes.n, is);
		if (!hash_of(manifest, p->v[i].path, was) || strcmp(is, was) != 0)
			return false;
	}
	return true;
}

/* By the key it names, which must be one of the station's. */
static enum rc is_signed(struct station *st, const struct actor *a, long long station,
                         const struct package *paper, bool *fits, char **code, struct err *err) {
	struct json_value all;
	struct sign_public key;
	char *line = NULL;
	enum rc rc = RC_OK;

	*fits = false;
	if (json_read(str_text(&paper->manifest), paper->manifest.n, &all))
		line = json_member_text(&all, "wubao:key");
	*code = line ? json_member_text(&all, "wubao:code") : NULL;
	if (line && sign_public_parse(line, &key, NULL) == RC_OK &&
	    package_check(paper, &key, NULL) == RC_OK)
		rc = county_station_had_key(st, a, station, line, fits, err);
	free(line);
	return rc;
}

/* NULL: it is; else in a word what is not. */
static enum rc check_one(struct station *st, const struct actor *a, const struct county_got *r,
                         const char **why, struct err *err) {
	struct package paper = {.kind = NULL}, again = {.kind = NULL};
	struct county_rows rows = {NULL, 0};
	char hex[2 * HASH_LEN + 1], *code = NULL;
	bool fits = false;
	enum rc rc = county_return_paper(st, a, r->rec.id, &paper.manifest, &paper.signature, err);

	hash_sha256(str_text(&paper.manifest), paper.manifest.n, hex);
	*why = NULL;
	if (rc != RC_OK)
		goto out;
	if (r->rec.damaged || strcmp(hex, r->digest) != 0) {
		*why = tr(N_("its manifest is not the one received"));
		goto out;
	}
	TRY(is_signed(st, a, r->station.id, &paper, &fits, &code, err));
	if (!fits || !code) {
		*why = tr(N_("signed with no key this station ever had"));
		goto out;
	}
	TRY(county_return_rows(st, a, r->rec.id, &rows, err));
	/* the code as signed: not every role is shown it */
	make_again(r, code, &paper.manifest, &rows, &again);
	if (!rows_fit(&again, &paper.manifest))
		*why = tr(N_("its figures here are not those it came with"));
out:
	free(code);
	county_rows_clear(&rows);
	package_clear(&paper);
	package_clear(&again);
	return rc;
}

enum rc county_check(struct station *st, const struct actor *a, long *all, long *bad,
                     void (*each)(void *ctx, const struct county_got *r, const char *why),
                     void *ctx, struct err *err) {
	struct ids ids = {0};
	enum rc rc = county_return_list(st, a, 0, NULL, &ids, err);

	*all = *bad = 0;
	for (size_t i = 0; rc == RC_OK && i < ids.n; i++) {
		struct county_got r;
		const char *why = NULL;

		rc = county_returns_get(st, a, &ids.v[i], 1, &r, err);
		if (rc == RC_OK)
			rc = check_one(st, a, &r, &why, err);
		++*all;
		if (rc == RC_OK && why) {
			++*bad;
			each(ctx, &r, why);
		}
		entity_clear(&county_return_def, &r);
	}
	ids_clear(&ids);
	return rc;
}

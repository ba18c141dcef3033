/* SPDX-License-Identifier: MIT */
#include "exchange/package/return_make.h"

#include "core/file.h"
#include "core/secret.h"
#include "core/tr.h"
#include "exchange/package/handover.h"
#include "exchange/package/return_priv.h"
#include "model/access/disclosure.h"
#include "model/station/approval.h"
#include "model/station/partner.h"

void return_made_clear(struct return_made *m) {
	free(m->path);
	*m = (struct return_made){.path = NULL};
}

/* ---- what was sent, as lines ---- */

static void add_places(struct county_return *r, const struct sent *s) {
	char number[24];

	for (size_t i = 0; i < s->place_count; i++) {
		const struct sent_place *p = &s->places[i];

		snprintf(number, sizeof number, "%lld", p->id);
		if (strcmp(p->uid, SENT_STATION) == 0)
			return_place_add(r, RETURN_STATION, "station", s->station);
		else if (strcmp(p->uid, SENT_NOWHERE) == 0)
			return_place_add(r, RETURN_NOWHERE, "none", p->name);
		else
			return_place_add(r, p->id ? number : p->uid, "village", p->name);
	}
}

/* The place of a cell; a worker stands behind the places. */
static size_t place_of(struct county_return *r, const struct sent *s, const struct sent_cell *c) {
	for (size_t i = 0; i < s->place_count; i++)
		if (strcmp(s->places[i].uid, c->place) == 0)
			return i;
	for (size_t i = s->place_count; i < r->place_count; i++)
		if (strcmp(r->places[i].key, c->place) == 0)
			return i;
	return return_place_add(r, c->place, "worker", c->name ? c->name : "");
}

static int tab_of(const char *kind) {
	int t = 0;

	while (t < RETURN_TABS && strcmp(return_tabs[t], kind) != 0)
		t++;
	return t;
}

/* Ids are borrowed from s. */
static void add_sent(struct county_return *r, const struct sent *s) {
	add_places(r, s);
	for (size_t i = 0; i < s->line_count; i++)
		if (s->lines[i].denominator == INT_NONE || s->lines[i].place == 0)
			return_line_add(r, RETURN_FIGURES, s->lines[i].place,
			                s->figures[s->lines[i].figure], s->lines[i].numerator,
			                s->lines[i].denominator);
	for (size_t i = 0; i < s->cell_count; i++) {
		const struct sent_cell *c = &s->cells[i];

		return_line_add(r, tab_of(c->tab), place_of(r, s, c), c->id, c->value, INT_NONE);
	}
}

/* ---- only what changed ---- */

static bool has_line(const struct county_return *r, const struct county_return *of,
                     const struct return_line *l) {
	for (size_t i = 0; i < r->line_count; i++) {
		const struct return_line *k = &r->lines[i];

		if (k->tab == l->tab && k->numerator == l->numerator &&
		    k->denominator == l->denominator && strcmp(k->id, l->id) == 0 &&
		    strcmp(r->places[k->place].key, of->places[l->place].key) == 0)
			return true;
	}
	return false;
}

/* Is there a line of this id in `a` that is not in `b`? */
static bool differs(const struct county_return *a, const struct county_return *b,
                    const struct return_line *id) {
	for (size_t i = 0; i < a->line_count; i++)
		if (a->lines[i].tab == id->tab && strcmp(a->lines[i].id, id->id) == 0 &&
		    !has_line(b, a, &a->lines[i]))
			return true;
	return false;
}

static void keep_changes(struct county_return *r, const struct county_return *before) {
	bool *keep = mem_zalloc(r->line_count + 1, sizeof *keep);
	size_t n = 0;

	for (size_t i = 0; i < r->line_count; i++)
		keep[i] = differs(r, before, &r->lines[i]) || differs(before, r, &r->lines[i]);
	for (size_t i = 0; i < r->line_count; i++)
		if (keep[i])
			r->lines[n++] = r->lines[i];
	r->line_count = n;
	free(keep);
}

static enum rc read_changes(struct station *st, const struct actor *a, struct county_return *r,
                            struct err *err) {
	struct county_return then = {.station = NULL};
	struct sent before = {0};
	enum rc rc = sent_now(st, a, r->month, r->since, &before, err);

	if (rc == RC_OK)
		rc = sent_places_number(st, a, &before, err);
	if (rc == RC_OK) {
		add_sent(&then, &before);
		keep_changes(r, &then);
	}
	return_clear(&then);
	sent_clear(&before);
	return rc;
}

/* ---- the file ---- */

static enum rc need_code(struct station *st, char **code, struct err *err) {
	*code = mem_strdup(conf_text(station_conf(st), "station", "code"));
	return return_code_is_good(*code) ? RC_OK
	       : err_set(err, RC_CONFIG, "return.code",
	                 N_("The return wants the code the county knows this station by, 6 to 12 "
	                    "digits and letters: station settings, or code under [station] in the "
	                    "settings file."), NULL);
}

static enum rc build(struct station *st, const struct actor *a, const struct sent *sent,
                     bool full, struct sent_package *out, struct ids *who, struct err *err) {
	struct county_return r = {.month = sent->month, .number = sent->no, .as_of = sent->as_of};
	struct sent now = {0};
	struct package p = {.kind = NULL};
	struct sign_secret key = {0};
	char hex[65];
	long long seq;
	enum rc rc;

	TRY(need_code(st, &r.code, err));
	TRY(signing_key_read(st, a, &key, err));
	TRY(sent_now(st, a, sent->month, sent->no, &now, err));
	TRY(sent_places_number(st, a, &now, err));
	TRY(sent_accepted(st, a, sent->month, sent->no, &out->since, err));
	TRY(sent_package_last(st, a, out->previous, err));
	TRY(station_audit_head(st, &seq, hex, err));
	out->since = full ? -1 : out->since;
	r.full = out->since < 0;
	r.since = out->since;
	r.station = mem_strdup(sent->station);
	r.previous = *out->previous ? mem_strdup(out->previous) : NULL;
	r.head = mem_printf("%lld:%s", seq, hex);
	r.program = mem_strdup("wubao " WUBAO_VERSION);
	r.note = mem_strdup(sent->note);
	add_sent(&r, &now);
	if (!r.full)
		TRY(read_changes(st, a, &r, err));
	return_package(&r, &p);
	if (conf_bool(station_conf(st), "county", "names"))
		TRY(return_names_add(st, a, &now, &r, &p, who, err));
	package_close(&p, &key);
	memcpy(out->digest, p.digest, sizeof out->digest);
	package_bytes(&p, &out->bytes);
out:
	secret_wipe(&key, sizeof key);
	package_clear(&p);
	return_clear(&r);
	sent_clear(&now);
	return rc;
}

/* On record, with whom it names; then kept and written. */
static enum rc put_file(struct station *st, const struct actor *a, const struct return_make *o,
                        const struct sent *s, const struct sent_package *p, const struct ids *who,
                        struct return_made *out, struct err *err) {
	const char *fields = who->n ? "file_no,name,id_no,sex,birth,place,kind,state" : NULL;
	char month[DATE_BUF];
	char *detail = mem_printf("month=%.7s no=%lld package=%s", date_format(s->month, month),
	                          s->no, p->digest);
	enum rc rc;

	if (who->n)
		TRY(approval_need_many(st, a, OUT_RETURN, who->n, detail, err));
	TRY(disclosure_put(st, a, &(struct disclosure){.kind = OUT_RETURN, .action = "report.file",
	                   .table = "sent", .record = s->id, .detail = detail, .people = who,
	                   .fields = fields, .leave = who->n > 0,
	                   .recipient = conf_text(station_conf(st), "station", "county"),
	                   .access = ACT_REPORT_SEND, .page = !o->path},
	                   o->path ? NULL : &out->file, err));
	if (!out->again)
		TRY(sent_package_put(st, a, s, p, err));
	out->path = o->path ? mem_strdup(o->path)
	                    : disclosure_path(st, OUT_RETURN, out->file, ".tar");
	if (!o->path)
		TRY(file_make_parents(out->path, err));
	rc = file_replace(out->path, str_text(&p->bytes), p->bytes.n, err);
out:
	free(detail);
	return rc;
}

enum rc return_file_make(struct station *st, const struct actor *a, const struct return_make *o,
                         struct return_made *out, struct err *err) {
	struct sent sent = {0};
	struct sent_package p = {.id = 0};
	struct ids who = {0};
	enum rc rc;

	*out = (struct return_made){.path = NULL};
	TRY(station_may(st, a, ACT_REPORT_SEND, err));
	TRY(sent_get(st, a, o->month, o->no, &sent, err));
	TRY(sent_package_get(st, a, sent.id, &p, err));
	out->again = p.id != 0;
	TRY(out->again ? sent_package_named(st, a, sent.id, &who, err)
	               : build(st, a, &sent, o->full, &p, &who, err));
	out->no = sent.no;
	out->since = p.since;
	rc = put_file(st, a, o, &sent, &p, &who, out, err);
out:
	ids_clear(&who);
	sent_package_clear(&p);
	sent_clear(&sent);
	return rc;
}

/* ---- the answer ---- */

static void copy_answer(const struct return_answer *from, const struct package *p,
                        struct sent_answer *out) {
	*out = (struct sent_answer){.month = from->month, .no = from->number, .day = from->day,
	                            .accepted = from->accepted, .county = mem_strdup(from->county),
	                            .reason = mem_strdup(from->reason)};
	snprintf(out->of, sizeof out->of, "%s", from->of);
	memcpy(out->digest, p->digest, sizeof out->digest);
	for (size_t i = 0; i < from->question_count; i++) {
		const struct return_question *q = &from->questions[i];
		const char *place = strcmp(q->place, RETURN_STATION) == 0 ? SENT_STATION : q->place;

		VEC_PUSH(out->questions, out->question_count,
		         (struct sent_question){mem_strdup(place), mem_strdup(q->id),
		                                mem_strdup(q->text)});
	}
}

enum rc return_answer_take(struct station *st, const struct actor *a, const char *path,
                           struct sent_answer *out, bool *news, struct err *err) {
	const char *county = conf_text(station_conf(st), "station", "county");
	struct return_answer answer = {.county = NULL};
	struct package p = {.kind = NULL};
	char *from = NULL;
	enum rc rc;

	*out = (struct sent_answer){.id = 0};
	*news = false;
	TRY(handover_read(st, a, path, "answer", NULL, &p, &from, err));
	if (strcmp(from, county) != 0)
		TRY(err_set(err, RC_DENIED, "answer.county",
		N_("This answer is signed by {name}, and the county here is {county}: set "
		               "the county in the station settings (the name its key is trusted "
		               "under)."), "name", from, "county", *county ? county : "-", NULL));
	TRY(return_answer_read(&p, &answer, err));
	copy_answer(&answer, &p, out);
	rc = sent_answer_put(st, a, out, news, err);
out:
	return_answer_clear(&answer);
	package_clear(&p);
	free(from);
	return rc;
}

/* The steps from a slip to its paper, and what each is filled with. SPDX-License-Identifier: MIT */
#include "model/entry/chain.h"

#include "core/clock.h"
#include "model/event/registers.h"
#include "model/rules/breach_count.h"
#include "model/rules/due_db.h"
#include "model/rules/duty_clock.h"
#include "model/rules/order_facts.h"
#include "model/station/usecase_db.h"

/* The day after a leave's end, where a letter was written about it already. */
#define WARNED_SINCE \
	"SELECT 1 FROM warning w JOIN leave l ON l.id = ?2 WHERE w.order_id = ?1 AND w.kind =" \
	" 'away' AND w.voided_at IS NULL AND w.away_from > l.leave_from"

const struct chain_step chain_table[] = {
	{.after = "missed", .when = "judged", .is = "refused,evaded", .due = DUE_NO_LETTER,
	 .next = "warning", .fill = "kind=$judged,window_no=$window_no,content=@content",
	 .label = N_("warning letter"), .rule = "17.2", .clock = "refusals",
	 .content = N_("You were to be tested from {first} to {last}. After the notice of {notice}"
	               " you were not: {what}. {article} You are warned hereby: keep to your"
	               " agreement; the next time may be told to the police."),
	 .declined = "no_letter"},
	{.after = "missed", .when = "judged", .is = "refused,evaded", .due = DUE_POLICE_BREACH,
	 .next = "police", .fill = "reason=breach", .label = N_("report to the police"),
	 .rule = "17.3", .clock = "refusals"},
	{.after = "warning", .when = "kind", .is = "refused,evaded", .due = DUE_POLICE_BREACH,
	 .next = "police", .fill = "reason=breach", .label = N_("report to the police"),
	 .rule = "17.3", .clock = "refusals"},
	{.after = "warning", .when = "kind", .is = "away", .due = DUE_POLICE_BREACH,
	 .next = "police", .fill = "reason=breach", .label = N_("report to the police"),
	 .rule = "17.3", .clock = "absences"},
	{.after = "warning", .when = "kind", .is = "report", .due = DUE_POLICE_REFUSAL,
	 .next = "police", .fill = "reason=refusal", .label = N_("report to the police"),
	 .rule = "17.4", .clock = "report-in"},
	{.after = CHAIN_ORDER, .due = DUE_REPORT_IN, .late = true,
	 .unless = "SELECT 1 FROM warning WHERE order_id = ?1 AND kind = 'report' AND voided_at IS NULL",
	 .next = "warning", .fill = "kind=report,content=@content", .label = N_("warning letter"),
	 .rule = "17.4", .clock = "report-in",
	 .content = N_("You were ordered on {ordered} and had to report in by {last}; you have not."
	               " {article} You are warned hereby: report in at once; else the police will"
	               " be told.")},
	{.after = "leave", .due = DUE_LEAVE_RETURN, .late = true, .unless = WARNED_SINCE,
	 .next = "warning", .fill = "kind=away,away_from=@after,content=@content",
	 .label = N_("warning letter"), .rule = "17.5", .clock = "absences",
	 .content = N_("Your leave ended on {last}; you have not come back, nor asked for more."
	               " {article} You are warned hereby: come back at once and keep to your"
	               " agreement.")},
	{.after = "search", .when = "met", .is = "notfound",
	 .unless = "SELECT 1 FROM resident_visible WHERE id = ?3 AND control = '02'",
	 .next = "control", .fill = "control=02,occurred=$occurred,reason=$summary",
	 .label = N_("contact lost from that day"), .rule = "17.6", .at_once = true},
	{.after = "control", .when = "control", .is = "02", .due = DUE_POLICE_LOST,
	 .next = "police", .fill = "reason=lost", .label = N_("report to the police"),
	 .rule = "17.6"},
	{.after = "police", .when = "answer", .is = "isolation", .due = DUE_DECISION,
	 .next = CHAIN_STATE,
	 .fill = "state=terminated,cause=isolation,since=$answered,document=$answer_no,"
	         "reason=@answer",
	 .label = N_("end of the order"), .rule = "17.7"},
	{.after = NULL},
};

void chain_clear(struct chain_next *next) {
	for (size_t i = 0; i < next->n; i++)
		free(next->v[i].value);
	*next = (struct chain_next){.step = NULL};
}

static void put(struct chain_next *out, const char *field, const char *value) {
	if (!value || !*value || out->n == CHAIN_VALUES)
		return;
	snprintf(out->v[out->n].field, sizeof out->v[0].field, "%s", field);
	out->v[out->n++].value = mem_strdup(value);
}

/* ---- numbers of papers ---- */

static const struct {
	const char *reg, *used, *first; /* SQL of numbers, newest first; N_() the first of a year */
} numbers[] = {
	{"warning", "SELECT doc_no, id FROM warning WHERE doc_no IS NOT NULL AND voided_at IS NULL"
	 " ORDER BY id DESC LIMIT 500", N_("Warning [{year}] 1")},
	{"police", "SELECT doc_no, id FROM police_report WHERE doc_no IS NOT NULL AND voided_at IS"
	 " NULL ORDER BY id DESC LIMIT 500", N_("Report [{year}] 1")},
};

#define DIGITS "0123456789"

/* Where the last number in it begins, and ends; false: there is none. */
static bool last_number(const char *text, size_t *from, size_t *to) {
	*to = strlen(text);
	while (*to && !strchr(DIGITS, text[*to - 1]))
		--*to;
	for (*from = *to; *from && strchr(DIGITS, text[*from - 1]);)
		--*from;
	return *to > *from && *to - *from <= 9;
}

/* The year that stands before it, "20.."; NULL: none. */
static char *year_in(char *text, size_t before) {
	for (size_t i = 0; i + 4 <= before; i++)
		if (strncmp(text + i, "20", 2) == 0 && strspn(text + i, DIGITS) == 4)
			return text + i;
	return NULL;
}

char *chain_number(struct station *st, const char *reg, struct err *err) {
	char today[DATE_BUF], year[5] = "", *model = NULL, *at, *made = NULL;
	size_t k = 0, from = 0, to = 0, f, t;
	long long most = 0;
	enum rc rc = RC_OK;

	while (k < sizeof numbers / sizeof *numbers && strcmp(numbers[k].reg, reg) != 0)
		k++;
	if (k == sizeof numbers / sizeof *numbers)
		return NULL;
	memcpy(year, date_format(clock_today(), today), 4);
	QUERY_EACH(q, rc, st->store, err, numbers[k].used) {
		const char *used = stmt_text(q, 0);

		if (!last_number(used, &f, &t))
			continue;
		if (!model) { /* as the newest is written, in this year */
			model = mem_strdup(used);
			from = f;
			to = t;
			at = year_in(model, from);
			if (at)
				memcpy(at, year, 4);
		}
		if (f == from && strncmp(used, model, from) == 0 &&
		    strcmp(used + t, model + to) == 0 && strtoll(used + f, NULL, 10) > most)
			most = strtoll(used + f, NULL, 10);
	}
	if (model) {
		made = mem_printf("%.*s%0*lld%s", (int)from, model,
		                  model[from] == '0' ? (int)(to - from) : 1, most + 1, model + to);
	} else {
		struct str first = {0};

		str_fill(&first, numbers[k].first, "year", year, NULL);
		made = str_take(&first);
	}
	free(model);
	return made;
}

/* ---- what a step is filled with ---- */

/* One step while it is filled. */
struct filling {
	struct station *st;
	const struct actor *a;
	const struct entity_def *def;
	const void *rec;
	struct chain_next *out;
};

static const char *stored(const struct filling *f, const char *name, struct str *out) {
	const struct field_def *field = entity_field(f->def, name);

	str_reset(out);
	if (field && !field_is_blank(field, f->rec))
		field_store_text(field, f->rec, out);
	return str_text(out);
}

static const char *article_of(const struct chain_next *next) {
	const struct duty_clock_def *clock =
		next->step->clock ? duty_clock_find(next->step->clock) : NULL;

	return clock ? tr(duty_clock_article(clock, next->kind)) : "";
}

void chain_window(struct station *st, const struct actor *a, long long order, int window,
                  char first[DATE_BUF], char last[DATE_BUF]) {
	struct window_list windows = {0};
	struct term term;

	*first = *last = '\0';
	if (test_windows(st, a, order, &term, &windows, NULL) == RC_OK)
		for (size_t i = 0; i < windows.n; i++)
			if (windows.v[i].ordinal == window) {
				date_format(windows.v[i].first, first);
				date_format(windows.v[i].last, last);
			}
	window_list_clear(&windows);
}

/* From when to when the letter is about: the test's window, the leave, the days to report in. */
static void period(const struct filling *f, char first[DATE_BUF], char last[DATE_BUF]) {
	const struct missed_test *m = f->def == &missed_def ? f->rec : NULL;
	const struct leave *l = f->def == &leave_def ? f->rec : NULL;
	const struct treatment_order *o = f->def == &order_def ? f->rec : NULL;

	*first = *last = '\0';
	if (m)
		chain_window(f->st, f->a, f->out->order, (int)m->window_no, first, last);
	if (l)
		date_format(date_is_set(l->extends_to) ? l->extends_to : l->leave_to, last);
	if (o)
		date_format(term_report_deadline(o->ordered, date_is_set(o->taken_on) ? o->taken_on
		                                 : o->served, conf_int(f->st->conf, "rules",
		                                                       "report_days")), last);
}

static void content(const struct filling *f, struct str *out) {
	char first[DATE_BUF], last[DATE_BUF];
	struct str notice = {0}, ordered = {0}, what = {0};

	period(f, first, last);
	if (f->def == &missed_def)
		str_add(&what, code_label(&codes_missed, ((const struct missed_test *)f->rec)->judged));
	str_fill(out, f->out->step->content, "first", first, "last", last, "notice",
	         stored(f, "notice_on", &notice), "ordered", stored(f, "ordered", &ordered),
	         "what", str_text(&what), "article", article_of(f->out), NULL);
	str_clear(&notice);
	str_clear(&ordered);
	str_clear(&what);
}

static void put_value(const struct filling *f, const char *field, const char *value) {
	struct str text = {0};
	char day[DATE_BUF];

	if (*value == '$') {
		stored(f, value + 1, &text);
	} else if (strcmp(value, "@content") == 0) {
		content(f, &text);
	} else if (strcmp(value, "@after") == 0) {
		const struct leave *l = f->rec;

		str_add(&text, date_format(date_add_days(date_is_set(l->extends_to) ? l->extends_to
		                                         : l->leave_to, 1), day));
	} else if (strcmp(value, "@answer") == 0) {
		str_add(&text, code_label(&codes_answer, ((const struct police_report *)f->rec)->answer));
	} else {
		str_add(&text, value);
	}
	put(f->out, field, str_text(&text));
	str_clear(&text);
}

/* A report is drawn up from the records it rests on. */
static enum rc fill_report(const struct filling *f, const char *reason, struct err *err) {
	struct police_report p;
	char day[DATE_BUF];
	enum rc rc = police_draft(f->st, f->a, f->out->order, code_of(reason), &p, err);

	f->out->id = p.rec.id;
	if (rc == RC_OK && !p.rec.id) {
		put(f->out, "facts", p.facts);
		put(f->out, "covers", date_format(p.covers, day));
		put(f->out, "sent_by", p.sent_by);
	}
	entity_clear(&police_def, &p);
	return rc;
}

static enum rc fill(const struct filling *f, struct err *err) {
	enum rc rc = RC_OK;

	for (const char *p = f->out->step->fill; p && rc == RC_OK;
	     p = strchr(p, ',') ? strchr(p, ',') + 1 : NULL) {
		char field[24], value[40];

		if (sscanf(p, "%23[^=]=%39[^,]", field, value) != 2)
			continue;
		put_value(f, field, value);
		if (strcmp(f->out->step->next, "police") == 0)
			rc = fill_report(f, value, err);
	}
	return rc;
}

/* ---- which step ---- */

static bool fits(const struct chain_step *s, const struct filling *f) {
	struct str is = {0};
	bool yes = !s->when || str_in_list(s->is, stored(f, s->when, &is));

	str_clear(&is);
	return yes;
}

/* Does its line stand on Today, of this record? A report's is the person's. */
static enum rc line_stands(const struct chain_step *s, const struct filling *f, bool *yes,
                           struct err *err) {
	const struct due_kind_def kind = due_kind_of(s->due);
	bool about = kind.door == DOOR_RECORD || kind.door == DOOR_CHAIN;
	char *sql = mem_printf(
		"SELECT 1 FROM due WHERE kind = ?1 AND (order_id = ?2 OR (?3 AND resident = ?4))"
		" AND due_on < ?5%s", about ?
		" AND window_no = (SELECT count(*) FROM \"%s\" e, \"%s\" t WHERE t.id = ?6 AND"
		" e.order_id = ?2 AND e.voided_at IS NULL AND (e.occurred, e.id) <= (t.occurred,"
		" t.id))" : " AND ?6 IS ?6");
	char *whole = about ? mem_printf(sql, f->def->name, f->def->name) : mem_strdup(sql);
	enum rc rc;

	due_keep_up(f->st);
	rc = query_any(f->st->store, yes, err, whole, s->due, f->out->order,
	               kind.base == DUE_BASE_POLICE, f->out->resident,
	               s->late ? clock_today() : date_add_days(clock_today(), 1), f->out->from);
	free(whole);
	free(sql);
	return rc;
}

static enum rc is_open(const struct chain_step *s, const struct filling *f, bool *yes,
                       struct err *err) {
	char *sql = NULL;
	bool done = false;
	enum rc rc = RC_OK;

	*yes = fits(s, f);
	if (*yes && s->due)
		rc = line_stands(s, f, yes, err);
	if (rc == RC_OK && *yes && s->unless) {
		sql = mem_printf("SELECT 1 WHERE ?1 IS ?1 AND ?2 IS ?2 AND ?3 IS ?3 AND EXISTS (%s)",
		                 s->unless);
		rc = query_any(f->st->store, &done, err, sql, bind_ref(f->out->order), f->out->from,
		               f->out->resident);
	}
	*yes = *yes && !done;
	free(sql);
	return rc;
}

enum rc chain_after(struct station *st, const struct actor *a, const char *reg, const void *rec,
                    struct chain_next *out, struct err *err) {
	bool of_order = strcmp(reg, CHAIN_ORDER) == 0, yes = false;
	const struct entity_def *def = of_order ? &order_def : event_find_def(reg)->entity;
	const struct event *e = of_order ? NULL : rec;
	const struct treatment_order *own = of_order ? rec : NULL;
	struct filling f = {.st = st, .a = a, .def = def, .rec = rec, .out = out};
	struct treatment_order o;
	enum rc rc;

	*out = (struct chain_next){.resident = e ? e->resident.id : own->resident.id,
	                           .order = e ? e->order_id.id : own->rec.id,
	                           .from = ((const struct record *)rec)->id};
	entity_init(&order_def, &o);
	TRY(usecase_query(st, a, ACT_SAVE, out->resident, err));
	if (out->order)
		TRY(order_get(st, a, out->order, &o, err));
	out->kind = o.kind;
	for (const struct chain_step *s = chain_table; s->after && rc == RC_OK && !yes; s++) {
		if (strcmp(s->after, reg) != 0 || (!out->order && strcmp(s->next, "control") != 0))
			continue;
		rc = is_open(s, &f, &yes, err);
		out->step = rc == RC_OK && yes ? s : NULL;
	}
	if (rc == RC_OK && out->step)
		rc = fill(&f, err);
out:
	if (rc != RC_OK)
		out->step = NULL;
	entity_clear(&order_def, &o);
	return rc;
}

enum rc chain_after_id(struct station *st, const struct actor *a, const char *reg, long long id,
                       struct chain_next *out, struct err *err) {
	bool of_order = strcmp(reg, CHAIN_ORDER) == 0;
	const struct event_def *def = of_order ? NULL : event_find_def(reg);
	const struct entity_def *entity = of_order ? &order_def : def->entity;
	void *rec = mem_zalloc(1, entity->size);
	enum rc rc = of_order ? order_get(st, a, id, rec, err) : event_get(st, a, def, id, rec, err);

	*out = (struct chain_next){.step = NULL};
	if (rc == RC_OK)
		rc = chain_after(st, a, reg, rec, out, err);
	entity_clear(entity, rec);
	free(rec);
	return rc;
}

void chain_rule(const struct chain_next *next, struct str *out) {
	str_fill(out, N_("Rule {rule}: {article}"), "rule", next->step->rule, "article",
	         article_of(next), NULL);
}

/* ---- yes and no ---- */

static void *record_of(struct station *st, const struct chain_next *next,
                       const struct event_def *def) {
	struct event *e = mem_zalloc(1, def->entity->size);

	entity_init(def->entity, e);
	e->resident.id = next->resident;
	e->order_id.id = next->order;
	e->occurred = clock_today();
	for (size_t i = 0; i < next->n; i++)
		field_parse(entity_field(def->entity, next->v[i].field), e, next->v[i].value,
		            station_env(st), NULL);
	return e;
}

enum rc chain_save(struct station *st, const struct actor *a, const struct chain_next *next,
                   long long *id, struct err *err) {
	const struct event_def *def = event_find_def(next->step->next);
	struct event *rec = record_of(st, next, def);
	enum rc rc = event_save(st, a, def, rec, err);

	*id = rec->rec.id;
	entity_clear(def->entity, rec);
	free(rec);
	return rc;
}

/* Of a report: the one begun, or a new one, says why it is not sent. */
static enum rc decline_report(struct station *st, const struct actor *a,
                              const struct chain_next *next, const char *reason, struct err *err) {
	const struct event_def *def = event_find_def("police");
	struct police_report *p = next->id ? mem_zalloc(1, sizeof *p) : record_of(st, next, def);
	enum rc rc = next->id ? event_get(st, a, def, next->id, p, err) : RC_OK;

	if (rc == RC_OK) {
		free(p->not_sent);
		p->not_sent = mem_strdup(reason);
		rc = event_save(st, a, def, p, err);
	}
	entity_clear(&police_def, p);
	free(p);
	return rc;
}

enum rc chain_decline(struct station *st, const struct actor *a, const struct chain_next *next,
                      const char *reason, struct err *err) {
	const struct event_def *def = event_find_def(next->step->after);
	void *rec;
	enum rc rc;

	if (!reason || !*reason)
		return err_field(err, "reason", "chain.reason", N_("Say why: it stays with the record."),
		                 NULL);
	if (strcmp(next->step->next, "police") == 0)
		return decline_report(st, a, next, reason, err);
	if (!next->step->declined)
		return err_set(err, RC_INVALID, "chain.stays", N_("This can only be left for later."),
		               NULL);
	rec = mem_zalloc(1, def->entity->size);
	rc = event_get(st, a, def, next->from, rec, err);
	if (rc == RC_OK)
		rc = field_parse(entity_field(def->entity, next->step->declined), rec, reason, NULL, err);
	if (rc == RC_OK)
		rc = event_save(st, a, def, rec, err);
	entity_clear(def->entity, rec);
	free(rec);
	return rc;
}

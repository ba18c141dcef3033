/* SPDX-License-Identifier: MIT
 * A simulated station: eight officers at their desks, each with a handle of its own, do what officers do, in an order and on
 * days that follow from a seed; the disk, the clock and chance are made. Amid it the machine dies (a kill, or a power cut
 * that forgets and tears what was not synced), lines drop, the disk is full, the clock jumps, the machine is lost and its
 * backup put back. Every third station is under strict caseload. Behind every step all invariants of mirror.c hold; a failure names seed and step, and the same seed does the same.
 *
 *	sim [--seed N] [--runs N] [--steps N] [--until STEP] [--each N] [--fault 1|2|3|4]
 *
 * --fault does what a broken program would: (1) a record changes without an entry, (2) the worklist is not kept,
 * (3) a version is ignored, (4) what is stored is another at the end.
 */
#include "sim/sim.h"

#include "exchange/out/export.h"
#include "model/access/bound.h"
#include "model/access/disclosure.h"
#include "model/access/session.h"
#include "model/entry/draft.h"
#include "model/entry/entry.h"
#include "model/person/undo.h"
#include "model/report/sent.h"
#include "model/rules/worklist.h"
#include "model/station/clock.h"
#include "model/team/bulk.h"
#include "store/disk.h"

enum { PEOPLE = 24, BATCH = 4 };
static int computed_each = 20;
static unsigned seed_first = 1, seed_runs = MADE_SHARE > 1 ? 1 : 20, fault;
static int steps_all = MADE_SHARE > 1 ? 60 : 500, until;

static int pick(struct sim *s, int from, int to) { return walk_pick(&s->w, from, to); }

static bool chance(struct sim *s, int percent) { return pick(s, 1, 100) <= percent; }

/* ---- desks ---- */

static void form_close(struct at_desk *o) {
	if (o->rec)
		walk_free(o->def, o->rec);
	o->rec = NULL;
}

static void sit_down(struct sim *s, int i) {
	struct fixture *f = s->f;
	struct station_options opt = {.db = f->db};

	enum rc rc = disk_has_failed() ? RC_IO : station_open(&s->who[i].st, &opt, &f->err);

	if (rc != RC_OK && disk_has_failed()) /* it is full or dead, or became so just now; later */
		return;
	OK(rc);
	OK(station_actor(s->who[i].st, s->who[i].login, "ui", &s->who[i].actor, &f->err));
}

static void get_up(struct sim *s, int i) {
	form_close(&s->who[i]);
	station_close(s->who[i].st);
	s->who[i].st = NULL;
}

/* The fixture's hands are this officer's. */
static struct at_desk *work_as(struct sim *s, int i) {
	s->f->st = s->who[i].st;
	s->f->actor = s->who[i].actor;
	return &s->who[i];
}

void desks_sit(struct sim *s) {
	walk_join(&s->w, s->f);
	for (int i = 0; i < SIM_OFFICERS; i++)
		sit_down(s, i);
	work_as(s, 0);
}

void desks_leave(struct sim *s) {
	walk_end(&s->w);
	for (int i = 0; i < SIM_OFFICERS; i++)
		get_up(s, i);
}

/* ---- what officers do: each answers what came of it ---- */

static long long somebody(struct sim *s) {
	char sql[120];

	snprintf(sql, sizeof sql, "SELECT id FROM resident WHERE voided_at IS NULL ORDER BY id LIMIT 1 OFFSET %d",
	         pick(s, 0, (int)made_number(s->w.db, "SELECT count(*) - 1 FROM resident WHERE voided_at IS NULL")));
	return made_number(s->w.db, sql);
}

static struct date some_day(struct sim *s) {
	return walk_day(&s->w, date_add_days(clock_today(), chance(s, 70) ? -40 : -300), clock_today());
}

/* A new record in an open form, saved some steps later; or at once. */
static struct did add_record(struct sim *s, struct at_desk *o) {
	const struct event_def *def = walk_register(&s->w);

	form_close(o);
	o->def = def;
	o->rec = walk_record(&s->w, def, somebody(s), some_day(s));
	return (struct did){"add", event_save(o->st, &o->actor, def, o->rec, &s->f->err), 1, def, o->rec};
}

static struct did open_form(struct sim *s, struct at_desk *o) {
	const struct event_def *def = event_find_def(chance(s, 60) ? "test" : "talk"); /* the newest: all want that one */
	char sql[160];
	long long id;

	form_close(o);
	snprintf(sql, sizeof sql, "SELECT coalesce(max(id), 0) FROM %s WHERE voided_at IS NULL", def->entity->name);
	id = made_number(s->w.db, sql);
	if (id) {
		o->def = def;
		o->rec = mem_zalloc(1, def->entity->size);
		if (event_get(o->st, &o->actor, def, id, o->rec, &s->f->err) != RC_OK)
			form_close(o);
	}
	return (struct did){"open a form", RC_OK, 0};
}

/* What lies in the form is saved as it was loaded: whoever was faster makes a conflict of it, and never is written over. */
static struct did save_form(struct sim *s, struct at_desk *o) {
	struct did d = {"save a form", RC_OK, 0};
	bool current;

	if (!o->rec || !o->rec->rec.id)
		return d;
	current = mirror_is_current(s, o->def, o->rec);
	for (size_t i = 0; i < o->def->entity->count; i++) {
		const struct field_def *field = &o->def->entity->fields[i];

		if (field->type == FT_NOTE && !(field->flags & F_SYSTEM)) {
			char text[40];

			snprintf(text, sizeof text, "第%d步", s->step);
			field_store_read(field, o->rec, text);
			d.rows = 1;
		}
	}
	if (d.rows == 0)
		return d;
	if (fault == 3 && !current) {
		char sql[100];

		snprintf(sql, sizeof sql, "SELECT ver FROM %s WHERE id = %lld", o->def->entity->name, o->rec->rec.id);
		o->rec->rec.ver = made_number(s->w.db, sql);
	}
	d.rc = event_save(o->st, &o->actor, o->def, o->rec, &s->f->err);
	if (d.rc == RC_OK && !current)
		fail_msg("seed %u, step %d: %s %lld was written over another officer's change", s->seed, s->step, o->def->id,
		         o->rec->rec.id);
	s->conflicts += d.rc == RC_CONFLICT;
	if (d.rc == RC_OK) {
		d.def = o->def;
		d.rec = o->rec;
	} else {
		form_close(o);
	}
	return d;
}

static struct did void_form(struct sim *s, struct at_desk *o) {
	struct did d = {"void", RC_OK, 0};

	if (o->rec && o->rec->rec.id) {
		bool current = mirror_is_current(s, o->def, o->rec);

		d.rows = 1;
		d.rc = event_void(o->st, &o->actor, o->def, o->rec->rec.id, o->rec->rec.ver, "录入有误", &s->f->err);
		if (d.rc == RC_OK && !current)
			fail_msg("seed %u, step %d: void over another officer's change", s->seed, s->step);
	}
	form_close(o);
	return d;
}

static struct did add_person(struct sim *s, struct at_desk *o) {
	char number[IDNO_LEN + 1];
	struct resident r;
	struct did d = {"add a person", RC_OK, 1};

	snprintf(number, sizeof number, "99010119850315%03lld", 200 + made_number(s->w.db, "SELECT count(*) FROM resident") % 700);
	entity_init(&resident_def, &r);
	r.name = mem_printf("新%d", s->step);
	r.id_no = mem_strdup(id_number(number));
	d.rc = resident_save(o->st, &o->actor, &r, &s->f->err);
	entity_clear(&resident_def, &r);
	return d;
}

static struct did edit_person(struct sim *s, struct at_desk *o) {
	static const char *const fields[] = {"risk", "control", "job", "place", "team", "drug"};
	const struct field_def *field = entity_field(&resident_def, fields[pick(s, 0, 5)]);
	struct resident r;
	struct did d = {"correct a person", RC_OK, ROWS_SOME};

	d.rc = resident_get(o->st, &o->actor, somebody(s), &r, &s->f->err);
	if (d.rc == RC_OK) {
		walk_value(&s->w, field, &r, clock_today());
		free(r.note);
		r.note = mem_printf("第%d步", s->step);
		d.rc = resident_save(o->st, &o->actor, &r, &s->f->err);
	}
	entity_clear(&resident_def, &r);
	return d;
}

static struct did another_order(struct sim *s, struct at_desk *o) {
	struct treatment_order order;
	struct did d = {"add an order", RC_OK, 1};

	entity_init(&order_def, &order);
	order.resident.id = somebody(s);
	order.kind = code_of(chance(s, 50) ? "detox" : "rehab");
	order.ordered = some_day(s);
	order.reported = chance(s, 70) ? order.ordered : DATE_NONE;
	d.rc = order_save(o->st, &o->actor, &order, &s->f->err);
	entity_clear(&order_def, &order);
	return d;
}

static struct did change_state(struct sim *s, struct at_desk *o) {
	static const char *const to[] = {"suspended", "executing", "suspended", "executing", "terminated", "released", "moved"};
	struct treatment_order order;
	struct did d = {"change a state", order_current(o->st, &o->actor, somebody(s), &order, &s->f->err), 1};

	if (d.rc == RC_OK && chance(s, 20))
		d.rc = order_take_back(o->st, &o->actor, order.rec.id, order.rec.ver, "录入有误", &s->f->err);
	else if (d.rc == RC_OK)
		d.rc = set_state(o->st, &o->actor, order.rec.id, order.rec.ver, to[pick(s, 0, chance(s, 80) ? 3 : 6)], some_day(s), "试",
		                 "试字1号", &s->f->err);
	entity_clear(&order_def, &order);
	return d;
}

static struct did undo(struct sim *s, struct at_desk *o) {
	struct undone undone;

	return (struct did){"undo", undo_last(o->st, &o->actor, &undone, &s->f->err), ROWS_SOME};
}

static struct did look(struct sim *s, struct at_desk *o) {
	long long whom = somebody(s);
	enum rc rc = chance(s, 50) ? resident_look(o->st, &o->actor, whom, &s->f->err)
	                           : resident_reveal(o->st, &o->actor, whom, "id_no", "核对", &s->f->err);

	return (struct did){"look", rc, 1, .looked = whom};
}

static struct did batch(struct sim *s, struct at_desk *o) {
	const struct duty_kind_def *kind = &duty_kind_table[pick(s, 0, 1)];
	struct entry_answer answers[ENTRY_ANSWERS];
	struct entry_row *rows = NULL;
	size_t n = 0, saved = 0;
	struct did d = {"entry session", entry_due(o->st, &o->actor, kind, clock_today(), &rows, &n, &s->f->err), 0};

	entry_answers(kind, answers);
	for (size_t i = 0; i < n && i < BATCH; i++) {
		rows[i].reg = answers[0].reg;
		rows[i].rec = mem_zalloc(1, rows[i].reg->entity->size);
		entity_init(rows[i].reg->entity, rows[i].rec);
		((struct event *)rows[i].rec)->resident.id = rows[i].resident;
		((struct event *)rows[i].rec)->occurred = clock_today();
		entry_fill(kind, &answers[0], &rows[i], "试", rows[i].rec);
	}
	if (d.rc == RC_OK && n > 0)
		d.rc = entry_save(o->st, &o->actor, kind, rows, n, &saved, &s->f->err);
	d.rows = (long long)saved;
	for (size_t i = 0; i < n; i++)
		entry_row_clear(&rows[i]);
	free(rows);
	return d;
}

static struct did change_team(struct sim *s, struct at_desk *o) {
	struct together_row rows[2] = {{.resident = somebody(s)}, {.resident = somebody(s)}};
	size_t done = 0;
	struct did d = {"change of team", RC_OK, 0};

	d.rc = together_team(o->st, &o->actor, rows, rows[0].resident == rows[1].resident ? 1 : 2,
	                     team_find(o->st, chance(s, 50) ? "第1小组" : "第2小组"), NULL, &done, &s->f->err);
	d.rows = done ? ROWS_SOME : 0;
	return d;
}

/* A draft leaves no entry; the line drops and the officer finds it again. */
static struct did line_drops(struct sim *s, struct at_desk *o) {
	struct draft d = {.form = mem_strdup("talk"), .text = mem_printf("第%d步", s->step), .state = DRAFT_OPEN}, found = {.id = 0};
	long long whom = d.resident = somebody(s);
	enum rc rc = draft_save(o->st, &o->actor, &d, &s->f->err);
	int i = (int)(o - s->who);

	get_up(s, i);
	sit_down(s, i);
	work_as(s, i);
	if (rc == RC_OK && o->st) {
		if (draft_find(o->st, &o->actor, "talk", 0, whom, 0, &found, &s->f->err) != RC_OK || strcmp(found.text, d.text) != 0)
			fail_msg("seed %u, step %d: a draft was lost with the line", s->seed, s->step);
		draft_drop(o->st, &o->actor, &found, &s->f->err);
	}
	draft_clear(&d);
	draft_clear(&found);
	return (struct did){"line drops", RC_OK, 0};
}

static struct did seal_or_open(struct sim *s, struct at_desk *o) {
	struct did d = {"ask to open a sealed file", RC_OK, ROWS_SOME};
	struct ids waiting = {0};
	long long request, sealed = made_number(s->w.db, "SELECT coalesce(max(id), 0) FROM resident WHERE sealed IS NOT NULL");

	if (!sealed || chance(s, 50)) {
		d.what = "seal";
		d.rc = seal_set(o->st, &o->actor, somebody(s), "办结", &s->f->err);
		return d;
	}
	if (approval_waiting(o->st, &o->actor, &waiting, &s->f->err) == RC_OK && waiting.n > 0 && chance(s, 60)) {
		d.what = "answer";
		d.rc = approval_decide(o->st, &o->actor, waiting.v[0], chance(s, 50), &s->f->err);
		ids_clear(&waiting);
		return d;
	}
	ids_clear(&waiting);
	d.rc = station_unseal(o->st, &o->actor, sealed, &request, &s->f->err);
	if (d.rc == RC_DENIED && strcmp(s->f->err.id, "approval.waits") == 0)
		d = (struct did){"ask to open a sealed file", RC_OK, ROWS_ANY};
	return d;
}

static struct did send_month(struct sim *s, struct at_desk *o) {
	struct date month = date_add_months(date_month_start(clock_today()), -1);
	struct report r = {.count = 0};
	struct sent before = {.id = 0}, next = {.id = 0};
	struct did d = {"send a month", report_make(o->st, &o->actor, month, date_month_end(month), &r, &s->f->err), 1};

	if (d.rc == RC_OK)
		d.rc = sent_draft(o->st, &o->actor, &r, &before, &next, &s->f->err);
	if (d.rc == RC_OK)
		d.rc = sent_send(o->st, &o->actor, &next, NULL, &s->f->err);
	sent_clear(&before);
	sent_clear(&next);
	report_clear(&r);
	return d;
}

static struct did export(struct sim *s, struct at_desk *o) {
	char path[160];
	long rows = 0;
	struct export_options e = {.reg = event_table[pick(s, 0, 4)].id, .path = path, .reason = "上报"};

	snprintf(path, sizeof path, "%s/out.csv", s->f->dir);
	struct did d = {"export", export_write(o->st, &o->actor, &e, &rows, NULL, &s->f->err), 1};

	unlink(path);
	return d;
}

/* A bound is reached: the head is told in an entry of its own (rule 11.15). */
static struct did or_bound(struct sim *s, struct did d) {
	return d.rc == RC_DENIED && strcmp(s->f->err.id, "bound.past") == 0 ? (struct did){"a bound", RC_OK, ROWS_ANY} : d;
}

static struct did print_page(struct sim *s, struct at_desk *o) {
	struct ids people = {0};
	struct did d = {"print", RC_OK, 1};
	long long whom = somebody(s), seq = 0;
	struct disclosure page = {.kind = "file", .action = "print", .table = "resident", .record = whom, .people = &people,
	                          .fields = "name,id_no", .purpose = "归档", .access = ACT_PRINT, .page = true};

	ids_add(&people, whom);
	ids_add(&people, chance(s, 50) ? whom : somebody(s));
	d.rc = bound_take(o->st, &o->actor, BOUND_PAGES, 1, &s->f->err);
	if (d.rc == RC_OK)
		d.rc = disclosure_put(o->st, &o->actor, &page, &seq, &s->f->err);
	s->shown += d.rc == RC_OK;
	ids_clear(&people);
	return or_bound(s, d);
}

static struct did emergency(struct sim *s, struct at_desk *o) {
	return or_bound(s, (struct did){"emergency", glass_open(o->st, &o->actor, somebody(s), "急", &s->f->err), ROWS_SOME});
}

static struct did log_in(struct sim *s, struct at_desk *o) {
	struct did d = {"log in and out", session_begin(o->st, &o->actor, 4000 + s->step, "boot", "none", &s->f->err), 2};

	if (d.rc == RC_OK)
		d.rc = session_end(o->st, &o->actor, chance(s, 50) ? "left" : "lost", &s->f->err);
	return d;
}

static struct did next_day(struct sim *s, struct at_desk *o) {
	int days = pick(s, 1, 9);

	clock_set_today(date_add_days(clock_today(), days));
	s->days += days;
	return (struct did){"next day", RC_OK, 0};
}

static const struct {
	struct did (*act)(struct sim *s, struct at_desk *o);
	int weight;
} acts[] = {
	{add_record, 16}, {open_form, 26}, {save_form, 26}, {void_form, 10}, {add_person, 3}, {edit_person, 8}, {another_order, 4},
	{change_state, 6}, {undo, 5}, {look, 8}, {batch, 4}, {change_team, 3}, {line_drops, 3}, {seal_or_open, 4},
	{send_month, 3}, {export, 2}, {log_in, 3}, {print_page, 3}, {emergency, 2}, {next_day, 25},
};

static struct did act(struct sim *s, struct at_desk *o) {
	int total = 0, at;

	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		total += acts[i].weight;
	at = pick(s, 0, total - 1);
	for (size_t i = 0;; at -= acts[i++].weight)
		if (at < acts[i].weight)
			return acts[i].act(s, o);
}

/* ---- disasters ---- */

/* What is left on the disk: after a kill all that was written, after a power cut what was synced and, of the rest, anything. */
static void what_is_left(struct sim *s, bool power, struct disk *out) {
	size_t n;
	const struct disk_op *ops = disk_log(&n);

	disk_copy(out, power ? disk_base() : disk_live());
	for (size_t i = 0; power && i < n; i++) {
		bool synced = false;

		for (size_t k = i + 1; k < n && !synced; k++)
			synced = ops[k].kind == DISK_SYNC && ops[k].file == ops[i].file;
		if (synced || chance(s, 50))
			disk_do(out, &ops[i], !synced && ops[i].kind == DISK_WRITE && chance(s, 20) ? (int)(ops[i].n / 2) : DISK_WHOLE);
	}
}

static void start_again(struct sim *s, const struct disk *with) {
	struct disk d = {.count = 0};

	disk_copy(&d, with);
	desks_leave(s);
	disk_fail(0, false);
	disk_load(&d);
	disk_free(&d);
	desks_sit(s);
}

/* The machine dies at some call of the action, or later. */
static struct did act_and_die(struct sim *s, struct at_desk *o) {
	struct disk left = {.count = 0};
	bool power = chance(s, 60);
	struct did d;

	disk_fail(pick(s, 1, 60), false);
	d = act(s, o);
	d.died = d.rc != RC_OK || disk_has_failed();
	what_is_left(s, power, &left);
	start_again(s, &left);
	disk_free(&left);
	if (d.rec) /* the form went with its officer */
		d.def = NULL;
	d.rec = NULL;
	s->deaths++;
	s->cuts += power;
	return d;
}

static struct did act_on_full_disk(struct sim *s, struct at_desk *o) {
	struct did d;

	disk_fail(pick(s, 1, 30), true);
	d = act(s, o);
	d.died = disk_has_failed();
	s->full += d.died;
	disk_fail(0, false);
	if (!o->st)
		sit_down(s, (int)(o - s->who));
	return d;
}

/* A dead battery, or somebody's hand: set back, or so far ahead that it is seen. Nothing is dated until the clock was put
 * right and the head said so (rule 12.17); what was set back by less than anybody can see still comes after the last entry. */
static struct did act_at_wrong_time(struct sim *s, struct at_desk *o) {
	struct date today = clock_today();
	struct date wrong = date_add_days(today, chance(s, 50) ? -pick(s, 1, 400) : pick(s, 46, 400));
	struct clock_state clock;
	struct did d;

	s->jumps++;
	do { /* something else than a day further */
		clock_set_today(wrong);
		station_clock(s->who[0].st, &clock);
		d = act(s, o);
	} while (strcmp(d.what, "next day") == 0);
	d.doubted = clock.doubted;
	clock_set_today(today);
	return d;
}

/* Also where nobody was in for long. */
static void put_clock_right(struct sim *s) {
	struct at_desk *head = &s->who[0];
	struct clock_state clock;

	station_clock(head->st, &clock);
	if (!clock.doubted)
		return;
	struct did d = {"confirm the clock", clock_confirm(head->st, &head->actor, "已与手机对时", &s->f->err), 1};

	if (d.rc != RC_OK)
		fail_msg("seed %u, step %d: the clock is not confirmed: %s", s->seed, s->step, s->f->err.text);
	s->doing = d.what;
	mirror_check(s, &d);
}

/* ---- a run ---- */

static void break_something(struct sim *s) {
	if (fault == 1 && s->step == 40)
		made_sql(s->w.db, "UPDATE resident SET note = 'x' WHERE id = (SELECT min(id) FROM resident)");
	if (fault == 2 && s->step == 40)
		made_sql(s->w.db, "DELETE FROM due WHERE resident = (SELECT min(resident) FROM due)");
}

static void one_step(struct sim *s) {
	struct at_desk *o = work_as(s, pick(s, 0, SIM_OFFICERS - 1));
	int what = pick(s, 0, 99);
	struct did d;

	disk_settle();
	break_something(s);
	s->doing = "act";
	if (what >= 8 && what < 10)
		d = act_at_wrong_time(s, o);
	else if (what < 5)
		d = act_and_die(s, o);
	else if (what < 8)
		d = act_on_full_disk(s, o);
	else
		d = act(s, o);
	s->doing = d.what;
	s->acts += d.rc == RC_OK;
	s->refused += d.rc != RC_OK;
	mirror_check(s, &d);
	put_clock_right(s);
	if (what < 5 && chance(s, 25))
		mirror_sound(s);
	if (s->step % computed_each == 0) {
		s->doing = "computing anew";
		disk_settle();
		mirror_computed(s);
	}
	if (s->step == steps_all / 3 || s->step == steps_all * 2 / 3) {
		d = s->backup ? machine_lost(s) : machine_backup(s);
		s->doing = d.what;
		mirror_check(s, &d);
		put_clock_right(s);
	}
}

static void begin(struct sim *s, struct fixture *f, unsigned seed) {
	static const char *const logins[SIM_OFFICERS] = {"wang", "li", "zhang", "zhao", "chen", "yang", "zhou", "sun"};
	static const char *const roles[SIM_OFFICERS] = {"head", "officer", "officer", "officer", "officer", "head", "auditor", "reader"};

	*s = (struct sim){.f = f, .seed = seed};
	sim_seed(seed);
	for (int i = 0; i < SIM_OFFICERS; i++) {
		s->who[i].login = logins[i];
		s->who[i].role = roles[i];
	}
	settings(f, "[time]\nahead_days = 366\n"); /* the seed's first day */
	for (int i = 1; i < SIM_OFFICERS; i++) {
		char *name = mem_printf("干事%d", i);

		station_officer(f, logins[i], name, roles[i]);
		free(name);
	}
	walk_begin(&s->w, f, seed);
	for (int i = WALK_PEOPLE; i < PEOPLE; i++) {
		struct date ordered = walk_day(&s->w, date_add_days(clock_today(), -400), clock_today());

		walk_person(&s->w, i, i % 3 ? "detox" : "rehab", ordered, ordered);
	}
	walk_end(&s->w);
	settings(f, seed % 3 == 0 ? "[access]\ncaseload = strict\npages_a_day = 2\nglass_a_day = 1\n"
	                          : "[access]\npages_a_day = 2\n");
	station_close(f->st);
	desks_sit(s);
	long long ignored;

	OK(due_rebuild(f->st, &f->actor, &ignored, &f->err)); /* made before the station counted from where it does */
	mirror_take(s);
}

static struct sim sum;

static void sum_up(const struct sim *s) {
	sum.days += s->days;
	sum.acts += s->acts;
	sum.refused += s->refused;
	sum.deaths += s->deaths;
	sum.cuts += s->cuts;
	sum.full += s->full;
	sum.jumps += s->jumps;
	sum.restores += s->restores;
	sum.conflicts += s->conflicts;
	sum.looked += s->looked;
	sum.shown += s->shown;
	sum.mirror.sent += s->mirror.sent;
}

static void run(unsigned seed) {
	void *state = NULL;
	struct sim s;

	disk_load(&(struct disk){.count = 0});
	sim_seed(seed);
	station_setup(&state);
	begin(&s, state, seed);
	for (s.step = 1; s.step <= (until ? until : steps_all); s.step++)
		one_step(&s);
	if (fault == 4)
		made_sql(s.w.db, "UPDATE resident SET note = 'x' WHERE id = (SELECT min(id) FROM resident)");
	mirror_sound(&s);
	sum_up(&s);
	desks_leave(&s);
	mirror_clear(&s.mirror);
	mirror_clear(&s.kept_mirror);
	free(s.backup);
	remove_folder(s.f->dir);
	free(s.f);
}

static void stations_hold(void **state) {
	void *first = NULL;

	station_setup(&first); /* made once, on the real disk */
	station_teardown(&first);
	disk_install();
	for (unsigned i = 0; i < seed_runs; i++)
		run(seed_first + i);
	print_message("%u stations from seed %u, %d steps each, %d days in all: %lld acts, %lld refused, %lld deaths (%lld power"
	              " cuts), %lld full disks, %lld clock jumps, %lld restores, %lld conflicts, %lld months sent, %lld pages,"
	              " %lld records proved: every invariant held\n", seed_runs, seed_first, until ? until : steps_all, sum.days, sum.acts, sum.refused,
	              sum.deaths, sum.cuts, sum.full, sum.jumps, sum.restores, sum.conflicts, sum.mirror.sent,
	              sum.shown, sum.looked);
}

int main(int argc, char **argv) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(stations_hold)};

	for (int i = 1; i + 1 < argc; i += 2) {
		long n = strtol(argv[i + 1], NULL, 10);

		if (strcmp(argv[i], "--seed") == 0)
			seed_first = (unsigned)n;
		else if (strcmp(argv[i], "--runs") == 0)
			seed_runs = (unsigned)n;
		else if (strcmp(argv[i], "--steps") == 0)
			steps_all = (int)n;
		else if (strcmp(argv[i], "--until") == 0)
			until = (int)n;
		else if (strcmp(argv[i], "--each") == 0)
			computed_each = (int)n;
		else if (strcmp(argv[i], "--fault") == 0)
			fault = (unsigned)n;
	}
	return cmocka_run_group_tests_name("sim", tests, NULL, NULL);
}

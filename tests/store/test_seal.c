/* Sealed people, requests and emergencies: who sees whom, generated from the registers so that new ones are covered.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include <sqlite3.h>

#include "core/clock.h"
#include "core/tr.h"
#include "exchange/import/register.h"
#include "model/person/seal.h"
#include "model/report/report.h"
#include "model/rules/due.h"
#include "model/rules/worklist.h"
#include "model/station/approval.h"

/* A row in every table that belongs to a resident, with whatever its columns demand. */
static void fill_registers(struct fixture *f, long long resident, long long order) {
	add_gatherings(f);
	for (const struct event_def *e = event_table; e->entity; e++) {
		struct str columns = {0}, values = {0};
		char *text;

		for (size_t i = 0; i < e->entity->count; i++) {
			const struct field_def *fd = &e->entity->fields[i];

			if (strcmp(fd->name, "resident") == 0 || strcmp(fd->name, "order_id") == 0)
				continue;
			str_addf(&columns, ", \"%s\"", fd->name);
			switch (fd->type) {
			case FT_DATE:
				str_add(&values, ", '2026-11-20'");
				break;
			case FT_INT:
			case FT_MONEY:
				str_add(&values, ", 1");
				break;
			case FT_REF:
				str_add(&values, fd->flags & F_REQUIRED ? ", 1" : ", NULL");
				break;
			case FT_CODE:
				str_addf(&values, ", '%s'", fd->codes->items[0].code);
				break;
			case FT_TEXT:
			case FT_NOTE:
			case FT_IDNO:
			case FT_PHONE:
				str_add(&values, ", 'canary'");
				break;
			}
		}
		text = mem_printf("INSERT INTO %s (id, uid, ver, seq, recorded_at, source, resident, order_id%s) VALUES"
		                  " (900, '%.26s', 1, 1, 1, 'typed', %lld, %lld%s)",
		                  e->entity->name, str_text(&columns), "00000000000000000000000000", resident, order,
		                  str_text(&values));
		alter_saved(f, text);
		free(text);
		str_clear(&columns);
		str_clear(&values);
	}
}

static bool has(const struct ids *ids, long long id) {
	for (size_t i = 0; i < ids->n; i++) {
		if (ids->v[i] == id)
			return true;
	}
	return false;
}

/* In how many of everything that can be asked the person is met. */
static int met(struct fixture *f, long long resident, long long order, const char *number) {
	int n = 0;
	struct resident r;
	struct treatment_order o;
	struct ids ids = {0};
	enum match m;
	long long id = 0;

	n += resident_get(f->st, &f->actor, resident, &r, &f->err) == RC_OK;
	entity_clear(&resident_def, &r);
	n += resident_look(f->st, &f->actor, resident, &f->err) == RC_OK;
	n += resident_reveal(f->st, &f->actor, resident, "id_no", "核对", &f->err) == RC_OK;
	n += order_get(f->st, &f->actor, order, &o, &f->err) == RC_OK;
	entity_clear(&order_def, &o);
	n += order_current(f->st, &f->actor, resident, &o, &f->err) == RC_OK;
	entity_clear(&order_def, &o);
	for (const struct resident_view *v = resident_views; *v->id; v++) {
		const struct resident_query q = {.view = v->id};

		ids.n = 0;
		OK(resident_list(f->st, &f->actor, &q, &ids, &f->err));
		n += has(&ids, resident);
	}
	for (const char *const *word = (const char *const[]){"甲", "j", "990101", "canary", NULL}; *word; word++) {
		const struct resident_query q = {.find = *word};

		ids.n = 0;
		OK(resident_list(f->st, &f->actor, &q, &ids, &f->err));
		n += has(&ids, resident);
	}
	ids.n = 0;
	OK(station_choices(f->st, &f->actor, "resident", &ids, &f->err));
	n += has(&ids, resident);
	n += station_env(f->st)->ref_name(f->st, "resident", resident) != NULL;
	n += station_env(f->st)->ref_find(f->st, "resident", "甲") != 0;
	OK(resident_find_idno(f->st, &f->actor, number, &m, &id, &f->err));
	n += m == MATCH_FOUND;
	for (const struct event_def *e = event_table; e->entity; e++) {
		struct event *rec = mem_zalloc(1, e->entity->size);

		n += event_get(f->st, &f->actor, e, 900, rec, &f->err) == RC_OK;
		entity_clear(e->entity, rec);
		free(rec);
		ids.n = 0;
		(void)event_list(f->st, &f->actor, e, resident, 0, &ids, &f->err);
		n += has(&ids, 900);
		ids.n = 0;
		OK(event_list(f->st, &f->actor, e, 0, 0, &ids, &f->err));
		n += has(&ids, 900);
		OK(event_match_uid(f->st, &f->actor, e, "00000000000000000000000000", &m, &id, &f->err));
		n += m == MATCH_FOUND;
	}
	/* Everything that can be exported. */
	for (size_t k = 0; register_at(k); k++) {
		const struct register_def *reg = register_at(k);

		ids.n = 0;
		OK(reg->list(reg, f->st, &f->actor, &ids, &f->err));
		for (size_t i = 0; i < ids.n; i++)
			n += reg->event ? ids.v[i] == 900 : reg->ledger ? 0 : ids.v[i] == resident || ids.v[i] == order;
	}
	ids_clear(&ids);
	return n;
}

static void a_sealed_person_is_met_nowhere(void **state) { /* rule 11.8 */
	struct fixture *f = *state;
	long long resident = add_resident(f, "甲", 101), order = add_order(f, resident, "detox", "2020-01-05", "2020-01-10");
	struct report report;
	struct resident r;
	struct ids who = {0}, shown = {0};
	char number[32];
	long long sealed = 0, before;
	int open_count;

	fill_registers(f, resident, order);
	OK(resident_get(f->st, &f->actor, resident, &r, &f->err));
	snprintf(number, sizeof number, "%s", r.id_no);
	entity_clear(&resident_def, &r);
	open_count = met(f, resident, order, number);
	assert_true(open_count > 40); /* the questions do meet somebody who is not sealed */
	OK(report_make(f->st, &f->actor, day("2026-10-01"), day("2026-10-31"), &report, &f->err));
	before = (long long)report.count;
	report_clear(&report);

	REFUSED(seal_set(f->st, &f->actor, resident, "三年", &f->err), "seal.open");
	alter_saved(f, "UPDATE treatment_order SET state = 'released', ended = '2023-01-09'");
	REFUSED(seal_set(f->st, &f->actor, resident, "", &f->err), "access.reason");
	OK(seal_set(f->st, &f->actor, resident, "三年", &f->err));
	assert_int_equal(met(f, resident, order, number), 0);
	/* The same word as for somebody who is seen. */
	entity_init(&resident_def, &r);
	r.name = mem_strdup("乙");
	r.id_no = mem_strdup(number);
	REFUSED(resident_save(f->st, &f->actor, &r, &f->err), "resident.exists");
	entity_clear(&resident_def, &r);

	/* Counted all the same, and a number that opens its names says how many are sealed. */
	OK(report_make(f->st, &f->actor, day("2020-10-01"), day("2020-10-31"), &report, &f->err));
	assert_true(report.count > 0 || before == 0);
	report_clear(&report);
	ids_add(&who, resident);
	OK(report_names(f->st, &f->actor, &who, &shown, &sealed, &f->err));
	assert_int_equal(shown.n, 0);
	assert_int_equal(sealed, 1);
	ids_clear(&who);
	ids_clear(&shown);
}

static void ask(struct approval *r, long long resident) {
	entity_init(&approval_def, r);
	r->resident.id = resident;
	r->unit = mem_strdup("县公安局");
	r->document = mem_strdup("公函2026-7");
	r->article = mem_strdup("治安管理处罚法136");
	r->reason = mem_strdup("办案查询");
}

/* First day of the month it really is, or of one beside it: answers carry the real time. */
static struct date real_month(int months) {
	struct date d = DATE_NONE;
	char when[20];

	clock_format_ms(clock_now_ms(), when);
	when[8] = '0';
	when[9] = '1';
	when[10] = '\0';
	assert_true(date_parse_iso(when, &d));
	return date_add_months(d, months);
}

static void alone_a_paper_is_the_second_person(void **state) { /* rule 11.7 */
	struct fixture *f = *state;
	long long resident = add_resident(f, "甲", 101);
	struct approval r;
	struct resident person;
	struct report report;

	alter_saved(f, "UPDATE resident SET control = '03'");
	OK(seal_set(f->st, &f->actor, resident, "死亡", &f->err));
	ask(&r, resident);
	OK(seal_open(f->st, &f->actor, &r, &f->err));
	assert_true(code_is(r.single, "yes"));
	entity_clear(&approval_def, &r);
	/* for whom it was opened stands in the person's own account (rule 11.16) */
	assert_int_equal(number(f, "SELECT count(*) FROM disclosed JOIN disclosure USING (seq) WHERE kind = 'unseal'"
	                           " AND recipient IS NOT NULL AND purpose IS NOT NULL"), 1);
	OK(resident_get(f->st, &f->actor, resident, &person, &f->err));
	entity_clear(&resident_def, &person);
	OK(seal_set(f->st, &f->actor, resident, "死亡", &f->err));

	/* The month's return counts it; not that of another month. */
	OK(report_make(f->st, &f->actor, real_month(0), date_month_end(real_month(0)), &report, &f->err));
	assert_int_equal(report.single, 1);
	report_clear(&report);
	OK(report_make(f->st, &f->actor, real_month(-1), date_month_end(real_month(-1)), &report, &f->err));
	assert_int_equal(report.single, 0);
	report_clear(&report);

	/* An auditor and a reader answer nothing: with them there still is but one officer. */
	station_officer(f, "zhao", "zhao", "auditor");
	station_officer(f, "sun", "sun", "reader");
	ask(&r, resident);
	OK(seal_open(f->st, &f->actor, &r, &f->err));
	assert_true(code_is(r.single, "yes"));
	entity_clear(&approval_def, &r);
	OK(seal_set(f->st, &f->actor, resident, "死亡", &f->err));
}

static void opening_wants_papers_and_a_second_person(void **state) { /* rules 11.7, 11.8 */
	struct fixture *f = *state;
	long long resident = add_resident(f, "甲", 101), id;
	struct approval r;
	struct fixture li;
	struct ids waiting = {0};

	alter_saved(f, "UPDATE resident SET control = '03'");
	OK(seal_set(f->st, &f->actor, resident, "死亡", &f->err));
	ask(&r, resident);
	free(r.article);
	r.article = NULL;
	REFUSED(seal_open(f->st, &f->actor, &r, &f->err), "seal.papers");
	entity_clear(&approval_def, &r);

	/* Two: asked, answered by the other, then done, once. */
	settings(f, "[access]\nsecond_days = 0\n");
	station_officer(f, "li", "li", "officer");
	ask(&r, resident);
	REFUSED(seal_open(f->st, &f->actor, &r, &f->err), "approval.waits");
	id = r.rec.id;
	entity_clear(&approval_def, &r);
	ask(&r, resident);
	REFUSED(seal_open(f->st, &f->actor, &r, &f->err), "approval.waits"); /* not a second request */
	entity_clear(&approval_def, &r);
	OK(approval_waiting(f->st, &f->actor, &waiting, &f->err));
	assert_int_equal(waiting.n, 1);
	ids_clear(&waiting);
	REFUSED(approval_decide(f->st, &f->actor, id, true, &f->err), "approval.own");
	li = open_as(f, "li");
	ask(&r, resident);
	REFUSED(seal_open(li.st, &li.actor, &r, &f->err), "access.denied");
	entity_clear(&approval_def, &r);
	OK(approval_decide(li.st, &li.actor, id, true, &f->err));
	REFUSED(approval_decide(li.st, &li.actor, id, false, &f->err), "approval.answered");
	/* The yes was to this document, article and reason: another one is another request. */
	for (int i = 0; i < 4; i++) {
		char **const words[] = {&r.unit, &r.document, &r.article, &r.reason};

		ask(&r, resident);
		free(*words[i]);
		*words[i] = mem_strdup("另一个");
		REFUSED(seal_open(f->st, &f->actor, &r, &f->err), "approval.waits");
		assert_int_not_equal(r.rec.id, id);
		entity_clear(&approval_def, &r);
	}
	ask(&r, resident);
	OK(seal_open(f->st, &f->actor, &r, &f->err));
	entity_clear(&approval_def, &r);
	OK(resident_look(f->st, &f->actor, resident, &f->err));
	OK(seal_set(f->st, &f->actor, resident, "死亡", &f->err));
	ask(&r, resident);
	REFUSED(seal_open(f->st, &f->actor, &r, &f->err), "approval.waits"); /* used up */
	entity_clear(&approval_def, &r);
	station_close(li.st);
}

static void the_rules_propose(void **state) { /* rule 11.8 */
	struct fixture *f = *state;
	long long free_since = add_resident(f, "甲", 101), used = add_resident(f, "乙", 103), dead = add_resident(f, "丙", 105);
	long long moved = add_resident(f, "丁", 107), lately = add_resident(f, "戊", 109), open = add_resident(f, "己", 111);
	const char *const pairs[] = {"occurred", "2024-05-05", "result", "pos", NULL};
	struct seal_proposals p;
	struct ids found = {0};
	char text[160];

	for (long long id = free_since; id <= open; id++)
		add_order(f, id, "detox", "2020-01-05", "2020-01-10");
	OK(try_event(f, "test", used, pairs, NULL));
	alter_saved(f, "UPDATE treatment_order SET state = 'released', ended = '2023-01-09'");
	snprintf(text, sizeof text, "UPDATE resident SET control = '03' WHERE id = %lld", dead);
	alter_saved(f, text);
	snprintf(text, sizeof text, "UPDATE treatment_order SET state = 'moved', ended = '2026-10-23' WHERE resident = %lld", moved);
	alter_saved(f, text);
	snprintf(text, sizeof text, "UPDATE treatment_order SET state = 'moved', ended = '2026-10-24' WHERE resident = %lld", lately);
	alter_saved(f, text);
	snprintf(text, sizeof text, "UPDATE treatment_order SET state = 'executing', ended = NULL WHERE resident = %lld", open);
	alter_saved(f, text);
	OK(seal_propose(f->st, &f->actor, &p, &f->err));
	for (size_t i = 0; i < p.n; i++)
		ids_add(&found, p.v[i].resident);
	assert_int_equal(p.n, 3);
	assert_true(has(&found, free_since) && has(&found, dead) && has(&found, moved));
	assert_int_equal(p.v[1].cause, SEAL_DEATH);
	ids_clear(&found);
	seal_proposals_clear(&p);
}

static void break_glass_reads_for_half_an_hour(void **state) { /* rule 11.11 */
	struct fixture *f = *state;
	long long resident = add_resident(f, "甲", 101);
	const char *const pairs[] = {"occurred", "2026-11-20", "result", "neg", NULL};
	struct fixture li;
	struct ids waiting = {0};

	add_order(f, resident, "detox", "2026-01-05", "2026-01-10");
	station_officer(f, "li", "li", "officer");
	put_settings(f, "[access]\ncaseload = strict\n");
	li = open_as(f, "li");
	REFUSED(resident_look(li.st, &li.actor, resident, &f->err), "access.case");
	REFUSED(glass_open(li.st, &li.actor, resident, " ", &f->err), "access.reason");
	OK(glass_open(li.st, &li.actor, resident, "家属来电", &f->err));
	OK(resident_look(li.st, &li.actor, resident, &f->err));
	assert_int_equal(try_event(&li, "test", resident, pairs, NULL), RC_DENIED);
	assert_string_equal(li.err.id, "access.case");
	OK(approval_waiting(f->st, &f->actor, &waiting, &f->err));
	assert_int_equal(waiting.n, 1);
	alter_saved(f, "UPDATE approval SET until = until - 1800001");
	REFUSED(resident_look(li.st, &li.actor, resident, &f->err), "access.case");
	OK(approval_decide(f->st, &f->actor, waiting.v[0], true, &f->err)); /* reviewed; it stays shut */
	REFUSED(resident_look(li.st, &li.actor, resident, &f->err), "access.case");
	ids_clear(&waiting);
	station_close(li.st);
}

static void a_reveal_wants_a_reason(void **state) { /* rule 11.4 */
	struct fixture *f = *state;
	long long resident = add_resident(f, "甲", 101);

	REFUSED(resident_reveal(f->st, &f->actor, resident, "id_no", NULL, &f->err), "access.reason");
	REFUSED(resident_reveal(f->st, &f->actor, resident, "id_no", "  ", &f->err), "access.reason");
	OK(resident_reveal(f->st, &f->actor, resident, "id_no", "核对身份", &f->err));
	REFUSED(resident_reveal(f->st, &f->actor, 4711, "id_no", "核对身份", &f->err), "resident.not-found");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(a_sealed_person_is_met_nowhere),
		STATION_TEST(alone_a_paper_is_the_second_person),
		STATION_TEST(opening_wants_papers_and_a_second_person),
		STATION_TEST(the_rules_propose),
		STATION_TEST(break_glass_reads_for_half_an_hour),
		STATION_TEST(a_reveal_wants_a_reason),
	};

	tr_set_lang(LANG_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT
 * The station itself: another name, villages joined and parted and found by names they had, settings and rhythms changed
 * in the file.
 */
#include "store/station.h"

#include "model/access/audit.h"
#include "model/person/place.h"
#include "model/report/report_table.h"
#include "model/report/sent.h"
#include "model/settings.h"

enum { PEOPLE = 9, VILLAGES = 3 };

struct town {
	long long people[PEOPLE], places[VILLAGES];
};

static long long add_sorted_place(struct fixture *f, const char *name, long long sort_no) {
	struct place p;
	long long id;

	entity_init(&place_def, &p);
	p.name = mem_strdup(name);
	p.sort_no = sort_no;
	OK(place_save(f->st, &f->actor, &p, &f->err));
	id = p.rec.id;
	entity_clear(&place_def, &p);
	return id;
}

static void settle(struct fixture *f, long long id, long long place) {
	struct resident r;

	OK(resident_get(f->st, &f->actor, id, &r, &f->err));
	r.place.id = place;
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
}

/* Three villages of three, all tested in October; of the first village one is sealed. */
static void fill(struct fixture *f, struct town *t) {
	clock_set_today(day("2026-03-10"));
	for (int i = 0; i < VILLAGES; i++) {
		char name[32];

		snprintf(name, sizeof name, "试村%d", i);
		t->places[i] = add_place(f, name);
	}
	for (int i = 0; i < PEOPLE; i++) {
		char name[32];

		snprintf(name, sizeof name, "试%d", i);
		t->people[i] = add_resident(f, name, 100 + i);
		settle(f, t->people[i], t->places[i % VILLAGES]);
		add_order(f, t->people[i], "detox", "2026-03-01", "2026-03-10");
	}
	clock_set_today(day(STATION_DAY));
	for (int i = 0; i < PEOPLE; i++)
		add_event(f, "test", t->people[i], PAIRS("occurred", "2026-10-20", "result", "neg"));
	alter_saved(f, "UPDATE resident SET recorded_at = recorded_at - 8640000000"); /* not opened on the day itself */
	alter_saved(f, "UPDATE resident SET sealed = '2026-11-22' WHERE name = '试0'");
}

/* Every number of October by village, as it would be sent; or what was sent of it, whole. */
static char *october(struct fixture *f, bool send) {
	struct str out = {0};
	struct report r;
	struct sent before, next;

	OK(report_make(f->st, &f->actor, day("2026-10-01"), day("2026-10-31"), &r, &f->err));
	OK(sent_draft(f->st, &f->actor, &r, &before, &next, &f->err));
	if (send)
		OK(sent_send(f->st, &f->actor, &next, NULL, &f->err));
	for (size_t i = 0; i < next.line_count; i++)
		str_addf(&out, "%s %s %lld/%lld\n", next.figures[next.lines[i].figure],
		         next.places[next.lines[i].place].uid, next.lines[i].numerator, next.lines[i].denominator);
	sent_clear(&before);
	sent_clear(&next);
	report_clear(&r);
	return str_take(&out);
}

static void all_holds(struct fixture *f) {
	struct audit_holds holds;

	OK(audit_check_all(f->st, &f->actor, &holds, &f->err));
}

static long long living(struct fixture *f, long long place) {
	char *sql = mem_printf("SELECT count(*) FROM resident WHERE place = %lld", place);
	long long n = number(f, sql);

	free(sql);
	return n;
}

/* ---- villages ---- */

#define STATED "SELECT count(*) FROM stated WHERE voided_at IS NULL AND occurred = '" STATION_DAY "'"

/* Those of the past keep the village, in every number of every month; today's are the other's; taken back all is as it
 * was, but for who was moved meanwhile. */
static void joined_and_parted(void **state) { /* rule 18.2 */
	struct fixture *f = *state;
	struct town t;
	char *before, *after;
	long long moved = 0;
	struct actor officer;

	fill(f, &t);
	before = october(f, false);
	assert_non_null(strstr(before, " 3/"));
	play(f, &officer, "officer");
	REFUSED(place_join(f->st, &officer, t.places[0], t.places[1], &moved, &f->err), "access.denied");
	REFUSED(place_join(f->st, &f->actor, t.places[0], t.places[0], &moved, &f->err), "place.itself");
	REFUSED(place_part(f->st, &f->actor, t.places[0], &moved, &f->err), "place.apart");

	OK(place_join(f->st, &f->actor, t.places[0], t.places[1], &moved, &f->err));
	assert_int_equal(moved, 3);
	assert_int_equal(living(f, t.places[0]), 0);
	assert_int_equal(living(f, t.places[1]), 6); /* who is sealed too */
	after = october(f, false);
	assert_string_equal(after, before);
	free(after);
	REFUSED(place_join(f->st, &f->actor, t.places[0], t.places[2], &moved, &f->err), "place.joined");
	REFUSED(place_join(f->st, &f->actor, t.places[2], t.places[0], &moved, &f->err), "place.gone");
	all_holds(f);

	settle(f, t.people[3], t.places[2]);
	settle(f, t.people[6], t.places[2]);
	settle(f, t.people[6], t.places[1]); /* back by hand: it stays */
	OK(place_part(f->st, &f->actor, t.places[0], &moved, &f->err));
	assert_int_equal(moved, 1);
	assert_int_equal(living(f, t.places[0]), 1);
	assert_int_equal(living(f, t.places[1]), 4);
	assert_int_equal(living(f, t.places[2]), 4);
	REFUSED(place_part(f->st, &f->actor, t.places[0], &moved, &f->err), "place.apart");
	after = october(f, false);
	assert_string_equal(after, before);
	all_holds(f);
	free(after);
	free(before);
}

/* On the day itself nothing of it stays. */
static void taken_back_at_once(void **state) { /* rule 18.2 */
	struct fixture *f = *state;
	struct town t;
	long long moved = 0, was;

	fill(f, &t);
	was = number(f, STATED);
	OK(place_join(f->st, &f->actor, t.places[0], t.places[1], &moved, &f->err));
	assert_int_equal(number(f, STATED), was + 3);
	OK(place_part(f->st, &f->actor, t.places[0], &moved, &f->err));
	assert_int_equal(moved, 3);
	assert_int_equal(number(f, STATED), was);
	assert_int_equal(living(f, t.places[0]), 3);
	assert_int_equal(number(f, "SELECT count(*) FROM place WHERE replaced_by IS NOT NULL OR active = 'no'"), 0);
	all_holds(f);
}

static void rename_place(struct fixture *f, long long id, const char *name) {
	struct place p;

	OK(place_get(f->st, &f->actor, id, &p, &f->err));
	free(p.name);
	p.name = mem_strdup(name);
	OK(place_save(f->st, &f->actor, &p, &f->err));
	entity_clear(&place_def, &p);
}

static void found_by_names_they_had(void **state) { /* rule 18.3 */
	struct fixture *f = *state;
	long long a = add_sorted_place(f, "甲村", 2), b = add_sorted_place(f, "乙村", 1), c = add_place(f, "丙村"), moved;
	struct place_line lines[1];
	struct ids all = {0};

	OK(place_list(f->st, &f->actor, &all, &f->err));
	assert_true(all.v[0] == b && all.v[1] == a && all.v[2] == c); /* by their numbers, then by name */
	ids_clear(&all);
	rename_place(f, a, "甲社区");
	assert_int_equal(place_find(f->st, "甲村"), a);
	rename_place(f, a, "新甲社区");
	OK(places_get(f->st, &f->actor, &a, 1, lines, &f->err));
	assert_string_equal(lines[0].former, "甲社区、甲村");
	place_line_clear(&lines[0]);
	OK(place_join(f->st, &f->actor, a, b, &moved, &f->err));
	OK(place_join(f->st, &f->actor, b, c, &moved, &f->err));
	assert_int_equal(place_find(f->st, "新甲社区"), c);
	assert_int_equal(place_find(f->st, "甲村"), c);
	assert_int_equal(place_find(f->st, "乙村"), c);
	rename_place(f, c, "丁村");
	b = add_place(f, "丙村");
	assert_int_equal(place_find(f->st, "丙村"), b); /* a name in use comes first */
	rename_place(f, b, "戊村");
	assert_int_equal(place_find(f->st, "丙村"), 0); /* two had it */
}

/* The first of a list of ids is this one. */
static void assert_first(struct ids *ids, long long id) {
	assert_true(ids->n > 1 && ids->v[0] == id);
	ids_clear(ids);
}

/* One number puts a village first wherever villages stand in a row. */
static void in_the_stations_order(void **state) { /* rule 18.6 */
	struct fixture *f = *state;
	struct resident_query q = {.view = "open", .sort = SORT_PLACE};
	struct ids ids = {0};
	struct report_table table;
	struct report r;
	struct sent before, next;
	struct town t;
	struct place p;

	fill(f, &t);
	OK(place_get(f->st, &f->actor, t.places[2], &p, &f->err));
	p.sort_no = 1;
	OK(place_save(f->st, &f->actor, &p, &f->err));
	entity_clear(&place_def, &p);
	OK(station_choices(f->st, &f->actor, "place", &ids, &f->err));
	assert_first(&ids, t.places[2]);
	OK(resident_list(f->st, &f->actor, &q, &ids, &f->err));
	assert_first(&ids, t.people[2]);
	OK(report_make(f->st, &f->actor, day("2026-10-01"), day("2026-10-31"), &r, &f->err));
	report_table_make(&r, report_kind_month(), ROWS_BY_VILLAGE, station_env(f->st), &table);
	assert_string_equal(table.names[0], "试村2");
	assert_string_equal(table.names[1], "试村0");
	report_table_clear(&table);
	OK(sent_draft(f->st, &f->actor, &r, &before, &next, &f->err));
	assert_string_equal(next.places[1].name, "试村2");
	sent_clear(&before);
	sent_clear(&next);
	report_clear(&r);
}

static char *ini(struct fixture *f, const char *suffix) {
	char *path = mem_printf("%s/s.ini%s", f->dir, suffix);
	struct str text = {0};

	OK(file_read(path, 1 << 20, &text, &f->err));
	free(path);
	return str_take(&text);
}

static void forget_old(struct fixture *f) {
	char *path = mem_printf("%s/s.ini.old", f->dir);

	assert_int_equal(unlink(path), 0);
	free(path);
}

/* ---- the station's name ---- */

static void renamed(void **state) { /* rule 18.1 */
	struct fixture *f = *state;
	struct station_name n;
	struct ids all = {0};
	struct sent s;
	struct town t;
	char *text;

	fill(f, &t);
	free(october(f, true));
	entity_init(&station_name_def, &n);
	n.name = mem_strdup("示范街道");
	n.since = day("2026-11-23");
	REFUSED(station_rename(f->st, &f->actor, &n, &f->err), "station.since");
	n.since = day("2026-11-20");
	OK(station_rename(f->st, &f->actor, &n, &f->err));
	rename_place(f, t.places[0], "新村");
	assert_string_equal(station_name(f->st), "示范街道");
	reopen(f);
	assert_string_equal(station_name(f->st), "示范街道");
	OK(station_names(f->st, &f->actor, &all, &f->err));
	assert_int_equal(all.n, 2);
	assert_int_equal(number(f, "SELECT count(*) FROM station_name WHERE name = '示范镇' AND since = '" STATION_DAY "'"), 1);
	OK(sent_get(f->st, &f->actor, day("2026-10-01"), -1, &s, &f->err));
	assert_string_equal(s.station, "示范镇");
	assert_string_equal(s.places[1].name, "试村0");
	text = ini(f, "");
	assert_non_null(strstr(text, "name = \"示范街道\""));
	free(text);
	forget_old(f);
	all_holds(f);
	sent_clear(&s);
	ids_clear(&all);
	entity_clear(&station_name_def, &n);
}

/* ---- settings ---- */

static void assert_ini(struct fixture *f, const char *suffix, const char *expected) {
	char *text = ini(f, suffix);

	assert_string_equal(text, expected);
	free(text);
}

#define PUT(section, key, value) settings_put(f->st, &f->actor, &(struct setting){section, key, value}, 1, &f->err)
#define WRITTEN "# ours\n[Rules]\nhead_days = 20 ; as the county says\n\n# more\n[access]\nlock_after=60\n"

static void settings_in_the_file(void **state) { /* rule 18.4 */
	struct fixture *f = *state;
	struct actor officer;
	char *old;

	settings(f, WRITTEN "[code.drug]\nglue = 胶水\n");
	play(f, &officer, "officer");
	REFUSED(settings_put(f->st, &officer, &(struct setting){"rules", "head_days", "9"}, 1, &f->err), "access.denied");
	OK(PUT("rules", "head_days", "40"));
	OK(PUT("rules", "visits", "two"));
	OK(PUT("access", "lock_after", NULL));
	OK(PUT("backup", "second", "/media/'u盘'"));
	assert_ini(f, "", "# ours\n[Rules]\nhead_days = 40 ; as the county says\nvisits = two\n\n# more\n[access]\n"
	                  "[code.drug]\nglue = 胶水\n\n[backup]\nsecond = \"/media/'u盘'\"\n");
	old = ini(f, ".old");
	assert_null(strstr(old, "backup"));
	free(old);
	REFUSED(PUT("rules", "head_days", "0"), "conf.number");
	REFUSED(PUT("rules", "visits", "three"), "conf.choice");
	REFUSED(PUT("rules", "figures", "1"), "conf.key");
	REFUSED(PUT("backup", "second", "a\\b"), "conf.value");
	REFUSED(PUT("figures", "able", "nobody"), "figures.set");
	assert_ini(f, "", "# ours\n[Rules]\nhead_days = 40 ; as the county says\nvisits = two\n\n# more\n[access]\n"
	                  "[code.drug]\nglue = 胶水\n\n[backup]\nsecond = \"/media/'u盘'\"\n");
	assert_int_equal(conf_int(station_conf(f->st), "rules", "head_days"), 20); /* until the next start */
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'settings.put' AND detail ="
	                           " 'rules.head_days=20>40' AND result = 'ok'"), 1);
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'settings.put' AND instr(detail, 'media')"), 0);
	forget_old(f);
}

static void rhythms_from_a_day_on(void **state) { /* rule 18.5 */
	struct fixture *f = *state;
	struct rhythm_change r = {.profile = "regular", .kind = "talk", .times = "24", .basis = "县通知", .since = day("2026-11-21")};
	struct settings s;
	struct schedule schedule;
	struct str times = {0};

	settings(f, "[rules]\nhead_days = 20\n");
	REFUSED(settings_put_rhythm(f->st, &f->actor, &r, &f->err), "settings.past");
	r.since = day("2026-12-01");
	r.basis = " ";
	REFUSED(settings_put_rhythm(f->st, &f->actor, &r, &f->err), "settings.basis");
	r.basis = "县通知";
	r.times = "25";
	REFUSED(settings_put_rhythm(f->st, &f->actor, &r, &f->err), "conf.profile");
	r.times = "24";
	OK(settings_put_rhythm(f->st, &f->actor, &r, &f->err));
	r.kind = "visit";
	r.times = "12, 12";
	OK(settings_put_rhythm(f->st, &f->actor, &r, &f->err));
	assert_ini(f, "", "[rules]\nhead_days = 20\n\n[profile.regular@2026-12-01]\ntalk = \"24\"\nbasis = \"县通知\"\n"
	                  "visit = \"12, 12\"\n");
	OK(settings_read(f->st, &f->actor, &s, &f->err));
	profile_schedule(s.profiles, code_of("detox"), 36, "talk", &schedule);
	schedule_format(schedule_rule_at(&schedule, day("2026-11-30")), &times);
	str_addc(&times, '|');
	schedule_format(schedule_rule_at(&schedule, day("2026-12-01")), &times);
	assert_string_equal(str_text(&times), "12|24");
	str_clear(&times);
	settings_clear(&s);
	forget_old(f);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(joined_and_parted), STATION_TEST(taken_back_at_once), STATION_TEST(found_by_names_they_had),
		STATION_TEST(in_the_stations_order), STATION_TEST(renamed), STATION_TEST(settings_in_the_file), STATION_TEST(rhythms_from_a_day_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

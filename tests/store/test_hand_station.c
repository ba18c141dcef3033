/* SPDX-License-Identifier: MIT
 * A station of twelve, worked out by hand: October 2026, asked on 2026-11-22. Everybody comes in through the use cases;
 * every figure is compared with its number and its names, every rate with its text.
 *
 *    sex, age on 10-31   substance, risk, control, work   order
 * A  man 36              heroin     high 01 farm          detox reported 2026-01-10, agreed
 * B  woman 26            meth       mid  01 none          rehab reported 2025-07-12, agreed
 * C  man 51              ketamine   low  02 none          detox reported 2025-09-20, suspended since 2026-09-01
 * D  man 17              other      -    -  school        detox, served 2026-10-12, not reported: deadline 10-27
 * E  woman 66            opium      -    03 retired       detox reported 2026-03-31, terminated 2026-10-20
 * F  man 38              MDMA       high 01 company       rehab of 24 months from 2024-10-20, released 2026-10-20
 * G  man 30              cannabis   mid  01 none, company from 10-15 with our help
 *                                                         detox, served 2026-10-03, reported 10-08, agreed
 * H  woman 34            etomidate  low  01 away          rehab taken over, served 2026-09-26, reported 10-14: 3 days late
 * I  man 46              heroin     low  05 own business  detox 2023-05-06 to 2026-05-05, released 2026-05-06
 * J  man 41              spice      mid  06 none          detox reported 2026-02-01, moved 2026-10-10
 * K  woman 47            -          mid  04 public post   detox reported 2026-08-15
 * L  man 56              morphine   high 01 other         rehab reported 2025-11-01
 *
 * Windows that end in October (4.1): A 09-10..10-09, tested 09-15: done. B, in the second year of rehab, 07-12..10-11, no
 * test: missed. F 08-20..10-19, tested 09-01: done. Not asked for: E 09-30..10-30 and J 10-01..10-31, the order was over.
 * Excused: K 09-15..10-14, detained on its last day; L 09-01..10-31, in prison on its last day. C has 09-20..11-19, G 10-08..11-07, H
 * 10-14..12-13: not ended. So 3 due, 2 done, 1 missed.
 *
 * Windows of visits that end in October (5.2; calendar months): A the 10th month, visited: done. B, in the second year,
 * 09-01..10-31; F the last one, 10-01..10-19; G 10-08..10-31; H 10-14..10-31: missed. Excused: C suspended, E and J over, K
 * detained on 20 of 31 days, L in prison on the last.
 *
 * M has no order yet: what is counted of M has a row of its own.
 *
 * Dossiers (6): A has everything on 10-15; C too, the suspension with its number and the day of the agreement by its paper; of
 * B the plan came on 11-05.
 */
#include "store/station.h"

#include "model/event/dossier.h"
#include "model/ledger/ledger.h"
#include "model/report/report_table.h"

static const struct {
	const char *sex, *birth, *drug, *risk, *control, *job;
	const char *kind, *ordered, *served, *reported, *agreed, *months, *taken_from;
	const char *state, *since; /* what came of the order; NULL: nothing */
} people[] = {
	{"m", "1990-05-01", "heroin", "high", "01", "farm", "detox", "2026-01-05", "2026-01-05", "2026-01-10", "2026-01-10"},
	{"f", "1999-11-01", "meth", "mid", "01", "none", "rehab", "2025-07-10", "2025-07-10", "2025-07-12", "2025-07-15"},
	{"m", "1975-02-03", "ketamine", "low", "02", "none", "detox", "2025-09-18", "2025-09-18", "2025-09-20", "", "", "",
	 "suspended", "2026-09-01"},
	{"m", "2009-06-01", "other", "", "", "school", "detox", "2026-10-10", "2026-10-12", ""},
	{"f", "1960-01-01", "opium", "", "03", "80", "detox", "2026-03-30", "2026-03-30", "2026-03-31", "", "", "",
	 "terminated", "2026-10-20"},
	{"m", "1988-08-08", "mdma", "high", "01", "company", "rehab", "2024-10-15", "2024-10-15", "2024-10-20", "", "24", "",
	 "released", "2026-10-20"},
	{"m", "1995-12-31", "cannabis", "mid", "01", "none", "detox", "2026-10-01", "2026-10-03", "2026-10-08", "2026-10-09"},
	{"f", "1992-02-29", "etomidate", "low", "01", "away", "rehab", "2026-09-25", "2026-09-26", "2026-10-14", "", "", "邻县"},
	{"m", "1980-07-07", "heroin", "low", "05", "self", "detox", "2023-05-01", "2023-05-01", "2023-05-06", "", "", "",
	 "released", "2026-05-06"},
	{"m", "1985-01-15", "spice", "mid", "06", "none", "detox", "2026-01-30", "2026-01-30", "2026-02-01", "", "", "", "moved",
	 "2026-10-10"},
	{"f", "1979-03-03", "", "mid", "04", "public", "detox", "2026-08-10", "2026-08-10", "2026-08-15"},
	{"m", "1970-10-31", "morphine", "high", "01", "90", "rehab", "2025-10-28", "2025-10-28", "2025-11-01"},
};
enum { PEOPLE = sizeof people / sizeof *people };

/* Records, by person. */
static const struct {
	char who;
	const char *reg, *pairs[15];
} events[] = {
	{'A', "test", {"occurred", "2026-09-15", "result", "neg"}},
	{'A', "test", {"occurred", "2026-10-15", "result", "neg"}},
	{'A', "talk", {"occurred", "2026-10-05", "channel", "face"}},
	{'A', "document", {"occurred", "2026-01-10", "kind", "order"}},
	{'A', "document", {"occurred", "2026-01-10", "kind", "team"}},
	{'A', "document", {"occurred", "2026-10-15", "kind", "plan"}},
	{'A', "assessment", {"occurred", "2026-07-01", "kind", "half", "level", "high"}},
	{'B', "document", {"occurred", "2025-07-12", "kind", "order"}},
	{'B', "document", {"occurred", "2025-07-12", "kind", "team"}},
	{'B', "document", {"occurred", "2026-11-05", "kind", "plan"}},
	{'B', "talk", {"occurred", "2026-01-05", "channel", "phone"}},
	{'B', "visit", {"occurred", "2026-01-06", "visited", "试B", "relation", "self", "met", "found"}},
	{'B', "assessment", {"occurred", "2026-01-07", "kind", "half", "level", "mid"}},
	{'C', "document", {"occurred", "2025-09-20", "kind", "order"}},
	{'C', "document", {"occurred", "2025-09-20", "kind", "agreement"}},
	{'C', "document", {"occurred", "2025-09-20", "kind", "team"}},
	{'C', "document", {"occurred", "2025-09-20", "kind", "plan"}},
	{'C', "document", {"occurred", "2026-08-31", "kind", "testlog"}},
	{'C', "talk", {"occurred", "2026-08-05", "channel", "face"}},
	{'C', "visit", {"occurred", "2026-08-06", "visited", "试C", "relation", "self", "met", "found"}},
	{'C', "assessment", {"occurred", "2026-08-07", "kind", "half", "level", "low"}},
	{'A', "visit", {"occurred", "2026-10-06", "visited", "试A", "relation", "self", "met", "found"}},
	{'A', "visit", {"occurred", "2026-10-20", "visited", "试邻居", "relation", "neighbour", "met", "found"}},
	{'B', "test", {"occurred", "2026-10-20", "result", "pos"}},
	{'C', "search", {"occurred", "2026-10-12", "summary", "未找到", "met", "notfound"}},
	{'D', "police", {"occurred", "2026-10-29", "reason", "refusal", "covers", "2026-10-28", "to_whom", "试派出所",
	                 "sent", "2026-10-30"}},
	{'F', "test", {"occurred", "2026-09-01", "result", "neg"}},
	{'F', "use", {"occurred", "2026-10-12", "found_by", "police"}},
	{'I', "use", {"occurred", "2026-10-05", "found_by", "hospital"}},
	{'E', "use", {"occurred", "2026-03-29", "found_by", "hospital"}}, /* before any order: what it was made for */
	{'G', "work", {"occurred", "2026-10-15", "job", "company", "workplace", "试厂", "placed", "yes", "wage", "3200"}},
	{'G', "work", {"occurred", "2026-10-22", "job", "company", "wage", "3300"}}, /* the next: 3200 no more */
	{'H', "work", {"occurred", "2026-10-16", "job", "away", "wage", "4000.50"}},
	{'G', "report", {"occurred", "2026-10-20", "period", "half"}},
	{'H', "leave", {"occurred", "2026-10-18", "reason", "探亲", "destination", "邻县", "leave_from", "2026-10-20", "leave_to",
	                "2026-10-28", "approver", "王干事", "approved_on", "2026-10-19"}},
	{'K', "phone", {"occurred", "2026-10-05", "reached", "yes"}},
	{'K', "custody", {"occurred", "2026-09-20", "until", "2026-10-20", "kind", "detained"}},
	{'K', "warning", {"occurred", "2026-08-20", "kind", "refused", "another", "yes"}},
	{'K', "warning", {"occurred", "2026-09-01", "kind", "evaded", "another", "yes"}},
	{'K', "warning", {"occurred", "2026-10-25", "kind", "refused", "another", "yes"}},
	{'K', "police", {"occurred", "2026-10-24", "reason", "breach", "covers", "2026-10-24", "to_whom", "试派出所",
	                 "sent", "2026-10-26"}},
	{'L', "custody", {"occurred", "2026-10-25", "kind", "prison"}},
	{'L', "leave", {"occurred", "2026-10-02", "reason", "务工", "destination", "邻县", "leave_from", "2026-10-05", "leave_to",
	                "2026-10-12"}},
	{'L', "aid", {"occurred", "2026-10-10", "kind", "training", "amount", "300.50"}},
	{'L', "aid", {"occurred", "2026-10-11", "kind", "allowance", "amount", "500"}},
	/* After the order ended: I in May, J on the 10th, F on the 20th. */
	{'I', "talk", {"occurred", "2026-10-07", "channel", "face"}},
	{'I', "aid", {"occurred", "2026-10-12", "kind", "relief", "amount", "100"}},
	{'J', "phone", {"occurred", "2026-10-15", "reached", "yes"}},
	{'F', "visit", {"occurred", "2026-10-25", "visited", "试F", "relation", "self", "met", "found"}},
	/* The registers of rule 9.26. */
	{'M', "pickup", {"occurred", "2026-09-20", "release_on", "2026-10-20", "centre", "试所"}},
	{'H', "pickup", {"occurred", "2026-09-20", "release_on", "2026-10-02", "centre", "试所", "fetched", "2026-10-02"}},
	{'D', "intake", {"occurred", "2026-10-01", "came_by", "police", "decision", "register"}},
	{'J', "move", {"occurred", "2026-10-10", "direction", "out", "other_station", "试邻站"}},
	{'A', "dual", {"occurred", "2026-05-01", "here_as", "home", "other_station", "试邻站"}},
	{'C', "lost", {"occurred", "2026-10-03", "found", "2026-10-30"}},
	{'A', "grid", {"occurred", "2026-01-10", "grid", "一格"}},
	{'B', "grid", {"occurred", "2026-01-10", "grid", "二格", "until", "2026-10-15"}},
	{'A', "checkin", {"occurred", "2026-02-01", "kind", "registered"}},
	{'A', "checkin", {"occurred", "2026-10-31", "kind", "month", "days_due", "31", "days_done", "28"}},
	{'A', "checkin", {"occurred", "2026-10-05", "kind", "day"}},
	{'A', "plan", {"occurred", "2026-02-01"}},
	{'A', "measure", {"occurred", "2026-09-01", "what", "试一", "who", "试员", "due_on", "2026-10-10", "done_on", "2026-10-09"}},
	{'A', "measure", {"occurred", "2026-09-01", "what", "试二", "who", "试员", "due_on", "2026-10-20"}},
	{'A', "review", {"occurred", "2026-10-12", "kind", "half"}},
	{'B', "help_case", {"occurred", "2026-10-05", "kind", "allowance"}},
	{'L', "help_case", {"occurred", "2026-08-01", "kind", "allowance", "decided", "2026-10-06", "result", "granted",
	                    "amount", "500", "paid_from", "2026-10-10"}},
	{'G', "help_case", {"occurred", "2026-09-01", "kind", "business", "decided", "2026-10-15", "result", "granted",
	                    "waived", "300"}},
	{'K', "help_case", {"occurred", "2026-09-01", "kind", "medical", "decided", "2026-10-20", "result", "refused"}},
	{'L', "hardship", {"occurred", "2026-01-01", "kind", "poor"}},
	{'B', "hardship", {"occurred", "2026-01-01", "kind", "illness", "until", "2026-10-10"}},
	{'K', "care", {"occurred", "2026-10-21", "facility", "试院", "reason", "试"}},
	{'A', "referral", {"occurred", "2026-10-12", "institution", "试院"}},
	{'A', "maintenance", {"occurred", "2026-03-01", "drug", "methadone", "clinic", "试所"}},
	{'A', "pair", {"occurred", "2026-02-01", "cadre", "试干部"}},
	{'C', "pair", {"occurred", "2026-02-01", "cadre", "试干部"}},
	{'A', "counsel", {"occurred", "2026-10-13", "counsellor", "试师"}},
	{'A', "counsel", {"occurred", "2026-10-20", "counsellor", "试师"}},
	{'L', "family", {"occurred", "2026-10-26", "way", "video", "relative_name", "试亲"}},
	{'B', "family", {"occurred", "2026-10-08", "way", "letter", "relative_name", "试亲"}},
	{'B', "family", {"occurred", "2026-10-09", "way", "phone", "relative_name", "试亲"}},
	{'A', "labour", {"occurred", "2026-10-14", "hours", "3"}},
	{'B', "relief", {"occurred", "2026-10-01", "amount", "200"}},
	{'I', "followup", {"occurred", "2026-10-20", "way", "phone", "spoken_to", "self", "county", "试县", "family", "good",
	                   "community", "good", "used_again", "no"}},
	{'F', "intake", {"occurred", "2026-10-02", "came_by", "police", "decision", "elsewhere"}},
	{'I', "intake", {"occurred", "2026-10-03", "came_by", "police", "decision", "open"}},
	{'B', "attendance", {"occurred", "2026-10-09", "activity", "2026-10-09 试一", "result", "present"}},
	{'B', "attendance", {"occurred", "2026-10-10", "activity", "2026-10-10 试二", "result", "present"}},
	{'C', "attendance", {"occurred", "2026-10-10", "activity", "2026-10-10 试二", "result", "absent"}},
	{'A', "attendance", {"occurred", "2026-10-14", "activity", "2026-10-14 试七", "result", "passed", "certificate", "试证"}},
	{'G', "attendance", {"occurred", "2026-10-14", "activity", "2026-10-14 试七", "result", "present"}},
	{'G', "attendance", {"occurred", "2026-10-15", "activity", "2026-10-14 试七", "result", "present"}},
	{'H', "attendance", {"occurred", "2026-10-14", "activity", "2026-10-14 试七", "result", "absent"}},
	{'K', "attendance", {"occurred", "2026-10-13", "activity", "2026-10-13 试六", "result", "present"}},
	{'A', "round_line", {"occurred", "2026-10-05", "round", "试轮", "met", "found", "found_as", "here"}},
	{'C', "round_line", {"occurred", "2026-10-05", "round", "试轮", "met", "notfound", "found_as", "lost"}},
	{'D', "round_line", {"occurred", "2026-10-06", "round", "试轮", "met", "found"}},
	{'H', "round_line", {"occurred", "2026-10-05", "round", "试轮", "met", "found", "found_as", "province"}},
	{'L', "round_line", {"occurred", "2026-11-05", "round", "试轮", "met", "found", "found_as", "prison"}},
	/* The post is over. */
	{'K', "work", {"occurred", "2026-08-16", "job", "public", "until", "2026-10-10"}},
};

/* Of the station's own ledgers; what lies outside October counts only where it stands. */
static const struct {
	const char *reg, *pairs[15];
} ledgers[] = {
	{"session", {"occurred", "2026-10-09", "kind", "lecture", "title", "试一", "sessions", "2", "people", "100", "materials", "300"}},
	{"session", {"occurred", "2026-10-10", "kind", "theme", "title", "试二", "sessions", "3", "people", "40"}},
	{"session", {"occurred", "2026-09-30", "kind", "lecture", "title", "试三", "sessions", "9", "people", "9"}},
	{"session", {"occurred", "2026-10-11", "kind", "class", "title", "试四", "sessions", "3", "planned_sessions", "4", "people", "50"}},
	{"session", {"occurred", "2026-10-12", "kind", "hall", "title", "试五", "sessions", "1", "people", "45"}},
	{"session", {"occurred", "2026-10-13", "kind", "group", "title", "试六", "sessions", "3", "people", "20"}},
	{"session", {"occurred", "2026-10-14", "kind", "skill", "title", "试七", "sessions", "2", "people", "31"}},
	{"session", {"occurred", "2026-10-15", "kind", "staff", "title", "试八", "sessions", "1", "people", "12"}},
	{"session", {"occurred", "2026-10-16", "kind", "regular", "title", "试九", "sessions", "1", "people", "9"}},
	{"org", {"name", "试厂", "kind", "employer"}},
	{"org", {"name", "试场", "kind", "base", "since", "2026-01-01", "until", "2026-10-30"}},
	{"org", {"name", "试校一", "kind", "school", "connected", "yes"}},
	{"org", {"name", "试校二", "kind", "school"}},
	{"org", {"name", "试院", "kind", "centre", "capacity", "20"}},
	{"org", {"name", "试所", "kind", "hospital", "capacity", "5", "until", "2026-10-30"}},
	{"staff", {"name", "试甲", "kind", "full", "full_time", "yes", "since", "2026-01-01"}},
	{"staff", {"name", "试乙", "kind", "social", "full_time", "yes"}},
	{"staff", {"name", "试丙", "kind", "volunteer"}},
	{"unit", {"name", "试村", "kind", "village", "applied", "2025-01-01", "named", "2025-06-01"}},
	{"unit", {"name", "试小学", "kind", "school", "applied", "2025-01-01", "named", "2026-10-31"}},
	{"unit", {"name", "试局", "kind", "work", "applied", "2026-10-01"}},
	{"unit", {"name", "试企", "kind", "enterprise", "applied", "2025-01-01", "named", "2025-06-01", "withdrawn", "2026-10-15"}},
	{"money", {"occurred", "2026-09-01", "account", "fund", "way", "in", "amount", "500", "purpose", "budget"}},
	{"money", {"occurred", "2026-10-01", "account", "fund", "way", "in", "amount", "1000", "purpose", "donation"}},
	{"money", {"occurred", "2026-10-02", "account", "fund", "way", "in", "amount", "500", "purpose", "sales"}},
	{"money", {"occurred", "2026-10-03", "account", "fund", "way", "out", "amount", "300", "purpose", "grant"}},
	{"money", {"occurred", "2026-10-04", "account", "produce", "way", "in", "amount", "400", "purpose", "budget"}},
	{"money", {"occurred", "2026-10-05", "account", "produce", "way", "out", "amount", "200", "purpose", "purchase"}},
	{"round", {"title", "试轮", "kind", "sweep", "since", "2026-10-01", "households", "120", "checked", "90", "people", "300"}},
	{"round", {"title", "试轮二", "kind", "sweep", "since", "2026-10-02", "people_checked", "210", "found", "2", "taken_on", "1"}},
	{"value", {"what", "output", "since", "2026-10-01", "until", "2026-10-31", "reached", "12345"}},
	{"value", {"what", "satisfaction", "since", "2026-10-01", "until", "2026-12-31", "reached", "98"}},
	{"value", {"what", "satisfaction", "since", "2026-10-02", "until", "2026-12-31", "reached", "97"}},
	{"value", {"what", "score", "since", "2026-10-01", "until", "2026-10-31", "reached", "45", "most", "50"}},
	{"value", {"what", "population", "since", "2026-01-01", "until", "2026-12-31", "reached", "4000"}},
	{"session", {"occurred", "2026-10-17", "kind", "contest", "title", "试赛", "people", "30", "planned_people", "40"}},
	{"org", {"name", "试点", "kind", "point"}},
	{"org", {"name", "试校三", "kind", "school", "pupils", "200", "registered", "150"}},
	{"money", {"occurred", "2026-10-06", "account", "work", "way", "in", "amount", "900", "purpose", "budget"}},
	{"task", {"what", "试事", "who", "试甲", "until", "2026-10-20", "done_on", "2026-10-19"}},
	{"aftercare", {"occurred", "2026-10-09", "kind", "medical", "way", "phone", "mark", "甲"}},
	{"task", {"what", "试事二", "who", "试甲", "until", "2026-10-21"}},
};

static void add_ledger(struct fixture *f, const char *reg, const char *const *pairs) {
	const struct ledger_def *def = ledger_find_def(reg);
	void *rec = mem_zalloc(1, def->entity->size);

	entity_init(def->entity, rec);
	for (size_t i = 0; pairs[i]; i += 2)
		OK(field_parse(entity_field(def->entity, pairs[i]), rec, pairs[i + 1], station_env(f->st), &f->err));
	OK(ledger_save(f->st, &f->actor, def, rec, &f->err));
	entity_clear(def->entity, rec);
	free(rec);
}

/* Number and names of every figure. */
static const struct {
	const char *id;
	long long value;
	const char *names;
} figures[] = {
	{"register", 8, "ABCDGHKL"}, /* E, F, I, J are over */
	{"male", 5, "ACDGL"},
	{"female", 3, "BHK"},
	{"sex_unknown", 0, ""},
	{"register_new", 2, "DG"}, /* H was ordered in September */
	{"register_left", 3, "EFJ"},
	{"age_18_30", 2, "BG"}, /* B is 27 the day after, G 31 at the end of the year */
	{"age_31_50", 3, "AHK"},
	{"age_over_50", 2, "CL"},
	{"age_other", 1, "D"},
	{"drug_traditional", 3, "AGL"},
	{"drug_new", 3, "BCH"},
	{"drug_other", 2, "DK"},
	{"detox_executing", 3, "AGK"}, /* custody alone suspends nothing */
	{"detox_new", 1, "G"},
	{"detox_taken", 0, ""},
	{"detox_released", 0, ""}, /* I in May */
	{"detox_suspended", 1, "C"},
	{"detox_terminated", 1, "E"},
	{"detox_moved", 1, "J"},
	{"rehab_executing", 3, "BHL"},
	{"rehab_new", 1, "H"},
	{"rehab_taken", 1, "H"},
	{"rehab_released", 1, "F"},
	{"rehab_suspended", 0, ""},
	{"rehab_terminated", 0, ""},
	{"rehab_moved", 0, ""},
	{"awaiting", 1, "D"},
	{"report_overdue", 1, "D"},
	{"report_overdue_untold", 0, ""},
	{"report_overdue_told", 1, "D"}, /* sent on the 30th */
	{"deadlines", 3, "DGH"},         /* served + 15: 10-27, 10-18, 10-11 */
	{"reported_in_time", 1, "G"},
	{"agreed", 3, "ABG"},
	{"dossier_complete", 2, "AC"}, /* of B the plan was not there yet */
	{"risk_high", 2, "AL"},
	{"risk_mid", 3, "BGK"},
	{"risk_low", 2, "CH"},
	{"risk_none", 1, "D"},
	{"tests_should", 3, "ABF"},
	{"tests_done", 2, "AF"},
	{"tests_missing", 1, "B"}, /* the positive test of 10-20 lies in the next window */
	{"tests_excused", 2, "KL"}, /* E's and J's end after their orders */
	{"excused_suspended", 0, ""},
	{"excused_detained", 1, "K"},
	{"excused_prison", 1, "L"},
	{"excused_isolation", 0, ""},
	{"excused_ill", 0, ""},
	{"tests_taken", 2, "AB"},
	{"tests_positive", 1, "B"},
	{"relapse_after_release", 1, "I"},
	{"tested", 2, "AB"},
	{"without_use", 5, "ACGHK"}, /* B was positive, L is in prison */
	{"talks", 2, "AI"},
	{"visits", 3, "AF"},
	{"calls", 2, "JK"},
	{"calls_reached", 2, "JK"},
	{"self_reports", 1, "G"},
	{"searches", 1, "C"},
	{"visits_should", 5, "ABFGH"},
	{"visits_done", 1, "A"},
	{"visits_missing", 4, "BFGH"},
	{"talks_after", 1, "I"},
	{"visits_after", 1, "F"},
	{"calls_after", 1, "J"},
	{"people_after", 3, "FIJ"},
	{"met", 2, "AB"},           /* B by the test */
	{"visited_enough", 1, "A"}, /* two visits a month */
	{"leaves", 2, "HL"},
	{"on_leave", 0, ""},
	{"leave_overdue", 1, "H"}, /* nobody has seen him back; L was never given leave (rule 6.21) */
	{"warnings", 1, "K"},
	{"breach", 1, "K"}, /* the third refusal on 10-25 */
	{"breach_untold", 1, "K"}, /* what was sent on 10-26 covers 10-24 */
	{"breach_told", 0, ""},
	{"in_control", 4, "ABGH"}, /* L is in prison */
	{"lost", 1, "C"},
	{"died", 1, "E"},
	{"abstinent", 1, "I"},
	{"control_unknown", 1, "D"},
	{"isolation", 0, ""},
	{"prison", 1, "L"},
	{"detained", 0, ""}, /* K until the 20th */
	{"employed", 3, "AGH"}, /* K's post is over */
	{"placements", 1, "G"},
	{"placed", 1, "G"},
	{"aid_times", 3, "IL"},
	{"aid_people", 2, "IL"},
	{"aid_amount", 90050, "IL"}, /* 300.50 + 500 + 100 yuan */
	{"training_times", 1, "L"},
	{"training_people", 1, "L"},
	{"allowance_people", 1, "L"},
	{"allowance_in_force", 1, "L"}, /* rule 9.18 */
	{"relief_times", 1, "I"},
	{"aid_after", 1, "I"},
	{"released_from_centre", 2, "HM"},
	{"fetched", 1, "H"},
	{"intakes", 3, "DFI"},
	{"places_taken", 1, "K"},
	{"in_community", 1, "K"},
	{"places_offered", 20, ""}, /* the other until the 30th */
	{"intakes_not", 1, "F"},
	{"intakes_open", 1, "I"},
	{"hardship_new", 0, ""},
	{"maintained_new", 0, ""},
	{"paired_new", 0, ""},
	{"publicity_attended", 1, "B"}, /* C was absent */
	{"publicity_visits", 2, "B"},
	{"course_attended", 2, "AG"},
	{"course_visits", 3, "AG"},
	{"course_passed", 1, "A"},
	{"certificates", 1, "A"},
	{"group_attended", 1, "K"},
	{"round_people", 4, "ACDH"}, /* L in November */
	{"intakes_taken", 1, "D"},
	{"moved_out", 1, "J"},
	{"moved_in", 0, ""},
	{"dual", 1, "A"},
	{"newly_lost", 1, "C"},
	{"found_again", 1, "C"},
	{"in_grid", 1, "A"}, /* B until the 15th */
	{"app_registered", 1, "A"},
	{"checkins_due", 31, "A"},
	{"checkins_done", 28, "A"},
	{"checkin_days", 1, "A"},
	{"planned", 1, "A"},
	{"measures_due", 2, "A"},
	{"measures_done", 1, "A"},
	{"plan_reviews", 1, "A"},
	{"cases_applied", 1, "B"},
	{"cases_granted", 2, "GL"},
	{"cases_refused", 1, "K"},
	{"cases_amount", 50000, "L"},
	{"startups", 1, "G"},
	{"fees_waived", 30000, "G"},
	{"aid_running", 1, "L"},
	{"allowance_running", 1, "L"},
	{"in_hardship", 1, "L"},
	{"out_of_hardship", 1, "B"},
	{"in_care", 1, "K"},
	{"care_new", 1, "K"},
	{"referrals", 1, "A"},
	{"maintained", 1, "A"},
	{"paired", 2, "AC"},
	{"counselled", 2, "A"},
	{"counselled_people", 1, "A"},
	{"family_contacts", 3, "BL"},
	{"family_phone", 1, "B"},
	{"family_video", 1, "L"},
	{"family_letter", 1, "B"},
	{"labour_times", 1, "A"},
	{"labour_hours", 3, "A"},
	{"relief_visits", 1, "B"},
	{"relief_people", 1, "B"},
	{"relief_amount", 20000, "B"},
	{"attended", 6, "ABGK"}, /* A and K once, B and G twice; C and H were absent */
	{"with_income", 2, "GH"},
	{"income_sum", 730050, "GH"},
	{"income_highest", 400050, "H"},
	{"followups", 1, "I"},
	{"followup_people", 1, "I"},
	{"followup_elsewhere", 1, "I"},
	{"followup_accepted", 1, "I"},
	{"followup_used", 0, ""},
	{"followups_due", 0, ""}, /* I: 08-06, 11-06; F: 2027-01-20 */
	{"followups_done", 0, ""},
	{"pairs_kept", 1, "A"}, /* nobody spoke with C in October */
	{"publicity", 6, ""},
	{"publicity_people", 170, ""},
	{"publicity_papers", 300, ""},
	{"lessons", 3, ""},
	{"lessons_planned", 4, ""},
	{"contest_people", 30, ""},
	{"contest_planned", 40, ""},
	{"hall_visitors", 45, ""},
	{"groups", 3, ""},
	{"group_people", 20, ""},
	{"courses", 2, ""},
	{"course_people", 31, ""},
	{"team_courses", 1, ""},
	{"team_people", 12, ""},
	{"meetings", 1, ""},
	{"partners", 1, ""}, /* the other until the 30th */
	{"schools", 3, ""},
	{"schools_connected", 1, ""},
	{"pupils", 200, ""},
	{"pupils_registered", 150, ""},
	{"points", 1, ""},
	{"full_time", 2, ""},
	{"volunteers", 1, ""},
	{"units_applied", 1, ""},
	{"units_named", 2, ""},
	{"units_village", 1, ""},
	{"units_work", 0, ""},
	{"units_town", 0, ""},
	{"units_school", 1, ""},
	{"units_enterprise", 0, ""},
	{"units_withdrawn", 1, ""},
	{"fund_income", 150000, ""},
	{"fund_sales", 50000, ""},
	{"fund_given", 30000, ""},
	{"fund_grants", 1, ""},
	{"produce_bought", 20000, ""},
	{"work_funds", 90000, ""},
	{"fund_balance", 170000, ""}, /* 500 yuan from before */
	{"sweep_households", 120, ""},
	{"sweep_checked", 90, ""},
	{"sweep_people", 300, ""},
	{"sweep_people_checked", 210, ""},
	{"sweep_found", 2, ""},
	{"sweep_taken", 1, ""},
	{"output", 1234500, ""},
	{"satisfaction_sum", 19500, ""},
	{"surveys", 2, ""},
	{"score_sum", 4500, ""},
	{"score_most", 5000, ""},
	{"population", 400000, ""},
	{"tasks_due", 2, ""},
	{"tasks_done", 1, ""},
	{"aftercare", 1, ""},
	{"executing", 6, "ABGHKL"},
	{"reported", 7, "ABCGHKL"},
	{"execution_base", 7, "ABCDGHK"}, /* E is dead, but over too; L is in prison */
	{"under_execution", 6, "ABCGHK"},
	{"located", 5, "ABGHK"}, /* of D nothing is known, C is lost, L is in prison */
	{"control_stated", 5, "ABCGH"},
	{"executed", 11, "ABCEFGHIJKL"}, /* D has not begun, I was released less than three years ago */
	{"found_using", 3, "BFI"},       /* F while the order ran, I after it */
	{"able", 7, "ABCGHKL"}, /* D goes to school */
	{"able_employed", 3, "AGH"},
	{"three_years", 1, "I"},
	{"three_clean", 0, ""}, /* I's count begins anew on 10-05 */
};
static const struct {
	const char *id, *text;
} rates[] = {
	{"report_rate", "33.3%"},     /* 1/3 */
	{"agreement_rate", "42.9%"},  /* 3/7 = 42.857 */
	{"execution_rate", "85.7%"},  /* 6/7 */
	{"control_rate", "62.5%"},    /* 5/8 */
	{"in_control_rate", "80.0%"}, /* 4/5 */
	{"lost_rate", "12.5%"},       /* 1/8 */
	{"test_rate", "66.7%"},       /* 2/3 */
	{"tested_rate", "33.3%"},     /* 2/6 */
	{"relapse_rate", "27.3%"},    /* 3/11 = 27.272 */
	{"met_rate", "33.3%"},        /* 2/6 */
	{"visit_rate", "20.0%"},      /* 1/5 */
	{"visited_rate", "16.7%"},    /* 1/6 */
	{"abstinence_rate", "0.0%"},  /* 0/1 */
	{"dossier_rate", "28.6%"},    /* 2/7 = 28.571 */
	{"employment_rate", "42.9%"}, /* 3/7 */
	{"fetched_rate", "50.0%"},
	{"grid_rate", "12.5%"}, /* 1/8 */
	{"app_rate", "12.5%"},
	{"checkin_rate", "90.3%"}, /* 28/31 */
	{"plan_rate", "12.5%"},
	{"measure_rate", "50.0%"},
	{"pair_rate", "25.0%"},
	{"pair_contact_rate", "50.0%"},
	{"followup_rate", "—"},
	{"income_mean", "3650.25"}, /* yuan */
	{"lesson_rate", "75.0%"},
	{"connected_rate", "33.3%"},
	{"sweep_rate", "75.0%"},
	{"contest_rate", "75.0%"},
	{"pupil_rate", "75.0%"},
	{"score_rate", "90.0%"},
	{"task_rate", "50.0%"},
	{"satisfaction", "97.50"},
	{"per_thousand", "2.00"}, /* 8 of 4,000 */
	{"occupancy_rate", "5.0%"}, /* 1/20 */
	{"staffing", "4"}, /* 8 of them, 2 workers */
};

static void set(struct fixture *f, const struct entity_def *def, void *rec, const char *field, const char *text) {
	OK(field_parse(entity_field(def, field), rec, text ? text : "", station_env(f->st), &f->err));
}

static void take_in(struct fixture *f, int i) {
	char name[8] = "试";
	struct treatment_order o;
	struct resident r;

	entity_init(&resident_def, &r);
	entity_init(&order_def, &o);
	name[strlen(name)] = (char)('A' + i);
	set(f, &resident_def, &r, "name", name);
	set(f, &resident_def, &r, "paper", "none");
	set(f, &resident_def, &r, "sex", people[i].sex);
	set(f, &resident_def, &r, "birth", people[i].birth);
	set(f, &resident_def, &r, "drug", people[i].drug);
	set(f, &resident_def, &r, "risk", people[i].risk);
	set(f, &resident_def, &r, "control", people[i].control);
	set(f, &resident_def, &r, "job", people[i].job);
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	assert_int_equal(r.rec.id, i + 1);
	o.resident.id = r.rec.id;
	set(f, &order_def, &o, "kind", people[i].kind);
	set(f, &order_def, &o, "ordered", people[i].ordered);
	set(f, &order_def, &o, "served", people[i].served);
	set(f, &order_def, &o, "reported", people[i].reported);
	set(f, &order_def, &o, "agreed", people[i].agreed);
	set(f, &order_def, &o, "months", people[i].months);
	set(f, &order_def, &o, "taken_from", people[i].taken_from);
	OK(order_save(f->st, &f->actor, &o, &f->err));
	if (people[i].state)
		OK(set_state(f->st, &f->actor, o.rec.id, o.rec.ver, people[i].state, day(people[i].since), "试",
		                   "试字1号", &f->err));
	entity_clear(&order_def, &o);
	entity_clear(&resident_def, &r);
}

static void take_all_in(struct fixture *f) {
	for (int i = 0; i < PEOPLE; i++)
		take_in(f, i);
	assert_int_equal(add_resident(f, "试M", PEOPLE + 1), PEOPLE + 1);
}

/* The ledgers first: whoever was there was there at something. */
static void add_all(struct fixture *f) {
	for (size_t i = 0; i < sizeof ledgers / sizeof *ledgers; i++)
		add_ledger(f, ledgers[i].reg, ledgers[i].pairs);
	for (size_t i = 0; i < sizeof events / sizeof *events; i++)
		add_event(f, events[i].reg, events[i].who - 'A' + 1, events[i].pairs);
}

static void every_figure_and_its_names(void **state) {
	struct fixture *f = *state;
	struct report r;

	alter(f, "UPDATE setting SET value = '2023-01-01' WHERE key = 'station.began'");
	take_all_in(f);
	add_all(f);
	OK(report_make(f->st, &f->actor, day("2026-10-01"), day("2026-10-31"), &r, &f->err));
	assert_int_equal(r.count, PEOPLE + 2); /* with M's row, and one of the station's own */
	for (size_t i = 0; i < figure_count; i++) {
		struct ids who = {0};
		char names[PEOPLE + 2] = "";
		size_t k = 0;
		long long n = figure_total(&figure_table[i], r.rows, r.count, &who);

		while (k < sizeof figures / sizeof *figures && strcmp(figures[k].id, figure_table[i].id) != 0)
			k++;
		if (k == sizeof figures / sizeof *figures)
			fail_msg("%s is not worked out", figure_table[i].id);
		for (size_t w = 0; w < who.n; w++)
			names[w] = (char)('A' + who.v[w] - 1);
		if (n != figures[k].value || strcmp(names, figures[k].names) != 0)
			fail_msg("%s: %lld %s instead of %lld %s", figures[k].id, n, names, figures[k].value, figures[k].names);
		ids_clear(&who);
	}
	assert_int_equal(figure_count, sizeof figures / sizeof *figures);
	assert_int_equal(rate_count, sizeof rates / sizeof *rates);
	for (size_t i = 0; i < rate_count; i++) {
		char text[RATE_BUF];

		assert_string_equal(rate_table[i].id, rates[i].id);
		rate_say(rates[i].id, figure_total(figure_find(rate_table[i].numerator), r.rows, r.count, NULL),
		         figure_total(figure_find(rate_table[i].denominator), r.rows, r.count, NULL), text);
		assert_string_equal(text, rates[i].text);
	}
	report_clear(&r);
}

/* The columns of 8.5 are what the lines of rounds found, each with its people, beside the households (rule 9.29). */
static void the_sweep_table_is_of_its_lines(void **state) {
	static const struct {
		const char *id;
		long long value;
		const char *names;
	} cells[] = {{"sweep_households", 120, ""}, {"sweep_checked", 90, ""},  {"round_people", 4, "ACDH"},
	             {"found_here", 1, "A"},        {"found_abroad", 0, ""},    {"found_province", 1, "H"},
	             {"found_prison", 0, ""},       {"found_isolation", 0, ""}, {"found_treatment", 0, ""},
	             {"found_custody", 0, ""},      {"found_clean", 0, ""},     {"found_lost", 1, "C"},
	             {"found_died", 0, ""},         {"found_other", 1, "D"},    {"detox_executing", 3, "AGK"},
	             {"rehab_executing", 3, "BHL"}, {"sweep_found", 2, ""},     {"sweep_taken", 1, ""}};
	struct fixture *f = *state;
	struct report r;
	struct report_table t;

	take_all_in(f);
	add_all(f);
	OK(report_make(f->st, &f->actor, day("2026-10-01"), day("2026-10-31"), &r, &f->err));
	report_table_make(&r, report_kind_find("sweep"), ROWS_BY_VILLAGE, station_env(f->st), &t);
	assert_int_equal(t.kind->column_count, sizeof cells / sizeof *cells);
	for (size_t i = 0; i < t.kind->column_count; i++) {
		struct ids who = {0};
		char names[PEOPLE + 2] = "";

		assert_string_equal(t.kind->columns[i].figure.id, cells[i].id);
		report_table_people(&t, &r, t.row_count - 1, i, &who);
		for (size_t w = 0; w < who.n; w++)
			names[w] = (char)('A' + who.v[w] - 1);
		if (report_table_cell(&t, t.row_count - 1, i) != cells[i].value || strcmp(names, cells[i].names) != 0)
			fail_msg("%s: %lld %s", cells[i].id, report_table_cell(&t, t.row_count - 1, i), names);
		ids_clear(&who);
	}
	report_table_clear(&t);
	report_clear(&r);
}

/* Today's figure counts the files that the dossier screen calls complete. */
static void the_dossier_and_its_figure_agree(void **state) {
	struct fixture *f = *state;
	struct report r;
	int complete = 0;

	take_all_in(f);
	add_all(f);
	OK(report_make(f->st, &f->actor, day("2026-11-01"), day("2026-11-30"), &r, &f->err));
	for (size_t i = 0; i < r.count; i++) {
		struct dossier d;

		if (!code_is(r.rows[i].state, "executing") && !code_is(r.rows[i].state, "suspended"))
			continue;
		OK(dossier_of(f->st, &f->actor, r.rows[i].person.resident, r.rows[i].order_id, &d, &f->err));
		assert_int_equal(r.rows[i].dossier, d.percent == 100);
		complete += r.rows[i].dossier;
	}
	assert_int_equal(complete, 3); /* A, B, C */
	report_clear(&r);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(every_figure_and_its_names),
		STATION_TEST(the_sweep_table_is_of_its_lines),
		STATION_TEST(the_dossier_and_its_figure_agree),
	};

	return cmocka_run_group_tests_name("hand station", tests, NULL, NULL);
}

/* The forms, row by row as they stand on paper. SPDX-License-Identifier: MIT */
#include "exchange/print/form.h"

#define WHO "r.name r.sex r.file_no"
#define WHO_ORDER "o.kind o.doc_no"
#define SIGN_WHO N_("Resident (signature): ")
#define SIGN_STAMP N_("Office (stamp): ")
#define SIGN_DAY N_("Date: ")

const struct print_form print_forms[] = {
	{
		.id = "f1", .title = N_("F1 Registration form"),
		.rows = {WHO, "r.alias r.birth r.education", "r.paper r.id_no",
		         "r.marital r.job r.workplace",
		         "r.phone r.other_contact", "r.registered", "r.address",
		         "r.place r.team r.risk",
		         "r.drug r.found r.isolations", "#0*2", "o.kind o.doc_no",
		         "o.authority o.ordered o.served",
		         "o.reported o.agreed o.months", "o.deducted s.term",
		         "o.police o.worker o.executed_at",
		         "o.state r.control r.hardship", "r.note*3"},
		.texts = {N_("History of use and treatment")},
		.tables = {{"relative", "relative_name:5 relation:4 phone:6 co_supervisor:4 "
		           "letter_on:5", 3}},
		.signs = {SIGN_WHO, N_("Registered by (signature): "), SIGN_STAMP, SIGN_DAY},
	}, {
		.id = "f2", .title = N_("F2 Record of drug tests"),
		.rows = {WHO, "r.id_no r.phone", "r.address"},
		.tables = {{"test", "no:2 occurred:4 place_text:5 sample:2 result:3 nature:3 "
		           "tester:5", 26}},
		.signs = {SIGN_STAMP, SIGN_DAY},
	}, {
		.id = "f3", .title = N_("F3 Record of a talk"), .of = "talk",
		.rows = {WHO, "r.address r.phone", "occurred occurred_time channel",
		         "place_text talker mood",
		         "summary*2", "content*14", "request*3", "next_plan*3", "note*3"},
		.signs = {SIGN_WHO, N_("Talked by (signature): "), SIGN_STAMP, SIGN_DAY},
	}, {
		.id = "f4", .title = N_("F4 Record of a visit"), .of = "visit",
		.rows = {WHO, "visited relation contact", "occurred occurred_time met",
		         "place_text visitor visitor2",
		         "family*5", "work*5", "opinion*4", "difficulty*4", "next_plan*3",
		         "note*3"},
		.signs = {N_("Person visited (signature): "), N_("Visitors (signature): "),
		          SIGN_STAMP, SIGN_DAY},
	}, {
		.id = "f5", .title = N_("F5 Request and approval of leave"), .of = "leave",
		.rows = {WHO, "r.id_no r.phone", WHO_ORDER, "occurred written out_of_county",
		         "reason*3",
		         "destination host contact", "leave_from leave_to s.days", "#0*4", "#1*4",
		         "leave_state approver approved_on", "extends_to returned", "note*3"},
		.texts = {N_("Opinion of the help team"), N_("Opinion of the office")},
		.signs = {SIGN_WHO, N_("Approved by (signature): "), SIGN_STAMP, SIGN_DAY},
	}, {
		.id = "f6", .title = N_("F6 Written warning, breach of the agreement"),
		.of = "warning",
		.rows = {WHO, "r.address r.phone", WHO_ORDER, "doc_no occurred",
		         "kind window_no another",
		         "away_from away_until", "place_text occurred_time", "summary*2",
		         "content*14",
		         "served witness", "note*3"},
		.signs = {SIGN_WHO, N_("Served by (signature): "), N_("Witness (signature): "),
		          SIGN_STAMP},
	}, {
		.id = "f7", .title = N_("F7 Assessment of risk"), .of = "assessment",
		.rows = {WHO, "r.drug r.control r.job", "occurred kind level", "score assessors",
		         "place_text",
		         "items*14", "summary*2", "content*6", "note*3"},
		.signs = {N_("Assessed by (signature): "),
		          N_("Head of the station (signature): "), SIGN_STAMP,
		          SIGN_DAY},
	}, {
		.id = "f8", .title = N_("F8 Plan of treatment and help"), .of = "plan",
		.rows = {WHO, "occurred drawn_by review_on", "situation*4", "family*2",
		         "history*3", "now*3",
		         "treatment*3", "counselling*3", "help*3", "goal*2", "note*1"},
		.tables = {{"measure", "what:8 who:4 due_on:4 done_on:4 outcome:4", 4},
		           {"review", "occurred:4 kind:3 by:5 result:8 next_on:4", 3}},
		.signs = {SIGN_WHO, N_("Drawn up by (signature): "), SIGN_STAMP, SIGN_DAY},
	}, {
		.id = "f9", .title = N_("F9 Help given"),
		.rows = {WHO, "r.phone r.job r.hardship", "r.address"},
		.tables = {{"aid", "no:2 occurred:4 kind:3 content:5 amount:3 goods:2 handler:3 "
		           "outcome:2", 10},
		           {"help_case", "no:2 occurred:4 kind:3 agency:4 decided:4 result:3 "
		            "amount:4", 16}},
		.signs = {SIGN_WHO, N_("Handled by (signature): "), SIGN_STAMP, SIGN_DAY},
	}, {
		.id = "f10", .title = N_("F10 Pick-up from a centre"), .of = "pickup",
		.rows = {WHO, "r.id_no r.phone", "r.address", "occurred release_on",
		         "centre handler", "fetched met becomes",
		         "place_text occurred_time", "companions*2", "not_fetched*3", "#0*8",
		         "note*4"},
		.texts = {N_("What was agreed on the way")},
		.signs = {SIGN_WHO, N_("Handled by (signature): "),
		          N_("For the centre (stamp): "), SIGN_STAMP},
	}, {
		.id = "f11", .title = N_("F11 Hand-over and take-over"), .of = "move",
		.rows = {WHO, "r.id_no r.phone", WHO_ORDER, "s.term o.state",
		         "direction occurred", "other_station",
		         "person_there phone_there", "papers*12", "doc_no receipt", "refused*3",
		         "#0*4", "note*3"},
		.texts = {N_("Opinion of the office")},
		.signs = {N_("Handed over (signature): "), N_("Taken over (signature): "),
		          SIGN_STAMP, SIGN_DAY},
	}, {
		.id = "f12", .title = N_("F12 Search for somebody out of reach"), .of = "search",
		.rows = {WHO, "r.address r.phone", WHO_ORDER, "occurred occurred_time met",
		         "place_text companions",
		         "summary*3", "content*16", "note*4"},
		.signs = {N_("Searched by (signature): "), SIGN_STAMP, SIGN_DAY},
	}, {
		.id = "f13", .title = N_("F13 Maintenance treatment"),
		.rows = {WHO, "r.id_no r.phone", "r.address", "r.drug r.found r.isolations"},
		.tables = {{"maintenance", "occurred:4 drug:3 clinic:4 doctor:3 phone:4 filed:3 "
		           "until:3", 26}},
		.signs = {SIGN_WHO, N_("Handled by (signature): "), SIGN_STAMP, SIGN_DAY},
	}, {
		.id = "f14", .title = N_("F14 Publicity"), .of = "session",
		.rows = {"occurred kind", "title", "theme org", "place_text held_by",
		         "grade hours sessions", "people materials cost",
		         "planned_sessions planned_people", "minutes*14", "decided*5", "note*4"},
		.signs = {N_("Recorded by (signature): "), SIGN_STAMP, SIGN_DAY},
	}, {
		.id = "f15", .title = N_("F15 Help team"),
		.rows = {WHO, "r.team r.place", "o.police o.worker"},
		.tables = {{"member", "role:4 name:3 unit:4 phone:5 since:4 letter_on:4", 26}},
		.signs = {SIGN_STAMP, SIGN_DAY},
	}, {
		.id = "papers", .title = N_("Papers of the dossier"), .rows = {WHO, WHO_ORDER},
		.tables = {{"document", "no:2 occurred:4 kind:6 doc_no:5 kept_at:5 file:2", 26}},
	}, {
		.id = "reports", .title = N_("Regular reports of the resident"),
		.rows = {WHO, WHO_ORDER},
		.tables = {{"report", "no:2 occurred:4 period:3 channel:3 received_by:4 "
		           "summary:8", 26}},
	}, {
		.id = "states", .title = N_("Changes of state"), .rows = {WHO, WHO_ORDER},
		.tables = {{"state", "no:2 since:4 state:4 reason:8 document:6", 26}},
	}, {
		.id = "notice", .title = N_("Notice: what is kept about you, and your rights"),
		.rows = {WHO, "=0", "=2", "=4", "=6", "=8", "=10", "=12"},
		.texts = {
			N_("Who keeps it"),
			N_("The work station named above, for the township; the county's anti-drug "
			"office and the police receive what the law lets them."),
			N_("What is kept"),
			N_("Name, papers, address, phone, family; the order and its dates; tests, "
			"talks, visits, reports, leave, warnings, assessments, work and help. No "
			"phone book, no messages, no tracks."),
			N_("Why, and by what right"),
			N_("To carry out the order and to help: Anti-drug Law 33 to 35, 48; "
			"Regulations on Drug Rehabilitation 13 to 24, 37 to 40. A legal duty: no "
			"consent is needed (Personal Information Protection Law 13, 34, 35)."),
			N_("How it is kept"),
			N_("In this office, on one machine, in no network. Who opens, changes or "
			"prints your file is on record. Nobody else may be told (Anti-drug Law 52; "
			"Regulations 7, 43)."),
			N_("How long"),
			N_("While the order runs and for as long as its file must be kept; then it "
			"is sealed (Public Security Administration Punishments Law 136; Personal "
			"Information Protection Law 19, 47)."),
			N_("Your rights"),
			N_("To read your file, to have a copy, to know who looked at it, and to "
			"have it corrected; a correction is kept with what stood there before "
			"(Personal Information Protection Law 45, 46)."),
			N_("Whom to ask"),
			N_("The head of this office. You may complain to the county's anti-drug "
			"office.")},
		.signs = {SIGN_WHO, N_("Explained by (signature): "), SIGN_STAMP, SIGN_DAY},
	},
	{.id = NULL},
};

const struct print_form *print_form_find(const char *id) {
	for (const struct print_form *f = print_forms; f->id; f++)
		if (strcmp(f->id, id) == 0)
			return f;
	return NULL;
}

const struct print_form *print_form_of(const char *register_id) {
	for (const struct print_form *f = print_forms; f->id; f++)
		for (size_t i = 0; i <= FORM_TABLES; i++) {
			const char *of = i ? f->tables[i - 1].of : f->of;

			if (of && strcmp(of, register_id) == 0)
				return f;
		}
	return NULL;
}

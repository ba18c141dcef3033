/* wubao county: the county's side of what stations return. SPDX-License-Identifier: MIT */
#include "cli/county/county.h"

static const struct cmd_opt opts[] = {
	{"county", 0, "NAME", NULL, N_("With init: the name of the county.")},
	{"officer", 0, "NAME", NULL,
         N_("With init: your name as shown; else that of the Unix user.")},
	{"login", 0, "LOGIN", NULL,
         N_("With init: login of the head; else that of the Unix user.")},
	{"mode", 0, "MODE", "single,station",
         N_("With init: one person on one machine, or several officers, each with a key.")},
	{"code", 0, "CODE", NULL, N_("With station add: the code on the station's returns.")},
	{"name", 0, "NAME", NULL, N_("With station add: the name of the station.")},
	{"key", 0, "FILE", NULL,
         N_("With station add: the public key, a file or the line itself.")},
	{"from", 0, "MONTH", NULL,
	 N_("First month: of a station added, this one when left out; of an export.")},
	{"to", 0, "MONTH", NULL, N_("With export: the last month.")},
	{"package", 0, NULL, NULL, N_("With export: packages for a database above the county.")},
	{"centre", 0, "CODE", NULL, N_("With station add: the centre station it is a point of.")},
	{"note", 0, "TEXT", NULL, N_("With station add and typed: a remark.")},
	{"month", 0, "MONTH", NULL, N_("Only this month, like 2026-10.")},
	{"accept", 0, NULL, NULL, N_("With answer: it is accepted.")},
	{"back", 0, NULL, NULL, N_("With answer: it goes back, with --reason.")},
	{"reason", 0, "TEXT", NULL, N_("Why.")},
	{"question", 0, "FIGURE=TEXT", NULL, N_("With answer: what is asked about a figure.")},
	{"source", 0, "TEXT", NULL, N_("With typed: who said so.")},
	{"station", 0, "CODE", NULL,
	 N_("With typed: the station it is about, by code or name. With report: only this one, by code.")},
	{"quarter", 0, "YYYY-Q", NULL, N_("With report: a quarter instead of a month, like 2026-3.")},
	{"year", 0, "YYYY", NULL, N_("With report: a year instead.")},
	{"kind", 0, "KIND", "month,status,tests,risk,assignment,sweep",
	 N_("With report: the month's figures, or another table of the returns.")},
	{"by", 0, "ROWS", "station,month,place",
	 N_("With report: what the rows are; place: of one --station or of all.")},
	{"with-typed", 0, NULL, NULL, N_("With report: figures typed in are in the sums too.")},
	TARGET_ENCODING,
	{"output", 'o', "FILE", NULL,
	 N_("With answer: the file for the station. With report: instead of standard output. "
	    "With export: the folder.")},
};

static enum rc init(struct cli *c) { return cli_make_database(c, cli_opt(c, "county"), true); }

static enum rc run(struct cli *c) {
	static const struct cmd_word words[] = {
		{"init", 0, 0, init},
		{"station", 0, 3, county_station},
		{"receive", 1, 100000, county_receive_files},
		{"missing", 0, 0, county_missing},
		{"returns", 0, 1, county_returns},
		{"show", 2, 3, county_show},
		{"check", 0, 0, county_verify},
		{"answer", 2, 3, county_give_answer},
		{"names", 2, 4, county_names},
		{"typed", 0, 4, county_type},
		{"report", 0, 0, county_report},
		{"league", 0, 1, county_league},
		{"unusual", 0, 0, county_odd},
		{"export", 0, 0, county_export},
	};

	return cli_run_word(
		c, words, sizeof words / sizeof *words, "county.word",
		N_("wubao county wants: init; station [add|edit CODE|end CODE MONTH]; receive FILE...; "
		   "missing; returns [CODE]; show or answer CODE MONTH [NUMBER]; "
		   "names CODE MONTH [NUMBER] [FIGURE]; check; "
		   "typed [MONTH FIGURE NUMBER [OF]|void ID]; report; league [FIGURE]; unusual; export"));
}

const struct cmd_def cmd_county = {
	.name = "county",
	.help = N_("The county's side: its stations, their returns, answers to them."),
	.args = "WORD [FILE|FOLDER|CODE|MONTH]...", .min_args = 1, .max_args = 100000,
	.example =
		"wubao --db county.db county init --county 示范县\n"
		"wubao county station add --code 431202 --name 甲站 --key jia.pub --from 2026-07\n"
		"wubao county station edit 431202 --key new.pub\n"
		"wubao county receive in/\nwubao county missing --month 2026-10\n"
		"wubao county show 431202 2026-10\n"
		"wubao county answer 431202 2026-10 --back --reason 数字不符 --question register=请核对 -o answer.tar\n"
		"wubao county names 431202 2026-10 tests_due --reason 核对\n"
		"wubao county typed 2026-10 register 12 --source 戒毒所\n"
		"wubao county report --quarter 2026-3 --csv -o 季报.csv\n"
		"wubao county league test_rate --month 2026-10\nwubao county unusual --month 2026-10\n"
		"wubao county export --package --from 2026-01 --to 2026-10 -o up/",
	.text = N_(
		"A county is a database of its own, made by init; its own key is that of wubao key make. "
		"A folder is looked through with those in it; "
		"every file is checked by the key of its station, in any order; one that was here changes "
		"nothing, a correction replaces the figures it names. show prints a return as it came; check "
		"compares all with what the stations signed. Figures typed in stand beside, with who said so. "
		"report adds up what the stations returned, league ranks them by a figure, unusual names "
		"what stands out. export makes a signed package a month of all that was received, with what "
		"was typed in as a table of its own, for a database above the county (data/county/postgresql.sql)."),
	CMD_OPTS(opts), .station = true, .of = CMD_OF_COUNTY, .makes = "init", .run = run,
};

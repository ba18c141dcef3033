/* Every key of the INI, once: reading, the fresh file's comments and the manual come from here.
 * SPDX-License-Identifier: MIT */
#include "core/conf_priv.h"
#include "core/tr.h"

const struct conf_def conf_table[] = {
	{.section = "station", .key = "name", .type = CONF_TEXT, .initial = "",
	 .help = N_("Name of the station, as it stands on the return to the county.")},
	{.section = "station", .key = "code", .type = CONF_TEXT, .initial = "",
	 .help = N_("The code the county knows the station by, 6 to 12 digits and letters; it "
	            "stands in every line of the return.")},
	{.section = "station", .key = "county", .type = CONF_TEXT, .initial = "",
	 .help = N_("The name under which the county's key is trusted here (wubao key add): whose "
	            "answers to returns are taken.")},
	{.section = "station", .key = "mode", .by_hand = true,
	 .type = CONF_CHOICE, .initial = "single", .choices = "single,station",
	 .help = N_("single: one person on one machine. station: several officers, each with a key "
	            "of their own.")},
	{.section = "station", .key = "authorized_keys", .by_hand = true,
	 .type = CONF_TEXT, .initial = "/etc/wubao/authorized_keys",
	 .help = N_("The key file of sshd for this station, root's own; officer add and key write "
	            "it or print its lines.")},
	{.section = "access", .key = "caseload", .type = CONF_CHOICE, .initial = "station", .choices = "station,strict",
	 .help = N_("station: every officer opens every file. strict: one's own cases; others in "
	            "an emergency, with a reason.")},
	{.section = "access", .key = "lock_after", .type = CONF_INT, .initial = "300", .min = 1, .max = 3600,
	 .help = N_("Seconds without a key until the screen is blank and locked.")},
	{.section = "access", .key = "leave_after", .type = CONF_INT, .initial = "1800", .min = 2, .max = 14400,
	 .help = N_("Seconds without a key until the program ends; what was typed is kept as on a "
	            "dropped line.")},
	{.section = "access", .key = "keep_years", .type = CONF_INT, .initial = "10", .min = 3, .max = 100,
	 .help = N_("Years a sealed file is kept before it may be erased, as the archive rules of "
	            "the county say; 3 at least.")},
	{.section = "access", .key = "second_days", .by_hand = true,
	 .type = CONF_INT, .initial = "7", .min = 0, .max = 366,
	 .help = N_("Days after which an officer who was added, let in again, or given a role, a "
	            "key or a password may be somebody's second person.")},
	{.section = "access", .key = "single_days", .by_hand = true,
	 .type = CONF_INT, .initial = "30", .min = 0, .max = 366,
	 .help = N_("Days a station has had one officer alone before a paper stands for the second "
	            "person.")},
	{.section = "access", .key = "two_factors", .type = CONF_BOOL, .initial = "no",
	 .help = N_("yes: a key and a password are both needed to come in; who has no password "
	            "sets one first.")},
	{.section = "access", .key = "numbers_a_day", .type = CONF_INT, .initial = "30", .min = 1, .max = 100000,
	 .help = N_("Numbers an officer may ask about in a day that name nobody seen in full; then "
	            "the head is told and the officer waits.")},
	{.section = "access", .key = "pages_a_day", .type = CONF_INT, .initial = "200", .min = 1, .max = 100000,
	 .help = N_("Pages an officer prints in a day before the head is asked.")},
	{.section = "access", .key = "refused_a_day", .type = CONF_INT, .initial = "50", .min = 1, .max = 100000,
	 .help = N_("Files of refused rows an officer leaves in a day before the head is asked.")},
	{.section = "access", .key = "attached_a_day", .type = CONF_INT, .initial = "64", .min = 1, .max = 100000,
	 .help = N_("Megabytes an officer attaches in a day before the head is asked.")},
	{.section = "access", .key = "out_days", .type = CONF_INT, .initial = "14", .min = 1, .max = 3650,
	 .help = N_("Days a printed page or another file in the folder out is kept and can be fetched.")},
	{.section = "access", .key = "glass_a_day", .type = CONF_INT, .initial = "5", .min = 1, .max = 1000,
	 .help = N_("Files of others an officer opens in an emergency in a day before the head is "
	            "asked.")},
	{.section = "county", .key = "due_day", .type = CONF_INT, .initial = "5", .min = 1, .max = 28,
	 .help = N_("Day of the next month by which the return of a station is to be here.")},
	{.section = "county", .key = "names", .type = CONF_BOOL, .initial = "no",
	 .help = N_("yes: the return holds whom its figures count, sealed to the county's key, "
	            "where the county may lawfully have the names. no: figures only.")},
	{.section = "backup", .key = "second", .type = CONF_TEXT, .initial = "",
	 .help = N_("Folder on another disk or a stick that gets a second copy of every backup; "
	            "blank: none.")},
	{.section = "backup", .key = "daily", .type = CONF_BOOL, .initial = "yes",
	 .help = N_("yes: whoever comes in first on a day has the program make the day's backup. "
	            "no: something else calls wubao backup.")},
	{.section = "backup", .key = "due_days", .type = CONF_INT, .initial = "2", .min = 1, .max = 30,
	 .help = N_("Days without a backup after which Today says so to the head.")},
	{.section = "backup", .key = "rehearse_days", .type = CONF_INT, .initial = "90", .min = 7, .max = 366,
	 .help = N_("Days after the last rehearsal of a backup after which Today asks for one.")},
	{.section = "display", .key = "lang", .type = CONF_CHOICE, .initial = "", .choices = "zh_CN,en",
	 .help = N_("Language of the screens; blank: the environment decides, else Chinese.")},
	{.section = "time", .key = "utc_offset", .type = CONF_INT, .initial = "480", .min = -720, .max = 840,
	 .help = N_("Minutes east of UTC; the station's day ends at this midnight whatever the "
	            "machine's zone.")},
	{.section = "time", .key = "ahead_days", .type = CONF_INT, .initial = "45", .min = 2, .max = 3650,
	 .help = N_("When the clock of the machine is more days than this after the last entry, "
	            "the head confirms it before anything dated is saved.")},
	{.section = "files", .key = "allow_filesystem", .type = CONF_BOOL, .initial = "no",
	 .help = N_("yes: keep the data on a network or removable disk although it may lose saved "
	            "records.")},
	{.section = "rules", .key = "report_days", .type = CONF_INT, .initial = "15", .min = 1, .max = 15,
	 .help = N_("Days to report in after the order was served; the law allows 15 at most.")},
	{.section = "rules", .key = "five_days", .type = CONF_INT, .initial = "31", .min = 7, .max = 366,
	 .help = N_("Days after which the last visit or talk counts as a gap in the five "
	            "packages.")},
	{.section = "rules", .key = "people_per_worker", .type = CONF_INT, .initial = "30", .min = 1, .max = 1000,
	 .help = N_("Residents under an order for whom one full-time worker is wanted.")},
	{.section = "rules", .key = "unit_review_months", .type = CONF_INT, .initial = "12", .min = 1, .max = 60,
	 .help = N_("Months after which a unit named drug-free is reviewed.")},
	{.section = "rules", .key = "leave_approval", .type = CONF_BOOL, .initial = "yes",
	 .help = N_("yes: a leave waits for approval, as many counties ask. no: a report is "
	            "enough, as the law says.")},
	{.section = "rules", .key = "illness_excuses", .type = CONF_BOOL, .initial = "no",
	 .help = N_("yes: days in hospital excuse a test as custody does, where the county says "
	            "so. no: they answer what was missed, and it stays missed. Ask the county.")},
	{.section = "rules", .key = "near_times", .type = CONF_INT, .initial = "2", .min = 1, .max = 2,
	 .help = N_("From so many refusals or absences on a serious breach is near; the law has it "
	            "at 3.")},
	{.section = "rules", .key = "near_days", .type = CONF_INT, .initial = "20", .min = 1, .max = 30,
	 .help = N_("From so many days away without report on a serious breach is near; the law "
	            "has it beyond 30.")},
	{.section = "rules", .key = "release_days", .type = CONF_INT, .initial = "0", .min = 0,
	 .max = 30,
	 .help = N_("Working days before the end of a term when the file goes to the police, where "
	            "the county asks for it (Chongqing: 7); 0: nobody does.")},
	{.section = "rules", .key = "plan_days", .type = CONF_INT, .initial = "30", .min = 1, .max = 366,
	 .help = N_("Days after the report-in by which a help plan is drawn up, where the station "
	            "keeps plans.")},
	{.section = "rules", .key = "case_days", .type = CONF_INT, .initial = "30", .min = 1, .max = 366,
	 .help = N_("Days an application for help may wait at one step before Today says so.")},
	{.section = "rules", .key = "search_days", .type = CONF_INT, .initial = "7", .min = 1, .max = 90,
	 .help = N_("Days from one search for a person out of reach to the next.")},
	{.section = "rules", .key = "followup_year1", .type = CONF_INT, .initial = "3", .min = 0, .max = 12,
	 .help = N_("Months from one follow-up to the next in the first year after a release, "
	            "where the station keeps follow-ups; 0: none.")},
	{.section = "rules", .key = "followup_year2", .type = CONF_INT, .initial = "6", .min = 0, .max = 12,
	 .help = N_("Likewise in the second year.")},
	{.section = "rules", .key = "followup_year3", .type = CONF_INT, .initial = "12", .min = 0, .max = 12,
	 .help = N_("Likewise in the third year.")},
	{.section = "rules", .key = "head_days", .type = CONF_INT, .initial = "30", .min = 1, .max = 366,
	 .help = N_("What is overdue by more days than this stands on the list of the head of the "
	            "station.")},
	{.section = "rules", .key = "test_profile_detox", .type = CONF_CHOICE, .initial = "22", .choices = "22,28",
	 .help = N_("Drug tests in the three years of community detox: 12, 6 and 4; or 18, 6 and "
	            "4.")},
	{.section = "rules", .key = "test_profile_rehab", .type = CONF_CHOICE, .initial = "12", .choices = "12,22",
	 .help = N_("Drug tests in community rehab: 12, or as many as in community detox.")},
	{.section = "rules", .key = "visits", .type = CONF_CHOICE, .initial = "falling", .choices = "falling,two",
	 .help = N_("Visits: falling: monthly, then every 2, then every 3 months; two: two in "
	            "every month.")},
	{.section = "rules", .key = "counted_from", .type = CONF_DATE, .initial = "",
	 .help = N_("Talks, visits, reports and assessments are asked for from this day on; blank: "
	            "the day the station was made.")},
	{.section = "rules", .key = "missed_months", .type = CONF_INT, .initial = "2", .min = 0, .max = 12,
	 .help = N_("Whole months before this one whose missed talks, visits, reports and "
	            "assessments stay on Today.")},
	{.section = "figures", .key = "visits_wanted", .type = CONF_INT, .initial = "2", .min = 1, .max = 31,
	 .help = N_("Visits a month from which somebody counts as visited often enough.")},
	{.section = "figures", .key = "under_execution", .type = CONF_TEXT, .initial = "",
	 .help = N_("Who the execution rate counts: ids of figures with + and - between them; "
	            "blank: the program's own set.")},
	{.section = "figures", .key = "execution_base", .type = CONF_TEXT, .initial = "",
	 .help = N_("Whom the execution rate divides by, likewise: for example register - died.")},
	{.section = "figures", .key = "found_using", .type = CONF_TEXT, .initial = "",
	 .help = N_("Who the relapse rate counts, likewise.")},
	{.section = "figures", .key = "executed", .type = CONF_TEXT, .initial = "",
	 .help = N_("Whom the relapse rate divides by, likewise.")},
	{.section = "figures", .key = "three_clean", .type = CONF_TEXT, .initial = "",
	 .help = N_("Who the rate of three years without use counts, likewise.")},
	{.section = "figures", .key = "three_years", .type = CONF_TEXT, .initial = "",
	 .help = N_("Whom the rate of three years without use divides by, likewise.")},
	{.section = "figures", .key = "able_employed", .type = CONF_TEXT, .initial = "",
	 .help = N_("Who the employment rate counts, likewise.")},
	{.section = "figures", .key = "able", .type = CONF_TEXT, .initial = "",
	 .help = N_("Whom the employment rate divides by, likewise.")},
};
const size_t conf_table_count = sizeof conf_table / sizeof *conf_table;

/* How often a kind of event is asked for: the number a year, per year of the term. */
#define KIND_KEYS(kind) \
	{.key = kind, .type = CONF_TEXT, .help = ""}, \
	{.key = kind "_window", .type = CONF_CHOICE, .initial = "", .choices = "anniversary,calendar_month", .help = ""}, \
	{.key = kind "_need", .type = CONF_INT, .min = 1, .max = 31, .help = ""}
#define EVERY_KIND \
	KIND_KEYS("test"), KIND_KEYS("talk"), KIND_KEYS("visit"), KIND_KEYS("report"), KIND_KEYS("written"), \
	KIND_KEYS("summary"), KIND_KEYS("assessment")

static const struct conf_def profile_keys[] = {
	{.key = "order", .type = CONF_CHOICE, .initial = "", .choices = "detox,rehab,any", .help = ""},
	{.key = "months", .type = CONF_INT, .min = 0, .max = 36, .help = ""},
	{.key = "label", .type = CONF_TEXT, .help = ""},
	{.key = "basis", .type = CONF_TEXT, .help = ""},
	{.key = "mark", .type = CONF_CHOICE, .initial = "", .choices = "L,P,M,S,D,U", .help = ""},
	EVERY_KIND,
};
static const struct conf_def overlay_keys[] = {
	{.key = "basis", .type = CONF_TEXT, .help = ""},
	{.key = "mark", .type = CONF_CHOICE, .initial = "", .choices = "L,P,M,S,D,U", .help = ""},
	EVERY_KIND,
};
const struct conf_family conf_families[] = {
	{"profile", profile_keys, sizeof profile_keys / sizeof *profile_keys,
	 N_("How often, from a day on; windows that began before it stay. Take away the signs # of "
	    "the example to use it: "
	    "times a year for each year of the term, 12+6 for two unlike halves or none."),
	 "[profile.detox@2027-01-01]\ntest = \"12+6, 6, 4\"\ntalk = 12\nbasis = \"示范县禁毒办 "
	 "2026-12-20 通知\"\nmark = P\n"},
	{"overlay", overlay_keys, sizeof overlay_keys / sizeof *overlay_keys,
	 N_("The same by risk (high, mid, low): holds where it asks for more than the profile."),
	 "[overlay.high@2027-01-01]\ntalk = 24\nbasis = \"示范县禁毒办 2026-12-20 通知\"\nmark = U\n"},
};
const size_t conf_family_count = sizeof conf_families / sizeof *conf_families;

int conf_find_family_key(const struct conf_family *f, const char *key) {
	for (size_t i = 0; i < f->key_count; i++)
		if (strcmp(f->keys[i].key, key) == 0)
			return (int)i;
	return -1;
}

void conf_blocks_clear(struct conf_block *v, size_t n) {
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < v[i].family->key_count; k++)
			free(v[i].values[k]);
		free(v[i].values);
		free(v[i].lines);
		free(v[i].name);
	}
	free(v);
}

int conf_find_def(const char *section, const char *key) {
	for (size_t i = 0; i < conf_table_count; i++)
		if (strcmp(conf_table[i].section, section) == 0 && strcmp(conf_table[i].key, key) == 0)
			return (int)i;
	return -1;
}

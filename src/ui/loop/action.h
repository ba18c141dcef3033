/* SPDX-License-Identifier: MIT
 * The one table of actions. It drives key look-up, the bottom line, the numbered list (Right arrow,
 * Esc in a form), the help screen, the `:` command and the manual. Nothing else binds a key to a
 * command.
 */
#ifndef UI_LOOP_ACTION_H
#define UI_LOOP_ACTION_H

#include "core/tr.h"
#include "model/access/access.h"
#include "ui/terminal/key.h"

/* Where an action is valid: a view's `where` names one or more. */
enum where {
	W_TODAY = 1 << 0,
	W_RESIDENTS = 1 << 1,
	W_FILE = 1 << 2,
	W_MONTH = 1 << 3,
	W_NAMES = 1 << 4,  /* the names behind a number */
	W_IMPORT = 1 << 5,
	W_FORM = 1 << 6,
	W_LIST = 1 << 7,   /* a view that shows the list engine: given beside its own */
	W_BASE = 1 << 8,   /* every screen but forms, prompts and the help itself */
	W_TEXT = 1 << 9,   /* a prompt over another screen: letters are text */
	W_FINDER = 1 << 10,
	W_HELP = 1 << 11,
	W_FIVE = 1 << 12,  /* the five packages: the matrix */
	W_TEAMS = 1 << 13, /* the help teams */
	W_TEAM = 1 << 14,  /* the members of one; the records of a register of the station */
	W_FILE_FIVE = 1 << 15, /* the five packages in a file */
	W_CHECKS = 1 << 16, /* late entries, names to check */
	W_SENT = 1 << 17,   /* one number of a month as sent, or what would be */
	W_SENT_LIST = 1 << 18, /* the months sent; what is doubtful in one */
	W_ENTRY = 1 << 19,  /* an entry session */
	W_AUDIT = 1 << 20, /* who did what */
	W_QUEUE = 1 << 21, /* what waits for another person */
	W_TABLES = 1 << 22, /* the tables of a period */
	W_TREND = 1 << 23, /* a figure over twelve months */
	W_DRAFTS = 1 << 24,
	W_CLOCKS = 1 << 25, /* what the law counts of one person; who is away; a history */
	W_ROWS = 1 << 26, /* a list of rows to filter, sort, mark, take out: given beside W_LIST */
	W_SEALS = 1 << 27, /* whose file should be sealed */
	W_MANY = 1 << 28, /* the marked lines, before something is done with all of them */
	/* no screen: this action is about the marked line, so there must be one */
	W_LINE = 1 << 30,
	/* no screen: this action takes all marked lines at once, and they are shown first */
	W_MARKED = 1 << 29,
};
/* Past what an int has room for. */
#define W_STATION (1ULL << 31) /* the station itself */
#define W_LEDGERS (1ULL << 32) /* its registers, what it has to do, who was there */
#define W_COUNTY (1ULL << 33) /* the county's: its stations or returns */
#define W_COUNTY_ROOT (1ULL << 34)
#define W_COUNTY_RETURNS (1ULL << 35)
#define W_COUNTY_ROWS (1ULL << 36)
#define W_COUNTY_FIGURES (1ULL << 37) /* a month of all its stations */
#define W_COUNTY_TABLES (1ULL << 38)

/* Where a marker goes from line to line. */
#define W_MOVES (W_LIST | W_MONTH | W_IMPORT | W_SENT | W_SENT_LIST | W_ENTRY | W_TABLES | W_TREND | \
	         W_COUNTY_TABLES)

#define NEEDS(action) .needs = (action) + 1

/* X(id, name, keys, label, help, and members of struct action_def by name). */
#define UI_ACTIONS(X) \
	X(OPEN, "open", "Enter", N_("Open"), N_("Open the marked line."), .where = W_LINE | \
	  W_RESIDENTS | W_NAMES | W_MONTH | W_FINDER | W_TEAMS | W_CHECKS | W_SENT | \
	  W_SENT_LIST | W_TABLES | W_TREND | W_DRAFTS | W_CLOCKS | W_IMPORT | W_STATION | \
	  W_LEDGERS | W_COUNTY | W_COUNTY_ROWS | W_COUNTY_FIGURES | W_COUNTY_TABLES, .bottom = 1) \
	X(RECORD, "record", "Enter", N_("Record"), \
	  N_("Open the form for the marked line, filled in."), .where = W_LINE | W_TODAY | \
	  W_FIVE, .bottom = 1, NEEDS(ACT_SAVE)) \
	X(EXPLAIN, "explain", "e", N_("Give a reason"), \
	  N_("One reason for all marked lines whose window ended without a record, or for" \
	     " this one."), .where = W_LINE | W_TODAY, .bottom = 6, NEEDS(ACT_SAVE)) \
	X(RUN, "run", "Enter", N_("Run"), N_("Do what the marked line says."), .where = W_HELP, \
	  .bottom = 1) \
	X(DETAIL, "detail", "Enter", N_("Details"), N_("Show the marked record."), \
	  .where = W_FILE) \
	X(ADD, "add", "a", N_("Add"), N_("Add a new record."), .where = W_RESIDENTS | W_FILE | \
	  W_TEAMS | W_TEAM | W_STATION | W_COUNTY_ROOT, .bottom = 2, NEEDS(ACT_SAVE)) \
	X(RECEIVE, "receive", "i", N_("Receive"), \
	  N_("Take in returns of the stations: a file, or all of a folder."), \
	  .where = W_COUNTY_ROOT, .bottom = 3, NEEDS(ACT_COUNTY_RECEIVE)) \
	X(ACCEPT, "accept", "y", N_("Accept"), \
	  N_("Accept the marked return; the station gets a file that says so."), \
	  .where = W_LINE | W_COUNTY_RETURNS, .bottom = 2, NEEDS(ACT_COUNTY_ANSWER)) \
	X(GIVE_BACK, "give-back", "b", N_("Give back"), \
	  N_("Give the marked return back, with a reason and a question; the station gets a file."), \
	  .where = W_LINE | W_COUNTY_RETURNS, .bottom = 3, NEEDS(ACT_COUNTY_ANSWER)) \
	X(ADD_OTHER, "add-other", "A", N_("Add another kind"), \
	  N_("Choose which register of this tab gets the new record; a takes the first."), \
	  .where = W_FILE, NEEDS(ACT_SAVE)) \
	X(EDIT, "edit", "e", N_("Correct"), N_("Correct the marked record."), .where = W_LINE | \
	  W_RESIDENTS | W_FILE | W_TEAMS | W_TEAM | W_CHECKS | W_FORM | W_STATION, .bottom = 3, \
	  NEEDS(ACT_SAVE)) \
	X(VOID, "void", "x", N_("Void"), \
	  N_("Void the marked record; asks the reason. The head is asked for another's."), \
	  .where = W_LINE | W_FILE | W_TEAM, .bottom = 4, NEEDS(ACT_SAVE)) \
	X(HISTORY, "history", "H", N_("History"), \
	  N_("Who added, corrected or voided the marked record, when, and what stood there before."), \
	  .where = W_FILE) \
	X(VOIDS, "void-records", "X", N_("Void records"), \
	  N_("Show void records too, with their reason, or leave them out again."), \
	  .where = W_FILE) \
	X(RESTORE, "restore-record", "U", N_("Restore"), \
	  N_("Let the marked void record stand again, for a reason."), .where = W_LINE | W_FILE, \
	  NEEDS(ACT_QUEUE)) \
	X(ORDER, "order", "o", N_("Order"), N_("Add or correct the detox or rehab order."), \
	  .where = W_FILE, .bottom = 5, NEEDS(ACT_SAVE)) \
	X(WHICH_ORDER, "which-order", "O", N_("Another order"), \
	  N_("Choose which order of the person the file is about, newest first."), \
	  .where = W_FILE) \
	X(STATE, "state", "t", N_("Change state"), \
	  N_("Release, suspend, resume, terminate or move the order."), .where = W_FILE, \
	  .bottom = 6, NEEDS(ACT_SAVE)) \
	X(HANDOVER_FILE, "handover-file", "h", N_("Hand-over file"), \
	  N_("Write the whole file, signed and sealed, for the station that takes it on; then its" \
	     " papers."), .where = W_FILE, NEEDS(ACT_SET_STATE)) \
	X(PART, "part", "J", N_("Part"), \
	  N_("Make two files again of the one another was joined into; asks of each later record."), \
	  .where = W_FILE, NEEDS(ACT_JOIN)) \
	X(REVEAL, "reveal", "R", N_("Show numbers"), \
	  N_("Show ID number and phone for 30 seconds; asks the reason."), .where = W_FILE, \
	  NEEDS(ACT_REVEAL)) \
	X(OPEN_FILE, "file", "f", N_("Open file"), N_("Open the file of the marked person."), \
	  .where = W_LINE | W_TODAY | W_FIVE | W_ENTRY | W_SEALS | W_CLOCKS, .bottom = 2) \
	X(CLOCKS, "clocks", "C", N_("Clocks"), \
	  N_("What the law counts of this person, the records behind it and the article."), \
	  .where = W_TODAY | W_FILE) \
	X(WHOSE, "lines-of", "c", N_("Whose lines"), \
	  N_("Show only one village, team or worker in charge."), .where = W_TODAY, \
	  NEEDS(ACT_SAVE)) \
	X(RESIDENTS, "residents", "r", N_("Residents"), N_("List everybody on the register."), \
	  .where = W_TODAY, .bottom = 4) \
	X(ENTRY, "entry", "b", N_("Entry session"), \
	  N_("Day and people once, then one digit for each resident who is due."), \
	  .where = W_TODAY | W_RESIDENTS | W_NAMES | W_MARKED, .bottom = 4) \
	X(ALL_DUE, "all-due", "D", N_("All that is due"), \
	  N_("One form for the test, talk, visit and report that wait of this person; saved together."), \
	  .where = W_TODAY | W_FILE | W_ENTRY, NEEDS(ACT_SAVE)) \
	X(TRIP, "trip", "p", N_("Sheet for a round"), \
	  N_("Print who has something due, by village; b enters it in the same order."), \
	  .where = W_TODAY, NEEDS(ACT_PRINT)) \
	X(ANSWER, "answer", "0-9", N_("Result digit"), \
	  N_("The line's result, by its digit; 0 takes it away."), .where = W_ENTRY) \
	X(SKIP, "skip", "Enter", N_("Skip"), N_("Leave this line without a result."), \
	  .where = W_ENTRY, .bottom = 1) \
	X(SAVE_ALL, "save-all", "F2", N_("Save all"), \
	  N_("Save every line with a result at once; a line in conflict stays and says why."), \
	  .where = W_ENTRY, .bottom = 2) \
	X(HEAD, "head", "e", N_("Day and people"), \
	  N_("Correct day, place and people of this session."), .where = W_ENTRY, .bottom = 4) \
	X(BLANK, "blank", "Backspace Delete", N_("Take away"), \
	  N_("Take the line's result away."), .where = W_ENTRY) \
	X(GIVE_UP, "give-up", "", N_("Give up"), \
	  N_("Leave the session and forget what is not saved."), .where = W_ENTRY) \
	X(MONTH, "month", "m", N_("Month report"), \
	  N_("The numbers of a month, each opening its names."), .where = W_TODAY | \
	  W_COUNTY_ROOT, .bottom = 5) \
	X(FIVE, "five", "v", N_("Five packages"), \
	  N_("Who holds which package for whom, and where the gaps are."), .where = W_TODAY | \
	  W_RESIDENTS) \
	X(TEAMS, "teams", "t", N_("Help teams"), N_("The help teams and their members."), \
	  .where = W_TODAY | W_RESIDENTS | W_FIVE) \
	X(CHECKS, "checks", "l", N_("Lists to check"), \
	  N_("Late entries, names to compare with the paper, files that may be one person's."), .where = W_TODAY | \
	  W_RESIDENTS | W_STATION) \
	X(LEDGERS, "ledgers", "Z", N_("Station's registers"), \
	  N_("Publicity and courses, organisations, staff, drives, money, rounds, values, tasks."), \
	  .where = W_TODAY | W_RESIDENTS) \
	X(STATION_DUE, "station-due", "Y", N_("Station's worklist"), \
	  N_("Tasks, rounds, reviews of units, agreements, accounts and staff that wait."), \
	  .where = W_TODAY | W_RESIDENTS) \
	X(JOIN, "join", "J", N_("Join"), \
	  N_("Go to the files that may be one person's; join the two shown, for a reason."), \
	  .where = W_CHECKS, .bottom = 2, NEEDS(ACT_SAVE)) \
	X(APART, "apart", "D", N_("Two people"), \
	  N_("The pair is two people after all, and leaves the list."), \
	  .where = W_LINE | W_CHECKS, .bottom = 3, NEEDS(ACT_SAVE)) \
	X(DRAFTS, "drafts", "d", N_("Drafts"), \
	  N_("Forms you left or lost the line in: go on, or give them up."), .where = W_TODAY) \
	X(DROP_DRAFT, "drop-draft", "x", N_("Give up"), \
	  N_("Forget what was typed in the marked draft."), .where = W_LINE | W_DRAFTS, \
	  .bottom = 2) \
	X(NARROW, "narrow", "c", N_("Conditions"), \
	  N_("Show only one risk class or one year of the term."), .where = W_RESIDENTS) \
	X(ASSIGN, "assign", "d", N_("Assign"), \
	  N_("Choose which member holds a package from today on."), .where = W_LINE | W_FIVE | \
	  W_FILE_FIVE | W_RESIDENTS | W_NAMES | W_MARKED, .bottom = 3, NEEDS(ACT_SAVE)) \
	X(CONFIRM, "confirm", "c", N_("Confirm"), \
	  N_("Confirm who holds the packages by default."), .where = W_LINE | W_FIVE | \
	  W_FILE_FIVE, .bottom = 4, NEEDS(ACT_SAVE)) \
	X(HAND_OVER, "hand-over", "h", N_("Hand over"), \
	  N_("Hand all duties of the marked member to another, with a sheet."), .where = W_LINE | \
	  W_TEAM, .bottom = 5, NEEDS(ACT_SAVE)) \
	X(IMPORT, "import", "i", N_("Import"), \
	  N_("Take in a roster or a list of tests from a CSV file or a workbook (.xlsx)."), \
	  .where = W_TODAY | W_RESIDENTS, .bottom = 6) \
	X(CLOCK, "confirm-clock", "K", N_("Confirm clock"), \
	  N_("The machine's clock is right now: say how you know."), .where = W_TODAY, \
	  .bottom = 1, NEEDS(ACT_OFFICERS)) \
	X(AUDIT, "audit", "A", N_("Audit"), \
	  N_("Who did what: your own entries; the auditor sees all, without content."), \
	  .where = W_TODAY | W_RESIDENTS | W_COUNTY_ROOT) \
	X(QUEUE, "queue", "y", N_("Requests"), \
	  N_("What waits for another person's yes, and what was opened in an emergency."), \
	  .where = W_TODAY | W_RESIDENTS | W_COUNTY_ROOT) \
	X(SEALS, "seals", "X", N_("To seal"), \
	  N_("Whose file should be sealed, as the rules propose; and the opening of a " \
	     "sealed one."), .where = W_TODAY | W_RESIDENTS) \
	X(SEAL, "seal", "Enter", N_("Seal"), \
	  N_("Seal the marked file, for a reason: it is only counted then."), .where = W_LINE | \
	  W_SEALS, .bottom = 1) \
	X(UNSEAL, "unseal", "o", N_("Open sealed"), \
	  N_("Open a sealed file lawfully: its number, the unit, document and article; a " \
	     "second person."), .where = W_SEALS, .bottom = 3) \
	X(WHO, "who", "w", N_("Who looked"), \
	  N_("Who opened, changed, revealed or printed this file, when and why."), \
	  .where = W_FILE) \
	X(DECIDE, "decide", "Enter", N_("Answer"), N_("Say yes or no to the marked request."), \
	  .where = W_LINE | W_QUEUE, .bottom = 1) \
	X(BACKUPS, "backups", "B", N_("Backups"), \
	  N_("The backups that lie here: another one, a rehearsal, the recovery key."), \
	  .where = W_TODAY | W_STATION | W_COUNTY_ROOT, NEEDS(ACT_QUEUE)) \
	X(STATION, "station", "E", N_("Station settings"), \
	  N_("Officers, villages, settings, rhythms, names, attached files, and where all lies."), \
	  .where = W_TODAY | W_COUNTY_ROOT) \
	X(OFFICER_PASSWORD, "password", "p", N_("Password"), \
	  N_("Give the marked officer another password."), .where = W_LINE | W_STATION, .bottom = 4, \
	  NEEDS(ACT_OFFICERS)) \
	X(OFFICER_KEY, "officer-key", "y", N_("Public key"), \
	  N_("Take in the marked officer's public key."), .where = W_LINE | W_STATION, .bottom = 5, \
	  NEEDS(ACT_OFFICERS)) \
	X(OWN_PASSWORD, "own-password", "W", N_("My password"), \
	  N_("Give yourself another password."), .where = W_STATION | W_AUDIT, NEEDS(ACT_PASSWORD)) \
	X(MAKE_KEY, "make-key", "K", N_("Make key"), \
	  N_("Make the key this station signs with; its line goes to the other stations."), \
	  .where = W_STATION, .bottom = 3, NEEDS(ACT_OFFICERS)) \
	X(DROP_KEY, "drop-key", "x", N_("Take out"), \
	  N_("Trust the marked station's key no more, for a reason."), \
	  .where = W_LINE | W_STATION, .bottom = 4, NEEDS(ACT_OFFICERS)) \
	X(JOIN_VILLAGE, "join-village", "J", N_("Join village"), \
	  N_("The marked village becomes part of another, with its people, from today on."), \
	  .where = W_LINE | W_STATION, .bottom = 4, NEEDS(ACT_OFFICERS)) \
	X(PART_VILLAGE, "part-village", "o", N_("Take apart"), \
	  N_("Take the joining of the marked village back."), .where = W_LINE | W_STATION, \
	  .bottom = 5, NEEDS(ACT_OFFICERS)) \
	X(BACK_UP, "back-up", "b", N_("Back up now"), N_("Make a backup now, between keys."), \
	  .where = W_QUEUE, .bottom = 1, NEEDS(ACT_QUEUE)) \
	X(REHEARSE, "rehearse", "e", N_("Rehearse"), \
	  N_("Unpack and check the marked backup, and say what is not in it."), \
	  .where = W_LINE | W_QUEUE, .bottom = 2, NEEDS(ACT_QUEUE)) \
	X(RECOVERY_KEY, "recovery-key", "K", N_("Recovery key"), \
	  N_("Make the key that backups are sealed to; it is shown once, for paper."), \
	  .where = W_QUEUE, .bottom = 3, NEEDS(ACT_OFFICERS)) \
	X(VERIFY, "verify", "c", N_("Check chain"), \
	  N_("Check that no entry of the audit was changed or taken out."), .where = W_AUDIT, \
	  .bottom = 2, NEEDS(ACT_AUDIT)) \
	X(EXPORT, "export", "w", N_("Export"), \
	  N_("Write what is shown as CSV or .xlsx; with names only for a reason."), \
	  .where = W_MONTH | W_SENT | W_TABLES | W_ROWS | W_MARKED | W_COUNTY_TABLES, .bottom = 5) \
	X(SEND, "send", "y", N_("Mark as sent"), \
	  N_("Show what would be sent of this month, then mark it as sent."), .where = W_MONTH | \
	  W_SENT, .bottom = 3) \
	X(DOUBTS, "month-check", "c", N_("Check figures"), \
	  N_("What in the month does not agree, is far from the months before, or cannot be" \
	     " true."), .where = W_MONTH | W_SENT) \
	X(SENT_NAMES, "sent-names", "o", N_("Names as sent"), \
	  N_("The people behind the marked number as it was sent."), .where = W_MONTH) \
	X(SENT, "sent", "h", N_("Months sent"), \
	  N_("The months as they were sent, with their corrections."), .where = W_MONTH, \
	  .bottom = 4) \
	X(PRINT, "print", "p", N_("Print"), \
	  N_("Write a page to print and sign, into the folder out beside the database."), \
	  .where = W_SENT | W_AUDIT | W_TABLES | W_MONTH | W_FILE | W_TEAM, .bottom = 4) \
	X(PRINT_FORM, "print-form", "P", N_("Print a form"), \
	  N_("Choose one of the person's forms, the dossier or a blank one to print."), \
	  .where = W_FILE, NEEDS(ACT_PRINT)) \
	X(PRINT_LIST, "print-list", "P", N_("Print list"), \
	  N_("Write the lines shown, or the marked ones, as a page to print."), .where = W_ROWS | \
	  W_MARKED, NEEDS(ACT_PRINT)) \
	X(MOVE_TEAM, "move-team", "T", N_("Other team"), \
	  N_("The marked residents, or the one on this line, change to another help team."), \
	  .where = W_RESIDENTS | W_NAMES | W_FIVE | W_CHECKS | W_TODAY | W_MARKED, \
	  NEEDS(ACT_SAVE)) \
	X(GO_ON, "go-on", "Enter", N_("Do it"), N_("Do it for the people shown."), \
	  .where = W_MANY, .bottom = 1) \
	X(OWN_VIEWS, "own-views", "M", N_("Own views"), \
	  N_("Save filter, order and columns under a name and a digit; rename, remove."), \
	  .where = W_RESIDENTS) \
	X(COLUMNS, "columns", "z", N_("Columns"), \
	  N_("Choose which columns are shown, and in which order."), .where = W_ROWS) \
	X(TABLES, "tables", "t", N_("Report tables"), \
	  N_("States, tests, risk, assignments, duties done and workload of a month, quarter or" \
	     " year."), .where = W_MONTH | W_COUNTY_ROOT | W_COUNTY_FIGURES, .bottom = 2) \
	X(OVERVIEW, "overview", "H", N_("Head's view"), \
	  N_("Who has how many people, what is overdue, done and to do this month, and what waits" \
	     " for approval; every number opens its names."), .where = W_TODAY, NEEDS(ACT_QUEUE)) \
	X(AWAY, "away", "L", N_("Who is away"), \
	  N_("The leaves nobody is back from, and those that wait for approval."), \
	  .where = W_TODAY | W_TABLES) \
	X(APPROVE, "approve", "a", N_("Approve"), N_("Approve the marked leave, in your name."), \
	  .where = W_LINE | W_CLOCKS, .bottom = 2, NEEDS(ACT_QUEUE)) \
	X(REFUSE, "refuse", "x", N_("Refuse"), N_("Refuse the marked leave, for a reason."), \
	  .where = W_LINE | W_CLOCKS, .bottom = 3, NEEDS(ACT_QUEUE)) \
	X(EXTEND, "extend", "e", N_("Extend"), N_("Extend the marked leave to a later day."), \
	  .where = W_LINE | W_CLOCKS, .bottom = 2, NEEDS(ACT_SAVE)) \
	X(IN_WRITING, "in-writing", "r", N_("In writing"), \
	  N_("The marked leave was reported in writing."), .where = W_LINE | W_CLOCKS, \
	  .bottom = 4, NEEDS(ACT_SAVE)) \
	X(RETURNED, "returned", "b", N_("Is back"), \
	  N_("The resident is back from the marked leave: today, or since a day."), \
	  .where = W_LINE | W_CLOCKS, .bottom = 3, NEEDS(ACT_SAVE)) \
	X(OF_VILLAGE, "of-village", "v", N_("Village"), N_("Show only one village."), \
	  .where = W_CLOCKS) \
	X(TREND, "trend", "b", N_("Month by month"), \
	  N_("The marked number over twelve months, and village by village."), .where = W_MONTH, \
	  .bottom = 2) \
	X(PERIOD_BEFORE, "period-before", "<", N_("Period before"), \
	  N_("Show the period before."), .where = W_TABLES | W_TREND | W_COUNTY_FIGURES | \
	  W_COUNTY_TABLES, .bottom = 2) \
	X(PERIOD_AFTER, "period-after", ">", N_("Period after"), N_("Show the period after."), \
	  .where = W_TABLES | W_TREND | W_COUNTY_FIGURES | W_COUNTY_TABLES, .bottom = 2) \
	X(SPAN, "span", "c", N_("Period"), N_("Count a month, a quarter or a year."), \
	  .where = W_TABLES | W_COUNTY_TABLES, .bottom = 3) \
	X(ROWS, "rows", "r", N_("Rows"), \
	  N_("A row for each village, each help team or each worker in charge."), \
	  .where = W_TABLES, .bottom = 3) \
	X(STATION_ROWS, "station-rows", "r", N_("Rows"), \
	  N_("A row for each station, or for each month."), .where = W_COUNTY_TABLES, .bottom = 3) \
	X(PREVIOUS_MONTH, "previous-month", "< Left", N_("Month before"), \
	  N_("Show the month before."), .where = W_MONTH, .bottom = 2) \
	X(NEXT_MONTH, "next-month", ">", N_("Month after"), N_("Show the month after."), \
	  .where = W_MONTH, .bottom = 2) \
	X(APPLY, "apply", "y", N_("Take in"), \
	  N_("Write the good rows; refused rows go to a file."), .where = W_IMPORT, .bottom = 1) \
	X(CHOOSE_FILE, "choose-file", "c", N_("Other file"), N_("Name another file to take in."), \
	  .where = W_IMPORT, .bottom = 2) \
	X(PLAN_COLUMNS, "file-columns", "m", N_("Columns"), \
	  N_("How the file's columns were understood; give one another meaning."), \
	  .where = W_IMPORT, .bottom = 3) \
	X(PLAN_WORDS, "file-words", "w", N_("Words"), \
	  N_("Words of the file that no list has: say what they stand for."), \
	  .where = W_IMPORT, .bottom = 4) \
	X(PLAN_NOTES, "file-notes", "t", N_("Notes"), N_("All notes about the file."), \
	  .where = W_IMPORT, .bottom = 5) \
	X(READ_AS, "read-as", "e", N_("Read as"), \
	  N_("Another encoding, delimiter, line of the header or kind of file."), \
	  .where = W_IMPORT, .bottom = 6) \
	X(IMPORTS, "imports", "I", N_("Imports"), \
	  N_("What was taken in before; an import is taken back there."), .where = W_IMPORT | \
	  W_TODAY) \
	X(TAKE_BACK, "take-back", "x", N_("Take back"), \
	  N_("Take the marked import back while nothing of it was changed since."), \
	  .where = W_LINE | W_IMPORT, .bottom = 2, NEEDS(ACT_IMPORT)) \
	X(NEXT_TAB, "next-tab", "Tab", N_("Next tab"), N_("Go to the next tab."), \
	  .where = W_FILE) \
	X(PREVIOUS_TAB, "previous-tab", "BackTab", N_("Previous tab"), \
	  N_("Go to the tab before."), .where = W_FILE) \
	X(DIGIT, "view", "0-9", N_("Views"), \
	  N_("Digits choose the named views on the line above; on Today the counts behind the" \
	     " ninth have a 0 before their digit, and 0 alone shows all."), .where = W_TODAY | \
	  W_RESIDENTS | W_FILE | W_IMPORT | W_FIVE | W_CHECKS | W_AUDIT | W_TABLES | W_TREND | \
	  W_QUEUE | W_STATION | W_CLOCKS | W_LEDGERS | W_COUNTY_FIGURES | W_COUNTY_TABLES) \
	X(FILTER, "filter", "/", N_("Filter"), N_("Show only lines that contain what you type."), \
	  .where = W_ROWS, .bottom = 6) \
	X(FIND_NEXT, "next-match", "n", N_("Next"), \
	  N_("Go down to the next line that matches the filter."), .where = W_ROWS) \
	X(FIND_PREVIOUS, "previous-match", "N", N_("Previous"), \
	  N_("Go up to the line before that matches."), .where = W_ROWS) \
	X(SORT, "sort", "s", N_("Sort"), \
	  N_("Sort by the next column; again for the other direction."), .where = W_ROWS, \
	  .bottom = 7) \
	X(SORT_ADD, "sort-also", "S", N_("Sort also by"), \
	  N_("Sort by one column more, at most three; s and [ ] then change that one."), \
	  .where = W_ROWS) \
	X(SORT_LEFT, "sort-left", "[", N_("Sort left"), N_("Sort by the column to the left."), \
	  .where = W_ROWS) \
	X(SORT_RIGHT, "sort-right", "]", N_("Sort right"), \
	  N_("Sort by the column to the right."), .where = W_ROWS) \
	X(MARK, "mark", "Space", N_("Mark"), N_("Mark or unmark the line."), .where = W_ROWS) \
	X(MARK_ALL, "mark-all", "V", N_("Mark all"), N_("Mark all lines shown, or none."), \
	  .where = W_ROWS) \
	X(DOWN, "down", "Down j", N_("Down"), N_("One line down."), .where = W_MOVES) \
	X(UP, "up", "Up k", N_("Up"), N_("One line up."), .where = W_MOVES) \
	X(COLUMN_LEFT, "column-left", "Left h", N_("Column left"), \
	  N_("Go one column to the left."), .where = W_TABLES | W_TREND | W_COUNTY_TABLES) \
	X(COLUMN_RIGHT, "column-right", "l", N_("Column right"), \
	  N_("Go one column to the right, as Right does up to the last one."), \
	  .where = W_TABLES | W_TREND | W_COUNTY_TABLES) \
	X(PAGE_DOWN, "page-down", "PgDn", N_("Page down"), N_("One page down."), \
	  .where = W_MOVES) \
	X(PAGE_UP, "page-up", "PgUp", N_("Page up"), N_("One page up."), .where = W_MOVES) \
	X(FIRST, "first", "Home g", N_("First"), N_("Go to the first line."), .where = W_MOVES) \
	X(LAST, "last", "End G", N_("Last"), N_("Go to the last line."), .where = W_MOVES) \
	X(UNDO, "undo", "u", N_("Undo"), \
	  N_("Take back your own last change of today, 20 steps: records, entry sessions, " \
	     "a person's data. Not orders, states, imports, teams."), .where = W_LIST, \
	  NEEDS(ACT_VOID)) \
	X(SAVE, "save", "F2", N_("Save"), N_("Save the form."), .where = W_FORM, .bottom = 1) \
	X(REPEAT, "repeat", "F3", N_("Repeat"), N_("Take the value of the previous record."), \
	  .where = W_FORM, .bottom = 3) \
	X(PICK, "pick", "F4", N_("Pick list"), N_("Choose from a list."), .where = W_FORM, \
	  .bottom = 2) \
	X(GO_FIELD, "go-field", "F6", N_("Go to field"), \
	  N_("Go to a field by its name or number."), .where = W_FORM) \
	X(NOTE, "note", "F9", N_("Note"), N_("Go to the note."), .where = W_FORM) \
	X(LATER, "later", "", N_("Continue later"), \
	  N_("Leave the form; what was typed is kept as a draft."), .where = W_FORM) \
	X(DISCARD, "discard", "", N_("Discard"), N_("Leave the form and forget what was typed."), \
	  .where = W_FORM) \
	X(FINDER, "find", "F5", N_("Find person"), \
	  N_("One box: name, pinyin, village, ends of numbers."), .where = W_BASE | W_FORM, \
	  .bottom = 3) \
	X(HELP, "help", "? F1", N_("Help"), \
	  N_("All keys of this screen; type to filter, Enter runs the line."), .where = W_BASE | \
	  W_FORM, .bottom = 8) \
	X(MENU, "menu", "Right", N_("Actions"), \
	  N_("Numbered list of everything this screen can do."), .where = W_BASE) \
	X(COMMAND, "command", ":", N_("Command"), N_("Run an action by its name."), \
	  .where = W_BASE) \
	X(LOCK, "lock", "F12", N_("Lock"), N_("Blank the screen until the password is given."), \
	  .where = W_BASE | W_FORM) \
	X(REDRAW, "redraw", "^L", N_("Redraw"), N_("Paint the whole screen again."), \
	  .where = W_BASE | W_FORM | W_TEXT | W_FINDER | W_HELP) \
	X(SUSPEND, "suspend", "^Z", N_("To the shell"), \
	  N_("Blank the screen and go to the shell."), .where = W_BASE | W_FORM) \
	X(BACK, "back", "Esc q", N_("Back"), N_("One level back; leaves from the first screen."), \
	  .where = W_BASE | W_FORM | W_FINDER | W_HELP, .bottom = 9) \
	X(QUIT, "quit", "Q", N_("Exit"), N_("Leave the program."), .where = W_BASE)

#define ACTION_ENUM(id, ...) ACTION_##id,
enum action_id { ACTION_NONE, UI_ACTIONS(ACTION_ENUM) ACTION_COUNT };

struct action_def {
	enum action_id id;
	const char *name;   /* for `:` and the manual */
	const char *keys;   /* space-separated key names, see key_is_named */
	const char *label;  /* N_(): bottom line and numbered list */
	const char *help;   /* N_(): help screen and manual */
	unsigned long long where; /* enum where */
	int bottom;         /* rank on the bottom line, 0 = not there */
	/* NEEDS(access): not offered to a role whose answer is no; 0: to everybody */
	int needs;
};

/* Entry 0 is ACTION_NONE and empty; entry i describes action i. */
extern const struct action_def action_table[ACTION_COUNT];

/* The action that key k (already folded) means in a view with this `where`; ACTION_NONE when there
 * is none. */
enum action_id action_of_key(const struct key *k, unsigned long long where);
/* By its name in English, or its label in the chosen language; or ACTION_NONE. */
enum action_id action_named(const char *name);
/* Do its name, its label or the pinyin initials of its label begin so? */
bool action_begins(const struct action_def *a, const char *text);
/* How the action's keys are written for people: "F5 ^F", "/", in Chinese "下 j". Into out[size];
 * returns out. */
const char *action_keys_text(const struct action_def *a, char *out, size_t size);
/* Its first key alone, as the bottom line of a view with this `where` shows it; where letters are
 * text, a named key. */
const char *action_first_key(const struct action_def *a, unsigned long long where, char *out,
                             size_t size);

#endif

/* SPDX-License-Identifier: MIT
 * A page of a list asks the database a bounded number of times: of every list of the program, of every register, and of
 * Today, 20 rows and 100 rows by the same few statements.
 */
#include "store/station.h"

#include "exchange/csv/csv_read.h"
#include "exchange/out/listing.h"
#include "made.h"
#include "model/access/officer.h"
#include "model/event/event_list.h"
#include "model/ledger/ledgers.h"
#include "model/ledger/station_due.h"
#include "model/lists.h"
#include "model/report/sent.h"
#include "model/rules/worklist.h"
#include "model/station/usecase_db.h"
#include "model/team/team.h"
#include "sheet_util.h"

enum { PEOPLE = 1000, OFFICERS = 110, FEW = 20, MANY = 100, STATEMENTS_MOST = 8 };

/* Lists that never have so many rows: what the law counts, a form's lines, months sent, who is in just now,
 * backups, rhythms, names of the station, what few have brought in. */
static int rows_at_least(const struct list_def *d) {
	return d == &clocks_list || d == &sessions_list || d == &month_doubts_list || d == &backups_list ||
	       d == &ledgers_list || d == &rhythms_list || d == &names_list || d == &attached_list ||
	       strncmp(d->id, "county-", 7) == 0 /* of another house */ ||
	       d == &dossier_unfiled_list /* read as the gaps are */ ? 0
	       : d == &dossier_list || d == &month_list || d == &sent_lines_list || d == &months_sent_list ||
	         d == &settings_list ? FEW
	                                                                             : MANY;
}

/* Tasks that wait, each of one session. */
static void add_tasks(struct fixture *f) {
	const struct ledger_def *task = ledger_find_def("task"), *session = ledger_find_def("session");
	struct activity s;

	entity_init(&activity_def, &s);
	s.occurred = day("2026-11-02");
	s.kind = code_of("meeting");
	s.title = mem_strdup("例会");
	OK(ledger_save(f->st, &f->actor, session, &s, &f->err));
	for (int i = 0; i < MANY; i++) {
		struct task t;

		entity_init(&task_def, &t);
		t.what = mem_printf("事%03d", i);
		t.who = mem_strdup("王干事");
		t.until = day("2026-11-20");
		t.activity.id = s.rec.id;
		OK(ledger_save(f->st, &f->actor, task, &t, &f->err));
		entity_clear(&task_def, &t);
	}
	entity_clear(&activity_def, &s);
}

static void add_staff(struct fixture *f) {
	for (int i = 0; i < OFFICERS; i++) {
		struct officer o;
		struct help_team t;
		struct team_member m;
		char village[24];

		snprintf(village, sizeof village, "列村%d", i);
		add_place(f, village);
		entity_init(&officer_def, &o);
		o.login = mem_printf("o%d", i);
		o.name = mem_printf("试员%d", i);
		o.role = code_of("officer");
		OK(officer_save(f->st, &f->actor, &o, &f->err));
		entity_init(&team_def, &t);
		t.name = mem_printf("试组%d", i);
		OK(team_save(f->st, &f->actor, &t, &f->err));
		entity_init(&member_def, &m);
		m.team.id = 1;
		m.officer.id = o.rec.id;
		m.role = code_of("worker");
		OK(member_save(f->st, &f->actor, &m, &f->err));
		entity_clear(&member_def, &m);
		entity_clear(&team_def, &t);
		entity_clear(&officer_def, &o);
	}
}

static void fill(struct fixture *f) {
	struct made m = {.seed = 7, .residents = PEOPLE, .events = 95, .today = clock_today(), .days = 900};
	sqlite3 *db = made_open(f->db);

	made_fill(db, &m);
	made_sql(db, "UPDATE resident SET control = '03' WHERE id % 2 = 0");
	made_sql(db, "UPDATE resident SET name = '试?' || id WHERE id % 2 = 1");
	/* One person whose own lists are long, and visits that came late. */
	made_sql(db, "UPDATE talk SET resident = (SELECT min(id) FROM resident_visible), order_id = NULL");
	made_sql(db, "UPDATE visit SET source = 'typed', recorded_at = 1000 * strftime('%s', '2026-11-20')");
	made_sql(db, "UPDATE leave SET returned = NULL, leave_state = 'pending', order_id = (SELECT max(o.id) FROM treatment_order o"
	             " WHERE o.resident = leave.resident)");
	made_sql(db, "UPDATE setting SET value = '2025-06-01' WHERE key = 'station.began'");
	OK(due_rebuild(f->st, &f->actor, NULL, &f->err));
	add_staff(f);
	made_sql(db, "INSERT INTO approval (uid, ver, seq, recorded_at, recorded_by, source, kind, resident, reason)"
	             " SELECT printf('%026d', id), 1, 1, 1800000000000, 2, 'typed', 'unseal', id, '试' FROM resident");
	made_sql(db, "INSERT INTO case_holder (resident, officer, why, since) SELECT id, 2, 'team', 1 FROM resident");
	made_sql(db, "INSERT INTO import_log (uid, ver, seq, recorded_at, recorded_by, source, file_name, registry)"
	             " SELECT printf('%026d', id), 1, 1, 1800000000000, 1, 'typed', 'a.csv', 'roster' FROM resident");
	sqlite3_close(db);
	for (int i = 0; i < FEW; i++)
		send_report_of(f, date_add_months(day("2026-10-01"), -i));
}

/* Statements of the first n rows; the second reading counts, when what is read once a session has been. */
static long long cost(struct fixture *f, struct list_run *r, const struct ids *ids, size_t n) {
	long long before = 0;

	for (int round = 0; round < 2; round++) {
		before = store_statements(f->st->store);
		OK(list_run_rows(r, ids->v, n, &f->err));
	}
	return store_statements(f->st->store) - before;
}

/* ---- the same list as a file ---- */

static enum rc take_row(void *ctx, struct list_run *r, size_t row, long long id, struct err *err) {
	for (size_t c = 0; c < r->shown_count; c++)
		listing_cell(ctx, list_text(r, row, r->shown[c]));
	return RC_OK;
}

static char *write_list(struct fixture *f, const struct listing *l, const char *name) {
	char *path = file_beside(f->db, name), *final = NULL;
	struct listing_options o = {.path = path, .encoding = TEXT_SOURCE_UTF8, .existing = CSV_REPLACE};

	OK(listing_write(f->st, &f->actor, l, &o, &final, &f->err));
	free(final);
	return path;
}

/* Cell by cell, in its order: a text as it is, a day as its number, whatever a CSV needs around it gone. */
static void same_cells(struct fixture *f, const char *id, const char *csv, const char *book) {
	char *xml = sheet_part(book, SHEET_1), *at = xml;
	struct text_source *s;
	struct csv_reader *r;
	const struct csv_record *rec;
	size_t rows = 0, found = 0;

	OK(text_source_open(&s, csv, TEXT_SOURCE_AUTO, &f->err));
	OK(csv_reader_new(&r, s, ',', &f->err));
	while (csv_reader_next(r, &rec, &f->err) == RC_OK && rec) {
		for (size_t c = 0; c < rec->count; c++) {
			const char *text = csv_unguard(csv_cell(rec, c));
			struct date d;
			char cell[80];

			snprintf(cell, sizeof cell, ">%.*s", (int)strcspn(text, "\t&<>\n"), text);
			if (strlen(text) == 10 && date_parse_iso(text, &d) && strcmp(text, "1901") > 0)
				snprintf(cell, sizeof cell, "<v>%d</v>", d.n + 25569);
			if (strchr(cell, '.') && strspn(cell, ">-.0123456789") == strlen(cell))
				while (strchr("0.", cell[strlen(cell) - 1]))
					cell[strlen(cell) - 1] = '\0'; /* 12.50 is 12.5 */
			if (*text && !(at = strstr(at, cell)))
				fail_msg("%s: row %zu: no %s in the workbook", id, rows, cell);
		}
		rows++;
	}
	for (const char *p = xml; (p = strstr(p, "<row ")) != NULL; p++)
		found++;
	if (found != rows)
		fail_msg("%s: %zu rows, %zu in the workbook", id, rows, found);
	csv_reader_free(r);
	text_source_close(s);
	free(xml);
}

static void check_files(struct fixture *f, struct list_run *r, const struct ids *ids) { /* rule 10.40 */
	struct ids some = {.v = ids->v, .n = ids->n < FEW ? ids->n : FEW};
	struct listing l = {.name = mem_strdup(r->def->id), .title = mem_strdup(tr(r->def->label)),
	                    .access = r->def->access ? r->def->access : ACT_EXPORT_MASKED};
	char *csv, *book;

	for (size_t c = 0; c < r->shown_count; c++) {
		listing_column(&l, tr(list_column_head(r->def, r->shown[c])), list_column_flags(r->def, r->shown[c]));
		l.count[c] = r->def->columns[r->shown[c]].number;
	}
	OK(list_run_each(r, &some, take_row, &l, &f->err));
	csv = write_list(f, &l, "list.csv");
	book = write_list(f, &l, "list.xlsx");
	same_cells(f, r->def->id, csv, book);
	unlink(csv);
	unlink(book);
	free(csv);
	free(book);
	listing_clear(&l);
}

/* As many rows as this are wanted, for the counts to be there. */
static void check(struct fixture *f, const struct list_def *def, long long person, int wanted) {
	struct list_run r;
	struct ids ids = {0};
	long long few = -1, many = -1;

	list_run_init(&r, def, f->st, &f->actor);
	list_take_columns(&r, "all", NULL);
	r.q.person = person;
	r.q.team = def == &members_list ? 1 : 0;
	r.q.month = "2026-10";
	r.q.from_seq = def == &clock_list;
	OK(list_run_ids(&r, &ids, &f->err));
	if ((long long)ids.n < wanted)
		fail_msg("%s: %zu rows, %d are wanted", def->id, ids.n, wanted);
	if (ids.n >= FEW && (few = cost(f, &r, &ids, FEW)) > STATEMENTS_MOST)
		fail_msg("%s: %lld statements for a page of %d rows", def->id, few, FEW);
	if (ids.n >= MANY && (many = cost(f, &r, &ids, MANY)) != few)
		fail_msg("%s: %lld statements for %d rows, %lld for %d", def->id, few, FEW, many, MANY);
	if (r.shown_count <= LISTING_COLUMNS)
		check_files(f, &r, &ids);
	ids_clear(&ids);
	list_run_clear(&r);
}

static void a_page_asks_a_bounded_number_of_times(void **state) {
	struct fixture *f = *state;
	long long person;

	fill(f);
	add_tasks(f);
	OK(query_int(f->st->store, &person, &f->err, "SELECT min(id) FROM resident_visible"));
	for (size_t i = 0; list_table[i] != NULL; i++)
		check(f, list_table[i], (list_table[i]->own & LIST_OF_ONE) != 0 ? person : 0, rows_at_least(list_table[i]));
	for (const struct ledger_def *l = ledger_table; l->entity != NULL; l++)
		check(f, ledger_list_def(l), 0, strcmp(l->id, "task") == 0 ? MANY : 0);
	for (const struct event_def *e = event_table; e->entity != NULL; e++) {
		check(f, event_list_def(e), 0, str_in_list("attendance,round_line", e->id) ? 0 : MANY);
		check(f, event_list_def(e), person, 0);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {STATION_TEST(a_page_asks_a_bounded_number_of_times)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

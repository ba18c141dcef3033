/* SPDX-License-Identifier: MIT */
#include "model/rules/worklist.h"

#include "core/clock.h"
#include "core/search_key.h"
#include "model/access/masking.h"
#include "model/event/drug_testing.h"
#include "model/lists.h"
#include "model/person/resident.h"
#include "model/promise/promise_list.h"
#include "model/rules/file_gap.h"

enum due_column {
	COL_GROUP, COL_FILE_NO, COL_NAME, COL_PLACE, COL_DUTY, COL_WINDOW, COL_MATTER, COL_DEADLINE,
	COL_DUE_ON, COL_DAYS, COL_STATE, COL_TEAM, COL_WORKER, COL_COUNT
};

/* Lines of one village, team or worker stand together when the list is sorted by that column: each
 * in the order of their dates. In a narrow window the name and the village give way to the
 * state. */
static const struct list_column columns[COL_COUNT] = {
	[COL_GROUP] = {.key = "group", .label = N_("Group"), .width = 12, .extra = PRINTED},
	[COL_FILE_NO] = {.field = "file_no", .extra = PRINTED},
	[COL_NAME] = {.field = "name", .width = 15, .narrow = 10},
	[COL_PLACE] = {.field = "place", .width = 10, .narrow = 8},
	[COL_DUTY] = {.key = "duty", .label = N_("Duty"), .width = 16, .extra = PRINTED},
	[COL_WINDOW] = {.key = "window", .label = N_("Window"), .width = 6, .number = true,
	                .extra = PRINTED},
	[COL_MATTER] = {.key = "matter", .label = N_("Matter"), .width = 12, .narrow = 10},
	[COL_DEADLINE] = {.key = "deadline", .label = N_("Deadline"), .width = 10, .day = true},
	[COL_DUE_ON] = {.key = "due_on", .label = N_("Due on"), .width = 10, .day = true, .extra = PRINTED},
	[COL_DAYS] = {.key = "days", .label = N_("Days left"), .width = 8, .number = true,
	              .extra = PRINTED},
	[COL_STATE] = {.key = "due_state", .label = N_("State"), .width = -1},
	[COL_TEAM] = {.field = "team", .width = 10, .extra = EXTRA},
	[COL_WORKER] = {.key = "worker", .label = N_("Worker in charge"), .width = 10,
	                .flags = F_WORKER, .extra = EXTRA},
};

struct due_lines {
	struct due_item *v; /* by id */
	size_t n;
	bool cut;
};

/* What tells a line from every other one of its order, as long as it stands: marks and the marker
 * stay on it while others come and go. */
static long long line_id(const struct due_item *it) {
	enum { WHOSE_BITS = 27, WINDOW_BITS = 28, KIND_BITS = 7 };
	long long kind = it->row.kind & ((1 << KIND_BITS) - 1);
	long long window = it->row.window & ((1 << WINDOW_BITS) - 1);
	/* of somebody without an order: the person */
	long long whose = it->order_id ? it->order_id : 1LL << WHOSE_BITS | it->resident;

	return ((whose << KIND_BITS | kind) << WINDOW_BITS) | window;
}

static int by_line(const void *a, const void *b) {
	long long x = line_id(a), y = line_id(b);

	return (x > y) - (x < y);
}

static int against_line(const void *id, const void *line) {
	long long x = *(const long long *)id, y = line_id(line);

	return (x > y) - (x < y);
}

const struct due_item *due_list_item(const struct list_run *r, long long id) {
	const struct due_lines *d = r->data;

	return d->n ? bsearch(&id, d->v, d->n, sizeof *d->v, against_line) : NULL;
}

bool due_list_is_cut(const struct list_run *r) { return ((const struct due_lines *)r->data)->cut; }

const struct due_whose *due_list_whose(const struct list_query *q, struct due_whose *out) {
	*out = (struct due_whose){.place = q->place, .team = q->team, .worker = q->worker};
	return q->place || q->team || q->worker ? out : NULL;
}

/* People whom the query's words mean, sorted by id. */
static enum rc matching_people(const struct list_run *r, struct ids *out, struct err *err) {
	struct resident_query q = {.find = r->q.find};
	enum rc rc = resident_list(r->st, r->actor, &q, out, err);

	ids_sort(out);
	return rc;
}

/* With words all lines are looked through; without, one line more than asked for says whether there
 * are more. */
static enum rc read_ids(struct list_run *r, struct ids *out, struct err *err) {
	enum { MOST = 1000000 };
	struct due_lines *d = r->data;
	struct due_item *items = NULL;
	struct due_whose whose;
	struct ids people = {0};
	bool all = r->q.find == NULL || r->q.find[0] == '\0';
	size_t asked = r->q.most > 0 ? r->q.most : r->q.limit, n = 0;
	size_t most = !all ? LIST_MAX : asked == 0 || asked > MOST ? MOST : asked;
	enum rc rc = due_list_of(r->st, r->actor, due_list_whose(&r->q, &whose), r->q.group,
	                         clock_today(), most + 1, &items, &n, err);

	if (rc != RC_OK)
		return rc;
	free(d->v);
	*d = (struct due_lines){.v = items, .n = n > most ? most : n, .cut = n > most};
	rc = all ? RC_OK : matching_people(r, &people, err);
	for (size_t i = 0; rc == RC_OK && i < d->n; i++)
		if (all || ids_holds(&people, d->v[i].resident))
			ids_add(out, line_id(&d->v[i]));
	if (d->n > 0)
		qsort(d->v, d->n, sizeof *d->v, by_line);
	d->cut = d->cut || (r->q.limit > 0 && out->n > r->q.limit);
	ids_clear(&people);
	return rc;
}

/* What lacks, else since when. */
static void say_standing(const struct due_row *row, struct str *out) {
	struct str what = {0};
	char text[80], day[DATE_BUF];

	file_gap_say(row->kind, row->window, &what);
	text_fill(text, sizeof text, tr(N_("!since {day}")), "day", date_format(row->due_on, day),
	          (char *)NULL);
	str_addf(out, "%s%s", what.n ? "!" : "", what.n ? str_text(&what) : text);
	str_clear(&what);
}

/* Of a window that is open and does not press: it ends this month (rule 8.4). */
static bool is_this_month(const struct due_item *it) {
	const struct due_group *g = due_group_find(it->group);

	return g != NULL && g->when == DUE_OPEN &&
	       date_cmp(date_month_start(it->row.due_on), date_month_start(clock_today())) == 0;
}

static void say_state(const struct due_item *it, struct str *out) {
	const struct due_row *row = &it->row;
	const struct due_group *g = due_group_of(row->group, row->due_on, clock_today());
	struct date today = clock_today();
	char text[120], n[16], first[DATE_BUF], last[DATE_BUF];
	int days = date_is_set(row->due_on) ? row->due_on.n - today.n : 0;

	snprintf(n, sizeof n, "%d", days < 0 ? -days : days);
	if (row->kind == DUE_FIX_TERM) {
		str_add(out, tr(N_("!data missing")));
	} else if (row->kind == DUE_OLD_TESTS) {
		str_addc(out, '~');
		str_fill(out, N_("{n} old tests not entered"), "n", NUM(row->window), NULL);
	} else if (is_this_month(it)) {
		str_add(out, tr(N_("~this month")));
	} else if (g != NULL && !g->deadline) {
		say_standing(row, out);
	} else if (days < 0 && row->kind == DUE_TEST) {
		text_fill(text, sizeof text,
		          tr(row->group == DUE_BASE_OLD_TEST ? N_("~old {first}..{last}")
		                                             : N_("!missed {first}..{last}")),
		          "first", date_format(row->first, first) + 5, "last",
		          date_format(row->due_on, last) + 5, (char *)NULL);
		str_add(out, text);
	} else {
		text_fill(text, sizeof text,
		          tr(days < 0    ? N_("!overdue {n} days")
		             : days == 0 ? N_("~last day today")
		                         : N_("~{n} days left")),
		          "n", n, (char *)NULL);
		str_add(out, text);
	}
}

/* 尿检 16/22 */
static void put_matter(struct list_run *r, size_t row, const struct due_item *it, size_t windows) {
	char text[80], n[32];

	if (it->row.window == 0 || it->row.kind != DUE_TEST) {
		list_put(r, row, COL_MATTER, tr(due_kind_label(it->row.kind)));
		return;
	}
	snprintf(n, sizeof n, "%02d/%zu", it->row.window, windows);
	text_fill(text, sizeof text, tr(N_("{n} {kind}")), "n", n, "kind",
	          tr(due_kind_label(it->row.kind)), (char *)NULL);
	list_put(r, row, COL_MATTER, text);
}

static void put_row(struct list_run *r, size_t row, const struct due_item *it, size_t windows) {
	const struct due_group *g = due_group_find(it->group);
	int window = it->row.kind == DUE_OLD_TESTS || promise_of_due(it->row.kind)
	                     ? 0 : file_gap_which(it->row.kind, it->row.window);
	struct str what = {0};

	if (g != NULL)
		list_put(r, row, COL_GROUP, r->codes ? g->name : tr(g->label));
	if (it->row.kind == DUE_OLD_TESTS) {
		str_fill(list_cell(r, row, COL_DUTY), N_("{n} old tests not entered"), "n",
		         NUM(it->row.window), NULL);
	} else {
		file_gap_say(it->row.kind, it->row.window, &what);
		list_putf(r, row, COL_DUTY, "%s%s%s", tr(due_kind_label(it->row.kind)),
		          what.n ? " " : "", str_text(&what));
	}
	str_clear(&what);
	if (window)
		list_putf(r, row, COL_WINDOW, "%d", window);
	put_matter(r, row, it, windows);
	list_put_date(r, row, COL_DEADLINE, it->row.due_on);
	list_put_date(r, row, COL_DUE_ON, it->row.due_on);
	if (date_is_set(it->row.due_on)) /* else a damaged row */
		list_putf(r, row, COL_DAYS, "%d", it->row.due_on.n - clock_today().n);
	say_state(it, list_cell(r, row, COL_STATE));
	list_set_tone(r, row, COL_STATE,
	              str_text(list_cell(r, row, COL_STATE))[0] == '!' ? LIST_ALERT : LIST_SOON);
}

/* A promise waits for whom its record names. */
static void put_waits_for(struct list_run *r, size_t row, const char *who) {
	if (!*who)
		return;
	list_put(r, row, COL_WORKER, who);
	str_add(list_cell(r, row, COL_STATE), "  ");
	masked_value(r->actor, VIEW_LIST, F_WORKER, who, list_cell(r, row, COL_STATE));
}

static enum rc read_waits(struct list_run *r, const long long *ids, size_t n, struct str *who,
                          struct err *err) {
	enum due_kind *kinds = mem_zalloc(n + 1, sizeof *kinds);
	long long *records = mem_zalloc(n + 1, sizeof *records);
	enum rc rc;

	for (size_t i = 0; i < n; i++) {
		kinds[i] = due_list_item(r, ids[i])->row.kind;
		records[i] = due_list_item(r, ids[i])->row.window;
	}
	rc = promises_wait_for(r->st, r->actor, kinds, records, n, who, err);
	free(kinds);
	free(records);
	return rc;
}

static enum rc read_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct resident *people = mem_zalloc(n + 1, sizeof *people);
	struct str *workers = mem_zalloc(n + 1, sizeof *workers);
	struct str *waits = mem_zalloc(n + 1, sizeof *waits);
	long long *whose = mem_zalloc(n + 1, sizeof *whose),
		  *orders = mem_zalloc(n + 1, sizeof *orders);
	size_t *windows = mem_zalloc(n + 1, sizeof *windows);
	bool tests = false;
	enum rc rc;

	for (size_t i = 0; i < n; i++) {
		const struct due_item *it = due_list_item(r, ids[i]);

		whose[i] = it->resident;
		orders[i] = it->order_id;
		tests = tests || it->row.kind == DUE_TEST;
	}
	rc = residents_get(r->st, r->actor, whose, n, people, err);
	if (rc == RC_OK && list_wants(r, COL_WORKER))
		rc = due_in_charge(r->st, r->actor, clock_today(), orders, n, workers, err);
	if (rc == RC_OK)
		rc = read_waits(r, ids, n, waits, err);
	if (rc == RC_OK && tests && list_wants(r, COL_MATTER))
		rc = test_window_totals(r->st, r->actor, orders, n, windows, err);
	for (size_t i = 0; i < n; i++) {
		if (rc == RC_OK && people[i].rec.id != 0) {
			list_put_record(r, i, &resident_def, &people[i]);
			if (!waits[i].n)
				list_put(r, i, COL_WORKER, str_text(&workers[i]));
		}
		if (rc == RC_OK && (people[i].rec.id != 0 || whose[i] == 0)) {
			put_row(r, i, due_list_item(r, ids[i]), windows[i]);
			put_waits_for(r, i, str_text(&waits[i]));
		}
		str_clear(&workers[i]);
		str_clear(&waits[i]);
		entity_clear(&resident_def, &people[i]);
	}
	free(people);
	free(workers);
	free(waits);
	free(whose);
	free(orders);
	free(windows);
	return rc;
}

static long long whose_line(const struct list_run *r, long long id) {
	const struct due_item *it = due_list_item(r, id);

	return it != NULL ? it->resident : 0;
}

static void clear(struct list_run *r) {
	struct due_lines *d = r->data;

	free(d->v);
	*d = (struct due_lines){0};
}

static enum rc read_unanswered(struct list_run *r, struct ids *out, struct err *err) {
	for (size_t i = 0; i < due_group_count; i++)
		if (due_groups[i].base == DUE_BASE_UNANSWERED)
			r->q.group = due_groups[i].id;
	return read_ids(r, out, err);
}

#define WORKLIST_LIST(id_, label_, takes_, empty_, ids_) { \
	.id = id_, .label = label_, .entity = &resident_def, LIST_SHOWS(columns), \
	.takes = (takes_) | LIST_BY_PLACE | LIST_BY_TEAM | LIST_BY_WORKER, \
	.own = LIST_FILTERS | LIST_LIMITS | LIST_TEXT_TOO, .finds_number = search_key_has_tail, \
	.audit = "due.list", .audit_search = "due.search", .empty = empty_, \
	.size = sizeof(struct due_lines), .ids = ids_, .rows = read_rows, .person = whose_line, \
	.clear = clear, \
}

const struct list_def due_list_def = WORKLIST_LIST("due", N_("Today"), LIST_BY_GROUP,
                                                   N_("Nothing is due here."), read_ids);
const struct list_def unanswered_list = WORKLIST_LIST("unanswered", N_("Left unanswered"), 0,
                                                      N_("Nothing was left unanswered."),
                                                      read_unanswered);

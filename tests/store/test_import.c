/* Imports over a real database: every sample against its truth, twice, mended, changed, out and in again.
 * SPDX-License-Identifier: MIT */


#include "core/idno.h"
#include "exchange/csv/csv_read.h"
#include "exchange/import/plan.h"
#include "exchange/out/export.h"
#include "exchange_util.h"

enum { ROWS_MAX = 1000 };

struct told {
	long record;
	enum verdict verdict;
	enum plan_kind kind;
	char column[64];
	char reason[300];
	char changes[300];
};

#define FIXTURE_MORE \
	struct told told[ROWS_MAX]; \
	size_t n; \
	long stop_at; /* progress says stop from this line on; 0: never */
#include "store/station.h"

static int setup(void **state) {
	tr_set_lang(LANG_ZH);
	station_setup(state);
	snprintf(tmp_folder, sizeof tmp_folder, "%s", ((struct fixture *)*state)->dir);
	return 0;
}

/* What the imports wrote lies beside the station. */
static int teardown(void **state) {
	struct fixture *f = *state;

	station_close(f->st);
	f->st = NULL;
	tmp_empty();
	return station_teardown(state);
}

static void each(void *ctx, const struct plan_row *row) {
	struct fixture *f = ctx;

	if (!row)
		f->n = 0;
	if (!row)
		return;
	struct told *t = &f->told[f->n++];
	assert_true(f->n < ROWS_MAX);
	t->record = row->record;
	t->verdict = row->verdict;
	t->kind = row->kind;
	snprintf(t->column, sizeof t->column, "%s", row->column);
	snprintf(t->reason, sizeof t->reason, "%s", row->reason);
	snprintf(t->changes, sizeof t->changes, "%s", row->changes);
}

static bool progress(void *ctx, long done, long total) {
	struct fixture *f = ctx;

	assert_in_range(done, 1, total);
	return !f->stop_at || done < f->stop_at;
}

static struct plan *plan(struct fixture *f, const char *path, const char *reg) {
	static struct plan_options o;
	struct plan *p;

	o = (struct plan_options){.path = path, .reg = reg, .progress = progress, .each = each, .ctx = f};
	f->n = 0;
	OK(plan_make(&p, f->st, &f->actor, &o, &f->err));
	assert_int_equal(plan_counts(p)->records, f->n);
	return p;
}

/* Plan and apply; the counts of what was done. */
static struct plan_counts take(struct fixture *f, const char *path, const char *reg, char *refused) {
	struct plan *p = plan(f, path, reg);
	struct plan_counts planned = *plan_counts(p), done;

	OK(plan_apply(p, &f->err));
	done = *plan_counts(p);
	assert_memory_equal(&planned, &done, sizeof done);
	if (refused)
		snprintf(refused, 200, "%s", plan_refused_path(p) ? plan_refused_path(p) : "");
	plan_free(p);
	return done;
}

static const char *sample(const char *name) {
	static char path[200];

	snprintf(path, sizeof path, "%s/%s", TEST_DATA, name);
	return path;
}

static const char *take_text(struct fixture *f, const char *text, const char *reg, struct plan_counts *counts) {
	const char *path = tmp_write("in.csv", text, strlen(text));

	*counts = take(f, path, reg, NULL);
	return path;
}

/* ---- samples ---- */

static void compare_with_truth(struct fixture *f, const char *truth) {
	struct text_source *s;
	struct csv_reader *r;
	const struct csv_record *rec;
	size_t i = 0;

	OK(text_source_open(&s, sample(truth), TEXT_SOURCE_AUTO, &f->err));
	OK(csv_reader_new(&r, s, ',', &f->err));
	OK(csv_reader_next(r, &rec, &f->err));
	for (;; i++) {
		OK(csv_reader_next(r, &rec, &f->err));
		if (!rec)
			break;
		assert_true(i < f->n);
		const struct told *t = &f->told[i];
		if (t->record != strtol(csv_cell(rec, 0), NULL, 10) || strcmp(verdict_word(t->verdict), csv_cell(rec, 1)) != 0 ||
		    strcmp(t->column, csv_cell(rec, 2)) != 0)
			fail_msg("%s: record %ld is %s %s (%s), the truth for %s is %s %s", truth, t->record, verdict_word(t->verdict),
			         t->column, t->reason, csv_cell(rec, 0), csv_cell(rec, 1), csv_cell(rec, 2));
		assert_int_equal(t->verdict == VERDICT_OK, !t->reason[0]);
	}
	assert_int_equal(i, f->n);
	csv_reader_free(r);
	text_source_close(s);
}

static void test_truth(void **state) {
	static const struct {
		const char *file, *truth;
	} samples[] = {
		{"roster-county-gb18030.csv", "roster-county-gb18030.truth.csv"},
		{"roster-office-gb18030.csv", "roster-office-gb18030.truth.csv"},
		{"roster-utf16.txt", "roster-utf16.truth.csv"},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < 3; i++) {
		plan_free(plan(f, sample(samples[i].file), NULL));
		compare_with_truth(f, samples[i].truth);
	}
}

static void test_clean(void **state) {
	struct fixture *f = *state;
	struct plan *p = plan(f, sample("roster-clean-utf8bom.csv"), NULL);

	assert_string_equal(plan_register(p)->id, "roster");
	assert_int_equal(plan_counts(p)->n_new, 120);
	assert_int_equal(plan_counts(p)->n_warned + plan_counts(p)->n_refused + plan_counts(p)->n_same, 0);
	assert_non_null(plan_note(p, 0));
	assert_non_null(strstr(plan_preview(p, 0), "薛洋"));
	plan_free(p);
}

static long long on_file(struct fixture *f) {
	long long n;

	OK(resident_count(f->st, &f->actor, &n, &f->err));
	return n;
}

/* Each sample taken; the same file again changes nothing and says so. */
static void test_again(void **state) { /* rule 10.9 */
	static const char *const files[] = {"roster-clean-utf8bom.csv", "roster-county-gb18030.csv", "roster-office-gb18030.csv",
	                                    "roster-utf16.txt"};
	struct fixture *f = *state;
	char refused[200];

	for (size_t i = 0; i < 4; i++) {
		long long before = on_file(f);
		char copy[200], seq1[65], seq2[65];
		long long a, b;
		size_t n;
		char *bytes = tmp_read(sample(files[i]), &n);
		snprintf(copy, sizeof copy, "%s", tmp_write(files[i], bytes, n));
		free(bytes);
		struct plan_counts c = take(f, copy, NULL, refused);
		assert_int_equal(on_file(f) - before, c.n_new);
		assert_int_equal(refused[0] != '\0', c.n_refused > 0);
		OK(station_audit_head(f->st, &a, seq1, &f->err));
		struct plan *p = plan(f, copy, NULL);
		assert_int_equal(plan_counts(p)->n_new + plan_counts(p)->n_changed, 0);
		assert_int_equal(plan_counts(p)->n_same, c.n_new);
		assert_int_equal(plan_counts(p)->n_refused, c.n_refused);
		OK(plan_apply(p, &f->err));
		plan_free(p);
		OK(station_audit_head(f->st, &b, seq2, &f->err));
		/* that it was planned (rule 11.20), and the file of refused rows, each time */
		assert_int_equal(b - a, 1 + (c.n_refused > 0));
	}
	/* Only the first of two identical refused files is kept. */
	assert_int_equal(access(tmp_path("roster-county-gb18030.csv.refused-2.csv"), F_OK), -1);
}

/* ---- small files ---- */

#define ID_A "990101198503150016"
#define ID_B "990101199001010010"
#define ID_C "99010120000101001X"
#define HEAD "序号,姓名,身份证号,联系电话,所属村社,人员类别,决定书文号,决定日期,报到日期,备注\n"

/* The number of text, with its right check digit, in place of every 18 characters that begin with 990101. */
static char *with_check_digits(const char *text) {
	char *out = mem_strdup(text);

	for (char *p = strstr(out, "990101"); p; p = strstr(p + 18, "990101"))
		p[17] = strspn(p, "0123456789") < 17 ? p[17] : idno_check_digit(p);
	return out;
}

static struct plan_counts taken(struct fixture *f, const char *text, const char *reg) {
	struct plan_counts c;
	char *good = with_check_digits(text);

	take_text(f, good, reg, &c);
	free(good);
	return c;
}

static void assert_told(const struct fixture *f, size_t i, enum verdict v, enum plan_kind k, const char *column) {
	assert_true(i < f->n);
	if (f->told[i].verdict != v || f->told[i].kind != k || strcmp(f->told[i].column, column) != 0)
		fail_msg("record %ld is %s, kind %d, column %s: %s", f->told[i].record, verdict_word(f->told[i].verdict),
		         (int)f->told[i].kind, f->told[i].column, f->told[i].reason);
}

static void test_duplicates(void **state) { /* rule 10.8 */
	struct fixture *f = *state;
	struct plan_counts c = taken(f,
	                             HEAD "1,甲一," ID_A ",,东山村,社区戒毒,A1,2025-01-02,2025-01-05,\n"
	                                  "2,乙二," ID_A ",,东山村,社区戒毒,A2,2025-02-02,,\n"
	                                  "3,甲一," ID_A ",,东山村,社区戒毒,A1,2025-01-02,2025-01-05,\n"
	                                  "4,,丙," ID_B ",东山村,社区戒毒,B1,2025-01-02,,\n"
	                                  "5,,," ID_C ",东山村,社区戒毒,C1,2025-01-02,,\n",
	                             NULL);

	assert_told(f, 0, VERDICT_OK, PLAN_NEW, "");
	assert_told(f, 1, VERDICT_BAD, PLAN_REFUSED, "身份证号");
	assert_told(f, 2, VERDICT_OK, PLAN_SAME, "");
	assert_told(f, 3, VERDICT_BAD, PLAN_REFUSED, "姓名");
	assert_told(f, 4, VERDICT_BAD, PLAN_REFUSED, "姓名");
	assert_int_equal(c.n_new, 1);
	assert_int_equal(on_file(f), 1);
	/* Against the database: another name is refused, the name written otherwise is the same. */
	taken(f, HEAD "1,乙二," ID_A ",,东山村,社区戒毒,A1,2025-01-02,,\n"
	              "2, 甲 一　," ID_A ",,东山村,社戒,A1,2025年1月2日,,\n", NULL);
	assert_told(f, 0, VERDICT_BAD, PLAN_REFUSED, "身份证号");
	assert_told(f, 1, VERDICT_BAD, PLAN_REFUSED, "身份证号"); /* the file itself says another name before */
	taken(f, HEAD "2, 甲 一　," ID_A ",,东山村,社戒,A1,2025年1月2日,,\n", NULL);
	assert_told(f, 0, VERDICT_OK, PLAN_SAME, "");
}

static void load_only(struct fixture *f, struct resident *r) {
	struct resident_query q = {.sort = SORT_FILE_NO};
	struct ids ids = {0};

	OK(resident_list(f->st, &f->actor, &q, &ids, &f->err));
	assert_int_equal(ids.n, 1);
	OK(resident_get(f->st, &f->actor, ids.v[0], r, &f->err));
	ids_clear(&ids);
}

static size_t orders_of(struct fixture *f, long long resident, struct treatment_order *last) {
	struct ids ids = {0};
	size_t n;

	OK(order_list(f->st, &f->actor, resident, &ids, &f->err));
	n = ids.n;
	OK(order_get(f->st, &f->actor, ids.v[last->rec.id ? 0 : n - 1], last, &f->err));
	ids_clear(&ids);
	return n;
}

static void test_changed(void **state) {
	struct fixture *f = *state;
	struct resident r;

	taken(f, HEAD "1,甲一," ID_A ",13800000000,东山村,社区戒毒,A1,2025-01-02,2025-01-05,第一次\n", NULL);
	taken(f, HEAD "1,甲一," ID_A ",13900000000,,社区戒毒,A1,2025-01-02,,\n", NULL);
	assert_told(f, 0, VERDICT_OK, PLAN_CHANGED, "");
	assert_string_equal(f->told[0].changes, "联系电话");
	load_only(f, &r);
	assert_string_equal(r.phone, "13900000000");
	assert_string_equal(r.note, "第一次");
	assert_true(r.place.id > 0);
	assert_int_equal(r.rec.ver, 2);
	entity_clear(&resident_def, &r);
	/* A village not on file is made and told. */
	char *text = with_check_digits(HEAD "1,甲一," ID_A ",,西山村,社区戒毒,A1,2025-01-02,,\n");
	struct plan *p = plan(f, tmp_write("in.csv", text, strlen(text)), NULL);
	bool told = false;
	for (size_t i = 0; plan_note(p, i); i++)
		told = told || strstr(plan_note(p, i), "西山村");
	assert_true(told);
	assert_string_equal(f->told[0].changes, "所属村社");
	plan_free(p);
	free(text);
}

static void test_orders(void **state) {
	struct fixture *f = *state;
	struct resident r;
	struct treatment_order o = {0};

	taken(f, HEAD "1,甲一," ID_A ",,东山村,社区戒毒,A1,2023-01-02,2023-01-05,\n", NULL);
	load_only(f, &r);
	taken(f, HEAD "1,甲一," ID_A ",,东山村,社区康复,A2,2022-06-01,,\n", NULL);
	assert_told(f, 0, VERDICT_BAD, PLAN_REFUSED, "决定书文号");
	taken(f, HEAD "1,甲一," ID_A ",,东山村,社区康复,A2,2025-06-01,2025-06-03,\n", NULL);
	assert_told(f, 0, VERDICT_WARN, PLAN_NEW, "决定书文号");
	assert_int_equal(orders_of(f, r.rec.id, &o), 2);
	assert_string_equal(o.doc_no, "A2");
	assert_true(code_is(o.state, "executing"));
	entity_clear(&order_def, &o);
	o.rec.id = 1;
	orders_of(f, r.rec.id, &o);
	assert_string_equal(o.doc_no, "A1");
	assert_true(code_is(o.state, "terminated"));
	entity_clear(&order_def, &o);
	/* Both orders in one file, as they are now: nothing changes. */
	struct plan_counts c = taken(f,
	                             HEAD "1,甲一," ID_A ",,东山村,社区戒毒,A1,2023-01-02,2023-01-05,\n"
	                                  "2,甲一," ID_A ",,东山村,社区康复,A2,2025-06-01,2025-06-03,\n",
	                             NULL);
	assert_int_equal(c.n_same, 2);
	/* Two orders of somebody new in one file. */
	c = taken(f, HEAD "1,乙二," ID_B ",,东山村,社区戒毒,B1,2023-01-02,2023-01-05,\n"
	                  "2,乙二," ID_B ",,东山村,社区康复,B2,2025-06-01,2025-06-03,\n"
	                  "3,乙二," ID_B ",,东山村,社区康复,B0,2022-06-01,2022-06-03,\n", NULL);
	assert_told(f, 0, VERDICT_OK, PLAN_NEW, "");
	assert_told(f, 1, VERDICT_WARN, PLAN_NEW, "决定书文号");
	assert_told(f, 2, VERDICT_BAD, PLAN_REFUSED, "决定书文号");
	assert_int_equal(on_file(f), 2);
	entity_clear(&resident_def, &r);
}

static void test_masked(void **state) {
	struct fixture *f = *state;
	struct resident r;
	char text[400];

	taken(f, HEAD "1,甲一," ID_A ",13800000000,东山村,社区戒毒,A1,2025-01-02,,\n", NULL);
	load_only(f, &r);
	snprintf(text, sizeof text, "档案编号,姓名,身份证号,联系电话,人员类别,决定日期,备注\n%s,甲**,990101************,138********,社区戒毒,2025-01-02,新\n",
	         r.file_no);
	taken(f, text, NULL);
	assert_told(f, 0, VERDICT_OK, PLAN_CHANGED, "");
	assert_string_equal(f->told[0].changes, "备注");
	entity_clear(&resident_def, &r);
	load_only(f, &r);
	assert_string_equal(r.phone, "13800000000");
	assert_string_equal(r.note, "新");
	entity_clear(&resident_def, &r);
	taken(f, HEAD "1,甲一,990101************,,东山村,社区戒毒,A1,2025-01-02,,\n", NULL);
	assert_told(f, 0, VERDICT_BAD, PLAN_REFUSED, "身份证号");
}

/* A refused file holds the same columns and the reason; as it is it is refused again, mended it is taken. */
static void test_refused(void **state) { /* rule 10.9 */
	struct fixture *f = *state;
	char path[200], *text = with_check_digits(HEAD "1,甲一," ID_A ",,东山村,社区戒毒,A1,2025-02-30,,=1+1\n"
	                                               "2,乙二," ID_B ",,东山村,社区戒毒,B1,2025-01-02,,\n"
	                                               "3,丙三,9.90101E+17,,东山村,其它类,C1,2025-01-02,,\"a\nb\"\n");
	struct plan_counts c = take(f, tmp_write("in.csv", text, strlen(text)), NULL, path);
	char *refused, *mended;
	size_t n;

	assert_int_equal(c.n_new, 1);
	assert_int_equal(c.n_refused, 2);
	assert_string_equal(path, tmp_path("in.csv.refused.csv"));
	refused = tmp_read(path, &n);
	assert_non_null(strstr(refused, "备注,拒收原因\r\n"));
	assert_null(strstr(refused, "乙二"));
	c = take(f, path, NULL, NULL);
	assert_int_equal(c.n_refused, 2);
	assert_told(f, 0, VERDICT_BAD, PLAN_REFUSED, "决定日期");
	assert_told(f, 1, VERDICT_BAD, PLAN_REFUSED, "身份证号");
	mended = mem_alloc(n + 100);
	char *date = strstr(refused, "2025-02-30"), *number = strstr(refused, "9.90101E+17"), *kind = strstr(refused, "其它类");
	assert_true(date && number && kind);
	memcpy(date, "2025-02-20", 10);
	snprintf(mended, n + 100, "%.*s%s%.*s%s%s", (int)(number - refused), refused, ID_C, (int)(kind - number - 11), number + 11,
	         "社区康复", kind + strlen("其它类"));
	c = taken(f, mended, NULL);
	assert_int_equal(c.n_new, 2);
	assert_int_equal(c.n_refused, 0);
	assert_int_equal(on_file(f), 3);
	free(text);
	free(refused);
	free(mended);
}

/* A row with too few cells does not become whole by being written to the refused file. */
static void test_slipped(void **state) {
	struct fixture *f = *state;
	char path[200], *text = with_check_digits(HEAD "1,甲一," ID_A ",,东山村,社区戒毒,A1,2025-01-02\n");
	char *refused, *mended, *cell;
	size_t n;

	assert_int_equal(take(f, tmp_write("in.csv", text, strlen(text)), NULL, path).n_refused, 1);
	assert_int_equal(take(f, path, NULL, path).n_refused, 1);
	assert_int_equal(take(f, path, NULL, NULL).n_refused, 1);
	assert_int_equal(on_file(f), 0);
	refused = tmp_read(path, &n);
	cell = strstr(refused, "(!) 请把各项");
	assert_non_null(cell);
	mended = mem_printf("%.*s\r\n", (int)(cell - refused), refused);
	assert_int_equal(taken(f, mended, NULL).n_new, 1);
	assert_int_equal(on_file(f), 1);
	free(text);
	free(refused);
	free(mended);
}

static void test_header(void **state) {
	static const struct {
		const char *text, *id, *says;
	} cases[] = {
		{"姓名,性别,联系电话\n甲,男,1\n", "header.missing", "人员类别"},
		{"姓名,人员类别,决定日期\n甲,社区戒毒,2025-01-01\n", "header.missing", "身份证号/其他证件号码/档案编号"},
		{"甲,乙\n1,2\n", "header.none", "姓名"},
		{"\n\n", "header.none", "in.csv"},
	};
	struct fixture *f = *state;
	struct plan_options o = {.path = tmp_path("in.csv")};
	struct plan *p;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		o.path = tmp_write("in.csv", cases[i].text, strlen(cases[i].text));
		assert_int_equal(plan_make(&p, f->st, &f->actor, &o, &f->err), RC_INVALID);
		/* its columns can be told what they are */
		struct plan_column c;
		assert_int_equal(p && plan_column(p, 0, &c), i < 3);
		plan_free(p);
		assert_string_equal(f->err.id, cases[i].id);
		assert_non_null(strstr(f->err.text, cases[i].says));
	}
	o.reg = "nothing";
	assert_int_equal(plan_make(&p, f->st, &f->actor, &o, &f->err), RC_USAGE);
	/* Title lines, unknown and doubled columns, a row with blank cells too many, a slipped row, totals and signatures. */
	struct plan_counts c = taken(f,
	                             "花名册,,,,,,\n单位:示范镇,,,,,,\n姓 名,公民身份号码（必填）,公民身份号码,类 别,责令日期,民族,手机\n"
	                             "甲一,x," ID_A ",社戒,2025-01-02,x,,,,\n乙二,x," ID_B ",社戒,2025-01-02,x\n\n"
	                             "丙三,x," ID_C ",社戒,2025-01-02,x,,多\n小 计：,3人\n审核人：某,,填报日期：2026-11-22\n",
	                             NULL);
	assert_int_equal(c.records, 3);
	assert_int_equal(c.skipped, 5);
	assert_told(f, 0, VERDICT_BAD, PLAN_REFUSED, "");
	assert_told(f, 1, VERDICT_BAD, PLAN_REFUSED, "联系电话");
	assert_told(f, 2, VERDICT_BAD, PLAN_REFUSED, "");
	assert_int_equal(f->told[2].record, 7);
}

static void test_cancelled_and_changed_file(void **state) {
	struct fixture *f = *state;
	struct plan *p = plan(f, sample("roster-clean-utf8bom.csv"), NULL);
	char *bytes;
	size_t n;

	f->stop_at = 60;
	assert_int_equal(plan_apply(p, &f->err), RC_CANCELLED);
	assert_int_equal(on_file(f), 0);
	plan_free(p);
	f->stop_at = 0;
	bytes = tmp_read(sample("roster-clean-utf8bom.csv"), &n);
	p = plan(f, tmp_write("in.csv", bytes, n), NULL);
	bytes[n - 3] = '9';
	tmp_write("in.csv", bytes, n);
	assert_int_equal(plan_apply(p, &f->err), RC_CONFLICT);
	assert_int_equal(on_file(f), 0);
	plan_free(p);
	free(bytes);
}

static void test_events(void **state) {
	static const char tests[] = "检测时间,姓名,身份证号,样本,结果,检测人,见证民警\n"
	                            "2025-02-01,甲一," ID_A ",尿,阴,王,刘\n"
	                            "2025-03-01,甲一," ID_A ",尿,阴性,王,刘\n"
	                            "2025-03-01,甲一," ID_A ",毛发,阴性,王,刘\n"
	                            "2025-03-01,甲一," ID_A ",尿,阴性,王,刘\n"
	                            "2025-03-01,甲一," ID_A ",尿,阳性,李,刘\n"
	                            "2024-01-01,甲一," ID_A ",尿,阴性,王,刘\n"
	                            "2025-03-01,甲一," ID_B ",尿,阴性,王,刘\n"
	                            "2025-04-01,某," ID_A ",尿,阴性,王,刘\n"
	                            "2025-04-01,甲一," ID_A ",尿,没来,王,刘\n";
	struct fixture *f = *state;
	struct plan_counts c;

	taken(f, HEAD "1,甲一," ID_A ",,东山村,社区戒毒,A1,2025-01-02,2025-01-05,\n", NULL);
	c = taken(f, tests, NULL);
	assert_told(f, 0, VERDICT_OK, PLAN_NEW, "");
	assert_told(f, 2, VERDICT_OK, PLAN_NEW, "");
	assert_told(f, 3, VERDICT_OK, PLAN_SAME, "");
	assert_told(f, 4, VERDICT_OK, PLAN_NEW, "");
	assert_told(f, 5, VERDICT_WARN, PLAN_NEW, "检测日期");
	assert_told(f, 6, VERDICT_BAD, PLAN_REFUSED, "身份证号");
	assert_told(f, 7, VERDICT_BAD, PLAN_REFUSED, "身份证号");
	assert_told(f, 8, VERDICT_BAD, PLAN_REFUSED, "检测结果");
	assert_int_equal(c.n_new, 5);
	c = taken(f, tests, "test");
	assert_int_equal(c.n_new + c.n_changed, 0);
	assert_int_equal(c.n_same, 6);
	taken(f, "检测日期,姓名,身份证号,样本种类,检测结果,检测人,见证民警\n2025-02-01,甲一," ID_A ",尿,阳性,,\n", NULL);
	assert_told(f, 0, VERDICT_OK, PLAN_CHANGED, "");
	assert_string_equal(f->told[0].changes, "检测结果");
	/* Equal ones pair first, wherever they stand: of three with one key two are on file, and one of those is changed. */
	c = taken(f, "检测日期,姓名,身份证号,样本种类,检测结果,检测人,见证民警\n"
	             "2025-03-01,甲一," ID_A ",尿,阴性,赵,刘\n"
	             "2025-03-01,甲一," ID_A ",尿,阴性,钱,刘\n"
	             "2025-03-01,甲一," ID_A ",尿,阴性,王,刘\n", NULL);
	assert_told(f, 0, VERDICT_OK, PLAN_CHANGED, "");
	assert_told(f, 1, VERDICT_OK, PLAN_NEW, "");
	assert_told(f, 2, VERDICT_OK, PLAN_SAME, "");
}

/* ---- out and in again ---- */

static char *exported(struct fixture *f, const char *reg, const char *name, bool identified, enum text_source_encoding e,
                      size_t *n) {
	struct export_options o = {.reg = reg, .path = tmp_path(name), .encoding = e, .existing = CSV_REPLACE,
	                           .identified = identified};
	long rows;

	OK(export_write(f->st, &f->actor, &o, &rows, NULL, &f->err));
	return tmp_read(o.path, n);
}

static void assert_all_same(struct fixture *f, const char *name, const char *reg, long rows) {
	struct plan *p = plan(f, tmp_path(name), reg);

	for (size_t i = 0; i < f->n; i++)
		assert_told(f, i, VERDICT_OK, PLAN_SAME, "");
	assert_int_equal(plan_counts(p)->n_same, rows);
	plan_free(p);
}

static void test_export(void **state) {
	static const char tests[] = "检测日期,姓名,身份证号,检测结果,备注\n"
	                            "2025-02-01,甲一," ID_A ",阴性,=1+1\n2025-03-01,甲一," ID_A ",阴性,'=x\n2025-04-01,乙二," ID_B ",阳性,\n";
	struct fixture *f = *state;
	size_t n, m;

	taken(f, HEAD "1,甲一," ID_A ",+8613800000000,东山村,社区戒毒,A1,2023-01-02,2023-01-05,=1+1\n"
	              "2,乙二," ID_B ",19900000000,东山村,社区康复,007,2025-01-02,2025-01-05,'=1+1\n"
	              "3,甲一," ID_A ",,东山村,社区康复,1E5,2025-06-01,2025-06-03,\"第一行\n第二行\"\n", NULL);
	assert_int_equal(taken(f, tests, NULL).n_new, 3);
	char *roster = exported(f, "roster", "r.csv", true, TEXT_SOURCE_UTF8, &n);
	char *events = exported(f, "test", "t.csv", true, TEXT_SOURCE_GB18030, &n);
	assert_non_null(strstr(roster, "\t\""));
	assert_non_null(strstr(roster, "'+8613800000000"));
	assert_all_same(f, "r.csv", NULL, 3);
	assert_all_same(f, "t.csv", NULL, 3);
	/* Masked: no number, name or address, and still the same people. */
	char *masked = exported(f, "roster", "m.csv", false, TEXT_SOURCE_UTF8, &m);
	assert_null(strstr(masked, "99010119"));
	assert_null(strstr(masked, "甲一"));
	assert_null(strstr(masked, "现住址"));
	assert_all_same(f, "m.csv", NULL, 3);
	free(masked);
	masked = exported(f, "test", "mt.csv", false, TEXT_SOURCE_UTF8, &m);
	assert_null(strstr(masked, "99010119"));
	assert_all_same(f, "mt.csv", NULL, 3);
	free(masked);
	/* Into a new station, and out again: the same bytes. */
	struct station_options opt = {.db = tmp_path("s2.db")};
	station_close(f->st);
	OK(station_init(&opt, "示范镇", "wang", "王干事", &f->err));
	OK(station_open(&f->st, &opt, &f->err));
	OK(station_actor(f->st, "wang", "cli", &f->actor, &f->err));
	assert_int_equal(take(f, tmp_path("r.csv"), NULL, NULL).n_new, 3);
	assert_int_equal(take(f, tmp_path("t.csv"), NULL, NULL).n_new, 3);
	char *roster2 = exported(f, "roster", "r2.csv", true, TEXT_SOURCE_UTF8, &n);
	char *events2 = exported(f, "test", "t2.csv", true, TEXT_SOURCE_GB18030, &n);
	assert_string_equal(roster, roster2);
	assert_string_equal(events, events2);
	free(roster);
	free(roster2);
	free(events);
	free(events2);
}

/* Statements of an import of so many new people. */
static long long statements_of(struct fixture *f, int from, int n) {
	struct plan_options o = {.at_once = true};
	struct str text = {0};
	struct plan *p;
	long long before = store_statements(f->st->store);

	str_add(&text, HEAD);
	for (int i = from; i < from + n; i++)
		str_addf(&text, "%d,甲一,99010119800101%03d0,,东山村,社区戒毒,A%d,2025-01-02,2025-01-05,\n", i, i, i);
	char *roster = with_check_digits(text.s);
	o.path = tmp_write("in.csv", roster, strlen(roster));
	OK(plan_make(&p, f->st, &f->actor, &o, &f->err));
	assert_int_equal(plan_counts(p)->n_new, n);
	plan_free(p);
	free(roster);
	str_clear(&text);
	return store_statements(f->st->store) - before;
}

/* A person costs so many and no more: who was just made is not asked for what nobody can have. */
static void test_statements(void **state) {
	struct fixture *f = *state;
	long long few = statements_of(f, 0, 20), many = statements_of(f, 20, 120);

	assert_in_range(many - few, 1000, 1950); /* 19 each; one more for each is seen */
}

int main(void) {
#define TEST(t) cmocka_unit_test_setup_teardown(t, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_truth),  TEST(test_clean),   TEST(test_again),  TEST(test_duplicates), TEST(test_changed),
		TEST(test_orders), TEST(test_masked),  TEST(test_refused), TEST(test_slipped), TEST(test_header),
		TEST(test_cancelled_and_changed_file), TEST(test_events), TEST(test_export),
		TEST(test_statements),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

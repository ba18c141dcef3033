/* The forms as printed pages: blank and filled to the brim, masked, on record (rules 17.11 to 17.14, 17.17).
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "core/utf8.h"
#include "exchange/print/form.h"
#include "model/event/registers.h"
#include "model/ledger/ledger.h"
#include "sheet_util.h"

#define PHONE "13912345678"
enum { NOTE = 4000, PAGE_LINES_MOST = SHEET_LINES, COLUMNS_MOST = 80 };

#define FORM_TEST(f) cmocka_unit_test_setup_teardown(f, station_setup, station_teardown_all)

/* ---- records with something in every field ---- */

static size_t longest(const struct field_def *f) { return f->max ? (size_t)f->max : f->type == FT_NOTE ? NOTE : 60; }

/* How often 满 stands in it then. */
static size_t filled(const struct field_def *f) {
	bool text = (f->type == FT_TEXT || f->type == FT_NOTE) && !(f->flags & (F_SYSTEM | F_TIME));

	return text ? longest(f) - longest(f) / 50 : 0;
}

static void fill_field(const struct field_def *f, void *rec) {
	struct str text = {0};
	size_t most = longest(f);

	switch (f->type) {
	case FT_TEXT:
	case FT_NOTE:
		if (f->flags & (F_SYSTEM | F_TIME))
			return;
		for (size_t i = 0; i < most; i++)
			str_add(&text, i % 50 == 49 ? " ab" : "满");
		field_take_text(f, rec, str_take(&text));
		break;
	case FT_PHONE:
		field_take_text(f, rec, mem_strdup(PHONE));
		break;
	case FT_DATE:
		*(struct date *)field_ptr(f, rec) = day("2026-10-08");
		break;
	case FT_CODE:
		*(struct code *)field_ptr(f, rec) = code_of(code_item_at(f->codes, 0)->code);
		break;
	case FT_INT:
	case FT_MONEY:
		*(long long *)field_ptr(f, rec) = 12;
		break;
	case FT_REF:
		if (f->flags & F_REQUIRED) /* the first of the station's own, made before */
			((struct ref *)field_ptr(f, rec))->id = 1;
		break;
	case FT_IDNO:
	default:
		break;
	}
}

/* Past the checks: what a form must bear, not what an officer would write. */
static long long add_full(struct fixture *f, const struct entity_def *def, long long resident, long long order) {
	struct event *e = mem_zalloc(1, def->size);
	struct change c;
	long long id;

	entity_init(def, e);
	for (size_t i = 0; i < def->count; i++)
		fill_field(&def->fields[i], e);
	if (resident) {
		e->resident.id = resident;
		e->order_id.id = order;
	}
	OK(change_begin(&c, f->st->store, &f->actor, "test.full", &f->err));
	OK(change_insert(&c, def, e, &f->err));
	OK(change_close(&c, RC_OK, NULL, NULL, &f->err));
	id = e->rec.id;
	entity_clear(def, e);
	free(e);
	return id;
}

/* What a form is of; NULL: a person. */
static const struct entity_def *form_of(const struct print_form *form) {
	const struct event_def *def = form->of ? event_find_def(form->of) : NULL;
	const struct ledger_def *ledger = form->of ? ledger_find_def(form->of) : NULL;

	return def ? def->entity : ledger ? ledger->entity : NULL;
}

/* ---- what was printed ---- */

static char *read_page(struct fixture *f, char *path, const char *suffix) {
	char *name = mem_printf("%.*s%s", (int)strlen(path) - 5, path, suffix);
	struct str bytes = {0};

	OK(file_read(name, 64 << 20, &bytes, &f->err));
	free(name);
	return str_take(&bytes);
}

/* Pages of the text twin, none longer or wider than a page of the printer. */
static size_t pages_of(const char *text, const char *id) {
	size_t pages = 1, lines = 0;

	for (const char *s = text; *s;) {
		size_t n = strcspn(s, "\n");
		char *one = mem_strndup(s, n);

		if (*one == '\f') {
			pages++;
			lines = 0;
		}
		if (++lines > PAGE_LINES_MOST)
			fail_msg("%s: page %zu has more than %d lines", id, pages, PAGE_LINES_MOST);
		if (utf8_width(one + (*one == '\f')) > COLUMNS_MOST)
			fail_msg("%s: too wide: %s", id, one);
		free(one);
		s += n + (s[n] == '\n');
	}
	return pages;
}

static size_t count(const char *html, const char *what) {
	size_t n = 0;

	for (const char *s = html; (s = strstr(s, what)) != NULL; s++)
		n++;
	return n;
}

/* No page is higher than A4 less its margins, by the heights its rows are given. */
static void heights(const char *html, const char *id) {
	for (const char *s = strstr(html, "<section>"); s; s = strstr(s + 1, "<section>")) {
		const char *end = strstr(s, "</section>");
		double mm = 20;

		for (const char *r = s; (r = strstr(r, "height:")) != NULL && r < end; r++)
			mm += strtod(r + 7, NULL);
		for (const char *r = s; (r = strstr(r, "class=\"sign\"")) != NULL && r < end; r++)
			mm += 11;
		if (mm > SHEET_MM)
			fail_msg("%s: a page is %.1f mm high", id, mm);
	}
}

/* ---- every form ---- */

static size_t has_label(const struct print_form *form, const char *html, const struct entity_def *of, const char *name) {
	const struct field_def *fd = of ? entity_field(of, name) : NULL;
	char *cell;

	if (!fd)
		fail_msg("%s: no field %s", form->id, name);
	cell = mem_printf(">%s</th>", tr(fd->label));
	if (!strstr(html, cell))
		fail_msg("%s: no label %s", form->id, cell);
	free(cell);
	return filled(fd);
}

/* Columns of its tables; one record each. */
static size_t has_columns(const struct print_form *form, const char *html) {
	size_t full = 0;

	for (size_t i = 0; i < FORM_TABLES && form->tables[i].of; i++) {
		const struct event_def *def = event_find_def(form->tables[i].of);
		char row[200], *next = NULL;
		long units = 0;

		snprintf(row, sizeof row, "%s", form->tables[i].columns);
		for (char *w = strtok_r(row, " ", &next); w; w = strtok_r(NULL, " ", &next)) {
			units += strtol(strchr(w, ':') + 1, NULL, 10);
			*strchr(w, ':') = '\0';
			if (def && strcmp(w, "no") != 0)
				full += has_label(form, html, def->entity, w);
		}
		if (units != SHEET_UNITS)
			fail_msg("%s: a table of %ld units", form->id, units);
	}
	return full;
}

/* Every field it names is a field, and its label stands there. Answers how often 满 does in a full record. */
static size_t has_labels(const struct print_form *form, const char *html) {
	const struct entity_def *def = form_of(form);
	size_t full = 0;

	assert_true(!form->of || def);
	for (size_t i = 0; i < FORM_ROWS && form->rows[i]; i++) {
		char row[200], *next = NULL;

		snprintf(row, sizeof row, "%s", form->rows[i]);
		for (char *w = strtok_r(row, " ", &next); w; w = strtok_r(NULL, " ", &next)) {
			const struct entity_def *of = strncmp(w, "r.", 2) == 0   ? &resident_def
			                              : strncmp(w, "o.", 2) == 0 ? &order_def
			                                                         : def;

			w[strcspn(w, "*")] = '\0';
			if (*w == '#' || *w == '=' || strncmp(w, "s.", 2) == 0)
				continue;
			full += w[1] == '.' ? (has_label(form, html, of, w + 2), 0) : has_label(form, html, of, w);
		}
	}
	return full + has_columns(form, html);
}

static void in(const char *text, const char *what) {
	if (!text || !strstr(text, what))
		fail_msg("%s is not in %s", what, text ? text : "(no such part)");
}

/* The same form as a workbook: its first sheet is a page upright, in joined boxes, with what is signed below. */
static void is_on_paper(const char *page, const struct print_form *form) { /* rule 10.44 */
	char *path = mem_printf("%.*s.xlsx", (int)strlen(page) - 5, page), *sheet = sheet_part(path, SHEET_1);
	char *texts = sheet_part(path, "xl/sharedStrings.xml");

	in(sheet, "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
	in(sheet, "<pageSetup paperSize=\"9\" orientation=\"portrait\"/>");
	in(sheet, "<mergeCell ref=\"A2:X2\"/>");
	in(sheet, "customHeight=\"1\"");
	in(texts, tr(form->title));
	for (size_t i = 0; i < SHEET_SIGNS && form->signs[i]; i++)
		in(texts, tr(form->signs[i]));
	free(path);
	free(sheet);
	free(texts);
}

static char *print(struct fixture *f, const struct form_ask *ask, char **html) {
	char *path = NULL, *text;

	OK(form_print(f->st, &f->actor, ask, &path, &f->err));
	is_on_paper(path, ask->form);
	*html = read_page(f, path, ".html");
	text = read_page(f, path, ".txt");
	free(path);
	return text;
}

static void every_form_is_one_blank_page(void **state) {
	struct fixture *f = *state;

	for (const struct print_form *form = print_forms; form->id; form++) {
		char *html, *text = print(f, &(struct form_ask){.form = form}, &html);

		assert_int_equal(pages_of(text, form->id), 1);
		assert_int_equal(count(html, "<section>"), 1);
		heights(html, form->id);
		has_labels(form, html);
		for (size_t i = 0; i < SHEET_SIGNS && form->signs[i]; i++)
			assert_non_null(strstr(html, tr(form->signs[i])));
		assert_int_equal(number(f, "SELECT count(*) FROM disclosed"), 0);
		free(html);
		free(text);
	}
}

struct full {
	long long resident, order;
	const char *id_no;
};

static struct full make_full(struct fixture *f, bool all) {
	struct full m = {.resident = add_resident(f, "孙五", 1)};
	struct resident r;

	m.order = add_order(f, m.resident, "detox", "2026-01-05", "2026-01-12");
	OK(resident_get(f->st, &f->actor, m.resident, &r, &f->err));
	m.id_no = id_number("99010119850315001");
	r.phone = mem_strdup(PHONE);
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
	for (size_t i = 0; i < 2; i++)
		add_full(f, ledger_find_def(i ? "session" : "round")->entity, 0, 0);
	for (const struct event_def *d = event_table; d->entity; d++)
		for (int i = 0; i < (all ? 3 : 1); i++)
			add_full(f, d->entity, m.resident, m.order);
	return m;
}

/* The form itself is the first page; what is too long is behind it, and nothing is lost. */
static void every_form_fits_when_full(void **state) {
	struct fixture *f = *state;
	struct full m = make_full(f, false);

	for (const struct print_form *form = print_forms; form->id; form++) {
		bool of_nobody = form->of && !event_find_def(form->of);
		const struct form_ask ask = {.form = form, .resident = of_nobody ? 0 : m.resident,
		                             .record = of_nobody ? add_full(f, form_of(form), 0, 0) : 0};
		char *html, *text = print(f, &ask, &html);
		size_t pages = pages_of(text, form->id), want = has_labels(form, html);

		heights(html, form->id);
		if (count(text, "满") != want)
			fail_msg("%s: %zu of %zu characters", form->id, count(text, "满"), want);
		assert_int_equal(count(html, "<section>"), pages);
		assert_true(want < 3 * NOTE || pages > 1);
		assert_int_equal(count(html, "满"), count(text, "满"));
		if (strstr(html, m.id_no) || strstr(text, m.id_no) || strstr(html, PHONE) || strstr(text, PHONE))
			fail_msg("%s: a number stands there whole", form->id);
		free(html);
		free(text);
	}
	assert_int_equal(number(f, "SELECT count(DISTINCT resident) FROM disclosed"), 1);
}

/* Whole for a reason, which is on record before; masked ones for nobody else, and no form for a reader. */
static void whole_for_a_reason_alone(void **state) {
	struct fixture *f = *state;
	struct full m = make_full(f, false);
	struct form_ask ask = {.form = print_form_find("f4"), .resident = m.resident, .why = ""};
	const char *const roles[] = {"reader", "auditor"};
	char *path = NULL, *html, *text;

	assert_int_equal(form_print(f->st, &f->actor, &ask, &path, &f->err), RC_DENIED);
	assert_null(path);
	ask.why = "上级检查";
	text = print(f, &ask, &html);
	assert_non_null(strstr(text, PHONE));
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action LIKE 'reveal%' AND reason = '上级检查'"), 1);
	assert_int_equal(number(f, "SELECT instr(fields, '被访人电话') > 0 FROM disclosure ORDER BY seq DESC"), 1);
	free(html);
	free(text);
	ask.why = NULL;
	for (size_t i = 0; i < 2; i++) {
		struct actor a;

		play(f, &a, roles[i]);
		assert_int_equal(form_print(f->st, &a, &ask, &path, &f->err), RC_DENIED);
		assert_int_equal(dossier_print(f->st, &a, m.resident, 0, NULL, &path, &f->err), RC_DENIED);
		assert_null(path);
	}
}

/* A record of somebody else is not printed as this one's. */
static void a_record_is_its_persons(void **state) {
	struct fixture *f = *state;
	struct full m = make_full(f, false);
	struct form_ask ask = {.form = print_form_find("f3"), .record = 1};
	char *path = NULL;

	ask.resident = add_resident(f, "赵六", 2);
	REFUSED(form_print(f->st, &f->actor, &ask, &path, &f->err), "form.other");
	ask.record = 0;
	REFUSED(form_print(f->st, &f->actor, &ask, &path, &f->err), "form.none");
	(void)m;
}

/* Rule 17.14: the list of items, then every record; 17.17: with what was corrected and who looked. */
static void whole_documents(void **state) {
	struct fixture *f = *state;
	struct full m = make_full(f, true);
	struct resident r;
	struct actor officer;
	char *path = NULL, *html, *text;

	OK(dossier_print(f->st, &f->actor, m.resident, 0, NULL, &path, &f->err));
	html = read_page(f, path, ".html");
	text = read_page(f, path, ".txt");
	assert_int_equal(count(html, "<section>"), pages_of(text, "dossier"));
	heights(html, "dossier");
	for (const struct print_form *form = print_forms; form->id; form++) {
		char *title = mem_printf("<h1>%s</h1>", tr(form->title));

		if (form->of && event_find_def(form->of))
			assert_int_equal(count(html, title), 3);
		free(title);
	}
	assert_null(strstr(html, PHONE));
	free(html);
	free(text);
	free(path);
	OK(resident_get(f->st, &f->actor, m.resident, &r, &f->err));
	free(r.address);
	r.address = mem_strdup("新址一号");
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	free(r.address);
	r.address = mem_strdup("新址二号");
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
	OK(own_file_print(f->st, &f->actor, m.resident, NULL, &path, &f->err));
	html = read_page(f, path, ".html");
	assert_non_null(strstr(html, "新址一号")); /* corrected away: under the corrections alone */
	assert_non_null(strstr(html, tr("Who looked at this file")));
	assert_non_null(strstr(html, tr("Your rights")));
	heights(html, "own");
	free(html);
	free(path);
	play(f, &officer, "officer");
	assert_int_equal(own_file_print(f->st, &officer, m.resident, NULL, &path, &f->err), RC_DENIED);
	assert_null(path);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		FORM_TEST(every_form_is_one_blank_page), FORM_TEST(every_form_fits_when_full),
		FORM_TEST(whole_for_a_reason_alone),     FORM_TEST(a_record_is_its_persons),
		FORM_TEST(whole_documents),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

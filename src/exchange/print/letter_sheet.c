/* SPDX-License-Identifier: MIT */
#include "exchange/print/letter_sheet.h"

#include "core/clock.h"
#include "exchange/print/page.h"
#include "model/access/masking.h"
#include "model/entry/chain.h"
#include "model/event/leave.h"
#include "model/order/order.h"

enum { SIGNED = 3 };

/* One letter: head lines of the record, its words, then the lines of a field or of its papers. */
struct letter {
	const char *kind;  /* of the page */
	const char *title; /* N_() */
	const struct entity_def *def;
	const char *when, *is; /* field of the record and its value; NULL: every record */
	const char *head;      /* fields of the record in the head, comma-separated */
	const char *words;     /* N_(); NULL: those of the record alone */
	const char *lines;     /* field whose lines follow; NULL: none */
	bool papers;           /* the letters that go with it follow */
	bool to_police;
	const char *sign[SIGNED]; /* N_() */
};

#define SIGN_POLICE {N_("Drawn up by (signature): "), N_("Received by (signature): "), N_("Stamp and date: ")}
#define SIGN_PERSON {N_("Served by (signature): "), N_("Received by (signature): "), N_("Stamp and date: ")}
static const struct letter letters[] = {
	{"notice", N_("Notice to be tested"), &missed_def, .head = "notice_on,served_how",
	 .words = N_("{name}: by your agreement a test was due from {first} to {last}, and none was"
	             " taken. Come to the station to be tested by the day told to you with this"
	             " notice. Who does not come and gives no good reason is taken to refuse."),
	 .sign = SIGN_PERSON},
	{"warning", N_("Written warning"), &warning_def, .head = "doc_no,kind", .words = N_("{name}:"),
	 .lines = "content", .sign = SIGN_PERSON},
	{"police", N_("Report to the police"), &police_def, .head = "reason,to_whom,covers,doc_no",
	 .lines = "facts", .to_police = true, .sign = SIGN_POLICE},
	{"overdue", N_("Certificate: not reported in"), &police_def, "reason", "refusal", "to_whom",
	 .words = N_("This certifies that {name} has not reported in here by the last day the law"
	             " gives for it, and was warned of it in writing:"),
	 .lines = "facts", .to_police = true, .sign = SIGN_POLICE},
	{"breach", N_("Certificate: serious breach of the agreement"), &police_def, "reason", "breach",
	 "to_whom", .words = N_("This certifies that {name} has seriously breached the agreement by"
	                        " what stands here:"),
	 .lines = "facts", .to_police = true, .sign = SIGN_POLICE},
	{"receipt", N_("Receipt of what was handed over"), &police_def, .head = "to_whom,sent",
	 .words = N_("Received from {station}, about {name}:"), .papers = true, .to_police = true,
	 .sign = SIGN_POLICE},
};
enum { LETTERS = sizeof letters / sizeof *letters, REPORT = 2 };

/* The head of every letter: fields of the person and of the order, in this order. */
static const char person_head[] = "name,sex,birth,id_no,file_no,place";
static const char order_head[] = "doc_no,authority";

/* What a letter is made from. */
struct writing {
	struct page page;
	struct station *st;
	const struct actor *a;
	enum masked_view view;
	const void *rec;
	struct resident person;
	struct treatment_order order;
};

static void head_fields(struct writing *w, const struct entity_def *def, const void *rec,
                        const char *names) {
	for (const char *p = names; p; p = strchr(p, ',') ? strchr(p, ',') + 1 : NULL) {
		char *name = mem_strndup(p, strcspn(p, ","));
		const struct field_def *f = entity_field(def, name);
		struct str value = {0};

		masked_text(w->a, w->view, f, rec, station_env(w->st), &value);
		if (value.n) {
			page_head(&w->page, tr(f->label), str_text(&value));
			str_addf(&w->page.fields, "%s,", tr(f->label));
		}
		str_clear(&value);
		free(name);
	}
}

/* One row a line of the text. */
static void add_lines(struct page *page, const char *text) {
	while (text && *text) {
		size_t len = strcspn(text, "\n");
		char *line = mem_strndup(text, len);

		page_cell(page, line);
		free(line);
		text += len + (text[len] == '\n');
	}
}

static void add_words(struct writing *w, const struct letter *l) {
	struct str name = {0}, text = {0};
	char first[DATE_BUF] = "", last[DATE_BUF] = "";

	if (!l->words)
		return;
	masked_text(w->a, w->view, entity_field(&resident_def, "name"), &w->person, NULL, &name);
	if (l->def == &missed_def)
		chain_window(w->st, w->a, w->order.rec.id,
		             (int)((const struct missed_test *)w->rec)->window_no, first, last);
	str_fill(&text, l->words, "name", str_text(&name), "first", first, "last", last, "station",
	         station_name(w->st), NULL);
	page_cell(&w->page, str_text(&text));
	str_clear(&name);
	str_clear(&text);
}

/* The report with its certificate, and every letter of the order with its number and day. */
static enum rc add_papers(struct writing *w, struct err *err) {
	const struct event_def *warnings = event_find_def("warning");
	const struct police_report *p = w->rec;
	struct ids ids = {0};
	char day[DATE_BUF];
	char *line = mem_printf("1. %s %s %s", tr(letters[REPORT].title), p->doc_no ? p->doc_no : "",
	                        date_format(p->occurred, day));
	int n = 1;
	enum rc rc = event_list(w->st, w->a, warnings, p->resident.id, w->order.rec.id, &ids, err);

	page_cell(&w->page, line);
	free(line);
	for (size_t i = 0; i < LETTERS; i++)
		if (letters[i].when && letters[i].def == &police_def && code_is(p->reason, letters[i].is)) {
			line = mem_printf("%d. %s", ++n, tr(letters[i].title));
			page_cell(&w->page, line);
			free(line);
		}
	for (size_t i = ids.n; rc == RC_OK && i-- > 0;) {
		struct warning letter;

		rc = event_get(w->st, w->a, warnings, ids.v[i], &letter, err);
		line = mem_printf("%d. %s %s %s", ++n, tr(warning_def.label),
		                  letter.doc_no ? letter.doc_no : "", date_format(letter.occurred, day));
		page_cell(&w->page, line);
		free(line);
		entity_clear(&warning_def, &letter);
	}
	ids_clear(&ids);
	return rc;
}

static enum rc print_one(struct writing *w, const struct letter *l, char **path, struct err *err) {
	const struct police_report *report = l->to_police ? w->rec : NULL;
	const struct field_def *lines = l->lines ? entity_field(l->def, l->lines) : NULL;
	enum rc rc = RC_OK;

	page_title(&w->page, station_name(w->st), tr(l->title));
	head_fields(w, &resident_def, &w->person, person_head);
	head_fields(w, &order_def, &w->order, order_head);
	head_fields(w, l->def, w->rec, l->head);
	page_column(&w->page, tr(lines ? lines->label : N_("Content")));
	add_words(w, l);
	if (lines)
		add_lines(&w->page, field_text(lines, w->rec));
	if (l->papers)
		rc = add_papers(w, err);
	for (size_t i = 0; i < SIGNED; i++)
		page_sign(&w->page, tr(l->sign[i]));
	ids_add(&w->page.who, w->person.rec.id);
	w->page.recipient = report ? report->to_whom : NULL;
	w->page.purpose = report ? code_label(&codes_police, report->reason) : tr(l->title);
	if (rc == RC_OK)
		rc = page_print(w->st, w->a, &w->page, l->kind, w->person.rec.id, 1, path, err);
	page_clear(&w->page);
	return rc;
}

static bool fits(const struct letter *l, const struct entity_def *def, const void *rec) {
	return l->def == def && (!l->when || code_is(field_code(entity_field(def, l->when), rec), l->is));
}

bool letter_is_of(const struct entity_def *def) {
	for (size_t i = 0; i < LETTERS; i++)
		if (letters[i].def == def)
			return true;
	return false;
}

/* Those of the table from..to. */
static enum rc print_some(struct station *st, const struct actor *a, size_t from, size_t to,
                          const struct entity_def *def, const void *rec, const char *why,
                          char **path, size_t *n, struct err *err) {
	const struct event *e = rec;
	struct writing w = {.st = st, .a = a, .view = why ? VIEW_REVEALED : VIEW_PRINT, .rec = rec};
	enum rc rc = resident_get(st, a, e->resident.id, &w.person, err);

	*path = NULL;
	*n = 0;
	entity_init(&order_def, &w.order);
	if (rc == RC_OK)
		rc = e->order_id.id ? order_get(st, a, e->order_id.id, &w.order, err)
		                    : order_current(st, a, e->resident.id, &w.order, err);
	if (rc == RC_OK && why)
		rc = resident_reveal(st, a, e->resident.id, "id_no", why, err);
	for (size_t i = from; rc == RC_OK && i < to; i++) {
		char *own = NULL;

		if (!fits(&letters[i], def, rec))
			continue;
		rc = print_one(&w, &letters[i], &own, err);
		*n += rc == RC_OK;
		if (*path)
			free(own);
		else
			*path = own;
	}
	if (rc == RC_OK && *n == 0)
		rc = err_set(err, RC_INVALID, "letter.none", N_("No letter is made of this record."), NULL);
	entity_clear(&order_def, &w.order);
	entity_clear(&resident_def, &w.person);
	return rc;
}

enum rc letters_print(struct station *st, const struct actor *a, const struct entity_def *def,
                      const void *rec, const char *why, char **path, size_t *n, struct err *err) {
	return print_some(st, a, 0, LETTERS, def, rec, why, path, n, err);
}

enum rc police_print(struct station *st, const struct actor *a, const struct police_report *p,
                     const char *why, char **path, struct err *err) {
	size_t n;

	return print_some(st, a, REPORT, REPORT + 1, &police_def, p, why, path, &n, err);
}

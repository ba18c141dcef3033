/* SPDX-License-Identifier: MIT */
#include "exchange/print/access_sheet.h"

#include "core/clock.h"
#include "exchange/print/page.h"
#include "model/access/audit.h"

struct sheet {
	struct page page;
	size_t rows;
};

static void add_row(void *ctx, const struct audit_entry *e) {
	struct sheet *s = ctx;
	struct str fields = {0};
	char when[20];

	page_cell(&s->page, clock_format_ms(e->time, when));
	page_cell(&s->page, e->officer);
	page_cell(&s->page, e->role);
	page_cell(&s->page, audit_action_label(e->action));
	page_cell(&s->page, *e->disclosed ? disclosure_label(e->disclosed) : audit_table_label(e->table));
	audit_add_fields(e->table, e->fields, &fields);
	page_cell(&s->page, str_text(&fields));
	str_clear(&fields);
	page_cell(&s->page, e->recipient);
	page_cell(&s->page, e->reason);
	page_cell(&s->page, audit_result_label(e->result));
	s->rows++;
}

static void add_head(struct page *p, const char *file_no, size_t rows, const char *anchor) {
	char day[DATE_BUF], count[24];

	snprintf(count, sizeof count, "%zu", rows);
	page_head(p, tr(N_("File number")), file_no);
	page_head(p, tr(N_("Entries")), count);
	page_head(p, tr(N_("Audit head")), anchor);
	page_head(p, tr(N_("Printed on")), date_format(clock_today(), day));
	page_sign(p, tr(N_("Checked by (signature): ")));
	page_sign(p, tr(N_("Stamp and date: ")));
}

enum rc access_print(struct station *st, const struct actor *a, const char *file_no, char **path,
                     struct err *err) {
	static const char *const columns[] = {N_("Time"), N_("Officer"), N_("Role"), N_("Action"),
	                                      N_("Register"),
	                                      N_("Fields"), N_("To whom"), N_("Reason"), N_("Result")};
	struct audit_query q = {.from = DATE_NONE, .to = DATE_NONE};
	struct sheet s = {.rows = 0};
	char anchor[AUDIT_ANCHOR_BUF];
	enum rc rc = audit_find_person(st, a, file_no, &q.resident, err);

	*path = NULL;
	if (rc == RC_OK)
		rc = audit_note_who(st, a, q.resident, err);
	page_title(&s.page, station_name(st), tr(N_("Who looked at this file")));
	page_columns(&s.page, columns, sizeof columns / sizeof *columns);
	if (rc == RC_OK)
		rc = audit_read(st, a, &q, add_row, &s, err);
	if (rc == RC_OK)
		rc = audit_anchor(st, anchor, err);
	if (rc == RC_OK) {
		add_head(&s.page, file_no, s.rows, anchor);
		ids_add(&s.page.who, q.resident);
		rc = page_print(st, a, &s.page, OUT_ACCESS, q.resident, 1, path, err);
	}
	page_clear(&s.page);
	return rc;
}

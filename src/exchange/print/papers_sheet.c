/* SPDX-License-Identifier: MIT */
#include "exchange/print/papers_sheet.h"

#include "core/clock.h"
#include "exchange/print/page.h"
#include "model/access/masking.h"
#include "model/event/dossier.h"
#include "model/order/order.h"

static const char *const columns[] = {N_("No."), N_("Kind of paper"), N_("Papers or records"), N_("Given")};

static void head_field(struct page *page, struct station *st, const struct actor *a,
                       const struct entity_def *def, const char *name, const void *rec) {
	const struct field_def *f = entity_field(def, name);
	struct str value = {0};

	masked_text(a, VIEW_PRINT, f, rec, station_env(st), &value);
	page_head(page, tr(f->label), str_text(&value));
	str_addf(&page->fields, "%s,", tr(f->label));
	str_clear(&value);
}

/* What the file holds, then what it should and does not. */
static void add_items(struct page *page, const struct dossier *d) {
	char number[24];

	page_columns(page, columns, sizeof columns / sizeof *columns);
	for (int i = 0; i < DOSSIER_ITEMS; i++) {
		page_cell(page, num_text(number, i + 1));
		page_cell(page, dossier_label(&dossier_items[i]));
		page_cell(page, d->mark[i] == MARK_THERE     ? num_text(number, d->count[i])
		                : d->mark[i] == MARK_MISSING ? tr(N_("missing"))
		                                             : "");
		page_cell(page, "");
	}
}

enum rc papers_print(struct station *st, const struct actor *a, long long resident, const char *to,
                     char **path, struct err *err) {
	struct page page = {0};
	struct resident r;
	struct treatment_order o;
	struct dossier d;
	enum rc rc;

	*path = NULL;
	entity_init(&order_def, &o);
	TRY(resident_get(st, a, resident, &r, err));
	TRY(order_current(st, a, resident, &o, err));
	TRY(dossier_of(st, a, resident, o.rec.id, &d, err));
	page_title(&page, station_name(st), tr(N_("List of papers handed over")));
	head_field(&page, st, a, &resident_def, "name", &r);
	head_field(&page, st, a, &resident_def, "file_no", &r);
	head_field(&page, st, a, &order_def, "kind", &o);
	head_field(&page, st, a, &order_def, "doc_no", &o);
	to = to && *to ? to : o.moved_to;
	page_head(&page, tr(entity_field(&order_def, "moved_to")->label), to ? to : "");
	add_items(&page, &d);
	page_sign(&page, tr(N_("Handed over by (signature): ")));
	page_sign(&page, tr(N_("Taken over by (signature): ")));
	page_sign(&page, tr(N_("Reasons, where refused: ")));
	page_sign(&page, tr(N_("Stamp and date: ")));
	ids_add(&page.who, resident);
	page.recipient = to;
	rc = page_print(st, a, &page, "papers", resident, 1, path, err);
out:
	page_clear(&page);
	entity_clear(&order_def, &o);
	entity_clear(&resident_def, &r);
	return rc;
}

/* SPDX-License-Identifier: MIT */
#include "exchange/print/police_sheet.h"

#include "core/clock.h"
#include "exchange/print/page.h"
#include "model/access/masking.h"
#include "model/order/order.h"

/* The head of the page: fields of the person and of the order, in this order. */
static const char *const person_fields[] = {"name", "sex", "birth", "id_no", "file_no", "place"};
static const char *const order_fields[] = {"doc_no", "authority"};

static void head_fields(struct page *page, struct station *st, const struct actor *a,
                        enum masked_view view, const struct entity_def *def, const void *rec,
                        const char *const *names, size_t n) {
	for (size_t i = 0; i < n; i++) {
		const struct field_def *f = entity_field(def, names[i]);
		struct str value = {0};

		masked_text(a, view, f, rec, station_env(st), &value);
		if (value.n) {
			page_head(page, tr(f->label), str_text(&value));
			str_addf(&page->fields, "%s,", tr(f->label));
		}
		str_clear(&value);
	}
}

/* One row a line of the facts. */
static void add_facts(struct page *page, const char *facts) {
	while (facts && *facts) {
		size_t len = strcspn(facts, "\n");
		char *line = mem_printf("%.*s", (int)len, facts);

		page_cell(page, line);
		free(line);
		facts += len + (facts[len] == '\n');
	}
}

enum rc police_print(struct station *st, const struct actor *a, const struct police_report *p,
                     const char *why, char **path, struct err *err) {
	enum masked_view view = why ? VIEW_REVEALED : VIEW_PRINT;
	struct page page = {0};
	struct resident r;
	struct treatment_order o;
	char day[DATE_BUF];
	enum rc rc = resident_get(st, a, p->resident.id, &r, err);

	*path = NULL;
	entity_init(&order_def, &o);
	if (rc == RC_OK)
		rc = p->order_id.id ? order_get(st, a, p->order_id.id, &o, err)
		                    : order_current(st, a, p->resident.id, &o, err);
	if (rc == RC_OK && why)
		rc = resident_reveal(st, a, p->resident.id, "id_no", why, err);
	if (rc == RC_OK) {
		page_title(&page, station_name(st), tr(N_("Report to the police")));
		head_fields(&page, st, a, view, &resident_def, &r, person_fields,
		            sizeof person_fields / sizeof *person_fields);
		head_fields(&page, st, a, view, &order_def, &o, order_fields,
		            sizeof order_fields / sizeof *order_fields);
		page_head(&page, tr(entity_field(&police_def, "reason")->label),
		          code_label(&codes_police, p->reason));
		page_head(&page, tr(entity_field(&police_def, "to_whom")->label), p->to_whom);
		page_head(&page, tr(entity_field(&police_def, "covers")->label),
		          date_format(p->covers, day));
		page_column(&page, tr(entity_field(&police_def, "facts")->label));
		add_facts(&page, p->facts);
		page_sign(&page, tr(N_("Drawn up by (signature): ")));
		page_sign(&page, tr(N_("Received by (signature): ")));
		page_sign(&page, tr(N_("Stamp and date: ")));
		ids_add(&page.who, p->resident.id);
		page.recipient = p->to_whom;
		page.purpose = code_label(&codes_police, p->reason);
		rc = page_print(st, a, &page, "police", p->resident.id, 1, path, err);
	}
	page_clear(&page);
	entity_clear(&order_def, &o);
	entity_clear(&resident_def, &r);
	return rc;
}

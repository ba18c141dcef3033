/* What a plan leaves behind (rules 11.20, 11.21): its row in the audit, before anything of it is
 * shown, and the numbers it asked about. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "exchange/import/plan_priv.h"
#include "model/access/bound.h"

/* Did the row's own column change what is on file? */
static bool changes(const struct import_row *row, const struct field_def *f) {
	return row->kind == PLAN_CHANGED && f->csv && strstr(str_text(&row->changes), f->csv);
}

void plan_trace_row(struct plan *p, const struct import_row *row) {
	const struct header *h = row->header;
	bool vain = row->kind == PLAN_REFUSED || row->kind == PLAN_HEAD;
	struct numbers *to = vain ? &p->vain : &p->asked;

	for (size_t i = 0; p->telling && row->kind != PLAN_SAME && i < h->count; i++) {
		const struct column *c = &h->columns[i];
		const char *text;

		if (c->kind != COLUMN_FIELD || !(c->field->flags & F_MASKED) ||
		    row->cells[i] != CELL_GIVEN || (row->known && !changes(row, c->field)))
			continue;
		text = field_text(c->field, (const char *)row->data + c->part->offset);
		if (text && *text) {
			str_addn(&to->all, text, strlen(text) + 1);
			to->n++;
		}
	}
}

void plan_trace_forget(struct plan *p) {
	str_clear(&p->asked.all);
	str_clear(&p->vain.all);
	p->asked.n = p->vain.n = 0;
}

static enum rc ask(const struct plan *p, const struct numbers *t, const char *file,
                   struct err *err) {
	const char **v = mem_zalloc(t->n + 1, sizeof *v), *at = str_text(&t->all);
	enum rc rc;

	for (size_t i = 0; i < t->n; i++, at += strlen(at) + 1)
		v[i] = at;
	rc = t->n ? numbers_asked(p->im.st, p->im.actor, v, t->n, file, err) : RC_OK;
	free(v);
	return rc;
}

/* Taken in at once it has the import's own row, and what was new is on file. */
static enum rc trace(const struct plan *p, enum rc made, struct err *err) {
	const struct plan_counts *c = &p->counts;
	bool done = made == RC_OK && p->applied && p->options.at_once;
	char file[2 * HASH_LEN + 1], *detail;
	enum rc rc = RC_OK;

	hash_hex(text_source_hash(p->src), HASH_LEN, file);
	if (!done || c->n_new + c->n_changed == 0) {
		detail = mem_printf("register=%s rows=%ld new=%ld changed=%ld same=%ld refused=%ld"
		                    " held=%ld%s file=%s",
		                    p->im.header.reg ? p->im.header.reg->id : "-", c->records,
		                    c->n_new, c->n_changed, c->n_same, c->n_refused, c->n_head,
		                    made == RC_OK          ? ""
		                    : made == RC_CANCELLED ? " cancelled"
		                                           : " failed", file);
		rc = station_note(p->im.st, p->im.actor, "import.plan", NULL, 0, NULL, detail,
		                  err);
		free(detail);
	}
	if (rc == RC_OK)
		rc = ask(p, &p->vain, file, err);
	return rc == RC_OK && !done ? ask(p, &p->asked, file, err) : rc;
}

enum rc plan_trace(const struct plan *p, enum rc made, struct err *err) {
	struct err none = {0};
	enum rc rc = p->src && made != RC_USAGE ? trace(p, made, made == RC_OK ? err : &none)
	                                        : RC_OK;

	return made == RC_OK ? rc : made;
}

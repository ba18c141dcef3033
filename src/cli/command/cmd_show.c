/* wubao show: one person's file. SPDX-License-Identifier: MIT */
#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/records.h"
#include "core/clock.h"
#include "model/access/masking.h"
#include "model/entry/import_memory.h"
#include "model/event/dossier.h"
#include "model/event/event.h"
#include "model/order/order.h"
#include "model/rules/breach_count.h"
#include "model/station/day_check.h"

/* One part of the file, the fields that are filled in. */
static void put_record(const struct cli *c, const char *title,
                       const struct entity_def *def, const void *rec, bool revealed) {
	struct key_values facts = {NULL, 0};
	struct str text = {0};

	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];

		if (f->flags & F_SYSTEM || (field_is_blank(f, rec) && !field_is_unknown(f, rec)))
			continue;
		masked_text(&c->actor, revealed ? VIEW_REVEALED : VIEW_FILE, f, rec,
		            station_env(c->station), &text);
		key_values_add(&facts, f->name, f->label, str_text(&text));
		facts.v[facts.n - 1].number = f->type == FT_INT && !field_is_blank(f, rec);
		str_reset(&text);
	}
	answer_facts(c, NULL, &facts);
	if (!c->json) {
		if (title)
			str_addf(&text, "\n%s\n", title);
		key_values_text(&facts, &text);
		answer_text(c, str_text(&text));
	}
	str_clear(&text);
	key_values_clear(&facts);
}

/* Words of what was taken in that no list has, for whoever fills the fields they left open. */
static enum rc put_kept_words(struct cli *c, long long resident) {
	static const struct table_col cols[] = {{"text", N_("Word"), false}};
	struct table t = TABLE(cols);
	struct str words = {0};
	char *next = NULL;
	enum rc rc = kept_words_say(c->station, &c->actor, resident, &words, &c->err);

	if (rc == RC_OK && c->json) {
		for (char *w = words.n ? strtok_r(words.s, "\n", &next) : NULL; w;
		     w = strtok_r(NULL, "\n", &next))
			table_add(&t, w);
		answer_table(c, "to_fill_in", &t);
	} else if (rc == RC_OK && words.n) {
		answer_text(c, str_text(&words));
	}
	table_clear(&t);
	str_clear(&words);
	return rc;
}

/* The fields that lists show (lists), or all; answers how many. */
static size_t table_columns(const struct entity_def *def, bool lists, struct table_col *cols,
                            const struct field_def **fields, size_t most) {
	size_t n = 0;

	for (size_t i = 0; i < def->count && n < most; i++) {
		const struct field_def *f = &def->fields[i];

		if ((lists && !(f->flags & F_LIST)) || f->flags & F_SYSTEM)
			continue;
		cols[n] = (struct table_col){f->name, f->label, f->type == FT_INT, f->type == FT_DATE};
		fields[n++] = f;
	}
	return n;
}

/* All of them, or the one chosen. */
static enum rc put_orders(struct cli *c, long long resident, long long only) {
	enum { MOST = 64 };
	struct table_col cols[MOST];
	const struct field_def *fields[MOST];
	struct table t = {.cols = cols,
	                  .col_count = table_columns(&order_def, false, cols, fields, MOST)};
	struct ids ids = {0};
	struct str cell = {0};
	enum rc rc = order_list(c->station, &c->actor, resident, &ids, &c->err);

	for (size_t i = 0; i < ids.n && rc == RC_OK; i++) {
		struct treatment_order o;

		if (only && ids.v[i] != only)
			continue;
		rc = order_get(c->station, &c->actor, ids.v[i], &o, &c->err);
		if (rc != RC_OK)
			break;
		if (!c->json)
			put_record(c, tr(N_("Order")), &order_def, &o, false);
		for (size_t k = 0; k < t.col_count; k++) {
			str_reset(&cell);
			masked_text(&c->actor, VIEW_FILE, fields[k], &o, station_env(c->station), &cell);
			table_add(&t, str_text(&cell));
		}
		entity_clear(&order_def, &o);
	}
	answer_table(c, "orders", &t);
	table_clear(&t);
	str_clear(&cell);
	ids_clear(&ids);
	return rc;
}

/* What the law counts under the order that counts now, or was chosen, and how full its dossier is;
 * nothing without an order. */
static enum rc put_standing(struct cli *c, long long resident) {
	struct treatment_order o;
	struct breach_count b = {.items = NULL};
	struct dossier d;
	struct key_values facts = {NULL, 0};
	struct str text = {0}, missing = {0};
	enum rc rc = cli_read_order(c, resident, &o);

	if (rc == RC_NOT_FOUND)
		rc = RC_OK;
	else if (rc == RC_OK)
		rc = breach_count_of(c->station, &c->actor, o.rec.id, clock_today(), &b, &c->err);
	if (rc != RC_OK || !o.rec.id)
		goto out;
	rc = dossier_of(c->station, &c->actor, resident, o.rec.id, &d, &c->err);
	if (rc != RC_OK)
		goto out;
	key_values_add_int(&facts, "refusals", N_("Tests refused"), b.refusals);
	key_values_add_int(&facts, "absences", N_("Absences without report"), b.absences);
	key_values_add_int(&facts, "days_away", N_("Days away"), b.days);
	key_values_add_int(&facts, "dossier", N_("Dossier, per cent"), d.percent);
	dossier_missing(&d, &missing);
	key_values_add(&facts, "missing", N_("Missing papers"), str_text(&missing));
	answer_facts(c, "standing", &facts);
	if (!c->json) {
		str_addc(&text, '\n');
		breach_count_line(&b, &text);
		str_addf(&text, "\n%s %d%%", tr(N_("Dossier")), d.percent);
		str_addf(&text, "%s%s\n", missing.n ? tr(N_("  missing: ")) : "",
		         str_text(&missing));
		answer_text(c, str_text(&text));
	}
out:
	entity_clear(&order_def, &o);
	breach_count_clear(&b);
	key_values_clear(&facts);
	str_clear(&missing);
	str_clear(&text);
	return rc;
}

/* One register of events, newest first; nothing in text when there are none. */
static enum rc put_events(struct cli *c, const struct event_def *def, long long resident,
                          long long order) {
	enum { MOST = 16 };
	struct table_col cols[MOST];
	const struct field_def *fields[MOST];
	struct table t = {.cols = cols,
	                  .col_count = table_columns(def->entity, true, cols, fields, MOST)};
	void *rec = mem_zalloc(1, def->entity->size);
	struct ids ids = {0};
	struct str text = {0};
	enum rc rc = event_list(c->station, &c->actor, def, resident, order, &ids, &c->err);

	for (size_t i = 0; i < ids.n && rc == RC_OK; i++) {
		rc = event_get(c->station, &c->actor, def, ids.v[i], rec, &c->err);
		if (rc != RC_OK)
			break;
		event_shown(def, rec, clock_today());
		for (size_t k = 0; k < t.col_count; k++)
			table_add_field(c, &t, fields[k], rec);
		entity_clear(def->entity, rec);
	}
	if (rc == RC_OK && c->json) {
		answer_table(c, def->id, &t);
	} else if (rc == RC_OK && ids.n) {
		str_addf(&text, "\n%s\n", tr(def->label));
		table_text(&t, &text);
		answer_text(c, str_text(&text));
	}
	str_clear(&text);
	table_clear(&t);
	ids_clear(&ids);
	free(rec);
	return rc;
}

/* Every masked field of the person; the names of what was shown stand in the log. */
static enum rc reveal(struct cli *c, long long id) {
	struct str fields = {0};
	enum rc rc;

	for (size_t i = 0; i < resident_def.count; i++)
		if (resident_def.fields[i].flags & F_MASKED)
			str_addf(&fields, "%s%s", fields.n ? "," : "", resident_def.fields[i].name);
	rc = resident_reveal(c->station, &c->actor, id, str_text(&fields), cli_opt(c, "reason"),
	                     &c->err);
	str_clear(&fields);
	return rc;
}

static enum rc say_damaged(struct cli *c, long long id) {
	char number[24];
	long long n = 0;
	enum rc rc = damage_of(c->station, id, &n, &c->err);

	snprintf(number, sizeof number, "%lld", n);
	if (rc == RC_OK && n > 0)
		out_say(c, DAMAGE_SENTENCE, "n", number, NULL);
	return rc;
}

static enum rc run(struct cli *c) {
	struct resident r;
	struct treatment_order chosen;
	long long id = 0, order = 0;
	bool loaded = false;
	enum rc rc = records_find_person(c, c->args[0], &id);

	if (rc == RC_OK)
		rc = resident_get(c->station, &c->actor, id, &r, &c->err);
	if (rc == RC_NOT_FOUND)
		rc = records_no_person(c, c->args[0]);
	loaded = rc == RC_OK;
	if (rc == RC_OK) /* the look is on record before anything is shown */
		rc = resident_look(c->station, &c->actor, id, &c->err);
	if (rc == RC_OK)
		rc = say_damaged(c, id);
	if (rc == RC_OK) { /* as the look has found it */
		entity_clear(&resident_def, &r);
		rc = resident_get(c->station, &c->actor, id, &r, &c->err);
	}
	if (rc == RC_OK && cli_opt(c, "reveal"))
		rc = reveal(c, id);
	if (rc == RC_OK && cli_opt(c, "order")) {
		rc = cli_read_order(c, id, &chosen);
		order = chosen.rec.id;
		entity_clear(&order_def, &chosen);
	}
	if (rc != RC_OK)
		goto out;
	put_record(c, NULL, &resident_def, &r, cli_opt(c, "reveal") != NULL);
	TRY(put_kept_words(c, id));
	TRY(put_orders(c, id, order));
	TRY(put_standing(c, id));
	for (const struct event_def *e = event_table; e->entity; e++)
		TRY(put_events(c, e, id, order));
out:
	if (loaded)
		entity_clear(&resident_def, &r);
	return rc;
}

static const struct cmd_opt opts[] = {
	CMD_ORDER,
	{"reveal", 0, NULL, NULL, N_("ID number and phone as they are; wants --reason.")},
	{"reason", 0, "TEXT", NULL, N_("Why; it is logged.")},
};

const struct cmd_def cmd_show = {
	.name = "show", .help = N_("Show one person's file; the look is logged."), .args = "NUMBER",
	.min_args = 1, .max_args = 1,
	.example = "wubao show 0012\nwubao show 0012 --reveal --reason 核对身份",
	.text = N_("NUMBER is the file number, else the number of the record. ID number and phone "
	           "stay masked."),
	CMD_OPTS(opts), .station = true, .run = run,
};

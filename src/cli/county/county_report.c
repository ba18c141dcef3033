/* wubao county report, league and unusual: what the stations returned, added up.
 * SPDX-License-Identifier: MIT */
#include "cli/answer.h"
#include "cli/county/county.h"
#include "cli/list_query.h"
#include "cli/table.h"
#include "core/tr.h"
#include "exchange/out/county_csv.h"
#include "model/county/county.h"
#include "model/county/unusual.h"
#include "model/lists.h"

/* The sheet as text or JSON, where a rate has no sign. */
static void fill(const struct cli *c, const struct county_table *from, struct table_col *cols,
                 char **held, struct table *to) {
	for (size_t i = 0; i < to->col_count; i++) {
		struct str key = {0}, head = {0};

		county_sheet_key(from, i, &key);
		county_sheet_head(from, i, &head);
		held[2 * i] = str_take(&key);
		held[2 * i + 1] = str_take(&head);
		cols[i] = (struct table_col){held[2 * i], held[2 * i + 1], i > 1};
	}
	for (size_t i = 0; i < from->row_count * to->col_count; i++) {
		struct str text = {0};

		county_sheet_cell(from, i / to->col_count, i % to->col_count, &text);
		if (c->json && i % to->col_count > 1)
			text.n = strcspn(str_text(&text), "%");
		table_addf(to, "%.*s", (int)text.n, strcmp(str_text(&text), "—") == 0 && c->json
		                                    ? "" : str_text(&text));
		str_clear(&text);
	}
}

static enum rc put_table(struct cli *c, const struct county_table *from) {
	size_t width = county_sheet_width(from);
	struct table_col *cols = mem_zalloc(width, sizeof *cols);
	char **held = mem_alloc(2 * width * sizeof *held);
	struct table t = {.cols = cols, .col_count = width};
	char head[512], period[SPAN_BUF];
	struct str out = {0};
	enum rc rc;

	fill(c, from, cols, held, &t);
	answer_table(c, NULL, &t);
	if (!c->json) {
		text_fill(head, sizeof head, tr(N_("{station}: {table}, {period}")), "station",
		          station_name(c->station), "table", tr(from->kind->label), "period",
		          span_format(&from->span, period), NULL);
		str_addf(&out, "%s\n%s ", head, tr(N_("Stations that returned:")));
		county_table_say(from, &out);
		str_add(&out, "\n\n");
		table_text(&t, &out);
	}
	rc = cli_write_result(c, str_text(&out), out.n);
	for (size_t i = 0; i < 2 * width; i++)
		free(held[i]);
	free(held);
	free(cols);
	table_clear(&t);
	str_clear(&out);
	return rc;
}

static enum rc read_ask(struct cli *c, struct county_ask *ask) {
	const char *by = cli_opt(c, "by"), *kind = cli_opt(c, "kind");
	const char *code = cli_opt(c, "station");
	struct county_station s;
	enum rc rc = cli_read_span(c, &ask->span);
	int tab;

	ask->kind = county_kind_find(kind ? kind : "month", &tab);
	ask->typed = cli_opt(c, "with-typed") != NULL;
	ask->by = by && strcmp(by, "month") == 0 ? BY_MONTH
	          : by && strcmp(by, "place") == 0 ? BY_PLACE : BY_STATION;
	if (rc != RC_OK || !code)
		return rc;
	rc = county_station_find(c->station, &c->actor, code, &s, &c->err);
	ask->station = s.rec.id;
	entity_clear(&county_station_def, &s);
	return rc;
}

static enum rc print_list(struct cli *c, const struct list_def *def, const struct span *span,
                          const char *figure, const char *columns) {
	char month[SPAN_BUF];
	const char *path = cli_opt(c, "output");
	const struct list_query q = {.from = DATE_NONE, .to = DATE_NONE,
	                             .month = span_format(span, month), .given = figure};
	struct cli_target to;
	enum rc rc = cli_read_target(c, &to);

	c->list_out = path && strcmp(path, "-") != 0;
	return rc == RC_OK ? query_print(c, def, &q, columns) : rc;
}

enum rc county_report(struct cli *c) {
	struct county_ask ask = {.kind = NULL};
	struct county_table t = {.kind = NULL};
	struct cli_target to;
	enum rc rc = read_ask(c, &ask);

	if (rc == RC_OK && ask.span.kind == SPAN_MONTH && !cli_opt(c, "by") &&
	    !cli_opt(c, "kind") && !ask.typed && !ask.station)
		return print_list(c, &county_month_list, &ask.span, NULL,
		                  "section,label,value,change,unit,typed,id");
	if (rc == RC_OK)
		rc = cli_read_target(c, &to);
	if (rc == RC_OK)
		rc = county_table_read(c->station, &c->actor, &ask, &t, &c->err);
	if (rc == RC_OK)
		rc = c->csv ? county_csv_write(&t, to.path, to.encoding, to.existing, NULL, &c->err)
		            : put_table(c, &t);
	county_table_clear(&t);
	return rc;
}

enum rc county_league(struct cli *c) {
	struct figure_line l = {.id = NULL};
	struct span span;
	enum rc rc = cli_read_span(c, &span);

	if (rc == RC_OK && c->arg_count > 1)
		rc = figure_line_read(c->args[1], &l, &c->err);
	if (rc == RC_OK)
		rc = print_list(c, &county_league_list, &span, l.id,
		                "label,rank,code,station,value,pair,change,formula,id");
	return rc;
}

enum rc county_odd(struct cli *c) {
	struct span span;
	enum rc rc = cli_read_span(c, &span);

	return rc != RC_OK ? rc : print_list(c, &county_unusual_list, &span, NULL,
	                                     "code,station,kind,text,id");
}

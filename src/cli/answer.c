/* SPDX-License-Identifier: MIT */
#include "cli/answer.h"

#include "cli/cmd.h"
#include "cli/out.h"
#include "core/check.h"
#include "core/clock.h"
#include "core/sign/minisign.h"
#include "model/station/station.h"

enum { SCHEMA = 1, PIECE = 1 << 16 };

/* Begun by whoever comes first. */
static struct json *begun(struct json *j, void (*begin)(struct json *j, const char *key)) {
	if (j->depth == 0)
		begin(j, NULL);
	return j;
}

static void put_facts(struct json *j, const struct key_values *f) {
	for (size_t i = 0; i < f->n; i++)
		(f->v[i].number ? json_number : json_text)(j, f->v[i].key, *f->v[i].value
		                                           ? f->v[i].value : f->v[i].number ? "" : NULL);
}

static void put_columns(struct json *j, const struct table *t) {
	for (size_t i = 0; i < t->col_count; i++) {
		const struct table_col *col = &t->cols[i];

		json_object(j, NULL);
		json_text(j, "key", col->key);
		json_text(j, "label", *col->head ? tr(col->head) : NULL);
		json_text(j, "type", col->number ? "number" : col->day ? "date" : "text");
		json_end(j);
	}
}

/* As JSON writes a number: what is shown in its place ("--", a per cent) is a text. */
static bool is_number(const char *s) {
	const char *digits = s += *s == '-';

	s += strspn(s, "0123456789");
	if (s == digits || (*digits == '0' && s > digits + 1))
		return false;
	if (*s == '.' && s[1])
		s += 1 + strspn(s + 1, "0123456789");
	return *s == '\0';
}

static void put_rows(struct json *j, const struct table *t) {
	for (size_t cell = 0; cell < t->n; cell++) {
		const struct table_col *col = &t->cols[cell % t->col_count];
		const char *text = t->cells[cell];

		if (cell % t->col_count == 0)
			json_object(j, NULL);
		if (col->number && is_number(text))
			json_number(j, col->key, text);
		else
			json_text(j, col->key, *text ? text : NULL);
		if (cell % t->col_count + 1 == t->col_count)
			json_end(j);
	}
}

static struct json *begin_part(const struct cli *c, const char *part) {
	struct json *j = begun(&c->answer->parts, json_object);

	json_line(j);
	json_object(j, part);
	return j;
}

void answer_facts(const struct cli *c, const char *part, const struct key_values *f) {
	struct json *j;

	if (!c->json)
		return;
	if (!part) {
		put_facts(begun(&c->answer->facts, json_object), f);
		return;
	}
	j = begin_part(c, part);
	json_object(j, "facts");
	put_facts(j, f);
	json_end(j);
	json_end(j);
}

void answer_columns(const struct cli *c, const struct table *t) {
	if (!c->json)
		return;
	CHECK(c->answer->columns.depth == 0);
	put_columns(begun(&c->answer->columns, json_rows), t);
	begun(&c->answer->rows, json_rows);
}

void answer_rows(const struct cli *c, const struct table *t) {
	if (c->json)
		put_rows(&c->answer->rows, t);
}

void answer_table(const struct cli *c, const char *part, const struct table *t) {
	struct json *j;

	if (!c->json)
		return;
	if (!part) {
		answer_columns(c, t);
		answer_rows(c, t);
		return;
	}
	j = begin_part(c, part);
	json_rows(j, "columns");
	put_columns(j, t);
	json_end(j);
	json_rows(j, "rows");
	put_rows(j, t);
	json_end(j);
	json_end(j);
}

void answer_text(const struct cli *c, const char *text) {
	if (c->json)
		str_add(&c->answer->text, text);
	else
		out_text(stdout, text);
}

void answer_bytes(const struct cli *c, const char *data, size_t n) {
	if (c->json)
		sign_base64(&c->answer->content, data, n);
	else
		out_bytes(stdout, data, n);
}

static void put_head(const struct cli *c, struct str *out) {
	struct json j = {.out = *out};
	char day[DATE_BUF];

	json_object(&j, NULL);
	json_object(&j, "wubao");
	json_int(&j, "schema", SCHEMA);
	json_text(&j, "version", WUBAO_VERSION);
	json_text(&j, "command", c->cmd ? c->cmd->name : NULL);
	json_text(&j, "day", date_format(clock_today(), day));
	json_text(&j, "station", c->station ? station_name(c->station) : NULL);
	json_end(&j);
	*out = j.out;
}

/* What was gathered under a name, and goes out where it is long: the whole is never held twice. */
static void put_piece(const struct cli *c, struct str *out, const char *name, struct json *j) {
	if (j->depth == 0)
		return;
	CHECK(j->depth == 1);
	json_end(j);
	str_addf(out, ",\n \"%s\": ", name);
	if (j->out.n > PIECE && !c->answer->to_output) {
		out_bytes(stdout, str_text(out), out->n);
		str_reset(out);
		out_bytes(stdout, j->out.s, j->out.n);
	} else {
		str_addn(out, j->out.s, j->out.n);
	}
	str_clear(&j->out);
}

static void put_text(struct str *out, const char *name, const struct str *text) {
	struct json j = {.depth = 0};

	if (!text->n)
		return;
	json_text(&j, NULL, str_text(text));
	str_addf(out, ",\n \"%s\": %s", name, str_text(&j.out));
	str_clear(&j.out);
}

enum rc answer_end(struct cli *c, enum rc rc) {
	struct answer *a = c->answer;
	bool any = a->facts.depth || a->columns.depth || a->parts.depth || a->text.n || a->content.n;
	int status = rc == RC_OK ? c->status : err_exit_status(rc);
	struct str out = {0};

	if (!c->json || (rc != RC_OK && (!any || a->to_output)) || (!any && !c->cmd))
		return rc;
	put_head(c, &out);
	put_piece(c, &out, "facts", &a->facts);
	put_piece(c, &out, "columns", &a->columns);
	put_piece(c, &out, "rows", &a->rows);
	put_piece(c, &out, "parts", &a->parts);
	put_text(&out, "text", &a->text);
	put_text(&out, "content", &a->content);
	begun(&a->messages, json_rows);
	put_piece(c, &out, "messages", &a->messages);
	a->messages = (struct json){.depth = 0};
	str_addf(&out, ",\n \"status\": %d}\n", status);
	if (a->to_output)
		rc = cli_write_file(c, str_text(&out), out.n);
	else
		out_bytes(stdout, str_text(&out), out.n);
	str_clear(&out);
	return rc;
}

void answer_clear(struct answer *a) {
	struct json *const pieces[] = {&a->facts, &a->columns, &a->rows, &a->parts, &a->messages};

	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		str_clear(&pieces[i]->out);
	str_clear(&a->text);
	str_clear(&a->content);
	*a = (struct answer){.to_output = false};
}

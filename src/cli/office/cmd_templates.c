/* wubao templates: the forms of the county there are, one to begin with, and whether one is good.
 * SPDX-License-Identifier: MIT */
#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/table.h"
#include "core/file.h"
#include "exchange/template/template.h"

enum { FILE_MOST = 1 << 16 };

static const struct cmd_opt opts[] = {
	{"show", 0, "ID", NULL, N_("Print a form's file, to begin one's own with.")},
	{"check", 0, "FILE", NULL, N_("Is a form good? One sentence: what, in which line.")},
	{"columns", 0, "OF", NULL,
	 N_("What columns a form may have: of month, a table of wubao report --kind, a register, "
	    "or list: with a list of wubao list.")},
	TARGET_OUTPUT,
};

static const struct table_col form_cols[] = {
	{"id", N_("Id"), false},
	{"of", N_("What of"), false},
	{"title", N_("Title"), false},
	{"from", N_("Where it lies"), false},
};
static const struct table_col column_cols[] = {
	{"key", N_("Key in a form"), false},
	{"label", N_("Meaning"), false},
};

enum rc cli_read_form(struct cli *c, const struct span *span, struct template *out,
                      struct cli_target *to, char **named) {
	const struct template_words w = {station_name(c->station), span};
	size_t n = strlen(to->path);
	enum rc rc = template_find(c->station, cli_opt(c, "template"), out, NULL, &c->err);
	char *name;

	if (rc != RC_OK)
		return rc;
	if (!cli_opt(c, "encoding"))
		to->encoding = template_encoding(out);
	if (n > 0 && to->path[n - 1] == '/') {
		name = template_file_name(out, &w);
		to->path = *named = mem_printf("%s%s", to->path, name);
		free(name);
	}
	return RC_OK;
}

/* One that is not good stands there with what is wrong with it. */
static enum rc put_forms(struct cli *c) {
	struct table t = TABLE(form_cols);
	char *id;

	for (size_t i = 0; (id = template_id_at(c->station, i)) != NULL; i++) {
		struct template form;
		struct err bad = {0};
		bool good = template_find(c->station, id, &form, NULL, &bad) == RC_OK;

		table_add(&t, id);
		table_add(&t, good ? form.value[TEMPLATE_OF] : "");
		table_add(&t, good ? form.value[TEMPLATE_TITLE] : bad.text);
		table_add(&t, good && !*form.from ? tr(N_("comes with the program")) : good ?
		          form.from : "");
		template_clear(&form);
		free(id);
	}
	table_print(c, &t);
	table_clear(&t);
	return RC_OK;
}

static enum rc show(struct cli *c, const char *id) {
	struct template form;
	struct str text = {0};
	const char *path = cli_opt(c, "output");
	enum rc rc = template_find(c->station, id, &form, &text, &c->err);

	if (rc == RC_CONFIG && text.n > 0) /* a bad one is looked at to be mended */
		rc = RC_OK;
	if (rc == RC_OK && (!path || strcmp(path, "-") == 0)) {
		answer_text(c, str_text(&text));
	} else if (rc == RC_OK) {
		rc = cli_write_file(c, str_text(&text), text.n);
		if (rc == RC_OK)
			out_say(c, N_("written to {file}"), "file", path, NULL);
	}
	template_clear(&form);
	str_clear(&text);
	return rc;
}

static enum rc check(struct cli *c, const char *path) {
	struct template form = {0};
	struct str text = {0};
	enum rc rc = file_read_plain(path, FILE_MOST, &text, &c->err);

	if (rc == RC_OK)
		rc = template_read(&form, path, path, &text, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("{file} is good: {n} columns of {of}"), "file", path, "n",
		        NUM(form.count),
		        "of", form.value[TEMPLATE_OF], NULL);
	template_clear(&form);
	str_clear(&text);
	return rc;
}

static enum rc put_columns(struct cli *c, const char *of) {
	struct template form = {.kind = strcmp(of, "month") == 0 ? report_kind_month()
	                                                         : report_kind_find(of)};
	struct table t = TABLE(column_cols);
	struct str label = {0};
	const char *key;
	enum rc rc;

	form.list = template_list(of);
	rc = form.kind || form.list ? RC_OK : cli_read_register(c, of, &key);
	if (rc != RC_OK)
		return rc;
	form.reg = form.kind || form.list ? NULL : register_find(key);
	for (size_t i = 0; template_offer(&form, i, &key, &label); i++) {
		table_add(&t, key);
		table_add(&t, str_text(&label));
		str_reset(&label);
	}
	str_clear(&label);
	table_print(c, &t);
	table_clear(&t);
	return RC_OK;
}

static enum rc run(struct cli *c) {
	if (cli_opt(c, "show"))
		return show(c, cli_opt(c, "show"));
	if (cli_opt(c, "check"))
		return check(c, cli_opt(c, "check"));
	return cli_opt(c, "columns") ? put_columns(c, cli_opt(c, "columns")) : put_forms(c);
}

const struct cmd_def cmd_templates = {
	.name = "templates",
	.help = N_("The forms of the county: list them, print one, check one's own."), .args = "",
	.example = "wubao templates\nwubao templates --columns month\n"
	           "wubao templates --show month -o month.ini\nwubao templates --check month.ini",
	.text = N_("A form is a plain file: [template] says title, of, file, encoding (utf8, "
	           "gb18030), format (csv, xlsx), masking (masked, identified), rows (one, "
	           "village, team, officer, county), together (last, first, no), lines (yes, "
	           "no), above and below (cells parted by |); [columns] one line each, key = "
	           "header, in order: a key of --columns, no, row, age, blank with anything "
	           "behind it, or one whose text stands under [texts]. Texts may hold "
	           "{station} {month} {year} {from} {to} {day}. It lies as ID.ini in the "
	           "folder templates beside the database and stands for the shipped one of "
	           "that ID."),
	CMD_OPTS(opts), .station = true, .run = run,
};

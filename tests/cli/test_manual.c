/* SPDX-License-Identifier: MIT
 * The manual pages and the completion script are made from the program's tables: this compares those of man/ that have
 * a frame beside them (.in) and data/completion/wubao.bash with what the tables give now, or with MANUAL_WRITE=1 (make
 * man) writes them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "core/conf.h"
#include "core/file.h"
#include "core/mem.h"
#include "core/tr.h"
#include "exchange/import/register.h"
#include "exchange/out/figure_csv.h"
#include "model/entry/carry.h"
#include "model/lists.h"
#include "model/report/figure.h"
#include "model/report/report_table.h"
#include "model/station/codes.h"
#include "texts.h"
#include "ui/loop/action.h"

enum { FILE_MOST = 1 << 20 };
static const char begin[] = ".Bl -tag -width Ds\n", end[] = ".El\n";

/* Text of a paragraph: no word may begin a line as a request, no backslash is an escape. */
static void add_words(struct str *out, const char *text) {
	if (*text == '.' || *text == '\'')
		str_add(out, "\\&");
	for (; *text; text++) {
		if (*text == '\\')
			str_add(out, "\\e");
		else if (*text == ' ' && out->n && out->s[out->n - 1] == '.' && text[1] >= 'A' && text[1] <= 'Z')
			str_addc(out, '\n'); /* a sentence begins a line */
		else
			str_addc(out, *text);
	}
	str_addc(out, '\n');
}

/* Arguments of a macro: quoted, so that no word is taken for one. */
static void add_quoted(struct str *out, const char *macro, const char *text) {
	str_addf(out, "%s \"%s", macro, strlen(text) == 1 ? "\\&" : ""); /* "[" alone would be punctuation */
	for (; *text; text++) {
		if (*text == '"')
			str_add(out, "\"\"");
		else if (*text == '\\')
			str_add(out, "\\e");
		else
			str_addc(out, *text);
	}
	str_add(out, "\"");
}

static void add_options(struct str *out, const struct cmd_opt *opts, size_t n) {
	str_add(out, begin);
	for (size_t i = 0; i < n; i++) {
		const struct cmd_opt *o = &opts[i];

		str_add(out, ".It ");
		if (o->letter)
			str_addf(out, "Fl %c , ", o->letter);
		str_addf(out, "Fl -%s", o->name);
		if (o->arg)
			add_quoted(out, " Ar", o->arg);
		str_addc(out, '\n');
		add_words(out, o->help);
		if (o->choices) {
			str_add(out, "One of\n");
			add_quoted(out, ".Li", o->choices);
			str_add(out, " .\n");
		}
	}
	str_add(out, end);
}

static void add_commands(struct str *out) {
	str_add(out, begin);
	for (size_t i = 0; i < cmd_count; i++) {
		const struct cmd_def *d = cmd_table[i];

		str_addf(out, ".It Nm Cm %s", d->name);
		if (d->opt_count)
			str_add(out, " Op Ar ...");
		if (*d->args)
			add_quoted(out, " Ar", d->args);
		str_addc(out, '\n');
		add_words(out, d->help);
		if (d->text)
			add_words(out, d->text);
		str_addf(out, ".Bd -literal\n%s\n.Ed\n", d->example);
		if (d->opt_count)
			add_options(out, d->opts, d->opt_count);
	}
	str_add(out, end);
}

static void add_globals(struct str *out) { add_options(out, cli_globals, cli_global_count); }

static void add_keys(struct str *out) {
	str_add(out, begin);
	for (size_t i = 1; i < ACTION_COUNT; i++) {
		char keys[64];

		if (!*action_keys_text(&action_table[i], keys, sizeof keys))
			continue;
		add_quoted(out, ".It Sy", keys);
		str_addc(out, '\n');
		add_words(out, action_table[i].help);
	}
	str_add(out, end);
}

/* "a,b" as "a, b". */
static void add_list(struct str *out, const char *words) {
	for (; *words; words++)
		str_addn(out, *words == ',' ? ", " : words, *words == ',' ? 2 : 1);
}

/* What a column is, but for its name. */
static void add_field(struct str *out, const struct field_def *f) {
	static const char *const types[] = {
		[FT_TEXT] = "text", [FT_NOTE] = "note", [FT_IDNO] = "ID number", [FT_PHONE] = "phone", [FT_DATE] = "date",
		[FT_CODE] = "code", [FT_INT] = "number", [FT_MONEY] = "money", [FT_REF] = "reference"};

	str_addf(out, "%s: %s", f->label, types[f->type]);
	if (f->codes)
		str_addf(out, " of %s", f->codes->name);
	if (f->type == FT_REF)
		str_addf(out, " to %s", f->ref);
	if (f->max)
		str_addf(out, ", at most %d%s", f->max, f->type == FT_INT || f->type == FT_MONEY ? "" : " characters");
	str_addf(out, "%s%s%s.\n", f->flags & F_REQUIRED ? ", required" : "", f->unknown ? ", may be not known" : "",
	         f->flags & F_PAST ? ", not in the future" : "");
	if (f->aliases) {
		str_add(out, "Also ");
		add_list(out, f->aliases);
		str_add(out, ".\n");
	}
}

static void add_registers(struct str *out) {
	struct register_column c;

	for (size_t i = 0; register_at(i); i++) {
		const struct register_def *reg = register_at(i);
		struct str needs = {0};

		register_needs(reg, &needs);
		str_addf(out, ".Ss %s\n%s.\nNeeded:\n", reg->id, reg->label);
		add_list(out, str_text(&needs));
		str_addf(out, ".\n%s", begin);
		for (size_t k = 0; register_column_at(reg, k, &c); k++) {
			add_quoted(out, ".It Sy", c.field->csv);
			str_addc(out, '\n');
			if (c.part->only)
				str_add(out, "Whose row it is.\n");
			add_field(out, c.field);
		}
		str_add(out, end);
		str_clear(&needs);
	}
}

static void add_code_lists(struct str *out) {
	for (size_t i = 0; i < codes_all_count; i++) {
		const struct code_list *list = codes_all[i];

		str_addf(out, ".Ss %s%s\n%s", list->name, list->extensible ? " +" : "", begin);
		for (size_t k = 0; k < list->count; k++) {
			const struct code_item *item = &list->items[k];

			str_addf(out, ".It Li %s\n%s, %s", item->code, item->zh, item->en);
			if (item->aliases) {
				str_add(out, "; also ");
				add_list(out, item->aliases);
			}
			str_add(out, ".\n");
		}
		str_add(out, end);
	}
}

static void add_figure_columns(struct str *out) {
	static const struct {
		const char *name, *text;
	} what[] = {
#define COLUMN(name) {#name, FIGURE_TEXT_##name},
#define FIGURE_TEXT_station "The station's name."
#define FIGURE_TEXT_month "The period: 2026-10, 2026-07..2026-09, or in a table 2026 Q3 and the like."
#define FIGURE_TEXT_number "Of a month as sent: 0 the first time, then the number of the correction; else blank."
#define FIGURE_TEXT_place "The village, blank for all together; the header is team, officer or county where the rows are those."
#define FIGURE_TEXT_id "What the line is, the same for ever."
#define FIGURE_TEXT_section "The section of the form it stands in, in the chosen language."
#define FIGURE_TEXT_label "Its name, in the chosen language."
#define FIGURE_TEXT_value "A bare number, without a per cent sign; blank where nothing divides."
#define FIGURE_TEXT_unit "Its unit, in the chosen language."
#define FIGURE_TEXT_numerator "Of a rate: what is counted."
#define FIGURE_TEXT_denominator "Of a rate: of how many."
#define FIGURE_TEXT_numerator_id "The id of the figure that is the numerator."
#define FIGURE_TEXT_denominator_id "The id of the figure that is the denominator."
#define FIGURE_TEXT_value_before "Of a correction: the value sent before."
#define FIGURE_TEXT_numerator_before "Likewise."
#define FIGURE_TEXT_denominator_before "Likewise."
		FIGURE_CSV_COLUMNS(COLUMN)
#undef COLUMN
	};

	for (size_t i = 0; i < sizeof what / sizeof *what; i++)
		str_addf(out, ".It Sy %s\n%s\n", what[i].name, what[i].text);
}

static void add_tables(struct str *out) {
	str_add(out, begin);
	for (const struct report_kind *k = report_kinds; k < report_kinds + report_kind_count; k++) {
		str_addf(out, ".It Fl -kind Cm %s\n%s:\n", k->id, k->label);
		for (size_t i = 0; i < k->column_count; i++)
			str_addf(out, "%s%s", k->columns[i].figure.id, i + 1 < k->column_count ? ", " : ".\n");
	}
	str_add(out, end);
}

static void add_lists(struct str *out) {
	for (const struct list_def *const *list = list_table; *list; list++) {
		const struct list_def *d = *list;

		str_addf(out, ".Ss %s\n%s.\n%s", d->id, d->label, begin);
		for (size_t i = 0; i < d->column_count; i++) {
			str_addf(out, ".It Sy %s\n%s", list_column_key(d, i), list_column_label(d, i));
			str_addf(out, "%s.\n", d->columns[i].number ? ", a number" : list_column_is_day(d, i) ? ", a date" : "");
		}
		str_add(out, end);
	}
}

static void add_figures(struct str *out) {
	str_add(out, begin);
	for (size_t i = 0; i < figure_count; i++) {
		add_quoted(out, ".It Sy", figure_table[i].id);
		str_addc(out, '\n');
		str_addf(out, "%s.\n", figure_table[i].label);
		add_words(out, figure_table[i].formula);
	}
	for (size_t i = 0; i < rate_count; i++) {
		add_quoted(out, ".It Sy", rate_table[i].id);
		str_addc(out, '\n');
		str_addf(out, "%s.\n", rate_table[i].label);
		add_words(out, rate_table[i].formula);
	}
	str_add(out, end);
}

static void add_range(struct str *out, const struct conf_def *d) {
	switch (d->type) {
	case CONF_TEXT:
		str_add(out, "A text.\n");
		break;
	case CONF_DATE:
		str_add(out, "A date.\n");
		break;
	case CONF_INT:
		str_addf(out, "A number from %lld to %lld.\n", d->min, d->max);
		break;
	case CONF_BOOL:
		str_add(out, "yes or no.\n");
		break;
	case CONF_CHOICE:
		str_addf(out, "One of\n.Li %s .\n", d->choices);
		break;
	}
}

static void add_families(struct str *out) {
	for (size_t i = 0; i < conf_family_count; i++) {
		const struct conf_family *f = &conf_families[i];

		str_addf(out, ".Ss [%s.NAME@YYYY-MM-DD]\n", f->prefix);
		add_words(out, f->help);
		str_add(out, begin);
		for (size_t k = 0; k < f->key_count; k++) {
			str_addf(out, ".It Sy %s\n", f->keys[k].key);
			add_range(out, &f->keys[k]);
		}
		str_addf(out, "%s.Bd -literal -offset indent\n%s.Ed\n", end, f->example);
	}
}

static void add_settings(struct str *out) {
	const char *section = "";

	for (size_t i = 0; i < conf_table_count; i++) {
		const struct conf_def *d = &conf_table[i];

		if (strcmp(d->section, section) != 0)
			str_addf(out, "%s.Ss [%s]\n%s", *section ? end : "", d->section, begin);
		section = d->section;
		str_addf(out, ".It Sy %s\n", d->key);
		add_words(out, d->help);
		add_range(out, d);
		if (*d->initial)
			str_addf(out, "Default:\n.Li \"%s = %s\" .\n", d->key, d->initial);
		else
			str_add(out, "Default: blank.\n");
		if (d->by_hand)
			str_add(out, "In the file only.\n");
	}
	str_add(out, end);
}

static void add_codes(struct str *out) {
	bool first = true;

	str_add(out, ".Sy ");
	for (size_t i = 0; i < codes_all_count; i++) {
		if (!codes_all[i]->extensible)
			continue;
		str_addf(out, "%s%s", first ? "" : " , ", codes_all[i]->name);
		first = false;
	}
}

static void add_exit(struct str *out) {
	str_add(out, begin);
	for (size_t i = 0; i < exit_count; i++) {
		str_addf(out, ".It %d", exit_table[i].status);
		if (*exit_table[i].name)
			str_addf(out, " Pq Dv %s", exit_table[i].name);
		str_addc(out, '\n');
		add_words(out, exit_table[i].when);
	}
	str_add(out, end);
}

static void add_records(struct str *out) {
	const char *names[CARRY_COLUMNS], *label, *table;

	str_add(out, begin);
	for (size_t i = 0; (table = carry_table(i, &label)) != NULL; i++) {
		const struct entity_def *def = station_entity(table);
		char *cut;
		size_t n = carry_columns(i, names, &cut);

		str_addf(out, ".It Sy %s\n%s:\n", table, label);
		for (size_t k = def ? n - def->count : 0; k < n; k++) {
			const struct field_def *f = def ? entity_field(def, names[k]) : NULL;

			str_addf(out, "%s%s%s%s", names[k], f && f->type == FT_REF ? " of " : "",
			         f && f->type == FT_REF ? f->ref : "", k + 1 < n ? ", " : ".\n");
		}
		free(cut);
	}
	str_add(out, end);
}

static const struct {
	const char *mark;
	void (*add)(struct str *out);
} parts[] = {
	{"@commands@", add_commands},   {"@options@", add_globals},      {"@keys@", add_keys},
	{"@figures@", add_figures},     {"@settings@", add_settings},    {"@families@", add_families},
	{"@codes@", add_codes},         {"@exit@", add_exit},            {"@registers@", add_registers},
	{"@codelists@", add_code_lists}, {"@figurecolumns@", add_figure_columns}, {"@tables@", add_tables},
	{"@lists@", add_lists},         {"@records@", add_records},
};

static void add_part(struct str *out, const char *line, size_t n) {
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		size_t m = strlen(parts[i].mark);

		if (n >= m && memcmp(line, parts[i].mark, m) == 0) {
			parts[i].add(out);
			if (n > m) { /* punctuation after a list in the line */
				str_addn(out, line + m, n - m);
				str_addc(out, '\n');
			}
			return;
		}
	}
	fail_msg("unknown mark: %.*s", (int)n, line);
}

static void make_manual(const char *template, struct str *out) {
	while (*template) {
		size_t n = strcspn(template, "\n");

		if (*template == '@') {
			add_part(out, template, n);
		} else {
			str_addn(out, template, n);
			str_addc(out, '\n');
		}
		template += n + (template[n] == '\n');
	}
}

static void add_names(struct str *out, const struct cmd_opt *opts, size_t n) {
	for (size_t i = 0; i < n; i++)
		str_addf(out, "%s--%s", i ? " " : "", opts[i].name);
}

static void add_choices(struct str *out, const struct cmd_opt *opts, size_t n) {
	for (size_t i = 0; i < n; i++) {
		if (!opts[i].choices)
			continue;
		str_addf(out, "\t--%s) COMPREPLY=($(compgen -W '", opts[i].name);
		for (const char *p = opts[i].choices; *p; p++)
			str_addc(out, *p == ',' ? ' ' : *p);
		str_add(out, "' -- \"$word\")); return ;;\n");
	}
}

static void make_completion(struct str *out) {
	str_add(out, "# bash completion for wubao; made from the program's tables by `make man`.\n"
	             "_wubao() {\n\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= w\n"
	             "\tfor w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n\t\tcase $w in\n\t\t");
	for (size_t i = 0; i < cmd_count; i++)
		str_addf(out, "%s%s", i ? "|" : "", cmd_table[i]->name);
	str_add(out, ") command=$w; break ;;\n\t\tesac\n\tdone\n\tcase $before in\n");
	add_choices(out, cli_globals, cli_global_count);
	for (size_t i = 0; i < cmd_count; i++)
		add_choices(out, cmd_table[i]->opts, cmd_table[i]->opt_count);
	str_add(out, "\tesac\n\tlocal options='");
	add_names(out, cli_globals, cli_global_count);
	str_add(out, "'\n\tcase $command in\n\t'') [[ $word == -* ]] || options='");
	for (size_t i = 0; i < cmd_count; i++)
		str_addf(out, "%s%s", i ? " " : "", cmd_table[i]->name);
	str_add(out, "' ;;\n");
	for (size_t i = 0; i < cmd_count; i++) {
		if (!cmd_table[i]->opt_count)
			continue;
		str_addf(out, "\t%s) options+=' ", cmd_table[i]->name);
		add_names(out, cmd_table[i]->opts, cmd_table[i]->opt_count);
		str_add(out, "' ;;\n");
	}
	str_add(out, "\tesac\n\tif [[ $word == -* || -z $command ]]; then\n"
	             "\t\tCOMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
	             "\telse\n\t\tCOMPREPLY=($(compgen -f -- \"$word\"))\n\tfi\n}\ncomplete -o filenames -F _wubao wubao\n");
}

static void read_tree_file(const char *name, struct str *out) {
	struct err err = {.text = ""};
	char *path = mem_printf("%s/%s", TEST_TOP, name);

	if (file_read(path, FILE_MOST, out, &err) != RC_OK)
		print_message("%s\n", err.text);
	free(path);
}

/* Compare, or write over. */
static void settle(const char *name, const struct str *made) {
	struct str there = {0};
	char *path = mem_printf("%s/%s", TEST_TOP, name);

	if (getenv("MANUAL_WRITE")) {
		FILE *f = fopen(path, "w");

		assert_non_null(f);
		assert_int_equal(fwrite(made->s, 1, made->n, f), made->n);
		assert_int_equal(fclose(f), 0);
	} else {
		read_tree_file(name, &there);
		if (there.n != made->n || memcmp(there.s, made->s, made->n) != 0)
			fail_msg("%s differs from the program's tables: run make man", name);
	}
	free(path);
	str_clear(&there);
}

static void test_manual(void **state) {
	static const char *const pages[] = {"man/wubao.1", "man/wubao-csv.5", "man/wubao.conf.5"};

	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct str template = {0}, out = {0};
		char *name = mem_printf("%s.in", pages[i]);

		read_tree_file(name, &template);
		assert_true(template.n > 0);
		make_manual(str_text(&template), &out);
		settle(pages[i], &out);
		free(name);
		str_clear(&template);
		str_clear(&out);
	}
}

static void test_completion(void **state) {
	struct str out = {0};

	make_completion(&out);
	settle("data/completion/wubao.bash", &out);
	str_clear(&out);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_manual),
		cmocka_unit_test(test_completion),
	};

	tr_set_lang(LANG_EN);
	return cmocka_run_group_tests_name("manual", tests, NULL, NULL);
}

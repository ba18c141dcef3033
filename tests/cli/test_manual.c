/* SPDX-License-Identifier: MIT
 * The manual and the completion script are made from the program's tables: this compares man/wubao.1 and
 * data/completion/wubao.bash with what the tables give now, or with MANUAL_WRITE=1 (make man) writes them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "core/conf.h"
#include "core/file.h"
#include "core/mem.h"
#include "core/tr.h"
#include "model/event/drug_testing.h"
#include "model/order/order.h"
#include "model/person/resident.h"
#include "model/report/figure.h"
#include "model/station/codes.h"
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

static void add_globals(struct str *out) {
	add_options(out, cli_globals, cli_global_count);
}

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

static void add_columns(struct str *out, const struct entity_def *def) {
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];

		if (!f->csv || f->flags & F_SYSTEM)
			continue;
		add_quoted(out, ".It Sy", f->csv);
		str_addc(out, '\n');
		str_addf(out, "%s%s.\n", f->label, f->flags & F_REQUIRED ? ", required" : "");
		if (f->aliases) {
			str_add(out, "Also ");
			for (const char *p = f->aliases; *p; p++)
				str_addn(out, *p == ',' ? ", " : p, *p == ',' ? 2 : 1);
			str_add(out, ".\n");
		}
	}
}

static void add_roster(struct str *out) {
	str_add(out, begin);
	add_columns(out, &resident_def);
	add_columns(out, &order_def);
	str_add(out, end);
}

static void add_tests(struct str *out) {
	str_add(out, begin);
	add_columns(out, &test_def);
	str_add(out, end);
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

static void add_families(struct str *out) {
	for (size_t i = 0; i < conf_family_count; i++) {
		const struct conf_family *f = &conf_families[i];

		str_addf(out, "A section\n.Sy [%s.NAME@YYYY-MM-DD] :\n", f->prefix);
		add_words(out, f->help);
		str_add(out, "Its keys:\n");
		for (size_t k = 0; k < f->key_count; k++)
			str_addf(out, ".Sy %s%s\n", f->keys[k].key, k + 1 < f->key_count ? " ," : " .");
		str_addf(out, "Example:\n.Bd -literal -offset indent\n%s.Ed\n.Pp\n", f->example);
	}
}

static void add_settings(struct str *out) {
	str_add(out, begin);
	for (size_t i = 0; i < conf_table_count; i++) {
		const struct conf_def *d = &conf_table[i];

		str_addf(out, ".It Sy \"[%s] %s\"\n", d->section, d->key);
		add_words(out, d->help);
		switch (d->type) {
		case CONF_TEXT:
			break;
		case CONF_DATE:
			str_add(out, "A day, YYYY-MM-DD.\n");
			break;
		case CONF_INT:
			str_addf(out, "From %lld to %lld.\n", d->min, d->max);
			break;
		case CONF_BOOL:
			str_add(out, "yes or no.\n");
			break;
		case CONF_CHOICE:
			str_addf(out, "One of\n.Li %s .\n", d->choices);
			break;
		}
		if (*d->initial)
			str_addf(out, "Default:\n.Li %s .\n", d->initial);
	}
	str_add(out, end);
	add_families(out);
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

static const struct {
	const char *mark;
	void (*add)(struct str *out);
} parts[] = {
	{"@commands@", add_commands}, {"@options@", add_globals}, {"@keys@", add_keys},         {"@roster@", add_roster},
	{"@tests@", add_tests},       {"@figures@", add_figures}, {"@settings@", add_settings}, {"@codes@", add_codes},
	{"@exit@", add_exit},
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
	struct str template = {0}, out = {0};

	(void)state;
	read_tree_file("man/wubao.1.in", &template);
	assert_true(template.n > 0);
	make_manual(str_text(&template), &out);
	settle("man/wubao.1", &out);
	str_clear(&template);
	str_clear(&out);
}

static void test_completion(void **state) {
	struct str out = {0};

	(void)state;
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

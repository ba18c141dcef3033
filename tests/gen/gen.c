/* SPDX-License-Identifier: MIT */
#include "gen/gen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "exchange/import/register.h"

static const struct sheet_def *const own[] = {&roster_sheet, &test_sheet, &member_sheet, &duty_sheet};
enum { OWN = sizeof own / sizeof *own, SHEETS = OWN + EVENT_SHEETS };

static const struct sheet_def *sheet_at(size_t i) {
	return i < OWN ? own[i] : &event_sheets[i - OWN];
}

const char *sheet_header(const struct sheet_def *def, const char *field, bool spoken) {
	const struct register_def *reg = register_find(def->reg ? def->reg : def->name);
	static char header[80];
	struct register_column c;

	if (!field)
		return spoken ? "编号" : "序号";
	if (!*field)
		return "";
	for (size_t i = 0; reg && register_column_at(reg, i, &c); i++) {
		if (strcmp(c.field->name, field) != 0)
			continue;
		if (!spoken || !c.field->aliases)
			return c.field->csv;
		snprintf(header, sizeof header, "%.*s", (int)strcspn(c.field->aliases, ","), c.field->aliases);
		return header;
	}
	fprintf(stderr, "gen: %s has no field %s\n", def->name, field);
	exit(70);
}

static const char usage[] =
	"usage: gen [--size N] [--seed N] [--date YYYY-MM-DD] [--roster FILE] [--tests FILE]\n"
	"           [--talk FILE] and so on, as the program's registers are called\n"
	"           [--roster-truth FILE] [--tests-truth FILE] [--defects RATE]\n"
	"           [--encoding utf8|utf8bom|gb18030|utf16] [--delimiter comma|tab|semicolon]\n"
	"           [--title] [--style plain|mixed] [--columns county|full]\n"
	"Writes CSV files of a made-up station; the same seed, date and size give the same bytes. --truth is\n"
	"--roster-truth. A truth file says for each record what a careful importer answers; that of\n"
	"the tests supposes that every person of this station is known. gen returns makes those of a county.\n";

static _Noreturn void refuse(const char *what) {
	fprintf(stderr, "gen: %s\n%s", what, usage);
	exit(64);
}

static bool writes_column(const struct sheet_column *c, const struct layout *layout) {
	return !c->full || layout->full;
}

static void write_sheet(const struct sheet_def *def, const struct station *s, const struct layout *layout,
                           const char *path, const char *truth_path) {
	struct table t = {.layout = layout, .sheet = def};
	char text[64];
	for (size_t i = 0; i < def->column_count; i++)
		t.columns += writes_column(&def->columns[i], layout);
	if (layout->title) {
		table_cell(&t, def->title);
		t.verdict = NULL;
		table_end(&t);
	}
	for (size_t i = 0; i < def->column_count; i++) {
		const struct sheet_column *c = &def->columns[i];
		if (writes_column(c, layout))
			table_cell(&t, sheet_header(def, c->field, layout->title || c->spoken));
	}
	t.verdict = NULL;
	table_end(&t);
	size_t before = t.records;
	def->fill(def, &t, s);
	if (layout->title) {
		snprintf(text, sizeof text, "%zu条", t.records - before);
		t.verdict = NULL;
		table_cell(&t, "合计");
		table_cell(&t, text);
		table_end(&t);
		t.verdict = NULL;
		table_cell(&t, "填表人:王某");
		table_cell(&t, "");
		table_cell(&t, "审核人:李某");
		table_end(&t);
	}
	table_save(&t, path);
	if (truth_path)
		truth_save(&t, truth_path);
	printf("%s: %zu records\n", path, t.records - before - (layout->title ? 2 : 0));
	table_clear(&t);
}

struct request {
	struct layout layout;
	struct station station;
	const char *file[SHEETS], *truth[SHEETS];
};

static bool number(const char *text, double most, double *out) {
	char *end;
	*out = strtod(text, &end);
	return *text && !*end && *out >= 0 && *out <= most;
}

/* One of a few words; its place in the list. */
static int choice(const char *value, const char *const *words) {
	for (int i = 0; words[i]; i++)
		if (strcmp(value, words[i]) == 0)
			return i;
	refuse(value);
}

static bool read_file_option(struct request *q, const char *name, const char *value) {
	if (strcmp(name, "truth") == 0)
		name = "roster-truth";
	for (size_t i = 0; i < SHEETS; i++) {
		size_t n = strlen(sheet_at(i)->name);
		if (strncmp(name, sheet_at(i)->name, n) != 0)
			continue;
		if (name[n] == '\0')
			q->file[i] = value;
		else if (strcmp(name + n, "-truth") == 0)
			q->truth[i] = value;
		else
			continue;
		return true;
	}
	return false;
}

static void read_option(struct request *q, const char *name, const char *value) {
	static const char *const encodings[] = {"utf8", "utf8bom", "gb18030", "utf16", NULL};
	static const char *const delimiters[] = {"comma", "tab", "semicolon", NULL};
	static const char *const styles[] = {"plain", "mixed", NULL};
	static const char *const sets[] = {"county", "full", NULL};
	double n;
	if (read_file_option(q, name, value))
		return;
	if (strcmp(name, "size") == 0 && number(value, 4000000, &n))
		q->station.count = (size_t)n;
	else if (strcmp(name, "seed") == 0 && number(value, 9e15, &n))
		q->station.seed = (uint64_t)n;
	else if (strcmp(name, "defects") == 0 && number(value, 1, &n))
		q->layout.defects = n;
	else if (strcmp(name, "date") == 0 && date_parse_iso(value, &q->station.today))
		return;
	else if (strcmp(name, "encoding") == 0)
		q->layout.encoding = encodings[choice(value, encodings)];
	else if (strcmp(name, "delimiter") == 0)
		q->layout.delimiter = ",\t;"[choice(value, delimiters)];
	else if (strcmp(name, "style") == 0)
		q->layout.mixed = choice(value, styles) == 1;
	else if (strcmp(name, "columns") == 0)
		q->layout.full = choice(value, sets) == 1;
	else
		refuse(name);
}

int main(int argc, char **argv) {
	struct request q = {
		.layout = {.delimiter = ',', .encoding = "utf8bom"},
		.station = {.count = 60, .seed = 1, .today = clock_today()},
	};
	if (argc > 1 && strcmp(argv[1], "returns") == 0)
		return returns_main(argc - 2, argv + 2);
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--title") == 0)
			q.layout.title = true;
		else if (strncmp(argv[i], "--", 2) == 0 && i + 1 < argc) {
			read_option(&q, argv[i] + 2, argv[i + 1]);
			i++;
		} else
			refuse(argv[i]);
	}
	struct person *people = mem_zalloc(q.station.count + 1, sizeof *people);
	for (size_t i = 0; i < q.station.count; i++)
		person_make(&people[i], q.station.seed, i, q.station.today);
	q.station.people = people;
	for (size_t i = 0; i < SHEETS; i++)
		if (q.file[i])
			write_sheet(sheet_at(i), &q.station, &q.layout, q.file[i], q.truth[i]);
	free(people);
	return 0;
}

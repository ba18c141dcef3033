/* The roster: one line a person and order, and the defects that real rosters have.
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/idno.h"
#include "gen/gen.h"

static const struct sheet_column columns[] = {
	{NULL}, {"name"}, {"sex"}, {"id_no"}, {"phone"}, {"registered"}, {"address"}, {"place"},
	{"kind"}, {"doc_no"}, {"ordered"}, {"reported"}, {"drug"}, {"risk"}, {"job"}, {"team"},
	{"note"}, {"served", .full = true}, {"agreed", .full = true}, {"authority", .full = true},
	{"police", .full = true}, {"worker", .full = true}, {"education", .full = true},
	{"marital", .full = true}, {"control", .full = true},
};

static const char *const notes[] = {
	"", "家庭困难,已申请低保", "备注中有\"引号\"", "第一行\n第二行", "=1+1", "+86 备用电话见档案",
};

/* What is wrong with a record. Each changes cells and says which column a careful importer names. */
enum defect {
	NO_DEFECT,
	ID_MANGLED_FLOAT,  /* 9.98231E+17 */
	ID_MANGLED_ZEROS,  /* the last three digits became 0 */
	ID_CHECK_DIGIT,
	ID_OTHER_NAME,     /* somebody else's number */
	DATE_IMPOSSIBLE,
	REPORT_BEFORE_ORDER,
	NAME_EMPTY,
	KIND_UNKNOWN,
	SEX_AGAINST_ID,
	DEFECTS,
};
static const struct {
	const char *verdict, *column;
} answers[DEFECTS] = {
	[NO_DEFECT] = {"ok", ""},
	[ID_MANGLED_FLOAT] = {"bad", "id_no"},
	[ID_MANGLED_ZEROS] = {"bad", "id_no"},
	[ID_CHECK_DIGIT] = {"bad", "id_no"},
	[ID_OTHER_NAME] = {"bad", "id_no"},
	[DATE_IMPOSSIBLE] = {"bad", "ordered"},
	[REPORT_BEFORE_ORDER] = {"bad", "reported"},
	[NAME_EMPTY] = {"bad", "name"},
	[KIND_UNKNOWN] = {"bad", "kind"},
	[SEX_AGAINST_ID] = {"warn", "sex"},
};

/* The last person before `index` whose record has no defect, or NULL. */
static const struct person *clean_before(const struct station *s, size_t index, const unsigned char *defects) {
	while (index-- > 0)
		if (defects[index] == NO_DEFECT)
			return &s->people[index];
	return NULL;
}

static enum defect choose(struct rng *r, const struct layout *layout, const struct person *p) {
	if (!rng_chance(r, layout->defects))
		return NO_DEFECT;
	enum defect d = (enum defect)rng_between(r, 1, DEFECTS - 1);
	if (d == REPORT_BEFORE_ORDER && !date_is_set(p->reported))
		return NAME_EMPTY;
	return d;
}

static void cell_idno(struct table *t, struct rng *r, const struct person *p, enum defect d,
                      const struct person *other) {
	char id[24];
	snprintf(id, sizeof id, "%s", p->idno);
	if (d == ID_MANGLED_FLOAT) {
		snprintf(id, sizeof id, "%c.%.5sE+17", p->idno[0], p->idno + 1);
	} else if (d == ID_MANGLED_ZEROS) {
		memcpy(id + 15, "000", 3);
		if (idno_check_digit(id) == '0') /* right by chance: one changed digit makes it wrong */
			id[14] = id[14] == '9' ? '0' : (char)(id[14] + 1);
	} else if (d == ID_CHECK_DIGIT) {
		id[17] = id[17] == '5' ? '6' : '5';
	} else if (d == ID_OTHER_NAME) {
		snprintf(id, sizeof id, "%s", other->idno);
	} else {
		spell_idno(t, r, id);
		return;
	}
	table_cell(t, id);
}

static void cell_text(struct table *t, const char *fmt, const char *a, int n) {
	char text[200];
	snprintf(text, sizeof text, fmt, a, n);
	table_cell(t, text);
}

static const char *const schooling[] = {"小学", "初中", "初中", "高中", "大学"};
static const char *const marriage[] = {"未婚", "已婚", "离婚", "丧偶"};

static void write_full(struct table *t, struct rng *r, const struct person *p) {
	struct date served = date_add_days(p->ordered, date_is_set(p->reported) ? 0 : 1);
	spell_date(t, r, served);
	spell_date(t, r, rng_chance(r, 0.95) ? p->reported : DATE_NONE);
	table_cell(t, "示范县公安局");
	table_cell(t, person_police(p));
	table_cell(t, person_worker(p));
	table_cell(t, rng_pick(r, schooling));
	table_cell(t, rng_pick(r, marriage));
	table_cell(t, rng_chance(r, 0.95) ? "在控" : "失控");
}

static void write_person(struct table *t, struct rng *r, const struct person *p, enum defect d,
                         const struct person *other) {
	char number[32], name[48];
	int year, month, day;
	const char *village = villages[p->village];
	date_to_ymd(p->ordered, &year, &month, &day);
	snprintf(name, sizeof name, "%s", p->name);
	if (d == ID_OTHER_NAME && strcmp(name, other->name) == 0)
		person_other_name(other, r, name);

	snprintf(number, sizeof number, "%zu", p->index + 1);
	table_cell(t, number);
	if (d == NAME_EMPTY)
		table_cell(t, "");
	else
		spell_name(t, r, name);
	table_cell(t, p->male == (d != SEX_AGAINST_ID) ? "男" : "女");
	cell_idno(t, r, p, d, other);
	table_cell(t, p->phone);
	cell_text(t, "示例县示范镇%s", village, 0);
	char address[120];
	snprintf(address, sizeof address, "示例县示范镇%s%d组%d号", village, 1 + p->house % 9, p->house);
	table_cell(t, address);
	table_cell(t, village);
	table_cell(t, d == KIND_UNKNOWN ? "其它类" : p->detox ? "社区戒毒" : "社区康复");
	char doc[80];
	snprintf(doc, sizeof doc, "示公(禁)社%s决字〔%d〕%zu号", p->detox ? "戒" : "康", year, 101 + p->index);
	table_cell(t, doc);
	if (d == DATE_IMPOSSIBLE)
		table_cell(t, "2025-02-30");
	else
		spell_date(t, r, p->ordered);
	spell_date(t, r, d == REPORT_BEFORE_ORDER ? date_add_days(p->ordered, -rng_between(r, 5, 40)) : p->reported);
	table_cell(t, p->drug);
	table_cell(t, p->risk);
	table_cell(t, p->job);
	cell_text(t, "第%.0s%d帮教小组", "", p->village + 1);
	table_cell(t, notes[p->note]);
	if (t->layout->full)
		write_full(t, r, p);
	table_judge(t, answers[d].verdict, answers[d].column);
	table_end(t);
}

static void fill(const struct sheet_def *def, struct table *t, const struct station *s) {
	unsigned char *defects = mem_zalloc(s->count + 1, 1);
	for (size_t i = 0; i < s->count; i++) {
		struct rng r = rng_for(s->seed, "roster", i);
		enum defect d = choose(&r, t->layout, &s->people[i]);
		const struct person *other = clean_before(s, i, defects);
		if (d == ID_OTHER_NAME && !other)
			d = NAME_EMPTY;
		defects[i] = (unsigned char)d;
		write_person(t, &r, &s->people[i], d, other);
	}
	free(defects);
}

const struct sheet_def roster_sheet = {
	.name = "roster", .title = "示范镇社区戒毒社区康复人员花名册",
	.columns = columns, .column_count = sizeof columns / sizeof *columns, .fill = fill,
};

/* What offices write for a value, a name or a paper, and what it is read as (rules 10.11, 10.12).
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "core/names.h"
#include "core/utf8.h"
#include "model/person/resident.h"
#include "texts.h"

/* A list, then for each code the words for it, by blanks; "-": words that say nothing, "?": words
 * that are asked about. */
static const struct {
	struct code_list *list;
	const char *code, *words;
} table[] = {
	{&codes_sex, "m", "男 男性 1 １ m 男人"},
	{&codes_sex, "f", "女 女性 2 ２ Female 女人"},
	{&codes_sex, "-", "0 9 未知的性别 未说明的性别 未说明 不详"},
	{&codes_sex, "?", "男女 3 人"},
	{&codes_education, "10", "10 研究生 11 博士 14 硕士 硕士研究生 博士研究生毕业 研究生教育 研究生学历"},
	{&codes_education, "20", "20 大学 大学本科 本科 21 大学本科毕业 大学本科教育 本科文化 大学生 30 31 32 "
	                         "大学专科 大学专科教育 大学专科毕业 大专 大专文化 大专文化程度 高职 高职高专 专科肄业 28"},
	{&codes_education, "60", "40 中专 中等专科毕业 中等职业教育 41 44 职业高中 职业高中毕业 技校 技工学校 47 60 高中 "
	                         "高中文化 高中毕业 普通高中 普通高级中学教育 普通高中毕业 61 高中肄业"},
	{&codes_education, "70", "70 初中 初中文化 初中毕业 初中文化程度 初级中学 初级中学教育 71 73 初中肄业 初中学历"},
	{&codes_education, "80", "80 小学 小学文化 小学毕业 小学教育 81 83 小学肄业 小学文化程度"},
	{&codes_education, "90", "90 文盲 半文盲 文盲或半文盲 未上过学 不识字"},
	{&codes_education, "99", "其他 其它"},
	{&codes_education, "?", "留学 博士后站 95"},
	{&codes_marital, "10", "10 未婚 未婚人员"},
	{&codes_marital, "20", "20 21 22 23 已婚 初婚 再婚 复婚 有配偶"},
	{&codes_marital, "30", "30 丧偶"},
	{&codes_marital, "40", "40 离婚 离异"},
	{&codes_marital, "90", "90 未说明的婚姻状况 不详"},
	{&codes_job, "none", "无业 无业人员 70 待业 待业人员 失业人员 未就业 下岗人员"},
	{&codes_job, "away", "外出务工 外出务工人员 打工 在外打工 农民工"},
	{&codes_job, "school", "31 学生 在校学生 在校生"},
	{&codes_job, "self", "54 个体经营者 个体 个体工商户 经商"},
	{&codes_job, "farm", "27 农民 务农 务农人员 在家务农"},
	{&codes_job, "11", "11 国家公务员 公务员"},
	{&codes_job, "13", "13 专业技术人员"},
	{&codes_job, "17", "17 职员"},
	{&codes_job, "21", "21 企业管理人员"},
	{&codes_job, "24", "24 工人"},
	{&codes_job, "37", "37 现役军人"},
	{&codes_job, "51", "51 自由职业者 灵活就业 灵活就业人员 零工"},
	{&codes_job, "80", "80 退(离)休人员 退休 退休人员 离退休人员"},
	{&codes_job, "90", "90 其他"},
	{&codes_drug, "meth", "冰毒 甲基苯丙胺 甲基苯丙胺（冰毒） 麻古 冰毒类 麻果"},
	{&codes_drug, "heroin", "海洛因 海洛因类 海洛因（白粉）"},
	{&codes_drug, "?", "神仙水 海洛因、冰毒"},
	{&codes_risk, "high", "高 高风险 高风险等级 一级 A A级 Ａ类 Ⅰ Ⅰ级 高风险人员 高级 1级"},
	{&codes_risk, "mid", "中 中风险 二级 B Ⅱ Ⅱ级 B类 中等"},
	{&codes_risk, "low", "低 低风险 三级 C Ⅲ Ⅲ级 C级 低风险等级"},
	{&codes_risk, "none", "未评估 未定级"},
	{&codes_order, "detox", "社区戒毒 社戒 社区戒毒人员 社戒人员 责令社区戒毒"},
	{&codes_order, "rehab", "社区康复 社康 社区康复人员 社康人员 责令社区康复"},
	{&codes_order, "?", "社区戒毒社区康复 强制隔离戒毒 人员"},
	{&codes_yesno, "yes", "有 是 √ ✓ Y y 1 对"},
	{&codes_yesno, "no", "无 否 × ✗ N n 0 没有"},
	{&codes_yes, "yes", "是 有 √ Y"},
	{&codes_yes, "no", "否 无 × N"},
	{&codes_result, "neg", "阴性 阴 - (-) 阴性(-) 阴性（－）"},
	{&codes_result, "pos", "阳性 阳 + 阳性(+)"},
	{&codes_paper, "id", "居民身份证 身份证 二代身份证 第二代居民身份证 临时居民身份证 111"},
	{&codes_paper, "permit", "港澳台居民居住证 港澳居民居住证 台湾居民居住证"},
	{&codes_paper, "hkmo", "港澳居民来往内地通行证 回乡证 516"},
	{&codes_paper, "taiwan", "台湾居民来往大陆通行证 台胞证 511"},
	{&codes_paper, "foreign", "外国人永久居留身份证 外国人永久居留证"},
	{&codes_paper, "household", "户口簿 户口本 居民户口簿 113"},
	{&codes_paper, "passport", "护照 普通护照 414"},
	{&codes_paper, "none", "无证件 无"},
	{&codes_paper, "other", "军官证 其他证件 驾驶证"},
	{&codes_control, "01", "在控 在管"},
	{&codes_control, "02", "失联 脱失 下落不明"},
	{&codes_state, "executing", "执行中 正在执行"},
	{&codes_state, "released", "已解除 解除 期满解除"},
};

static void one(const struct code_list *list, const char *want, const char *word) {
	struct code c = CODE_NONE;
	bool read = code_parse(list, word, &c), silent = code_says_nothing(list, word);

	if (*want == '-' ? !silent || read : *want == '?' ? read || silent : !read || !code_is(c, want))
		fail_msg("%s: '%s' is %s, not %s", list->name, word, read ? c.s : "not read", want);
}

static void words_of_offices(void **state) {
	size_t n = 0;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		char *all = mem_strdup(table[i].words), *next = NULL;

		for (char *w = strtok_r(all, " ", &next); w; w = strtok_r(NULL, " ", &next), n++)
			one(table[i].list, table[i].code, w);
		free(all);
	}
	assert_true(n > 220);
}

/* No word may lead to two values of one list: the first of the table would win in silence. */
static void no_word_twice(void **state) {
	for (size_t l = 0; l < codes_all_count; l++) {
		const struct code_list *list = codes_all[l];
		const struct code_item *item;

		for (size_t i = 0; (item = code_item_at(list, i)) != NULL; i++) {
			char *all = mem_printf("%s,%s,%s", item->zh, item->en,
			                       item->aliases ? item->aliases : item->zh), *next = NULL;

			one(list, item->code, item->code);
			for (char *w = strtok_r(all, ",", &next); w; w = strtok_r(NULL, ",", &next))
				one(list, item->code, w);
			free(all);
		}
	}
}

static void several_in_one_cell(void **state) {
	static const struct {
		const char *text, *code;
	} cells[] = {
		{"海洛因、冰毒", "heroin"}, {"冰毒/海洛因", "meth"}, {"冰毒，麻古", "meth"},
		{"冰毒和K粉", "meth"},      {"神仙水、冰毒", "meth"}, {"冰毒＋氯胺酮", "meth"},
		{"神仙水", NULL},           {"冰毒", NULL},           {"", NULL},
	};
	struct code c;

	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		bool found = code_parse_several(&codes_drug, cells[i].text, &c);

		if (found != (cells[i].code != NULL) || (found && !code_is(c, cells[i].code)))
			fail_msg("'%s' gives %s", cells[i].text, found ? c.s : "nothing");
	}
	assert_false(code_parse_several(&codes_sex, "男、女", &c));
}

static void names_in_other_signs(void **state) {
	static const char *const same[][2] = {
		{"买买提·吐尔逊", "买买提.吐尔逊"}, {"买买提·吐尔逊", "买买提。吐尔逊"},
		{"买买提·吐尔逊", "买买提-吐尔逊"}, {"买买提·吐尔逊", "买买提●吐尔逊"},
		{"买买提·吐尔逊", "买买提﹒吐尔逊"}, {"买买提·吐尔逊", "买买提•吐尔逊"},
		{"买买提·吐尔逊", "买买提・吐尔逊"}, {"买买提·吐尔逊", "买买提‧吐尔逊"},
		{"买买提·吐尔逊", "买买提∙吐尔逊"}, {"买买提·吐尔逊", "买买提．吐尔逊"},
		{"买买提·吐尔逊", "买买提 · 吐尔逊"}, {"买买提·吐尔逊", "买买提吐尔逊"},
		{"李一", "李⼀"},         /* Kangxi radical one */
		{"金龙", "⾦龙"},         {"李华", "李华"},  /* compatibility ideograph */
		{"民", "⺠"},             {"J. Maxwell", "ｊ．ｍａｘｗｅｌｌ"},
		{"葛\xF3\xA0\x84\x80红", "葛红"}, /* variation selector */
		{"张 三", "张三"},        {"张\xE2\x80\x8B三", "张三"},
	};
	static const char *const other[][2] = {
		{"张三", "张四"}, {"J-P", "JP"}, {"李.A", "李A"}, {"", "张"}, {"张", NULL},
	};

	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (!name_same(same[i][0], same[i][1]))
			fail_msg("%s and %s are one name", same[i][0], same[i][1]);
	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		if (name_same(other[i][0], other[i][1]))
			fail_msg("%s and %s are two", other[i][0], other[i][1]);
}

static void the_dot_as_it_is_kept(void **state) {
	static const char *const kept[][2] = {
		{"买买提.吐尔逊", "买买提·吐尔逊"}, {"买买提。吐尔逊", "买买提·吐尔逊"},
		{"买买提 - 吐尔逊", "买买提·吐尔逊"}, {"买买提●吐尔逊", "买买提·吐尔逊"},
		{"J. Maxwell", "J. Maxwell"},         {"张三.", "张三."},
	};

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		char *name = name_normalise(kept[i][0]);

		assert_string_equal(name, kept[i][1]);
		free(name);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_of_offices),     cmocka_unit_test(no_word_twice),
		cmocka_unit_test(several_in_one_cell),  cmocka_unit_test(names_in_other_signs),
		cmocka_unit_test(the_dot_as_it_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "core/idno.h"
#include "gen/gen.h"

/* ---- random numbers: splitmix64 ---- */

uint64_t rng_next(struct rng *r) {
	uint64_t z = r->s += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

struct rng rng_for(uint64_t seed, const char *what, uint64_t index) {
	struct rng r = {seed};
	for (; *what; what++)
		r.s = rng_next(&r) ^ (unsigned char)*what;
	r.s = rng_next(&r) ^ index;
	rng_next(&r);
	return r;
}

int rng_below(struct rng *r, int n) { return (int)(rng_next(r) >> 33) % n; }

int rng_between(struct rng *r, int a, int b) { return a + rng_below(r, b - a + 1); }

bool rng_chance(struct rng *r, double p) {
	return (double)(rng_next(r) >> 11) / 9007199254740992.0 < p;
}

/* ---- names: common and rare, outside GBK and outside the first plane ---- */

static const char *const surnames[] = {
	"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗",
	"郑", "梁", "谢", "宋", "唐", "许", "邓", "冯", "韩", "曹", "曾", "彭", "萧", "蔡", "潘", "田", "董", "袁", "于", "余",
	"叶", "蒋", "杜", "苏", "魏", "程", "吕", "丁", "沈", "任", "姚", "卢", "傅", "钟", "姜", "崔", "谭", "廖", "范", "汪",
	"陆", "金", "石", "戴", "贾", "韦", "夏", "邱", "方", "侯", "邹", "熊", "孟", "秦", "白", "江", "阎", "薛", "尹", "段",
	"单", "解", "仇", "区", "查", "盖", "乐", "覃", "爨", "瞿", "诸葛", "欧阳", "上官", "尉迟",
};
static const char *const given[] = {
	"伟", "芳", "娜", "秀", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "兰", "霞",
	"平", "刚", "桂", "英", "华", "建", "国", "玉", "春", "生", "贵", "福", "荣", "海", "红", "小", "文", "长", "德", "有",
	"云", "雷", "龙", "昌", "顺", "武", "全", "盛", "家", "堃",
};
static const char *const rare[] = {"𬱖", "㛃", "䶮", "𠮷", "䲟", "𬭎", "喆", "㐂"};
static const char *const minority[] = {
	"吉克·曲布", "阿依·古丽", "沙马·拉且", "买买提·吐尔逊", "古丽仙·艾合买提", "曲比·阿乌", "木呷·尔古", "扎西·次仁", "俄底·史哈", "阿力木江·玉素甫",
};

static void make_name(struct rng *r, char out[48]) {
	if (rng_chance(r, 0.06)) {
		snprintf(out, 48, "%s", rng_pick(r, minority));
		return;
	}
	const char *last = rng_chance(r, 0.04) ? rng_pick(r, rare) : rng_pick(r, given);
	snprintf(out, 48, "%s%s%s", rng_pick(r, surnames), rng_chance(r, 0.7) ? rng_pick(r, given) : "", last);
}

void person_other_name(const struct person *p, struct rng *r, char out[48]) {
	do
		make_name(r, out);
	while (strcmp(out, p->name) == 0);
}

/* ---- where and who ---- */

const char *const villages[10] = {
	"城关社区", "东山村", "石桥村", "柳林村", "河口社区", "高坪村", "新店村", "茶园村", "青龙村", "白沙社区",
};
static const char *const drugs[] = {"海洛因", "甲基苯丙胺", "氯胺酮", "大麻", "依托咪酯", "其他"};
static const char *const jobs[] = {"无业", "外出务工", "务农", "企业就业", "公益性岗位", "个体经营", "在校"};

const char *person_police(const struct person *p) {
	static const char *const who[] = {"刘民警", "陈民警", "马民警"};
	return who[p->village % 3];
}

const char *person_worker(const struct person *p) {
	static const char *const who[] = {"王干事", "李干事"};
	return who[p->village % 2];
}

/* Unique in one station: the area code runs with the index, the sequence with the index's multiples of 10,000 on top of
 * a start of the area's own. */
static void make_idno(struct person *p, uint64_t seed) {
	int y, m, d;
	date_to_ymd(p->birth, &y, &m, &d);
	int area = (int)((p->index * 7919 + seed % 10000 * 31) % 10000);
	int serial = (int)((p->index / 10000 + (size_t)area * 61) % 490) * 2 + 10 + (p->male ? 1 : 0);
	snprintf(p->idno, sizeof p->idno, "99%04d%04d%02d%02d%03d", area, y, m, d, serial);
	p->idno[17] = idno_check_digit(p->idno);
	p->idno[18] = '\0';
}

/* ---- the course ---- */

static enum course make_course(struct rng *r, size_t index) {
	/* The first twelve people of a station show every state whatever the seed. */
	static const enum course first[] = {
		COURSE_YEAR1, COURSE_YEAR2, COURSE_AWAITING, COURSE_YEAR3, COURSE_OVERDUE, COURSE_YEAR1,
		COURSE_ENDING, COURSE_YEAR2, COURSE_ENDED, COURSE_YEAR3, COURSE_YEAR1, COURSE_YEAR2,
	};
	if (index < sizeof first / sizeof *first)
		return first[index];
	int n = rng_below(r, 100);
	return n < 3 ? COURSE_AWAITING : n < 5 ? COURSE_OVERDUE : n < 35 ? COURSE_YEAR1 : n < 65 ? COURSE_YEAR2 :
	       n < 93 ? COURSE_YEAR3 : n < 96 ? COURSE_ENDING : COURSE_ENDED;
}

static struct date back(struct date today, struct rng *r, int least, int most) {
	return date_add_days(today, -rng_between(r, least, most));
}

/* Between the order and the report lie a few days: the report comes first when counting back. */
static void make_dates(struct person *p, struct rng *r, struct date today) {
	p->reported = DATE_NONE;
	switch (p->course) {
	case COURSE_AWAITING:
		p->ordered = back(today, r, 2, 13);
		return;
	case COURSE_OVERDUE:
		p->ordered = back(today, r, 18, 45);
		return;
	case COURSE_YEAR1:
		p->reported = back(today, r, 3, 350);
		break;
	case COURSE_YEAR2:
		p->reported = back(today, r, 370, 715);
		break;
	case COURSE_YEAR3:
		p->reported = back(today, r, 735, 1050);
		break;
	case COURSE_ENDING:
		p->reported = date_add_days(date_add_months(today, -36), rng_between(r, 3, 28));
		break;
	case COURSE_ENDED:
		p->reported = date_add_days(date_add_months(today, -36), -rng_between(r, 2, 120));
		break;
	}
	p->ordered = date_add_days(p->reported, -rng_between(r, 1, 14));
}

void person_make(struct person *p, uint64_t seed, size_t index, struct date today) {
	struct rng r = rng_for(seed, "person", index);
	*p = (struct person){.index = index};
	make_name(&r, p->name);
	p->male = rng_chance(&r, 0.85);
	p->birth = date_add_days(today, -rng_between(&r, 19 * 366, 61 * 365));
	make_idno(p, seed);
	snprintf(p->phone, sizeof p->phone, "199%08d", rng_below(&r, 100000000));
	p->village = rng_below(&r, (int)(sizeof villages / sizeof *villages));
	p->house = rng_between(&r, 1, 200);
	p->course = make_course(&r, index);
	p->detox = rng_chance(&r, 0.6);
	make_dates(p, &r, today);
	p->drug = rng_pick(&r, drugs);
	int risk = rng_below(&r, 10);
	p->risk = risk < 2 ? "高" : risk < 5 ? "中" : risk < 9 ? "低" : "未评估";
	p->job = rng_pick(&r, jobs);
	p->note = rng_chance(&r, 0.35) ? rng_between(&r, 1, 5) : 0;
	int diligence = rng_below(&r, 10);
	p->missing = diligence < 7 ? 0 : diligence < 9 ? 0.08 : 0.3;
}

/* SPDX-License-Identifier: MIT */
#include "tui/tasks.h"

#include "tui/desk.h"

/* A small station in an ordinary week: most are due for a test, one has not reported in, one has
 * missed a window. */
static const struct town_person people[] = {
	{"单建国", "石桥村", "high", "detox", "2026-11-10", NULL, 0},
	{"吉克·曲布", "高坪村", "mid", "detox", "2026-05-20", "2026-06-01", 4},
	{"李秀英", "东山村", "low", "detox", "2026-04-25", "2026-05-01", 6},
	{"周志强", "石桥村", "high", "detox", "2026-05-20", "2026-06-10", 5},
	{"王丽华", "东山村", "low", "detox", "2026-04-20", "2026-05-10", 6},
	{"何永贵", "石桥村", "mid", "detox", "2026-04-20", "2026-05-12", 6},
	{"马国良", "高坪村", "low", "detox", "2026-04-20", "2026-05-08", 6},
	{"罗天成", "河口社区", "mid", "detox", "2026-04-20", "2026-05-06", 6},
	{"杨春梅", "河口社区", "low", "detox", "2026-04-20", "2026-05-14", 6},
	{"谢光明", "茶园村", "mid", "detox", "2026-04-20", "2026-05-05", 6},
	{"唐文斌", "茶园村", "low", "detox", "2026-04-20", "2026-05-09", 6},
	{"邓长福", "东山村", "low", "detox", "2026-04-20", "2026-05-11", 6},
	{"冯小兰", "石桥村", "low", "rehab", "2026-01-10", "2026-01-15", 10},
	{"谢光宁", "茶园村", "low", "detox", "2026-04-20", "2026-05-05", 7},
	{"欧阳小龙", "河口社区", "low", "rehab", "2026-01-10", "2026-01-18", 10},
};
enum { PEOPLE = sizeof people / sizeof *people };

/* And those who are not due: the commonest names there are, so that a wrong key may find somebody
 * else. */
static const char *const others[] = {
	"张伟", "王伟", "王芳", "李伟", "李娜", "张敏", "李静", "王静", "刘伟", "王秀英",
	"张丽", "王丽", "张静", "李强", "王强", "李军", "张勇", "李杰", "张杰", "张磊",
	"王军", "李霞", "刘洋", "王勇", "张艳", "李娟", "王艳", "刘勇", "王平", "陈静",
};
enum { OTHERS = sizeof others / sizeof *others, TESTS_OF_OTHERS = 11 };

/* What was written down of somebody the week before: who works here, where, and what is usual. */
static void add_history(const char *file) {
	COMMAND("add", "test", "--resident", file, "occurred=2026-11-16", "result=neg",
		"place_text=工作站", "tester=王干事", "tester2=刘民警");
	COMMAND("add", "talk", "--resident", file, "occurred=2026-11-17", "place_text=工作站",
		"channel=face", "talker=王干事", "recorder=刘民警", "summary=近况平稳");
	COMMAND("add", "visit", "--resident", file, "occurred=2026-11-17", "visited=本人",
		"relation=self", "met=found", "visitor=王干事", "visitor2=刘民警");
	COMMAND("add", "phone", "--resident", file, "occurred=2026-11-18", "spoke_with=本人",
		"reached=yes", "caller=王干事");
	COMMAND("add", "report", "--resident", file, "occurred=2026-11-18", "period=month",
		"received_by=王干事");
	COMMAND("add", "aid", "--resident", file, "occurred=2026-11-18", "kind=medical",
		"handler=王干事");
	COMMAND("add", "assessment", "--resident", file, "occurred=2026-11-18", "level=low",
		"assessors=王干事");
	COMMAND("add", "missed", "--resident", file, "occurred=2026-11-18", "window_no=1",
		"judged=reason", "cause=住院");
	COMMAND("add", "leave", "--resident", file, "occurred=2026-11-02", "reason=探亲",
		"destination=邻县", "out_of_county=yes", "leave_from=2026-11-03",
		"leave_to=2026-11-03", "approver=王干事", "approved_on=2026-11-02",
		"returned=2026-11-03");
}

/* Files of two of the others. */
static const char *const known[] = {"00016", "00017"};

void tasks_station(void) {
	struct import_batch *b;
	struct err err = {0};

	town_init(db, TOWN_NAME);
	join_station();
	town_must(import_batch_begin(&b, st, &actor, "town.csv", "00", "roster", &err), &err);
	for (int i = 0; i < PEOPLE; i++)
		town_add(b, &people[i], i);
	for (int i = 0; i < OTHERS; i++)
		town_add(b,
			 &(struct town_person){others[i], "东山村", "low", "rehab", "2026-01-10",
					       "2026-01-15", TESTS_OF_OTHERS},
			 TOWN_FILLER + i);
	town_must(import_batch_commit(b, PEOPLE + OTHERS, 0, 0, 0, &err), &err);
	part_station(NULL);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		add_history(known[i]);
	COMMAND("edit", "order", known[0], "authority=石桥县公安局");
}

/* ---- what is pressed ---- */

#define GO(keys, text) {STEP_GO, NULL, text, {keys}, 0}
#define SAY(as, flags, text, ...) {STEP_SAY, as, text, {__VA_ARGS__}, flags}
#define FILL(label, flags, text, ...) {STEP_FILL, label, text, {__VA_ARGS__}, flags}
#define ASK(question, ...) {STEP_ASK, question, NULL, {__VA_ARGS__}, 0}
#define SAVE(text) GO("<F2>", text)
#define FILE_OF(initials, name) \
	GO("<F5>", "查找"), SAY("姓名查找", S_CORE, "> " name, initials), GO("<Enter>", "执行中")
#define TODAY_DATE(label) FILL(label, S_CORE, TOWN_DAY, "<C-u>+0", "<C-u>1122")
#define WORKER(label) FILL(label, 0, "王干事", "wgs", "王干事", "<C-u>wgs")
#define POLICE(label) FILL(label, 0, "刘民警", "lmj", "刘民警", "<C-u>lmj")
#define STATION(label) FILL(label, 0, "工作站", "gzz", "工作站", "<C-u>gzz")
#define RESULT(digit) SAY("结果(批量)", S_CORE, NULL, digit)

static const struct step single[] = {
	FILE_OF("xgm", "谢光明"),
	GO("2", "检测日期"),
	GO("a", "吸毒检测  新增"),
	TODAY_DATE("检测日期"),
	FILL("结果", S_CORE | S_DECIDED, "阴性", "1"),
	SAVE("已登记"),
	{0},
};

static const struct step positive[] = {
	FILE_OF("zzq", "周志强"),
	GO("2", "检测日期"),
	GO("a", "吸毒检测  新增"),
	TODAY_DATE("检测日期"),
	FILL("结果", S_CORE | S_DECIDED, NULL, "2"),
	ASK("再输一次，以防", "2"),
	ASK("按 9 确认", "9"),
	STATION("地点"),
	WORKER("检测人"),
	POLICE("第二检测人"),
	SAVE("已登记"),
	{0},
};

static const struct step missed[] = {
	GO("<Down><Enter>", "确实未检"),
	GO("3", "缺检说明"),
	TODAY_DATE("登记日期"),
	FILL("缺检性质", S_CORE | S_DECIDED, "正当理由", "1"),
	FILL("未检原因", S_FREE, "住院", "zy", "住院"),
	SAVE("已登记"),
	{0},
};

static const struct step batch[] = {
	GO("b", "批量录入哪一项"),
	GO("1", "第二检测人"),
	FILL("检测日期", S_CORE | S_DECIDED, TOWN_DAY, "<C-u>+0", "<C-u>1122"),
	STATION("地点"),
	WORKER("检测人"),
	POLICE("第二检测人"),
	FILL("手中单据数", S_OPTIONAL, "10", "10"),
	SAVE("已录 0"),
	RESULT("1"),
	RESULT("1"),
	RESULT("<Enter>1"),
	RESULT("1"),
	RESULT("1"),
	RESULT("1"),
	RESULT("<Enter>1"),
	RESULT("1"),
	RESULT("1"),
	RESULT("<Enter>1"),
	SAVE(NULL),
	{STEP_ASK, "跳过未录", "已保存 10 条", {"1"}, 0},
	{0},
};

static const struct step talk[] = {
	FILE_OF("mgl", "马国良"),
	GO("3a", "谈话  新增"),
	FILL("谈话日期", S_CORE, "2026-11-19", "<C-u>1119"),
	STATION("地点"),
	FILL("方式", 0, "面谈", "1"),
	WORKER("谈话人"),
	FILL("摘要", S_FREE, "情绪稳定", "情绪稳定"),
	FILL("思想动态", S_DECIDED, "稳定", "1"),
	SAVE("已登记"),
	{0},
};

static const struct step visit[] = {
	FILE_OF("twb", "唐文斌"),
	GO("4a", "走访  新增"),
	TODAY_DATE("走访日期"),
	FILL("被访人", S_FREE, "唐文斌", "唐文斌"),
	FILL("与本人关系", 0, "本人", "1"),
	FILL("结果", S_CORE, "已找到", "1"),
	WORKER("走访人"),
	SAVE("已登记"),
	{0},
};

static const struct step phone[] = {
	FILE_OF("hyg", "何永贵"),
	GO("3A", "新增到哪一类"),
	GO("2", "电访  新增"),
	TODAY_DATE("电访日期"),
	FILL("通话对象", S_FREE, "本人", "本人"),
	FILL("是否接通", S_CORE, "是", "1"),
	WORKER("电访人"),
	FILL("摘要", S_FREE, "在家", "在家"),
	SAVE("已登记"),
	{0},
};

static const struct step report[] = {
	FILE_OF("lxy", "李秀英"),
	GO("5a", "本人汇报  新增"),
	TODAY_DATE("汇报日期"),
	FILL("汇报类型", S_CORE, "月书面", "2"),
	FILL("方式", 0, "书面", "1"),
	WORKER("接收人"),
	SAVE("已登记"),
	{0},
};

static const struct step leave_back[] = {
	FILE_OF("ltc", "罗天成"),
	GO("6a", "请假  新增"),
	FILL("申请日期", S_CORE, "2026-11-18", "<C-u>1118"),
	FILL("原因", S_FREE, "探亲", "tq", "探亲"),
	FILL("目的地", S_FREE, "邻县", "lx", "邻县"),
	FILL("离开本县", S_CORE | S_DECIDED, "是", "1"),
	FILL("起", S_CORE, "2026-11-19", "1119"),
	FILL("止", S_CORE, "2026-11-20", "1120"),
	WORKER("审批人"),
	FILL("审批日期", S_CORE, "2026-11-18", "1118"),
	SAVE("已登记"),
	GO("e", "请假  更正"),
	GO("<F6>xjrq<Enter>", NULL),
	FILL("销假日期", S_CORE, "2026-11-20", "1120"),
	SAVE(NULL),
	{0},
};

static const struct step person[] = {
	GO("ra", "人员  新增"),
	FILL("姓名", 0, "陈春", "陈春"),
	FILL("身份证号", S_CORE, NULL, "990101199003070015"),
	ASK("再输一次", "990101199003070015"),
	FILL("所属村社", 0, "石桥村", "sq", "sqc", "石桥村"),
	FILL("现住址", S_FREE, "石桥村二组", "石桥村二组"),
	FILL("联系电话", 0, "13800005678", "13800005678"),
	FILL("就业情况", 0, "务农", "wn", "务农"),
	FILL("毒品种类", 0, "海洛因", "hly", "海洛因"),
	SAVE("决定日期"),
	FILL("类别", S_CORE | S_DECIDED, "社区戒毒", "1"),
	FILL("决定书文号", 0, NULL, "2026-118<Enter>"),
	ASK("再输一次", "118<Enter>"),
	FILL("决定日期", S_CORE, NULL, "1110<Enter>"),
	ASK("再输一次", "1110<Enter>"),
	FILL("送达日期", S_CORE, "2026-11-12", "1112"),
	SAVE("已保存"),
	{0},
};

static const struct step correction[] = {
	FILE_OF("dcf", "邓长福"),
	GO("2", "> 2026-10"),
	GO("e", "吸毒检测  更正"),
	FILL("检测日期", S_CORE, "2026-10-25", "<C-u>1025"),
	FILL("结果", S_CORE | S_DECIDED, "无效", "3", "5"),
	SAVE(NULL),
	ASK("录入有误", "1"),
	{0},
};

static const struct step makeup[] = {
	GO("<Down><Enter>", "补检，现在检测"),
	GO("1", "吸毒检测  新增"),
	TODAY_DATE("检测日期"),
	FILL("结果", S_CORE | S_DECIDED, "阴性", "1"),
	SAVE("已登记"),
	{0},
};

static const struct step assess[] = {
	FILE_OF("ycm", "杨春梅"),
	GO("8A", "新增到哪一类"),
	GO("2", "评估  新增"),
	TODAY_DATE("评估日期"),
	FILL("风险等级", S_CORE | S_DECIDED, "中", "2"),
	FILL("类别", 0, "半年小结", "2", "22"),
	WORKER("评估人员"),
	FILL("得分", 0, "78", "78"),
	SAVE("已登记"),
	{0},
};

static const struct step report_in[] = {
	GO("<Enter>", "决定书  更正"),
	FILL("报到日期", S_CORE, "2026-11-20", "1120"),
	SAVE(NULL),
	{0},
};

static const struct step aid[] = {
	FILE_OF("wlh", "王丽华"),
	GO("7a", "帮扶救助  新增"),
	TODAY_DATE("帮扶日期"),
	FILL("帮扶类别", S_DECIDED, "临时救助", "5", "5<Enter>", "lsjz"),
	FILL("内容", S_FREE, "米油", "米油"),
	FILL("金额", 0, "300", "300"),
	WORKER("经办人"),
	SAVE("已登记"),
	{0},
};

/*
 * Slips as an officer's days have them: every second record is a test, most of them by batch on a
 * test day, the others alone; then talks and visits; what is seldom (a new person with the order,
 * leave, a correction) has few records but the most fields. Within a task every field has its turn.
 */
const struct task task_table[] = {
	{"batch", "批量录入尿检 10 人", 10, 90, batch},
	{"single", "单次检测 阴性", 1, 60, single},
	{"person", "新人员和决定书", 1, 60, person},
	{"talk", "谈话", 1, 28, talk},
	{"visit", "走访", 1, 28, visit},
	{"positive", "检测 阳性", 1, 20, positive},
	{"makeup", "今日行 补检", 1, 16, makeup},
	{"missed", "缺检说明", 1, 16, missed},
	{"correction", "更正检测", 1, 16, correction},
	{"leave", "请假和销假", 1, 16, leave_back},
	{"report", "月书面报告", 1, 14, report},
	{"phone", "电访", 1, 12, phone},
	{"assess", "风险评估", 1, 8, assess},
	{"reportin", "报到", 1, 8, report_in},
	{"aid", "帮扶救助", 1, 8, aid},
	{NULL, NULL, 0, 0, NULL},
};

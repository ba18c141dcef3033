/* Fixed lists of the station's registers; a county adds to them in the INI.
 * SPDX-License-Identifier: MIT */
#include "model/station/codes.h"

#define LIST_OF(name_, extensible_, ...) \
	static const struct code_item name_##_items[] = {__VA_ARGS__}; \
	struct code_list codes_##name_ = {.name = #name_, \
	                                  .items = name_##_items, \
	                                  .count = sizeof name_##_items / sizeof *name_##_items, \
	                                  .extensible = extensible_}
#define LIST(name_, ...) LIST_OF(name_, true, __VA_ARGS__)
#define OTHER {"other", "其他", "other", "其它"}

/* The kinds of publicity come first, then lessons, courses, the station's own, meetings: figures
 * take them by these codes, a county's own count as publicity. */
LIST(activity, {"lecture", "讲座", "lecture", "宣讲,宣讲会"},
     {"board", "展板", "display boards", "宣传展板,展板宣传"},
     {"leaflet", "传单", "leaflets", "发放传单,宣传单,发放资料"},
     {"home", "入户宣传", "door to door", "入户"},
     {"media", "媒体", "media", "新媒体,广播,微信公众号"},
     {"show", "文艺演出", "performance", "文艺"},
     {"theme", "一月一主题", "theme of the month", "主题活动,主题宣传"},
     {"contest", "竞赛", "contest", "知识竞赛"},
     {"class", "课堂", "lesson at school", "禁毒课,课堂教学"},
     {"hall", "场馆参观", "visit to a hall", "参观"},
     {"group", "团体辅导", "group counselling", "团辅,小组辅导"},
     {"skill", "技能培训", "skills course", "职业技能培训,技能"},
     {"mandarin", "普通话培训", "Putonghua course", "普通话"},
     {"law", "法律教育", "law course", "法律,法治教育"},
     {"culture", "文化教育", "general education", "文化"},
     {"ecommerce", "电商培训", "e-commerce course", "电商"},
     {"staff", "队伍培训", "training of staff", "业务培训"},
     {"study", "外出学习", "study visit", "考察学习"},
     {"expert", "专家授课", "expert's lecture", NULL},
     {"leading", "领导小组会议", "leading group", "领导小组"},
     {"regular", "例会", "regular meeting", "工作例会"},
     {"cases", "案例会", "case conference", "案例研讨,个案研讨"},
     {"meeting", "其他会议", "other meeting", "会议"}, OTHER);

LIST(org, {"employer", "用工单位", "employer", "企业,用人单位"},
     {"base", "帮扶基地", "help base", "就业基地,安置基地"},
     {"school", "学校", "school", NULL}, {"hall", "场馆", "hall", "教育馆,禁毒教育基地"},
     {"detox", "戒毒所", "detox centre", "强戒所,强制隔离戒毒所"},
     {"centre", "康复社区", "rehabilitation community", "康复中心,康复场所"},
     {"factory", "康复工厂", "rehabilitation factory", "扶贫车间"},
     {"hospital", "医院", "hospital", "卫生院"},
     {"clinic", "维持治疗点", "treatment clinic", "美沙酮门诊,药物维持治疗点"},
     {"point", "工作点", "work point", "工作站点,村工作点"},
     {"station", "中心站", "centre station", "工作站,邻站"}, OTHER);

LIST(staff, {"full", "专职人员", "full-time worker", "专干,专职"},
     {"social", "社工", "social worker", "禁毒社工"},
     {"volunteer", "志愿者", "volunteer", NULL}, {"grid", "网格员", "grid worker", NULL},
     {"cadre", "村(社区)干部", "village cadre", "村干部"},
     {"police", "社区民警", "community police", "民警"},
     {"expert", "专家", "expert", "心理咨询师"}, OTHER);

LIST(unit, {"village", "村(社区)", "village", "村,社区,村社,村(社)"},
     {"work", "单位", "work unit", NULL},
     {"town", "乡镇", "township", "乡(镇),镇,乡"}, {"school", "学校", "school", NULL},
     {"enterprise", "企业", "enterprise", NULL}, OTHER);

LIST(account, {"fund", "帮扶基金", "help fund", "基金"},
     {"work", "工作经费", "working funds", "经费"},
     {"produce", "农产品", "produce", NULL}, OTHER);

LIST_OF(money_way, false, {"in", "收入", "in", "收,入账"}, {"out", "支出", "out", "支,出账"});

LIST(purpose, {"sales", "销售", "sales", "销售分成,销售收入"},
     {"donation", "捐赠", "donation", "捐款"},
     {"budget", "财政拨款", "budget", "拨款"},
     {"grant", "帮扶发放", "help given", "发放,帮扶,救助"},
     {"purchase", "收购", "bought from residents", "采购农产品"},
     {"office", "办公", "office", "办公支出"},
     {"event", "活动", "activities", NULL},
     {"counter", "冲正", "counter-entry", "更正,冲销"}, OTHER);

LIST(round, {"home", "入户核查", "at home", "入户"},
     {"info", "信息核对", "information", "信息核查"},
     {"grid", "网格排查", "by grid", "网格"}, {"sweep", "大排查", "sweep", "大走访"}, OTHER);

LIST(value, {"population", "人口", "population", "常住人口"},
     {"households", "户数", "households", NULL},
     {"satisfaction", "群众满意度", "satisfaction", "满意度,满意率"},
     {"score", "达标考核得分", "score of the standard", "考核得分"},
     {"output", "产值", "output value", NULL},
     {"income", "月均收入", "mean monthly income", "人均月收入"},
     {"income_high", "月最高收入", "highest monthly income", NULL},
     {"funds", "工作经费预算", "budget", "经费预算"}, OTHER);

/* Who is absent counts nowhere. */
LIST_OF(attendance, false, {"present", "出席", "present", "参加,到场,已参加"},
     {"passed", "合格", "passed", "通过,取证,合格取证"}, {"absent", "缺席", "absent",
     "未参加,未到"});

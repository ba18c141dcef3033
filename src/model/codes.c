#include "model/codes.h"

#define LIST(name_, extensible_, ...) \
	static const struct code_item name_##_items[] = {__VA_ARGS__}; \
	struct code_list codes_##name_ = {.name = #name_, .items = name_##_items, \
	                                  .count = sizeof name_##_items / sizeof *name_##_items, .extensible = extensible_}

LIST(sex, false, {"m", "男", "male", "男性"}, {"f", "女", "female", "女性"});

LIST(paper, false, {"id", "居民身份证", "ID card", "身份证"},
     {"permit", "港澳台居民居住证", "residence permit", "居住证"}, {"passport", "护照", "passport", NULL},
     {"none", "无证件", "none", "无"}, {"other", "其他证件", "other", "其他"});

LIST(education, false, {"10", "研究生", "postgraduate", "硕士,博士"}, {"20", "大学", "university", "本科,大专,专科"},
     {"60", "高中", "senior high", "中专,职高,技校"}, {"70", "初中", "junior high", NULL},
     {"80", "小学", "primary", NULL}, {"90", "文盲", "none", "未上学,半文盲"}, {"99", "其他", "other", "其它"});

LIST(marital, false, {"10", "未婚", "single", NULL}, {"20", "已婚", "married", "初婚,再婚"},
     {"30", "丧偶", "widowed", NULL}, {"40", "离婚", "divorced", "离异"}, {"90", "不详", "unknown", "未说明"});

/* The first seven are what township rosters say; the rest is the list of domain.md F1. */
LIST(job, true, {"none", "无业", "no work", "无业人员,待业,失业"}, {"away", "外出务工", "working away", "打工,务工"},
     {"school", "在校", "in school", "学生,在读,在校学生"}, {"company", "企业就业", "company job", "就业,企业职工"},
     {"public", "公益性岗位", "public post", "公益岗位"}, {"self", "个体经营", "own business", "个体,个体经营者,个体户"},
     {"farm", "务农", "farming", "农民"}, {"11", "国家公务员", "civil servant", "公务员"},
     {"13", "专业技术人员", "professional", NULL}, {"17", "职员", "clerk", NULL},
     {"21", "企业管理人员", "manager", NULL}, {"24", "工人", "worker", NULL}, {"37", "现役军人", "soldier", NULL},
     {"51", "自由职业者", "freelance", "自由职业"}, {"80", "退(离)休人员", "retired", "退休,离休,退休人员"},
     {"90", "其他", "other", "其它"});

LIST(drug, true, {"heroin", "海洛因", "heroin", NULL}, {"opium", "鸦片", "opium", NULL},
     {"morphine", "吗啡", "morphine", NULL}, {"meth", "甲基苯丙胺", "methamphetamine", "冰毒,甲基安非他明,麻古"},
     {"ketamine", "氯胺酮", "ketamine", "K粉"}, {"cannabis", "大麻", "cannabis", NULL},
     {"etomidate", "依托咪酯", "etomidate", NULL}, {"mdma", "摇头丸", "MDMA", "MDMA"},
     {"cocaine", "可卡因", "cocaine", NULL}, {"spice", "合成大麻素", "synthetic cannabinoids", "合成大麻素类"},
     {"other", "其他", "other", "其它"});

LIST(risk, false, {"high", "高", "high", "高风险,一级,A"}, {"mid", "中", "medium", "中风险,二级,B"},
     {"low", "低", "low", "低风险,三级,C"}, {"none", "未评估", "not assessed", "未定"});

LIST(control, false, {"01", "在控", "under control", NULL}, {"02", "失控", "contact lost", "脱失,失联,脱管"},
     {"03", "死亡", "deceased", NULL}, {"04", "出国(境)", "abroad", "出国,出境"},
     {"05", "社会面戒断三年未复吸", "three years abstinent", "戒断三年未复吸"},
     {"06", "社会面戒断不满三年", "abstinent under three years", "戒断不满三年"});

LIST(order, false, {"detox", "社区戒毒", "community detox", "社戒"}, {"rehab", "社区康复", "community rehab", "社康"});

LIST(state, false, {"awaiting", "待报到", "awaiting report", "未报到"},
     {"executing", "执行中", "executing", "社区戒毒中,社区康复中,在执行"}, {"suspended", "中止", "suspended", NULL},
     {"terminated", "终止", "terminated", NULL}, {"moved", "已变更执行地", "moved away", "转出,变更执行地"},
     {"released", "已解除", "released", "解除,期满解除"});

LIST(result, false, {"neg", "阴性", "negative", "阴,-,正常"}, {"pos", "阳性", "positive", "阳,+"},
     {"invalid", "无效", "invalid", NULL});

LIST(sample, false, {"urine", "尿", "urine", "尿样,尿液,尿检"}, {"hair", "毛发", "hair", "发检,毛发检测"},
     {"saliva", "唾液", "saliva", NULL}, {"blood", "血", "blood", "血液"});

LIST(nature, false, {"regular", "定期", "regular", "定期检测"}, {"irregular", "不定期", "irregular", "抽检,不定期检测"},
     {"elsewhere", "异地", "elsewhere", "异地检测,异地尿检"}, {"recheck", "复检", "recheck", NULL},
     {"makeup", "补检", "make-up", NULL});

LIST(yesno, false, {"yes", "有", "yes", "是,已签,y,1"}, {"no", "无", "no", "否,未签,n,0"});

LIST(source, false, {"typed", "录入", "typed", NULL}, {"import", "导入", "imported", NULL},
     {"return", "回传", "returned", NULL});

LIST(role, false, {"officer", "专干", "officer", NULL}, {"head", "站长", "head", NULL},
     {"auditor", "审计", "auditor", NULL}, {"reader", "只读", "reader", NULL});

LIST(place_kind, false, {"village", "村", "village", "行政村"}, {"community", "社区", "community", "居委会"},
     {"grid", "网格", "grid", NULL}, {"centre", "康复中心", "rehab centre", "康复站"});

struct code_list *const codes_all[] = {
	&codes_sex,    &codes_paper,  &codes_education, &codes_marital, &codes_job,    &codes_drug,
	&codes_risk,   &codes_control, &codes_order,    &codes_state,   &codes_result, &codes_sample,
	&codes_nature, &codes_yesno,  &codes_source,    &codes_role,    &codes_place_kind,
};
const unsigned long codes_all_count = sizeof codes_all / sizeof *codes_all;

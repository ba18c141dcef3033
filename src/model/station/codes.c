/* SPDX-License-Identifier: MIT */
#include "model/station/codes.h"

/* `silent`: words that say nothing of the value, or NULL. The numbers among the other names are
 * those of GB/T 2261.1 (sex), 2261.2 (marriage), 2261.4 (employment), 4658 (education, of 1984 and
 * of 2006) and GA/T 517 (papers). */
#define LIST_SILENT(name_, extensible_, silent_, ...) \
	static const struct code_item name_##_items[] = {__VA_ARGS__}; \
	struct code_list codes_##name_ = {.name = #name_, \
	                                  .items = name_##_items, \
	                                  .count = sizeof name_##_items / sizeof *name_##_items, \
	                                  .extensible = extensible_, \
	                                  .silent = silent_}
#define LIST(name_, extensible_, ...) LIST_SILENT(name_, extensible_, NULL, __VA_ARGS__)

LIST_SILENT(sex, false, "0,9,未知,未知的性别,未说明,未说明的性别,不详,不明", {"m", "男", "male",
  "男性,1,男人,先生"},
            {"f", "女", "female", "女性,2,女人,女士"});

LIST(paper, false,
     {"id", "居民身份证", "ID card",
      "身份证,临时居民身份证,临时身份证,二代身份证,第二代居民身份证,第二代身份证,二代居民身份证,公民身份证,"
      "中华人民共和国居民身份证,111,112"},
     {"permit", "港澳台居民居住证", "residence permit",
      "居住证,港澳居民居住证,台湾居民居住证,港澳台居住证,中华人民共和国港澳居民居住证,"
      "中华人民共和国台湾居民居住证"},
     {"hkmo", "港澳居民来往内地通行证", "mainland permit HK/Macao",
      "港澳通行证,港澳居民通行证,港澳来往内地通行证,往来港澳通行证,回乡证,港澳同胞回乡证,516"},
     {"taiwan", "台湾居民来往大陆通行证", "mainland permit Taiwan",
      "台湾居民来往内地通行证,台湾通行证,台湾居民通行证,台胞证,511"},
     {"foreign", "外国人永久居留身份证", "permanent residence card",
      "外国人永久居留证,永久居留身份证,外国人居留证,外国人身份证,五星卡"},
     {"household", "户口簿", "household register", "居民户口簿,户口本,户口薄,居民户口本,113"},
     {"passport", "护照", "passport",
      "普通护照,中国护照,外国护照,因私护照,公务护照,外交护照,中华人民共和国护照,414"},
     {"none", "无证件", "none", "无,没有证件,无身份证件"},
     {"other", "其他证件", "other",
      "其他,其它,其它证件,其他有效证件,军官证,士兵证,士官证,文职干部证,军人证,警官证,人民警察证,机动车驾驶证,驾驶证,"
      "114,990"});

LIST(education, false,
     {"10", "研究生", "postgraduate",
      "硕士,博士,硕士研究生,博士研究生,研究生班,研究生及以上,11,12,13,14,15,16,17,18,19"},
     {"20", "大学", "university",
      "本科,大专,专科,大学本科,大学专科,大学本科或专科,大本,高等专科,高等职业,高职,高职高专,大学专科和专科学校,"
      "大学普通班,大专及以上,大学及以上,本科及以上,学士,双学士,21,22,23,28,29,30,31,32,33,39"},
     {"60", "高中", "senior high",
      "中专,职高,技校,中职,中技,普通高中,高级中学,普通高级中学,职业高中,职业中学,中等职业,中等专业,"
      "中等专业学校,中等专科,中等专业学校或中等技术学校,技工学校,高中或中专,高中/中专,高中及中专,"
      "40,41,42,43,44,45,46,47,48,49,50,51,59,61,62,63,69"},
     {"70", "初中", "junior high", "初级中学,普通初中,职业初中,初中及以下,71,72,73,78,79"},
     {"80", "小学", "primary", "小学及以下,81,83,89"},
     {"90", "文盲", "none",
      "未上学,半文盲,文盲或半文盲,文盲半文盲,文盲/半文盲,未上过学,没上过学,未受过教育,未受教育,不识字,"
      "识字很少,不识字或识字很少,学前"},
     {"99", "其他", "other", "其它"});

LIST(marital, false, {"10", "未婚", "single", NULL},
     {"20", "已婚", "married", "初婚,再婚,复婚,有配偶,结婚,21,22,23"},
     {"30", "丧偶", "widowed", "丧妻,丧夫"}, {"40", "离婚", "divorced", "离异,离婚未再婚"},
     {"90", "不详", "unknown", "未说明,未说明的婚姻状况,其他,其它,不明"});

/* The first seven are what township rosters say; the rest is what other stations' systems have. */
LIST(job, true,
     {"none", "无业", "no work",
      "待业,失业,未就业,无职业,无工作,没有工作,下岗,在家待业,待业在家,70"},
     {"away", "外出务工", "working away",
      "打工,务工,外出打工,在外务工,在外打工,外地务工,外地打工,农民工,进城务工"},
     {"school", "在校", "in school", "学生,在读,在校学生,在校生,在学,31"},
     {"company", "企业就业", "company job",
      "就业,已就业,在职,企业职工,企业员工,公司员工,公司职员,单位职工,上班"},
     {"public", "公益性岗位", "public post", "公益岗位,公益性岗位就业"},
     {"self", "个体经营", "own business",
      "个体,个体经营者,个体户,个体工商户,个体劳动者,自主创业,创业,经商,做生意,自营,54"},
     {"farm", "务农", "farming",
      "农民,在家务农,种地,种植,种田,养殖,种养殖,农业劳动者,农林牧渔劳动者,27"},
     {"11", "国家公务员", "civil servant", "公务员"},
     {"13", "专业技术人员", "professional", "专业技术"}, {"17", "职员", "clerk",
     "事业单位职员,事业单位"},
     {"21", "企业管理人员", "manager", "企业管理"}, {"24", "工人", "worker", "产业工人,合同工"},
     {"37", "现役军人", "soldier", "军人"},
     {"51", "自由职业者", "freelance",
      "自由职业,灵活就业,零工,打零工,临时工,散工,短工"},
     {"80", "退(离)休人员", "retired", "退休,离休,退休人员,离退休,退离休,离(退)休,内退"},
     {"90", "其他", "other", "其它,其他职业"});

LIST(drug, true, {"heroin", "海洛因", "heroin", "白粉,四号"}, {"opium", "鸦片", "opium",
  "阿片,大烟"},
     {"morphine", "吗啡", "morphine", NULL},
     {"meth", "甲基苯丙胺", "methamphetamine",
      "冰毒,甲基安非他明,麻古,麻果,冰毒片剂,冰毒晶体,甲基苯丙胺片剂,苯丙胺,安非他明,去氧麻黄碱"},
     {"ketamine", "氯胺酮", "ketamine", "K粉,凯他敏"},
     {"cannabis", "大麻", "cannabis", "大麻烟,大麻叶,四氢大麻酚"},
     {"etomidate", "依托咪酯", "etomidate", "依托咪酯电子烟,依托咪酯烟油,烟粉"},
     {"mdma", "摇头丸", "MDMA", "MDMA,亚甲二氧基甲基苯丙胺"}, {"cocaine", "可卡因", "cocaine",
     "古柯碱"},
     {"spice", "合成大麻素", "synthetic cannabinoids", "合成大麻素类,娜塔莎,小树枝"},
     {"other", "其他", "other", "其它"});

LIST(risk, false, {"high", "高", "high", "高风险,一级,一,A,Ⅰ,I,1,高危"},
     {"mid", "中", "medium", "中风险,二级,二,B,Ⅱ,II,2,中等"},
     {"low", "低", "low", "低风险,三级,三,C,Ⅲ,III,3,较低"},
     {"none", "未评估", "not assessed", "未定,未评定,待评估,未评,未定级"});

LIST(control, false, {"01", "在控", "under control", "在管,在管控,管控中,正常管控,已管控"},
     {"02", "失控", "contact lost", "脱失,失联,脱管,失去联系,下落不明,漏管"},
     {"03", "死亡", "deceased", "已死亡,亡故,去世,病故"}, {"04", "出国(境)", "abroad",
     "出国,出境,出国出境,境外"},
     {"05", "社会面戒断三年未复吸", "three years abstinent", "戒断三年未复吸"},
     {"06", "社会面戒断不满三年", "abstinent under three years", "戒断不满三年"});

LIST(order, false, {"detox", "社区戒毒", "community detox",
  "社戒,责令社区戒毒,责令社戒,社区戒毒对象"},
     {"rehab", "社区康复", "community rehab", "社康,责令社区康复,责令社康,社区康复对象"});

LIST(state, false, {"awaiting", "待报到", "awaiting report", "未报到"},
     {"executing", "执行中", "executing",
     "社区戒毒中,社区康复中,在执行,执行,正在执行,已报到,社戒中,社康中"}, {"suspended", "中止",
     "suspended", "已中止,中止执行,暂停"},
     {"terminated", "终止", "terminated", "已终止,终止执行"}, {"moved", "已变更执行地",
     "moved away", "转出,已转出,变更执行地,变更,迁出"},
     {"released", "已解除", "released", "解除,期满解除,已期满解除,依法解除"});

LIST(result, false, {"neg", "阴性", "negative", "阴,-,(-),正常,阴性反应,均阴性,均为阴性,全阴"},
  {"pos", "阳性", "positive", "阳,+,(+),阳性反应,呈阳性"},
     {"invalid", "无效", "invalid", NULL}, {"sent", "已送检", "sent to the laboratory", "送检"},
     {"received", "已签收", "received by the laboratory", "签收"});

LIST(review, false, {"pending", "审核中", "under review", "待审核"}, {"passed", "通过", "passed",
  "审核通过"},
     {"refused", "拒绝", "refused", "不通过"});

LIST(sample, false, {"urine", "尿", "urine", "尿样,尿液,尿检"}, {"hair", "毛发", "hair",
  "发检,毛发检测"},
     {"saliva", "唾液", "saliva", NULL}, {"blood", "血", "blood", "血液"});

LIST(nature, false, {"regular", "定期", "regular", "定期检测"},
     {"irregular", "不定期", "irregular", "抽检,不定期检测"},
     {"elsewhere", "异地", "elsewhere", "异地检测,异地尿检"}, {"recheck", "复检", "recheck", NULL},
     {"makeup", "补检", "make-up", NULL});

LIST(yesno, false, {"yes", "有", "yes", "是,已签,y,1,√,✓,✔,☑,对,已有,具备"},
     {"no", "无", "no", "否,未签,n,0,×,✗,✘,x,没有,不是,未"});

LIST(source, false, {"typed", "录入", "typed", NULL}, {"import", "导入", "imported", NULL},
     {"return", "回传", "returned", NULL});

LIST(role, false, {"officer", "专干", "officer", NULL}, {"head", "站长", "head", NULL},
     {"auditor", "审计", "auditor", NULL}, {"reader", "只读", "reader", NULL});

LIST(place_kind, false, {"village", "村", "village", "行政村"}, {"community", "社区", "community",
  "居委会"},
     {"grid", "网格", "grid", NULL}, {"centre", "康复中心", "rehab centre", "康复站"});

LIST(yes, false, {"yes", "是", "yes", "有,y,1,√,✓,✔,☑,对,是的"},
     {"no", "否", "no", "无,n,0,×,✗,✘,x,不是,没有"});

LIST(channel, false, {"face", "面谈", "face to face", "当面,现场,面对面,见面,当面谈话"},
     {"phone", "电话", "phone", "电话谈话,电访,电话联系"},
     {"video", "视频", "video", "微信视频,视频通话"});

LIST(mood, false, {"steady", "稳定", "steady", "正常,平稳"}, {"unsettled", "波动", "unsettled",
  NULL},
     {"abnormal", "异常", "abnormal", NULL});

LIST(relation, true, {"self", "本人", "the resident", NULL}, {"spouse", "配偶", "spouse",
  "妻子,丈夫,夫妻"},
     {"parent", "父母", "parent", "父亲,母亲,父,母"}, {"child", "子女", "child", "儿子,女儿"},
     {"sibling", "兄弟姐妹", "brother or sister", "兄弟,姐妹,哥哥,弟弟,姐姐,妹妹"},
     {"relative", "其他亲属", "other relative", "亲属,亲戚"}, {"neighbour", "邻居", "neighbour",
     NULL},
     {"cadre", "村(社区)干部", "village cadre", "村干部,社区干部"}, {"other", "其他", "other",
     "其它"});

LIST(met, false, {"found", "已找到", "found", "找到,见到"}, {"notfound", "未找到", "not found",
  "没找到,未见到"});

LIST(report_period, false, {"half", "半月汇报", "half-monthly", "半月"},
     {"month", "月书面报告", "monthly written", "月报,书面月报,月度"});

LIST(report_channel, false, {"written", "书面", "in writing", NULL},
     {"spoken", "当面", "in person", "口头,面谈"}, {"phone", "电话", "phone", NULL},
     {"message", "信息", "message", "短信,微信"});

LIST(leave, false, {"pending", "待审批", "awaiting approval", NULL},
     {"reported", "已报告", "reported", NULL}, {"approved", "同意", "approved", "已同意,批准"},
     {"refused", "拒绝", "refused", "不同意"}, {"extended", "续假", "extended", NULL},
     {"back", "已销假", "back", "销假"}, {"overdue", "逾期未销假", "overdue", NULL},
     {"withdrawn", "已撤销", "withdrawn", "撤销"});

LIST(missed, false, {"reason", "正当理由", "good reason", "有正当理由"}, {"evaded", "逃避",
  "evaded", "逃避检测"},
     {"refused", "拒绝", "refused", "拒检"});

LIST(warning, true, {"refused", "拒检", "test refused", "拒绝检测"},
     {"evaded", "逃避检测", "test evaded", "逃避"},
     {"away", "擅自外出", "away without report", "未报告外出"},
     {"report", "未报到", "did not report in", NULL}, {"other", "其他", "other", "其它"});

LIST(custody, false, {"detained", "拘留", "detained", "行政拘留,刑事拘留"},
     {"arrested", "逮捕", "arrested", "羁押"}, {"prison", "服刑", "prison", NULL},
     {"isolation", "强制隔离戒毒", "compulsory isolation", "强戒"},
     {"hospital", "住院治疗", "in hospital", "住院"}, {"other", "其他", "other", "其它"});

LIST(assessment, true, {"quarter", "季度评估", "quarterly", "季度"},
     {"half", "半年小结", "half-yearly", "半年"}, {"year", "年度评估", "yearly", "年度"},
     {"special", "专项评估", "special", "动态评估"},
     {"release", "解除前评估", "before release", "期满评估"});

LIST(aid, true, {"job", "就业推荐", "job referral", "就业"},
     {"training", "技能培训", "training", "培训"}, {"business", "创业", "own business", "创业扶持"},
     {"allowance", "低保", "subsistence allowance", "最低生活保障"},
     {"relief", "临时救助", "temporary relief", "救助"}, {"medical", "医疗", "medical", "医疗救助"},
     {"school", "就学", "schooling", NULL}, {"psych", "心理", "psychological", "心理疏导,心理咨询"},
     {"legal", "法律", "legal", "法律援助"}, {"other", "其他", "other", "其它"});

/* The dossier in its order (rule 7.7). */
LIST(document, true,
     {"order", "责令决定书", "order", "决定书,责令社区戒毒决定书,责令社区康复决定书"},
     {"receipt", "告知书/送达回执", "notice and receipt", "送达回执,告知书"},
     {"register", "登记表", "registration form", "报到登记表"},
     {"agreement", "协议书", "agreement", "社区戒毒协议,社区康复协议,协议"},
     {"handbook", "人员手册", "handbook", "应遵守规定"},
     {"pledge", "承诺书", "pledge", "守法承诺书"},
     {"guarantee", "家属协管(担保)书", "relative's letter", "协管书,担保书"},
     {"team", "工作小组名单及责任书", "team list and letters", "责任书,工作小组名单"},
     {"plan", "戒毒(康复)计划书", "plan", "计划书"},
     {"map", "住址位置图/照片", "map of the address", "位置图"},
     {"notice", "尿检通知书", "test notice", NULL},
     {"testlog", "吸毒检测记录表", "test record form", "检测记录表"},
     {"testreport", "检测报告单", "test report", NULL},
     {"report", "定期报告(本人)", "self report", "本人报告"},
     {"activity", "参加活动情况", "activities", NULL}, {"leave", "请假审批表", "leave form", NULL},
     {"warning", "告诫书", "written warning", "违反协议记录"},
     {"moved", "变更执行地审批及移交清单", "change of place", "变更执行地审批"},
     {"suspend", "中止/继续执行/终止审批", "suspension or termination",
      "中止审批,终止审批,继续执行审批"},
     {"release", "解除审批表及通知书", "release notice", "解除通知书,解除审批表"},
     {"lost", "查找脱失记录", "search record", NULL},
     {"maintenance", "药物维持治疗记录", "maintenance treatment", NULL},
     {"archive", "归档记录", "archive note", "归档"}, {"other", "其他", "other", "其它"});

/* Five kinds the law names (rule 7.1), and those practice adds. */
LIST(team_role, true, {"worker", "专职人员", "full-time worker", "专干,禁毒专干,专职工作人员"},
     {"police", "社区民警", "community police", "民警"}, {"medic", "医务人员", "medical worker",
     "医生"},
     {"family", "家属", "family", "亲属"}, {"volunteer", "志愿者", "volunteer", NULL},
     {"cadre", "村(社区)干部", "village cadre", "村干部,社区干部"}, {"social", "社工",
     "social worker", "禁毒社工"},
     {"other", "其他", "other", "其它"});

/* Who is in charge, then the five packages. */
LIST(duty, false, {"lead", "责任人", "in charge", "总负责人"}, {"person", "包对象", "person", NULL},
     {"publicity", "包宣传", "publicity", NULL}, {"attitude", "包思想", "attitude", NULL},
     {"testing", "包尿检", "testing", NULL}, {"filing", "包建档", "filing", NULL});

/* Why an order was terminated, and what follows from it (rule 3.10). */
LIST(ending, false, {"prison", "服刑", "prison", "判刑"},
     {"isolation", "强制隔离戒毒", "compulsory isolation", "强戒"},
     {"death", "死亡", "death", "亡故"}, {"other", "其他", "other", "其它"});

/* Who found use of drugs, where no test of the station did (rule 6.15). */
LIST(found_by, false, {"police", "公安机关", "police", "公安,派出所"},
     {"hospital", "医疗机构", "hospital", "医院"}, {"self", "本人说明", "told by the resident",
     "本人"},
     {"other", "其他", "other", "其它"});

/* Where a value of a person's file came from. */
LIST(basis, false, {"first", "建档", "on opening the file", NULL},
     {"roster", "花名册", "roster", NULL}, {"form", "登记表", "form", NULL});

/* Why the police are told (rule 6.6), and what they get before the end (rule 2.13). */
LIST(police, false,
     {"refusal", "拒绝接受社区戒毒(康复)", "refuses detox or rehab",
      "拒绝报到,逾期未报到,拒绝戒毒"},
     {"breach", "严重违反协议", "serious breach", "严重违反社区戒毒协议,严重违反"},
     {"relapse", "复吸", "use found", "复吸(检测阳性),检测阳性"},
     {"lost", "脱失", "contact lost", "失联,失去联系"},
     {"expiry", "期满解除材料", "file before the end of the term", "期满,解除材料"});

/* What comes back from the police on a report (rule 17.7). */
LIST(answer, false, {"isolation", "强制隔离戒毒", "compulsory isolation", "强戒"},
     {"warned", "警告、训诫", "warned by the police", "警告,训诫"},
     {"found", "已找回", "found again", "找回"},
     {"none", "不予处理", "nothing follows", "未处理"});
/* Coming and going (F10, F11). */
LIST(intake, true, {"police", "公安通报", "told by the police", "公安,派出所"},
     {"grid", "网格排查", "found by the grid", "网格"}, {"round", "大排查", "found in a round",
     "排查"},
     {"prison", "刑满释放", "back from prison", "刑释"}, {"centre", "强戒出所", "left a centre",
     "出所"},
     {"moved", "外地转来", "moved here", "转来"}, {"self", "本人来站", "came by themselves",
     "本人"},
     {"other", "其他", "other", "其它"});
LIST(intake_end, false, {"register", "列入登记", "taken on", "入册,列管"}, {"elsewhere",
  "转交他站", "passed on", "转交"},
     {"none", "不列入", "not taken on", "不入册"}, {"open", "待定", "open", "核查中"});
LIST(pickup_end, false, {"rehab", "社区康复决定", "rehab order", "社区康复,社康"}, {"none",
  "无决定", "none", NULL},
     {"other", "其他", "other", "其它"});
LIST(direction, false, {"out", "转出", "out", "迁出"}, {"in", "转入", "in", "迁入"});
LIST(dual, false, {"home", "户籍地", "home", "户籍"}, {"residence", "居住地", "residence", "居住"});
LIST(checkin, false, {"registered", "注册", "registered", "已注册"}, {"day", "日签到", "a day",
  "签到,日"},
     {"month", "月签到", "a month", "月"});
LIST(contact_way, false, {"phone", "电话", "phone", "电访"}, {"video", "视频", "video", "微信视频"},
     {"letter", "书信", "letter", "信件"}, {"visit", "上门", "visit", "探访,走访,家访,面谈,当面"},
     {"message", "信息", "message", "短信,微信"});
LIST(rating, false, {"good", "好", "good", "较好,良好"}, {"fair", "一般", "fair", "尚可"}, {"poor",
  "差", "poor", "较差,不好"});
LIST(yes_open, false, {"open", "不明", "not known", "不详"}, {"no", "否", "no", "无,没有"}, {"yes",
  "是", "yes", "有"});

/* Plans and help (F8, F9, F13). */
LIST(review_kind, false, {"half", "半年小结", "half-yearly", "半年"}, {"year", "年度评估",
  "yearly", "年度"},
     {"other", "其他", "other", "其它"});
LIST(case, true, {"allowance", "低保", "subsistence allowance", "最低生活保障"},
     {"destitute", "特困", "destitute support", "特困供养,特困人员"}, {"disability", "残疾证",
     "disability card", "残疾,残疾评定"},
     {"medical", "医疗救助", "medical aid", "医疗"}, {"relief", "临时救助", "temporary relief",
     NULL},
     {"insurance", "医保", "health insurance", "医疗保险"}, {"school", "就学", "schooling", "助学"},
     {"legal", "法律援助", "legal aid", "法律"}, {"business", "创业扶持", "start-up",
     "创业,创业贷款,费用减免"},
     {"housing", "公租房", "public housing", "住房"}, {"other", "其他", "other", "其它"});
LIST(case_end, false, {"granted", "批准", "granted", "通过,已批准,同意"}, {"refused", "不批",
  "refused", "不批准,未通过"},
     {"withdrawn", "撤回", "withdrawn", "本人撤回"});
LIST(hardship, true, {"allowance", "低保", "subsistence allowance", "低保户"}, {"destitute",
  "特困", "destitute", "特困户"},
     {"disabled", "残疾", "disabled", "残疾人"}, {"illness", "重病", "serious illness", "大病"},
     {"mental", "精神障碍", "mental illness", NULL}, {"children", "未成年子女", "young children",
     "有未成年子女"},
     {"poor", "建档立卡", "registered poor household", "脱贫户,监测户"}, {"other", "其他", "other",
     "其它"});
LIST(care_end, false, {"better", "好转", "better", NULL}, {"cured", "治愈", "cured", "痊愈"},
     {"died", "死亡", "died", "病故"}, {"moved", "转出", "moved on", "转院"});
LIST(medicine, true, {"methadone", "美沙酮", "methadone", "美沙酮口服液"}, {"buprenorphine",
  "丁丙诺啡", "buprenorphine", NULL},
     {"other", "其他", "other", "其它"});
LIST(placing, true, {"referred", "推荐就业", "referred", "推荐"}, {"self", "自主就业",
  "found alone", "自主"},
     {"post", "公益岗位", "public post", "公益岗,公益性岗位"}, {"business", "自主创业",
     "own business", "创业"});

/* Where a round found somebody: the columns of the sweep table. */
LIST(round_found, false, {"here", "在本地", "here", "在家,已找到"}, {"province", "外出省内", "away in the province", "外出州外省内,省内"},
     {"abroad", "外出省外", "away outside the province", "省外"}, {"prison", "服刑", "prison", NULL},
     {"isolation", "强制隔离戒毒", "compulsory isolation", "强戒"}, {"treatment", "药物治疗", "in treatment", "维持治疗"},
     {"custody", "羁押", "in custody", "拘留"}, {"clean", "戒断三年", "three years abstinent", "戒断三年未复吸"},
     {"lost", "失控", "contact lost", "失联,脱失,下落不明"}, {"died", "死亡", "deceased", "亡故"}, {"other", "其他", "other", "其它"});

struct code_list *const codes_all[] = {
	&codes_sex,        &codes_paper,  &codes_education,     &codes_marital,
	&codes_job,        &codes_drug,   &codes_risk,          &codes_control,
	&codes_order,      &codes_state,  &codes_result,        &codes_sample,
	&codes_nature,     &codes_yesno,  &codes_source,        &codes_role,
	&codes_place_kind, &codes_yes,    &codes_channel,       &codes_mood,
	&codes_relation,   &codes_met,    &codes_report_period, &codes_report_channel,
	&codes_leave,      &codes_missed, &codes_warning,       &codes_custody,
	&codes_assessment, &codes_aid,    &codes_document,      &codes_team_role,
	&codes_duty,       &codes_review, &codes_regular,       &codes_police,
	&codes_ending,     &codes_found_by, &codes_basis,       &codes_answer,
	&codes_intake,
	&codes_intake_end,
	&codes_pickup_end,
	&codes_direction,
	&codes_dual,
	&codes_checkin,
	&codes_contact_way,
	&codes_rating,
	&codes_yes_open,
	&codes_review_kind,
	&codes_case,
	&codes_case_end,
	&codes_hardship,
	&codes_care_end,
	&codes_medicine,
	&codes_placing,
	&codes_round_found,
	&codes_activity,   &codes_org,    &codes_staff,         &codes_unit,
	&codes_account,    &codes_money_way, &codes_purpose,    &codes_round,
	&codes_value,      &codes_attendance,
};
const unsigned long codes_all_count = sizeof codes_all / sizeof *codes_all;

# The words offices use for what has a list of values. SPDX-License-Identifier: MIT
use strict;
use warnings;
use utf8;

# A kind of one column: [word, what stands in the database] in turn, a few a variant.
sub words {
	my ($column, $v, @pairs) = @_;
	my @columns = qw(姓名 身份证号 人员类别 决定日期);
	my $s = sheet(@columns, (grep { $_ eq $column } @columns) ? () : $column)->header;
	for my $pair (@pairs) {
		my ($word, $want, %more) = @$pair;
		my %own = $column eq '性别' ? (性别 => $want) : ();
		my $p = person();
		$p = person() while $column eq '性别' && $p->{性别} ne $want;
		$s->row($p, cells => {$column => $word}, want => {$column => $want}, %more);
	}
	return $s;
}
my $university = qr/^(大学|.*本科)/;
my @schooling = ([['大学本科', $university], ['初中文化', qr/^初中/], ['普通高中', qr/高中/],
	['小学文化程度', qr/^小学/], ['高中毕业', qr/高中/]],
	[['10', qr/研究生/], ['20', $university], ['21', $university], ['30', qr/专科|大专|^大学$/],
		['31', qr/专科|大专|^大学$/]],
	[['40', qr/中专|中等|高中/], ['60', qr/高中/], ['61', qr/高中/], ['70', qr/初中/], ['71', qr/初中/]],
	[['80', qr/小学/], ['81', qr/小学/], ['90', qr/文盲|其他/], ['大学专科', qr/专科|大专|^大学$/],
		['文盲或半文盲', qr/文盲/]],
	[['初级中学', qr/初中/], ['普通初中', qr/初中/], ['高级中学', qr/高中/], ['中等专业学校', qr/中专|中等|高中/],
		['大专毕业', qr/专科|大专|^大学$/]],
	[['研究生教育', qr/研究生/], ['大学本科毕业', $university], ['小学毕业', qr/小学/], ['初中毕业', qr/初中/],
		['中专文化', qr/中专|中等|高中/]],
	[['大学本科教育', $university], ['大学专科教育', qr{专科|大专|^大学$}], ['中等职业教育', qr{中专|中等|高中}],
	['普通高级中学教育', qr{高中}], ['初级中学教育', qr{初中}]]);
kind 'schooling', 'words', sub { my ($v) = @_; return words('文化程度', $v, $schooling[$v]->@*) },
	variants => scalar @schooling, case => 1;

my @marital = ([['10', '未婚'], ['20', '已婚'], ['21', qr/婚$/], ['22', qr/婚$/], ['30', '丧偶']],
	[['40', '离婚'], ['23', qr/婚$/], ['90', qr/不详|未说明|其他/], ['初婚', qr/婚$/], ['复婚', qr/婚$/]],
	[['未婚人员', '未婚'], ['已婚', '已婚'], ['离异', '离婚'], ['再婚', qr/婚$/], ['丧偶', '丧偶']]);
kind 'marriage', 'words', sub { my ($v) = @_; return words('婚姻状况', $v, $marital[$v]->@*) };

my @sexes = ([['1', '男'], ['2', '女']], [['男性', '男'], ['女性', '女']], [['１', '男'], [' 女 ', '女']]);
kind 'sexes', 'words', sub { my ($v) = @_; return words('性别', $v, $sexes[$v]->@*) };

my @jobs = ([['无业人员', '无业'], ['失业', '无业'], ['务农人员', '务农'], ['个体户', '个体经营'], ['农民', '务农']],
	[['外出务工人员', '外出务工'], ['自由职业', qr/自由职业/], ['学生', '在校'], ['退休', qr/退/],
		['公务员', qr/公务员/]],
	[['11', qr/公务员/], ['13', qr/专业技术/], ['24', qr/工人/], ['51', qr/自由职业/], ['70', qr/无业/]],
	[['27', qr/农/], ['31', qr/学生|在校/], ['54', qr/个体/], ['80', qr/退/], ['90', qr/其他/]]);
kind 'work', 'words', sub { my ($v) = @_; return words('就业情况', $v, $jobs[$v]->@*) }, variants => scalar @jobs;

my @risks = ([['A', '高'], ['B', '中'], ['C', '低']], [['Ⅰ', '高'], ['Ⅱ', '中'], ['Ⅲ', '低']],
	[['一级', '高'], ['二级', '中'], ['三级', '低']], [['高风险', '高'], ['中风险', '中'], ['低风险', '低']],
	[['A级', '高'], ['Ⅱ级', '中'], ['C级', '低']], [['ａ', '高'], ['Ｂ级', '中'], ['III级', '低']],
	[['高风险人员', '高'], ['Ⅱ级', '中'], ['低风险', '低']]);
kind 'risk', 'words', sub { my ($v) = @_; return words('风险等级', $v, $risks[$v]->@*) }, variants => scalar @risks;

my @orders = ([['社区戒毒人员', '社区戒毒'], ['社区康复人员', '社区康复']],
	[['社戒', '社区戒毒'], ['社康', '社区康复']],
	[['社戒人员', '社区戒毒'], ['社康人员', '社区康复']],
		[['社区戒毒（社戒）', '社区戒毒'], [' 社区康复　', '社区康复']]);
kind 'kinds-of-order', 'words', sub { my ($v) = @_; return words('人员类别', $v, $orders[$v]->@*) },
	variants => scalar @orders, case => 1;

my @drugs = ([['冰毒', '甲基苯丙胺'], ['K粉', '氯胺酮'], ['甲基苯丙胺（冰毒）', '甲基苯丙胺']],
	[['麻古', '甲基苯丙胺'], ['k粉', '氯胺酮'], ['氯胺酮(K粉)', '氯胺酮']],
	[['摇头丸', '摇头丸'], ['MDMA', '摇头丸'], [' 海洛因　', '海洛因']]);
kind 'substances', 'words', sub { my ($v) = @_; return words('毒品种类', $v, $drugs[$v]->@*) };

kind 'two-substances-in-a-cell', 'words', sub {
	my ($v) = @_;
	my @cells = ([['海洛因、冰毒', '海洛因'], ['冰毒,氯胺酮', '甲基苯丙胺']],
		[['甲基苯丙胺；海洛因', '甲基苯丙胺'], ['冰毒/K粉', '甲基苯丙胺']],
		[["海洛因\n冰毒", '海洛因'], ['大麻 依托咪酯', '大麻']],
			[['海洛因和冰毒', '海洛因'], ['冰毒+麻古', '甲基苯丙胺']])[$v]->@*;
	return words('毒品种类', $v, map { [@$_, is => 'ok|warn', at => '毒品种类'] } @cells);
}, variants => 4;

kind 'unknown-words', 'words', sub {
	my ($v) = @_;
	my ($column, @words) = @{([qw(文化程度 初识字 认字不多)], [qw(毒品种类 新型毒品 上头烟)],
		[qw(就业情况 跑运输 帮人看店)], [qw(风险等级 红色 待观察)],
		[qw(婚姻状况 同居 分居)])[$v]};
	my $s = words($column, $v, map { [$_, '', is => 'warn', at => $column] } @words);
	my $first = $words[0];
	# It is asked for once, and stands with the person until the field is filled.
	return ($s->told($first), {then => sub {
		my ($t) = @_;
		$t->plain('s', '-q', 'show', '00001');
		return $t->{out} =~ /\Q$first\E/ ? () : "the file says nothing of $first";
	}});
}, variants => 5;

kind 'unknown-words-that-are-needed', 'words', sub {
	my ($v) = @_;
	my @words = ([qw(其它类 强戒)], [qw(戒毒 吸毒人员)], [qw(社区 康复戒毒)])[$v]->@*;
	return words('人员类别', $v, map { [$_, '', is => 'bad', at => '人员类别'] } @words);
};

kind 'an-answer-is-remembered', 'words', sub {
	my ($v) = @_;
	my ($column, $word, $means) = (['文化程度', '初识字', '小学'], ['毒品种类', '上头烟', '依托咪酯'],
		['就业情况', '跑运输', '个体经营'])[$v]->@*;
	my $first = words($column, $v, [$word, $means, is => 'ok|warn'])
		->with(args => ['--answer', "$column=$word=$means"]);
	return ($first, words($column, $v, [$word, $means, is => 'ok|warn'], [$word, $means, is => 'ok|warn']));
};

kind 'a-column-by-hand', 'words', sub {
	my ($v) = @_;
	my ($column, $called) = (['联系电话', '本人或家属号'], ['现住址', '人在哪里'], ['备注', '情况'])[$v]->@*;
	my $make = sub { sheet(qw(姓名 身份证号 人员类别 决定日期), $column)->header(names => {$column => $called})
		->rows(people(2)) };
	return ($make->()->with(args => ['--column', "$called=$column"]), $make->());
};

kind 'two-orders-of-the-same-letters', 'words', sub {
	my ($v) = @_;
	my $s = sheet(qw(姓名 身份证号 人员类别 决定书文号 决定日期))->header;
	for my $p (people(3)) {
		my $text = $p->{决定书文号};
		$text =~ tr/〔〕/[]/ if $v == 0;
		$text =~ tr/〔〕()/【】（）/ if $v == 1;
		$text = " $text " if $v == 2;
		$s->row($p, is => 'ok|warn', cells => {决定书文号 => $text},
			want => {决定书文号 => $v == 2 ? $p->{决定书文号} : qr/决字/});
	}
	return $s;
};

kind 'papers-by-their-official-names', 'words', sub {
	my ($v) = @_;
	my @papers = ([['外国人永久居留身份证', 'id'], ['港澳居民居住证', 'id'], ['台湾居民居住证', 'id'],
		['临时居民身份证', 'id']],
		[['二代身份证', 'id'], ['居民身份证', 'id'], ['户口簿', 'id'], ['第二代居民身份证', 'id']],
		[['港澳台居民居住证', '830000199001010011'], ['外国人永久居留身份证', 'ABC990185031402'],
			['护照', 'E12345678']],
		[['港澳居民来往内地通行证', 'H1234567800'], ['台湾居民来往大陆通行证', '12345678'],
			['港澳居民来往内地通行证', 'M12345678']])[$v]->@*;
	my $s = sheet(qw(姓名 证件种类 身份证号 其他证件号码 人员类别 决定书文号 决定日期))->header;
	for my $paper (@papers) {
		my ($kind, $number) = @$paper;
		my $p = person(证件种类 => $kind, 其他证件号码 => '');
		$s->row($p, is => 'ok|warn', want => {证件种类 => qr/./, 身份证号 => undef}, key => $p->{身份证号})
			if $number eq 'id';
		$s->row($p, is => 'ok|warn', cells => {身份证号 => '', 其他证件号码 => $number}, key => $number,
			want => {证件种类 => qr/./, 身份证号 => undef, 其他证件号码 => undef}) if $number ne 'id';
	}
	return $s;
}, variants => 4, case => 1;

kind 'one-number-column-for-all-papers', 'words', sub {
	my ($v) = @_;
	my @papers = ([['居民身份证', 'id'], ['护照', 'E22345678']],
		[['居民身份证', 'id'], ['港澳台居民居住证', id_number('81000019900101001')],
		['台湾居民来往大陆通行证', '22345678']],
		[['', 'id'], ['', 'E32345678']])[$v]->@*;
	my @columns = $v == 2 ? qw(姓名 证件号码 人员类别 决定日期) : qw(姓名 证件种类 证件号码 人员类别 决定日期);
	my $s = sheet(@columns)->header;
	for my $paper (@papers) {
		my ($kind, $number) = @$paper;
		my $p = person(证件种类 => $kind);
		my $key = $number eq 'id' ? $p->{身份证号} : $number;
		$s->row($p, is => 'ok|warn', cells => {证件号码 => $key}, key => $key,
			want => {证件号码 => undef, 证件种类 => undef});
	}
	return $s;
};

kind 'villages-by-other-names', 'words', sub {
	my ($v) = @_;
	my @names = ([qw(柳林 示范镇柳林村)], [qw(柳林村委会 柳林社区)], [qw(示范镇柳林村委会 柳林村民委员会)])[$v]->@*;
	my $s = sheet(qw(姓名 身份证号 所属村社 人员类别 决定日期))->header->row(person(所属村社 => '柳林村'));
	$s->row(person(), is => 'warn', at => '所属村社', cells => {所属村社 => $_}, want => {所属村社 => ''})
		for @names;
	return $s;
}, case => 1;

kind 'villages-by-other-names-than-on-file', 'words', sub {
	my ($v) = @_;
	my @names = ([qw(柳林 示范镇柳林村)], [qw(柳林村委会)], [qw(柳林社区 柳林居委会)])[$v]->@*;
	my @columns = qw(姓名 身份证号 所属村社 人员类别 决定日期);
	my $s = sheet(@columns)->header;
	$s->row(person(), is => 'warn', at => '所属村社', cells => {所属村社 => $_}, want => {所属村社 => ''})
		for @names;
	return (sheet(@columns)->header->rows(person(所属村社 => '柳林村')), $s);
};

kind 'villages-that-are-others', 'words', sub {
	my ($v) = @_;
	my @names = ([qw(东山村 西山村)], [qw(大石桥村 小石桥村)], [qw(城东社区 城西社区)])[$v]->@*;
	return sheet(qw(姓名 身份证号 所属村社 人员类别 决定日期))->header->rows(map { person(所属村社 => $_) } @names);
};

kind 'ditto-marks', 'words', sub {
	my ($v) = @_;
	my $s = sheet(qw(姓名 身份证号 所属村社 人员类别 决定日期))->header->row(person(所属村社 => '柳林村'));
	$s->row(person(), is => 'warn', at => '所属村社', cells => {所属村社 => ('同上', '〃', '"', '″')[$v]},
		want => {所属村社 => ''});
	return $s->row(person(所属村社 => '高坪村'));
}, variants => 4;

kind 'villages-of-merged-cells', 'words', sub {
	my ($v) = @_;
	my $s = sheet(qw(姓名 身份证号 所属村社 人员类别 决定日期))->header;
	for my $village (qw(柳林村 高坪村)) {
		$s->row(person(所属村社 => $village));
		$s->row(person(), is => 'warn', at => '所属村社', cells => {所属村社 => ''}, want => {所属村社 => ''})
			for 1 .. 1 + $v;
	}
	return $s;
}, case => 1;

kind 'villages-asked-and-answered', 'words', sub {
	my ($v) = @_;
	my ($name, $is) = (['柳林', '柳林村'], ['示范镇柳林村', '柳林村'], ['柳林村委会', '柳林村'])[$v]->@*;
	my $s = sheet(qw(姓名 身份证号 所属村社 人员类别 决定日期))->header->row(person(所属村社 => '柳林村'));
	return $s->row(person(), is => 'ok|warn', cells => {所属村社 => $name}, want => {所属村社 => $is})
		->with(args => ['--answer', "所属村社=$name=$is"]);
};

my %own = (检测日期 => '2026-03-01', 检测地点 => '村部', 检测人 => '王干事', 第二检测人 => '李民警');
my @test_columns = qw(姓名 身份证号 检测日期 检测结果 检测地点 检测人 第二检测人 备注);
sub with_people {
	my (@p) = @_;
	return sheet(qw(姓名 身份证号 人员类别 决定日期 报到日期))->header->rows(@p);
}

kind 'results-of-tests', 'words', sub {
	my ($v) = @_;
	my @p = people(3, %own);
	my @words = ([['阴', '阴性'], ['阳', '阳性'], ['-', '阴性']],
		[['阴性（-）', '阴性'], ['阳性（+）', '阳性'], ['正常', '阴性']],
		[['阴性(-)', '阴性'], ['＋', '阳性'], ['阴', '阴性']])[$v]->@*;
	my $s = sheet(@test_columns)->header;
	$s->row($p[$_], cells => {检测结果 => $words[$_][0], 检测日期 => day('2026-03-01', $_ + $v)},
		want => {检测结果 => $words[$_][1],
		检测日期 => '2026-03-01'}) for 0 .. 2;
	return (with_people(@p), $s->with(register => 'test', file => 'tests.csv'));
};

kind 'tests-with-a-comma-too-many', 'reading', sub {
	my ($v) = @_;
	my @p = people(3, %own, 检测结果 => '阴性');
	my $s = sheet(@test_columns)->header->row($p[0], cells => {备注 => ''}, want => {备注 => ''});
	$s->row($p[1], is => 'bad', cells => {备注 => ''}, extra => 4 + $v, with => '柳林村');
	return (with_people(@p), $s->row($p[2], cells => {备注 => ''}, want => {备注 => ''})
		->with(register => 'test', file => 'tests.csv'));
}, case => 1;

kind 'yes-and-no', 'words', sub {
	my ($v) = @_;
	my ($yes, $no) = (['有', '无'], ['√', '×'], ['Y', 'N'], ['✓', '✗'], ['1', '0'], ['是', '否'])[$v]->@*;
	my @p = people(2, 登记日期 => '2026-03-01', 亲属姓名 => '赵某', 与本人关系 => '父母');
	my $s = sheet(qw(姓名 身份证号 登记日期 亲属姓名 与本人关系 是否协管人))->header;
	$s->row($p[0], is => 'ok|warn', cells => {是否协管人 => $yes}, want => {是否协管人 => '是'});
	$s->row($p[1], is => 'ok|warn', cells => {是否协管人 => $no}, want => {是否协管人 => '否'});
	return (with_people(@p), $s->with(register => 'relative', file => 'relatives.csv'));
}, variants => 6;
1;

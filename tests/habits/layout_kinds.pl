# How offices lay a sheet out. SPDX-License-Identifier: MIT
use strict;
use warnings;
use utf8;

my @full = qw(序号 姓名 性别 身份证号 联系电话 户籍地 现住址 所属村社 人员类别 决定书文号 决定日期 报到日期 备注);
my @short = qw(序号 姓名 身份证号 所属村社 人员类别 决定日期 备注);
my $title = '示范镇社区戒毒社区康复人员花名册';

kind 'title-lines', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@full);
	$s->line($title, ('') x ($v == 1 ? 12 : $v == 2 ? 5 : 0));
	$s->line('（2026年10月）', ('') x 12) if $v != 1;
	$s->line('填报单位：示范镇', '', '', '', '填报日期：2026年10月31日', ('') x 8) if $v == 2;
	return $s->header->rows(people(4));
}, variants => 4;

kind 'lines-between', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@full)->line($title)->blank->header->rows(people(2))->blank->rows(people(2));
	$s->raw($v ? "\n" : "\r\n") if $v < 2;
	return $s->rows(people(1))->blank;
};

kind 'two-row-header', 'reading', sub {
	my ($v) = @_;
	my @columns = @full[0 .. 11];
	my $s = sheet(@columns, '备注');
	$s->line($title, ('') x 12) if $v != 1;
	# A name over the names below it, or every name below but those of the merged cells.
	if ($v == 2) {
		$s->line('', '基本情况', '', '', '', '', '', '', '决定情况', '', '', '', '');
		$s->line(@columns, '备注');
	} else {
		$s->line(@columns[0 .. 8], $v ? '法律文书' : '决定情况', '', '', '备注');
		$s->line(('') x 9, @columns[9 .. 11], '');
	}
	return $s->rows(people(4));
}, case => 1;

kind 'header-again', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@short)->header->rows(people(3));
	$s->line('续表', ('') x 6) if $v != 1;
	$s->line($title, ('') x 6) if $v == 2;
	return $s->header->rows(people(3));
};

kind 'header-again-in-another-order', 'reading', sub {
	my ($v) = @_;
	my @one = qw(姓名 性别 身份证号 人员类别 决定日期 户籍地 现住址 联系电话);
	my @two = ([qw(姓名 性别 身份证号 人员类别 决定日期 现住址 户籍地 联系电话)],
		[qw(身份证号 姓名 性别 人员类别 决定日期 联系电话 户籍地 现住址)],
		[qw(人员类别 决定日期 姓名 性别 身份证号 户籍地 联系电话 现住址)]);
	return sheet(@one)->header->rows(people(2))->header(columns => $two[$v])->rows(people(3));
}, case => 1;

# It is read anew, or the file is refused: never are its cells taken for those of the first.
kind 'header-again-with-other-columns', 'reading', sub {
	my ($v) = @_;
	my @one = qw(姓名 性别 身份证号 人员类别 决定日期 户籍地 联系电话);
	my @two = ([qw(姓名 性别 身份证号 人员类别 决定日期 备注 联系电话)],
		[qw(姓名 身份证号 人员类别 决定日期 户籍地 联系电话 备注)],
		[qw(姓名 性别 身份证号 人员类别 决定日期 现住址 户籍地 联系电话)]);
	return sheet(@one)->header->rows(people(2))->header(columns => $two[$v])->rows(people(2))->refused(at_line(4))
		->with(loose => 1);
};

kind 'header-again-lacks-a-column', 'reading', sub {
	my ($v) = @_;
	my @one = qw(姓名 身份证号 人员类别 决定日期 户籍地 联系电话);
	my @two = ([qw(姓名 身份证号 人员类别 户籍地 联系电话 备注)], [qw(姓名 人员类别 决定日期 户籍地 联系电话 备注)],
		[qw(姓名 身份证号 决定日期 现住址 联系电话 备注)]);
	return sheet(@one)->header->rows(people(2))->line(@{$two[$v]})
		->line(map { person()->{$_} } @{$two[$v]})->refused(at_line(4));
};

kind 'another-table-below', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(qw(姓名 身份证号 人员类别 决定日期 联系电话 备注));
	my @p = people(2);
	$s->header->rows(@p);
	$s->blank if $v;
	$s->line($v == 2 ? '检测登记' : '', ('') x 5) if $v == 2;
	$s->line(qw(姓名 身份证号 检测日期 检测结果 检测地点 检测人));
	$s->line($_->{姓名}, $_->{身份证号}, '2026-03-01', '阴性', '村部', '王干事') for @p;
	return $s->refused(at_line(4 + $v));
};

kind 'section-headings', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@full)->header;
	my @headings = (['柳林村（2人）', '二、高坪村'], ['一、社区戒毒', '二、社区康复人员'],
		['（一）柳林村', '高坪村：']);
	for my $heading (@{$headings[$v]}) {
		$s->line($heading, ('') x 12)->rows(people(2));
	}
	return $s;
}, case => 1;

kind 'section-headings-name-the-village', 'words', sub {
	my ($v) = @_;
	my @columns = $v == 2 ? qw(序号 姓名 身份证号 人员类别 决定日期 备注) : @short;
	my $s = sheet(@columns)->header;
	for my $village (qw(柳林村 高坪村)) {
		$s->line($village, ('') x $#columns);
		$s->row($_, is => 'ok|warn', cells => {所属村社 => ''}, want => {所属村社 => ''}) for people(2);
	}
	return $s;
};

kind 'subtotals', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@short)->header->rows(people(2));
	$s->line(@{(['小计', '2人', ('') x 5], ['', '小计', '2', ('') x 4], ['小计：2人', ('') x 6])[$v]});
	$s->rows(people(2));
	$s->line(@{(['合计', '4人', ('') x 5], ['', '合计（人）', '4', ('') x 4],
		['总计', '', '', '4', '', '', ''])[$v]});
	return $s;
};

kind 'signatures-and-remarks-below', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@full)->header->rows(people(3))->blank;
	$s->line('填表人：王某', '', '', '', '审核人：李某', ('') x 8);
	$s->line('注：本表一式两份，由工作站和派出所各存一份。', ('') x 12) if $v != 1;
	$s->line('示范镇社区戒毒社区康复工作站', ('') x 12) if $v == 1;
	$s->line('说明：1.年龄按周岁；2.联系电话填本人的。', ('') x 12) if $v == 2;
	return $s->line('2026年10月31日', ('') x 12);
};

kind 'page-headers', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@full);
	for my $page (1 .. 2) {
		$s->line($title, ('') x 12)->header->rows(people(2));
		$s->line($v == 1 ? "第 $page 页 共 2 页" : "第${page}页，共2页", ('') x 12);
	}
	return $s;
};

kind 'short-rows-by-blocks-of-16', 'reading', sub {
	my ($v) = @_;
	my @columns = (@short, $v == 2 ? ('联系电话') : ());
	my $s = sheet(@columns);
	$s->line($title) if $v == 1;
	$s->header;
	my $file_row = $v == 1 ? 2 : 1;
	for my $p (people(40)) {
		$file_row++;
		$p->{备注} = "第一行\n第二行" if $v == 3; # rows are the spreadsheet's, not lines of the file
		# Block by block the last columns are filled in no row, and left out of all; the middle one is full.
		my $full = int(($file_row - 1) / 16) != 1;
		my $cut = $full ? 0 : $v == 2 ? 2 : 1;
		$s->row($p, is => $full ? 'ok' : 'ok|warn', cut => $cut, cells => $full ? {}
			: {备注 => '', 联系电话 => ''},
			want => $full ? {} : {备注 => '', $v == 2 ? (联系电话 => '') : ()});
	}
	return $s;
}, variants => 4, case => 1;

kind 'rows-each-trimmed', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(qw(姓名 身份证号 人员类别 决定日期 所属村社 联系电话 备注))->header;
	my @cuts = ([0, 1, 0, 2, 0, 1], [0, 0, 1, 1, 1, 0], [0, 2, 2, 0, 0, 0])[$v];
	for my $cut (@{$cuts[0]}) {
		$s->row(person(), is => $cut ? 'ok|warn' : 'ok', cut => $cut,
			want => {$cut ? (备注 => '') : (), $cut > 1 ? (联系电话 => '') : ()});
	}
	return $s;
};

kind 'all-rows-short', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@short, '联系电话')->header;
	$s->row($_, is => 'ok|warn', cut => 1 + ($v == 1), want => {联系电话 => '', $v == 1 ? (备注 => '') : ()})
		for people(3 + $v);
	return $s;
}, case => 1;

kind 'one-row-short', 'reading', sub {
	my ($v) = @_;
	# Among full rows whose last cells are blank a row of fewer cells has lost a delimiter somewhere.
	my $s = sheet(qw(姓名 身份证号 人员类别 决定日期 户籍地 现住址 备注))->header;
	my %blank = (cells => {备注 => ''}, want => {备注 => ''});
	$s->row($_, %blank) for people(3);
	my $p = person();
	$s->row($p, is => 'bad', cells => {备注 => '', 户籍地 => "$p->{户籍地}$p->{现住址}"}, lost => 5) if $v == 0;
	$s->row($p, is => 'bad', cells => {备注 => ''}, lost => 4) if $v == 1;
	$s->row($p, is => 'bad', cells => {备注 => '', 人员类别 => "$p->{人员类别}$p->{决定日期}"}, lost => 3)
		if $v == 2;
	$s->row($_, %blank) for people(3);
	return $s;
};

kind 'one-cell-too-many', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@full)->header;
	my %blank = $v == 2 ? () : (cells => {备注 => ''}, want => {备注 => ''});
	$s->row($_, %blank) for people(2);
	# In front of a blank last cell the count is told by the comma alone.
	$s->row(person(), is => 'bad', %blank, extra => 5 + $v, with => $v ? '示例县' : '');
	$s->row($_, %blank) for people(2);
	return $s;
}, case => 1;

kind 'header-with-trailing-commas', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@short)->header(after => [('') x (1 + $v)]);
	$s->row($_, after => [('') x ($v == 2 ? 3 : 0)]) for people(4);
	return $s;
}, case => 1;

kind 'everything-with-trailing-commas', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@short);
	$s->line($title, ('') x 6, ('') x ($v + 1));
	$s->header(after => [('') x ($v + 1)]);
	$s->row($_, after => [('') x ($v + 1)]) for people(4);
	return $s->line('合计', '4', ('') x 5, ('') x ($v + 1));
};

kind 'trailing-comma-in-rows-only', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@short)->header;
	$s->row($_, after => [('') x (1 + ($v == 1))]) for people(3 + $v);
	return $s;
};

kind 'blank-columns-between', 'reading', sub {
	my ($v) = @_;
	my @columns = @{([qw(序号 姓名), '', qw(身份证号 人员类别 决定日期), '', '备注'],
		['', qw(序号 姓名 身份证号 人员类别 决定日期 备注)],
		[qw(姓名 身份证号), '', '', qw(人员类别 决定日期 联系电话)])[$v]};
	return sheet(@columns)->header->rows(people(4));
};

kind 'hidden-counter-columns', 'reading', sub {
	my ($v) = @_;
	my $s = sheet('', @short)->header;
	my $n = 0;
	for my $p (people(4)) {
		$n++;
		$s->row($p, cells => {'' => $v == 1 ? "A$n" : $n + 100 * $v});
	}
	return $s;
};

kind 'columns-in-another-order', 'words', sub {
	my ($v) = @_;
	my @columns = @full;
	for my $i (reverse 1 .. $#columns) {
		my $j = int rand($i + 1);
		@columns[$i, $j] = @columns[$j, $i];
	}
	return sheet(@columns)->header->rows(people(4));
}, variants => 5;

kind 'columns-by-other-names', 'words', sub {
	my ($v) = @_;
	my @names = ({姓名 => '人员姓名', 身份证号 => '公民身份号码', 联系电话 => '手机号码', 户籍地 => '户籍地址',
		现住址 => '现居住地',
		所属村社 => '村(社区)', 人员类别 => '类别', 决定书文号 => '文书编号', 决定日期 => '责令日期',
			报到日期 => '报到时间', 序号 => '编号'},
		{姓名 => '姓 名', 身份证号 => '身份证号码', 联系电话 => '联系方式', 户籍地 => '户籍所在地',
			现住址 => '家庭住址', 所属村社 => '村社',
		人员类别 => '戒毒类别', 决定书文号 => '文号', 决定日期 => '决定时间', 备注 => '备 注'},
		{姓名 => '戒毒人员姓名', 身份证号 => '居民身份证号码', 联系电话 => '本人电话', 户籍地 => '户口所在地',
			现住址 => '现居住地址',
		所属村社 => '所属村（社区）', 人员类别 => '人员类型', 决定书文号 => '法律文书号',
			决定日期 => '决定书日期', 序号 => 'No.'});
	return sheet(@full)->header(names => $names[$v])->rows(people(4));
};

kind 'hints-in-the-header', 'words', sub {
	my ($v) = @_;
	my @names = ({姓名 => '姓名★', 身份证号 => '身份证号（18位）', 人员类别 => '人员类别（社戒/社康）',
		决定日期 => '决定日期（年月日）', 报到日期 => '报到日期(YYYY-MM-DD)'},
		{姓名 => '*姓名', 身份证号 => "身份证号\n(18位)", 性别 => '性别（男/女）', 决定日期 => "决定\n日期",
			报到日期 => '报到日期 '},
		{姓名 => '姓　名', 身份证号 => '身份证号（必填）', 所属村社 => '所属村社（全称）',
			决定日期 => '决定日期【必填】', 备注 => '备注（可不填）'});
	return sheet(@full)->header(names => $names[$v])->rows(people(4));
};

kind 'unknown-columns', 'words', sub {
	my ($v) = @_;
	my @columns = ([qw(序号 姓名 年龄 身份证号 民族 人员类别 决定日期 备注)],
		[qw(姓名 身份证号 人员类别 决定日期 政治面貌 宗教信仰)],
		[qw(姓名 身份证号 是否见面 人员类别 决定日期 帮扶干部签字)])[$v]->@*;
	my %strange = map { $_ => pick(qw(是 汉族 无 45)) } qw(民族 政治面貌 宗教信仰 是否见面 帮扶干部签字);
	my $s = sheet(@columns)->header;
	$s->row($_, cells => {%strange, 年龄 => 30 + int rand 30}, want => {map { $_ => undef } keys %strange, '年龄'})
		for people(3);
	return $s->told((qw(民族 政治面貌 是否见面))[$v]);
};

kind 'a-column-twice', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(qw(姓名 身份证号 人员类别 决定日期 联系电话 备注), $v == 1 ? '联系电话' : '备注');
	$s->header;
	for my $p (people(3)) {
		my ($first, $last) = $v == 1 ? ($p->{联系电话}, $v == 1 ? $p->{联系电话} : '')
			: ($p->{备注}, $p->{备注});
		$s->row($p);
	}
	$s->{loose} = 1;
	return $s->refused;
};

kind 'no-header', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@short);
	$s->line($title) if $v == 1;
	for my $p (people(3 + $v)) { $s->line(1, map { $p->{$_} } @short[1 .. 6]) }
	return $s->refused;
};

kind 'a-header-name-too-long', 'reading', sub {
	my ($v) = @_;
	my $long = '本表所填内容均由工作站核实并经本人签字确认' x (2 + 20 * $v);
	return sheet(@short[0 .. 5], '联系电话')->header(names => {联系电话 => $long})
		->rows(map { $_ } ())->row(person(), want => {联系电话 => undef})
		->row(person(), want => {联系电话 => undef})->refused->with(loose => 1);
};
1;

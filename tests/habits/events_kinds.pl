# Files of tests, talks and visits as offices keep them. SPDX-License-Identifier: MIT
use strict;
use warnings;
use utf8;

my %tested = (检测日期 => '2026-03-01', 检测结果 => '阴性', 检测人 => '王干事', 第二检测人 => '李民警');
my @tests = qw(序号 姓名 身份证号 检测日期 检测结果 检测人 第二检测人 备注);
my %talked = (谈话日期 => '2026-03-02', 谈话方式 => '面谈', 谈话人 => '王干事', 谈话内容 => '近况平稳');
my @talks = qw(序号 姓名 身份证号 谈话日期 谈话方式 谈话人 谈话内容);

# The people are known before.
sub known {
	my (@people) = @_;
	return sheet(qw(姓名 身份证号 人员类别 决定日期 报到日期 所属村社))->header->rows(map { {%$_} } @people);
}
sub of_tests { my ($s) = @_; return $s->with(register => 'test', file => 'tests.csv') }
sub of_talks { my ($s) = @_; return $s->with(register => 'talk', file => 'talks.csv') }

kind 'tests-as-an-office-lists-them', 'reading', sub {
	my ($v) = @_;
	my @p = people(4, %tested);
	my $s = sheet(@tests)->line('2026年3月尿检登记表', ('') x 7);
	$s->header(names => $v ? {检测日期 => '检测日期（年月日）', 身份证号 => '公民身份号码'} : {})->rows(@p[0, 1]);
	$s->line('小计', '2人', ('') x 6) if $v != 1;
	$s->line('续表', ('') x 7)->header if $v == 1;
	$s->row($_, cells => {检测日期 => day($_->{检测日期}, $v + 1)}) for @p[2, 3];
	$s->line('填表人：王某', ('') x 3, '审核人：李某', ('') x 3)->line('2026年3月31日', ('') x 7);
	return (known(@p), of_tests($s)->with($v == 2 ? (encoding => 'GB18030') : ()));
};

kind 'tests-below-a-header-of-two-rows', 'reading', sub {
	my ($v) = @_;
	my @p = people(3, %tested);
	my $s = sheet(@tests);
	$s->line('2026年3月尿检登记表', ('') x 7) if $v != 1;
	$s->line(@tests[0 .. 2], '检测情况', ('') x 3, '备注')->line('', '', '', @tests[3 .. 6], '');
	$s->rows(@p);
	$s->line('合计', '3人', ('') x 6) if $v == 2;
	return (known(@p), of_tests($s));
};

kind 'tests-of-short-rows', 'reading', sub {
	my ($v) = @_;
	my @p = people(20, %tested, 备注 => '');
	my $s = sheet(@tests)->header;
	# The second block of sixteen has no remarks at all; or no row has.
	my $n = 1;
	for my $p (@p) {
		$n++;
		$s->row($v == 1 ? {%$p, 备注 => $n < 17 ? '村部' : ''} : $p, is => 'ok|warn', cut => $v == 2 || $n > 16
			? 1 : 0);
	}
	return (known(@p), of_tests($s));
};

kind 'tests-of-strangers', 'words', sub {
	my ($v) = @_;
	my @p = people(2, %tested);
	my $s = sheet(@tests)->header->row($p[0]);
	$s->row(person(%tested), is => 'bad', at => '姓名|身份证号') if $v != 1;
	$s->row($p[1], is => 'bad', at => '姓名|身份证号', cells => {姓名 => '另某某'}) if $v == 1;
	$s->row(person(%tested), is => 'bad', cells => {身份证号 => ''}) if $v == 2;
	return (known(@p), of_tests($s));
};

kind 'a-test-in-a-later-file', 'engine', sub {
	my ($v) = @_;
	my @p = people(2, %tested, 样本种类 => '尿');
	my $s = sheet(@tests, '样本种类')->header->rows(@p);
	# The day and the sample make the test: a later file of it changes it, and adds none.
	my $again = sheet(@tests, '样本种类')->header->row({%{$p[0]}, $v ? (备注 => '复核') : ()})->row($p[1]);
	return (known(@p), of_tests($s), of_tests($again)->with($v == 2 ? (sep => ';', encoding => 'GB18030') : ()));
};

kind 'talks-with-long-notes', 'reading', sub {
	my ($v) = @_;
	my @texts = ("1.近况：在家务农。\n2.困难：无。\n3.要求：按时汇报。", '他说："不再吸了，也不再来往"；家人在场。',
		"问：最近去过哪里？\n答：去过\"县城\"，2次。\n\n（以下空白）");
	my @p = people(3, %talked, 谈话内容 => $texts[$v]);
	return (known(@p), of_talks(sheet(@talks)->header->rows(@p)));
};

kind 'talks-that-swallow-a-line', 'reading', sub {
	my ($v) = @_;
	my @p = people(3, %talked);
	my $s = sheet(@talks)->header->row($p[0]);
	my $line = sub { my ($p, $n) = @_; join ',', $n, map { $p->{$_} } @talks[1 .. 5] };
	$s->raw($line->($p[1], 2) . ",\"近况" . ($v == 1 ? "，\n仍平稳" : '') . "\r\n" . $line->($p[2], 3) . ',平稳'
		. ($v == 2 ? '。' : '') . "\"\r\n");
	return (known(@p), of_talks($s)->refused(at_line('[3-5]')));
};
1;

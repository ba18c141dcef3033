# Where a slip of one sign could pass for something else. SPDX-License-Identifier: MIT
use strict;
use warnings;
use utf8;

my @columns = qw(序号 姓名 身份证号 人员类别 决定日期 户籍地 现住址 备注);
my %blank = (cells => {备注 => ''}, want => {备注 => ''});

kind 'a-comma-too-many-in-a-small-file', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	$s->row($_, %blank) for people($v);
	return $s->row(person(), is => 'bad', %blank, extra => 5 + $v % 2, with => '示例县');
};

kind 'a-comma-too-many-below-a-wide-header', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header(after => [('') x (2 + $v)]);
	$s->row($_, %blank, after => [('') x ($v == 2 ? 4 : 0)]) for people(3);
	$s->row(person(), is => 'bad', %blank, extra => 5, with => '示例县', after => [('') x ($v == 2 ? 4 : 0)]);
	$s->row($_, %blank, after => [('') x ($v == 2 ? 4 : 0)]) for people(2);
	return $s;
};

kind 'a-comma-in-front', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	$s->row($_, %blank) for people(2);
	return $s->row(person(), is => 'bad', %blank, extra => 0)->row(person(), %blank);
};

# Cells between other marks than the double one: read without them, or refused; never stored with them.
kind 'single-quotes-around-cells', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	$s->rows(person()) if $v != 1;
	my ($open, $close) = (["'", "'"], ["'", "'"], ['“', '”'])[$v]->@*;
	for my $p (people($v == 1 ? 3 : 1)) {
		$s->row($p, is => 'ok|warn|bad', cells => {map { $_ => "$open$p->{$_}$close" } @columns[1 .. 7]});
	}
	return $s->rows(person());
};

kind 'quotes-escaped-by-a-stroke', 'reading', sub {
	my ($v) = @_;
	my @p = people(3);
	my $line = sub { my ($p, $n) = @_; join ',', $n, map { $p->{$_} } @columns[1 .. 6] };
	my $note = ('"他说\"没有\""', '"绰号\"老三\",无业"', '"家\"里"')[$v];
	return sheet(@columns)->header->rows($p[0])->raw($line->($p[1], 2) . ",$note\r\n")->rows($p[2])
		->refused(at_line(3));
};

kind 'two-files-in-one', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header->rows(people(2));
	$s->blank if $v == 1;
	# The second one's byte order mark stands before its header.
	$s->line("\x{feff}$columns[0]", @columns[1 .. 7])->rows(people(2));
	return $s->with(encoding => $v == 2 ? 'utf-8' : 'utf-8-sig');
};

kind 'header-again-by-other-names', 'reading', sub {
	my ($v) = @_;
	my $names = ({身份证号 => '公民身份号码', 决定日期 => '责令日期'},
		{姓名 => '人员姓名', 现住址 => '现居住地', 备注 => '备 注'},
		{序号 => '编号', 户籍地 => '户籍地址', 人员类别 => '类别'})[$v];
	return sheet(@columns)->header->rows(people(2))->header(names => $names)->rows(people(2));
};

kind 'a-line-break-without-quotes', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header->rows(people(2));
	my $p = person();
	# Broken in the last cell, in the address, after the name: what follows is no heading and no record.
	my $at = (7, 6, 1)[$v];
	my @cells = ('3', map { $p->{$_} } @columns[1 .. 7]);
	my $text = join ',', @cells[0 .. $at - 1], "$cells[$at]，";
	$s->row($p, is => $v ? 'bad' : 'ok|warn|bad', cells => {$columns[$at] => "$cells[$at]，"}, cut => 7 - $at,
		want => {备注 => undef});
	$s->row($p, is => 'bad', cells => {map { $_ => '' } @columns}, cut => $at);
	$s->{lines}[-1]{cells} = [('续写'), @cells[$at + 1 .. 7]];
	return $s->rows(people(1));
};

kind 'utf-16-cut-off', 'reading', sub {
	my ($v) = @_;
	return sheet(@columns)->header->rows(people(2))
		->with(encoding => ('UTF-16LE', 'UTF-16BE', 'UTF-16LE')[$v], sep => "\t",
		damage => sub { substr $_[0], 0, length($_[0]) - 1 - 2 * $v })->refused;
};

kind 'days-in-another-order', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header->rows(people(1));
	for my $text ((['3/1/2025', '25.3.1', '1-Mar-25'], ['2025-03-01（补）', '2025.03', '二〇二五年三月一日'],
		['03-01-25', '2025-3-1至2025-6-1', '3月1日'])[$v]->@*) {
		# Not known for sure: refused, or the day it can only be.
		my $sure = $text =~ /补|二〇二五|Mar/ ? 'ok|warn|bad' : 'bad';
		$s->row(person(), is => $sure, at => '决定日期', cells => {决定日期 => $text},
			want => {决定日期 => '2025-03-01'});
	}
	return $s;
};

kind 'two-kinds-in-a-cell', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header->rows(people(1));
	return $s->row(person(), is => 'bad', at => '人员类别',
		cells => {人员类别 => ('社区戒毒、社区康复', '社戒/社康', '社区戒毒或社区康复')[$v]});
};

kind 'two-levels-in-a-cell', 'words', sub {
	my ($v) = @_;
	my ($column, $text) = (['风险等级', '高、低'], ['婚姻状况', '未婚/已婚'], ['文化程度', '初中或高中'])[$v]->@*;
	# Which of them is not for a program to say.
	return sheet(@columns, $column)->header->row(person(), is => 'warn', at => $column, cells => {$column => $text},
		want => {$column => ''})->rows(people(1));
};

kind 'villages-with-blanks', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns, '所属村社')->header->row(person(所属村社 => '柳林村'));
	return $s->row(person(所属村社 => '柳林村'),
		cells => {所属村社 => ('柳林村 ', '　柳林村', "柳林村\x{a0}")[$v]});
};

kind 'the-same-row-twice', 'words', sub {
	my ($v) = @_;
	my ($p, @more) = people(1 + $v);
	my $s = sheet(@columns)->header->row($p)->rows(@more);
	return $s->row($p, is => 'ok|warn');
};
1;

# What follows an import: the same file again, its refused rows mended, a later state, taking it back.
# SPDX-License-Identifier: MIT
use strict;
use warnings;
use utf8;

my @columns = qw(姓名 性别 身份证号 联系电话 所属村社 人员类别 决定书文号 决定日期 报到日期 风险等级 备注);
my @few = qw(姓名 身份证号 人员类别 决定日期 报到日期);

kind 'the-same-file-again', 'engine', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header->rows(people(3 + $v));
	return ($s, $s, {then => sub {
		my ($t) = @_;
		$t->run($t->{program}, 's', '-q', '--json', 'import', $t->{last}, '--yes');
		my $n = 3 + $v;
		return $t->{out} =~ /"new": 0, "changed": 0, "same": $n\b/ ? () : "not the same: $t->{out}";
	}});
};

kind 'what-was-refused-mended', 'engine', sub {
	my ($v) = @_;
	my @p = people(4);
	my ($column, $bad) = (['决定日期', '2025-02-30'], ['身份证号', '9.95453E+17'], ['人员类别', '其它类'])[$v]->@*;
	my $s = sheet(@columns)->header;
	$s->row($p[$_], $_ == 1 ? (is => 'bad', at => $column, cells => {$column => $bad}) : ()) for 0 .. 3;
	my $again = sheet(@columns)->line->row($p[1])->with(file => 'mended.csv');
	$again->{from} = sub {
		my ($t) = @_;
		my $text = Habits::Station::slurp("$t->{dir}/roster.csv.refused.csv");
		$text =~ s/\Q$bad\E/$p[1]{$column}/;
		utf8::encode($text);
		return $text;
	};
	return ($s, $again);
};

kind 'a-file-of-the-next-month', 'engine', sub {
	my ($v) = @_;
	my @p = people(4);
	my $first = sheet(@columns)->header->rows(@p[0 .. 2]);
	# One is gone from the list, one is new, one has moved and another phone; a blank cell takes nothing out.
	my %new = (联系电话 => '19911112222', 备注 => '已搬家');
	my $next = sheet(@columns)->header->row({%{$p[0]}, %new})->row($p[3]);
	$next->row($p[1], cells => {map { $_ => '' } qw(联系电话 风险等级)}) if $v;
	return ($first, $next->with($v == 2 ? (encoding => 'GB18030', sep => ';') : ()));
};

# A known person's report after a later state: the plan says what the import then does, and the others are taken.
kind 'reported-after-a-later-state', 'engine', sub {
	my ($v) = @_;
	my $p = person(决定日期 => '2024-01-20', 报到日期 => '2024-01-31');
	my $s = sheet(@few)->header->rows(person());
	$s->row($p, is => 'bad', at => '报到日期', cells => {报到日期 => ('2026-05-01', '2026-02-01',
		'2026-02-02')[$v]}) if $v != 1;
	$s->row($p, is => 'bad|ok|warn', cells => {报到日期 => '2026-02-01'}, want => {报到日期 => undef}) if $v == 1;
	return (sheet(@few)->header->rows($p)->with(today => '2026-03-10'),
		step('state', '00001', '中止', '--date', '2026-02-01', '--reason', 'x', '--document', '1'),
			$s->rows(person()));
}, case => 1;

kind 'an-order-after-its-end', 'engine', sub {
	my ($v) = @_;
	my $p = person(决定日期 => '2024-01-20', 报到日期 => '2024-01-31', 决定书文号 => '示〔2024〕1号');
	my @all = (@few, '决定书文号', '状态');
	my $s = sheet($v == 1 ? @all : (@few, '决定书文号'))->header->rows(person(状态 => '执行中'));
	# Whatever is answered to the row, it is done, and the others are taken.
	$s->row($p, is => 'ok|warn|bad', cells => {($v == 0 ? (报到日期 => '2026-06-01') : $v == 1 ? (状态 => '执行中')
		: (决定日期 => '2026-04-01',
		报到日期 => '2026-04-02'))}, want => {map { $_ => undef } qw(报到日期 决定日期 状态)});
	return (sheet(@few, '决定书文号')->header->rows($p),
		step('state', '00001', '终止', '--date', '2026-03-01', '--reason', 'x', '--document', '1', '--cause',
			'prison'), $s->rows(person(状态 => '执行中')));
};

kind 'lines-of-a-log-of-states', 'engine', sub {
	my ($v) = @_;
	my @p = people(3, 决定日期 => '2024-01-20', 报到日期 => '2024-01-31');
	my $s = sheet(qw(姓名 身份证号 人员类别 决定日期 状态 起始日 原因 文书))->header;
	my $line = sub { my ($p, $state, $since, %o) = @_;
		$s->row({%$p, 状态 => $state, 起始日 => $since, 原因 => 'x', 文书 => '1'}, is => 'ok|warn|bad', %o) };
	if ($v == 0) { # a part of the log
		$line->($p[0], '中止', '2025-02-01');
		$line->($p[1], '中止', '2025-03-01');
		$line->($p[1], '执行中', '2025-04-01');
	} elsif ($v == 1) { # what cannot follow
		$line->($p[0], '执行中', '2023-01-01');
		$line->($p[1], '已解除', '2024-06-01');
		$line->($p[1], '中止', '2024-07-01');
	} else { # of the day it was reported, and in disorder
		$line->($p[0], '执行中', '2024-01-31');
		$line->($p[1], '执行中', '2025-04-01');
		$line->($p[1], '中止', '2025-03-01');
	}
	my @people = map { {%$_} } @p;
	return (sheet(@few)->header->rows(@people),
		$s->with(register => 'state', file => 'states.csv'));
};

kind 'an-import-taken-back', 'engine', sub {
	my ($v) = @_;
	my @p = people(3);
	my $first = sheet(@columns)->header->rows(@p);
	my $second = sheet(@columns)->header->row({%{$p[0]}, 联系电话 => '19911112222', 风险等级 => '高'})
		->rows(person(), person(所属村社 => '新村'));
	my $look = sub {
		my ($t) = @_;
		return join "\n", sort map { my $r = $_; join ',',
			map { "$_=$r->{$_}" } sort keys %$r } $t->records('roster');
	};
	my $before;
	my @steps = ($first, {then => sub { $before = $look->($_[0]); return }}, $second,
		{command => ['import', '--undo', $v == 2 ? '1' : '2', '--yes'], $v == 2 ? (exit => '65|75|77') : ()});
	# The first cannot be taken back while the second hangs on it.
	return (@steps) if $v == 2;
	push @steps, {then => sub { my $now = $look->($_[0]); return $now eq $before ? ()
		: "not as before: $now; was: $before" }};
	push @steps, $second if $v == 1;
	return @steps;
};
1;

# How offices and their spreadsheets write numbers, days and names into cells. SPDX-License-Identifier: MIT
use strict;
use warnings;
use utf8;

my @columns = qw(序号 姓名 性别 身份证号 联系电话 人员类别 决定日期 报到日期 备注);

kind 'days-in-ten-ways', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	my $way = 4 * $v;
	for my $p (people(4)) {
		$s->row($p, cells => {决定日期 => day($p->{决定日期}, $way),
			报到日期 => day($p->{报到日期}, $way++ + 3)});
	}
	return $s;
};

kind 'days-with-an-hour', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	for my $p (people(3)) {
		my $text = "$p->{决定日期} 00:00:00";
		$text = (day($p->{决定日期}, 0)) . ' 0:00' if $v == 1;
		$text = "$p->{决定日期}T00:00:00" if $v == 2;
		$s->row($p, cells => {决定日期 => $text});
	}
	return $s;
};

kind 'days-that-never-were', 'words', sub {
	my ($v) = @_;
	my @bad = (['2025-02-30', '2025年13月1日', '二月三日'], ['2025.6', '20251301', '2025-00-10'],
		['0', '待定', '2025/6/31'])[$v]->@*;
	my $s = sheet(@columns)->header;
	$s->row(person(), is => 'bad', at => '决定日期', cells => {决定日期 => $_}) for @bad;
	return $s->rows(people(2));
};

kind 'report-before-the-order', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header->rows(people(2));
	my $p = person();
	my $day = $p->{决定日期} =~ s/^(\d+)/$1 - 1/er;
	return $s->row($p, is => 'bad', at => '报到日期', cells => {报到日期 => day($day, $v)});
};

kind 'wrapped-as-a-formula', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	for my $p (people(3)) {
		my $wrap = sub { '="' . $_[0] . '"' };
		my @which = $v == 0 ? qw(身份证号) : $v == 1 ? qw(身份证号 联系电话) : qw(姓名 身份证号 决定日期 备注);
		$s->row($p, cells => {map { $_ => $wrap->($p->{$_}) } @which});
	}
	return $s;
};

kind 'a-quote-or-tab-to-stay-text', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	for my $p (people(3)) {
		$s->row($p, cells => {map { $_ => $v == 0 ? "'$p->{$_}" : $v == 1 ? "$p->{$_}\t"
			: "\t$p->{$_}" } qw(身份证号 联系电话 决定日期)});
	}
	return $s;
};

kind 'numbers-spaced-and-wide', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	for my $p (people(3)) {
		my $id = $p->{身份证号};
		my $text = $v == 0 ? full_width($id) : $v == 1 ? substr($id, 0, 6) . ' ' . substr($id, 6, 8) . ' '
			. substr $id, 14
			: $v == 2 ? "\x{a0}$id\x{3000}" : lc $id;
		$s->row($p, cells => {身份证号 => $text});
	}
	return $s;
}, variants => 4;

kind 'phones-in-full-width', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	$s->row($_, cells => {联系电话 => full_width($_->{联系电话})}) for people(1 + $v);
	return $s;
};

kind 'phones-shortened-by-a-spreadsheet', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	my $lost = qw(1.99E+10 1.9912E+10 1E10)[$v];
	$s->row($_, cells => {联系电话 => $lost}, want => {联系电话 => ''}, is => 'warn', at => '联系电话') for people(1 + $v);
	return $s;
};

kind 'numbers-ending-in-x', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	for my $n (1 .. 3) {
		my $stem = sprintf '99%04d198%d0%d1%d', 3000 + $v * 10 + $n, $n, $n, $v;
		my ($id) = grep { /X$/ } map { id_number($stem . sprintf '%03d', $_ * 2 + 1) } 1 .. 40;
		my $p = person(身份证号 => $id, 性别 => '男');
		$s->row($p, cells => {身份证号 => ($id =~ s/X$//r) . ('x', 'Ｘ', 'ｘ')[$v]});
	}
	return $s;
};

kind 'old-numbers-of-15', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	for my $n (1 .. 3) {
		my $id = id_number(sprintf '99%04d19%d%d0%d1%d%03d', 4000 + $n, 6 + $v, $n, $n, $v, $n * 2 + 1);
		my $old = old_number($id);
		my $p = person(身份证号 => $id, 性别 => '男');
		$s->row($p, is => 'ok|warn', cells => {身份证号 => $v == 1 ? full_width($old) : $old});
	}
	return $s;
};

kind 'numbers-a-spreadsheet-changed', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header->rows(people(1));
	for my $n (1 .. 3) {
		my $p = person();
		my $id = $p->{身份证号};
		$p = person() and $id = $p->{身份证号} while substr($id, 15) eq '000'
			|| id_number(substr($id, 0, 15) . '00') =~ /0$/;
		my $text = $v == 0 ? substr($id, 0, 1) . '.' . substr($id, 1, 5) . 'E+17'
			: $v == 1 ? substr($id, 0, 15) . '000' : substr($id, 0, 1) . '.' . substr($id, 1, 2 + $n)
				. 'e17';
		$s->row($p, is => 'bad', at => '身份证号', cells => {身份证号 => $text});
	}
	return $s;
};

kind 'a-wrong-digit', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	for my $p (people(2)) {
		my $id = $p->{身份证号};
		substr $id, 17, 1, substr($id, 17) eq '5' ? '6' : '5' if $v == 0;
		substr $id, 15, 2, reverse substr $id, 15, 2 if $v == 1;
		$id = substr $id, 0, 17 if $v == 2;
		next if $id eq $p->{身份证号};
		$s->row($p, is => 'bad', at => '身份证号', cells => {身份证号 => $id});
	}
	return $s->rows(people(1));
};

kind 'sex-against-the-number', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header->rows(people(2));
	for my $p (people(1 + $v)) {
		my $other = $p->{性别} eq '男' ? '女' : '男';
		$s->row($p, is => 'warn', at => '性别', cells => {性别 => $other}, want => {性别 => $other});
	}
	return $s;
};

kind 'names-with-blanks', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	for my $p (map { person(姓名 => $_) } qw(张三 李四 王五)) {
		my ($a, $b) = split //, $p->{姓名};
		$s->row($p, cells => {姓名 => $v == 0 ? "$a $b" : $v == 1 ? "$a　$b" : " $p->{姓名}　"});
	}
	return $s;
};

kind 'phones-as-written', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	for my $p (people(2)) {
		my $n = $p->{联系电话};
		my $text = ($v == 0 ? "+86$n" : $v == 1 ? substr($n, 0, 3) . '-' . substr($n, 3, 4) . '-' . substr $n,
			7 :
			substr($n, 0, 3) . ' ' . substr($n, 3, 4) . ' ' . substr $n, 7);
		# Whatever it is stored as, its digits are these.
		my $digits = join '\D?', split //, $n;
		$s->row($p, is => 'ok|warn', cells => {联系电话 => $text},
			want => {联系电话 => qr/^(?:\+?86)?\D?$digits$/});
	}
	$s->row(person(), is => 'ok|warn', cells => {联系电话 => '其母 19900000001'}, want => {联系电话 => qr/其母/});
	return $s;
};

kind 'a-phone-as-a-number', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	# Told, and never taken for a phone that can be called.
	$s->row(person(), is => 'warn', at => '联系电话', cells => {联系电话 => ('1.9912E+10', '1.99E10', '19912')[$v]},
		want => {联系电话 => undef});
	return $s->rows(people(1));
};

kind 'strokes-say-nothing', 'words', sub {
	my ($v) = @_;
	my $stroke = ('/', '—', '无', '-')[$v];
	my $s = sheet(@columns, '所属村社')->header;
	$s->row($_, cells => {map { $_ => $stroke } qw(联系电话 报到日期 所属村社)},
		want => {map { $_ => '' } qw(联系电话 报到日期 所属村社)})
		for people(2);
	return $s;
}, variants => 4;

kind 'what-a-record-needs-is-blank', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header->rows(people(1));
	$s->row(person(), is => 'bad', at => $_, cells => {$_ => ('', ' ', '　')[$v]})
		for qw(姓名 身份证号 人员类别 决定日期);
	return $s;
};

kind 'cells-too-long', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns, '户籍地')->header->rows(people(1));
	$s->row(person(), is => 'bad', at => ('户籍地', '姓名', '户籍地')[$v],
		cells => {(户籍地 => '示例县示范镇柳林村' x 20, 姓名 => '阿' x 60,
		户籍地 => 'a' x 5000)[$v * 2, $v * 2 + 1]});
	return $s->rows(people(1));
};
1;

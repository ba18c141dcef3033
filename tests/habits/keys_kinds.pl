# Who is meant: names as they are written, numbers of files, masked rows, somebody twice. SPDX-License-Identifier: MIT
use strict;
use warnings;
use utf8;

my @columns = qw(姓名 身份证号 联系电话 人员类别 决定日期 备注);

# First one file, then the same people by another spelling of the name: nobody is anybody else.
sub same_people {
	my (@pairs) = @_;
	my ($first, $again) = (sheet(@columns)->header, sheet(@columns)->header);
	for my $pair (@pairs) {
		my $p = person(姓名 => $pair->[0]);
		$first->row($p);
		$again->row($p, is => 'ok|warn', cells => {姓名 => $pair->[1]});
	}
	return ($first, $again);
}
my @dots = map { chr } 0x2e, 0x3002, 0x25cf, 0xfe52, 0x2d, 0x2022, 0x30fb, 0x2027, 0x2219, 0xff0e, 0xff65, 0x22c5, 0x20;
kind 'dots-in-names', 'words', sub {
	my ($v) = @_;
	my @names = qw(买买提·吐尔逊 古丽·阿依 吉克·阿呷);
	return same_people(map { my $dot = $dots[$_]; my $name = $names[$_ % 3]; [$name, $name =~ s{·}{$dot}r] }
		grep { $_ % 3 == $v } 0 .. $#dots);
}, case => 1;

kind 'other-forms-of-a-character', 'words', sub {
	my ($v) = @_;
	# Compatibility ideographs, radicals, a variation selector, letters and digits in full width.
	my @pairs = ([['李大海', "\x{f9e1}大海"], ['龍小红', "\x{f9c4}小红"], ['林建国', "\x{f9f4}建国"]],
		[['金文丽', "\x{2fa6}文丽"], ['牛小山', "\x{2f5c}小\x{2f2d}"], ['石大海', "\x{2f6f}大海"]],
		[['葛志强', "葛\x{e0100}志强"], ['辻小红', "辻\x{fe00}小红"], ['邓永福', "邓\x{200b}永福"]],
		[['A大海', 'Ａ大海'], ['阿B', '阿Ｂ'], ['Ab', 'Ａｂ']])[$v]->@*;
	return same_people(@pairs);
}, variants => 4;

kind 'blanks-in-names', 'words', sub {
	my ($v) = @_;
	my $blank = (' ', "\x{3000}", "\x{a0}")[$v];
	return same_people(map { [$_, join $blank, split //] } qw(张三 李四 王五));
};

kind 'another-name', 'words', sub {
	my ($v) = @_;
	my ($first, $again) = (sheet(@columns)->header, sheet(@columns)->header);
	my @names = ([qw(买买提·吐尔逊 买买提·阿依)], [qw(李大海 李小海)], [qw(张三 张三三)])[$v]->@*;
	my $p = person(姓名 => $names[0]);
	$first->row($p);
	return ($first, $again->row($p, is => 'bad', at => '姓名|身份证号', cells => {姓名 => $names[1]}));
};

kind 'found-by-any-dot', 'words', sub {
	my ($v) = @_;
	my $p = person(姓名 => '买买提·吐尔逊');
	my $word = ('买买提.吐尔逊', '买买提●吐尔逊', '买买提吐尔逊', "\x{f9e1}大海")[$v];
	return (sheet(@columns)->header->rows($p, person(姓名 => '李大海')), {then => sub {
		my ($t) = @_;
		$t->plain('s', '-q', 'list', '--find', $word, '--csv');
		my $name = $v == 3 ? '李大海' : $p->{姓名};
		return $t->{out} =~ /\Q$name\E/ ? () : "not found by $word: $t->{out}$t->{err}";
	}});
}, variants => 4;

kind 'zeros-lost-from-the-file-number', 'words', sub {
	my ($v) = @_;
	my @first = qw(姓名 证件种类 其他证件号码 决定书文号 人员类别 决定日期);
	my @more = $v == 2 ? @columns : @first;
	my $p = person($v == 2 ? () : (证件种类 => '无证件', 其他证件号码 => '', 身份证号 => ''));
	my $s = sheet('档案编号', @more, $v == 2 ? () : '备注')->header;
	# v 1: an apostrophe keeps them.
	$s->row($p, is => 'ok|warn', cells => {档案编号 => ('1', "'00001", '1')[$v]}, want => {档案编号 => '00001'});
	return (sheet(@more)->header->row($p, is => 'ok|warn'), $s);
}, case => 1;

kind 'the-same-person-twice', 'words', sub {
	my ($v) = @_;
	my $s = sheet(qw(姓名 身份证号 联系电话 文化程度 人员类别 决定书文号 决定日期 备注))->header;
	my ($p, $other) = people(2);
	my %other = ([联系电话 => '19900000009'], [备注 => '另一说'],
		[文化程度 => $p->{文化程度} eq '小学' ? '初中' : '小学'])[$v]->@*;
	my ($column) = keys %other;
	$s->row($p, is => 'ok|warn', want => {$column => undef})->row($other);
	# Both rows are named: whichever way it is answered, the later tells of the earlier, or the other way round.
	return $s->row($p, is => 'warn|bad', cells => {%other}, want => {$column => undef}, tells => "2|$column");
};

kind 'the-same-number-of-two-people', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	my ($p, $other) = people(2);
	$s->row($p);
	$s->rows(people($v));
	return $s->row($other, is => 'bad', at => '身份证号', cells => {身份证号 => $p->{身份证号}});
};

# What a masked export says of people is what is on file: taken in again it changes nothing but what was typed into it.
sub masked {
	my ($t, $change) = @_;
	$t->plain('s', '-q', 'export', 'roster');
	my $text = $t->{out};
	$text = $change->($text) if $change;
	utf8::encode($text);
	return $text;
}
kind 'a-masked-export-again', 'words', sub {
	my ($v) = @_;
	my @p = people(3, 备注 => '原话');
	my $s = sheet(@columns)->line;
	$s->row($p[0], is => 'ok|warn', want => {备注 => $v ? '新话' : '原话'});
	$s->row($_, is => 'ok|warn') for @p[1, 2];
	$s->{from} = sub { masked($_[0], $v == 0 ? undef : sub { $_[0] =~ s/原话/新话/r }) };
	return (sheet(@columns)->header->rows(@p), $s);
}, variants => 2;

kind 'masked-rows-of-somebody-else', 'words', sub {
	my ($v) = @_;
	my @p = (person(姓名 => '赵家涛', 身份证号 => id_number('99123419850312101')),
		person(姓名 => '钱美玲', 身份证号 => id_number('99123419900525104')));
	my @strangers = ([qw(孙** 991234************)], [qw(赵** 995555************)],
		[qw(李* 994321************)])[$v]->@*;
	my $s = sheet(qw(档案编号 姓名 身份证号 人员类别 决定日期 备注))->header;
	$s->row($p[$_], is => 'bad', cells => {档案编号 => sprintf('%05d', $_ + 1), 姓名 => $strangers[0],
		身份证号 => $strangers[1], 备注 => '别人的'})
		for 0, 1;
	return (sheet(@columns)->header->rows(@p), $s->refused->with(loose => 1));
};

kind 'masked-talks-of-another-station', 'words', sub {
	my ($v) = @_;
	my @columns = qw(姓名 身份证号 人员类别 决定日期 报到日期);
	my @p = people(3);
	my @theirs = people(3);
	# The other station has the same file numbers; v 2: and somebody whose name begins alike.
	$theirs[0] = person(姓名 => substr($p[0]{姓名}, 0, 1) . '某某',
		身份证号 => id_number(substr($p[0]{身份证号}, 0, 6) . '19700101' . '1' . $v . '1')) if $v == 2;
	my $s = sheet(qw(姓名 身份证号 谈话日期))->line;
	$s->row($_, is => 'bad') for @theirs;
	$s->{from} = sub {
		my ($t) = @_;
		my $roster = sheet(@columns)->header->rows(@theirs)->bytes;
		my $talks = sheet(qw(姓名 身份证号 谈话日期 谈话方式 谈话人 谈话内容))->header;
		$talks->row({%$_, 谈话日期 => '2026-03-01', 谈话方式 => '面谈', 谈话人 => '王干事',
			谈话内容 => '别人的'}) for @theirs;
		for my $f (glob "$t->{dir}/new.*") {
			(my $to = $f) =~ s{/new\.([^/]*)$}{/o.$1};
			copy_file($f, $to);
		}
		for my $file (['o1.csv', $roster], ['o2.csv', $talks->bytes]) {
			open my $f, '>:raw', "$t->{dir}/$file->[0]" or die;
			print $f $file->[1];
			close $f;
			$t->plain('o', '-q', 'import', "$t->{dir}/$file->[0]", '--yes');
		}
		$t->plain('o', '-q', 'export', 'talk');
		unlink glob "$t->{dir}/o.*";
		my $text = $t->{out};
		# A record number would tell it at once; here they were taken out, as for a list to be filled in.
		$text = join '', map { s/^[^,]*,//r } $text =~ /[^\n]*\n/g if $v;
		utf8::encode($text);
		return $text;
	};
	return (sheet(@columns)->header->rows(@p), $s->refused->with(loose => 1, register => 'talk',
		file => 'talks.csv'));
};
sub copy_file {
	my ($from, $to) = @_;
	open my $in, '<:raw', $from or die "$from: $!\n";
	open my $out, '>:raw', $to or die "$to: $!\n";
	local $/;
	print $out scalar <$in>;
}

kind 'dots-as-first-written', 'words', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header;
	my @names = (['阿力木·玉素甫', '阿力木.玉素甫', '阿力木●玉素甫'], ['古丽﹒阿依', '古丽。阿依', '古丽-阿依'],
		['吉克•阿呷', '吉克・阿呷', '吉克．阿呷'])[$v]->@*;
	for my $name (@names) {
		my ($first, $last) = split /[^\x{4e00}-\x{9fff}]/, $name;
		$s->row(person(姓名 => $name), is => 'ok|warn', want => {姓名 => qr/^$first.$last$/});
	}
	# Any of them is found by any dot.
	return ($s, {then => sub {
		my ($t) = @_;
		my ($first, $last) = split /[^\x{4e00}-\x{9fff}]/, $names[0];
		$t->plain('s', '-q', 'list', '--find', "$first·$last", '--csv');
		my $n = () = $t->{out} =~ /$first.$last/g;
		return $n == 3 ? () : "$n of 3 found: $t->{out}$t->{err}";
	}});
}, case => 1;
1;

# What the kinds of files are made of, and how a file is held against its truth. SPDX-License-Identifier: MIT
#
# A kind makes a sheet: lines of cells, each a person with the answer a careful importer gives it (ok, warn, bad, with
# the column told), or a line that is no record. A person is a hash of true values; a cell may be spelt otherwise than
# the value that must stand in the database after the import. A sheet may be refused as a whole instead.
package Habits;
use strict;
use warnings;
use utf8;
use File::Copy qw(copy);
use Exporter 'import';
our @EXPORT = qw(kind kinds_of people person id_number old_number sheet pick day serial full_width csv_line encoded
	step at_line);

my @kinds;

# kind NAME, OFFICE'S PART (reading, words, engine), sub { my ($variant) = @_; ... the sheets in their order }
sub kind {
	my ($name, $part, $make, %more) = @_;
	push @kinds, {name => $name, part => $part, make => $make, variants => 3, %more};
}
sub kinds_of { return @kinds }

# ---- people, all of them made up; numbers begin with 99, which no division has ----

my @surnames = qw(赵 钱 孙 李 周 吴 郑 王 冯 陈 蒋 沈 韩 杨 朱 秦 许 何 吕 施 张 孔 曹 严 华 金 魏 陶 姜);
my @given = qw(家涛 美玲 大海 小红 建国 文丽 志强 秀兰 德胜 桂芳 永福 春梅 国庆 玉珍 长贵 海燕 光明 冬生 立新 月娥);
our @villages = qw(柳林村 高坪村 石桥村 新店村 东山村 城关社区 河口社区 白沙社区 茶园村 青龙村);
my @drugs = qw(海洛因 甲基苯丙胺 氯胺酮 大麻 依托咪酯);
my @jobs = qw(无业 外出务工 企业就业 公益性岗位 个体经营 务农);

sub pick { return $_[int rand @_] }

sub id_number {
	my ($seventeen) = @_;
	my @weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
	my $sum = 0;
	$sum += $weights[$_] * substr $seventeen, $_, 1 for 0 .. 16;
	return $seventeen . substr '10X98765432', $sum % 11, 1;
}
# as it was written until 1999: no century, no check digit
sub old_number { my ($id) = @_; return substr($id, 0, 6) . substr $id, 8, 9 }

my $made = 0;
sub begin { my ($seed) = @_; srand $seed; $made = 0 }
sub person {
	my (%own) = @_;
	my $n = ++$made;
	my $male = int rand 2;
	my ($year, $month, $date) = (1962 + int rand 42, 1 + int rand 12, 1 + int rand 28);
	my $id = id_number(sprintf '99%04d%04d%02d%02d%03d', 100 + int rand 9800, $year, $month, $date,
		($n * 2 + $male) % 1000);
	my $rehab = int rand 2;
	my $village = pick(@villages);
	my $ordered = sprintf '%04d-%02d-%02d', 2024 + int rand 2, 1 + int rand 12, 1 + int rand 20;
	my ($y) = $ordered =~ /^(\d+)/;
	return {
		姓名 => pick(@surnames) . $given[$n % @given], 性别 => $male ? '男' : '女', 身份证号 => $id,
		联系电话 => sprintf('199%08d', int rand 1e8), 户籍地 => "示例县示范镇$village",
		现住址 => "示范镇$village" . (1 + $n % 9) . '组', 所属村社 => $village,
		人员类别 => $rehab ? '社区康复' : '社区戒毒',
		决定书文号 => sprintf('示公(禁)社%s决字〔%d〕%d号', $rehab ? '康' : '戒', $y, 100 + $n),
		决定日期 => $ordered, 报到日期 => substr($ordered, 0, 8) . sprintf('%02d', 3 + substr $ordered, 8),
		毒品种类 => pick(@drugs), 风险等级 => pick(qw(高 中 低)), 就业情况 => pick(@jobs),
		帮教小组 => '第' . (1 + $n % 5) . '帮教小组', 备注 => pick('家庭困难', '已申请低保', '随父母居住'),
		文化程度 => pick(qw(小学 初中 高中)), 婚姻状况 => pick(qw(未婚 已婚 离婚)), %own,
	};
}
sub people { my ($n, %own) = @_; return map { person(%own) } 1 .. $n }

# ---- spellings ----

# a day as people write it, by number; true: the ten ways every office has
sub day {
	my ($iso, $way) = @_;
	my ($y, $m, $d) = map { $_ + 0 } split /-/, $iso;
	my @ways = ("$y/$m/$d", "$y.$m.$d", "${y}年${m}月${d}日", sprintf('%04d%02d%02d', $y, $m, $d), serial($iso),
		sprintf('%04d.%02d.%02d', $y, $m, $d), " $y-$m-$d ", full_width($iso),
			sprintf('%04d年%02d月%02d日', $y, $m, $d),
		sprintf('%04d/%02d/%02d', $y, $m, $d));
	return $ways[$way % @ways];
}

# Days since the spreadsheets' nought, 1899-12-30.
sub serial {
	my ($y, $m, $d) = split /-/, $_[0];
	my $leap = sub { my $n = shift; int($n / 4) - int($n / 100) + int($n / 400) };
	my @before = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334);
	my $is_leap = ($y % 4 == 0 && $y % 100) || $y % 400 == 0;
	my $days = ($y - 1) * 365 + $leap->($y - 1) + $before[$m - 1] + ($is_leap && $m > 2) + $d;
	return $days - 693594;
}

# What a sentence says that names this line, or these lines and others.
sub at_line { my ($n) = @_; return "第[^行]*(?<!\\d)$n(?!\\d)[^行]*行|lines? [^:]*\\b$n\\b" }
our $save_as = '另存为|save it as CSV';

sub full_width { my ($text) = @_; $text =~ tr/0-9A-Z\-/０-９Ａ-Ｚ－/; return $text }

sub csv_line {
	my ($sep, @cells) = @_;
	return join $sep, map { my $c = $_; $c =~ /["\r\n\Q$sep\E]/ ? '"' . $c =~ s/"/""/gr . '"' : $c } @cells;
}

sub encoded {
	my ($text, $name) = @_;
	my $mark = $name =~ /^utf-?16/i || $name eq 'utf-8-sig' ? "\x{feff}" : '';
	utf8::encode(my $bytes = $mark . $text);
	return $bytes if $name =~ /^utf-8/;
	my $from = ($ENV{TMPDIR} // '/tmp') . "/habits.$$.txt";
	open my $f, '>:raw', $from or die "$from: $!\n";
	print $f $bytes;
	close $f;
	my $out = `iconv -f UTF-8 -t $name $from`;
	unlink $from;
	die "iconv to $name\n" if $?;
	return $out;
}

# ---- sheets ----

# sheet COLUMNS...: by the county's names, '' a column without a name, 序号 the counter.
sub sheet {
	return bless {columns => [@_], lines => [], sep => ',', eol => "\r\n", encoding => 'utf-8',
		file => 'roster.csv',
		register => undef, args => []}, 'Habits::Sheet';
}
# Something else than a file to take in: a command of the station that must go well.
sub step { return {command => [@_]} }

package Habits::Sheet;

sub with { my ($s, %more) = @_; @$s{keys %more} = values %more; return $s }

# A line that is no record: its cells as they are.
sub line {
	my ($s, @cells) = @_;
	push @{$s->{lines}}, {cells => [@cells]};
	return $s;
}
sub blank { my ($s) = @_; return $s->line(('') x @{$s->{columns}}) }
# Physical text that is no good csv, of so many records.
sub raw {
	my ($s, $text, $records) = @_;
	push @{$s->{lines}}, {raw => $text};
	push @{$s->{lines}}, {raw => undef} for 2 .. $records // 1;
	return $s;
}
# The header; renamed: what the office calls a column. after => cells behind it, columns => another order from here on.
sub header {
	my ($s, %o) = @_;
	$s->{columns} = $o{columns} if $o{columns};
	my $names = $o{names} || {};
	return $s->line((map { $names->{$_} // $_ } @{$s->{columns}}), @{$o{after} || []});
}
# A person. is => verdict (or several by |), at => column, cells => other spellings, want => values in the database that
# are not the person's own, after => cells behind the last, cut => cells left out at the end, lost and extra =>
# a cell left out or put in there, sep => the delimiter of this row, key => by what it is found in the database, tells
# =>
# what the reason must say.
sub row {
	my ($s, $p, %o) = @_;
	$s->{counter}++;
	my $cells = $o{cells} || {};
	my @cells = map { exists $cells->{$_} ? $cells->{$_} : $_ eq '序号' ? $s->{counter} : $_ eq '' ? '' :
		$p->{$_} // '' } @{$s->{columns}};
	splice @cells, @cells - $o{cut} if $o{cut};
	push @cells, @{$o{after}} if $o{after};
	splice @cells, $o{extra}, 0, $o{with} // '' if defined $o{extra};
	splice @cells, $o{lost}, 1 if defined $o{lost};
	my %want = (map({ $_ => $p->{$_} // '' } grep { $_ ne '序号' && $_ ne '' } @{$s->{columns}}),
		%{$o{want} || {}});
	delete $want{$_} for grep { !defined $want{$_} } keys %want;
	push @{$s->{lines}}, {cells => [@cells], person => $p, is => $o{is} // 'ok', at => $o{at}, want => \%want,
		sep => $o{sep}, key => $o{key}, tells => $o{tells}};
	return $s;
}
sub rows { my ($s, @people) = @_; $s->row($_) for @people; return $s }
sub is_plain {
	my ($s) = @_;
	return !@{$s->{args}} && !$s->{whole} && !grep { ($_->{is} // 'ok') ne 'ok' } @{$s->{lines}};
}
# The whole file is refused: exit 65, nothing written, and the sentence holds what is given. With loose => 1 the rows'
# truth is as good: what is never right is a row other than its truth.
sub refused { my ($s, @told) = @_; $s->{whole} = [@told]; return $s }
sub told { my ($s, @told) = @_; push @{$s->{told}}, @told; return $s }

sub text {
	my ($s) = @_;
	return $s->{text} if defined $s->{text};
	return join '', map { defined $_->{raw} ? $_->{raw} : $_->{cells} ?
		Habits::csv_line($_->{sep} // $s->{sep}, @{$_->{cells}}) . $s->{eol} : '' } @{$s->{lines}};
}
# from => sub { the station } makes the file of what the station wrote before.
sub bytes {
	my ($s, $t) = @_;
	return $t ? $s->{from}->($t) : "" if $s->{from};
	my $bytes = $s->{bytes} // Habits::encoded($s->text, $s->{encoding});
	$bytes = $s->{damage}->($bytes) if $s->{damage};
	return $bytes;
}

# ---- a sheet held against its truth ----

package Habits::Station;

# new: the program, the plain one for what only prepares, a folder.
sub new {
	my ($class, %o) = @_;
	my $t = bless {%o}, $class;
	$t->plain('new', 'init', '--station', '示范镇', '--officer', '王干事') == 0 or die "no station: " . $t->{err};
	return $t;
}
sub run {
	my ($t, $program, $db, @words) = @_;
	my @command = ($program, '--db', "$t->{dir}/$db.db", '--no-input', '--today', $t->{today} // '2026-11-22',
		@words);
	utf8::encode($_) for @command;
	my $pid = fork // die "fork: $!\n";
	if (!$pid) {
		open STDIN, '<', '/dev/null';
		open STDOUT, '>', "$t->{dir}/out" or die;
		open STDERR, '>', "$t->{dir}/err" or die;
		exec @command or exit 127;
	}
	waitpid $pid, 0;
	my $status = $?;
	($t->{out}, $t->{err}) = map { slurp("$t->{dir}/$_") } qw(out err);
	return $status & 127 ? 1000 + ($status & 127) : $status >> 8;
}
sub plain { my ($t, @words) = @_; return $t->run($t->{plain}, @words) }
sub slurp {
	open my $f, '<:encoding(UTF-8)', $_[0] or return '';
	local ($/, $SIG{__WARN__}) = (undef, sub { });
	return scalar(<$f>) // '';
}
sub fresh {
	my ($t) = @_;
	unlink grep { !m{/new\.[^/]*$} } glob "$t->{dir}/*";
	for my $f (glob "$t->{dir}/new.*") {
		(my $to = $f) =~ s{/new\.([^/]*)$}{/s.$1};
		Habits::copy($f, $to) or die "$f: $!\n";
	}
}
sub parse {
	my ($text) = @_;
	my (@rows, @row);
	$text =~ s/^\x{feff}//;
	while ($text =~ /\G(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|\z)/g) {
		my ($quoted, $cell, $end) = ($1, $2, $3);
		$cell = $quoted =~ s{""}{"}gr if defined $quoted;
		$cell =~ s/\t$//;
		$cell =~ s/^'(?=[=+\-@\t\r])//;
		push @row, $cell;
		next if $end eq ',';
		push @rows, [@row] if @row > 1 || length $row[0];
		@row = ();
		last if pos $text == length $text || $end eq '';
	}
	return @rows;
}
# What stands in the database of a register, a hash a record.
sub records {
	my ($t, $register) = @_;
	$t->plain('s', '-q', 'export', $register, '--identified', '--reason', 'test') == 0 or return;
	my ($head, @rows) = parse($t->{out});
	return map { my $r = $_; +{map { $head->[$_] => $r->[$_] } 0 .. $#$head} } @rows;
}

# The days by which records of one person are told apart.
my @days = qw(检测日期 谈话日期 走访日期 登记日期 帮扶日期 起始日);
sub key_of {
	my ($register, $r) = @_;
	return join q(|), grep { defined && length } $r->{身份证号} || $r->{其他证件号码} || $r->{姓名},
		$register eq 'roster' ? () : map { $r->{$_} } @days;
}

# Runs the steps of a kind; answers the sentences of what is not as it must be.
sub hold {
	my ($t, @steps) = @_;
	my @wrong;
	$t->fresh;
	$t->{used} = 0;
	for my $i (0 .. $#steps) {
		my $s = $steps[$i];
		my $where = @steps > 1 ? 'step ' . ($i + 1) . ': ' : '';
		if (ref $s eq 'HASH') {
			local $t->{today} = $s->{today};
			my $want = $s->{exit} // 0;
			my $status = $s->{command} ? $t->run($t->{program}, qw(s -q), @{$s->{command}}) : 0;
			push @wrong, "${where}exit $status: $t->{err}" if $status !~ /^(?:$want)$/;
			push @wrong, $where . $_ for $s->{then} ? $s->{then}->($t) : ();
			next;
		}
		# What only makes the station ready is taken in without more ado.
		my $ready = (grep { ref ne 'HASH' } @steps[$i + 1 .. $#steps]) && $s->is_plain;
		push @wrong, map { $where . $_ } $ready ? $t->prepare($s) : $t->hold_file($s);
		last if @wrong;
	}
	return @wrong;
}

sub rows_of_json {
	my ($json) = @_;
	my (%rows, $text);
	$text = qr/"((?:[^"\\]|\\.)*)"/;
	$rows{$1} = [$2, map { ($_ // '') =~ s/\\(.)/$1/gr } $3, $4]
		while $json =~ /\{"record": (\d+), "verdict": "(\w+)", "column": (?:null|$text), "reason": (?:null|$text)/g;
	return \%rows;
}

sub put {
	my ($t, $s) = @_;
	my $path = "$t->{dir}/$s->{file}";
	open my $f, '>:raw', $path or die "$path: $!\n";
	print $f $s->bytes($t);
	close $f;
	$t->{last} = $path;
	return ('import', $path, $s->{register} ? ('--register', $s->{register}) : (), @{$s->{args}});
}
sub prepare {
	my ($t, $s) = @_;
	local $t->{today} = $s->{today};
	my $status = $t->plain('s', '-q', $t->put($s), '--yes');
	$t->{used} = 1;
	return $status ? "exit $status: $t->{err}" : ();
}

sub hold_file {
	my ($t, $s) = @_;
	my @wrong;
	local $t->{today} = $s->{today};
	my @args = $t->put($s);
	my $register = $s->{register} && $s->{register} ne 'auto' ? $s->{register} : 'roster';
	my %before = map { key_of($register, $_) => $_ } $t->{used} ? $t->records($register) : ();
	$t->{used} = 1;
	# The plan by the plain program, what it leads to by the one under test; or that alone, by what it says itself.
	my $status = $t->{once} ? 0 : $t->plain('s', @args, '--dry-run', '--csv');
	my ($plan, $said) = ($t->{out}, $t->{err});
	return ("the dry run ended by $status: $said") if $status >= 70;
	my $ended = $t->run($t->{program}, 's', @args, '--yes', '--json');
	my ($done, $told) = (rows_of_json($t->{out}), $t->{err});
	($status, $said) = ($ended, "$told$t->{out}") if $t->{once};
	my %got;
	my (undef, @rows) = $t->{once} ? (undef, map { [$_, @{$done->{$_}}] } sort { $a <=> $b } keys %$done)
		: parse($plan);
	$got{$_->[0]} = $_ for @rows;
	my $whole = $status == 65 && !@rows;
	if ($s->{whole}) {
		for my $word (@{$s->{whole}}) {
			push @wrong, "not told: $word; but: $said" if $whole && $said !~ /$word/;
		}
		push @wrong, 'not refused as a whole, verdicts: ' . join(' ', map { "$_->[0]:$_->[1]" } @rows)
			unless $whole || $s->{loose};
	} elsif ($whole) {
		push @wrong, "refused as a whole: $said";
	}
	for my $word (@{$s->{told} || []}) {
		push @wrong, "not told: $word; but: $said" if $said !~ /$word/;
	}
	my $number = 0;
	my (@taken, $bad);
	for my $line (@{$s->{lines}}) {
		$number++;
		next if $whole;
		my $got = delete $got{$number};
		if (!$line->{person}) {
			push @wrong, "record $number is no record, but: $got->[1] $got->[2] $got->[3]" if $got;
			next;
		}
		if (!$got) {
			push @wrong, "record $number has no verdict";
			next;
		}
		my $is = $line->{is};
		push @wrong, "record $number: $got->[1] " . join(' ', grep { length } @$got[2, 3]) . ", not $is"
			if $got->[1] !~ /^(?:$is)$/ && !($s->{loose} && $got->[1] eq 'bad');
		push @wrong, "record $number: told at '$got->[2]', not $line->{at}"
			if defined $line->{at} && $got->[1] ne 'ok' && $got->[2] !~ /^(?:$line->{at})$/;
		push @wrong, "record $number: not told: $line->{tells}; but: $got->[3]"
			if $line->{tells} && $got->[3] !~ /$line->{tells}/;
		if ($got->[1] eq 'bad') { $bad = 1 }
		else { push @taken, $line }
	}
	push @wrong, map { "record $_ is not expected: $got{$_}[1] $got{$_}[2] $got{$_}[3]" } sort keys %got;

	my $want = $whole || $bad ? 65 : 0;
	push @wrong, "the import ended by $ended, not $want: $told" if $ended != $want;
	for (@rows) {
		my $d = $done->{$_->[0]};
		push @wrong, "record $_->[0]: planned $_->[1] $_->[2], done " . ($d ? "@$d" : 'nothing')
			if !$d || $d->[0] ne $_->[1] || $d->[1] ne $_->[2];
	}
	push @wrong, $t->hold_records($register, \%before, $s, @taken);
	return @wrong;
}

sub hold_records {
	my ($t, $register, $before, $s, @taken) = @_;
	my (@wrong, %after);
	for my $r ($t->records($register)) {
		my $key = key_of($register, $r);
		push @wrong, "twice in the database: $key" if $after{$key};
		$after{$key} = $r;
	}
	my %touched;
	for my $line (@taken) {
		my $key = $line->{key} // key_of($register, {%{$line->{person}}, map { $_ => $line->{want}{$_} }
			grep { !ref $line->{want}{$_} } keys %{$line->{want}}});
		$touched{$key} = 1;
		my $r = $after{$key};
		if (!$r) {
			push @wrong, "not in the database: $key";
			next;
		}
		for my $column (sort keys %{$line->{want}}) {
			next unless exists $r->{$column};
			my ($is, $want) = ($r->{$column}, $line->{want}{$column});
			push @wrong, "$key: $column is '$is', not '$want'"
				unless ref $want eq 'Regexp' ? $is =~ $want : $is eq $want;
		}
	}
	for my $key (sort keys %after) {
		next if $touched{$key};
		my $was = $before->{$key};
		if (!$was) { push @wrong, "in the database without a row: $key ($after{$key}{姓名})" }
		else {
			push @wrong, map { "$key: $_ became '$after{$key}{$_}'" } grep { $was->{$_} ne $after{$key}{$_} } keys %$was;
		}
	}
	push @wrong, map { "gone from the database: $_" } grep { !$after{$_} } sort keys %$before;
	return @wrong;
}

1;

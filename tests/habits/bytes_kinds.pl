# How a sheet comes as bytes: delimiters, quotes, line ends, encodings, damage. SPDX-License-Identifier: MIT
use strict;
use warnings;
use utf8;

my @columns = qw(序号 姓名 性别 身份证号 联系电话 所属村社 人员类别 决定书文号 决定日期 备注);
sub plain_sheet { my ($n) = @_; return sheet(@columns)->header->rows(people($n // 4)) }

kind 'encodings', 'reading', sub {
	my ($v) = @_;
	my ($encoding, $sep) = @{(['utf-8', ','], ['utf-8-sig', ','], ['GB18030', ','], ['UTF-16LE', "\t"],
		['UTF-16BE', "\t"],
		['GB18030', ';'], ['UTF-16LE', ','])[$v]};
	return plain_sheet()->with(encoding => $encoding, sep => $sep);
}, variants => 7;

kind 'delimiters', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->with(sep => (';', "\t", ';', "\t")[$v])->header;
	# A comma inside the cells is no delimiter here.
	$s->row($_, cells => {备注 => '困难,低保,残疾'}, want => {备注 => '困难,低保,残疾'}) for people($v > 1 ? 2 : 5);
	return $s;
}, variants => 4;

kind 'sep-line', 'reading', sub {
	my ($v) = @_;
	my $sep = (';', ',', "\t")[$v];
	return sheet(@columns)->with(sep => $sep)->raw("sep=$sep\r\n")->header->rows(people(3));
};

kind 'line-ends', 'reading', sub {
	my ($v) = @_;
	my $s = plain_sheet(5)->with(eol => ("\n", "\r", "\r\n")[$v]);
	# mixed: as two files put one below the other
	$s->with(damage => sub { my $n = 0; $_[0] =~ s/\r\n/++$n % 2 ? "\n" : "\r\n"/ger }) if $v == 2;
	return $s;
};

kind 'no-newline-at-the-end', 'reading', sub {
	my ($v) = @_;
	my $s = plain_sheet(1 + $v);
	return $s->with(damage => sub { $_[0] =~ s/\r\n\z//r });
};

kind 'cells-with-everything-in-them', 'reading', sub {
	my ($v) = @_;
	my @notes = ("第一行\n第二行", '他说"没有"', '困难,低保', "第一行\r\n第二行", '"', '=1+1', '-5', "a\tb",
		' 前后 ', "一\n\n三");
	my $s = sheet(@columns)->header;
	for my $note (@notes[$v * 3 .. $v * 3 + 3]) {
		my $clean = $note =~ s/\r\n/\n/gr =~ s/^\s+|\s+$//gr =~ s/\t/ /gr;
		my $want = $note =~ /\t/ ? qr/^a\sb$/ : $note =~ /\r/ ? qr/^第一行\r?\n第二行$/ : $clean;
		$s->row(person(), cells => {备注 => $note}, want => {备注 => $want});
	}
	return $s;
};

kind 'two-stray-quotes', 'reading', sub {
	my ($v) = @_;
	my @p = people(4);
	my $s = sheet(@columns)->header;
	my $line = sub { my ($p, $n) = @_; join ',', $n, map { $p->{$_} } @columns[1 .. 8] };
	my $text = $line->($p[0], 1) . ",\"外出务工\r\n" . $line->($p[1], 2) . ",\r\n";
	$text .= $line->($p[2], 3) . ",\r\n" if $v == 1;
	$text .= $line->($p[3], 4) . ',' . ($v == 2 ? '回来"了"' : '回来了"') . "\r\n";
	return $s->raw($text)->refused(at_line('[2-4]'));
}, case => 1;

kind 'a-quote-never-closed', 'reading', sub {
	my ($v) = @_;
	my @p = people(4);
	my $s = plain_sheet(1 + $v);
	my $text = join(',', 9, map { $p[0]{$_} } @columns[1 .. 8]) . ",\"未写完\r\n";
	$text .= join(',', 10, map { $p[1]{$_} } @columns[1 .. 9]) . "\r\n" if $v != 1;
	return $s->raw($text)->refused(at_line(3 + $v));
};

kind 'quotes-inside-cells', 'reading', sub {
	my ($v) = @_;
	my $s = plain_sheet(2);
	for my $p (people(2)) {
		my $text = join ',', 3, map { $p->{$_} } @columns[1 .. 8];
		$s->raw($text . ($v == 0 ? ',绰号"老三"' : $v == 1 ? ',"绰号"老三""' : ',"家里"有,困难') . "\r\n");
	}
	# Both lines are told at once.
	return $s->refused(at_line(4), $v == 2 ? () : at_line(5));
};

kind 'another-delimiter-in-one-row', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header->rows(people(2));
	$s->row(person(), is => 'bad', sep => (';', "\t", '，')[$v]);
	return $s->rows(people(2));
};

kind 'a-delimiter-lost-or-added', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header->rows(people(2));
	my $p = person();
	$s->row($p, is => 'bad', cells => {姓名 => "$p->{姓名}$p->{性别}"}, lost => 2) if $v == 0;
	$s->row($p, is => 'bad', lost => 9, cells => {决定日期 => "$p->{决定日期}$p->{备注}"}) if $v == 1;
	$s->row($p, is => 'bad', extra => 4) if $v == 2;
	$s->row($p, is => 'bad', extra => 9, with => '示范镇') if $v == 3;
	return $s->rows(people(2));
}, variants => 4;

kind 'no-csv-at-all', 'reading', sub {
	my ($v) = @_;
	my @p = people(2);
	my @cells = map { my $p = $_; [map { $p->{$_} } @columns[1 .. 9]] } @p;
	my ($file, $bytes, $told);
	if ($v == 0) {
		$file = '花名册.xls';
		$bytes = encoded("<html><head><meta charset=\"utf-8\"></head><body><table border=1>\n"
			. join('', map { '<tr>' .
			join('', map { "<td>$_</td>" } @$_) . "</tr>\n" } [@columns[1 .. 9]], @cells)
				. "</table></body></html>\n", 'utf-8');
		$told = '网页|HTML|web page';
	} elsif ($v == 1) {
		$file = '花名册.xls';
		$bytes = encoded("<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook " .
			"xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table>"
				. join('', map { '<Row>' .
			join('', map { "<Cell><Data ss:Type=\"String\">$_</Data></Cell>" } @$_)
				. '</Row>' } [@columns[1 .. 9]], @cells) .
			"</Table></Worksheet></Workbook>\n", 'utf-8');
		$told = 'XML';
	} elsif ($v == 2) {
		($file, $bytes, $told) = ('花名册.csv',
			"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00[Content_Types].xml" . "\x00\x8a" x 200,
			'xlsx|表格|Excel|spreadsheet');
	} elsif ($v == 3) {
		($file, $bytes, $told) = ('花名册.csv', "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" . "\x00\x3e" x 300,
			'表格|Excel|spreadsheet');
	} elsif ($v == 4) {
		($file, $bytes, $told) = ('花名册.txt',
			"{\\rtf1\\ansi\\ansicpg936 \\trowd \\'d0\\'d5\\'c3\\'fb\\cell\\row}\n",
				'RTF|Word|文档|document');
	} elsif ($v == 5) {
		($file, $bytes, $told) = ('花名册.csv', "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", 'PDF');
	} else {
		$file = '花名册.csv';
		$bytes = encoded("<TABLE>" . join('',
			map { '<TR>' . join('', map { "<TD>$_" } @$_) } [@columns[1 .. 9]], @cells) .
			"</TABLE>", 'GB18030');
		$told = '网页|HTML|web page';
	}
	return sheet()->with(file => $file, bytes => $bytes)->refused($told, $Habits::save_as);
}, variants => 7, case => 1;

kind 'one-byte-damaged', 'reading', sub {
	my ($v) = @_;
	my $s = plain_sheet(5);
	# A byte of a character of line 4 is gone or another.
	$s->with(damage => sub {
		my @lines = split /(?<=\n)/, $_[0];
		my $at = index $lines[3], "\xe7\xa4\xbe";
		substr $lines[3], $at + 1, 1, ("\xff", '', "\x41")[$v];
		return join '', @lines;
	});
	return $s->refused(at_line(4));
}, case => 1;

kind 'encodings-mixed', 'reading', sub {
	my ($v) = @_;
	my $s = plain_sheet(5);
	my @others = ([4], [3, 4], [2, 5])[$v];
	$s->with(damage => sub {
		my @lines = split /(?<=\n)/, $_[0];
		for my $n (@{$others[0]}) {
			utf8::decode(my $text = $lines[$n - 1]);
			$lines[$n - 1] = encoded($text, 'GB18030');
		}
		return join '', @lines;
	});
	return $s->refused(at_line($others[0][0]));
};

kind 'zero-bytes', 'reading', sub {
	my ($v) = @_;
	return plain_sheet(4)->with(damage => sub {
		my @lines = split /(?<=\n)/, $_[0];
		$lines[2] =~ s/,/,\0/ if $v == 0;
		$lines[2] .= "\0" x 20 if $v == 1;
		$lines[2] =~ s/20/2\0/ if $v == 2;
		return join '', @lines;
	})->refused(at_line('[34]'));
};

kind 'characters-made-on-one-machine', 'reading', sub {
	my ($v) = @_;
	my $p = person();
	my $name = $p->{姓名} . chr((0xe000, 0xe4c6, 0xf8f0)[$v]);
	return sheet(@columns)->header->rows(people(1))->row($p, is => 'warn', at => '姓名', cells => {姓名 => $name},
		want => {姓名 => $name})->with(encoding => ('utf-8', 'utf-8', 'GB18030')[$v]);
}, case => 1;

# The characters GB18030 maps one way in 2000 and 2005 and another in 2022: both byte forms are the same character.
my @moved = (["\x82\x35\x90\x37", 0x9fb4], ["\x82\x35\x90\x38", 0x9fb5], ["\x82\x35\x90\x39", 0x9fb6],
	["\x82\x35\x91\x30", 0x9fb7], ["\x82\x35\x91\x31", 0x9fb8], ["\x82\x35\x91\x32", 0x9fb9],
	["\x82\x35\x91\x33", 0x9fba], ["\x82\x35\x91\x34", 0x9fbb], ["\xfe\x59", 0x9fb4], ["\xfe\x61", 0x9fb5],
	["\xfe\x66", 0x9fb6], ["\xfe\x67", 0x9fb7], ["\xfe\x6d", 0x9fb8], ["\xfe\x7e", 0x9fb9], ["\xfe\x90", 0x9fba],
	["\xfe\xa0", 0x9fbb]);
kind 'gb18030-of-other-years', 'reading', sub {
	my ($v) = @_;
	my $s = sheet(@columns)->header->rows(people(1));
	my %bytes;
	for my $i (grep { $_ % 3 == $v } 0 .. $#moved) {
		my $p = person();
		$p->{姓名} = '李' . chr $moved[$i][1];
		$bytes{"<$i>"} = $moved[$i][0];
		$s->row($p, cells => {姓名 => "李<$i>"});
	}
	return $s->with(encoding => 'GB18030', damage => sub { $_[0] =~ s{(<\d+>)}{$bytes{$1}}gr });
}, case => 1;

kind 'rare-characters', 'reading', sub {
	my ($v) = @_;
	my @p = map { person(姓名 => $_) } (['李䶮', '王𠮷', '张𬭎'], ['赵㐂', '钱䲟', '孙𬱖'],
		['㛃静', '李镕基', '王喆'])[$v]->@*;
	return sheet(@columns)->header->rows(@p)->with(encoding => ('utf-8', 'GB18030', 'UTF-16LE')[$v], sep => $v == 2
		? "\t" : ',');
};
1;

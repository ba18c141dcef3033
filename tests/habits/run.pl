#!/usr/bin/perl
# Offices' habits: every kind of file below tests/habits, in several variants, held against its truth; TAP.
# SPDX-License-Identifier: MIT
#
#	perl tests/habits/run.pl [--cases | --others] [--set FILE]... [--kind NAME] [--seed N] [--keep DIR]
#		[--report]
#
# --cases: the kinds that were once taken wrongly or refused for nothing; --others: all but those. --keep leaves the
# files made in DIR/KIND-VARIANT; --report says what failed by part, with the file.
use strict;
use warnings;
use utf8;
use FindBin;
use File::Temp qw(tempdir);
use lib $FindBin::Bin;
use Habits;
binmode $_, ':encoding(UTF-8)' for *STDOUT, *STDERR;

my %o = (seed => 1, sets => []);
while (@ARGV) {
	my $word = shift @ARGV;
	if ($word eq '--report') { $o{report} = 1 }
	elsif ($word =~ /^--(cases|others)$/) { $o{$1} = 1 }
	elsif ($word eq '--set') { push @{$o{sets}}, shift @ARGV }
	elsif ($word =~ /^--(kind|seed|keep)$/) { utf8::decode($o{$1} = shift @ARGV) }
	else { die "usage: see the head of run.pl\n" }
}
for my $set (@{$o{sets}} ? @{$o{sets}} : map { s{.*/}{}r } glob "$FindBin::Bin/*_kinds.pl") {
	do "$FindBin::Bin/$set" or die "$set: ", $@ || $!, "\n";
}
my $program = $ENV{WUBAO} || "$FindBin::Bin/../../build/release/wubao";
-x $program or do { print "Bail out! not built: $program\n"; exit 1 };
my $plain = $ENV{PLAIN} && -x $ENV{PLAIN} ? $ENV{PLAIN} : $program;
@ENV{qw(LANG TZ)} = qw(C.UTF-8 UTC);
delete @ENV{qw(LC_ALL LC_CTYPE LC_MESSAGES XDG_DATA_HOME)};
my $dir = tempdir(CLEANUP => 1);
$ENV{HOME} = $dir;
my $station = Habits::Station->new(program => $program, plain => $plain, dir => $dir);

my ($n, $failed, %failed) = (0, 0);
sub keep {
	my ($kind, $v, @steps) = @_;
	my $to = "$o{keep}/$kind->{name}-$v";
	system 'mkdir', '-p', $to;
	for my $i (0 .. $#steps) {
		next if ref $steps[$i] eq 'HASH';
		my $file = $to . '/' . (@steps > 1 ? $i + 1 . '-' : '') . $steps[$i]{file};
		open my $f, '>:raw', $file or die "$file: $!\n";
		print $f $steps[$i]->bytes;
	}
}
for my $kind (kinds_of()) {
	next if defined $o{kind} && $kind->{name} ne $o{kind};
	next if $o{cases} && !$kind->{case} || $o{others} && $kind->{case};
	my (@wrong, @bad, $first);
	for my $v (0 .. $kind->{variants} - 1) {
		Habits::begin($o{seed} * 1000 + $v);
		my @steps = $kind->{make}->($v);
		keep($kind, $v, @steps) if $o{keep};
		$station->{once} = $v > 0; # one plan a kind is held against what it leads to
		$station->{program} = $v > 0 ? $plain : $program; # and one runs under the sanitizers
		my @now = $station->hold(@steps);
		if (@now) {
			push @bad, $v;
			push @wrong, map { "variant $v: $_" } @now;
			$first //= [$v, @steps];
		}
	}
	$n++;
	print @wrong ? 'not ' : '', "ok $n - $kind->{name}\n";
	next unless @wrong;
	$failed++;
	my @few = @wrong > 12 ? (@wrong[0 .. 11], '...') : @wrong;
	print map { my $w = $_; chomp $w; $w =~ s/\n/ /g; "#   $w\n" } @few;
	push @{$failed{$kind->{part}}}, [$kind, \@few, $first];
}
print "1..$n\n";
report() if $o{report};
exit($failed ? 1 : 0);

sub report {
	for my $part (sort keys %failed) {
		print "\n==== $part ====\n";
		for (@{$failed{$part}}) {
			my ($kind, $wrong, $first) = @$_;
			my ($v, @steps) = @$first;
			print "\n-- $kind->{name}\n",
				map { my $w = $_; chomp $w; $w =~ s/\n/ /g; "   $w\n" } @$wrong[0 .. ($#$wrong > 4 ? 4
				: $#$wrong)];
			for my $s (@steps) {
				if (ref $s eq 'HASH') { print "   step: @{$s->{command} || ['(a look)']}\n"; next }
				print "   file ($s->{file}, $s->{encoding}", $s->{register}
					? ", register $s->{register}" : '', "):\n";
				my @lines = $s->{from} ? "(made of what the station wrote before)" : split /\r?\n|\r/,
					defined $s->{bytes} ? '(bytes: keep with --keep)' : $s->text;
				splice @lines, 8, @lines - 12, '   ...' if @lines > 14;
				print map { "      $_\n" } @lines;
			}
		}
	}
}

#!/usr/bin/perl
# Seeded faults: each entry of faults.txt is put into a copy of its file, that one file is compiled, and the test it
# names must fail. A fault nothing sees means that a test is missing, or has stopped testing.
#
#	tests/faults/run.pl [--share N] [--known] [ID...]
#	tests/faults/run.pl --texts                only whether each still finds its text (tests/check-faults)
#
# An object named before the archive wins over the member of the same name, so nothing else is compiled: flags and
# libraries come from the makefile, objects and tests' own objects from build/release. Without --known each test first passes
# on the sources as they are. --share N takes the entries marked "long" by turns, one of N a day, and all others. TAP.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(basename dirname);
use File::Path qw(make_path remove_tree);
use FindBin;

my $top = abs_path("$FindBin::Bin/../..");
chdir $top or die "faults: $top: $!\n";
my ($share, $known, $texts, %asked);
while (defined(my $word = shift @ARGV)) {
	if ($word eq '--share') { $share = shift @ARGV }
	elsif ($word eq '--known') { $known = 1 }
	elsif ($word eq '--texts') { $texts = 1 }
	elsif ($word =~ /^-/) { die "usage: tests/faults/run.pl [--share N] [--known] [ID...]\n" }
	else { $asked{$word} = 1 }
}
my ($cflags, $libs);
my $cc = $ENV{CC} || 'gcc';
my $built = 'build/release';
my $work = 'build/faults';
# Of the processor; by the clock, as a test of the screens sleeps and the machine may be busy.
use constant {SECONDS => 60, ASLEEP => 120, ALONE => 'tests/{csvdump,tui/random_keys}.o'};

sub slurp {
	my ($path) = @_;
	open my $f, '<', $path or die "faults: $path: $!\n";
	local $/;
	return <$f>;
}
sub spill {
	my ($path, $text) = @_;
	open my $f, '>', $path or die "faults: $path: $!\n";
	print {$f} $text;
	close $f or die "faults: $path: $!\n";
}

sub entries {
	my (@all, $e);
	my $line = 0;
	for (split /\n/, slurp("$FindBin::Bin/faults.txt")) {
		$line++;
		if (/^(?:#|\s*$)/) { next }
		elsif (/^fault (\S+)( long)? in (\S+) by (\S+): (.+)$/) {
			push @all, $e = {id => $1, long => $2, in => $3, by => $4, name => $5, line => $line, hunks => []};
		}
		elsif (/^-(?: (.*))?$/) {
			push @{$e->{hunks}}, ['', ''] if !@{$e->{hunks}} || length $e->{hunks}[-1][1] || $e->{hunks}[-1][2];
			$e->{hunks}[-1][0] .= ($1 // '') . "\n";
		}
		elsif (/^\+(?: (.*))?$/) { $e->{hunks}[-1][1] .= ($1 // '') . "\n"; $e->{hunks}[-1][2] = 1 }
		else { die "faults.txt:$line: not understood: $_\n" }
	}
	my %seen;
	for (@all) {
		die "faults.txt:$_->{line}: $_->{id} is there twice, or has no - and +\n"
			if $seen{$_->{id}}++ || !@{$_->{hunks}};
	}
	return @all;
}

# Texts match wherever they stand in their lines, each once; the last line end of both is not part of them.
sub with_fault {
	my ($e) = @_;
	my $text = slurp($e->{in});
	for my $h (@{$e->{hunks}}) {
		my ($from, $to) = @$h;
		chomp($from, $to);
		my $n = () = $text =~ /\Q$from\E/g;
		die "stands in $e->{in} $n times: $from\n" if $n != 1;
		$text =~ s/\Q$from\E/$to/;
	}
	return $text;
}

sub sh {
	my ($command) = @_;
	my $said = qx(exec 2>&1; $command);
	die "$command\n$said" if $?;
}

# The file with the fault as an object of its own.
sub compile {
	my ($e, $text) = @_;
	my $path = "$work/" . basename($e->{in});
	spill($path, $text);
	if ($e->{in} =~ /\.sql$/) {
		my @steps = map { $_ eq $e->{in} ? $path : $_ } sort glob 'data/schema/*.sql';
		sh("LC_ALL=C awk -f data/schema/embed.awk @steps > $work/fault.c");
	} else {
		rename $path, "$work/fault.c";
	}
	sh("$cc $cflags -w -c -o $work/fault.o $work/fault.c");
	return "$work/fault.o";
}

# Links what the test needs around the object, '' for none: a program of its own, or ours for a script or a screen.
sub link_test {
	my ($by, $object) = @_;
	sh("$cc -o $work/wubao $built/obj/main/*.o $object $built/libwubao.a $libs") if $by =~ m{^(?:cli/test|tui/)};
	return "sh tests/$by" if -f "tests/$by";
	die "$built/tests/$by.o is not built\n" unless -f "$built/tests/$by.o";
	sh("$cc -o $work/test $built/tests/$by.o $object $work/helpers.a $built/libwubao.a $libs -lvterm -lutil -lcmocka");
	return "$work/test";
}

# Runs it with nothing of ours around it: its status, and what it printed.
sub outcome {
	my ($command) = @_;
	remove_tree("$work/home");
	make_path("$work/home/tmp");
	my $home = abs_path("$work/home");
	my $said = qx(exec 2>&1 < /dev/null; env -i PATH="\$PATH" HOME=$home TMPDIR=$home/tmp LANG=C.UTF-8 TZ=UTC \\
		CMOCKA_MESSAGE_OUTPUT=TAP WUBAO=$top/$work/wubao GEN=$top/$built/tests/gen/gen \\
		timeout -k 1 @{[ASLEEP]} sh -c 'ulimit -t @{[SECONDS]}; exec $command');
	return ($?, $said);
}

my @all = entries();
if ($texts) {
	my @bad = map { my $e = $_; eval { with_fault($e); 1 } ? () : "faults.txt:$e->{line}: $e->{id} $@" } @all;
	print @bad, @all - @bad, ' of ', scalar @all, " faults find their text\n";
	exit(@bad ? 1 : 0);
}
($cflags, $libs) = map { $ENV{$_} // die "faults: $_ is not set; see make faults\n" } qw(FAULT_CFLAGS FAULT_LIBS);
remove_tree($work);
make_path($work);
my %alone = map { $_ => 1 } glob "$built/" . ALONE;
sh("ar rcs $work/helpers.a " . join ' ', grep { !m{/test_} && !$alone{$_} } glob "$built/tests/{,store/,tui/}*.o");
my @chosen = grep { %asked ? $asked{$_->{id}} : 1 } @all;
die 'faults: there is no ', join(', ', keys %asked), "\n" unless @chosen;
my $turn = int(time / 86400);
@chosen = grep { !$_->{long} || $turn++ % $share == 0 } @chosen if $share;
my ($n, $bad, %sound) = (0, 0);
$| = 1;
print '1..', scalar @chosen, "\n";
for my $e (@chosen) {
	my $why = '';
	my $said = '';
	my $ok = eval {
		if (!$known && !exists $sound{$e->{by}}) {
			my ($status) = outcome(link_test($e->{by}, ''));
			$sound{$e->{by}} = $status;
		}
		die "$e->{by} does not pass without it\n" if $sound{$e->{by}};
		(my $status, $said) = outcome(link_test($e->{by}, compile($e, with_fault($e))));
		die "$e->{by} passes with it\n" if $status == 0;
		# Stopped, or dead: no line says where it was.
		$said =~ /^not ok .*\Q$e->{name}\E/m || $status >> 8 == 124 || $status & 127 || $status >> 8 > 128
			or die "$e->{by} fails, but not at $e->{name}\n";
	};
	$why = $@ unless $ok;
	print "# stopped\n" if !$why && $said !~ /^not ok/m;
	$n++;
	$bad++ if $why;
	print $why ? 'not ' : '', "ok $n - $e->{id}: $e->{by}, $e->{name}\n";
	print map { "# $_\n" } split /\n/, $why if $why;
	print map { "#   $_\n" } grep { /^not ok|error|Error/ } split /\n/, $said if $why;
}
remove_tree($work);
exit($bad ? 1 : 0);

# What a station writes into its settings. SPDX-License-Identifier: MIT
use strict;
use warnings;
use utf8;

# Adds text to the station's INI and answers what `rules` then says, both streams.
sub with_settings {
	my ($text, $right, $wrong) = @_;
	return {then => sub {
		my ($t) = @_;
		open my $f, '>>:encoding(UTF-8)', "$t->{dir}/s.ini" or die;
		print $f "\n$text";
		close $f;
		$t->run($t->{program}, 's', 'rules');
		return "$t->{out}$t->{err}" =~ $right ? () : "$wrong: $t->{out}$t->{err}";
	}};
}

# The value is whole, or it is told where it was cut.
kind 'a-setting-cut-at-a-sign', 'reading', sub {
	my ($v) = @_;
	my ($value, $rest) = (['县发〔2026〕3号;第二条', '第二条'], ['县发〔2026〕3号#附件', '附件'],
		['县发〔2026〕3号 ; 第二条#附件', '第二条|附件'])[$v]->@*;
	return with_settings("[profile.detox\@2026-01-01]\ntest = \"12, 6, 4\"\nmark = P\nbasis = $value\n",
		qr/$rest|basis.*[;#；]|[;#；].*basis|分号/s, 'nothing said of what was cut');
}, case => 1;

kind 'a-setting-without-effect', 'reading', sub {
	my ($v) = @_;
	my ($text, $word) = (["[profile.detox\@2026-01-01]\ntest = \"12, 6, 4\"\ntest = \"6, 6, 4\"\nmark = P\nbasis = x\n", 'test'],
		["[profile.detox\@2026-01-01]\ntest = \"12, 6, 4\"\ncheer = 1\nmark = P\nbasis = x\n", 'cheer'],
		["[no-such-part]\ntest = \"12, 6, 4\"\n", 'no-such-part'])[$v]->@*;
	return with_settings($text, qr/$word/, 'nothing said of it');
};
1;

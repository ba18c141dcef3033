# EquivalentUnifiedIdeograph.txt, then UnicodeData.txt -> build/gen/fold_table.c: characters that are another one in
# another form, and that one: radicals, compatibility ideographs, wide and narrow letters. One for one only; forms of
# letters within a word (font, initial, final...) and accents stay. Runs under mawk.
function hex(s,   i, v) {
	v = 0
	for (i = 1; i <= length(s); i++) v = v * 16 + index("0123456789ABCDEF", substr(s, i, 1)) - 1
	return v
}
BEGIN {
	print "/* Made from Unicode's UnicodeData.txt and EquivalentUnifiedIdeograph.txt by data/unicode/fold.awk; do not edit. */"
	print "#include \"core/width_table.h\"\n"
	print "const struct fold_pair fold_table[] = {"
}
/^#/ || /^$/ { next }
FILENAME ~ /Equivalent/ {
	split($0, part, /[;#]/)
	range = part[1]; to = part[2]
	gsub(/ /, "", range); gsub(/ /, "", to)
	first = last = range
	if (range ~ /\.\./) { sub(/\.\..*/, "", first); sub(/.*\.\./, "", last) }
	for (a = hex(first); a <= hex(last); a++) radical[a] = hex(to)
	next
}
{
	split($0, part, /;/)
	at = hex(part[1]); to = part[6]
	if (at < before) { bad = 1; exit }
	before = at
	if (to ~ /^<(font|initial|medial|final|isolated|super|sub|noBreak|fraction)>/) to = ""
	sub(/^<[a-zA-Z]*> /, "", to)
	cp[n++] = at
	if (at in radical) fold[at] = radical[at]
	else if (to ~ /^[0-9A-F]+$/) fold[at] = hex(to)
}
END {
	for (i = 0; i < n; i++) {
		at = cp[i]
		if (!(at in fold)) continue
		to = fold[at]
		while (to in fold) to = fold[to]
		printf "\t{0x%X, 0x%X},\n", at, to
		rows++
	}
	if (bad || rows < 1200) { print "fold: the files are not as expected" > "/dev/stderr"; exit 1 }
	print "};"
	printf "const unsigned long fold_table_count = %d;\n", rows
}

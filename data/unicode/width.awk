# EastAsianWidth.txt -> build/gen/width_table.c: the ranges of code points that are not simply one printable cell.
# The file is sorted and its comment names the general category, so one pass is enough; what it does not list is
# not assigned. Runs under mawk (no strtonum). `class` below: cells * 2 + hidden, or 9 for a control.
function hex(s,   i, v) {
	v = 0
	for (i = 1; i <= length(s); i++) v = v * 16 + index("0123456789ABCDEF", substr(s, i, 1)) - 1
	return v
}
function put(first, last, class) {
	if (class == 2 || first > last) return
	if (class == run_class && first == run_last + 1) { run_last = last; return }
	flush_run()
	run_first = first; run_last = last; run_class = class
}
function flush_run() {
	if (run_class == "") return
	printf "\t{0x%X, 0x%X, %d, %d},\n", run_first, run_last, run_class == 9 ? -1 : int(run_class / 2), run_class % 2
	rows++
}
# The characters Unicode calls default ignorable: nothing to see, so nothing that may reach a terminal.
function ignorable(a) {
	return a == 847 || a == 4447 || a == 4448 || a == 6068 || a == 6069 || (a >= 6155 && a <= 6159) || \
	       a == 12644 || (a >= 65024 && a <= 65039) || a == 65440 || a >= 917504 && a < 921600
}
# Hangul vowels and finals join the syllable before them.
function joins(a) { return a >= 4449 && a <= 4607 || a >= 55216 && a <= 55291 }
function class_of(a, wide, cat) {
	if (cat ~ /^(Cc|Cs|Zl|Zp)$/) return 9
	if (cat == "Cf" || ignorable(a)) return 1
	if (cat == "Mn" || cat == "Me" || joins(a)) return 0
	if (wide == "W" || wide == "F") return 4
	return 2
}
# Not assigned: two cells in the ideographic planes, where new characters come; elsewhere not shown.
function gap(first, last,   a, b, plane) {
	for (a = first; a <= last; a = b + 1) {
		plane = int(a / 65536)
		b = plane * 65536 + 65533
		if (a > b) b += 2
		if (b > last) b = last
		put(a, b, (plane == 2 || plane == 3) && a % 65536 < 65534 ? 4 : 3)
	}
}
# A listed range is cut where an exception begins or ends.
function listed(first, last, wide, cat,   a, c, from) {
	if (last - first > 1000) { put(first, last, class_of(first, wide, cat)); return }
	from = first
	for (a = first; a <= last; a++) {
		c = class_of(a, wide, cat)
		if (a > first && c != before) { put(from, a - 1, before); from = a }
		before = c
	}
	put(from, last, before)
}
BEGIN {
	run_class = ""
	print "/* Made from Unicode's EastAsianWidth.txt by data/unicode/width.awk; do not edit. */"
	print "#include \"core/width_table.h\"\n"
	print "const struct width_range width_table[] = {"
}
/^[0-9A-F]/ {
	n = split($0, part, /[;#]/)
	range = part[1]; wide = part[2]; cat = part[3]
	gsub(/ /, "", range); gsub(/ /, "", wide); sub(/^ */, "", cat); sub(/ .*/, "", cat)
	first = last = range
	if (range ~ /\.\./) { sub(/\.\..*/, "", first); sub(/.*\.\./, "", last) }
	first = hex(first); last = hex(last)
	if (n < 3 || first < next_cp) { bad = 1; exit }
	gap(next_cp, first - 1)
	listed(first, last, wide, cat)
	next_cp = last + 1
	if (cat == "Mn") marks++
}
END {
	if (bad || marks < 200) { print "width: EastAsianWidth.txt is not as expected" > "/dev/stderr"; exit 1 }
	gap(next_cp, 1114111)
	flush_run()
	print "};"
	printf "const unsigned long width_table_count = %d;\n", rows
}
